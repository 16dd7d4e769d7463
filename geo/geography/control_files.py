"""Reading polygons out of files that users have: damaged rings, swapped axes, wrong systems and all.

What can be put right is, with a notice; what cannot is refused in one line. The file's first bytes
decide its format, not its name: GDAL would open other files that a disguised one points to.
"""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry import MultiPolygon, Polygon

from geo.errors import LayerError
from geo.geography.geodesy import polygons_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.geography.geodesy import Floats

REGION = (18.0, 42.0, 55.0, 62.0)
"""Longitudes and latitudes that files about this war cover; used to see swapped axes."""

HALF_EARTH_M = 20_037_508.35
"""Half the width of Web Mercator: numbers beyond 180 and within this are its metres."""

MOST_VERTICES = 3_000_000
_HEAD = 4096

Notices = list[str]


def read_bytes(path: Path, *, most_bytes: int) -> bytes:
    """Return the content of a file.

    Raises
    ------
    LayerError
        If it is missing, empty or larger than ``most_bytes``.
    """
    try:
        size = path.stat().st_size
        if size > most_bytes:
            msg = f"{path.name!r} has {size / 1e6:.0f} MB; load at most {most_bytes / 1e6:.0f} MB of control"
            raise LayerError(msg)
        content = path.read_bytes()
    except OSError as error:
        msg = f"cannot read {path.name!r}: {error.strerror}; choose a GeoJSON, KML or GeoPackage file"
        raise LayerError(msg) from error
    if not content.strip():
        msg = f"{path.name!r} is empty; choose a file with polygons"
        raise LayerError(msg)
    return content


def read_polygons(path: Path, content: bytes) -> tuple[MultiPolygon, tuple[str, ...]]:
    """Return the polygons of a file in EPSG:4326, merged and valid, and what had to be repaired.

    Raises
    ------
    LayerError
        If the format is not known, or nothing usable is in it.
    """
    notices: Notices = []
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        shapes, crs = _read_geojson(path, content, notices)
    elif head.startswith(b"SQLite format 3\x00") or (head.startswith(b"<") and b"<kml" in head):
        shapes, crs = _read_with_gdal(path, content)
    else:
        msg = f"{path.name!r} is no GeoJSON, KML or GeoPackage file; convert it to one of them"
        raise LayerError(msg)
    polygons = _only_polygons(path, shapes, notices)
    polygons = _in_degrees(path, polygons, crs, notices)
    polygons = _in_region(path, polygons, notices)
    return _sound(path, polygons, notices), tuple(notices)


def _read_geojson(path: Path, content: bytes, notices: Notices) -> tuple[list[BaseGeometry], CRS | None]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        msg = f"{path.name!r} is no valid JSON; export it again as GeoJSON"
        raise LayerError(msg) from error
    shapes: list[BaseGeometry] = []
    dropped = 0
    for polygon in _polygon_coordinates(value):
        made = _make_polygon(polygon)
        if made is None:
            dropped += 1
        else:
            shapes.append(made)
    if dropped:
        notices.append(f"{dropped} polygon{'s' if dropped > 1 else ''} with too few points left out")
    return shapes, _named_crs(value)


def _polygon_coordinates(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON at all
    """Return the coordinates of all polygons in a GeoJSON value, however nested."""
    found: list[Any] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if not isinstance(item, dict):
            continue
        kind, coordinates = item.get("type"), item.get("coordinates")
        if kind == "Polygon" and isinstance(coordinates, list):
            found.append(coordinates)
        elif kind == "MultiPolygon" and isinstance(coordinates, list):
            found.extend(coordinates)
        for key in ("features", "geometries"):
            inner = item.get(key)
            waiting.extend(inner if isinstance(inner, list) else [])
        waiting.append(item.get("geometry"))
    return found


def _make_polygon(rings: Any) -> Polygon | None:  # noqa: ANN401 - any JSON at all
    """Return a polygon, closing its rings; ``None`` if the outer one is no ring."""
    usable = (
        [ring for ring in rings if isinstance(ring, list) and len(ring) >= 3]
        if isinstance(rings, list)
        else []
    )
    if not usable or usable[0] is not rings[0]:
        return None
    try:
        return Polygon(usable[0], usable[1:])
    except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError):
        return None


def _named_crs(value: Any) -> CRS | None:  # noqa: ANN401 - any JSON at all
    """Return the system named by an old-style "crs" member; GeoJSON without one is EPSG:4326."""
    member = value.get("crs") if isinstance(value, dict) else None
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        return None
    try:
        return CRS.from_user_input(name)
    except CRSError:
        return None


