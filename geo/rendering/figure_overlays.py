"""The overlays on the figure: hatched control of terrain, and the rings and links of the reported front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib import patheffects
from matplotlib.patches import Rectangle
from pyproj import Transformer

from geo.rendering.overlay_items import EDGE_DASHES, RING_DASHES, certainty, terrain_styles

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geo.overlays import ReportedFront
    from geo.rendering.figure import Content
    from geo.rendering.overlay_items import LegendLine
    from geo.rendering.symbols import Theme

HATCHES = {
    "control-0": "////",
    "control-1": "\\\\\\\\",
    "control-2": "----",
    "gained": "xxxx",
    "lost": "////",
}

RING_AREA = 330.0
"""Area of the ring round a report in square points: clear of the marker inside."""


def draw_overlays(axes: Axes, content: Content) -> None:
    """Draw what lies below the claims."""
    for style, layer in zip(terrain_styles(content.overlays), content.overlays.terrain, strict=True):
        frame = gpd.GeoSeries([layer.geometry], crs="EPSG:4326").to_crs(content.view.crs)
        shown = frame.clip(content.view.box)
        shown = shown[shown.geom_type.isin(["Polygon", "MultiPolygon"])]
        if len(shown):
            shown.plot(ax=axes, aspect=None, zorder=2.8, linewidth=0, **_look(style, content.theme))
            # The edge of the clip is no edge of the ground.
            edge = frame.boundary.clip(content.view.box)
            edge.plot(
                ax=axes,
                aspect=None,
                zorder=2.9,
                linewidth=1.1,
                color=_colour(style, content.theme),
                linestyle=_dashes(EDGE_DASHES[style]),
            )
            axes.set(xlabel="", ylabel="")
    if content.overlays.front is not None:
        _draw_front(axes, content, content.overlays.front)


def _look(style: str, theme: Theme) -> dict[str, Any]:
    # Matplotlib draws a hatch in the colour of the edge, whose own line has no width here.
    return {"facecolor": "none", "edgecolor": (*_rgb(_colour(style, theme)), 0.5), "hatch": HATCHES[style]}


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _colour(style: str, theme: Theme) -> str:
    return theme.terrain if style.startswith("control") else str(getattr(theme, style))


def _dashes(lengths: tuple[float, ...]) -> Any:  # noqa: ANN401 - a name or a pattern, as matplotlib has it
    return (0, tuple(length / 2 for length in lengths)) if lengths else "-"


def _draw_front(axes: Axes, content: Content, front: ReportedFront) -> None:
    forward = Transformer.from_crs("EPSG:4326", content.view.crs, always_xy=True)
    colour = content.theme.text
    for one, two in front.links:
        xs, ys = forward.transform(*np.array([one, two]).T)
        axes.plot(xs, ys, color=colour, linewidth=1, linestyle=(0, (1.5, 3)), alpha=0.7, zorder=5.5)
    halo = [patheffects.withStroke(linewidth=2.2, foreground=content.theme.halo)]
    seen: set[tuple[float, float]] = set()
    for report in front.reports:
        spot = forward.transform(report.lon, report.lat)
        if spot in seen or not content.view.box.contains(shapely.Point(spot)):
            continue
        seen.add(spot)
        strength = 1 - 0.6 * min(1.0, report.least_age_days / front.max_age_days)
        axes.scatter(
            *spot,
            s=RING_AREA,
            facecolor="none",
            edgecolor=colour,
            linewidth=1.3,
            alpha=strength,
            linestyle=_dashes(RING_DASHES[certainty(report.claim)]),
            zorder=19.5,
        )
        axes.annotate(
            f"{report.least_age_days} d",
            spot,
            xytext=(-7, 10),
            textcoords="offset points",
            size=6.5,
            color=colour,
            ha="right",
            va="center",
            zorder=19.6,
            clip_on=True,
            path_effects=halo,
        )


def draw_swatch(axes: Axes, theme: Theme, line: LegendLine, left: float, middle: float) -> None:
    """Draw the sample of a line of the legend."""
    if line.style in HATCHES:
        axes.add_patch(Rectangle((left, middle - 0.055), 0.34, 0.11, linewidth=0, **_look(line.style, theme)))
        axes.add_patch(
            Rectangle(
                (left, middle - 0.055),
                0.34,
                0.11,
                fill=False,
                linewidth=1,
                edgecolor=_colour(line.style, theme),
                linestyle=_dashes(EDGE_DASHES[line.style]),
            )
        )
    elif line.style == "front-link":
        axes.plot(
            [left, left + 0.34], [middle, middle], color=theme.text, linewidth=1, linestyle=(0, (1.5, 3))
        )
    else:
        dashes = RING_DASHES.get(line.style.removeprefix("front-"), ())
        axes.scatter(
            [left + 0.17],
            [middle],
            s=46,
            facecolor="none",
            edgecolor=theme.text,
            linewidth=1.1,
            linestyle=_dashes(dashes),
        )
