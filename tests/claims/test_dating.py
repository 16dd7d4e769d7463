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
        "On March 28 drones struck Sumy. In 2024 shells hit it.\n\nTroops of Ukraine captured Yunakivka.",
        "On March 28 Russian drones struck Sumy.\n\nUkrainian troops captured Yunakivka.",
        "On March 28 Russian drones struck Sumy. Ukrainian troops held Yunakivka.",
    ],
)
def test_other_days_paragraphs_and_lasting_things_are_not_dated(read: Read, text: str) -> None:
    assert days(read, text) is None


def test_look_back_is_not_the_day_of_the_next_paragraph(read: Read) -> None:
    text = "Drones hit Sumy on March 27. The incursion began on 6 August 2024.\n\nA bomb struck Yunakivka."
    assert days(read, text) in {None, (dt.date(2025, 3, 27), dt.date(2025, 3, 27))}


def test_bulletin_is_of_the_week_it_begins_with(read: Read) -> None:
    text = (
        "Минобороны РФ подвело итоги недели\n\nС 22 по 28 марта российские войска нанесли удары по портам,"
        " следует из сообщения Минобороны.\n\nГруппировка «Запад» взяла Ямполь."
    )
    assert days(read, text) == (dt.date(2025, 3, 22), dt.date(2025, 3, 28))


def test_fire_is_of_the_day_of_the_lead_until_another_is_told(read: Read) -> None:
    text = "On March 28 Russian drones struck Sumy.\n\nTwo people were killed in Okhtyrka."
    claim = read(text).claims[-1]

    assert claim.time is not None
    assert claim.time.start == dt.date(2025, 3, 28)
    assert "time" in claim.inferences


def test_another_day_ends_that_of_the_lead(read: Read) -> None:
    first = "On March 28 Russian drones struck Sumy. Last week shells hit Krasnopillia."
    text = f"{first}\n\nTwo people were killed in Okhtyrka."
    assert days(read, text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Over the past day Russian forces shelled Sumy.\n\nRussian troops attacked near Vovchansk.",
            dt.date(2025, 3, 29),
            dt.date(2025, 3, 30),
        ),
        (
            "Тиждень війни (17–23 березня)\n\nРосійські війська захопили Велику Новосілку.",
            dt.date(2025, 3, 17),
            dt.date(2025, 3, 23),
        ),
        (
            "За прошедшие сутки Россия обстреляла Сумы.\n\nУкраинские войска отбили атаку у Волчанска.",
            dt.date(2025, 3, 29),
            dt.date(2025, 3, 30),
        ),
    ],
)
def test_bulletin_is_of_the_days_its_lead_names(read: Read, text: str, start: dt.date, end: dt.date) -> None:
    assert days(read, text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Yunakivka remains under the control of Ukrainian troops.",
        "Бої за Вовчанськ тривають.",
        "Украинские войска удерживают Волчанск.",
    ],
)
def test_what_goes_on_is_of_the_day_of_publication(read: Read, text: str) -> None:
    assert days(read, text) == (dt.date(2025, 3, 30), dt.date(2025, 3, 30))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "On March 20 drones struck Sumy. Two people were killed in Okhtyrka the next day.",
            dt.date(2025, 3, 21),
            dt.date(2025, 3, 21),
        ),
        (
            "20 березня дрони вдарили по Сумах. Днем раніше ракета влучила в Охтирку.",
            dt.date(2025, 3, 19),
            dt.date(2025, 3, 19),
        ),
        (
            "В ночь на 20 марта дроны ударили по Сумам. Той же ночью ракета попала в Ахтырку.",
            dt.date(2025, 3, 19),
            dt.date(2025, 3, 20),
        ),
        (
            "On 10 March 2024 Russian troops crossed the border. In early June they captured Vovchansk.",
            dt.date(2024, 6, 1),
            dt.date(2024, 6, 10),
        ),
        (
            "10 березня почався наступ. За п'ять днів російські війська захопили Вовчанськ.",
            dt.date(2025, 3, 10),
            dt.date(2025, 3, 15),
        ),
        (
            "За п'ять днів російські війська захопили Вовчанськ.",
            dt.date(2025, 3, 25),
            dt.date(2025, 3, 30),
        ),
    ],
)
def test_time_counts_from_the_day_told_before(read: Read, text: str, start: dt.date, end: dt.date) -> None:
    assert days(read, text) == (start, end)


def test_dates_behind_a_summer_long_past_are_of_its_year(read: Read) -> None:
    text = "The summer of 2022 belonged to the guns. Russia took Severodonetsk on 25 June."
    assert days(read, text) == (dt.date(2022, 6, 25), dt.date(2022, 6, 25))


def test_a_date_of_late_is_not_of_a_year_long_past(read: Read) -> None:
    text = "In 2022 Russia took Severodonetsk. On 25 March Russian drones hit Sumy."
    assert days(read, text) == (dt.date(2025, 3, 25), dt.date(2025, 3, 25))


def test_year_long_past_is_that_of_the_next_paragraph(read: Read) -> None:
    told = days(read, "У 2022 році росіяни захопили Ізюм.\n\nУ травні ракета влучила в Ізюм, загинули троє.")
    assert told == (dt.date(2022, 5, 1), dt.date(2022, 5, 31))


def test_day_of_talks_to_come_is_not_that_of_what_follows(read: Read) -> None:
    text = "3 February 2026\n\nMoscow said talks would resume on Wednesday. Drones hit a depot in Volgograd."
    (claim,) = read(text).claims
    assert claim.time is None or claim.time.start != dt.date(2026, 1, 28)