def _read_with_gdal(path: Path, content: bytes) -> tuple[list[BaseGeometry], CRS | None]:
    # A copy with the suffix of its true format: GDAL minds the name, users upload under any.
    suffix = ".gpkg" if content.startswith(b"SQLite") else ".kml"
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / f"control{suffix}"
            copy.write_bytes(content)
            frames = [
                pyogrio.read_dataframe(copy, layer=name)
                for name, kind in pyogrio.list_layers(copy)
                if kind is not None
            ]
    except (DataSourceError, DataLayerError, ValueError, RuntimeError) as error:
        msg = f"{path.name!r} cannot be read; export it again as GeoJSON, KML or GeoPackage"
        raise LayerError(msg) from error
    frames = [frame for frame in frames if isinstance(frame, gpd.GeoDataFrame) and len(frame)]
    systems = {frame.crs for frame in frames}
    if len(systems) > 1:
        frames = [frame.to_crs(4326) if frame.crs else frame for frame in frames]
    shapes = [shape for frame in frames for shape in frame.geometry if shape is not None]
    return shapes, frames[0].crs if frames else None


def _only_polygons(path: Path, shapes: list[BaseGeometry], notices: Notices) -> list[Polygon]:
    polygons = [part for shape in shapes for part in polygons_of(shape)]
    others = sum(1 for shape in shapes if not polygons_of(shape))
    if not polygons:
        msg = f"{path.name!r} has no polygons; load a layer of areas, not of lines or points"
        raise LayerError(msg)
    if others:
        notices.append(f"{others} shapes that are no polygons left out")
    if int(shapely.get_num_coordinates(polygons).sum()) > MOST_VERTICES:
        msg = f"{path.name!r} has more than {MOST_VERTICES:,} vertices; simplify it first"
        raise LayerError(msg)
    if bool(shapely.has_z(polygons).any()):
        polygons = list(shapely.force_2d(polygons))
        notices.append("heights left out")
    if not math.isfinite(float(shapely.get_coordinates(polygons).sum())):
        msg = f"{path.name!r} has coordinates that are no numbers; export it again"
        raise LayerError(msg)
    return polygons


def _in_degrees(path: Path, polygons: list[Polygon], crs: CRS | None, notices: Notices) -> list[Polygon]:
    """Return the polygons in EPSG:4326; metres without a system are taken for Web Mercator."""
    west, south, east, north = shapely.total_bounds(polygons)
    widest = max(abs(west), abs(east), abs(south), abs(north))
    if (crs is None or crs.is_geographic) and widest > 180:
        if widest > HALF_EARTH_M:
            msg = f"{path.name!r} has coordinates up to {widest:.0f}; export it in EPSG:4326"
            raise LayerError(msg)
        crs = CRS.from_epsg(3857)
        notices.append("coordinates in metres without a stated system, read as Web Mercator (EPSG:3857)")
    elif crs is None or crs.to_epsg() == 4326 or crs.to_authority() == ("OGC", "CRS84"):
        return polygons
    else:
        notices.append(f"converted from {crs.name}")
    transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)

    def to_degrees(points: Floats) -> Floats:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1], errcheck=True))

    try:
        moved = shapely.transform(polygons, to_degrees)
    except ProjError as error:
        msg = f"{path.name!r} cannot be converted from {crs.name}; export it in EPSG:4326"
        raise LayerError(msg) from error
    return list(moved)


def _in_region(path: Path, polygons: list[Polygon], notices: Notices) -> list[Polygon]:
    """Return the polygons with longitude first, swapping the axes where only that makes sense."""
    region = shapely.box(*REGION)
    bounds = shapely.box(*shapely.total_bounds(polygons))
    swapped = shapely.transform(bounds, lambda points: points[:, ::-1])
    if not region.intersects(bounds) and region.contains(swapped):
        notices.append("latitude stood before longitude; swapped")
        return list(shapely.transform(polygons, lambda points: points[:, ::-1]))
    west, south, east, north = bounds.bounds
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        msg = f"{path.name!r} has latitudes beyond 90°; export it in EPSG:4326 with longitude first"
        raise LayerError(msg)
    if not region.intersects(bounds):
        notices.append("lies outside the region of the border")
    return polygons


def _sound(path: Path, polygons: list[Polygon], notices: Notices) -> MultiPolygon:
    """Return the polygons valid and without overlaps."""
    broken = int((~shapely.is_valid(polygons)).sum())
    mended = shapely.make_valid(polygons, method="structure", keep_collapsed=False) if broken else polygons
    whole = MultiPolygon(polygons_of(shapely.union_all(list(mended))))
    if whole.is_empty:
        msg = f"{path.name!r} has no polygon with an area; choose another file"
        raise LayerError(msg)
    if broken:
        notices.append(f"{broken} invalid polygon{'s' if broken > 1 else ''} repaired")
    return whole
