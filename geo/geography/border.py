"""The recognised border of Ukraine and Russia: how far a place is from it, and on which side.

Distances are to the land border alone: the coasts of the Sea of Azov and of the Kerch strait are no
border here. The nearest point is found by straight chords through the Earth, whose order is that of
geodesics to 0.2 m in 300 km, and only then measured on the ellipsoid; searching in degrees would be
0.9 % long, and no projection keeps distances from a line of 2,000 km.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import LineString, shape
from shapely.ops import linemerge, substring

from geo.errors import LayerError
from geo.geography.geodesy import distance_m, length_m, lines_of, to_cartesian
from geo.models import Side

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.geography.geodesy import Floats
    from geo.settings import Settings

STEP_DEG = 0.008
"""Longest piece of the line searched (0.9 km): shorter than where a straight line in degrees and a
geodesic part by 2 cm, so that both readings of the line agree."""

CELL_DEG = 0.4
"""Size of the cells in which places are measured together: smaller ones cost calls, larger ones rule
out less of the line."""

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
        for country in countries.values():
            shapely.prepare(country)

    @cached_property
    def _search(self) -> _LineSearch:
        return _LineSearch(shapely.get_coordinates(shapely.segmentize(self.line, STEP_DEG)))

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
        lines = [LineString(piece) for piece in np.concatenate(pieces)]
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

    def along(self, area: BaseGeometry) -> BaseGeometry | None:
        """Return the part of the border that is the edge of an oblast, ``None`` if it has none."""
        shared = shapely.intersection(self.line, shapely.buffer(area, ON_BORDER_DEG))
        parts = [part for part in lines_of(shared) if length_m(part) > 1]
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else linemerge(parts)


class _LineSearch:
    """Finds the point of a line nearest to each of many points, by chords through the Earth.

    Places are gathered in cells; for a cell most of the line can be ruled out at once, for a place
    all but the one or two pieces whose ends are nearest.
    """

    def __init__(self, vertices: Floats) -> None:
        self.vertices = vertices
        self.points = to_cartesian(vertices[:, 0], vertices[:, 1])
        self.step = np.diff(self.points, axis=0)
        self.step_square = np.maximum(np.einsum("ij,ij->i", self.step, self.step), 1e-9)
        self.half_step = float(np.sqrt(self.step_square.max())) / 2

    def nearest(self, lon: Floats, lat: Floats) -> Floats:
        """Return lon, lat of the nearest point of the line, one row per place."""
        places = to_cartesian(lon, lat)
        rows, ends = self._candidates(places, _cells(lon, lat))
        # A vertex ends one piece and starts the next; both are measured.
        rows = np.concatenate([rows, rows])
        pieces = np.clip(np.concatenate([ends - 1, ends]), 0, len(self.step) - 1)
        gap = places[rows] - self.points[pieces]
        part = np.einsum("ij,ij->i", gap, self.step[pieces]) / self.step_square[pieces]
        np.clip(part, 0, 1, out=part)
        gap -= part[:, None] * self.step[pieces]
        order = np.lexsort((np.einsum("ij,ij->i", gap, gap), rows))
        winner = order[np.searchsorted(rows[order], np.arange(len(places)))]
        start, end = self.vertices[pieces[winner]], self.vertices[pieces[winner] + 1]
        nearest: Floats = start + (end - start) * part[winner, None]
        return nearest

    def _candidates(
        self, places: Floats, cells: list[NDArray[np.intp]]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return pairs of a place and a vertex, one of which ends the piece nearest to the place.

        The nearest point of the line is within half a piece of a vertex, so a vertex farther than
        that beyond the nearest one cannot end the piece sought.
        """
        all_rows, all_ends = [], []
        for cell in cells:
            inside = places[cell]
            centre = inside.mean(axis=0)
            radius = np.sqrt(np.square(inside - centre).sum(axis=1).max())
            away = np.sqrt(np.square(self.points - centre).sum(axis=1))
            near = np.flatnonzero(away <= away.min() + 2 * radius + self.half_step + 1)
            # |p - v|² less |p|², by one matrix product instead of a cube of differences.
            ends = self.points[near] - centre
            square = (inside - centre) @ (-2 * ends.T) + np.square(ends).sum(axis=1)
            here, there = np.nonzero(square <= square.min(axis=1, keepdims=True) + self.half_step**2 + 1)
            all_rows.append(cell[here])
            all_ends.append(near[there])
        return np.concatenate(all_rows), np.concatenate(all_ends)


def _cells(lon: Floats, lat: Floats) -> list[NDArray[np.intp]]:
    """Return the indices of the places cell by cell."""
    keys = np.floor(lat / CELL_DEG) * 100_000 + np.floor(lon / CELL_DEG)
    order = np.argsort(keys, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(keys[order])) + 1)


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
        line = LineString(shapely.get_coordinates(shape(border["features"][0]["geometry"])))
        outlines = {f["properties"]["country"]: shape(f["geometry"]) for f in countries["features"]}
    except (KeyError, IndexError, TypeError, shapely.errors.ShapelyError) as error:
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
