"""Whose men and machines are lost: the losses named, the killed, the object of a verb.

Gold and maps count losses for who inflicts them, so the loser tells the actor: the other party.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.language.cases import object_by_case
from geo.claims.parties.scene import BESIDE, OPPOSITE
from geo.models import Kind, Side

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import SideWord
    from geo.claims.parties.scene import Scene

OF_LOSSES = frozenset({Kind.CASUALTIES, Kind.EQUIPMENT_LOSS, Kind.PRISONERS})
"""Kinds that tell of men or machines lost."""

MOST_WORDS = 3
"""Words between "Russian" and "were killed" in which their soldiers are named."""

_ADMITTING = re.compile(r"\b(?:admit|acknowledg|conced|confess|complain)")
_HIS_OWN = re.compile(r"\b(?:his|her|its|their|our) (?:own )?[\w-]+ (?:\w+ ){0,2}\Z")
FALLEN = 70
"""Letters from "killed" to whose attack it was in, and on to the attack."""

_IN_OR_BY = re.compile(r"\A[^,;:]*?\b(?:in|by|during|from|after|when|as)\s[^,;:]*\Z")
_FIRE = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:attacks?|strikes?|shelling|raids?|missiles?|drones?|bombs?|fire|bombardments?"
    r"|bombings?|barrages?|rockets?|artillery|shells?)\b"
)
_HELPERS = frozenset({"had", "have", "has", "also", "reportedly"})
_WERE = re.compile(r"(?:were|was|been|had been|have been) (?:killed|wounded|injured)\b")
_LOSERS = (("on_ukrainian_part", Side.UA), ("on_russian_part", Side.RU))
_DONE_AWAY = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EQUIPMENT_LOSS})
BESIDE_THEM = 25
"""Letters from "destruction of" to whose the destroyed are."""

_DESTRUCTION = re.compile(r"(?:destruction|elimination|annihilation|знищенн|ліквідаці|уничтожени|ликвидаци)")
_NOT_OF_THEM = re.compile(r"[,;:]|\b(?:by|in|on|near|from|в|у|на|біля|під|под|возле)\b")
_NOT_THEIRS = re.compile(r"[,;:]|\b(?:by|in|on|for|at|в|у|на|під|под|за|від|от)\b|\d")


def find_loser(scene: Scene) -> Side | None:
    """Return who lost men or machines: the subject of "lost 200 men", the object of "took ten Russians"."""
    lost = _whose_losses(scene) or whose_destroyed(scene)
    if lost is not None:
        return lost
    return _loser_of_verb(scene) if scene.trigger.mode == "act" else _on_their_side(scene)


def _loser_of_verb(scene: Scene) -> Side | None:
    subjects, kind = [word.side for word in scene.subjects()], scene.trigger.kind
    is_loss = scene.lexicon["losing"].search(scene.words) is not None
    if is_loss and kind in {Kind.CASUALTIES, Kind.EQUIPMENT_LOSS}:
        found = subjects[-1:] or [word.side for word in scene.behind(30)][:1]
        return found[0] if found else _who_admits(scene)
    if kind is Kind.CASUALTIES:
        return _killed(scene)
    has_subject = bool(subjects) and scene.lexicon.language == "en"
    is_by = scene.view.between(scene.end, scene.end + 4).startswith(" by")
    if kind not in {Kind.PRISONERS, Kind.EQUIPMENT_LOSS} or has_subject or is_by:
        return None
    lost = scene.behind(40)
    return lost[0].side if lost else None


def _who_admits(scene: Scene) -> Side | None:
    """Return who admits a loss and names nobody: his own side, "a colonel admitted that it lost a tank"."""
    told = scene.attribution
    is_own = told is not None and told.side in OPPOSITE and _ADMITTING.search(told.cue.lower())
    return told.side if told is not None and is_own else None


def who_lost_his_own(scene: Scene) -> Side | None:
    """Return the speaker of "said that his battalion lost eight vehicles", where no other party is named."""
    told = scene.attribution
    if told is None or told.side not in OPPOSITE or scene.trigger.kind not in OF_LOSSES:
        return None
    if told.end > scene.start or scene.lexicon["losing"].search(scene.words) is None:
        return None
    if any(told.end <= word.start < scene.start for word in scene.sides()):
        return None
    return told.side if _HIS_OWN.search(scene.view.between(told.end, scene.start)) else None


def _whose_losses(scene: Scene) -> Side | None:
    """Return whose "Russian losses at 910 killed and 37 captured" and «втрати РФ» are."""
    if scene.trigger.kind not in OF_LOSSES:
        return None
    first, last = scene.clause
    losses = [*scene.lexicon["losses"].finditer(scene.view.between(first, scene.end))]
    if not losses:
        return None
    start, end = first + losses[-1].start(), first + losses[-1].end()
    for word in scene.sides():
        is_before = word.end <= start <= word.end + BESIDE and "," not in scene.view.between(word.end, start)
        is_behind = end <= word.start < min(last, end + 2 * BESIDE)
        if is_before or (is_behind and not _NOT_THEIRS.search(scene.view.between(end, word.start))):
            return word.side
    return None


def whose_destroyed(scene: Scene) -> Side | None:
    """Return whose the unit of "the destruction of a Ukrainian unit" and «ліквідацію російської ДРГ» is."""
    if scene.trigger.kind not in _DONE_AWAY or _DESTRUCTION.match(scene.words) is None:
        return None
    behind = [word for word in scene.behind(BESIDE_THEM) if word.start >= scene.end]
    if not behind or _NOT_OF_THEM.search(scene.view.between(scene.end, behind[0].start)):
        return None
    return behind[0].side


def _on_their_side(scene: Scene) -> Side | None:
    """Return whose men "76,000 dead on the part of Ukraine" are."""
    if scene.trigger.kind is not Kind.CASUALTIES:
        return None
    found = (side for name, side in _LOSERS if scene.view.search(name, scene.lexicon, *scene.clause))
    return next(found, None)


def _killed(scene: Scene) -> Side | None:
    """Return whose soldiers are killed: the object ahead of the verb, or with no subject the party behind."""
    if scene.lexicon["killing"].match(scene.words):
        return object_by_case(scene)
    # «Ліквідовано 15 окупантів»: with no subject, the party behind is the one that lost them.
    lost = [] if scene.lexicon.language == "en" or scene.before() else scene.behind(60)
    return lost[0].side if lost else None


def whose_dead(scene: Scene) -> Side | None:
    """Return whose soldiers the subject of a passive are: "1,000 Russians had been killed"."""
    if scene.trigger.kind is not Kind.CASUALTIES or scene.trigger.mode != "suffer":
        return None
    ahead = [word for word in scene.subjects() if word.end <= scene.start]
    is_passive = scene.lexicon.language == "en" and _WERE.match(
        scene.view.lower, scene.start - scene.view.start
    )
    return ahead[-1].side if ahead and is_passive and are_killed(scene, ahead[-1]) else None


def who_struck(scene: Scene) -> Side | None:
    """Return whose attack people fell to: "were killed in one of the largest Russian air attacks"."""
    if scene.lexicon.language != "en" or scene.trigger.kind is not Kind.CASUALTIES:
        return None
    last = scene.clause[1]
    for word in scene.sides():
        if not scene.end <= word.start < min(last, scene.end + FALLEN):
            continue
        is_by = _IN_OR_BY.search(scene.view.between(scene.end, word.start)) is not None
        if is_by and _FIRE.match(scene.view.between(word.end, min(last, word.end + FALLEN))):
            return word.side
    return None


def are_killed(scene: Scene, word: SideWord) -> bool:
    """Tell whether a party's soldiers are the subject: "two Russian soldiers were killed"."""
    between = [one for one in scene.view.between(word.end, scene.start).split() if one not in _HELPERS]
    if len(between) > MOST_WORDS:
        return False
    return not between or scene.lexicon["unit_words"].search(" ".join(between)) is not None
