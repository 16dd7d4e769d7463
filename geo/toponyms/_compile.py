"""Writes merged rows into a SQLite file: places, their names, and the keys that lead to them."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.toponyms._key_index import pack_signatures, pack_sums
from geo.toponyms._keys import How
from geo.toponyms._spelling import language_of
from geo.toponyms.gazetteer import PLACE_COLUMNS, SCHEMA_VERSION, Kind
from geo.toponyms.names import is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.toponyms._keys import KeyMaker
    from geo.toponyms._rows import Row

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE blobs (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE places (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, name_uk TEXT, name_ru TEXT,
    feature_code TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, lon REAL NOT NULL,
    lat REAL NOT NULL, uncertainty_m REAL NOT NULL, population INTEGER, source TEXT NOT NULL, basis TEXT);
CREATE TABLE spellings (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE names (
    spelling INTEGER, place INTEGER, kind INTEGER, PRIMARY KEY (spelling, place)) WITHOUT ROWID;
CREATE TABLE keys (key TEXT, spelling INTEGER, how INTEGER, PRIMARY KEY (key, spelling)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX places_id ON places (id);
CREATE INDEX places_lat ON places (lat, lon);
"""
_CONTENT = (*PLACE_COLUMNS, "names", "former")
_NOTABLE = 3_000
"""People from which a dump's settlement gets an adjective: directions and districts are called after
towns, and the adjective of every hamlet would double the file."""


@dataclass(slots=True, kw_only=True)
class _Spelling:
    """A spelling that one or more places share, and what its keys have to cover."""

    number: int
    languages: set[str] = field(default_factory=set)
    wants_translation: bool = False
    wants_adjective: bool = False


def write_gazetteer(path: Path, rows: list[Row], maker: KeyMaker, report: Callable[[float], None]) -> None:
    """Write ``rows`` into a new SQLite file; ``report`` is called with the share done."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        # No journal: the file is discarded whole if anything goes wrong.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        spellings = _write_places(connection, rows)
        _write_keys(connection, spellings, maker, report)
        connection.executescript(_INDEXES)
        meta = {"schema": SCHEMA_VERSION, "name": "Frontline gazetteer", "content_hash": _content_hash(rows)}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.commit()


def _content_hash(rows: list[Row]) -> str:
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    for row in rows:
        digest.update(repr([getattr(row, name) for name in _CONTENT]).encode())
    return digest.hexdigest()[:16]


def _write_places(connection: sqlite3.Connection, rows: list[Row]) -> dict[str, _Spelling]:
    """Write places and their names; return the spellings to make keys of."""
    spellings: dict[str, _Spelling] = {}
    names: list[tuple[int, int, int]] = []
    for number, row in enumerate(rows, start=1):
        notable = _is_notable(row)
        for text, kind in _distinct_names(row).items():
            spelling = spellings.setdefault(text, _Spelling(number=len(spellings) + 1))
            spelling.languages |= _languages(row, text)
            spelling.wants_translation |= _lacks_russian(row, kind)
            spelling.wants_adjective |= notable and (kind == Kind.NAME or row.feature_code == "ADM2")
            names.append((spelling.number, number, kind))
    marks = ", ".join("?" * (len(PLACE_COLUMNS) + 1))
    connection.executemany(
        f"INSERT INTO places VALUES ({marks})",  # noqa: S608 - question marks only
        (
            (number, *(getattr(row, column) for column in PLACE_COLUMNS))
            for number, row in enumerate(rows, start=1)
        ),
    )
    connection.executemany(
        "INSERT INTO spellings VALUES (?, ?)", ((s.number, text) for text, s in spellings.items())
    )
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(names))
    return spellings


def _lacks_russian(row: Row, kind: int) -> bool:
    """Tell whether the Russian forms of a Ukrainian place's names of a kind have to be made by rule."""
    if row.country != "UA":
        return False
    if kind == Kind.FORMER:
        return not any(language_of(name) == "ru" for name in row.former if is_cyrillic(name))
    return row.name_ru is None


def _is_notable(row: Row) -> bool:
    if row.country not in {"UA", "RU", "BY"}:
        return False
    is_settlement = row.feature_code.startswith("PPL")
    return row.feature_code in {"ADM1", "ADM2"} or (
        is_settlement and (row.rank == 0 or (row.population or 0) >= _NOTABLE)
    )


def _distinct_names(row: Row) -> dict[str, int]:
    """Return the spellings of a place that have skeletons of their own, with their kinds.

    A Latin spelling with the skeleton of a Cyrillic one adds nothing: the Cyrillic one has case
    forms besides.
    """
    groups = (
        (Kind.NAME, (row.name, row.name_uk, row.name_ru)),
        (Kind.ALTERNATE, row.names),
        (Kind.FORMER, row.former),
    )
    kinds: dict[str, int] = {}
    texts: dict[str, list[str]] = {}
    for kind, group in groups:
        for text in filter(None, group):
            key = row.skeletons[text]
            kinds.setdefault(key, kind)
            texts.setdefault(key, []).append(text)
    kept: dict[str, int] = {}
    for key, spelt in texts.items():
        cyrillic = [text for text in spelt if is_cyrillic(text)]
        kept |= dict.fromkeys(cyrillic or spelt[:1], kinds[key])
    return kept


def _languages(row: Row, text: str) -> set[str]:
    """Return the languages that decline a spelling; one that shows no language is declined in both."""
    named = {language for language, name in (("uk", row.name_uk), ("ru", row.name_ru)) if name == text}
    shown = language_of(text)
    return named or ({shown} if shown else {"uk", "ru"})


def _write_keys(
    connection: sqlite3.Connection,
    spellings: dict[str, _Spelling],
    maker: KeyMaker,
    report: Callable[[float], None],
) -> None:
    keys: list[tuple[str, int, int]] = []
    for text, spelling in spellings.items():
        made = maker.keys(
            text,
            languages=spelling.languages,
            translate=spelling.wants_translation,
            adjectives=spelling.wants_adjective,
        )
        keys.extend((key, spelling.number, int(how)) for key, how in made.items())
        if spelling.number % 2_000 == 0:
            report(0.8 * spelling.number / len(spellings))
    keys.sort()
    report(0.9)
    connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)
    spelt = sorted({key for key, _, how in keys if how == How.SPELT})
    blobs = {
        "keys": pack_sums(key for key, _, _ in keys),
        "starts": pack_sums(start for key, _, _ in keys if " " in key for start in _starts(key)),
        "spellings": "\n".join(spelt).encode(),
        "signatures": pack_signatures(spelt),
    }
    connection.executemany("INSERT INTO blobs VALUES (?, ?)", blobs.items())


def _starts(key: str) -> Iterator[str]:
    """Yield the first words of a key of several words, one word shorter at a time."""
    while " " in key:
        key, _, _ = key.rpartition(" ")
        yield key
