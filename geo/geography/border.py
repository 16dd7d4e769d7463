"""The recognised border of Ukraine and Russia: how far a place is from it, and on which side.

Distances are to the land border alone: the coasts of the Sea of Azov and of the Kerch strait are no
border here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.ops import linemerge, substring

from geo.errors import LayerError
from geo.geography.geodesy import distance_m, length_m, lines_of
from geo.geography.nearest import LineSearch
from geo.models import Side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.geography.geodesy import Floats
    from geo.models import Place
    from geo.settings import Settings

COAST_DEG = 0.02
"""A place in no country but within 2 km of one belongs to it: coasts are simplified, piers stick out."""

ON_BORDER_DEG = 1e-5
"""A metre: where an oblast line meets the border, rounding moves the meeting point by up to half of it."""

SIDES = {"UA": Side.UA, "RU": Side.RU, "BY": Side.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Where places lie to the border, one element per place.

    ``distance_m`` is geodesic. ``side`` holds a ``Side``, or ``None`` at sea and in countries whose
    outline is not shipped. ``nearest_lon``, ``nearest_lat`` is the nearest point of the border.
    """

    distance_m: Floats
    side: tuple[Side | None, ...]
    nearest_lon: Floats
    nearest_lat: Floats


class Position(NamedTuple):
    """Where one place lies to the border, as in ``Measured``."""

    distance_m: float
    side: Side | None
    nearest_lon: float
    nearest_lat: float


class Border:
    """The recognised land border and the countries it parts.

    Parameters
    ----------
    line
        The border in EPSG:4326, from the tripoint with Belarus to the Sea of Azov.
    countries
        Polygons by ISO code, sharing the line's vertices.
    name, content_hash
        What goes into every result, so that a distance can be made again.
    """

    def __init__(
        self, line: LineString, countries: dict[str, BaseGeometry], *, name: str, content_hash: str
    ) -> None:
        """Take the line and the countries; see the class."""
        self.line = line
        self.countries = countries
        self.name = name
        self.content_hash = content_hash
        self.along = lru_cache(maxsize=64)(self._find_along)
        self.depth_m = lru_cache(maxsize=64)(self._measure_depth)
        self._positions: dict[tuple[float, float], Position] = {}
        for country in countries.values():
            shapely.prepare(country)

    @cached_property
    def _search(self) -> LineSearch:
        return LineSearch(self.line)

    def measure(self, *, lon: ArrayLike, lat: ArrayLike) -> Measured:
        """Return distance, side and nearest border point of any number of places.

        Parameters
        ----------
        lon, lat
            Degrees, one-dimensional or single numbers.
        """
        lons = np.atleast_1d(np.asarray(lon, dtype=float))
        lats = np.atleast_1d(np.asarray(lat, dtype=float))
        nearest = self._search.nearest(lons, lats) if len(lons) else np.empty((0, 2))
        return Measured(
            distance_m=distance_m(lon=lons, lat=lats, to_lon=nearest[:, 0], to_lat=nearest[:, 1]),
            side=self._sides(lons, lats),
            nearest_lon=nearest[:, 0],
            nearest_lat=nearest[:, 1],
        )

    def positions(self, places: Sequence[Place]) -> list[Position]:
        """Return where places lie to the border, each place of the gazetteer measured once."""
        wanted = [(place.lon, place.lat) for place in places]
        missing = list(dict.fromkeys(point for point in wanted if point not in self._positions))
        if missing:
            measured = self.measure(lon=[lon for lon, _ in missing], lat=[lat for _, lat in missing])
            columns = (measured.distance_m, measured.nearest_lon, measured.nearest_lat)
            distances, lons, lats = (column.tolist() for column in columns)
            found = map(Position, distances, measured.side, lons, lats)
            self._positions.update(zip(missing, found, strict=True))
        return [self._positions[point] for point in wanted]

    def _sides(self, lons: Floats, lats: Floats) -> tuple[Side | None, ...]:
        codes = np.full(len(lons), "", dtype="U2")
        for code, country in self.countries.items():
            codes[(codes == "") & shapely.contains_xy(country, lons, lats)] = code
        loose = np.flatnonzero(codes == "")
        if loose.size:
            tree, owners = self._coasts
            points = shapely.points(lons[loose], lats[loose])
            row, piece = tree.query_nearest(points, max_distance=COAST_DEG, all_matches=False)
            codes[loose[row]] = owners[piece]
        return tuple(SIDES.get(str(code)) for code in codes)

    @cached_property
    def _coasts(self) -> tuple[shapely.STRtree, NDArray[np.str_]]:
        """The outlines in small pieces, and whose each piece is."""
        pieces, owners = [], []
        for code, country in self.countries.items():
            for ring in shapely.get_rings(shapely.get_parts(country)):
                points = shapely.get_coordinates(ring)
                pieces.append(np.stack([points[:-1], points[1:]], axis=1))
                owners += [code] * (len(points) - 1)
        lines: Any = shapely.linestrings(np.concatenate(pieces))
        return shapely.STRtree(lines), np.array(owners)

    @cached_property
    def length_m(self) -> float:
        """Length of the whole line."""
        return length_m(self.line)

    def stretch(self, *, lon: float, lat: float, to_lon: float, to_lat: float) -> LineString:
        """Return the part of the border between the border points nearest to two places."""
        measured = self.measure(lon=[lon, to_lon], lat=[lat, to_lat])
        ends = [
            self.line.project(shapely.Point(x, y))
            for x, y in zip(measured.nearest_lon, measured.nearest_lat, strict=True)
        ]
        return LineString(substring(self.line, min(ends), max(ends)).coords)

    def _find_along(self, area: BaseGeometry) -> BaseGeometry | None:
        """Return the part of the border that is the edge of an oblast, ``None`` if it has none."""
        shared = shapely.intersection(self.line, shapely.buffer(area, ON_BORDER_DEG))
        parts = [part for part in lines_of(shared) if length_m(part) > 1]
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else linemerge(parts)

    def _measure_depth(self, area: BaseGeometry) -> float:
        """Return how far from the border the farthest corner of an oblast lies, in metres."""
        points = shapely.get_coordinates(area)
        return float(self.measure(lon=points[:, 0], lat=points[:, 1]).distance_m.max())


