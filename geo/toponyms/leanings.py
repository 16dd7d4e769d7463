"""Which kind of place a name leans to where no noun decides: an oblast or its seat, a river or a town."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.toponyms.leanings_english import lean_in_english

if TYPE_CHECKING:
    from geo.models import Mention
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

# Endings that only an adjective of an oblast has: «Воронезькій», «Брянской». «Луганську» may be the
# town as well, and so may «Хмельницького».
SURE_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк|ск|цк)(?:ій|ої|ою|ой|ую|ая|их|ими|ие)$")

_REGION = re.compile(r"(?:щин|ччин)(?:а|и|і|у|ою|е|ой)$")

_DATELINE = re.compile(
    r"(?:, [^\n]{0,30}?\d)?[^\w\n]{1,3}(?:/\w+/|\(\w+\)|[A-ZА-ЯІЇЄ]{3,})"
    r"|, \d{1,2} [а-яіїє]+\.? [–—-]|\. \d{1,2} "
)

# «Крим» and the names in -щина are nouns of the oblast itself.
CYRILLIC_OBLAST_NOUNS = frozenset({"крим", "крым"})

# "Kherson", "6. Zaporizhzhia.", "South: Kharkiv and Sumy" at the head of what is told of the oblast
_NAME = r"[^\W\d_a-zа-яіїєґ][\w'’-]+(?: [^\W\d_a-zа-яіїєґ][\w'’-]+)?"
_AND = r"(?:,|/| ?/|[ ,]+(?:and|AND|&|–|—|-|і|й|та|и))\s?"
_ENTRY = re.compile(rf"(?:[\W\d_]{{0,6}}\s)?[\W_]{{0,3}}(?:\w+:\s|In\s)?(?:{_NAME}{_AND}){{0,3}}$")
_ENTRY_END = re.compile(
    rf"(?:{_AND}{_NAME}){{0,3}}[*_]{{0,2}}(?:[.:][*_]{{0,2}}\s|\s?[*_]{{0,2}}(?:\n|$)|\s[–—-]\s)"
)
_ENTRY_REACH = 60
"""Characters before a name in which the names of its heading stand."""


def lean(mention: Mention, words: Words, lexicon: Lexicon, *, is_direction: bool) -> tuple[str, float, str]:
    """Return the kind leaned to where no noun requires one, how strongly, and why."""
    first, last = words.at(mention.start), min(words.at(mention.end - 1), len(words) - 1)
    if words.before(first) == "of" and words.before(first, 2) in lexicon["oblast_heads"]:
        return "ADM1", 2.0, "a governor governs an oblast"
    if _is_dateline(mention, words):
        return "PPL", 2.5, "the report was written there"
    if lexicon.language == "en":
        return lean_in_english(mention, first, last, words, lexicon, is_heading=heads_entry(mention, words))
    if is_direction and not _is_river(words.before(first), words.before(first, 2), lexicon):
        return "ADM1", 1.5, "a direction may be called after an oblast"
    return _lean_by_form(mention, first, last, words, lexicon)


def _lean_by_form(
    mention: Mention, first: int, last: int, words: Words, lexicon: Lexicon
) -> tuple[str, float, str]:
    """Read the form of a Ukrainian or Russian name: «у Сумах» is the city, «на Сумщині» the oblast."""
    if _is_river(words.before(first), words.before(first, 2), lexicon):
        return "STM", 3.2, "called a river"
    if words.after(last) in lexicon["plant_nouns"]:
        return "PPL", 1.2, "a plant is called after its town"
    if SURE_ADJECTIVE.search(mention.text):
        return "ADM1", 2.5, "oblasts are listed"
    # «на Запоріжжі» is the land, «у Запоріжжі» the city.
    is_land = mention.text == "Запоріжжі" and words.before(first) == "на"
    if is_land or mention.text[:4].lower() in CYRILLIC_OBLAST_NOUNS or _REGION.search(mention.text):
        return "ADM", 1.2 if _REGION.search(mention.text) else 2.5, "the noun names an area"
    return "PPL", 1.2, "the noun names the settlement"


def heads_entry(mention: Mention, words: Words) -> bool:
    """Tell whether the name, alone or with others, heads a paragraph or a list entry."""
    text = words.text
    start = text.rfind("\n", 0, mention.start) + 1
    if mention.start - start > _ENTRY_REACH or _ENTRY.match(text, start, mention.start) is None:
        return False
    return _ENTRY_END.match(text, mention.end) is not None


def _is_dateline(mention: Mention, words: Words) -> bool:
    """Tell whether a name opens a paragraph as the place that it was written at: "BELGOROD, October 27."."""
    is_opening = mention.start == 0 or words.text[mention.start - 1] == "\n"
    return is_opening and _DATELINE.match(words.text, mention.end) is not None


def _is_river(previous: str, before_it: str, lexicon: Lexicon) -> bool:
    return previous in lexicon["river_words"] or (
        before_it in lexicon["river_words"] and previous in lexicon["compass"]
    )
