"""The gazetteer: one read-only SQLite file that answers names, texts and positions.

Texts are matched word by word against check sums of all keys (4 bytes each), and a hit is verified
in the file: half a million forms then cost two megabytes of memory and no start-up time.
"""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

import numpy as np
from pyproj import Geod

from geo.errors import GazetteerError
from geo.models import Place
from geo.toponyms.names import Token, fold, is_cyrillic, tokenise

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_VERSION = 1
_GEOD = Geod(ellps="WGS84")
_COLUMNS = (
    "id, name, name_uk, name_ru, feature_code, country, admin1, admin2, lon, lat, uncertainty_m, population, "
    "source, basis"
)
_KINDS = ("name", "alternate", "former")
_KIND_QUALITY = (1.0, 0.95, 0.9)
# How a key follows from a spelling (geo.toponyms._keys.How): spelt, contrary system, translated,
# case form, case form of a translation. A form is certain if the language is; a translation is not.
_HOW_QUALITY = (1.0, 0.9, 0.8, 0.95, 0.75)
_FIRST_CYRILLIC_ONLY = 3
_MAX_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A place found by name: the gazetteer's spelling, how well and in what way it matched."""

    place: Place
    matched: str
    quality: float
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A stretch of a text that spells a name of the gazetteer, and the keys it was found under."""

    start: int
    end: int
    keys: tuple[str, ...]


class Gazetteer:
    """An open gazetteer. Safe to share between threads: every look-up is read-only."""

    def __init__(self, connection: sqlite3.Connection, meta: dict[str, object]) -> None:
        """Wrap a connection whose schema has been checked; use ``open``."""
        self._connection = connection
        self.name = str(meta["name"])
        self.content_hash = str(meta["content_hash"])
        self._sums: np.ndarray | None = None
        self._place = lru_cache(maxsize=50_000)(self._read_place)
        self._rows = lru_cache(maxsize=20_000)(self._read_rows)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a gazetteer file for reading.

        Raises
        ------
        GazetteerError
            If the file is missing, damaged or of another version.
        """
        if not path.is_file():
            msg = f"gazetteer {str(path)!r} does not exist; build it with 'frontline gazetteer build'"
            raise GazetteerError(msg)
        try:
            connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            meta = dict(connection.execute("SELECT name, value FROM meta WHERE name != 'words'"))
        except sqlite3.Error as error:
            msg = f"gazetteer {str(path)!r} is damaged or no gazetteer ({error}); build it again"
            raise GazetteerError(msg) from error
        if meta.get("schema") != SCHEMA_VERSION:
            msg = f"gazetteer {str(path)!r} has schema {meta.get('schema')!r}, not {SCHEMA_VERSION}; build it again"
            raise GazetteerError(msg)
        return cls(connection, meta)

    def find(self, name: str, *, fuzzy: bool = False) -> tuple[NameMatch, ...]:
        """Return the places a written name may mean, best match first, then the larger place."""
        del fuzzy
        best: dict[int, tuple[float, int, int, str]] = {}
        cyrillic = is_cyrillic(name)
        for place, kind, how, spelling in self._rows(fold(name)):
            if how >= _FIRST_CYRILLIC_ONLY and not cyrillic:
                continue
            quality = _KIND_QUALITY[kind] * _HOW_QUALITY[how]
            if place not in best or quality > best[place][0]:
                best[place] = (quality, kind, how, spelling)
        matches = [
            NameMatch(
                place=self._place(number),
                matched=spelling,
                quality=quality,
                how="inflected" if how >= _FIRST_CYRILLIC_ONLY else _KINDS[kind],
            )
            for number, (quality, kind, how, spelling) in best.items()
        ]
        matches.sort(key=lambda match: (-match.quality, -(match.place.population or 0), match.place.id))
        return tuple(matches)

    def match(self, text: str) -> tuple[NameSpan, ...]:
        """Return the spans of a text that spell a name, leftmost and longest, without overlap."""
        tokens = tokenise(text)
        starts, keys = [], []
        for index in range(len(tokens)):
            for length, key in _runs(tokens, index):
                starts.append((index, length))
                keys.append(key)
        spans: list[NameSpan] = []
        taken = 0
        for (index, length), key in self._known(starts, keys):
            if index < taken or not self._spells(key, cyrillic=tokens[index].is_cyrillic):
                continue
            spans.append(NameSpan(start=tokens[index].start, end=tokens[index + length - 1].end, keys=(key,)))
            taken = index + length
        return tuple(spans)

    def _known(self, starts: list[tuple[int, int]], keys: list[str]) -> list[tuple[tuple[int, int], str]]:
        sums = self._load_sums()
        if not keys or not len(sums):
            return []
        wanted = np.fromiter((zlib.crc32(key.encode()) for key in keys), dtype="<u4", count=len(keys))
        at = np.minimum(np.searchsorted(sums, wanted), len(sums) - 1)
        hits = np.flatnonzero(sums[at] == wanted)
        return sorted(((starts[i], keys[i]) for i in hits), key=lambda hit: (hit[0][0], -hit[0][1]))

    def _load_sums(self) -> np.ndarray:
        if self._sums is None:
            (blob,) = self._connection.execute("SELECT value FROM meta WHERE name = 'words'").fetchone()
            self._sums = np.frombuffer(blob, dtype="<u4")
        return self._sums

    def _spells(self, key: str, *, cyrillic: bool) -> bool:
        return any(cyrillic or how < _FIRST_CYRILLIC_ONLY for _place, _kind, how, _text in self._rows(key))

    def get(self, id: str) -> Place | None:  # noqa: A002 - the field is called id everywhere
        """Return the place with this id, or ``None``."""
        row = self._connection.execute("SELECT rowid FROM places WHERE id = ?", (id,)).fetchone()
        return None if row is None else self._place(row[0])

    def near(
        self, *, lon: float, lat: float, radius_m: float, limit: int = 10
    ) -> tuple[tuple[Place, float], ...]:
        """Return places within ``radius_m`` with their geodesic distances in metres, nearest first."""
        north = radius_m / 110_500
        east = north / max(0.05, float(np.cos(np.radians(lat))))
        rows = self._connection.execute(
            "SELECT rowid FROM places WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            (lat - north, lat + north, lon - east, lon + east),
        )
        found = []
        for (number,) in rows:
            place = self._place(number)
            distance_m = _GEOD.inv(lon, lat, place.lon, place.lat)[2]
            if distance_m <= radius_m:
                found.append((place, distance_m))
        return tuple(sorted(found, key=lambda pair: pair[1])[:limit])

    def _read_rows(self, key: str) -> tuple[tuple[int, int, int, str], ...]:
        return tuple(
            self._connection.execute(
                "SELECT n.place, n.kind, k.how, s.text FROM keys k JOIN spellings s ON s.id = k.spelling "
                "JOIN names n ON n.spelling = k.spelling WHERE k.key = ?",
                (key,),
            )
        )

    def _read_place(self, number: int) -> Place:
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM places WHERE rowid = ?", (number,)).fetchone()
        names = _COLUMNS.split(", ")
        return Place(**dict(zip(names, row, strict=True)))


def _runs(tokens: list[Token], index: int) -> list[tuple[int, str]]:
    """Return the runs of words that start at ``index``, with their lengths."""
    runs = [(1, tokens[index].key)]
    while len(runs) < _MAX_WORDS and tokens[index + len(runs) - 1].joins_next:
        length, key = runs[-1]
        runs.append((length + 1, f"{key} {tokens[index + length].key}"))
    return runs
