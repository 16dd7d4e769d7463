"""The histogram of claims by event time; a brush over it filters map, list and counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import state, style
from app_pages.compare_panel import show_compare_control
from app_pages.dataset import matching
from app_pages.histogram import Histogram, make_histogram
from app_pages.words import day_text
from geo.rendering.symbols import ACTOR_SYMBOLS, THEMES, actor_color

if TYPE_CHECKING:
    from app_pages.comparing import Comparison
    from app_pages.dataset import Dataset, Entry
    from app_pages.screen import Screen

HERE = Path(__file__).parent
KEY = "timeline_brush"

# Our own, for none of Streamlit's charts has a brush that a link can set, a key can move or play can drive.
_brush = st.components.v2.component(
    "frontline_timeline",
    html='<div class="tl-root"></div>',
    css=(HERE / "timeline.css").read_text(encoding="utf-8"),
    js=(HERE / "timeline.js").read_text(encoding="utf-8"),
)


@st.cache_resource(max_entries=12, show_spinner=False)
def _histogram(
    _data: Dataset,
    _shown: list[Entry] | None,
    key: str,  # noqa: ARG001 - tells one dataset from another
    filters: state.Filters,
) -> Histogram | None:
    return make_histogram(matching(_data.entries, filters) if _shown is None else _shown)


def show_timeline(data: Dataset, screen: Screen, filters: state.Filters) -> None:
    """Draw the histogram of what the other filters leave, and keep the brushed span in the session."""
    # The bars outside the brush are there to be chosen next.
    without = replace(filters, start=None, end=None)
    found = _histogram(data, screen.shown if without == filters else None, data.key, without)
    _head(data, screen, found)
    if found is None:
        st.caption("No claim that is shown says when. Those without a date are in the list of claims.")
        return
    span = st.session_state[state.SPAN]
    _brush(
        key=KEY,
        data={
            "first": found.first.isoformat(),
            "last": found.last.isoformat(),
            "bin_days": found.bin_days,
            "bars": [
                {"start": bar.start.isoformat(), "end": bar.end.isoformat(), "counts": bar.counts}
                for bar in found.bars
            ],
            "strokes": [
                {
                    "start": stroke.start and stroke.start.isoformat(),
                    "end": stroke.end and stroke.end.isoformat(),
                    "actor": stroke.actor,
                    "count": stroke.count,
                    "lane": stroke.lane,
                }
                for stroke in found.strokes
            ],
            "actors": _looks(),
            "span": [day.isoformat() for day in span] if span else None,
            "marks": _marks(),
        },
        height=94,
        on_span_change=_take_span,
    )


def _marks() -> list[dict[str, str]]:
    pair: Comparison | None = st.session_state[state.COMPARE]
    days = () if pair is None else (pair.first, pair.second)
    return [{"day": day.isoformat(), "name": day_text(day)} for day in days]


def _looks() -> dict[str, dict[str, str]]:
    theme = THEMES[style.theme_name()]
    return {
        str(side or "none"): {"color": actor_color(side, theme=theme), "label": symbol.label}
        for side, symbol in ACTOR_SYMBOLS.items()
    }


def _head(data: Dataset, screen: Screen, found: Histogram | None) -> None:
    count = len(screen.shown)
    wide = sum(stroke.count for stroke in found.strokes) + found.left_out if found else 0
    parts = [
        f"{count} shown of {len(data.entries)}",
        f"{screen.on_map} on the map",
        f"{screen.gaps['undated']} undated",
    ]
    if wide:
        parts.append(f"{wide} wider than a month: strokes")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="timeline_head"):
        st.html(
            f'<div class="fl-caption"><b>Claims by event time</b> &nbsp; {" · ".join(parts)}</div>',
            width="stretch",
        )
        if not state.is_complete():
            return
        span = st.session_state[state.SPAN]
        if span:
            st.checkbox("with undated", key=state.KEEP_UNDATED)
            st.button(
                f"{day_text(span[0])} to {day_text(span[1])}",
                icon=":material/close:",
                on_click=_clear_span,
                key="clear_span",
                type="tertiary",
                help="Show the whole time again",
            )
        elif found is not None:
            _dates(found)
        show_compare_control(data)
        if count < len(data.entries):
            st.button("Show everything", key="show_all", type="tertiary", on_click=state.reset_filters)


def _dates(found: Histogram) -> None:
    """Offer the days as fields: for the keyboard, and for a day that is known."""
    with st.popover("Dates", type="tertiary"):
        first = st.date_input("From", value=found.first, key="dates_from", min_value=None, max_value=None)
        last = st.date_input("Until", value=found.last, key="dates_until", min_value=None, max_value=None)
        if isinstance(first, dt.date) and isinstance(last, dt.date) and first > last:
            st.warning("The first day is after the last: exchange them.")
        else:
            st.button("Show these days", key="take_dates", on_click=_take_dates)


def _take_dates() -> None:
    st.session_state[state.SPAN] = (st.session_state["dates_from"], st.session_state["dates_until"])


def _clear_span() -> None:
    st.session_state[state.SPAN] = None


def _take_span() -> None:
    """Keep what the brush chose; it speaks of whole days in UTC."""
    chosen: Any = st.session_state[KEY].get("span")
    if chosen is None:
        return
    days = tuple(dt.date.fromisoformat(day) for day in chosen)
    st.session_state[state.SPAN] = days if len(days) == 2 else None
