"""Claims by rules: each trigger word in a sentence, with its actor, places, numbers, time and voice.

No model is needed: the words that tell of an attack are few, and what stands around them is read
in the same order by a careful person. What no word states is inferred at most from who owns a
struck place, and recorded as an inference.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.actors import OPPOSITE, Scene, find_actor, owner_of
from geo.claims.attribution import find_voices
from geo.claims.lexicon import load_claim_lexicon, load_speakers
from geo.claims.merging import merge_restated
from geo.claims.places import PlaceStack, find_places
from geo.claims.sentence_view import make_views
from geo.claims.status import read_status
from geo.models import (
    Claim,
    Kind,
    Measure,
    PlaceRef,
    Quantity,
    Relation,
    Role,
    Side,
    TimeSpan,
    content_id,
)

if TYPE_CHECKING:
    from geo.claims.attribution import Voice
    from geo.claims.lexicon import ClaimLexicon, Trigger
    from geo.claims.sentence_view import View
    from geo.models import Article, Mention
    from geo.settings import Settings

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

TOLL = frozenset({Measure.KILLED, Measure.WOUNDED})

ONE_PER_SENTENCE = frozenset({Kind.CASUALTIES, Kind.PRISONERS, Kind.EVACUATION})
"""Kinds whose numbers a sentence lists apart: "two were killed, and 25 others wounded"."""

OF_THE_SAME_EVENT = frozenset({Kind.CASUALTIES, Kind.PRISONERS, Kind.EVACUATION})
"""Kinds that take the place of the sentence before when their own names none."""

GROUND_KINDS = frozenset(
    {Kind.ADVANCE, Kind.CAPTURE, Kind.CONTROL, Kind.WITHDRAWAL, Kind.STRIKE, Kind.REPELLED_ATTACK}
)
"""Kinds that are kept without a place: the table lists them, no map draws them."""

HOLDING_KINDS = frozenset({Kind.CONTROL, Kind.CAPTURE, Kind.REPELLED_ATTACK})
"""Kinds that no official reports of his enemy without saying that he does."""

# A number of these stands for a claim even where no trigger word does.
SELF_SPEAKING = {
    Measure.KILLED: Kind.CASUALTIES,
    Measure.WOUNDED: Kind.CASUALTIES,
    Measure.PRISONERS: Kind.PRISONERS,
    Measure.DISPLACED: Kind.EVACUATION,
}


_OFFICIAL = frozenset({Role.CIVIL_OFFICIAL, Role.MILITARY_OFFICIAL, Role.MINISTRY, Role.GENERAL_STAFF})


@dataclass(slots=True)
class Draft:
    """A claim in the making: a trigger at a span of the article."""

    start: int
    end: int
    trigger: Trigger
    places: tuple[PlaceRef, ...] = ()
    quantities: list[Quantity] = field(default_factory=list)
    inferences: tuple[str, ...] = ()
    voice: Voice | None = None


def extract_claims(
    article: Article, mentions: tuple[Mention, ...], *, settings: Settings
) -> tuple[Claim, ...]:
    """Return the claims of ``article`` in text order, without shapes.

    Parameters
    ----------
    mentions
        The article's mentions, resolved; ``PlaceRef.mention`` counts in them.
    """
    lexicon = load_claim_lexicon(article.language, data_dir=settings.data_dir)
    speakers = load_speakers(data_dir=settings.data_dir)
    stack, voice, last_side, spoken_in, paragraph = PlaceStack(), None, None, -1, -1
    issuer: Voice | None = None
    before: list[Claim] = []
    claims: list[Claim] = []
    for view in make_views(article, mentions, lexicon):
        if voice is not None and view.paragraph != paragraph and not _outlasts(voice, view):
            voice = None
        is_bulletin = issuer is not None and voice is not None and _is_same(issuer, voice)
        paragraph = view.paragraph
        voices = [] if view.is_heading else find_voices(view, lexicon, speakers, voice)
        found = voices[0] if voices else None
        if (
            found is None
            and not view.is_heading
            and _goes_on(voice, view, spoken_in, lexicon, is_bulletin=is_bulletin)
        ):
            found = voice
        if found is not None:
            spoken_in = view.paragraph
        voice = found or voice
        issuer = issuer or voice
        voices = voices or ([found] if found is not None else [])
        drafts = _find_triggers(view, lexicon, voices)
        for draft in drafts:
            draft.voice = _voice_of(view, draft, voices)
            draft.places = find_places(
                view,
                draft.start,
                draft.end,
                stack,
                lexicon,
                speech=_speech(draft.voice),
                kind=draft.trigger.kind,
            )
        _share_quantities(view, drafts, lexicon)
        for draft in drafts:
            if not draft.places:
                _take_place_before(draft, before, view, stack)
            claim = _make_claim(article, view, draft, mentions, last_side, lexicon)
            if claim is not None:
                claims.append(claim)
                before.append(claim)
        before = [claim for claim in before if claim.start >= view.start]
        stack.note(view)
        last_side = _last_side(view, found) or last_side
    return merge_restated(claims, mentions)


def _outlasts(voice: Voice, view: View) -> bool:
    """Tell whether a voice may speak on in the next paragraph: an official's, or in quotation marks."""
    return voice.attribution.role in _OFFICIAL or view.text[:1] in '“"«'


