"""Oblasts as polygons: where "in Belgorod Oblast" is, never as a point.

Only the outline of a whole oblast is shipped. A district, or an oblast far from the front, is given
as the circle of its gazetteer entry cut by what does have an outline, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import shapely

from geo.errors import LayerError
from geo.geography.border import read_layer, read_outline
from geo.geography.geodesy import circle, merged_polygons, polygons_of

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.models import Place
    from geo.settings import Settings

LARGEST_CIRCLE_M = 200_000.0
"""Beyond this a circle says nothing a reader can use: the claim stays off the map."""

DRAWN_TOLERANCE_DEG = 0.003
"""Claims carry outlines simplified to 0.3 km, a fifth of the least positional error, so that an
extract of many claims about one oblast stays small."""

NO_OBLASTS = frozenset({"Crimea", "Krasnodar", "Donbas"})

REGIONS = {"Donbas": ("Donetsk", "Luhansk")}
"""Regions whose name means whole oblasts; others, such as Polissia, have no agreed outline."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """An outline in EPSG:4326 with its names and how far its inland lines may be off, in metres.

    ``exact`` is the outline as shipped, ending on the border; ``drawn`` is one simplified already.
    """

    name: str
    name_uk: str
    name_ru: str
    country: str
    exact: BaseGeometry
    positional_error_m: float
    method: str
    drawn: BaseGeometry | None = None

    @cached_property
    def polygon(self) -> BaseGeometry:
        """The outline simplified for drawing, made for the few areas that an article names."""
        return _for_drawing(self.exact) if self.drawn is None else self.drawn

    @property
    def label(self) -> str:
        """What to call it in a sentence: "Belgorod Oblast", "Crimea"."""
        return self.name if self.method.startswith("circle") else _label(self.name)


class Areas:
    """The oblasts around the front, by name and by position."""

    def __init__(self, areas: tuple[Area, ...], *, content_hash: str) -> None:
        """Take the areas; ``content_hash`` is that of their file."""
        self.areas = areas
        self.content_hash = content_hash
        self._by_name = {(area.country, area.name.casefold()): area for area in areas}
        self.polygon = lru_cache(maxsize=512)(self._find_polygon)
        for area in areas:
            shapely.prepare(area.exact)

    def polygon_by_name(self, name: str, *, country: str | None = None) -> Area | None:
        """Return the oblast of an English name without the word Oblast, ``None`` if not shipped.

        Donbas means both its oblasts.
        """
        if name in REGIONS:
            return self._joined(name)
        for (code, key), area in self._by_name.items():
            if key == name.casefold() and country in {None, code}:
                return area
        return None

    def _find_polygon(self, place: Place) -> Area | None:
        """Return the outline of an oblast, district or region; ``None`` for countries and seas.

        A place without a shipped outline becomes the circle that holds it, cut by its oblast.
        """
        if place.is_settlement or place.feature_code.startswith(("PCL", "SEA", "STM", "BDRY")):
            return None
        if place.feature_code == "ADM1" and place.admin1:
            found = self.polygon_by_name(place.admin1, country=place.country)
        else:
            found = self.polygon_by_name(place.name) if place.name in REGIONS else None
        return found or self._circle(place)

    def containing(self, *, lon: float, lat: float) -> Area | None:
        """Return the oblast that holds a point, ``None`` outside those shipped."""
        return next((area for area in self.areas if shapely.contains_xy(area.exact, lon, lat)), None)

    def _circle(self, place: Place) -> Area | None:
        if place.uncertainty_m > LARGEST_CIRCLE_M or place.feature_code in {"RGN", "AREA"}:
            return None
        outline: BaseGeometry = circle(lon=place.lon, lat=place.lat, radius_m=place.uncertainty_m)
        method = f"circle that holds {place.name}"
        oblast = self.polygon_by_name(place.admin1 or "", country=place.country)
        if oblast is not None and polygons_of(shapely.intersection(outline, oblast.polygon)):
            outline = merged_polygons([shapely.intersection(outline, oblast.polygon)])
            method = f"circle that holds {place.name}, within {oblast.label}"
        return Area(
            name=place.name,
            name_uk=place.name_uk or place.name,
            name_ru=place.name_ru or place.name,
            country=place.country or "",
            drawn=outline,
            exact=outline,
            positional_error_m=place.uncertainty_m,
            method=method,
        )

    def _joined(self, name: str) -> Area | None:
        parts = [area for part in REGIONS[name] if (area := self.polygon_by_name(part))]
        if not parts:
            return None
        return Area(
            name=name,
            name_uk="Донбас",
            name_ru="Донбасс",
            country=parts[0].country,
            drawn=merged_polygons(part.polygon for part in parts),
            exact=merged_polygons(part.exact for part in parts),
            positional_error_m=max(part.positional_error_m for part in parts),
            method=f"outline of {' and '.join(part.label for part in parts)}",
        )


def _label(name: str) -> str:
    return name if name in NO_OBLASTS else f"{name} Oblast"


def load_areas(settings: Settings) -> Areas:
    """Return the shipped oblasts.

    Raises
    ------
    LayerError
        If the file is missing or damaged.
    """
    return _load(settings.data_dir / "boundaries" / "oblasts.geojson")


@lru_cache(maxsize=4)
def _load(path: Path) -> Areas:
    layer, digest = read_layer(path)
    try:
        areas = tuple(_area(feature) for feature in layer["features"])
    except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        msg = f"the oblasts in {path.name!r} are damaged; run data/build_boundaries.py"
        raise LayerError(msg) from error
    return Areas(areas, content_hash=digest)


def _area(feature: dict[str, dict[str, str]]) -> Area:
    names, exact = feature["properties"], read_outline(feature["geometry"])
    return Area(
        name=names["name"],
        name_uk=names["name_uk"],
        name_ru=names["name_ru"],
        country=names["country"],
        exact=exact,
        positional_error_m=float(names["positional_error_m"]),
        method=f"outline of {_label(names['name'])}",
    )


def _for_drawing(exact: BaseGeometry) -> BaseGeometry:
    parts = polygons_of(shapely.simplify(exact, DRAWN_TOLERANCE_DEG))
    largest = max(part.area for part in parts)
    # Islets of a thousandth of the oblast cannot be seen at the scale of a claim about all of it.
    return merged_polygons(part for part in parts if part.area > largest / 1000)
