"""The frame of the figure: page layout, title and footer."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import __version__
from geo.rendering.figure_text import drawable, fit, width_of, wrap
from geo.rendering.symbols import DARK, LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geo.rendering.figure import Content
    from geo.rendering.symbols import Theme

MARGIN_IN = 0.16
TOP_IN, FOOT_IN = 0.82, 0.62
PANEL_SHARE = 0.27
"""Share of the page's width that the side panel takes."""

UPRIGHT_PANEL_SHARE = 0.3
"""Share of the height of an upright page that the panel below the map takes."""

TITLE_POINTS = (22.0, 18.0, 15.0)
LONG_TITLE_POINTS = 12.5
"""Size of a title that takes two lines."""

TIMES_POINTS = (11, 10, 9, 8)
MAX_HANDLING_IN = 3.0

TLP_COLORS = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}
"""As the Traffic Light Protocol 2.0 of FIRST has them, on black."""

HANDLING_COLORS = {"light": "#b3152b", "dark": "#ff5d5d", "print": "#000000"}
"""Of a handling line that is no TLP label, by theme."""

DISCLAIMER = (
    "Positions are as reported by the cited sources and are not verified; the map does not show who holds "
    "ground. Boundaries and names shown do not imply endorsement or acceptance. Distances are straight-line."
)
CREDITS = (
    "Base data: © OpenStreetMap contributors (ODbL), Natural Earth, WDB II; places: GeoNames (CC BY 4.0)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The axes of the page: the map, the panel's columns, and the whole page for free text in inches."""

    page: Axes
    map: Axes
    panels: tuple[Axes, ...]


Box = tuple[float, float, float, float]
"""Left, bottom, width, height in inches."""


def map_aspect(width_in: float, height_in: float, *, is_titled: bool = True) -> float:
    """Return width over height of the map on a page of this size."""
    (_, _, width, height), _ = _boxes(width_in, height_in, is_titled=is_titled)
    return width / height


def _boxes(width: float, height: float, *, is_titled: bool) -> tuple[Box, list[Box]]:
    """Return where the map is, and the columns of the panel: beside the map, on an upright page below it."""
    top = height - (TOP_IN if is_titled else MARGIN_IN)
    if width > height:
        map_width = width * (1 - PANEL_SHARE) - 2 * MARGIN_IN
        left = 2 * MARGIN_IN + map_width
        panel = (left, FOOT_IN, width - left - MARGIN_IN, top - FOOT_IN)
        return (MARGIN_IN, FOOT_IN, map_width, top - FOOT_IN), [panel]
    foot = FOOT_IN + UPRIGHT_PANEL_SHARE * height
    column = (width - 3 * MARGIN_IN) / 2
    columns = [
        (left, FOOT_IN, column, foot - FOOT_IN - 1.5 * MARGIN_IN)
        for left in (MARGIN_IN, 2 * MARGIN_IN + column)
    ]
    return (MARGIN_IN, foot, width - 2 * MARGIN_IN, top - foot), columns


def lay_out(figure: Figure, theme: Theme, *, is_titled: bool = True) -> Layout:
    """Return the axes of the page, empty; text is measured in inches from the lower left."""
    width, height = (float(side) for side in figure.get_size_inches())
    page = figure.add_axes((0, 0, 1, 1), zorder=-1)
    page.set(xlim=(0, width), ylim=(0, height))
    page.axis("off")

    def frame(box: Box) -> Axes:
        axes = figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))
        axes.set(xticks=[], yticks=[], xlim=(0, box[2]), ylim=(0, box[3]))
        for spine in axes.spines.values():
            spine.set(edgecolor=theme.oblast, linewidth=1.0)
        return axes

    map_box, panel_boxes = _boxes(width, height, is_titled=is_titled)
    layout = Layout(page=page, map=frame(map_box), panels=tuple(map(frame, panel_boxes)))
    for panel in layout.panels:
        panel.set_facecolor(theme.land if theme is LIGHT else theme.halo)
    return layout


def draw_frame(layout: Layout, content: Content) -> None:
    """Write title and footer."""
    if content.sheet.is_titled:
        _draw_title(layout.page, content)
    _draw_footer(layout, content)


def default_title(content: Content) -> str:
    """Return the title asked for, else one from the region or the oblasts that the sites lie in."""
    if content.sheet.title and drawable(content.sheet.title):
        return content.sheet.title
    if content.sheet.region:
        return f"{content.sheet.region}: what is reported"
    entries = {entry.claim.id: entry for site in content.sites for entry in site.entries}
    entries |= {entry.claim.id: entry for entry in content.wide}
    found = Counter(
        name for entry in entries.values() for name in {place.admin1 for place in entry.places} if name
    )
    names = sorted(found, key=lambda name: (-found[name], name))[:3]
    return f"{', '.join(names)}: what is reported" if names else "What is reported"


