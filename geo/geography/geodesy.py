"""The only module that makes distances, lengths and areas: all on the WGS 84 ellipsoid.

Planar work (buffers, squares) is done in an azimuthal-equidistant projection centred on the shape:
at 50° N the usual Web Mercator is 56 % long, this one is exact to 1 m in 100 km.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]

GEOD = Geod(ellps="WGS84")
CIRCLE_VERTICES = 72


def distance_m(*, lon: ArrayLike, lat: ArrayLike, to_lon: ArrayLike, to_lat: ArrayLike) -> Floats:
    """Return geodesic distances in metres between points given in degrees, element by element.

    >>> round(float(distance_m(lon=0, lat=0, to_lon=1, to_lat=0)))
    111319
    """
    one, two, three, four = np.broadcast_arrays(lon, lat, to_lon, to_lat)
    return np.asarray(GEOD.inv(one, two, three, four)[2], dtype=np.float64)


def bearing_deg(*, lon: float, lat: float, to_lon: float, to_lat: float) -> float:
    """Return the bearing at the first point towards the second, clockwise from north in 0..360.

    >>> bearing_deg(lon=36, lat=50, to_lon=36, to_lat=49)
    180.0
    """
    return float(GEOD.inv(lon, lat, to_lon, to_lat)[0] % 360)


def offset_point(*, lon: float, lat: float, bearing_deg: float, distance_m: float) -> tuple[float, float]:
    """Return (lon, lat) of the point at a bearing (degrees from north) and a distance in metres.

    >>> lon, lat = offset_point(lon=0, lat=0, bearing_deg=90, distance_m=111_319.49)
    >>> round(lon, 6), round(lat, 6)
    (1.0, 0.0)
    """
    to_lon, to_lat, _ = GEOD.fwd(lon, lat, bearing_deg, distance_m)
    return float(to_lon), float(to_lat)


def length_m(geometry: BaseGeometry) -> float:
    """Return the geodesic length of lines, 0 for points; for polygons the perimeter."""
    return float(GEOD.geometry_length(geometry)) if not geometry.is_empty else 0.0


@lru_cache(maxsize=256)
def area_m2(geometry: BaseGeometry) -> float:
    """Return the area on the ellipsoid; lines, points and holes count nothing.

    >>> round(area_m2(shapely.box(36, 50, 37, 51)) / 1e6)
    7892
    """
    return sum(
        abs(GEOD.geometry_area_perimeter(part)[0]) for part in polygons_of(shapely.orient_polygons(geometry))
    )


def polygons_of(geometry: BaseGeometry) -> tuple[Polygon, ...]:
    """Return the polygons of any geometry, collections included, without empty ones."""
    parts = shapely.get_parts(shapely.get_parts([geometry]))
    return tuple(part for part in parts if isinstance(part, Polygon) and not part.is_empty)


def lines_of(geometry: BaseGeometry) -> tuple[LineString, ...]:
    """Return the lines of any geometry, collections included, without empty ones."""
    parts = shapely.get_parts(shapely.get_parts([geometry]))
    return tuple(part for part in parts if isinstance(part, LineString) and not part.is_empty)


def merged_polygons(geometries: Iterable[BaseGeometry]) -> MultiPolygon | Polygon:
    """Return the union of the polygons of ``geometries``."""
    parts = polygons_of(shapely.union_all([part for one in geometries for part in polygons_of(one)]))
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def circle(*, lon: float, lat: float, radius_m: float) -> Polygon:
    """Return the geodesic circle round a point as a polygon of 72 vertices."""
    bearings = np.linspace(360, 0, CIRCLE_VERTICES, endpoint=False)  # anticlockwise, as GeoJSON wants
    size = len(bearings)
    lons, lats, _ = GEOD.fwd(np.full(size, lon), np.full(size, lat), bearings, np.full(size, radius_m))
    return Polygon(np.column_stack([lons, lats]))


def buffered(geometry: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Return ``geometry`` widened by a distance in metres."""
    return in_metres(geometry, lambda flat: flat.buffer(distance_m, quad_segs=12))


def square(*, lon: float, lat: float, area_m2: float) -> Polygon:
    """Return a square of an area, upright, centred on a point."""
    half = float(np.sqrt(area_m2)) / 2
    made = in_metres(Point(lon, lat), lambda _: shapely.box(-half, -half, half, half))
    return polygons_of(made)[0]


def in_metres(geometry: BaseGeometry, change: Callable[[BaseGeometry], BaseGeometry]) -> BaseGeometry:
    """Apply ``change`` to ``geometry`` in metres round its centre, and return the result in degrees."""
    west, south, east, north = geometry.bounds
    # The centre is rounded so that neighbours share a projection: making one costs more than using it.
    centre = round((west + east) / 2, 1), round((south + north) / 2, 1)
    if geometry.geom_type == "Point":
        centre = west, south
    forward, inverse = _projection(*centre)
    flat = shapely.transform(geometry, forward)
    return shapely.transform(change(flat), inverse)


@lru_cache(maxsize=256)
def _projection(lon: float, lat: float) -> tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]:
    # What Transformer.from_crs makes of these two, without the 20 ms in which it looks them up.
    transformer = Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
        f" +step +proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84"
    )

    def run(points: Floats, direction: Any) -> Floats:  # noqa: ANN401 - pyproj's enum or its name
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1], direction=direction))

    return (lambda points: run(points, "FORWARD")), (lambda points: run(points, "INVERSE"))


def to_cartesian(lon: Floats, lat: Floats) -> Floats:
    """Return earth-centred x, y, z in metres of points on the ellipsoid, one row each."""
    sin_lat, cos_lat = np.sin(np.radians(lat)), np.cos(np.radians(lat))
    normal = GEOD.a / np.sqrt(1 - GEOD.es * sin_lat**2)
    flat = normal * cos_lat
    lon_rad = np.radians(lon)
    return np.column_stack([flat * np.cos(lon_rad), flat * np.sin(lon_rad), normal * (1 - GEOD.es) * sin_lat])
