"""Claims by rules: each trigger word in a sentence, with its actor, places, numbers, time and voice.

No model is needed: the words that tell of an attack are few, and what stands around them is read
in the same order by a careful person. What no word states is inferred at most from who owns a
struck place, and recorded as an inference.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geo.claims.actors import find_actor, owner_of
from geo.claims.apportioning import apportion, count_on
from geo.claims.carrying import Floor, speaks_for_the_other, voice_of
from geo.claims.dating import Clock
from geo.claims.lexicon import load_claim_lexicon, load_speakers
from geo.claims.merging import merge_restated
from geo.claims.places import find_places
from geo.claims.recalling import FRESH, OF_AN_INCURSION, PlaceStack
from geo.claims.scene import OPPOSITE, Scene
from geo.claims.sentence_view import make_views
from geo.claims.sharing import NEXT_WORDS, share_quantities
from geo.claims.status import read_status
from geo.claims.triggering import Draft, find_triggers
from geo.models import (
    Claim,
    Kind,
    Measure,
    PlaceRef,
    Relation,
    Role,
    Side,
    TimeSpan,
    content_id,
)

if TYPE_CHECKING:
    from geo.claims.attribution import Voice
    from geo.claims.lexicon import ClaimLexicon
    from geo.claims.sentence_view import View
    from geo.models import Article, Attribution, Mention, Parse
    from geo.settings import Settings


OF_THE_SAME_EVENT = frozenset({Kind.CASUALTIES, Kind.PRISONERS, Kind.EVACUATION})
"""Kinds that take the place of the sentence before when their own names none."""

SUCCESSES = frozenset({Kind.CAPTURE, Kind.ADVANCE, Kind.REPELLED_ATTACK, Kind.CONTROL, Kind.PRISONERS})
"""Kinds that a ministry tells of its own troops."""

CARRIED = frozenset(
    {Kind.ADVANCE, Kind.CAPTURE, Kind.CONTROL, Kind.PRISONERS, Kind.WITHDRAWAL, Kind.CLASH, Kind.EVACUATION}
)
"""Kinds of ground fighting, which a report tells of one area for some sentences."""

AT_HOME = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EVACUATION})
"""Kinds of which local officials tell."""

OF_GROUND = frozenset({Kind.CLASH, Kind.GROUND_ATTACK, Kind.REPELLED_ATTACK, Kind.CAPTURE, Kind.ADVANCE})
"""Kinds in which prisoners are taken."""

OF_A_TOPIC = CARRIED | {Kind.CASUALTIES}
"""Kinds that lie in the oblast which the heading names, where a sentence with a number names no place."""

OF_A_STRIKE = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EQUIPMENT_LOSS})

OF_AN_ARMY = frozenset({Role.MINISTRY, Role.GENERAL_STAFF, Role.MILITARY_OFFICIAL})

OF_SOLDIERS = frozenset({Kind.PRESENCE, Kind.BUILDUP})
"""Kinds that anybody could do; only what soldiers do is one."""

OF_A_PARTY = frozenset({Kind.ADVANCE, Kind.CONTROL, Kind.WITHDRAWAL, Kind.GROUND_ATTACK})
"""Kinds that need soldiers or a party that the words name: rivers flow through towns, too."""

GROUND_KINDS = frozenset(
    {Kind.ADVANCE, Kind.CAPTURE, Kind.CONTROL, Kind.WITHDRAWAL, Kind.STRIKE, Kind.REPELLED_ATTACK}
)
"""Kinds that are kept without a place: the table lists them, no map draws them."""


def extract_claims(
    article: Article, mentions: tuple[Mention, ...], *, settings: Settings, parse: Parse | None = None
) -> tuple[Claim, ...]:
    """Return the claims of ``article`` in text order, without shapes.

    Parameters
    ----------
    mentions
        The article's mentions, resolved; ``PlaceRef.mention`` counts in them.
    parse
        What a parser read, if one is used: who speaks where the rules find nobody.
    """
    lexicon = load_claim_lexicon(article.language, data_dir=settings.data_dir)
    speakers = load_speakers(data_dir=settings.data_dir)
    views = make_views(article, mentions, lexicon, parse)
    floor = Floor(views, lexicon, speakers)
    clock = Clock(is_one_account=floor.has_author, published=article.published)
    stack, last_side = PlaceStack(), None
    before: list[Claim] = []
    claims: list[Claim] = []
    for number, view in enumerate(views):
        clock.settle(view)
        voices = floor.voices_of(number)
        told: list[Claim] = []
        for draft in _find_drafts(view, voices, before, stack, lexicon):
            if not draft.places and not draft.is_total:
                _take_place_before(draft, before + told, view, stack, lexicon)
            claim = _make_claim(
                article, view, draft, mentions, last_side=last_side, area=stack.area, lexicon=lexicon
            )
            claim = None if claim is None else clock.date(claim, view, lexicon)
            if claim is not None:
                told.append(claim)
        stack.note_claims(told, mentions)
        claims += told
        before = told
        stack.note(view, lexicon)
        clock.note(view)
        last_side = _last_side(view, voices[0] if voices else None) or last_side
    return merge_restated(claims, mentions)


def _find_drafts(
    view: View, voices: list[Voice], before: list[Claim], stack: PlaceStack, lexicon: ClaimLexicon
) -> list[Draft]:
    """Return the claims in the making of a sentence, with voice, places and numbers."""
    drafts = find_triggers(view, lexicon, voices)
    for draft in drafts:
        draft.voice = voice_of(view, draft, voices)
        draft.places = find_places(
            view, draft.start, draft.end, stack, lexicon, speech=_speech(draft.voice), kind=draft.trigger.kind
        )
    share_quantities(view, drafts, lexicon)
    return apportion(view, drafts or count_on(view, before, voices, lexicon), lexicon)


def _take_place_before(
    draft: Draft, before: list[Claim], view: View, stack: PlaceStack, lexicon: ClaimLexicon
) -> None:
    """Let a claim without a place lie where the one told of just before does.

    Only for what belongs to an event (the killed, the captured, those who fled) and, by oblast, for
    a distance from the border, which always is in some oblast that was named.
    """
    near = [claim for claim in before if claim.places]
    # What an army lost in a day it did not lose in the village named last.
    is_sum = (
        lexicon["losing"].search(view.between(draft.start, draft.end)) is not None
        or lexicon["sums"].search(view.lower) is not None
    )
    if draft.trigger.kind is Kind.PRISONERS:
        near = [claim for claim in near if claim.kind in OF_GROUND or claim.places[0].mention == stack.area]
    if draft.trigger.kind in OF_THE_SAME_EVENT and near and not is_sum:
        draft.places, draft.inferences = near[-1].places, ("place",)
        return
    if (
        view.paragraph == stack.paragraph
        and stack.area_sentence == view.number - 1
        and stack.area is not None
        and not is_sum
        and not lexicon["soil"].search(view.between(draft.end, view.end))
    ):
        # "The situation in Zaporizhzhia is worse. Assaults have increased": an area, never a village.
        draft.places, draft.inferences = (PlaceRef(mention=stack.area, relation=Relation.IN),), ("place",)
        return
    names_a_country = any(view.start <= mention.start for _, mention in view.places)
    if (
        draft.trigger.kind in CARRIED
        and draft.trigger.mode != "noun"
        and 0 <= view.number - stack.area_sentence <= FRESH
        and stack.area is not None
        and not is_sum
        and not names_a_country
        and not lexicon["soil"].search(view.lower)
    ):
        # The ground told of goes on for a few sentences: an oblast's, drawn as wide as it is.
        draft.places, draft.inferences = (PlaceRef(mention=stack.area, relation=Relation.IN),), ("place",)
        return
    measures = {quantity.measure for quantity in draft.quantities}
    is_abroad = lexicon["russian_soil"].search(view.between(*view.clause(draft.start))) is not None
    if is_abroad and stack.incursion is not None and draft.trigger.kind in OF_AN_INCURSION and measures:
        draft.places = (PlaceRef(mention=stack.incursion, relation=Relation.IN),)
        draft.inferences = ("place",)
        return
    is_of_topic = draft.trigger.kind in OF_A_TOPIC and draft.quantities and not (is_sum or names_a_country)
    if is_of_topic and stack.is_on_topic and stack.area is not None:
        draft.places = (PlaceRef(mention=stack.area, relation=Relation.IN),)
        draft.inferences = ("place",)
        return
    if measures & {Measure.BORDER_DISTANCE, Measure.BORDER_LENGTH} and stack.area is not None:
        draft.places = (PlaceRef(mention=stack.area, relation=Relation.IN),)
        draft.inferences = ("place",)


def _speech(voice: Voice | None) -> tuple[int, int] | None:
    return None if voice is None else (voice.start, voice.end)


def _last_side(view: View, voice: Voice | None) -> Side | None:
    sides = [
        word.side
        for word in view.sides
        if word.side in {Side.UA, Side.RU} and not (voice and voice.start <= word.start < voice.end)
    ]
    return sides[0] if sides else None


def _make_claim(
    article: Article,
    view: View,
    draft: Draft,
    mentions: tuple[Mention, ...],
    *,
    last_side: Side | None,
    area: int | None,
    lexicon: ClaimLexicon,
) -> Claim | None:
    voice = draft.voice
    held = lexicon.held if draft.trigger.kind in OF_A_STRIKE else frozenset[str]()
    owner = owner_of(mentions[draft.places[0].mention], held=held) if draft.places else None
    if draft.places and mentions[draft.places[0].mention].place is None:
        # A village that is not known lies in the oblast that was spoken of, unless all that it may be do not.
        spoken_of = _owner_spoken_of(view, draft.places[0].mention, mentions, area, lexicon)
        owner = None if owner and spoken_of and owner is not spoken_of else spoken_of or owner
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
    if voice is not None and speaks_for_the_other(view, draft, voice, actor, lexicon):
        voice = None
    attribution = _of_the_place(voice.attribution, draft.trigger.kind, owner) if voice else None
    if actor is None and draft.trigger.kind is Kind.REPELLED_ATTACK and attribution is not None:
        # Who tells of attacks beaten off has beaten them off.
        actor, inferences = attribution.side, (*inferences, "actor")
    place = mentions[draft.places[0].mention].place if draft.places else None
    is_abroad = place is not None and owner is None
    if actor is None and attribution is not None and draft.trigger.kind in OF_A_STRIKE and not is_abroad:
        # An official who counts strikes without saying whose counts the enemy's, but for what armies strike.
        is_own = _is_own_success(view, draft, attribution, lexicon)
        is_loss = draft.trigger.kind is Kind.EQUIPMENT_LOSS
        side = attribution.side or Side.OTHER
        actor = attribution.side if is_own else None if is_loss else OPPOSITE.get(side)
        inferences = (*inferences, "actor") if actor else inferences
    if attribution is not None and attribution.side is None and actor in OPPOSITE:
        attribution = _of_their_own(attribution, draft.trigger.kind, actor)
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


def _owner_spoken_of(
    view: View, unsure: int, mentions: tuple[Mention, ...], area: int | None, lexicon: ClaimLexicon
) -> Side | None:
    """Return whose the places are that the sentence names with one that is not known, else the oblast."""
    near = {owner_of(mention) for index, mention in view.places if index != unsure and mention.place}
    if lexicon["on_ukrainian_part"].search(view.lower):
        return Side.UA
    if len(near) == 1:
        return near.pop()
    return None if area is None else owner_of(mentions[area])


def _is_own_success(view: View, draft: Draft, attribution: Attribution, lexicon: ClaimLexicon) -> bool:
    """Tell whether an army tells of what it strikes: "the SBU said 41 warplanes had been hit"."""
    if attribution.role not in OF_AN_ARMY or draft.places:
        return False
    return lexicon["military_targets"].search(view.between(*view.clause(draft.start))) is not None


def _of_the_place(attribution: Attribution, kind: Kind, owner: Side | None) -> Attribution:
    """Return an official or a named man of no known side, who tells what befell a place, as of its owner."""
    is_local = attribution.role is Role.CIVIL_OFFICIAL or (
        attribution.role is Role.OTHER and len(attribution.speaker.split()) in {2, 3}
    )
    if attribution.side is not None or not is_local or kind not in AT_HOME:
        return attribution
    return dataclasses.replace(attribution, side=owner)


def _of_their_own(attribution: Attribution, kind: Kind, actor: Side) -> Attribution:
    """Return "the defence ministry", without a country, as that of the party whose success it tells."""
    if attribution.role not in {Role.MINISTRY, Role.GENERAL_STAFF} or kind not in SUCCESSES:
        return attribution
    return dataclasses.replace(attribution, side=actor)


def _is_worth_keeping(
    view: View, draft: Draft, actor: Side | None, inferences: tuple[str, ...], lexicon: ClaimLexicon
) -> bool:
    """Tell whether a thing done is told: by a party, at a place, or with a number; not talk about it."""
    if _is_talk(view, draft, lexicon) or _is_of_no_army(view, draft, actor, inferences, lexicon):
        return False
    if draft.places:
        return draft.trigger.mode != "noun" or actor is not None
    if draft.quantities:
        return actor is not None
    # Without a place only a deed of a party that the words name is worth a row in the table.
    is_deed = draft.trigger.mode == "act"
    return is_deed and actor is not None and "actor" not in inferences and draft.trigger.kind in GROUND_KINDS


def _is_talk(view: View, draft: Draft, lexicon: ClaimLexicon) -> bool:
    """Tell whether the words are of exchanges of prisoners, of accidents, or of talks and meanings."""
    if draft.trigger.kind is Kind.PRISONERS and lexicon["swaps"].search(view.lower):
        return True
    if draft.trigger.kind in AT_HOME and lexicon["accidents"].search(view.lower):
        return True
    if draft.trigger.mode == "act" or draft.quantities:
        return False
    first, last = view.clause(draft.start)
    near = view.between(first, min(last, draft.end + NEXT_WORDS))
    clause = view.between(first, last)
    return lexicon["commentary"].search(clause) is not None or lexicon["diplomacy"].search(near) is not None


def _is_of_no_army(
    view: View, draft: Draft, actor: Side | None, inferences: tuple[str, ...], lexicon: ClaimLexicon
) -> bool:
    """Tell "the minister was in Kharkiv" and "prices fell in Kyiv" from what armies do.

    Being somewhere and gathering need soldiers in the sentence; leaving, holding and going ahead need
    them or a party; and fire without a party needs something that burns, bursts or flies.
    """
    kind = draft.trigger.kind
    is_named = actor is not None and "actor" not in inferences
    if draft.trigger.mode == "noun" or (is_named and kind not in OF_SOLDIERS):
        return False
    if kind is Kind.STRIKE:
        return lexicon["of_fire"].search(view.lower) is None
    if kind is Kind.WITHDRAWAL and actor is None:
        return True
    return kind in OF_SOLDIERS | OF_A_PARTY and lexicon["combatants"].search(view.lower) is None


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
