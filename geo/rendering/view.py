"""The extent a static map shows: a Lambert conformal conic around what is to be seen.

Inside a few hundred kilometres that projection keeps shapes and keeps lengths within a fraction of
a percent, so one scale bar is true all over the picture; Web Mercator would be 56 % long at 50° N.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import CRS, Geod, Transformer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike
    from shapely.geometry.base import BaseGeometry

MIN_WIDTH_M = 60_000.0
"""Least width of a view: closer, the basemap has nothing more to show."""

MARGIN = 0.12
"""Share of the extent that is added on each side, so that labels find room."""

THEATRE = (30.0, 46.0, 41.0, 53.0)
"""Shown when there is nothing else to show: west, south, east, north in degrees."""

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A map extent: ``bounds`` are west, south, east, north in metres of ``crs``."""

    crs: CRS
    bounds: tuple[float, float, float, float]

    @property
    def width_m(self) -> float:
        """Width of the view in metres of the projection."""
        return self.bounds[2] - self.bounds[0]

    @property
    def height_m(self) -> float:
        """Height of the view in metres of the projection."""
        return self.bounds[3] - self.bounds[1]

    @property
    def box(self) -> shapely.Polygon:
        """The view as a polygon in ``crs``."""
        return shapely.box(*self.bounds)

    @property
    def outline(self) -> shapely.Polygon:
        """The view as a polygon in degrees, its sides as bent as they are on the globe."""
        ring = shapely.segmentize(self.box, self.width_m / 40)
        inverse = _between(self.crs, is_inverse=True)
        return shapely.transform(ring, lambda xy: np.column_stack(inverse.transform(xy[:, 0], xy[:, 1])))

    def lonlat_box(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north in degrees of a box that holds the view."""
        return _between(self.crs, is_inverse=True).transform_bounds(*self.bounds, densify_pts=21)

    def project(self, lon: ArrayLike, lat: ArrayLike) -> tuple[Any, Any]:
        """Return x and y in metres of ``crs`` of positions in degrees, numbers for numbers."""
        x, y = _between(self.crs).transform(lon, lat)
        return x, y

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """Return longitude and latitude of a point in metres of ``crs``."""
        lon, lat = _between(self.crs, is_inverse=True).transform(x, y)
        return lon, lat

    def project_shape(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in EPSG:4326 in metres of ``crs``."""
        return shapely.transform(geometry, lambda at: np.column_stack(self.project(at[:, 0], at[:, 1])))

    def scale_error(self, length_m: float) -> float:
        """Return by what share a bar of ``length_m`` at the lower left is off the geodesic.

        >>> abs(make_view([shapely.box(34, 50, 37, 52)], aspect=1.6).scale_error(25_000)) < 0.01
        True
        """
        x, y = self.bounds[0] + 0.05 * self.width_m, self.bounds[1] + 0.05 * self.height_m
        lon1, lat1 = self.unproject(x, y)
        lon2, lat2 = self.unproject(x + length_m, y)
        return float(length_m / _GEOD.inv(lon1, lat1, lon2, lat2)[2] - 1.0)


def make_view(geometries: Iterable[BaseGeometry], *, aspect: float, margin: float = MARGIN) -> View:
    """Return the view that shows all ``geometries`` with a margin on each side.

    Parameters
    ----------
    geometries
        In EPSG:4326, ``lon, lat``; without any, the view shows the whole theatre.
    aspect
        Width over height of the picture; the shorter side of the extent is widened to fit.
    margin
        Share of the extent that is added on each side.
    """
    shapes = [shape for shape in geometries if shape is not None and not shape.is_empty]
    west, south, east, north = shapely.total_bounds(shapes) if shapes else THEATRE
    crs = _conic(west, south, east, north)
    left, bottom, right, top = _between(crs).transform_bounds(west, south, east, north, densify_pts=21)
    width = max((right - left) * (1 + 2 * margin), MIN_WIDTH_M)
    height = max((top - bottom) * (1 + 2 * margin), MIN_WIDTH_M / aspect)
    width, height = max(width, height * aspect), max(height, width / aspect)
    x, y = (left + right) / 2, (bottom + top) / 2
    return View(crs=crs, bounds=(x - width / 2, y - height / 2, x + width / 2, y + height / 2))


# Finding the way between two systems takes far longer than going it.
@lru_cache(maxsize=16)
def _between(crs: CRS, *, is_inverse: bool = False) -> Transformer:
    if is_inverse:
        return Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


def _conic(west: float, south: float, east: float, north: float) -> CRS:
    """Return the conic whose standard parallels lie a sixth inside the extent (a usual rule)."""
    inset = max((north - south) / 6, 0.05)
    return CRS.from_dict(
        {
            "proj": "lcc",
            "lat_0": (south + north) / 2,
            "lon_0": (west + east) / 2,
            "lat_1": south + inset,
            "lat_2": north - inset if north - inset > south + inset else south + 2 * inset,
            "datum": "WGS84",
            "units": "m",
        }
    )
