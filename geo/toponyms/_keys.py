"""The skeletons under which a place is filed: its names, their other spellings and case forms."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from geo.toponyms._adjectives import Adjectives
from geo.toponyms._declension import Declension
from geo.toponyms._spelling import Translation, contrary_keys
from geo.toponyms.names import fold, is_cyrillic, loosen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
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
    return frozenset(How) - (frozenset({How.CONTRARY}) if cyrillic else _CYRILLIC_ONLY)


class KeyMaker:
    """Makes the keys of spellings."""

    def __init__(self, data_dir: Path) -> None:
        """Load the rules of declension and translation."""
        self._ukrainian = Declension(data_dir, "uk")
        self._russian = Declension(data_dir, "ru")
        self._translation = Translation(data_dir)
        self._adjectives = Adjectives(data_dir)

    def keys(
        self,
        spelling: str,
        *,
        languages: Collection[str] = ("uk", "ru"),
        translate: bool = True,
        adjectives: bool = False,
    ) -> dict[str, How]:
        """Return every skeleton of one spelling with the nearest way it follows.

        ``languages`` are those in which a Cyrillic spelling is declined; ``translate`` adds the
        Russian forms of a Ukrainian one, ``adjectives`` the relational adjective.
        """
        keys: dict[str, How] = {}
        for how, found in self._layers(spelling, languages, translate=translate):
            for key in found:
                keys.setdefault(key, how)
        if adjectives:
            for key in self._adjectives.keys(spelling, languages):
                keys.setdefault(key, How.ADJECTIVE)
        return {key: how for key, how in keys.items() if key and not key.isdigit()}

    def _layers(
        self, spelling: str, languages: Collection[str], *, translate: bool
    ) -> Iterator[tuple[How, Iterable[str]]]:
        """Yield the skeletons from the nearest to the farthest."""
        key = fold(spelling)
        yield How.SPELT, (key,)
        if " " in key:
            yield How.LOOSE, filter(None, (key.replace(" ", ""), loosen(key)))
        if not is_cyrillic(spelling):
            return
        yield How.CONTRARY, contrary_keys(spelling)
        translations = self._translation.russian(spelling) if translate and "uk" in languages else ()
        yield How.TRANSLATED, map(fold, translations)
        if "uk" in languages:
            yield How.FORM, self._ukrainian.keys(spelling)
        if "ru" in languages:
            yield How.FORM, self._russian.keys(spelling)
        for translation in translations:
            yield How.TRANSLATED_FORM, self._russian.keys(translation)
