"""A run of words that spells a name of the gazetteer, cut to the name itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.toponyms.names import is_cyrillic

if TYPE_CHECKING:
    from geo.models import Side, Use
    from geo.toponyms.gazetteer import Gazetteer, NameMatch, NameSpan
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words


_OF_A_PLANT = re.compile(r"(?:[юящ]щ|[нсц]?к|н|льн)(?:ий|ый|ой|ого|ому|ом|им|ым|ій)$")


@dataclass(slots=True)
class Named:
    """A run of words that spells a name, by word indices, with the places of that name.

    ``is_part`` tells that a longer name begins with it: "Kharkiv Opera"; ``is_compound`` that it is a
    name of several words of which the gazetteer has but one.
    """

    first: int
    last: int
    start: int
    end: int
    matches: tuple[NameMatch, ...]
    is_adjective: bool = False
    is_person: bool = False
    is_first_name: bool = False
    is_part: bool = False
    is_compound: bool = False
    use: Use | None = None
    side: Side | None = None

    def has_feature(self, *prefixes: str) -> bool:
        """Tell whether any place of the name has a feature code that starts so."""
        return any(match.place.feature_code.startswith(prefixes) for match in self.matches)

    @property
    def population(self) -> int:
        """The largest population of the places that bear the name well."""
        return max(
            (match.place.population or 0 for match in self.matches if match.quality >= 0.75), default=0
        )


def is_type_noun(word: str, lexicon: Lexicon) -> bool:
    """Tell whether ``word`` says what kind of area a name is: oblast, district, community."""
    return lexicon.is_in_any(word, ("adm1_nouns", "adm2_nouns", "adm3_nouns"))


def names_plant(last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a plant's noun stands behind the name, be it with an adjective between the two.

    «Рязанский НПЗ», «Рязанский нефтеперерабатывающий завод»
    """
    if words.after(last) in lexicon["plant_nouns"]:
        return True
    return (
        words.after(last, 2) in lexicon["plant_nouns"] and _OF_A_PLANT.search(words.after(last)) is not None
    )


class NameReader:
    """Reads the spans that the gazetteer found in one article."""

    def __init__(self, words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        """Take the article's words and what tells names from nouns."""
        self._words = words
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def read(self, span: NameSpan) -> list[Named]:
        """Return the names in a span, without the noun that says what kind of area it is.

        The mention of "Belgorod region" is "Belgorod"; «Донецкая Народная Республика» stays whole, since
        no place is called «Донецкая Народная». «Николаевка Белгородского района» is two names.
        """
        words = self._words
        first, last = words.at(span.start), words.at(span.end - 1)
        if first >= len(words) or last >= len(words) or not words.items[first].is_capital:
            return []
        end = last
        while end > first and is_type_noun(words.items[end].lower, self._lexicon):
            end -= 1
        cut = self._name(span, first, end) if end < last else None
        is_split = last > first and not span.is_adjective
        if cut is None and is_split and is_type_noun(words.after(last), self._lexicon):
            both = self._split(span, first, last)
            if both:
                return both
        named = cut or self._name(span, first, last)
        return [] if named is None else [named]

    def _split(self, span: NameSpan, first: int, last: int) -> list[Named]:
        """Return a village and the district behind it where a loose match took them for one name."""
        words, text = self._words, self._words.text
        start, end = words.items[last].start, words.items[last].end
        if self._gazetteer.find(text[span.start : words.items[last + 1].end]):
            return []
        village = self._name(span, first, last - 1)
        district = self._gazetteer.find_adjective(text[start:end])
        if village is None or not district:
            return []
        return [village, Named(last, last, start, end, district, is_adjective=True)]

    def _name(self, span: NameSpan, first: int, last: int) -> Named | None:
        """Return the name that the words from ``first`` to ``last`` spell, if they spell one."""
        end = max(min(span.end, self._words.items[last].end), span.start + 1)
        written = self._words.text[span.start : end]
        find, find_adjective = self._gazetteer.find, self._gazetteer.find_adjective
        is_adjective = span.is_adjective or (first == last and names_plant(last, self._words, self._lexicon))
        adjectival = find_adjective(written) if is_adjective else ()
        matches = adjectival or find(written)
        if not matches and first == last and is_cyrillic(written):
            # «Белгородская область» is filed under its full name: the adjective leads to it.
            matches = find_adjective(written)
        if not matches:
            return None
        return Named(first, last, span.start, end, matches, span.is_adjective or bool(adjectival))
