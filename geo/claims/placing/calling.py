"""What a word can call a place: a city, a town or a village, by its size or by what the article calls it.

"The village" is the last of the places that are villages, however many towns were named since.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Mention

NOUNS = ("city", "town", "village")
AREAS = ("district", "oblast")

CITY = 100_000
"""People from which a town is spoken of as "the city"."""

TOWN = 5_000
"""People from which a settlement is a town and no village."""

MEANT_BY = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "village", "unsure"}),
    "village": frozenset({"village", "unsure"}),
}
"""Sizes that a noun may mean of a place that the article has not called anything."""

_AHEAD, _BEHIND = 24, 32
"""Letters around a name in which the noun stands that it is called by."""

_OF = 4
"""Letters from the noun to the name: "of"."""

_APPOSED = re.compile(r"(?:,| [—–-])(?! (?:and|but|while|where|as|а|і|й|та|але|и|но)\b)(?: \w+){0,2}\s")
"""What stands between a name and the noun behind it: "Popovka, a border village"."""


def size_of(mention: Mention) -> str:
    """Return what a word can call a place: an oblast, a district, a city, town, village, river or plant."""
    place = mention.place
    if place is None:
        return "unsure"
    if place.is_area:
        return "oblast" if place.feature_code == "ADM1" else "district"
    if not place.is_settlement:
        return "site"
    people = place.population or 0
    if place.feature_code == "PPLA" or people >= CITY:
        return "city"
    return "town" if people >= TOWN else "village"


def find_nouns(view: View, mention: Mention, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield what a sentence calls a place: "the village of Popovka", "Popovka, a border village"."""
    before = view.between(max(view.start, mention.start - _AHEAD), mention.start)
    after = view.between(mention.end, min(view.end, mention.end + _BEHIND))
    for noun in NOUNS:
        if f"called_{noun}" not in view.lists:
            continue
        pattern = lexicon[f"called_{noun}"]
        behind = pattern.search(after)
        if any(len(before) - match.end() <= _OF for match in pattern.finditer(before)) or (
            behind is not None and _APPOSED.fullmatch(after[: behind.start()])
        ):
            yield noun


def noun_of(words: str, lexicon: ClaimLexicon, nouns: tuple[str, ...] = NOUNS) -> str:
    """Return which of ``nouns`` a word that points back is, or nothing."""
    return next((noun for noun in nouns if lexicon[f"called_{noun}"].search(words)), "")


def may_be_called(noun: str, mention: Mention, called: frozenset[str]) -> bool:
    """Tell whether a noun may mean a place that the article has ``called`` something, or nothing yet."""
    return noun in called or (not called and size_of(mention) in MEANT_BY[noun])
