"""When it was, weighed: the times of a sentence, those told before it, or none.

The rules take the nearest time of the clause, or carry the day of the sentence before on to what happens
at once. How far a day carries, whether "since January" is said of the strike or of the war, and whether
a bulletin of one day goes on to be of that day, is told by many small clues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.claims.language.clues import LETTERS
from geo.claims.timing.intervals import DAY, MONTH, WEEK, lasts_at_most
from geo.claims.weights import Option
from geo.models import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.timing.dating import Clock
    from geo.claims.timing.times import FoundTime
    from geo.models import Claim, TimeSpan

FARTHEST = 5
"""Sentences back beyond which the distance of a time makes no difference."""

UNTOLD = -250
"""What speaks against leaving a claim without a time, in hundredths: gold leaves out many times on which two
readers agree once both give one, so that it teaches to leave out too much. At this value about as many are
dated that gold leaves undated as the rules date."""

AS_TOLD = 400
"""What must speak against the day of publication, of which the rules hold what goes on."""

GROUND = frozenset({Kind.CAPTURE, Kind.ADVANCE, Kind.WITHDRAWAL})
"""Kinds that are found out days later, and so are seldom of the day of another paragraph."""

UNCARRIED = 110
"""What speaks against that, in hundredths."""

MANY = 3
"""Times beyond which their number makes no difference."""

LOOK_BACK = 60
"""Days before the newest time told from which on an older one is a look back."""

_LENGTHS = ((0, "day"), (1, "night"), (8, "week"), (31, "month"), (100, "season"))
"""Longest distance between first and last day, in days, of each class of length."""


class ToldTime(NamedTuple):
    """A time that was told, and in which sentence."""

    time: FoundTime
    sentence: int
    paragraph: int
    is_heading: bool


def list_times(
    view: View, draft: Draft, claim: Claim, clock: Clock, *, ruled: TimeSpan | None, lexicon: ClaimLexicon
) -> list[Option[TimeSpan | None]]:
    """Return every time that a claim may be of, none (``None``) first.

    Parameters
    ----------
    claim
        The claim, without a time or with the one of its clause or sentence.
    ruled
        What the rules chose for it.
    """
    around = frozenset(_around(view, claim, lexicon))
    stands: dict[TimeSpan, list[str]] = {}
    is_another = view.search("another_time", lexicon) is not None
    for time, marks in _candidates(view, draft, clock, claim):
        if is_another and "here" not in marks:
            # "Two days later" is of no day told before.
            continue
        stands.setdefault(time, []).extend(marks)
    if ruled is not None:
        stands.setdefault(ruled, ["only ruled"]).append("ruled")
    options: list[Option[TimeSpan | None]] = [
        Option(
            None,
            frozenset({"none", f"times {min(len(stands), MANY)}"}),
            around,
            "none",
            is_ruled=ruled is None,
            # Who holds a village does so after the day, too.
            margin=0 if claim.kind is Kind.CONTROL else UNTOLD,
        )
    ]
    for span, marks in stands.items():
        prefix = "here" if "here" in marks else "before"
        clues = frozenset((*marks, *_length(span)))
        # "Fighting goes on": of the day that it is told.
        margin = AS_TOLD if "only ruled" in marks else 0
        if claim.kind in GROUND and "here" not in marks and "ruled" not in marks and clock.told is None:
            margin = -UNCARRIED
        options.append(Option(span, clues, around, prefix, is_ruled=span == ruled, margin=margin))
    return options


def _candidates(view: View, draft: Draft, clock: Clock, claim: Claim) -> Iterator[tuple[TimeSpan, list[str]]]:
    """Yield the times of the sentence, the last ones before it, and those that an article begins with."""
    first, last = view.clause(draft.start)
    # What has happened is of no day to come.
    usable = [time for time in view.times if not (time.is_future and claim.is_event)]
    nearest = sorted(usable, key=lambda time: abs(time.start - draft.start))
    for rank, time in enumerate(nearest):
        where = "clause" if first <= time.start < last else "sentence"
        order = "ahead" if time.start < draft.start else "behind"
        marks = [
            "here",
            f"here {where}",
            f"here {where} {order}",
            f"here rank {min(rank, MANY)}",
            *_sort(time),
        ]
        yield time.span, marks
    seen: set[TimeSpan] = set()
    newest = max((told.time.span.end for told in clock.history if told.time.span.end), default=None)
    for told in reversed(clock.history):
        # "In 2024" and "since 2022" are of their own sentence.
        is_carried = lasts_at_most(told.time.span, MONTH) and not (told.time.is_future and claim.is_event)
        if told.time.span in seen or not is_carried:
            continue
        seen.add(told.time.span)
        rank = min(len(seen), MANY)
        back = min(view.number - told.sentence, FARTHEST)
        where = "same" if told.paragraph == view.paragraph else "title" if told.is_heading else "other"
        is_some_days = lasts_at_most(told.time.span, WEEK) and not lasts_at_most(told.time.span, DAY)
        if where == "other" and is_some_days:
            # "Last week" in the paragraph before parts what follows from the day of the lead.
            return
        if where == "other" and newest is not None and _lies_far_before(told.time.span, newest):
            # "The incursion that began in August 2024": a look back, which the next paragraph has left.
            continue
        yield (
            told.time.span,
            ["told", f"told rank {rank} {where}", f"told back {back} {where}", *_sort(told.time)],
        )
        if len(seen) == MANY:
            break
    for name, span in (("opening", clock.opening), ("lead", clock.lead), ("period", clock.period)):
        if span is not None:
            yield span, [name]


def _lies_far_before(span: TimeSpan, newest: dt.date) -> bool:
    return span.end is not None and (newest - span.end).days > LOOK_BACK


def _sort(time: FoundTime) -> Iterator[str]:
    """Yield what sort of time it is."""
    if time.is_future:
        yield "future"
    if time.is_since:
        yield "since"
    if time.is_period:
        yield "whole"
    yield f"basis {time.basis}"


def _length(span: TimeSpan) -> Iterator[str]:
    """Yield how long a time is, and whether it is bounded."""
    if span.start is None or span.end is None:
        yield f"open {span.start is None} {span.end is None}"
        return
    days = (span.end - span.start).days
    yield f"long {next((name for most, name in _LENGTHS if days <= most), 'year')}"


def _around(view: View, claim: Claim, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield what of the sentence tells whether a time is said of what it tells."""
    yield "any"
    yield f"kind {claim.kind}"
    yield f"status {claim.status}"
    yield f"times here {min(len(view.times), MANY)}"
    if view.is_heading:
        yield "heading"
    for name in ("another_time", "goes_on"):
        if view.search(name, lexicon):
            yield name
    if claim.quantities:
        yield "number"
    for word in view.lower.split()[:2]:
        yield f"opens {word[:LETTERS]}"
    for word in _words_by(view, claim):
        yield f"by {word[:LETTERS]}"


def _words_by(view: View, claim: Claim) -> Sequence[str]:
    """Return the first words of the claim's clause, in small letters: "has", "since", "remains"."""
    return view.lower[claim.start - view.start : claim.end - view.start].split()[:6]
