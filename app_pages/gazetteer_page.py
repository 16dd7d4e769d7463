"""The place names that the program knows: search, namesakes on a map, distances, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from app_pages import state
from app_pages.loading import decided, frontline, workspace
from app_pages.place_map import show_places
from app_pages.words import SIDES, counted

if TYPE_CHECKING:
    from geo.models import Place
    from geo.toponyms.gazetteer import Gazetteer

NEAR_M = 15_000
MOST_PLACES = 50
CODES = {"PPL": "settlement", "ADM1": "oblast", "ADM2": "district", "PCLI": "country"}


def show_page() -> None:
    """Draw the search and what was found."""
    gazetteer = frontline().gazetteer
    st.markdown("## Gazetteer")
    name = st.text_input(
        "Name, in any spelling", placeholder="Popovka, Щербаки, New York", key="place_search"
    )
    if not name.strip():
        st.write("Search to see every place of a name: the twins that a reader must not mix up.")
    else:
        _found(gazetteer, name)
    _corrections()
    st.caption(f"{gazetteer.name} · {gazetteer.content_hash[:12]}")


def _found(gazetteer: Gazetteer, name: str) -> None:
    matches = gazetteer.find(name, fuzzy=True)
    if not matches:
        st.info(
            "No place of this name. Try another spelling, or get every settlement with: "
            "frontline gazetteer fetch"
        )
        return
    places = list({match.place.id: match.place for match in matches}.values())
    found_as = {match.place.id: f"{match.matched} ({match.how})" for match in reversed(matches)}
    shown = places[:MOST_PLACES]
    more = f" · the first {MOST_PLACES} are shown" if len(places) > MOST_PLACES else ""
    st.markdown(f"**{counted(len(places), 'place')}**{more} · choose one in the table or on the map")
    left, right = st.columns([3, 2])
    with left:
        chosen = st.dataframe(
            _table(shown, found_as),
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            key="places_table",
            height=420,
        )
    rows = chosen.selection.rows
    picked = shown[rows[0]] if rows and rows[0] < len(shown) else None
    with right:
        place = show_places(shown, picked, key=name.strip()) or shown[0]
    _around(gazetteer, place)


def _around(gazetteer: Gazetteer, place: Place) -> None:
    near = gazetteer.near(lon=place.lon, lat=place.lat, radius_m=NEAR_M, limit=12)
    rows = [
        {"Name": other.name, "km": round(metres / 1000, 1), "Kind": _kind(other), "In": other.admin1 or ""}
        for other, metres in near
        if other.id != place.id
    ]
    where = ", ".join(part for part in (place.name, place.admin2, place.admin1) if part)
    st.markdown("**Around the chosen one, within 15 km**")
    st.text(where)
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, height="content")
    else:
        st.caption("No other place of the gazetteer lies that near.")


def _table(places: list[Place], found_as: dict[str, str]) -> pd.DataFrame:
    border = frontline().border
    lon, lat = np.array([place.lon for place in places]), np.array([place.lat for place in places])
    measured = border.measure(lon=lon, lat=lat)
    return pd.DataFrame(
        {
            "Name": [place.name for place in places],
            "District": [place.admin2 or "" for place in places],
            "Oblast": [place.admin1 or "" for place in places],
            "Country": [place.country or "" for place in places],
            "To border, km": np.round(np.asarray(measured.distance_m) / 1000, 1),
            "Inside": [SIDES.get(side, "") for side in measured.side],
            "Known within, m": [place.uncertainty_m for place in places],
            "Ukrainian": [place.name_uk or "" for place in places],
            "Russian": [place.name_ru or "" for place in places],
            "Found as": [found_as[place.id] for place in places],
            "Kind": [_kind(place) for place in places],
            "Latitude": lat,
            "Longitude": lon,
            "Population": [place.population for place in places],
            "From": [place.basis or place.source for place in places],
        }
    )


def _kind(place: Place) -> str:
    code = place.feature_code
    return CODES.get(code) or ("settlement" if place.is_settlement else code)


def _corrections() -> None:
    corrections, _ = decided()
    st.markdown("### Your corrections")
    if not corrections:
        st.caption("None yet. Accept, move or replace a place beside the map, and it is listed here.")
        return
    table = pd.DataFrame(
        [
            {
                "Name": item.toponym,
                "Decision": item.decision.value.replace("_", " "),
                "Place": item.place.name if item.place else "",
                "Made": item.made_at,
                "Note": item.note,
            }
            for item in corrections
        ]
    )
    chosen = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="corrections_table",
        height="content",
        column_config={"Made": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
    )
    rows = chosen.selection.rows
    if rows and rows[0] < len(corrections):
        correction = corrections[rows[0]]
        st.button("Forget this correction", key="forget", on_click=_forget, args=(correction.id,))
    else:
        st.caption("Choose one to take it back.")


def _forget(correction_id: str) -> None:
    workspace().remove_correction(correction_id)
    st.session_state[state.FLASH] = "Forgotten. Undo it on the History page."


show_page()
