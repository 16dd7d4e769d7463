"""One SQLite file of entries with the history of every change, safe against crashes and company.

Each change is one short transaction that writes the entry and its line in an append-only journal,
so both are there or neither. The rollback journal is used and not WAL: between transactions the
work is one whole file, which can be copied, synchronised and kept on a network drive.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Content = dict[str, Any]

# "FRNT": tells a workspace from any other SQLite file.
APPLICATION_ID = 0x46524E54
# Another window's transaction takes milliseconds; after this long something is stuck.
BUSY_SECONDS = 15.0

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE entries (
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (kind, key)
        )""",
        # Texts never change and are never dropped, so that removing an article can be undone.
        "CREATE TABLE texts (id TEXT PRIMARY KEY, text TEXT NOT NULL)",
        """CREATE TABLE journal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            before TEXT,
            after TEXT,
            undoes INTEGER UNIQUE REFERENCES journal (id)
        )""",
        """CREATE TRIGGER journal_keeps_its_lines BEFORE UPDATE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        """CREATE TRIGGER journal_loses_no_line BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        """CREATE TRIGGER texts_stay BEFORE UPDATE ON texts
            BEGIN SELECT RAISE(ABORT, 'a text never changes'); END""",
        "CREATE INDEX journal_by_entry ON journal (kind, key)",
    ),
)
"""The statements that lead from each version of the file to the next; only ever appended to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the journal: an entry before and after; ``None`` where there was none.

    ``undoes`` is the id of the change that this one took back.
    """

    id: int
    at: dt.datetime
    kind: str
    key: str
    before: Content | None
    after: Content | None
    undoes: int | None = None
    is_undone: bool = False

    @property
    def verb(self) -> str:
        """What the change did: ``added``, ``removed`` or ``changed``."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


class Writer:
    """The entries inside one write transaction; what it changes goes to the journal too."""

    def __init__(self, connection: sqlite3.Connection, at: dt.datetime) -> None:
        self._connection = connection
        self.at = at

    def get(self, kind: str, key: str) -> Content | None:
        """Return the content of an entry, or ``None``."""
        return _get(self._connection, kind, key)

    def set(self, kind: str, key: str, content: Content | None, *, undoes: int | None = None) -> bool:
        """Set or, with ``None``, remove an entry, and tell whether that changed anything."""
        before = _get_text(self._connection, kind, key)
        after = None if content is None else _dump(content)
        if before == after:
            return False
        if after is None:
            self._connection.execute("DELETE FROM entries WHERE kind = ? AND key = ?", (kind, key))
        else:
            self._connection.execute(
                "INSERT INTO entries VALUES (?, ?, ?)"
                " ON CONFLICT (kind, key) DO UPDATE SET content = excluded.content",
                (kind, key, after),
            )
        self._connection.execute(
            "INSERT INTO journal (at, kind, key, before, after, undoes) VALUES (?, ?, ?, ?, ?, ?)",
            (self.at.isoformat(), kind, key, before, after, undoes),
        )
        return True

    def keep_text(self, key: str, text: str) -> None:
        """Keep a text that never changes."""
        self._connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (key, text))

    def undo(self, change: Change) -> bool:
        """Take a change back, and tell whether its entry was still as it left it."""
        if self.get(change.kind, change.key) != change.after:
            return False
        return self.set(change.kind, change.key, change.before, undoes=change.id)

    def changes(self, where: str = "1", values: tuple[object, ...] = (), *, limit: int = -1) -> list[Change]:
        """Return lines of the journal, the newest first."""
        return _changes(self._connection, where, values, limit)

    def last_standing(self) -> Change | None:
        """Return the latest change that is neither taken back nor itself the taking back of one.

        The undo of an undo does the first again, so it stands like a change of its own.
        """
        links = dict(self._connection.execute("SELECT id, undoes FROM journal ORDER BY id").fetchall())
        is_undo: dict[int, bool] = {}
        for number, undoes in links.items():
            is_undo[number] = undoes is not None and not is_undo[undoes]
        taken_back = set(links.values())
        standing = [number for number in links if not is_undo[number] and number not in taken_back]
        return self.changes("id = ?", (standing[-1],))[0] if standing else None


class JournalFile:
    """A file of entries ``(kind, key) -> JSON object`` with their history.

    Every operation opens the file anew: threads and processes can share it freely, and a window
    that is closed leaves nothing behind.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _prepare(path)

    @contextmanager
    def writing(self, *, at: dt.datetime) -> Iterator[Writer]:
        """Open a write transaction: committed at the end, or nothing of it after an error."""
        with _connection(self.path) as connection:
            # At once, not at the first write: what is read inside is then still true when written.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Writer(connection, at)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def get(self, kind: str, key: str) -> Content | None:
        """Return the content of an entry, or ``None``."""
        with _connection(self.path) as connection:
            return _get(connection, kind, key)

    def entries(self, kind: str) -> dict[str, Content]:
        """Return all entries of a kind by key, in order of key."""
        with _connection(self.path) as connection:
            rows = connection.execute("SELECT key, content FROM entries WHERE kind = ? ORDER BY key", (kind,))
            return {key: json.loads(content) for key, content in rows}

    def entries_with_texts(self, kind: str) -> list[tuple[Content, str]]:
        """Return all entries of a kind with their kept texts, in order of key."""
        with _connection(self.path) as connection:
            rows = connection.execute(
                "SELECT content, text FROM entries JOIN texts ON id = key WHERE kind = ? ORDER BY key",
                (kind,),
            )
            return [(json.loads(content), str(text)) for content, text in rows]

    def text(self, key: str) -> str | None:
        """Return one kept text."""
        with _connection(self.path) as connection:
            row = connection.execute("SELECT text FROM texts WHERE id = ?", (key,)).fetchone()
            return None if row is None else str(row[0])

    def changes(self, where: str = "1", values: tuple[object, ...] = (), *, limit: int = -1) -> list[Change]:
        """Return lines of the journal, the newest first."""
        with _connection(self.path) as connection:
            return _changes(connection, where, values, limit)

    def revision(self) -> int:
        """Return a number that grows with every change, whoever made it."""
        with _connection(self.path) as connection:
            return int(connection.execute("SELECT ifnull(max(id), 0) FROM journal").fetchone()[0])


