"""Which drafts are worth a row, weighed: what the rules say of it is one clue, its words are others.

The rules of ``worth`` ask for a place, a number or a party that is named; an article that tells much has
claims without any of these, and one that tells little has talk with all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.claims.clues import name_clues, read_clues
from geo.claims.weights import Option
from geo.claims.worth import is_worth_keeping
from geo.models import Kind, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.claims.lexicon import ClaimLexicon
    from geo.claims.sentence_view import View
    from geo.claims.triggering import Draft

LEAST_WORTH = 0.3
"""Chance from which a draft is a claim that the rules keep: some gold is marked sparsely."""

LEAST_WORTH_DROPPED = 0.65
"""Chance from which it is one that the rules drop."""

UNDRAWN = 0.15
"""How much less is enough without a place: a row too many in a table is no mark too many on a map."""

LETTERS_A_STEP, MOST_STEPS = 40, 6
"""How long a sentence is, in steps."""

Span = tuple[int, int]


class Deed(NamedTuple):
    """A draft with its party and what was inferred, in its sentence; ``told`` are kinds told in it before."""

    view: View
    draft: Draft
    actor: Side | None
    inferences: tuple[str, ...]
    told: tuple[Kind, ...] = ()


def list_worth(deed: Deed, lexicon: ClaimLexicon) -> list[Option[Span | None]]:
    """Return the two readings of a draft: that its clause, whose span is given, tells of it; or nothing."""
    view, draft = deed.view, deed.draft
    first, last = view.clause(draft.start)
    words = draft.clues or frozenset(name_clues(read_clues(view, first, last, lexicon.senses)))
    is_ruled = is_worth_keeping(view, draft, deed.actor, deed.inferences, lexicon)
    clues = frozenset(_clues(deed, is_ruled=is_ruled))
    return [
        Option((first, last), clues | words, is_ruled=is_ruled),
        Option(None, frozenset(), is_ruled=not is_ruled),
    ]


def is_worth(weighed: Sequence[tuple[Option[Span | None], float]], draft: Draft) -> bool:
    """Tell whether a draft is a claim, by the share of the first of its readings."""
    option, share = weighed[0]
    if draft.is_share or draft.is_total:
        # Numbers told area by area stand or fall together.
        return option.is_ruled
    least = LEAST_WORTH if option.is_ruled else LEAST_WORTH_DROPPED
    return share >= (least if draft.places else least - UNDRAWN)


def _clues(deed: Deed, *, is_ruled: bool) -> Iterator[str]:
    view, draft = deed.view, deed.draft
    kind, mode = draft.trigger.kind, "weighed" if draft.is_weighed else draft.trigger.mode
    place = ("carried" if "place" in draft.inferences else "here") if draft.places else "nowhere"
    party = _party(deed)
    counted = "counted" if draft.quantities else "uncounted"
    ruled = "kept" if is_ruled else "dropped"
    yield "any"
    for clue in (mode, f"{ruled} {mode}", place, party, counted):
        yield f"worth {clue}"
        yield f"worth {clue} {kind}"
    yield f"worth {place} {party} {counted}"
    yield f"worth {place} {mode}"
    yield f"worth {party} {mode}"
    voice = draft.voice
    yield f"worth voice {'none' if voice is None else 'here' if voice.end > view.start else 'carried'}"
    if deed.told:
        yield f"worth after {'the same' if kind in deed.told else 'another'} {mode}"
    yield f"worth letters {min(len(view.text) // LETTERS_A_STEP, MOST_STEPS)}"


def _party(deed: Deed) -> str:
    if deed.actor is None:
        return "nobody"
    if deed.actor is Side.OTHER:
        return "civil"
    return "inferred" if "actor" in deed.inferences else "named"
