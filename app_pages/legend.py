"""The legend: only what is on the map now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages import style
from geo.rendering.symbols import KIND_SYMBOLS, PARTY_SYMBOLS, THEMES

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
    # Once over the sites, of which there may be thousands, for the few sorts there are.
    sorts = {(site["kind"], site["actor"], site["hollow"], site["count"] > 1) for site in sites}
    kinds, actors = {sort[0] for sort in sorts}, {sort[1] for sort in sorts} | {w["actor"] for w in wide}
    parts = [
        _symbol("kind", kind.value, symbol.label)
        for kind, symbol in KIND_SYMBOLS.items()
        if kind.value in kinds
    ]
    for party, symbol in PARTY_SYMBOLS.items():
        value = str(party or "none")
        if value in actors:
            parts.append(_symbol("actor", value, symbol.label))
    shown = {item["kind"] for item in wide}
    parts += [
        f'<span><i class="fl-dash" style="border-color:'
        f"{theme.distance if kind == 'isodistance' else theme.text};"
        f'border-top-style:{"dotted" if kind == "area" else "dashed"}"></i>{words}</span>'
        for kind, words in LINES.items()
        if kind in shown
    ]
    if sites and view.payload["show_uncertainty"]:
        parts.append(
            f'<span><i class="fl-dash" style="border-color:{theme.uncertainty}"></i>'
            "place known to this circle</span>"
        )
    if any(sort[2] for sort in sorts):
        parts.append("<span>hollow: denied or unconfirmed</span>")
    if any(sort[3] for sort in sorts):
        parts.append("<span>number: claims at one place</span>")
    st.html(f'<div class="fl-legend">{"".join(parts)}</div>')


def _symbol(group: str, value: str, label: str) -> str:
    return f'<span><i class="fl-sym fl-{group}-{value}"></i>{label}</span>'
