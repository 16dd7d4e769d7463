"""The frame of the figure: page layout, title, scale bar, north arrow, locator and footer."""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.patches import Polygon, Rectangle
from pyproj import Transformer

from geo import __version__
from geo.rendering.symbols import LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geo.rendering.figure import Content
    from geo.rendering.symbols import Theme
    from geo.rendering.view import View

MARGIN_IN = 0.16
TOP_IN, FOOT_IN = 0.82, 0.62
PANEL_SHARE = 0.27
"""Share of the page's width that the side panel takes."""

_HANDLING = {"light": "#b3152b", "dark": "#ff5d5d", "print": "#000000"}

DISCLAIMER = (
    "Positions are as reported by the cited sources and are not verified; the map does not show who holds "
    "ground. Boundaries and names shown do not imply endorsement or acceptance. Distances are straight-line."
)
CREDITS = (
    "Base data: © OpenStreetMap contributors (ODbL), Natural Earth, WDB II; places: GeoNames (CC BY 4.0)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The axes of the page: the map, the side panel, and the whole page for free text in inches."""

    page: Axes
    map: Axes
    panel: Axes


def map_aspect(width_in: float, height_in: float, *, is_titled: bool = True) -> float:
    """Return width over height of the map on a page of this size."""
    return _map_width(width_in) / (height_in - _top(is_titled=is_titled) - FOOT_IN)


def _top(*, is_titled: bool) -> float:
    return TOP_IN if is_titled else MARGIN_IN


def _map_width(width_in: float) -> float:
    return width_in * (1 - PANEL_SHARE) - 2 * MARGIN_IN


def lay_out(figure: Figure, theme: Theme, *, is_titled: bool = True) -> Layout:
    """Return the axes of the page, empty; text is measured in inches from the lower left."""
    width, height = figure.get_size_inches()
    page = figure.add_axes((0, 0, 1, 1), zorder=-1)
    page.set(xlim=(0, width), ylim=(0, height))
    page.axis("off")
    map_width, map_height = _map_width(width), height - _top(is_titled=is_titled) - FOOT_IN
    map_ax = figure.add_axes((MARGIN_IN / width, FOOT_IN / height, map_width / width, map_height / height))
    panel_left = MARGIN_IN * 2 + map_width
    panel_width = width - panel_left - MARGIN_IN
    panel = figure.add_axes((panel_left / width, FOOT_IN / height, panel_width / width, map_height / height))
    for axes in (map_ax, panel):
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set(edgecolor=theme.oblast, linewidth=1.0)
    panel.set(
        xlim=(0, panel_width), ylim=(0, map_height), facecolor=theme.land if theme is LIGHT else theme.halo
    )
    return Layout(page=page, map=map_ax, panel=panel)


def draw_furniture(layout: Layout, content: Content) -> None:
    """Draw title, footer, scale bar, north arrow and locator."""
    if content.sheet.is_titled:
        _draw_title(layout.page, content)
    _draw_footer(layout.page, content)
    draw_scale_bar(layout.map, content.view, content.theme)
    _draw_north_arrow(layout.map, content.view, content.theme)
    _draw_locator(layout.map, content)


def default_title(content: Content) -> str:
    """Return a title from the region or the oblasts that the sites lie in."""
    if content.sheet.title:
        return content.sheet.title
    if content.sheet.region:
        return f"{content.sheet.region}: what is reported"
    found = [place.admin1 for site in content.sites for entry in site.entries for place in entry.places]
    names = sorted({name for name in found if name}, key=lambda name: (-found.count(name), name))[:3]
    return f"{', '.join(names)}: what is reported" if names else "What is reported"


def describe_times(content: Content) -> str:
    """Return the subtitle: as-of moment in UTC and as date-time group, event dates, counts."""
    parts = []
    if content.sheet.as_of is not None:
        moment = content.sheet.as_of.astimezone(dt.UTC)
        parts.append(f"As of {moment:%d %b %Y %H:%M} UTC ({moment:%d%H%M}Z{moment:%b%y})".replace(" 0", " "))
    published = [reading.article.published for reading in content.extract.readings]
    days = sorted(day for item in published for day in (item.start, item.end) if day is not None)
    if days:
        parts.append(f"articles of {_span(days[0], days[-1])}")
    claims = sum(len(reading.claims) for reading in content.extract.readings)
    counts = {"article": len(content.extract.readings), "claim": claims, "location": len(content.sites)}
    parts.append(", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items()))
    return "  |  ".join(parts)


def _span(first: dt.date, last: dt.date) -> str:
    if first == last:
        return f"{first.day} {first:%b %Y}"
    start = f"{first.day} {first:%b}" if first.year == last.year else f"{first.day} {first:%b %Y}"
    return f"{start} to {last.day} {last:%b %Y}"


def _draw_title(page: Axes, content: Content) -> None:
    width, height = page.get_xlim()[1], page.get_ylim()[1]
    title = shorten(default_title(content), 84 if content.sheet.handling else 110)
    size = 22 if len(title) <= 60 else 16
    color = content.theme.text
    page.text(MARGIN_IN, height - 0.36, title, size=size, weight="bold", color=color, va="center")
    page.text(
        MARGIN_IN, height - 0.66, describe_times(content), size=11, color=content.theme.neutral, va="center"
    )
    if content.sheet.handling:
        page.text(
            width - MARGIN_IN,
            height - 0.36,
            shorten(content.sheet.handling, 40),
            size=12,
            weight="bold",
            color=_HANDLING[content.theme.name],
            ha="right",
            va="center",
        )


def _draw_footer(page: Axes, content: Content) -> None:
    width = page.get_xlim()[1]
    border = f"Border: {content.border}; internationally recognised line. Lambert conformal conic, WGS 84."
    letters = int(_map_width(width) * 18.2)
    lines = textwrap.wrap(f"{CREDITS} {border} {DISCLAIMER}", letters)[:4]
    page.text(
        MARGIN_IN,
        FOOT_IN - 0.12,
        "\n".join(lines),
        size=7.2,
        color=content.theme.neutral,
        va="top",
        linespacing=1.25,
    )
    producer = f"{content.sheet.producer} · " if content.sheet.producer else ""
    page.text(
        width - MARGIN_IN,
        FOOT_IN - 0.12,
        f"{shorten(producer, 48)}Frontline {__version__}",
        size=8,
        color=content.theme.neutral,
        ha="right",
        va="top",
    )


def shorten(text: str, letters: int) -> str:
    """Return ``text`` on one line in at most ``letters``, cut at the end with an ellipsis.

    >>> shorten("A very long title", 8)
    'A very…'
    """
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


def bar_length_m(view: View) -> float:
    """Return a round length of about a sixth of the view's width, in metres."""
    target = view.width_m / 6
    step = 10 ** np.floor(np.log10(target))
    return float(max(factor * step for factor in (1, 2, 2.5, 5) if factor * step <= target))


def draw_scale_bar(axes: Axes, view: View, theme: Theme) -> None:
    """Draw a scale bar at the lower left, true within the projection's error there."""
    length = bar_length_m(view)
    x = view.bounds[0] + 0.03 * view.width_m
    y = view.bounds[1] + 0.035 * view.height_m
    thick = 0.009 * view.height_m
    pad = 0.014 * view.width_m
    axes.add_patch(
        Rectangle(
            (x - pad, y - 1.2 * thick),
            length + 2 * pad,
            6.2 * thick,
            facecolor=theme.halo,
            alpha=0.82,
            zorder=30,
            linewidth=0,
        )
    )
    for part, color in enumerate((theme.text, theme.halo)):
        axes.add_patch(
            Rectangle(
                (x + part * length / 2, y),
                length / 2,
                thick,
                facecolor=color,
                edgecolor=theme.text,
                zorder=31,
            )
        )
    text = f"{length / 1000:g} km"
    axes.text(
        x + length / 2, y + 2 * thick, text, size=10, ha="center", va="bottom", color=theme.text, zorder=32
    )


def _draw_north_arrow(axes: Axes, view: View, theme: Theme) -> None:
    """Draw an arrow to true north at its place: meridians lean in a conic."""
    x = view.bounds[0] + 0.035 * view.width_m
    y = view.bounds[3] - 0.10 * view.height_m
    inverse = Transformer.from_crs(view.crs, "EPSG:4326", always_xy=True)
    forward = Transformer.from_crs("EPSG:4326", view.crs, always_xy=True)
    lon, lat = inverse.transform(x, y)
    north_x, north_y = forward.transform(lon, lat + 0.01)
    up = np.array([north_x - x, north_y - y])
    up = up / np.hypot(*up) * 0.055 * view.height_m
    side = np.array([up[1], -up[0]]) * 0.42
    centre = np.array([x, y])
    tip, tail = centre + up, centre - 0.35 * up
    for sign, color in ((1, theme.text), (-1, theme.halo)):
        corners = [tip, centre - 0.7 * up + sign * side, tail]
        axes.add_patch(Polygon(corners, facecolor=color, edgecolor=theme.text, linewidth=1, zorder=31))
    place = centre - 1.35 * up
    axes.text(
        float(place[0]), float(place[1]), "N", size=13, ha="center", va="center", color=theme.text, zorder=31
    )


def _emptier_corner(content: Content) -> tuple[float, float, float, float]:
    """Return left, bottom, width, height, as shares of the map, of the corner with fewer claims."""
    view = content.view
    forward = Transformer.from_crs("EPSG:4326", view.crs, always_xy=True)
    spots = [forward.transform(site.lon, site.lat) for site in content.sites]
    width, height = 0.17, 0.17

    def crowd(bottom: float) -> int:
        corner = shapely.box(
            view.bounds[0] + (0.97 - width) * view.width_m,
            view.bounds[1] + (bottom - 0.04) * view.height_m,
            view.bounds[2],
            view.bounds[1] + (bottom + height + 0.04) * view.height_m,
        )
        return sum(corner.contains(shapely.Point(spot)) for spot in spots)

    bottom = min((0.012, 1 - height - 0.012), key=crowd)
    return 1 - width - 0.008, bottom, width, height


def _draw_locator(axes: Axes, content: Content) -> None:
    """Draw where the view lies in Ukraine, in the emptier corner on the right."""
    theme = content.theme
    inset = axes.inset_axes(_emptier_corner(content), zorder=40)
    inset.set_xticks([])
    inset.set_yticks([])
    inset.set_facecolor(theme.water)
    for spine in inset.spines.values():
        spine.set(edgecolor=theme.oblast, linewidth=0.8)
    around = (20.0, 43.5, 44.0, 54.5)
    colors = {"UA": theme.land, "RU": theme.land_russia}
    for row in content.basemap.countries.clip(around).itertuples():
        fill = colors.get(row.country, theme.land_russia)
        for part in shapely.get_parts(row.geometry.simplify(0.03)):
            if part.geom_type == "Polygon":
                inset.add_patch(
                    Polygon(
                        shapely.get_coordinates(part.exterior),
                        facecolor=fill,
                        edgecolor=theme.border,
                        linewidth=0.5,
                    )
                )
    west, south, east, north = content.view.lonlat_box()
    inset.add_patch(
        Rectangle((west, south), east - west, north - south, fill=False, edgecolor="#c0392b", linewidth=1.6)
    )
    inset.set(xlim=(around[0], around[2]), ylim=(around[1], around[3]))
    inset.set_aspect("auto")
