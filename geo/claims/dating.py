"""When a claim is that names no time: the day of the sentence before, or that of the whole bulletin.

"On Monday drones hit the port. Two people were killed": both are of Monday, which is recorded as an
inference. Only what happens at once is dated so; who holds a village does so after the day, too.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.models import Kind

if TYPE_CHECKING:
    from geo.claims.lexicon import ClaimLexicon
    from geo.claims.sentence_view import View
    from geo.models import Claim, TimeSpan

EVENTS = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EVACUATION, Kind.PRISONERS})
"""Kinds that are of the time which the sentence before told."""

LONGEST = dt.timedelta(days=8)
"""Longest time that is carried on: a bulletin's week."""


@dataclass(slots=True, kw_only=True)
class Clock:
    """The time told last, and the one that a bulletin or a post began with."""

    is_one_account: bool
    told: TimeSpan | None = None
    paragraph: int = -1
    opening: TimeSpan | None = None

    def note(self, view: View) -> None:
        """Remember the time of a sentence; one of unknown length or still to come is none."""
        if view.paragraph != self.paragraph:
            self.told = None
        self.paragraph = view.paragraph
        for time in view.times:
            if not time.is_future and _is_short(time.span):
                self.told = time.span
                self.opening = self.opening or time.span
                return

    def date(self, claim: Claim, view: View, lexicon: ClaimLexicon) -> Claim:
        """Return a claim without a time as of the time that still is told of; "later" is of another."""
        if claim.time is not None or lexicon["another_time"].search(view.lower):
            return claim
        span = self.told if view.paragraph == self.paragraph and claim.kind in EVENTS else None
        span = span or (self.opening if self.is_one_account else None)
        if span is None:
            return claim
        return dataclasses.replace(claim, time=span, inferences=(*claim.inferences, "time"))


def _is_short(span: TimeSpan) -> bool:
    return span.start is not None and span.end is not None and span.end - span.start <= LONGEST
