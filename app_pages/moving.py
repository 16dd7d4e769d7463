"""Putting a place where it is: by a drag or a click on the map, or by typed coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import state
from app_pages.loading import workspace
from geo.decisions import make_correction
from geo.models import Decision
from geo.rendering.webmap import Pin

if TYPE_CHECKING:
    from app_pages.dataset import Entry

LAT, LON, WITHIN = "move_lat", "move_lon", "move_within"
START = (36.0, 50.0)
"""Where the pin stands for a name without any place: the middle of the theatre."""


def start(entry: Entry) -> None:
    """Put a pin on the map at the place of ``entry``."""
    values, place = st.session_state, entry.mention.place if entry.mention else None
    values[LON], values[LAT] = (place.lon, place.lat) if place else START
    values[WITHIN] = 1_000.0
    values[state.MOVING] = entry.claim.id
    state.look_at(values[LON], values[LAT])


def stop() -> None:
    """Take the pin away."""
    st.session_state[state.MOVING] = None


def is_moving(entry: Entry) -> bool:
    """Whether the place of ``entry`` is being moved."""
    return bool(st.session_state[state.MOVING] == entry.claim.id)


def pin() -> Pin | None:
    """Return the pin of the claim that is read, ``None`` while none is moved."""
    values = st.session_state
    if values[state.MOVING] is None:
        return None
    if values[state.MOVING] != values[state.CLAIM] or LON not in values:
        stop()
        return None
    return Pin(lon=values[LON], lat=values[LAT], within_m=values[WITHIN])


def take(properties: dict[str, Any]) -> None:
    """Keep where the pin was put on the map."""
    if st.session_state[state.MOVING] is not None:
        st.session_state[LON] = round(min(max(float(properties["lon"]), -180.0), 180.0), 5)
        st.session_state[LAT] = round(min(max(float(properties["lat"]), -90.0), 90.0), 5)


def show_fields(entry: Entry) -> None:
    """Draw the coordinates of the pin and what to do with it."""
    with st.container(key="moving", border=True):
        st.caption("**Drag the pin** on the map, or **click** where the place is; or type where.")
        left, middle, right = st.columns(3)
        left.number_input("Latitude", -90.0, 90.0, key=LAT, format="%.5f")
        middle.number_input("Longitude", -180.0, 180.0, key=LON, format="%.5f")
        right.number_input("Within, metres", 50.0, 100_000.0, key=WITHIN, step=500.0, format="%.0f")
        with st.container(horizontal=True, gap="small"):
            st.button("Move here", key="move", type="primary", on_click=_save, args=(entry,))
            st.button("Cancel", key="stop_moving", on_click=stop)


def _save(entry: Entry) -> None:
    if entry.mention is None:
        return
    values = st.session_state
    correction = make_correction(
        entry.mention.text,
        Decision.MOVE,
        article_id=entry.claim.article_id,
        position=(values[LON], values[LAT], values[WITHIN]),
    )
    workspace().save_correction(correction)
    stop()
    values[state.FLASH] = "Moved. Undo it on the History page."
