"""The gazetteer: one read-only SQLite file that answers names, texts and positions."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from pyproj import Geod

from geo.errors import GazetteerError
from geo.models import Place
from geo.toponyms._key_index import KeySums, Openings, SpellingIndex
from geo.toponyms._keys import QUALITY, How, readable_ways
from geo.toponyms._locations import as_location, lies_in
from geo.toponyms._ways import WAYS
from geo.toponyms.names import Token, adjective_key, fold, is_cyrillic, loosen, tokenise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from geopy.location import Location
    from geopy.point import Point

SCHEMA_VERSION = 8
_GEOD = Geod(ellps="WGS84")
PLACE_COLUMNS = (
    "id", "name", "name_uk", "name_ru", "feature_code", "country", "admin1", "admin2", "lon", "lat",
    "uncertainty_m", "population", "source", "basis",
)  # fmt: skip


_SELECT = ", ".join(("p.rowid", *(f"p.{column}" for column in PLACE_COLUMNS)))
_FUZZY_QUALITY = {1: 0.6, 2: 0.4}
_ADJECTIVES: frozenset[int] = frozenset({How.ADJECTIVE})
_READ_CYRILLIC = readable_ways(cyrillic=True)
_READ_LATIN = readable_ways(cyrillic=False)
_MANY = 3_000
"""Places read one by one after which the rest is read at once: somebody is looking up a whole list."""
_MAPPED_BYTES = 256_000_000  # mapped, the file costs no copying; its pages are shared and given back at need
_MAX_WORDS = 6
_REVERSE_M = 30_000
"""Reverse geocoding answers with no settlement farther than this: everywhere in the theatre one is
within a few kilometres, so beyond it the point lies outside the gazetteer."""


class NameMatch(NamedTuple):
    """A place found by name: the gazetteer's spelling, how well and in what way it matched.

    A tuple, which takes a third of the time of a frozen dataclass: a common name has sixty places.
    ``how`` is ``name``, ``alternate``, ``former``, ``inflected``, ``adjective`` or ``fuzzy``.
    """

    place: Place
    matched: str
    quality: float
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A stretch of a text that spells a name of the gazetteer, and the keys it was found under.

    ``is_adjective`` marks a word that can only be a relational adjective (Покровський), which names a
    place only with a noun such as напрямок or область; ``Gazetteer.find_adjective`` knows which.
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
        self._places: dict[int, Place] = {}
        self._rows = lru_cache(maxsize=20_000)(self._read_rows)
        self._find = lru_cache(maxsize=20_000)(self._find_name)
        self._matches = lru_cache(maxsize=20_000)(self._find_matches)
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
            connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
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
        return self._find(name, fuzzy=fuzzy)

    def _find_name(self, name: str, *, fuzzy: bool) -> tuple[NameMatch, ...]:
        key = fold(name)
        allowed = _READ_CYRILLIC if is_cyrillic(name) else _READ_LATIN
        found = self._matches(key, allowed=allowed)
        if not found and " " in key:
            found = self._loose_matches(key, allowed)
        if not found and fuzzy:
            found = self._fuzzy_matches(key, allowed)
        return found

    def find_adjective(self, word: str) -> tuple[NameMatch, ...]:
        """Return the places whose relational adjective ``word`` is, in any gender and case.

        English writes it of districts ("Sudzhansky and Korenevsky districts"), and of people: without
        a noun such as district it is no place.
        """
        key = adjective_key(fold(word).replace(" ", ""))
        return () if key is None else self._matches(key, allowed=_ADJECTIVES)

    def _find_matches(self, key: str, *, allowed: frozenset[int]) -> tuple[NameMatch, ...]:
        best: dict[int, tuple[float, str, str]] = {}
        for number, kind, how, spelling in self._rows(key):
            if how in allowed:
                quality, way = WAYS[kind][how]
                known = best.get(number)
                if known is None or quality > known[0]:
                    best[number] = quality, way, spelling
        new, is_latin = tuple.__new__, allowed is _READ_LATIN
        matches = [
            new(NameMatch, (place, _as_written(spelling, place, key) if is_latin else spelling, quality, way))
            for place, (quality, way, spelling) in zip(self._read_places(best), best.values(), strict=True)
        ]
        if len(matches) > 1:
            matches.sort(key=_by_rank)
        return tuple(matches)

    def _loose_matches(self, key: str, allowed: frozenset[int]) -> tuple[NameMatch, ...]:
        """Return what is found when words are written as one, or an adjective's ending is wrong."""
        joined = self._matches(key.replace(" ", ""), allowed=allowed)
        if joined:
            return tuple(
                match._replace(quality=round(match.quality * QUALITY[How.LOOSE], 3)) for match in joined
            )
        loose = loosen(key)
        return self._matches(loose, allowed=allowed) if loose is not None else ()

    def _fuzzy_matches(self, key: str, allowed: frozenset[int]) -> tuple[NameMatch, ...]:
        matches: dict[str, NameMatch] = {}
        for near, distance in self._spelling_index.near(key):
            for match in self._matches(near, allowed=allowed):
                quality = round(match.quality * _FUZZY_QUALITY[distance], 3)
                matches.setdefault(match.place.id, match._replace(quality=quality, how="fuzzy"))
        return tuple(sorted(matches.values(), key=_by_rank))

    # Texts

    def match(self, text: str, *, as_names: bool = False) -> tuple[NameSpan, ...]:
        """Return the spans of a text that spell a name, leftmost and longest, without overlap.

        Whole words only, whatever their case; possessive endings are left out. A run that starts
        in lower case never takes in a capitalised word. With ``as_names``, only what is written as a
        name is: with a capital, be it nothing but the relational adjective of a larger place.
        """
        tokens = tokenise(text)
        spans: list[NameSpan] = []
        past = 0
        for index in sorted(self._openings.find([token.key for token in tokens])):
            if index < past or (as_names and not tokens[index].is_capital):
                continue
            span, length = self._longest(tokens, index, adjectives=as_names)
            if span is not None:
                spans.append(span)
            past = index + length
        return tuple(spans)

    def _longest(self, tokens: list[Token], index: int, *, adjectives: bool) -> tuple[NameSpan | None, int]:
        """Return the longest name that starts at a word, and the words to go on by."""
        first = tokens[index]
        readable = _READ_CYRILLIC if first.is_cyrillic else _READ_LATIN
        compound = self._compound(tokens, index) if adjectives and first.joins_next else None
        for length, key in reversed(list(self._runs(tokens, index))):
            if compound is not None and length == 1:
                break
            if not readable.isdisjoint(how for _, _, how, _ in self._rows(key)):
                end = tokens[index + length - 1].end
                return NameSpan(start=first.start, end=end, keys=(key,)), length
        if compound is not None:
            return compound, 2
        adjective = adjective_key(first.key) if adjectives else None
        if adjective is not None and self._key_sums[0].may_hold(adjective) and self._rows(adjective):
            return NameSpan(start=first.start, end=first.end, keys=(adjective,), is_adjective=True), 1
        return None, 1

    def _compound(self, tokens: list[Token], index: int) -> NameSpan | None:
        """Return the adjective of a name of two words: «Середино-Будська громада».

        It is longer than its first word, which may be a village of its own.
        """
        first, second = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
        if second is None or not second.is_capital or second.start != first.end + 1:
            return None
        joined = adjective_key(first.key + second.key)
        if joined is None or not self._key_sums[0].may_hold(joined) or not self._rows(joined):
            return None
        return NameSpan(start=first.start, end=second.end, keys=(joined,), is_adjective=True)

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
        rows = self._query(f"SELECT {_SELECT} FROM places p WHERE id = ?", id)  # noqa: S608 - column names
        return self._as_place(rows[0]) if rows else None

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
            f"SELECT {_SELECT} FROM places p WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",  # noqa: S608
            *(lat - north, lat + north, lon - east, lon + east),
        )
        found = []
        for place in map(self._as_place, rows):
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
            matches = tuple(match for match in matches if lies_in(match.place, context))
        locations = [as_location(match.place, quality=match.quality) for match in matches]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: Point | tuple[float, float] | str, *, exactly_one: bool = True
    ) -> Location | list[Location] | None:
        """Return the nearest settlements to a (latitude, longitude) point, as geopy's geocoders do."""
        from geopy.point import Point  # noqa: PLC0415 - geopy takes a quarter of a second to load

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
    def _openings(self) -> Openings:
        return Openings(self._blob("openings"))

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
        """Return place number, kind, way and spelling for each name that a key leads to."""
        return tuple(
            self._query(
                "SELECT n.place, n.kind, k.how, n.text FROM keys k JOIN names n ON n.skeleton = k.skeleton "
                "WHERE k.key = ?",
                key,
            )
        )

    def _read_places(self, numbers: Collection[int]) -> list[Place]:
        """Return the places with these numbers, in order, reading only those not read before."""
        places = self._places
        missing = [number for number in numbers if number not in places]
        if missing and len(places) >= _MANY:
            for row in self._query(f"SELECT {_SELECT} FROM places p"):  # noqa: S608 - column names
                self._as_place(row)
        elif missing:
            marks = ", ".join("?" * len(missing))
            query = f"SELECT {_SELECT} FROM places p WHERE rowid IN ({marks})"  # noqa: S608 - question marks
            for row in self._query(query, *missing):
                self._as_place(row)
        return [places[number] for number in numbers]

    def _as_place(self, row: tuple[Any, ...]) -> Place:
        """Return the place of a row that starts with its number and columns; one object per place."""
        place = self._places.get(row[0])
        if place is None:
            place = self._places[row[0]] = Place(**dict(zip(PLACE_COLUMNS, row[1:], strict=False)))
        return place

    def _query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            msg = f"gazetteer {str(self.path)!r} cannot be read ({error}); build it again"
            raise GazetteerError(msg) from error


def _by_rank(match: NameMatch) -> tuple[float, int, str]:
    place, _, quality, _ = match
    return -quality, -(place.population or 0), place.id


def _as_written(spelling: str, place: Place, key: str) -> str:
    """Return the English name where it is filed under a Cyrillic twin of the same skeleton."""
    name = place.name
    return name if name is not spelling and fold(name) == key else spelling
