from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims.timing.times import FoundTime, find_times
from geo.models import Published

MONDAY = dt.date(2025, 3, 31)


def day(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def on(start: str | None = "2025-03-31", end: str | None = None) -> Published:
    """Return a publication interval; one day if no end is given."""
    return Published(start=day(start or ""), end=day(end if end is not None else start or ""))


def only(text: str, language: str = "en", published: Published | None = None) -> FoundTime:
    (found,) = find_times(text, published=published or on(), language=language)
    return found


def bounds(found: FoundTime) -> tuple[dt.date | None, dt.date | None]:
    return found.span.start, found.span.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on August 6", "2024-08-06", "2024-08-06"),
        ("Aug. 6", "2024-08-06", "2024-08-06"),
        ("6 August 2024", "2024-08-06", "2024-08-06"),
        ("2024-08-06", "2024-08-06", "2024-08-06"),
        ("06.08.2024", "2024-08-06", "2024-08-06"),
        ("12-13 August", "2024-08-12", "2024-08-13"),
        ("between 12 and 14 August", "2024-08-12", "2024-08-14"),
        ("from June to August 2023", "2023-06-01", "2023-08-31"),
        ("In March 2024", "2024-03-01", "2024-03-31"),
        ("in late August", "2024-08-21", "2024-08-31"),
        ("late 2025", "2025-09-01", "2025-12-31"),
        ("in the summer of 2024", "2024-06-01", "2024-08-31"),
        ("in the fall of 2024", "2024-09-01", "2024-11-30"),
        ("last summer", "2024-06-01", "2024-08-31"),
        ("the winter of 2022-23", "2022-12-01", "2023-02-28"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("yesterday", "2025-03-30", "2025-03-30"),
        ("overnight", "2025-03-30", "2025-03-31"),
        ("Saturday night", "2025-03-29", "2025-03-30"),
        ("on Wednesday", "2025-03-26", "2025-03-26"),
        ("over the past week", "2025-03-24", "2025-03-31"),
        ("in the past 24 hours", "2025-03-30", "2025-03-31"),
        ("two days ago", "2025-03-29", "2025-03-29"),
        ("a week ago", "2025-03-21", "2025-03-27"),
        ("over the weekend", "2025-03-29", "2025-03-30"),
        ("around dawn", "2025-03-30", "2025-03-31"),
        ("within five days", "2025-03-26", "2025-03-31"),
        ("for three months", "2024-12-31", "2025-03-31"),
        ("the first three months of 2025", "2025-01-01", "2025-03-31"),
        ("in November last year", "2024-11-01", "2024-11-30"),
    ],
)
def test_english_expression_is_a_closed_interval(text: str, start: str, end: str) -> None:
    assert bounds(only(text)) == (day(start), day(end))


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("у ніч на 6 серпня", "uk", "2024-08-05", "2024-08-06"),
        ("в ночь с 5 на 6 августа", "ru", "2024-08-05", "2024-08-06"),
        ("за минулу добу", "uk", "2025-03-30", "2025-03-31"),
        ("за сутки", "ru", "2025-03-30", "2025-03-31"),
        ("у суботу", "uk", "2025-03-29", "2025-03-29"),
        ("в субботу", "ru", "2025-03-29", "2025-03-29"),
        ("на минулому тижні", "uk", "2025-03-24", "2025-03-30"),
        ("на прошлой неделе", "ru", "2025-03-24", "2025-03-30"),
        ("минулого літа", "uk", "2024-06-01", "2024-08-31"),
        ("прошлым летом", "ru", "2024-06-01", "2024-08-31"),
        ("6 серпня минулого року", "uk", "2024-08-06", "2024-08-06"),
        ("з 20 по 23 березня", "uk", "2025-03-20", "2025-03-23"),
        ("два дня назад", "ru", "2025-03-29", "2025-03-29"),
        ("сьогодні вночі", "uk", "2025-03-30", "2025-03-31"),
        ("в июне 2024 года", "ru", "2024-06-01", "2024-06-30"),
        ("першого березня", "uk", "2025-03-01", "2025-03-01"),
        ("двадцять першого березня", "uk", "2025-03-21", "2025-03-21"),
        ("двадцатого марта", "ru", "2025-03-20", "2025-03-20"),
        ("тридцать первого марта", "ru", "2025-03-31", "2025-03-31"),
        ("за вчерашний день", "ru", "2025-03-30", "2025-03-30"),
        ("після вчорашньої атаки", "uk", "2025-03-30", "2025-03-31"),
        ("на світанку", "uk", "2025-03-30", "2025-03-31"),
        ("станом на ранок", "uk", "2025-03-30", "2025-03-31"),
        ("к утру", "ru", "2025-03-30", "2025-03-31"),
        ("о четвертій ранку", "uk", "2025-03-30", "2025-03-31"),
        ("после ночной атаки", "ru", "2025-03-30", "2025-03-31"),
        ("за два тижні", "uk", "2025-03-17", "2025-03-31"),
        ("за пять дней", "ru", "2025-03-26", "2025-03-31"),
    ],
)
def test_cyrillic_expression_is_a_closed_interval(text: str, language: str, start: str, end: str) -> None:
    assert bounds(only(text, language)) == (day(start), day(end))


