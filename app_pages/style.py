"""The little CSS that Streamlit's theme has no setting for, and the symbols beside the filters."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from geo.rendering.overlay_items import swatch_css
from geo.rendering.symbols import KIND_SYMBOLS, PARTY_SYMBOLS, THEMES, Party

RESTING = {"light": "#22252a", "dark": "#e8e6e1"}

# The palette of the marks in a text, each with its dark counterpart.
VARIABLES = {
    "light": "--fl-place:#ffe28a;--fl-number:#cfe3f8;--fl-soft:#6b6f76;--fl-line:#e4e3df;--fl-card:#fafaf8;"
    "--fl-warn:#fff6e3;--fl-warn-line:#ecd9a8;--fl-warn-text:#7d5400;--fl-bad:#fdeeee;--fl-bad-line:#efc1c1;"
    "--fl-bad-text:#9d1b1b;--fl-bar:#1f64ae;--fl-amber:#c77f0a;--fl-claim:#f3efe2;--fl-on:#ffffff",
    "dark": "--fl-place:#6a5512;--fl-number:#1f4468;--fl-soft:#a3a8b0;--fl-line:#363a41;--fl-card:#1d2024;"
    "--fl-warn:#2e2612;--fl-warn-line:#5f4d1c;--fl-warn-text:#f0c563;--fl-bad:#331c1e;--fl-bad-line:#6e3236;"
    "--fl-bad-text:#ff9c9c;--fl-bar:#6db0ff;--fl-amber:#f0b54a;--fl-claim:#33301f;--fl-on:#0e1a26",
}

LAYOUT = Path(__file__).with_name("style.css")


def theme_name() -> str:
    """Return ``light`` or ``dark``, as the user has the page."""
    chosen = st.context.theme.type
    return chosen if chosen in VARIABLES else "light"


def apply() -> None:
    """Put the styles into the page; they are ours throughout, no word of an article is in them."""
    name = theme_name()
    rules = [f":root {{{VARIABLES[name]}}}", LAYOUT.read_text(encoding="utf-8"), swatch_css(THEMES[name])]
    st.html(f"<style>{''.join(rules)}</style>")


def symbol_url(group: str, value: str) -> str:
    """Return the picture of one value of a filter in the theme's colours, empty for one without."""
    return _symbol_urls(theme_name()).get((group, value), "")


@lru_cache(maxsize=2)
def _symbol_urls(name: str) -> dict[tuple[str, str], str]:
    kinds = {
        ("kind", kind.value): _svg_url(symbol.svg_path, RESTING[name])
        for kind, symbol in KIND_SYMBOLS.items()
    }
    return kinds | {("actor", str(party or "none")): _actor_url(party, name) for party in PARTY_SYMBOLS}


def _svg_url(path: str, fill: str, inside: str = "") -> str:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.4 -1.4 2.8 2.8">'
        f'<path d="{path}" fill="{fill}"/>{inside}</svg>'
    )
    return "data:image/svg+xml," + quote(svg)


def _actor_url(party: Party, name: str) -> str:
    symbol = PARTY_SYMBOLS[party]
    circle = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
    return _svg_url(circle, symbol.dark if name == "dark" else symbol.light, _mark_svg(symbol.mark, name))


def _mark_svg(mark: str, name: str) -> str:
    """Return the mark of an actor as SVG, to be drawn over the symbol."""
    shape = {
        "dot": '<circle r="0.3"/>',
        "bar": '<rect x="-0.14" y="-0.5" width="0.28" height="1"/>',
        "cross": '<path d="M-.5-.12H-.12V-.5H.12V-.12H.5V.12H.12V.5H-.12V.12H-.5Z"/>',
        "ring": '<circle r="0.55"/>',
    }.get(mark, "")
    return f'<g fill="{THEMES[name].halo}">{shape}</g>'


def group_title(text: str) -> None:
    """Write one of our own small headings."""
    st.html(f'<div class="fl-group">{text}</div>')


def show_logo() -> None:
    """Put the name at the top left."""
    ink = RESTING[theme_name()]
    red = "#b3152b" if theme_name() == "light" else "#ff5d5d"
    st.logo(
        '<svg xmlns="http://www.w3.org/2000/svg" width="112" height="28" viewBox="0 0 112 28">'
        '<text x="2" y="20" font-family="Liberation Sans, Arial, sans-serif" font-size="19" '
        'font-weight="700" '
        f'fill="{ink}">Front<tspan fill="{red}">line</tspan></text></svg>',
        size="large",
    )
