"""What is known, and first of all what is not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from app_pages import charts, state
from app_pages.contradictions import all_contradictions
from app_pages.dataset import ambiguous_mentions
from app_pages.gaps import GAPS, MEANING, find_gaps
from app_pages.loading import dataset
from app_pages.words import counted
from geo.rendering.symbols import STATUS_LABELS

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry

CARDS_IN_A_ROW = 4


def show_page() -> None:
    """Draw the counts, the gaps and the charts."""
    data = dataset()
    st.markdown("## Overview")
    speakers = {entry.claim.attribution.speaker for entry in data.entries if entry.claim.attribution}
    numbers = {
        "Articles": len(data.extract.readings),
        "Claims": len(data.entries),
        "On the map": len(data.drawable),
        "Speakers named": len(speakers),
        "Contradictions": len(all_contradictions(data)),
    }
    for column, (name, number) in zip(st.columns(len(numbers)), numbers.items(), strict=True):
        column.metric(name, number)
    st.markdown("### What is not known")
    _gaps(data)
    _ambiguous(data)
    _charts(data)


def _gaps(data: Dataset) -> None:
    """Draw a card for each gap; its number is the link to the list."""
    found = list(find_gaps(data, data.entries).items())
    for start in range(0, len(found), CARDS_IN_A_ROW):
        columns = st.columns(CARDS_IN_A_ROW)
        for column, (name, entries) in zip(columns, found[start : start + CARDS_IN_A_ROW], strict=False):
            with column.container(border=True, height="stretch", key=f"gap_{name}", gap="small"):
                words = counted(len(entries), *GAPS[name])
                if not entries:
                    st.markdown(words)
                elif st.button(words, key=f"show_{name}", type="tertiary", icon=":material/list:"):
                    state.reset_filters()
                    st.session_state[state.REASON] = name
                    st.switch_page("app_pages/claims_page.py")
                st.caption(MEANING[name])


def _ambiguous(data: Dataset) -> None:
    found = ambiguous_mentions(data.extract.readings)
    if not found:
        return
    name = "place name that several places fit"
    with st.expander(counted(len(found), name, name.replace("name", "names", 1))):
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
    st.markdown("### By day of the event")
    if (chart := charts.by_day(data.entries)) is None:
        st.caption("No claim says when.")
    else:
        st.altair_chart(chart, width="stretch")
    left, right = st.columns(2)
    with left:
        st.markdown("### By kind and party")
        st.altair_chart(charts.by_kind(data.entries), width="stretch")
    with right:
        st.markdown("### By party")
        st.altair_chart(charts.by_party(data.entries), width="stretch")
        st.markdown("### By oblast")
        regions = Counter(region for entry in data.entries if (region := _region(entry)))
        st.altair_chart(charts.bars(regions, "Oblast"), width="stretch")
        st.markdown("### How sure the source is")
        statuses = Counter(STATUS_LABELS[entry.claim.status] for entry in data.entries)
        st.altair_chart(charts.bars(statuses, "Status"), width="stretch")


def _region(entry: Entry) -> str:
    place = entry.mention.place if entry.mention else None
    return (place.admin1 or "") if place else ""


if dataset().entries:
    show_page()
else:
    st.markdown("## Overview")
    st.info("Nothing to count yet: add articles first.")
    st.page_link("app_pages/sources_page.py", label="Add articles", icon=":material/add:")
