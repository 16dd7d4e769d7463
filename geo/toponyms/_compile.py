"""Writes merged rows into a SQLite file: places, their names, and the keys that lead to them."""

from __future__ import annotations

import contextlib
import hashlib
import operator
import sqlite3
from typing import TYPE_CHECKING

from geo.toponyms._key_index import pack_openings, pack_signatures, pack_sums
from geo.toponyms._keys import Spelling
from geo.toponyms._spelling import language_of
from geo.toponyms._ways import Kind
from geo.toponyms.gazetteer import PLACE_COLUMNS, SCHEMA_VERSION
from geo.toponyms.names import fold, is_cyrillic

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
CREATE TABLE names (
    skeleton INTEGER, place INTEGER, kind INTEGER, text TEXT, PRIMARY KEY (skeleton, place)) WITHOUT ROWID;
CREATE TABLE keys (key TEXT, skeleton INTEGER, how INTEGER, PRIMARY KEY (key, skeleton)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX places_id ON places (id);
CREATE INDEX places_lat ON places (lat, lon);
"""
_CONTENT = (*PLACE_COLUMNS, "names", "former")
_GREAT = {"Великая": "Большая", "Великий": "Большой", "Великое": "Большое", "Великие": "Большие"}

_NOTABLE = 1_000
"""People from which a dump's settlement gets an adjective: directions and districts are called after
towns, and the adjective of every hamlet would double the file."""


Skeletons = dict[str, dict[str, Spelling]]
"""Skeleton -> its spellings by text. The number of a skeleton is its place in the order."""


def write_gazetteer(path: Path, rows: list[Row], maker: KeyMaker, report: Callable[[float], None]) -> None:
    """Write ``rows`` into a new SQLite file; ``report`` is called with the share done."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        # No journal: the file is discarded whole if anything goes wrong.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        skeletons = _write_places(connection, rows)
        _write_keys(connection, skeletons, maker, report)
        connection.executescript(_INDEXES)
        meta = {"schema": SCHEMA_VERSION, "name": "Frontline gazetteer", "content_hash": _content_hash(rows)}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.commit()


def _content_hash(rows: list[Row]) -> str:
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    content = operator.attrgetter(*_CONTENT)
    for row in rows:
        digest.update(repr(content(row)).encode())
    return digest.hexdigest()[:16]


def _write_places(connection: sqlite3.Connection, rows: list[Row]) -> Skeletons:
    """Write places and their names; return the spellings to make keys of."""
    skeletons: Skeletons = {}
    numbers: dict[str, int] = {}
    names: list[tuple[int, int, int, str]] = []
    for number, row in enumerate(rows, start=1):
        for skeleton, (kind, texts) in _group_names(row).items():
            names.append((numbers.setdefault(skeleton, len(numbers)), number, kind, texts[0]))
            spellings = skeletons.setdefault(skeleton, {})
            for text in texts:
                _ask(spellings, row, text, kind)
        for text in _greater(row):
            skeleton = fold(text)
            names.append((numbers.setdefault(skeleton, len(numbers)), number, Kind.ALTERNATE, text))
            _ask(skeletons.setdefault(skeleton, {}), row, text, Kind.ALTERNATE)
    marks = ", ".join("?" * (len(PLACE_COLUMNS) + 1))
    columns = operator.attrgetter(*PLACE_COLUMNS)
    connection.executemany(
        f"INSERT INTO places VALUES ({marks})",  # noqa: S608 - question marks only
        ((number, *columns(row)) for number, row in enumerate(rows, start=1)),
    )
    names.sort()
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", names)
    return skeletons


def _greater(row: Row) -> list[str]:
    """Return the Russian name with the other word for great: Великие Копани are Большие Копани as well."""
    russian = row.name_ru or ""
    ending = next((ending for great, ending in _GREAT.items() if russian.startswith(f"{great} ")), None)
    if ending is None or row.country != "UA":
        return []
    other = f"{ending} {russian.split(' ', 1)[1]}"
    return [] if fold(other) in row.skeletons.values() else [other]


def _group_names(row: Row) -> dict[str, tuple[int, list[str]]]:
    """Return the spellings of a place by skeleton, with what they are to it.

    A Latin spelling with the skeleton of a Cyrillic one adds nothing: the Cyrillic one has case
    forms besides.
    """
    kinds = dict.fromkeys(row.former, Kind.FORMER) | dict.fromkeys(row.names, Kind.ALTERNATE)
    kinds |= dict.fromkeys(filter(None, (row.name_uk, row.name_ru, row.name)), Kind.NAME)
    groups: dict[str, tuple[int, list[str]]] = {}
    for text, skeleton in row.skeletons.items():
        if not skeleton or skeleton.isdigit():
            continue
        kind, texts = groups.get(skeleton, (Kind.DOUBTFUL, []))
        groups[skeleton] = min(kind, Kind.DOUBTFUL if row.is_doubtful else kinds[text]), texts
        texts.append(text)
    for _, texts in groups.values():
        if len(texts) > 1:
            texts[:] = [text for text in texts if is_cyrillic(text)] or texts[:1]
    return groups


def _ask(spellings: dict[str, Spelling], row: Row, text: str, kind: int) -> None:
    """Note what keys a place wants of one of its spellings."""
    spelling = spellings.get(text)
    if spelling is None:
        spelling = spellings[text] = Spelling(text=text, languages=set())
    spelling.languages |= _languages(row, text)
    spelling.translate |= _lacks_russian(row, kind)
    is_called = kind == Kind.NAME or row.feature_code == "ADM2" or _is_oblast_name(row, text)
    spelling.adjective |= is_called and _is_notable(row)


def _is_oblast_name(row: Row, text: str) -> bool:
    """Tell whether a further name of an oblast has its noun: «Білгородська область»."""
    return row.feature_code == "ADM1" and text.endswith((" область", " край"))


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
    # Of the towns of our own files whose people are not known some are large: Vasylkivka.
    is_listed = row.rank == 0 or (row.rank == 1 and row.population is None)
    return row.feature_code in {"ADM1", "ADM2"} or (
        is_settlement and (is_listed or (row.population or 0) >= _NOTABLE)
    )


def _languages(row: Row, text: str) -> set[str]:
    """Return the languages that decline a spelling; one that shows no language is declined in both."""
    named = {language for language, name in (("uk", row.name_uk), ("ru", row.name_ru)) if name == text}
    shown = language_of(text)
    return named or ({shown} if shown else {"uk", "ru"})


def _write_keys(
    connection: sqlite3.Connection,
    skeletons: Skeletons,
    maker: KeyMaker,
    report: Callable[[float], None],
) -> None:
    keys: list[tuple[str, int, int]] = []
    for number, (skeleton, spellings) in enumerate(skeletons.items()):
        made = maker.keys(skeleton, spellings.values())
        keys += [(key, number, how) for key, how in made.items()]
        if number % 2_000 == 0:
            report(0.8 * number / len(skeletons))
    keys.sort()
    report(0.9)
    connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)
    distinct = {key for key, _, _ in keys}
    spelt = sorted(skeletons)
    blobs = {
        "openings": pack_openings(distinct),
        "keys": pack_sums(distinct),
        "starts": pack_sums({start for key in distinct if " " in key for start in _starts(key)}),
        "spellings": "\n".join(spelt).encode(),
        "signatures": pack_signatures(spelt),
    }
    connection.executemany("INSERT INTO blobs VALUES (?, ?)", blobs.items())


def _starts(key: str) -> Iterator[str]:
    """Yield the first words of a key of several words, one word shorter at a time."""
    while " " in key:
        key, _, _ = key.rpartition(" ")
        yield key
