"""The offline basemap of the static figure: land, water, rivers, oblasts, border and towns.

All layers come from the shipped data, so that a picture never waits for a tile server.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from geo.errors import LayerError

if TYPE_CHECKING:
    from pathlib import Path

    from geo.rendering.view import View

CITY = 100_000
QUARTER_KM = 5.0
"""A place of fewer people this near the middle of a city is one of its quarters."""

KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town for orientation, with its names by language; ``rank`` 1 is the largest."""

    name: str
    names: dict[str, str]
    lon: float
    lat: float
    population: int
    is_seat: bool

    @property
    def rank(self) -> int:
        """1 for oblast seats and cities over 250,000, 2 over 50,000, 3 over 15,000, else 4."""
        if self.is_seat or self.population >= 250_000:
            return 1
        return 2 if self.population >= 50_000 else 3 if self.population >= 15_000 else 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Basemap:
    """The layers as GeoDataFrames in EPSG:4326, and the towns, largest first.

    ``countries`` has ``country`` (ISO code); ``oblasts`` has ``name``, ``name_uk``, ``name_ru`` and
    ``country``.
    """

    land: gpd.GeoDataFrame
    water: gpd.GeoDataFrame
    rivers: gpd.GeoDataFrame
    countries: gpd.GeoDataFrame
    oblasts: gpd.GeoDataFrame
    border: gpd.GeoDataFrame
    towns: tuple[Town, ...]


@lru_cache(maxsize=2)
def load_basemap(data_dir: Path) -> Basemap:
    """Read the basemap below ``data_dir``.

    Raises
    ------
    LayerError
        If a layer is missing or has no CRS.
    """
    boundaries, basemap = data_dir / "boundaries", data_dir / "basemap"
    return Basemap(
        land=_layer(basemap / "land.geojson"),
        water=_layer(basemap / "water.geojson"),
        rivers=_layer(basemap / "rivers.geojson"),
        countries=_layer(boundaries / "countries.geojson"),
        oblasts=_layer(boundaries / "oblasts.geojson"),
        border=_layer(boundaries / "border.geojson"),
        towns=_towns(data_dir / "gazetteer" / "cities.csv"),
    )


def clip_to_view(layer: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the part of ``layer`` inside ``view``, projected to the view's CRS.

    Clipped twice: by degrees, so that a continent is not projected for a village, then by the view.
    """
    west, south, east, north = view.lonlat_box()
    pad_x, pad_y = (east - west) * 0.1, (north - south) * 0.1
    near = layer.clip((west - pad_x, south - pad_y, east + pad_x, north + pad_y))
    return near.to_crs(view.crs).clip(view.box)


def _layer(path: Path) -> gpd.GeoDataFrame:
    if not path.is_file():
        msg = f"basemap layer {path.name!r} is missing from {path.parent}; install Frontline again"
        raise LayerError(msg)
    return gpd.read_file(path)


def _towns(path: Path) -> tuple[Town, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        towns = [
            Town(
                name=row["name"],
                names={
                    "en": row["name"],
                    "uk": row["name_uk"] or row["name"],
                    "ru": row["name_ru"] or row["name"],
                },
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                population=int(row["population"] or 0),
                is_seat=row["feature_code"] in {"PPLA", "PPLC"},
            )
            for row in csv.DictReader(file)
            # A quarter of a city is no town to find one's way by.
            if row["country"] in {"UA", "RU", "BY"} and row["feature_code"] != "PPLX"
        ]
    return tuple(sorted(_without_quarters(towns), key=lambda town: (town.rank, -town.population, town.name)))


def _without_quarters(towns: list[Town]) -> list[Town]:
    """Return ``towns`` without those in the middle of a larger one, which GeoNames calls towns as well."""
    lon = np.array([town.lon for town in towns])
    lat = np.array([town.lat for town in towns])
    people = np.array([town.population for town in towns])
    hidden = np.zeros(len(towns), dtype=bool)
    for index in np.flatnonzero(people >= CITY):
        east = (lon - lon[index]) * np.cos(np.radians(lat[index])) * KM_PER_DEGREE
        north = (lat - lat[index]) * KM_PER_DEGREE
        hidden |= (np.hypot(east, north) < QUARTER_KM) & (people < people[index])
    return [town for town, is_hidden in zip(towns, hidden, strict=True) if not is_hidden]
