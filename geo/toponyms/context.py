"""How the other places of an article speak for and against each candidate.

A report may name sixty places of twenty namesakes each, so the weighing is done for all candidates
at once, in arrays: a row for each candidate of each mention, a column for each other place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.models import Place

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Indices = NDArray[np.intp]

NEAR_KM = 25.0
"""Distance at which nearness to another place of the article counts half."""

NEAR_BONUS = 2.2
"""What a place of the same sentence adds to one right beside it."""

KIN_BONUS = 0.4
"""What a settlement adds to places of its oblast, however far."""

FRONT_OBLASTS = frozenset(
    {
        ("UA", "Chernihiv"), ("UA", "Sumy"), ("UA", "Kharkiv"), ("UA", "Luhansk"), ("UA", "Donetsk"),
        ("UA", "Dnipropetrovsk"), ("UA", "Zaporizhzhia"), ("UA", "Kherson"), ("UA", "Mykolaiv"),
        ("RU", "Belgorod"), ("RU", "Kursk"), ("RU", "Bryansk"), ("RU", "Voronezh"), ("RU", "Rostov"),
    }
)  # fmt: skip
"""Oblasts at the front or the border, whose villages reports of this war name."""

FAR_KIN_BONUS = 1.2
"""What two settlements of one oblast deep in Russia add to each other: nobody names two there by chance."""

OBLAST_BONUS = 2.4
"""What an oblast named in the sentence adds to the places in it."""

OTHER_OBLASTS = 0.4
"""What oblasts named elsewhere still count for in a sentence that names its own."""

OWNED_OBLAST = 0.6
"""What an oblast that is named as that of one place counts for with the others."""

COUNTRY_BONUS = 0.4
"""What a country named in the sentence adds to the places in it."""

NEIGHBOUR_FACTORS = (1.0, 0.5, 0.3)
"""What the best three neighbours count for: three say all there is to say, and a hundred must not
outweigh the sentence's own oblast."""

REACH = (1.0, 0.6, 0.35)
"""Weight of a place named in the same sentence, in the same paragraph, elsewhere in the article."""

REACH_NAMES = ("sentence", "paragraph", "article")

STRANGER_LOSS = 2.4
"""Most that a small place loses for lying far from everything named beside it."""

ALONE = 0.3
"""Part of that loss for a place whose name no other bears: it is named wherever it lies."""

ABROAD_LOSS = 3.0
"""Most that a small place loses where all that is named around it lies in another country: a governor
of Belgorod who lists villages lists his own."""

ABROAD_WEIGHT = 1.2
"""Weight of the places named around from which that counts in full."""

SUPPORT_ENOUGH = 0.6
"""Context score from which a place is no stranger in its article."""

KM_PER_DEGREE = 111.2


@dataclass(slots=True)
class Row:
    """A candidate of a mention: its place, and how small it is (0 to 1), for small ones are strangers.

    ``is_alone`` tells that no other place of Ukraine, whose villages are all listed, has the name.
    """

    case: int
    place: Place
    smallness: float
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """All about some anchors but how sure they are, which alone changes from one weighing to the next.

    ``base`` is what each anchor weighs for each case if it is sure, the anchors in the order of their
    columns, which begin at ``starts``. ``areas`` and ``points`` are the columns that are oblasts or
    countries, and the others. ``lessened`` is what is left of an oblast's weight for a case.
    ``near_bonus`` and ``named_bonus`` are what each row gains at most by each point and by each area.
    """

    at: Indices
    order: Indices
    starts: Indices
    base: Floats
    reach: NDArray[np.int8]
    areas: Indices
    points: Indices
    smaller: Indices
    lessened: Floats
    near_bonus: Floats
    named_bonus: Floats
    by_country: Floats
    away: Floats


