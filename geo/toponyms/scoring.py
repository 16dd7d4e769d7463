"""How well each candidate of a name fits: by itself, by its neighbours, by its namesakes' mentions."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geo.models import Mention, Use
from geo.toponyms.evidence import Asked, distance_km

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.models import Place
    from geo.toponyms.gazetteer import NameMatch

NEAR_KM = 25.0
"""Distance at which nearness to another place of the article counts half."""


NATURAL_CODES = frozenset(
    {
        "RGN",
        "SEA",
        "STM",
        "RSV",
        "LK",
        "BAY",
        "GULF",
        "STRT",
        "ISL",
        "ISLS",
        "SPIT",
        "PEN",
        "FRST",
        "CNL",
        "ESTY",
        "ISTH",
        "LGN",
    }
)
"""Waters, islands, forests and regions, which bear their names by themselves."""


LARGEST_VILLAGE = 25_000
"""Population above which nobody calls a place a village."""


BORDER_REACH_KM = 15.0
"""Distance from the border at which nearness to it counts half."""


BORDER_BONUS = 0.9
"""Most that nearness to the border adds: reports of this war name border villages far more often."""


ANCHOR_SHARE = 0.6
"""Least share at which a candidate already speaks for its neighbours."""


TEMPERATURE = 0.55
"""Spread of the scores: fitted on the gold articles so that 0.9 means right nine times in ten."""


class Neighbour(NamedTuple):
    """Another place of the article, how much it speaks for its namesakes' neighbours, and its reach."""

    place: Place
    weight: float
    reach: str


@dataclass(slots=True)
class Case:
    """One mention being decided: its candidates with their scores, and the words around."""

    index: int
    mention: Mention
    asked: Asked
    sentence: int
    paragraph: int
    matches: tuple[NameMatch, ...]
    scores: list[float] = field(default_factory=list)
    reasons: list[list[str]] = field(default_factory=list)

    @property
    def best(self) -> tuple[float, Place | None]:
        """The probability and the place of the leading candidate."""
        if not self.matches:
            return 0.0, None
        shares = softmax(self.scores)
        lead = max(range(len(shares)), key=shares.__getitem__)
        return shares[lead], self.matches[lead].place


def weigh(cases: list[Case], near_border: dict[str, float]) -> None:
    """Score every candidate of every case by itself and by what the other cases lean to."""
    leaning = [(case, *case.best) for case in cases if case.mention.use is Use.PLACE]
    anchors = [
        (case, place, share)
        for case, share, place in leaning
        if place is not None and place.country is not None and share > ANCHOR_SHARE
    ]
    for case in cases:
        case.scores, case.reasons = [], []
        neighbours = _neighbours(case, anchors) if len(case.matches) > 1 else []
        for match in case.matches:
            score, reasons = own_score(case, match)
            near, why = _context_score(match.place, neighbours)
            near += _offset_bonus(case, match.place, anchors)
            away = near_border.get(match.place.id)
            if away is not None:
                near += BORDER_BONUS / (1.0 + (away / BORDER_REACH_KM) ** 2)
                why = [*why, f"{away:.0f} km from the border"] if away < BORDER_REACH_KM else why
            case.scores.append(score + near)
            case.reasons.append(reasons + why)


def measure_border(
    cases: list[Case], border_km: Callable[[Sequence[Place]], Sequence[float]] | None
) -> dict[str, float]:
    """Return by place id how far the villages of doubtful names lie from the border."""
    if border_km is None:
        return {}
    places = {
        match.place.id: match.place
        for case in cases
        if len(case.matches) > 1
        for match in case.matches
        if match.place.is_settlement and match.place.country in {"UA", "RU"}
    }
    distances = border_km(list(places.values())) if places else ()
    return dict(zip(places, distances, strict=True))


def own_score(case: Case, match: NameMatch) -> tuple[float, list[str]]:
    """Score a candidate by its name, its size and the kind of place asked for."""
    place, asked = match.place, case.asked
    reasons = [] if match.quality >= 0.9 else [f"name matched as {match.how}"]
    score = 3.0 * match.quality
    score += _settlement_score(case, place) if place.is_settlement else _feature_score(place)
    preference = asked.preference(place)
    if preference > 0 and asked.reason:
        reasons.append(asked.reason)
    is_far = place.country not in {"UA", "RU", "BY", None} and not place.feature_code.startswith("PCL")
    return score + preference - (1.5 if is_far else 0.0), reasons


def _settlement_score(case: Case, place: Place) -> float:
    """Score a settlement by its size: the log keeps a city ahead without drowning the context."""
    size = 0.6 * math.log10(max(place.population or 100, 100)) - 1.2
    score = size + (0.5 if place.feature_code in {"PPLC", "PPLA"} else 0.0)
    if place.source != "GeoNames":
        score += 0.3
    if case.asked.is_small and (place.population or 0) > LARGEST_VILLAGE:
        score -= 4.0
    if case.asked.is_direction and not any(other.place.feature_code == "ADM1" for other in case.matches):
        # A direction of attack is called after a town, not after its hamlet namesakes.
        score += size
    return score


