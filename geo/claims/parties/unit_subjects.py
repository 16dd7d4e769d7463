"""Units and weapons that only one party has, as the subject of a clause that names no party.

"The 155th Brigade entered the village" names who acts as surely as "the Russians" does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.language.cases import is_participle
from geo.claims.parties.losing import OF_LOSSES, are_killed
from geo.claims.parties.scene import OPPOSITE
from geo.models import Kind

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import SideWord
    from geo.claims.parties.scene import Scene
    from geo.models import Side

_DONE_TO = frozenset({Kind.PRISONERS, Kind.EQUIPMENT_LOSS, Kind.REPELLED_ATTACK})
_MEANS_REACH = 24
_WITH = re.compile(r"\b(?:by|with|using)\s(?:the |an? |\d+ |several |two |three )?\Z")
_INSTRUMENT = re.compile(
    r"(?:\w(?:ами|ями|ою|ею|єю|ой|ей|ом|ем|єм)|\b(?:из|із|з)|с помощью|за допомогою)\s[«\"]?\Z"
)
_BENT = re.compile(r"(?:ами|ями|ом|ем|ою|ой)\Z")
_EVENT_NOUN = re.compile(
    r"(?:infiltrations?|advances?|incursions?|assaults?|attacks?|offensives?|breakthroughs?)\Z"
)
_BY = re.compile(r"[^,;]{0,20}\bby (?:the |an? |soldiers of the |troops of the )?")


def unit_that_acts(scene: Scene) -> Side | None:
    """Return the side of the unit or weapon that is the subject of a clause which names no party."""
    first, last = scene.clause
    if any(first <= word.start < last for word in scene.sides()):
        return None
    marks = [mark for mark in scene.view.marks if first <= mark.start < last and _is_unit(scene, mark)]
    means = _means(scene, marks)
    if means is not None:
        return means
    for mark in marks:
        if mark.start >= scene.end and _BY.fullmatch(scene.view.between(scene.end, mark.start)):
            return mark.side
    # "The 68th Motorised Rifle Division": both have a 68th, only one has motorised rifles.
    ahead = sorted(
        (mark for mark in marks if mark.end <= scene.start),
        key=lambda mark: scene.view.between(mark.start, mark.end)[0].isdecimal(),
    )
    return _by_its_unit(scene, ahead[0]) if ahead else None


def whose_event(scene: Scene) -> Side | None:
    """Return who acts in an event whose party stands right before its noun: "a Russian infiltration mission".

    The "15 enemy assaults" that somebody stopped are his deed, and the enemy's attack.
    """
    noun = _EVENT_NOUN.search(scene.words)
    if noun is None:
        return None
    start = scene.start + noun.start()
    whose = next((word.side for word in scene.sides() if 0 < start - word.end <= 1), None)
    return OPPOSITE.get(whose) if whose and scene.trigger.kind is Kind.REPELLED_ATTACK else whose


def _means(scene: Scene, marks: list[SideWord]) -> Side | None:
    """Return whose weapon a strike was made with: "hit by HIMARS rockets", «ракетами Storm Shadow»."""
    if scene.trigger.kind is not Kind.STRIKE:
        return None
    is_english = scene.lexicon.language == "en"
    for mark in marks:
        before = scene.view.between(max(scene.clause[0], mark.start - _MEANS_REACH), mark.start)
        found = (_WITH if is_english else _INSTRUMENT).search(before)
        is_bent = not is_english and _BENT.search(scene.view.between(mark.start, mark.end))
        if mark.end > scene.start and (found or is_bent):
            return mark.side
    return None


def _by_its_unit(scene: Scene, unit: SideWord) -> Side | None:
    """Return who acts where ``unit`` is the subject: the other party, of a passive or a loss."""
    kind, language = scene.trigger.kind, scene.lexicon.language
    is_lost = kind in OF_LOSSES and scene.lexicon["losing"].search(scene.words) is not None
    is_done = scene.is_passive if language == "en" else is_participle(scene)
    is_done = is_done or scene.trigger.mode == "suffer"
    if kind is Kind.CASUALTIES and is_done:
        return OPPOSITE[unit.side] if are_killed(scene, unit) else unit.side
    if is_done and (kind not in _DONE_TO or "," in scene.view.between(unit.end, scene.start)):
        return None
    if kind is Kind.EQUIPMENT_LOSS and not (is_done or is_lost):
        return None
    return OPPOSITE[unit.side] if is_done or is_lost else unit.side


def _is_unit(scene: Scene, mark: SideWord) -> bool:
    """Tell whether a mark is no part of what the speaker is called, and its number is that of a unit."""
    speech = scene.speech or (0, 0)
    if speech[0] <= mark.start < speech[1]:
        return False
    if scene.lexicon["leaders"].fullmatch(scene.view.between(mark.start, mark.end)):
        return False
    words = scene.view.between(mark.start, mark.end + 40)
    return not words[:1].isdecimal() or scene.lexicon["formations"].search(words) is not None
