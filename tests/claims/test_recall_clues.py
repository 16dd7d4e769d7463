"""How a place told of before stands to a claim."""

from __future__ import annotations

import pytest

from geo.claims import extraction
from geo.claims.placing.weigh_places import list_places
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


def test_place_named_first_in_the_paragraph_is_told(
    frontline: Frontline, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "Sumy has no water.\n\nThe bridge at Kherson is closed, the one at Nikopol too. Shelling killed two."
    )
    clues = clues_of_last(text, frontline, monkeypatch)
    assert "alone point first" in clues["Kherson"]
    assert not {"alone point first"} & (clues["Nikopol"] | clues["Sumy"])


def test_word_told_of_a_place_before_echoes(frontline: Frontline, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The cargo terminal in Kherson is closed. Sumy has no water. A drone hit the terminal."
    clues = clues_of_last(text, frontline, monkeypatch)
    assert "echo 1" in clues["Kherson"]
    assert "echo 0" in clues["Sumy"]


def test_seat_of_a_government_is_told_when_recalled(
    frontline: Frontline, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Officials met in Kyiv. Life goes on in Kherson. Shelling killed two people."
    clues = clues_of_last(text, frontline, monkeypatch)
    assert "code PPLC" in clues["Kyiv"]
    assert not any(clue.startswith("code ") for clue in clues["Kherson"])


def test_scene_of_the_paragraph_before_is_told_apart(
    frontline: Frontline, monkeypatch: pytest.MonkeyPatch
) -> None:
    clues = clues_of_last("In Kherson, life goes on.\n\nShelling killed two.", frontline, monkeypatch)
    assert {"alone point scene before", "alone point first before"} <= clues["Kherson"]
    assert not {"alone point scene", "alone point first"} & clues["Kherson"]
