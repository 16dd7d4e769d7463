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
from app_pages.briefing_sheet import ask_sheet
from app_pages.dataset import matching
from app_pages.loading import dataset, new_articles, workspace
from app_pages.words import counted
from geo.briefing.manifest import FORMATS, brief, read_sheet
from geo.briefing.packages import zip_files
from geo.briefing.selection import claims_of
from geo.errors import ExportError
from geo.models import content_id
from geo.settings import Settings

if TYPE_CHECKING:
    from app_pages.briefing_claims import Chosen
    from app_pages.dataset import Dataset, Entry
    from geo.models import Extract
    from geo.rendering.figure import Sheet

PREVIEW_DPI = 90
MANIFEST = "brief_manifest"
MADE = "brief_made"


@st.cache_data(max_entries=8, show_spinner="Drawing the map …")
def make_files(
    _extract: Extract,
    key: str,  # noqa: ARG001 - tells one choice of claims from another
    sheet: Sheet,
    regions: tuple[str, ...],
    formats: tuple[str, ...],
    filters: dict[str, Any],
) -> dict[str, bytes]:
    """Return the files of a briefing, or of one for each oblast, by name."""
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for region in regions or (None,):
            paths = brief(
                _extract,
                Path(folder),
                settings=Settings(),
                region=region,
                formats=formats,
                sheet=sheet,
                filters=filters,
            )
            made |= {path.name: path.read_bytes() for path in paths}
    return made


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
    extract = claims_of(data.extract, chosen.ids)
    key = content_id(data.key, *chosen.ids)
    made_with = _told(filters)
    with right:
        picture = make_files(
            extract, key, dataclasses.replace(sheet, dpi=PREVIEW_DPI), regions[:1], ("png",), made_with
        )
        st.image(next(content for name, content in picture.items() if name.endswith(".png")), width="stretch")
        st.caption(f"{counted(len(chosen.ids), 'claim')} ticked in the table below")
        _offer_files(extract, key, sheet, regions, made_with)


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


def _offer_files(
    extract: Extract, key: str, sheet: Sheet, regions: tuple[str, ...], made_with: dict[str, Any]
) -> None:
    """Make the files when asked, then offer each, and all in one archive."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    formats = tuple(left.multiselect("Formats", FORMATS, key=state.BRIEF_FORMATS))
    wish = content_id(key, repr(sheet), *regions, *formats)
    if right.button("Make the files", type="primary", disabled=not formats, width="stretch"):
        st.session_state[MADE] = wish
    if not formats or st.session_state.get(MADE) != wish:
        return
    files = make_files(extract, key, sheet, regions, formats, made_with)
    with st.container(horizontal=True):
        if len(files) > 2:
            _offer(
                f"{next(iter(files)).rsplit('.', 1)[0]}.zip" if not regions[1:] else "briefings.zip",
                zip_files(files),
            )
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


def _told(filters: state.Filters) -> dict[str, Any]:
    """Return the filters that leave something out, as the manifest states them."""
    plain = dataclasses.asdict(filters)
    given = {name: value for name, value in plain.items() if value not in (None, "", frozenset(), True)}
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
            sheet, claim_ids = read_sheet(path)
        except ExportError as error:
            session[state.FLASH] = str(error)
            return
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


if dataset().entries:
    show_page()
else:
    st.info("Nothing to brief yet: add articles on the Sources page.")
