"""A mention being decided, with its candidates, their scores and their shares of probability."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.models import Mention, Place
    from geo.toponyms.evidence import Asked
    from geo.toponyms.gazetteer import NameMatch
    from geo.toponyms.relations import Link

LARGEST_VILLAGE = 25_000
"""Population above which nobody calls a place a village."""

LARGEST_CITY_BY_FACILITY = 100_000
"""Population above which an airport of a name is surely the city's."""

UNLISTED_SCORE = 2.9
"""Score of "in no gazetteer": a village of the front belt with no context just outweighs it, any
other does not."""

SURE_SHARE = 0.6
"""Share from which a candidate alone speaks for its neighbours."""

DENIED = -3.7
"""Score by what the text states from which a place lies elsewhere than the text says."""

LEAST_SHARE = 0.02
MOST_LEADERS = 12
"""Candidates with less, and beyond so many, are out of the race: they speak for nobody."""

DOUBT = 0.5
"""What a place still in doubt counts for as a neighbour, beside a sure one."""

TEMPERATURE = 0.55
"""Spread of the scores: fitted so that 0.9 means right nine times in ten."""


class Anchor(NamedTuple):
    """A place that a mention may mean, its share, and what it weighs as a neighbour of others."""

    place: Place
    share: float
    weight: float
    is_dual: bool


@dataclass(slots=True)
class Case:
    """One mention being decided: its candidates with their scores, and the words around.

    ``own`` is each candidate's score by itself, ``scores`` with its neighbours. ``habit`` is above 0
    where the article elsewhere calls the name an oblast, below where a city. ``first_row`` is where
    its candidates begin in the context. ``is_dual`` tells that the name is both of an oblast and of
    its seat, and no noun decides; ``is_unlisted_possible`` that the place meant may be in no gazetteer.
    ``seat_quality`` is how well the name is that of the seat of an oblast; ``rear_towns`` are the ids of
    small towns that reports name by themselves.
    ``fits`` keeps how the candidates fit a link, by its number and the place that its anchor may be.
    """

    index: int
    mention: Mention
    asked: Asked
    sentence: int
    paragraph: int
    matches: tuple[NameMatch, ...]
    links: list[Link] = field(default_factory=list)
    habit: float = 0.0
    first_row: int = 0
    is_dual: bool = False
    is_unlisted_possible: bool = False
    seat_quality: float = 0.0
    rear_towns: frozenset[str] = frozenset()
    well_known: list[bool] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    fits: dict[tuple[int, str], list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note what the candidates have in common, which is asked for often."""
        codes = {match.place.feature_code[:3] for match in self.matches}
        self.is_dual = {"ADM", "PPL"} <= codes and not self.asked.required
        self.well_known = [
            _is_well_known(match, self.asked.facility)
            or (match.place.id in self.rear_towns and match.how != "fuzzy")
            for match in self.matches
        ]
        self.is_unlisted_possible = not any(self.well_known)
        seats = (match.quality for match in self.matches if match.place.feature_code in {"PPLA", "PPLC"})
        self.seat_quality = max(seats, default=0.0)

    def note_stated(self, stated: Sequence[float]) -> None:
        """Note what the text says of where the candidates lie: the Kuybyshev of another region is not it."""
        self.is_unlisted_possible = not any(
            known and (score > DENIED or not match.place.is_settlement)
            for known, score, match in zip(self.well_known, stated, self.matches, strict=True)
        )

    @property
    def may_be_oblast(self) -> bool:
        """Whether an oblast has the name: a raion has it with its seat as well."""
        return any(match.place.feature_code == "ADM1" for match in self.matches)

    @property
    def leaders(self) -> list[Anchor]:
        """The places that speak for the neighbours: the choice, or those still in the race.

        A doubtful name weighs by the root of its shares, so that five doubtful villages of one corner
        can find one another.
        """
        return self.lead(self.shares)

    def lead(self, shares: list[float]) -> list[Anchor]:
        """Return the leaders if these are the candidates' shares."""
        top = max(shares, default=0.0)
        if top > SURE_SHARE:
            return [Anchor(self.matches[shares.index(top)].place, top, top, self.is_dual)]
        racing = [at for at, share in enumerate(shares) if share > LEAST_SHARE]
        racing.sort(key=shares.__getitem__, reverse=True)
        return [
            Anchor(self.matches[at].place, shares[at], self._doubtful_weight(at, shares), self.is_dual)
            for at in racing[:MOST_LEADERS]
        ]

    def _doubtful_weight(self, at: int, shares: list[float]) -> float:
        """Return what a candidate in doubt weighs; an oblast beside its own seat weighs as both."""
        share, place = shares[at], self.matches[at].place
        if self.is_dual and place.feature_code == "ADM1":
            both = zip(self.matches, shares, strict=True)
            share = sum(part for match, part in both if match.place.admin1 == place.admin1)
            return max(share, DOUBT * math.sqrt(share))
        return DOUBT * math.sqrt(share)

    @property
    def best(self) -> Place | None:
        """The leading candidate's place."""
        leaders = self.leaders
        return leaders[0].place if leaders else None

    @property
    def shares(self) -> list[float]:
        """The probabilities of the candidates; what is missing to 1 is for a place in no gazetteer."""
        if not self.is_unlisted_possible:
            return softmax(self.scores)
        shares = softmax([*self.scores, UNLISTED_SCORE])
        shares.pop()
        return shares


@cache
def load_rear_towns(data_dir: Path) -> frozenset[str]:
    """Return the ids of the small towns far behind the front that reports name by themselves.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged.
    """
    path = data_dir / "lexicon" / "rear_towns.json"
    try:
        return frozenset(json.loads(path.read_text(encoding="utf-8"))["places"])
    except (OSError, ValueError, KeyError) as error:
        msg = f"Towns of the rear {path.name!r} cannot be read ({error}); install Frontline again"
        raise GazetteerError(msg) from error


def _is_well_known(match: NameMatch, facility: str) -> bool:
    """Tell whether a place is so well known that another would not be called so: a city, an oblast."""
    place = match.place
    if match.how == "fuzzy" or place.feature_code == "ADM2":
        return False
    if facility and " " in match.matched:
        # The gazetteer has the very words: «порт Усть-Луга».
        return True
    # An airport is called after a person or a village as often as after a city; a port is its town's.
    is_called = facility not in {"", "PRT"}
    least = LARGEST_CITY_BY_FACILITY if is_called else LARGEST_VILLAGE
    return (place.population or 0) >= least or not place.is_settlement


def softmax(scores: Sequence[float]) -> list[float]:
    """Return ``scores`` as shares of 1, the more even the higher the temperature."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp((score - top) / TEMPERATURE) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
