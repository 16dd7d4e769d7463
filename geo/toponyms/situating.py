"""Whether a name is of an oblast because it says where the places beside it lie: "Kharkiv's Chuhuiv"."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.toponyms.nouns import QUARTER
from geo.toponyms.scoring import is_front_town

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.toponyms.cases import Case
    from geo.toponyms.words import Words

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
        if gap not in {" in ", ", in ", " ("} or not case.is_dual or village.is_dual:
            continue
        oblasts = {m.place.admin1 for m in case.matches if m.place.feature_code == "ADM1"}
        if any(m.place.is_settlement and m.place.admin1 in oblasts for m in village.matches):
            case.asked = dataclasses.replace(
                case.asked, leaning="ADM1", strength=1.5, reason="named as the oblast of the place before"
            )
    for at, case in enumerate(places):
        behind = [other for other in places[at + 1 : at + 1 + TOLD_BEHIND] if other.sentence == case.sentence]
        is_opening = words.text[: case.mention.start].endswith(("In ", ", in "))
        if case.is_dual and is_opening and _holds_any(case, behind):
            case.asked = dataclasses.replace(
                case.asked, leaning="ADM1", strength=1.2, reason="places of the oblast are named behind it"
            )


def _owns(case: Case, town: Case) -> bool:
    """Tell whether a name with the possessive s is of the oblast of a town: "Kharkiv's Chuhuiv"."""
    oblasts = {match.place.admin1 for match in case.matches if match.place.feature_code == "ADM1"}
    places = [match.place for match in town.matches if not town.is_dual]
    if any(place.feature_code == QUARTER for place in places):
        return False
    return any(is_front_town(place) and place.admin1 in oblasts for place in places)


def _holds_any(case: Case, others: Sequence[Case]) -> bool:
    """Tell whether a town of the oblast of a name is meant behind it: "In Kharkiv, Kupiansk and Izium"."""
    oblasts = {match.place.admin1 for match in case.matches if match.place.feature_code == "ADM1"}
    for other in others:
        towns = [match.place for match in other.matches if match.place.is_settlement]
        is_town = bool(towns) and not other.is_dual and towns[0].feature_code != QUARTER
        if is_town and all(town.admin1 in oblasts for town in towns):
            return True
    return False
