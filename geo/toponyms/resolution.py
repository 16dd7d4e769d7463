"""Decide which place of the gazetteer each mention means, or say honestly that several fit.

Candidates are weighed jointly over the article: how well the name matches, what kind of place the
words around ask for, which oblasts and countries are named in reach, how near the other places are.
Half the settlements of the front belt share their name, so a lead is needed, not only a best one.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.models import Candidate, Mention, Resolution, ResolutionStatus, Use
from geo.toponyms.aliases import share_places
from geo.toponyms.belt import measure_belt
from geo.toponyms.cases import LARGEST_VILLAGE, Case, load_rear_towns
from geo.toponyms.clauses import number_clause
from geo.toponyms.compounds import spell_great
from geo.toponyms.context import FRONT_OBLASTS, KM_PER_DEGREE, distance_km
from geo.toponyms.corrections import apply_correction
from geo.toponyms.evidence import LANDFORMS, Asked, ask_for
from geo.toponyms.heads import open_heads
from geo.toponyms.lexicon import load_lexicon
from geo.toponyms.names import consonants
from geo.toponyms.nouns import CITY_SUFFIX, QUARTER, WATER_CODES
from geo.toponyms.one_sense import note_habits, settle_by_namesakes
from geo.toponyms.relations import Lies, Link, find_links
from geo.toponyms.scoring import Weighing, own_score
from geo.toponyms.sectors import find_sectors
from geo.toponyms.situating import situate
from geo.toponyms.unlocated import is_unlocated, load_unlocated, tell_unlocated
from geo.toponyms.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.models import Article, Correction, Place
    from geo.settings import Settings
    from geo.toponyms.gazetteer import Gazetteer, NameMatch
    from geo.toponyms.online import OnlineGazetteer
    from geo.toponyms.unlocated import Unlocated
    from geo.toponyms.words import Words

MAX_CANDIDATES = 60
"""More places of one name than this are never told apart by an article."""

PASSES = 5
"""Times that the places found lend their weight to the others: the third changes next to nothing."""

SAME_PLACE_KM = 4.0
"""Distance below which two rows of one name are one place listed twice: the nearest real twins of the
front belt are farther apart."""

SAME_STUB_KM = 8.0
"""The same where one row is a stub: of Ukraine, without a Ukrainian name, at a point of an old map."""

RIVAL_SHARE = 0.25
"""Part of the leader's share from which the other candidates together are worth calling rivals."""

LEAST_FUZZY_LENGTH = 6
"""Letters above which a name that is not found may be one misspelt."""

