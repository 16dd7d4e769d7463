from __future__ import annotations

import json

import pytest

from geo.claims.counting.implied import find_implied_ones
from geo.claims.counting.quantity_words import LANGUAGES
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
        ("A guard at an industrial plant was killed.", "en", [("A guard", Measure.KILLED)]),
        ("Another woman, 67, died in the morning.", "en", [("Another woman", Measure.KILLED)]),
        ("Загинула жінка.", "uk", [("жінка", Measure.KILLED)]),
        ("Ранен водитель.", "ru", [("водитель", Measure.WOUNDED)]),
        ("Погибла пожилая женщина.", "ru", [("женщина", Measure.KILLED)]),
        ("Ранена монахиня.", "ru", [("монахиня", Measure.WOUNDED)]),
        ("Поранено вахтера.", "uk", [("вахтера", Measure.WOUNDED)]),
        ("A North Korean general was wounded.", "en", [("A North Korean general", Measure.WOUNDED)]),
        ("Troops took another settlement.", "en", [("another settlement", Measure.SETTLEMENTS)]),
        ("Потеряны 50 солдат, танк и две гаубицы.", "ru", [("танк", Measure.VEHICLES)]),
        ("Знищено гармату, три танки.", "uk", [("гармату", Measure.VEHICLES)]),
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


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Дрон влучив у цивільний автомобіль, загинув водій.", "uk", [("водій", Measure.KILLED)]),
        ("Загинув цивільний.", "uk", [("цивільний", Measure.KILLED)]),
        (
            "Загинув водій, його 15-річний син поранений.",
            "uk",
            [("водій", Measure.KILLED), ("син", Measure.WOUNDED)],
        ),
        ("Під обстрілом загинула корова.", "uk", []),
        ("При обстреле погибла корова.", "ru", []),
    ],
)
def test_relatives_are_victims_and_cars_of_civilians_and_cattle_are_none(
    text: str, language: str, found: list[tuple[str, Measure]]
) -> None:
    assert summary(text, language) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Погиб вчера вечером.", "ru"),
        ("Ранен в ногу.", "ru"),
        ("Удар по складу, три дрона сбиты.", "ru"),
        ("Танк стоїть біля села.", "uk"),
        ("Nobody was killed.", "en"),
    ],
)
def test_verb_without_a_subject_and_thing_outside_a_list_imply_nothing(text: str, language: str) -> None:
    assert find_implied_ones(text, language=language) == ()


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_thing_counts_one_in_a_list(language: str) -> None:
    path = Settings().data_dir / "lexicon" / f"quantities_{language}.json"
    pattern = {"uk": "Втрачено 50 солдатів, {} і дві гаубиці.", "ru": "Потеряны 50 солдат, {} и две гаубицы."}
    for entry in json.loads(path.read_text(encoding="utf-8"))["things"]:
        found = find_implied_ones(pattern[language].format(entry), language=language)
        assert (entry, [one.value for one in found]) == (entry, [1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_in_the_singular_tells_of_one(language: str) -> None:
    path = Settings().data_dir / "lexicon" / f"quantities_{language}.json"
    pattern = {"en": "A monk {}.", "uk": "Учора {} монах.", "ru": "Вчера {} монах."}[language]
    for name, entries in json.loads(path.read_text(encoding="utf-8"))["singular_cues"].items():
        for entry in entries:
            (found,) = find_implied_ones(pattern.format(entry), language=language)
            assert (entry, found.measure, found.value) == (entry, Measure(name), 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_single_noun_is_one(language: str) -> None:
    path = Settings().data_dir / "lexicon" / f"quantities_{language}.json"
    pattern = {"en": "They captured a {}.", "uk": "Поранено: {}.", "ru": "Ранен {}."}[language]
    for entry in json.loads(path.read_text(encoding="utf-8"))["singles"]:
        found = find_implied_ones(pattern.format(entry), language=language)
        assert (entry, len(found)) == (entry, 1)


@pytest.mark.parametrize(
    ("text", "language", "as_written", "measure"),
    [
        ("In Chernihiv, a 16-year-old was killed.", "en", "a 16-year-old", Measure.KILLED),
        ("An 82-year-old woman was killed.", "en", "An 82-year-old woman", Measure.KILLED),
        ("It hurt a 12-year-old girl.", "en", "a 12-year-old girl", Measure.WOUNDED),
        ("A member of the defence was killed.", "en", "A member of the defence", Measure.KILLED),
        ("A woman received shrapnel wounds.", "en", "A woman", Measure.WOUNDED),
        ("A guard was taken to hospital.", "en", "A guard", Measure.WOUNDED),
        ("Постраждав волонтер із Литви.", "uk", "волонтер", Measure.WOUNDED),
        ("Пострадал дежурный оператор котельной.", "ru", "оператор", Measure.WOUNDED),
    ],
)
def test_one_victim_by_age_and_trade(text: str, language: str, as_written: str, measure: Measure) -> None:
    (one,) = find_implied_ones(text, language=language)

    assert (one.as_written, one.value, one.measure) == (as_written, 1, measure)


def test_village_of_a_phrase_is_not_the_one() -> None:
    assert find_implied_ones("A commander of the city spoke near a mine.") == ()
