"""Whom a sentence without a party of its own means: the subject of the sentence before it.

"They climbed out" is told of whoever acted in the last sentence, not of the last party that it names:
«після виходу українських частин росіяни рушили слідом» leaves the Russians to be spoken of. Units and
weapons that only one party has count as that party. Nothing is decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.language.cases import NOMINATIVE, UNKNOWN, case_of
from geo.claims.parties.scene import OPPOSITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import SideWord, View
    from geo.claims.parties.scene import Scene
    from geo.models import Side

FARTHEST = 3
"""Sentences back in which the subject of one without any is looked for."""

_LONGEST = 24
"""Letters before a party in which a preposition makes it no subject: "of the heavily armed Russians"."""

_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|to|from|against|with|on|by|into|for|in|at|near|between|than|over|under|like|through|behind)"
    r"\s(?:the |an? |its |his |their )?(?:[\w-]+ )?\Z"
)


_WHERE_THEY = re.compile(r"\bwhere they (?:had |have |then |once )?\Z")


class Antecedent(NamedTuple):
    """Whom a clause may mean: the subject ``before``, and ``earlier`` the first party of its sentence.

    ``how`` tells whether a pronoun stands ahead of the trigger and whether a party is named there.
    """

    before: Side | None
    earlier: Side | None
    how: str
    has_pronoun: bool


def who_was_there(scene: Scene) -> Side | None:
    """Return the party named last before "where they": "drove Ukraine's men out of Kursk, where they had"."""
    view = scene.view
    found = _WHERE_THEY.search(view.between(max(view.start, scene.start - _LONGEST), scene.start))
    if found is None:
        return None
    at = scene.start - len(found.group())
    return next((word.side for word in reversed(_parties_of(view)) if word.end <= at), None)


def find_antecedent(scene: Scene, views: Sequence[View]) -> Antecedent:
    """Return whom the clause of a trigger may mean, by the sentences ``views`` of its article."""
    view, lexicon = scene.view, scene.lexicon
    first = scene.clause[0]
    pronoun = view.search("party_pronouns", lexicon, first, scene.start)
    parties = _parties_of(view)
    is_named = any(first <= word.start < scene.start for word in parties)
    earlier = None
    if pronoun is not None:
        at = first + pronoun.start()
        earlier = next((word.side for word in parties if word.start < at), None)
    how = f"{'pronoun ' if pronoun else ''}{'named' if is_named else 'bare'}"
    return Antecedent(_subject_before(view, views, lexicon), earlier, how, pronoun is not None)


def _subject_before(view: View, views: Sequence[View], lexicon: ClaimLexicon) -> Side | None:
    """Return the party that is the subject of the nearest sentence before ``view`` which names one."""
    for back in range(1, min(FARTHEST, view.number) + 1):
        subject = find_subject(views[view.number - back], lexicon)
        if subject is not None:
            return subject.side
    return None


def find_subject(view: View, lexicon: ClaimLexicon) -> SideWord | None:
    """Return the party that is the subject of a sentence, as far as its case or the word before tells."""
    unsure = None
    for word in _parties_of(view):
        if lexicon.language == "en":
            before = view.between(max(view.start, word.start - _LONGEST), word.start)
            if _AFTER_PREPOSITION.search(before) is None:
                return word
            continue
        case = case_of(word, view, lexicon)
        if case == NOMINATIVE:
            return word
        if case == UNKNOWN and unsure is None:
            unsure = word
    return unsure


def _parties_of(view: View) -> list[SideWord]:
    """Return the parties of a sentence and the units and weapons that only one has, in text order."""
    parties = [word for word in view.sides if word.side in OPPOSITE]
    return sorted([*parties, *view.marks], key=lambda word: word.start)
