"""Names that no gazetteer knows, kept where the words around say that a place is named.

An unlocated mention is worth having: it shows in the tables, and an analyst can put it on the map.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Use
from geo.toponyms.named import Named

if TYPE_CHECKING:
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.persons import Persons
    from geo.toponyms.words import Word, Words

_LATIN_ENDING = re.compile(
    r"(?:[iyo]vk[ay]|[aeo]vk[aiy]|ivk[ay]|insk|sk|ske|skoye|skoe|ivka|yne|ine|ino|ovo|evo|ove|eve|iv|hrad|grad|pil|"
    r"pillia|polye|lynka|anka|inka|tsi|yar|hora|gora|balka|iany|yany|khy|chi|ky|liv|rih|rog|byki|iye|oye|kove|kovo)$"
)
_CYRILLIC_ENDING = re.compile(
    r"(?:[іїо]вк|[аяеи]нк|ськ|цьк|ск|цк|івц|овц|ин|їн|ов|ев|єв|ів|їв|град|пол|піл|горськ|горск|анк|арк|очк|ечк|ищ|щин|лян|ян)"
    r"(?:[аиіуюеєоыя]|ою|ого|ому|им|ом|ами|ах|ям|ях|ой|ій|ы|е|ого|ем|ых)?$"
)
# "Prilesye, a hamlet nearby" and «Лісне, село на околиці».
_APPOSITION = re.compile(
    r",\s(?:(?:a|an|the)\s(?:\w+\s){0,2}(?:village|hamlet|town|settlement)\b|(?:село|селище|хутір|хутор|деревня)\b)"
)
# "Seized Nizhneklin, but": what is taken and named by one word, with nothing behind that it could be of.
_CONQUERED = frozenset({"seized", "recaptured", "liberated", "retook", "stormed", "captured"})
_AN_OBJECT = re.compile(
    r"(?<![s'])(?:[.,;:]|\s(?:and|but|in|on|after|while|as|from|last|this|yesterday)\s|$)"
)
_LISTED = re.compile(r",?\s(?:(?:and|і|та|й|и)\s)?")

NO_NAMES = ("stop_names", "function_words", "person_titles", "place_prepositions", "adm1_nouns", "adm2_nouns")
"""Lists of words that are no names of places, though a sentence may begin with them."""


def find_unknown(
    words: Words,
    known: list[Named],
    lexicon: Lexicon,
    taken: set[int],
    *,
    persons: Persons,
    parsed: frozenset[int] = frozenset(),
) -> list[Named]:
    """Return names behind "the village of", before "village", in apposition or in a list of places.

    Parameters
    ----------
    words
        The words of the article.
    known
        The names found so far, with their uses.
    lexicon
        The cue words.
    taken
        Indices of the words that belong to a name already.
    persons
        Whose surnames are no places.
    parsed
        First letters of what a parser takes for places: names where a preposition of place stands before.
    """
    places = {named.last: named for named in known if named.use is Use.PLACE}
    found: list[Named] = []
    for index, word in enumerate(words.items):
        if not word.is_capital or index in taken or not _may_be_name(index, words, lexicon):
            continue
        last = index
        while _goes_on(last, words, taken):
            last += 1
        is_parsed = word.start in parsed and words.before(index) in lexicon["place_prepositions"]
        is_told = is_parsed or _is_cued(index, last, words, lexicon)
        if persons.is_surname(words.items[last].lower):
            continue
        if not is_told and not _follows_list(index, last, words, places, lexicon):
            continue
        named = Named(index, last, word.start, words.items[last].end, (), use=Use.PLACE)
        found.append(named)
        places[last] = named
        taken.update(range(index, last + 1))
    return found


def _may_be_name(index: int, words: Words, lexicon: Lexicon) -> bool:
    word = words.items[index]
    if word.is_upper or index in words.persons or word.end - word.start < 3:
        return False
    return not lexicon.is_in_any(word.lower, NO_NAMES) and lexicon.people_side(word.lower) is None


def _is_cued(index: int, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a noun or an apposition calls the word a place, or a preposition does with its ending."""
    before = words.before(index)
    if before in lexicon["unknown_cues"] or f"{words.before(index, 2)} {before}" in lexicon["unknown_cues"]:
        return True
    if _is_called_place(index, last, words, lexicon):
        return True
    if _APPOSITION.match(words.text, words.items[last].end):
        return True
    if before in lexicon["near_words"]:
        # Nobody stands near a person in a report, but near his surname's village.
        return words.items[index].lower.isascii() or _ends_like_place(words.items[last])
    if before in lexicon["entering_words"] and _ends_like_place(words.items[last]):
        return True
    return (
        before in _CONQUERED
        and index == last
        and _AN_OBJECT.match(words.text, words.items[last].end) is not None
    )


def _is_called_place(index: int, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a noun beside the word calls it a settlement, or a quarter of a city."""
    before, after = words.before(index), words.after(last)
    if after in lexicon["settlement_after"] or after in lexicon["quarter_nouns"]:
        return True
    if before in lexicon["quarter_nouns"]:
        return lexicon.language != "en"
    is_facility = lexicon.is_in_any(after, ("air_nouns", "islands")) or lexicon.is_in_any(
        before, ("air_before", "port_before", "island_before", "cape_before")
    )
    if is_facility and not words.is_title_case(index):
        return True
    # "in its Korabel district", but no Military District
    is_district = lexicon.language == "en" and after in lexicon["adm2_nouns"] and index == last
    return is_district and not words.items[last + 1].is_capital


def _follows_list(index: int, last: int, words: Words, places: dict[int, Named], lexicon: Lexicon) -> bool:
    """Tell whether the word goes on a list of places, and ends as places do or is called a village."""
    previous = places.get(index - 1) or places.get(index - 2)
    if previous is None or words.items[previous.last].sentence != words.items[index].sentence:
        return False
    gap = words.text[previous.end : words.items[index].start]
    if _LISTED.fullmatch(gap) is None:
        return False
    return _ends_like_place(words.items[last]) or _opens_villages(previous.first, words, lexicon)


def _opens_villages(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether "the villages of" stands before the first name of a list."""
    before = words.before(first)
    return (words.before(first, 2) if before == "of" else before) in lexicon["settlement_plurals"]


def _ends_like_place(word: Word) -> bool:
    pattern = _LATIN_ENDING if word.lower.isascii() else _CYRILLIC_ENDING
    return pattern.search(word.lower) is not None


def _goes_on(last: int, words: Words, taken: set[int]) -> bool:
    """Tell whether the next word is a capitalised part of the same unknown name."""
    if last + 1 >= len(words) or last + 1 in taken or last + 1 in words.persons:
        return False
    word = words.items[last + 1]
    is_joined = word.joins and words.text[words.items[last].end : word.start] in {" ", "-"}
    return word.is_capital and is_joined and not word.is_upper