def describe_times(content: Content) -> str:
    """Return the subtitle: as-of moment in UTC and as date-time group, dates of the articles, counts."""
    parts = []
    if content.sheet.as_of is not None:
        moment = content.sheet.as_of.astimezone(dt.UTC)
        group = f"{moment:%d%H%MZ%b%y}".upper()
        parts.append(f"As of {moment.day} {moment:%b %Y %H:%M} UTC ({group})")
    published = [reading.article.published for reading in content.extract.readings]
    days = sorted(day for item in published for day in (item.start, item.end) if day is not None)
    if days:
        undated = sum(item.start is None and item.end is None for item in published)
        more = f" and {undated} undated" if undated else ""
        parts.append(f"articles of {_span(days[0], days[-1])} (data cut-off){more}")
    claims = sum(len(reading.claims) for reading in content.extract.readings)
    counts = {"article": len(content.extract.readings), "claim": claims, "location": len(content.sites)}
    parts.append(", ".join(count_of(number, word) for word, number in counts.items()))
    return "  |  ".join(parts)


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count_of(1, "claim"), count_of(0, "claim")
    ('1 claim', '0 claims')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _span(first: dt.date, last: dt.date) -> str:
    if first == last:
        return f"{first.day} {first:%b %Y}"
    start = f"{first.day} {first:%b}" if first.year == last.year else f"{first.day} {first:%b %Y}"
    return f"{start} to {last.day} {last:%b %Y}"


def _draw_title(page: Axes, content: Content) -> None:
    width, height = page.get_xlim()[1], page.get_ylim()[1]
    room = width - 2 * MARGIN_IN
    if content.sheet.handling:
        room -= _draw_handling(page, content.sheet.handling, content.theme) + 0.3
    words = drawable(default_title(content))
    fits = (size for size in TITLE_POINTS if width_of(words, points=size, is_bold=True) <= room)
    points = next(fits, LONG_TITLE_POINTS)
    lines = wrap(words, room, points=points, is_bold=True)
    shown = [*lines[:1], fit(" ".join(lines[1:]), room, points=points, is_bold=True)]
    page.text(
        MARGIN_IN,
        height - 0.36,
        "\n".join(filter(None, shown)),
        size=points,
        weight="bold",
        color=content.theme.text,
        va="center",
        linespacing=1.1,
    )
    times, room = describe_times(content), width - 2 * MARGIN_IN
    size = next((size for size in TIMES_POINTS if width_of(times, points=size) <= room), TIMES_POINTS[-1])
    times = fit(times, room, points=size)
    page.text(MARGIN_IN, height - 0.66, times, size=size, color=content.theme.neutral, va="center")


def _draw_handling(page: Axes, handling: str, theme: Theme) -> float:
    """Write the handling line at the upper right and return its width in inches."""
    words = fit(handling, MAX_HANDLING_IN, points=12, is_bold=True)
    tlp = TLP_COLORS.get(words.upper())
    edge = theme.oblast if theme is DARK else "none"
    box = {"boxstyle": "square,pad=0.3", "facecolor": "#000000", "edgecolor": edge} if tlp else None
    page.text(
        page.get_xlim()[1] - MARGIN_IN - (0.06 if tlp else 0),
        page.get_ylim()[1] - 0.36,
        words,
        size=12,
        weight="bold",
        color=tlp or HANDLING_COLORS[theme.name],
        ha="right",
        va="center",
        bbox=box,
    )
    return width_of(words, points=12, is_bold=True)


def _draw_footer(layout: Layout, content: Content) -> None:
    page = layout.page
    width = page.get_xlim()[1]
    # The first digits of its hash name the data; all of them only fill the line.
    named = re.sub(r"\b([0-9a-f]{8})[0-9a-f]{8,}\b", r"(\1)", content.border)
    border = f"Border: {named}; internationally recognised line. Lambert conformal conic, WGS 84."
    words = f"{CREDITS} {border} {DISCLAIMER}"
    room = layout.map.get_position().width * width if len(layout.panels) == 1 else 0.78 * width
    wrapped = ((size, wrap(words, room, points=size)) for size in (7.2, 6.6, 6.0))
    size, lines = next(((size, lines) for size, lines in wrapped if len(lines) <= 3), (6.0, []))
    page.text(
        MARGIN_IN,
        FOOT_IN - 0.17,
        "\n".join(lines or wrap(words, room, points=size)[:3]),
        size=size,
        color=content.theme.neutral,
        va="top",
        linespacing=1.2,
    )
    made = fit(content.sheet.producer or "", width - room - 3 * MARGIN_IN, points=8)
    page.text(
        width - MARGIN_IN,
        FOOT_IN - 0.17,
        f"{made}\nFrontline {__version__}".strip(),
        size=8,
        color=content.theme.neutral,
        ha="right",
        va="top",
        linespacing=1.2,
    )
