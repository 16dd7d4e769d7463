"""The place names that the program knows: search, namesakes, distance from the border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from app_pages.loading import decided, frontline
from app_pages.words import SIDES

if TYPE_CHECKING:
    from geo.models import Place

NEAR_M = 15_000
CODES = {"PPL": "settlement", "ADM1": "oblast", "ADM2": "district", "PCLI": "country"}


def show_page() -> None:
    """Draw the search and what was found."""
    gazetteer = frontline().gazetteer
    st.markdown("## Gazetteer")
    name = st.text_input(
        "Name, in any spelling", placeholder="Popovka, Щербаки, New York", key="place_search"
    )
    st.caption(f"{gazetteer.name} · {gazetteer.content_hash[:12]}")
    if not name.strip():
        st.write("Search to see every place of a name: the twins that a reader must not mix up.")
        _corrections()
        return
    matches = gazetteer.find(name, fuzzy=True)
    if not matches:
        st.info(
            "No place of this name. Try another spelling, or get every settlement with: "
            "frontline gazetteer fetch"
        )
        return
    places = list({match.place.id: match.place for match in matches}.values())[:50]
    found_as = {match.place.id: f"{match.matched} ({match.how})" for match in reversed(matches)}
    table = _table(places, found_as)
    st.markdown(f"**{len(places)} places**")
    chosen = st.dataframe(
        table, hide_index=True, on_select="rerun", selection_mode="single-row", key="places_table"
    )
    rows = chosen.selection.rows
    place = places[rows[0]] if rows and rows[0] < len(places) else places[0]
    near = gazetteer.near(lon=place.lon, lat=place.lat, radius_m=NEAR_M, limit=12)
    st.markdown("**Around the chosen one, within 15 km**")
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Name": other.name,
                    "km": round(metres / 1000, 1),
                    "Kind": _kind(other),
                    "In": other.admin1 or "",
                }
                for other, metres in near
                if other.id != place.id
            ]
        ),
        hide_index=True,
    )
    _corrections()


def _table(places: list[Place], found_as: dict[str, str]) -> pd.DataFrame:
    border = frontline().border
    lon, lat = np.array([place.lon for place in places]), np.array([place.lat for place in places])
    measured = border.measure(lon=lon, lat=lat)
    return pd.DataFrame(
        {
            "Name": [place.name for place in places],
            "Found as": [found_as[place.id] for place in places],
            "Ukrainian": [place.name_uk or "" for place in places],
            "Russian": [place.name_ru or "" for place in places],
            "Kind": [_kind(place) for place in places],
            "District": [place.admin2 or "" for place in places],
            "Oblast": [place.admin1 or "" for place in places],
            "Country": [place.country or "" for place in places],
            "To border, km": np.round(np.asarray(measured.distance_m) / 1000, 1),
            "Inside": [SIDES.get(side, "") for side in measured.side],
            "Latitude": lat,
            "Longitude": lon,
            "Known within, m": [place.uncertainty_m for place in places],
            "Population": [place.population for place in places],
            "From": [place.basis or place.source for place in places],
        }
    )


def _kind(place: Place) -> str:
    code = place.feature_code
    return CODES.get(code) or ("settlement" if place.is_settlement else code)


def _corrections() -> None:
    corrections, _ = decided()
    if not corrections:
        return
    st.markdown("**Your corrections**")
    st.dataframe(
        pd.DataFrame(
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
        ),
        hide_index=True,
    )


show_page()
