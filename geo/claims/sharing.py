"""Which number belongs to which claim of a sentence; numbers that stand for a claim by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.triggering import Draft
from geo.models import Kind, Measure

if TYPE_CHECKING:
    from geo.claims.lexicon import ClaimLexicon
    from geo.claims.sentence_view import View
    from geo.models import Quantity

# Which numbers go with which kinds; what fits none goes to the nearest claim.
FITTING: dict[Measure, tuple[Kind, ...]] = {
    Measure.KILLED: (Kind.CASUALTIES,),
    Measure.WOUNDED: (Kind.CASUALTIES,),
    Measure.PRISONERS: (Kind.PRISONERS,),
    Measure.DISPLACED: (Kind.EVACUATION,),
    Measure.DRONES: (Kind.STRIKE,),
    Measure.MISSILES: (Kind.STRIKE,),
    Measure.AREA: (Kind.CAPTURE, Kind.CONTROL, Kind.ADVANCE),
    Measure.SHARE: (Kind.CONTROL, Kind.CAPTURE),
    Measure.SETTLEMENTS: (Kind.CAPTURE, Kind.CONTROL, Kind.GROUND_ATTACK, Kind.STRIKE, Kind.EVACUATION),
    Measure.BORDER_DISTANCE: (Kind.ADVANCE, Kind.PRESENCE, Kind.GROUND_ATTACK, Kind.CLASH),
    Measure.ADVANCE_DEPTH: (Kind.ADVANCE, Kind.PRESENCE),
    Measure.BORDER_LENGTH: (Kind.GROUND_ATTACK, Kind.ADVANCE, Kind.STRIKE),
    Measure.PERSONNEL: (Kind.BUILDUP, Kind.ADVANCE, Kind.CASUALTIES, Kind.CLASH),
    Measure.VEHICLES: (Kind.EQUIPMENT_LOSS, Kind.BUILDUP),
}

NEXT_WORDS = 14
"""Letters between "captured" and the "a village" that is its object."""

OF_ATTACKS = frozenset({Kind.REPELLED_ATTACK, Kind.GROUND_ATTACK, Kind.CLASH, Kind.ADVANCE})
"""Kinds that are counted in attacks and attempts."""

TOLL = frozenset({Measure.KILLED, Measure.WOUNDED})

# A number of these stands for a claim even where no trigger word does.
SELF_SPEAKING = {
    Measure.KILLED: Kind.CASUALTIES,
    Measure.WOUNDED: Kind.CASUALTIES,
    Measure.PRISONERS: Kind.PRISONERS,
    Measure.DISPLACED: Kind.EVACUATION,
}


def share_quantities(view: View, drafts: list[Draft], lexicon: ClaimLexicon) -> None:
    """Give every quantity to the nearest claim it fits; make claims of the killed and the captured."""
    for quantity in view.quantities + _implied(view, drafts):
        if quantity.measure is Measure.DURATION or _is_nobody(view, quantity):
            continue
        fitting = [draft for draft in drafts if draft.trigger.kind in FITTING.get(quantity.measure, ())]
        if not fitting and quantity.measure in SELF_SPEAKING:
            kind = SELF_SPEAKING[quantity.measure]
            trigger = next(item for item in lexicon.triggers if item.kind is kind)
            near = min(drafts, key=lambda draft: _gap(draft, quantity), default=None)
            draft = Draft(
                quantity.start,
                quantity.end,
                trigger,
                places=near.places if near else (),
                voice=near.voice if near else None,
            )
            drafts.append(draft)
            fitting = [draft]
        if not fitting and quantity.measure in FITTING and quantity.measure is not Measure.PERSONNEL:
            fitting = drafts
        if quantity.measure is Measure.OTHER and lexicon["attack_counts"].fullmatch(quantity.unit):
            # "Made five attempts to enter the region, and all were beaten off".
            fitting = [draft for draft in drafts if draft.trigger.kind in OF_ATTACKS]
        if not fitting and quantity.measure in {Measure.OTHER, Measure.PERSONNEL}:
            fitting = [draft for draft in drafts if abs(_gap(draft, quantity)) < 60]
        clause = view.clause(quantity.start)
        same = [draft for draft in fitting if view.clause(draft.start) == clause]
        if same or fitting:
            chosen = min(same or fitting, key=lambda draft: _gap(draft, quantity))
            chosen.quantities.append(quantity)
            _tell_toll(drafts, chosen, quantity)
    drafts.sort(key=lambda draft: draft.start)


def _is_nobody(view: View, quantity: Quantity) -> bool:
    """Tell whether the number is the "one" of "no one"."""
    return view.between(max(view.start, quantity.start - 3), quantity.start) == "no "


def _implied(view: View, drafts: list[Draft]) -> list[Quantity]:
    """Return the ones that no numeral counts, where they are what the claim is about."""
    wanted = set(TOLL)
    captures = [draft for draft in drafts if draft.trigger.kind is Kind.CAPTURE]
    return [
        one
        for one in view.implied
        if one.measure in wanted
        or (
            one.measure is Measure.SETTLEMENTS
            and any(0 <= one.start - draft.end < NEXT_WORDS for draft in captures)
        )
    ]


def _tell_toll(drafts: list[Draft], chosen: Draft, quantity: Quantity) -> None:
    """Give the killed and wounded also to the one strike or clash that the sentence tells of: its toll."""
    strikes = [draft for draft in drafts if draft.trigger.kind is Kind.STRIKE]
    strikes = strikes or [draft for draft in drafts if draft.trigger.kind is Kind.CLASH]
    if chosen.trigger.kind is Kind.CASUALTIES and quantity.measure in TOLL and len(strikes) == 1:
        strikes[0].quantities.append(quantity)


def _gap(draft: Draft, quantity: Quantity) -> int:
    return max(quantity.start - draft.end, draft.start - quantity.end, 0)
