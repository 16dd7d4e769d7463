"""What a kind of claim and a party look like, in one table for the web map, the figure and every legend.

The shape says what is reported, the colour says who acts, and a small mark repeats the colour's
message for those who cannot tell the colours apart. The values are plain data (outlines, hex
colours, labels), so that no renderer needs another one's library.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from geo.models import Kind, Side, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

Outline = tuple[tuple[float, float], ...]

SEVERAL: Final = "several"
"""Whose claims stand at one place when they are of different parties: not the same as both acting."""

Party = Side | Literal["several"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSymbol:
    """How a kind is drawn.

    ``outline`` is a closed polygon around 0,0 in units of the marker's radius, y upwards; all
    outlines cover about the same area, so that no kind looks weightier than another.
    """

    kind: Kind
    label: str
    shape: str
    outline: Outline

    @property
    def svg_path(self) -> str:
        """The outline as SVG path data, for a ``viewBox`` of ``-1.3 -1.3 2.6 2.6``, y downwards."""
        points = (f"{x:g} {-y:g}" for x, y in self.outline)
        return "M" + "L".join(points) + "Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSymbol:
    """How a party is drawn: its colour on the light and on the dark map, and the mark inside.

    ``mark`` is ``none``, ``dot`` (a white dot), ``bar`` (a white upright bar), ``cross`` (a white
    cross) or ``ring`` (hollow).
    """

    side: Side | None
    label: str
    light: str
    dark: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours of the map itself, light or dark."""

    name: str
    land: str
    land_russia: str
    water: str
    river: str
    border: str
    oblast: str
    text: str
    halo: str
    distance: str
    uncertainty: str
    neutral: str
    terrain: str
    gained: str
    lost: str


def _star(points: int, outer: float, inner: float) -> Outline:
    """Return a star whose first tip points up."""
    radii = (outer, inner)
    angles = (math.radians(90 + 180 / points * index) for index in range(2 * points))
    return tuple(
        (round(radii[i % 2] * math.cos(a), 3), round(radii[i % 2] * math.sin(a), 3))
        for i, a in enumerate(angles)
    )


def _ring(count: int, radius: float) -> Outline:
    """Return a regular polygon whose first corner points up: the tips of a star."""
    return _star(count, radius, radius)[::2]


