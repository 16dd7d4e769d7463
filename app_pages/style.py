"""The little CSS that Streamlit's theme has no setting for, and the symbols beside the filters."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from app_pages import state
from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS, actor_symbol

RESTING = {"light": "#22252a", "dark": "#e8e6e1"}

# The palette of the marks in a text, each with its dark counterpart.
VARIABLES = {
    "light": "--fl-place:#ffe28a;--fl-number:#cfe3f8;--fl-soft:#6b6f76;--fl-line:#e4e3df;--fl-card:#fafaf8;"
    "--fl-warn:#fff6e3;--fl-warn-line:#ecd9a8;--fl-warn-text:#7d5400;--fl-bad:#fdeeee;--fl-bad-line:#efc1c1;"
    "--fl-bad-text:#9d1b1b;--fl-bar:#1f64ae;--fl-amber:#c77f0a;--fl-claim:#f3efe2",
    "dark": "--fl-place:#6a5512;--fl-number:#1f4468;--fl-soft:#a3a8b0;--fl-line:#363a41;--fl-card:#1d2024;"
    "--fl-warn:#2e2612;--fl-warn-line:#5f4d1c;--fl-warn-text:#f0c563;--fl-bad:#331c1e;--fl-bad-line:#6e3236;"
    "--fl-bad-text:#ff9c9c;--fl-bar:#6db0ff;--fl-amber:#f0b54a;--fl-claim:#33301f",
}

LAYOUT = """
.stMainBlockContainer {padding: 3.9rem 1rem .4rem 1rem; max-width: none}
.stAppHeader {border-bottom: 1px solid var(--fl-line)}
.stMain h2 {font-size: 1.25rem; padding: 0}
.stMain h3 {font-size: 1.02rem; padding: .1rem 0}
.st-key-explorer [data-testid="stHorizontalBlock"]:has(> div .st-key-filters) {gap: .8rem}
.stColumn:has(> div .st-key-filters) {flex: 0 0 232px; min-width: 232px}
.stColumn:has(> div .st-key-pane) {flex: 0 0 27rem; min-width: 24rem}
.stColumn:has(> div .st-key-map) {min-width: 380px}
.st-key-filters, .st-key-pane {height: calc(100vh - 4.6rem); overflow-y: auto; overflow-x: hidden; gap: .12rem;
  flex-wrap: nowrap; padding-right: .5rem}
.st-key-filters > *, .st-key-pane > * {flex-shrink: 0}
.st-key-map {gap: .3rem}
.st-key-map iframe[title*="st_folium"] {height: calc(100vh - 17.2rem) !important; min-height: 320px;
  border-radius: 6px; border: 1px solid var(--fl-line)}
.st-key-present iframe[title*="st_folium"] {height: calc(100vh - 9rem) !important}
.st-key-map div:has(> iframe[title*="st_folium"]) {height: auto !important}
.fl-group {font-size: .72rem; letter-spacing: .06em; text-transform: uppercase; font-weight: 600;
  color: var(--fl-soft); margin: .55rem 0 .1rem}
.st-key-filters [data-testid="stCheckbox"] {min-height: 0}
.st-key-filters [data-testid="stCheckbox"] label {width: 100%; padding: .04rem 0}
.st-key-filters [data-testid="stCheckbox"] label > div:last-child,
.st-key-filters [data-testid="stCheckbox"] label [data-testid="stMarkdownContainer"] {width: 100%}
.st-key-filters [data-testid="stCheckbox"] p {display: flex; width: 100%; font-size: .92rem}
.st-key-filters [data-testid="stCheckbox"] p > span:last-child {margin-left: auto; color: var(--fl-soft) !important}
.st-key-filters .stElementContainer {width: 100% !important}
.st-key-filters [class*="st-key-kind_"] label p::before, .st-key-filters [class*="st-key-actor_"] label p::before {
  content: ""; width: 1.05em; height: 1.05em; margin: .15em .5em 0 0; flex: none; background-position: center;
  background-size: contain; background-repeat: no-repeat}
.st-key-filters label:has(input:not(:checked)) p {opacity: .5; text-decoration: line-through}
.st-key-notshown {background: var(--fl-warn); border: 1px solid var(--fl-warn-line); border-radius: 6px;
  padding: .6rem .75rem; gap: .1rem; margin-top: .6rem; width: auto}
.st-key-filters > div:has(> .st-key-notshown) {position: sticky; bottom: 0; z-index: 2}
.st-key-notshown p {color: var(--fl-warn-text)}
.st-key-notshown button {min-height: 0; padding: 0; text-decoration: underline; text-underline-offset: 2px}
.st-key-notshown button p {font-size: .9rem}
.fl-badges span {display: inline-block; border-radius: 4px; padding: .1rem .5rem; font-size: .72rem; font-weight: 700;
  letter-spacing: .03em; margin: 0 .35rem .2rem 0}
