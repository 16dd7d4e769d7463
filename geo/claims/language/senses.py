"""What a word means for a claim, whatever the language: "stormed" and "штурмували" are both an attack.

The lists are wide and shallow: no word of them makes a claim, as a trigger does; each is one clue among
many, and one that the gold articles of all three languages have in common.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "uk", "ru")

LONGEST = 16
"""Letters of the longest beginning of a word in the lists."""

SHORTEST = 2
"""Letters of the shortest."""

_WHOLE = "="


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of words by their beginnings, and of whole words."""

    by_beginning: dict[str, tuple[str, ...]]
    by_word: dict[str, tuple[str, ...]]
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, word: str) -> tuple[str, ...]:
        """Return the senses of a word in small letters: those of its longest beginning that is listed."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self._find(word)
        return found

    def _find(self, word: str) -> tuple[str, ...]:
        whole = self.by_word.get(word)
        if whole is not None:
            return whole
        for letters in range(min(len(word), LONGEST), SHORTEST - 1, -1):
            found = self.by_beginning.get(word[:letters])
            if found is not None:
                return found
        return ()


@cache
def load_senses(language: str, *, data_dir: Path) -> Senses:
    """Return the senses of words in ``language``; English where there are none."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    lists = json.loads((data_dir / "lexicon" / "senses.json").read_text(encoding="utf-8"))[code]
    by_beginning: dict[str, tuple[str, ...]] = {}
    by_word: dict[str, tuple[str, ...]] = {}
    for sense, words in lists.items():
        for word in words.split():
            rows = by_word if word.endswith(_WHOLE) else by_beginning
            letters = word.removesuffix(_WHOLE)
            rows[letters] = (*rows.get(letters, ()), sense)
    return Senses(by_beginning, by_word)