def _feature_score(place: Place) -> float:
    if place.feature_code.startswith("PCL"):
        return 2.6
    if place.feature_code == "ADM1":
        return 2.0
    if place.feature_code.startswith("ADM"):
        return 0.2
    # An air base or a bridge shares its town's name and is mostly named with its own noun.
    return 1.0 if place.feature_code in NATURAL_CODES else -0.5


def _neighbours(case: Case, anchors: list[tuple[Case, Place, float]]) -> list[Neighbour]:
    """Return every other place the article leans to once, with the weight of its nearest mention."""
    found: dict[str, Neighbour] = {}
    for other, anchor, share in anchors:
        if other.index == case.index or other.mention.text == case.mention.text:
            continue
        if other.sentence == case.sentence:
            weight, reach = share, "sentence"
        elif other.paragraph == case.paragraph:
            weight, reach = 0.6 * share, "paragraph"
        else:
            weight, reach = 0.35 * share, "article"
        known = found.get(anchor.id)
        if known is None or weight > known.weight:
            found[anchor.id] = Neighbour(anchor, weight, reach)
    return list(found.values())


def _context_score(place: Place, neighbours: list[Neighbour]) -> tuple[float, list[str]]:
    """Score a candidate by the oblasts and places named in its sentence, paragraph and article."""
    if place.feature_code.startswith("PCL"):
        return 0.0, []
    named, named_reason = 0.0, ""
    near: list[tuple[float, float, Place]] = []
    is_small = place.is_settlement or place.feature_code == "ADM2"
    for anchor, weight, reach in neighbours:
        kin = anchor.admin1 == place.admin1 and anchor.country == place.country
        if anchor.feature_code.startswith("PCL"):
            named = max(named, 0.4 * weight if anchor.country == place.country else 0.0)
        elif anchor.feature_code == "ADM1":
            if kin and 2.4 * weight > named:
                named, named_reason = 2.4 * weight, f"named with {anchor.name} in this {reach}"
        elif is_small:
            away = distance_km(place, anchor)
            bonus = weight * (2.2 / (1.0 + (away / NEAR_KM) ** 1.5) + (0.4 if kin else 0.0))
            near.append((bonus, away, anchor))
    near.sort(key=lambda item: -item[0])
    # Three neighbours say all there is to say; a hundred must not outweigh the sentence's own oblast.
    total = named + sum(bonus * factor for (bonus, *_), factor in zip(near, (1.0, 0.5, 0.3), strict=False))
    reasons = [named_reason] if named_reason else []
    if near and near[0][0] > 0.3:
        _, away, anchor = near[0]
        reasons.append(f"{away:.0f} km from {anchor.name}, also in this article")
    return total, reasons


def _offset_bonus(case: Case, place: Place, anchors: list[tuple[Case, Place, float]]) -> float:
    """Reward a candidate that lies as far from a named place as the text says."""
    asked = case.asked
    if asked.offset_km is None:
        return 0.0
    for other, anchor, _ in anchors:
        if other.mention.start == asked.offset_anchor and other.index != case.index:
            error = abs(distance_km(place, anchor) - asked.offset_km)
            return 3.0 if error <= 0.35 * asked.offset_km + 3 else -1.5
    return 0.0


def share_sense(cases: list[Case]) -> None:
    """Let all mentions of one name lean to one place, as one sense per article has it.

    Cases that ask for different kinds of place (the oblast here, the city there) stay apart.
    """
    groups: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        if case.mention.use is Use.PLACE and case.matches:
            best = case.best[1]
            level = "area" if best is not None and best.is_area else "point"
            groups[case.matches[0].matched, level].append(case)
    for group in groups.values():
        ids = {match.place.id for case in group for match in case.matches}
        if len(group) < 2:
            continue
        sums = {
            place_id: sum(
                max(
                    (s for m, s in zip(c.matches, c.scores, strict=True) if m.place.id == place_id),
                    default=-9.0,
                )
                for c in group
            )
            / len(group)
            for place_id in ids
        }
        for case in group:
            own = list(case.scores)
            spread = max(own) - sorted(own)[-2] if len(own) > 1 else 0.0
            # A sentence that names its own oblast decides for itself.
            if spread > 1.2:
                continue
            case.scores = [
                0.5 * score + 0.5 * max(sums[match.place.id], score - 3)
                for match, score in zip(case.matches, own, strict=True)
            ]


def softmax(scores: Sequence[float]) -> list[float]:
    """Return ``scores`` as shares of 1, the more even the higher the temperature."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp((score - top) / TEMPERATURE) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
