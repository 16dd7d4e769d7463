"""Where a claim lies, weighed: the places of its sentence, those told of before it, or none.

What the rules chose is one option among the others. A place is never made up: every option is a
mention of the article, and that a claim has no place is an option too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from geo.claims.kinds.triggering import find_cuts
from geo.claims.language.clues import LETTERS
from geo.claims.placing.calling import size_of
from geo.claims.placing.listing import is_area, is_country
from geo.claims.placing.origins import find_origins
from geo.claims.placing.places import (
    dateline_end,
    find_antecedent_place,
    is_in_sector,
    is_sector,
    refer_around,
)
from geo.claims.placing.pointing import read_pointing
from geo.claims.placing.recall_clues import Setting, Told, name_roles, rank_by_noun, read_setting, recalls
from geo.claims.placing.recalling import find_anaphor, follows, is_anchor, is_seat_of_office
from geo.claims.placing.strangers import names_stranger
from geo.claims.placing.told_places import key_of
from geo.claims.weights import Option
from geo.models import Kind, PlaceRef, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Mention

STEPS = (8, 25, 60, 120)
"""Letters between a trigger and a place at which the distance tells another thing."""

_ROAD_TO = re.compile(
    r"\b(?:road|highway|motorway|way) (?:to|towards?) (?:the )?(?:(?:village|town|city) of )?\Z"
)

RULED = 75
"""What must speak against ``SURELY_RULED``, in hundredths: a wrong village costs more than none. With 75
three claims lost the place that gold has for each one that was spared a wrong one."""

SURELY_RULED = frozenset({"ruled nothing", "ruled country", "ruled suffers"})
"""Nothing, a country alone, and what "came under fire" from somewhere."""

IN_A_SECTOR = 300
"""What must speak against the villages of "in the X sector, near Y and Z", in hundredths, and against the
place whose situation the sentence before is of."""

RULED_POINTED = 100
"""The same against what a word such as "the city" points back to by rule."""

POINTED_AT = 400
"""What must speak against the town of the last "Pokrovsk direction" as "the sector", in hundredths."""

BESIDE_SPEECH = 25
"""Letters from who speaks to where he does: "a summit in Odesa, where the president said"."""

MOST_BEFORE = 3
"""Sentences without a place beyond which one more makes no difference."""

_FOUGHT = frozenset({Kind.REPELLED_ATTACK, Kind.GROUND_ATTACK, Kind.CLASH})

Refs = tuple[PlaceRef, ...]

_WITH_VICTIMS = frozenset({Kind.CASUALTIES, Kind.STRIKE})


def list_places(view: View, draft: Draft, told: Told, lexicon: ClaimLexicon) -> list[Option[Refs]]:
    """Return as options the places that a claim may lie at, as tuples of references; none is ``()``."""
    points = read_pointing(view, draft.start, draft.end, lexicon)
    setting = read_setting(view, draft, points, told, lexicon)
    spots: dict[frozenset[str], tuple[Refs, set[str]]] = {}

    def add(refs: Refs, clues: Iterator[str]) -> None:
        key = frozenset(key_of(told.mentions[ref.mention]) for ref in refs)
        spots.setdefault(key, (refs, set()))[1].update(clues)

    add(draft.places, _ruled(view, draft, told, setting, lexicon))
    add((), _speaks_for_none(view, draft, setting, told))
    cuts = find_cuts(view, told.triggers)
    for refs, mention in _around_here(view, draft, lexicon):
        if cuts and bisect_right(cuts, mention.start) != bisect_right(cuts, draft.start):
            # «Илёк обстреляли, в Репяховке сгорел комбайн»: each verb has its own place.
            continue
        add(refs, _stands(view, draft, mention, refs, lexicon))
        add(refs, _is_of_another(draft, mention, told, setting))
        add(refs, (f"{clue} {size_of(mention)} here" for clue in setting.of_size))
        if setting.points.inside:
            side = "ahead" if mention.start < draft.start else "behind"
            add(refs, iter((f"{setting.points.mode} here {size_of(mention)} {side}",)))
    here = {key_of(mention) for _, mention in view.places}
    roles = name_roles(told.before, told.mentions, told.stack, setting)
    earlier = [item for item in told.stack.told.latest() if item[0] not in here]
    by_noun = rank_by_noun(setting, earlier)
    for key, place, rank in earlier:
        refs = (PlaceRef(mention=place.index, relation=Relation.IN),)
        add(refs, recalls(setting, place, rank, roles.get(key, ()), told.stack.told))
        add(refs, iter(by_noun.get(key, ())))
    shared = frozenset((*_around(view, draft, lexicon), *setting.points.inside, setting.points.mode))
    return [_as_option(refs, clues, shared) for refs, clues in spots.values()]


def with_listed(refs: Refs, view: View, draft: Draft, told: Told, lexicon: ClaimLexicon) -> Refs:
    """Return the place told of before with those that the claim before lists it with.

    "Attacked near A, B and C. 44 attacks were repelled": at none of the three more than at the others.
    """
    last = told.before[-1] if told.before else None
    if len(refs) != 1 or last is None or len(last.places) < 2 or draft.trigger.kind not in _FOUGHT:
        return refs
    if read_pointing(view, draft.start, draft.end, lexicon).mode != "points not":
        # "The village" is one of them.
        return refs
    mention = told.mentions[refs[0].mention]
    is_before = mention.start < view.start
    keys = {key_of(told.mentions[ref.mention]) for ref in last.places}
    is_list = not any(is_area(told.mentions[ref.mention]) for ref in last.places)
    return last.places if is_before and is_list and key_of(mention) in keys else refs


def _as_option(refs: Refs, clues: set[str], shared: frozenset[str]) -> Option[Refs]:
    """Return a place as an option; the words around count by how it was found."""
    head = "+".join(sorted(clue for clue in clues if " " not in clue))
    named = {*clues, head}
    is_ruled = "ruled" in clues
    return Option(refs, frozenset(named), shared, head, is_ruled=is_ruled, margin=_margin(clues))


def _margin(clues: set[str]) -> int:
    """Return what must speak against a place that the rules chose, where they are surer than weights."""
    if "ruled" not in clues:
        return 0
    if any(clue.startswith("ruled pointed points direction") for clue in clues):
        return POINTED_AT
    if any(clue.startswith("ruled pointed") for clue in clues):
        return RULED_POINTED
    if {"ruled in sector", "ruled topic"} & clues:
        return IN_A_SECTOR
    return RULED if SURELY_RULED & clues else 0


def _is_topic(view: View, mention: Mention, told: Told) -> bool:
    """Tell whether the sentence before, of the same paragraph, is of the situation at a place."""
    place = told.stack.told.by_key.get(key_of(mention))
    is_next = place is not None and (place.sentence, place.paragraph) == (view.number - 1, view.paragraph)
    return is_next and place is not None and place.is_topic


def _is_told_in_a_sector(view: View, mention: Mention, lexicon: ClaimLexicon) -> bool:
    before = next((other for _, other in reversed(view.places) if other.end <= mention.start), None)
    return before is not None and is_in_sector(view, before, mention, lexicon)


def _ruled(view: View, draft: Draft, told: Told, setting: Setting, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield how the rules came to their place."""
    yield "ruled"
    if not draft.places:
        yield "ruled nothing"
    elif draft.inferences:
        yield "ruled inferred"
    elif told.mentions[draft.places[0].mention].start < view.start:
        yield f"ruled pointed {setting.points.mode}"
    else:
        yield "ruled named"
    if draft.places:
        mention = told.mentions[draft.places[0].mention]
        first, last = view.clause(draft.start)
        is_outside = view.start <= mention.start and not first <= mention.start < last
        if is_outside and is_area(mention) and "points oblast in the clause" in setting.points.inside:
            # "The Belgorod operation goes on, but he reported attacks in the region."
            yield "ruled pointed beside"
        if _is_topic(view, mention, told):
            yield "ruled topic"
        if _is_told_in_a_sector(view, mention, lexicon):
            yield "ruled in sector"
        elif is_country(mention):
            yield "ruled country"
        elif draft.trigger.mode == "suffer" and view.clause(draft.start)[0] <= mention.start < draft.start:
            yield "ruled suffers"


