"""Whether a candidate lies where the text itself says that the place lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.toponyms.context import bearing_deg, distance_km
from geo.toponyms.relations import Lies, Link

if TYPE_CHECKING:
    from geo.models import Place
    from geo.toponyms.cases import Anchor, Case

LEAST_SURE = 0.3
"""Shares that the places of an anchor must add up to before it says anything."""

BESIDE_WEIGHT = 1.5
"""What the mean of the other names of a list counts for."""

QUARTER_KM = 30.0
"""Distance beyond which a district is no quarter of a city."""

SECTOR_KM = 30.0
"""Distance from the town of a direction of attack at which lying in it counts half."""

SECTOR_END_KM = 45.0
FAR_KM = 105.0
"""Where a direction of attack ends, and from where a place has surely nothing to do with it."""

SECTOR_BONUS, SECTOR_LOSS = 1.6, 3.0
"""Most that a place gains by lying in the direction named, and loses by lying far from it."""

OBLAST_SECTOR_BONUS = 0.8
"""What a place gains in the oblast that a direction, or what it is told under, is called after."""

NEXT_KM = 20.0
NOT_NEAR_KM = 60.0
"""Distances at which being near counts half, and beyond which a place is not near at all."""

CONTAINER_KM = 60.0
"""Distance from the middle of a district beyond which nothing lies in it."""


def link_scores(case: Case, anchors: dict[int, list[Anchor]]) -> list[float]:
    """Score the candidates of a case by where the text says they lie, weighing what the anchors may be."""
    scores = [0.0] * len(case.matches)
    if not case.links:
        return scores
    beside: list[list[float]] = []
    sectors: list[list[float]] = []
    for number, link in enumerate(case.links):
        known = anchors.get(link.anchor, [])
        if not _is_sure(known):
            # A district that nobody knows still says: not just any village of this name.
            if link.lies is Lies.INSIDE:
                scores = [score - 1.0 for score in scores]
            continue
        said = _weigh(case, number, known)
        if link.lies is Lies.BESIDE:
            beside.append(said)
        elif link.lies is Lies.SECTOR:
            sectors.append([link.strength * more for more in said])
        else:
            scores = [score + link.strength * more for score, more in zip(scores, said, strict=True)]
    if sectors:
        # Of several directions named at once, the place lies in one.
        scores = [score + max(column) for score, *column in zip(scores, *sectors, strict=True)]
    if beside:
        # However long a list is, it says once that its members belong together.
        means = [BESIDE_WEIGHT * sum(column) / len(beside) for column in zip(*beside, strict=True)]
        scores = [score + mean for score, mean in zip(scores, means, strict=True)]
    return scores


def link_reasons(case: Case, position: int, anchors: dict[int, list[Anchor]]) -> list[str]:
    """Return in words which statements of the text fit a candidate of a case."""
    reasons = []
    for number, link in enumerate(case.links):
        known = anchors.get(link.anchor, [])
        if link.lies is Lies.BESIDE or not _is_sure(known):
            continue
        if link.lies is Lies.SECTOR:
            fit = link.strength * _weigh(case, number, known)[position]
        else:
            fit = _fits(case, number, known[0])[position]
        if fit > 0:
            reasons.append(_tell(link, known[0].place))
    return reasons


def _is_sure(known: list[Anchor]) -> bool:
    return sum(anchor.share for anchor in known) >= LEAST_SURE


def _weigh(case: Case, number: int, known: list[Anchor]) -> list[float]:
    """Return how each candidate fits a link, whichever of its places the anchor is."""
    first, *others = known
    share = first.share
    said = [share * fit for fit in _fits(case, number, first)]
    for anchor in others:
        share = anchor.share
        said = [score + share * fit for score, fit in zip(said, _fits(case, number, anchor), strict=True)]
    return said


def _fits(case: Case, number: int, anchor: Anchor) -> list[float]:
    """Return how each candidate fits a link if its anchor is the place given; worked out once."""
    found = case.fits.get((number, anchor.place.id))
    if found is None:
        found = _score(case, anchor, case.links[number])
        case.fits[number, anchor.place.id] = found
    return found


def _score(case: Case, anchor: Anchor, link: Link) -> list[float]:
    places, by = [match.place for match in case.matches], anchor.place
    if link.lies is Lies.BESIDE:
        if case.is_dual:
            return [_dual_beside_score(place, anchor) for place in places]
        return _beside_scores(places, by)
    if link.lies is Lies.INSIDE:
        return [2.5 if _lies_in(place, by) else -4.0 for place in places]
    if link.lies is Lies.SECTOR:
        return [_sector_score(place, by) for place in places]
    if link.lies is Lies.NEAR:
        return [_near_score(place, by) for place in places]
    # A village by Pokrovsk is not Pokrovsk, whatever the town was once called.
    return [-2.0 if place.id == by.id else _offset_score(place, by, link) for place in places]


def _tell(link: Link, anchor: Place) -> str:
    if link.lies is Lies.INSIDE:
        return f"said to lie in {anchor.name}"
    if link.lies is Lies.SECTOR:
        return f"told of the direction of {anchor.name}"
    if link.lies is Lies.NEAR:
        return f"said to lie near {anchor.name}"
    return f"lies where the text says, by {anchor.name}"


def _lies_in(place: Place, area: Place) -> bool:
    """Tell whether a place lies in an oblast, a district, a country or a city."""
    if place.country != area.country:
        return False
    if area.is_settlement:
        return distance_km(place, area) < QUARTER_KM
    if area.feature_code.startswith("PCL") or (area.feature_code == "ADM1" and place.admin1 is None):
        # Of cities abroad the gazetteer knows no region: Anchorage, Alaska.
        return True
    return place.admin1 == area.admin1 and (
        area.feature_code == "ADM1"
        or place.is_area
        or (place.admin2 is not None and place.admin2 == area.admin2)
        or distance_km(place, area) < CONTAINER_KM
    )


def _beside_scores(places: list[Place], by: Place) -> list[float]:
    """Score settlements listed with another: neighbours in one country."""
    if not by.is_settlement:
        return [0.0] * len(places)
    country = by.country
    return [
        0.0
        if not place.is_settlement
        else -1.5
        if place.country != country
        else 1.0 / (1.0 + (distance_km(place, by) / 25.0) ** 2)
        for place in places
    ]


def _dual_beside_score(place: Place, anchor: Anchor) -> float:
    """Score what may be an oblast or its seat: oblasts are listed with oblasts, cities with cities."""
    if place.feature_code == "ADM1":
        return 0.9 if anchor.place.feature_code == "ADM1" else 0.0
    if not (place.is_settlement and anchor.place.is_settlement):
        return 0.0
    return 0.9 if anchor.is_dual else 0.5


def _sector_score(place: Place, town: Place) -> float:
    """Reward a settlement near the town of the direction it is told of; one far away is another."""
    if town.feature_code == "ADM1":
        # «На Сумському напрямку» takes in villages beyond the border as well.
        return OBLAST_SECTOR_BONUS if place.is_settlement and _lies_in(place, town) else 0.0
    if not (place.is_settlement and town.is_settlement):
        return 0.0
    away = distance_km(place, town)
    far = (min(away, FAR_KM) - SECTOR_END_KM) / (FAR_KM - SECTOR_END_KM)
    return SECTOR_BONUS / (1.0 + (away / SECTOR_KM) ** 2) - SECTOR_LOSS * max(0.0, far)


def _near_score(place: Place, anchor: Place) -> float:
    """Reward a settlement near another that the text says it is near; nobody calls 60 km that."""
    if not (place.is_settlement and anchor.is_settlement):
        return 0.0
    away = distance_km(place, anchor)
    return -3.0 if away > NOT_NEAR_KM or place.id == anchor.id else 1.5 / (1.0 + (away / NEXT_KM) ** 2)


def _offset_score(place: Place, anchor: Place, link: Link) -> float:
    """Reward a candidate that lies from a named place as the text says, by direction and distance."""
    if place.is_area:
        return -2.0
    away = distance_km(place, anchor)
    turn = 0.0
    if link.bearing_deg is not None and away > 0:
        turn = abs((bearing_deg(anchor, place) - link.bearing_deg + 180) % 360 - 180)
    if link.distance_km is not None:
        fits = abs(away - link.distance_km) <= 0.35 * link.distance_km + 3 and turn <= 70
        return 3.0 if fits else -2.0
    if turn <= 50 and away < 60:
        return 0.5 + 1.5 / (1.0 + (away / 20.0) ** 2)
    # Next door, a direction is a matter of which street one thinks of.
    return -1.5 if (turn > 80 and away > 8) or away > 80 else 0.0