def _is_same(one: Voice, two: Voice) -> bool:
    return (one.attribution.role, one.attribution.side) == (two.attribution.role, two.attribution.side)


def _goes_on(
    voice: Voice | None, view: View, spoken_in: int, lexicon: ClaimLexicon, *, is_bulletin: bool
) -> bool:
    """Tell whether an official's account goes on in a sentence that names no speaker.

    A bulletin goes on to the end if nobody spoke before its issuer, else through the paragraph. A person
    goes on who says "the enemy" or "ours", or in his paragraph as long as he stays in his oblast.
    """
    if voice is None or voice.attribution.role not in _OFFICIAL:
        return False
    if lexicon["enemy"].search(view.lower) or lexicon["own"].search(view.lower):
        return True
    same_paragraph = view.paragraph == spoken_in
    if voice.attribution.role in {Role.GENERAL_STAFF, Role.MINISTRY}:
        return same_paragraph or is_bulletin
    if not same_paragraph:
        return False
    places = [mention.place for _, mention in view.places]
    if not places or lexicon["pronouns"].match(view.lower):
        return True
    if lexicon["heads"].search(voice.attribution.speaker.lower()) is None:
        return lexicon.language != "en" and voice.attribution.role is Role.MILITARY_OFFICIAL
    return all(place is not None and place.admin1 in voice.admin1s for place in places)


def _take_place_before(draft: Draft, before: list[Claim], view: View, stack: PlaceStack) -> None:
    """Let a claim without a place lie where the one told of just before does.

    Only for what belongs to an event (the killed, the captured, those who fled) and, by oblast, for
    a distance from the border, which always is in some oblast that was named.
    """
    near = [claim for claim in before if claim.places]
    if draft.trigger.kind in OF_THE_SAME_EVENT and near:
        draft.places, draft.inferences = near[-1].places, ("place",)
        return
    if (
        view.paragraph == stack.paragraph
        and stack.area_sentence == view.number - 1
        and stack.area is not None
    ):
        # "The situation in Zaporizhzhia is worse. Assaults have increased": an area, never a village.
        draft.places, draft.inferences = (PlaceRef(mention=stack.area, relation=Relation.IN),), ("place",)
        return
    measures = {quantity.measure for quantity in draft.quantities}
    if measures & {Measure.BORDER_DISTANCE, Measure.BORDER_LENGTH} and stack.area is not None:
        draft.places = (PlaceRef(mention=stack.area, relation=Relation.IN),)
        draft.inferences = ("place",)


