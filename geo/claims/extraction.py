"""Claims by rules: each trigger word in a sentence, with its actor, places, numbers, time and voice.

No model is needed: the words that tell of an attack are few, and what stands around them is read
in the same order by a careful person. What no word states is inferred at most from who owns a
struck place, and recorded as an inference.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.actors import find_actor
from geo.claims.attribution import find_voice
from geo.claims.lexicon import load_claim_lexicon, load_speakers
from geo.claims.merging import merge_restated
from geo.claims.places import PlaceStack, find_places
from geo.claims.sentence_view import make_views
from geo.claims.status import read_status
from geo.models import Claim, Kind, Measure, Side, TimeSpan, content_id

if TYPE_CHECKING:
    from geo.claims.attribution import Voice
    from geo.claims.lexicon import ClaimLexicon, Trigger
    from geo.claims.sentence_view import View
    from geo.models import Article, Mention, PlaceRef, Quantity
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

# A number of these stands for a claim even where no trigger word does.
SELF_SPEAKING = {
    Measure.KILLED: Kind.CASUALTIES,
    Measure.WOUNDED: Kind.CASUALTIES,
    Measure.PRISONERS: Kind.PRISONERS,
    Measure.DISPLACED: Kind.EVACUATION,
}


@dataclass(slots=True)
class Draft:
    """A claim in the making: a trigger at a span of the article."""

    start: int
    end: int
    trigger: Trigger
    places: tuple[PlaceRef, ...] = ()
    quantities: list[Quantity] = field(default_factory=list)


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
    stack, voice, last_side = PlaceStack(), None, None
    claims: list[Claim] = []
    for view in make_views(article, mentions, lexicon):
        if view.paragraph != stack.paragraph and stack.paragraph >= 0:
            voice = voice if voice is not None and view.text[:1] in '“"«' else None
        found = None if view.is_heading else find_voice(view, lexicon, speakers, voice)
        voice = found or voice
        drafts = _find_triggers(view, lexicon, found)
        for draft in drafts:
            draft.places = find_places(view, draft.start, draft.end, stack, lexicon, speech=_speech(found))
        _share_quantities(view, drafts, lexicon)
        for draft in drafts:
            claim = _make_claim(article, view, draft, found, mentions, last_side, lexicon)
            if claim is not None:
                claims.append(claim)
        stack.note(view)
        last_side = _last_side(view, found) or last_side
    return merge_restated(claims, mentions)


def _speech(voice: Voice | None) -> tuple[int, int] | None:
    return None if voice is None else (voice.start, voice.end)


def _last_side(view: View, voice: Voice | None) -> Side | None:
    sides = [
        word.side
        for word in view.sides
        if word.side in {Side.UA, Side.RU} and not (voice and voice.start <= word.start < voice.end)
    ]
    return sides[0] if sides else None


def _find_triggers(view: View, lexicon: ClaimLexicon, voice: Voice | None) -> list[Draft]:
    """Return the triggers of a sentence; where two overlap, the one listed first keeps the words."""
    if lexicon["historic"].search(view.lower) or (view.is_heading and len(view.text) < 12):
        return []
    found: list[Draft] = []
    for trigger in lexicon.triggers:
        for match in trigger.pattern.finditer(view.lower):
            start, end = view.start + match.start(), view.start + match.end()
            if any(start < other.end and other.start < end for other in found):
                continue
            if voice is not None and voice.start <= start < voice.end:
                continue
            found.append(Draft(start, end, trigger))
    found.sort(key=lambda draft: draft.start)
    return _drop_echoes(view, found)


def _drop_echoes(view: View, drafts: list[Draft]) -> list[Draft]:
    """Keep one draft of a kind per clause: "launched strikes … the shelling" is one claim."""
    kept: list[Draft] = []
    for draft in drafts:
        clause = view.clause(draft.start)
        echo = next(
            (
                other
                for other in kept
                if view.clause(other.start) == clause and _same_event(other.trigger.kind, draft.trigger.kind)
            ),
            None,
        )
        if echo is None:
            kept.append(draft)
        elif (
            echo.trigger.mode == "noun"
            and draft.trigger.mode != "noun"
            and echo.trigger.kind == draft.trigger.kind
        ):
            kept[kept.index(echo)] = draft
    return kept


def _same_event(one: Kind, two: Kind) -> bool:
    if one == two:
        return True
    return {one, two} in ({Kind.GROUND_ATTACK, Kind.STRIKE}, {Kind.GROUND_ATTACK, Kind.REPELLED_ATTACK})


def _share_quantities(view: View, drafts: list[Draft], lexicon: ClaimLexicon) -> None:
    """Give every quantity to the nearest claim it fits; make claims of the killed and the captured."""
    for quantity in view.quantities:
        if quantity.measure is Measure.DURATION:
            continue
        fitting = [draft for draft in drafts if draft.trigger.kind in FITTING.get(quantity.measure, ())]
        if not fitting and quantity.measure in SELF_SPEAKING:
            kind = SELF_SPEAKING[quantity.measure]
            trigger = next(item for item in lexicon.triggers if item.kind is kind)
            near = min(drafts, key=lambda draft: _gap(draft, quantity), default=None)
            draft = Draft(quantity.start, quantity.end, trigger, places=near.places if near else ())
            drafts.append(draft)
            fitting = [draft]
        if not fitting and quantity.measure in FITTING and quantity.measure is not Measure.PERSONNEL:
            fitting = drafts
        if not fitting and quantity.measure in {Measure.OTHER, Measure.PERSONNEL}:
            fitting = [draft for draft in drafts if abs(_gap(draft, quantity)) < 60]
        clause = view.clause(quantity.start)
        same = [draft for draft in fitting if view.clause(draft.start) == clause]
        if same or fitting:
            min(same or fitting, key=lambda draft: _gap(draft, quantity)).quantities.append(quantity)
    drafts.sort(key=lambda draft: draft.start)


def _gap(draft: Draft, quantity: Quantity) -> int:
    return max(quantity.start - draft.end, draft.start - quantity.end, 0)


def _make_claim(
    article: Article,
    view: View,
    draft: Draft,
    voice: Voice | None,
    mentions: tuple[Mention, ...],
    last_side: Side | None,
    lexicon: ClaimLexicon,
) -> Claim | None:
    place = mentions[draft.places[0].mention].place if draft.places else None
    actor, target, inferences = find_actor(
        view,
        draft.start,
        draft.end,
        draft.trigger,
        place=place,
        speech=_speech(voice),
        last_side=last_side,
        lexicon=lexicon,
    )
    if not _is_worth_keeping(view, draft, actor, lexicon):
        return None
    attribution = voice.attribution if voice else None
    status, negated = read_status(view, draft.start, draft.end, attribution, lexicon)
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
        inferences=inferences,
    )


def _is_worth_keeping(view: View, draft: Draft, actor: Side | None, lexicon: ClaimLexicon) -> bool:
    """Tell whether anything can be said of the claim: a place, or a number of a known party."""
    first, last = view.clause(draft.start)
    talk = lexicon["diplomacy"].search(view.between(first, last))
    if talk and draft.trigger.mode == "noun" and not draft.quantities:
        return False
    if draft.places:
        return draft.trigger.mode != "noun" or actor is not None
    if view.is_heading:
        return False
    return bool(draft.quantities) and actor is not None


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
