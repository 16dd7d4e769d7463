"""How sure the text is, weighed: what the rules say, who speaks with which verb, and the words around.

What the rules hold for planned, possible or denied stays no event: a wish drawn as an event is the worse
error.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.language.clues import LETTERS, SENSE, read_clause
from geo.claims.parties.scene import OPPOSITE
from geo.claims.weights import Option
from geo.models import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Attribution, Role

NO_EVENTS = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED})

IN_WORDS = 200
"""What must speak against a status that a listed word tells, in hundredths."""

TOLD_IN_WORDS = NO_EVENTS | {
    Status.REPORTED,
    Status.GEOLOCATED,
    Status.UNCONFIRMED,
    Status.ASSESSED,
    Status.CONFIRMED,
}
"""What the rules find only where a listed word says so."""

MOST_DOUBT = 0.2
"""Chance that a claim is planned, possible, denied or negated, from which it is drawn no more."""

AHEAD, BEHIND = 4, 3
"""Words before and behind a trigger that govern it."""

ENDING = 3
"""Last letters of a trigger's first word, which tell tense and mood."""

_HEDGES = ("hypothetical", "planned", "modals", "denial", "unconfirmed", "hearsay", "geolocated", "assessing",
           "confirming", "rumours", "untrue", "negation", "nearly", "planned_behind", "none_after",
           "negation_far", "future", "lies", "deeds_to")  # fmt: skip
_WORD = re.compile(r"[\w'-]+")


class Certainty(NamedTuple):
    """How sure a claim is, and whether it is said not to be so."""

    status: Status
    is_negated: bool

    @property
    def is_event(self) -> bool:
        """Whether it is told as having happened."""
        return self.status not in NO_EVENTS and not self.is_negated


def list_certainties(
    view: View, draft: Draft, ruled: Certainty, told: Attribution | None, lexicon: ClaimLexicon
) -> list[Option[Certainty]]:
    """Return every status as an option, and the rules' own negated."""
    clues = frozenset(_clues(view, draft, told, lexicon))
    role = told.role if told else None
    # Nobody but the article itself asserts, and it alone neither claims nor assesses.
    left_out = {Status.CLAIMED, Status.ASSESSED} if told is None else {Status.ASSERTED}
    values = [Certainty(status, status is Status.DENIED) for status in Status if status not in left_out]
    values.append(
        Certainty(ruled.status if ruled.status not in NO_EVENTS else Status.ASSERTED, is_negated=True)
    )
    options = []
    for value in values:
        name = "negated" if value.is_negated and value.status is not Status.DENIED else str(value.status)
        is_ruled = value == ruled
        margin = IN_WORDS if is_ruled and ruled.status in TOLD_IN_WORDS else 0
        own = _own(ruled, name, role, is_ruled=is_ruled)
        options.append(Option(value, own, clues, name, is_ruled=is_ruled, margin=margin))
    return options


@lru_cache(maxsize=10_000)
def _own(ruled: Certainty, name: str, role: Role | None, *, is_ruled: bool) -> frozenset[str]:
    """Return how a status stands to what the rules say and to who speaks; each is spelt out once."""
    head = f"ruled {ruled.status}{' negated' if ruled.is_negated else ''} {name}"
    return frozenset((f"ruled {is_ruled}", head, f"{head} {role}", f"is {name}"))


def settle(weighed: Sequence[tuple[Option[Certainty], float]], ruled: Certainty) -> Certainty:
    """Return how sure a claim is: no event if the rules say so, or if the clues may say so."""
    if not ruled.is_event:
        return ruled
    doubt = sum(share for option, share in weighed if not option.value.is_event)
    is_event = doubt < MOST_DOUBT
    fitting = [item for item in weighed if item[0].value.is_event == is_event]
    return max(fitting, key=lambda item: item[1])[0].value


def _form(words: str) -> str:
    """Return the ending of the first word of a trigger."""
    return words.split(maxsplit=1)[0].strip(",.")[-ENDING:] if words.split() else ""


def _clues(view: View, draft: Draft, told: Attribution | None, lexicon: ClaimLexicon) -> Iterator[str]:
    first, last = view.clause(draft.start)
    yield f"kind {draft.trigger.kind}"
    yield f"trigger {view.between(draft.start, draft.end)[:LETTERS]}"
    clause = view.between(first, last)
    words = _WORD.findall(view.between(first, draft.start))[-AHEAD:]
    for rank, word in enumerate(reversed(words)):
        yield f"ahead {word[:LETTERS]}"
        if rank == 0:
            yield f"next {word[:LETTERS]}"
    yield from _clues_of_tense(view, draft, clause)
    named = read_clause(view, first, last, lexicon.senses).named
    yield from (f"clause {name}" for name in named if name[0] != SENSE)
    for name in _HEDGES:
        found = view.search(name, lexicon, first, last)
        if found is not None:
            yield f"list {name} clause"
            yield f"list {name} {'ahead' if found.start() < draft.start - first else 'behind'}"
        elif view.search(name, lexicon):
            yield f"list {name} sentence"
    yield from _clues_of_the_teller(view, told)


def _clues_of_tense(view: View, draft: Draft, clause: str) -> Iterator[str]:
    """Yield what tells whether it has happened: how the clause opens and goes on, endings, dates to come."""
    opening = _WORD.search(clause)
    if opening is not None:
        yield f"opens {opening.group()[:LETTERS]}"
    for word in _WORD.findall(view.between(draft.end, view.clause(draft.start)[1]))[:BEHIND]:
        yield f"behind {word[:LETTERS]}"
    yield f"form {_form(view.between(draft.start, draft.end))}"
    if any(time.is_future for time in view.times):
        yield "time to come"
    if view.text.rstrip().endswith("?"):
        yield "asks"


def _clues_of_the_teller(view: View, told: Attribution | None) -> Iterator[str]:
    if told is None:
        yield "nobody"
        return
    side = "party" if told.side in OPPOSITE else told.side
    here = "here" if told.end > view.start else "carried"
    yield f"role {told.role}"
    yield f"role {told.role} {side}"
    yield f"side {side}"
    yield f"cue {told.cue.lower()[:LETTERS]} {here}"
    yield here