class Context:
    """The candidates of an article, ready to be weighed against any choice of its places.

    Parameters
    ----------
    rows
        One for each candidate of each case, the cases in order.
    sentences, paragraphs, texts
        Of each case: its sentence, its paragraph and the name, of which no mention speaks for another.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        sentences: Sequence[int],
        paragraphs: Sequence[int],
        texts: Sequence[str],
        told_of: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Measure every candidate against every other once."""
        unique = {row.place.id: row.place for row in rows}
        self._places = list(unique.values())
        numbers = {key: number for number, key in enumerate(unique)}
        self._rows = np.array([numbers[row.place.id] for row in rows], dtype=np.intp)
        self._case_of_row = np.array([row.case for row in rows], dtype=np.intp)
        self._smallness = np.array([row.smallness for row in rows])
        self._strangeness = self._smallness * np.array([ALONE if row.is_alone else 1.0 for row in rows])
        self._number = numbers
        self._frame: tuple[list[tuple[int, int]], _Frame] | None = None
        self._sentences, self._paragraphs = np.array(sentences), np.array(paragraphs)
        self._texts = _numbered(texts)
        # What the oblast of one village says of the others of its sentence.
        self._own = np.ones((len(texts), len(texts)))
        self._own[:, [area for _, area in told_of]] = OWNED_OBLAST
        for place, area in told_of:
            self._own[place, area] = 1.0
        first: dict[int, str] = {}
        for row in rows:
            first[row.case] = min(first.get(row.case, row.place.id), row.place.id)
        self._first = _numbered([first.get(case, f"no place of {case}") for case in range(len(texts))])
        self._is_country, self._is_oblast, self._is_small = _kinds(self._places)
        self._kin, self._same_country = _kinships(self._places)
        self._is_deep = np.array([_is_deep(place) for place in self._places])
        self._lon = np.array([place.lon for place in self._places])
        self._lat = np.array([place.lat for place in self._places])

    def weigh(self, anchors: Sequence[tuple[int, Place, float]]) -> Said:
        """Return what the anchors say for and against each row.

        Parameters
        ----------
        anchors
            The index of a case, the place it leans to, and how surely (0 to 1).
        """
        if not anchors:
            nothing = np.zeros(len(self._rows))
            return Said(self, support=nothing, loss=nothing)
        number = self._number
        pairs = [(case, number[place.id]) for case, place, _ in anchors]
        # The leading places seldom change from one weighing to the next.
        if self._frame is None or self._frame[0] != pairs:
            self._frame = pairs, self._lay_out(pairs)
        return self._score(self._frame[1], np.array([share for _, _, share in anchors]))

    def _lay_out(self, pairs: Sequence[tuple[int, int]]) -> _Frame:
        """Return what anchors, as cases and places by number, say if all are sure."""
        cases = np.array([case for case, _ in pairs], dtype=np.intp)
        columns = list(dict.fromkeys(place for _, place in pairs))
        at = np.array(columns, dtype=np.intp)
        column_of = {place: column for column, place in enumerate(columns)}
        column = np.array([column_of[place] for _, place in pairs], dtype=np.intp)
        order = np.argsort(column, kind="stable")
        starts = np.flatnonzero(np.diff(column[order], prepend=-1))
        base, reach = self._reach(cases[order], starts)
        country, oblast = self._is_country[at], self._is_oblast[at]
        # Little is left of other oblasts where the sentence names its own.
        is_own = oblast & (reach == 0) & (np.maximum.reduceat(base, starts, axis=1) > 0)
        lessened = np.where(is_own.any(axis=1)[:, None] & (reach > 0) & oblast, OTHER_OBLASTS, 1.0)
        areas, points = np.flatnonzero(country | oblast), np.flatnonzero(~(country | oblast))
        away = self._distances(at)
        near_bonus, named_bonus = self._find_bonuses(at[areas], at[points], away[:, points])
        return _Frame(
            at=at,
            order=order,
            starts=starts,
            base=base,
            reach=reach,
            areas=areas,
            points=points,
            smaller=np.flatnonzero(~country),
            lessened=lessened[:, areas],
            near_bonus=near_bonus[self._rows],
            named_bonus=named_bonus[self._rows],
            by_country=np.eye(int(self._same_country.max()) + 1)[self._same_country[at[~country]]],
            away=away,
        )

    def _reach(self, cases: Indices, starts: Indices) -> tuple[Floats, NDArray[np.int8]]:
        """Return for each case what each anchor's case weighs, and how near each column's nearest is."""
        same_sentence = self._sentences[:, None] == self._sentences[cases]
        same_paragraph = self._paragraphs[:, None] == self._paragraphs[cases]
        reach = np.where(same_sentence, 0, np.where(same_paragraph, 1, 2)).astype(np.int8)
        own = self._texts[:, None] == self._texts[cases]
        # A case form may be filed under another spelling of the same places.
        own |= self._first[:, None] == self._first[cases]
        base = np.where(own, 0.0, np.take(np.array(REACH), reach)) * self._own[:, cases]
        return base, np.minimum.reduceat(np.where(own, 2, reach), starts, axis=1)

    def _find_bonuses(self, areas: Indices, points: Indices, away: Floats) -> tuple[Floats, Floats]:
        """Return what each place gains at most by each point it is near, and by each area named with it."""
        far = away / NEAR_KM
        near_bonus = NEAR_BONUS / (1.0 + far * np.sqrt(far))
        kin_bonus = np.where(self._is_deep, FAR_KIN_BONUS, KIN_BONUS)[:, None]
        near_bonus += kin_bonus * (self._kin[:, None] == self._kin[points])
        near_bonus[~self._is_small] = 0.0
        same_country = self._same_country[:, None] == self._same_country[areas]
        named_bonus = OBLAST_BONUS * (self._is_oblast[areas] & (self._kin[:, None] == self._kin[areas]))
        named_bonus += COUNTRY_BONUS * (self._is_country[areas] & same_country)
        named_bonus[self._is_country] = 0.0
        return near_bonus, named_bonus

    def _score(self, frame: _Frame, shares: Floats) -> Said:
        rows = self._case_of_row
        weights = frame.base * shares[frame.order]
        if len(frame.starts) < len(frame.order):
            weights = np.maximum.reduceat(weights, frame.starts, axis=1)
        named = (weights[:, frame.areas] * frame.lessened)[rows] * frame.named_bonus
        near = weights[:, frame.points][rows] * frame.near_bonus
        total = named.max(axis=1, initial=0.0) + _sum_best(near)
        stranger = (1.0 - np.minimum(total, SUPPORT_ENOUGH) / SUPPORT_ENOUGH) * self._strangeness
        smaller = weights[:, frame.smaller]
        loss = STRANGER_LOSS * smaller.max(axis=1, initial=0.0)[rows] * stranger
        loss += ABROAD_LOSS * self._abroad(smaller, frame.by_country)
        return Said(self, support=total, loss=loss, named=named, near=near, frame=frame)

    def _abroad(self, weight: Floats, by_country: Floats) -> Floats:
        """Return how surely each small row lies in another country than what is named around it, 0 to 1."""
        # Squared, ten places elsewhere in the article do not outweigh one in the sentence.
        told = weight**2 @ by_country
        rows = self._case_of_row
        here = told[rows, self._same_country[self._rows]]
        there = told.sum(axis=1)[rows] - here
        known = np.minimum(there / ABROAD_WEIGHT, 1.0) * self._smallness
        surely: Floats = known * np.maximum(there - here, 0.0) / np.maximum(there + here, 1e-9)
        return surely

    def _distances(self, at: Indices) -> Floats:
        """Return about how many kilometres lie between each place and each column."""
        lon, lat = self._lon, self._lat
        # The cosine of the mean latitude, without a cosine for each pair.
        half = np.radians(lat / 2)
        scale = np.outer(np.cos(half), np.cos(half[at])) - np.outer(np.sin(half), np.sin(half[at]))
        east, north = (lon[:, None] - lon[at]) * scale, lat[:, None] - lat[at]
        away: Floats = np.sqrt(east * east + north * north) * KM_PER_DEGREE
        return away

    def number_of(self, row: int) -> int:
        """Return the number of the place of a row."""
        return int(self._rows[row])

    def case_of(self, row: int) -> int:
        """Return the case that a row is a candidate of."""
        return int(self._case_of_row[row])

    def place_at(self, number: int) -> Place:
        """Return a place by its number here."""
        return self._places[number]


