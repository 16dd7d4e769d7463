"""Tell what a length measures, and find distances that only locate one place from another.

"24 km east of a town" drawn as an advance would put a claim where nothing is claimed, so a length is an
advance only if a word of moving governs it, and a locating length is handed out as an offset instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.counting.units import UNITS, to_si
from geo.models import Comparator, Measure

if TYPE_CHECKING:
    from geo.claims.counting.comparators import Bound
    from geo.claims.counting.numerals import Amount
    from geo.claims.counting.quantity_words import QuantityWords
    from geo.claims.language.phrases import Phrases
    from geo.claims.language.tokens import Tokens

_REACH = 9
_NEAR = 4
_GOVERNS = 3
# A value given twice agrees this far: reports round 145 km to "90 miles" and 150 to either.
_TWICE_RATIO = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOffset:
    """A distance that locates something from a place, over ``start:end`` of the text.

    ``distance_m`` is the stated value, or the middle of what a vague or ranged one allows;
    ``low_m`` and ``high_m`` bound it (``high_m`` is ``None`` for "more than"). ``bearing_deg`` is
    clockwise from north as seen from the place, ``None`` where no direction is given. The place is
    named at ``anchor_start``.
    """

    start: int
    end: int
    distance_m: float
    bearing_deg: float | None
    low_m: float
    high_m: float | None
    anchor_start: int


def measure_length(tokens: Tokens, first: int, stop: int, words: QuantityWords) -> Measure:
    """Tell what the length over the tokens ``first:stop`` measures."""
    after = _clause_after(tokens, stop)
    before = _clause_before(tokens, first)
    # The comparator counts as context too: "within 5 km of the border" begins with it.
    near_before = (max(before[0], first - _NEAR), min(first + 2, stop))
    if _has(tokens, words.distance.wide, (after[0], min(after[0] + 2, after[1]))) or _has(
        tokens, words.distance.wide, (max(before[0], first - 2), before[1])
    ):
        return Measure.OTHER
    # "10 km deep along a 30-km front" is a depth; without the word, the line it lies on decides.
    is_deep = _has(tokens, words.distance.deep, (after[0], min(after[0] + 3, after[1])))
    for rule in (_as_border, _as_depth, _as_stretch) if is_deep else (_as_border, _as_stretch, _as_depth):
        found = rule(tokens, after, before, near_before, words)
        if found is not None:
            return found
    near_after = (after[0], min(after[0] + 2, after[1]))
    if _has(tokens, words.distance.advance, before) or _has(tokens, words.distance.advance, near_after):
        return Measure.ADVANCE_DEPTH
    return Measure.OTHER


_Span = tuple[int, int]


def _as_border(
    tokens: Tokens, after: _Span, before: _Span, near_before: _Span, words: QuantityWords
) -> Measure | None:
    """Read "30 km from the border", "within 5 km of the border", "від кордону за 10 км"."""
    border = _find(tokens, words.distance.border, (after[0], min(after[0] + 7, after[1])))
    distance = words.distance
    is_zone = _has(tokens, distance.zone, (after[0], min(after[0] + 3, after[1]))) or _has(
        tokens, distance.zone, near_before
    )
    country = after[0] + 1
    if distance.from_.at(tokens.keys, after[0]) and distance.country.at(tokens.keys, country):
        return Measure.BORDER_DISTANCE
    if is_zone and (border is not None or _has(tokens, distance.border, before)):
        # A buffer zone of 20 km along the border is as deep as that, not as long.
        return Measure.BORDER_DISTANCE
    if border is not None:
        joins = (after[0], border)
        if _has(tokens, distance.from_, joins) or (
            _has(tokens, words.offsets.from_, joins) and _has(tokens, distance.within, near_before)
        ):
            return Measure.BORDER_DISTANCE
        if (
            _find(tokens, words.offsets.compass_of, joins) is not None
            or _find(tokens, words.offsets.compass_alone, joins) is not None
        ):
            return Measure.BORDER_DISTANCE
    behind = _find(tokens, distance.border, near_before)
    if behind is not None and _has(tokens, distance.from_, (max(before[0], behind - 3), behind)):
        return Measure.BORDER_DISTANCE
    return None


def _as_stretch(
    tokens: Tokens, after: _Span, before: _Span, near_before: _Span, words: QuantityWords
) -> Measure | None:
    """Read "150-km stretch along the border", "1,000-km front line", "along 40 km of the border"."""
    distance = words.distance
    if _has(tokens, distance.within, near_before) or distance.from_.at(tokens.keys, after[0]) is not None:
        return None
    near_after = (after[0], min(after[0] + 3, after[1]))
    if _has(tokens, distance.stretch, near_after):
        # "The front line, some 1,200 km long": the noun may stand before a comma.
        before = _sentence_before(tokens, before[1])
    is_line = (
        _has(tokens, distance.stretch, near_after)
        or _has(tokens, distance.along, near_after)
        or _has(tokens, distance.along, near_before)
        or _has(tokens, distance.stretch, near_before)
    )
    for kinds, measure in (
        (distance.front, Measure.FRONT_LENGTH),
        (distance.border, Measure.BORDER_LENGTH),
    ):
        if _has(tokens, kinds, near_after) and not _has(tokens, words.offsets.from_, near_after):
            return measure
        if is_line and (_has(tokens, kinds, after) or _has(tokens, kinds, before)):
            return measure
    return None


def _as_depth(
    tokens: Tokens, after: _Span, before: _Span, near_before: _Span, words: QuantityWords
) -> Measure | None:
    """Read "up to 10 km deep into Russian territory", "advanced 2 km into the oblast"."""
    distance = words.distance
    near_after = (after[0], min(after[0] + 3, after[1]))
    is_deep = any(_has(tokens, distance.deep, span) for span in (near_after, before, near_before))
    is_moving = _has(tokens, distance.advance, before)
    target = (after[0], min(after[0] + 6, after[1]))
    is_inside = _has(tokens, distance.inside, near_after) or is_deep
    if is_inside and (
        _has(tokens, distance.territory, target)
        or (is_deep and _has(tokens, distance.territory, near_before))
    ):
        return Measure.BORDER_DISTANCE
    if is_deep and (_has(tokens, distance.border, after) or _has(tokens, distance.border, before)):
        return Measure.BORDER_DISTANCE
    is_region = _has(tokens, distance.regions, target) or (is_deep and _has(tokens, distance.regions, before))
    if is_inside and is_region and (is_deep or not is_moving):
        return Measure.BORDER_DISTANCE
    return Measure.ADVANCE_DEPTH if is_deep else None


def find_offset(
    tokens: Tokens, bound: Bound, stop: int, unit: str, words: QuantityWords
) -> FoundOffset | None:
    """Return the offset that the length before token ``stop`` gives, or ``None`` if it locates nothing."""
    low, high = bound.low, bound.high
    middle = bound.value
    if middle is None:
        middle = high if low is None else low if high is None else (low + high) / 2
    if middle is None or _is_governed(tokens, bound.first, words):
        return None
    found = _read_direction(tokens, stop, words)
    if found is None:
        return None
    bearing, anchor = found
    if bearing is not None and _find(tokens, words.distance.border, (anchor, min(anchor + 4, len(tokens)))):
        return None
    if bound.comparator in {Comparator.UP_TO, Comparator.LESS_THAN, Comparator.AT_MOST}:
        low = 0.0
    return FoundOffset(
        start=tokens.starts[bound.first],
        end=tokens.ends[anchor - 1],
        distance_m=to_si(middle, unit),
        bearing_deg=bearing,
        low_m=to_si(low if low is not None else 0.0, unit),
        high_m=None if high is None else to_si(high, unit),
        anchor_start=tokens.starts[anchor],
    )


def _is_governed(tokens: Tokens, first: int, words: QuantityWords) -> bool:
    """Tell whether a verb of moving takes the length: "advanced 2 km west of" tells how far."""
    span = (max(_clause_before(tokens, first)[0], first - _GOVERNS), first)
    moving = _find(tokens, words.distance.advance, span)
    if moving is None:
        return False
    between = tokens.keys[moving + 1 : first]
    return not any(key in {"to", "до", "within"} for key in between) and tokens.key(first) != "within"


def _read_direction(tokens: Tokens, stop: int, words: QuantityWords) -> tuple[float | None, int] | None:
    """Return the bearing and the index of the place after "east of", "(away) from"."""
    offsets = words.offsets
    to = offsets.to.at(tokens.keys, stop)
    place = stop + (to[0] if to is not None else 0)
    alone = offsets.compass_alone.at(tokens.keys, place)
    compass = offsets.compass_of.at(tokens.keys, place)
    if compass is not None and tokens.key(place + compass[0]) in offsets.of:
        anchor = place + compass[0] + 1
        return (compass[1], anchor) if anchor < len(tokens) else None
    if alone is not None and _is_anchor(tokens, place + alone[0], words):
        return alone[1], place + alone[0]
    return _read_from(tokens, stop, words)


def _read_from(tokens: Tokens, stop: int, words: QuantityWords) -> tuple[None, int] | None:
    """Return the index of the place in "10 km from the town", "within 5 km of the town"."""
    offsets = words.offsets
    from_ = offsets.from_.at(tokens.keys, stop)
    if from_ is None:
        return None
    if tokens.key(stop) == "of" and not _has(tokens, words.distance.within, (max(0, stop - 6), stop)):
        return None
    anchor = stop + from_[0]
    if not _is_anchor(tokens, anchor, words) or _is_border_like(tokens, anchor, words):
        return None
    return None, anchor


def _is_anchor(tokens: Tokens, place: int, words: QuantityWords) -> bool:
    """Tell whether a place may be named here: a capital, or "the town"."""
    after = place + 1 if tokens.key(place) == "the" else place
    return tokens.is_capital(after) or words.offsets.generic_anchor.at(tokens.keys, after) is not None


def _is_border_like(tokens: Tokens, place: int, words: QuantityWords) -> bool:
    """Tell whether the distance is from a border, a country or a front, which are no settlements."""
    span = (place, _clause_after(tokens, place, 5)[1])
    after = place + 1 if tokens.key(place) == "the" else place
    return (
        _has(tokens, words.distance.border, span)
        or _has(tokens, words.distance.front, span)
        or words.distance.territory.at(tokens.keys, after) is not None
    )


def _clause_after(tokens: Tokens, stop: int, reach: int = _REACH) -> _Span:
    place = stop
    while place < min(stop + reach, len(tokens)) and not tokens.is_break(place) and tokens.keys[place] != ",":
        place += 1
    return stop, place


def _clause_before(tokens: Tokens, first: int) -> _Span:
    place = first
    while place > max(0, first - _REACH) and not tokens.is_break(place - 1) and tokens.keys[place - 1] != ",":
        place -= 1
    return place, first


def _sentence_before(tokens: Tokens, first: int) -> _Span:
    place = first
    while place > max(0, first - _REACH) and not tokens.is_break(place - 1):
        place -= 1
    return place, first


def _find(tokens: Tokens, phrases: Phrases[bool] | Phrases[float], span: _Span) -> int | None:
    for place in range(*span):
        if phrases.at(tokens.keys, place) is not None:
            return place
    return None


def _has(tokens: Tokens, phrases: Phrases[bool], span: _Span) -> bool:
    return _find(tokens, phrases, span) is not None


def agree(bound: Bound, unit: str, amount: Amount, again: str) -> bool:
    """Tell whether two readings of one length are near enough to be the same."""
    if UNITS[unit].dimension is not UNITS[again].dimension:
        return False
    first = bound.high if bound.value is None else bound.value
    if first is None or first <= 0 or amount.high <= 0:
        return False
    ratio = to_si(first, unit) / to_si(amount.high, again)
    return 1 / _TWICE_RATIO <= ratio <= _TWICE_RATIO