LEAST_BY_SIZE = 0.9
"""Score from which a town is taken that nothing in the article speaks for but its size: of those below,
half were another of the name."""

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
    sources = Sources(
        gazetteer=gazetteer,
        unlocated=load_unlocated(gazetteer, data_dir=settings.data_dir),
        online=online,
        rear_towns=load_rear_towns(settings.data_dir),
    )
    cases = [
        _open_case(index, mention, words, sources, asked=ask_for(mention, words, lexicon))
        for index, mention in enumerate(mentions)
        if mention.use in {Use.PLACE, Use.ACTOR}
    ]
    places = [case for case in cases if case.mention.use is Use.PLACE]
    _link(places, words)
    note_habits(places)
    heads = open_heads(words, gazetteer, data_dir=settings.data_dir)
    belt = measure_belt(places, border_km, data_dir=settings.data_dir)
    weighing = Weighing([*places, *heads], belt)
    weighing.settle(PASSES)
    decided = {case.index: _decide(case, settings, weighing) for case in places}
    decided |= settle_by_namesakes(places, decided)
    actors = (case for case in cases if case.mention.use is Use.ACTOR)
    decided |= {case.index: _decide_actor(case, settings) for case in actors}
    resolved = [
        dataclasses.replace(mention, resolution=decided.get(index))
        if index in decided or mention.resolution is not None
        else mention
        for index, mention in enumerate(mentions)
    ]
    told = share_places(article.text, resolved)
    return tuple(apply_correction(article, mention, corrections) for mention in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where places are looked up by name."""

    gazetteer: Gazetteer
    unlocated: Unlocated
    online: OnlineGazetteer | None
    rear_towns: frozenset[str]


def _open_case(index: int, mention: Mention, words: Words, sources: Sources, *, asked: Asked) -> Case:
    found = _find(mention, sources, asked=asked)
    first = min(words.at(mention.start), len(words) - 1)
    sentence = words.items[first].sentence
    best: dict[str, NameMatch] = {}
    for match in sorted(_with_namesakes(found, sources.gazetteer), key=lambda match: -match.quality):
        best.setdefault(match.place.id, match)
    found = tuple(best.values())
    if not asked.required and not any(asked.fits(match.place) for match in found):
        # "The Bilopillia community" has the article of a river, but no river has the name.
        asked = dataclasses.replace(asked, leaning="", strength=0.0)
    allowed = tuple(match for match in found if asked.allows(match.place)) if asked.required else found
    if not allowed and asked.required[:1] in {("ADM2",), WATER_CODES[:1], (QUARTER,)}:
        # An unknown district, river or quarter is not the town that is called like it.
        found = ()
    elif not allowed and asked.required[:1] == ("PPL",):
        # «Станица Полтавская» is not Poltava's oblast.
        found = tuple(match for match in found if match.how != "adjective")
    return Case(
        index=index,
        mention=mention,
        asked=asked,
        sentence=number_clause(first, words),
        paragraph=words.paragraphs[sentence] if sentence < len(words.paragraphs) else 0,
        matches=_shortlist(allowed or found),
        rear_towns=sources.rear_towns,
    )


def _shortlist(found: tuple[NameMatch, ...]) -> tuple[NameMatch, ...]:
    """Return no more matches than can be weighed: those of the oblasts at the front and the border first.

    There are a hundred villages called Ivanivka, and none of the smallest at the front may be left out.
    """
    if len(found) <= MAX_CANDIDATES:
        return found
    kept = sorted(found, key=lambda match: (match.place.country, match.place.admin1) not in FRONT_OBLASTS)
    return tuple(kept[:MAX_CANDIDATES])


def _with_namesakes(found: tuple[NameMatch, ...], gazetteer: Gazetteer) -> tuple[NameMatch, ...]:
    """Return the matches with the namesakes of each village that is known under a further spelling.

    Of two villages called Новооленівка the gazetteer may know but one as Новооленовка.
    """
    known = {match.place.id for match in found}
    added: dict[str, NameMatch] = {}
    for match in found:
        place = match.place
        name = place.name_uk or place.name
        is_spelling = place.is_settlement and match.matched not in {place.name, place.name_uk}
        if not is_spelling or match.how == "adjective" or consonants(match.matched) != consonants(name):
            continue
        for twin in gazetteer.find(name):
            is_own = twin.matched in {twin.place.name, twin.place.name_uk} and twin.how == "name"
            if is_own and twin.place.is_settlement and twin.place.id not in known:
                added.setdefault(twin.place.id, twin._replace(matched=match.matched, quality=match.quality))
    return (*found, *added.values())


def _find(mention: Mention, sources: Sources, *, asked: Asked) -> tuple[NameMatch, ...]:
    """Return what the name may mean, looked up in the way that the words around ask for."""
    gazetteer, online = sources.gazetteer, sources.online
    found = _look_up(mention.text, sources)
    called = tuple(match for phrase in asked.phrases for match in gazetteer.find(phrase))
    if asked.facility:
        # "The Belaya base" is not the town of Belaya.
        own = tuple(match for match in found if match.place.feature_code.startswith(asked.facility))
        if called or own or asked.facility in LANDFORMS:
            return (*called, *own)
    found = (*called, *found)
    if asked.is_direction and (towns := gazetteer.find_adjective(mention.text)):
        # «Лиманський напрямок» is called after Lyman, not after a village that is called Lymanske.
        found = towns
    if asked.is_adjective:
        found = (*gazetteer.find_adjective(mention.text), *found)
    elif asked.is_elided or not found:
        # «над Смоленской, десять — над Калужской областью»: without a noun, only an oblast is meant.
        areas = tuple(m for m in gazetteer.find_adjective(mention.text) if m.place.is_area)
        found = (*areas, *found)
    if asked.direction is not None:
        return _find_direction(found, asked.direction)
    if not found and len(mention.text) > LEAST_FUZZY_LENGTH:
        found = gazetteer.find(mention.text, fuzzy=True)
    if not found and online is not None and mention.use is Use.PLACE:
        found = online.find(mention.text)
    countries = tuple(match for match in found if match.place.feature_code.startswith("PCL"))
    if mention.use is Use.ACTOR:
        capitals = (m for m in found if m.place.feature_code == "PPLC" or (m.place.population or 0) > 500_000)
        return countries or tuple(capitals)
    # No hamlet is meant by the name of a country.
    return countries or found


def _look_up(name: str, sources: Sources) -> tuple[NameMatch, ...]:
    """Return what a name may mean as it stands; "Sumy City" is in no gazetteer, but is Sumy."""
    found = (*sources.gazetteer.find(name), *sources.unlocated.find(name))
    if not found and (great := spell_great(name)) != name:
        return sources.gazetteer.find(great)
    if not found and name.endswith(CITY_SUFFIX):
        return sources.gazetteer.find(name.removesuffix(CITY_SUFFIX))
    return found


def _find_direction(found: tuple[NameMatch, ...], town_and_oblast: str) -> tuple[NameMatch, ...]:
    """Return the one meaning of a listed direction; one called after no town is called after an oblast."""
    if not town_and_oblast:
        return tuple(match for match in found if match.place.feature_code == "ADM1")
    return tuple(match for match in found if _is_named(match.place, town_and_oblast)) or found


def _link(places: list[Case], words: Words) -> None:
    """Give each case what the text says of where its place lies."""
    links = find_links(
        [case.mention for case in places], words, is_container=lambda at: _is_container(places[at])
    )
    for at, following in pairwise(range(len(places))):
        gap = words.text[places[at].mention.end : places[following].mention.start]
        if gap == " " and places[following].asked.is_attribute:
            # «Миколаївка Сумської громади» lies near Sumy.
            links.setdefault(at, []).append(Link(lies=Lies.NEAR, anchor=following))
    for at, link in find_sectors(places):
        # What is said of a city's oblast may be said of all of it.
        if not places[at].is_dual or not places[at].may_be_oblast:
            links.setdefault(at, []).append(link)
    situate(places, words)
    for at, found in links.items():
        places[at].links = [
            dataclasses.replace(link, anchor=places[link.anchor].index)
            for link in found
            # Of listed oblasts none lies in the next.
            if not (link.lies is Lies.INSIDE and places[at].is_dual and places[link.anchor].is_dual)
        ]


def _is_container(case: Case) -> bool:
    """Tell whether a name is of an oblast or a district, by its noun or for want of other places."""
    if case.asked.is_container or (case.asked.leaning in {"ADM", "ADM1"} and case.asked.strength >= 1.0):
        return True
    codes = [match.place.feature_code for match in case.matches]
    return bool(codes) and all(code.startswith(("ADM1", "ADM2", "PCL")) for code in codes)


def _is_named(place: Place, town_and_oblast: str) -> bool:
    return f"{place.name}|{place.admin1}" == town_and_oblast and place.is_settlement


def _decide_actor(case: Case, settings: Settings) -> Resolution:
    """Return the country or capital whose government is meant."""
    case.scores = [own_score(case, match) for match in case.matches]
    return _decide(case, settings, None)


def _decide(case: Case, settings: Settings, weighing: Weighing | None) -> Resolution:
    """Return the resolution of one case, with its reason in words."""
    if not case.matches:
        return Resolution(
            status=ResolutionStatus.UNRESOLVED, score=0.0, reason="no place of this name is in the gazetteer"
        )
    merged = sorted(_merge_near(case), key=lambda item: -item[1])[:SHOWN_CANDIDATES]
    candidates = tuple(
        Candidate(
            place=case.matches[position].place,
            score=round(share, 3),
            reason="; ".join(weighing.reasons(case, position)) if weighing else "",
        )
        for position, share in merged
    )
    first = candidates[0]
    second = candidates[1].score if len(candidates) > 1 else 0.0
    shown = tuple(candidate for candidate in candidates if not is_unlocated(candidate.place))
    # A town that everybody knows needs no other word.
    is_small = first.place.is_settlement and (first.place.population or 0) < LARGEST_VILLAGE
    is_by_size = is_small and len(candidates) > 1 and not first.reason
    least = max(settings.resolve_score, LEAST_BY_SIZE) if is_by_size else settings.resolve_score
    is_sure = first.score >= least and first.score - second >= settings.resolve_margin
    if not shown or (is_sure and is_unlocated(first.place)):
        villages = [candidate.place for candidate in candidates if is_unlocated(candidate.place)]
        return Resolution(status=ResolutionStatus.UNRESOLVED, score=0.0, reason=tell_unlocated(villages))
    if not is_sure:
        return Resolution(
            status=ResolutionStatus.AMBIGUOUS,
            score=first.score,
            reason=_explain_doubt(candidates),
            candidates=shown,
        )
    return Resolution(
        status=ResolutionStatus.RESOLVED,
        score=first.score,
        reason=_explain(candidates),
        place=first.place,
        candidates=shown,
    )


def _merge_near(case: Case) -> list[tuple[int, float]]:
    """Return positions and shares, adding up rows of one village that a gazetteer lists twice."""
    shares = case.shares
    merged: list[tuple[int, float]] = []
    leading = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)[: 2 * SHOWN_CANDIDATES]
    for position in leading:
        place = case.matches[position].place
        is_settlement = place.is_settlement
        for index, (kept, share) in enumerate(merged):
            other = case.matches[kept].place
            # Looked at first, since most rows of one name lie far apart.
            if abs(other.lat - place.lat) * KM_PER_DEGREE >= SAME_STUB_KM:
                continue
            same_class = other.is_settlement == is_settlement
            nearest = SAME_PLACE_KM if _is_stub(other) is _is_stub(place) else SAME_STUB_KM
            if same_class and not other.is_area and distance_km(other, place) < nearest:
                fuller = position if _is_stub(other) and not _is_stub(place) else kept
                merged[index] = (fuller, share + shares[position])
                break
        else:
            merged.append((position, shares[position]))
    return merged


def _is_stub(place: Place) -> bool:
    """Tell whether all that a gazetteer has of a village is a Russian name and an old point."""
    return place.country == "UA" and place.name_uk is None and place.admin2 is None


def _explain(candidates: tuple[Candidate, ...]) -> str:
    """Say why the first candidate won, and which came second."""
    first = candidates[0]
    if len(candidates) == 1:
        return first.reason or "the only place of this name in the gazetteer"
    return f"{first.reason or 'the largest place of this name'}; second: {_describe(candidates[1].place)}"


def _explain_doubt(candidates: tuple[Candidate, ...]) -> str:
    """Say why no candidate was taken."""
    named = "; ".join(_describe(candidate.place) for candidate in candidates[:3])
    others = sum(candidate.score for candidate in candidates[1:])
    if others < RIVAL_SHARE * candidates[0].score:
        return f"nothing else in the article is near it, so a place the gazetteer lacks may be meant: {named}"
    return f"nothing in the article tells these apart: {named}"


def _describe(place: Place) -> str:
    parts = [place.name, place.admin2, place.admin1 if place.admin1 != place.name else None, place.country]
    return ", ".join(part for part in parts if part)
