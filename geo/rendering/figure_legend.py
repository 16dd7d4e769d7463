"""The legend of the figure: what is on this map and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.models import GeometryKind, Kind
from geo.rendering.figure_map import draw_symbol, has_circle, is_site_hollow, marker_of
from geo.rendering.figure_overlays import draw_swatch
from geo.rendering.figure_pen import GAP_IN, PAD_IN
from geo.rendering.figure_text import fit, width_of, wrap
from geo.rendering.overlay_items import legend_lines
from geo.rendering.symbols import KIND_SYMBOLS, PARTY_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.rendering.figure import Content
    from geo.rendering.figure_pen import Pen
    from geo.rendering.overlay_items import LegendLine

SAMPLE_IN = 0.45
"""Room for the sample of a line in the legend."""

EDGE_DEG = 0.01
"""A line this near the edge of the view is not seen, in degrees."""

MOST_KINDS = 7
"""Kinds that stand in one column of the legend; more take two."""


def _symbols(content: Content) -> list[list[tuple[str, dict[str, Any]]]]:
    """Return the label of every marker on this map, and how it is drawn, by column: kinds, then parties."""
    kinds = {site.kind for site in content.sites}
    sides = {site.actor for site in content.sites} | {
        entry.claim.actor for entry in content.wide if entry.claim.shape
    }
    shown: list[tuple[str, dict[str, Any]]] = [
        (symbol.label, {"kind": kind}) for kind, symbol in KIND_SYMBOLS.items() if kind in kinds
    ]
    parties: list[tuple[str, dict[str, Any]]] = [
        (symbol.label, {"side": side}) for side, symbol in PARTY_SYMBOLS.items() if side in sides
    ]
    if any(is_site_hollow(site) for site in content.sites):
        parties.append(("Unconfirmed or denied", {"is_hollow": True}))
    half = -(-len(shown) // 2)
    columns = [shown] if len(shown) <= MOST_KINDS else [shown[:half], shown[half:]]
    return [column for column in (*columns, parties) if column]


def legend_height(pen: Pen) -> float:
    """Return the height that the legend takes in a column, next to nothing in a column without one."""
    if not pen.has_legend:
        return GAP_IN
    rows = max(map(len, _symbols(pen.content)), default=0) + len(list(_line_legend(pen.content)))
    rows += sum(len(_overlay_words(pen, line)) for line in legend_lines(pen.content.overlays))
    return pen.head + rows * pen.line * 1.05 + GAP_IN * 1.5


def _overlay_words(pen: Pen, line: LegendLine) -> list[str]:
    return wrap(line.text, pen.width - SAMPLE_IN, points=pen.points)


def draw_legend(pen: Pen) -> float:
    """Draw the symbols that are on this map and no other, and return the next free height."""
    top = pen.axes.get_ylim()[1] - GAP_IN
    if not pen.has_legend:
        return top
    top = _draw_symbols(pen, pen.write_head("Legend", top))
    line = pen.line * 1.05
    for label, style in _line_legend(pen.content):
        pen.axes.plot([PAD_IN, PAD_IN + 0.34], [top - line / 2] * 2, solid_capstyle="butt", **style)
        pen.write(PAD_IN + SAMPLE_IN, top - line / 2, label, va="center")
        top -= line
    for overlay in legend_lines(pen.content.overlays):
        draw_swatch(pen.axes, pen.content.theme, overlay, PAD_IN, top - line / 2)
        for words in _overlay_words(pen, overlay):
            pen.write(PAD_IN + SAMPLE_IN, top - line / 2, words, va="center")
            top -= line
    return top - GAP_IN


def _draw_symbols(pen: Pen, top: float) -> float:
    """Draw the markers in columns as wide as their labels, and return the next free height."""
    columns, line = _symbols(pen.content), pen.line * 1.05
    mark = 0.23 * pen.scale
    widths = [
        max(width_of(label, points=pen.points) for label, _ in column) + mark + 0.06 for column in columns
    ]
    # What is left is shared, what is missing is taken from the letters.
    spare = max(pen.width - sum(widths), 0.0) / max(len(columns), 1)
    points = pen.points * min(1.0, max(pen.width / max(sum(widths), 0.1), 0.8))
    left = PAD_IN
    for column, width in zip(columns, widths, strict=True):
        wide = width * points / pen.points
        for index, (label, how) in enumerate(column):
            y = top - (index + 0.5) * line
            _draw_sample(pen, (left + 0.09, y), how)
            shown = fit(label, wide - mark, points=points)
            pen.write(left + mark, y, shown, va="center", size=points)
        left += wide + spare
    return top - max(map(len, columns), default=0) * line - GAP_IN / 2


def _draw_sample(pen: Pen, spot: tuple[float, float], how: dict[str, Any]) -> None:
    """Draw a kind in the colour of text, and a party on a circle: neither says the other."""
    if "kind" in how:
        style: dict[str, Any] = {"color": pen.content.theme.text, "linewidth": 0}
        pen.axes.scatter(*spot, s=44 * pen.scale, marker=marker_of(how["kind"]), **style)
    else:
        side, hollow = how.get("side"), how.get("is_hollow", False)
        area = 54 * pen.scale
        draw_symbol(pen.axes, spot, pen.content, kind=Kind.CLASH, side=side, is_hollow=hollow, area=area)


def _line_legend(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    theme, view, base = content.theme, content.view, content.basemap
    if base.border.intersects(view.outline).any():
        yield "International border (recognised)", {"color": theme.border, "linewidth": 2.2}
    if base.oblasts.boundary.intersects(view.outline.buffer(-EDGE_DEG)).any():
        yield "Oblast boundary", {"color": theme.oblast, "linewidth": 1, "linestyle": "--"}
    kinds = {entry.claim.shape.kind for entry in content.wide if entry.claim.shape}
    if GeometryKind.AREA in kinds:
        yield "Claim about a whole area", {"color": theme.text, "linewidth": 1, "linestyle": ":"}
    if GeometryKind.ISODISTANCE in kinds:
        style: dict[str, Any] = {"color": theme.distance, "linewidth": 1.6, "linestyle": "--"}
        yield "Distance from the border, as reported", style
    if GeometryKind.BORDER_STRETCH in kinds:
        yield "Border stretch, position unknown", {"color": theme.distance, "linewidth": 5, "alpha": 0.45}
    if GeometryKind.DIRECTION in kinds:
        yield "Direction of attack, as reported", {"color": theme.text, "linewidth": 1.8, "linestyle": "--"}
    if content.rays:
        style = {"color": theme.distance, "linewidth": 1.1, "linestyle": "-."}
        yield "Distance to the border, computed", style
    if any(has_circle(site, view) for site in content.sites):
        style = {"color": theme.uncertainty, "linewidth": 1, "linestyle": "--"}
        yield "Place known to within this circle", style
