"""How well each candidate of a name fits: by itself, by its neighbours, by its namesakes' mentions.

Scores are logarithms of odds in units of ``TEMPERATURE``, so evidence adds up. One more candidate is
always in the race: that the place meant is in no gazetteer. It wins where the only known place of a
name fits nothing around it, which is how a wrong village is kept off the map.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from geo.toponyms.belt import NATURAL_CODES
from geo.toponyms.cases import LARGEST_VILLAGE, Anchor, Case
from geo.toponyms.context import FRONT_OBLASTS, Context, Row, distance_km
from geo.toponyms.nouns import QUARTER
from geo.toponyms.one_sense import share_sense
from geo.toponyms.relations import Lies
from geo.toponyms.stated import link_reasons, link_scores
from geo.toponyms.unlocated import is_unlocated

if TYPE_CHECKING:
    from geo.models import Place
    from geo.toponyms.belt import Belt
    from geo.toponyms.gazetteer import NameMatch

FRONT_BONUS = 0.4
REAR_BONUS = 1.0
"""What places in those oblasts gain, and what small towns of the rear that reports name by themselves."""

SWING = 2.0
"""Change of a leading score in the last pass that shows that two names have not come to rest."""

ABROAD_LOSS = -1.5
METROPOLIS = 1_000_000
METROPOLIS_LOSS = -0.4
"""What settlements far from the war lose, and what those of so many people: New York is in the news."""

LEAST_CITY = 100_000
FRONT_TOWN = 5_000
FRONT_TOWN_BONUS = 0.4
"""What a town of those oblasts, or the seat of a district there, gains over its village namesakes: reports
name it in passing, with nothing else of its oblast."""

OLD_MAP_LOSS = 0.4
"""What a Ukrainian settlement without a district loses: only the dump has it, often from an old map."""

LONE_BONUS = 0.8
"""What the only settlement of Ukraine with a name gains: its villages are all listed."""

LEAST_TOWN = 15_000
"""Population from which a place is one that troops are said to push in the direction of."""

HINTERLAND_LOSS = 0.7
"""What a Russian settlement far from the border loses, unless it is the seat of an oblast: its name is borne
nearer by as well."""

ADJECTIVE_QUALITY = 0.95
"""Match quality of an adjective where a noun such as district or direction stands by it."""

BORROWED_LOSS = 3.0
NEIGHBOUR_KM = 40.0
"""What a place loses whose other name a neighbour within this distance bears as its own."""

SHADOW_LOSS = 0.8
"""What a hamlet loses that bears the name of the seat of an oblast, where nothing speaks of villages."""

AREA_SCORE = 2.6
"""Score of a country, of an oblast, and of a district that is called one."""

FOUGHT_SIZE = 5_000
"""Population beyond which a town is no likelier the one fought for: villages are stormed as often."""

COMMUNITY_SIZE = 10_000
"""Population beyond which a town is no likelier the seat of a community: «Покровська громада» may be the
city's or the village's."""

SEAT_BONUS = 0.8
"""What the seat of an oblast gains over other towns of its name: it is in the news by itself."""

SEAT_LEAD = 0.3
"""What the seat of an oblast leads by where nothing tells it from the oblast."""


class Weighing:
    """The places of one article, weighed until they agree with one another.

    Parameters
    ----------
    cases
        The mentions whose use is a place.
    belt
        How far the candidates lie from where the war is fought.
    """

    def __init__(self, cases: list[Case], belt: Belt) -> None:
        """Score every candidate by itself and lay all of them out in rows."""
        self._cases = cases
        self._belt = belt
        self._anchors: dict[int, list[Anchor]] = {}
        rows: list[Row] = []
        for number, case in enumerate(cases):
            case.first_row = len(rows)
            alone = _lone_place(case)
            rows += [
                Row(
                    number,
                    match.place,
                    0.0 if match.place.id in case.rear_towns else _smallness(match.place),
                    is_alone=_is_lone(match.place, alone),
                )
                for match in case.matches
            ]
            case.own = [
                own_score(case, match) + (LONE_BONUS if _is_lone(match.place, alone) else 0.0)
                for match in case.matches
            ]
            case.scores = case.own
        self._own = np.array([score for case in cases for score in case.own])
        self._at_war = np.array([bonus for case in cases for bonus in belt.bonuses(case)])
        self._context = Context(
            rows,
            sentences=[case.sentence for case in cases],
            paragraphs=[case.paragraph for case in cases],
            # Case forms of one name say nothing for one another.
            texts=[case.matches[0].matched if case.matches else case.mention.text for case in cases],
            told_of=_owned(cases),
        )
        self._said = self._context.weigh(())
        self._aside = _named_aside(cases)
        self._seats = [pair for case in cases if case.is_dual for pair in _oblasts_with_seats(case)]

    def settle(self, passes: int) -> None:
        """Let the places found lend their weight to the others, ``passes`` times, then to namesakes."""
        for _ in range(passes):
            before = [case.scores for case in self._cases]
            self._weigh()
        for case, earlier in zip(self._cases, before, strict=True):
            if case.matches and abs(max(case.scores) - max(earlier)) > SWING:
                # Two names that put each other at two places in turn meet in the middle.
                case.scores = [(score + old) / 2 for score, old in zip(case.scores, earlier, strict=True)]
        share_sense(self._cases)

    def _weigh(self) -> None:
        self._anchors = {case.index: case.leaders for case in self._cases}
        self._said = self._context.weigh(
            [
                (number, anchor.place, anchor.weight)
                for number, case in enumerate(self._cases)
                if case.index not in self._aside
                for anchor in self._anchors[case.index]
                if anchor.place.country is not None
            ]
        )
        stated = np.array([score for case in self._cases for score in link_scores(case, self._anchors)])
        lost = np.where(stated <= 0, self._said.loss, 0.0)
        # A stranger in its article gains nothing from lying where the war is fought.
        gain = np.maximum(self._at_war - lost, 0.0)
        around = self._said.support - lost + gain
        for oblast, seat in self._seats:
            # What is told of an oblast's villages fits the oblast as well as its seat.
            around[oblast] = around[seat] = max(around[oblast], around[seat])
        scores = (self._own + around + stated).tolist()
        for case in self._cases:
            rows = slice(case.first_row, case.first_row + len(case.matches))
            case.scores = scores[rows]
            if case.links:
                case.note_stated(stated[rows].tolist())

    def reasons(self, case: Case, position: int) -> list[str]:
        """Return in words what speaks for a candidate of ``case``, what the text states first."""
        match = case.matches[position]
        told = link_reasons(case, position, self._anchors)
        told = [*told, *own_reasons(case, match), *self._said.reasons(case.first_row + position)]
        return [*told, *self._belt.tell(match.place)]


def _oblasts_with_seats(case: Case) -> list[tuple[int, int]]:
    """Return the rows of each oblast of a name with that of its seat."""
    rows = list(enumerate((match.place for match in case.matches), start=case.first_row))
    seats = {place.admin1: row for row, place in rows if place.feature_code in {"PPLA", "PPLC"}}
    return [
        (row, seats[place.admin1])
        for row, place in rows
        if place.feature_code == "ADM1" and place.admin1 in seats
    ]


def _named_aside(cases: list[Case]) -> set[int]:
    """Return the cases whose places are named only to say that what is told happened elsewhere."""
    aside = {case.index for case in cases if case.asked.is_bound or case.asked.is_other}
    others = (link for case in cases if case.asked.is_other for link in case.links)
    return aside | {link.anchor for link in others if link.lies is Lies.INSIDE}


def _owned(cases: list[Case]) -> list[tuple[int, int]]:
    """Return the positions of places with those of the oblasts that are named as theirs."""
    number = {case.index: at for at, case in enumerate(cases)}
    return [
        (at, number[link.anchor])
        for at, case in enumerate(cases)
        for link in case.links
        if link.lies is Lies.INSIDE
    ]


def _lone_place(case: Case) -> Place | None:
    """Return the one settlement of Ukraine that bears a name well, if there is only one."""
    bearers = [m for m in case.matches if m.place.is_settlement and m.quality >= ADJECTIVE_QUALITY]
    own = [match for match in bearers if _is_own_name(match)]
    is_lone = len(own) == 1 and own[0].place.country == "UA" and not any(map(_is_rival, bearers))
    return own[0].place if is_lone else None


def _is_rival(match: NameMatch) -> bool:
    """Tell whether another name of a place makes it as likely meant: a town's."""
    return not _is_own_name(match) and (match.place.population or 0) >= FRONT_TOWN


