"""Names that no gazetteer knows: what is told of them must not be put at a village that is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import View

REACH = 60
"""Letters from a trigger to the name of its place."""

_NAME = re.compile(
    r"(?:\A|\b(?:near|in|into|at|around|outside|towards?|біля|поблизу|під|у|в|до|в районі|у районі|вблизи|под"
    r"|около|близ|возле|на окраинах|на околицях|в районе))\s"
    r"(?:(?:the )?(?:village|town|settlement|city|hamlet|сел|міст|посёл|посел|город|хутор)\w* (?:of )?)?"
    r"(?P<name>[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё'’-]{3,})(?!['’]s)"
)
_VILLAGES = re.compile(
    r"[^.;,]{0,40}\b(?:villages|towns|settlements|сёл|сел|сёла|села|сіл),? "
    r"(?P<name>[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё'’-]{3,})(?!['’]s)"
)
_LISTED = re.compile(
    r"[\s,–—-]*(?:(?:and|or|та|і|й|и)\s)?(?:(?:near|in|біля|поблизу|у|в|вблизи|около)\s)?"
    r"|\s(?:in|у|в)\s(?:the )?|\s"
)
_ADJECTIVE = re.compile(r"(?:ая|яя|ую|юю|[иы]й|ое|ого|ому|ой|[сз]ька|[сз]ьку|н[аеу])\Z")
_NOUN = re.compile(r"\s[а-яіїєґё]{4,}")
_HURT = re.compile(r"\b(?:kill(?:ed|s|ing)|wound(?:ed|s|ing)|injur(?:ed|es|ing)|hurt)\Z")
_TIMES = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)")


def names_stranger(view: View, end: int, *, before: int) -> bool:
    """Tell whether an unknown name follows the trigger that ends at ``end``, and no known one first.

    ``before`` is where the place begins that the claim would lie in; one listed with the stranger
    is as good as it.
    """
    stop = min(view.clause(end)[1], end + REACH)
    words = view.text[end - view.start : stop - view.start]
    match = _NAME.search(words.split(",")[0]) or _VILLAGES.match(words)
    if match is None or _TIMES.match(match["name"]):
        return False
    if match.start("name") == 1 and _HURT.search(view.between(view.start, end)):
        # "Killed Olena Petrenko": somebody, no village.
        return False
    if _ADJECTIVE.search(match["name"]) and _NOUN.match(words, match.end("name")):
        # «Загорелась Северная подстанция»
        return False
    start, last = end + match.start("name"), end + match.end("name")
    is_known = any(one < last and start < two for one, two in view.named)
    is_later = any(end <= one < start for one, _ in view.named)
    is_listed = before >= last and _LISTED.fullmatch(view.between(last, before)) is not None
    return not is_known and not is_later and not is_listed
