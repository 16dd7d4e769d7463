"""Claims about one place and time that cannot both hold, side by side: nothing is voted away.

Successive states are no contradiction: a village lost on Monday and retaken on Friday is history.
So claims are compared only where their days may be the same, and one origin never contradicts itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from geo.claims.occurrences import (
    SHORT_DAYS,
    Occurrence,
    are_of_one_origin,
    describe_origin,
    list_occurrences,
)
from geo.models import Kind, Measure, Relation, Side, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.models import Claim, Place, Quantity, Reading

_OPPOSITE = {Side.UA: Side.RU, Side.RU: Side.UA}
_NAMES = {Side.UA: "Ukraine", Side.RU: "Russia"}
_HOLDING = frozenset({Kind.CAPTURE, Kind.CONTROL, Kind.REPELLED_ATTACK})
_COUNTED = {
    Measure.KILLED: "killed",
    Measure.WOUNDED: "wounded",
    Measure.PRISONERS: "prisoners",
    Measure.DRONES: "drones",
    Measure.MISSILES: "missiles",
    Measure.DISPLACED: "displaced",
    Measure.AREA: "the area",
    Measure.SETTLEMENTS: "the settlements",
}
_OF_AREAS = frozenset({Measure.AREA, Measure.SETTLEMENTS})


class Dispute(StrEnum):
    """What two claims disagree about."""

    HOLDER = "holder"
    OCCURRENCE = "occurrence"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Claims that cannot all hold; each of ``sides`` holds those that agree with one another."""

    id: str
    dispute: Dispute
    place: Place
    sides: tuple[tuple[Claim, ...], ...]
    reason: str

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, those of the first side first."""
        return tuple(claim for side in self.sides for claim in side)


def find_contradictions(readings: Iterable[Reading]) -> tuple[Contradiction, ...]:
    """Return the contradictions between claims, by place in the order of first mention."""
    by_place: dict[str, list[Occurrence]] = defaultdict(list)
    for one in list_occurrences(readings):
        by_place[one.place.id].append(one)
    found: list[Contradiction] = []
    for group in by_place.values():
        if group[0].place.is_settlement:
            found += _holders(group)
            found += _occurrences(group)
        found += _counts(group)
    return tuple(found)


def _holders(group: list[Occurrence]) -> list[Contradiction]:
    """Find who is said to hold the place: captured by one side, held or defended by the other."""
    parties = {side: [one for one in group if _holder(one) is side] for side in (Side.RU, Side.UA)}
    pairs = [
        (left, right)
        for left in parties[Side.RU]
        for right in parties[Side.UA]
        if _dispute_ground(left, right)
    ]
    if not pairs:
        return []
    left, right = pairs[0]
    reason = (
        f"{describe_origin(left)} {_tell_holding(left)} {left.place.name}, "
        f"but {describe_origin(right)} {_tell_holding(right)} it in the same days."
    )
    return [_make(Dispute.HOLDER, group[0].place, ([a for a, _ in pairs], [b for _, b in pairs]), reason)]


def _holder(one: Occurrence) -> Side | None:
    """Return who holds the place if the claim is true, or ``None`` if it does not tell."""
    claim = one.claim
    if not claim.is_event or claim.actor not in _OPPOSITE or claim.kind not in _HOLDING:
        return None
    if one.relation is Relation.NEAR and claim.kind is not Kind.REPELLED_ATTACK:
        return None
    return claim.actor


def _dispute_ground(one: Occurrence, two: Occurrence) -> bool:
    kinds = {one.claim.kind, two.claim.kind}
    if kinds == {Kind.REPELLED_ATTACK} or not one.overlaps(two) or are_of_one_origin(one, two):
        return False
    # Two captures follow each other unless both are said to be of the same few days.
    return kinds != {Kind.CAPTURE} or (one.is_short and two.is_short)


def _tell_holding(one: Occurrence) -> str:
    actor = _NAMES.get(one.claim.actor or Side.OTHER, "no side")
    verb = {Kind.CAPTURE: "captured", Kind.CONTROL: "controls"}.get(one.claim.kind, "repelled attacks on")
    return f"reports that {actor} {verb}"


def _occurrences(group: list[Occurrence]) -> list[Contradiction]:
    """Find what one source says happened and another says did not."""
    found = []
    denied = [one for one in group if one.claim.negated and one.claim.kind is not Kind.CASUALTIES]
    for kind in dict.fromkeys(one.claim.kind for one in denied):
        pairs = [
            (one, two)
            for one in group
            for two in denied
            if one.claim.is_event
            and one.claim.kind is two.claim.kind is kind
            and one.claim.actor is two.claim.actor
            and one.overlaps(two)
            and not _are_one_voice(one, two)
        ]
        if not pairs:
            continue
        left, right = pairs[0]
        what = kind.replace("_", " ")
        denier = describe_origin(right)
        reason = f"{describe_origin(left)} reports {what} at {left.place.name}, which {denier} denies."
        found.append(
            _make(Dispute.OCCURRENCE, left.place, ([a for a, _ in pairs], [b for _, b in pairs]), reason)
        )
    return found


def _are_one_voice(one: Occurrence, two: Occurrence) -> bool:
    """Tell whether one speaker says both; alike words do not count here, a denial repeats what it denies."""
    left, right = one.claim.attribution, two.claim.attribution
    if left is None or right is None:
        return left is right and one.article.id == two.article.id
    return (left.speaker, left.side) == (right.speaker, right.side)


def _counts(group: list[Occurrence]) -> list[Contradiction]:
    """Find counts of one event that exclude each other; they are shown, never added or averaged."""
    is_area = group[0].place.is_area
    found = []
    for measure, words in _COUNTED.items():
        if is_area != (measure in _OF_AREAS):
            continue
        rows = [
            (one, quantity)
            for one in group
            if one.claim.is_event and one.is_only_place
            for quantity in one.wholes
            if quantity.measure is measure
        ]
        found += _split_counts(rows, words)
    return found


def _split_counts(rows: list[tuple[Occurrence, Quantity]], words: str) -> list[Contradiction]:
    clashing = [pair for pair in combinations(rows, 2) if _differ(*pair)]
    if not clashing:
        return []
    sides: dict[tuple[float | None, float | None], list[Occurrence]] = {}
    for row in (row for pair in clashing for row in pair):
        sides.setdefault((row[1].low, row[1].high), []).append(row[0])
    (left, one), (right, two) = clashing[0]
    reason = (
        f"{describe_origin(left)} gives {words} at {left.place.name} as {one.as_written!r}, "
        f"{describe_origin(right)} as {two.as_written!r}."
    )
    return [_make(Dispute.COUNT, left.place, tuple(sides.values()), reason)]


def _differ(one: tuple[Occurrence, Quantity], two: tuple[Occurrence, Quantity]) -> bool:
    """Tell whether two counts are of one event and no number fits both."""
    (left, low), (right, high) = sorted((one, two), key=lambda row: row[1].low or 0.0)
    if low.high is None or high.low is None or low.high >= high.low:
        return False
    if left.claim.kind is not right.claim.kind or left.claim.actor is not right.claim.actor:
        return False
    if low.si_unit != high.si_unit or not left.overlaps(right) or _are_one_voice(left, right):
        return False
    return _is_of_days(left) and _is_of_days(right)


def _is_of_days(one: Occurrence) -> bool:
    """Tell whether the claim is of few days: two counts of a year's dead need not be of one event."""
    if one.start is None or one.end is None:
        return False
    return one.end - one.start <= dt.timedelta(days=SHORT_DAYS)


def _make(dispute: Dispute, place: Place, sides: tuple[list[Occurrence], ...], reason: str) -> Contradiction:
    claims = tuple(tuple({one.claim.id: one.claim for one in side}.values()) for side in sides)
    return Contradiction(
        id=content_id(dispute, place.id, *sorted(claim.id for side in claims for claim in side)),
        dispute=dispute,
        place=place,
        sides=claims,
        reason=reason,
    )
