"""Which words of a sentence point back to a place, and to what sort of place."""

from __future__ import annotations

import pytest
from views import view_of

from geo.claims.language.lexicon import load_claim_lexicon
from geo.claims.placing.pointing import find_pointers, read_pointing
from geo.pipeline import Frontline


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


@pytest.mark.parametrize(
    ("text", "language", "sorts"),
    [
        ("Russian troops took three villages in the region.", "en", ["oblast", "town"]),
        ("Russian troops advanced in this direction.", "en", ["direction"]),
        ("Russian troops hold a narrow strip along the border.", "en", ["border", "border"]),
        ("Russian troops advanced in Kursk region.", "en", []),
        ("There is fighting in the village of Popovka.", "en", []),
        ("Three were killed, the region's governor said.", "en", []),
        ("Three were killed, the head of the region said.", "en", []),
        ("Ворог обстріляв місто двічі.", "uk", ["town"]),
        ("Враг перебросил туда два полка.", "ru", ["here"]),
    ],
)
def test_words_point_by_sort(frontline: Frontline, text: str, language: str, sorts: list[str]) -> None:
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    assert [pointer.sort for pointer in find_pointers(view_of(text, frontline), lexicon)] == sorts


def test_pointer_behind_the_trigger_is_nearest(frontline: Frontline) -> None:
    text = "In the city, officials said that troops had advanced in this direction."
    view = view_of(text, frontline)
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    at = text.index("advanced")
    assert read_pointing(view, at, at + 8, lexicon).mode == "points direction inside"


def test_pointer_tells_what_it_calls_the_place(frontline: Frontline) -> None:
    text = "Officials said that troops had left the village."
    view = view_of(text, frontline)
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    at = text.index("left")
    assert read_pointing(view, at, at + 4, lexicon).noun == "village"
