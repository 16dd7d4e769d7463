"""Which direction of attack each place is told of: «на Лиманському напрямку біля Макіївки».

The villages that a report names in a direction lie near the town that it is called after, which tells
them from namesakes elsewhere, even from a city.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from geo.models import Use
from geo.toponyms.named import Named
from geo.toponyms.relations import Lies, Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.toponyms.cases import Case
    from geo.toponyms.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

CARRIED_STRENGTH = 0.8
"""What a direction still says in the sentences behind its own."""


HEADING_STRENGTH = 0.8
"""What a town that heads a paragraph says of the places named in it."""

DISTRICT_STRENGTH = 0.9
"""What a district says of the places named behind it."""

LEAST_TOWN = 2_000
"""People from which a town has a direction called after it in small letters: the adjectives of hamlets are
words of the language as well."""

_RELATIONAL = re.compile(r"(?:[сцз]ь?к)(?:ий|ій|ої|ою|ому|ом|ого|им|ой|ую|ая|ое|е|а|у)$")

_HEADS_ENTRY = re.compile(r"\**(?:\s[—–-]\s|:\s|\.\s|$)")

# «На Добропольському — бої за»: the noun is left out.
_ADJECTIVE_IN_PLACE = re.compile(r"(?:[сцз]ь?к)(?:ому|ом)$")


def is_elliptic(index: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a sentence opens with a known direction whose noun is left out."""
    word = words.items[index].lower
    if words.items[index].is_first and _HEADS_ENTRY.match(words.text, words.items[index].end):
        # «• Костянтинівський — 34 штурми.»
        is_adjective = _RELATIONAL.search(word) is not None
        return is_adjective and word.startswith(tuple(lexicon.table("directions")))
    if _ADJECTIVE_IN_PLACE.search(word) is None or words.before(index) not in lexicon["elliptic_openers"]:
        return False
    opening = words.items[index - 1]
    return (opening.is_first or ";" in opening.gap) and word.startswith(tuple(lexicon.table("directions")))


def find_lowercase(words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Named]:
    """Return the directions that are written in small letters, as Russian does: «на курском участке»."""
    found = []
    for index in range(1, len(words)):
        if words.items[index].lower not in lexicon["direction_nouns"]:
            continue
        word = words.items[index - 1]
        is_adjective = _RELATIONAL.search(word.lower) is not None and words.items[index].joins
        if word.is_capital or not is_adjective or lexicon.people_side(word.lower) is not None:
            continue
        matches = gazetteer.find_adjective(words.text[word.start : word.end])
        named = Named(index - 1, index - 1, word.start, word.end, matches, is_adjective=True)
        people = max((match.place.population or 0 for match in matches), default=0)
        if people >= LEAST_TOWN or named.has_feature("ADM1"):
            named.use = Use.PLACE
            found.append(named)
    return found


def find_sectors(cases: Sequence[Case]) -> Iterator[tuple[int, Link]]:
    """Yield positions in ``cases``, each with a link to the position of a direction it is told of.

    A direction speaks for its sentence and for those behind it in the paragraph, until another
    direction or an oblast is named.
    """
    positions = range(len(cases))
    heading: list[int] = []
    for number, members in groupby(positions, key=lambda at: cases[at].paragraph):
        paragraph = list(members)
        ruling = heading if heading and cases[heading[0]].paragraph == number - 1 else []
        heading = paragraph if len(paragraph) == 1 and cases[paragraph[0]].asked.is_title else []
        for _, sentence in groupby(paragraph, key=lambda at: cases[at].sentence):
            inside = list(sentence)
            yield from _read_districts(cases, inside)
            if cases[inside[0]].asked.is_heading and not any(cases[at].asked.is_sector for at in inside):
                # "Kostiantynivka. Bombs on Yablunivka"
                ruling = inside[:1]
                yield from _link(inside[1:], ruling, HEADING_STRENGTH)
            elif any(cases[at].asked.is_sector for at in inside):
                yield from _read_sentence(cases, inside)
                ruling = _last_group(cases, inside)
            elif any(cases[at].asked.is_container for at in inside):
                ruling = []
            elif ruling:
                yield from _link(inside, ruling, CARRIED_STRENGTH)
            elif any(cases[at].asked.is_towards for at in inside):
                ruling = [at for at in inside if cases[at].asked.is_towards][:1]
                yield from _link([at for at in inside if at not in ruling], ruling, 1.0)


def _read_districts(cases: Sequence[Case], inside: list[int]) -> Iterator[tuple[int, Link]]:
    """Link places to the district named before them: «в Грайворонском округе обстреляны Козинка и …»."""
    district: int | None = None
    for at in inside:
        if cases[at].asked.is_container:
            district = at if cases[at].asked.required[0] == "ADM2" else None
        elif district is not None:
            yield at, Link(lies=Lies.INSIDE, anchor=district, strength=DISTRICT_STRENGTH)


def _read_sentence(cases: Sequence[Case], inside: list[int]) -> Iterator[tuple[int, Link]]:
    """Link the places of a sentence to its directions, by which of the two come first.

    "On the Lyman axis by A and B" speaks for what follows, "A and B on the Lyman axis" for what
    precedes.
    """
    follows = not cases[inside[0]].asked.is_sector
    order = inside[::-1] if follows else inside
    ruling: list[int] = []
    waiting: list[int] = []
    for at in order:
        if not cases[at].asked.is_sector:
            waiting.append(at)
            continue
        if waiting:
            yield from _link(waiting, ruling, 1.0)
            waiting, ruling = [], []
        ruling.append(at)
    yield from _link(waiting, ruling or _first_group(cases, order), 1.0)


def _first_group(cases: Sequence[Case], order: list[int]) -> list[int]:
    return [at for at in order if cases[at].asked.is_sector]


def _last_group(cases: Sequence[Case], inside: list[int]) -> list[int]:
    """Return the directions named last in a sentence with nothing between them."""
    found: list[int] = []
    for at in reversed(inside):
        if cases[at].asked.is_sector:
            found.append(at)
        elif found:
            break
    return found


def _link(places: list[int], directions: list[int], strength: float) -> Iterator[tuple[int, Link]]:
    for at in places:
        for direction in directions:
            yield at, Link(lies=Lies.SECTOR, anchor=direction, strength=strength)
