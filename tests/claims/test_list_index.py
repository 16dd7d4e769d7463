"""Which word lists may have a word in a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.claims.language.lexicon import LANGUAGES, load_claim_lexicon
from geo.claims.language.list_index import ListIndex
from geo.settings import Settings

CLAIMS = Path(__file__).parents[2] / "geo" / "claims"
TEXTS = {
    "en": "russian forces may have taken the village, the ministry said; the staff was silent",
    "uk": "за даними генштабу, ворог намагався прорватися, але воїни відбили атаку; втрати уточнюються",
    "ru": "по данным минобороны, противник пытался прорваться, однако атака была отбита; потери уточняются",
}


def test_a_list_is_found_by_a_word_or_its_plain_letters() -> None:
    index = ListIndex({"plans": ["plan*"], "ends": ["*burg"], "both": ["on * front"], "any": ["*"]})
    assert index.find("they planned") == {"plans", "any"}
    assert index.find("orenburg") == {"ends", "any"}
    assert index.find("on the southern front") == {"both", "any"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_that_has_a_word_in_a_text_is_found(language: str) -> None:
    lexicon = load_claim_lexicon(language, data_dir=Settings().data_dir)
    found = lexicon.find_lists(TEXTS[language])
    names = [name for name in lexicon.list_names if lexicon[name].search(TEXTS[language])]
    assert len(names) > 5
    assert set(names) <= found < set(lexicon.list_names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_that_the_rules_search_for_exists(language: str) -> None:
    # A sentence that has no word of a list is not searched, so that a misspelt name would only find nothing.
    rules = "".join(path.read_text(encoding="utf-8") for path in CLAIMS.rglob("*.py"))
    asked = set(re.findall(r"\.(?:search|finditer)\(\s*\"(\w+)\", (?:\w+\.)*lexicon", rules))
    assert len(asked) > 20
    assert asked <= set(load_claim_lexicon(language, data_dir=Settings().data_dir).list_names)
