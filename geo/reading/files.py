"""Files and folders to articles: the only module of the stage that touches the disk.

A file that cannot be read never stops the rest: it is returned as ``Skipped`` with one line that
says what to do.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ArticleError
from geo.models import Skipped
from geo.reading.article import build_article
from geo.reading.formats import SUFFIXES, read_drafts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from geo.models import Article, Published
    from geo.settings import Settings

logger = logging.getLogger(__name__)


def read_articles(
    paths: Iterable[str | Path],
    *,
    settings: Settings,
    published: Published | dt.date | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """Return the articles in ``paths``, in order, and what could not be read.

    Parameters
    ----------
    paths
        Files and folders. A folder is read with all below it, sorted by path, hidden files left
        out. A file that was already read, and a text that was already read, count once.
    published
        What the user says of the publication, for files that do not state it themselves.
    on_progress
        Called after each file with how many are done, how many there are, and its path.
    """
    if isinstance(paths, str | Path):
        paths = (paths,)
    skipped: list[Skipped] = []
    files = list(dict.fromkeys(_find_files(paths, skipped)))
    articles: dict[str, Article] = {}
    for number, path in enumerate(files, start=1):
        for article in _read_file(path, settings, published, skipped):
            twin = articles.setdefault(article.id, article)
            if twin is not article:
                error = f"has the same text as {twin.source!r}, which is read; nothing to do"
                skipped.append(Skipped(source=article.source, error=error))
        if on_progress is not None:
            on_progress(number, len(files), _name(path))
    for item in skipped:
        logger.warning("%s %s", item.source, item.error)
    return tuple(articles.values()), tuple(skipped)


def _find_files(paths: Iterable[str | Path], skipped: list[Skipped]) -> Iterator[Path]:
    """Yield the files of ``paths``, and note what is missing or of no known kind."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for found in _walk(path, skipped):
                if _check_suffix(found, skipped):
                    yield found
        elif path.is_file():
            if _check_suffix(path, skipped):
                yield path
        else:
            error = "is no regular file" if path.exists() else "does not exist"
            skipped.append(Skipped(source=_name(path), error=f"{error}; check the path"))


def _walk(folder: Path, skipped: list[Skipped]) -> list[Path]:
    """Return the files below a folder, sorted; links to folders are not followed, they may loop."""

    def note(error: OSError) -> None:
        reason = f"cannot be opened ({error.strerror}); check its permissions"
        skipped.append(Skipped(source=_name(Path(str(error.filename))), error=reason))

    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(root, name) for name in names if not name.startswith("."))
    return sorted(path for path in found if path.is_file())


def _check_suffix(path: Path, skipped: list[Skipped]) -> bool:
    if path.suffix.lower() in SUFFIXES:
        return True
    known = ", ".join(sorted(SUFFIXES))
    error = f"is of no kind that is read ({path.suffix!r}); save it as one of {known}"
    skipped.append(Skipped(source=_name(path), error=error))
    return False


def _read_file(
    path: Path,
    settings: Settings,
    published: Published | dt.date | None,
    skipped: list[Skipped],
) -> Iterator[Article]:
    """Yield the articles of a file, and note what is broken."""
    source = _name(path)
    try:
        content = _read_bytes(path, settings.max_article_bytes)
        drafts, broken = read_drafts(content, suffix=path.suffix, source=source, data_dir=settings.data_dir)
    except ArticleError as error:
        skipped.append(Skipped(source=source, error=str(error)))
        return
    skipped.extend(broken)
    for draft in drafts:
        try:
            yield build_article(draft, given=published, data_dir=settings.data_dir)
        except ArticleError as error:
            skipped.append(Skipped(source=draft.source, error=str(error)))


def _read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of a file.

    Raises
    ------
    ArticleError
        If it is empty, too large or unreadable.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            msg = (
                f"is {size / 1e6:.0f} MB long, more than the {limit / 1e6:.0f} MB an article may have; "
                "split it into its articles"
            )
            raise ArticleError(msg)
        content = path.read_bytes()
    except OSError as error:
        msg = f"cannot be read ({error.strerror}); check the file and its permissions"
        raise ArticleError(msg) from error
    if not content.strip():
        msg = "is empty; give a file with the text of an article"
        raise ArticleError(msg)
    return content


def _name(path: Path) -> str:
    """Return the path for people and JSON: bytes that are no UTF-8 are shown as such."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
