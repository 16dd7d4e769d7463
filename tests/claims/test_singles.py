"""Single things that may be counted as one are found, with their class."""

from __future__ import annotations

import json

import pytest

from geo.claims.counting.quantity_words import LANGUAGES
from geo.claims.counting.singles import find_singles
from geo.models import Measure
from geo.settings import Settings


def summary(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(one.quantity.as_written, one.thing) for one in find_singles(text, language=language)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "A glide bomb hit the old bridge.",
            "en",
            [("A glide bomb", "bombs"), ("the old bridge", "bridges")],
        ),
        ("A Russian Su-34 was shot down.", "en", [("A Russian Su-34", "aircraft")]),
        ("It hit a stop, killing a ticket clerk.", "en", [("a ticket clerk", "killed")]),
        (
            "Дрон вдарив по лікарні, водійка загинула.",
            "uk",
            [("Дрон", "drones"), ("водійка загинула", "killed")],
        ),
        ("Взорван мост через Сейм.", "ru", [("мост", "bridges")]),
        ("В руинах нашли тело женщины.", "ru", [("тело", "killed")]),
    ],
)
def test_thing_in_the_singular_has_its_class(text: str, language: str, found: list[tuple[str, str]]) -> None:
    assert summary(text, language) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [("a drone strike", "en"), ("drone and bridge", "en"), ("п'ять міст", "uk"), ("12 танка", "ru")],
)
def test_thing_that_is_counted_or_qualifies_another_is_not_single(text: str, language: str) -> None:
    assert summary(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("The refinery was hit for the third time this month.", "en", 3),
        ("It was the eighth attack on its stations.", "en", 8),
        ("НПЗ уражено втретє за серпень.", "uk", 3),
        ("Завод поражён в пятый раз.", "ru", 5),
    ],
)
def test_how_often_it_was_done_by_now_is_a_number(text: str, language: str, value: float) -> None:
    (one,) = (one for one in find_singles(text, language=language) if one.mark == "ordinal")
    assert (one.quantity.value, one.thing, one.quantity.measure) == (value, "times", Measure.OTHER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_thing_is_found_with_its_class(language: str) -> None:
    path = Settings().data_dir / "lexicon" / f"quantities_{language}.json"
    listed = json.loads(path.read_text(encoding="utf-8"))["alone"]
    for thing, entries in listed.items():
        for entry in entries:
            text = f"the {entry} fell" if language == "en" else entry
            assert (entry, thing) in [
                (one.quantity.as_written.removeprefix("the ").lower(), one.thing)
                for one in find_singles(text, language=language)
            ]
