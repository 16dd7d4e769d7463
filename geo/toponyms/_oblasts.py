"""The oblast of each row: by the dump's code, or by where the point lies."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import shapely

from geo.errors import GazetteerError
from geo.toponyms._merge import rough_distance_m

if TYPE_CHECKING:
    from pathlib import Path

    from geo.toponyms._rows import Row

_COUNTRIES = frozenset({"UA", "RU", "BY"})  # elsewhere our rows name no oblasts
_NEIGHBOURS = 5
_REACH_DEG = 0.2


def name_oblasts(rows: list[Row]) -> None:
    """Give dump rows the oblast that their code stands for.

    What a code stands for is learnt from the rows that the dump and our own files have in common,
    so that no second table of oblasts has to be kept in step with the first.
    """
    known = {row.id: row.admin1 for row in rows if row.admin1 and row.admin1_code is None}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        oblast = known.get(row.id)
        if row.admin1_code is not None and oblast is not None:
            votes[row.admin1_code][oblast] += 1
    meaning = {code: counts.most_common(1)[0][0] for code, counts in votes.items()}
    for row in rows:
        if row.admin1_code is not None and row.admin1 is None:
            row.admin1 = meaning.get(row.admin1_code)


class OblastFinder:
    """Finds the oblast of a point from the oblasts' polygons and from the settlements around it."""

    def __init__(self, rows: list[Row], data_dir: Path) -> None:
        """Take the rows whose oblast is known, and the shipped polygons if there are any."""
        self._known = [row for row in rows if row.admin1 and row.feature_code.startswith("PPL")]
        self._settlements = shapely.STRtree(shapely.points([_flat(row) for row in self._known]))
        self._oblasts, polygons = _read_polygons(data_dir / "boundaries" / "oblasts.geojson")
        self._polygons = shapely.STRtree(polygons)

    def fill(self, row: Row) -> None:
        """Give a row its oblast, if the evidence agrees; the basis says where it is from.

        The polygons are good to some kilometres, and neighbours mislead along a limit: where both
        are to be had and differ, the oblast stays unknown (7 of 1,316 are wrong so, with either
        alone about 25).
        """
        if row.admin1 is not None or row.country not in _COUNTRIES or row.feature_code.startswith("PCL"):
            return
        inside, nearby = self._by_polygon(row), self._by_neighbours(row)
        if inside and nearby and inside != nearby:
            return
        if not (inside or nearby):
            return
        how = " and ".join(["its polygon"] * bool(inside) + ["the nearest settlements"] * bool(nearby))
        row.admin1 = inside or nearby
        row.basis = f"{row.basis}; oblast by {how}"

    def _by_polygon(self, row: Row) -> str | None:
        for index in self._polygons.query(shapely.Point(row.lon, row.lat), predicate="intersects"):
            name, country = self._oblasts[int(index)]
            if country == row.country:
                return name
        return None

    def _by_neighbours(self, row: Row) -> str | None:
        x, y = _flat(row)
        box = shapely.box(x - _REACH_DEG, y - _REACH_DEG, x + _REACH_DEG, y + _REACH_DEG)
        nearby = [self._known[i] for i in self._settlements.query(box)]
        nearby = [other for other in nearby if other.country == row.country]
        nearest = sorted(nearby, key=lambda other: rough_distance_m(other, row))[:_NEIGHBOURS]
        counts = Counter(other.admin1 for other in nearest)
        return counts.most_common(1)[0][0] if counts else None


def _flat(row: Row) -> tuple[float, float]:
    return row.lon * math.cos(math.radians(row.lat)), row.lat


def _read_polygons(path: Path) -> tuple[list[tuple[str, str]], list[shapely.Geometry]]:
    """Return (oblast, country) pairs and their polygons; none if the file is not there."""
    if not path.is_file():
        return [], []
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        names = [(f["properties"]["name"], f["properties"]["country"]) for f in features]
        return names, [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    except (OSError, ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        msg = f"oblast polygons {str(path)!r} cannot be read ({error}); reinstall, or build them again"
        raise GazetteerError(msg) from error
