"""What each kind of time expression means as an interval, as a function of the publication day.

A meaning is worked out for the first and the last day on which the article may have been published;
the result runs from the first reading's start to the last reading's end, so that an unsure publication
date widens every relative time instead of hiding in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from geo.claims.timing import intervals
from geo.claims.timing.intervals import UNKNOWN, Interval, shift, shift_months

At = Callable[[dt.date], Interval]

# Up to this wide a publication interval, "on August 6" is the last such day before its end.
_SURE_DAYS = 92
_HALF_YEAR = 183
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "daynight": 1.0, "week": 7.0, "fortnight": 14.0}
_MONTHS = {"month": 1, "halfyear": 6, "year": 12, "decade": 120}
# "Two weeks ago" is rarely said of day fourteen exactly: half the unit either way.
_SLACK_DAYS = {"week": 3, "fortnight": 4, "month": 15, "halfyear": 91, "year": 183, "decade": 1826}
# "Recent days" and the like, in days: what a reader would still accept.
_RECENT_DAYS = {"hour": 1, "day": 10, "daynight": 10, "week": 56, "month": 184, "year": 1827, "decade": 7305}
_SOME_NIGHT_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The reading ``at`` a publication day.

    ``is_absolute``: the text alone fixes it. ``is_latest``: a date without its year.
    """

    at: At
    is_absolute: bool = False
    is_latest: bool = False

    def within(self, start: dt.date | None, end: dt.date | None) -> Interval:
        """Return the reading for an article published between two days, either of them unknown."""
        if self.is_absolute:
            return self.at(dt.date.max)
        if self.is_latest and start is not None and end is not None and (end - start).days <= _SURE_DAYS:
            return self.at(end)
        return Interval(
            start=None if start is None else self.at(start).start,
            end=None if end is None else self.at(end).end,
        )

    def then(self, change: Callable[[Interval], Interval]) -> Meaning:
        """Return the meaning with ``change`` made to every reading."""
        at = self.at
        return replace(self, at=lambda day: change(at(day)))


def fixed(interval: Interval | None) -> Meaning | None:
    """Return the meaning of an expression that needs no anchor; ``None`` for no such day."""
    return None if interval is None else Meaning(at=lambda _: interval, is_absolute=True)


def latest(in_year: Callable[[int], Interval | None]) -> Meaning:
    """Return the last occurrence of a yearly interval that began by the publication day."""

    def at(day: dt.date) -> Interval:
        # Nine years reach over the longest gap between two 29ths of February.
        for year in range(day.year, max(day.year - 9, dt.MINYEAR), -1):
            found = in_year(year)
            if found is not None and found.start is not None and found.start <= day:
                return found
        return UNKNOWN

    return Meaning(at=at, is_latest=True)


def coming(in_year: Callable[[int], Interval | None]) -> Meaning:
    """Return the next occurrence of a yearly interval that begins after the publication day."""

    def at(day: dt.date) -> Interval:
        for year in range(day.year, min(day.year + 9, dt.MAXYEAR)):
            found = in_year(year)
            if found is not None and found.start is not None and found.start > day:
                return found
        return UNKNOWN

    return Meaning(at=at)


def year_off(step: int, in_year: Callable[[int], Interval | None]) -> Meaning:
    """Return the occurrence so many years from the publication day's own year."""
    return Meaning(at=lambda day: in_year(min(max(day.year + step, 1), dt.MAXYEAR - 1)) or UNKNOWN)


def last_finished(in_year: Callable[[int], Interval | None]) -> Meaning:
    """Return the last occurrence that was over on the publication day ("last summer")."""

    def at(day: dt.date) -> Interval:
        for year in range(day.year, max(day.year - 3, dt.MINYEAR), -1):
            found = in_year(year)
            if found is not None and found.end is not None and found.end < day:
                return found
        return UNKNOWN

    return Meaning(at=at)


def days_off(first: int, last: int | None = None) -> Meaning:
    """Return the days so far from the publication day, both ends included."""
    until = first if last is None else last
    return Meaning(at=lambda day: Interval(start=shift(day, first), end=shift(day, until)))


def weekday(number: int, which: str | None) -> Meaning:
    """Return the last such day up to the publication day; ``which`` is last, this, next or nothing."""

    def at(day: dt.date) -> Interval:
        back = (day.weekday() - number) % 7
        if which == "last" and back == 0:
            back = 7
        if which == "next":
            forward = (number - day.weekday()) % 7 or 7
            return Interval(start=shift(day, forward), end=shift(day, forward))
        ahead = (number - day.weekday()) % 7 if which == "this" else -back
        return Interval(start=shift(day, -back), end=shift(day, ahead))

    return Meaning(at=at)


