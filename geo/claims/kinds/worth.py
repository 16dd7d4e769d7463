"""Which drafts are worth a row: deeds of a party, at a place or with a number; no talk and no accidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.counting.sharing import NEXT_WORDS
from geo.models import Kind, Side

if TYPE_CHECKING:
    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View

SURE_TO_KEEP = 0.7
"""Chance of its clause from which a trigger needs no more than a place, a number or a party."""

AT_HOME = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EVACUATION})
"""Kinds of which local officials tell."""

OF_SOLDIERS = frozenset({Kind.PRESENCE, Kind.BUILDUP})
"""Kinds that anybody could do; only what soldiers do is one."""

OF_A_PARTY = frozenset({Kind.ADVANCE, Kind.CONTROL, Kind.WITHDRAWAL, Kind.GROUND_ATTACK})
"""Kinds that need soldiers or a party that the words name: rivers flow through towns, too."""

GROUND_KINDS = frozenset(
    {Kind.ADVANCE, Kind.CAPTURE, Kind.CONTROL, Kind.WITHDRAWAL, Kind.STRIKE, Kind.REPELLED_ATTACK}
)
"""Kinds that are kept without a place: the table lists them, no map draws them."""


def is_worth_keeping(
    view: View, draft: Draft, actor: Side | None, inferences: tuple[str, ...], lexicon: ClaimLexicon
) -> bool:
    """Tell whether a thing done is told: by a party, at a place, or with a number; not talk about it."""
    if draft.is_weighed:
        return _is_worth_its_chance(view, draft, actor, lexicon)
    return _is_worth_by_rule(view, draft, actor, inferences, lexicon) or (
        draft.chance >= SURE_TO_KEEP and _is_worth_its_chance(view, draft, actor, lexicon)
    )


def _is_worth_its_chance(view: View, draft: Draft, actor: Side | None, lexicon: ClaimLexicon) -> bool:
    """Tell whether what the clues of a clause speak for has a place, a number or a party."""
    if not draft.quantities and _is_comment(view, draft, lexicon):
        return False
    is_civil = draft.trigger.kind in OF_SOLDIERS and view.search("combatants", lexicon) is None
    return not is_civil and bool(draft.places or draft.quantities or actor in {Side.UA, Side.RU})


def _is_worth_by_rule(
    view: View, draft: Draft, actor: Side | None, inferences: tuple[str, ...], lexicon: ClaimLexicon
) -> bool:
    """Tell whether a trigger is told of a party's deed."""
    if _is_talk(view, draft, lexicon) or _is_of_no_army(view, draft, actor, inferences, lexicon):
        return False
    if draft.places:
        return draft.trigger.mode != "noun" or actor is not None
    if draft.quantities:
        return actor is not None
    # Without a place only a deed of a party that the words name is worth a row in the table.
    is_deed = draft.trigger.mode == "act"
    return is_deed and actor is not None and "actor" not in inferences and draft.trigger.kind in GROUND_KINDS


def _is_talk(view: View, draft: Draft, lexicon: ClaimLexicon) -> bool:
    """Tell whether the words are of accidents, or of talks and meanings."""
    if draft.trigger.kind in AT_HOME and view.search("accidents", lexicon):
        return True
    if draft.trigger.mode == "act" or draft.quantities:
        return False
    return _is_comment(view, draft, lexicon)


def _is_comment(view: View, draft: Draft, lexicon: ClaimLexicon) -> bool:
    """Tell whether the clause speaks of what a deed means, or of talks."""
    first, last = view.clause(draft.start)
    near = view.between(first, min(last, draft.end + NEXT_WORDS))
    clause = view.between(first, last)
    return lexicon["commentary"].search(clause) is not None or lexicon["diplomacy"].search(near) is not None


def _is_of_no_army(
    view: View, draft: Draft, actor: Side | None, inferences: tuple[str, ...], lexicon: ClaimLexicon
) -> bool:
    """Tell "the minister was in Kharkiv" and "prices fell in Kyiv" from what armies do.

    Being somewhere and gathering need soldiers in the sentence; leaving, holding and going ahead need
    them or a party; and fire without a party needs something that burns, bursts or flies.
    """
    kind = draft.trigger.kind
    is_named = actor is not None and "actor" not in inferences
    if draft.trigger.mode == "noun" or (is_named and kind not in OF_SOLDIERS):
        return False
    if kind is Kind.STRIKE:
        return view.search("of_fire", lexicon) is None
    if kind is Kind.WITHDRAWAL and actor is None:
        return True
    return kind in OF_SOLDIERS | OF_A_PARTY and view.search("combatants", lexicon) is None
