"""Read numbers that nothing stands behind: "метров на 800" has its noun before it, "троих" counts people.

But for lines of a list ("drones: 22"), only Ukrainian and Russian speak so: a noun before its number makes
it an estimate, and some numerals are said of people alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.claims.counting.distances import measure_length
from geo.claims.counting.nouns import OTHER, TIMES
from geo.claims.counting.quantity_words import PEOPLE
from geo.claims.counting.units import UNITS, Dimension
from geo.models import Comparator, Measure

if TYPE_CHECKING:
    from geo.claims.counting.comparators import Bound
    from geo.claims.counting.quantity_words import QuantityWords
    from geo.claims.language.tokens import Tokens

_OF_PEOPLE = ("оє", "ое", "еро", "оих", "верых", "терых", "ерых", "ьох", "мох")
# Said of things as often as of people.
_OF_ANYTHING = frozenset({"двох", "трьох", "чотирьох"})
_PERSONS = frozenset({"человек", "чоловік", "людей", "осіб", "душ", "бойцов", "бійців", "солдат"})
_PIECES = frozenset({"штук"})
_BETWEEN = frozenset({"на", "за", "в", "у", "з", "із", "с", "со", "до", "под", "під"})
_STRENGTH = frozenset({"чисельністю", "численностью", "чисельність", "численность"})
_THOUSANDFOLD = re.compile(r"тисячн|тысячн")
_FORCES = ("угрупован", "группировк", "арм", "груп", "контингент", "військ", "войск", "корпус")
_DASHES = frozenset("-–—‒")
_ENDS_OF_A_LINE = frozenset({"", "(", ",", ".", ";", "\n", "од", "шт", "units"})
_MEASURES = {Dimension.AREA: Measure.AREA, Dimension.SHARE: Measure.SHARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """What a bare number counts, with its bound widened to the noun before it."""

    bound: Bound
    measure: Measure
    unit: str


def read_bare(tokens: Tokens, bound: Bound, words: QuantityWords) -> Bare | None:
    """Return what a number without a noun behind it counts, or ``None`` if nothing is said of it."""
    listed = _listed(tokens, bound, words)
    if listed is not None or words.language == "en":
        return listed
    return _noun_before(tokens, bound, words) or _of_people(tokens, bound) or _of_strength(tokens, bound)


def _listed(tokens: Tokens, bound: Bound, words: QuantityWords) -> Bare | None:
    """Read a line of a list, whose noun stands before a sign: "tanks — 10,996 (+11)", "drones: 22"."""
    sign = bound.first - 1
    is_sign = tokens.key(sign) == ":" or (tokens.key(sign) in _DASHES and not tokens.is_glued(sign))
    if not is_sign or tokens.key(bound.stop) not in _ENDS_OF_A_LINE:
        return None
    counted = words.nouns.counted.ending_at(tokens.keys, sign - 1)
    if counted is None or counted[1] in {PEOPLE, OTHER, TIMES}:
        return None
    return Bare(bound=bound, measure=Measure(counted[1]), unit=counted[1])


def _of_strength(tokens: Tokens, bound: Bound) -> Bare | None:
    """Read how strong a force is: «угруповання чисельністю 150 тисяч», «150-тысячная группировка»."""
    is_told = tokens.key(bound.first - 1) in _STRENGTH
    is_compound = _THOUSANDFOLD.match(tokens.key(bound.stop - 1)) is not None
    if not is_told and not (is_compound and tokens.key(bound.stop).startswith(_FORCES)):
        return None
    return Bare(bound=bound, measure=Measure.PERSONNEL, unit=Measure.PERSONNEL.value)


def _noun_before(tokens: Tokens, bound: Bound, words: QuantityWords) -> Bare | None:
    place = bound.first - 1
    if tokens.key(place) in _BETWEEN:
        place -= 1
    key = tokens.key(place)
    if key in _PERSONS or key in _PIECES:
        return Bare(bound=_about(bound, place), measure=Measure.OTHER, unit=key)
    found = words.nouns.units.at(tokens.keys, place)
    if found is None or len(key) < 4 or found[0] > 1:
        return None
    dimension = UNITS[found[1]].dimension
    if dimension is Dimension.TIME:
        # "Години о п'ятій" is a time, and "хвилин за десять" says when.
        return None
    length = measure_length(tokens, place, bound.stop, words)
    return Bare(bound=_about(bound, place), measure=_MEASURES.get(dimension, length), unit=found[1])


def _about(bound: Bound, first: int) -> Bound:
    return replace(bound, first=first, comparator=Comparator.ABOUT)


def _of_people(tokens: Tokens, bound: Bound) -> Bare | None:
    key = tokens.key(bound.stop - 1)
    if not key.endswith(_OF_PEOPLE) or key in _OF_ANYTHING:
        return None
    return Bare(bound=bound, measure=Measure.OTHER, unit=OTHER)
