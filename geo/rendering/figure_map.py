"""The map of the figure: basemap, wide claims, numbered markers and labels without overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
import textalloc
from matplotlib import patheffects
from matplotlib.patches import Circle
from matplotlib.path import Path as MarkerPath
from pyproj import Transformer

from geo.models import GeometryKind
from geo.rendering.basemap import clip_to_view
from geo.rendering.figure_frame import shorten
from geo.rendering.figure_overlays import draw_overlays
from geo.rendering.figure_rays import draw_rays
from geo.rendering.symbols import actor_color, actor_symbol, kind_symbol
from geo.rendering.symbols import is_hollow as is_claim_hollow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geo.models import Kind
    from geo.rendering.figure import Content
    from geo.rendering.sites import Site, Sourced
    from geo.rendering.symbols import Party
    from geo.rendering.view import View

MARKER_AREA = 95.0
"""Area of a marker in square points; its number stands in the label beside it."""

MANY = 5
"""From this many claims on, a site's label says how many there are."""

MAX_TOWNS = 26
"""Towns named for orientation; more would crowd out the claims."""

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
    for entry in _apart(content.wide):
        _draw_wide(axes, content, entry)
    draw_rays(axes, content.rays, theme)
    _draw_sites(axes, content)


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
    _name_areas(axes, content, oblasts)


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


def _name_areas(axes: Axes, content: Content, oblasts: gpd.GeoDataFrame) -> None:
    """Name the oblasts where the map is emptiest, away from the claims."""
    view = content.view
    forward = Transformer.from_crs("EPSG:4326", view.crs, always_xy=True)
    spots = np.array([forward.transform(site.lon, site.lat) for site in content.sites]).reshape(-1, 2)
    halo = [patheffects.withStroke(linewidth=2.5, foreground=content.theme.halo, alpha=0.7)]
    frame = view.box.buffer(-0.07 * view.width_m)
    for row in oblasts.itertuples():
        if row.geometry.area < 0.03 * view.box.area:
            continue
        # A name needs no winding outline, and a buffer of one takes seconds.
        outline = row.geometry.simplify(0.01 * view.height_m)
        inside = outline.intersection(frame).buffer(-0.05 * view.height_m)
        if inside.is_empty:
            continue
        x, y = _emptiest_point(inside, spots)
        axes.text(
            x,
            y,
            _spaced(f"{row.name} oblast"),
            size=8.5,
            color=content.theme.oblast,
            ha="center",
            va="center",
            zorder=5,
            clip_on=True,
            path_effects=halo,
        )


def _emptiest_point(area: BaseGeometry, spots: np.ndarray[Any, Any]) -> tuple[float, float]:
    """Return the grid point inside ``area`` farthest from ``spots``, near its middle among equals."""
    west, south, east, north = area.bounds
    xs, ys = np.meshgrid(np.linspace(west, east, 15), np.linspace(south, north, 15))
    grid = np.column_stack([xs.ravel(), ys.ravel()])
    grid = grid[shapely.contains_xy(area, grid[:, 0], grid[:, 1])]
    if not len(grid):
        point = area.representative_point()
        return point.x, point.y
    middle = np.array([area.centroid.x, area.centroid.y])
    score = -0.4 * np.hypot(*(grid - middle).T)
    if len(spots):
        # A label is far wider than high, so a claim beside it is nearer than one above it.
        apart = (grid[:, None, :] - spots[None, :, :]) * np.array([0.4, 1.0])
        score = score + np.hypot(apart[..., 0], apart[..., 1]).min(axis=1)
    best = grid[int(np.argmax(score))]
    return float(best[0]), float(best[1])


def _spaced(text: str) -> str:
    return "\u200a".join(text.upper().replace(" ", "  "))


def _draw_graticule(axes: Axes, content: Content) -> None:
    view, theme = content.view, content.theme
    west, south, east, north = view.lonlat_box()
    step = next(step for step in (0.25, 0.5, 1, 2, 5, 10) if (east - west) / step <= 7)
    forward = Transformer.from_crs("EPSG:4326", view.crs, always_xy=True)
    bottom = view.bounds[1]
    for lon in np.arange(np.ceil(west / step) * step, east, step):
        x, y = forward.transform(np.full(60, lon), np.linspace(south, north, 60))
        axes.plot(x, y, color=theme.oblast, linewidth=0.4, alpha=0.5, zorder=2.5)
        foot = float(np.interp(bottom, y, x))
        if view.bounds[0] < foot < view.bounds[2]:
            axes.annotate(
                f"{lon:g}°E",
                (foot, bottom),
                xytext=(0, -3),
                textcoords="offset points",
                size=6.5,
                color=theme.neutral,
                ha="center",
                va="top",
                annotation_clip=False,
            )
    for lat in np.arange(np.ceil(south / step) * step, north, step):
        x, y = forward.transform(np.linspace(west, east, 60), np.full(60, lat))
        axes.plot(x, y, color=theme.oblast, linewidth=0.4, alpha=0.5, zorder=2.5)


