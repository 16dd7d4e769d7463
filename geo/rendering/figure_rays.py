"""Rays from a few sites to the recognised border, with the distance and how well it is known.

At most three, where they can be read: a map full of rays tells nothing. The distance is the one
that the geography computed on the ellipsoid; the line only shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.models import GeometryKind, Measure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geo.rendering.basemap import Basemap
    from geo.rendering.sites import Site
    from geo.rendering.symbols import Theme
    from geo.rendering.view import View

MAX_RAYS = 3
MAX_RAY_M = 120_000.0
"""Farther from the border, the distance says little about what is reported."""

MAX_DOUBT = 0.2
"""A distance less well known than this share of itself is left to the table."""

MAX_SITES = 30
"""With more sites than this in the view there is no room for rays."""

MIN_SHARE = 0.11
"""Least length of a ray as a share of the view's width, so that its label has room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ray:
    """A line in the view's metres from a site to the nearest point of the border, and its label."""

    site: int
    start: tuple[float, float]
    end: tuple[float, float]
    label: str

    def points(self) -> np.ndarray[Any, Any]:
        """Return points along the middle of the ray, which labels of places must avoid."""
        shares = np.linspace(0.3, 0.7, 9)[:, None]
        points: np.ndarray[Any, Any] = np.array(self.start) + shares * (
            np.array(self.end) - np.array(self.start)
        )
        return points


def find_rays(
    sites: tuple[Site, ...], *, basemap: Basemap, view: View, taken: tuple[shapely.Polygon, ...] = ()
) -> tuple[Ray, ...]:
    """Return the rays to draw: sites whose distance an article states first, then the most reported.

    ``sites`` lie in the view; nothing runs through the boxes that are ``taken``.
    """
    spots = {site.number: view.project(site.lon, site.lat) for site in sites}
    if len(sites) > MAX_SITES:
        return ()
    border = basemap.border.to_crs(view.crs).union_all()
    found: list[Ray] = []
    for site in sorted(sites, key=_how_telling):
        distance = _distance_m(site)
        if distance is None or not MIN_SHARE * view.width_m < distance <= MAX_RAY_M:
            continue
        line = shapely.shortest_line(shapely.Point(spots[site.number]), border)
        if line is None or not view.box.contains(line) or any(map(line.intersects, taken)):
            continue
        start, end = (tuple(map(float, point)) for point in line.coords)
        label = f"{distance / 1000:.0f} ± {max(site.uncertainty_m / 1000, 1):.0f} km"
        ray = Ray(site=site.number, start=(start[0], start[1]), end=(end[0], end[1]), label=label)
        others = [shapely.Point(spots[other.number]) for other in sites if other is not site]
        is_free = not others or shapely.distance(line, others).min() > 0.02 * view.width_m
        if is_free and all(_are_apart(ray, other, view) for other in found):
            found.append(ray)
        if len(found) == MAX_RAYS:
            break
    return tuple(found)


def draw_rays(axes: Axes, rays: tuple[Ray, ...], theme: Theme) -> None:
    """Draw ``rays`` with their labels along them."""
    for ray in rays:
        axes.annotate(
            "",
            xy=ray.end,
            xytext=ray.start,
            arrowprops={"arrowstyle": "<|-|>", "color": theme.distance, "linewidth": 1.1, "linestyle": "-.",
                        "shrinkA": 6, "shrinkB": 1, "mutation_scale": 8},
            zorder=7,
        )  # fmt: skip
        x, y = (np.array(ray.start) + np.array(ray.end)) / 2
        angle = float(np.degrees(np.arctan2(ray.end[1] - ray.start[1], ray.end[0] - ray.start[0])))
        axes.text(
            x,
            y,
            ray.label,
            size=8.5,
            color=theme.distance,
            weight="bold",
            rotation=(angle + 90) % 180 - 90,
            ha="center",
            va="center",
            zorder=24,
            clip_on=True,
            bbox={"boxstyle": "square,pad=0.1", "facecolor": theme.halo, "edgecolor": "none", "alpha": 0.8},
        )


def _distance_m(site: Site) -> float | None:
    """Return the computed distance of the site, if it is known well enough to be drawn."""
    for entry in site.entries:
        computed, shape = entry.claim.computed, entry.claim.shape
        if computed is None or computed.border_distance_m is None or shape is None:
            continue
        if shape.kind is GeometryKind.PLACE and site.uncertainty_m < MAX_DOUBT * computed.border_distance_m:
            return computed.border_distance_m
    return None


def _how_telling(site: Site) -> tuple[bool, int, int]:
    quantities = (quantity for entry in site.entries for quantity in entry.claim.quantities)
    is_stated = any(quantity.measure is Measure.BORDER_DISTANCE for quantity in quantities)
    return not is_stated, -len(site.entries), site.number


def _are_apart(first: Ray, second: Ray, view: View) -> bool:
    lines = [shapely.LineString([ray.start, ray.end]) for ray in (first, second)]
    return bool(lines[0].distance(lines[1]) > 0.03 * view.width_m)
