"""The map of the figure: basemap, wide claims and numbered markers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path as MarkerPath

from geo.models import GeometryKind
from geo.rendering.basemap import clip_to_view
from geo.rendering.figure_labels import draw_labels
from geo.rendering.figure_overlays import draw_overlays
from geo.rendering.figure_rays import draw_rays
from geo.rendering.symbols import KIND_SYMBOLS, PARTY_SYMBOLS, actor_color
from geo.rendering.symbols import is_hollow as is_claim_hollow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geo.models import Kind
    from geo.rendering.figure import Content
    from geo.rendering.sites import Site, Sourced
    from geo.rendering.symbols import Party
    from geo.rendering.view import View

FADE_POINTS = tuple(range(3, 29, 3))
"""Widths of the strokes that tint a claim about a whole area along its edge, in points; half lie inside."""

FADE_ALPHA = 0.03

MARKER_AREA = 95.0
"""Area of a marker in square points; its number stands in the label beside it."""

MIN_CIRCLE_SHARE = 0.004
"""Uncertainty circles smaller than this share of the view's width would be hidden by the marker."""


def draw_map(axes: Axes, content: Content) -> None:
    """Draw everything inside the map frame, in the view's projection."""
    view, theme = content.view, content.theme
    axes.set_facecolor(theme.water)
    _draw_basemap(axes, content)
    axes.set(xlim=(view.bounds[0], view.bounds[2]), ylim=(view.bounds[1], view.bounds[3]))
    axes.set_aspect("equal")
    _draw_graticule(axes, content)
    draw_overlays(axes, content)
    _draw_wide(axes, content)
    draw_rays(axes, content.rays, theme)
    _draw_sites(axes, content)
    draw_labels(axes, content)


def _draw_basemap(axes: Axes, content: Content) -> None:
    theme, view, base = content.theme, content.view, content.basemap
    _plot(axes, clip_to_view(base.land, view), facecolor=theme.land_russia, edgecolor="none", zorder=1)
    countries = clip_to_view(base.countries, view)
    ukraine = countries[countries["country"] == "UA"]
    others = countries[countries["country"] != "UA"]
    _plot(axes, others, facecolor=theme.land_russia, edgecolor="none", zorder=1.1)
    _plot(axes, ukraine, facecolor=theme.land, edgecolor="none", zorder=1.2)
    _plot(axes, clip_to_view(base.water, view), facecolor=theme.water, edgecolor="none", zorder=2)
    _plot(axes, clip_to_view(base.rivers, view), color=theme.river, linewidth=0.9, zorder=2.1)
    oblasts = clip_to_view(base.oblasts, view)
    lines = oblasts.boundary.union_all() if len(oblasts) else shapely.MultiLineString()
    border = clip_to_view(base.border, view)
    # The oblasts end on the border: drawn twice it would look double.
    inner = gpd.GeoDataFrame(geometry=[lines.difference(border.union_all().buffer(2500))], crs=view.crs)
    _plot(axes, inner, color=theme.oblast, linewidth=0.9, linestyle="--", zorder=3)
    _plot(axes, _outer_lines(countries, border), color=theme.border, linewidth=0.9, zorder=3.1)
    _plot(axes, border, color=theme.halo, linewidth=4.2, alpha=0.8, zorder=3.9)
    _plot(axes, border, color=theme.border, linewidth=2.2, zorder=4)