@dataclass(slots=True)
class Said:
    """What one weighing found, and what it rests on, to be told of the few candidates that are shown.

    ``support`` is for each row what its neighbours add, ``loss`` what it loses as a stranger among them;
    ``named`` and ``near`` are what each area and each point of the frame adds.
    """

    context: Context
    support: Floats
    loss: Floats
    named: Floats | None = None
    near: Floats | None = None
    frame: _Frame | None = None

    def reasons(self, row: int) -> list[str]:
        """Return in words which oblast and which neighbour speak most for a row."""
        frame = self.frame
        if self.named is None or self.near is None or frame is None:
            return []
        told = []
        best = int(self.named[row].argmax()) if len(frame.areas) else -1
        if best >= 0 and self.named[row, best] > COUNTRY_BONUS:
            column = int(frame.areas[best])
            reach = REACH_NAMES[int(frame.reach[self.context.case_of(row), column])]
            told.append(f"named with {self._name(frame, column)} in this {reach}")
        best = int(self.near[row].argmax()) if len(frame.points) else -1
        if best >= 0 and self.near[row, best] > LEAST_TOLD:
            column = int(frame.points[best])
            away = frame.away[self.context.number_of(row), column]
            told.append(f"{away:.0f} km from {self._name(frame, column)}, also in this article")
        return told

    def _name(self, frame: _Frame, column: int) -> str:
        return self.context.place_at(int(frame.at[column])).name


