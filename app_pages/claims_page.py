"""Every claim as a row, also those that no map can show: sort, search, choose, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from app_pages import state
from app_pages.dataset import matching
from app_pages.gaps import GAPS, find_gaps
from app_pages.loading import dataset, decided, new_articles
from app_pages.words import SIDES, counted
from geo.layers import claims_table
from geo.rendering.symbols import KIND_SYMBOLS, STATUS_LABELS

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry

WIDTHS = {
    "Kind": 104,
    "Who": 84,
    "Place": 190,
    "Status": 132,
    "According to": 190,
    "Number": 120,
    "Claim": 400,
    "On the map": 120,
    "Review": 80,
    "Article": 240,
}
"""Of the columns, in pixels."""

HEIGHT = 680
WHY = {"unlocated": "no place", "ambiguous": "ambiguous", "not_events": "no event"}


def show_page() -> None:
    """Draw the controls and the table."""
    data = dataset()
    st.markdown("## Claims")
    left, middle, right = st.columns([3, 2, 1], vertical_alignment="bottom")
    left.text_input("Search", key=state.WORDS, placeholder="Words, places, speakers")
    middle.selectbox(
        "Only",
        list(GAPS),
        key=state.REASON,
        format_func=lambda name: GAPS[name][1],
        placeholder="All claims",
    )
    entries = matching(data.entries, state.current_filters(new_articles()))
    reason = st.session_state[state.REASON]
    if reason is not None:
        entries = find_gaps(data, entries)[reason]
    shown = [entry.claim.id for entry in entries]
    right.download_button(
        "Save as CSV",
        lambda: _csv(data, shown),
        "claims.csv",
        "text/csv",
        on_click="ignore",
    )
    st.caption(
        f"{len(entries)} of {counted(len(data.entries), 'claim')}. The filters of the map page apply here "
        "too. Click a head to sort, a row to see it on the map."
    )
    if not entries:
        st.info("No claim passes the filters.")
        st.button("Show everything", on_click=_show_all)
        return
    chosen = st.dataframe(
        _table(entries),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=HEIGHT,
        placeholder="",
        alt="Claims: the text alternative of the map",
        key="claims_table",
        column_config={
            **{name: st.column_config.Column(width=width) for name, width in WIDTHS.items()},
            "From": st.column_config.DateColumn(format="D MMM YYYY", width=88),
            "Until": st.column_config.DateColumn(format="D MMM YYYY", width=88),
            "To border, km": st.column_config.NumberColumn(format="%.1f", width=96),
        },
    )
    rows = chosen.selection.rows
    if rows and rows[0] < len(entries):
        state.select_claim(entries[rows[0]].claim.id)
        st.page_link("app_pages/map_page.py", label="Read it beside the map", icon=":material/map:")


def _show_all() -> None:
    state.reset_filters()
    st.session_state[state.REASON] = None


def _table(entries: list[Entry]) -> pd.DataFrame:
    _, reviews = decided()
    return pd.DataFrame(
        {
            "Kind": [KIND_SYMBOLS[entry.claim.kind].label for entry in entries],
            "Who": [SIDES.get(entry.claim.actor, "") if entry.claim.actor else "" for entry in entries],
            "Place": [entry.place_title if entry.mention else "" for entry in entries],
            # Days and not words, so that they can be sorted.
            "From": pd.Series([entry.start for entry in entries], dtype=object),
            "Until": pd.Series([entry.end for entry in entries], dtype=object),
            "Status": [STATUS_LABELS[entry.claim.status] for entry in entries],
            "According to": [
                entry.claim.attribution.speaker if entry.claim.attribution else "" for entry in entries
            ],
            "Number": ["; ".join(q.as_written for q in entry.claim.quantities) for entry in entries],
            "Claim": [entry.claim.quote for entry in entries],
            "To border, km": [_km(entry) for entry in entries],
            "On the map": [
                "yes" if entry.why_not_shown is None else WHY[entry.why_not_shown] for entry in entries
            ],
            "Review": [
                reviews[entry.claim.id].state.value if entry.claim.id in reviews else "" for entry in entries
            ],
            "Article": [entry.article_title for entry in entries],
        }
    )


def _csv(data: Dataset, shown: list[str]) -> str:
    table = claims_table(data.extract)
    return table[table["claim_id"].isin(shown)].to_csv(index=False)


def _km(entry: Entry) -> float | None:
    computed = entry.claim.computed
    if computed is None or computed.border_distance_m is None:
        return None
    return computed.border_distance_m / 1000


show_page()
