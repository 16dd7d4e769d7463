"""Distances from the border for names and positions typed by a user, as rows to print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from geo.models import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geography.border import Border
    from geo.models import Place

NEAREST_M = 30_000.0
MOST_CHOICES = 6
SAME_SHARE = 0.95
"""Matches this close to the best one are asked about, not chosen from."""

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_POSITION = re.compile(rf"\s*({_NUMBER})\s*[,;\s]\s*({_NUMBER})\s*")
_WORD = {Side.UA: "Ukraine", Side.RU: "Russia", Side.OTHER: "another country"}

Row = dict[str, Any]


class Match(Protocol):
    """A place found by name, as the gazetteer gives it."""

    @property
    def place(self) -> Place:
        """The place."""
        ...

    @property
    def quality(self) -> float:
        """How well the name fits, 0..1."""
        ...


class Lookup(Protocol):
    """What this module needs of a gazetteer."""

    def find(self, name: str, *, fuzzy: bool = False) -> Sequence[Match]:
        """Return the places a name may mean, best first."""
        ...

    def near(
        self, *, lon: float, lat: float, radius_m: float, limit: int = 10
    ) -> Sequence[tuple[Place, float]]:
        """Return the places within a radius with their distances, nearest first."""
        ...


def describe_distances(
    places: Sequence[str], *, border: Border, gazetteer: Lookup
) -> tuple[list[Row], list[str]]:
    """Return one row per place, and one line per place that could not be measured.

    Parameters
    ----------
    places
        Names, or positions as ``LON,LAT`` in degrees. "Name, Oblast" or "Name, District" tells
        namesakes apart.

    Returns
    -------
    tuple
        Rows with ``place``, ``lon``, ``lat``, ``distance_km``, ``uncertainty_km``, ``side``,
        ``nearest_lon``, ``nearest_lat`` (the border point), ``nearest_settlement``,
        ``nearest_settlement_km`` and ``border``; ``uncertainty_km`` is ``None`` for a position.
    """
    rows, problems = [], []
    for text in places:
        found = _read(text, gazetteer)
        if isinstance(found, str):
            problems.append(found)
        else:
            label, lon, lat, uncertainty_m, own_id = found
            rows.append(_row(label, (lon, lat), uncertainty_m, own_id, border=border, gazetteer=gazetteer))
    return rows, problems


_Found = tuple[str, float, float, float | None, str | None]


def _read(text: str, gazetteer: Lookup) -> _Found | str:
    position = _POSITION.fullmatch(text)
    if position is not None:
        lon, lat = float(position[1]), float(position[2])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            return (
                f"{text!r} is no position; give longitude, then latitude, in degrees, such as 36.588,50.597"
            )
        return f"{lon:g},{lat:g}", lon, lat, None, None
    name, _, region = (part.strip() for part in text.partition(","))
    matches = [match for match in gazetteer.find(name) if _is_in(match.place, region)]
    settlements = [match for match in matches if match.place.is_settlement]
    if not settlements:
        kind = "is no settlement; only settlements are measured" if matches else "is not in the gazetteer"
        return f"{text!r} {kind}; check the spelling or give LON,LAT"
    chosen = _choose(settlements, name)
    if isinstance(chosen, str):
        return f"{text!r} may be {chosen}; add the oblast or the district after a comma, or give LON,LAT"
    return _label(chosen), chosen.lon, chosen.lat, chosen.uncertainty_m, chosen.id


def _is_in(place: Place, region: str) -> bool:
    wanted = region.casefold().removesuffix("oblast").strip()
    names = (place.admin1, place.admin2, place.country)
    return not wanted or any(wanted == (name or "").casefold() for name in names)


def _choose(matches: Sequence[Match], name: str) -> Place | str:
    """Return the one place meant, or the choices in words.

    A place that is called just so goes before those that may be spelt so. A city ten times as large
    as every namesake is meant by its bare name; of villages none is.
    """
    exact = [match for match in matches if _is_called(match.place, name)]
    matches = exact or matches
    best = max(match.quality for match in matches)
    places = list(
        {match.place.id: match.place for match in matches if match.quality >= best * SAME_SHARE}.values()
    )
    if len(places) == 1:
        return places[0]
    places.sort(key=lambda place: -(place.population or 0))
    largest, second = (place.population or 0 for place in places[:2])
    if largest >= 5_000 and largest >= 10 * second:
        return places[0]
    shown = [_full_label(place) for place in places[:MOST_CHOICES]]
    more = len(places) - len(shown)
    return " or ".join(shown) + (f" or {more} more" if more else "")


def _label(place: Place) -> str:
    return f"{place.name}, {place.admin1}" if place.admin1 else place.name


def _is_called(place: Place, name: str) -> bool:
    names = (place.name, place.name_uk, place.name_ru)
    return any(name.casefold() == (one or "").casefold() for one in names)


def _full_label(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.admin2, place.admin1) if part)


def _row(
    label: str,
    position: tuple[float, float],
    uncertainty_m: float | None,
    own_id: str | None,
    *,
    border: Border,
    gazetteer: Lookup,
) -> Row:
    lon, lat = position
    measured = border.measure(lon=lon, lat=lat)
    side = measured.side[0]
    around = gazetteer.near(lon=lon, lat=lat, radius_m=NEAREST_M, limit=30)
    nearest = next(
        ((place, metres) for place, metres in around if place.is_settlement and place.id != own_id),
        None,
    )
    return {
        "place": label,
        "lon": lon,
        "lat": lat,
        "distance_km": round(float(measured.distance_m[0]) / 1000, 2),
        "uncertainty_km": None if uncertainty_m is None else round(uncertainty_m / 1000, 2),
        "side": None if side is None else _WORD[side],
        "nearest_lon": round(float(measured.nearest_lon[0]), 5),
        "nearest_lat": round(float(measured.nearest_lat[0]), 5),
        "nearest_settlement": _label(nearest[0]) if nearest else None,
        "nearest_settlement_km": round(nearest[1] / 1000, 2) if nearest else None,
        "border": f"{border.name} {border.content_hash}",
    }
