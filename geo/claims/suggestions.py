"""Check what a language model suggests, word by word; what cannot be checked is dropped.

The model may only point. It says which words tell of what, by whom and where; those words must stand
in one sentence, every number must be read from them by our own grammar and every place must be one
that was resolved. Status, time and the speaker's role are read by the rules, and where the model and
the rules disagree whether a thing happened, it did not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from geo.claims.certainty.spot import Spot
from geo.claims.certainty.status import read_status
from geo.claims.language.lexicon import load_claim_lexicon, load_speakers
from geo.claims.language.sentence_view import make_views
from geo.claims.merging import merge_restated
from geo.claims.placing.places import refer
from geo.claims.voices.attribution import find_voices
from geo.claims.voices.speakers import tell_role, tell_side
from geo.models import Attribution, Claim, Kind, Side, Status, Use, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.claims.language.lexicon import ClaimLexicon, Speakers
    from geo.claims.language.sentence_view import View
    from geo.claims.language_model import LanguageModel
    from geo.models import Article, Mention, PlaceRef, Quantity
    from geo.settings import Settings

_Word = TypeVar("_Word", Kind, Side)

SUGGESTED = "kind (language model)"
"""Inference that marks a claim as found by a language model and not by the rules."""

_MAX_ASKED = 3_000
"""Letters sent at once: a long paragraph is sent in pieces of whole sentences, for small models."""
_MIN_QUOTE = 12
_MAX_QUOTE = 600
"""Letters a quote may have: a single word tells no claim, and half a page tells several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What a suggestion is checked against."""

    article: Article
    mentions: tuple[Mention, ...]
    lexicon: ClaimLexicon
    speakers: Speakers


def add_suggested(
    article: Article,
    mentions: tuple[Mention, ...],
    claims: tuple[Claim, ...],
    model: LanguageModel,
    *,
    settings: Settings,
) -> tuple[Claim, ...]:
    """Return ``claims`` with those that ``model`` sees and the rules missed, in text order.

    A suggestion that says what a claim of the rules says already is dropped: the rules are the same
    on every run. Each one kept has ``SUGGESTED`` among its inferences.
    """
    lexicon = load_claim_lexicon(article.language, data_dir=settings.data_dir)
    bench = _Bench(
        article=article,
        mentions=mentions,
        lexicon=lexicon,
        speakers=load_speakers(data_dir=settings.data_dir),
    )
    found: list[Claim] = []
    for views in _pieces(make_views(article, mentions, lexicon)):
        named = dict.fromkeys(mention.text for view in views for _, mention in view.places if mention.place)
        if not named:
            continue
        text = article.text[views[0].start : views[-1].end]
        for item in model.suggest(text, list(named)):
            claim = _check(item, views, bench)
            if claim is not None and not any(_is_known(claim, known, mentions) for known in claims):
                found.append(claim)
    both = [*claims, *merge_restated(found, mentions)]
    return tuple(sorted(both, key=lambda claim: (claim.start, claim.end)))


def _pieces(views: Sequence[View]) -> Iterator[list[View]]:
    """Yield the sentences of each paragraph, without headings, in pieces short enough to send."""
    piece: list[View] = []
    for view in views:
        if view.is_heading or view.end - view.start > _MAX_ASKED:
            continue
        if piece and (view.paragraph != piece[0].paragraph or view.end - piece[0].start > _MAX_ASKED):
            yield piece
            piece = []
        piece.append(view)
    if piece:
        yield piece


def _check(item: dict[str, Any], views: Sequence[View], bench: _Bench) -> Claim | None:
    """Return the claim a suggestion makes, or ``None`` if any part of it is not in the words."""
    quote = item.get("quote")
    if not isinstance(quote, str) or not _MIN_QUOTE <= len(quote.strip()) <= _MAX_QUOTE:
        return None
    quote = quote.strip()
    view = next((view for view in views if quote in view.text), None)
    kind, actor = _member(Kind, item.get("kind")), _member(Side, item.get("actor"))
    if view is None or kind is None or (actor is None and item.get("actor") is not None):
        return None
    start = view.start + view.text.index(quote)
    end = start + len(quote)
    places = _read_places(item.get("places"), view, start, views, bench)
    quantities = _read_quantities(item.get("quantities"), view, start, end)
    if not places or quantities is None:
        return None
    is_told, attribution = _read_speaker(item.get("speaker"), view, start, bench)
    if not is_told:
        return None
    status, negated = _status_of(view, start, end, attribution, bench.lexicon)
    if item.get("is_event") is not True and not negated and status is not Status.PLANNED:
        status = Status.HYPOTHETICAL
    inferences = [SUGGESTED]
    if actor in {Side.UA, Side.RU} and not any(word.side is actor for word in view.sides):
        inferences.append("actor")
    if not any(start <= bench.mentions[ref.mention].start < end for ref in places):
        inferences.append("place")
    times = [time for time in view.times if not time.is_future]
    return Claim(
        id=content_id(bench.article.id, start, end, kind, actor, [ref.mention for ref in places]),
        article_id=bench.article.id,
        start=start,
        end=end,
        quote=quote,
        kind=kind,
        actor=actor,
        target=None,
        status=status,
        negated=negated,
        attribution=attribution,
        places=places,
        quantities=quantities,
        time=min(times, key=lambda time: abs(time.start - start)).span if times else None,
        inferences=tuple(inferences),
    )


def _member(words: type[_Word], value: object) -> _Word | None:
    return words(value) if isinstance(value, str) and value in set(words) else None


def _strings(value: object) -> list[str] | None:
    """Return a list of strings as it is, nothing as an empty one, and ``None`` for anything else."""
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return [item.strip() for item in value]
    return None


def _read_places(
    value: object, view: View, start: int, views: Sequence[View], bench: _Bench
) -> tuple[PlaceRef, ...]:
    """Return the resolved mentions that the suggestion names, nearest to the quote; empty if one is none.

    A place may stand in an earlier sentence of the paragraph ("there"), never in a later one.
    """
    refs = []
    for name in _strings(value) or ():
        fitting = [
            (abs(mention.start - start), index, one)
            for one in views
            if one.start <= view.start
            for index, mention in one.places
            if mention.text == name and mention.place is not None
        ]
        if not fitting:
            return ()
        _, index, home = min(fitting, key=lambda item: item[0])
        refs.append(refer(home, index, bench.mentions[index], bench.lexicon))
    return tuple(dict.fromkeys(refs))


def _read_quantities(value: object, view: View, start: int, end: int) -> tuple[Quantity, ...] | None:
    """Return the numbers that the suggestion names as our grammar reads them; ``None`` if one is none."""
    names = _strings(value)
    if names is None:
        return None
    found: list[Quantity] = []
    for name in names:
        at = view.text.find(name, start - view.start, end - view.start)
        inside = [
            quantity
            for quantity in view.quantities
            if start <= quantity.start
            and quantity.end <= end
            and quantity.start < view.start + at + len(name)
            and view.start + at < quantity.end
        ]
        if at < 0 or not inside:
            return None
        found += [quantity for quantity in inside if quantity not in found]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _read_speaker(value: object, view: View, start: int, bench: _Bench) -> tuple[bool, Attribution | None]:
    """Return whether the speaker stands in the text, and who speaks: by the rules if they know."""
    name = value.strip() if isinstance(value, str) else ""
    if value is not None and (not name or name not in bench.article.text):
        return False, None
    voices = find_voices(view, bench.lexicon, bench.speakers, None)
    if voices:
        near = min(voices, key=lambda voice: abs(voice.start - start))
        return True, near.attribution
    if not name:
        return True, None
    at = bench.article.text.rfind(name, 0, view.end)
    at = at if at >= 0 else bench.article.text.index(name)
    attribution = Attribution(
        speaker=name,
        role=tell_role(name, bench.speakers),
        side=tell_side(view, name, at, bench.speakers),
        cue=name,
        start=at,
        end=at + len(name),
    )
    return True, attribution


def _status_of(
    view: View, start: int, end: int, attribution: Attribution | None, lexicon: ClaimLexicon
) -> tuple[Status, bool]:
    """Return the status by the rules, with the doubts of the whole quote: no trigger tells where it is."""
    status, negated = read_status(Spot(view=view, start=start, end=start, lexicon=lexicon), attribution)
    words = view.between(start, end)
    if lexicon["planned"].search(words) and not lexicon["not_planned"].search(words):
        return Status.PLANNED, negated
    if lexicon["hypothetical"].search(words) or lexicon["modals"].search(words):
        return Status.HYPOTHETICAL, negated
    is_negated = any(lexicon[name].search(words) for name in ("negation", "negation_far"))
    return status, negated or is_negated


def _is_known(claim: Claim, known: Claim, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether the rules have it: the same words for the same kind, or the same deed and place."""
    if claim.kind is not known.kind:
        return False
    if claim.start < known.end and known.start < claim.end:
        return True
    return claim.actor is known.actor and bool(_places_of(claim, mentions) & _places_of(known, mentions))


def _places_of(claim: Claim, mentions: tuple[Mention, ...]) -> set[str]:
    found = [mentions[ref.mention] for ref in claim.places]
    return {mention.place.id for mention in found if mention.use is Use.PLACE and mention.place is not None}
