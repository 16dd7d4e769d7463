"""Districts and oblasts whose noun is left out: «в Валуйском районе — Уразово, в Шебекинском — Муром».

Such an adjective alone may be a village or a direction, so it is read only behind another that has the
noun.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

REACH = 200
"""Words of a paragraph before an adjective in which the noun is looked for."""

_DISTRICT = re.compile(r"(?:[сцз]ь?к)(?:ом|ому|ий)$")
_OBLAST = re.compile(r"(?:[сцз]ь?к)(?:ой|ій|ою)$")
_OF_OBLAST = re.compile(r"(?:[сцз]ь?к)(?:ой|ої)$")
_HOLDS = re.compile(r"\s?[—–]\s|:\s")
_ENDS = re.compile(r"[.,;)]|\s?[—–]\s|\s(?:и|і|й|та)\s")
_IN = frozenset({"в", "во", "у"})
_AMONG = frozenset({*_IN, "над"})


def find_elided(first: int, last: int, words: Words, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the feature codes of the noun that an adjective lacks, none where it lacks no such noun."""
    if lexicon.language == "en" or first != last:
        return ()
    word = words.items[first]
    is_inside = words.before(first) in _IN
    if _OF_OBLAST.search(word.lower) and first and words.items[first - 1].is_capital and word.gap == " ":
        # «Гірськ Чернігівської області, Сопич Сумської»
        is_last = _ENDS.match(words.text, word.end) is not None
        return ("ADM1", "RGN") if is_last and _names_before(first, words, lexicon, "adm1_nouns") else ()
    if words.before(first) in _AMONG and _OBLAST.search(word.lower) and _ENDS.match(words.text, word.end):
        return ("ADM1", "RGN") if _names_before(first, words, lexicon, "adm1_nouns") else ()
    is_opening = word.is_first or ";" in word.gap
    if _is_counted_on(first, words) and _ENDS.match(words.text, word.end):
        return ("ADM2", "PPLX") if _names_before(first, words, lexicon, "adm2_nouns") else ()
    is_district = (is_inside or is_opening) and _DISTRICT.search(word.lower) is not None
    if is_district and _HOLDS.match(words.text, word.end):
        return ("ADM2", "PPLX") if _names_before(first, words, lexicon, "adm2_nouns") else ()
    return ()


def _is_counted_on(first: int, words: Words) -> bool:
    """Tell «по Київському району два, один — по Слобідському»: a dash stands before the preposition."""
    is_adjective = _DISTRICT.search(words.items[first].lower) is not None
    is_dashed = any(sign in words.items[first - 1].gap for sign in "—–") if first else False
    return is_adjective and is_dashed and words.before(first) in {"по", "в", "у"}


def _names_before(first: int, words: Words, lexicon: Lexicon, nouns: str) -> bool:
    """Tell whether an adjective with the noun stands earlier in the paragraph, and no direction since."""
    paragraph = words.paragraphs[words.items[first].sentence]
    for index in range(first - 1, max(0, first - REACH), -1):
        word = words.items[index]
        if words.paragraphs[word.sentence] != paragraph or word.lower in lexicon["direction_nouns"]:
            return False
        if word.lower in lexicon[nouns] and words.items[index - 1].is_capital:
            return True
    return False
