"""Case forms of Ukrainian and Russian place names, by rules over the ending of each word.

Names are declined when the gazetteer is compiled, not when a text is read: a written form then
either is one of a name's forms or is not, and nothing has to be guessed while reading. The rules
(``data/lexicon/names_endings.json``) overdo it where an ending allows two declensions, since a
form that nobody writes does no harm.
"""

from __future__ import annotations

import itertools
import json
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+")
_MAX_FORMS = 60

Endings = dict[str, tuple[tuple[tuple[str, ...], ...], ...]]
"""Ending -> declensions -> five cases (genitive, dative, accusative, instrumental, locative)."""


@cache
def load_endings(data_dir: Path) -> dict[str, Endings]:
    """Return the declension rules of each language (``uk``, ``ru``)."""
    raw = json.loads((data_dir / "lexicon" / "names_endings.json").read_text(encoding="utf-8"))
    return {
        language: {
            ending: tuple(tuple(tuple(case.split(",")) for case in line.split(" ")) for line in lines)
            for ending, lines in raw[language].items()
        }
        for language in ("uk", "ru")
    }


def inflect(name: str, endings: Endings) -> frozenset[str]:
    """Return the forms of a Cyrillic name in the five oblique cases, in lower case.

    Words that no rule knows stay as they are. The base form itself is left out.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    declined = [decline(word, endings) for word in words]
    forms: set[str] = set()
    for case in range(5):
        choices = [
            sorted({form for paradigm in paradigms for form in paradigm[case]}) or [word]
            for word, paradigms in zip(words, declined, strict=True)
        ]
        combined = itertools.islice(itertools.product(*choices), _MAX_FORMS)
        forms.update(" ".join(choice) for choice in combined)
    forms.discard(" ".join(words))
    return frozenset(forms)


def decline(word: str, endings: Endings) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return the case forms of one word for each declension its longest known ending allows."""
    for length in range(min(6, len(word) - 1), -1, -1):
        ending = word[len(word) - length :]
        rules = endings.get(ending)
        if rules is not None and (length or word[-1] not in "аеєиіїоуюяыэё"):
            stem = word[: len(word) - length]
            return tuple(
                tuple(tuple(_attach(stem, new) for new in case) for case in paradigm) for paradigm in rules
            )
    return ()


def _attach(stem: str, ending: str) -> str:
    return stem if ending == "-" else stem + ending
