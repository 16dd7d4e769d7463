"""Rows of several sources become one place each: duplicates meet, missing oblasts are filled in."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from geo.toponyms.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.toponyms._rows import Row

MERGE_M = 3_000
"""Two rows of one name and oblast nearer than this are one place: sources differ by 1 to 2 km, and
true namesakes inside an oblast are rarely so close."""
_NEIGHBOURS = 5


def merge_rows(rows: Iterable[Row]) -> list[Row]:
    """Return one row per place, in the order of the sources' rank.

    Rows of one id, or of one name, oblast and kind within 3 km, become one: the better source gives
    the coordinate, its radius and its basis; every spelling is kept.
    """
    merged: list[Row] = []
    by_id: dict[str, int] = {}
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.rank, row.id)):
        folded = {fold(name) for name in (row.name, row.name_uk, row.name_ru) if name} - {""}
        if not folded:
            continue
        kind = _kind(row)
        index = by_id.get(row.id)
        if index is None:
            near = (i for name in folded for i in by_name[name, kind] if is_same_place(merged[i], row))
            index = next(near, None)
        if index is None:
            index = len(merged)
            merged.append(row)
        else:
            merged[index] = combine(merged[index], row)
        by_id[row.id] = index
        for name in folded:
            if index not in by_name[name, kind]:
                by_name[name, kind].append(index)
    return merged


def _kind(row: Row) -> str:
    return "PPL" if row.feature_code.startswith("PPL") else row.feature_code


def is_same_place(left: Row, right: Row) -> bool:
    """Tell whether two rows of one name and kind lie in one oblast, as far as known, within 3 km."""
    if left.country and right.country and left.country != right.country:
        return False
    if left.admin1 and right.admin1 and left.admin1 != right.admin1:
        return False
    return rough_distance_m(left, right) <= MERGE_M


def rough_distance_m(left: Row, right: Row) -> float:
    """Return the distance on a sphere, good to 0.5 %: enough to tell duplicates, never shown."""
    north = math.radians(right.lat - left.lat)
    east = math.radians(right.lon - left.lon) * math.cos(math.radians((left.lat + right.lat) / 2))
    return 6_371_000 * math.hypot(north, east)


def combine(better: Row, other: Row) -> Row:
    """Return ``better`` with what it lacks filled from ``other`` and the spellings of both."""
    spellings = (*better.names, other.name, other.name_uk, other.name_ru, *other.names)
    known = {better.name, better.name_uk, better.name_ru, None}
    return replace(
        better,
        name_uk=better.name_uk or other.name_uk,
        name_ru=better.name_ru or other.name_ru,
        names=tuple(name for name in dict.fromkeys(spellings) if name not in known),
        former=tuple(dict.fromkeys((*better.former, *other.former))),
        country=better.country or other.country,
        admin1=better.admin1 or other.admin1,
        admin2=better.admin2 or other.admin2,
        population=better.population if better.population is not None else other.population,
    )


def fill_oblasts(rows: list[Row]) -> list[Row]:
    """Give rows without oblast that of most of their nearest settlements, and say so in the basis."""
    known = [row for row in rows if row.admin1 and row.feature_code.startswith("PPL")]
    if not known:
        return rows
    tree = shapely.STRtree(shapely.points([_flat(row) for row in known]))
    return [_with_oblast(row, known, tree) if _lacks_oblast(row) else row for row in rows]


def _lacks_oblast(row: Row) -> bool:
    return row.admin1 is None and row.country == "UA" and not row.feature_code.startswith("PCL")


def _flat(row: Row) -> tuple[float, float]:
    return row.lon * math.cos(math.radians(row.lat)), row.lat


def _with_oblast(row: Row, known: list[Row], tree: shapely.STRtree) -> Row:
    x, y = _flat(row)
    nearby = tree.query(shapely.box(x - 0.2, y - 0.2, x + 0.2, y + 0.2))
    nearest = sorted(nearby, key=lambda i: rough_distance_m(known[i], row))[:_NEIGHBOURS]
    if not len(nearest):
        return row
    oblast, _ = Counter(known[i].admin1 for i in nearest).most_common(1)[0]
    return replace(row, admin1=oblast, basis=f"{row.basis}; oblast of the nearest settlements")