def _prepare(path: Path) -> None:
    """Create the file, or bring an older one up to date, whoever else does so at the moment."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=True)
    except OSError as error:
        msg = f"Workspace {str(path)!r} cannot be made ({error.strerror}); choose another file"
        raise WorkspaceError(msg) from error
    with _connection(path) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS):
            _check_owner(connection, path)
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            _migrate(connection, path)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        msg = f"{str(path)!r} is a database of another program; choose another file"
        raise WorkspaceError(msg)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        msg = f"Workspace {str(path)!r} was written by a newer version ({version}); update Frontline"
        raise WorkspaceError(msg)
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        _check_owner(connection, path)
    else:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)")
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in statements:
            connection.execute(statement)
        now = dt.datetime.now(dt.UTC).isoformat()
        connection.execute("INSERT INTO migrations VALUES (?, ?)", (number, now))
        connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def _connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for one operation; SQLite's errors come out as ``WorkspaceError``."""
    # rw: a file that was deleted meanwhile is an error, not a new, empty workspace.
    address = f"{path.absolute().as_uri()}?mode=rw"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        ) as connection:
            # EXTRA also survives a power cut right after the commit.
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
    except sqlite3.Error as error:
        msg = f"Workspace {str(path)!r} failed ({error}); {_advice(error)}"
        raise WorkspaceError(msg) from error


def _advice(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "another window has held it too long: close it and try again"
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return "it is no workspace or is damaged: choose another file or restore a copy"
    if name.startswith("SQLITE_FULL"):
        return "the disk is full: free some space and try again"
    return "check that the file exists and can be written, or choose another"


def _get_text(connection: sqlite3.Connection, kind: str, key: str) -> str | None:
    query = "SELECT content FROM entries WHERE kind = ? AND key = ?"
    row = connection.execute(query, (kind, key)).fetchone()
    return None if row is None else str(row[0])


def _get(connection: sqlite3.Connection, kind: str, key: str) -> Content | None:
    return _load(_get_text(connection, kind, key))


def _changes(
    connection: sqlite3.Connection, where: str, values: tuple[object, ...], limit: int
) -> list[Change]:
    rows = connection.execute(
        "SELECT id, at, kind, key, before, after, undoes,"  # noqa: S608 - our own conditions
        " EXISTS (SELECT 1 FROM journal AS later WHERE later.undoes = journal.id)"
        f" FROM journal WHERE {where} ORDER BY id DESC LIMIT {limit:d}",
        values,
    )
    return [
        Change(
            id=number,
            at=dt.datetime.fromisoformat(at),
            kind=kind,
            key=key,
            before=_load(before),
            after=_load(after),
            undoes=undoes,
            is_undone=bool(is_undone),
        )
        for number, at, kind, key, before, after, undoes, is_undone in rows
    ]


def _dump(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False)


def _load(text: str | None) -> Content | None:
    if text is None:
        return None
    content: Content = json.loads(text)
    return content
