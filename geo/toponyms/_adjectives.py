"""Relational adjectives of place names: Покровськ, покровський; Велика Новосілка, великоновосілківський.

Ukrainian and Russian name directions, districts and oblasts by them, where English uses the name
itself. The rules are in ``data/lexicon/names_adjectives.json``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from geo.toponyms.names import fold, fold_word, is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_FIRST_ADJECTIVE = re.compile(r"(\w+[бвгґджзйклмнпрстфхцчшщ])(?:ий|ій|ый|ой|ая|яя|ое|ее|ые|ие|а|я|е|є|і)")
_AREA = re.compile(r"([\w-]+[сзц]ь?к)(?:ая|а|ий) (?:область|район|край)")
_LATIN_AREA = re.compile(
    r"(\w+sk(?:y|yi|yy|iy|ii|a|aya|e|oye)) (?:district|raion|rayon|oblast|region)", re.IGNORECASE
)


class Adjectives:
    """Makes the adjectives of names."""

    def __init__(self, data_dir: Path) -> None:
        """Load the rules."""
        raw = json.loads((data_dir / "lexicon" / "names_adjectives.json").read_text(encoding="utf-8"))
        self._rules: dict[str, dict[str, list[str]]] = {language: raw[language] for language in ("uk", "ru")}
        self._whole: dict[str, list[str]] = raw["whole"]

    def keys(self, name: str, languages: Collection[str]) -> set[str]:
        """Return the keys of a name's adjectives, as ``names.adjective_key`` makes them of a written one.

        Of Latin names only the districts called by one have it: Sudzhansky District, Sudzhansky.
        """
        if not is_cyrillic(name):
            area = _LATIN_AREA.fullmatch(name)
            stems = {fold(area.group(1)).rstrip("aeio")} if area else set()
        else:
            lowered = re.sub("['’ʼ]", "", name.lower())
            stems = {fold_word(stem) for language in languages for stem in self._stems(lowered, language)}
        return {f"{stem}~" for stem in stems}

    def _stems(self, name: str, language: str) -> list[str]:
        area = _AREA.fullmatch(name)
        if area:
            return [area.group(1).replace("-", "")]
        if name in self._whole:
            return [stem for stem in self._whole[name] if stem.endswith("ьк") == (language == "uk")]
        *first, last = re.split("[ -]", name)
        prefix = ""
        for word in first:
            adjective = _FIRST_ADJECTIVE.fullmatch(word)
            if adjective is None:
                return []
            prefix += adjective.group(1) + "о"
        return [prefix + stem for stem in self._last_word(last, language)]

    def _last_word(self, word: str, language: str) -> list[str]:
        rules = self._rules[language]
        for length in range(min(5, len(word) - 1), -1, -1):
            ending = word[len(word) - length :]
            if ending in rules and (length or word[-1] not in "аеєиіїоуюяыэё"):
                return [word[: len(word) - length] + new for new in rules[ending]]
        return []
