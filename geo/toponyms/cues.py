"""Whether the words around a name, or the size of its place, say that a place is meant.

A village called like a common word needs evidence: a wrong village on the map costs more than a
missed one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.toponyms.named import is_type_noun
from geo.toponyms.openings import opens_as_place

if TYPE_CHECKING:
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.named import Named
    from geo.toponyms.words import Words

KNOWN_BY_NAME = ("ADM1", "RGN", "SEA", "STM", "RSV", "LK", "BAY", "BDG", "DAM")
"""Feature codes of what needs no cue word: «Антонівський міст підірвано»."""

LARGE_PLACE = 10_000
"""Population from which a name needs no cue word: it is in the news by itself."""

SURE_MATCH = 0.9
"""Least match quality at which a capitalised name inside a sentence needs no cue word."""

SHORT_NAME = 3
"""A name of so few letters is more often a word or an abbreviation."""

CUE_REACH = 3
"""Words back in which a cue still speaks of the name: "near the embattled town of"."""


_PLACE_ENDING = re.compile(
    r"(?:івк|ївк|овк|евк|ёвк|їнк|инк|анк|янк)[аиіуыеюо]\w?$|(?:град|горск|гірськ|горськ|пілл?[ья])\w{0,2}$"
    r"|(?:[сц]ьк|ск|цк)$|щин[аиіуыо]\w?$"
)
"""Endings that villages have and common words at the start of a sentence hardly ever."""

_NOMINATIVE = re.compile(r"(?:[сц]ь?кий|[сц]кая|н[иы]й|ные)$")

# A word in small letters joined by a hyphen, but no river: Ростов-на-Дону.
_JOINED = re.compile(r"-(?!на-|над-|под-|під-)[а-яёіїєґ]")

# «У районах Надії, Середнього та Перемоги»: in such a list a word is a village.
_LISTED_AROUND = re.compile(
    r"\bрайон(?:і|ах|е|ів|ов)\s(?:[А-ЯІЇЄҐЁ][\w'’-]+(?:\s[А-ЯІЇЄҐЁ][\w'’-]+)?(?:,\s|\s(?:та|і|й|и)\s))*\Z"
)
LONGEST_LIST = 160
"""Letters before a name in which the list that it stands in may begin."""

_AT_HOME = frozenset({"UA", "RU", "BY"})

CITY_AT_HOME = 100_000
"""Population from which a Russian or Belarusian town may open a sentence without a cue."""


def is_stop(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the name is also a common word or a title, which needs a noun to be a place."""
    word = words.items[named.first].lower
    return named.first == named.last and (
        word in lexicon["stop_names"] or word in lexicon["person_titles"] or named.is_first_name
    )


