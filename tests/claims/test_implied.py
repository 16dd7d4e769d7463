from __future__ import annotations

import json

import pytest

from geo.claims.implied import find_implied_ones
from geo.claims.quantity_words import LANGUAGES
from geo.models import Comparator, Measure
from geo.settings import Settings


def summary(text: str, language: str = "en") -> list[tuple[str, Measure]]:
    return [(one.as_written, one.measure) for one in find_implied_ones(text, language=language)]


def test_article_before_a_settlement_counts_one() -> None:
    text = "Troops captured a small settlement in the north."
    (one,) = find_implied_ones(text)

    assert (one.as_written, one.measure) == ("a small settlement", Measure.SETTLEMENTS)
    assert (one.value, one.comparator) == (1, Comparator.EXACT)
    assert text[one.start : one.end] == one.as_written


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("A reporter was killed near the river.", "en", [("A reporter", Measure.KILLED)]),
        ("shot down a Russian Su-25 jet", "en", [("a Russian Su-25 jet", Measure.VEHICLES)]),
        (
            "A man was killed and a woman injured.",
            "en",
            [("A man", Measure.KILLED), ("a woman", Measure.WOUNDED)],
        ),
        ("Загинула жінка.", "uk", [("жінка", Measure.KILLED)]),
        ("Ранен водитель.", "ru", [("водитель", Measure.WOUNDED)]),
    ],
)
def test_single_thing_has_the_measure_of_what_befell_it(
    text: str, language: str, found: list[tuple[str, Measure]]
) -> None:
    assert summary(text, language) == found


@pytest.mark.parametrize(
    "text",
    ["a drone strike", "a dozen villages", "One civilian was killed.", "the man said so", "village council"],
)
def test_what_is_counted_or_harmless_implies_nothing(text: str) -> None:
    assert find_implied_ones(text) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_single_noun_is_one(language: str) -> None:
    path = Settings().data_dir / "lexicon" / f"quantities_{language}.json"
    pattern = {"en": "They captured a {}.", "uk": "Поранено: {}.", "ru": "Ранен {}."}[language]
    for entry in json.loads(path.read_text(encoding="utf-8"))["singles"]:
        found = find_implied_ones(pattern.format(entry), language=language)
        assert (entry, len(found)) == (entry, 1)
