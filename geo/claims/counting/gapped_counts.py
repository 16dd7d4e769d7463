"""Counts of one thing time by time, with the thing said once: "76 strikes in May, nine in June".

Each number has a time of its own, and so is a claim of its own.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.sentence_view import View
    from geo.claims.timing.times import FoundTime
    from geo.models import Quantity

_NEXT = re.compile(
    r"[^,;:\d]{0,45}[,;]\s(?:(?:and|then|but|а|і|та|и)\s)?(?:only |just |лише |только )?(?:(?:in|у|в) )?"
    r"|\sand (?:in )?"
)
"""What stands between one count and the next, which has no verb of its own."""

_BESIDE = re.compile(r"\s(?:(?:in|on|during|for)\s)?|\s?[—–-]\s|,?\s(?:it was |only |just )?")
"""What stands between a number and its time."""

_REST = re.compile(r"\s?(?:[.,;)]|\Z)|\s(?:and|according|said)\b")
"""What follows a count that is told in full."""


def count_each(view: View, drafts: list[Draft]) -> list[Draft]:
    """Return ``drafts`` and one for each later number that has a time and shares the noun of theirs."""
    if len(view.times) < 2 or not view.loose:
        return drafts
    told: list[Draft] = []
    for draft in drafts:
        told.append(draft)
        if not draft.is_total and not draft.is_share:
            told += _later_counts(view, draft)
    return told


def _later_counts(view: View, draft: Draft) -> list[Draft]:
    """Return the drafts of the numbers that go on with the first of ``draft``, and date that one."""
    counted = next(iter(draft.quantities), None)
    if counted is None:
        return []
    own = _time_within(view, counted)
    if own is None:
        return []
    found: list[Draft] = []
    at = max(counted.end, own.end)
    for _ in view.loose:
        pair = _pair_at(view, at)
        if pair is None:
            break
        number, time = pair
        one = dataclasses.replace(number, measure=counted.measure, unit=counted.unit)
        start, at = min(number.start, time.start), max(number.end, time.end)
        found.append(
            dataclasses.replace(
                draft, start=start, end=at, quantities=[one], when=time.span, is_share=True, first=draft
            )
        )
    if found:
        draft.when = own.span
    return found


def _time_within(view: View, counted: Quantity) -> FoundTime | None:
    """Return the time of the first count, in its own clause."""
    first, last = view.clause(counted.start)
    behind = [time for time in view.times if counted.end <= time.start < last]
    ahead = [time for time in view.times if first <= time.start and time.end <= counted.start]
    return ahead[-1] if ahead else (behind[0] if behind else None)


def _pair_at(view: View, at: int) -> tuple[Quantity, FoundTime] | None:
    """Return the number and the time, in either order, that go on right behind ``at``."""
    for number in view.loose:
        for time in view.times:
            spans = sorted(((number.start, number.end), (time.start, time.end)))
            (first, between), (second, end) = spans
            if (
                first >= at
                and _NEXT.fullmatch(view.between(at, first))
                and _BESIDE.fullmatch(view.between(between, second))
                and _REST.match(view.between(end, view.end))
            ):
                return number, time
    return None
