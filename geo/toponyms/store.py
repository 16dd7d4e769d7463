"""Compile gazetteer sources into one SQLite file, whole or not at all.

The file is written beside its place and moved there when complete, so that a crash, a full disk or
a second process never leaves half a gazetteer behind.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import GazetteerError
from geo.toponyms._keys import KeyMaker
from geo.toponyms._merge import fill_oblasts, merge_rows
from geo.toponyms._rows import read_csv, read_dump
from geo.toponyms.gazetteer import SCHEMA_VERSION, Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.settings import Settings
    from geo.toponyms._rows import Row

logger = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE places (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, name_uk TEXT, name_ru TEXT,
    feature_code TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, lon REAL NOT NULL,
    lat REAL NOT NULL, uncertainty_m REAL NOT NULL, population INTEGER, source TEXT NOT NULL, basis TEXT);
CREATE TABLE spellings (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE names (spelling INTEGER, place INTEGER, kind INTEGER, PRIMARY KEY (spelling, place)) WITHOUT ROWID;
CREATE TABLE keys (key TEXT, spelling INTEGER, how INTEGER, PRIMARY KEY (key, spelling)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX places_id ON places (id);
CREATE INDEX places_lat ON places (lat, lon);
CREATE INDEX names_place ON names (place);
"""
NAME, ALTERNATE, FORMER = range(3)


def ensure_gazetteer(settings: Settings) -> Gazetteer:
    """Open the gazetteer the user chose, or the shipped one, compiling it first if need be.

    Raises
    ------
    GazetteerError
        If the chosen file is no gazetteer, or the shipped sources are missing or wrong.
    """
    if settings.gazetteer is not None:
        return Gazetteer.open(settings.gazetteer)
    output = settings.cache_dir / f"gazetteer-{_sources_hash(settings.data_dir)}.sqlite"
    if not output.exists():
        build_gazetteer(output, settings=settings)
    return Gazetteer.open(output)


def build_gazetteer(
    output: Path,
    *,
    dumps: Sequence[Path] = (),
    settings: Settings,
    on_progress: Callable[[str, float], None] | None = None,
) -> Path:
    """Compile the shipped rows and any GeoNames dumps into ``output`` and return it.

    ``on_progress`` is called with a word for the step and the share done, 0 to 1.

    Raises
    ------
    GazetteerError
        If a source is missing or damaged, or the file cannot be written. An older ``output`` stays.
    """
    report = on_progress or (lambda _step, _share: None)
    report("reading", 0.0)
    rows = list(_read_sources(settings.data_dir, dumps))
    report("merging", 0.2)
    rows = fill_oblasts(merge_rows(rows))
    report("compiling", 0.3)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=output.name, suffix=".part", dir=output.parent)
        os.close(handle)
        part = Path(name)
        try:
            _write(part, rows, KeyMaker(settings.data_dir), report)
            part.replace(output)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        msg = f"gazetteer {str(output)!r} could not be written ({error}); free some space or choose another folder"
        raise GazetteerError(msg) from error
    report("done", 1.0)
    return output


def _gazetteer_files(data_dir: Path) -> list[Path]:
    files = sorted((data_dir / "gazetteer").glob("*.csv"))
    if not files:
        msg = f"no gazetteer files in {str(data_dir / 'gazetteer')!r}; reinstall, or set the data folder"
        raise GazetteerError(msg)
    return files


def _sources_hash(data_dir: Path) -> str:
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    for path in [*_gazetteer_files(data_dir), *sorted((data_dir / "lexicon").glob("names*.json"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _read_sources(data_dir: Path, dumps: Sequence[Path]) -> Iterator[Row]:
    for path in _gazetteer_files(data_dir):
        yield from read_csv(path)
    for path in dumps:
        yield from read_dump(path)


def _write(path: Path, rows: list[Row], maker: KeyMaker, report: Callable[[str, float], None]) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        spellings = _write_places(connection, rows)
        words = _write_keys(connection, spellings, maker, report)
        connection.executescript(_INDEXES)
        meta = {
            "schema": SCHEMA_VERSION,
            "name": "Frontline gazetteer",
            "content_hash": _content_hash(rows),
            "words": words,
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()


def _content_hash(rows: list[Row]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()[:16]


def _write_places(connection: sqlite3.Connection, rows: list[Row]) -> dict[str, int]:
    spellings: dict[str, int] = {}
    names: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows, start=1):
        main = (row.name, row.name_uk, row.name_ru)
        groups = ((NAME, main), (ALTERNATE, row.names), (FORMER, row.former))
        for kind, group in groups:
            for spelling in filter(None, group):
                pair = (spellings.setdefault(spelling, len(spellings) + 1), number)
                names[pair] = min(kind, names.get(pair, kind))
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (n, r.id, r.name, r.name_uk, r.name_ru, r.feature_code, r.country, r.admin1, r.admin2, r.lon, r.lat,
             r.uncertainty_m, r.population, r.source, r.basis)
            for n, r in enumerate(rows, start=1)
        ),
    )  # fmt: skip
    connection.executemany("INSERT INTO spellings VALUES (?, ?)", ((i, s) for s, i in spellings.items()))
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", ((s, p, k) for (s, p), k in names.items()))
    return spellings


def _write_keys(
    connection: sqlite3.Connection,
    spellings: dict[str, int],
    maker: KeyMaker,
    report: Callable[[str, float], None],
) -> bytes:
    sums: set[int] = set()
    keys: list[tuple[str, int, int]] = []
    for count, (spelling, number) in enumerate(spellings.items()):
        for key, how in maker.keys(spelling).items():
            keys.append((key, number, int(how)))
            sums.add(zlib.crc32(key.encode()))
        if count % 5_000 == 0:
            report("compiling", 0.3 + 0.5 * count / len(spellings))
    report("writing", 0.8)
    keys.sort()
    connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)
    return np.array(sorted(sums), dtype="<u4").tobytes()
