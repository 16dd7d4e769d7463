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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from shapely.geometry.base import BaseGeometry

    from geo.rendering.figure import Content
    from geo.rendering.sites import Site

MANY = 5
"""From this many claims on, a site's label says how many there are."""

MAX_TOWNS = 26
"""Towns named for orientation; more would crowd out the claims."""

TOWN_POINTS = {1: 11.5, 2: 9.5, 3: 8.5, 4: 8.0}
"""Size of a town's name by its rank."""

COUNTRY_NAMES = {
    "UA": {"en": "Ukraine", "uk": "Україна", "ru": "Украина"},
    "RU": {"en": "Russia", "uk": "Росія", "ru": "Россия"},
    "BY": {"en": "Belarus", "uk": "Білорусь", "ru": "Беларусь"},
}
OBLAST = {"en": "oblast", "uk": "область", "ru": "область"}

LABEL_ZORDER = 25

Spot = tuple[float, float]
NamedTown = tuple[str, float, float, int]


def draw_labels(axes: Axes, content: Content) -> None:
    """Name the claims, the towns, the countries and the oblasts."""
    spots = [content.view.project(site.lon, site.lat) for site in content.sites]
    towns = _towns(content, spots)
    for _, x, y, rank in towns:
        axes.scatter([x], [y], s=16 if rank > 1 else 26, marker="s", color=content.theme.text, zorder=19)
    labels = _allocate(axes, content, spots, towns)
    least, most = 0.012 * content.view.width_m, 0.08 * content.view.width_m
    radii = [min(max(site.uncertainty_m, least), most) for site in content.sites] + [least] * len(towns)
    points = [*spots, *((x, y) for _, x, y, _ in towns)]
    marks = shapely.buffer(shapely.points(np.array(points).reshape(-1, 2)), radii)
    names = [text for text in axes.texts if text not in labels]
    taken: list[BaseGeometry] = [
        *marks,
        *content.furniture.boxes(),
        *(_box(axes, text) for text in (*labels, *names)),
    ]
    _name_areas(axes, content, spots, taken)


def _allocate(axes: Axes, content: Content, spots: list[Spot], towns: list[NamedTown]) -> list[Text]:
    """Place the labels of claims, then of towns, and return those that found room."""
    points = [*spots, *((x, y) for _, x, y, _ in towns)]
    if not points:
        return []
    theme, sites = content.theme, content.sites
    texts = [_label(site) for site in sites] + [
        name.upper() if rank == 1 else name for name, _, _, rank in towns
    ]
    xs, ys = np.array(points).T
    taken = np.vstack([points, *(ray.points() for ray in content.rays), *_covered(content)])
    # Letters are a little wider at another resolution, and the frame would cut them.
    edge = 0.008 * content.view.width_m
    west, south, east, north = content.view.bounds
    placed = textalloc.allocate(
        axes,
        xs,
        ys,
        texts,
        xlims=(west + edge, east - edge),
        ylims=(south + edge, north - edge),
        x_scatter=taken[:, 0],
        y_scatter=taken[:, 1],
        textsize=[10.0] * len(sites) + [TOWN_POINTS[rank] for *_, rank in towns],
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
        zorder=LABEL_ZORDER,
        clip_on=True,
        path_effects=[patheffects.withStroke(linewidth=2.6, foreground=theme.halo)],
    )
    found: list[Any] = placed[2]
    return [text for text in found if text is not None]


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


def _towns(content: Content, taken: list[Spot]) -> list[NamedTown]:
    """Return name, x, y and rank of the towns to name, none where a claim or the furniture stands."""
    towns, view = content.basemap.towns, content.view
    if not towns:
        return []
    xs, ys = view.project([town.lon for town in towns], [town.lat for town in towns])
    least_m = 0.02 * view.width_m
    free = view.box.buffer(-least_m).difference(shapely.union_all(content.furniture.boxes()))
    found: list[NamedTown] = []
    for index in np.flatnonzero(shapely.contains_xy(free, xs, ys)):
        x, y, town = float(xs[index]), float(ys[index]), towns[index]
        others = np.array([*taken, *((a, b) for _, a, b, _ in found)]).reshape(-1, 2)
        if (np.hypot(others[:, 0] - x, others[:, 1] - y) > 2 * least_m).all():
            found.append((town.names[content.sheet.language], x, y, town.rank))
        if len(found) == MAX_TOWNS:
            break
    return found


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
            style = {"size": 8.5, "color": theme.neutral}
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
    box = _box(axes, text)
    width, height = box.bounds[2] - box.bounds[0], box.bounds[3] - box.bounds[1]
    # A name needs no winding outline, and a buffer of one takes seconds.
    inside = area.simplify(0.01 * content.view.height_m).buffer(-0.6 * height)
    blocked = shapely.STRtree(taken)
    frame = shapely.box(west + width / 2, south + height, east - width / 2, north - height)
    for x, y in _emptiest_points(inside.intersection(frame), spots):
        place = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        # Most of the name must lie in its area, or it would name the neighbour.
        if not len(blocked.query(place, "intersects")) and place.intersection(area).area > 0.9 * place.area:
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


def _box(axes: Axes, text: Text) -> shapely.Polygon:
    """Return the box of ``text`` in the units of the map."""
    return shapely.box(*text.get_window_extent().transformed(axes.transData.inverted()).extents)
