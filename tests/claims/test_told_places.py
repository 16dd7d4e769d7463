"""What is remembered of the places that an article has named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.language.lexicon import load_claim_lexicon
from geo.claims.language.sentence_view import make_views
from geo.claims.placing.recalling import PlaceStack
from geo.claims.placing.told_places import ToldPlaces, key_of
from geo.pipeline import Frontline
from geo.reading.article import make_article

TEXT = """# Fighting in Belgorod region

In Kramatorsk, shops are open. The road to Sumy is closed.

Kherson waits. People in Kherson have no water."""

if TYPE_CHECKING:
    from geo.claims.placing.told_places import ToldPlace


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[ToldPlace, int]]:
    """Return by name the places told of in ``TEXT``, with their ranks."""
    return {place.mention.text: (place, rank) for _, place, rank in read(TEXT).told.latest()}


def read(text: str) -> PlaceStack:
    """Return what is remembered of the places of a text."""
    frontline = Frontline()
    article = make_article(text, source="note")
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    stack = PlaceStack()
    for view in make_views(article, frontline.find_places(article), lexicon):
        stack.note(view, lexicon)
    return stack


def test_latest_place_has_first_rank_of_its_sort(told: dict[str, tuple[ToldPlace, int]]) -> None:
    assert [(name, rank) for name, (_, rank) in told.items()] == [
        ("Kherson", 0),
        ("Sumy", 1),
        ("Kramatorsk", 2),
        ("Belgorod", 0),
    ]


def test_place_that_opens_a_sentence_leads(told: dict[str, tuple[ToldPlace, int]]) -> None:
    assert told["Kramatorsk"][0].leads


def test_end_of_a_road_is_told_aside(told: dict[str, tuple[ToldPlace, int]]) -> None:
    assert told["Sumy"][0].is_aside


def test_mentions_are_counted(told: dict[str, tuple[ToldPlace, int]]) -> None:
    place = told["Kherson"][0]
    assert (place.times, place.opens == place.paragraph) == (2, True)


def test_heading_is_remembered(told: dict[str, tuple[ToldPlace, int]]) -> None:
    assert told["Belgorod"][0].titled == 1
    assert told["Kherson"][0].titled == -1


def test_scene_is_the_place_that_a_sentence_of_the_paragraph_begins_with() -> None:
    stack = read("In Kramatorsk, shops are open. The road to Sumy is closed.")
    assert stack.told.scene is not None
    assert stack.told.by_key[stack.told.scene].mention.text == "Kramatorsk"


def test_scene_ends_with_its_paragraph() -> None:
    assert read("In Kramatorsk, shops are open.\n\nThe road is closed.").told.scene is None


def test_noun_of_a_place_is_remembered() -> None:
    stack = read("Troops entered the village of Robotyne. Shops in Robotyne are closed.")
    (place,) = stack.told.by_key.values()
    assert place.called == {"village"}


def test_places_have_the_rank_of_how_often_the_whole_article_names_them() -> None:
    frontline = Frontline()
    article = make_article(
        "Kherson waits. Kramatorsk and Sumy wait. Kramatorsk has no water.\n\nUkraine waits for Sumy Oblast.",
        source="note",
    )
    mentions = frontline.find_places(article)
    ranks = ToldPlaces.of(mentions).ranks
    names = {mention.text: ranks.get(key_of(mention)) for mention in mentions}
    assert names["Kramatorsk"] == 0
    assert names["Kherson"] == 1
    assert names["Ukraine"] is None
