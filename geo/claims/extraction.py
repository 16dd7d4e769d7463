"""Claims of an article: what each clause tells, with its actor, places, numbers, time and voice.

Rules read the words in the order in which a careful person would; where they leave a choice, learned
weights of small clues decide between what the text offers (``weigh_*``). No model is needed, and what no
word states is recorded as an inference.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.certainty.spot import Spot
from geo.claims.certainty.status import read_status
from geo.claims.certainty.weigh_status import Certainty, list_certainties, settle
from geo.claims.counting.apportioning import apportion, count_on
from geo.claims.counting.gapped_counts import count_each
from geo.claims.counting.sharing import is_of_another_place, share_quantities
from geo.claims.counting.weigh_numbers import is_likely, is_weighed, list_candidates, list_numbers
from geo.claims.deciding import Judge
from geo.claims.kinds.clause_setting import Passage
from geo.claims.kinds.triggering import Draft, find_cuts, find_triggers
from geo.claims.kinds.weigh_kinds import weigh_drafts
from geo.claims.kinds.worth import is_worth_keeping
from geo.claims.language.lexicon import load_claim_lexicon, load_speakers
from geo.claims.merging import merge_restated
from geo.claims.parties.actors import find_actor, owner_of
from geo.claims.parties.background import Background
from geo.claims.parties.perspective import read_views
from geo.claims.parties.rear import is_called_held, rear_of
from geo.claims.parties.scene import OPPOSITE, Scene
from geo.claims.parties.telling import OF_A_STRIKE, actor_of_the_teller, who_took_it
from geo.claims.parties.weigh_parties import list_parties
from geo.claims.placing.gapping import tell_each
from geo.claims.placing.place_before import is_of_the_war, take_place_before
from geo.claims.placing.places import find_places, stand_where_told
from geo.claims.placing.recall_clues import Told
from geo.claims.placing.recalling import PlaceStack
from geo.claims.placing.told_places import ToldPlaces, key_of
from geo.claims.placing.weigh_places import list_places, with_listed
from geo.claims.timing.dating import Clock
from geo.claims.timing.weigh_times import list_times
from geo.claims.voices.carrying import Floor, voice_of
from geo.claims.voices.issuing import find_publisher
from geo.claims.voices.weigh_voices import list_voices
from geo.models import Claim, Side, TimeSpan, content_id

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice
    from geo.models import Article, Attribution, Mention, Parse, Quantity
    from geo.settings import Settings

LEAST_SURE = 0.65
"""Chance from which a party that no rule finds counts as told of: below it, something else may be."""

LEAST_LIKELY = 0.5
"""Chance from which a party acts that no rule finds; below it, the text does not say who did it."""

OF_NOBODY = 0.75
"""The same where the article names no party at all."""


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
    publisher = find_publisher(article, lexicon, speakers)
    views = read_views(article, mentions, lexicon, speakers, parse, publisher=publisher)
    floor = Floor(
        views,
        lexicon,
        speakers,
        publisher=publisher,
        published_by=article.publisher,
        title=article.title,
    )
    account = _Account(
        article=article,
        mentions=mentions,
        judge=Judge(lexicon, settings.data_dir),
        floor=floor,
        background=Background.of(views, mentions),
        stack=PlaceStack(told=ToldPlaces.of(mentions)),
        passage=Passage(sentences=len(views)),
        clock=Clock(is_one_account=floor.has_author, published=article.published),
    )
    claims = [claim for number, view in enumerate(views) for claim in account.read(number, view)]
    return merge_restated(claims, mentions)


@dataclass(slots=True, kw_only=True)
class _Account:
    """An article as it is read, sentence by sentence, with what was told so far."""

    article: Article
    mentions: tuple[Mention, ...]
    judge: Judge
    floor: Floor
    clock: Clock
    background: Background
    passage: Passage
    stack: PlaceStack = field(default_factory=PlaceStack)
    before: list[Claim] = field(default_factory=list)
    last_side: Side | None = None

    def read(self, number: int, view: View) -> list[Claim]:
        """Return the claims of the next sentence."""
        lexicon = self.judge.lexicon
        self.clock.settle(view)
        voices = self.floor.voices_of(number)
        told: list[Claim] = []
        self.background.next_sentence(told, self.mentions)
        drafts = self._find_drafts(view, voices)
        triggers = tuple(draft.start for draft in drafts)
        for draft in drafts:
            self._place(draft, view, Told(self.before + told, self.mentions, self.stack, triggers))
            self._give_voice(draft, view, number)
            claim = self._make_claim(view, draft)
            if claim is not None:
                told.append(self._date(claim, draft, view))
        self.before = told
        self.stack.note(view, lexicon)
        self.stack.note_claims(told, self.mentions)
        self.clock.note(view)
        self.last_side = _last_side(view, voices[0] if voices else None) or self.last_side
        return told

    def _find_drafts(self, view: View, voices: list[Voice]) -> list[Draft]:
        """Return the claims in the making of a sentence, with the voice and places of the rules."""
        lexicon = self.judge.lexicon
        triggers = find_triggers(view, lexicon, voices)
        passage, self.passage = self.passage, self.passage.after(view, triggers)
        drafts = weigh_drafts(view, triggers, voices, lexicon, data_dir=self.judge.data_dir, passage=passage)
        for draft in drafts:
            draft.voice = voice_of(view, draft, voices)
            draft.places = find_places(
                view,
                draft.start,
                draft.end,
                self.stack,
                lexicon,
                speech=_speech(draft.voice),
                speaker=draft.voice.attribution.speaker if draft.voice else "",
                kind=draft.trigger.kind,
            )
        _keep_places_apart(view, drafts, self.mentions)
        share_quantities(view, drafts, lexicon)
        drafts = apportion(view, drafts or count_on(view, self.before, voices, lexicon), lexicon)
        drafts = count_each(view, tell_each(view, drafts, lexicon))
        self._count(view, drafts)
        return drafts

    def _count(self, view: View, drafts: list[Draft]) -> None:
        """Choose the numbers of every claim of a sentence, but of those that rules tell area by area."""
        candidates = list_candidates(view)
        by_area = {
            one.start for draft in drafts if draft.is_total or draft.is_share for one in draft.quantities
        }
        told: list[tuple[Draft, list[Quantity]]] = []
        for draft in drafts:
            if draft.is_total or draft.is_share or not candidates:
                continue
            numbers: list[Quantity] = []
            for one in candidates:
                if one.quantity.start in by_area or not is_weighed(draft, one):
                    numbers += [one.quantity] if one.quantity in draft.quantities else []
                    continue
                options = list_numbers(view, draft, one, drafts, candidates)
                weighed = self.judge.share_out("numbers", options, draft)
                if is_likely(*weighed[0]):
                    numbers.append(one.quantity)
            told.append((draft, numbers))
        cuts = find_cuts(view, [draft.start for draft in drafts])
        for draft, numbers in told:
            own = bisect_right(cuts, draft.start)
            draft.quantities = [
                one
                for one in numbers
                if bisect_right(cuts, one.start) == own and not is_of_another_place(view, draft, one, told)
            ]

    def _place(self, draft: Draft, view: View, told: Told) -> None:
        """Choose the places of a draft: those of the rules, others of the sentence, or ones told before."""
        if is_of_the_war(draft, view, self.judge.lexicon):
            return
        if not draft.places and not draft.is_total:
            take_place_before(draft, list(told.before), view, self.stack, self.judge.lexicon)
        if draft.first is not None:
            draft.places, draft.inferences = draft.first.places, draft.first.inferences
        if draft.is_total or draft.is_share:
            return
        options = list_places(view, draft, told, self.judge.lexicon)
        best = with_listed(
            self.judge.pick("places", options, draft) or (), view, draft, told, self.judge.lexicon
        )
        if {ref.mention for ref in best} != {ref.mention for ref in draft.places}:
            is_here = any(view.start <= self.mentions[ref.mention].start < view.end for ref in best)
            draft.places, draft.inferences = best, () if is_here or not best else ("place",)
        draft.places = stand_where_told(view, draft.start, draft.places, self.mentions)

    def _give_voice(self, draft: Draft, view: View, number: int) -> None:
        """Choose who tells a draft: a voice of the sentence, one before it, the author, or the article."""
        heard = self.floor.heard_at(number, draft.voice)
        owner, manner = self._owner(draft, view), self.floor.manner
        setting = self.floor.setting_of(number)
        options = list_voices(
            view, draft, heard, owner=owner, manner=manner, setting=setting, lexicon=self.judge.lexicon
        )
        teller = self.judge.pick("voices", options, draft)
        draft.voice = None if teller is None else teller.as_voice()

    def _date(self, claim: Claim, draft: Draft, view: View) -> Claim:
        """Return a claim with its time: that of the rules, another of the sentence, or one told before."""
        if draft.when is not None:
            return dataclasses.replace(claim, time=draft.when)
        lexicon = self.judge.lexicon
        ruled = self.clock.date(claim, view, lexicon)
        options = list_times(view, draft, claim, self.clock, ruled=ruled.time, lexicon=lexicon)
        best = self.judge.pick("times", options, draft)
        if best == ruled.time:
            return ruled
        is_here = best is None or any(time.span == best for time in view.times)
        others = tuple(name for name in claim.inferences if name != "time")
        return dataclasses.replace(claim, time=best, inferences=others if is_here else (*others, "time"))

    def _owner(self, draft: Draft, view: View) -> Side | None:
        if not draft.places:
            return None
        mention = self.mentions[draft.places[0].mention]
        if draft.trigger.kind not in OF_A_STRIKE:
            return owner_of(mention)
        return Side.RU if is_called_held(view, mention) else owner_of(mention, held=self.judge.lexicon.held)

    def _make_claim(self, view: View, draft: Draft) -> Claim | None:
        lexicon, article = self.judge.lexicon, self.article
        attribution = draft.voice.attribution if draft.voice else None
        actor, target, inferences, is_told = self._find_actor(view, draft, attribution)
        if not is_worth_keeping(view, draft, actor if is_told else None, inferences, lexicon):
            return None
        certainty = self._find_certainty(view, draft, attribution)
        start, end = _quote_span(view, draft, self.mentions)
        kind = draft.trigger.kind
        return Claim(
            id=content_id(article.id, start, end, kind, actor, [ref.mention for ref in draft.places]),
            article_id=article.id,
            start=start,
            end=end,
            quote=article.text[start:end],
            kind=kind,
            actor=actor,
            target=target,
            status=certainty.status,
            negated=certainty.is_negated,
            attribution=attribution,
            places=draft.places,
            quantities=tuple(sorted(draft.quantities, key=lambda item: item.start)),
            time=_time_of(view, draft),
            inferences=(*draft.inferences, *inferences),
        )

    def _find_certainty(self, view: View, draft: Draft, told: Attribution | None) -> Certainty:
        """Return how sure a claim is, and whether it is negated."""
        lexicon = self.judge.lexicon
        spot = Spot(
            view=view,
            start=draft.start,
            end=draft.end,
            lexicon=lexicon,
            kind=draft.trigger.kind,
            is_noun=draft.trigger.mode in {"noun", "suffer"},
            is_weighed=draft.is_weighed,
        )
        ruled = Certainty(*read_status(spot, told))
        options = list_certainties(view, draft, ruled, told, lexicon)
        return settle(self.judge.share_out("statuses", options, draft), ruled)

    def _find_actor(
        self, view: View, draft: Draft, attribution: Attribution | None
    ) -> tuple[Side | None, Side | None, tuple[str, ...], bool]:
        """Return actor, target, what was inferred, and whether that party is surely told of.

        What the rules say is weighed against all else.
        """
        lexicon = self.judge.lexicon
        owner = self._owner(draft, view)
        mention = self.mentions[draft.places[0].mention] if draft.places else None
        if mention is not None and mention.place is None:
            # An unknown village lies in the oblast that was spoken of, unless all that it may be do not.
            area = self.stack.area
            spoken_of = _owner_spoken_of(view, draft.places[0].mention, self.mentions, area, lexicon)
            owner = None if owner and spoken_of and owner is not spoken_of else spoken_of or owner
        scene = Scene(
            view=view,
            start=draft.start,
            end=draft.end,
            trigger=draft.trigger,
            lexicon=lexicon,
            owner=owner,
            rear=rear_of(self.mentions[draft.places[0].mention], held=lexicon.held) if draft.places else None,
            speech=_speech(draft.voice),
            last_side=self.last_side,
            attribution=attribution,
            place_key=key_of(mention) if mention else None,
        )
        actor, target, inferences = find_actor(scene)
        place = mention.place if mention else None
        if actor is None and attribution is not None and not (place is not None and owner is None):
            actor = actor_of_the_teller(scene)
            inferences = (*inferences, "actor") if actor else inferences
        is_inferred = "actor" in inferences
        if is_inferred and (taker := who_took_it(scene)) is not None:
            actor = taker
        parties = list_parties(scene, actor, self.background, draft.quantities, is_inferred=is_inferred)
        best, share = max(self.judge.share_out("parties", parties, draft), key=lambda item: item[1])
        # Where a village "was liberated", the rules hold that nobody is known to have done it.
        least = LEAST_SURE if is_inferred else LEAST_LIKELY
        if self.background.named is None:
            least = OF_NOBODY
        if best.value is actor or (actor is None and share < least):
            return actor, target, inferences, True
        likeliest, is_told = best.value, actor is not None or share >= LEAST_SURE
        target = OPPOSITE.get(likeliest) if target is not None else None
        return likeliest, target, (*(name for name in inferences if name != "actor"), "actor"), is_told


def _keep_places_apart(view: View, drafts: list[Draft], mentions: tuple[Mention, ...]) -> None:
    """Take the place of another verb from each draft, where the sentence has one for either."""
    cuts = find_cuts(view, [draft.start for draft in drafts])
    for draft in drafts if cuts else ():
        own = bisect_right(cuts, draft.start)
        kept = [one for one in draft.places if bisect_right(cuts, mentions[one.mention].start) == own]
        draft.places = tuple(kept)


def _speech(voice: Voice | None) -> tuple[int, int] | None:
    return None if voice is None else (voice.start, voice.end)


def _last_side(view: View, voice: Voice | None) -> Side | None:
    sides = [
        word.side
        for word in view.sides
        if word.side in {Side.UA, Side.RU} and not (voice and voice.start <= word.start < voice.end)
    ]
    return sides[0] if sides else None


def _owner_spoken_of(
    view: View, unsure: int, mentions: tuple[Mention, ...], area: int | None, lexicon: ClaimLexicon
) -> Side | None:
    """Return whose the places are that the sentence names with one that is not known, else the oblast."""
    near = {owner_of(mention) for index, mention in view.places if index != unsure and mention.place}
    if view.search("on_ukrainian_part", lexicon):
        return Side.UA
    if len(near) == 1:
        return near.pop()
    return None if area is None else owner_of(mentions[area])


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
