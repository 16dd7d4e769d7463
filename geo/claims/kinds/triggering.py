"""Triggers of a sentence: which words tell of which claims, one for each thing told.

A draft is a claim in the making; extraction gives it its place, party, numbers, time and voice.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.kinds.claimed_places import find_claimed
from geo.claims.kinds.rewording import is_of_no_war, retell
from geo.claims.parties.rear import BORDERING, HELD_FROM_THE_START
from geo.models import Kind, PlaceRef, Quantity, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.claims.language.lexicon import ClaimLexicon, Trigger
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice

ONE_PER_SENTENCE = frozenset({Kind.CASUALTIES, Kind.PRISONERS, Kind.EVACUATION})
"""Kinds whose numbers a sentence lists apart: "two were killed, and 25 others wounded"."""


CLOSE = 24
"""Letters before a verb in which its subject stands."""

_TENSE = re.compile(r"(?:ed|ing)\Z")
_AND = re.compile(r"\b(?:and|та|і|й|и)\s(?:[\w'’-]+\s){0,2}\Z")
# "In 2014", «у 2015 році»: before the war that is told of; "since 2014" lasts into it.
_OLD = re.compile(
    r"(?P<since>since|after|від|з|із|після|с|со|от|после)?(?:^|\s|[,(—–-])"
    r"(?:(?:in|of|during|spring|summer|autumn|fall|winter|early|late|mid) (?:19\d\d|20[01]\d|202[01])\b"
    r"|(?:19\d\d|20[01]\d|202[01])(?:-\w+)? (?:р\.|рок\w+|році|год\w+)(?! рожд| народж))"
)
_ON_A_SIDE = re.compile(
    r"(?:fight\w*|fought) (?:for|alongside|on behalf of|on the side of|on) (?:the )?"
    r"(?:ukrain|kyiv|russia|moscow)"
    r"|вою\w+ (?:за|на боці|на стороне) "
)
_WITHOUT = re.compile(r"(?<!\w)(?:без|without)\s(?:(?:an?|any|a single|єдиного|единого)\s)?\Z")
_FIRE_COUNTED = re.compile(r"вибух|взрыв|обстр|авіаудар|авиаудар|збито|сбит")
_GERUND = re.compile(r"\w+(?:вши|ючи|ячи)\b")
_STOPPED = re.compile(r"останов|зупин|призупин|приостан")
_PLANTS = re.compile(
    r"(?<!\w)(?:тэс|тэц|аэс|гэс|тес|тец|аес|гес|нпз|завод|предприят|підприємств|производств|виробництв|энергоблок"
    r"|енергоблок|аэропорт|аеропорт|поезд|поїзд|порт|терминал|термінал|транспорт|трамва|метро)"
)
_ATTACKS = re.compile(r"атак|штурм|наступ|прорыв|прорив|противник|ворог|враг|продвижен|просуван")
NEW_PLACE = re.compile(
    r",\s(?:(?:а|и|і|та|ещё|ще|также|також)\s)?(?:в|во|у|на|под|під|около|возле|біля|близ|над)\s"
    r"(?:(?:сел|город|міст|посёл|посел|район|сам)\w*\s)?\Z"
)
_NEW = re.compile(r"\b202[2-9]\b")
_THAT = re.compile(r"(?<!\w)(?:тієї|тої|цієї|того|цього|той|этой|того|этого)\s(?:[\w-]+\s)?\Z")
_NOUN_AHEAD = re.compile(r"(?:'s|s'|\bthe|\ban?|\btheir|\bits|\bthis|\bfurther|\brenewed) \Z")


@dataclass(slots=True)
class Draft:
    """A claim in the making: a trigger at a span of the article.

    ``is_total`` marks a number that is told area by area, and so lies in none; ``is_weighed`` one that
    the clues of its clause speak for, not a trigger; ``is_share`` one whose number is told of its place.
    ``chance`` is that of its clause to tell of any claim; ``when`` a time that is its own beyond doubt;
    ``first`` the draft of an earlier count that it goes on with, and lies where that does.
    """

    start: int
    end: int
    trigger: Trigger
    places: tuple[PlaceRef, ...] = ()
    quantities: list[Quantity] = field(default_factory=list)
    inferences: tuple[str, ...] = ()
    voice: Voice | None = None
    is_total: bool = False
    is_weighed: bool = False
    is_share: bool = False
    chance: float = 0.0
    when: TimeSpan | None = None
    first: Draft | None = None


def find_triggers(view: View, lexicon: ClaimLexicon, voices: list[Voice]) -> list[Draft]:
    """Return the triggers of a sentence; where two overlap, the one listed first keeps the words."""
    if view.is_heading or is_history(view, lexicon):
        return []
    matches = [
        Draft(view.start + start, view.start + end, _kind_of_fire(view, start, trigger, lexicon))
        for start, end, trigger in lexicon.find_triggers(view.text)
    ]
    if lexicon.language == "en":
        matches = [draft for draft in matches if _reads_as_told(view, draft, lexicon)]
    for draft in matches:
        draft.trigger = _retold(view, draft)
    found: list[Draft] = []
    # The longer reading wins: "attacked a refinery" is a strike, "attacked" alone is not.
    for draft in sorted(matches, key=lambda item: (item.start - item.end, item.start)):
        overlaps = any(draft.start < other.end and other.start < draft.end for other in found)
        # "Footage shows Russian infantry": the verb of saying is itself what tells of a presence.
        spoken = draft.trigger.mode != "near" and any(_is_of_the_voice(view, draft, one) for one in voices)
        is_told = not is_captive(view, draft, lexicon) and not is_old(view, draft.start)
        if not overlaps and not spoken and is_told:
            found.append(draft)
    if lexicon.language == "en":
        found += [Draft(*claimed) for claimed in find_claimed(view)]
    found.sort(key=lambda draft: draft.start)
    found = [
        draft
        for draft in found
        if not (
            _is_no_force(view, draft, found, lexicon)
            or _is_passed_over(view, draft, lexicon)
            or _is_told_before(view, draft, found)
        )
    ]
    return _drop_echoes(view, found, lexicon)


def _is_of_the_voice(view: View, draft: Draft, voice: Voice) -> bool:
    """Tell whether a trigger is a word of who speaks, no deed that he denies: «штаб потерю села отрицает»."""
    if not (voice.start <= draft.start and draft.end <= voice.end):
        return False
    told = voice.attribution
    ahead = view.text[voice.start - view.start : draft.start - view.start]
    is_between = told.speaker in ahead and draft.end <= voice.end - len(told.cue)
    return not (draft.trigger.mode == "noun" and is_between)


def _retold(view: View, draft: Draft) -> Trigger:
    """Return the trigger of a draft, with the kind that what it governs makes it."""
    kind = retell(view, draft.start, draft.end, draft.trigger.kind)
    if kind is draft.trigger.kind:
        return draft.trigger
    # Who lost a battalion is the subject of a verb; what lost its light, and who attacked in vain, suffered.
    mode = "suffer" if kind is Kind.REPELLED_ATTACK else draft.trigger.mode if kind is Kind.STRIKE else "act"
    return dataclasses.replace(draft.trigger, kind=kind, mode=mode)


def _is_standstill(view: View, draft: Draft) -> bool:
    """Tell whether what "was stopped" is a plant or traffic, and no attack: «ТЭС полностью остановлены»."""
    if draft.trigger.kind is not Kind.REPELLED_ATTACK or not _STOPPED.match(
        view.between(draft.start, draft.end)
    ):
        return False
    first, last = view.clause(draft.start)
    before = view.between(first, draft.start)
    return _PLANTS.search(before) is not None and _ATTACKS.search(view.between(first, last)) is None


def _is_told_before(view: View, draft: Draft, others: list[Draft]) -> bool:
    """Tell whether an attack was told of before: «кількість жертв тієї атаки зросла до трьох»."""
    if draft.trigger.mode != "noun" or not _THAT.search(view.between(draft.start - CLOSE, draft.start)):
        return False
    clause = view.clause(draft.start)
    return any(
        other.trigger.kind is Kind.CASUALTIES and view.clause(other.start) == clause for other in others
    )


def _is_passed_over(view: View, draft: Draft, lexicon: ClaimLexicon) -> bool:
    """Tell whether somebody is said not to speak of it: "has said nothing about fighting in X".

    "Taken without a fight" and "volunteers fighting for Ukraine" tell of no clash.
    """
    if _is_standstill(view, draft):
        return True
    if draft.trigger.kind is Kind.CLASH and (
        _WITHOUT.search(view.between(draft.start - CLOSE, draft.start))
        or _ON_A_SIDE.match(view.between(draft.start, draft.end + CLOSE))
    ):
        return True
    if is_of_no_war(view, draft.start, draft.end, draft.trigger.kind):
        return True
    if draft.trigger.mode == "act":
        return False
    return is_silence(view, view.clause(draft.start)[0], draft.end, lexicon)


def is_silence(view: View, start: int, end: int, lexicon: ClaimLexicon) -> bool:
    """Tell whether the words say that nobody spoke: "has said nothing about"."""
    return view.search("silence", lexicon, start, end) is not None


def _is_no_force(view: View, draft: Draft, others: list[Draft], lexicon: ClaimLexicon) -> bool:
    """Tell whether those who are present are residents, or are what the clause says has struck."""
    if draft.trigger.kind is not Kind.PRESENCE:
        return False
    clause = view.clause(draft.start)
    before = view.between(max(clause[0], draft.start - CLOSE), draft.start)
    strikes = any(
        other.trigger.kind is Kind.STRIKE and view.clause(other.start) == clause for other in others
    )
    is_party = any(draft.start - CLOSE <= word.start < draft.start for word in view.sides)
    return strikes or (not is_party and lexicon["civilians"].search(before) is not None)


def _reads_as_told(view: View, draft: Draft, lexicon: ClaimLexicon) -> bool:
    """Tell whether a verb of ``draft`` is one, and read it as a noun in "Russia's push into the east"."""
    words = view.between(draft.start, draft.end)
    first = words.split()[0]
    if lexicon["civilians"].fullmatch(first) or lexicon["unit_words"].fullmatch(first):
        # "The residents had left" has its subject in it.
        return True
    if draft.trigger.mode != "act" or _TENSE.search(words.split()[0]):
        # "Captured small arms were found": at the head of a sentence it is an adjective.
        is_adjective = draft.start == view.start and words.split()[0].endswith("ed")
        return not (is_adjective and draft.trigger.mode == "act" and " by" not in view.lower)
    if not _NOUN_AHEAD.search(view.between(max(view.start, draft.start - 16), draft.start)):
        return True
    noun = next(
        (item for item in lexicon.triggers if item.kind is draft.trigger.kind and item.mode == "noun"), None
    )
    if noun is None:
        return False
    draft.trigger = noun
    return True


def is_captive(view: View, draft: Draft, lexicon: ClaimLexicon) -> bool:
    """Tell "a soldier captured near Kursk" from "troops captured Kursk"."""
    if draft.trigger.kind is not Kind.CAPTURE:
        return False
    before = view.between(view.start, draft.start).rstrip()
    words = lexicon["captives"].finditer(before[-30:])
    return (
        any(word.end() == len(before[-30:]) for word in words)
        and lexicon["captive_at"].match(view.between(draft.end, view.end).lstrip()) is not None
    )


def is_history(view: View, lexicon: ClaimLexicon) -> bool:
    """Tell whether a sentence tells of an old war; "the first since World War II" tells of this one."""
    match = view.search("historic", lexicon)
    return match is not None and not re.search(
        r"\b(?:since|після|после)\s+\w*\s?$", view.lower[: match.start()]
    )


def is_old(view: View, at: int) -> bool:
    """Tell whether the clause at ``at`` is of a year before 2022: not "since 2014", which goes on."""
    clause = view.between(*view.clause(at))
    return _NEW.search(clause) is None and any(match["since"] is None for match in _OLD.finditer(clause))


def _kind_of_fire(view: View, start: int, trigger: Trigger, lexicon: ClaimLexicon) -> Trigger:
    """Return the strike trigger for an attack made by drones, missiles or guns alone."""
    if trigger.kind is not Kind.GROUND_ATTACK:
        return trigger
    clause = view.clause(view.start + start)
    if _is_behind_the_lines(view):
        return next(
            (item for item in lexicon.triggers if item.kind is Kind.STRIKE and item.mode == trigger.mode),
            trigger,
        )
    if (
        trigger.mode == "noun"
        and view.search("civilians", lexicon, *clause)
        and not view.search("ground_words", lexicon, *clause)
    ):
        # Attacks that kill residents are strikes; an assault is on positions.
        return next(
            (item for item in lexicon.triggers if item.kind is Kind.STRIKE and item.mode == "noun"), trigger
        )
    if view.search("fire_words", lexicon, *clause) and not view.search("ground_words", lexicon, *clause):
        strikes = (
            item for item in lexicon.triggers if item.kind is Kind.STRIKE and item.mode == trigger.mode
        )
        return next(strikes, trigger)
    return trigger


def find_cuts(view: View, triggers: Sequence[int]) -> list[int]:
    """Return where a new place begins that has a verb of its own behind it: «…, в Сумах сгорел склад»."""
    return [
        mention.start
        for number, (_, mention) in enumerate(view.places)
        if number
        and NEW_PLACE.search(view.between(view.start, mention.start))
        and any(view.places[0][1].start < start < mention.start for start in triggers)
        and any(mention.start < start for start in triggers)
    ]


def _is_behind_the_lines(view: View) -> bool:
    """Tell whether all places of a sentence are where no army comes: what is attacked there is struck."""
    places = [mention.place for _, mention in view.places if mention.place is not None]
    return (
        bool(places)
        and all(
            place.admin1 in HELD_FROM_THE_START or (place.country == "RU" and place.admin1 not in BORDERING)
            for place in places
            if place.feature_code != "PCLI"
        )
        and any(place.feature_code != "PCLI" for place in places)
    )


def _drop_echoes(view: View, drafts: list[Draft], lexicon: ClaimLexicon) -> list[Draft]:
    """Keep one draft of a kind per clause: "launched strikes … the shelling" is one claim."""
    kept: list[Draft] = []
    for draft in drafts:
        clause = view.clause(draft.start)
        echo = next(
            (
                other
                for other in kept
                if _same_event(other.trigger.kind, draft.trigger.kind)
                and (draft.trigger.kind in ONE_PER_SENTENCE or view.clause(other.start) == clause)
                and not _is_another_place(view, other, draft, lexicon)
            ),
            None,
        )
        if kept and _is_beaten_off_too(view, kept[-1], draft):
            draft.trigger = kept[-1].trigger
        if echo is None and kept and _is_fire_counted_on(view, kept[-1], draft):
            echo = kept[-1]
        attack = _attack_beaten_off(view, kept, draft)
        if attack is not None:
            kept[kept.index(attack)] = draft
        elif echo is None:
            kept.append(draft)
        elif (
            echo.trigger.mode == "noun"
            and draft.trigger.mode != "noun"
            and (echo.trigger.kind == draft.trigger.kind or draft.trigger.kind is Kind.STRIKE)
            and not any(echo.end <= mention.start < draft.start for _, mention in view.places)
        ):
            kept[kept.index(echo)] = draft
    return kept


def _is_fire_counted_on(view: View, last: Draft, draft: Draft) -> bool:
    """Tell whether explosions are counted of the fire told before: «обстріляли громаду: 14 вибухів»."""
    if draft.trigger.kind is not Kind.STRIKE or last.trigger.kind is not Kind.STRIKE:
        return False
    first, end = view.clause(draft.start)
    start = max(first, last.end)
    is_elsewhere = any(start <= mention.start < end for _, mention in view.places)
    is_counted = any(start <= one.start < draft.end and draft.start <= one.end + 1 for one in view.quantities)
    is_counted &= _FIRE_COUNTED.search(view.between(draft.start, draft.end)) is not None
    # «Завдав семи авіаударів, скинувши 16 бомб»: what the subject of the other verb does.
    is_gerund = _GERUND.match(view.between(draft.start, draft.end + CLOSE)) is not None
    return (
        (is_counted or is_gerund)
        and not is_elsewhere
        and not any(start <= word.start < end for word in view.sides)
    )


def _is_beaten_off_too(view: View, last: Draft, draft: Draft) -> bool:
    """Tell whether the verb before governs an attack, too: "repelled two near X and one attack near Y"."""
    is_counted = any(one.start < draft.start and draft.end <= one.end for one in view.quantities)
    is_noun = draft.trigger.mode == "noun" or is_counted
    if (
        draft.trigger.kind is not Kind.GROUND_ATTACK
        or not is_noun
        or last.trigger.kind is not Kind.REPELLED_ATTACK
    ):
        return False
    gap = view.between(last.end, draft.start)
    is_listed = _AND.search(gap) is not None and any(
        last.end <= mention.start < draft.start for _, mention in view.places
    )
    return is_listed and view.clause(last.start) == view.clause(draft.start)


def _attack_beaten_off(view: View, kept: list[Draft], draft: Draft) -> Draft | None:
    """Return the attack of "attacked twice near X, but were beaten off", which is one claim: the latter."""
    if draft.trigger.kind is not Kind.REPELLED_ATTACK:
        return None
    last = kept[-1] if kept else None
    if last is None or last.trigger.kind is not Kind.GROUND_ATTACK:
        return None
    _, end = view.clause(draft.end)
    has_own_place = any(draft.end <= mention.start < end for _, mention in view.places)
    return None if has_own_place and view.clause(last.start) != view.clause(draft.start) else last


def _is_another_place(view: View, one: Draft, two: Draft, lexicon: ClaimLexicon) -> bool:
    """Tell "advanced near A and approached B": each trigger has a place of its own behind it."""
    if one.trigger.mode == "noun" or two.trigger.mode == "noun":
        return False
    _, last = view.clause(two.start)
    between = any(one.start <= mention.start < two.start for _, mention in view.places) or (
        view.search("anaphors", lexicon, one.end, two.start) is not None
    )
    behind = any(two.end <= mention.start < last for _, mention in view.places)
    return between and (behind or _stands_ahead(view, one, two))


def _stands_ahead(view: View, one: Draft, two: Draft) -> bool:
    """Tell whether each of two verbs has its place before it: «в Киеве убиты трое, в Сумах погиб медик»."""
    first = [mention for _, mention in view.places if mention.end <= one.start]
    second = [mention for _, mention in view.places if one.end <= mention.start and mention.end <= two.start]
    return bool(first and second) and any(
        NEW_PLACE.search(view.between(one.end, mention.start)) is not None for mention in second
    )


def _same_event(one: Kind, two: Kind) -> bool:
    if one == two:
        return True
    if (one, two) == (Kind.REPELLED_ATTACK, Kind.ADVANCE):
        # "Repelled Russian advances towards X": what was beaten off did not happen.
        return True
    return {one, two} in ({Kind.GROUND_ATTACK, Kind.STRIKE}, {Kind.GROUND_ATTACK, Kind.REPELLED_ATTACK})
