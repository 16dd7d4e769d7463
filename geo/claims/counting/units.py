"""Units of reported quantities and their SI values.

A table of twenty rows stands where pint could: importing pint and building its registry takes
about a second, more than reading the five bundled articles, and nothing here needs its algebra.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """What kind of thing a unit measures."""

    LENGTH = "length"
    AREA = "area"
    TIME = "time"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: its code as the contract writes it, and how many SI units it holds."""

    code: str
    dimension: Dimension
    factor: float
    si: str


def _rows(dimension: Dimension, si: str, factors: dict[str, float]) -> dict[str, Unit]:
    return {
        code: Unit(code=code, dimension=dimension, factor=factor, si=si) for code, factor in factors.items()
    }


# Feet, yards, miles and acres are the international ones of 1959; a month is a twelfth of a Julian year.
UNITS: dict[str, Unit] = {
    **_rows(
        Dimension.LENGTH,
        "m",
        {"m": 1.0, "km": 1000.0, "mi": 1609.344, "nmi": 1852.0, "ft": 0.3048, "yd": 0.9144},
    ),
    **_rows(
        Dimension.AREA,
        "m2",
        {"m2": 1.0, "km2": 1e6, "mi2": 2589988.110336, "ha": 1e4, "acre": 4046.8564224},
    ),
    **_rows(
        Dimension.TIME,
        "s",
        {
            "s": 1.0,
            "min": 60.0,
            "h": 3600.0,
            "day": 86400.0,
            "week": 604800.0,
            "month": 2629800.0,
            "year": 31557600.0,
        },
    ),
    **_rows(Dimension.SHARE, "1", {"%": 0.01, "fraction": 1.0}),
}


def to_si(value: float, unit: str) -> float:
    """Return ``value`` of ``unit`` in the SI unit of its dimension.

    >>> to_si(90, "mi")
    144840.96
    """
    return value * UNITS[unit].factor
