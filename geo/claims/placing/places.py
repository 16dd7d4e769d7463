"""Where a claim lies: the place of its clause with its relation, or the last one named before.

"In the region" and "there" point back; a sentence without such words and without a name has no
place, since a wrong village is worse than none.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from geo.claims.placing.listing import are_listed, is_area, is_country, list_around
from geo.claims.placing.origins import find_origins
from geo.claims.placing.recalling import (
    find_anaphor,
    follows,
    is_anchor,
    is_seat_of_office,
    recall,
)
from geo.claims.placing.strangers import names_stranger
from geo.models import Kind, Mention, PlaceRef, Relation

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.placing.recalling import PlaceStack

_DATELINE = re.compile(r"[A-ZА-ЯІЇЄҐЁ]{3}[A-ZА-ЯІЇЄҐЁ'’ -]*,?[^.—–]{0,40}?(?:\s[—–-]\s|/\w+/)")
IN_THE_REGION = 24
"""Letters from "the region" to the name that tells where in it: "near the town of"."""

AFTER = 150
"""Letters from a trigger to the first place behind it that can be its own."""

IN_THE_COUNTRY = 32
"""Letters from a trigger to the country it is said to have happened in: "in the east of"."""

IN_THE_OBLAST = 60
"""Letters from an oblast to the village that tells where in it."""

_WHERE_IN_IT = re.compile(
    r"(?:,|:|\b(?:sector|direction|axis)) (?:near|at|around|in the (?:areas?|vicinity) of|close to)"
    r" (?:the )?(?:(?:villages?|towns?|settlements?|cit(?:y|ies)) of )?\Z"
)
"""What stands between a sector and the villages that tell where in it."""

_AT_THE_SPEAKER = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.EVACUATION})

_IN_HIS_REGION = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.CAPTURE, Kind.CLASH, Kind.GROUND_ATTACK})
"""Kinds that a governor tells of his region, and a mayor not of his town."""

_LAUNCHED = frozenset({Kind.STRIKE, Kind.CASUALTIES})

_LEAVING = frozenset({Kind.WITHDRAWAL, Kind.EVACUATION, Kind.CAPTURE, Kind.OTHER, Kind.BUILDUP})

# «В Белгородском районе по селу Бессоновка»: the district holds the village, which is in no area of its own.
_DISTRICT = re.compile(
    r"[сзц]ь?к(?:ом|ому|их)\s(?:район(?:е|ах|і)|округе)\s"
    r"(?:(?!(?:у|под|під|около|возле|близ|вблизи|недалеко|біля|поблизу|коло)\s)[\w-]+\s){0,2}\Z"
)

# «Обстреляли из миномёта деревню Страчово»
_FROM_A_GUN = re.compile(
    r"(?<!\w)(?:из|с|із|з)\s(?:[\w-]+\s)?(?:артиллери|артилері|мином[её]т|міномет|рсзо|рсзв|танк|пушк|гаубиц|гармат|орудий"
    r"|град|гранатом[её]т|пулем[её]т|кулемет|автомат|дрон|бпла|беспилотник|безпілотник|самол[её]т|літак|вертол[её]т|гвинтокрил)"
    r"\w*\s(?:[\w-]+\s){0,2}\Z"
)

# «Взяли под контроль посёлок Щербиновка», «под обстрел попали Корсунка и …»
_UNDER_FIRE = re.compile(
    r"(?<!\w)(?:под|під)\s(?:\w+\s)?(?:контрол|обстр|удар|огонь|огн|вогн|атак|угроз|загроз|давлени)\w*"
    r"\s(?:[\w-]+\s){0,2}\Z"
)
# "In nine areas of the capital, in X": another preposition stands between.
_PARTED = re.compile(r"(?:район(?:е|ах|і)|near|around)\s[^,]*,\s(?:\w+\s){1,2}\Z")
# «Перебросил полк из-под Херсона»
_FROM_NEAR = re.compile(r"(?<!\w)(?:из|із|з)-п[оі]д\s(?:[\w-]+\s){0,2}\Z")
_ON_THE_WAY = frozenset({Relation.FROM, Relation.TOWARD})
_WHERE = re.compile(
    r"(?:\s(?:region|oblast|province|area|област[ьіиї]|району?|района))?,?\s(?:where|де|где)\s"
)
_NO_CUES = {Relation.NEAR: (_DISTRICT, _UNDER_FIRE, _PARTED, _FROM_NEAR), Relation.FROM: (_FROM_A_GUN,)}


def find_places(
    view: View,
    start: int,
    end: int,
    stack: PlaceStack,
    lexicon: ClaimLexicon,
    *,
    speech: tuple[int, int] | None,
    speaker: str = "",
    kind: Kind | None = None,
) -> tuple[PlaceRef, ...]:
    """Return the places of a claim whose trigger stands at ``start:end``, the main one first."""
    named = _places_of_events(view, kind, stack, lexicon)
    named = [item for item in named if not view.search("whence", lexicon, item[1].end, start)]
    # Who takes people in is not where they come from.
    is_leaving = kind in _LEAVING and not lexicon["receiving"].match(view.between(start, end))
    usable = _usable(view, start, named, lexicon, speech=speech, is_leaving=is_leaving)
    if _is_on_soil(view, end, usable, lexicon):
        return ()
    if not usable and kind in _AT_THE_SPEAKER and speech and not _points_back(view, start, lexicon):
        # "The mayor of Nikopol said shelling had wounded two": it was there. "Moscow claims" tells no place.
        usable = [
            item
            for item in view.places
            if speech[0] <= item[1].start < speech[1] and not is_country(item[1]) and item[1].text != speaker
        ]
    if not usable and kind in _IN_HIS_REGION and speech and not _points_back(view, start, lexicon):
        usable = _region_of_its_head(view, speech, lexicon)
    if _is_in_a_country(view, end, named):
        return ()
    main = _main_place(view, start, end, usable, lexicon)
    antecedent = find_antecedent_place(view, start, named, lexicon)
    if antecedent is not None:
        main = next(i for i, (_, mention) in enumerate(named) if mention is antecedent)
        return refer_around(view, main, named, lexicon)
    main = _listed_behind(view, start, main, usable, lexicon)
    if main is not None and names_stranger(view, end, before=usable[main][1].start):
        # "Took Novoselka and drew closer to X": X is not where the village is that nobody knows.
        main = next((i for i, (_, mention) in enumerate(usable) if is_area(mention)), None)
        if main is None:
            return ()
    if _anaphor_is_nearer(view, end, usable, lexicon) or _anaphor_opens(view, start, main, usable, lexicon):
        main = None
    if main is None:
        return recall(view, start, stack, lexicon)
    return refer_around(view, main, usable, lexicon)


def refer_around(
    view: View, main: int, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> tuple[PlaceRef, ...]:
    """Return how a claim refers to the place at position ``main`` of ``usable`` and those listed with it."""
    group = list_around(view, main, usable)
    refs = [refer(view, index, mention, lexicon) for index, mention in group]
    return tuple(refs) + _oblast_of(group, usable)


def _region_of_its_head(
    view: View, speech: tuple[int, int], lexicon: ClaimLexicon
) -> list[tuple[int, Mention]]:
    """Return the region of "the governor of Kursk region said that 28 villages had been taken"."""
    if view.search("heads", lexicon, *speech) is None:
        return []
    return [item for item in view.places if speech[0] <= item[1].start < speech[1] and is_area(item[1])]


def _places_of_events(
    view: View, kind: Kind | None, stack: PlaceStack, lexicon: ClaimLexicon
) -> list[tuple[int, Mention]]:
    """Return the places that something can have happened at: no launch site, dateline or hospital."""
    origins = find_origins(view, lexicon) if kind in _LAUNCHED else frozenset()
    told_from = dateline_end(view)
    named = [
        item
        for item in view.places
        if item[0] not in origins
        and item[1].start >= told_from
        and not is_seat_of_office(view, item[1], lexicon)
    ]
    if kind is Kind.CASUALTIES:
        here = [item for item in named if not follows(lexicon["carried_to"], view, item[1].start)]
        # Where nothing was told before, the hospital is as near as the text comes.
        named = here if here or stack.settlement is not None else named
    return named


def _usable(
    view: View,
    start: int,
    named: list[tuple[int, Mention]],
    lexicon: ClaimLexicon,
    *,
    speech: tuple[int, int] | None,
    is_leaving: bool,
) -> list[tuple[int, Mention]]:
    """Return the places that are not only the speaker's; countries where nothing else is named."""
    told = [
        item
        for item in named
        if not is_anchor(view, item[1]) and not (speech and speech[0] <= item[1].start < speech[1])
    ]
    places = [item for item in told if not is_country(item[1])]
    places = places if is_leaving else _drop_origins(view, places, lexicon)
    places = _drop_locators(view, places, lexicon)
    return places or ([] if _points_back(view, start, lexicon) else told)


