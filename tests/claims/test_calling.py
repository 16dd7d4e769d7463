"""What a word can call a place: a city, a town or a village."""

from __future__ import annotations

import pytest
from views import view_of

from geo.claims.language.lexicon import load_claim_lexicon
from geo.claims.placing.calling import find_nouns, may_be_called, noun_of, size_of
from geo.pipeline import Frontline


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Shelling goes on in Kharkiv.", "city"),
        ("Shelling goes on in Toretsk.", "town"),
        ("Shelling goes on in Robotyne.", "village"),
        ("Shelling goes on in Kharkiv Oblast.", "oblast"),
    ],
)
def test_size_is_what_a_place_can_be_called(frontline: Frontline, text: str, size: str) -> None:
    ((_, mention),) = view_of(text, frontline).places
    assert size_of(mention) == size


@pytest.mark.parametrize(
    ("text", "language", "nouns"),
    [
        ("Russian troops entered the village of Robotyne.", "en", ["village"]),
        ("Russian troops entered Robotyne, a ruined village in the south.", "en", ["village"]),
        ("Russian troops entered Robotyne, and the village burned.", "en", []),
        ("Russian troops entered Robotyne.", "en", []),
        ("Російські війська увійшли в селище Нью-Йорк.", "uk", ["town"]),
        ("Российские войска вошли в город Торецк.", "ru", ["city"]),
    ],
)
def test_article_calls_a_place(frontline: Frontline, text: str, language: str, nouns: list[str]) -> None:
    view = view_of(text, frontline)
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    assert list(find_nouns(view, view.places[0][1], lexicon)) == nouns


@pytest.mark.parametrize(
    ("word", "language", "noun"),
    [
        ("village", "en", "village"),
        ("outskirts", "en", ""),
        ("селі", "uk", "village"),
        ("посёлка", "ru", "town"),
    ],
)
def test_noun_that_points_back(word: str, language: str, noun: str, frontline: Frontline) -> None:
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    assert noun_of(word, lexicon) == noun


def test_name_that_goes_by_one_noun_is_not_meant_by_another(frontline: Frontline) -> None:
    ((_, mention),) = view_of("Shelling goes on in Robotyne.", frontline).places
    assert may_be_called("village", mention, frozenset())
    assert not may_be_called("city", mention, frozenset())
    assert may_be_called("town", mention, frozenset({"town"}))
    assert not may_be_called("village", mention, frozenset({"town"}))
