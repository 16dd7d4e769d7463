"""The left column: who, what, how sure, which sources, which layers, and what the map cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state, style
from app_pages.facets import show_facets
from app_pages.gaps import REASONS
from app_pages.layers_panel import show_layers
from app_pages.loading import new_articles, new_since, workspace
from app_pages.words import counted

if TYPE_CHECKING:
    from collections import Counter

    from app_pages.dataset import Dataset, Entry

LANGUAGE_NAMES = {"en": "English", "uk": "Українська", "ru": "Русский"}


def show_filters(data: Dataset, shown: list[Entry], counts: dict[str, Counter[str]]) -> None:
    """Draw the controls; their values go to the session."""
    show_facets(data, counts)
    if not state.is_complete():
        return
    style.group_title("Sources")
    titles = {
        reading.article.id: reading.article.title or reading.article.source
        for reading in data.extract.readings
    }
    st.multiselect(
        "Articles",
        list(titles),
        key=state.ARTICLES,
        format_func=lambda key: titles[key],
        placeholder=f"All {counted(len(titles), 'article')}" if titles else "No articles",
        label_visibility="collapsed",
    )
    _new()
    st.button(
        "Mark all as briefed",
        type="tertiary",
        icon=":material/done_all:",
        on_click=_mark_briefed,
        help="From now on, “New since” shows only what you add after this moment",
    )
    style.group_title("Layers")
    st.checkbox("Uncertainty", key=state.UNCERTAINTY, help="How far from the point the place may reach")
    st.checkbox("Areas, border, arrows", key=state.WIDE)
    show_layers(data, shown)
    st.selectbox(
        "Names in",
        list(LANGUAGE_NAMES),
        key=state.LANGUAGE,
        format_func=LANGUAGE_NAMES.__getitem__,
        label_visibility="collapsed",
    )


def _new() -> None:
    """Offer what came in since a moment: when it became known, whenever it happened."""
    since = new_since()
    words = "Only articles new to you" if since is None else f"New since {since:%-d %b %Y, %H:%M} UTC"
    st.checkbox(f"{words} ({len(new_articles())})", key=state.NEW_ONLY)
    if st.session_state[state.NEW_ONLY]:
        st.datetime_input(
            "Added after, UTC",
            value=None,
            key=state.NEW_SINCE,
            help="When an article came into the workspace, not when its events happened; "
            "empty for the last briefing",
        )


def _mark_briefed() -> None:
    st.session_state[state.NEW_SINCE] = None
    workspace().save_moment()


def show_not_on_map(counts: dict[str, int]) -> None:
    """Say how many claims the map leaves out or cannot vouch for, by reason, each with the way to them."""
    with st.container(key="notshown"):
        st.html("<b>Not on this map</b>")
        for name, (one, many) in REASONS.items():
            count = counts[name]
            if count and st.button(counted(count, one, many), key=f"why_{name}", type="tertiary"):
                st.session_state[state.REASON] = name
                st.switch_page("app_pages/claims_page.py")
        if not any(counts.values()):
            st.caption("Every claim has a place and a date.")
