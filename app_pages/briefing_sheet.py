"""What a briefing shows and says around its map: title, paper, language, extent, handling."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from app_pages import presenting, state, style
from app_pages.briefing_layers import describe_choice, overlaid
from app_pages.filters import LANGUAGE_NAMES
from app_pages.map_files import ASSETS_URL, TILES_URL
from app_pages.words import plain
from geo.rendering.basemap import load_basemap
from geo.rendering.figure import Sheet, is_extent, map_aspect
from geo.rendering.map_items import make_view
from geo.rendering.webmap import base_map, encode_payload, event_group
from geo.settings import Settings

if TYPE_CHECKING:
    from app_pages.briefing_claims import Chosen
    from app_pages.dataset import Dataset

PAPERS = {
    "16:9": "Slide 16:9",
    "a4": "A4",
    "a4-portrait": "A4 upright",
    "a3": "A3",
    "a3-portrait": "A3 upright",
}
THEMES = {"light": "Light", "dark": "Dark", "print": "Print, grey"}
SHOWS = {"all": "All claims", "regions": "Oblasts", "part": "Part of the map"}
MAP_WIDTH = 400


def ask_sheet(data: Dataset, chosen: Chosen) -> tuple[Sheet, tuple[str, ...]]:
    """Draw the controls, and return the sheet and the oblasts that get a briefing each."""
    session = st.session_state
    session[state.BRIEF_LANGUAGE] = session[state.BRIEF_LANGUAGE] or session[state.LANGUAGE]
    session[state.BRIEF_THEME] = session[state.BRIEF_THEME] or style.theme_name()
    title = st.text_input("Title", key=state.BRIEF_TITLE, placeholder="From the places on the map")
    left, right = st.columns(2)
    handling = left.text_input("Handling", key=state.BRIEF_HANDLING, placeholder="TLP:CLEAR")
    producer = right.text_input("Producer", key=state.BRIEF_PRODUCER, placeholder="Who makes it")
    columns = st.columns(3)
    paper = columns[0].selectbox("Paper", list(PAPERS), key=state.BRIEF_PAPER, format_func=PAPERS.__getitem__)
    theme = columns[1].selectbox("Theme", list(THEMES), key=state.BRIEF_THEME, format_func=THEMES.__getitem__)
    language = columns[2].selectbox(
        "Names", list(LANGUAGE_NAMES), key=state.BRIEF_LANGUAGE, format_func=LANGUAGE_NAMES.__getitem__
    )
    as_of = _ask_moment(data)
    regions = _ask_extent(data, chosen, paper)
    if layers := describe_choice(overlaid().choice):
        st.checkbox("Layers of the map page", key=state.BRIEF_LAYERS, help=plain(layers))
    sheet = Sheet(
        title=title or None,
        as_of=as_of,
        producer=producer or None,
        handling=handling or None,
        paper=paper,
        theme=theme,
        language=language,
        extent=session[state.BRIEF_EXTENT] if session[state.BRIEF_SHOWS] == "part" else None,
        order=chosen.order,
        captions=chosen.captions,
    )
    return sheet, regions


def _ask_moment(data: Dataset) -> dt.datetime:
    """Return the as-of moment; by itself that of the latest article, which no clock changes."""
    known = presenting.known_until(reading.article for reading in data.extract.readings).astimezone(dt.UTC)
    start = known.replace(second=0, microsecond=0, tzinfo=None)
    given = st.datetime_input(
        "As of, UTC", value=start, step=60, help="By itself, when the latest article came in"
    )
    return (given or start).replace(tzinfo=dt.UTC)


def _ask_extent(data: Dataset, chosen: Chosen, paper: str) -> tuple[str, ...]:
    shows = st.segmented_control(
        "The map shows", list(SHOWS), key=state.BRIEF_SHOWS, format_func=SHOWS.__getitem__, required=True
    )
    if shows == "regions":
        names = sorted(f"{name} Oblast" for name in load_basemap(Settings().data_dir).oblasts["name"])
        found = st.multiselect(
            "Oblasts", names, key=state.BRIEF_REGIONS, placeholder="One briefing for each", max_selections=12
        )
        return tuple(found)
    if shows == "part":
        drawn = [data.drawable[claim_id] for claim_id in chosen.ids if claim_id in data.drawable]
        payload = make_view(drawn, language=st.session_state[state.BRIEF_LANGUAGE]).payload
        drag_extent(encode_payload(payload), round(MAP_WIDTH / map_aspect(paper)))
    return ()


# A pan runs this alone; the picture is drawn anew when the part is taken.
@st.fragment
def drag_extent(encoded: str, height: int) -> None:
    """Show a small map of the picture's form, whose view can be taken as the extent."""
    theme, language = style.theme_name(), st.session_state[state.BRIEF_LANGUAGE]
    found = st_folium(
        base_map(assets_url=ASSETS_URL, tiles_url=TILES_URL, theme=theme, language=language),
        key=f"brief-map-{theme}-{language}",
        width=MAP_WIDTH,
        height=height,
        feature_group_to_add=event_group(encoded),
        returned_objects=["bounds"],
    )
    extent = extent_of(found)
    if st.button("Show this part", disabled=extent is None, icon=":material/crop_free:"):
        st.session_state[state.BRIEF_EXTENT] = extent
        st.rerun()
    taken = st.session_state[state.BRIEF_EXTENT]
    if taken is None:
        st.caption("Drag and zoom, then take the part. Until then, all claims are shown.")
    else:
        west, south, east, north = taken
        st.caption(f"Shown: {west:.2f} to {east:.2f} °E, {south:.2f} to {north:.2f} °N")


def extent_of(found: object) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of what the map component reports, if it does."""
    bounds = found.get("bounds") if isinstance(found, dict) else None
    try:
        corners = bounds["_southWest"], bounds["_northEast"]  # type: ignore[index]
        west, south, east, north = (
            round(float(corner[axis]), 4) for corner in corners for axis in ("lng", "lat")
        )
    except (KeyError, TypeError, ValueError):
        return None
    return (west, south, east, north) if is_extent((west, south, east, north)) and west < east else None
