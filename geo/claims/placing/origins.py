"""Where drones and missiles set out: "launched 90 drones from the directions of Kursk and Oryol".

What is launched from a place does not strike it, so no claim of a strike may lie there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Mention

REACH = 40
"""Letters from "from the directions of" to the first name."""

LEAST_PLACES = 2
"""Places of a sentence of which one may only tell whence."""

_SIDE_OF = re.compile(r"(?<!\w)(?:(?:з|із|зі) боку|со? стороны)\s(?:[\w'’-]+\s)?\Z")

_GOES_ON = re.compile(
    r"(?:\s(?:cit(?:y|ies)|towns?|regions?|oblasts?|airfields?|air bases?|област\w*|обл\.?|регион\w*))?"
    r"(?:\s?\([^)]*\))?"
    # «Шаталово — рф, Гвардійське, Чауда — ТОТ АР Крим»: on whose ground, and a cape that nobody knows.
    r"(?:\s?[—–-]\s?(?:рф|росія|россия|тот|russia)\b(?:\s(?:ар\s)?)?)?"
    r"(?:,\s[a-zа-яіїєґё'’-]{4,}\s?[—–-]\s?(?:тот|рф)\b(?:\s(?:ар\s)?)?)?"
    r"[\s,]*(?:(?:and|as well as|та|і|й|и|а також|а также)\s+)?(?:the |з |із |с )?"
    r"(?:напрямк\w+ |направлени\w+ )?"
)


def find_origins(view: View, lexicon: ClaimLexicon) -> frozenset[int]:
    """Return which mentions of a sentence name where something was launched from."""
    if not view.search("launching", lexicon):
        return _from_the_side_of(view)
    located = {offset.anchor_start for offset in view.offsets}
    found: set[int] = set()
    last: Mention | None = None
    for index, mention in view.places:
        if last is not None and _GOES_ON.fullmatch(view.between(last.end, mention.start)):
            is_origin = True
        else:
            before = view.between(max(view.start, mention.start - REACH), mention.start)
            is_origin = mention.start not in located and any(
                len(before[match.end() :].split()) <= 1 for match in lexicon["launched_from"].finditer(before)
            )
        last = mention if is_origin else None
        if is_origin:
            found.add(index)
    return frozenset(found) | _from_the_side_of(view)


def _from_the_side_of(view: View) -> frozenset[int]:
    """Return which mentions tell only whence somebody came: «на Сумщині … із боку російського Севська»."""
    if len(view.places) < LEAST_PLACES:
        return frozenset()
    found = {
        index
        for index, mention in view.places
        if _SIDE_OF.search(view.between(max(view.start, mention.start - REACH), mention.start))
    }
    return frozenset(found) if len(found) < len(view.places) else frozenset()
