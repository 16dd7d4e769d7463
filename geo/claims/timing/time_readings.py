"""Read the parts of a time expression and say what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.counting.numerals import parse_range
from geo.claims.counting.quantity_words import load_quantity_words
from geo.claims.timing import intervals
from geo.claims.timing import time_meanings as meanings
from geo.claims.timing.intervals import Interval, hull, shift
from geo.claims.timing.time_parts import Parts
from geo.claims.timing.time_words import load_time_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.claims.language.tokens import Tokens
    from geo.claims.timing.time_grammar import Expression
    from geo.claims.timing.time_meanings import Meaning

# The day Russia's full-scale invasion of Ukraine began, which reports use as a date.
_INVASION = (2022, 2, 24)
_FEW, _SEVERAL = 2, 14
_RANGES = frozenset({"days", "days_across_months", "weekdays"})
_PLURAL_ENDINGS = ("ні", "ніх", "німи", "лі", "лих", "лими", "ві", "чі", "ые", "ие", "ых", "их", "ими", "ыми")


def read_meaning(tokens: Tokens, expression: Expression, language: str) -> Meaning | None:
    """Return what an expression means; ``None`` if it names no possible day."""
    words = load_time_words(language)
    parts = Parts(tokens=tokens, words=words, first=expression.core, tags=expression.tags)
    meaning = _READERS[expression.rule](parts)
    if meaning is None or expression.day_part not in {"n", "v"}:
        return meaning
    return meaning.then(_night_shift(expression, parts))


def _night_shift(expression: Expression, parts: Parts) -> Callable[[Interval], Interval]:
    """Return how a night beside a day moves the interval: nights run over midnight."""
    before, after = 0, 1
    if expression.rule == "relative_day" and _read_offset(parts) == 0:
        # Said of what happened, "сьогодні вночі" is the night just over.
        before, after = 1, 0
    elif expression.is_before:
        if expression.rule in _RANGES:
            before, after = 0, 0
        elif any(letter in expression.link for letter in "i>"):
            before, after = 1, 0
        elif "I" in expression.link:
            before, after = 0, 0
        elif expression.day_part == "v":
            # "Overnight Saturday" does not say on which side; "вночі 6 серпня" is of the 6th.
            before, after = (1, 1) if parts.words.language == "en" else (0, 0)
    return lambda found: Interval(start=shift(found.start, -before), end=shift(found.end, after))


def _read_phrase(parts: Parts) -> Meaning | None:
    found = parts.words.phrases.at(parts.tokens.keys, parts.first)
    return None if found is None else _PHRASES[found[1]]()


_PHRASES: dict[str, Callable[[], Meaning | None]] = {
    "today": lambda: meanings.days_off(0),
    "day_long": lambda: meanings.days_off(-1, 0),
    "overnight": lambda: meanings.days_off(-1, 0),
    "some_night": meanings.some_night,
    "now": lambda: meanings.days_off(0),
    "recently": meanings.up_to_now,
    **dict.fromkeys(("that_day", "that_night", "next_day", "day_before"), meanings.up_to_now),
    "invasion": lambda: meanings.fixed(intervals.of_day(*_INVASION)),
    "two_days_back": lambda: meanings.days_off(-2),
    "last_year": lambda: meanings.period("year", "last", None),
}


def _read_iso(parts: Parts) -> Meaning | None:
    month, day = parts.days
    return meanings.fixed(intervals.of_day(parts.years[0], month, day))


def _read_numeric(parts: Parts) -> Meaning | None:
    fields = parts.tokens.keys[parts.first].replace("/", ".").split(".")
    numbers = [int(field) for field in fields]
    if len(numbers) == 2:
        day, month = numbers
        return _yearly(lambda year: intervals.of_day(year, month, day)) if 1 <= month <= 12 else None
    if len(fields[0]) == 4:
        return meanings.fixed(intervals.of_day(numbers[0], numbers[1], numbers[2]))
    year = numbers[2] + (2000 if len(fields[2]) == 2 else 0)
    if not 1900 <= year < 2100:
        return None
    readings = [intervals.of_day(year, numbers[1], numbers[0])]
    if parts.words.language == "en" and "/" in parts.tokens.keys[parts.first]:
        # 6/8/2024 is June to some and August to others: both, until a number over twelve decides.
        readings.append(intervals.of_day(year, numbers[0], numbers[1]))
    known = [reading for reading in readings if reading is not None]
    return meanings.fixed(hull(*known)) if known else None


def _yearly(in_year: Callable[[int], Interval | None]) -> Meaning | None:
    """Return the latest occurrence, unless no year has such a day."""
    return meanings.latest(in_year) if in_year(2024) is not None else None


def _dated(parts: Parts, in_year: Callable[[int], Interval | None]) -> Meaning | None:
    """Return the occurrence in the year named, or the latest one."""
    if parts.years:
        return meanings.fixed(in_year(parts.years[0 if "S" in parts.tags.upper() else -1]))
    step = parts.year_step
    return _yearly(in_year) if step is None else meanings.year_off(step, in_year)


def _read_day(parts: Parts) -> Meaning | None:
    month, day = parts.months[0], parts.days[0]
    return _dated(parts, lambda year: intervals.of_day(year, month, day))


def _read_days(parts: Parts) -> Meaning | None:
    month, days = parts.months[0], parts.days
    return _dated(parts, lambda year: _span(year, (month, min(days)), (month, max(days))))


def _read_days_across(parts: Parts) -> Meaning | None:
    (first_month, last_month), (first, last) = parts.months, parts.days
    if len(parts.years) == 2:
        ends = (
            intervals.of_day(parts.years[0], first_month, first),
            intervals.of_day(parts.years[1], last_month, last),
        )
        return None if None in ends else meanings.fixed(hull(*(end for end in ends if end is not None)))
    return _dated(parts, lambda year: _span(year, (first_month, first), (last_month, last)))


def _span(year: int, first: tuple[int, int], last: tuple[int, int]) -> Interval | None:
    """Return the days from one to the other, over New Year if they run that way."""
    begin = intervals.of_day(year - (1 if first > last else 0), *first)
    finish = intervals.of_day(year, *last)
    if begin is None or finish is None:
        return None
    return Interval(start=begin.start, end=finish.end)


def _read_months(parts: Parts) -> Meaning | None:
    first, last = parts.months
    years = parts.years
    if len(years) == 2:
        return meanings.fixed(hull(intervals.of_month(years[0], first), intervals.of_month(years[1], last)))

    def in_year(year: int) -> Interval:
        begin = year - (1 if first > last else 0)
        return hull(intervals.of_month(begin, first), intervals.of_month(year, last))

    return _dated(parts, in_year)


def _edged(found: Interval, edge: str | None) -> Interval:
    return found if edge is None else intervals.part(found, edge)


def _read_month(parts: Parts) -> Meaning | None:
    month, edge = parts.months[0], parts.edge

    def in_year(year: int) -> Interval:
        return _edged(intervals.of_month(year, month), edge)

    if parts.which == "last":
        return meanings.last_finished(in_year)
    if parts.which == "next":
        return meanings.coming(in_year)
    return _dated(parts, in_year)


def _read_quarter(parts: Parts) -> Meaning | None:
    number = parts.words.ordinals[parts.keys("c")[0]]
    if not 1 <= number <= 4:
        return None
    if parts.years:
        return meanings.fixed(intervals.of_quarter(parts.years[0], number))
    if parts.which == "last":
        return meanings.Meaning(at=lambda day: intervals.of_quarter(max(day.year - 1, 1), number))
    return meanings.latest(lambda year: intervals.of_quarter(year, number))


def _read_units_of(parts: Parts) -> Meaning | None:
    """Read "the first week of March", "the first three months of 2025", "останній тиждень лютого"."""
    ordinal = parts.key("c")
    number = 0 if ordinal is None else parts.words.ordinals[ordinal]
    counted = _count(parts)
    count = 1 if counted is None else int(counted[1])
    unit = parts.words.units[parts.keys("U")[0]].rstrip("s")

    def in_year(year: int) -> Interval | None:
        whole = intervals.of_month(year, parts.months[0]) if parts.months else intervals.of_year(year)
        return intervals.units_of(whole, unit, number=number, count=count)

    if parts.which == "last" and parts.tags.endswith("J") and not parts.years and ordinal is not None:
        return meanings.Meaning(at=lambda day: in_year(max(day.year - 1, 1)) or intervals.UNKNOWN)
    return _dated(parts, in_year)


def _read_years(parts: Parts) -> Meaning | None:
    return meanings.fixed(hull(*(intervals.of_year(year) for year in parts.years)))


def _read_decade(parts: Parts) -> Meaning | None:
    year = parts.years[0]
    return meanings.fixed(hull(intervals.of_year(year), intervals.of_year(year + 9)))


def _read_year(parts: Parts) -> Meaning | None:
    return meanings.fixed(_edged(intervals.of_year(parts.years[0]), parts.edge))


def _read_season(parts: Parts) -> Meaning | None:
    season, edge = parts.words.seasons[parts.keys("Ss")[0]], parts.edge

    def in_year(year: int) -> Interval:
        return _edged(intervals.of_season(year, season), edge)

    is_winter_of = season == "winter" and not any(tag in parts.tags for tag in "C-")
    if len(parts.years) == 1 and is_winter_of:
        # The winter of a year is the one that begins or the one that ends in it.
        return meanings.fixed(hull(in_year(parts.years[0] - 1), in_year(parts.years[0])))
    if parts.years or parts.year_step is not None:
        return _dated(parts, in_year)
    if parts.which == "last":
        return meanings.last_finished(in_year)
    if parts.which == "next":
        return meanings.coming(in_year)
    if parts.which == "this" and season != "winter":
        return meanings.year_off(0, in_year)
    return meanings.latest(in_year)


def _read_period(parts: Parts) -> Meaning | None:
    which, unit = parts.which or "this", parts.unit
    if unit == "daynight" and which != "next":
        return meanings.days_off(-1, 0)
    if _is_plural(parts) or unit in {"decade", "hour", "minute", "fortnight"}:
        return meanings.soon(unit) if which == "next" else meanings.recent(unit)
    return meanings.period(unit, which, parts.edge)


def _read_ago(parts: Parts) -> Meaning | None:
    counted = _count(parts)
    if counted is not None:
        return meanings.ago(*counted, parts.unit)
    if parts.unit.endswith("s") and parts.words.language == "en":
        is_open = parts.unit in {"years", "decades"}
        return meanings.ago(_FEW, None if is_open else _SEVERAL, parts.unit)
    return meanings.ago(1, 1, parts.unit)


def _count(parts: Parts) -> tuple[float, float] | None:
    """Read the number of units of an expression."""
    place = next((at for at, letter in enumerate(parts.tags) if letter in "DCN"), None)
    if place is None:
        return None
    language = parts.words.language
    if parts.tokens.key(parts.first + place) in load_quantity_words(language).numerals.half_prefix:
        return 0.5, 0.5
    numerals = load_quantity_words(language).numerals
    amount = parse_range(parts.tokens, parts.first + place, numerals, language=language)
    return None if amount is None else (amount.low, amount.high)


def _read_past(parts: Parts) -> Meaning | None:
    counted = _count(parts)
    if counted is not None:
        return meanings.past(counted[1], parts.unit)
    if _is_plural(parts):
        return meanings.recent(parts.unit)
    return meanings.past(1, parts.unit)


def _read_span(parts: Parts) -> Meaning | None:
    """Read "in five days" as the last five; hours and minutes say how fast, not when."""
    counted = _count(parts)
    is_long = parts.unit.rstrip("s") not in {"hour", "minute"}
    return meanings.past(counted[1], parts.unit) if counted is not None and is_long else None


def _is_plural(parts: Parts) -> bool:
    """Tell "recent weeks" from "last week": by the unit in English, by the adjective elsewhere."""
    if parts.words.language == "en":
        return parts.unit.endswith("s")
    return (parts.key("LTXRr") or "").endswith(_PLURAL_ENDINGS)


def _read_ahead(parts: Parts) -> Meaning | None:
    counted = _count(parts)
    return None if counted is None else meanings.ahead(counted[1], parts.unit)


def _read_weekdays(parts: Parts) -> Meaning | None:
    first, last = (parts.words.weekdays[key] for key in parts.keys("W"))
    end = meanings.weekday(last, None)
    length = (last - first) % 7
    return end.then(lambda found: Interval(start=shift(found.end, -length), end=found.end))


def _read_weekday(parts: Parts) -> Meaning | None:
    return meanings.weekday(parts.words.weekdays[parts.keys("W")[0]], parts.which)


def _read_relative_day(parts: Parts) -> Meaning | None:
    return meanings.days_off(_read_offset(parts))


def _read_offset(parts: Parts) -> int:
    return parts.words.relative_days[parts.keys("y")[0]]


def _read_night(_parts: Parts) -> Meaning | None:
    """Read "overnight", and "вранці" alone: the morning of publication or of the day before."""
    return meanings.days_off(-1, 0)


def _read_part_today(parts: Parts) -> Meaning | None:
    return meanings.days_off(0) if parts.which == "this" else _read_night(parts)


_READERS: dict[str, Callable[[Parts], Meaning | None]] = {
    "phrase": _read_phrase,
    "iso": _read_iso,
    "numeric": _read_numeric,
    "days_across_months": _read_days_across,
    "days": _read_days,
    "day": _read_day,
    "units_of": _read_units_of,
    "months": _read_months,
    "month": _read_month,
    "quarter": _read_quarter,
    "years": _read_years,
    "decade": _read_decade,
    "year_part": _read_year,
    "season": _read_season,
    "period_part": _read_period,
    "ago": _read_ago,
    "past": _read_past,
    "recent": _read_period,
    "span": _read_span,
    "clock_part": _read_night,
    "ahead": _read_ahead,
    "period": _read_period,
    "last_night": _read_night,
    "part_today": _read_part_today,
    "weekend": lambda parts: meanings.weekend(parts.which),
    "weekdays": _read_weekdays,
    "weekday": _read_weekday,
    "relative_day": _read_relative_day,
    "year": _read_year,
    "bare_year": _read_year,
    "night": _read_night,
    "day_part": _read_night,
}