def _apart(wide: tuple[Sourced, ...]) -> list[Sourced]:
    """Return one claim for each shape and party: tints laid on one another would look like certainty."""
    found = {
        (entry.claim.shape.kind, entry.claim.actor, entry.claim.shape.geometry.wkb): entry
        for entry in wide
        if entry.claim.shape is not None
    }
    return list(found.values())


def _draw_wide(axes: Axes, content: Content, entry: Sourced) -> None:
    """Draw an area, a line or an arrow; what is known only as an oblast is a tint, never a point."""
    shape = entry.claim.shape
    if shape is None:
        return
    color = actor_color(entry.claim.actor, theme=content.theme)
    layer = gpd.GeoDataFrame(geometry=[shape.geometry], crs="EPSG:4326").to_crs(content.view.crs)
    # The edge of the clip is no edge of the area: outlines are cut after they are drawn from the whole.
    edge = layer.boundary.to_frame("geometry").clip(content.view.box)
    layer = layer.clip(content.view.box)
    if shape.kind is GeometryKind.AREA:
        # In a party's colour the tint would look like ground that it holds.
        _plot(axes, layer, facecolor=content.theme.neutral, edgecolor="none", alpha=0.07, zorder=3.2)
        _plot(axes, edge, color=color, linewidth=1, linestyle=":", zorder=3.3)
    elif shape.kind is GeometryKind.ISODISTANCE:
        _plot(axes, layer, color=content.theme.distance, linewidth=1.6, linestyle="--", zorder=5)
    elif shape.kind is GeometryKind.BORDER_STRETCH:
        if layer.geometry.geom_type.str.contains("Polygon").any():
            _plot(axes, layer, facecolor=content.theme.distance, edgecolor="none", alpha=0.25, zorder=3.5)
        else:
            _plot(axes, layer, color=content.theme.distance, linewidth=5, alpha=0.45, zorder=3.8)
    elif shape.kind is GeometryKind.DIRECTION:
        _draw_arrow(axes, layer, color)


def _draw_arrow(axes: Axes, layer: gpd.GeoDataFrame, color: str) -> None:
    for line in shapely.get_parts(layer.geometry.union_all()):
        points = shapely.get_coordinates(line)
        if len(points) > 1:
            axes.annotate(
                "",
                xy=points[-1],
                xytext=points[0],
                arrowprops={"arrowstyle": "-|>", "color": color, "linewidth": 1.8, "linestyle": "--"},
                zorder=6,
            )


def _draw_sites(axes: Axes, content: Content) -> None:
    sites = content.sites
    forward = Transformer.from_crs("EPSG:4326", content.view.crs, always_xy=True)
    spots = [forward.transform(site.lon, site.lat) for site in sites]
    inside = [
        (site, spot)
        for site, spot in zip(sites, spots, strict=True)
        if content.view.box.contains(shapely.Point(spot))
    ]
    for site, (x, y) in inside:
        _draw_circle(axes, content, site, x, y)
        _draw_marker(axes, content, site, x, y)
    towns = _towns(content, forward, [spot for _, spot in inside])
    _draw_labels(axes, content, inside, towns)


def _draw_circle(axes: Axes, content: Content, site: Site, x: float, y: float) -> None:
    if site.uncertainty_m < MIN_CIRCLE_SHARE * content.view.width_m:
        return
    color = content.theme.uncertainty
    axes.add_patch(Circle((x, y), site.uncertainty_m, facecolor=color, alpha=0.13, zorder=6, linewidth=0))
    axes.add_patch(
        Circle(
            (x, y), site.uncertainty_m, fill=False, edgecolor=color, linewidth=0.9, linestyle="--", zorder=6
        )
    )