def test_unsure_publication_widens_what_is_relative() -> None:
    published = on("2025-03-18", "2025-04-01")

    assert bounds(only("yesterday", published=published)) == (day("2025-03-17"), day("2025-03-31"))
    assert bounds(only("on Saturday", published=published)) == (day("2025-03-15"), day("2025-03-29"))
    assert bounds(only("last year", published=published)) == (day("2024-01-01"), day("2024-12-31"))


def test_date_without_year_is_the_last_before_the_end_of_publication() -> None:
    assert bounds(only("on August 6", published=on("2024-08-01", "2024-08-16"))) == (
        day("2024-08-06"),
        day("2024-08-06"),
    )


def test_date_without_year_stays_wide_when_publication_spans_years() -> None:
    assert bounds(only("on August 6", published=on("2024-03-01", "2025-12-31"))) == (
        day("2023-08-06"),
        day("2025-08-06"),
    )


def test_unknown_publication_leaves_relative_times_unbounded() -> None:
    nowhere = Published()

    assert bounds(only("on August 6", published=nowhere)) == (None, None)
    assert bounds(only("yesterday", published=nowhere)) == (None, None)
    assert bounds(only("since January", published=nowhere)) == (None, None)
    assert bounds(only("on 6 August 2024", published=nowhere)) == (day("2024-08-06"), day("2024-08-06"))


def test_half_known_publication_bounds_one_side() -> None:
    published = Published(start=dt.date(2024, 3, 1), end=None)

    assert bounds(only("yesterday", published=published)) == (day("2024-02-29"), None)


def test_since_runs_to_publication() -> None:
    since = only("since January")

    assert bounds(since) == (day("2025-01-01"), MONDAY)
    assert since.is_since
    assert since.span.as_written == "since January"
    assert only("з початку року", "uk").is_since
    assert bounds(only("since the start of the full-scale invasion")) == (day("2022-02-24"), MONDAY)


def test_time_to_come_is_future() -> None:
    for text in ("by the end of the year", "before the end of the year"):
        found = only(text)
        assert found.is_future
        assert bounds(found) == (MONDAY, day("2025-12-31"))
    assert only("next week").is_future
    assert only("до кінця квітня", "uk").is_future
    assert not only("by Friday").is_future


def test_before_and_after_open_one_side() -> None:
    assert bounds(only("before August 6")) == (None, day("2024-08-05"))
    assert bounds(only("after March 20")) == (day("2025-03-20"), MONDAY)
    assert bounds(only("before dawn on Saturday")) == (day("2025-03-29"), day("2025-03-29"))


def test_numeric_date_is_both_readings_until_a_number_decides() -> None:
    assert bounds(only("on 6/8/2024")) == (day("2024-06-08"), day("2024-08-06"))
    assert bounds(only("on 06/14/2023")) == (day("2023-06-14"), day("2023-06-14"))


@pytest.mark.parametrize(
    "text",
    [
        "the worst since World War II",
        "they may march on",
        "a third of the force",
        "at 05:40",
        "February 31",
        "in 2000 villages",
        "the second half",
        "within five hours",
        "after the fall of the town",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert find_times(text, published=on()) == ()


def test_year_before_a_noun_is_a_year_of_this_war() -> None:
    assert bounds(only("In 2022 Russian troops came.")) == (day("2022-01-01"), day("2022-12-31"))


def test_slice_gives_only_what_lies_in_it() -> None:
    text = "It began on Monday. It ended on Friday."
    after = text.index("It ended")

    assert [one.span.as_written for one in find_times(text, end=after, published=on())] == ["Monday"]
    assert [one.span.as_written for one in find_times(text, start=after, published=on())] == ["Friday"]


def test_far_off_time_has_no_bounds_instead_of_an_error() -> None:
    assert bounds(only("999999 years ago")) == (None, None)


_MIXED = (
    "on in since by August May 6 31 2024 99999 two days ago last this next week night Saturday the of early "
    "late end summer - to and , . overnight today у в ночь на ніч серпня 6-го августа з по за добу тому "
    "неделю назад минулого року году 06.08.2024 2024-13-45 31/31/2024 first three months half past"
)
_WORDS = st.sampled_from(_MIXED.split(" "))
_DAYS = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_WORDS, max_size=20).map(" ".join),
    st.sampled_from(["en", "uk", "ru"]),
    st.none() | _DAYS,
    st.none() | _DAYS,
)
def test_spans_round_trip_and_intervals_are_ordered(
    text: str, language: str, first: dt.date | None, second: dt.date | None
) -> None:
    if first is not None and second is not None:
        first, second = min(first, second), max(first, second)
    published = Published(start=first, end=second)
    last = 0
    for found in find_times(text, published=published, language=language):
        assert found.span.as_written == text[found.start : found.end]
        assert found.start >= last
        last = found.end
        start, end = bounds(found)
        assert start is None or end is None or start <= end


@pytest.mark.parametrize("text", ["published on March 27 and 28 indicates", "on March 27 and 28 but did not"])
def test_two_days_before_a_word_that_is_not_counted(text: str) -> None:
    assert bounds(only(text)) == (dt.date(2025, 3, 27), dt.date(2025, 3, 28))


def test_a_day_and_a_number_of_things_are_two_things() -> None:
    assert bounds(only("on March 27 and 28 soldiers")) == (dt.date(2025, 3, 27), dt.date(2025, 3, 27))
