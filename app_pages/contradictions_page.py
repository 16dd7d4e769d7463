"""Claims that cannot all hold, side by side; which side is right is not for the program to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.contradictions import all_contradictions
from app_pages.loading import dataset
from app_pages.words import counted, published_text, speaker_text, time_text
from geo.rendering.escaping import escape_text
from geo.rendering.symbols import KIND_SYMBOLS, STATUS_LABELS

if TYPE_CHECKING:
    from app_pages.dataset import Dataset
    from geo.claims.grouping import Contradiction
    from geo.models import Claim

LIMIT = 60


def show_page() -> None:
    """Draw a card for each contradiction."""
    data = dataset()
    found = all_contradictions(data)
    st.markdown("## Contradictions")
    if not found:
        st.info(
            "No two claims exclude each other. Contradictions show up as articles from several sides come in."
        )
        return
    st.caption(f"{counted(len(found), 'contradiction')}: shown, not settled.")
    for number, contradiction in enumerate(found[:LIMIT]):
        _card(data, contradiction, number)
    if len(found) > LIMIT:
        st.caption(f"The first {LIMIT} are shown.")


def _card(data: Dataset, found: Contradiction, number: int) -> None:
    with st.container(border=True):
        st.html(
            f'<div class="fl-title">{escape_text(found.place.name)}</div>'
            f'<div class="fl-caption">{escape_text(found.reason)}</div>'
        )
        for column, side in zip(st.columns(len(found.sides)), found.sides, strict=True):
            with column:
                for index, claim in enumerate(side[:3]):
                    _claim(data, claim, key=f"{number}_{index}_{claim.id}")
                if len(side) > 3:
                    st.caption(f"and {len(side) - 3} more")


def _claim(data: Dataset, claim: Claim, *, key: str) -> None:
    entry = data.by_id[claim.id]
    source = f"{entry.article_title} · {published_text(entry.reading.article.published)}"
    st.html(
        f'<div class="fl-badges"><span class="fl-kind">{KIND_SYMBOLS[claim.kind].label}</span>'
        f'<span class="fl-status">{STATUS_LABELS[claim.status]}</span></div>'
        f'<div class="fl-quote">{escape_text(claim.quote)}</div>'
        f'<div class="fl-source">{escape_text(speaker_text(claim.attribution))} · '
        f"{escape_text(time_text(claim.time))}<br>{escape_text(source)}</div>"
    )
    if st.button("On the map", key=f"goto_{key}", icon=":material/map:"):
        state.select_claim(claim.id)
        st.switch_page("app_pages/map_page.py")


show_page()