def _voice_of(view: View, draft: Draft, voices: list[Voice]) -> Voice | None:
    """Return the voice of the draft's clause, else the last that speaks before it, else the first."""
    if not voices:
        return None
    clause = view.clause(draft.start)
    inside = [voice for voice in voices if clause[0] <= voice.attribution.start < clause[1]]
    earlier = [voice for voice in voices if voice.attribution.start <= draft.start]
    return (inside or earlier[-1:] or voices)[0]


def _speech(voice: Voice | None) -> tuple[int, int] | None:
    return None if voice is None else (voice.start, voice.end)


def _last_side(view: View, voice: Voice | None) -> Side | None:
    sides = [
        word.side
        for word in view.sides
        if word.side in {Side.UA, Side.RU} and not (voice and voice.start <= word.start < voice.end)
    ]
    return sides[0] if sides else None


def _find_triggers(view: View, lexicon: ClaimLexicon, voices: list[Voice]) -> list[Draft]:
    """Return the triggers of a sentence; where two overlap, the one listed first keeps the words."""
    if view.is_heading or _is_history(view, lexicon):
        return []
    matches = [
        Draft(
            view.start + match.start(), view.start + match.end(), _kind_of_fire(view, match, trigger, lexicon)
        )
        for trigger in lexicon.triggers
        for match in trigger.pattern.finditer(view.text)
    ]
    found: list[Draft] = []
    # The longer reading wins: "attacked a refinery" is a strike, "attacked" alone is not.
    for draft in sorted(matches, key=lambda item: (item.start - item.end, item.start)):
        overlaps = any(draft.start < other.end and other.start < draft.end for other in found)
        # "Footage shows Russian infantry": the verb of saying is itself what tells of a presence.
        spoken = draft.trigger.mode != "near" and any(
            voice.start <= draft.start and draft.end <= voice.end for voice in voices
        )
        if not overlaps and not spoken:
            found.append(draft)
    found.sort(key=lambda draft: draft.start)
    return _drop_echoes(view, found, lexicon)


def _is_history(view: View, lexicon: ClaimLexicon) -> bool:
    """Tell whether a sentence tells of an old war; "the first since World War II" tells of this one."""
    match = lexicon["historic"].search(view.lower)
    return match is not None and not re.search(
        r"\b(?:since|після|после)\s+\w*\s?$", view.lower[: match.start()]
    )


def _kind_of_fire(view: View, match: re.Match[str], trigger: Trigger, lexicon: ClaimLexicon) -> Trigger:
    """Return the strike trigger for an attack made by drones, missiles or guns alone."""
    if trigger.kind is not Kind.GROUND_ATTACK:
        return trigger
    clause = view.between(*view.clause(view.start + match.start()))
    if (
        trigger.mode == "noun"
        and lexicon["civilians"].search(clause)
        and not lexicon["ground_words"].search(clause)
    ):
        # Attacks that kill residents are strikes; an assault is on positions.
        return next(
            (item for item in lexicon.triggers if item.kind is Kind.STRIKE and item.mode == "noun"), trigger
        )
    if lexicon["fire_words"].search(clause) and not lexicon["ground_words"].search(clause):
        strikes = (
            item for item in lexicon.triggers if item.kind is Kind.STRIKE and item.mode == trigger.mode
        )
        return next(strikes, trigger)
    return trigger


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
        attack = _attack_beaten_off(view, kept, draft)
        if attack is not None:
            kept[kept.index(attack)] = draft
        elif echo is None:
            kept.append(draft)
        elif (
            echo.trigger.mode == "noun"
            and draft.trigger.mode != "noun"
            and echo.trigger.kind == draft.trigger.kind
        ):
            kept[kept.index(echo)] = draft
    return kept


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
    between = any(one.end <= mention.start < two.start for _, mention in view.places) or (
        lexicon["anaphors"].search(view.between(one.end, two.start)) is not None
    )
    behind = any(two.end <= mention.start < last for _, mention in view.places)
    return between and behind


