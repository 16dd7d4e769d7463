"""The controls of "compare two dates", and the list of what changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.claim_list import show_list
from app_pages.comparing import Basis, Change, Compared, Comparison, compare
from app_pages.dataset import matching
from app_pages.words import counted, day_text

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry

LABELS = {
    Change.ADDED: "New",
    Change.CHANGED: "Status changed",
    Change.GONE: "No longer reported",
    Change.SAME: "As before",
}
BASES = {Basis.REPORTED: "reported", Basis.HAPPENED: "happened"}
BACK = {None: "everything before", 7: "the 7 days before", 30: "the 30 days before"}
MAX_LISTED = 60


@st.cache_resource(max_entries=8, show_spinner=False)
def _compared(_data: Dataset, key: str, filters: state.Filters, wanted: Comparison) -> Compared:  # noqa: ARG001
    return compare(matching(_data.entries, filters), wanted)


def show_compare_control(data: Dataset) -> None:
    """Offer the two dates, or say which are compared and how to leave."""
    wanted: Comparison | None = st.session_state[state.COMPARE]
    if wanted is not None:
        st.button(
            f"{day_text(wanted.first)} against {day_text(wanted.second)}",
            icon=":material/close:",
            key="stop_comparing",
            type="tertiary",
            on_click=_stop,
            help="Stop comparing",
        )
        return
    with st.popover("Compare dates", type="tertiary"):
        days = sorted(
            day for reading in data.extract.readings if (day := reading.article.published.end) is not None
        )
        last = days[-1] if days else dt.datetime.now(dt.UTC).date()
        first = days[0] if days else last
        left, right = st.columns(2)
        one = left.date_input("As of", value=first, key="compare_first")
        two = right.date_input("against", value=last, key="compare_second")
        st.radio(
            "By what was", list(BASES), format_func=BASES.__getitem__, key="compare_basis", horizontal=True
        )
        st.radio("Counting", list(BACK), format_func=BACK.__getitem__, key="compare_back")
        if isinstance(one, dt.date) and isinstance(two, dt.date) and one < two:
            st.button("Compare", key="compare_start", type="primary", on_click=_start)
        else:
            st.warning("The first date must be before the second.")


def _start() -> None:
    values = st.session_state
    values[state.COMPARE] = Comparison(
        first=values["compare_first"],
        second=values["compare_second"],
        basis=values["compare_basis"],
        back_days=values["compare_back"],
    )
    # What is compared is the whole time, and the list of it comes first.
    values[state.SPAN] = None
    state.select_claim(None)


def _stop() -> None:
    st.session_state[state.COMPARE] = None


def show_changes(data: Dataset, shown: list[Entry], filters: state.Filters) -> None:
    """Offer the classes of changes with their counts, and list what is in them unless a claim is read."""
    wanted = filters.comparison
    if wanted is None:
        return
    found = _compared(data, data.key, replace(filters, comparison=None), wanted)
    counts = {change: sum(value is change for value in found.changes.values()) for change in Change}
    st.pills(
        "Changes",
        list(Change),
        selection_mode="multi",
        key=state.CHANGES,
        format_func=lambda change: f"{LABELS[change]} {counts[change]}",
        label_visibility="collapsed",
    )
    if st.session_state[state.CLAIM] is not None:
        return
    how = f"By what was {BASES[wanted.basis]}, counting {BACK.get(wanted.back_days, '')}."
    undated = f" {counted(found.undated, 'claim')} cannot be compared: no date." if found.undated else ""
    gone = "" if wanted.back_days else " Nothing goes while everything before is counted."
    st.caption(how + gone + undated)
    if not shown:
        st.info("Nothing of the chosen kinds changed between the two dates.")
        return
    listed = {
        LABELS[change]: [entry for entry in shown if found.changes.get(entry.claim.id) is change]
        for change in Change
    }
    show_list({title: entries[:MAX_LISTED] for title, entries in listed.items()}, notes=found.notes)
    if more := sum(max(len(entries) - MAX_LISTED, 0) for entries in listed.values()):
        st.caption(f"and {more} more, all on the Claims page")
