"""Senses of words: the same in three languages, by the longest beginning that is listed."""

from __future__ import annotations

import json

import pytest

from geo.claims.language.senses import LANGUAGES, LONGEST, SHORTEST, Senses, load_senses
from geo.settings import Settings

DATA = Settings().data_dir


@pytest.mark.parametrize(
    ("language", "word"), [("en", "stormed"), ("uk", "штурмували"), ("ru", "штурмовала")]
)
def test_a_sense_is_the_same_in_every_language(language: str, word: str) -> None:
    assert "attack" in load_senses(language, data_dir=DATA).of(word)


def test_the_longest_beginning_counts_and_a_whole_word_before_it() -> None:
    senses = Senses({"at": ("place",), "attack": ("attack",)}, {"attacked": ("past",)})
    assert senses.of("attacks") == ("attack",)
    assert senses.of("attic") == ("place",)
    assert senses.of("attacked") == ("past",)
    assert senses.of("a") == ()


def test_every_language_has_every_sense_and_no_beginning_is_out_of_reach() -> None:
    lists = json.loads((DATA / "lexicon" / "senses.json").read_text(encoding="utf-8"))
    assert lists["en"].keys() == lists["uk"].keys() == lists["ru"].keys()
    for language in LANGUAGES:
        words = [word for listed in lists[language].values() for word in listed.split()]
        assert all(SHORTEST <= len(word) <= LONGEST for word in words if not word.endswith("="))
