"""Scale bar, north arrow and locator of the figure, each where it hides no claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib import patheffects
from matplotlib.patches import Polygon, Rectangle

from geo.rendering.symbols import PRINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from geo.rendering.basemap import Basemap
    from geo.rendering.figure import Content
    from geo.rendering.symbols import Theme
    from geo.rendering.view import View

Share = tuple[float, float]

BAR_SHARE, ARROW_SHARE, LOCATOR_SHARE = (0.215, 0.075), (0.055, 0.145), (0.17, 0.17)
"""Width and height of each as shares of the map's."""

BAR_SPOTS = ((0.01, 0.015), (0.26, 0.015), (0.52, 0.015), (0.775, 0.015), (0.08, 0.91), (0.55, 0.91))
ARROW_SPOTS = ((0.01, 0.845), (0.935, 0.845), (0.01, 0.55), (0.935, 0.55), (0.01, 0.3), (0.5, 0.845))
LOCATOR_SPOTS = (
    (0.822, 0.012), (0.822, 0.818), (0.822, 0.55), (0.822, 0.3), (0.012, 0.12), (0.6, 0.012), (0.6, 0.818),
    (0.35, 0.818), (0.35, 0.012),
)  # fmt: skip
"""Left and bottom of each as shares of the map, the best first."""

AROUND = (20.0, 43.5, 44.0, 54.5)
"""West, south, east, north of the locator, in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Where the scale bar, the north arrow and the locator stand, in metres of the view."""

    bar: shapely.Polygon
    arrow: shapely.Polygon
    locator: shapely.Polygon

    def boxes(self) -> tuple[shapely.Polygon, ...]:
        """Return all three."""
        return (self.bar, self.arrow, self.locator)


def place_furniture(view: View, spots: Sequence[tuple[float, float]]) -> Furniture:
    """Return where each may stand without hiding one of ``spots``, which are in metres of the view."""
    points = shapely.points(np.array(spots).reshape(-1, 2))
    taken: list[shapely.Polygon] = []

    def choose(size: Share, corners: Sequence[Share]) -> shapely.Polygon:
        boxes = [_box(view, corner, size) for corner in corners]
        free = [box for box in boxes if not any(box.intersects(other) for other in taken)]
        best = min(free, key=lambda box: int(shapely.dwithin(points, box, 0.015 * view.width_m).sum()))
        taken.append(best)
        return best

    return Furniture(
        bar=choose(BAR_SHARE, BAR_SPOTS),
        arrow=choose(ARROW_SHARE, ARROW_SPOTS),
        locator=choose(LOCATOR_SHARE, LOCATOR_SPOTS),
    )


def _box(view: View, corner: Share, size: Share) -> shapely.Polygon:
    left, bottom = view.bounds[0] + corner[0] * view.width_m, view.bounds[1] + corner[1] * view.height_m
    return shapely.box(left, bottom, left + size[0] * view.width_m, bottom + size[1] * view.height_m)


def draw_furniture(axes: Axes, content: Content) -> None:
    """Draw scale bar, north arrow and locator on the map."""
    furniture, view, theme = content.furniture, content.view, content.theme
    draw_scale_bar(axes, view, theme, box=furniture.bar)
    _draw_north_arrow(axes, view, theme, box=furniture.arrow)
    _draw_locator(axes, view, theme, box=furniture.locator, basemap=content.basemap)


def bar_length_m(view: View) -> float:
    """Return a round length of about a sixth of the view's width, in metres."""
    target = view.width_m / 6
    step = 10 ** np.floor(np.log10(target))
    return float(max(factor * step for factor in (1, 2, 2.5, 5) if factor * step <= target))


