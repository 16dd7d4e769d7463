"""Places as geopy describes them: the one spot where longitude and latitude change places."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from geo.toponyms.names import fold

if TYPE_CHECKING:
    from geopy.location import Location

    from geo.models import Place


def lies_in(place: Place, context: str) -> bool:
    """Tell whether a place lies in an oblast, raion or country as a query names it."""
    wanted = fold(context)
    parts = (place.admin1, place.admin2, place.country)
    return any(part is not None and (fold(part) in wanted or wanted in fold(part)) for part in parts)


def as_location(place: Place, **further: object) -> Location:
    """Return a place as geopy describes one: address, (latitude, longitude), and the raw record."""
    # Only those who ask for geopy's forms wait the quarter of a second it takes to load.
    from geopy.location import Location  # noqa: PLC0415
    from geopy.point import Point  # noqa: PLC0415

    address = ", ".join(part for part in (place.name, place.admin2, place.admin1, place.country) if part)
    raw = {field.name: getattr(place, field.name) for field in fields(place) if field.init} | further
    return Location(address, Point(place.lat, place.lon), raw)
