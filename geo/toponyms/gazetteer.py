"""The gazetteer: one read-only SQLite file that answers names, texts and positions."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Self

from geopy.location import Location
from geopy.point import Point
from pyproj import Geod

from geo.errors import GazetteerError
from geo.models import Place
from geo.toponyms._key_index import KeySums, SpellingIndex
from geo.toponyms._keys import QUALITY, How, is_readable
from geo.toponyms.names import Token, fold, is_cyrillic, loosen, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA_VERSION = 3
_GEOD = Geod(ellps="WGS84")
PLACE_COLUMNS = (
    "id", "name", "name_uk", "name_ru", "feature_code", "country", "admin1", "admin2", "lon", "lat",
    "uncertainty_m", "population", "source", "basis",
)  # fmt: skip


class Kind(IntEnum):
    """What a spelling is to a place."""

    NAME = 0
    ALTERNATE = 1
    FORMER = 2


_KIND_QUALITY = {Kind.NAME: 1.0, Kind.ALTERNATE: 0.95, Kind.FORMER: 0.9}
_FUZZY_QUALITY = {1: 0.6, 2: 0.4}
_NAMES = frozenset(How) - {How.ADJECTIVE}
_MAX_WORDS = 6
_REVERSE_M = 30_000
"""Reverse geocoding answers with no settlement farther than this: everywhere in the theatre one is
within a few kilometres, so beyond it the point lies outside the gazetteer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A place found by name: the gazetteer's spelling, how well and in what way it matched.

    ``how`` is ``name``, ``alternate``, ``former``, ``inflected``, ``adjective`` or ``fuzzy``.
    """

    place: Place
    matched: str
    quality: float
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A stretch of a text that spells a name of the gazetteer, and the keys it was found under.

    ``is_adjective`` marks a word that may be a relational adjective (Покровський), which names a
    place only with a noun such as напрямок or область: ``Gazetteer.find_adjective`` knows which.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    is_adjective: bool = False


class Gazetteer:
    """An open gazetteer. Read-only; may be shared between threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path, meta: dict[str, Any]) -> None:
        """Wrap a connection whose schema has been checked; use ``open``."""
        self._connection = connection
        self.path = path
        self._lock = threading.Lock()
        self.name = str(meta["name"])
        self.content_hash = str(meta["content_hash"])
        self._place = lru_cache(maxsize=20_000)(self._read_place)
        self._rows = lru_cache(maxsize=20_000)(self._read_rows)
        self._finalizer = weakref.finalize(self, connection.close)

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
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            meta = dict(connection.execute("SELECT name, value FROM meta"))
        except sqlite3.Error as error:
            connection.close()
            msg = f"gazetteer {str(path)!r} is damaged or no gazetteer ({error}); build it again"
            raise GazetteerError(msg) from error
        if meta.get("schema") != SCHEMA_VERSION:
            connection.close()
            msg = (
                f"gazetteer {str(path)!r} has schema {meta.get('schema')!r} and this version reads "
                f"{SCHEMA_VERSION}; build it again with 'frontline gazetteer build'"
            )
            raise GazetteerError(msg)
        return cls(connection, path, meta)

    def close(self) -> None:
        """Close the file; later look-ups fail."""
        self._finalizer()

    def __enter__(self) -> Self:
        """Return the gazetteer, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    # Names

    def find(self, name: str, *, fuzzy: bool = False) -> tuple[NameMatch, ...]:
        """Return the places a written name may mean, best match first, then the larger place.

        Ukrainian and Russian case forms are found when written in Cyrillic. With ``fuzzy``, a name
        that is not found otherwise is compared letter by letter: one edit from 5, two from 9 letters.
        """
        key = fold(name)
        cyrillic = is_cyrillic(name)
        found = self._matches(key, cyrillic=cyrillic)
        if not found and " " in key:
            found = self._matches(key.replace(" ", ""), cyrillic=cyrillic, factor=QUALITY[How.LOOSE])
            loose = loosen(key)
            if not found and loose is not None:
                found = self._matches(loose, cyrillic=cyrillic)
        if not found and fuzzy:
            found = self._fuzzy_matches(key, cyrillic=cyrillic)
        return found

    def find_adjective(self, word: str) -> tuple[NameMatch, ...]:
        """Return the places whose relational adjective ``word`` is, in any gender and case.

        Empty for words in Latin letters: English says "Pokrovsk direction".
        """
        if not is_cyrillic(word):
            return ()
        return self._matches(fold(word), cyrillic=True, wanted=frozenset({How.ADJECTIVE}))

    def _matches(
        self,
        key: str,
        *,
        cyrillic: bool,
        factor: float = 1.0,
        how: str | None = None,
        wanted: frozenset[How] = _NAMES,
    ) -> tuple[NameMatch, ...]:
        best: dict[int, tuple[float, str, str]] = {}
        for number, kind, made, spelling in self._rows(key):
            if made not in wanted or not is_readable(made, cyrillic=cyrillic):
                continue
            quality = round(_KIND_QUALITY[Kind(kind)] * QUALITY[How(made)] * factor, 3)
            if number not in best or quality > best[number][0]:
                best[number] = quality, how or _describe(kind, made), spelling
        matches = []
        for number, (quality, described, spelling) in best.items():
            place = self._place(number)
            # The English name is filed under its Cyrillic twin: say it as the reader wrote it.
            matched = place.name if not cyrillic and fold(place.name) == fold(spelling) else spelling
            matches.append(NameMatch(place=place, matched=matched, quality=quality, how=described))
        matches.sort(key=lambda match: (-match.quality, -(match.place.population or 0), match.place.id))
        return tuple(matches)

    def _fuzzy_matches(self, key: str, *, cyrillic: bool) -> tuple[NameMatch, ...]:
        matches: dict[str, NameMatch] = {}
        for near, distance in self._spelling_index.near(key):
            factor = _FUZZY_QUALITY[distance]
            for match in self._matches(near, cyrillic=cyrillic, factor=factor, how="fuzzy"):
                matches.setdefault(match.place.id, match)
        ranked = sorted(matches.values(), key=lambda m: (-m.quality, -(m.place.population or 0), m.place.id))
        return tuple(ranked)

    # Texts

    def match(self, text: str, *, adjectives: bool = False) -> tuple[NameSpan, ...]:
        """Return the spans of a text that spell a name, leftmost and longest, without overlap.

        Whole words only, whatever their case; possessive endings are left out. A run that starts
        in lower case never takes in a capitalised word. With ``adjectives``, words that are nothing
        but the relational adjective of a larger place are returned as well.
        """
        tokens = tokenise(text)
        spans: list[NameSpan] = []
        index = 0
        while index < len(tokens):
            span, length = self._longest(tokens, index, adjectives=adjectives)
            if span is not None:
                spans.append(span)
            index += length
        return tuple(spans)

    def _longest(self, tokens: list[Token], index: int, *, adjectives: bool) -> tuple[NameSpan | None, int]:
        """Return the longest name that starts at a word, and the words to go on by."""
        first = tokens[index]
        for length, key in reversed(list(self._runs(tokens, index))):
            made = {how for _, _, how, _ in self._rows(key) if is_readable(how, cyrillic=first.is_cyrillic)}
            is_adjective = How.ADJECTIVE in made
            if made - {How.ADJECTIVE} or (adjectives and is_adjective):
                end = tokens[index + length - 1].end
                span = NameSpan(start=first.start, end=end, keys=(key,), is_adjective=is_adjective)
                return span, length
        return None, 1

    def _runs(self, tokens: list[Token], index: int) -> Iterator[tuple[int, str]]:
        """Yield the runs of words from ``index`` that may be keys, shortest first."""
        keys, starts = self._key_sums
        first = tokens[index]
        key = first.key
        if not key:
            return
        if keys.may_hold(key):
            yield 1, key
        last = min(index + _MAX_WORDS, len(tokens)) - 1
        while index < last and tokens[index].joins_next and starts.may_hold(key):
            index += 1
            token = tokens[index]
            if token.is_capital and not first.is_capital:
                return
            key = f"{key} {token.key}"
            length = key.count(" ") + 1
            if keys.may_hold(key):
                yield length, key
            elif length > 1 and (loose := loosen(key)) is not None and keys.may_hold(loose):
                yield length, loose

    # Positions and ids

    def get(self, id: str) -> Place | None:  # noqa: A002 - the field is called id everywhere
        """Return the place with this id, or ``None``."""
        row = next(iter(self._query("SELECT rowid FROM places WHERE id = ?", id)), None)
        return None if row is None else self._place(row[0])

    def count_by_country(self) -> dict[str | None, int]:
        """Return the number of places of each country, the most first."""
        rows = self._query("SELECT country, count(*) FROM places GROUP BY country ORDER BY 2 DESC, 1")
        return dict(rows)

    def near(
        self, *, lon: float, lat: float, radius_m: float, limit: int = 10
    ) -> tuple[tuple[Place, float], ...]:
        """Return places within ``radius_m`` with their geodesic distances in metres, nearest first."""
        north = radius_m / 110_500  # metres in a degree of latitude, at the least
        east = radius_m / max(1.0, _GEOD.inv(lon, lat, lon + 1, lat)[2]) * 1.01
        rows = self._query(
            "SELECT rowid FROM places WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            *(lat - north, lat + north, lon - east, lon + east),
        )
        found = []
        for (number,) in rows:
            place = self._place(number)
            distance_m = _GEOD.inv(lon, lat, place.lon, place.lat)[2]
            if distance_m <= radius_m:
                found.append((place, distance_m))
        return tuple(sorted(found, key=lambda pair: pair[1])[:limit])

    # As a geopy geocoder

    def geocode(self, query: str, *, exactly_one: bool = True) -> Location | list[Location] | None:
        """Answer as geopy's geocoders do; parts after commas (oblast, country) narrow the search.

        The point of a location is latitude first. ``None`` if nothing is found.
        """
        name, *contexts = (part.strip() for part in query.split(","))
        matches = self.find(name, fuzzy=True)
        for context in contexts:
            matches = tuple(match for match in matches if _lies_in(match.place, context))
        locations = [as_location(match.place, quality=match.quality) for match in matches]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: Point | tuple[float, float] | str, *, exactly_one: bool = True
    ) -> Location | list[Location] | None:
        """Return the nearest settlements to a (latitude, longitude) point, as geopy's geocoders do."""
        lat, lon, _ = Point(query)
        nearby = self.near(lon=lon, lat=lat, radius_m=_REVERSE_M, limit=50)
        locations = [
            as_location(place, distance_m=distance_m) for place, distance_m in nearby if place.is_settlement
        ]
        if not locations:
            return None
        return locations[0] if exactly_one else locations[:10]

    # The file

    @cached_property
    def _key_sums(self) -> tuple[KeySums, KeySums]:
        return KeySums(self._blob("keys")), KeySums(self._blob("starts"))

    @cached_property
    def _spelling_index(self) -> SpellingIndex:
        return SpellingIndex(self._blob("spellings").decode().split("\n"), self._blob("signatures"))

    def _blob(self, name: str) -> bytes:
        ((value,),) = self._query("SELECT value FROM blobs WHERE name = ?", name)
        return bytes(value)

    def _read_rows(self, key: str) -> tuple[tuple[int, int, int, str], ...]:
        return tuple(
            self._query(
                "SELECT n.place, n.kind, k.how, s.text FROM keys k JOIN spellings s ON s.id = k.spelling "
                "JOIN names n ON n.spelling = k.spelling WHERE k.key = ?",
                key,
            )
        )

    def _read_place(self, number: int) -> Place:
        columns = ", ".join(PLACE_COLUMNS)
        (row,) = self._query(f"SELECT {columns} FROM places WHERE rowid = ?", number)  # noqa: S608
        return Place(**dict(zip(PLACE_COLUMNS, row, strict=True)))

    def _query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            msg = f"gazetteer {str(self.path)!r} cannot be read ({error}); build it again"
            raise GazetteerError(msg) from error


def _describe(kind: int, how: int) -> str:
    if how == How.ADJECTIVE:
        return "adjective"
    return "inflected" if how in {How.FORM, How.TRANSLATED_FORM} else Kind(kind).name.lower()


def _lies_in(place: Place, context: str) -> bool:
    wanted = fold(context)
    parts = (place.admin1, place.admin2, place.country)
    return any(part is not None and (fold(part) in wanted or wanted in fold(part)) for part in parts)


def as_location(place: Place, **further: object) -> Location:
    """Return a place as geopy describes one: address, (latitude, longitude), and the raw record.

    The one spot where our longitude, latitude order is turned into geopy's.
    """
    address = ", ".join(part for part in (place.name, place.admin2, place.admin1, place.country) if part)
    raw = {field.name: getattr(place, field.name) for field in fields(place)} | further
    return Location(address, Point(place.lat, place.lon), raw)
