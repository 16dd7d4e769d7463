"""Far behind whose lines a place lies: one army alone moves, gathers or leaves there, whoever is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Kind, Side

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import View
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


OF_THE_REAR = frozenset({Kind.WITHDRAWAL, Kind.BUILDUP})
"""Kinds that only the army does which holds the rear: ships moved to Novorossiysk are Russia's."""

REACH = 60
"""Letters before a place in which it is called occupied."""

_OCCUPIED = re.compile(
    r"(?:\b(?:occupied|russian-(?:held|controlled)|annexed)|(?<!\w)(?:окупован|оккупирован|анексован|аннексирован)\w+)"
    r"\s(?:(?:parts?|areas?|territory|city|town|village|of|the|(?:сам|част|територ|территор|міст|город|сел|селищ|пос[её]л"
    r"|район)\w*)\s){0,3}\Z"
)


def is_called_held(view: View, mention: Mention) -> bool:
    """Tell whether the words before a place of Ukraine call it occupied: strikes there are Ukraine's."""
    place = mention.place
    if place is not None and place.country != "UA":
        return False
    return _OCCUPIED.search(view.between(max(view.start, mention.start - REACH), mention.start)) is not None


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