def _main_place(
    view: View, start: int, end: int, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> int | None:
    """Return the position in ``usable`` of the place nearest after the trigger, else before it."""
    if not usable:
        return None
    first, last = view.clause(start)
    inside = [i for i, (_, m) in enumerate(usable) if start <= m.start < end]
    if inside:
        # "Attacked the Saratov refinery and hit substations in X": the trigger names its own.
        return inside[0]
    after = [i for i, (_, m) in enumerate(usable) if end <= m.start < last]
    before = [i for i, (_, m) in enumerate(usable) if first <= m.start < end]
    is_ahead = (
        after
        and before
        and _is_of_the_part_ahead(view, start, end, usable[before[-1]][1], usable[after[0]][1])
    )
    if after and not is_ahead and usable[after[0]][1].start - end < AFTER:
        return _point_in(view, usable, after, lexicon)
    if before:
        return _head_of(view, usable, before, lexicon)
    later = [i for i, (_, m) in enumerate(usable) if m.start >= end and not _is_parted(view, end, m)]
    earlier = [i for i, (_, m) in enumerate(usable) if m.start < start]
    return _head_of(view, usable, earlier, lexicon) if earlier else (later[0] if later else None)


def _is_of_the_part_ahead(view: View, start: int, end: int, ahead: Mention, behind: Mention) -> bool:
    """Tell whether what happened is told of the place ahead: "in X a club was hit, in Y a farmer died"."""
    is_parted = "," in view.between(end, behind.start) and "," not in view.between(ahead.end, start)
    return is_parted and not is_area(ahead) and not is_area(behind)


def find_antecedent_place(
    view: View, start: int, named: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> Mention | None:
    """Return the place that the clause at ``start`` is about: "from Rodynske, where its scouts were seen"."""
    first, last = view.clause(start)
    if first == view.start or lexicon["where"].match(view.between(first, last)) is None:
        return None
    if any(first <= mention.start < last for _, mention in named):
        return None
    before = next((mention for _, mention in reversed(named) if mention.end <= first), None)
    is_beside = before is not None and not view.between(before.end, first).strip(" ,")
    # "Syzran, on the Volga, where a column burned": a river and an oblast may only tell where the town is.
    is_point = before is not None and (before.place is None or before.place.is_settlement)
    return before if is_beside and is_point else None


def is_sector(view: View, mention: Mention, lexicon: ClaimLexicon) -> bool:
    """Tell whether a name is that of a part of the front: "the Pokrovsk direction"."""
    return lexicon["direction_words"].match(view.between(mention.end, view.end).lstrip()) is not None


def is_in_sector(view: View, sector: Mention, mention: Mention, lexicon: ClaimLexicon) -> bool:
    """Tell whether a village tells where in a sector or an oblast: "in the Pokrovsk sector, near X"."""
    gap = view.between(sector.end, mention.start)
    is_larger = is_sector(view, sector, lexicon) or (is_area(sector) and not is_area(mention))
    return is_larger and _WHERE_IN_IT.search(gap) is not None


def _listed_behind(
    view: View, start: int, main: int | None, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> int | None:
    """Return the place that tells where in a sector, behind a colon: "in the X sector, 9 times: near Y"."""
    if main is None:
        return None
    last = view.clause(start)[1]
    chosen = usable[main][1]
    if chosen.start >= start or not view.between(start, last).rstrip().endswith(":"):
        return main
    if not is_sector(view, chosen, lexicon):
        return main
    end = view.clause(last)[1]
    return next(
        (i for i, (_, mention) in enumerate(usable) if last <= mention.start < end and not is_area(mention)),
        main,
    )


def _is_parted(view: View, end: int, mention: Mention) -> bool:
    """Tell whether the place behind is of what is told next: a town after a semicolon, or of another time."""
    is_later = any(end <= time.start < mention.start for time in view.times) and any(
        time.end <= end for time in view.times
    )
    return not is_area(mention) and (is_later or ";" in view.between(end, mention.start))


def _point_in(view: View, usable: list[tuple[int, Mention]], after: list[int], lexicon: ClaimLexicon) -> int:
    """Return the first place of ``after``, or the village that tells where in it.

    "In Sumy Oblast, near X" is at X, and so is "in the Pokrovsk sector on Tuesday, near X and Y".
    """
    first = after[0]
    if len(after) < 2 or is_area(usable[after[1]][1]):
        return first
    one, two = usable[first][1], usable[after[1]][1]
    is_told_in = is_area(one) or is_in_sector(view, one, two, lexicon)
    return after[1] if is_told_in and two.start - one.end < IN_THE_OBLAST else first


def _head_of(view: View, usable: list[tuple[int, Mention]], before: list[int], lexicon: ClaimLexicon) -> int:
    """Return the last place before the trigger, or the one it situates: "Engels, across from Saratov"."""
    chosen = before[-1]
    while chosen > before[0]:
        one, two = usable[chosen - 1][1], usable[chosen][1]
        gap = view.between(one.end, two.start)
        situates = re.search(r"\b(?:from|of|in|on the|od|від|из|от|в|у|на)\s(?:the\s)?$", gap) is not None
        # "The village of X, Y district": X may be one of several, it is no area for that.
        area_of_point = is_area(two) and not is_area(one) and not is_country(one)
        # "In X a shop burned, in Y a school": what tells more than where stands between.
        is_apposed = situates and _is_point(one) and gap.lstrip().startswith(",")
        # «В селе Муром под Шебекино»: the town tells which Murom.
        is_beside = _is_point(one) and lexicon["places_near"].fullmatch(gap.strip()) is not None
        if len(gap) > 40 or not (area_of_point or is_apposed or is_beside):
            break
        chosen -= 1
    return chosen


def _is_point(mention: Mention) -> bool:
    place = mention.place
    return place is not None and place.is_settlement


def dateline_end(view: View) -> int:
    """Return where the words end that tell where a report was sent from: "KYIV, Ukraine (AP) — "."""
    match = _DATELINE.match(view.text)
    return view.start + match.end() if match else view.start


def _drop_origins(
    view: View, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> list[tuple[int, Mention]]:
    """Drop the place that fire or troops come from: "Ochakiv came under fire from the spit"."""
    others: list[tuple[int, Mention]] = []
    left: Mention | None = None
    for item in usable:
        is_listed = left is not None and are_listed(view, left, item[1], {})
        is_origin = is_listed or _relation(view, item[1], lexicon) is Relation.FROM
        left = item[1] if is_origin else None
        if not is_origin:
            others.append(item)
    return others or usable


def refer(view: View, index: int, mention: Mention, lexicon: ClaimLexicon) -> PlaceRef:
    """Return how a claim of the sentence refers to ``mention``, the article's number ``index``."""
    offset = next((item for item in view.offsets if item.anchor_start == mention.start), None)
    if offset is not None:
        return PlaceRef(
            mention=index,
            relation=Relation.OFFSET if offset.bearing_deg is not None else Relation.NEAR,
            distance_m=offset.distance_m if offset.bearing_deg is not None else None,
            bearing_deg=offset.bearing_deg,
        )
    return PlaceRef(mention=index, relation=_relation(view, mention, lexicon))


def stand_where_told(
    view: View, start: int, refs: tuple[PlaceRef, ...], mentions: tuple[Mention, ...]
) -> tuple[PlaceRef, ...]:
    """Return the places of what begins at ``start``: "pulled from Kursk, where fights go on" is there."""

    def stand(ref: PlaceRef) -> PlaceRef:
        end = mentions[ref.mention].end
        is_there = ref.relation in _ON_THE_WAY and _WHERE.match(view.between(end, max(start, end)))
        return dataclasses.replace(ref, relation=Relation.IN) if is_there else ref

    return tuple(map(stand, refs))


def _relation(view: View, mention: Mention, lexicon: ClaimLexicon) -> Relation:
    """Return how a place stands in its sentence, read once for all the claims of it."""
    found = view.relations.get(mention.start)
    if found is None:
        found = view.relations[mention.start] = _read_relation(view, mention, lexicon)
    return found


def _read_relation(view: View, mention: Mention, lexicon: ClaimLexicon) -> Relation:
    before = view.between(max(view.start, mention.start - 26), mention.start)
    after = view.between(mention.end, min(view.end, mention.end + 14)).strip()
    if lexicon["places_toward"].match(after) or _ends_with(lexicon["places_toward"], before):
        return Relation.TOWARD
    for name, relation in (
        ("places_between", Relation.BETWEEN),
        ("places_along", Relation.ALONG),
        ("places_near", Relation.NEAR),
        ("places_in", Relation.IN),
        ("places_from", Relation.FROM),
    ):
        if _ends_with(lexicon[name], before) and not _is_another(relation, view, mention):
            return relation
    return Relation.AT


def _is_another(relation: Relation, view: View, mention: Mention) -> bool:
    """Tell whether the cue of a relation is of other words: "in X district in the village", "from a gun"."""
    before = view.between(view.start, mention.start)
    return any(pattern.search(before) for pattern in _NO_CUES.get(relation, ()))


def _ends_with(pattern: re.Pattern[str], before: str) -> bool:
    """Tell whether a cue stands before the name, at most two words away."""
    found = None
    for match in pattern.finditer(before):
        found = match
    rest = "" if found is None else before[found.end() :]
    # "At around 9:30 the district was shelled" is near nothing; «обошли с юга, взяли Затишье» from none.
    is_parted = re.search(r",\s*\w", rest) is not None or any(map(str.isdecimal, rest))
    return found is not None and len(rest.split()) <= 2 and not is_parted


def _oblast_of(group: list[tuple[int, Mention]], usable: list[tuple[int, Mention]]) -> tuple[PlaceRef, ...]:
    """Return the oblast named right behind the places, "Pokrovsk in Donetsk", or the town of a district."""
    last = group[-1][1]
    for index, mention in usable:
        place = mention.place
        near = 0 <= mention.start - last.end <= 14
        # "The Industrial district of Kharkiv": no gazetteer has the district.
        holds = place is not None and (place.is_area or (last.place is None and place.is_settlement))
        if near and holds and (index, mention) not in group and not is_country(mention):
            return (PlaceRef(mention=index, relation=Relation.IN),)
    return ()


def _points_back(view: View, start: int, lexicon: ClaimLexicon) -> bool:
    return find_anaphor(view, *view.clause(start), lexicon) is not None


def _anaphor_is_nearer(
    view: View, end: int, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> bool:
    """Tell whether "in this direction" follows the trigger before any name does."""
    _, last = view.clause(end)
    match = find_anaphor(view, end, last, lexicon)
    if match is None:
        return False
    named = [mention.start for _, mention in usable if mention.start >= end]
    # "Entered the region near Sudzha": the name behind says where in the region.
    is_told = any(0 <= start - end - match.end() <= IN_THE_REGION for start in named)
    return match.start() < 30 and not is_told and (not named or end + match.start() < min(named))


def _drop_locators(
    view: View, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> list[tuple[int, Mention]]:
    """Drop places that only tell where another is, if others are named."""
    others = [
        item
        for item in usable
        if not follows(lexicon["locators"], view, item[1].start)
        or any(offset.anchor_start == item[1].start for offset in view.offsets)
        or view.between(item[1].end, item[1].end + 6) == " near "
    ]
    return others or usable


def _anaphor_opens(
    view: View, start: int, main: int | None, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon
) -> bool:
    """Tell whether "in the city" stands before the trigger and the place only behind the next comma."""
    if main is None or usable[main][1].start < start:
        return False
    first, _ = view.clause(start)
    first += view.between(first, start).rfind(",") + 1
    is_apart = "," in view.between(start, usable[main][1].start)
    return is_apart and find_anaphor(view, first, start, lexicon) is not None


def _is_on_soil(view: View, end: int, usable: list[tuple[int, Mention]], lexicon: ClaimLexicon) -> bool:
    """Tell whether the trigger is followed by "into Russian territory": a country, which is no place."""
    _, last = view.clause(end)
    match = view.search("soil", lexicon, end, last)
    if match is None or match.start() > 70:
        return False
    named = [m for _, m in usable if end <= m.start < end + match.end() + 90 and not is_country(m)]
    return not named


def _is_in_a_country(view: View, end: int, named: list[tuple[int, Mention]]) -> bool:
    """Tell whether a country and no smaller place is told right behind: "attacks in eastern Ukraine"."""
    _, last = view.clause(end)
    behind = [mention for _, mention in named if end <= mention.start < min(last, end + AFTER)]
    return (
        len(behind) == 1
        and behind[0].start < end + IN_THE_COUNTRY
        and is_country(behind[0])
        and not _is_owner(view, behind[0])
    )


def _is_owner(view: View, country: Mention) -> bool:
    """Tell whether the country is only whose the place behind it is: "Ukraine's Donetsk region"."""
    return view.between(country.end, country.end + 2) in {"'s", "s'"}
