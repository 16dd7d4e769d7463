"""How a place told of before stands to a claim."""

from __future__ import annotations

import pytest

from geo.claims import extraction
from geo.claims.weigh_places import list_places
from geo.pipeline import Frontline
from geo.reading.article import make_article


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


def clues_of_last(
    text: str, frontline: Frontline, monkeypatch: pytest.MonkeyPatch
) -> dict[str, frozenset[str]]:
    """Return the clues of every place that the last claim of a text may lie at, by name."""
    seen: list[dict[str, frozenset[str]]] = []

    def listen(view, draft, told, lexicon):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        options = list_places(view, draft, told, lexicon)
        named = {
            " ".join(told.mentions[ref.mention].text for ref in option.value): option.clues
            for option in options
        }
        seen.append(named)
        return options

    monkeypatch.setattr(extraction, "list_places", listen)
    article = make_article(text, source="note")
    extraction.extract_claims(article, frontline.find_places(article), settings=frontline.settings)
    return seen[-1]


def test_village_is_the_last_of_the_villages(frontline: Frontline, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Fighting goes on in Robotyne, south of Kharkiv. Russian troops shelled the village."
    clues = clues_of_last(text, frontline, monkeypatch)
    assert "noun rank 0" in clues["Robotyne"]
    assert "noun unfit" in clues["Kharkiv"]


def test_claim_before_in_the_sentence_is_told(frontline: Frontline, monkeypatch: pytest.MonkeyPatch) -> None:
    clues = clues_of_last("A Russian drone hit Kherson and killed two people.", frontline, monkeypatch)
    assert "claimed here" in clues["Kherson"]


def test_seat_of_a_government_is_told(frontline: Frontline, monkeypatch: pytest.MonkeyPatch) -> None:
    clues = clues_of_last("In Moscow officials say that troops entered Robotyne.", frontline, monkeypatch)
    assert "is seat" in clues["Moscow"]
    assert "is seat" not in clues["Robotyne"]


def test_number_tells_how_large_the_place_is(frontline: Frontline, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Russian troops shelled Kherson. In the city, 2,400 people were evacuated."
    clues = clues_of_last(text, frontline, monkeypatch)
    assert "displaced 4 city" in clues["Kherson"]
