"""The picture and the single file of what is shown."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import presenting, state, style
from app_pages.layers import chosen_controls, chosen_overlays, with_positions
from app_pages.words import counted
from geo.rendering.html_map import Page, write_html_map
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app_pages.dataset import Dataset, Entry
    from geo.geography.control import Control
    from geo.overlays import Overlays

FORMATS = {
    ".png": ("PNG for a slide", "image/png"),
    ".pdf": ("PDF", "application/pdf"),
    ".html": ("Interactive HTML, one file", "text/html"),
}


def show_export(data: Dataset, shown: list[Entry]) -> None:
    """Offer the picture, and the map as one file."""
    with st.popover("Export map", icon=":material/download:", type="primary"):
        title = st.text_input("Title", key=state.MAP_TITLE, placeholder="Reported claims")
        st.caption(f"{counted(len(shown), 'claim')}: those that the filters leave.")
        look = {
            "title": title or None,
            "language": st.session_state[state.LANGUAGE],
            "theme": style.theme_name(),
        }
        overlays, controls = chosen_overlays(data, shown), chosen_controls()
        for suffix, (label, mime) in FORMATS.items():
            st.download_button(
                label,
                # Made when asked for, outside the session: it takes seconds, and few runs end in one.
                data=partial(_made, data, shown, suffix, look, overlays=overlays, controls=controls),
                file_name=f"frontline-{dt.datetime.now(dt.UTC):%Y-%m-%d}{suffix}",
                mime=mime,
                width="stretch",
                on_click="ignore",
            )
        st.page_link("app_pages/briefing_page.py", label="More in a briefing", icon=":material/article:")


def _made(
    data: Dataset,
    shown: list[Entry],
    suffix: str,
    look: dict[str, Any],
    *,
    overlays: Overlays,
    controls: Sequence[Control],
) -> bytes:
    """Return the map of the shown claims as a file, in the language and the colours of the screen."""
    # Matplotlib takes a second to import, which the first map need not wait for.
    from geo.briefing.selection import claims_of  # noqa: PLC0415
    from geo.rendering.figure import Sheet, write_figure  # noqa: PLC0415

    extract = claims_of(data.extract, {entry.claim.id for entry in shown})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"map{suffix}"
        if suffix == ".html":
            overlays = with_positions(overlays, controls, extract.readings)
            write_html_map(extract, path, settings=Settings(), page=Page(**look), overlays=overlays)
        else:
            known = presenting.known_until(reading.article for reading in extract.readings)
            sheet = Sheet(**look, as_of=known)
            write_figure(extract, path, settings=Settings(), sheet=sheet, overlays=overlays)
        return path.read_bytes()
