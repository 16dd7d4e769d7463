"""Arithmetic on closed intervals of days, for dates as loosely as people give them.

An unknown bound is ``None``. What falls off the calendar (a hostile "99999 years ago") is unknown too.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.models import TimeSpan

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=8)
"""Longest time from the first to the last day of a week, with what is unsure about its ends."""
MONTH = dt.timedelta(days=31)
_LONGEST_SHIFT = 400_000
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A closed interval of days."""

    start: dt.date | None
    end: dt.date | None


UNKNOWN = Interval(start=None, end=None)


def lasts_at_most(span: Interval | TimeSpan, longest: dt.timedelta) -> bool:
    """Tell whether both ends are known and are no farther apart.

    >>> lasts_at_most(Interval(start=dt.date(2025, 3, 28), end=dt.date(2025, 3, 29)), DAY)
    True
    """
    return span.start is not None and span.end is not None and span.end - span.start <= longest


def shift(day: dt.date | None, days: float) -> dt.date | None:
    """Return the day so many days later, or ``None`` if there is none."""
    if day is None or abs(days) > _LONGEST_SHIFT:
        return None
    ordinal = day.toordinal() + round(days)
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def shift_months(day: dt.date, months: float) -> dt.date | None:
    """Return the same day so many months later, or the last day of a shorter month.

    >>> shift_months(dt.date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    whole = round(months)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def of_day(year: int, month: int, day: int) -> Interval | None:
    """Return one day as an interval, or ``None`` if the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    date = dt.date(year, month, day)
    return Interval(start=date, end=date)


def of_month(year: int, month: int) -> Interval:
    """Return a whole month."""
    last = calendar.monthrange(year, month)[1]
    return Interval(start=dt.date(year, month, 1), end=dt.date(year, month, last))


def of_year(year: int) -> Interval:
    """Return a whole year."""
    return Interval(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))


def of_season(year: int, season: str) -> Interval:
    """Return a season by whole months; the winter of a year begins in its December."""
    first = dt.date(year, _SEASON_MONTHS[season], 1)
    last = shift_months(first, 3)
    return Interval(start=first, end=shift(last, -1))


def of_week(day: dt.date) -> Interval:
    """Return the week, Monday to Sunday, that holds a day."""
    return Interval(start=shift(day, -day.weekday()), end=shift(day, 6 - day.weekday()))


def of_quarter(year: int, quarter: int) -> Interval:
    """Return a quarter of a year."""
    first = of_month(year, 3 * quarter - 2)
    return Interval(start=first.start, end=of_month(year, 3 * quarter).end)


def units_of(whole: Interval, unit: str, *, number: int, count: int) -> Interval | None:
    """Return ``count`` days, weeks or months of an interval from the ``number``-th on.

    A ``number`` of 0 asks for the last ones.
    """
    if whole.start is None or whole.end is None or unit not in {"day", "week", "month"}:
        return None
    size = {"day": 1, "week": 7, "month": 0}[unit]

    def border(steps: int, day: dt.date) -> dt.date | None:
        return shift_months(day, steps) if unit == "month" else shift(day, steps * size)

    if number == 0:
        after = whole.end + DAY
        return Interval(start=border(-count, after), end=whole.end)
    first, last = border(number - 1, whole.start), border(number - 1 + count, whole.start)
    return Interval(start=first, end=shift(last, -1))


def part(whole: Interval, edge: str) -> Interval:
    """Return a part of an interval of a week or more.

    ``edge`` is ``early``, ``mid`` or ``late`` (thirds), ``beginning`` or ``end`` (the first and the
    last quarter of a year, the thirds of what is shorter), ``first_half`` or ``second_half``.
    """
    if whole.start is None or whole.end is None:
        return whole
    by_months = _part_by_months(whole.start, whole.end, edge)
    if by_months is not None:
        return by_months
    days = (whole.end - whole.start).days + 1
    if edge in {"first_half", "second_half"}:
        middle = whole.start + dt.timedelta(days=days // 2)
        return (
            Interval(start=whole.start, end=middle)
            if edge == "first_half"
            else Interval(start=middle, end=whole.end)
        )
    size = dt.timedelta(days=-(-days // 3))
    if edge in {"early", "beginning"}:
        return Interval(start=whole.start, end=whole.start + size - DAY)
    if edge in {"late", "end"}:
        return Interval(start=whole.end - size + DAY, end=whole.end)
    return Interval(start=whole.start + size - DAY, end=whole.end - size + DAY)


def _part_by_months(start: dt.date, end: dt.date, edge: str) -> Interval | None:
    """Return the part of a year, a season or a quarter in whole months; ``None`` for what is shorter."""
    months = round(((end - start).days + 1) / 30.4)
    if months < 3:
        return None
    is_border = edge in {"beginning", "end"}
    size = (
        months // 2 if edge.endswith("half") else months // 4 if months == 12 and is_border else months // 3
    )
    if edge in {"early", "beginning", "first_half"}:
        skipped = 0
    elif edge == "mid":
        skipped = (months - size) // 2
    else:
        skipped = months - size
    first, last = shift_months(start, skipped), shift_months(start, skipped + size)
    return Interval(start=first, end=shift(last, -1))


def hull(*intervals: Interval) -> Interval:
    """Return the smallest interval that holds all; a bound unknown in one is unknown."""
    starts = [one.start for one in intervals]
    ends = [one.end for one in intervals]
    return Interval(
        start=None if None in starts else min(day for day in starts if day is not None),
        end=None if None in ends else max(day for day in ends if day is not None),
    )