def draw_scale_bar(axes: Axes, view: View, theme: Theme, *, box: shapely.Polygon) -> None:
    """Draw a scale bar in ``box``, true within the projection's error there."""
    west, south, east, north = box.bounds
    length = bar_length_m(view)
    pad, thick = 0.012 * view.width_m, 0.009 * view.height_m
    x, y = west + pad, south + 0.013 * view.height_m
    halo: dict[str, Any] = {"facecolor": theme.halo, "alpha": 0.82, "zorder": 30, "linewidth": 0}
    axes.add_patch(
        Rectangle((west, south), min(length + 2 * pad, east - west), 0.85 * (north - south), **halo)
    )
    for part, color in enumerate((theme.text, theme.halo)):
        half: dict[str, Any] = {"facecolor": color, "edgecolor": theme.text, "zorder": 31}
        axes.add_patch(Rectangle((x + part * length / 2, y), length / 2, thick, **half))
    words: dict[str, Any] = {"size": 10, "ha": "center", "va": "bottom", "color": theme.text, "zorder": 32}
    axes.text(x + length / 2, y + 2 * thick, f"{length / 1000:g} km", **words)


def _draw_north_arrow(axes: Axes, view: View, theme: Theme, *, box: shapely.Polygon) -> None:
    """Draw an arrow to true north at its place: meridians lean in a conic."""
    x, y = box.centroid.x, box.bounds[1] + 0.55 * (box.bounds[3] - box.bounds[1])
    lon, lat = view.unproject(x, y)
    north_x, north_y = view.project(lon, lat + 0.01)
    up = np.array([north_x - x, north_y - y])
    up = up / np.hypot(*up) * 0.055 * view.height_m
    side = np.array([up[1], -up[0]]) * 0.42
    centre = np.array([x, y])
    tip, tail = centre + up, centre - 0.35 * up
    for sign, color in ((1, theme.text), (-1, theme.halo)):
        corners = [tip, centre - 0.7 * up + sign * side, tail]
        axes.add_patch(Polygon(corners, facecolor=color, edgecolor=theme.text, linewidth=1, zorder=31))
    place = centre - 1.15 * up
    words: dict[str, Any] = {"size": 12, "ha": "center", "va": "center", "color": theme.text, "zorder": 31}
    words["path_effects"] = [patheffects.withStroke(linewidth=3, foreground=theme.halo)]
    axes.text(float(place[0]), float(place[1]), "N", **words)


def _draw_locator(axes: Axes, view: View, theme: Theme, *, box: shapely.Polygon, basemap: Basemap) -> None:
    """Draw where the view lies in Ukraine."""
    west, south, east, north = box.bounds
    inset = axes.inset_axes((west, south, east - west, north - south), transform=axes.transData, zorder=40)
    inset.set_xticks([])
    inset.set_yticks([])
    inset.set_facecolor(theme.water)
    for spine in inset.spines.values():
        spine.set(edgecolor=theme.oblast, linewidth=0.8)
    colors = {"UA": theme.land, "RU": theme.land_russia}
    left, bottom, right, top = view.lonlat_box()
    # A view that reaches beyond Ukraine is shown whole.
    lows = min(AROUND[0], left - 1), min(AROUND[1], bottom - 1)
    around = (*lows, max(AROUND[2], right + 1), max(AROUND[3], top + 1))
    for row in basemap.countries.clip(around).itertuples():
        fill = colors.get(row.country, theme.land_russia)
        for part in shapely.get_parts(row.geometry.simplify(0.03)):
            if part.geom_type == "Polygon":
                outline: dict[str, Any] = {"facecolor": fill, "edgecolor": theme.border, "linewidth": 0.5}
                inset.add_patch(Polygon(shapely.get_coordinates(part.exterior), **outline))
    frame: dict[str, Any] = {
        "fill": False,
        "edgecolor": theme.text if theme is PRINT else "#c0392b",
        "linewidth": 1.6,
    }
    inset.add_patch(Rectangle((left, bottom), right - left, top - bottom, **frame))
    inset.set(xlim=(around[0], around[2]), ylim=(around[1], around[3]))
    inset.set_aspect("auto")
