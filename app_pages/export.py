"""The picture and the single file of what is shown, and the clean page for a screenshot."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.layers import chosen_controls, chosen_overlays, with_positions
from geo.rendering.escaping import escape_text
from geo.rendering.webmap import write_html_map
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app_pages.dataset import Dataset, Entry
    from geo.geography.control import Control
    from geo.models import Extract
    from geo.overlays import Overlays

DISCLAIMER = "Reported claims from published articles, not verified; no statement about who holds ground."


def show_buttons(data: Dataset, shown: list[Entry]) -> None:
    """Offer the picture, the map as one file, and present mode."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Present", icon=":material/slideshow:", help="Map only"):
            _present(True)  # noqa: FBT003
        with st.popover("Export map", icon=":material/download:", type="primary"):
            title = st.text_input("Title", key=state.MAP_TITLE, placeholder="Reported claims")
            st.caption(f"The {len(shown)} claims that the filters leave.")
            overlays, controls = chosen_overlays(data, shown), chosen_controls()
            # Made when asked for: a picture takes seconds, and few runs end in one.
            st.download_button(
                "PNG for a slide",
                data=lambda: _made(_filtered(data.extract, shown), title, ".png", overlays, controls),
                file_name=_name("png"),
                mime="image/png",
                width="stretch",
                on_click="ignore",
            )
            st.download_button(
                "PDF",
                data=lambda: _made(_filtered(data.extract, shown), title, ".pdf", overlays, controls),
                file_name=_name("pdf"),
                mime="application/pdf",
                width="stretch",
                on_click="ignore",
            )
            st.download_button(
                "Interactive HTML, one file",
                data=lambda: _made(_filtered(data.extract, shown), title, ".html", overlays, controls),
                file_name=_name("html"),
                mime="text/html",
                width="stretch",
                on_click="ignore",
            )


def _name(suffix: str) -> str:
    return f"frontline-{dt.datetime.now(dt.UTC):%Y-%m-%d}.{suffix}"


def _present(on: bool) -> None:  # noqa: FBT001 - the one thing it sets
    st.session_state[state.PRESENT] = on
    # The whole page, not the fragment alone: the navigation comes and goes with it.
    st.rerun()


def _filtered(extract: Extract, shown: list[Entry]) -> Extract:
    """Return ``extract`` with the shown claims only."""
    wanted = {entry.claim.id for entry in shown}
    readings = (
        dataclasses.replace(reading, claims=tuple(claim for claim in reading.claims if claim.id in wanted))
        for reading in extract.readings
    )
    return dataclasses.replace(extract, readings=tuple(reading for reading in readings if reading.claims))


def _made(
    extract: Extract, title: str, suffix: str, overlays: Overlays, controls: Sequence[Control]
) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"map{suffix}"
        if suffix == ".html":
            overlays = with_positions(overlays, controls, extract.readings)
            write_html_map(extract, path, settings=Settings(), title=title or None, overlays=overlays)
        else:
            # Matplotlib takes a second to import, which the first map need not wait for.
            from geo.rendering.figure import Sheet, write_figure  # noqa: PLC0415

            sheet = Sheet(title=title or None, as_of=dt.datetime.now(dt.UTC))
            write_figure(extract, path, settings=Settings(), sheet=sheet, overlays=overlays)
        return path.read_bytes()


def show_title(data: Dataset, shown: list[Entry]) -> None:
    """Write the title of the clean page."""
    left, right = st.columns([6, 1], vertical_alignment="center")
    title = st.session_state[state.MAP_TITLE] or "Reported claims"
    left.html(
        f'<div class="fl-title">{escape_text(title)}</div><div class="fl-caption">{len(shown)} claims from '
        f"{len(data.extract.readings)} articles · as of {dt.datetime.now(dt.UTC):%-d %b %Y, %H:%M} UTC</div>"
    )
    if right.button("Leave", icon=":material/close:", type="tertiary"):
        _present(False)  # noqa: FBT003


def show_footer(data: Dataset) -> None:
    """Write where the map is from."""
    st.html(
        f'<div class="fl-caption">{DISCLAIMER} Border: {escape_text(data.extract.engine.border)}. '
        "© OpenStreetMap contributors · GeoNames · GSHHG · Natural Earth</div>"
    )
