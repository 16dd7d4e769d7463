"""Every name on the map of the figure, none over another: claims first, then towns, then areas.

What finds no room is left out here and stays in the list beside the map; nothing is shrunk or
pushed over something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import textalloc
from matplotlib import patheffects

from geo.rendering.basemap import clip_to_view
from geo.rendering.figure_text import drawable, shorten
from geo.rendering.figure_towns import box_of, draw_towns, metres_per_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from shapely.geometry.base import BaseGeometry

    from geo.rendering.figure import Content
    from geo.rendering.sites import Site

MANY = 5
"""From this many claims on, a site's label says how many there are."""

COUNTRY_NAMES = {
    "UA": {"en": "Ukraine", "uk": "Україна", "ru": "Украина"},
    "RU": {"en": "Russia", "uk": "Росія", "ru": "Россия"},
    "BY": {"en": "Belarus", "uk": "Білорусь", "ru": "Беларусь"},
}
OBLAST = {"en": "oblast", "uk": "область", "ru": "область"}

WIDE_M = 600_000.0
"""From this width of the view on, oblasts are many and small, and so are their names."""

MAX_CLEAR = 40
"""Up to this many sites there is room to keep their names off the border."""

LABEL_ZORDER = 25

LEADER_GAP, LEADER_LEAST = 2.5, 10.0
"""How far a leader ends before its label, and how long it must be to be seen past its marker, in points."""

Spot = tuple[float, float]


def draw_labels(axes: Axes, content: Content) -> None:
    """Name the claims, the towns, the countries and the oblasts."""
    view = content.view
    spots = [view.project(site.lon, site.lat) for site in content.sites]
    labels, leaders = _allocate(axes, content, spots)
    least, most = 0.012 * view.width_m, 0.08 * view.width_m
    radii = [min(max(site.uncertainty_m, least), most) for site in content.sites]
    marks = shapely.buffer(shapely.points(np.array(spots).reshape(-1, 2)), radii)
    names = [text for text in axes.texts if text not in labels]
    taken: list[BaseGeometry] = [
        *marks,
        *content.furniture.boxes(),
        *(shapely.LineString([ray.start, ray.end]).buffer(least / 3) for ray in content.rays),
        *leaders,
        *(box_of(axes, text) for text in (*labels, *names)),
    ]
    towns = draw_towns(axes, content, taken, spots)
    # So far from each other that two names are not read as one.
    apart: list[BaseGeometry] = [
        shapely.buffer(shape, 5 * metres_per_point(axes), join_style="mitre") for shape in taken
    ]
    _name_areas(axes, content, [*spots, *towns], apart)


def _allocate(axes: Axes, content: Content, spots: list[Spot]) -> tuple[list[Text], list[BaseGeometry]]:
    """Place the labels of claims, and return those that found room, and the lines that lead to them."""
    if not spots:
        return [], []
    theme, sites = content.theme, content.sites
    texts = [_label(site) for site in sites]
    xs, ys = np.array(spots).T
    rays = (ray.points() for ray in content.rays)
    taken = np.vstack([spots, *rays, *_covered(content), _border_points(content)])
    # Letters are a little wider at another resolution, and the frame would cut them.
    edge = 0.008 * content.view.width_m
    west, south, east, north = content.view.bounds
    lines = len(axes.lines)
    placed = textalloc.allocate(
        axes,
        xs,
        ys,
        texts,
        xlims=(west + edge, east - edge),
        ylims=(south + edge, north - edge),
        x_scatter=taken[:, 0],
        y_scatter=taken[:, 1],
        textsize=10.0,
        fontweight="bold",
        textcolor=theme.text,
        linecolor=theme.neutral,
        linewidth=0.7,
        min_distance=0.014,
        max_distance=0.12,
        margin=0.006,
        draw_all=False,
        avoid_label_lines_overlap=True,
        plot_kwargs={"zorder": 18},
        zorder=LABEL_ZORDER,
        clip_on=True,
        path_effects=[patheffects.withStroke(linewidth=2.6, foreground=theme.halo)],
    )
    found: list[Any] = placed[2]
    texts_placed = [text for text in found if text is not None]
    return texts_placed, _trim_leaders(axes, axes.lines[lines:], texts_placed)


def _trim_leaders(axes: Axes, lines: Sequence[Any], texts: Sequence[Text]) -> list[BaseGeometry]:
    """End each leader a little before its label, or it looks like part of a letter; drop the short ones."""
    boxes = [box_of(axes, text) for text in texts]
    point_m = metres_per_point(axes)
    kept: list[BaseGeometry] = []
    for line in lines:
        leader = shapely.LineString(np.asarray(line.get_xydata(), dtype=float))
        end = shapely.Point(leader.coords[-1])
        near = min(boxes, key=end.distance)
        shown = leader.difference(near.buffer(LEADER_GAP * point_m))
        if shown.length < LEADER_LEAST * point_m:
            line.remove()
            continue
        line.set_data(*shapely.get_coordinates(shown).T)
        kept.append(shown)
    return kept