def _is_lone(place: Place, alone: Place | None) -> bool:
    """Tell whether a place is the lone bearer of a name, or the oblast whose seat is."""
    if alone is None or place.id == alone.id:
        return alone is not None
    return place.feature_code == "ADM1" and alone.feature_code == "PPLA" and place.admin1 == alone.admin1


def _smallness(place: Place) -> float:
    """Return how easily a place is a stranger where it is named: cities are named everywhere."""
    people = place.population or 0
    if place.feature_code == "ADM2":
        # Quarters of cities bear the names of districts elsewhere.
        return 1.0
    if not place.is_settlement or people >= 4 * LARGEST_VILLAGE:
        return 0.0
    return 1.0 if people < LARGEST_VILLAGE and not is_front_town(place) else 0.4


def own_score(case: Case, match: NameMatch) -> float:
    """Score a candidate by its name, its size and the kind of place asked for."""
    place = match.place
    score = 3.0 * _quality(case, match) + case.asked.preference(place)
    if place.feature_code == QUARTER:
        score += AREA_SCORE if case.asked.required else 0.0
    elif place.is_settlement:
        score += _settlement_score(case, place)
    else:
        score += _area_score(case, place) if place.is_area else _feature_score(place)
    if (
        place.is_settlement
        and not _is_own_name(match)
        and any(_bears_it_now(other, match) for other in case.matches)
    ):
        score -= BORROWED_LOSS
    if place.is_settlement and _is_overshadowed(case, match):
        score -= SHADOW_LOSS
    if case.habit and case.is_dual:
        score += case.habit if place.is_area else -case.habit
    return score


