"""Who acts and upon whom: the side words around a trigger, passives, pronouns, owners of places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.language.cases import actor_by_case, is_participle
from geo.claims.parties.downing import find_sender, is_downing
from geo.claims.parties.forcing import find_forced
from geo.claims.parties.losing import OF_LOSSES, are_killed, find_loser, who_lost_his_own, who_struck
from geo.claims.parties.rear import OF_THE_REAR
from geo.claims.parties.scene import OPPOSITE
from geo.claims.parties.unit_subjects import unit_that_acts, whose_event
from geo.models import Kind, ResolutionStatus, Role, Side

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import SideWord
    from geo.claims.parties.scene import Scene
    from geo.models import Attribution, Mention

# What is reported of a place says who did it when no word does: nobody shells his own towns.
_INFERRED = frozenset(
    {Kind.STRIKE, Kind.CASUALTIES, Kind.GROUND_ATTACK, Kind.CAPTURE, Kind.ADVANCE, Kind.PRESENCE}
)

_SUCCESSES = frozenset({Kind.CAPTURE, Kind.ADVANCE, Kind.REPELLED_ATTACK, Kind.CONTROL, Kind.PRISONERS})
_OF_AN_ARMY = frozenset({Role.MINISTRY, Role.GENERAL_STAFF, Role.MILITARY_OFFICIAL})

# What an official tells of his own side, where he names none.
_OWN = frozenset({Kind.CONTROL, Kind.REPELLED_ATTACK})

_DONE_TO_THEM = frozenset({Kind.PRISONERS, Kind.CASUALTIES, Kind.STRIKE, Kind.CAPTURE})
_THEY = re.compile(r"\b(?:they|вони|они)\b")
_THEY_WERE = re.compile(r"\bthey (?:were|are|have been|had been|got) (?:\w+ ){0,2}\w+")

# "The army that is attacking our country", «б'ють по наших містах»: the others do.
_OUR_LAND = re.compile(
    r"\b(?:attack|shell|bomb|strik|hit|invad|kill|terroris|target)\w*\s(?:\w+\s)?our\s(?:\w+\s)?"
    r"(?:country|land|cit(?:y|ies)|towns?|villages?|people|territory|homes|homeland|civilians)\b"
    r"|(?<!\w)(?:атаку|обстр|обстріл|бомб|б['’]?[ює]|вдар|удар|бьют|бьёт|бьет)\w*\s(?:по\s)?наш\w{0,3}\s"
    r"(?:краї?н|стран|міст|город|земл|територі|территори|людей|люд|сел|сёл)"
)
_TO_US = frozenset({Kind.STRIKE, Kind.ADVANCE, Kind.CASUALTIES, Kind.GROUND_ATTACK, Kind.CAPTURE})

# "Each side holds about half of the town"
_BOTH = re.compile(r"\b(?:both (?:armies|sides)|each side)(?: (?:still|now))?\s?\Z")
_OWN_HANDS = re.compile(r"\b(?:its|their) (?:own |full )?(?:hands|control|forces' control)\b")
# "The Russians noted the arrival near Izium, which fell": who noted it is not what fell.
_WHICH = re.compile(r"[\s,]*(?:which|that) (?:\w+ ){0,2}\Z")

_WITHOUT_PARTY = {Kind.CLASH: Side.BOTH, Kind.EVACUATION: Side.OTHER}

AHEAD = 40
"""Letters before a trigger in which a pronoun is its subject."""

_SAID_WHEN = re.compile(r"^(?:(?:on \w+|late \w+|earlier|later|also|today|yesterday),? )?(?:that )?")
"""What stands between "said" and what was said: "on Wednesday that"."""

_PARTICIPLE = re.compile(r"\w+ing\b")
_AFTER_COMMA = re.compile(r",\s+(?:\w+ly\s+|thus\s+|thereby\s+)?\Z")
_PRONOUN = re.compile(r"(?:they|it|he|she)\b")

Found = tuple[Side | None, Side | None, tuple[str, ...]]

ATTACK_REACH = 48
"""Letters before a party in which its attack stands."""

# «Отражены три контратаки штурмовых групп противника»
_OF_UNITS = re.compile(
    r"\s(?:(?:штурмов|механиз|мотопехотн|десантн|танков|малих|малых)\w*\s)?"
    r"(?:групп|груп|подразделений|підрозділів|формирований|частей|отрядов|загонів|пехоты|піхоти)\Z"
)

_OCCUPYING = ("оккупа", "окупа", "occup")


def find_actor(scene: Scene) -> Found:
    """Return actor, target and the names of what was inferred."""
    kind = scene.trigger.kind
    if kind in _WITHOUT_PARTY:
        return _WITHOUT_PARTY[kind], None, ()
    if _is_of_both(scene):
        return Side.BOTH, None, ()
    if kind is Kind.STRIKE and is_downing(scene):
        return find_sender(scene)
    named = _speaker_who_acts(scene) or unit_that_acts(scene) or find_forced(scene) or _named_actor(scene)
    if named is None and kind is Kind.CAPTURE and (taken_back := _taken_back(scene)) is not None:
        return taken_back
    named = named or _as_told(scene) or _meant_by_pronoun(scene)
    if named is not None:
        return named, _target(scene, named), ()
    return _inferred(scene)


def _is_of_both(scene: Scene) -> bool:
    """Tell whether both sides do it: an exchange of prisoners, "each side holds about half"."""
    kind = scene.trigger.kind
    if kind is Kind.PRISONERS:
        return bool(scene.view.search("exchange", scene.lexicon))
    ahead = scene.view.between(scene.clause[0], scene.start)
    return kind is Kind.CONTROL and _BOTH.search(ahead) is not None


def _taken_back(scene: Scene) -> Found | None:
    """Return who freed or retook a place that no party is named with, or ``None`` for other words."""
    told = scene.attribution.side if scene.attribution else None
    if scene.lexicon["liberating"].match(scene.words):
        # Only one's own ground is liberated: who says so did it, or nobody is known to have.
        return told, None, ("actor",)
    if scene.words.startswith(_OCCUPYING):
        # Who says so means Russia: its own army liberates.
        return Side.RU, None, ("actor",)
    if scene.lexicon["retaking"].match(scene.words):
        return told if told in OPPOSITE else scene.owner, None, ("actor",)
    return None


def _as_told(scene: Scene) -> Side | None:
    """Return the party that the speaker's words leave: "we hold it", "they pushed us back", his own deeds."""
    told = scene.attribution if scene.attribution and scene.attribution.side in OPPOSITE else None
    kind, clause = scene.trigger.kind, scene.clause
    if told is not None and kind in _TO_US and _OUR_LAND.search(scene.view.between(*clause)):
        return OPPOSITE.get(told.side or Side.OTHER)
    if told is not None and scene.view.search("we", scene.lexicon, *clause):
        return told.side
    if kind in _TO_US and scene.view.search("us", scene.lexicon, *clause):
        return OPPOSITE.get(told.side if told is not None and told.side else scene.view.perspective)
    if told is None:
        return None
    is_own = kind in _OWN and scene.trigger.mode != "suffer" and scene.view.start <= told.start
    return told.side if is_own or _is_own_deed(scene) else None


