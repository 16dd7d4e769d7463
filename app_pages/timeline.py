"""The histogram of claims by event time; a brush over it filters map, list and counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd
import streamlit as st

from app_pages import state, style
from geo.rendering.symbols import ACTOR_SYMBOLS, THEMES, actor_color

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry

LONG_DAYS, MIDDLE_DAYS = 900, 200
"""Beyond the first, bars are months; beyond the second, weeks."""


def show_timeline(data: Dataset, shown: list[Entry]) -> None:
    """Draw the histogram and keep the brushed span in the session."""
    dated = sum(entry.is_dated for entry in shown)
    on_map = sum(entry.claim.id in data.drawable for entry in shown)
    left, right = st.columns([3, 2], vertical_alignment="center")
    undated = len(shown) - dated
    left.html(
        f'<div class="fl-caption"><b>Claims by event time</b> &nbsp; {len(shown)} shown of '
        f"{len(data.entries)} · "
        f"{on_map} on the map · {undated} undated</div>"
    )
    with right.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        span = st.session_state[state.SPAN]
        if span:
            st.button(
                f"{span[0]:%-d %b %Y} to {span[1]:%-d %b %Y}  ✕", on_click=_clear_span, key="clear_span"
            )
            st.checkbox("with undated", key=state.KEEP_UNDATED)
    frame = _histogram(data)
    if frame.empty:
        st.caption("No claim says when. Drop a dated article on the Sources page.")
        return
    event = st.altair_chart(_chart(frame), key=_key(), on_select=_take_span, height=96)
    del event


def _key() -> str:
    return f"timeline_chart_{st.session_state.get('timeline_round', 0)}"


def _clear_span() -> None:
    st.session_state[state.SPAN] = None
    # A new key is the only way to take a brush away.
    st.session_state["timeline_round"] = st.session_state.get("timeline_round", 0) + 1


def _take_span() -> None:
    chosen: Any = st.session_state[_key()]
    bounds = chosen.get("selection", {}).get("span", {}).get("start")
    if not bounds:
        st.session_state[state.SPAN] = None
        return
    first, last = (dt.datetime.fromtimestamp(value / 1000, tz=dt.UTC).date() for value in bounds)
    st.session_state[state.SPAN] = (first, last)


def _histogram(data: Dataset) -> pd.DataFrame:
    """Return the count of claims by bin and actor; the bin is by the start of the event."""
    days = [(entry.start or entry.end, entry.actor) for entry in data.entries if entry.is_dated]
    if not days:
        return pd.DataFrame()
    first, last = min(day for day, _ in days if day), max(day for day, _ in days if day)
    length = (last - first).days
    counts = Counter((_bin(day, length), actor) for day, actor in days if day)
    width = 31 if length > LONG_DAYS else 7 if length > MIDDLE_DAYS else 1
    labels = {side.value if side else "none": symbol.label for side, symbol in ACTOR_SYMBOLS.items()}
    tops: Counter[dt.date] = Counter()
    rows = []
    for (day, actor), count in sorted(counts.items()):
        start = pd.Timestamp(day)
        low = tops[day]
        tops[day] += count
        rows.append(
            {
                "start": start,
                "end": start + pd.Timedelta(days=width * 0.86),
                "low": low,
                "high": tops[day],
                "Actor": labels[actor],
                "claims": count,
            }
        )
    return pd.DataFrame(rows)


def _bin(day: dt.date, length: int) -> dt.date:
    if length > LONG_DAYS:
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if length > MIDDLE_DAYS else day


def _chart(frame: pd.DataFrame) -> alt.Chart:
    theme = THEMES[style.theme_name()]
    brush = alt.selection_interval(name="span", encodings=["x"])
    colours = {symbol.label: actor_color(side, theme=theme) for side, symbol in ACTOR_SYMBOLS.items()}
    return (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("start:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, grid=False)),
            x2="end:T",
            y=alt.Y("low:Q", title=None, axis=None),
            y2="high:Q",
            color=alt.Color(
                "Actor:N",
                scale=alt.Scale(domain=list(colours), range=list(colours.values())),
                legend=None,
            ),
            opacity=alt.condition(brush, alt.value(1), alt.value(0.3)),
            tooltip=[alt.Tooltip("start:T", format="%-d %b %Y"), "Actor:N", "claims:Q"],
        )
        .add_params(brush)
        .properties(height=96, padding={"left": 4, "right": 4, "top": 2, "bottom": 0})
    )