NEIGHBOURLY = ("PPL", "ADM2", "STM", "RSV", "LK", "FRST", "ISL", "PRT", "AIR")
"""Codes of what is meant the likelier the nearer it lies to what is named with it."""

LEAST_TOLD = 0.3
"""Least bonus of a neighbour that is worth telling the reader."""


def _numbered(texts: Sequence[str]) -> Indices:
    """Return a number for each text, the same for equal ones."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return np.array([numbers[text] for text in texts], dtype=np.intp)


def _kinds(places: Sequence[Place]) -> tuple[Flags, Flags, Flags]:
    """Return which places are countries, which oblasts, and which lie at a point."""
    codes = [place.feature_code for place in places]
    return (
        np.array([code.startswith("PCL") for code in codes]),
        np.array([code == "ADM1" for code in codes]),
        np.array([code.startswith(NEIGHBOURLY) for code in codes]),
    )


def _is_deep(place: Place) -> bool:
    """Tell whether a place lies in an oblast of Russia away from the front and the border."""
    return place.country == "RU" and (place.country, place.admin1) not in FRONT_OBLASTS


def _kinships(places: Sequence[Place]) -> tuple[Indices, Indices]:
    """Return numbers that are equal for places of one oblast, and for places of one country."""
    oblasts: dict[tuple[str | None, str | None], int] = {}
    countries: dict[str | None, int] = {}
    kin = [oblasts.setdefault((place.country, place.admin1), len(oblasts)) for place in places]
    same = [countries.setdefault(place.country, len(countries)) for place in places]
    return np.array(kin, dtype=np.intp), np.array(same, dtype=np.intp)


def _sum_best(near: Floats) -> Floats:
    """Return for each row its best neighbours, added up by ``NEIGHBOUR_FACTORS``."""
    kept = min(len(NEIGHBOUR_FACTORS), near.shape[1])
    best = near if near.shape[1] <= kept else np.partition(near, near.shape[1] - kept, axis=1)[:, -kept:]
    total: Floats = np.sort(best, axis=1) @ np.array(NEIGHBOUR_FACTORS[:kept][::-1])
    return total


def distance_km(place: Place, other: Place) -> float:
    """Return about how far two places lie apart: enough to weigh nearness, never shown as measured.

    On a plane with the mean latitude's scale; within 1 % over a few hundred kilometres.
    """
    scale = math.cos(math.radians((place.lat + other.lat) / 2))
    return math.hypot((place.lon - other.lon) * scale, place.lat - other.lat) * KM_PER_DEGREE


def bearing_deg(origin: Place, place: Place) -> float:
    """Return the direction of ``place`` as seen from ``origin``, clockwise from north, on a plane."""
    scale = math.cos(math.radians((place.lat + origin.lat) / 2))
    return math.degrees(math.atan2((place.lon - origin.lon) * scale, place.lat - origin.lat)) % 360
