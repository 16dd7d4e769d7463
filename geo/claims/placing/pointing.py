"""Words that point back to a place without naming it, by what they point to: a region, a town, a border."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.placing.calling import AREAS, NOUNS, noun_of

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Mention

CLASSES = ("capital", "many", "oblast", "town", "area", "direction", "here", "border", "site")
"""What words point back to; "many" are the villages and communities of an oblast, at none of them alone."""

_LISTS = {"capital": "capitals"}
"""Lists of words that are not called after their class."""

_WIDER = frozenset({"town", "oblast"})
"""Classes whose words may be part of another's: "the regional capital" is no region."""

_NAMING = {"town": NOUNS, "oblast": AREAS, "area": AREAS}
"""What a word that points to one of ``CLASSES`` may call it."""

REACH = 48
"""Letters around "the region" in which the office stands that governs it."""

BEHIND = 2
"""Letters from a name to the word that belongs to it: "Kursk region"."""

_OFFICE = r"(?:governor|head|chief|administration|authorit(?:y|ies)|prosecutors?|officials?|police|council)\b"
_HIS_OFFICE = re.compile(rf"'s (?:[\w-]+ ){{0,3}}{_OFFICE}")
_OF_HIS = re.compile(rf"\b{_OFFICE} of the (?:whole |entire )?\Z")
_REGION = re.compile(r"\b(?:region|oblast|province|district)\Z")

AHEAD = 8
"""Letters from a word to the name that it belongs to: "the village of Popovka"."""


class Pointer(NamedTuple):
    """A word that may point back, at article offsets, and to what: one of ``CLASSES``."""

    start: int
    end: int
    sort: str


class Pointing(NamedTuple):
    """What the words around a trigger point back to: the nearest of them, and all in its clause.

    ``noun`` is what the nearest calls the place: a city, a town, a village, a district, an oblast or
    nothing of these.
    """

    mode: str
    inside: tuple[str, ...]
    noun: str = ""


def read_pointing(view: View, start: int, end: int, lexicon: ClaimLexicon) -> Pointing:
    """Return what the clause of a trigger at ``start:end``, else its sentence, points back to."""
    first, last = view.clause(start)
    pointers = find_pointers(view, lexicon)
    inside = [pointer for pointer in pointers if first <= pointer.start < last]
    # What follows a verb tells its place more often than what is ahead of it.
    nearest = min(
        inside or pointers,
        key=lambda one: one.start - end if one.start >= end else 2 * (start - one.end),
        default=None,
    )
    if nearest is None:
        return Pointing("points not", ())
    sorts = sorted({f"points {pointer.sort} in the clause" for pointer in inside})
    nouns = _NAMING.get(nearest.sort)
    noun = noun_of(view.between(nearest.start, nearest.end), lexicon, nouns) if nouns else ""
    return Pointing(f"points {nearest.sort} {'inside' if inside else 'around'}", tuple(sorts), noun)


def find_pointers(view: View, lexicon: ClaimLexicon) -> list[Pointer]:
    """Return the words of a sentence that may point back; those of a name beside them do not."""
    found: list[Pointer] = []
    for sort in CLASSES:
        for match in view.finditer(_LISTS.get(sort, f"back_{sort}"), lexicon):
            start, end = view.start + match.start(), view.start + match.end()
            if sort in _WIDER and any(one.start <= start < one.end for one in found):
                continue
            if not names_office(view, start, end) and not any(
                _belongs(start, end, mention) for _, mention in view.places
            ):
                found.append(Pointer(start, end, sort))
    return found


def names_office(view: View, start: int, end: int) -> bool:
    """Tell whether a word only says what somebody governs: "the region's governor said" where nothing was.

    A mayor tells of his own city; a governor of any village of his region.
    """
    if _REGION.search(view.between(start, end)) is None:
        return False
    if _HIS_OFFICE.match(view.between(end, end + REACH)):
        return True
    return _OF_HIS.search(view.between(max(view.start, start - REACH), start)) is not None


def _belongs(start: int, end: int, name: Mention) -> bool:
    """Tell whether a word is part of a name, or stands beside it: "Kursk region", "the village of X"."""
    is_part = name.start <= start < name.end
    return is_part or 0 <= start - name.end <= BEHIND or 0 <= name.start - end <= AHEAD
