"""Rows of several sources become one place each."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.toponyms.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.toponyms._rows import Row

MERGE_M = 3_000
"""Two rows of one name and oblast nearer than this are one place: sources differ by 1 to 2 km, and
true namesakes inside an oblast are rarely so close."""
ALIAS_M = 1_200
"""Two rows nearer than this are one place if the name of one is any spelling of the other: dumps list
renamed villages twice. Not if both have people counted: then they are neighbours."""
OWN_RANK = 1
_CELL_DEG = 0.05
_EARTH_M = 6_371_000


@dataclass(slots=True, kw_only=True)
class _Group:
    """The rows that are one place so far, and their skeletons."""

    row: Row
    main: set[str]
    every: set[str]


ByName = dict[tuple[object, ...], list[_Group]]
"""Skeleton, kind and grid cell -> the places there that have it."""


def merge_rows(rows: Iterable[Row]) -> list[Row]:
    """Return one row per place, better sources first.

    The better source gives the coordinate, its radius and its basis; every spelling is kept. Rows of
    our own files never merge with one another: those hold each place once, and were checked.
    """
    groups: list[_Group] = []
    by_id: dict[str, _Group] = {}
    by_name: ByName = defaultdict(list)
    ordered = sorted(rows, key=lambda row: (row.rank, row.id))
    has_dump = bool(ordered) and ordered[-1].rank > OWN_RANK
    for row in ordered:
        names = (row.name, row.name_uk, row.name_ru)
        row.skeletons = {text: fold(text) for text in (*names, *row.names, *row.former) if text}
        main = {row.skeletons[name] for name in names if name} - {""}
        if not main:
            continue
        found = by_id.get(row.id)
        every = set(row.skeletons.values()) - {""} if has_dump else main
        if found is None and row.rank > OWN_RANK:
            found = _find_group(row, main, every, by_name)
        if found is None:
            found = _Group(row=row, main=main, every=every)
            groups.append(found)
        else:
            found.row = combine(found.row, row)
            found.main |= main
            found.every |= every
        by_id[row.id] = found
        if has_dump:
            cell = _cell(row)
            for name in every:
                by_name[name, *cell].append(found)
    return [group.row for group in groups]


def _find_group(row: Row, main: set[str], every: set[str], by_name: ByName) -> _Group | None:
    for cell in _cells_around(row):
        for name in every:
            for group in by_name.get((name, *cell), ()):
                is_alias = not (main & group.main)
                if is_alias and not (main & group.every or every & group.main):
                    continue
                if is_same_place(group.row, row, is_alias=is_alias):
                    return group
    return None


def _kind(row: Row) -> str:
    return "PPL" if row.feature_code.startswith("PPL") else row.feature_code


def _is_area(row: Row) -> bool:
    return row.feature_code.startswith(("ADM", "PCL"))


def _cell(row: Row) -> tuple[object, ...]:
    """Return the kind of a row with its grid cell; an area has no cell, only its country."""
    if _is_area(row):
        return _kind(row), row.country
    return _kind(row), math.floor(row.lat / _CELL_DEG), math.floor(row.lon / _CELL_DEG)


def _cells_around(row: Row) -> Iterator[tuple[object, ...]]:
    """Yield the cells in which a row's other self may lie: 3 km is less than one cell."""
    if _is_area(row):
        yield _cell(row)
        return
    kind, y, x = _kind(row), math.floor(row.lat / _CELL_DEG), math.floor(row.lon / _CELL_DEG)
    for down in (0, -1, 1):
        for right in (0, -1, 1):
            yield kind, y + down, x + right


def is_same_place(left: Row, right: Row, *, is_alias: bool = False) -> bool:
    """Tell whether two rows of one kind that share a name are one place."""
    if left.country and right.country and left.country != right.country:
        return False
    one_oblast = not (left.admin1 and right.admin1) or left.admin1 == right.admin1
    if _is_area(left):
        return one_oblast and not is_alias
    distance_m = rough_distance_m(left, right)
    if is_alias:
        return distance_m <= ALIAS_M and one_oblast and not (left.population and right.population)
    # Within 1.2 km the name alone decides: the dumps' codes are wrong along the oblasts' limits.
    return distance_m <= (MERGE_M if one_oblast else ALIAS_M)


def rough_distance_m(left: Row, right: Row) -> float:
    """Return the distance on a sphere, good to 0.5 %: enough to tell duplicates, never shown."""
    north = math.radians(right.lat - left.lat)
    east = math.radians(right.lon - left.lon) * math.cos(math.radians((left.lat + right.lat) / 2))
    return _EARTH_M * math.hypot(north, east)


def combine(better: Row, other: Row) -> Row:
    """Return ``better`` with what it lacks filled from ``other`` and the spellings of both."""
    spellings = (*better.names, other.name, other.name_uk, other.name_ru, *other.names)
    known = {better.name, better.name_uk, better.name_ru, None}
    return replace(
        better,
        name_uk=better.name_uk or other.name_uk,
        name_ru=better.name_ru or other.name_ru,
        names=tuple(name for name in dict.fromkeys(spellings) if name is not None and name not in known),
        former=tuple(dict.fromkeys((*better.former, *other.former))),
        country=better.country or other.country,
        admin1=better.admin1 or other.admin1,
        admin2=better.admin2 or other.admin2,
        population=better.population if better.population is not None else other.population,
        skeletons=other.skeletons | better.skeletons,
    )