def _is_overshadowed(case: Case, match: NameMatch) -> bool:
    """Tell whether a hamlet bears the name of an oblast's seat, and nothing speaks of villages or of war."""
    if not case.seat_quality or case.asked.is_small or case.asked.is_fought:
        return False
    return (match.place.population or 0) < LARGEST_VILLAGE and match.quality <= case.seat_quality


def _is_own_name(match: NameMatch) -> bool:
    place = match.place
    return match.matched in {place.name, place.name_uk, place.name_ru}


def _bears_it_now(other: NameMatch, match: NameMatch) -> bool:
    """Tell whether a neighbour bears as its own the name that a place once had: Hryshyne by Pokrovsk."""
    if other.place.id == match.place.id or not _is_own_name(other) or other.place.is_area:
        return False
    if match.place.name.endswith(f" {other.place.name}"):
        # Velyki Krynky is not Krynky, which is a village of its own.
        return True
    people = match.place.population or 0
    if people < LARGEST_VILLAGE and (other.place.population or 0) >= LEAST_CITY:
        # Novorossiysk is the port, not a village that was once called so.
        return True
    reach = NEIGHBOUR_KM + other.place.uncertainty_m / 1000
    return distance_km(other.place, match.place) < reach


def own_reasons(case: Case, match: NameMatch) -> list[str]:
    """Return in words what speaks for a candidate by itself."""
    told = [] if _quality(case, match) >= 0.9 else [f"name matched as {match.how}"]
    asked = case.asked
    if asked.reason and asked.fits(match.place) and (asked.required or case.is_dual):
        told.append(asked.reason)
    return told


def _quality(case: Case, match: NameMatch) -> float:
    is_called = match.how == "adjective" and (case.asked.is_adjective or case.asked.is_direction)
    return ADJECTIVE_QUALITY if is_called else match.quality


def _settlement_score(case: Case, place: Place) -> float:
    """Score a settlement by its size and its oblast: the log keeps a city ahead of its namesakes."""
    people = max(place.population or 100, 100)
    if place.admin2 is None and place.country == "UA" and place.feature_code == "PPL" and people > LEAST_CITY:
        # Every city has its district here: the dump has put a city's people at a village of its name.
        people = 100
    if case.asked.is_fought:
        people = min(people, FOUGHT_SIZE)
    if case.asked.is_attribute:
        people = min(people, COMMUNITY_SIZE)
    size = 0.75 * math.log10(people) - 1.5
    score = size + (SEAT_BONUS if place.feature_code in {"PPLC", "PPLA"} else 0.0)
    if place.source != "GeoNames" and not is_unlocated(place):
        score += 0.3
    elif place.country == "UA" and place.admin2 is None:
        score -= OLD_MAP_LOSS
    score += REAR_BONUS if place.id in case.rear_towns else _region_score(place)
    if case.asked.is_small and people > LARGEST_VILLAGE:
        score -= 4.0
    is_direction = case.asked.is_direction or (case.asked.is_towards and people > LEAST_TOWN)
    if is_direction and not any(other.place.feature_code == "ADM1" for other in case.matches):
        # A direction of attack is called after a town, not after its hamlet namesakes.
        score += size
    return score


def is_front_town(place: Place) -> bool:
    """Tell whether a place is a town at the front or the border, or the seat of a district there."""
    is_town = (place.population or 0) >= FRONT_TOWN or place.feature_code == "PPLA2"
    return is_town and (place.country, place.admin1) in FRONT_OBLASTS


def _region_score(place: Place) -> float:
    if place.country not in {"UA", "RU", "BY", None}:
        return METROPOLIS_LOSS if (place.population or 0) >= METROPOLIS else ABROAD_LOSS
    if (place.country, place.admin1) in FRONT_OBLASTS:
        return FRONT_BONUS + (FRONT_TOWN_BONUS if is_front_town(place) else 0.0)
    is_seat = place.feature_code in {"PPLA", "PPLC"}
    return -HINTERLAND_LOSS if place.country == "RU" and not is_seat else 0.0


def _area_score(case: Case, place: Place) -> float:
    """Score an oblast like its seat, so that only the words around decide between the two."""
    if place.feature_code == "ADM1":
        seats = (
            _settlement_score(case, match.place)
            for match in case.matches
            if match.place.feature_code in {"PPLA", "PPLC"} and match.place.admin1 == place.admin1
        )
        return max((seat - SEAT_LEAD for seat in seats), default=AREA_SCORE)
    # A district is named only as a district: "Sudzha" alone is the town.
    is_called = case.asked.required or case.asked.leaning == "ADM"
    return AREA_SCORE if is_called or place.feature_code.startswith("PCL") else 0.2


def _feature_score(place: Place) -> float:
    # An air base or a bridge shares its town's name and is mostly named with its own noun.
    return 1.0 if place.feature_code in NATURAL_CODES else -0.5