def load_border(settings: Settings) -> Border:
    """Return the shipped border.

    Raises
    ------
    LayerError
        If a file is missing or damaged.
    """
    return _load(settings.data_dir / "boundaries")


@lru_cache(maxsize=4)
def _load(folder: Path) -> Border:
    border, digest = read_layer(folder / "border.geojson")
    countries, _ = read_layer(folder / "countries.geojson")
    try:
        line = LineString(np.array(border["features"][0]["geometry"]["coordinates"]))
        outlines = {f["properties"]["country"]: read_outline(f["geometry"]) for f in countries["features"]}
    except (KeyError, IndexError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        msg = f"the border in {folder.name!r} is damaged; run data/build_boundaries.py"
        raise LayerError(msg) from error
    return Border(line, outlines, name=str(border.get("name", "border")), content_hash=digest)


def read_layer(path: Path) -> tuple[dict[str, Any], str]:
    """Return a shipped GeoJSON file and the first 16 hex digits of the SHA-256 of its bytes.

    Raises
    ------
    LayerError
        If it is missing or no JSON.
    """
    try:
        content = path.read_bytes()
        return json.loads(content), hashlib.sha256(content).hexdigest()[:16]
    except OSError as error:
        msg = f"layer {path.name!r} is missing from {path.parent}; run data/build_boundaries.py"
        raise LayerError(msg) from error
    except ValueError as error:
        msg = f"layer {path.name!r} in {path.parent} is no JSON; run data/build_boundaries.py"
        raise LayerError(msg) from error


def read_outline(geometry: dict[str, Any]) -> BaseGeometry:
    """Return a GeoJSON polygon or multipolygon; a ring at a time, for shapely's ``shape`` goes by points."""
    if geometry["type"] == "Polygon":
        return _read_polygon(geometry["coordinates"])
    return MultiPolygon([_read_polygon(rings) for rings in geometry["coordinates"]])


def _read_polygon(rings: list[list[list[float]]]) -> Polygon:
    shell, *holes = (shapely.linearrings(np.array(ring)) for ring in rings)
    return Polygon(shell, holes)
