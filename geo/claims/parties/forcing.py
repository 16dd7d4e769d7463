"""Who is made to leave or driven off: "forced them to withdraw", "pushing Russian troops out of the town".

The party that acts in such words is not the one that a withdrawal is told of, and the party inside the
words of a capture is the one that lost the ground.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.parties.scene import OPPOSITE
from geo.models import Kind

if TYPE_CHECKING:
    from geo.claims.parties.scene import Scene
    from geo.models import Side

_OUT = re.compile(r"\b(?:out of|out|from|back)\Z")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|was|был[аио]?|бу[вл]\w*)\s\Z")


def find_forced(scene: Scene) -> Side | None:
    """Return who withdraws because another forces him, or who takes ground from the party named in it."""
    if scene.trigger.kind is Kind.CAPTURE and _OUT.search(scene.words):
        lost = [word.side for word in scene.sides() if scene.start <= word.start < scene.end]
        return OPPOSITE.get(lost[0]) if lost else None
    if scene.trigger.kind is not Kind.WITHDRAWAL:
        return None
    first = scene.clause[0]
    ahead = scene.view.between(first, scene.end)
    forcing = [*scene.lexicon["forcing"].finditer(ahead)]
    if not forcing or _PASSIVE.search(ahead[: forcing[-1].start()]):
        return None
    start, end = first + forcing[-1].start(), first + forcing[-1].end()
    them = [word.side for word in scene.sides() if end <= word.start < scene.end]
    if them:
        return them[0]
    who = [word.side for word in scene.sides() if first <= word.start < start]
    return OPPOSITE.get(who[-1]) if who else None
