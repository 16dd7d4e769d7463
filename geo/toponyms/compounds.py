"""Names of several words of which the gazetteer knows one: "Cherkasskaya Konopelka", «Волчанским Хуторам».

The part that is known is another place: Cherkasskaya Konopelka is not Cherkaske. Such a name is looked up
whole, and stays without a place where no gazetteer has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.toponyms.named import Named, is_type_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.toponyms.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Word, Words

# Endings that only an adjective has: in English of romanised Russian and Ukrainian ones.
_LATIN = re.compile(r".{3,}(?:[aeo]?vaya|skaya|naya|[nk]oye|nye|kiye|skoe|[nvk]yi|[nv]yy|skii|[cz]h[iy]?ya)$")
_CYRILLIC = re.compile(
    r".{3,}(?:[ыи]х|[ыи]ми?|[оеь]го|[оеь]му|ый|ий|ая|яя|ую|юю|ое|ее|ые|ие|ій|ої|ьої|[жч]ь(?:я|ю|ей|е))$"
)
# "Slavyansk-on-Kuban", «Славянск-на-Кубани»
_ON_RIVER = re.compile(r"-(?:on|upon|na|на|над)-")

# «Большой Новосёлкой» is Velyka Novosilka, whose Russian name has Великая.
_GREAT = re.compile(r"\bБольш(?=(?:ая|ой|ую|ое|ого|ому|ом|ие|их|им|ими)\b)")

NO_HEADS = ("stop_names", "function_words", "compass", "held", "person_titles", "place_prepositions")
"""Lists of words that a name does not begin with, though they are written with a capital."""

NO_NAMES = ("city_parts", "facility_nouns", "area_nouns", "water_nouns")
"""Lists of nouns that may be written with a capital behind an adjective: Pushkinskaya Street."""


def spell_great(name: str) -> str:
    """Return a Russian name with "great" as names of Ukraine have it.

    >>> spell_great("Большой Новосёлкой")
    'Великой Новосёлкой'
    """
    return _GREAT.sub("Велик", name) if name.startswith("Больш") else name


def join_compounds(
    names: Sequence[Named], words: Words, gazetteer: Gazetteer, lexicon: Lexicon
) -> list[Named]:
    """Return the names, each that is but a part of a longer one replaced by the longer one."""
    covered = {at: named for named in names for at in range(named.first, named.last + 1)}
    joined: list[Named] = []
    for named in sorted(names, key=lambda item: item.first):
        if joined and named.first <= joined[-1].last:
            continue
        first, last = _whole(named, covered, words, lexicon)
        if (first, last) == (named.first, named.last):
            joined.append(named)
            continue
        if joined and joined[-1].last >= first:
            joined.pop()
        joined.append(_compound(first, last, words, gazetteer))
    return joined


def _compound(first: int, last: int, words: Words, gazetteer: Gazetteer) -> Named:
    start, end = words.items[first].start, words.items[last].end
    name = words.text[start:end]
    found = gazetteer.find(name) or gazetteer.find(spell_great(name))
    return Named(first, last, start, end, found, is_compound=not found)


def _whole(named: Named, covered: dict[int, Named], words: Words, lexicon: Lexicon) -> tuple[int, int]:
    """Return the first and last word of the name that a known name is part of."""
    first, last = named.first, named.last
    if named.use is not None or named.has_feature("ADM1", "PCL"):
        return first, last
    items = words.items
    river = last + 2
    if river < len(items) and _ON_RIVER.fullmatch(words.text[items[last].end : items[river].start]):
        return first, river
    if first != last:
        return first, last
    if _is_adjective(items[first], words, lexicon) and _goes_on(last, words, lexicon):
        following = covered.get(last + 1)
        if following is not None and following.has_feature("PCL"):
            # «Село Новенькое Россия заняла ещё в марте»
            return first, last
        return first, last + 1 if following is None else following.last
    is_headed = first > 0 and first - 1 not in covered and _is_head(first - 1, words, lexicon)
    return (first - 1 if is_headed else first), last


def _is_head(index: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised adjective that no gazetteer knows goes right before a name."""
    word = words.items[index]
    return not word.is_first and _is_adjective(word, words, lexicon) and _goes_on(index, words, lexicon)


def _is_adjective(word: Word, words: Words, lexicon: Lexicon) -> bool:
    if not word.is_capital or word.is_upper or words.is_title_case(words.at(word.start)):
        return False
    if _GREAT.match(words.text, word.start):
        return True
    if lexicon.is_in_any(word.lower, NO_HEADS) or lexicon.people_side(word.lower) is not None:
        return False
    return (_LATIN if word.lower.isascii() else _CYRILLIC).fullmatch(word.lower) is not None


def _goes_on(last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the next word is a capitalised part of the same name."""
    if last + 1 >= len(words) or last + 1 in words.persons:
        return False
    word = words.items[last + 1]
    is_name = word.is_capital and not word.is_upper and word.joins and word.gap in {" ", "-"}
    if is_type_noun(words.after(last + 1), lexicon):
        # «Отрадное Харьковской области»: the second is the oblast that it lies in.
        return False
    is_noun = is_type_noun(word.lower, lexicon) or lexicon.is_in_any(word.lower, NO_NAMES)
    return is_name and not is_noun