def _same_event(one: Kind, two: Kind) -> bool:
    if one == two:
        return True
    return {one, two} in ({Kind.GROUND_ATTACK, Kind.STRIKE}, {Kind.GROUND_ATTACK, Kind.REPELLED_ATTACK})


def _share_quantities(view: View, drafts: list[Draft], lexicon: ClaimLexicon) -> None:
    """Give every quantity to the nearest claim it fits; make claims of the killed and the captured."""
    for quantity in view.quantities + _implied(view, drafts):
        if quantity.measure is Measure.DURATION or _is_nobody(view, quantity):
            continue
        fitting = [draft for draft in drafts if draft.trigger.kind in FITTING.get(quantity.measure, ())]
        if not fitting and quantity.measure in SELF_SPEAKING:
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
            fitting = [draft]
        if not fitting and quantity.measure in FITTING and quantity.measure is not Measure.PERSONNEL:
            fitting = drafts
        if not fitting and quantity.measure in {Measure.OTHER, Measure.PERSONNEL}:
            fitting = [draft for draft in drafts if abs(_gap(draft, quantity)) < 60]
        clause = view.clause(quantity.start)
        same = [draft for draft in fitting if view.clause(draft.start) == clause]
        if same or fitting:
            chosen = min(same or fitting, key=lambda draft: _gap(draft, quantity))
            chosen.quantities.append(quantity)
            _tell_toll(view, drafts, chosen, quantity)
    drafts.sort(key=lambda draft: draft.start)


def _is_nobody(view: View, quantity: Quantity) -> bool:
    """Tell whether the number is the "one" of "no one"."""
    return view.between(max(view.start, quantity.start - 3), quantity.start) == "no "


def _implied(view: View, drafts: list[Draft]) -> list[Quantity]:
    """Return the ones that no numeral counts, where they are what the claim is about."""
    wanted = set(TOLL)
    captures = [draft for draft in drafts if draft.trigger.kind is Kind.CAPTURE]
    return [
        one
        for one in view.implied
        if one.measure in wanted
        or (
            one.measure is Measure.SETTLEMENTS
            and any(0 <= one.start - draft.end < NEXT_WORDS for draft in captures)
        )
    ]


def _tell_toll(view: View, drafts: list[Draft], chosen: Draft, quantity: Quantity) -> None:
    """Give the killed and wounded also to the one strike that the sentence tells of: its toll."""
    strikes = [draft for draft in drafts if draft.trigger.kind is Kind.STRIKE]
    if chosen.trigger.kind is Kind.CASUALTIES and quantity.measure in TOLL and len(strikes) == 1:
        strikes[0].quantities.append(quantity)


def _gap(draft: Draft, quantity: Quantity) -> int:
    return max(quantity.start - draft.end, draft.start - quantity.end, 0)


