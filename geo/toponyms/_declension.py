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
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.toponyms.names import attach, fold_word, transcribe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+")
_VOWELS = frozenset("аеєиіїоуюяыэё")
_MAX_FORMS = 60
"""Of one case of a name: a name of four words with doubtful endings would make hundreds."""

_ABBREVIATION = re.compile(r"\s[А-ЯІЇЄ]{2,}$")
_PLURAL_ADJECTIVES = ("ие", "ые", "ьи")

_LINKS = frozenset({"на", "над", "під", "под", "при", "біля", "у", "в", "імені", "имени", "ім", "им"})

Variants = tuple[str, ...]
Paradigm = tuple[Variants, ...]
"""Five cases (genitive, dative, accusative, instrumental, locative), each with its variants."""
Rules = dict[str, tuple[tuple[Paradigm, ...], frozenset[str]]]
"""Ending -> its declensions, and all of their endings together."""


class Declension:
    """Declines names of one language, ``uk`` or ``ru``; remembers words, since names share them."""

    def __init__(self, data_dir: Path, language: str) -> None:
        """Load the rules of the language."""
        path = data_dir / "lexicon" / "names_endings.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        self._endings = _read_rules(raw[language])
        self._leading = self._endings | _read_rules(raw.get(f"{language}_leading", {}))
        self._plural = _read_rules(raw.get(f"{language}_plural", {}))
        self._longest = max(map(len, self._leading))
        self._word = lru_cache(maxsize=200_000)(self._decline)

    def keys(self, name: str) -> set[str]:
        """Return the skeletons of a Cyrillic name in the five oblique cases.

        Words that no rule knows stay as they are.
        """
        words = [word.lower() for word in _WORD.findall(name)]
        if len(words) == 1:
            stem, _, endings = self._split(words[0], self._endings)
            return {attach(stem, ending) for ending in endings}
        last = len(words) - 1
        declined = [self._word(word, leading=i < last) for i, word in enumerate(words)]
        if _ABBREVIATION.search(name):
            # АЕС, ГЕС
            declined[-1] = ((fold_word(words[-1]),),) * 5
        if self._plural and words[-2].endswith(_PLURAL_ADJECTIVES) and words[-1][-1] in self._plural:
            stem, (paradigm, *_), _ = self._split(words[-1], self._plural)
            declined[-1] = tuple(tuple(attach(stem, ending) for ending in case) for case in paradigm)
        base = [(fold_word(word),) for word in words]
        keys: set[str] = set()
        for case in range(5):
            forms = [paradigm[case] for paradigm in declined]
            for choice in _agreements(words, forms, base, is_hyphenated="-" in name):
                combined = itertools.islice(itertools.product(*choice), _MAX_FORMS)
                keys.update(map(" ".join, combined))
        return keys

    def _decline(self, word: str, *, leading: bool) -> Paradigm:
        """Return the folded case forms of a word."""
        stem, paradigms, _ = self._split(word, self._leading if leading else self._endings)
        return tuple(
            tuple({attach(stem, ending) for paradigm in paradigms for ending in paradigm[case]})
            for case in range(5)
        )

    def _split(self, word: str, rules: Rules) -> tuple[str, tuple[Paradigm, ...], frozenset[str]]:
        """Return the transcribed stem of a word and the rule of the longest ending that has one."""
        for length in range(min(self._longest, len(word) - 1), -1, -1):
            rule = rules.get(word[len(word) - length :])
            if rule is not None and (length or word[-1] not in _VOWELS):
                return transcribe(word[: len(word) - length]), *rule
        return transcribe(word), ((("",),) * 5,), frozenset({""})


def _agreements(
    words: list[str], forms: Sequence[Variants], base: Sequence[Variants], *, is_hyphenated: bool
) -> Iterator[Sequence[Variants]]:
    """Yield the ways in which the words of a name may share a case: all, the first, or the last."""
    if not _LINKS.isdisjoint(words[1:]):
        yield [forms[0], *base[1:]]  # Ростов-на-Дону, Ростова-на-Дону
        return
    yield forms
    if is_hyphenated:
        yield [*base[:-1], forms[-1]]  # Нью-Йорк, Нью-Йорка


def _read_rules(raw: dict[str, list[str]]) -> Rules:
    rules: Rules = {}
    for ending, lines in raw.items():
        paradigms = tuple(
            tuple(tuple(transcribe(end.strip("-")) for end in case.split(",")) for case in line.split(" "))
            for line in lines
        )
        rules[ending] = paradigms, frozenset(end for p in paradigms for case in p for end in case)
    return rules
