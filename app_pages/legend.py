"""The legend: only what is on the map now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages import style
from geo.models import Kind, Side
from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS, THEMES, actor_color

if TYPE_CHECKING:
    from geo.rendering.map_items import MapView

LINES = {
    "area": "claim about a whole area",
    "border_stretch": "stretch of border, as reported",
    "isodistance": "distance from the border, as reported",
    "direction": "direction, as reported",
}


def show_legend(view: MapView) -> None:
    """Draw the legend of ``view`` in our own words."""
    theme = THEMES[style.theme_name()]
    sites, wide = view.payload["sites"], view.payload["wide"]
    kinds, actors = {site["kind"] for site in sites}, {item["actor"] for item in (*sites, *wide)}
    parts = [
        _symbol(KIND_SYMBOLS[kind].svg_path, theme.text, KIND_SYMBOLS[kind].label)
        for kind in KIND_SYMBOLS
        if Kind(kind).value in kinds
    ]
    parts += [
        _symbol(_ROUND, actor_color(side, theme=theme), symbol.label, style.mark_svg(symbol.mark))
        for side, symbol in ACTOR_SYMBOLS.items()
        if (Side(side).value if side else "none") in actors
    ]
    shown = {item["kind"] for item in wide}
    parts += [
        f'<span><i class="fl-dash" style="border-color:{theme.distance if kind == "isodistance" else theme.text};'
        f'border-style:{"dotted" if kind == "area" else "dashed"}"></i>{words}</span>'
        for kind, words in LINES.items()
        if kind in shown
    ]
    if sites and view.payload["show_uncertainty"]:
        parts.append(
            f'<span><i class="fl-dash" style="border-color:{theme.uncertainty}"></i>place known to this circle</span>'
        )
    if any(site["hollow"] for site in sites):
        parts.append("<span>hollow: denied or unconfirmed</span>")
    if any(site["count"] > 1 for site in sites):
        parts.append("<span>number: claims at one place</span>")
    st.html(f'<div class="fl-legend">{"".join(parts)}</div>')


_ROUND = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"


def _symbol(path: str, fill: str, label: str, inside: str = "") -> str:
    return (
        f'<span><svg viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true"><path d="{path}" fill="{fill}"/>{inside}</svg>'
        f"{label}</span>"
    )