def _around_here(view: View, draft: Draft, lexicon: ClaimLexicon) -> Iterator[tuple[Refs, Mention]]:
    """Yield the places of the sentence that the claim may lie at, each with those listed with it."""
    origins, told_from = find_origins(view, lexicon), dateline_end(view)
    for position, (index, mention) in enumerate(view.places):
        if index in origins or mention.start < told_from or _is_past_a_stranger(view, draft, mention):
            continue
        if is_seat_of_office(view, mention, lexicon):
            continue
        if is_country(mention) or _is_the_voice(draft, mention):
            # "Ukraine's offensive", "crossed into Russia": what lies in a country alone has no place.
            continue
        is_alone = all(other is mention for _, other in view.places)
        if (not is_alone and _leads_to(view, mention)) or _is_carried_to(view, draft, mention, lexicon):
            continue
        yield refer_around(view, position, view.places, lexicon), mention


def _is_the_voice(draft: Draft, mention: Mention) -> bool:
    """Tell whether a capital is who speaks: «сбиты, утверждают в Москве», which says nothing of where."""
    voice = draft.voice
    is_inside = voice is not None and voice.start <= mention.start < voice.end
    return is_inside and voice is not None and voice.attribution.speaker == mention.text


def _is_carried_to(view: View, draft: Draft, mention: Mention, lexicon: ClaimLexicon) -> bool:
    """Tell whether a place is only where the wounded were taken: "to the regional hospital in Belgorod"."""
    return draft.trigger.kind in _WITH_VICTIMS and follows(lexicon["carried_to"], view, mention.start)