def _meant_by_pronoun(scene: Scene) -> Side | None:
    """Return whom a pronoun, or "the troops", stands for; of "they were shot", the others."""
    if not _has_pronoun(scene) or _is_of_ground(scene):
        return None
    # Nobody strikes his own towns, whoever was spoken of before.
    is_strike = scene.trigger.kind is Kind.STRIKE
    last = None if is_strike and scene.last_side is scene.owner else scene.last_side
    meant = _antecedent(scene) or last
    is_victim = scene.trigger.kind in _DONE_TO_THEM and _are_done_to(scene)
    if scene.trigger.kind in OF_LOSSES and scene.lexicon["losing"].search(scene.words):
        # "His platoon lost four men": to the others.
        is_victim = True
    return OPPOSITE.get(meant or Side.OTHER) if is_victim else meant


def _is_of_ground(scene: Scene) -> bool:
    """Tell whether a pronoun is what is taken: "the town, which was freed", «его взяли»."""
    if scene.trigger.kind is not Kind.CAPTURE:
        return False
    is_done = scene.is_passive if scene.lexicon.language == "en" else is_participle(scene)
    before = scene.view.between(max(scene.clause[0], scene.start - AHEAD), scene.start)
    return is_done and _THEY.search(before) is None


def _are_done_to(scene: Scene) -> bool:
    """Tell whether a pronoun is the subject of a passive: "they were shot", but not "it was taken"."""
    before = scene.view.between(max(scene.clause[0], scene.start - AHEAD), scene.start)
    if _THEY.search(before) is None:
        return False
    is_passive = scene.trigger.mode == "suffer" or scene.is_passive
    return is_passive or _THEY_WERE.search(before + scene.words) is not None


