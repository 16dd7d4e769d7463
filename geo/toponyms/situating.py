"""Whether a name is of an oblast because it says where the places beside it lie: "Kharkiv's Chuhuiv"."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.toponyms.nouns import QUARTER
from geo.toponyms.prepositions import SURE_OBLASTS
from geo.toponyms.scoring import is_front_town

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.models import Place
    from geo.toponyms.cases import Case
    from geo.toponyms.words import Words

_OF_DISTRICT = re.compile(r"\s(?:districts?|raions?|rayons?|county)\s(?:of|in)\s(?:the\s)?")
# "the Syzran refinery, also in Samara"
_SITE_IN = re.compile(
    r"\s(?:[a-z]+\s){0,2}(?:refinery|airfield|base|depot|plant|terminal|station|arsenal|factory|port),?"
    r"\s(?:also\s|which\sis\s|located\s)?in\s"
)
# "most of Kharkiv, including Izium", "pushed in Kharkiv toward Vovchansk"
_SINGLES_OUT = re.compile(
    r"(?:(?!\b(?:others?|cit(?:y|ies)|towns?)\b)[^.;:()\n]){0,70}"
    r"(?:\s|,\s)(?:including|notably|especially|particularly|chiefly|mainly|mostly|primarily)\s"
    r"(?:in\s|at\s|around\s|near\s|along\s|for\s|from\s)?"
    r"|,\s(?:most|many|all|some|half)\sof\s(?:them|those|these|whom)\s(?:in|at|near|around)\s"
    r"|,\s(?:taking|capturing|seizing|entering|occupying)\s"
    r"|,?\s(?:towards?|near|around|outside)\s"
)
# a list behind "In Zaporizhzhia:"
_LISTS = re.compile(r":\s(?:near\s|around\s|at\s)?")
# "eight in Kharkiv and four in Chuhuiv"
_COUNTS_NEXT = re.compile(r"(?:,|,? and)\s(?:\w+\s){1,3}in\s")
# "In Kharkiv", "In northern Kharkiv"
_OPENING = re.compile(r"(?:\b|, )[Ii]n\s(?:(?:(?:north|south|east|west)\w*|central)\s)?$")
_IN_THE_MIDDLE = re.compile(r"\bcentral\s$")
OPENING_REACH = 24
"""Characters before a name in which "In" stands."""

# a heading, as of "Poltava: gas site burning in Kremenchuk"
_HEADS = re.compile(r":\s[^:;.\n]{3,80}\s(?:in|near|at|on|outside)\s")

LEAST_KNOWN = 20_000
"""People from which a town is meant before the villages of its name."""

LEAST_HEADINGS = 4
"""Headings from which a text is told by oblasts."""

MUCH_LARGER = 3
"""How many times as large as the next of its name a town is that alone is meant."""

TOLD_BEHIND = 3
"""Places behind "In Kharkiv" that tell whether its oblast is meant."""


def situate(places: list[Case], words: Words) -> None:
    """Let a name that says where the village before it lies be the oblast: "Kozacha Lopan in Kharkiv"."""
    for village, case in pairwise(places):
        gap = words.text[village.mention.end : case.mention.start]
        if gap in {"'s ", "’s "} and village.is_dual and _owns(village, case):
            village.asked = dataclasses.replace(
                village.asked, leaning="ADM1", strength=1.5, reason="owns a town of the oblast"
            )
        if case.is_dual and _OF_DISTRICT.fullmatch(gap) and _is_district_of(village, case):
            case.asked = dataclasses.replace(
                case.asked, leaning="ADM1", strength=2.0, reason="a district of the oblast is named"
            )
        is_said = gap in {" in ", ", in ", " ("} or _SITE_IN.fullmatch(gap) is not None
        if not is_said or not case.is_dual or village.is_dual:
            continue
        oblasts = {m.place.admin1 for m in case.matches if m.place.feature_code == "ADM1"}
        if any(m.place.is_settlement and m.place.admin1 in oblasts for m in village.matches):
            case.asked = dataclasses.replace(
                case.asked, leaning="ADM1", strength=1.5, reason="named as the oblast of the place before"
            )
    _situate_headings(places)
    for case, quarter in pairwise(places):
        if (
            case.is_dual
            and case.asked.is_heading
            and case.paragraph == quarter.paragraph
            and _is_quarter(quarter, case)
        ):
            # «Харків. Прильоти по Київському району»
            case.asked = dataclasses.replace(
                case.asked, leaning="PPL", strength=1.4, reason="a district of the city is named behind it"
            )
    _situate_by_town(places, words)
    for at, case in enumerate(places):
        behind = [other for other in places[at + 1 : at + 1 + TOLD_BEHIND] if other.sentence == case.sentence]
        if case.is_dual and _is_opening(case, words) and _holds_any(case, behind):
            case.asked = dataclasses.replace(
                case.asked, leaning="ADM1", strength=1.2, reason="places of the oblast are named behind it"
            )


def _situate_headings(places: list[Case]) -> None:
    """Let names that head entries beside those of oblasts be oblasts: "DNIPROPETROVSK. … KHERSON. …"."""
    headings = [at for at, case in enumerate(places) if case.is_dual and case.asked.is_heading]
    is_told = any(places[at].mention.text.lower() in SURE_OBLASTS for at in headings)
    if len(headings) < LEAST_HEADINGS or not is_told:
        return
    for at in headings:
        case, behind = places[at], places[at + 1 : at + 2]
        is_city = any(
            other.sentence == case.sentence
            and any(match.place.feature_code == QUARTER for match in other.matches)
            for other in behind
        )
        if not is_city:
            case.asked = dataclasses.replace(
                case.asked, leaning="ADM1", strength=1.4, reason="heads an entry among those of oblasts"
            )


def _is_opening(case: Case, words: Words) -> bool:
    """Tell whether a name opens what is told with "In", or "In central" where the seat is far."""
    before = words.text[max(0, case.mention.start - OPENING_REACH) : case.mention.start]
    if _IN_THE_MIDDLE.search(before) and case.mention.text.lower() not in SURE_OBLASTS:
        return False
    found = _OPENING.search(before)
    return found is not None and (found.group()[:1] == "I" or found.group()[:1] == ",")


def _situate_by_town(places: list[Case], words: Words) -> None:
    """Let a name be the oblast of the town right behind: "most of Kharkiv, including Izium"."""
    for case, town in pairwise(places):
        if not case.is_dual or town.sentence != case.sentence or not _may_hold(case, town):
            continue
        gap = words.text[case.mention.end : town.mention.start]
        if _COUNTS_NEXT.fullmatch(gap) and _holds_any(case, [town]):
            case.asked = dataclasses.replace(
                case.asked, leaning="PPL", strength=1.2, reason="counted beside a town of the oblast"
            )
        is_heading = case.asked.is_heading and _HEADS.fullmatch(gap) is not None and _holds_any(case, [town])
        is_list = _LISTS.fullmatch(gap) is not None and _is_opening(case, words)
        if is_heading or is_list or _SINGLES_OUT.fullmatch(gap) is not None:
            case.asked = dataclasses.replace(
                case.asked, leaning="ADM1", strength=1.3, reason="a town of the oblast is named behind it"
            )


def _may_hold(case: Case, town: Case) -> bool:
    """Tell whether a settlement of a name may lie in the oblast of another, and no quarter of its seat."""
    oblasts = {match.place.admin1 for match in case.matches if match.place.feature_code == "ADM1"}
    places = [match.place for match in town.matches if match.place.is_settlement]
    inside = [place.feature_code for place in places if place.admin1 in oblasts]
    return bool(inside) and QUARTER not in inside and not town.is_dual


def _is_quarter(quarter: Case, case: Case) -> bool:
    """Tell whether a name called a district is of a quarter of the seat that another may be of."""
    oblasts = {match.place.admin1 for match in case.matches if match.place.feature_code == "ADM1"}
    return quarter.asked.required[-1:] == (QUARTER,) and any(
        match.place.feature_code == QUARTER and match.place.admin1 in oblasts for match in quarter.matches
    )


def _is_district_of(district: Case, case: Case) -> bool:
    """Tell whether a name called a district is of a district of an oblast, and of no quarter of its seat."""
    oblasts = {match.place.admin1 for match in case.matches if match.place.feature_code == "ADM1"}
    places = [match.place for match in district.matches]
    is_asked = district.asked.required[:1] == ("ADM2",)
    return (
        is_asked
        and any(place.feature_code == "ADM2" and place.admin1 in oblasts for place in places)
        and not any(place.feature_code == QUARTER and place.admin1 in oblasts for place in places)
    )


def _owns(case: Case, town: Case) -> bool:
    """Tell whether a name with the possessive s is of the oblast of a town: "Kharkiv's Chuhuiv"."""
    oblasts = {match.place.admin1 for match in case.matches if match.place.feature_code == "ADM1"}
    places = [match.place for match in town.matches if not town.is_dual]
    if any(place.feature_code == QUARTER for place in places):
        return False
    return any(is_front_town(place) and place.admin1 in oblasts for place in places)


def _all_in(towns: Sequence[Place], oblasts: set[str | None]) -> bool:
    """Tell whether all towns of a name lie in an oblast, or those of them that are in the news."""
    large = [town for town in towns if (town.population or 0) >= LEAST_KNOWN or is_front_town(town)]
    people = sorted((town.population or 0 for town in large), reverse=True)
    if len(people) > 1 and people[0] >= MUCH_LARGER * people[1]:
        large = [town for town in large if town.population == people[0]]
    return all(town.admin1 in oblasts for town in large or towns)


def _holds_any(case: Case, others: Sequence[Case]) -> bool:
    """Tell whether a town of the oblast of a name is meant behind it: "In Kharkiv, Kupiansk and Izium"."""
    oblasts = {match.place.admin1 for match in case.matches if match.place.feature_code == "ADM1"}
    for other in others:
        towns = [match.place for match in other.matches if match.place.is_settlement]
        is_town = bool(towns) and not other.is_dual and towns[0].feature_code != QUARTER
        if is_town and _all_in(towns, oblasts):
            return True
    return False
