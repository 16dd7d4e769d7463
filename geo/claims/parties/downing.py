"""Drones and missiles shot down: a strike of who sent them, whoever tells of it.

Who shoots is often the only party named, and the sender the other one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.language.cases import INSTRUMENTAL, case_of, is_participle
from geo.claims.parties.scene import BESIDE, OPPOSITE
from geo.models import Side

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import SideWord
    from geo.claims.parties.scene import Scene

JUST_BEFORE = 40
"""Letters before a participle in which the drones stand that it tells of."""

_BY = re.compile(r"\bby (?:the )?\Z")
_OVER = re.compile(r"\b(?:over|in|above|across|над|в|у|на)\b")


def is_downing(scene: Scene) -> bool:
    """Tell whether the trigger is of drones shot down, which were sent by the other side."""
    if scene.lexicon["downing"].search(scene.words):
        return not _is_crewed(scene)
    if scene.lexicon["destroying"].search(scene.words) is None:
        return False
    after = scene.view.between(scene.start, min(scene.view.end, scene.end + 50))
    if scene.lexicon["flying"].search(after) is not None:
        return True
    return _flying_before(scene) is not None


def _shoots(scene: Scene, word: SideWord) -> bool:
    """Tell whether a party behind the verb shot: "brought down by Russian air defence"."""
    if scene.lexicon.language == "en":
        return _BY.search(scene.view.between(scene.end, word.start)) is not None
    return case_of(word, scene.view, scene.lexicon) == INSTRUMENTAL


def _is_crewed(scene: Scene) -> bool:
    """Tell whether what was shot down is an aircraft, which its owner lost: "збито ворожий Су-34"."""
    first, last = scene.clause
    around = scene.view.between(max(first, scene.start - JUST_BEFORE), min(last, scene.end + JUST_BEFORE))
    flying, crewed = (scene.lexicon[name].search(around) for name in ("flying", "crewed"))
    return crewed is not None and flying is None


def _flying_before(scene: Scene) -> int | None:
    """Return where the drones stand that were destroyed: "110 drones were destroyed"."""
    first = max(scene.clause[0], scene.start - JUST_BEFORE)
    found = [*scene.lexicon["flying"].finditer(scene.view.between(first, scene.start))]
    is_done = scene.is_passive or scene.trigger.mode == "suffer" or is_participle(scene)
    return first + found[-1].start() if found and is_done else None


def find_sender(scene: Scene) -> tuple[Side | None, Side | None, tuple[str, ...]]:
    """Return who sent what was shot down, who shot, and what was inferred.

    The sender is named behind it, or is the other party of who shot.
    """
    after = [
        word
        for word in scene.behind(60)
        # "Destroyed 45 drones over Russian territory" tells where, not whose.
        if word.side in OPPOSITE and not _OVER.search(scene.view.between(scene.end, word.start))
    ]
    if after:
        first, other = after[0].side, OPPOSITE[after[0].side]
        return (other, first, ()) if _shoots(scene, after[0]) else (first, other, ())
    flying = _flying_before(scene)
    if flying is not None:
        # "110 Ukrainian drones were destroyed"
        whose = [word.side for word in scene.subjects() if 0 <= flying - word.end <= BESIDE]
        if whose:
            return whose[0], OPPOSITE[whose[0]], ()
    before = [word.side for word in scene.subjects()]
    shooter = before[0] if before else (scene.attribution.side if scene.attribution else None)
    sender = OPPOSITE.get(shooter or scene.owner or Side.OTHER)
    return sender, shooter if shooter in OPPOSITE else None, ("actor",) if sender else ()
