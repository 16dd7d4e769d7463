"""Ranked answers to "where is this name", for a person who looks one name up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pyproj import Geod

from geo.errors import GazetteerError
from geo.models import Candidate
from geo.toponyms.names import fold

if TYPE_CHECKING:
    from geo.models import Place
    from geo.toponyms.gazetteer import Gazetteer, NameMatch

_GEOD = Geod(ellps="WGS84")
_NEAR_M = 25_000
"""Distance at which being near counts half: reports say "near" of places within a day's march."""
_ELSEWHERE = 0.1
"""What is left of the score outside the area asked for: such places are listed last, not hidden."""
_HOW_WORDS = {
    "name": "is its name",
    "alternate": "is another name of it",
    "former": "is its former name",
    "inflected": "is a case form of its name",
    "adjective": "is the adjective of its name",
    "fuzzy": "is spelt almost like its name",
}


def rank_candidates(
    gazetteer: Gazetteer,
    name: str,
    *,
    within: str | None = None,
    near: str | None = None,
    limit: int = 20,
) -> tuple[Candidate, ...]:
    """Return the places a name may mean, best first, each with its score and the reasons in words.

    Parameters
    ----------
    gazetteer
        Where to look.
    name
        In any spelling or script; case forms and slight misspellings are found too.
    within
        An oblast, raion or country; places elsewhere keep a tenth of their score.
    near
        A place; the score halves at 25 km from it.
    limit
        The greatest number of candidates.

    Returns
    -------
    tuple of Candidate
        The score, 0 to 1, orders the answers; it is no probability. Empty if nothing is found.

    Raises
    ------
    GazetteerError
        If ``within`` or ``near`` names nothing.
    """
    matches = gazetteer.find(name, fuzzy=True) or gazetteer.find_adjective(name)
    areas = _find_areas(gazetteer, within) if within is not None else ()
    anchors = _find_anchors(gazetteer, near, areas) if near is not None else ()
    candidates = [_score(match, name, areas=areas, anchors=anchors) for match in matches]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.place.id))
    return tuple(candidates[:limit])


def _find_areas(gazetteer: Gazetteer, within: str) -> tuple[Place, ...]:
    found = [*gazetteer.find(within), *gazetteer.find_adjective(within)]
    areas = [match.place for match in found if match.place.is_area]
    if not areas:
        msg = f"no oblast, raion or country is called {within!r}; write it as in 'Sumy' or 'Belgorod Oblast'"
        raise GazetteerError(msg)
    return tuple(areas)


def _find_anchors(gazetteer: Gazetteer, near: str, areas: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places that ``near`` may mean, those inside the areas if there are any."""
    places = [match.place for match in gazetteer.find(near, fuzzy=True) if not match.place.is_area]
    if not places:
        msg = f"no place is called {near!r}; check the spelling"
        raise GazetteerError(msg)
    return tuple(place for place in places if _is_inside(place, areas)) or tuple(places)


def _is_inside(place: Place, areas: tuple[Place, ...]) -> bool:
    return any(_holds(area, place) for area in areas)


def _holds(area: Place, place: Place) -> bool:
    if area.country != place.country:
        return False
    if area.feature_code.startswith("PCL"):
        return True
    if area.admin1 is None or place.admin1 != area.admin1:
        return False
    if area.feature_code == "ADM1":
        return True
    return place.admin2 is not None and fold(place.admin2) == fold(area.admin2 or area.name)


def _score(match: NameMatch, name: str, *, areas: tuple[Place, ...], anchors: tuple[Place, ...]) -> Candidate:
    place = match.place
    score = match.quality * (0.6 + 0.4 * _prominence(place))
    reasons = [f"{name!r} {_HOW_WORDS[match.how]} ({match.matched})"]
    if areas:
        inside = _is_inside(place, areas)
        score *= 1.0 if inside else _ELSEWHERE
        reasons.append("lies in the area asked for" if inside else "lies outside the area asked for")
    if anchors:
        anchor, distance_m = min(
            ((anchor, _distance_m(anchor, place)) for anchor in anchors), key=lambda pair: pair[1]
        )
        score /= 1 + (distance_m / _NEAR_M) ** 2
        reasons.append(f"{distance_m / 1000:.0f} km from {anchor.name}")
    if place.population:
        reasons.append(f"{place.population:,} people")
    return Candidate(place=place, score=round(score, 3), reason="; ".join(reasons))


def _prominence(place: Place) -> float:
    """Return 0 for a hamlet to 1 for a country, by the logarithm of the people."""
    if place.feature_code.startswith("PCL"):
        return 1.0
    if place.feature_code == "ADM1":
        return 0.75
    return min(1.0, math.log10((place.population or 0) + 1) / 7)


def _distance_m(left: Place, right: Place) -> float:
    return float(_GEOD.inv(left.lon, left.lat, right.lon, right.lat)[2])
