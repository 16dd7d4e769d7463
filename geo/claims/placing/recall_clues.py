"""How a place told of before stands to a claim, as clues: how long ago, how often, and whether it fits.

How recent a place is and how much of the article it takes counts by what the sentence has: in "the area"
it is the one named last, where nothing points it is the one that all is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.claims.placing.calling import AREAS, may_be_called, size_of
from geo.claims.placing.listing import is_country
from geo.claims.placing.told_places import key_of, words_of
from geo.models import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.placing.pointing import Pointing
    from geo.claims.placing.recalling import PlaceStack
    from geo.claims.placing.told_places import ToldPlace, ToldPlaces
    from geo.models import Claim, Kind, Mention

FARTHEST = 4
"""Sentences, ranks and times beyond which one more makes no difference."""

MOST_CLAIMS = 3
"""Claims of a place beyond which one more makes no difference."""

_SELDOM_MEANT = frozenset({"PPLC", "PPLX", "abroad"})
"""A seat of government, where ministries are, a quarter, which is no town, and what lies abroad."""


class Told(NamedTuple):
    """What an article has told before a claim: its claims of late, all its mentions, its places.

    ``triggers`` is where the claims of its own sentence are told.
    """

    before: Sequence[Claim]
    mentions: tuple[Mention, ...]
    stack: PlaceStack
    triggers: tuple[int, ...] = ()


class LastClaim(NamedTuple):
    """The claim told of last: in this sentence or before it, the kinds, where it lies, who says so."""

    when: str
    kinds: str
    keys: frozenset[str]
    speaker: str | None = None


class Setting(NamedTuple):
    """What a sentence has that a place told of before must fit.

    ``parties`` are who acts in the clause and which countries it names, ``how`` is whether other places
    are named in the sentence ("beside"), words point back ("pointed") or neither ("alone"). ``settled_in``
    is the oblast of the town named last, ``area`` the oblast named last, ``words`` those of the clause.
    """

    view: View
    kind: Kind
    points: Pointing
    parties: tuple[str, ...]
    how: str
    is_on_russian_soil: bool
    last: LastClaim
    settled_in: str | None
    area: str | None
    of_size: tuple[str, ...]
    words: frozenset[str]
    speaker: str | None
    homes: frozenset[str | None] = frozenset()


def read_setting(view: View, draft: Draft, points: Pointing, told: Told, lexicon: ClaimLexicon) -> Setting:
    """Return what the sentence and the clause of a draft have that places told of before must fit."""
    first, last = view.clause(draft.start)
    voice = draft.voice
    sides = (
        word.side
        for word in view.sides
        if first <= word.start < last and not (voice and voice.start <= word.start < voice.end)
    )
    parties = [f"party {next(sides, None)}"]
    is_beside = False
    for _, mention in view.places:
        place = mention.place
        if place is None or not is_country(mention):
            is_beside = True
        elif first <= mention.start < last:
            parties.append(f"in {place.country}")
    is_russian = view.search("russian_soil", lexicon, first, last) is not None
    if is_russian:
        parties.append("on russian soil")
    how = "beside" if is_beside else "pointed" if points.inside else "alone"
    return Setting(
        view,
        draft.trigger.kind,
        points,
        tuple(parties),
        how,
        is_russian,
        _read_last(view, draft, told),
        _oblast_of(told.stack.settlement, told.mentions),
        _oblast_of(told.stack.area, told.mentions),
        tuple(_asks_for_size(draft)),
        words_of(view, draft.start),
        voice.attribution.speaker if voice else None,
        voice.admin1s if voice is not None and voice.attribution.role is Role.CIVIL_OFFICIAL else frozenset(),
    )


def _asks_for_size(draft: Draft) -> Iterator[str]:
    """Yield what tells how large the place is: 30 settlements lie in an oblast, a mayor has a town."""
    for quantity in draft.quantities[:1]:
        yield f"{quantity.measure} {len(str(int(quantity.value or quantity.low or 0)))}"
    yield f"told by {draft.voice.attribution.role if draft.voice else None}"


def _read_last(view: View, draft: Draft, told: Told) -> LastClaim:
    """Return the claim told of last, as what a claim of this kind may go on with."""
    if not told.before:
        return LastClaim("never", "", frozenset())
    last = told.before[-1]
    when = "here" if last.start >= view.start else "before"
    keys = frozenset(key_of(told.mentions[ref.mention]) for ref in last.places)
    speaker = last.attribution.speaker if last.attribution else None
    return LastClaim(when, f"{last.kind}>{draft.trigger.kind}", keys, speaker)


def _oblast_of(index: int | None, mentions: Sequence[Mention]) -> str | None:
    place = None if index is None else mentions[index].place
    return None if place is None else place.admin1


def name_roles(
    before: Sequence[Claim], mentions: Sequence[Mention], stack: PlaceStack, setting: Setting
) -> dict[str, list[str]]:
    """Return by key of a place what it was last: where the claim before lies, the topic, the direction."""
    roles: dict[str, list[str]] = {}
    for claim in before[-1:]:
        for ref in claim.places:
            roles.setdefault(key_of(mentions[ref.mention]), []).append("claim")
    for index, name in (
        (stack.settlement, "settlement"),
        (stack.area, "area"),
        (stack.topic, "topic"),
        (stack.direction, "direction"),
        (stack.seat, "capital"),
        (stack.incursion if setting.is_on_russian_soil else None, "incursion"),
    ):
        if index is not None:
            roles.setdefault(key_of(mentions[index]), []).append(name)
    return roles


def recalls(
    setting: Setting, place: ToldPlace, rank: int, roles: Sequence[str], told: ToldPlaces
) -> Iterator[str]:
    """Yield how a place told of before stands to a claim; ``rank`` counts the later ones of its sort."""
    yield "recalled"
    size, mode = size_of(place.mention), setting.points.mode
    group = "area" if place.is_area else "point"
    # Each by what it hangs on: how long ago by the word that points, how much of it by what stands beside.
    for clue in _recency(setting.view, place, rank, told):
        yield f"{mode} {group} {clue}"
    for clue in _salience(setting.view, place, told):
        yield f"{setting.how} {group} {clue}"
    for clue in _goes_on(setting, place, told):
        yield f"{setting.how} {group} {clue}"
        yield f"{mode} {group} {clue}"
    if key_of(place.mention) in setting.last.keys:
        yield f"last {setting.last.kinds}"
        # Another time is another event; who speaks on stays where he was.
        yield f"{setting.how} last time {bool(setting.view.times)}"
        yield f"last voice {setting.last.speaker == setting.speaker} {setting.speaker is not None}"
    yield from _echoes(setting, place)
    for clue in (size, *(f"as {role}" for role in roles or ("other",))):
        yield f"{setting.how} {clue}"
        yield f"{mode} {clue}"
    for point in setting.points.inside:
        yield f"{point} back {size}"
    if place.claims:
        yield f"back claimed {place.kind}"
        yield f"back claimed same {place.kind == setting.kind}"
    yield from _fits_parties(setting, place, group)
    yield f"{setting.kind} {size}"
    for clue in setting.of_size:
        yield f"{clue} {size}"


def _fits_parties(setting: Setting, place: ToldPlace, group: str) -> Iterator[str]:
    """Yield how the country and the oblast of a place fit who acts and who tells it."""
    known = place.mention.place
    if setting.homes and known is not None:
        # A governor counts what happened in his region.
        yield f"{setting.how} {group} at home {known.admin1 in setting.homes}"
    for party in setting.parties:
        yield f"{party} {known.country if known else None}"


def _echoes(setting: Setting, place: ToldPlace) -> Iterator[str]:
    """Yield how much of what was told of a place the clause repeats, and whether it is seldom meant."""
    echoes = len(setting.words & place.words)
    yield f"echo {min(echoes, FARTHEST)}"
    yield f"{setting.how} echo {min(echoes, MOST_CLAIMS)}"
    known = place.mention.place
    if known is None:
        return
    code = known.feature_code if known.country in {"UA", "RU"} else "abroad"
    if code in _SELDOM_MEANT:
        yield f"code {code}"
        yield f"{setting.how} {code}"
        yield f"{setting.points.mode} {code}"


def rank_by_noun(setting: Setting, places: Iterable[tuple[str, ToldPlace, int]]) -> dict[str, list[str]]:
    """Return by key how well a place is called what points back, with how many later ones are as well."""
    noun, rank = setting.points.noun, 0
    found: dict[str, list[str]] = {}
    if noun in AREAS:
        return _rank_areas(noun, places)
    for key, place, _ in places:
        if not noun or place.is_area:
            continue
        how = "called" if noun in place.called else "otherwise" if place.called else size_of(place.mention)
        found[key] = [f"noun {noun} {how}", "noun unfit"]
        if may_be_called(noun, place.mention, place.called):
            found[key][1] = f"noun rank {min(rank, MOST_CLAIMS)}"
            rank += 1
    return found


def _rank_areas(noun: str, places: Iterable[tuple[str, ToldPlace, int]]) -> dict[str, list[str]]:
    """Return by key whether a place is the district or the oblast that a word calls it, or lies in one."""
    ranks: dict[str, int] = {}
    found: dict[str, list[str]] = {}
    for key, place, _ in places:
        size = size_of(place.mention) if place.is_area else "point"
        rank = ranks.get(size, 0)
        ranks[size] = rank + 1
        found[key] = [f"noun {noun} {size}", f"noun {noun} {size} {min(rank, MOST_CLAIMS)}"]
    return found


def _goes_on(setting: Setting, place: ToldPlace, told: ToldPlaces) -> Iterator[str]:
    """Yield whether what was told goes on there: the paragraph, the claim before, the scene, the oblast."""
    key = key_of(place.mention)
    paragraphs = setting.view.paragraph - place.paragraph
    yield f"paragraph {('this', 'next', 'far')[min(max(paragraphs, 0), 2)]}"
    yield f"relation {place.relation}"
    if key in setting.last.keys:
        yield f"last {setting.last.when}"
    # A sentence that opens a paragraph is read while the one before is still remembered.
    since = "" if told.paragraph == setting.view.paragraph else " before"
    if key == told.scene:
        yield f"scene{since}"
    if key == told.first:
        yield f"first{since}"
    known = place.mention.place
    if known is None:
        return
    if place.is_area and setting.settled_in is not None:
        yield f"holds {known.admin1 == setting.settled_in}"
    elif not place.is_area and setting.area is not None:
        yield f"within {known.admin1 == setting.area}"


def _recency(view: View, place: ToldPlace, rank: int, told: ToldPlaces) -> Iterator[str]:
    """Yield how long ago a place was named."""
    yield f"by {min(view.number - place.sentence, FARTHEST)}"
    yield f"rank {min(rank, FARTHEST)}"
    if place.leads:
        yield "leads"
    if place.opens == view.paragraph:
        yield "opens"
    if place.section != told.section:
        yield "of another section"
    if place.is_aside:
        yield "aside"


def _salience(view: View, place: ToldPlace, told: ToldPlaces) -> Iterator[str]:
    """Yield how much of an article is told of a place."""
    if place.titled >= 0:
        others = "first" if place.titled == 1 else "other"
        yield f"titled {'this' if place.titled == told.section else others}"
    # An article comes back to what it is about, also after the claim.
    yield f"of all {min(told.ranks.get(key_of(place.mention), FARTHEST), FARTHEST)}"
    yield f"times {min(place.times, FARTHEST)}"
    yield f"claims {min(place.claims, MOST_CLAIMS)}"
    if place.claims:
        yield f"claimed by {min(view.number - place.claimed_in, FARTHEST)}"
