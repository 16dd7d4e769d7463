"""The picture and the single file of what is shown."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import presenting, state
from app_pages.layers import chosen_controls, chosen_overlays, with_positions
from app_pages.words import counted
from geo.rendering.webmap import write_html_map
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app_pages.dataset import Dataset, Entry
    from geo.geography.control import Control
    from geo.models import Extract
    from geo.overlays import Overlays


def show_buttons(data: Dataset, shown: list[Entry]) -> None:
    """Offer the picture, the map as one file, and present mode."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Present", icon=":material/slideshow:", help="Map only"):
            presenting.switch(on=True)
        with st.popover("Export map", icon=":material/download:", type="primary"):
            title = st.text_input("Title", key=state.MAP_TITLE, placeholder="Reported claims")
            st.caption(f"{counted(len(shown), 'claim')}: those that the filters leave.")
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

            known = presenting.known_until(reading.article for reading in extract.readings)
            sheet = Sheet(title=title or None, as_of=known)
            write_figure(extract, path, settings=Settings(), sheet=sheet, overlays=overlays)
        return path.read_bytes()
