"""The lines between ``---`` at the head of a file that say what the article is.

Only the few keys that matter are understood, in the plain forms people write; a YAML library
would bring anchors, tags and a dependency for five values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import ArticleError
from geo.models import DateBasis, Published
from geo.reading.dates import find_dates

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*")
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*)|\s*)$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_ITEM = re.compile(r"-(?:\s|$)")
# Front matter that is longer was never closed.
_LINES = 60
_ISO = r"\d{4}-\d{2}-\d{2}"
_SPAN = re.compile(rf"({_ISO}|\?)?\s*(?:\.\.|/|–|—|\bto\b)\s*({_ISO}|\?)?")
_MOMENT = re.compile(
    rf"({_ISO})(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
)
_EMPTY = frozenset({"", "null", "~", "none", "unknown"})
_ADVICE = "mend the lines between the two '---'"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the head of a file states, and the text after it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Published | None = None
    notices: tuple[str, ...] = ()


def read_front_matter(text: str, *, data_dir: Path | None = None) -> FrontMatter:
    r"""Return what the head of ``text`` states; without a head, the text as it is.

    ``published`` is a day, an interval (``2025-03-28..2025-04-01``) or the keys ``start``, ``end``
    and ``basis`` indented under it; ``why`` beside them is kept as a notice.

    Raises
    ------
    ArticleError
        If the head is not closed, a line is no ``key: value``, or a date is no date.

    >>> read_front_matter("---\ntitle: A bridge\n---\nIt was hit.").title
    'A bridge'
    """
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if not lines or not _FENCE.fullmatch(lines[0].rstrip("\r\n")) or not _opens(lines):
        return FrontMatter(text=text)
    last = _find_end(lines)
    values = _read_values([line.rstrip("\r\n") for line in lines[1:last]])
    published, notices = read_published(values, data_dir=data_dir)
    return FrontMatter(
        text="".join(lines[last + 1 :]),
        title=_text(values, "title"),
        publisher=_text(values, "publisher"),
        url=_text(values, "url"),
        published=published,
        notices=notices,
    )


def _opens(lines: list[str]) -> bool:
    """Tell whether the first line opens a head, rather than being a drawn rule."""
    after = [line.strip() for line in lines[1 : _LINES + 1]]
    first = next((line for line in after if line), "")
    return bool(_KEY.match(first)) or any(_FENCE.fullmatch(line) for line in after)


def _find_end(lines: list[str]) -> int:
    for index, line in enumerate(lines[1 : _LINES + 1], start=1):
        if _FENCE.fullmatch(line.rstrip("\r\n")) or line.rstrip() == "...":
            return index
    msg = "has broken front matter: it opens with '---' and never closes; add a line '---' after it"
    raise ArticleError(msg)


def _read_values(lines: list[str]) -> dict[str, str]:
    """Return the values by key, nested keys as ``published.start``."""
    values: dict[str, str] = {}
    parent = ""
    for number, line in enumerate(lines, start=2):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        is_nested = line[0] in " \t"
        if is_nested and parent not in ("", "published"):
            continue  # keys that are not ours may hold what they like
        if _ITEM.match(bare) and parent not in ("", "published"):
            continue
        match = _KEY.match(bare)
        if match is None or (is_nested and not parent):
            msg = f"has broken front matter: line {number} {bare[:60]!r} is no 'key: value'; {_ADVICE}"
            raise ArticleError(msg)
        key = match["key"].strip().casefold()
        value = _unquote(match["value"] or "", number)
        if is_nested:
            values[f"{parent}.{key}"] = value
        else:
            values[key], parent = value, key
    return values


def _unquote(raw: str, number: int) -> str:
    value = raw.strip()
    if value[:1] in ("'", '"'):
        quote = value[0]
        closed = re.match(r'"((?:[^"\\]|\\.)*)"|' + r"'((?:[^']|'')*)'", value)
        if closed is None or _COMMENT.sub("", value[closed.end() :]).strip():
            msg = f"has broken front matter: line {number} opens {quote} and never closes it; {_ADVICE}"
            raise ArticleError(msg)
        if quote == "'":
            return closed[2].replace("''", "'")
        return re.sub(r"\\(.)", r"\1", closed[1])
    return _COMMENT.sub("", value).strip()


def _text(values: dict[str, str], key: str) -> str | None:
    value = values.get(key, "")
    return None if value.casefold() in _EMPTY else value


def read_published(
    values: dict[str, str], *, data_dir: Path | None = None
) -> tuple[Published | None, tuple[str, ...]]:
    """Return the publication that ``values`` state, or ``None``, and remarks on it.

    Raises
    ------
    ArticleError
        If a date is no date, an interval ends before it starts, or the basis is unknown.
    """
    whole = values.get("published", "") or values.get("date", "")
    if whole.startswith("{") and whole.endswith("}"):
        parts = dict(part.split(":", 1) for part in whole[1:-1].split(",") if ":" in part)
        nested = {f"published.{key.strip()}": _unquote(part, 0) for key, part in parts.items()}
        return read_published(nested, data_dir=data_dir)
    start, end = values.get("published.start", ""), values.get("published.end", "")
    if start.casefold() in _EMPTY and end.casefold() in _EMPTY:
        if whole.casefold() in _EMPTY:
            return None, ()
        if span := _SPAN.fullmatch(whole):
            start, end = (part or "" for part in span.groups())
        else:
            start = end = whole
    why = values.get("published.why", "")
    notices = (f"Publication date: {why}",) if why else ()
    return _make(start, end, values.get("published.basis", ""), data_dir), notices


def _make(start: str, end: str, basis: str, data_dir: Path | None) -> Published:
    try:
        return Published(
            start=_read_day(start, data_dir, is_end=False),
            end=_read_day(end, data_dir, is_end=True),
            basis=DateBasis(basis.casefold().replace(" ", "_") or DateBasis.FRONT_MATTER),
        )
    except ValueError as error:
        msg = f"has broken front matter: {error}; write published: YYYY-MM-DD, or start and end"
        raise ArticleError(msg) from error


def _read_day(value: str, data_dir: Path | None, *, is_end: bool) -> dt.date | None:
    """Return the first or last day that a value names."""
    if value.casefold() in _EMPTY or value == "?":
        return None
    if match := _MOMENT.fullmatch(value):
        value = match[1]
    found = next(find_dates(value, data_dir=data_dir), None)
    if found is None or (found.start, found.end) != (0, len(value)):
        msg = f"{value[:40]!r} is no date"
        raise ValueError(msg)
    return found.last if is_end else found.first
