"""The palette must hold for everybody: contrast against the map, distance under colour blindness."""

import itertools

import numpy as np
import pytest
from shapely.geometry import Polygon

from geo.models import Kind, Side, Status
from geo.rendering.symbols import (
    ACTOR_SYMBOLS,
    DARK,
    KIND_SYMBOLS,
    LIGHT,
    PARTY_SYMBOLS,
    SEVERAL,
    STATUS_LABELS,
    THEMES,
    Theme,
    actor_color,
    is_hollow,
)

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(color: str) -> np.ndarray:
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    dim, bright = sorted(float(linear(color) @ TO_XYZ[1]) for color in (one, other))
    return (bright + 0.05) / (dim + 0.05)


def lab(channels: np.ndarray) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(channels, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, vision: str) -> float:
    seen = [lab(VISION[vision] @ linear(color)) for color in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("side", ACTOR_SYMBOLS, ids=str)
def test_actor_stands_out_from_land_and_water(theme: Theme, side: Side | None) -> None:
    color = actor_color(side, theme=theme)
    assert min(contrast(color, ground) for ground in (theme.land, theme.land_russia, theme.water)) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_on_the_map_are_readable(theme: Theme) -> None:
    for color in (theme.text, theme.distance):
        assert min(contrast(color, ground) for ground in (theme.land, theme.land_russia)) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_actors_differ_for_every_eye(theme: Theme, vision: str) -> None:
    sides = (Side.UA, Side.RU, Side.BOTH, Side.OTHER)
    colors = [actor_color(side, theme=theme) for side in sides]
    assert min(distance(a, b, vision) for a, b in itertools.combinations(colors, 2)) >= 20


def test_same_colour_never_comes_with_the_same_mark() -> None:
    looks = [(symbol.light, symbol.mark) for symbol in ACTOR_SYMBOLS.values()]
    assert len(set(looks)) == len(Side) + 1


def test_every_kind_has_its_own_outline_and_label() -> None:
    assert set(KIND_SYMBOLS) == set(Kind)
    assert len({symbol.outline for symbol in KIND_SYMBOLS.values()}) == len(Kind)
    assert len({symbol.label for symbol in KIND_SYMBOLS.values()}) == len(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_outlines_are_simple_and_alike_in_weight(kind: Kind) -> None:
    shape = Polygon(KIND_SYMBOLS[kind].outline)
    assert shape.is_valid
    assert 1.9 <= shape.area <= 3.2
    assert max(abs(value) for value in shape.bounds) <= 1.3


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Kind, 2)), ids=str)
def test_no_two_outlines_can_be_confused(one: Kind, other: Kind) -> None:
    a, b = (Polygon(KIND_SYMBOLS[kind].outline) for kind in (one, other))
    overlap = a.intersection(b).area / a.union(b).area
    assert overlap < 0.88


def test_svg_path_counts_downwards() -> None:
    assert KIND_SYMBOLS[Kind.ADVANCE].svg_path == "M0 -1.15L-1.08 0.8L1.08 0.8Z"


def test_denied_unconfirmed_and_negated_claims_are_hollow() -> None:
    hollow = {status for status in Status if is_hollow(status)}
    assert hollow == {Status.DENIED, Status.UNCONFIRMED}
    assert is_hollow(Status.CLAIMED, negated=True)


def test_every_status_has_a_label() -> None:
    assert set(STATUS_LABELS) == set(Status)


def test_themes_differ() -> None:
    assert LIGHT.land != DARK.land


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_claims_of_different_parties_look_like_no_party(theme: Theme, vision: str) -> None:
    color = actor_color(SEVERAL, theme=theme)
    others = [actor_color(side, theme=theme) for side in (Side.UA, Side.RU, Side.BOTH, Side.OTHER)]
    assert min(distance(color, other, vision) for other in others) >= 10
    assert min(contrast(color, ground) for ground in (theme.land, theme.land_russia, theme.water)) >= 7
    marks = {symbol.mark for party, symbol in PARTY_SYMBOLS.items() if party != SEVERAL}
    assert PARTY_SYMBOLS[SEVERAL].mark not in marks
