"""Control of terrain that the user brings, as someone else's assessment on its own layer.

Frontline ships none and draws none: such files forbid passing on. Their polygons are never mixed
with claims; a claim is only told to lie inside, outside and how far from the edge.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import MultiPolygon

from geo.errors import LayerError
from geo.geography.geodesy import area_m2, distance_m, polygons_of
from geo.geography.nearest import LineSearch

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

    from geo.geography.geodesy import Floats
    from geo.settings import Settings

logger = logging.getLogger(__name__)

_DATE = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


class Control:
    """Polygons that a source says one side controls, on one date.

    Parameters
    ----------
    source
        Who says so, shown wherever the layer is; the file's name unless given.
    date
        The day it is about, ``None`` if neither given nor part of the file's name.
    geometry
        The polygons in EPSG:4326, valid and without overlaps.
    content_hash
        First 16 hex digits of the SHA-256 of the file.
    notices
        One line for each repair that was made.
    """

    def __init__(
        self,
        *,
        source: str,
        date: dt.date | None,
        geometry: MultiPolygon,
        content_hash: str,
        notices: tuple[str, ...] = (),
    ) -> None:
        """Take the polygons; see the class."""
        self.source = source
        self.date = date
        self.geometry = geometry
        self.content_hash = content_hash
        self.notices = notices
        shapely.prepare(geometry)

    @cached_property
    def area_m2(self) -> float:
        """Area on the ellipsoid."""
        return area_m2(self.geometry)

    @property
    def outline(self) -> str:
        """The polygons as GeoJSON text, from which ``restore_control`` makes them again."""
        return shapely.to_geojson(self.geometry)

    @cached_property
    def _edge(self) -> LineSearch:
        return LineSearch(self.geometry.boundary)

    def locate(self, *, lon: ArrayLike, lat: ArrayLike) -> ControlPositions:
        """Return whether places lie inside, and how far they are from the edge."""
        lons = np.atleast_1d(np.asarray(lon, dtype=float))
        lats = np.atleast_1d(np.asarray(lat, dtype=float))
        nearest = self._edge.nearest(lons, lats) if len(lons) else np.empty((0, 2))
        return ControlPositions(
            is_inside=shapely.contains_xy(self.geometry, lons, lats),
            edge_distance_m=distance_m(lon=lons, lat=lats, to_lon=nearest[:, 0], to_lat=nearest[:, 1]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPositions:
    """Where places lie to an area of control, one element each; distances are geodesic metres."""

    is_inside: NDArray[np.bool_]
    edge_distance_m: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChange:
    """What an area of control gained and lost between two dates, in EPSG:4326 and square metres."""

    earlier: dt.date | None
    later: dt.date | None
    gained: MultiPolygon
    lost: MultiPolygon
    gained_m2: float
    lost_m2: float

    @property
    def net_m2(self) -> float:
        """Gains less losses."""
        return self.gained_m2 - self.lost_m2


def load_control(
    path: Path, *, settings: Settings, date: dt.date | None = None, source: str | None = None
) -> Control:
    """Read polygons of control from a GeoJSON, KML or GeoPackage file, repairing what can be.

    Parameters
    ----------
    path
        The file; its name may hold the date as 20250330 or 2025-03-30.
    date, source
        Override what the file's name says.

    Raises
    ------
    LayerError
        If the file cannot be read, is too large, or has no usable polygon.
    """
    from geo.geography import control_files  # noqa: PLC0415 - a second to load, for those who have such files

    content = control_files.read_bytes(path, most_bytes=settings.max_control_bytes)
    polygons, notices = control_files.read_polygons(path, content)
    control = Control(
        source=source or source_in_name(path.stem),
        date=date or date_in_name(path.stem),
        geometry=polygons,
        content_hash=hashlib.sha256(content).hexdigest()[:16],
        notices=notices,
    )
    for notice in notices:
        logger.info("%s: %s", path.name, notice)
    return control


def restore_control(
    outline: str, *, source: str, date: dt.date | None, content_hash: str, notices: tuple[str, ...] = ()
) -> Control:
    """Return an area of control from its ``outline``.

    Raises
    ------
    LayerError
        If the text is no outline.
    """
    try:
        polygons = MultiPolygon(polygons_of(shapely.from_geojson(outline)))
    except shapely.errors.ShapelyError as error:
        msg = f"the outline of {source!r} is damaged; remove it and load its file again"
        raise LayerError(msg) from error
    return Control(source=source, date=date, geometry=polygons, content_hash=content_hash, notices=notices)


def date_in_name(name: str) -> dt.date | None:
    """Return the first day written in a file's name, ``None`` if there is none.

    >>> date_in_name("front_20250330.geojson")
    datetime.date(2025, 3, 30)
    """
    for year, month, day in _DATE.findall(name):
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def source_in_name(name: str) -> str:
    """Return a file's name without the day in it.

    >>> source_in_name("my_unit_20250330"), source_in_name("2025-03-30")
    ('my_unit', '2025-03-30')
    """
    return _DATE.sub("", name).strip(" _-.") or name


def compare_controls(one: Control, other: Control) -> ControlChange:
    """Return what changed from the earlier of two areas of control to the later.

    Raises
    ------
    LayerError
        If a date is missing or both are of one date.
    """
    if one.date is None or other.date is None or one.date == other.date:
        msg = f"cannot compare control of {one.date} and of {other.date}; give each file its own date"
        raise LayerError(msg)
    earlier, later = sorted((one, other), key=lambda control: control.date or dt.date.min)
    gained = MultiPolygon(polygons_of(shapely.difference(later.geometry, earlier.geometry)))
    lost = MultiPolygon(polygons_of(shapely.difference(earlier.geometry, later.geometry)))
    return ControlChange(
        earlier=earlier.date,
        later=later.date,
        gained=gained,
        lost=lost,
        gained_m2=area_m2(gained),
        lost_m2=area_m2(lost),
    )
