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
# «В трёх районах области: Борисовском, Грайворонском и», «чотири громади: Золочівська,»
_ADJECTIVE = re.compile(r"[сцз]ь?к(?:ий|ом|ому|ого|ая|ой|ую|а|у|ій|ої|ою)$")
_HEADED = re.compile(
    r"(?<!\w)(?:(?P<district>район(?:ах|ами?|ы|ов|и|ів|а)|округ(?:ах|ами?|а|ов|и|ів))"
    r"|(?P<oblast>област(?:ях|ями?|и|ей|і)|регион(?:ах|ами?|ы|ов)|регіон(?:ах|ами?|и|ів))"
    r"|(?P<community>громад(?:ах|ами?|и)?))"
    r"(?:\s[А-ЯЁІЇЄҐ][\w’'-]+(?:\s(?:области|області|края|краю|района|району))?|\s(?:области|області|края|краю))?"
    r"\s?(?::|\s[—–])\s"
    r"(?:[А-ЯЁІЇЄҐ][\w’'-]+(?:,|\s(?:и|і|й|та|а также|а також))\s)*\Z"
)
OF_COMMUNITIES = ("ADM3",)
"""What "communities" before a colon says: no gazetteer has them, but the town that each is called after."""

LONGEST_LIST = 160
"""Letters before an adjective in which the noun at the head of its list stands."""

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


def find_headed(first: int, words: Words) -> tuple[str, ...]:
    """Return what the noun before the colon of a list says of the adjectives in it."""
    word = words.items[first]
    before = words.text[max(0, word.start - LONGEST_LIST) : word.start]
    if not (":" in before or "—" in before or "–" in before) or not _ADJECTIVE.search(word.lower):
        return ()
    match = _HEADED.search(before)
    if match is None:
        return ()
    if match["district"]:
        return "ADM2", "PPLX"
    return ("ADM1", "RGN") if match["oblast"] else OF_COMMUNITIES


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
