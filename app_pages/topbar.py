"""What stands beside the navigation on the map page: search, until when the map knows, present, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages import export, presenting, state
from app_pages.words import day_text

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry


def show_topbar(data: Dataset, shown: list[Entry]) -> None:
    """Draw the row; that it stands in the header is the style sheet's doing."""
    st.text_input(
        "Search",
        key=state.WORDS,
        placeholder="Search claims, places, words",
        label_visibility="collapsed",
        icon=":material/search:",
        width=260,
    )
    days = [day for reading in data.extract.readings if (day := reading.article.published.end) is not None]
    if days:
        known = f"as of {day_text(max(days))}"
        st.html(f'<div class="fl-asof" title="Date of the latest article">{known}</div>')
    if st.button("Present", icon=":material/slideshow:", help="The map alone, for a screenshot"):
        presenting.switch(on=True)
    export.show_export(data, shown)
