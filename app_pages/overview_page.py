"""What is known, and first of all what is not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

from app_pages import state, style
from app_pages.dataset import ambiguous_mentions, reasons_not_shown
from app_pages.filters import REASONS
from app_pages.loading import dataset
from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS, STATUS_LABELS, THEMES, actor_color

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry

MEANING = {
    "unlocated": "No place is named, or none that a map can show.",
    "ambiguous": "Several places fit; none was chosen.",
    "undated": "The text does not say when.",
    "inconsistent": "A reported number does not fit the geometry.",
    "not_events": "Planned, hypothetical or said not to have happened.",
}


def show_page() -> None:
    """Draw the counts, the gaps and the charts."""
    data = dataset()
    st.markdown("## Overview")
    reasons = reasons_not_shown(data.entries)
    speakers = {entry.claim.attribution.speaker for entry in data.entries if entry.claim.attribution}
    numbers = st.columns(4)
    numbers[0].metric("Articles", len(data.extract.readings))
    numbers[1].metric("Claims", len(data.entries))
    numbers[2].metric("On the map", len(data.drawable))
    numbers[3].metric("Speakers named", len(speakers))
    st.markdown("### What is not known")
    for column, (name, found) in zip(st.columns(len(reasons)), reasons.items(), strict=True):
        with column.container(border=True):
            st.metric(REASONS[name][1].capitalize(), len(found))
            st.caption(MEANING[name])
            if found and st.button("Show them", key=f"show_{name}"):
                st.session_state[state.REASON] = name
                st.switch_page("app_pages/claims_page.py")
    _ambiguous(data)
    _charts(data)


def _ambiguous(data: Dataset) -> None:
    found = ambiguous_mentions(data.extract.readings)
    if not found:
        return
    with st.expander(f"{len(found)} place names that several places fit"):
        rows = [
            {
                "Name": mention.text,
                "May be": "; ".join(
                    f"{candidate.place.name}, {candidate.place.admin1 or candidate.place.country}"
                    for candidate in (mention.resolution.candidates if mention.resolution else ())[:4]
                ),
                "Article": reading.article.title or reading.article.source,
            }
            for reading, mention in found
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _charts(data: Dataset) -> None:
    left, right = st.columns(2)
    with left:
        st.markdown("### By kind and party")
        st.altair_chart(_by_kind(data), width="stretch")
    with right:
        st.markdown("### By oblast")
        st.altair_chart(_bars(Counter(_region(entry) for entry in data.entries if _region(entry)), "Oblast"))
        st.markdown("### How sure the source is")
        statuses = Counter(STATUS_LABELS[entry.claim.status] for entry in data.entries)
        st.altair_chart(_bars(statuses, "Status"))


def _region(entry: Entry) -> str:
    place = entry.mention.place if entry.mention else None
    return (place.admin1 or "") if place else ""


def _by_kind(data: Dataset) -> alt.Chart:
    theme = THEMES[style.theme_name()]
    labels = {side.value if side else "none": symbol.label for side, symbol in ACTOR_SYMBOLS.items()}
    counts = Counter((KIND_SYMBOLS[e.claim.kind].label, labels[e.actor]) for e in data.entries)
    frame = pd.DataFrame([{"Kind": k, "Party": p, "Claims": n} for (k, p), n in counts.items()])
    colours = {symbol.label: actor_color(side, theme=theme) for side, symbol in ACTOR_SYMBOLS.items()}
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("Kind:N", sort="-x", title=None),
            x=alt.X("Claims:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("Party:N", scale=scale, legend=alt.Legend(orient="bottom", title=None)),
            tooltip=["Kind", "Party", "Claims"],
        )
    )


def _bars(counts: Counter[str], name: str) -> alt.Chart:
    theme = THEMES[style.theme_name()]
    frame = pd.DataFrame([{name: key, "Claims": count} for key, count in counts.most_common(12)])
    return (
        alt.Chart(frame)
        .mark_bar(color=theme.neutral)
        .encode(
            y=alt.Y(f"{name}:N", sort="-x", title=None),
            x=alt.X("Claims:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            tooltip=[name, "Claims"],
        )
    )


if dataset().entries:
    show_page()
else:
    st.info("Nothing to count yet: add articles on the Sources page.")