def _is_own_deed(scene: Scene) -> bool:
    """Tell whether a deed without a doer is the speaker's: "the group was destroyed", "said that took X"."""
    told = scene.attribution
    if told is None or told.role not in _OF_AN_ARMY:
        return False
    if scene.trigger.kind in {Kind.CASUALTIES, Kind.EQUIPMENT_LOSS}:
        return scene.lexicon["killing"].match(scene.words) is not None
    said = scene.view.between(told.end, scene.start).strip(" ,").split()
    is_between = any(told.end <= word.start < scene.start for word in scene.sides())
    return scene.trigger.kind in _SUCCESSES and said[:1] in (["що"], ["что"]) and not is_between


def _inferred(scene: Scene) -> Found:
    """Return the other party of who suffered, where it is known whose people or ground they are."""
    kind, told = scene.trigger.kind, scene.attribution
    if kind in OF_THE_REAR and scene.rear is not None:
        return scene.rear, None, ("actor",)
    is_occupied = kind is Kind.CONTROL and scene.trigger.mode == "suffer"
    victim = scene.owner if kind in _INFERRED or is_occupied else None
    if told is not None and told.role is Role.CIVIL_OFFICIAL and kind in {Kind.STRIKE, Kind.CASUALTIES}:
        # A governor tells of strikes upon his own.
        victim = told.side if told.side in OPPOSITE else victim
    if kind is Kind.EQUIPMENT_LOSS and scene.owner is Side.RU:
        # Over Ukraine either side loses aircraft; in Russia, and in what it holds, only Russia does.
        victim = Side.RU
    actor = OPPOSITE.get(victim or Side.OTHER)
    is_own_capture = kind is Kind.CAPTURE and (actor is None or scene.trigger.mode == "noun")
    if told is not None and told.side in OPPOSITE and is_own_capture and told.role in _OF_AN_ARMY:
        # "The ministry told of the capture of X", wherever X is: it was its own; denied, the enemy's.
        words = _words_of(scene, told)
        is_denied = any(scene.lexicon[name].search(words) for name in ("denial", "untrue", "lies"))
        # "Did not confirm the loss of X": what is lost was the teller's own.
        is_lost = is_denied or scene.lexicon["losing"].search(scene.words) is not None
        actor = OPPOSITE.get(told.side or Side.OTHER) if is_lost else told.side
    return actor, None, ("actor",) if actor else ()


def _words_of(scene: Scene, told: Attribution) -> str:
    """Return the words up to the other party: «объявила о взятии города, Киев отрицает» denies for Kyiv."""
    others = [
        word.start
        for word in scene.sides()
        if word.is_noun and word.side is OPPOSITE.get(told.side or Side.OTHER) and word.start > scene.end
    ]
    return scene.view.between(scene.view.start, min(others, default=scene.view.end))


def owner_of(mention: Mention, *, held: frozenset[str] = frozenset()) -> Side | None:
    """Return whose recognised territory a mention's place is, also when only its village is unsure.

    Crimea, and the places with an id in ``held``, count as where strikes are Ukraine's: they are
    Ukrainian by right, and held against it.
    """
    resolution = mention.resolution
    if resolution is None:
        return None
    places = [resolution.place] if resolution.place else [item.place for item in resolution.candidates]
    if resolution.status is ResolutionStatus.UNRESOLVED:
        return None
    owners = {
        "RU" if place.admin1 in {"Crimea", "Sevastopol"} or place.id in held else place.country
        for place in places
        if place
    }
    return {"UA": Side.UA, "RU": Side.RU}.get(owners.pop() or "") if len(owners) == 1 else None


def _speaker_who_acts(scene: Scene) -> Side | None:
    """Return the side of the speaker of "claims to have hit" and "said its troops had left"."""
    told = scene.attribution
    if told is None or told.side not in OPPOSITE or told.end > scene.start:
        return None
    if any(told.end <= word.start < scene.start for word in scene.sides()):
        return None
    said = _SAID_WHEN.sub("", scene.view.between(told.end, scene.start).strip(" ,"))
    if _PRONOUN.match(said) and _is_of_the_other(scene, told):
        return None
    if said and not scene.lexicon["speaker_acts"].match(said):
        return None
    is_gerund = scene.words.split()[0].endswith("ing")
    if not said and not (is_gerund and scene.lexicon["gerund_cues"].search(told.cue.lower())):
        return None  # "denied losing the town", but not "said shelling had wounded"
    is_victim = scene.trigger.mode == "suffer" or who_lost_his_own(scene) is not None
    return OPPOSITE[told.side] if is_victim else told.side


