"""Read how the words around a number bound the true one, and say which bounds follow.

Readings are stated once, here: "about" is a tenth either way, "nearly" a tenth below, and a bound that
the words leave open stays ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.counting.quantity_words import NEARLY
from geo.models import Comparator

if TYPE_CHECKING:
    from geo.claims.counting.numerals import Amount
    from geo.claims.counting.quantity_words import BoundWords
    from geo.claims.language.tokens import Tokens

_PREPOSITIONS = frozenset({"на", "в", "у", "за"})
_TOLERANCE = 0.1
_RISE_REACH = 4
_WEAK = (Comparator.EXACT.value, Comparator.ABOUT.value, NEARLY)
_LOWER_OPEN = (Comparator.UP_TO, Comparator.AT_MOST, Comparator.LESS_THAN)
_UPPER_OPEN = (Comparator.MORE_THAN, Comparator.AT_LEAST)
_COMPARATORS = {NEARLY: Comparator.ABOUT, **{one.value: one for one in Comparator}}
_Reading = tuple[Comparator, float | None, float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An amount with its comparator words: the tokens it takes, and the value and bounds that follow."""

    first: int
    stop: int
    comparator: Comparator
    value: float | None
    low: float | None
    high: float | None


def read_bound(tokens: Tokens, amount: Amount, words: BoundWords, *, noun_stop: int | None = None) -> Bound:
    """Return ``amount`` with the comparator words before it and right after it.

    With ``noun_stop``, the words after the noun count too ("20 villages or more"), and ``stop`` of the
    result lies after the noun.
    """
    names: list[str] = []
    first = amount.first
    for _ in range(2):
        found = words.before.ending_at(tokens.keys, first - 1)
        if found is None and not names and tokens.key(first - 1) in _PREPOSITIONS:
            # "Приблизно на 4 кілометри": the comparator stands before the preposition.
            found = words.before.ending_at(tokens.keys, first - 2)
            first -= 1 if found is not None else 0
        if found is None or _is_end_of_rise(tokens, first - found[0], found[1], words):
            break
        if tokens.key(first - 1) == "over" and _is_no_more(tokens, first - 2, amount.stop, words):
            break
        first -= found[0]
        names.append(found[1])
    if tokens.key(first - 1) in words.some and tokens.key(amount.first) in words.round:
        # "З десяток", "с полсотни": some ten, some fifty.
        first -= 1
        names.append(Comparator.ABOUT)
    stop = amount.stop
    for place in (stop, noun_stop):
        if place is None or place < stop:
            continue
        after = _after(tokens, place, words)
        stop = place
        if after is not None:
            stop += after[0]
            names.append(after[1])
    comparator, value, low, high = _bounds(amount, _strongest(names))
    return Bound(first=first, stop=stop, comparator=comparator, value=value, low=low, high=high)


def _after(tokens: Tokens, place: int, words: BoundWords) -> tuple[int, str] | None:
    """Return the comparator after a number, unless it goes with the next: "11 tanks and more than 20"."""
    found = words.after.at(tokens.keys, place)
    if found is None:
        return None
    stop = place + found[0]
    following = tokens.key(stop)
    if following[:1].isdecimal() or following in words.openers:
        return None
    # "Four villages and more than 90 km2": its last words begin the comparator of the next number.
    for start in range(place, stop):
        longer = words.before.at(tokens.keys, start)
        if longer is not None and start + longer[0] > stop:
            return None
    return found


def _is_no_more(tokens: Tokens, place: int, stop: int, words: BoundWords) -> bool:
    """Tell whether "over" goes with the verb before it, or says where: "downed over 13 regions"."""
    if tokens.key(place) in words.given_over:
        return True
    return tokens.key(place) in words.flown_over and tokens.key(stop) in words.beneath


def _is_end_of_rise(tokens: Tokens, first: int, name: str, words: BoundWords) -> bool:
    """Tell whether "до" follows "зросла": what a number rose to is the number, no upper bound."""
    if name != Comparator.UP_TO or len(tokens.key(first)) > 2 or tokens.key(first) == "up":
        return False
    return any(tokens.key(place) in words.rise_verbs for place in range(max(0, first - _RISE_REACH), first))


def _strongest(names: list[str]) -> str | None:
    """Choose among several comparators: "at least about 20" is at least."""
    strong = [name for name in names if name not in _WEAK]
    if strong:
        return strong[0]
    return max(names, key=_WEAK.index, default=None)


def _bounds(amount: Amount, name: str | None) -> _Reading:
    value, low, high = amount.value, amount.low, amount.high
    comparator = Comparator.EXACT if name is None else _COMPARATORS[name]
    if comparator in _UPPER_OPEN:
        return comparator, value, low, None
    if comparator in _LOWER_OPEN:
        return comparator, value, None, high
    if value is None:
        return _spread(amount), None, low, high
    if comparator is Comparator.ABOUT and low == high:
        above = 0.0 if name == NEARLY else _TOLERANCE
        return comparator, value, round(value * (1 - _TOLERANCE), 6), round(value * (1 + above), 6)
    is_about = comparator is Comparator.ABOUT or amount.is_about
    return Comparator.ABOUT if is_about else comparator, value, low, high


def _spread(amount: Amount) -> Comparator:
    return Comparator.BETWEEN if amount.is_range else Comparator.VAGUE