def has_evidence(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the words around, or the size of the place, say that a place is meant."""
    if is_called_a_place(named, words, lexicon):
        return not (_next_is_name(named, words, lexicon) or _is_new_year(named, words, lexicon))
    if _is_captured(named, words, lexicon) or _is_listed_around(named, words):
        return True
    if is_stop(named, words, lexicon) or is_word(named, words, lexicon):
        return False
    if named.has_feature(*KNOWN_BY_NAME) or _is_large(named, words):
        return not is_common_word(named, words)
    before = [words.before(named.first, step) for step in range(1, CUE_REACH + 1)]
    cue = next((word for word in before if word and not _is_modifier(word, lexicon)), "")
    if _next_is_name(named, words, lexicon):
        return False
    return cue in lexicon["place_cues"] or _stands_alone(named, words, lexicon)


def _is_captured(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell «занял Новое, Успеновку»: an adjective without a noun that is taken is a village."""
    end = words.text[named.end : named.end + 1]
    return words.before(named.first) in lexicon["capture_verbs"] and end in {",", ".", ";"}


def _is_listed_around(named: Named, words: Words) -> bool:
    """Tell whether a name stands in a list of villages in whose area something happens."""
    before = words.text[max(0, named.start - LONGEST_LIST) : named.start]
    return "район" in before and _LISTED_AROUND.search(before) is not None


def is_word(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell «до Нового года», «Баба-яга», «Покровский храм» and «ціна Brent» from names of places."""
    if _qualifies_noun(named, words):
        return True
    if lexicon.language != "en" and words.items[named.first].lower.isascii():
        # Reports write places in their own letters.
        return True
    return _is_new_year(named, words, lexicon) or _JOINED.match(words.text, named.end) is not None


def _is_new_year(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell «взять город до Нового года» from what happens in a village called New."""
    is_new = words.items[named.first].lower.startswith("нов")
    return is_new and words.after(named.last) in lexicon["year_words"]


def _is_large(named: Named, words: Words) -> bool:
    """Tell whether a place is large enough for its name alone to mean it.

    Words that open a sentence are capitals anyway: «Далі» is no town of China there, "Yes" none of Nigeria.
    """
    word = words.items[named.first]
    is_short = named.first == named.last and word.end - word.start <= SHORT_NAME
    is_name = any(match.how == "name" and len(match.matched) <= SHORT_NAME + 1 for match in named.matches)
    if named.population < LARGE_PLACE or (is_short and not is_name):
        # "Kremniy El" is not Jijel in Algeria, though the skeletons of the two are one.
        return False
    if not opens_sentence(named.first, words):
        return True
    return any(
        (match.place.population or 0) >= (LARGE_PLACE if match.place.country == "UA" else CITY_AT_HOME)
        and match.place.country in _AT_HOME
        and match.quality >= SURE_MATCH
        and (match.how != "alternate" or word.end - word.start > SHORT_NAME + 1)
        for match in named.matches
    )


def names_airfield(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a name, or the list it is in, follows a noun: «аеродромів «Біла», «Оленья»»."""
    for index in range(first - 1, max(-1, first - 9), -1):
        word = words.items[index]
        if word.sentence != words.items[first].sentence:
            return False
        if word.lower in lexicon["air_before"]:
            return True
        if not (word.is_capital or word.lower in lexicon["list_words"]):
            return False
    return False


def opens_sentence(index: int, words: Words) -> bool:
    """Tell whether a word is the first of its sentence, the number of a list aside: "4. Size"."""
    word = words.items[index]
    if word.is_first or not index:
        return True
    previous = words.items[index - 1]
    return previous.is_first and previous.lower.isdigit() and word.gap.startswith((".", ")"))


def _qualifies_noun(named: Named, words: Words) -> bool:
    """Tell whether an adjective in the nominative goes before a common noun: «Покровский храм»."""
    if named.last + 1 >= len(words) or not _NOMINATIVE.search(words.items[named.last].lower):
        return False
    word = words.items[named.last + 1]
    return not word.is_capital and word.gap == " " and word.end - word.start > SHORT_NAME


def is_called_a_place(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a noun beside the name says so: "the village of", "district", "direction"."""
    before = (words.before(named.first), words.before(named.first, 2))
    if (
        any(word in lexicon["settlement_nouns"] for word in before if word)
        or before[0] in lexicon["place_titles"]
    ):
        return True
    after = words.after(named.last)
    nouns = ("settlement_after", "adm1_nouns", "adm2_nouns", "adm3_nouns", "direction_nouns")
    return lexicon.is_in_any(after, nouns)


def _stands_alone(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a name without any cue is one: sure, not short, no speaker, no headline."""
    word, after = words.items[named.first], words.after(named.last)
    is_short = named.first == named.last and word.end - word.start <= SHORT_NAME
    is_sure = named.is_compound or max(match.quality for match in named.matches) >= SURE_MATCH
    if is_short or not is_sure or after in lexicon["speech_verbs"] or is_common_word(named, words):
        return False
    if not opens_sentence(named.first, words):
        return not words.is_title_case(named.first)
    if named.first != named.last and not named.is_compound and words.items[named.last].is_capital:
        # «Велика Новосілка в оточенні»: the second capital is no opening's.
        return not words.is_title_case(named.last)
    if lexicon.language == "en" and word.end - word.start > 2 * SHORT_NAME - 2:
        # English spells no common word of this length like a village of Ukraine or Russia.
        return True
    if lexicon.language != "en" and _PLACE_ENDING.search(word.lower):
        return True
    return after in lexicon["loss_verbs"] or opens_as_place(named, words, lexicon)


def is_common_word(named: Named, words: Words) -> bool:
    """Tell whether the name is also written in small letters in this text: then it is a word."""
    if named.first != named.last:
        return False
    return words.items[named.first].lower in words.uncapitalised


def _is_modifier(word: str, lexicon: Lexicon) -> bool:
    return lexicon.is_in_any(word, ("articles", "compass", "held"))


def _next_is_name(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word follows at once: then the name is the start of a longer one."""
    index = named.last + 1
    if index >= len(words):
        return False
    word = words.items[index]
    gap = words.text[named.end : word.start]
    if index in words.persons or is_type_noun(word.lower, lexicon):
        return False
    if word.is_upper and not words.items[named.last].is_upper:
        # «к югу от Суджи ВСУ заняли»: an abbreviation is a name of its own.
        return False
    return word.is_capital and word.joins and gap.strip(" ") == ""
