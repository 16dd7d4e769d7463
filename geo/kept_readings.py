"""Readings of articles, kept in a file of the cache from one start of the program to the next.

Reading takes a tenth of a second an article, and what was read yesterday reads the same today unless the
program, its data or the analyst's corrections have changed. The file may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import cattrs

from geo.contract import engine_from_json, engine_to_json, reading_from_json, reading_to_json
from geo.models import content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.models import Article, Correction, Engine, Reading
    from geo.settings import Settings

logger = logging.getLogger(__name__)

Kept = TypeVar("Kept")

_PROGRAM = Path(__file__).resolve().parent
_DATA = ("boundaries", "gazetteer", "lexicon")
"""Folders of the shipped data that a reading depends on."""
_MOST = 5_000
"""Readings that are kept, the newest: 40 kB each."""
_BUSY_SECONDS = 2.0
"""Another window writes in milliseconds; an article is rather read again than waited for."""
_ENGINE = "engine"


class KeptReadings:
    """Readings by key, of this state of the program only; may be shared between threads.

    A file that cannot be opened, read or written keeps nothing and stops nobody.
    """

    def __init__(self, path: Path, program: str) -> None:
        """Open or make the file; ``program`` names the state of program and data, see ``program_state``."""
        self._program = program
        self._lock = threading.Lock()
        self._connection = _open(path, program)

    def close(self) -> None:
        """Close the file; later nothing is found or kept."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def find(self, key: str) -> Reading | None:
        """Return the reading kept under ``key``, or ``None``."""
        return self._find(key, reading_from_json)

    def keep(self, key: str, reading: Reading) -> None:
        """Keep a reading under a key that tells the article and the corrections it was read with."""
        self._keep(key, reading_to_json(reading))

    def engine(self) -> Engine | None:
        """Return what made the readings, or ``None`` if that was not kept."""
        return self._find(_ENGINE, engine_from_json)

    def keep_engine(self, engine: Engine) -> None:
        """Keep what makes the readings, so that it need not be loaded to be named."""
        self._keep(_ENGINE, engine_to_json(engine))

    def _find(self, key: str, restore: Callable[[Any], Kept]) -> Kept | None:
        try:
            rows = self._run("SELECT value FROM readings WHERE key = ?", key)
            return restore(json.loads(rows[0][0])) if rows else None
        except (sqlite3.Error, ValueError, KeyError, TypeError, cattrs.BaseValidationError) as error:
            logger.warning("a kept reading cannot be used and is made again: %r", error)
            return None

    def _keep(self, key: str, value: dict[str, Any]) -> None:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        try:
            self._run("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", key, self._program, text)
        except sqlite3.Error as error:
            logger.warning("a reading was not kept: %s", error)

    def _run(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        if self._connection is None:
            return []
        with self._lock, self._connection:
            return self._connection.execute(statement, values).fetchall()


def open_kept(settings: Settings) -> KeptReadings:
    """Open the readings kept in the cache: a file for each gazetteer, for several used by turns."""
    own = "" if settings.gazetteer is None else f"-{content_id(settings.gazetteer.resolve())}"
    return KeptReadings(settings.cache_dir / f"readings{own}.sqlite", program_state(settings))


def reading_key(article: Article, corrections: Sequence[Correction]) -> str:
    """Return what tells a reading from every other: the article, as edited, and what was decided for it."""
    known = (article.source, article.title, article.publisher, article.url, article.published)
    # Those about another article do not make this one be read again.
    mine = (item for item in corrections if item.article_id in {None, article.id})
    return content_id(article.id, *known, *((item.id, item.made_at) for item in mine))


def program_state(settings: Settings) -> str:
    """Return a hash of all that a reading depends on beside its article: program, data and settings."""
    digest = hashlib.sha256(f"{sys.version} {settings!r}".encode())
    for folder in sys.path:
        # What is installed, with its version: word forms are read better where their dictionaries are.
        digest.update(" ".join(sorted(path.name for path in Path(folder).glob("*.dist-info"))).encode())
    files = [*_PROGRAM.rglob("*.py")]
    for name in _DATA:
        files += (settings.data_dir / name).rglob("*.*")
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    if settings.gazetteer is not None and settings.gazetteer.is_file():
        # Tens of megabytes, written in one go by ``frontline gazetteer``.
        found = settings.gazetteer.stat()
        digest.update(f"{found.st_size} {found.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _open(path: Path, program: str) -> sqlite3.Connection | None:
    """Open the file, made anew if it is damaged, or return ``None`` if it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _prepare(path, program)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            logger.warning("%r is damaged and made anew: %s", str(path), error)
            path.unlink(missing_ok=True)
            return _prepare(path, program)
    except (OSError, sqlite3.Error) as error:
        logger.warning("no readings are kept in %r: %s", str(path), error)
        return None


def _prepare(path: Path, program: str) -> sqlite3.Connection:
    """Open the file and drop what another state of the program read, and the oldest of too many."""
    # It holds the texts of articles, which are nobody else's business.
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        # What a power cut takes is read again.
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS readings"
                " (key TEXT PRIMARY KEY, program TEXT NOT NULL, value TEXT NOT NULL)"
            )
            connection.execute("DELETE FROM readings WHERE program <> ?", (program,))
            connection.execute(
                "DELETE FROM readings WHERE rowid <= (SELECT max(rowid) FROM readings) - ?", (_MOST,)
            )
    except sqlite3.Error:
        connection.close()
        raise
    return connection
