"""Which kind of place a name leans to where no noun decides: an oblast or its seat, a river or a town."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.toponyms.leanings_english import lean_in_english
from geo.toponyms.named import names_plant

if TYPE_CHECKING:
    from geo.models import Mention
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.prepositions import Rules
    from geo.toponyms.words import Words

# Endings that only an adjective of an oblast has: «Воронезькій», «Брянской». «Луганську» may be the
# town as well, and so may «Хмельницького».
SURE_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк|ск|цк)(?:ій|ої|ою|ой|ую|ая|их|ими|ие)$")

_REGION = re.compile(r"(?:щин|ччин)(?:а|и|і|у|ою|е|ой)$")

_DATELINE = re.compile(
    r"(?:, [^\n]{0,30}?\d)?[^\w\n]{1,3}(?:/\w+/|\(\w+\)|[A-ZА-ЯІЇЄ]{3,})"
    # as "Kharkiv, Ukraine (CNN) —" has it, the country named and perhaps the agency
    r"|, (?:Ukraine|Russia)(?: \([^()\n]{2,20}\))? ?[–—-]"
    r"|, \d{1,2} [а-яіїє]+\.? [–—-]|\. \d{1,2} "
)

# «Крим», «Ставрополье» and the names in -щина are nouns of the oblast itself.
_LAND_NOUN = re.compile(
    r"кр[иы]м(?!с)|кубан[ьиію]|ставропол(?:ь[еяює]|ьем)|ставропілл|приморь|криворіжж|криворожь|подмосков|забайкаль|оренбур[жз][ьж]|прикам"
)

# "Kherson", "6. Zaporizhzhia.", "South: Kharkiv and Sumy" at the head of what is told of the oblast
_NAME = r"[^\W\d_a-zа-яіїєґ][\w'’-]+(?: [^\W\d_a-zа-яіїєґ][\w'’-]+)?"
_AND = r"(?:,|/| ?/|[ ,]+(?:and|AND|&|–|—|-|і|й|та|и))\s?"
_ENTRY = re.compile(rf"(?:[\W\d_]{{0,6}}\s)?[\W_]{{0,3}}(?:\w+:\s|In\s)?(?:{_NAME}{_AND}){{0,3}}$")
_ENTRY_END = re.compile(
    rf"(?:{_AND}{_NAME}){{0,3}}[*_]{{0,2}}(?:[.:][*_]{{0,2}}\s|\s?[*_]{{0,2}}(?:\n|$)|\s[–—-]\s)"
)
HEADED = 2
"""Sentences behind a heading that tell what it is of."""

# «за Дніпром» is across the river.
_ACROSS = frozenset({"Дніпром", "Днепром"})

# The land that a city is called after: of other cities the land has a name of its own.
_LANDS = frozenset({"Запоріжжя", "Запорожья"})
_OFF = frozenset({"із", "з", "зі", "с", "из", "со"})

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
    rules = _rules_of_form(mention, first, last, words, lexicon)
    return next(leaning for holds, leaning in rules if holds)


def _rules_of_form(mention: Mention, first: int, last: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rules of Ukrainian and Russian forms: «у Сумах» is the city, «на Сумщині» the oblast."""
    before = words.before(first)
    # «6. Запорожье. Бои за Каменское»
    is_heading = heads_entry(mention, words) and _tells_of_war(first, words, lexicon)
    yield is_heading, ("ADM1", 1.4, "heads what is told of an oblast")
    # «із Запоріжжя перекидають десантників»
    is_left = mention.text in _LANDS and before in _OFF
    yield (
        is_left and words.count_beside(first, "formations", lexicon) > 0,
        ("ADM1", 1.2, "troops are moved from a front"),
    )
    is_across = before == "за" and mention.text in _ACROSS
    yield is_across or _is_river(before, words.before(first, 2), lexicon), ("STM", 3.2, "called a river")
    yield names_plant(last, words, lexicon), ("PPL", 1.2, "a plant is called after its town")
    yield SURE_ADJECTIVE.search(mention.text) is not None, ("ADM1", 2.5, "oblasts are listed")
    is_region = _REGION.search(mention.text) is not None
    # «на Запоріжжі» is the land, «у Запоріжжі» the city.
    is_land = mention.text == "Запоріжжі" and (
        before == "на" or (before in lexicon["list_words"] and words.before(first, 2).endswith("щині"))
    )
    yield is_region, ("ADM", 1.2, "the noun names an area")
    yield (
        is_land or _LAND_NOUN.match(mention.text.lower()) is not None,
        ("ADM", 2.5, "the noun names an area"),
    )
    yield True, ("PPL", 1.2, "the noun names the settlement")


def _tells_of_war(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the sentences behind a heading tell of ground war more than of houses and streets."""
    war = city = 0
    sentence, index = words.items[first].sentence, first
    while index < len(words) and words.items[index].sentence <= sentence + HEADED:
        war += words.count_beside(index, "ground_war", lexicon)
        city += words.count_beside(index, "city_context", lexicon)
        index += len(words.sentence_of(index))
    return war > 0 and war >= city


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