def _leads_to(view: View, mention: Mention) -> bool:
    """Tell whether a place is only where a road goes: "hit on the road to Vorozhba"."""
    return _ROAD_TO.search(view.between(max(view.start, mention.start - STEPS[1]), mention.start)) is not None


def _around(view: View, draft: Draft, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield what of the sentence tells whether the place is named in it or before it."""
    first, last = view.clause(draft.start)
    inside = sum(first <= mention.start < last for _, mention in view.places)
    yield f"kind {draft.trigger.kind}"
    yield f"mode {draft.trigger.mode}"
    yield f"inside {min(inside, 3)}"
    yield f"named {min(len(view.places), 3)}"
    anaphor = find_anaphor(view, first, last, lexicon) or find_anaphor(view, view.start, view.end, lexicon)
    yield f"anaphor {anaphor.group()[: 2 * LETTERS] if anaphor else None}"
    for name in ("sums", "soil", "losing", "border_line"):
        if view.search(name, lexicon):
            yield f"list {name}"
    yield f"number {bool(draft.quantities)}"


def _speaks_for_none(view: View, draft: Draft, setting: Setting, told: Told) -> Iterator[str]:
    """Yield what tells that a claim lies nowhere that a map can show."""
    first, last = view.clause(draft.start)
    yield "nothing"
    places = told.stack.told
    named_in = max((place.sentence for place in places.by_key.values()), default=-MOST_BEFORE)
    yield f"nothing {setting.how} since {min(view.number - named_in, MOST_BEFORE)}"
    yield f"nothing {setting.how} {setting.points.mode}"
    yield f"nothing {setting.how} {draft.trigger.kind}"
    is_opening = view.paragraph != places.paragraph
    yield f"nothing opens {is_opening} {setting.last.when} {bool(setting.last.keys)}"
    yield f"nothing last {setting.last.when} {bool(setting.last.keys)}"
    for quantity in draft.quantities:
        value = quantity.value or quantity.low or 0
        yield f"nothing {quantity.measure}"
        yield f"nothing {quantity.measure} {len(str(int(value)))}"
    yield f"nothing told by {draft.voice.attribution.role if draft.voice else None}"
    countries = [m for _, m in view.places if is_country(m)]
    for country in countries:
        yield f"nothing country {'inside' if first <= country.start < last else 'outside'}"
        yield f"nothing country {country.place.country if country.place else ''}"


def _stands(view: View, draft: Draft, mention: Mention, refs: Refs, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield how a place of the sentence stands to the trigger."""
    first, last = view.clause(draft.start)
    is_inside = first <= mention.start < last
    where = "inside" if is_inside else "outside"
    yield "here"
    yield f"is {_sort(mention)}"
    yield f"is {refs[0].relation}"
    yield f"is {_sort(mention)} {refs[0].relation}"
    others = [other for _, other in view.places if other is not mention]
    if mention.start >= draft.end:
        side, gap = "behind", mention.start - draft.end
        rank = sum(draft.end <= other.start < mention.start for other in others)
    else:
        side, gap = "ahead", max(draft.start - mention.end, 0)
        rank = sum(mention.start < other.start < draft.start for other in others)
    yield f"{where} {side} {min(rank, 3)}"
    yield f"{where} {side} {_sort(mention)}"
    yield f"{side} by {sum(gap > step for step in STEPS)}"
    between = view.between(min(draft.end, mention.end), max(draft.start, mention.start))
    yield f"{side} across {',' in between} {';' in between or ':' in between}"
    words = view.between(max(view.start, mention.start - 30), mention.start).split()
    yield f"after {words[-1][:LETTERS] if words else ''}"
    yield f"after {' '.join(word[:LETTERS] for word in words[-2:])}"
    follow = view.between(mention.end, mention.end + 30).split()
    yield f"before {follow[0][:LETTERS] if follow else ''}"
    voice = draft.voice
    if voice is not None and voice.start <= mention.start < voice.end:
        yield f"speech {voice.attribution.role}"
    if voice is not None and voice.start - BESIDE_SPEECH <= mention.start < voice.end + BESIDE_SPEECH:
        yield "beside speech"
    if mention.place is not None and mention.place.feature_code == "PPLC":
        # Moscow and Kyiv are more often where ministries are than where something happened.
        yield "is seat"
    if is_anchor(view, mention):
        yield "is anchor"
    if follows(lexicon["locators"], view, mention.start):
        yield "is locator"
    if mention.place is not None and mention.place.feature_code == "PPLX":
        yield "is quarter"
    if mention.place is not None and mention.place.country not in {"UA", "RU"}:
        yield "is abroad"
    if find_antecedent_place(view, draft.start, view.places, lexicon) == mention:
        yield "is antecedent"
    yield f"list {min(len(refs), 3)}"
    yield from _in_sectors(view, mention, side, lexicon)
    smaller = any(not is_area(other) and not is_country(other) for other in others)
    yield f"sort {_sort(mention)} {'smaller' if smaller else 'alone'}"


def _in_sectors(view: View, mention: Mention, side: str, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield whether a place is the "Pokrovsk direction", and whether villages behind it tell where in it."""
    sectors = [other for _, other in view.places if is_sector(view, other, lexicon)]
    if not sectors:
        return
    if mention not in sectors:
        yield f"beside sector {side}"
        return
    points = [
        other for _, other in view.places if not (is_area(other) or is_country(other) or other in sectors)
    ]
    yield f"sector {side}"
    yield f"sector beside {min(sum(other.start > mention.start for other in points), 2)}"


def _is_of_another(draft: Draft, mention: Mention, told: Told, setting: Setting) -> Iterator[str]:
    """Yield whether the claim before lies at a place of the sentence, and the triggers nearer to it."""
    last = setting.last
    if key_of(mention) in last.keys:
        yield f"claimed {last.when}"
        yield f"claimed {last.when} {last.kinds}"
    elif last.when == "here":
        yield "claimed not"
        yield f"claimed not {last.kinds}"
    if mention.start >= draft.end:
        past = sum(draft.end <= at < mention.start for at in told.triggers)
        yield f"past {min(past, 2)} behind"
    else:
        past = sum(mention.end <= at < draft.start for at in told.triggers)
        yield f"past {min(past, 2)} ahead"


def _is_past_a_stranger(view: View, draft: Draft, mention: Mention) -> bool:
    """Tell whether a village that nobody knows stands between the trigger and a place: it is not there."""
    return not is_area(mention) and names_stranger(view, draft.end, before=mention.start)


def _sort(mention: Mention) -> str:
    if is_country(mention):
        return "country"
    if is_area(mention):
        return "area"
    return "point" if mention.place is not None else "unsure"