def _outer_lines(countries: gpd.GeoDataFrame, border: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the other country outlines, without the border itself and the frame of the clip."""
    shapes = [*countries.geometry]
    shared = [
        first.boundary.intersection(second.boundary.buffer(300))
        for index, first in enumerate(shapes)
        for second in shapes[index + 1 :]
    ]
    lines = shapely.union_all(shared) if shared else shapely.MultiLineString()
    return gpd.GeoDataFrame(geometry=[lines.difference(border.union_all().buffer(2500))], crs=countries.crs)


def _plot(axes: Axes, layer: gpd.GeoDataFrame, **style: object) -> None:
    shown = layer[~layer.geometry.is_empty]
    if len(shown):
        # Clipping leaves points where a polygon touches the frame: they are no land.
        shown = shown.explode(index_parts=False)
        shown = shown[~shown.geometry.geom_type.isin(["Point", "MultiPoint"])]
        if "facecolor" in style:
            shown = shown[shown.geometry.geom_type.isin(["Polygon", "MultiPolygon"])]
        if len(shown):
            shown.plot(ax=axes, aspect=None, **style)
            axes.set(xlabel="", ylabel="")


def _draw_graticule(axes: Axes, content: Content) -> None:
    """Draw meridians and parallels, with their degrees below and left of the map."""
    view, theme = content.view, content.theme
    west, south, east, north = view.lonlat_box()
    step = next(step for step in (0.25, 0.5, 1, 2, 5, 10) if (east - west) / step <= 7)
    left, bottom, right, top = view.bounds
    line: dict[str, Any] = {"color": theme.oblast, "linewidth": 0.4, "alpha": 0.5, "zorder": 2.5}
    words: dict[str, Any] = {"size": 6.5, "color": theme.neutral, "textcoords": "offset points"}
    words["annotation_clip"] = False
    for lon in np.arange(np.ceil(west / step) * step, east, step):
        x, y = view.project(np.full(60, lon), np.linspace(south, north, 60))
        axes.plot(x, y, **line)
        foot = float(np.interp(bottom, y, x))
        if left < foot < right:
            axes.annotate(f"{lon:g}°E", (foot, bottom), xytext=(0, -3), ha="center", va="top", **words)
    for lat in np.arange(np.ceil(south / step) * step, north, step):
        x, y = view.project(np.linspace(west, east, 60), np.full(60, lat))
        axes.plot(x, y, **line)
        foot = float(np.interp(left, x, y))
        # Beside the corner it would meet the degrees below.
        if bottom + 0.03 * view.height_m < foot < top - 0.03 * view.height_m:
            upright: dict[str, Any] = {"ha": "right", "va": "center", "rotation": 90} | words
            axes.annotate(f"{lat:g}°N", (left, foot), xytext=(-3, 0), **upright)


def _draw_wide(axes: Axes, content: Content) -> None:
    """Draw areas, lines and arrows, each shape once for all the claims about it."""
    gathered: dict[tuple[GeometryKind, bytes], list[Sourced]] = {}
    for entry in content.wide:
        if shape := entry.claim.shape:
            gathered.setdefault((shape.kind, shape.geometry.wkb), []).append(entry)
    for (kind, _), entries in gathered.items():
        shape = entries[0].claim.shape
        if shape is None:
            continue
        sides = sorted({entry.claim.actor for entry in entries}, key=str)
        colors = [actor_color(side, theme=content.theme) for side in sides]
        _DRAWN[kind](axes, content, content.view.project_shape(shape.geometry), colors)


def _draw_area(axes: Axes, content: Content, shape: BaseGeometry, colors: list[str]) -> None:
    """Draw what is known only as an area: a tint that fades inwards, never a point."""
    outline, near = shape.simplify(0.0005 * content.view.width_m), content.view.box.buffer(1e5)
    edge = _path_of(shapely.line_merge(outline.boundary.intersection(near)))
    inside = _path_of(outline.intersection(content.view.box))
    if edge is None or inside is None:
        return
    # In a party's colour the tint would look like ground that it holds, and several would look sure.
    look: dict[str, Any] = {"edgecolor": content.theme.neutral, "alpha": FADE_ALPHA}
    look |= {"joinstyle": "round", "capstyle": "round"}
    for width in FADE_POINTS:
        # One path is one stroke: where its turns meet, the tint does not add up.
        stroke = PathPatch(edge, fill=False, linewidth=width, zorder=3.2, **look)
        axes.add_artist(stroke)
        stroke.set_clip_path(inside, axes.transData)
    for index, color in enumerate(colors):
        # The edge of the clip is no edge of the area: the outline is cut after it is drawn from the whole.
        dots = {"color": color, "linewidth": 1, "linestyle": (index * 2, (1, 1.65 + 2 * (len(colors) - 1)))}
        _plot(axes, _layer(content, shape.boundary), **dots, zorder=3.3)


def _path_of(shape: BaseGeometry) -> MarkerPath | None:
    """Return the polygons and lines of ``shape`` as one path, ``None`` if there are none."""
    lines: list[BaseGeometry] = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            lines += [part.exterior, *part.interiors]
        elif "Line" in part.geom_type:
            lines.append(part)
    paths = [MarkerPath(shapely.get_coordinates(line)) for line in lines]
    return MarkerPath.make_compound_path(*paths) if paths else None


def _draw_isodistance(axes: Axes, content: Content, shape: BaseGeometry, _: list[str]) -> None:
    dashes = {"color": content.theme.distance, "linewidth": 1.6, "linestyle": "--", "zorder": 5}
    _plot(axes, _layer(content, shape), **dashes)


def _draw_stretch(axes: Axes, content: Content, shape: BaseGeometry, _: list[str]) -> None:
    color = content.theme.distance
    if "Polygon" in shape.geom_type:
        fill = {"facecolor": color, "edgecolor": "none", "alpha": 0.14, "zorder": 3.5}
        _plot(axes, _layer(content, shape), **fill)
    else:
        _plot(axes, _layer(content, shape), color=color, linewidth=5, alpha=0.45, zorder=3.8)


def _draw_directions(axes: Axes, content: Content, shape: BaseGeometry, colors: list[str]) -> None:
    box = content.view.box
    for line in shapely.get_parts(shape):
        points = shapely.get_coordinates(line.intersection(box))
        if len(points) > 1:
            # A direction that leaves the map has its head elsewhere.
            style = "-|>" if box.contains(shapely.get_point(line, -1)) else "-"
            look = {"arrowstyle": style, "color": colors[0], "linewidth": 1.8, "linestyle": "--"}
            axes.annotate("", xy=points[-1], xytext=points[0], arrowprops=look, zorder=6)


_DRAWN = {
    GeometryKind.AREA: _draw_area,
    GeometryKind.ISODISTANCE: _draw_isodistance,
    GeometryKind.BORDER_STRETCH: _draw_stretch,
    GeometryKind.DIRECTION: _draw_directions,
}
"""How each shape that is no point is drawn."""


def _layer(content: Content, shape: BaseGeometry) -> gpd.GeoDataFrame:
    """Return what of ``shape``, in the view's metres, lies inside the view."""
    return gpd.GeoDataFrame(geometry=[shape.intersection(content.view.box)], crs=content.view.crs)


def _draw_sites(axes: Axes, content: Content) -> None:
    for site in content.sites:
        x, y = content.view.project(site.lon, site.lat)
        _draw_circle(axes, content, site, x, y)
        _draw_marker(axes, content, site, x, y)


def has_circle(site: Site, view: View) -> bool:
    """Return whether the uncertainty of ``site`` is wide enough to be seen around its marker."""
    return site.uncertainty_m >= MIN_CIRCLE_SHARE * view.width_m


def _draw_circle(axes: Axes, content: Content, site: Site, x: float, y: float) -> None:
    if not has_circle(site, content.view):
        return
    color = content.theme.uncertainty
    axes.add_patch(Circle((x, y), site.uncertainty_m, facecolor=color, alpha=0.13, zorder=6, linewidth=0))
    axes.add_patch(
        Circle(
            (x, y), site.uncertainty_m, fill=False, edgecolor=color, linewidth=0.9, linestyle="--", zorder=6
        )
    )


def is_site_hollow(site: Site) -> bool:
    """Return whether all that is reported at ``site`` is doubted by its own sources."""
    return all(is_claim_hollow(entry.claim.status, negated=entry.claim.negated) for entry in site.entries)


def _draw_marker(axes: Axes, content: Content, site: Site, x: float, y: float) -> None:
    hollow = is_site_hollow(site)
    draw_symbol(axes, (x, y), content, kind=site.kind, side=site.actor, is_hollow=hollow)


def marker_of(kind: Kind) -> MarkerPath:
    """Return the outline of ``kind`` as a marker of matplotlib."""
    outline = KIND_SYMBOLS[kind].outline
    return MarkerPath([*outline, outline[0]], closed=True)


def draw_symbol(
    axes: Axes,
    spot: tuple[float, float],
    content: Content,
    *,
    kind: Kind,
    side: Party,
    is_hollow: bool = False,
    area: float = MARKER_AREA,
) -> None:
    """Draw the marker of a kind in the colour of a party, with the mark that says the same without colour."""
    color = actor_color(side, theme=content.theme)
    axes.scatter(
        *spot,
        s=area,
        marker=marker_of(kind),
        facecolor=content.theme.halo if is_hollow else color,
        edgecolor=color if is_hollow else content.theme.halo,
        linewidth=1.6 if is_hollow else 0.9,
        zorder=20,
    )
    mark, share = {"dot": ("o", 0.1), "bar": ("|", 0.22), "cross": ("+", 0.2), "ring": ("o", 0.24)}.get(
        PARTY_SYMBOLS[side].mark, (None, 0.0)
    )
    if mark is not None:
        inner = color if is_hollow else content.theme.halo
        stroke = 1.4 if mark in {"|", "+"} else 0
        axes.scatter(*spot, s=area * share, marker=mark, color=inner, linewidth=stroke, zorder=20.5)
