"""The shapes that words can mean, each as wide as the words are.

Each function returns a Shape with its uncertainty in metres and a word or two saying how it was
made, or ``None`` where the words fix no shape. Nothing here decides which shape a claim has.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon

from geo.geography.geodesy import (
    bearing_deg,
    buffered,
    circle,
    distance_m,
    in_metres,
    length_m,
    lines_of,
    merged_polygons,
    offset_point,
    polygons_of,
    square,
)
from geo.geography.reported import half_width
from geo.models import GeometryKind, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.geography.areas import Area
    from geo.geography.border import Border
    from geo.geography.reported import Reported
    from geo.models import Place

COMPASS_HALF_DEG = 22.5
"""Half the sector of one of eight compass words: "east" is said of 67.5 to 112.5 degrees."""

CORRIDOR_LEAST_M = 2_000.0
CORRIDOR_SHARE = 0.1
"""Half-width of "between X and Y": a tenth of the distance, since the words name no line, only ends."""

BAND_M = 3_000.0
"""Width of the band that stands for a stretch of the border; it says where, not how deep."""

ARROW_M = 14_000.0
ARROW_GAP_M = 3_000.0
"""An arrow "in the X direction" is 14 km long and stops 3 km short: no word says how far it got."""

ISODISTANCE_TOLERANCE_M = 100.0
PIECE_SEGMENTS = 80
"""Segments of the border that are widened together: a thousand at once cross one another everywhere."""


def points(places: Sequence[Place], *, near_m: float = 0.0) -> Shape:
    """Return settlements as points; ``near_m`` widens them where the words say "near"."""
    positions = list(dict.fromkeys((place.lon, place.lat) for place in places))
    names = ", ".join(dict.fromkeys(place.name for place in places))
    return Shape(
        geometry=Point(positions[0]) if len(positions) == 1 else MultiPoint(positions),
        kind=GeometryKind.PLACE,
        uncertainty_m=max(place.uncertainty_m for place in places) + near_m,
        method=f"near {names}" if near_m else f"position of {names}",
    )


def offset(place: Place, *, distance: float, bearing: float | None) -> Shape:
    """Return the point at a distance and a bearing from a place, by the point-radius method.

    The radius adds the extent of the place, the rounding of the distance and the width of the
    compass word (Wieczorek and others 2004, as GBIF recommends). Without a bearing the shape is the
    circle round the place.
    """
    rounding = half_width(distance)
    if bearing is None:
        radius = distance + rounding + place.uncertainty_m
        return Shape(
            geometry=circle(lon=place.lon, lat=place.lat, radius_m=radius),
            kind=GeometryKind.AREA,
            uncertainty_m=radius,
            method=f"circle of {distance / 1000:.3g} km round {place.name}",
        )
    lon, lat = offset_point(lon=place.lon, lat=place.lat, bearing_deg=bearing, distance_m=distance)
    sideways = 2 * distance * math.sin(math.radians(COMPASS_HALF_DEG) / 2)
    return Shape(
        geometry=Point(round(lon, 6), round(lat, 6)),
        kind=GeometryKind.OFFSET,
        uncertainty_m=round(math.hypot(rounding, sideways) + place.uncertainty_m),
        method=f"{distance / 1000:.3g} km at {bearing:.0f}° from {place.name}, point-radius",
    )


def corridor(first: Place, second: Place) -> Shape | None:
    """Return the strip between two places; ``None`` if they are one place."""
    apart = _apart(first, second)
    if apart < 1:
        return None
    width = max(CORRIDOR_LEAST_M, apart * CORRIDOR_SHARE, first.uncertainty_m, second.uncertainty_m)
    line = LineString([(first.lon, first.lat), (second.lon, second.lat)])
    return Shape(
        geometry=shapely.simplify(buffered(line, width), 0.0005),
        kind=GeometryKind.AREA,
        uncertainty_m=round(width),
        method=f"corridor between {first.name} and {second.name}",
    )


def _apart(first: Place, second: Place) -> float:
    return float(distance_m(lon=first.lon, lat=first.lat, to_lon=second.lon, to_lat=second.lat))


def whole_area(areas: Sequence[Area]) -> Shape:
    """Return oblasts or districts as they are: the claim is somewhere inside."""
    outlines = list({(area.country, area.name): area for area in areas}.values())
    return Shape(
        geometry=_merged(tuple(area.polygon for area in outlines)),
        kind=GeometryKind.AREA,
        uncertainty_m=max(area.positional_error_m for area in outlines),
        method="; ".join(area.method for area in outlines),
    )


@lru_cache(maxsize=256)
def _merged(polygons: tuple[BaseGeometry, ...]) -> BaseGeometry:
    return merged_polygons(polygons)


def direction(place: Place, *, tail_bearing: float, reason: str) -> Shape:
    """Return an arrow towards a place that stops short of it.

    ``tail_bearing`` is the bearing from the place to the arrow's tail, in degrees from north.
    """
    gap = min(ARROW_GAP_M, place.uncertainty_m)
    head, tail = (
        offset_point(lon=place.lon, lat=place.lat, bearing_deg=tail_bearing, distance_m=away)
        for away in (gap, gap + ARROW_M)
    )
    rounded = [(round(lon, 5), round(lat, 5)) for lon, lat in (tail, head)]
    return Shape(
        geometry=LineString(rounded),
        kind=GeometryKind.DIRECTION,
        uncertainty_m=ARROW_M + place.uncertainty_m,
        method=f"arrow towards {place.name}, {reason}",
    )


def way(start: Place, end: Place) -> Shape | None:
    """Return an arrow from a named place towards another, stopping short; ``None`` if they are one."""
    apart = _apart(start, end)
    if apart < 1:
        return None
    bearing = bearing_deg(lon=start.lon, lat=start.lat, to_lon=end.lon, to_lat=end.lat)
    reach = max(apart * 0.8, apart - ARROW_GAP_M)
    lon, lat = offset_point(lon=start.lon, lat=start.lat, bearing_deg=bearing, distance_m=reach)
    return Shape(
        geometry=LineString([(start.lon, start.lat), (round(lon, 5), round(lat, 5))]),
        kind=GeometryKind.DIRECTION,
        uncertainty_m=max(start.uncertainty_m, end.uncertainty_m),
        method=f"arrow from {start.name} towards {end.name}",
    )


def isodistance(border: Border, area: Area, reported: Reported) -> Shape | None:
    """Return the line at a distance from the border inside an oblast; ``None`` if it is too small."""
    metres = reported.middle
    near = _border_near(border.line, area.polygon, metres) if metres > 0 else None
    parts = () if near is None else _lines_at(near, area.polygon, metres)
    # The contour of a part of the border closes round its ends, where the rest of it is nearer.
    parts = tuple(part for part in parts if _is_at(border, part, metres))
    if not parts:
        return None
    high = reported.high if reported.high is not None else metres
    return Shape(
        geometry=parts[0] if len(parts) == 1 else shapely.multilinestrings(parts),
        kind=GeometryKind.ISODISTANCE,
        uncertainty_m=round(max(half_width(metres), (high - reported.low) / 2)),
        method=f"line {metres / 1000:.3g} km from the border in {area.label}",
    )


@lru_cache(maxsize=64)
def _lines_at(near: BaseGeometry, polygon: BaseGeometry, metres: float) -> tuple[LineString, ...]:
    """Return the lines inside ``polygon`` at a distance from ``near``; reports repeat their distances."""

    def contour(flat: BaseGeometry) -> BaseGeometry:
        pieces = _pieces(shapely.simplify(flat, ISODISTANCE_TOLERANCE_M / 2))
        around = shapely.union_all(shapely.buffer(pieces, metres, quad_segs=16))
        return shapely.simplify(shapely.boundary(around), ISODISTANCE_TOLERANCE_M)

    inside = shapely.intersection(in_metres(near, contour), polygon)
    return tuple(part for part in lines_of(shapely.line_merge(inside)) if length_m(part) > 500)


def _pieces(lines: BaseGeometry) -> list[LineString]:
    """Return lines cut into pieces that are widened in a fourth of the time and join to the same outline."""
    found = []
    for line in lines_of(lines):
        points = shapely.get_coordinates(line)
        starts = range(0, len(points) - 1, PIECE_SEGMENTS)
        found += [LineString(points[start : start + PIECE_SEGMENTS + 1]) for start in starts]
    return found


@lru_cache(maxsize=64)
def _border_near(line: LineString, polygon: BaseGeometry, metres: float) -> BaseGeometry | None:
    """Return what of the border can be nearest to a point of the oblast on the line sought."""
    window = buffered(shapely.box(*polygon.bounds), metres * 1.05 + 5000)
    near = shapely.intersection(line, window)
    return None if near.is_empty else near


def _is_at(border: Border, line: LineString, metres: float) -> bool:
    middle = line.interpolate(0.5, normalized=True)
    found = border.measure(lon=middle.x, lat=middle.y).distance_m[0]
    return abs(float(found) - metres) < max(300.0, metres * 0.02)


def border_stretch(border: Border, area: Area, reported: Reported | None) -> Shape | None:
    """Return the band along an oblast's part of the border, ``None`` if it has none.

    The band is the whole part: where on it a reported stretch lies, no word says.
    """
    part = border.along(area.exact)
    if part is None:
        return None
    whole_m, simple = _band(part, area.polygon)
    if not simple:
        return None
    length = "" if reported is None else f"; which {reported.middle / 1000:.4g} km of it is not said"
    if reported is not None and reported.middle >= whole_m:
        length = f", said to be {reported.middle / 1000:.4g} km"
    return Shape(
        geometry=simple[0] if len(simple) == 1 else MultiPolygon(simple),
        kind=GeometryKind.BORDER_STRETCH,
        uncertainty_m=round(whole_m if reported is None else max(BAND_M, (whole_m - reported.middle) / 2)),
        method=f"{area.label}, its part of the border ({whole_m / 1000:.0f} km){length}",
    )


@lru_cache(maxsize=64)
def _band(part: BaseGeometry, polygon: BaseGeometry) -> tuple[float, tuple[Polygon, ...]]:
    """Return the length of a part of the border, and the band along it inside an oblast."""
    band = shapely.intersection(buffered(part, BAND_M), polygon)
    simple = polygons_of(shapely.simplify(band, 0.001))
    return length_m(part), tuple(one for one in simple if one.area > 1e-5)


def area_square(place: Place, si_value: float) -> Shape:
    """Return a square of ``si_value`` square metres beside a place, for scale only.

    An addition to a claim's own geometry: it shows how large, never where. Its west side stands
    clear of the place, so that no one takes the place for its centre.
    """
    side = math.sqrt(si_value)
    lon, lat = offset_point(
        lon=place.lon, lat=place.lat, bearing_deg=90, distance_m=place.uncertainty_m + side / 2 + 1000
    )
    return Shape(
        geometry=square(lon=lon, lat=lat, area_m2=si_value),
        kind=GeometryKind.AREA,
        uncertainty_m=None,
        method=f"{si_value / 1e6:,.4g} km² to scale, not where it is",
    )
