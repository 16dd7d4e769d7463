"""Decide which place of the gazetteer each mention means, or say honestly that several fit.

Candidates are weighed jointly over the article: how well the name matches, what kind of place the
words around ask for, which oblasts and countries are named in reach, how near the other places are.
Half the settlements of the front belt share their name, so a lead is needed, not only a best one.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geo.models import Candidate, Mention, Resolution, ResolutionStatus, Use
from geo.toponyms.corrections import apply_correction
from geo.toponyms.evidence import Asked, ask_for, distance_km
from geo.toponyms.lexicon import load_lexicon
from geo.toponyms.scoring import Case, measure_border, own_score, share_sense, softmax, weigh
from geo.toponyms.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.models import Article, Correction, Place
    from geo.settings import Settings
    from geo.toponyms.gazetteer import Gazetteer, NameMatch
    from geo.toponyms.online import OnlineGazetteer
from geo.toponyms.words import Words

MAX_CANDIDATES = 60
"""More places of one name than this are never told apart by an article."""

SHOWN_CANDIDATES = 6
"""Candidates kept for the reader: the choice and what came next."""


def resolve_mentions(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    settings: Settings,
    corrections: Sequence[Correction] = (),
    border_km: Callable[[Sequence[Place]], Sequence[float]] | None = None,
    online: OnlineGazetteer | None = None,
) -> tuple[Mention, ...]:
    """Return the mentions with their resolutions; demonyms and embedded names have none.

    A correction of the analyst that fits a mention decides it before any rule.

    Parameters
    ----------
    border_km
        Returns the distances of places to the border in kilometres; without it, nearness to the
        border tells no namesakes apart.
    online
        Asked about names that the gazetteer does not know, only where the user switched it on.
    """
    lexicon = load_lexicon(article.language, data_dir=settings.data_dir)
    words = words_of(article)
    cases = [
        _open_case(index, mention, words, gazetteer, asked=ask_for(mention, words, lexicon), online=online)
        for index, mention in enumerate(mentions)
        if mention.use in {Use.PLACE, Use.ACTOR}
    ]
    near_border = measure_border(cases, border_km)
    for case in cases:
        case.scores = [own_score(case, match)[0] for match in case.matches]
    for _ in range(2):
        weigh(cases, near_border)
    share_sense(cases)
    decided = {case.index: _decide(case, settings) for case in cases}
    resolved = []
    for index, mention in enumerate(mentions):
        done = dataclasses.replace(mention, resolution=decided.get(index))
        resolved.append(apply_correction(article, done, corrections))
    return tuple(resolved)


def _open_case(
    index: int,
    mention: Mention,
    words: Words,
    gazetteer: Gazetteer,
    *,
    asked: Asked,
    online: OnlineGazetteer | None,
) -> Case:
    found = gazetteer.find(mention.text)
    if asked.phrase:
        found = (*gazetteer.find(asked.phrase), *found)
    if asked.is_direction and (towns := gazetteer.find_adjective(mention.text)):
        # «Лиманський напрямок» is called after Lyman, not after a village that is called Lymanske.
        found = towns
    if asked.is_adjective or not found:
        found = (*gazetteer.find_adjective(mention.text), *found)
    if asked.direction is not None:
        # Listed directions have one meaning; some are called after no town and have no place at all.
        known = tuple(match for match in found if _is_named(match.place, asked.direction))
        found = known or (found if asked.direction else ())
    if not found and len(mention.text) > 6 and asked.direction is None:
        found = gazetteer.find(mention.text, fuzzy=True)
    if not found and online is not None and mention.use is Use.PLACE and asked.direction is None:
        found = online.find(mention.text)
    if mention.use is Use.ACTOR:
        found = tuple(
            match
            for match in found
            if match.place.feature_code.startswith(("PCL", "PPLC")) or (match.place.population or 0) > 500_000
        )
    first = min(words.at(mention.start), len(words) - 1)
    sentence = words.items[first].sentence
    best: dict[str, NameMatch] = {}
    for match in sorted(found, key=lambda match: -match.quality):
        best.setdefault(match.place.id, match)
    found = tuple(best.values())
    allowed = tuple(match for match in found if asked.allows(match.place))
    return Case(
        index=index,
        mention=mention,
        asked=asked,
        sentence=sentence,
        paragraph=words.paragraphs[sentence] if sentence < len(words.paragraphs) else 0,
        matches=(allowed or found)[:MAX_CANDIDATES],
    )


def _is_named(place: Place, town_and_oblast: str) -> bool:
    return f"{place.name}|{place.admin1}" == town_and_oblast and place.is_settlement


def _decide(case: Case, settings: Settings) -> Resolution:
    """Return the resolution of one case, with its reason in words."""
    if not case.matches:
        return Resolution(
            status=ResolutionStatus.UNRESOLVED, score=0.0, reason="no place of this name is in the gazetteer"
        )
    merged = _merge_near(case)
    ranked = sorted(merged, key=lambda item: -item[1])
    candidates = tuple(
        Candidate(place=place, score=round(share, 3), reason="; ".join(reasons))
        for place, share, reasons in ranked[:SHOWN_CANDIDATES]
    )
    first = candidates[0]
    second = candidates[1].score if len(candidates) > 1 else 0.0
    # A name that is only spelt alike, with nothing around it to confirm, is not certain.
    best_match = max(match.quality for match in case.matches)
    share = first.score * min(1.0, 0.35 + 0.65 * best_match / 0.9)
    if share < settings.resolve_score or first.score - second < settings.resolve_margin:
        others = ", ".join(_describe(candidate.place) for candidate in candidates[:3])
        return Resolution(
            status=ResolutionStatus.AMBIGUOUS,
            score=round(share, 3),
            reason=f"nothing in the article tells these apart: {others}",
            candidates=candidates,
        )
    return Resolution(
        status=ResolutionStatus.RESOLVED,
        score=round(share, 3),
        reason=_explain(case, candidates),
        place=first.place,
        candidates=candidates,
    )


def _merge_near(case: Case) -> list[tuple[Place, float, list[str]]]:
    """Return place, share and reasons, adding up rows of one village that a gazetteer lists twice."""
    shares = softmax(case.scores)
    merged: list[tuple[Place, float, list[str]]] = []
    leading = sorted(range(len(shares)), key=lambda item: -shares[item])[: 2 * SHOWN_CANDIDATES]
    for position in leading:
        place = case.matches[position].place
        for index, (kept, share, reasons) in enumerate(merged):
            same_class = kept.is_settlement == place.is_settlement
            if same_class and not kept.is_area and distance_km(kept, place) < 3.0:
                merged[index] = (kept, share + shares[position], reasons)
                break
        else:
            merged.append((place, shares[position], case.reasons[position]))
    return merged


def _explain(case: Case, candidates: tuple[Candidate, ...]) -> str:
    first = candidates[0]
    if len(candidates) == 1:
        reason = first.reason or "the only place of this name in the gazetteer"
    else:
        reason = first.reason or "the largest place of this name"
        reason += f"; second: {_describe(candidates[1].place)}"
    del case
    return reason


def _describe(place: Place) -> str:
    parts = [place.name, place.admin2, place.admin1 if place.admin1 != place.name else None, place.country]
    return ", ".join(part for part in parts if part)