def _is_of_the_other(scene: Scene, told: Attribution) -> bool:
    """Tell whether a pronoun is not of the speaker's own: the other party was named before.

    "The Russians withdraw; they have been pulled back, says the spokesman"; a staff that goes on to tell,
    "The Russian army launched 71 air strikes. It also fired 88 salvoes".
    """
    if told.end <= scene.view.start:
        return scene.last_side not in {None, told.side}
    return any(word.end <= told.start and word.side is not told.side for word in scene.sides())


def _named_actor(scene: Scene) -> Side | None:
    """Return the party that the words around the trigger name as the one who does it."""
    if scene.trigger.mode == "near":
        return _in_own_hands(scene) or _nearest(scene)
    loser = _attacker(scene) if scene.trigger.kind is Kind.REPELLED_ATTACK else find_loser(scene)
    if loser is not None:
        return OPPOSITE.get(loser)
    by = _after_by(scene) if scene.trigger.kind is not Kind.WITHDRAWAL else None
    named = by or whose_event(scene)
    if named is not None:
        return named
    if scene.trigger.mode == "noun":
        return _actor_of_noun(scene)
    is_taken = scene.lexicon.language != "en" and scene.trigger.kind is Kind.CAPTURE
    if scene.trigger.mode == "suffer" or (scene.is_passive and not is_taken):
        return _actor_of_passive(scene)
    return _actor_of_verb(scene)


def _attacker(scene: Scene) -> Side | None:
    """Return the party whose attack is said to be beaten off: «атаки окупантів відбили українські воїни»."""
    if scene.lexicon["beaten_off"].match(scene.words):
        # «Ворог обстріляв позиції; відбито два штурми»: who attacked before is who was beaten off.
        enemies = [word.side for word in scene.sides() if word.is_relative and word.start < scene.start]
        if enemies:
            return Side.RU if scene.view.perspective is Side.UA else Side.UA
    first, last = scene.clause
    for word in scene.sides():
        before = scene.view.between(max(first, word.start - ATTACK_REACH), word.start).rstrip()
        before = _OF_UNITS.sub("", before)
        attacks = scene.lexicon["attacks_of"].finditer(before)
        behind = scene.view.between(word.end, min(last, word.end + 30)).lstrip()
        is_of_attack = not word.is_noun and scene.lexicon["attacks_by"].match(behind) is not None
        if first <= word.start < last and (
            is_of_attack or any(match.end() == len(before) for match in attacks)
        ):
            return word.side
    return None


def _actor_of_noun(scene: Scene) -> Side | None:
    """Return the party of "Russian drone strikes" and "the destruction of a Ukrainian unit"."""
    victim = _victim_after(scene)
    if victim is not None:
        return OPPOSITE.get(victim)
    if scene.lexicon.language != "en":
        # "Захоплення росіянами", "захват села российскими войсками": the doer stands behind.
        behind = scene.behind(60)
        if behind and not scene.subjects():
            return behind[0].side
    subjects, before = scene.subjects(), scene.before()
    close = [word for word in subjects if scene.start - word.end <= 40]
    if close:
        return close[-1].side
    return subjects[0].side if subjects else (before[-1].side if before else None)


def _actor_of_participle(scene: Scene) -> Side | None:
    """Return the subject of the sentence for ", capturing two villages", which has none of its own."""
    if scene.lexicon.language != "en" or not _PARTICIPLE.match(scene.words):
        return None
    first = scene.view.start
    if not _AFTER_COMMA.search(scene.view.between(first, scene.start)):
        return None
    sides = [word for word in scene.sides() if word.end <= scene.start]
    pronoun = _PRONOUN.match(scene.view.lower)
    if pronoun is not None and (not sides or sides[0].start - first > pronoun.end()):
        return scene.last_side
    return sides[0].side if sides else None


def _actor_of_verb(scene: Scene) -> Side | None:
    participle = _actor_of_participle(scene)
    if participle is not None:
        return participle
    if scene.lexicon.language != "en":
        return actor_by_case(scene)
    subjects, before = scene.subjects(), scene.before()
    if subjects:
        return subjects[0].side if len(subjects) == 1 else _subject(scene, subjects)
    return before[-1].side if before else None