def _make_claim(
    article: Article,
    view: View,
    draft: Draft,
    mentions: tuple[Mention, ...],
    last_side: Side | None,
    lexicon: ClaimLexicon,
) -> Claim | None:
    voice = draft.voice
    owner = owner_of(mentions[draft.places[0].mention]) if draft.places else None
    actor, target, inferences = find_actor(
        Scene(
            view=view,
            start=draft.start,
            end=draft.end,
            trigger=draft.trigger,
            lexicon=lexicon,
            owner=owner,
            speech=_speech(voice),
            last_side=last_side,
            attribution=voice.attribution if voice else None,
        )
    )
    if voice is not None and _speaks_for_the_other(view, draft, voice, actor):
        voice = None
    attribution = voice.attribution if voice else None
    if actor is None and draft.trigger.kind is Kind.REPELLED_ATTACK and attribution is not None:
        # Who tells of attacks beaten off has beaten them off.
        actor, inferences = attribution.side, (*inferences, "actor")
    if actor is None and draft.trigger.kind in {Kind.STRIKE, Kind.CASUALTIES} and attribution is not None:
        # An official who counts strikes without saying whose counts the enemy's.
        actor = OPPOSITE.get(attribution.side or Side.OTHER)
        inferences = (*inferences, "actor") if actor else inferences
    if not _is_worth_keeping(view, draft, actor, inferences, lexicon):
        return None
    status, negated = read_status(
        view,
        draft.start,
        draft.end,
        attribution,
        lexicon,
        trigger_is_noun=draft.trigger.mode in {"noun", "suffer"},
    )
    start, end = _quote_span(view, draft, mentions)
    time = _time_of(view, draft)
    kind = draft.trigger.kind
    identity = content_id(article.id, start, end, kind, actor, [ref.mention for ref in draft.places])
    return Claim(
        id=identity,
        article_id=article.id,
        start=start,
        end=end,
        quote=article.text[start:end],
        kind=kind,
        actor=actor,
        target=target,
        status=status,
        negated=negated,
        attribution=attribution,
        places=draft.places,
        quantities=tuple(sorted(draft.quantities, key=lambda item: item.start)),
        time=time,
        inferences=(*draft.inferences, *inferences),
    )


def _speaks_for_the_other(view: View, draft: Draft, voice: Voice, actor: Side | None) -> bool:
    """Tell whether a voice carried over from a sentence before would grant the ground to its enemy."""
    is_carried = not view.start <= voice.start < view.end
    sides = {voice.attribution.side, actor}
    return is_carried and draft.trigger.kind in HOLDING_KINDS and sides == {Side.UA, Side.RU}


def _is_worth_keeping(
    view: View, draft: Draft, actor: Side | None, inferences: tuple[str, ...], lexicon: ClaimLexicon
) -> bool:
    """Tell whether a thing done is told: by a party, at a place, or with a number; not talk about it."""
    clause = view.between(*view.clause(draft.start))
    if draft.trigger.kind is Kind.PRISONERS and lexicon["swaps"].search(view.lower):
        return False
    first, last = view.clause(draft.start)
    near = view.between(first, min(last, draft.end + NEXT_WORDS))
    is_deed = draft.trigger.mode == "act"
    if not is_deed and not draft.quantities and lexicon["commentary"].search(clause):
        return False
    if not is_deed and not draft.quantities and lexicon["diplomacy"].search(near):
        return False
    if draft.places:
        return draft.trigger.mode != "noun" or actor is not None
    if draft.quantities:
        return actor is not None
    # Without a place only a deed of a party that the words name is worth a row in the table.
    return is_deed and actor is not None and "actor" not in inferences and draft.trigger.kind in GROUND_KINDS


def _quote_span(view: View, draft: Draft, mentions: tuple[Mention, ...]) -> tuple[int, int]:
    """Return the clause of the trigger, widened to its places and numbers in the sentence."""
    start, end = view.clause(draft.start)
    inside = [
        (mentions[ref.mention].start, mentions[ref.mention].end)
        for ref in draft.places
        if view.start <= mentions[ref.mention].start < view.end
    ]
    inside += [(quantity.start, quantity.end) for quantity in draft.quantities]
    inside.append((draft.start, draft.end))
    start = min(start, *(one for one, _ in inside))
    end = max(end, *(two for _, two in inside))
    text = view.text[start - view.start : end - view.start]
    start += len(text) - len(text.lstrip(" ,;:—–-"))
    end -= len(text) - len(text.rstrip(" ,;:—–-.\n"))
    return start, max(end, start + 1)


def _time_of(view: View, draft: Draft) -> TimeSpan | None:
    """Return the time named in the claim's clause, else in its sentence; not one still to come."""
    usable = [time for time in view.times if not time.is_future]
    if not usable:
        return None
    first, last = view.clause(draft.start)
    inside = [time for time in usable if first <= time.start < last]
    chosen = min(inside or usable, key=lambda time: abs(time.start - draft.start))
    return dataclasses.replace(chosen.span)