def _turned(outline: Outline, degrees: float) -> Outline:
    """Return ``outline`` turned anticlockwise."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return tuple((round(x * c - y * s, 3), round(x * s + y * c, 3)) for x, y in outline)


_TRIANGLE: Outline = ((0.0, 1.15), (-1.08, -0.8), (1.08, -0.8))
_PLUS: Outline = (
    (-0.36, 1.1), (0.36, 1.1), (0.36, 0.36), (1.1, 0.36), (1.1, -0.36), (0.36, -0.36),
    (0.36, -1.1), (-0.36, -1.1), (-0.36, -0.36), (-1.1, -0.36), (-1.1, 0.36), (-0.36, 0.36),
)  # fmt: skip
_ARROW: Outline = (
    (-1.15, 0.0), (-0.1, 1.0), (-0.1, 0.45), (1.1, 0.45), (1.1, -0.45), (-0.1, -0.45), (-0.1, -1.0),
)  # fmt: skip
_SHIELD: Outline = (
    (-0.9, 1.0), (0.9, 1.0), (0.9, 0.1), (0.62, -0.55), (0.0, -1.15), (-0.62, -0.55), (-0.9, 0.1),
)  # fmt: skip
_HOURGLASS: Outline = ((-0.95, 1.0), (0.95, 1.0), (0.3, 0.0), (0.95, -1.0), (-0.95, -1.0), (-0.3, 0.0))
_HOUSE: Outline = (
    (0.0, 1.15),
    (1.0, 0.25),
    (0.72, 0.25),
    (0.72, -0.95),
    (-0.72, -0.95),
    (-0.72, 0.25),
    (-1.0, 0.25),
)
_BAR: Outline = ((-1.15, 0.5), (1.15, 0.5), (1.15, -0.5), (-1.15, -0.5))

_SLANT: Outline = ((-1.2, -0.75), (0.5, -0.75), (1.2, 0.75), (-0.5, 0.75))

KIND_SYMBOLS: dict[Kind, KindSymbol] = {
    symbol.kind: symbol
    for symbol in (
        KindSymbol(kind=Kind.ADVANCE, label="Advance", shape="triangle", outline=_TRIANGLE),
        KindSymbol(
            kind=Kind.CAPTURE,
            label="Capture",
            shape="square",
            outline=((-0.88, 0.88), (0.88, 0.88), (0.88, -0.88), (-0.88, -0.88)),
        ),
        KindSymbol(kind=Kind.CLASH, label="Clash", shape="circle", outline=_ring(28, 1.0)),
        KindSymbol(kind=Kind.STRIKE, label="Strike", shape="triangle down", outline=_turned(_TRIANGLE, 180)),
        KindSymbol(
            kind=Kind.GROUND_ATTACK,
            label="Ground attack",
            shape="triangle right",
            outline=_turned(_TRIANGLE, -90),
        ),
        KindSymbol(kind=Kind.REPELLED_ATTACK, label="Attack repelled", shape="shield", outline=_SHIELD),
        KindSymbol(kind=Kind.CONTROL, label="Control", shape="diamond", outline=_ring(4, 1.22)),
        KindSymbol(kind=Kind.PRESENCE, label="Presence", shape="pentagon", outline=_ring(5, 1.1)),
        KindSymbol(kind=Kind.WITHDRAWAL, label="Withdrawal", shape="arrow left", outline=_ARROW),
        KindSymbol(kind=Kind.CASUALTIES, label="Casualties", shape="plus", outline=_PLUS),
        KindSymbol(kind=Kind.PRISONERS, label="Prisoners", shape="hourglass", outline=_HOURGLASS),
        KindSymbol(
            kind=Kind.EQUIPMENT_LOSS, label="Equipment loss", shape="cross", outline=_turned(_PLUS, 45)
        ),
        KindSymbol(kind=Kind.EVACUATION, label="Evacuation", shape="house", outline=_HOUSE),
        KindSymbol(kind=Kind.BUILDUP, label="Build-up", shape="star", outline=_star(5, 1.3, 0.58)),
        KindSymbol(kind=Kind.DENIAL, label="Denial", shape="bar", outline=_BAR),
        KindSymbol(kind=Kind.OTHER, label="Other", shape="slant", outline=_SLANT),
    )
}
"""Every kind, in the order of the legends: what changes the map first."""

# Chosen by search: at least 3:1 against land and water of both maps, and a CIELAB distance of at
# least 20 between any two under protanopia, deuteranopia and tritanopia (tests/rendering/test_symbols.py).
ACTOR_SYMBOLS: dict[Side | None, ActorSymbol] = {
    symbol.side: symbol
    for symbol in (
        ActorSymbol(side=Side.UA, label="Ukraine", light="#1c6bc8", dark="#4ea0ff", mark="none"),
        ActorSymbol(side=Side.RU, label="Russia", light="#b3152b", dark="#ff5d5d", mark="dot"),
        ActorSymbol(side=Side.BOTH, label="Both sides", light="#431b6e", dark="#e3c8ff", mark="bar"),
        ActorSymbol(side=Side.OTHER, label="Others", light="#6b6f76", dark="#8d9299", mark="none"),
        ActorSymbol(side=None, label="Not said", light="#6b6f76", dark="#8d9299", mark="ring"),
    )
}
"""Every party that acts; ``None`` where the text does not say."""

PARTY_SYMBOLS: dict[Party, ActorSymbol] = {
    **{side: symbol for side, symbol in ACTOR_SYMBOLS.items()},  # noqa: C416 - for the wider type
    SEVERAL: ActorSymbol(
        side=None, label="Claims of different parties", light="#1d1f23", dark="#f6f3ea", mark="cross"
    ),
}
"""What a marker may stand for: one party, or claims of several that were gathered at one place."""

STATUS_LABELS: dict[Status, str] = {
    Status.GEOLOCATED: "Geolocated",
    Status.CONFIRMED: "Confirmed",
    Status.ASSERTED: "Stated by the article",
    Status.ASSESSED: "Assessed",
    Status.CLAIMED: "Claimed",
    Status.REPORTED: "Reported",
    Status.UNCONFIRMED: "Unconfirmed",
    Status.DENIED: "Denied",
    Status.PLANNED: "Planned",
    Status.HYPOTHETICAL: "Hypothetical",
}
"""How sure the source is, surest first."""

HOLLOW_STATUSES = frozenset({Status.DENIED, Status.UNCONFIRMED})
"""Drawn as an outline only: the text itself says that it may not be so."""

LIGHT = Theme(
    name="light",
    land="#f7f5ee",
    land_russia="#e9eae8",
    water="#cfe0ec",
    river="#a9cbe3",
    border="#2b2d31",
    oblast="#8b95a5",
    text="#22252a",
    halo="#ffffff",
    distance="#7a3a96",
    uncertainty="#c77f0a",
    neutral="#6b6f76",
    terrain="#5b6634",
    gained="#0b7a6f",
    lost="#b0408f",
)

DARK = Theme(
    name="dark",
    land="#23262b",
    land_russia="#1c1e22",
    water="#131f2a",
    river="#2d4a62",
    border="#d9d6cf",
    oblast="#69717d",
    text="#e8e6e1",
    halo="#16181b",
    distance="#cf9be8",
    uncertainty="#f0b54a",
    neutral="#8d9299",
    terrain="#b3bf86",
    gained="#45d0bd",
    lost="#ff8fd6",
)

PRINT = Theme(
    name="print",
    land="#ffffff",
    land_russia="#efefef",
    water="#d9d9d9",
    river="#b5b5b5",
    border="#000000",
    oblast="#7d7d7d",
    text="#000000",
    halo="#ffffff",
    distance="#3a3a3a",
    uncertainty="#5a5a5a",
    neutral="#4a4a4a",
    terrain="#6a6a6a",
    gained="#2a2a2a",
    lost="#8a8a8a",
)
"""Greys alone, for paper: the parties are told apart by fill and mark, since no colour survives a copier."""

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK)}
"""The themes of the maps on screen."""

SHEET_THEMES: dict[str, Theme] = THEMES | {PRINT.name: PRINT}
"""The themes of the static figure."""

# A filled shape, a dark one with a dot, one with a bar, a hollow one.
_PRINT_GREYS: dict[Party, str] = {
    Side.UA: "#8f8f8f",
    Side.RU: "#000000",
    Side.BOTH: "#4f4f4f",
    Side.OTHER: "#b9b9b9",
    None: "#b9b9b9",
    SEVERAL: "#000000",
}


def party_of(sides: Iterable[Side | None]) -> Party:
    """Return whose claims a marker stands for: the one party that acts, or several.

    Claims that do not say who acts are left out, unless none does.

    >>> party_of([Side.UA, Side.RU]), party_of([Side.UA, None])
    ('several', <Side.UA: 'UA'>)
    """
    known = set(sides) - {None}
    if len(known) > 1:
        return SEVERAL
    return next(iter(known), None)


def actor_color(side: Party, *, theme: Theme = LIGHT) -> str:
    """Return the colour of ``side`` on the map of ``theme``, as ``#rrggbb``."""
    if theme.name == PRINT.name:
        return _PRINT_GREYS[side]
    symbol = PARTY_SYMBOLS[side]
    return symbol.dark if theme.name == "dark" else symbol.light


def is_hollow(status: Status, *, negated: bool = False) -> bool:
    """Whether a claim is drawn as an outline only."""
    return negated or status in HOLLOW_STATUSES
