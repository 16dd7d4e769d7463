"""When a claim is that names no time: the day of the sentence before, or that of the whole bulletin.

"On Monday drones hit the port. Two people were killed": both are of Monday, which is recorded as an
inference. Only what happens at once is dated so; who holds a village does so after the day, too. "That
night" and "the next day" count from the day told last.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.timing.intervals import MONTH, WEEK, lasts_at_most, shift, shift_months
from geo.claims.timing.weigh_times import ToldTime
from geo.models import Kind, TimeSpan

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.timing.times import FoundTime
    from geo.models import Claim, Published

EVENTS = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EVACUATION, Kind.PRISONERS})
"""Kinds that are of the time which the sentence before told."""

FIRE = frozenset({Kind.STRIKE, Kind.CASUALTIES})
"""Kinds that are of the day of the lead until another is told."""

STATES = frozenset({Kind.CONTROL, Kind.PRESENCE, Kind.CLASH})
"""Kinds that are as of the publication where the present tense tells them."""

LASTING = frozenset({Kind.CONTROL, Kind.PRESENCE, Kind.BUILDUP, Kind.DENIAL, Kind.OTHER})
"""Kinds that go on after the days of which a bulletin tells."""

YEAR = dt.timedelta(days=366)
"""Days of a season or a year whose dates are told without it."""

LONG_AGO, LATELY = 180, 60
"""Days since a season from which it is told as the past, and within which a date is rather of the news."""

LEAD = 4
"""Sentences, the title among them, in which a bulletin says of which days it is."""


_AHEAD = re.compile(
    r"\b(?:will|would|(?:is|are|was|were) (?:due|set)|scheduled|going to)\b"
    r"|(?<!\w)(?:буде|будуть|будет|будут|відбуд[еу]ться|состо[ия]тся|запланован\w*|пройд[еёу]т?ь?|відновляться"
    r"|возобновятся)(?!\w)"
)


@dataclass(slots=True, kw_only=True)
class Clock:
    """The time told last, and the one that a bulletin or a post began with.

    ``history`` are all times told before. ``told`` is of the paragraph, ``fixed`` the last date in it that
    has its year, ``latest`` of the whole article so far, ``lead`` of its first sentences. ``period`` is what
    the lead says that all of the article is of: "over the past day", "10-16 November".
    """

    is_one_account: bool
    published: Published
    told: TimeSpan | None = None
    latest: TimeSpan | None = None
    paragraph: int = -1
    opening: TimeSpan | None = None
    fixed: TimeSpan | None = None
    last_named: TimeSpan | None = None
    lead: TimeSpan | None = None
    period: TimeSpan | None = None
    history: list[ToldTime] = field(default_factory=list)

    def settle(self, view: View) -> None:
        """Bind the times of a sentence that count from one told before to it."""
        if view.paragraph != self.paragraph:
            self.told = None
            # "In 2022 …" and then, in a paragraph of its own, "in September": still of that year.
            kept = self.fixed if self.fixed is self.last_named and view.times else None
            self.fixed = kept if kept is not None and self._is_of_another_year(kept) else None
        settled: list[FoundTime] = []
        for time in view.times:
            if time.basis == "span" and len(view.times) > 1:
                # "On May 5, in four days of fighting": the date tells more.
                continue
            base = next((one.span for one in reversed(settled) if lasts_at_most(one.span, WEEK)), self.latest)
            span = time.span
            if time.step is not None and base is not None:
                span = _moved(span, shift(base.start, time.step), shift(base.end, time.step))
            elif time.basis == "span" and self.told is not None:
                span = _from(self.told, span)
            elif time.basis == "yearless" and self.fixed is not None and self._may_be_of(self.fixed, span):
                span = _in_year_of(self.fixed, span)
            elif time.basis == "fixed" and (lasts_at_most(span, MONTH) or self._is_of_another_year(span)):
                self.fixed = span
            settled.append(time if span is time.span else dataclasses.replace(time, span=span))
        view.times = settled
        self.last_named = settled[-1].span if settled else self.last_named

    def _is_of_another_year(self, span: TimeSpan) -> bool:
        """Tell whether "the summer of 2022" or "in 2023" is over for long: the dates behind it are of it."""
        published = self.published.start
        return (
            published is not None
            and span.end is not None
            and lasts_at_most(span, YEAR)
            and (published - span.end).days > LONG_AGO
        )

    def _may_be_of(self, fixed: TimeSpan, span: TimeSpan) -> bool:
        """Tell whether a date without a year may be of a season told before: not if it was lately."""
        published = self.published.start
        if lasts_at_most(fixed, MONTH) or published is None or span.end is None:
            return True
        return (published - span.end).days > LATELY

    def note(self, view: View) -> None:
        """Remember the time of a sentence; one of unknown length or still to come is none."""
        self.paragraph = view.paragraph
        # Of what is still to come then, nothing behind it is told: "talks would resume on Wednesday".
        past = [time for time in view.times if not _is_ahead(view, time)]
        self.history += [ToldTime(time, view.number, view.paragraph, view.is_heading) for time in past]
        usable = [time for time in past if not time.is_future and lasts_at_most(time.span, WEEK)]
        if self.latest is None and view.number < LEAD:
            # A title with a day in it is of nothing else.
            is_title = view.is_heading and view.number == 0
            self.period = next((time.span for time in usable if time.is_period or is_title), None)
        if usable and view.number < LEAD:
            self.lead = self.lead or usable[0].span
        if usable:
            self.told = usable[0].span
            self.latest = usable[-1].span
            self.opening = self.opening or self.told

    def date(self, claim: Claim, view: View, lexicon: ClaimLexicon) -> Claim:
        """Return a claim without a time as of the time that still is told of; "later" is of another."""
        if claim.time is not None or view.search("another_time", lexicon):
            return claim
        span = self.told if view.paragraph == self.paragraph and claim.kind not in LASTING else None
        span = span or (self.opening if self.is_one_account else None)
        span = span or self._going_on(claim, lexicon)
        span = span or (self.period if claim.kind not in LASTING else None)
        span = span or (self.lead if claim.kind in FIRE and self.lead == self.latest else None)
        if span is None:
            return claim
        return dataclasses.replace(claim, time=span, inferences=(*claim.inferences, "time"))

    def _going_on(self, claim: Claim, lexicon: ClaimLexicon) -> TimeSpan | None:
        """Return the day of publication for what goes on: "remains under control", "тривають бої"."""
        if claim.kind not in STATES:
            return None
        match = lexicon["goes_on"].search(claim.quote.lower())
        return (
            None
            if match is None
            else TimeSpan(
                as_written=claim.quote[match.start() : match.end()],
                start=self.published.start,
                end=self.published.end,
            )
        )


def _is_ahead(view: View, time: FoundTime) -> bool:
    """Tell whether the words before a time, in its clause, are of what is to come."""
    first, _ = view.clause(time.start)
    return _AHEAD.search(view.between(first, time.start)) is not None


def _moved(span: TimeSpan, start: dt.date | None, end: dt.date | None) -> TimeSpan:
    return TimeSpan(as_written=span.as_written, start=start, end=end)


def _from(told: TimeSpan, span: TimeSpan) -> TimeSpan:
    """Return so many days from the beginning of what was told: "on 10 May … in five days"."""
    if told.start is None or span.start is None or span.end is None:
        return span
    end = told.start + (span.end - span.start)
    return _moved(span, told.start, end) if end <= span.end else span


def _in_year_of(fixed: TimeSpan, span: TimeSpan) -> TimeSpan:
    """Return a date without a year as the first from a dated one on: "on 22 May 2023 … in early June"."""
    if fixed.start is None or span.start is None or span.end is None:
        return span
    years = span.start.year - fixed.start.year
    moved = shift_months(span.start, -12 * years), shift_months(span.end, -12 * years)
    if moved[0] is not None and moved[0] < fixed.start and years:
        moved = shift_months(span.start, -12 * (years - 1)), shift_months(span.end, -12 * (years - 1))
    return span if years <= 0 else _moved(span, *moved)
