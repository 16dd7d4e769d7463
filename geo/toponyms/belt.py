"""How near candidates lie to where the war is fought: to the border, and to the towns of the front.

A report that names Kalynivka and nothing around it means the one by Bakhmut, not one of a hundred others.
What lies in that belt gains for it, and towns that are in the news wherever they lie gain a part.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import GazetteerError
from geo.toponyms.cases import LARGEST_VILLAGE
from geo.toponyms.context import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.models import Place
    from geo.toponyms.cases import Case

    Floats = NDArray[np.float64]

NATURAL_CODES = frozenset(
    {
        "RGN", "SEA", "STM", "RSV", "LK", "BAY", "GULF", "STRT", "ISL", "ISLS", "SPIT", "PEN", "FRST", "CNL",
        "ESTY", "ISTH", "LGN", "CAPE",
    }
)  # fmt: skip
"""Waters, islands, forests and regions, which bear their names by themselves."""

BELT_BONUS = 1.2
"""Most that lying in the belt adds."""

BELT_REACH_KM = 20.0
"""Distance from the border or a town of the front at which lying in the belt counts half."""

TOWN_SHARE = 0.5
"""Part of that bonus which a town has wherever it lies: of two called Poltava no report means the hamlet. A
city has no more: it is named for other reasons than for the war around it."""

LEAST_CITY = 100_000
"""People from which a place is a city."""

TOLD_KM = 15.0
"""Distance from the border that is worth telling the reader."""

_AT_WAR = frozenset({"UA", "RU"})


@dataclass(frozen=True, slots=True)
class Belt:
    """Distances in kilometres by place id: to the border, and to the nearest town of the front."""

    border_km: Mapping[str, float]
    front_km: Mapping[str, float]

    def bonuses(self, case: Case) -> list[float]:
        """Return what the candidates of a case gain by lying in the belt."""
        found = [self._bonus(match.place) for match in case.matches]
        most = max(found, default=0.0)
        # What is told of a river's village fits the river.
        return [
            most if match.place.feature_code in NATURAL_CODES else bonus
            for match, bonus in zip(case.matches, found, strict=True)
        ]

    def _bonus(self, place: Place) -> float:
        away = self.front_km.get(place.id)
        if away is None:
            return 0.0
        people, known = place.population or 0, BELT_BONUS * TOWN_SHARE
        if people >= LEAST_CITY:
            return known
        if place.country == "RU" and people > LARGEST_VILLAGE:
            # Of two called Donetsk the city is meant, not the Russian town at the border.
            return 0.0
        away = min(away, self.border_km.get(place.id, away))
        bonus = BELT_BONUS / (1.0 + (away / BELT_REACH_KM) ** 2)
        return max(bonus, known) if people > LARGEST_VILLAGE else bonus

    def tell(self, place: Place) -> list[str]:
        """Return in words that a place lies at the border, if it does."""
        away = self.border_km.get(place.id)
        return [] if away is None or away >= TOLD_KM else [f"{away:.0f} km from the border"]


def measure_belt(
    cases: Sequence[Case],
    border_km: Callable[[Sequence[Place]], Sequence[float]] | None,
    *,
    data_dir: Path,
) -> Belt:
    """Return how far the settlements of doubtful names lie from the border and from the front.

    Without ``border_km`` nearness to the border tells no namesakes apart.
    """
    places = {
        match.place.id: match.place
        for case in cases
        if len(case.matches) > 1 or case.is_unlisted_possible
        for match in case.matches
        if match.place.is_settlement and match.place.country in _AT_WAR
    }
    if not places:
        return Belt({}, {})
    listed = list(places.values())
    border = () if border_km is None else border_km(listed)
    return Belt(
        dict(zip(places, border, strict=False)),
        dict(zip(places, _front_km(listed, load_front(data_dir)).tolist(), strict=True)),
    )


def _front_km(places: Sequence[Place], towns: Floats) -> Floats:
    """Return about how many kilometres lie between each place and the nearest of ``towns``."""
    lon = np.array([place.lon for place in places])[:, None]
    lat = np.array([place.lat for place in places])[:, None]
    scale = np.cos(np.radians((lat + towns[:, 1]) / 2))
    away: Floats = np.hypot((lon - towns[:, 0]) * scale, lat - towns[:, 1]).min(axis=1) * KM_PER_DEGREE
    return away


@cache
def load_front(data_dir: Path) -> Floats:
    """Return the towns of the front as rows of longitude and latitude.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged.
    """
    path = data_dir / "lexicon" / "front_towns.json"
    try:
        towns = json.loads(path.read_text(encoding="utf-8"))["towns"]
        return np.array(list(towns.values()), dtype=np.float64)
    except (OSError, ValueError, KeyError) as error:
        msg = f"Towns {path.name!r} cannot be read ({error}); install Frontline again"
        raise GazetteerError(msg) from error
