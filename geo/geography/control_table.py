"""Files of control as a user names them, and what they hold and how they differ as rows to print."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from geo.errors import ExportError, LayerError
from geo.geography.control import compare_controls, load_control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geography.control import Control
    from geo.settings import Settings


def read_controls(names: Sequence[str], *, settings: Settings) -> list[Control]:
    """Return the files by date, those without one first; ``FILE@YYYY-MM-DD`` states the date.

    Raises
    ------
    LayerError
        If one cannot be read, or what follows the last "@" of a file that does not exist is no date.
    """
    controls = [read_control(name, settings) for name in names]
    return sorted(controls, key=lambda control: (control.date or dt.date.min, control.source))


def read_control(name: str, settings: Settings) -> Control:
    """Return the file that ``name`` means; raises as ``read_controls`` does."""
    path, day = split_date(name)
    if day is None:
        return load_control(path, settings=settings)
    try:
        date = dt.date.fromisoformat(day)
    except ValueError as error:
        msg = f"{day!r} after {path.name!r} is no date; write FILE@YYYY-MM-DD"
        raise LayerError(msg) from error
    return load_control(path, settings=settings, date=date)


def split_date(name: str) -> tuple[Path, str | None]:
    """Return the path and what follows the last "@", ``None`` where a file is called so or there is none.

    >>> split_date("unit.kml@2025-03-30")[1], split_date("unit.kml")[1]
    ('2025-03-30', None)
    """
    path, at, day = name.rpartition("@")
    return (Path(name), None) if not at or Path(name).exists() else (Path(path), day)


def describe_controls(controls: Sequence[Control]) -> list[dict[str, Any]]:
    """Return a row per file, in order of date, with what was gained and lost since the one before it.

    Columns: ``source``, ``date``, ``area_km2``, ``polygons``, ``gained_km2``, ``lost_km2``,
    ``net_km2``, ``since``, ``hash``; the changes are ``None`` for the first and for files without a
    date of their own.
    """
    earlier = [None, *controls]
    return [_row(control, before) for before, control in zip(earlier, controls, strict=False)]


def _row(control: Control, before: Control | None) -> dict[str, Any]:
    is_later = before is not None and None not in {before.date, control.date} and before.date != control.date
    change = compare_controls(before, control) if before is not None and is_later else None
    return {
        "source": control.source,
        "date": None if control.date is None else control.date.isoformat(),
        "area_km2": round(control.area_m2 / 1e6, 2),
        "polygons": len(control.geometry.geoms),
        "gained_km2": None if change is None else round(change.gained_m2 / 1e6, 2),
        "lost_km2": None if change is None else round(change.lost_m2 / 1e6, 2),
        "net_km2": None if change is None else round(change.net_m2 / 1e6, 2),
        "since": None if change is None or change.earlier is None else change.earlier.isoformat(),
        "hash": control.content_hash,
    }


def write_changes(controls: Sequence[Control], path: Path) -> Path:
    """Write what was gained and lost from each date to the next as GeoJSON, and return the path.

    Raises
    ------
    LayerError
        If there are not two dates to compare.
    ExportError
        If the file cannot be written.
    """
    if len(controls) < 2:
        msg = "only one file of control; give two of different dates to write what changed"
        raise LayerError(msg)
    features = []
    for before, control in pairwise(controls):
        change = compare_controls(before, control)
        for kind, geometry, area in (
            ("gained", change.gained, change.gained_m2),
            ("lost", change.lost, change.lost_m2),
        ):
            properties = {
                "change": kind,
                "since": str(change.earlier),
                "until": str(change.later),
                "area_km2": round(area / 1e6, 3),
                "sources": f"{before.source}; {control.source}",
            }
            features.append(
                {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(geometry)}
            )
    try:
        path.write_text(
            json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n",
            encoding="utf-8",
        )
    except OSError as error:
        msg = f"Cannot write {path.name!r} ({error.strerror}); choose another folder with -o"
        raise ExportError(msg) from error
    return path
