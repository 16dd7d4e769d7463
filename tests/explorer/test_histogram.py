"""Claims on the time axis: each counts once, and none on a day that its text does not say."""

import datetime as dt
from dataclasses import dataclass

import pytest

from app_pages.histogram import make_histogram


@dataclass(frozen=True)
class Dated:
    start: dt.date | None
    end: dt.date | None
    actor: str = "UA"

    @property
    def is_dated(self) -> bool:
        return self.start is not None or self.end is not None


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_span_is_spread_over_its_days_and_counts_once() -> None:
    found = make_histogram(
        [Dated(day("2025-03-29"), day("2025-03-30")), Dated(day("2025-03-30"), day("2025-03-30"))]
    )
    assert [(bar.start.day, bar.counts) for bar in found.bars] == [(29, {"UA": 0.5}), (30, {"UA": 1.5})]


def test_claim_of_a_year_is_no_bar_on_new_years_day() -> None:
    found = make_histogram(
        [Dated(day("2024-01-01"), day("2024-12-31"), "RU"), Dated(day("2024-08-06"), day("2024-08-06"))]
    )
    assert [bar.counts for bar in found.bars] == [{"UA": 1.0}]
    (stroke,) = found.strokes
    assert (stroke.start, stroke.end, stroke.actor, stroke.count) == (
        day("2024-01-01"),
        day("2024-12-31"),
        "RU",
        1,
    )


def test_open_end_stays_open() -> None:
    found = make_histogram([Dated(day("2023-01-01"), None), Dated(day("2025-03-30"), day("2025-03-30"))])
    assert [(stroke.start, stroke.end) for stroke in found.strokes] == [(day("2023-01-01"), None)]
    assert found.last == day("2025-03-30")


@pytest.mark.parametrize(("last", "width"), [("2025-03-20", 1), ("2025-12-01", 7), ("2029-01-01", 30)])
def test_bars_are_as_wide_as_the_axis_is_long(last: str, width: int) -> None:
    found = make_histogram([Dated(day("2025-03-01"), day("2025-03-01")), Dated(day(last), day(last))])
    assert found.bin_days == width
    assert sum(sum(bar.counts.values()) for bar in found.bars) == 2
    assert all(bar.end >= bar.start for bar in found.bars)


def test_strokes_that_overlap_take_lanes_and_the_rest_is_counted() -> None:
    wide = [Dated(day("2024-01-01"), day("2024-12-31") - dt.timedelta(days=number)) for number in range(6)]
    found = make_histogram(wide)
    assert sorted(stroke.lane for stroke in found.strokes) == [0, 1, 2, 3]
    assert found.left_out == 2


def test_without_a_date_there_is_no_axis() -> None:
    assert make_histogram([Dated(None, None)]) is None