def _draw_marker(axes: Axes, content: Content, site: Site, x: float, y: float) -> None:
    hollow = all(is_claim_hollow(entry.claim.status, negated=entry.claim.negated) for entry in site.entries)
    draw_symbol(axes, (x, y), content, kind=site.kind, side=site.actor, is_hollow=hollow)


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
    outline = kind_symbol(kind).matplotlib_marker
    axes.scatter(
        *spot,
        s=area,
        marker=MarkerPath([*outline, outline[0]], closed=True),
        facecolor=content.theme.halo if is_hollow else color,
        edgecolor=color if is_hollow else content.theme.halo,
        linewidth=1.6 if is_hollow else 0.9,
        zorder=20,
    )
    mark, share = {"dot": ("o", 0.1), "bar": ("|", 0.22), "cross": ("+", 0.2), "ring": ("o", 0.24)}.get(
        actor_symbol(side).mark, (None, 0.0)
    )
    if mark is not None:
        inner = color if is_hollow else content.theme.halo
        stroke = 1.4 if mark in {"|", "+"} else 0
        axes.scatter(*spot, s=area * share, marker=mark, color=inner, linewidth=stroke, zorder=20.5)


def _towns(
    content: Content, forward: Transformer, taken: list[tuple[float, float]]
) -> list[tuple[str, float, float, int]]:
    """Return name, x, y and rank of the towns to name, none where a claim or the furniture stands."""
    towns = content.basemap.towns
    if not towns:
        return []
    view = content.view
    xs, ys = forward.transform([town.lon for town in towns], [town.lat for town in towns])
    least_m = 0.02 * view.width_m
    free = view.box.buffer(-least_m).difference(_furniture(view))
    found: list[tuple[str, float, float, int]] = []
    for index in np.flatnonzero(shapely.contains_xy(free, xs, ys)):
        x, y, town = float(xs[index]), float(ys[index]), towns[index]
        others = np.array([*taken, *((a, b) for _, a, b, _ in found)]).reshape(-1, 2)
        if (np.hypot(others[:, 0] - x, others[:, 1] - y) > 2 * least_m).all():
            found.append((town.name, x, y, town.rank))
        if len(found) == MAX_TOWNS:
            break
    return found


def _furniture(view: View) -> BaseGeometry:
    """Return where the scale bar, the north arrow and the locator may stand."""
    west, south, east, north = view.bounds
    width, height = view.width_m, view.height_m
    return shapely.union_all(
        [
            shapely.box(west, south, west + 0.27 * width, south + 0.1 * height),
            shapely.box(west, north - 0.2 * height, west + 0.08 * width, north),
            shapely.box(east - 0.19 * width, north - 0.2 * height, east, north),
            shapely.box(east - 0.19 * width, south, east, south + 0.2 * height),
        ]
    )


def _label(site: Site) -> str:
    count = len({entry.claim.id for entry in site.entries})
    return f"{site.number} {shorten(site.name, 26)}" + (f" ×{count}" if count >= MANY else "")


def _draw_labels(
    axes: Axes,
    content: Content,
    sites: list[tuple[Site, tuple[float, float]]],
    towns: list[tuple[str, float, float, int]],
) -> None:
    """Place the labels of claims, then of towns; what finds no room stays in the list beside the map."""
    theme = content.theme
    if not sites and not towns:
        return
    sizes = {1: 11.5, 2: 9.5, 3: 8.5, 4: 8.0}
    for _, x, y, rank in towns:
        axes.scatter([x], [y], s=16 if rank > 1 else 26, marker="s", color=theme.text, zorder=19)
    texts = [_label(site) for site, _ in sites] + [
        name.upper() if rank == 1 else name for name, _, _, rank in towns
    ]
    xs = np.array([spot[0] for _, spot in sites] + [x for _, x, _, _ in towns])
    ys = np.array([spot[1] for _, spot in sites] + [y for _, _, y, _ in towns])
    taken = np.vstack([np.column_stack([xs, ys]), *(ray.points() for ray in content.rays)])
    textalloc.allocate(
        axes,
        xs,
        ys,
        texts,
        x_scatter=taken[:, 0],
        y_scatter=taken[:, 1],
        textsize=[10.0] * len(sites) + [sizes[rank] for *_, rank in towns],
        fontweight=["bold"] * len(sites) + ["bold" if rank == 1 else "normal" for *_, rank in towns],
        textcolor=[theme.text] * len(texts),
        linecolor=theme.neutral,
        linewidth=0.7,
        min_distance=0.014,
        max_distance=0.12,
        margin=0.006,
        draw_all=False,
        avoid_label_lines_overlap=True,
        plot_kwargs={"zorder": 18},
        zorder=25,
        clip_on=True,
        path_effects=[patheffects.withStroke(linewidth=2.6, foreground=theme.halo)],
    )
