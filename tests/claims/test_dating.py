"""Claims that name no time are of that of the sentence before, or of the bulletin they stand in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.claims.conftest import Read


def days(read: Read, text: str) -> tuple[dt.date | None, dt.date | None] | None:
    time = read(text).claims[-1].time
    return None if time is None else (time.start, time.end)


def test_toll_is_of_the_day_of_the_strike_before_it(read: Read) -> None:
    reading = read("On March 28 Russian drones struck Sumy. Two people were killed there.")
    claim = reading.claims[-1]
    assert claim.time is not None
    assert claim.time.start == dt.date(2025, 3, 28)
    assert "time" in claim.inferences


@pytest.mark.parametrize(
    "text",
    [
        "On March 28 Russian drones struck Sumy. Two days later a man was killed there.",
        "On March 28 Russian drones struck Sumy.\n\nTwo people were killed in Okhtyrka.",
        "On March 28 Russian drones struck Sumy. Ukrainian troops hold Yunakivka.",
    ],
)
def test_other_days_paragraphs_and_lasting_things_are_not_dated(read: Read, text: str) -> None:
    assert days(read, text) is None


def test_bulletin_is_of_the_week_it_begins_with(read: Read) -> None:
    text = (
        "Минобороны РФ подвело итоги недели\n\nС 22 по 28 марта российские войска нанесли удары по портам,"
        " следует из сообщения Минобороны.\n\nГруппировка «Запад» взяла Ямполь."
    )
    assert days(read, text) == (dt.date(2025, 3, 22), dt.date(2025, 3, 28))
