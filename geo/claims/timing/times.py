"""Find when: closed intervals of days from dates and from words relative to the publication day.

Nothing is guessed to a day. Without a publication date a relative expression keeps its words and has
no bounds; with an unsure one it is as wide as the doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from geo.claims.language.tokens import tokenize
from geo.claims.timing.intervals import DAY, Interval
from geo.claims.timing.time_grammar import Expression, find_expressions, time_tokens
from geo.claims.timing.time_meanings import after_unanswered_until
from geo.claims.timing.time_readings import read_meaning
from geo.claims.timing.time_words import load_time_words
from geo.models import Published, TimeSpan

if TYPE_CHECKING:
    from geo.claims.language.tokens import Tokens
    from geo.claims.timing.time_meanings import Meaning

__all__ = ["FoundTime", "find_times", "time_tokens"]

Basis = Literal["fixed", "yearless", "span", ""]
_KEPT_TEXTS = 8
_OPEN_ENDED = "IF"
_STEPS = {"that_day": 0, "that_night": 0, "next_day": 1, "day_before": -1}
_PERIOD_PHRASES = frozenset({"day_long", "overnight", "today"})
_PERIODS = frozenset({"past", "period", "weekend", "weekdays", "days", "days_across_months"})
_FUTURE_EDGES = frozenset({"period_part", "year_part", "month"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """A time expression at ``start:end`` and the days it allows.

    ``is_future`` tells that it lies wholly or in part after publication; ``is_since`` that it began
    then and goes on ("since January"); ``is_period`` that all of it is meant ("over the past day").
    ``step`` counts days from the one told of before ("the next day" is 1, "that night" 0). ``basis`` tells
    what may bind it to a day told before: nothing for a ``fixed`` date, its year for a ``yearless`` one,
    its beginning for a ``span`` ("in five days").
    """

    start: int
    end: int
    span: TimeSpan
    is_future: bool = False
    is_since: bool = False
    is_period: bool = False
    step: int | None = None
    basis: Basis = ""


def find_times(
    text: str, *, start: int = 0, end: int | None = None, published: Published, language: str = "en"
) -> tuple[FoundTime, ...]:
    """Return the time expressions whose words lie in ``text[start:end]``, in the order of the text.

    >>> import datetime as dt
    >>> day = Published(start=dt.date(2025, 3, 31), end=dt.date(2025, 3, 31))
    >>> [(t.span.as_written, str(t.span.start), str(t.span.end)) for t in
    ...  find_times("struck on Saturday night", published=day)]
    [('Saturday night', '2025-03-29', '2025-03-30')]
    """
    stop = len(text) if end is None else end
    tokens = tokenize(text)
    found = []
    for expression, meaning in _read_text(tokens, language):
        first, last = tokens.starts[expression.first], tokens.ends[expression.stop - 1]
        if start <= first and last <= stop:
            one = _anchor(text[first:last], first, expression, meaning, published)
            kind = _phrase_kind(tokens, expression, language)
            if kind in _STEPS or kind in _PERIOD_PHRASES:
                one = replace(one, step=_STEPS.get(kind), is_period=kind in _PERIOD_PHRASES)
            found.append(one)
    return tuple(found)


@lru_cache(maxsize=_KEPT_TEXTS)
def _read_text(tokens: Tokens, language: str) -> tuple[tuple[Expression, Meaning], ...]:
    read = ((one, read_meaning(tokens, one, language)) for one in find_expressions(tokens, language))
    return tuple((one, meaning) for one, meaning in read if meaning is not None)


def _phrase_kind(tokens: Tokens, expression: Expression, language: str) -> str:
    """Return the class of an expression that is read as a whole, or nothing."""
    if expression.rule != "phrase":
        return ""
    phrase = load_time_words(language).phrases.at(tokens.keys, expression.core)
    return "" if phrase is None else phrase[1]


def _basis(expression: Expression, meaning: Meaning) -> Basis:
    if expression.rule == "span":
        return "span"
    return "yearless" if meaning.is_latest else "fixed" if meaning.is_absolute else ""


def _is_period(expression: Expression) -> bool:
    return not expression.relation and (expression.rule in _PERIODS or expression.is_whole)


def _anchor(
    as_written: str, start: int, expression: Expression, meaning: Meaning, published: Published
) -> FoundTime:
    """Work the meaning out for a publication interval."""
    core = meaning.within(published.start, published.end)
    found = _related(core, expression, meaning, published)
    if found.start is not None and found.end is not None and found.start > found.end:
        found = Interval(start=None, end=found.end)
    is_after = published.end is not None and (
        (found.start is not None and found.start > published.end)
        or (found.end is not None and found.end > published.end and expression.relation in {"K", "B"})
    )
    return FoundTime(
        start=start,
        end=start + len(as_written),
        span=TimeSpan(as_written=as_written, start=found.start, end=found.end),
        is_future=is_after or _looks_ahead(expression, core, published),
        is_since=expression.relation == "I",
        is_period=_is_period(expression),
        basis=_basis(expression, meaning),
    )


def _looks_ahead(expression: Expression, core: Interval, published: Published) -> bool:
    """Tell whether the words speak of what is to come even where no date shows it."""
    if expression.rule == "ahead":
        return True
    return (
        expression.rule == "period_part"
        and core.end is not None
        and published.end is not None
        and core.start == published.start
        and core.end > published.end
    )


def _related(core: Interval, expression: Expression, meaning: Meaning, published: Published) -> Interval:
    """Apply "since", "after", "before" or "by" to what was read."""
    relation = expression.relation
    if relation and relation in _OPEN_ENDED:
        if core.start is not None and published.end is not None and core.start > published.end:
            return core
        return Interval(start=core.start, end=published.end)
    if relation not in {"K", "B"}:
        return core
    end = core.end
    if relation == "K" and published.end is not None:
        end = after_unanswered_until(meaning, published.end).end if meaning.is_latest else core.end
    if relation == "B" and expression.rule not in _FUTURE_EDGES:
        end = None if core.start is None else core.start - DAY
    is_ahead = end is not None and published.end is not None and end > published.end
    return Interval(start=published.start if is_ahead else None, end=end)
