"""Towns for orientation: a square with its name close by, where neither hides a claim or another name.

A name that needs a line to its square tells more about the map-maker than about the town, so a town
without room beside it is left out, square and all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib import patheffects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from shapely.geometry.base import BaseGeometry

    from geo.rendering.basemap import Town
    from geo.rendering.figure import Content

MAX_TOWNS, MIN_TOWNS = 26, 8
"""Towns named for orientation; more would crowd out the claims. Three claims take the place of one."""

APART = 0.04
"""Least distance of a town from claims and other towns, as a share of the view's width."""

POINTS = {1: 10.0, 2: 9.0, 3: 8.5, 4: 8.0}
"""Size of a town's name by its rank."""

SQUARE = {1: 26, 2: 16, 3: 12, 4: 10}
"""Area of a town's square by its rank, in square points."""

GAP = 4.5
"""Distance of a name from the middle of its square, in points."""

SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Where a name may stand to its square, best first: right, left, above, below, then the corners."""

Spot = tuple[float, float]


def draw_towns(axes: Axes, content: Content, taken: list[BaseGeometry], spots: list[Spot]) -> list[Spot]:
    """Draw the towns that have room, add their boxes to ``taken``, and return where they are.

    ``spots`` are those of the claims; all in metres of the view.
    """
    placed: list[Spot] = []
    most = max(MAX_TOWNS - len(spots) // 3, MIN_TOWNS)
    for town, spot in _candidates(content):
        if len(placed) == most:
            break
        others = np.array([*spots, *placed]).reshape(-1, 2)
        if (np.hypot(*(others - spot).T) < APART * content.view.width_m).any():
            continue
        if _draw_town(axes, content, town, spot, taken=taken):
            placed.append(spot)
    return placed


def _candidates(content: Content) -> Iterator[tuple[Town, Spot]]:
    """Yield the towns inside the frame, the largest first."""
    towns, view = content.basemap.towns, content.view
    if not towns:
        return
    xs, ys = view.project([town.lon for town in towns], [town.lat for town in towns])
    inside = view.box.buffer(-0.02 * view.width_m)
    for index in np.flatnonzero(shapely.contains_xy(inside, xs, ys)):
        yield towns[index], (float(xs[index]), float(ys[index]))


def _draw_town(axes: Axes, content: Content, town: Town, spot: Spot, *, taken: list[BaseGeometry]) -> bool:
    theme, (x, y) = content.theme, spot
    per_point = metres_per_point(axes)
    square = shapely.Point(spot).buffer(np.sqrt(SQUARE[town.rank]) / 2 * per_point)
    blocked = shapely.STRtree(taken)
    if len(blocked.query(square, "intersects")):
        return False
    name = town.names[content.sheet.language]
    text = axes.text(x, y, name.upper() if town.rank == 1 else name, ha="center", va="center", zorder=25)
    # Plain: what is bold on this map is a claim.
    text.set(size=POINTS[town.rank], color=theme.text)
    text.set(path_effects=[patheffects.withStroke(linewidth=2.6, foreground=theme.halo)], clip_on=True)
    box = box_of(axes, text)
    width, height = box.bounds[2] - box.bounds[0], box.bounds[3] - box.bounds[1]
    edge = content.view.box.buffer(-0.006 * content.view.width_m)
    for right, up in SIDES:
        middle = (
            x + right * (GAP * per_point * (0.8 if up else 1) + width / 2),
            y + up * (GAP * per_point * (0.4 if right else 1) + height / 2),
        )
        place = _centred(middle, width, height)
        if edge.contains(place) and not len(blocked.query(place, "intersects")):
            text.set_position(middle)
            look: dict[str, Any] = {"facecolor": theme.text, "edgecolor": theme.halo, "linewidth": 0.5}
            axes.scatter([x], [y], s=SQUARE[town.rank], marker="s", zorder=19, **look)
            taken += [square, place]
            return True
    text.remove()
    return False


def metres_per_point(axes: Axes) -> float:
    """Return how many units of the map a point of the page is."""
    figure = axes.figure
    west, east = axes.get_xlim()
    return float((east - west) / (axes.get_window_extent().width / figure.dpi * 72))


def _centred(middle: Spot, width: float, height: float) -> shapely.Polygon:
    return shapely.box(
        middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2
    )


def box_of(axes: Axes, text: Text) -> shapely.Polygon:
    """Return the box of ``text`` in the units of the map."""
    return shapely.box(*text.get_window_extent().transformed(axes.transData.inverted()).extents)