.fl-kind {background: #22252a; color: #fff; text-transform: uppercase}
.fl-status {background: var(--fl-warn); color: var(--fl-warn-text); border: 1px solid var(--fl-warn-line);
  text-transform: uppercase}
.fl-side {background: var(--fl-number)}
.fl-title {font-size: 1.35rem; font-weight: 700; line-height: 1.25; margin: .1rem 0 .35rem}
.fl-quote {border-left: 4px solid var(--fl-amber); background: var(--fl-card); padding: .65rem .9rem; line-height: 1.6;
  border-radius: 0 6px 6px 0; overflow-wrap: anywhere; white-space: pre-wrap}
.fl-quote mark, .fl-article mark {color: inherit; background: none; padding: 0 .1em; border-radius: 3px}
mark.fl-place {background: var(--fl-place) !important}
mark.fl-number {background: var(--fl-number) !important}
mark.fl-speaker {border-bottom: 2px solid var(--fl-bad-text); border-radius: 0 !important}
.fl-article {white-space: pre-wrap; line-height: 1.6; overflow-wrap: anywhere}
.fl-article mark.fl-claim {background: var(--fl-claim)}
.fl-article mark.fl-other-claim {border-bottom: 1px dotted var(--fl-soft); border-radius: 0}
.fl-article mark.fl-other-place {font-weight: 600}
.fl-source {font-size: .84rem; color: var(--fl-soft); margin-top: .35rem; overflow-wrap: anywhere}
.fl-facts {display: grid; grid-template-columns: 8.2rem 1fr; margin-top: .3rem; font-size: .93rem}
.fl-facts > * {padding: .32rem 0; border-bottom: 1px solid var(--fl-line); overflow-wrap: anywhere}
.fl-facts > :nth-child(odd) {color: var(--fl-soft)}
.fl-candidate {display: grid; grid-template-columns: 1fr 3.8rem; gap: .1rem .8rem; font-size: .93rem; margin-bottom: .35rem}
.fl-candidate .fl-why {color: var(--fl-soft); font-size: .84rem; overflow-wrap: anywhere}
.fl-meter {height: 6px; border-radius: 3px; background: var(--fl-line); margin-top: .4rem; overflow: hidden}
.fl-meter i {display: block; height: 100%; background: var(--fl-bar)}
.fl-contra {background: var(--fl-bad); border: 1px solid var(--fl-bad-line); border-radius: 6px; padding: .55rem .8rem;
  font-size: .93rem; overflow-wrap: anywhere}
.fl-contra b:first-child {color: var(--fl-bad-text)}
.fl-legend {display: flex; flex-wrap: wrap; gap: .1rem .9rem; font-size: .82rem; align-items: center}
.fl-sym {display: inline-block; width: 1.1em; height: 1.1em; vertical-align: -.18em; margin-right: .3em;
  background: center/contain no-repeat}
.fl-legend .fl-dash {display: inline-block; width: 1.6em; border-top: 2px dashed; margin-top: -.2em; vertical-align: .3em; margin-right: .35em}
.st-key-pane {gap: .5rem}
.st-key-list .stButton button {justify-content: flex-start; text-align: left}
.st-key-list {gap: .25rem}
.st-key-pane .stButton button {min-height: 2rem; padding: .15rem .65rem}
.st-key-timeline .stVegaLiteChart {margin-top: -.4rem}
.fl-caption {font-size: .88rem; color: var(--fl-soft)}
.fl-caption b {color: inherit}
"""


def theme_name() -> str:
    """Return ``light`` or ``dark``, as the user has the page."""
    chosen = st.context.theme.type
    return chosen if chosen in VARIABLES else "light"


def apply() -> None:
    """Put the styles into the page; they are ours throughout, no word of an article is in them."""
    name = theme_name()
    rules = [f":root {{{VARIABLES[name]}}}", LAYOUT]
    for kind, symbol in KIND_SYMBOLS.items():
        rules.append(_symbol_rule("kind", kind.value, _svg_url(symbol.svg_path, RESTING[name])))
    for side in ACTOR_SYMBOLS:
        rules.append(_symbol_rule("actor", side.value if side else "none", _actor_url(side, name)))
    st.html(f"<style>{''.join(rules)}</style>")


def _symbol_rule(group: str, value: str, url: str) -> str:
    """Return the rule that puts a symbol beside a filter and into the legend."""
    return (
        f".st-key-{state.box_key(group, value)} label p::before, .fl-sym.fl-{group}-{value} "
        f'{{background-image: url("{url}")}}'
    )


def _svg_url(path: str, fill: str, inside: str = "") -> str:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.4 -1.4 2.8 2.8">'
        f'<path d="{path}" fill="{fill}"/>{inside}</svg>'
    )
    return "data:image/svg+xml," + quote(svg)


def _actor_url(side: object, name: str) -> str:
    symbol = actor_symbol(side)  # type: ignore[arg-type]
    circle = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
    return _svg_url(circle, symbol.dark if name == "dark" else symbol.light, _mark_svg(symbol.mark))


def _mark_svg(mark: str) -> str:
    """Return the mark of an actor as SVG, to be drawn over the symbol."""
    return {
        "dot": '<circle r="0.3" fill="#fff"/>',
        "bar": '<rect x="-0.14" y="-0.5" width="0.28" height="1" fill="#fff"/>',
        "ring": '<circle r="0.55" fill="#fff"/>',
    }.get(mark, "")


def group_title(text: str) -> None:
    """Write one of our own small headings."""
    st.html(f'<div class="fl-group">{text}</div>')


def show_logo() -> None:
    """Put the name at the top left."""
    ink = RESTING[theme_name()]
    red = "#b3152b" if theme_name() == "light" else "#ff5d5d"
    st.logo(
        '<svg xmlns="http://www.w3.org/2000/svg" width="112" height="28" viewBox="0 0 112 28">'
        '<text x="2" y="20" font-family="Liberation Sans, Arial, sans-serif" font-size="19" font-weight="700" '
        f'fill="{ink}">Front<tspan fill="{red}">line</tspan></text></svg>',
        size="large",
    )
