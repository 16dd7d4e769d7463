"""Reported lengths and areas as intervals in SI units, as wide as the words allow.

A round number is a rounded one: "30 km" is said of 27 as of 33. How wide that makes it is decided
here once, for the shapes as for the check against geometry.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.errors import LayerError
from geo.models import Comparator, Measure

if TYPE_CHECKING:
    from pathlib import Path

    from geo.models import Article, Claim, Quantity
    from geo.settings import Settings

TO_SI = {
    "m": 1.0,
    "km": 1000.0,
    "mi": 1609.344,
    "nmi": 1852.0,
    "ft": 0.3048,
    "yd": 0.9144,
    "m2": 1.0,
    "km2": 1e6,
    "mi2": 2_589_988.110336,
    "ha": 1e4,
    "acre": 4046.8564224,
}
"""SI units in one unit of the contract's codes for lengths and areas."""

ROUNDING_SHARE = 0.1
ABOUT_SHARE = 0.25
"""Half-widths of a number given plainly and of one given with "about", as shares of it."""

NEARBY_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What a quantity allows, in metres or square metres; ``high`` is ``None`` when open above."""

    low: float
    high: float | None
    middle: float


def read_quantity(quantity: Quantity) -> Reported | None:
    """Return the interval of a length or an area, ``None`` for other units.

    Bounds that the words give ("10 to 15", "several") are taken as they are; a single number is
    widened by its rounding. "Up to 10" is open below, "more than 10" above.
    """
    factor = TO_SI.get(quantity.unit)
    if factor is None:
        return None
    low, high, value = (
        None if bound is None else bound * factor for bound in (quantity.low, quantity.high, quantity.value)
    )
    middle = _middle(low, high, value)
    if middle is None:
        return None
    if quantity.comparator in {Comparator.BETWEEN, Comparator.VAGUE}:
        return Reported(low=low or 0.0, high=high, middle=middle)
    slack = half_width(value if value is not None else middle, about=quantity.comparator is Comparator.ABOUT)
    if quantity.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}:
        return Reported(low=max(0.0, middle - slack), high=None, middle=middle)
    if quantity.comparator in {Comparator.UP_TO, Comparator.LESS_THAN, Comparator.AT_MOST}:
        return Reported(low=0.0, high=middle + slack, middle=middle)
    return Reported(low=max(0.0, middle - slack), high=middle + slack, middle=middle)


def half_width(value: float, *, about: bool = False) -> float:
    """Return how far a written length may be from the true one, at least 500 m.

    >>> half_width(24_000), half_width(30_000, about=True)
    (2400.0, 7500.0)
    """
    return max(500.0, value * (ABOUT_SHARE if about else ROUNDING_SHARE))


def _middle(low: float | None, high: float | None, value: float | None) -> float | None:
    if value is not None:
        return value
    if low is not None and high is not None:
        return (low + high) / 2
    return low if high is None else high


def quantity_of(claim: Claim, *measures: Measure) -> Quantity | None:
    """Return the first quantity of a claim with one of the measures and a length or area."""
    for quantity in claim.quantities:
        if quantity.measure in measures and read_quantity(quantity) is not None:
            return quantity
    return None


def is_from_border(article: Article, quantity: Quantity, *, settings: Settings) -> bool:
    """Tell whether the words beside a length measure it from the border: "10 km from the border"."""
    return _is_near(article, quantity, _stems(settings.data_dir / "lexicon" / "geography.json")[0])


def is_into(article: Article, quantity: Quantity, *, settings: Settings) -> bool:
    """Tell whether the words beside a length measure it inwards: "30 km into the oblast"."""
    return _is_near(article, quantity, _stems(settings.data_dir / "lexicon" / "geography.json")[1])


def _is_near(article: Article, quantity: Quantity, pattern: re.Pattern[str]) -> bool:
    start = max(0, quantity.start - NEARBY_CHARACTERS // 2)
    after = article.text[quantity.end : quantity.end + NEARBY_CHARACTERS]
    before = article.text[start : quantity.start]
    # Words of the next sentence say nothing of this length.
    after = re.split(r"[.!?;]\s", after, maxsplit=1)[0]
    before = re.split(r"[.!?;]\s", before)[-1]
    return pattern.search(before) is not None or pattern.search(after) is not None


@lru_cache(maxsize=4)
def _stems(path: Path) -> tuple[re.Pattern[str], re.Pattern[str]]:
    try:
        words = json.loads(path.read_text(encoding="utf-8"))
        lists = [[stem for stems in words[key].values() for stem in stems] for key in ("from_border", "into")]
    except (OSError, ValueError, KeyError) as error:
        msg = f"word list {path.name!r} is missing or damaged in {path.parent}; install Frontline again"
        raise LayerError(msg) from error
    from_border, into = (
        re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")", re.IGNORECASE) for stems in lists
    )
    return from_border, into
