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

OBLAST_BONUS = 2.4
"""What an oblast named in the sentence adds to the places in it."""

OTHER_OBLASTS = 0.4
"""What oblasts named elsewhere still count for in a sentence that names its own."""

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
        self._known: dict[bytes, tuple[Floats, Floats, Flags, Floats]] = {}
        self._sentences, self._paragraphs = np.array(sentences), np.array(paragraphs)
        self._texts = _numbered(texts)
        first: dict[int, str] = {}
        for row in rows:
            first[row.case] = min(first.get(row.case, row.place.id), row.place.id)
        self._first = _numbered([first.get(case, f"no place of {case}") for case in range(len(texts))])
        self._is_country, self._is_oblast, self._is_small = _kinds(self._places)
        self._kin, self._same_country = _kinships(self._places)
        self._lon = np.array([place.lon for place in self._places])
        self._lat = np.array([place.lat for place in self._places])

    def weigh(self, anchors: Sequence[tuple[int, Place, float]]) -> Said:
        """Return what the anchors say for and against each row.

        Parameters
        ----------
        anchors
            The index of a case, the place it leans to, and how surely (0 to 1).
        """
        columns = list(dict.fromkeys(self._number[place.id] for _, place, _ in anchors))
        nothing = np.zeros(len(self._rows))
        if not columns:
            return Said(self, np.array([], dtype=np.intp), support=nothing, loss=nothing)
        at = np.array(columns, dtype=np.intp)
        weights, reach = self._weights(anchors, at)
        return self._score(at, weights, reach)

    def _weights(
        self, anchors: Sequence[tuple[int, Place, float]], at: Indices
    ) -> tuple[Floats, NDArray[np.int8]]:
        """Return for each case and column the weight of its nearest mention, and how near that is."""
        cases = np.array([case for case, _, _ in anchors], dtype=np.intp)
        shares = np.array([share for _, _, share in anchors])
        column_of = {number: column for column, number in enumerate(at.tolist())}
        column = np.array([column_of[self._number[place.id]] for _, place, _ in anchors], dtype=np.intp)
        same_sentence = self._sentences[:, None] == self._sentences[cases][None, :]
        same_paragraph = self._paragraphs[:, None] == self._paragraphs[cases][None, :]
        reach = np.where(same_sentence, 0, np.where(same_paragraph, 1, 2)).astype(np.int8)
        own = self._texts[:, None] == self._texts[cases][None, :]
        # A case form may be filed under another spelling of the same places.
        own |= self._first[:, None] == self._first[cases][None, :]
        weight = np.where(own, 0.0, np.take(np.array(REACH), reach) * shares)
        order = np.argsort(column, kind="stable")
        starts = np.flatnonzero(np.diff(column[order], prepend=-1))
        best = np.maximum.reduceat(weight[:, order], starts, axis=1)
        nearest = np.minimum.reduceat(np.where(own, 2, reach)[:, order], starts, axis=1)
        return best, nearest

    def _score(self, at: Indices, weights: Floats, reach: NDArray[np.int8]) -> Said:
        weight = weights[self._case_of_row]
        near_bonus, named_bonus, is_same, away = self._bonuses(at)
        not_country = np.where(self._is_country[at], 0.0, weight)
        own_first = self._own_oblast_first(weights, reach, self._is_oblast[at])
        near, named = weight * near_bonus, own_first[self._case_of_row] * named_bonus
        total = named.max(axis=1) + _sum_best(near)
        stranger = (1.0 - np.clip(total, 0.0, SUPPORT_ENOUGH) / SUPPORT_ENOUGH) * self._strangeness
        loss = STRANGER_LOSS * not_country.max(axis=1) * stranger
        loss += ABROAD_LOSS * self._abroad(not_country, is_same)
        return Said(self, at, support=total, loss=loss, named=named, near=near, away=away, reach=reach)

    def _bonuses(self, at: Indices) -> tuple[Floats, Floats, Flags, Floats]:
        """Return what each row gains at most by each column, near it and named with it, and the reasons.

        Kept, since the leading places seldom change from one weighing to the next.
        """
        columns = at.tobytes()
        if columns not in self._known:
            self._known = {columns: self._find_bonuses(at)}
        return self._known[columns]

    def _find_bonuses(self, at: Indices) -> tuple[Floats, Floats, Flags, Floats]:
        # Worked out once a place, not once a row.
        country, oblast = self._is_country[at], self._is_oblast[at]
        kin = self._kin[:, None] == self._kin[at]
        same_country = self._same_country[:, None] == self._same_country[at]
        away = self._distances(at)
        near_bonus = NEAR_BONUS / (1.0 + (away / NEAR_KM) ** 1.5) + KIN_BONUS * kin
        near_bonus[:, country | oblast] = 0.0
        near_bonus[~self._is_small] = 0.0
        named_bonus = OBLAST_BONUS * (oblast & kin) + COUNTRY_BONUS * (country & same_country)
        named_bonus[self._is_country] = 0.0
        rows = self._rows
        return near_bonus[rows], named_bonus[rows], same_country[rows], away

    @staticmethod
    def _own_oblast_first(weights: Floats, reach: NDArray[np.int8], oblast: Flags) -> Floats:
        """Return the weights with little left of other oblasts where the sentence names its own."""
        has_own = ((reach == 0) & oblast & (weights > 0)).any(axis=1)
        lessened: Floats = np.where(has_own[:, None] & (reach > 0) & oblast, OTHER_OBLASTS * weights, weights)
        return lessened

    def _abroad(self, weight: Floats, is_same: Flags) -> Floats:
        """Return how surely each small row lies in another country than what is named around it, 0 to 1."""
        # Squared, ten places elsewhere in the article do not outweigh one in the sentence.
        there = np.where(is_same, 0.0, weight**2).sum(axis=1)
        here = np.where(is_same, weight**2, 0.0).sum(axis=1)
        known = np.minimum(there / ABROAD_WEIGHT, 1.0) * self._smallness
        surely: Floats = known * np.maximum(there - here, 0.0) / np.maximum(there + here, 1e-9)
        return surely

    def _distances(self, at: Indices) -> Floats:
        """Return about how many kilometres lie between each place and each column."""
        lon, lat = self._lon, self._lat
        scale = np.cos(np.radians((lat[:, None] + lat[at]) / 2))
        away: Floats = np.hypot((lon[:, None] - lon[at]) * scale, lat[:, None] - lat[at]) * KM_PER_DEGREE
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

    ``support`` is for each row what its neighbours add, ``loss`` what it loses as a stranger among them.
    """

    context: Context
    at: Indices
    support: Floats
    loss: Floats
    named: Floats | None = None
    near: Floats | None = None
    away: Floats | None = None
    reach: NDArray[np.int8] | None = None

    def reasons(self, row: int) -> list[str]:
        """Return in words which oblast and which neighbour speak most for a row."""
        if self.named is None or self.near is None or self.away is None or self.reach is None:
            return []
        told = []
        column = int(self.named[row].argmax())
        if self.named[row, column] > COUNTRY_BONUS:
            reach = REACH_NAMES[int(self.reach[self.context.case_of(row), column])]
            told.append(f"named with {self._name(column)} in this {reach}")
        column = int(self.near[row].argmax())
        if self.near[row, column] > LEAST_TOLD:
            away = self.away[self.context.number_of(row), column]
            told.append(f"{away:.0f} km from {self._name(column)}, also in this article")
        return told

    def _name(self, column: int) -> str:
        return self.context.place_at(int(self.at[column])).name


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
        np.array([code.startswith("PPL") or code == "ADM2" for code in codes]),
    )


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
    best = -np.sort(-near, axis=1)[:, :kept] if near.shape[1] <= kept else _largest(near, kept)
    total: Floats = best @ np.array(NEIGHBOUR_FACTORS[:kept])
    return total


def _largest(values: Floats, count: int) -> Floats:
    top = np.partition(values, values.shape[1] - count, axis=1)[:, -count:]
    ordered: Floats = -np.sort(-top, axis=1)
    return ordered


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
