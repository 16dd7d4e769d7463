"""A briefing: choose the claims, see the map as it will be, take the files.

Picture and files are made by the same call as ``frontline brief``; the manifest makes them again.
"""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import state
from app_pages.briefing_claims import Choice, choose_claims, start_from, tick
from app_pages.briefing_files import Order, offer_files, show_picture
from app_pages.briefing_layers import describe_choice, overlaid, take_choice
from app_pages.briefing_sheet import ask_sheet
from app_pages.dataset import matching
from app_pages.loading import dataset, new_articles, workspace
from app_pages.words import counted, plain
from geo.briefing.manifest import read_overlays, read_sheet
from geo.briefing.selection import claims_of
from geo.errors import ExportError
from geo.models import content_id
from geo.overlays import NOT_OVERLAID, OverlayChoice

if TYPE_CHECKING:
    from app_pages.briefing_claims import Chosen
    from app_pages.dataset import Dataset, Entry

MANIFEST = "brief_manifest"


def show_page() -> None:
    """Draw the controls, the picture, the table and the files."""
    data = dataset()
    st.markdown("## Briefing")
    top, below = st.container(), st.container()
    with below:
        filters = state.current_filters(new_articles())
        entries = matching(data.entries, filters)
        chosen = _choose(data, entries)
    left, right = top.columns([1, 2.3], gap="medium")
    with left:
        sheet, regions = ask_sheet(data, chosen)
    order = Order(
        extract=claims_of(data.extract, chosen.ids),
        key=content_id(data.key, *chosen.ids),
        sheet=sheet,
        regions=regions,
        filters=_told(filters),
        overlaid=overlaid() if st.session_state[state.BRIEF_LAYERS] else NOT_OVERLAID,
    )
    with right:
        show_picture(order)
        st.caption(f"{counted(len(chosen.ids), 'claim')} ticked in the table below")
        offer_files(order)


def _choose(data: Dataset, entries: list[Entry]) -> Chosen:
    ids = [entry.claim.id for entry in entries]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{counted(len(entries), 'claim')}** of {len(data.entries)} pass the filters of the map"
        )
        st.button("Tick all", type="tertiary", on_click=tick, args=(ids,), kwargs={"on": True})
        st.button("Untick all", type="tertiary", on_click=tick, args=(ids,), kwargs={"on": False})
        since = workspace().moment()
        if since is not None:
            st.checkbox(f"Only new since {since:%-d %b %Y, %H:%M} UTC", key=state.NEW_ONLY)
        st.button(
            "Mark all as briefed",
            type="tertiary",
            icon=":material/done_all:",
            on_click=lambda: workspace().save_moment(),
            help="From now on, “new since” means what you add after this moment",
        )
        with st.popover("Go on from a manifest", type="tertiary"):
            st.file_uploader("A manifest.json", type="json", key=MANIFEST, on_change=_take_manifest)
    return choose_claims(entries)


def _told(filters: state.Filters) -> dict[str, Any]:
    """Return the filters that leave something out, as the manifest states them."""
    stated = dataclasses.asdict(filters)
    given = {name: value for name, value in stated.items() if value not in (None, "", frozenset(), True)}
    return {
        name: sorted(map(str, value)) if isinstance(value, frozenset) else str(value)
        for name, value in given.items()
    }


def _take_manifest() -> None:
    """Set the page as a manifest has it; claims that are no longer read are left out."""
    session = st.session_state
    given = session[MANIFEST]
    if given is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manifest.json"
        path.write_bytes(given.getvalue())
        try:
            (sheet, claim_ids), choice = read_sheet(path), read_overlays(path)
        except ExportError as error:
            session[state.FLASH] = str(error)
            return
    _take_layers(choice)
    numbers = {claim_id: number for number, claim_id in enumerate(sheet.order, start=1)}
    captions = dict(sheet.captions)
    wanted = set(claim_ids)
    start_from(
        {
            entry.claim.id: Choice(
                entry.claim.id in wanted, numbers.get(entry.claim.id), captions.get(entry.claim.id, "")
            )
            for entry in dataset().entries
        }
    )
    session[state.BRIEF_TITLE], session[state.BRIEF_HANDLING] = sheet.title or "", sheet.handling or ""
    session[state.BRIEF_PRODUCER], session[state.BRIEF_PAPER] = sheet.producer or "", sheet.paper
    session[state.BRIEF_THEME], session[state.BRIEF_LANGUAGE] = sheet.theme, sheet.language
    session[state.BRIEF_EXTENT] = sheet.extent
    session[state.BRIEF_REGIONS] = [sheet.region] if sheet.region else []
    session[state.BRIEF_SHOWS] = "part" if sheet.extent else "regions" if sheet.region else "all"


def _take_layers(choice: OverlayChoice) -> None:
    session = st.session_state
    session[state.BRIEF_LAYERS] = bool(choice)
    if choice and (missing := take_choice(choice)):
        words = describe_choice(OverlayChoice(controls=tuple(missing)))
        session[state.FLASH] = plain(f"Not loaded, so not on the map. {words}")


if dataset().entries:
    show_page()
else:
    st.info("Nothing to brief yet: add articles on the Sources page.")
