"""The skeletons under which a place is filed: its names, their other spellings and case forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from geo.toponyms._adjectives import Adjectives
from geo.toponyms._declension import Declension
from geo.toponyms._spelling import Translation, contrary_keys
from geo.toponyms.names import fold, is_cyrillic, loosen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class How(IntEnum):
    """How a skeleton follows from a spelling, nearest first.

    ``CONTRARY`` systems are read in Latin script only; case forms in Cyrillic only, since nobody
    declines a romanised name.
    """

    SPELT = 0
    LOOSE = 1
    CONTRARY = 2
    TRANSLATED = 3
    FORM = 4
    TRANSLATED_FORM = 5
    ADJECTIVE = 6


QUALITY: dict[int, float] = {
    How.SPELT: 1.0,
    How.LOOSE: 0.85,
    How.CONTRARY: 0.9,
    How.TRANSLATED: 0.8,
    How.FORM: 0.95,
    How.TRANSLATED_FORM: 0.75,
    How.ADJECTIVE: 0.6,
}
"""How well a name matches that is met under such a skeleton. A case form is as good as the name but
for the namesakes it may share an ending with; a translation made by rule is a guess."""

_CYRILLIC_ONLY: frozenset[int] = frozenset({How.FORM, How.TRANSLATED_FORM})


def readable_ways(*, cyrillic: bool) -> frozenset[int]:
    """Return the ways whose skeletons may be met in a word of this script."""
    names = frozenset(How) - {How.ADJECTIVE}
    return names - {How.CONTRARY} if cyrillic else names - _CYRILLIC_ONLY


_RUSSIAN_ENDING = ("ovka", "evka")
_RUSSIAN_CASES = ("i", "e", "u", "oi", "oiu")
"""Romanised Russian names such as Kondrashovka are all that old maps give of some villages; Russian
reports decline them."""


@dataclass(slots=True, kw_only=True)
class Spelling:
    """A spelling, and what is wanted of it.

    ``languages`` decline it; ``translate`` asks for the Russian forms of a Ukrainian one,
    ``adjective`` for its relational adjective.
    """

    text: str
    languages: set[str]
    translate: bool = False
    adjective: bool = False


class KeyMaker:
    """Makes the keys of names."""

    def __init__(self, data_dir: Path) -> None:
        """Load the rules of declension and translation."""
        self._declensions = {language: Declension(data_dir, language) for language in ("uk", "ru")}
        self._translation = Translation(data_dir)
        self._adjectives = Adjectives(data_dir)

    def keys(self, skeleton: str, spellings: Iterable[Spelling]) -> dict[str, How]:
        """Return every key of the spellings of one skeleton, with the nearest way it follows."""
        keys = {skeleton: How.SPELT}
        layers: dict[How, set[str]] = {how: set() for how in How}
        if " " in skeleton:
            layers[How.LOOSE] = {skeleton.replace(" ", ""), loosen(skeleton) or skeleton}
        for spelling in spellings:
            if is_cyrillic(spelling.text):
                self._add_cyrillic(spelling, layers)
            elif skeleton.endswith(_RUSSIAN_ENDING) and " " not in skeleton:
                layers[How.FORM] |= {skeleton[:-1] + ending for ending in _RUSSIAN_CASES}
            if spelling.adjective:
                layers[How.ADJECTIVE] |= self._adjectives.keys(spelling.text, spelling.languages)
        for how, found in layers.items():
            for key in found:
                keys.setdefault(key, how)
        return keys

    def _add_cyrillic(self, spelling: Spelling, layers: dict[How, set[str]]) -> None:
        text = spelling.text
        layers[How.CONTRARY] |= contrary_keys(text)
        for language in spelling.languages:
            layers[How.FORM] |= self._declensions[language].keys(text)
        if spelling.translate and "uk" in spelling.languages:
            for russian in self._translation.russian(text):
                layers[How.TRANSLATED].add(fold(russian))
                layers[How.TRANSLATED_FORM] |= self._declensions["ru"].keys(russian)
