"""Grammatical case of the words for the parties in Ukrainian and Russian: who does it, and to whom.

Word order is free in both languages and cases are not: «росіян вибили українські військові» has its
subject behind. Only endings are read; what has no ending (ЗСУ, РФ) takes the case of the noun before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.parties.scene import OPPOSITE
from geo.models import Kind

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import SideWord, View
    from geo.claims.parties.scene import Scene
    from geo.models import Side

NOMINATIVE, OBLIQUE, INSTRUMENTAL, UNKNOWN = "nominative", "oblique", "instrumental", "unknown"

_INSTRUMENTAL = re.compile(r"(?:ими|іми|ами|ями|їми)\Z")
_OBLIQUE = re.compile(
    r"(?:их|ых|іх|ого|его|ому|ему|ої|ої|ей|ів|їв|ов|ев|ам|ям|ах|ях|ника|ворога|врага|ску|ську|скую|жу|ян)\Z"
)
_NOMINATIVE = re.compile(
    r"(?:ні|кі|ьки|ие|ые|ий|ый|ій|ая|ська|ти|ты|яни|яне|ник|ники|ворог|вороги|враг|враги|ці|цы|чі|чи|да|ина)\Z"
)
# Kinds of what is done to somebody: who stands behind their verb or noun suffers it.
_DONE_TO = frozenset(
    {Kind.STRIKE, Kind.CAPTURE, Kind.CASUALTIES, Kind.EQUIPMENT_LOSS, Kind.PRISONERS, Kind.GROUND_ATTACK}
)

_TAKES_OBJECT = _DONE_TO - {Kind.GROUND_ATTACK} | {Kind.REPELLED_ATTACK}

_DONE = re.compile(r"(?:[нт]о|[аеё]н[аыі]?|[ыия]т[аыі]?)\Z")
_DONE_OBLIQUE = re.compile(r"(?:[еёо]нн|ан)(?:ых|их|ыми|ими)\Z")
_AGAINST = re.compile(r"\b(?:по|против|проти|на|від|от|з|із|из|у|в|до|к)\s+(?:[\w-]+\s+)?\Z")
_RELATIVE = re.compile(r"[\s,]*(?:як(?:а|і|ий|е)|котор(?:ая|ые|ый|ое))\s")
_BESIDE = re.compile(r"(?:\s[\w'’-]+){0,2},?\s*")
REACH = 60
"""Letters behind a verb in which its subject or object is looked for."""

_CAPITALS = frozenset({"київ", "киев", "москва", "росія", "россия", "кремль"})
_NO_ENDING = re.compile(r"[A-ZА-ЯІЇЄҐ]{2,}|[а-яіїєґ]{2}")


def case_of(word: SideWord, view: View, lexicon: ClaimLexicon) -> str:
    """Return the case of a word for a party, as far as its ending or the noun before it tells.

    «Українськими» is instrumental, «окупантів» oblique; in «підрозділи ЗСУ» and «штурмовики
    противника» the noun before is what acts.
    """
    text = view.text[word.start - view.start : word.end - view.start]
    lower = text.lower()
    if lower in _CAPITALS:
        return NOMINATIVE
    before = view.between(max(view.start, word.start - 40), word.start).rstrip().split()
    has_head = bool(before) and lexicon["unit_words"].fullmatch(before[-1]) is not None
    if has_head:
        return _by_ending(before[-1]) if _by_ending(before[-1]) != UNKNOWN else NOMINATIVE
    return _by_ending(lower.split()[0]) if not _NO_ENDING.fullmatch(text.split()[-1]) else UNKNOWN


def _by_ending(word: str) -> str:
    if _INSTRUMENTAL.search(word):
        return INSTRUMENTAL
    if _NOMINATIVE.search(word):
        return NOMINATIVE
    return OBLIQUE if _OBLIQUE.search(word) else UNKNOWN


def actor_by_case(scene: Scene) -> Side | None:
    """Return the subject of a Ukrainian or Russian verb, or the other party of its object."""
    cased = [(word, case_of(word, scene.view, scene.lexicon)) for word in scene.sides()]
    first, last = scene.clause
    ahead = [item for item in cased if first <= item[0].start < scene.start]
    behind = [
        item
        for item in cased
        if scene.start <= item[0].start < min(last, scene.end + REACH)
        and "," not in scene.view.between(scene.end, item[0].start)
    ]
    is_done = _DONE.search(scene.words.split()[0]) is not None
    agents = [word for word, case in behind if case == INSTRUMENTAL]
    if agents and is_done:
        return agents[0].side
    subject = _subject_of(scene, ahead) or (None if ahead else _who(scene))
    if subject is not None:
        return subject.side
    found = _actor_behind(scene, behind, is_done=is_done)
    if found is not None:
        return found
    victim = _victim_ahead(scene, ahead)
    if victim is not None:
        return OPPOSITE.get(victim)
    earlier = [word for word, case in cased if word.end <= first and case != OBLIQUE]
    others = ahead[:1] or [(word, UNKNOWN) for word in earlier[-1:]] or behind[:1]
    return others[0][0].side if others else None


def is_participle(scene: Scene) -> bool:
    """Tell whether a trigger begins with a participle: «уничтожено», «знищених»."""
    return (
        _DONE.search(scene.words.split()[0]) is not None
        or _DONE_OBLIQUE.search(scene.words.split()[0]) is not None
    )


def object_by_case(scene: Scene) -> Side | None:
    """Return the party ahead of a verb that suffers it: «ворожу групу знищено», «группа ВСУ уничтожена»."""
    is_done = _DONE.search(scene.words.split()[-1]) is not None
    for word in scene.subjects():
        if is_done or case_of(word, scene.view, scene.lexicon) == OBLIQUE:
            return word.side
    return None


def _subject_of(scene: Scene, ahead: list[tuple[SideWord, str]]) -> SideWord | None:
    """Return the subject ahead of the verb: in the nominative, or what has no ending and no preposition."""
    comma = scene.clause[0] + scene.view.between(scene.clause[0], scene.start).rfind(",") + 1
    near = [item for item in ahead if item[0].start >= comma] + ahead
    for wanted in (NOMINATIVE, UNKNOWN):
        subject = next((word for word, case in near if case == wanted), None)
        if subject is not None and not _follows_preposition(scene, subject):
            return subject
    return None


def _who(scene: Scene) -> SideWord | None:
    """Return the party before a relative clause: «виявили групу противника, яка намагалася прорватися»."""
    first = scene.clause[0]
    if _RELATIVE.match(scene.view.between(first, scene.start)) is None:
        return None
    last = next((word for word in reversed(scene.sides()) if word.end <= first), None)
    is_beside = last is not None and _BESIDE.fullmatch(scene.view.between(last.end, first)) is not None
    return last if is_beside else None


def _victim_ahead(scene: Scene, ahead: list[tuple[SideWord, str]]) -> Side | None:
    """Return the object ahead of a verb without a subject: «противника выбили из хутора»."""
    if scene.trigger.kind not in _TAKES_OBJECT:
        return None
    return next((word.side for word, case in ahead[-1:] if case == OBLIQUE), None)


def _actor_behind(scene: Scene, behind: list[tuple[SideWord, str]], *, is_done: bool) -> Side | None:
    """Return the actor by the parties behind the verb: its subject, or the other party of its object."""
    genitive = behind[0][0] if behind and behind[0][1] == OBLIQUE else None
    if genitive is not None and scene.trigger.kind not in _DONE_TO and genitive.start <= scene.end + 1:
        # «Після виходу українських частин росіяни рушили слідом»
        return genitive.side
    if behind and not is_done and _are_counted_dead(scene, behind[0][0]):
        # «Пограничники уничтожили 43 захватчика»
        return OPPOSITE.get(behind[0][0].side)
    subject = next((word for word, case in behind if case == NOMINATIVE), None)
    if subject is not None and not is_done:
        return subject.side
    if not behind:
        return None
    word, case = behind[0]
    if not is_done and case != OBLIQUE and not _follows_preposition(scene, word):
        return None
    # «Нанесены удары по украинским бригадам», but «просування російських військ»
    return OPPOSITE.get(word.side) if scene.trigger.kind in _DONE_TO else word.side


def _are_counted_dead(scene: Scene, word: SideWord) -> bool:
    """Tell whether a verb of killing governs a number of a party's men."""
    is_counted = any(one.start < word.end and word.start <= one.end for one in scene.view.quantities)
    return is_counted and scene.lexicon["killing"].match(scene.words) is not None


def _follows_preposition(scene: Scene, word: SideWord) -> bool:
    before = scene.view.between(max(scene.view.start, word.start - 24), word.start)
    return _AGAINST.search(before) is not None
