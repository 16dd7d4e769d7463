"""A mention being decided, with its candidates, their scores and their shares of probability."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.models import Mention, Place
    from geo.toponyms.evidence import Asked
    from geo.toponyms.gazetteer import NameMatch
    from geo.toponyms.relations import Link

LARGEST_VILLAGE = 25_000
"""Population above which nobody calls a place a village."""

UNLISTED_SCORE = 2.9
"""Score of "in no gazetteer": a village of the front belt with no context just outweighs it, any
other does not."""

TEMPERATURE = 0.55
"""Spread of the scores: fitted so that 0.9 means right nine times in ten."""


class Anchor(NamedTuple):
    """A mention whose place is as good as known, with that place and its share."""

    case: Case
    place: Place
    share: float


@dataclass(slots=True)
class Case:
    """One mention being decided: its candidates with their scores, and the words around.

    ``own`` is each candidate's score by itself, ``scores`` with its neighbours. ``habit`` is above 0
    where the article elsewhere calls the name an oblast, below where a city. ``first_row`` is where
    its candidates begin in the context.
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
    own: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    @property
    def best(self) -> tuple[float, Place | None]:
        """The probability and the place of the leading candidate."""
        if not self.matches:
            return 0.0, None
        shares = self.shares
        lead = max(range(len(shares)), key=shares.__getitem__)
        return shares[lead], self.matches[lead].place

    @property
    def shares(self) -> list[float]:
        """The probabilities of the candidates; what is missing to 1 is for a place in no gazetteer."""
        if any(_is_well_known(match) for match in self.matches):
            return softmax(self.scores)
        return softmax([*self.scores, UNLISTED_SCORE])[:-1]

    @property
    def is_dual(self) -> bool:
        """Whether the name is both of an oblast and of its seat, and no noun decides."""
        codes = {match.place.feature_code[:3] for match in self.matches}
        return "ADM" in codes and "PPL" in codes and not self.asked.required


def _is_well_known(match: NameMatch) -> bool:
    """Tell whether a namesake would be called otherwise: a town, an oblast, a sea."""
    place = match.place
    return match.how != "fuzzy" and ((place.population or 0) >= LARGEST_VILLAGE or not place.is_settlement)


def softmax(scores: Sequence[float]) -> list[float]:
    """Return ``scores`` as shares of 1, the more even the higher the temperature."""
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp((score - top) / TEMPERATURE) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
