"""The first page: filters, the map, the timeline, and the sentence behind a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
import streamlit as st
from streamlit_folium import st_folium

from app_pages import address, moving, presenting, state, style
from app_pages.compare_panel import show_changes
from app_pages.filters import show_filters, show_not_on_map
from app_pages.layers import chosen_overlays, encoded_overlays, settle_choices, with_scale
from app_pages.layers_panel import show_overlay_legend
from app_pages.loading import dataset, frontline, new_articles
from app_pages.map_files import ASSETS_URL, TILES_URL
from app_pages.reading_pane import show_pane
from app_pages.screen import make_screen
from app_pages.timeline import show_timeline
from app_pages.topbar import show_topbar
from geo.rendering.sites import POINT_KINDS
from geo.rendering.webmap import Ray, base_map, event_group

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry
    from app_pages.screen import Screen
    from geo.overlays import Overlays

HEIGHT = 620


# One fragment: a click or a filter runs this and nothing else, and the map keeps its view.
@st.fragment
def explorer() -> None:
    """Draw the three columns."""
    data = dataset()
    state.keep_known_articles(reading.article.id for reading in data.extract.readings)
    if message := st.session_state.pop(state.FLASH, None):
        st.toast(message)
    filters = state.current_filters(new_articles())
    screen = make_screen(
        data,
        data.key,
        filters,
        language=st.session_state[state.LANGUAGE],
        uncertainty=st.session_state[state.UNCERTAINTY],
        wide=st.session_state[state.WIDE],
    )
    settle_choices(data)
    if st.session_state[state.PRESENT]:
        _present(data, screen)
    else:
        _columns(data, filters, screen)
    address.write_address()


def _columns(data: Dataset, filters: state.Filters, screen: Screen) -> None:
    shown = screen.shown
    with st.container(key="explorer"):
        bar = st.container(key="topbar", horizontal=True, vertical_alignment="center", gap="small")
        left, middle, right = st.columns([1, 3, 1.7], wrap=False, gap=None)
        middle, right = middle.container(key="map"), right.container(key="pane")
        # What a person waits for comes first: the map, then the sentence.
        with middle:
            overlays = chosen_overlays(data, shown)
            _map(data, screen, overlays)
        if state.is_complete():
            with right:
                show_changes(data, shown, filters)
                show_pane(data, screen)
        with left.container(key="left"):
            with st.container(key="filters"):
                show_filters(data, shown, screen.counts)
            if state.is_complete():
                show_not_on_map(screen.gaps)
        with middle:
            show_overlay_legend(overlays)
            with st.container(key="timeline"):
                show_timeline(data, screen, filters)
        if state.is_complete():
            with bar:
                show_topbar(data, shown)


def _present(data: Dataset, screen: Screen) -> None:
    with st.container(key="present"):
        overlays = chosen_overlays(data, screen.shown)
        presenting.show_title(data, screen.shown)
        _map(data, screen, overlays)
        show_overlay_legend(overlays)
        presenting.show_footer(data, screen.shown)


def _map(data: Dataset, screen: Screen, overlays: Overlays) -> None:
    theme, language = style.theme_name(), st.session_state[state.LANGUAGE]
    key = f"map-{theme}-{language}"
    # What a click has just put there, so that this run already draws what was chosen.
    _take_click(st.session_state.get(key), screen)
    claim = st.session_state[state.CLAIM]
    selected = screen.item_of.get(claim or "")
    # What the frame has is not sent again with every click: it may be megabytes.
    is_sent = st.session_state[state.SENT] == (key, screen.key)
    st.session_state[state.SENT] = (key, screen.key)
    found = st_folium(
        base_map(
            assets_url=ASSETS_URL,
            tiles_url=TILES_URL,
            theme=theme,
            language=language,
            buttons=not st.session_state[state.PRESENT],
        ),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        feature_group_to_add=event_group(
            None if is_sent else screen.encoded,
            key=screen.key,
            selected=selected,
            look=st.session_state[state.LOOK],
            spot=st.session_state[state.SPOT],
            ray=_ray(data.by_id.get(claim or "")) if selected else None,
            overlays=encoded_overlays(with_scale(overlays, data.by_id.get(claim or ""))),
            pin=moving.pin(),
        ),
        returned_objects=["last_active_drawing"],
    )
    _take_click(found, screen)


def _ray(entry: Entry | None) -> Ray | None:
    """Return the way from a claim's point to the border, if its distance was computed."""
    if entry is None or (shape := entry.claim.shape) is None or shape.kind not in POINT_KINDS:
        return None
    computed = entry.claim.computed
    if computed is None or computed.border_distance_m is None:
        return None
    lon, lat = shapely.get_coordinates(shape.geometry)[0]
    nearest = frontline().border.measure(lon=lon, lat=lat)
    margin = f" ± {shape.uncertainty_m / 1000:.1f}" if shape.uncertainty_m else ""
    return Ray(
        lon=float(lon),
        lat=float(lat),
        border_lon=float(nearest.nearest_lon[0]),
        border_lat=float(nearest.nearest_lat[0]),
        label=f"{computed.border_distance_m / 1000:.1f}{margin} km",
    )


def _take_click(found: dict[str, Any] | None, screen: Screen) -> None:
    """Make what was clicked the current claim; the component repeats its last click on every run."""
    properties = ((found or {}).get("last_active_drawing") or {}).get("properties") or {}
    click = (properties.get("id"), properties.get("click"))
    if click[0] is None or click == st.session_state[state.LAST_CLICK]:
        return
    st.session_state[state.LAST_CLICK] = click
    if click[0] == "pin":
        moving.take(properties)
    elif click[0] == "again":
        st.session_state[state.SENT] = None
    elif claims := screen.claims_of.get(str(click[0])):
        state.select_claim(claims[0], pan=False)


# A run of the whole page may be the first of a new frame.
st.session_state[state.SENT] = None
explorer()
