"""Where a claim lies that names no place itself: where the one told of just before does, or its oblast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.placing.listing import is_country
from geo.claims.placing.recalling import FRESH, OF_AN_INCURSION
from geo.models import Kind, Measure, PlaceRef, Relation

if TYPE_CHECKING:
    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.placing.recalling import PlaceStack
    from geo.models import Claim, Quantity

OF_THE_SAME_EVENT = frozenset({Kind.CASUALTIES, Kind.PRISONERS, Kind.EVACUATION})
"""Kinds that take the place of the sentence before when their own names none."""

CARRIED = frozenset(
    {Kind.ADVANCE, Kind.CAPTURE, Kind.CONTROL, Kind.PRISONERS, Kind.WITHDRAWAL, Kind.CLASH, Kind.EVACUATION}
)
"""Kinds of ground fighting, which a report tells of one area for some sentences."""

OF_GROUND = frozenset({Kind.CLASH, Kind.GROUND_ATTACK, Kind.REPELLED_ATTACK, Kind.CAPTURE, Kind.ADVANCE})
"""Kinds in which prisoners are taken."""

OF_A_TOPIC = CARRIED | {Kind.CASUALTIES}
"""Kinds that lie in the oblast which the heading names, where a sentence with a number names no place."""


OF_LOSSES = frozenset({Kind.CASUALTIES, Kind.EQUIPMENT_LOSS})

_OF_A_BATTLE = re.compile(
    r"\b(?:operations?|incursion|adventure|battles?|campaign|offensive|assault|siege|counteroffensive)\b"
)
_OF_MEN = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.PERSONNEL})

MEN_OF_A_WAR = 25_000
"""Killed or wounded from which they are those of the whole war."""

_POINTING = ("anaphors", "back_town", "back_many", "back_oblast", "back_here")
_FLYING = frozenset({Measure.DRONES, Measure.MISSILES})
_AIR_FORCE = re.compile(r"\bair force\b|(?<!\w)(?:повітрян\w+ сил|воздушн\w+ сил)")
_OF_THE_WAR = re.compile(
    r"\b(?:along|across|on|over) (?:the )?(?:whole|entire) (?:front|line|length)|\b(?:on|along) all fronts\b"
    r"|\bsince (?:the (?:start|beginning|outbreak) of the (?:[\w-]+ )?(?:war|invasion)"
    r"|(?:24 )?february (?:24,? )?2022)"
    r"|\b(?:in|across|on) all (?:the )?(?:front-?line |front )?(?:areas|sectors|directions|axes)\b"
    r"|\b(?:at|on|along|across) the front(?:-?line| line)?(?! (?:of|near|at|in|around|line))\b"
    r"|(?<!\w)(?:на|по) (?:вс[іь]ому|усьому|всему|всей|всій|усій) (?:фронт|лін|лини)\w+"
    r"|(?<!\w)(?:з|від|с|от) (?:початку|начала) (?:[\w-]+ )?"
    r"(?:війни|вторгнення|войны|вторжения|сво)(?!\w)"
)


def is_of_the_war(draft: Draft, view: View, lexicon: ClaimLexicon) -> bool:
    """Tell whether losses are of the whole front or war, and so lie in no place named before.

    Nor do the drones that "the air force said it had shot down": it counts those of the whole country.
    "The town has lost 400 people since the start of the war" names its own by pointing back.
    """
    if draft.trigger.kind in OF_LOSSES and not draft.places and any(map(_is_of_a_war, draft.quantities)):
        return not view.search("anaphors", lexicon) and _OF_A_BATTLE.search(view.lower) is None
    is_air_toll = draft.trigger.kind is Kind.STRIKE and _AIR_FORCE.search(view.lower) is not None
    if _counts_clashes_of_the_front(draft, view):
        draft.places, draft.inferences = (), ()
        return True
    if draft.places or not (draft.trigger.kind in OF_LOSSES or is_air_toll):
        return False
    if any(view.search(name, lexicon) for name in _POINTING):
        return False
    if is_air_toll:
        return any(one.measure in _FLYING for one in draft.quantities)
    return _OF_THE_WAR.search(view.lower) is not None


def _counts_clashes_of_the_front(draft: Draft, view: View) -> bool:
    """Tell whether "168 clashes at the front" are of all of it, and of no village named before."""
    is_counted = draft.trigger.kind is Kind.CLASH and draft.quantities and _OF_THE_WAR.search(view.lower)
    return bool(is_counted) and all(is_country(mention) for _, mention in view.places)


def _is_of_a_war(quantity: Quantity) -> bool:
    """Tell whether so many fall in a war and in no battle: "46,000 Ukrainians had been killed"."""
    return quantity.measure in _OF_MEN and (quantity.value or quantity.low or 0) >= MEN_OF_A_WAR


def take_place_before(
    draft: Draft, before: list[Claim], view: View, stack: PlaceStack, lexicon: ClaimLexicon
) -> None:
    """Let a claim without a place lie where the one told of just before does.

    Only for what belongs to an event (the killed, the captured, those who fled) and, by oblast, for
    a distance from the border, which always is in some oblast that was named.
    """
    near = [claim for claim in before if claim.places]
    # What an army lost in a day it did not lose in the village named last.
    is_sum = (
        view.search("losing", lexicon, draft.start, draft.end) is not None
        or view.search("sums", lexicon) is not None
    )
    if draft.trigger.kind is Kind.PRISONERS:
        near = [claim for claim in near if claim.kind in OF_GROUND or claim.places[0].mention == stack.area]
    if draft.trigger.kind in OF_THE_SAME_EVENT and near and not is_sum:
        draft.places, draft.inferences = near[-1].places, ("place",)
        return
    if (
        view.paragraph == stack.paragraph
        and stack.area_sentence == view.number - 1
        and stack.area is not None
        and not is_sum
        and not view.search("soil", lexicon, draft.end, view.end)
    ):
        # "The situation in Zaporizhzhia is worse. Assaults have increased": an area, never a village.
        draft.places, draft.inferences = (PlaceRef(mention=stack.area, relation=Relation.IN),), ("place",)
        return
    names_a_country = any(view.start <= mention.start for _, mention in view.places)
    if (
        draft.trigger.kind in CARRIED
        and draft.trigger.mode != "noun"
        and 0 <= view.number - stack.area_sentence <= FRESH
        and stack.area is not None
        and not is_sum
        and not names_a_country
        and not view.search("soil", lexicon)
    ):
        # The ground told of goes on for a few sentences: an oblast's, drawn as wide as it is.
        draft.places, draft.inferences = (PlaceRef(mention=stack.area, relation=Relation.IN),), ("place",)
        return
    measures = {quantity.measure for quantity in draft.quantities}
    is_abroad = view.search("russian_soil", lexicon, *view.clause(draft.start)) is not None
    if is_abroad and stack.incursion is not None and draft.trigger.kind in OF_AN_INCURSION and measures:
        draft.places = (PlaceRef(mention=stack.incursion, relation=Relation.IN),)
        draft.inferences = ("place",)
        return
    is_of_topic = draft.trigger.kind in OF_A_TOPIC and draft.quantities and not (is_sum or names_a_country)
    if is_of_topic and stack.is_on_topic and stack.area is not None:
        draft.places = (PlaceRef(mention=stack.area, relation=Relation.IN),)
        draft.inferences = ("place",)
        return
    if measures & {Measure.BORDER_DISTANCE, Measure.BORDER_LENGTH} and stack.area is not None:
        draft.places = (PlaceRef(mention=stack.area, relation=Relation.IN),)
        draft.inferences = ("place",)
