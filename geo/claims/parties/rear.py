"""Far behind whose lines a place lies: one army alone moves, gathers or leaves there, whoever is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.models import Side

if TYPE_CHECKING:
    from geo.models import Mention

BORDERING = frozenset({"Belgorod", "Kursk", "Bryansk"})
"""Oblasts of Russia in which both armies have fought."""

HELD_FROM_THE_START = frozenset({"Crimea", "Sevastopol"})

_FAR_FROM_WAR = frozenset(
    {
        "Cherkasy", "Chernivtsi", "Ivano-Frankivsk", "Khmelnytskyi", "Kirovohrad", "Lviv", "Rivne",
        "Ternopil", "Vinnytsia", "Volyn", "Zakarpattia",
    }
)  # fmt: skip
"""Oblasts of Ukraine that no Russian troops have entered."""


def rear_of(mention: Mention, *, held: frozenset[str]) -> Side | None:
    """Return far behind whose lines a place lies, where no other army moves, gathers or leaves.

    That says nothing of whose it is: Crimea and what has been held since 2022 are Ukraine's by right.
    """
    place = mention.place
    if place is None or place.feature_code.startswith("PCL"):
        return None
    if place.admin1 in HELD_FROM_THE_START or place.id in held:
        return Side.RU
    if place.country == "RU":
        return None if place.admin1 in BORDERING else Side.RU
    return Side.UA if place.country == "UA" and place.admin1 in _FAR_FROM_WAR else None
