"""The picture and the files of a briefing, made by the same call as ``frontline brief``."""

from __future__ import annotations

import dataclasses
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import state
from geo.briefing import manifest
from geo.briefing.packages import zip_files
from geo.models import content_id
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.models import Extract
    from geo.overlays import Overlaid, OverlayChoice
    from geo.rendering.figure import Sheet

PREVIEW_DPI = 90
MADE = "brief_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a briefing is to be made of; ``key`` tells one choice of claims from another."""

    extract: Extract
    key: str
    sheet: Sheet
    regions: tuple[str, ...]
    filters: dict[str, Any]
    overlaid: Overlaid

    def make(self, formats: tuple[str, ...]) -> dict[str, bytes]:
        """Return the files of the briefing, or of one for each oblast, by name."""
        return _make(
            self.extract,
            self.overlaid,
            key=self.key,
            choice=self.overlaid.choice,
            sheet=self.sheet,
            regions=self.regions,
            formats=formats,
            filters=self.filters,
        )


@st.cache_data(max_entries=8, show_spinner="Drawing the map …")
def _make(
    _extract: Extract,
    _overlaid: Overlaid,
    *,
    key: str,  # noqa: ARG001 - stands for the first argument
    choice: OverlayChoice,  # noqa: ARG001 - stands for the second
    sheet: Sheet,
    regions: tuple[str, ...],
    formats: tuple[str, ...],
    filters: dict[str, Any],
) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for region in regions or (None,):
            paths = manifest.brief(
                _extract,
                Path(folder),
                settings=Settings(),
                formats=formats,
                sheet=dataclasses.replace(sheet, region=region),
                filters=filters,
                overlaid=_overlaid,
            )
            made |= {path.name: path.read_bytes() for path in paths}
    return made


def show_picture(order: Order) -> None:
    """Show the map as it will be, of the first oblast where there are several."""
    sheet = dataclasses.replace(order.sheet, dpi=PREVIEW_DPI)
    files = dataclasses.replace(order, sheet=sheet, regions=order.regions[:1]).make(("png",))
    picture = next(content for name, content in files.items() if name.endswith(".png"))
    st.image(picture, width="stretch", alt="The map as it will be; the table below has its claims in words")


def offer_files(order: Order) -> None:
    """Make the files when asked, then offer each, and all in one archive."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    formats = tuple(left.multiselect("Formats", manifest.FORMATS, key=state.BRIEF_FORMATS))
    wish = content_id(order.key, repr(order.sheet), repr(order.overlaid.choice), *order.regions, *formats)
    if right.button("Make the files", type="primary", disabled=not formats, width="stretch"):
        st.session_state[MADE] = wish
    if not formats or st.session_state.get(MADE) != wish:
        return
    files = order.make(formats)
    with st.container(horizontal=True):
        if len(files) > 2:
            one = f"{next(iter(files)).rsplit('.', 1)[0]}.zip"
            _offer("briefings.zip" if order.regions[1:] else one, zip_files(files))
        for name, content in files.items():
            _offer(name, content)


def _offer(name: str, content: bytes) -> None:
    st.download_button(
        name if name.endswith(".zip") else name.partition(".")[2],
        content,
        name,
        key=f"brief_file_{name}",
        help=f"{name}, {max(len(content) // 1000, 1):,} kB",
        icon=":material/download:",
        on_click="ignore",
    )