def _actor_of_passive(scene: Scene) -> Side | None:
    """Return who did what the subject suffers: the other party, where the subject is a party."""
    kind = scene.trigger.kind
    inside = [word for word in scene.sides() if scene.start <= word.start < scene.end]
    in_clause = [word for word in scene.subjects() if word not in inside] + inside
    is_of_place = kind is Kind.CAPTURE and _WHICH.fullmatch(scene.view.between(scene.clause[0], scene.start))
    words = in_clause or ([] if is_of_place else scene.before())
    struck = None if in_clause else who_struck(scene)
    if struck is not None or not words:
        return struck
    if kind is Kind.STRIKE and inside:
        # "Under enemy fire": the fire is the enemy's.
        return inside[0].side
    if kind is Kind.WITHDRAWAL:
        # Who is driven out has left: the subject, whoever drove him.
        return in_clause[0].side if in_clause else None
    if kind is Kind.CASUALTIES:
        # "A Russian bomb killed": the party named is the one that struck, unless it is the killed.
        return OPPOSITE.get(words[-1].side) if are_killed(scene, words[-1]) else words[0].side
    if kind in {Kind.REPELLED_ATTACK, Kind.PRISONERS} or (kind in {Kind.CAPTURE, Kind.STRIKE} and in_clause):
        return OPPOSITE.get(words[0].side)
    return None


def _in_own_hands(scene: Scene) -> Side | None:
    """Return the speaker of "the staff says the north is still in its hands": who holds is who says so."""
    told = scene.attribution
    if told is None or told.side not in OPPOSITE or not scene.view.start <= told.end <= scene.start:
        return None
    said = scene.view.between(told.end, scene.clause[1])
    is_other_named = any(told.end <= word.start for word in scene.sides())
    return told.side if _OWN_HANDS.search(said) and not is_other_named else None


def _nearest(scene: Scene) -> Side | None:
    """Return the party named nearest to the trigger: "under Russian control", "shows Russian infantry"."""
    first, last = scene.clause
    gaps = [
        (max(word.start - scene.end, scene.start - word.end, 0), word.side)
        for word in scene.sides()
        if first <= word.start < last
    ]
    return min(gaps, key=lambda gap: gap[0])[1] if gaps else None


def _subject(scene: Scene, words: list[SideWord]) -> Side:
    """Return the subject among several side words: the last that is no object of a preposition."""
    for word in reversed(words):
        before = scene.view.between(max(scene.view.start, word.start - 14), word.start)
        if re.search(r"(?:\b(?:of|to|from|against|with|on|by|into|drive|oust|push)\s(?:the\s)?)$", before):
            continue
        if scene.start - word.end > 90:
            continue
        return word.side
    return words[0].side


def _after_by(scene: Scene) -> Side | None:
    if scene.lexicon.language != "en":
        return None
    for word in scene.sides():
        gap = scene.view.between(scene.end, word.start)
        if 0 <= word.start - scene.end <= 40 and re.fullmatch(r"[^,;]*\bby (?:the )?", gap):
            return word.side
    return None


def _victim_after(scene: Scene) -> Side | None:
    """Return the party of "the destruction of a Ukrainian unit" and "the capture of 100 Russian soldiers"."""
    for word in scene.sides():
        gap = scene.view.between(scene.end, word.start)
        if 0 <= word.start - scene.end <= 40 and re.fullmatch(
            r"\s?(?:of )?(?:an? |the )?(?:[\w,-]+ ){0,4}", gap
        ):
            has_of = scene.words.endswith("of") or gap.strip().startswith("of")
            return word.side if has_of else None
    return None


def _antecedent(scene: Scene) -> Side | None:
    """Return the party that a pronoun points back to in its own sentence, the speaker's included."""
    earlier = [word.side for word in scene.sides() if word.end <= scene.clause[0]]
    told = scene.attribution
    if earlier:
        return earlier[0]
    if told is None or told.side not in OPPOSITE or not scene.view.start <= told.end <= scene.start:
        return None
    said = scene.view.between(told.end, scene.start)
    return told.side if scene.lexicon["pronoun_subjects"].search(said) else None


def _has_pronoun(scene: Scene) -> bool:
    first, (start, end) = scene.clause[0], scene.speech or (scene.start, scene.start)
    start, end = min(start, scene.start), min(end, scene.start)
    # "Military intelligence reported, drones hit X": who speaks is no unit that acts.
    parts = (scene.view.between(first, start), scene.view.between(max(first, end), scene.start))
    return any(
        scene.lexicon[name].search(part) for name in ("pronoun_subjects", "unit_words") for part in parts
    )


def _target(scene: Scene, actor: Side) -> Side | None:
    """Return the other party where the words around the trigger name it."""
    other = OPPOSITE.get(actor)
    near = [word for word in scene.sides() if scene.start - 120 < word.start < scene.end + 120]
    return other if any(word.side is other for word in near) else None
