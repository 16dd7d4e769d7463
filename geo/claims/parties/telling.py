"""Who acts, by who tells of it: one claims what he took, denies the other's gains and counts his blows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.parties.scene import OPPOSITE
from geo.models import Kind, Role, Side

if TYPE_CHECKING:
    from geo.claims.parties.scene import Scene
    from geo.models import Attribution

OF_A_STRIKE = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EQUIPMENT_LOSS})
OF_AN_ARMY = frozenset({Role.MINISTRY, Role.GENERAL_STAFF, Role.MILITARY_OFFICIAL})

ABOUT = 60
"""Letters behind a strike in which civilians are named as hit."""

_CLAIMS = re.compile(r"\bclaim")
_PASSIVE = re.compile(r"\b(?:was|were|been|being)\s(?:\w+ly\s)?\w+\Z")
_DENIES = re.compile(r"\bden(?:y|ied|ies)\b|(?<!\w)(?:спростов|запереч|опроверг|отриц)")
_CIVILIAN = re.compile(r"\bcivilian|(?<!\w)(?:цивільн|гражданск|мирн)")


def actor_of_the_teller(scene: Scene) -> Side | None:
    """Return who did what an official tells without saying who."""
    told, kind = scene.attribution, scene.trigger.kind
    if told is None:
        return None
    if kind is Kind.REPELLED_ATTACK:
        # Who tells of attacks beaten off has beaten them off.
        return told.side
    if kind not in OF_A_STRIKE:
        return None
    # An official who counts strikes without saying whose counts the enemy's, but for what armies strike.
    if _is_own_success(scene, told):
        return told.side
    return None if kind is Kind.EQUIPMENT_LOSS else OPPOSITE.get(told.side or Side.OTHER)


def _is_own_success(scene: Scene, told: Attribution) -> bool:
    """Tell whether an army tells of what it strikes: "the SBU said 41 warplanes had been hit"."""
    if told.role not in OF_AN_ARMY or scene.place_key is not None:
        return False
    return scene.view.search("military_targets", scene.lexicon, *scene.clause) is not None


def who_took_it(scene: Scene) -> Side | None:
    """Return who captured what somebody claims for himself, or denies of the others.

    "Claimed that the town had been occupied" says nothing of who did it.
    """
    told = scene.attribution
    if scene.trigger.kind is not Kind.CAPTURE or told is None or told.side not in OPPOSITE:
        return None
    if _CLAIMS.search(told.cue):
        return None if _PASSIVE.search(scene.view.between(told.end, scene.end)) else told.side
    return OPPOSITE[told.side] if _DENIES.search(told.cue) else None


def whom_it_accuses(scene: Scene) -> Side | None:
    """Return whose a strike on civilians is that a party tells of: no side says so of its own."""
    told, view = scene.attribution, scene.view
    if scene.trigger.kind is not Kind.STRIKE or told is None or told.side not in OPPOSITE:
        return None
    behind = view.between(scene.start, min(view.end, scene.end + ABOUT))
    return OPPOSITE[told.side] if _CIVILIAN.search(behind) else None