def _border_points(content: Content) -> np.ndarray[Any, Any]:
    """Return points along the international border, which a name would cut; none where claims are many."""
    if len(content.sites) > MAX_CLEAR:
        return np.empty((0, 2))
    border = clip_to_view(content.basemap.border, content.view).union_all()
    return shapely.get_coordinates(shapely.segmentize(border.simplify(1000), 0.017 * content.view.width_m))


def _label(site: Site) -> str:
    count = len({entry.claim.id for entry in site.entries})
    return f"{site.number} {shorten(drawable(site.name), 26)}" + (f" ×{count}" if count >= MANY else "")


def _covered(content: Content) -> Iterator[np.ndarray[Any, Any]]:
    """Yield points so dense over the furniture that no label fits between them."""
    high, wide = 0.018 * content.view.height_m, 0.03 * content.view.width_m
    for box in content.furniture.boxes():
        west, south, east, north = box.bounds
        xs, ys = np.meshgrid(np.arange(west, east + wide, wide), np.arange(south, north + high, high))
        yield np.column_stack([xs.ravel(), ys.ravel()])


def _name_areas(axes: Axes, content: Content, spots: list[Spot], taken: list[BaseGeometry]) -> None:
    """Name countries and oblasts where the map is emptiest, or not at all."""
    view, theme, language = content.view, content.theme, content.sheet.language
    for row in clip_to_view(content.basemap.countries, view).itertuples():
        if row.geometry.area > 0.12 * view.box.area:
            name = COUNTRY_NAMES[row.country][language].upper()
            style = {"size": 16, "weight": "bold", "color": theme.neutral, "alpha": 0.55}
            _name_area(axes, content, row.geometry, name, spots=spots, taken=taken, style=style)
    for row in clip_to_view(content.basemap.oblasts, view).itertuples():
        if row.geometry.area > 0.02 * view.box.area:
            word = row.name if language == "en" else getattr(row, f"name_{language}")
            name = "\u200a".join(f"{word}  {OBLAST[language]}".upper())
            style = {"size": 8.5 if view.width_m < WIDE_M else 7.5, "color": theme.neutral}
            _name_area(axes, content, row.geometry, name, spots=spots, taken=taken, style=style)


def _name_area(
    axes: Axes,
    content: Content,
    area: BaseGeometry,
    name: str,
    *,
    spots: list[Spot],
    taken: list[BaseGeometry],
    style: dict[str, Any],
) -> None:
    """Write ``name`` inside ``area`` and add its box to ``taken``, if there is room."""
    halo = [patheffects.withStroke(linewidth=2.5, foreground=content.theme.halo, alpha=0.7)]
    west, south, east, north = content.view.bounds
    text = axes.text(
        (west + east) / 2, (south + north) / 2, name, ha="center", va="center", zorder=5, **style
    )
    text.set(path_effects=halo, clip_on=True)
    box = box_of(axes, text)
    width, height = box.bounds[2] - box.bounds[0], box.bounds[3] - box.bounds[1]
    # A name needs no winding outline, and a buffer of one takes seconds.
    inside = area.simplify(0.01 * content.view.height_m).buffer(-0.6 * height)
    blocked = shapely.STRtree(taken)
    frame = shapely.box(west + width / 2, south + height, east - width / 2, north - height)
    for x, y in _emptiest_points(inside.intersection(frame), spots):
        place = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        # Most of the name must lie in its area, or it would name the neighbour.
        if not len(blocked.query(place, "intersects")) and place.intersection(area).area > 0.995 * place.area:
            text.set_position((x, y))
            taken.append(place)
            return
    text.remove()


def _emptiest_points(area: BaseGeometry, spots: list[Spot]) -> Iterable[Spot]:
    """Return grid points inside ``area``, the farthest from ``spots`` first, near its middle among equals."""
    if area.is_empty:
        return ()
    west, south, east, north = area.bounds
    xs, ys = np.meshgrid(np.linspace(west, east, 21), np.linspace(south, north, 21))
    grid = np.column_stack([xs.ravel(), ys.ravel()])
    grid = grid[shapely.contains_xy(area, grid[:, 0], grid[:, 1])]
    middle = np.array([area.centroid.x, area.centroid.y])
    score = -0.8 * np.hypot(*(grid - middle).T)
    if spots:
        # A label is far wider than high, so a claim beside it is nearer than one above it.
        apart = (grid[:, None, :] - np.array(spots)[None, :, :]) * np.array([0.4, 1.0])
        score = score + 0.5 * np.hypot(apart[..., 0], apart[..., 1]).min(axis=1)
    return [(float(x), float(y)) for x, y in grid[np.argsort(-score, kind="stable")]]
