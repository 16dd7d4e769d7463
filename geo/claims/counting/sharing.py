"""Which number belongs to which claim of a sentence; numbers that stand for a claim by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.counting.quantity_words import load_quantity_words
from geo.claims.kinds.triggering import Draft
from geo.models import Kind, Measure

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
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

LOST = TOLL | {Measure.VEHICLES, Measure.PERSONNEL, Measure.PRISONERS}
"""What a strike, a battle or an attack costs."""

LISTED_LOSSES = LOST | {Measure.OTHER, Measure.DRONES, Measure.MISSILES}
"""What a list of losses counts."""

OF_LOSSES = frozenset({Kind.CASUALTIES, Kind.EQUIPMENT_LOSS, Kind.PRISONERS})

EVENTS: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.STRIKE}),
    frozenset({Kind.CLASH, Kind.REPELLED_ATTACK, Kind.GROUND_ATTACK}),
    frozenset({Kind.EQUIPMENT_LOSS}),
)
"""Kinds that take a toll: fire, fighting, and what destroys equipment if neither is told."""

_OF_VICTIMS = frozenset({Kind.STRIKE, Kind.CASUALTIES})

OTHER_REACH = 60
"""Letters between a claim and a number of anything in another clause."""

PART_REACH = 12
"""Letters after a number in which "of them" stands."""

LISTED = re.compile(r"[^.;:!?\d()—–]{0,60}?(?:,|\b(?:and|та|і|й|и))[^.;:!?\d()—–]{0,40}")
"""What stands between two members of a list."""
BESIDE = re.compile(r"(?:,| and|, and)(?:(?: [\w-]+){0,3}(?:,| and))? |(?: [\w-]+)?(?:,| та| і| й| и) ")

# A number of these stands for a claim even where no trigger word does.
SELF_SPEAKING = {
    Measure.KILLED: Kind.CASUALTIES,
    Measure.WOUNDED: Kind.CASUALTIES,
    Measure.PRISONERS: Kind.PRISONERS,
    Measure.DISPLACED: Kind.EVACUATION,
}


def share_quantities(view: View, drafts: list[Draft], lexicon: ClaimLexicon) -> None:
    """Give every quantity to the nearest claim it fits; make claims of the killed and the captured.

    What goes with another number is told of that number's claim, too: a part with its whole, a member
    with its list of losses, a toll with the one event that took it.
    """
    last: tuple[Quantity, Draft] | None = None
    for quantity in _in_order(view, drafts):
        if quantity.measure is Measure.DURATION or is_nobody(view, quantity):
            continue
        chosen = _nearest(view, drafts, quantity, lexicon)
        if chosen is None and quantity.measure in SELF_SPEAKING:
            chosen = _speak_for_itself(drafts, quantity, lexicon)
        with_last = last is not None and _goes_with(view, last, quantity, drafts, lexicon)
        if chosen is None and with_last and last is not None:
            chosen = last[1]
        if chosen is None:
            continue
        _give(chosen, quantity)
        if with_last and last is not None:
            _give(last[1], quantity)
        _tell_toll(drafts, chosen, quantity)
        if not with_last:
            last = quantity, chosen
        elif last is not None:
            last = quantity, last[1]
    drafts.sort(key=lambda draft: draft.start)


def _in_order(view: View, drafts: list[Draft]) -> list[Quantity]:
    return sorted(view.quantities + _implied(view, drafts), key=lambda one: one.start)


def _give(draft: Draft, quantity: Quantity) -> None:
    if quantity not in draft.quantities:
        draft.quantities.append(quantity)


def _nearest(view: View, drafts: list[Draft], quantity: Quantity, lexicon: ClaimLexicon) -> Draft | None:
    """Return the nearest claim that a quantity fits, in its own clause if there is one."""
    clause = view.clause(quantity.start)
    fitting = [draft for draft in drafts if draft.trigger.kind in FITTING.get(quantity.measure, ())]
    if not fitting and quantity.measure in SELF_SPEAKING:
        return None
    if not fitting and quantity.measure in FITTING and quantity.measure is not Measure.PERSONNEL:
        fitting = drafts
    if quantity.measure is Measure.OTHER and lexicon["attack_counts"].fullmatch(quantity.unit):
        # "Made five attempts to enter the region, and all were beaten off".
        fitting = [draft for draft in drafts if draft.trigger.kind in OF_ATTACKS]
    if not fitting and quantity.measure in {Measure.OTHER, Measure.PERSONNEL}:
        fitting = [
            draft
            for draft in drafts
            if _gap(draft, quantity) < OTHER_REACH or view.clause(draft.start) == clause
        ]
    same = [draft for draft in fitting if view.clause(draft.start) == clause]
    if quantity.measure is Measure.PERSONNEL and view.search("losing", lexicon, *clause):
        # "Lost 40 soldiers where it had gathered": the lost.
        same = [draft for draft in same if draft.trigger.kind is Kind.CASUALTIES] or same
    return min(same or fitting, key=lambda draft: _gap(draft, quantity), default=None)


def _speak_for_itself(drafts: list[Draft], quantity: Quantity, lexicon: ClaimLexicon) -> Draft:
    """Return a new claim that the number stands for, where the nearest one lies."""
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
    return draft


def _goes_with(
    view: View,
    whole: tuple[Quantity, Draft],
    quantity: Quantity,
    drafts: list[Draft],
    lexicon: ClaimLexicon,
) -> bool:
    """Tell whether a quantity is a part of the last one, or stands in one list of losses with it."""
    last, owner = whole
    between = view.between(last.end, quantity.start)
    words = view.between(last.end, min(view.end, quantity.end + PART_REACH))
    parts = load_quantity_words(lexicon.language).cues.part_pattern
    if quantity.measure is last.measure and parts.search(words):
        return True
    if any(last.end <= draft.start and draft.end <= quantity.start for draft in drafts if draft is not owner):
        return False
    is_loss = owner.trigger.kind in OF_LOSSES and quantity.measure in LISTED_LOSSES
    return is_loss and LISTED.fullmatch(between) is not None


def is_nobody(view: View, quantity: Quantity) -> bool:
    """Tell whether the number is the "one" of "no one"."""
    return view.between(max(view.start, quantity.start - 3), quantity.start) == "no "


def is_of_another_place(
    view: View, draft: Draft, quantity: Quantity, told: list[tuple[Draft, list[Quantity]]]
) -> bool:
    """Tell whether a number of another clause lies elsewhere: "in A two cars burnt, in B a man died".

    ``told`` are the drafts of the sentence with the numbers that each would have.
    """
    first, last = _segment(view, quantity)
    if first <= draft.start < last:
        return False
    here = {index for index, mention in view.places if first <= mention.start < quantity.start}
    own = {ref.mention for ref in draft.places}
    if not here or not own or here & own:
        return False
    return any(
        other is not draft
        and quantity in numbers
        and (first <= other.start < last or here & {ref.mention for ref in other.places})
        for other, numbers in told
    )


def _segment(view: View, quantity: Quantity) -> tuple[int, int]:
    """Return the part of the clause of a number that commas and semicolons set off."""
    first, last = view.clause(quantity.start)
    before = view.between(first, quantity.start)
    start = first + max(before.rfind(","), before.rfind(";")) + 1
    ends = [at for sign in ",;" if (at := view.between(quantity.end, last).find(sign)) >= 0]
    return start, quantity.end + min(ends) if ends else last


def _implied(view: View, drafts: list[Draft]) -> list[Quantity]:
    """Return the ones that no numeral counts, where they are what the claim is about."""
    captures = [draft for draft in drafts if draft.trigger.kind is Kind.CAPTURE]
    return [
        one
        for one in view.implied
        if one.measure in TOLL
        or _is_listed(view, one)
        or (
            one.measure is Measure.SETTLEMENTS
            and any(0 <= one.start - draft.end < NEXT_WORDS for draft in captures)
        )
    ]


def _is_listed(view: View, one: Quantity) -> bool:
    """Tell whether a thing stands right beside one that is counted: "two guns and a tank"."""
    return any(
        BESIDE.fullmatch(view.between(min(one.end, other.end), max(one.start, other.start)))
        for other in view.quantities
    )


def _tell_toll(drafts: list[Draft], chosen: Draft, quantity: Quantity) -> None:
    """Give losses also to the event that the sentence tells of: its toll."""
    if chosen.trigger.kind not in OF_LOSSES or quantity.measure not in LOST:
        return
    told = [
        [draft for draft in drafts if draft.trigger.kind in kinds and draft is not chosen] for kinds in EVENTS
    ]
    for events in told[:2] if any(told[:2]) else told:
        if events:
            nearest = min(events, key=lambda draft: (draft.start > quantity.start, _gap(draft, quantity)))
            _give(nearest, quantity)


def _gap(draft: Draft, quantity: Quantity) -> int:
    return max(quantity.start - draft.end, draft.start - quantity.end, 0)