def weekend(which: str | None) -> Meaning:
    """Return the last Saturday and Sunday begun by the publication day."""

    def at(day: dt.date) -> Interval:
        saturday = shift(day, -((day.weekday() - 5) % 7))
        if which == "next":
            return Interval(start=shift(saturday, 7), end=shift(saturday, 8))
        # On a Sunday, "last weekend" may be the one before; on a Friday, "this weekend" the one to come.
        start = shift(saturday, -7) if which == "last" and day.weekday() >= 5 else saturday
        return Interval(start=start, end=shift(saturday, 8 if which == "this" else 1))

    return Meaning(at=at)


def ago(low: float, high: float | None, unit: str) -> Meaning:
    """Return when something was that lies ``low`` to ``high`` units back; ``None`` has no limit."""
    name = unit.rstrip("s")
    slack = round(_SLACK_DAYS.get(name, 0) * min(1.0, low))

    def at(day: dt.date) -> Interval:
        end = shift(_back(day, low, name), slack)
        start = None if high is None else shift(_back(day, high, name), -slack - (1 if name == "hour" else 0))
        return Interval(start=start, end=None if end is None else min(day, end))

    return Meaning(at=at)


def past(count: float, unit: str) -> Meaning:
    """Return so many units up to the publication day."""
    name = unit.rstrip("s")

    def at(day: dt.date) -> Interval:
        start = _back(
            day, max(count / 24, 1.0) if name == "hour" else count, "day" if name == "hour" else name
        )
        return Interval(start=start, end=day)

    return Meaning(at=at)


def ahead(count: float, unit: str) -> Meaning:
    """Return so many units from the publication day on."""
    name = unit.rstrip("s")
    return Meaning(at=lambda day: Interval(start=day, end=_back(day, -max(count, 1), name)))


def recent(unit: str) -> Meaning:
    """Return what "recent days" (weeks, months) may reach back to."""
    days = _RECENT_DAYS.get(unit.rstrip("s"), _RECENT_DAYS["day"])
    return Meaning(at=lambda day: Interval(start=shift(day, -days), end=day))


def soon(unit: str) -> Meaning:
    """Return what "the coming days" (weeks, months) may reach to."""
    days = _RECENT_DAYS.get(unit.rstrip("s"), _RECENT_DAYS["day"])
    return Meaning(at=lambda day: Interval(start=day, end=shift(day, days)))


def up_to_now() -> Meaning:
    """Return some time not after publication: the text gives no start."""
    return Meaning(at=lambda day: Interval(start=None, end=day))


def some_night() -> Meaning:
    """Return a night shortly before publication that the text does not date."""
    return days_off(-_SOME_NIGHT_DAYS, 0)


def _back(day: dt.date, count: float, unit: str) -> dt.date | None:
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        return shift_months(day, -months) if abs(months) < 12_000 else None
    return shift(day, -count * _DAYS.get(unit, 1.0))


def period(unit: str, which: str, edge: str | None) -> Meaning | None:
    """Return the last, this or next week, month, quarter or year, or a part of it."""
    name = unit.rstrip("s")
    whole = _PERIODS.get(name)
    if whole is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[which]

    def at(day: dt.date) -> Interval:
        # On a Monday, "earlier this week" reaches back over the weekend.
        found = whole((shift(day, -1) or day) if edge == "earlier" else day, step)
        if edge == "earlier" or (edge is None and which == "this"):
            # What is reported of "this week" happened by the day of the report.
            return Interval(start=found.start, end=day)
        if edge == "later":
            return Interval(start=day, end=found.end)
        return found if edge is None else intervals.part(found, edge)

    return Meaning(at=at)


def _week(day: dt.date, step: int) -> Interval:
    moved = shift(day, 7 * step)
    return UNKNOWN if moved is None else intervals.of_week(moved)


def _month(day: dt.date, step: int) -> Interval:
    moved = shift_months(day, step)
    return UNKNOWN if moved is None else intervals.of_month(moved.year, moved.month)


def _quarter(day: dt.date, step: int) -> Interval:
    moved = shift_months(day, 3 * step)
    return UNKNOWN if moved is None else intervals.of_quarter(moved.year, (moved.month + 2) // 3)


def _year(day: dt.date, step: int) -> Interval:
    return intervals.of_year(min(max(day.year + step, dt.MINYEAR), dt.MAXYEAR))


def _day(day: dt.date, step: int) -> Interval:
    return Interval(start=shift(day, step), end=shift(day, step))


_PERIODS: dict[str, Callable[[dt.date, int], Interval]] = {
    "week": _week,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "day": _day,
    "daynight": _day,
}


def after_unanswered_until(meaning: Meaning, end: dt.date) -> Interval:
    """Return the reading of "by August 20": the day to come if the last one is long past."""
    found = meaning.at(end)
    if meaning.is_latest and found.end is not None and (end - found.end).days > _HALF_YEAR:
        return meaning.at(shift(end, 366) or end)
    return found
