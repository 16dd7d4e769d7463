"""The controls of what lies below the claims: the reported front, and control of terrain the user brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages import layers, state
from app_pages.loading import workspace
from app_pages.words import day_text, plain
from geo.errors import GeoError
from geo.geography.control import date_in_name, source_in_name
from geo.rendering.escaping import escape_text
from geo.rendering.overlay_items import legend_lines
from geo.rendering.symbols import KIND_SYMBOLS, STATUS_LABELS

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry
    from geo.decisions import StoredControl
    from geo.overlays import FrontReport, Overlays

FORMATS = ["geojson", "json", "kml", "gpkg"]
MOST_REPORTS = 40
_ROUND, _PROBLEMS = "control_round", "control_problems"


def show_layers(data: Dataset, shown: list[Entry]) -> None:
    """Draw the controls; their values go to the session."""
    _front_controls(data, shown)
    _control_controls()


def show_overlay_legend(overlays: Overlays) -> None:
    """Write whose the layers are and of when, what their lines mean, and what they do not say."""
    lines = legend_lines(overlays)
    if lines:
        spans = (
            f'<span><i class="fl-swatch fl-{line.style}"></i>{escape_text(line.text)}</span>'
            for line in lines
        )
        st.html(f'<div class="fl-legend fl-overlays">{"".join(spans)}</div>')


def _front_controls(data: Dataset, shown: list[Entry]) -> None:
    st.checkbox(
        "Reported front",
        key=state.FRONT,
        help="Reports of presence, control and clashes that bear on one day, as points and dashed links. "
        "It is no line of control.",
    )
    if not st.session_state[state.FRONT]:
        return
    st.date_input("Day", key=state.FRONT_ON, format="YYYY-MM-DD", label_visibility="collapsed")
    front = layers.chosen_front(data, shown)
    if front is None or not front.reports:
        st.caption("No report of the 30 days before bears on this day.")
        return
    with st.popover(f"{len(front.reports)} reports by sector", width="stretch"):
        left = MOST_REPORTS
        for sector, reports in front.by_sector().items():
            st.markdown(f"**{sector or 'Elsewhere'}** :gray[{len(reports)}]")
            for report in reports[:left]:
                _report(data, report)
            left = max(0, left - len(reports))


def _report(data: Dataset, report: FrontReport) -> None:
    claim = report.claim
    entry = data.by_id.get(claim.id)
    words = (
        KIND_SYMBOLS[claim.kind].label,
        entry.place_title if entry else "",
        _age(report),
        STATUS_LABELS[claim.status].lower(),
    )
    st.button(
        plain(" · ".join(word for word in words if word)),
        key=f"front_{claim.id}_{report.lon}_{report.lat}",
        type="tertiary",
        on_click=state.select_claim,
        args=(claim.id,),
    )


def _age(report: FrontReport) -> str:
    if report.most_age_days in {None, report.least_age_days}:
        return f"{report.least_age_days} d"
    return f"{report.least_age_days}–{report.most_age_days} d"


def _control_controls() -> None:
    items = {item.id: item for item in layers.loaded()}
    if items:
        st.multiselect(
            "Control of terrain",
            list(items),
            key=state.CONTROLS,
            format_func=lambda key: _name(items[key]),
            placeholder="Control: none shown",
            label_visibility="collapsed",
        )
        _change_controls()
    if st.button("Control of terrain", icon=":material/layers:", key="control_files", width="stretch"):
        _control_files()


@st.dialog("Control of terrain", width="medium")
def _control_files() -> None:
    st.caption(
        "Polygons that someone else vouches for, of one day each: GeoJSON, KML or GeoPackage. They are kept "
        "in your workspace, drawn below the claims under their source and date, and never mixed with them."
    )
    turn = st.session_state.setdefault(_ROUND, 0)
    if _uploader(turn) and st.button("Add to the workspace", type="primary") and _add(turn):
        st.rerun()
    for problem in st.session_state.get(_PROBLEMS, []):
        st.html(f'<div class="fl-contra">{escape_text(problem)}</div>')
    for item in layers.loaded():
        _item(item)


def _change_controls() -> None:
    terrain = layers.changes(layers.chosen_controls())
    if not terrain:
        return
    gained, lost = terrain
    st.checkbox(
        f"Change from {day_text(gained.since)} to {day_text(gained.date)}",
        key=state.CONTROL_CHANGE,
        help="Shows what was gained and lost instead of the areas themselves",
    )
    st.caption(f"gained {gained.area_m2 / 1e6:,.1f} km², lost {lost.area_m2 / 1e6:,.1f} km²")


def _name(item: StoredControl) -> str:
    return f"{day_text(item.date)} · {item.source}"


def _uploader(turn: int) -> bool:
    """Ask for files, and of each whose it is and of when; return whether there is one."""
    files = st.file_uploader(
        "Files",
        FORMATS,
        accept_multiple_files=True,
        key=f"control_files_{turn}",
        label_visibility="collapsed",
    )
    for number, file in enumerate(files or []):
        st.text(file.name)
        left, right = st.columns(2)
        left.text_input(
            "According to", source_in_name(file.name.rsplit(".", 1)[0]), key=f"control_source_{turn}_{number}"
        )
        right.date_input(
            "About the day", date_in_name(file.name), key=f"control_day_{turn}_{number}", format="YYYY-MM-DD"
        )
    return bool(files)


def _add(turn: int) -> bool:
    """Keep every file that can be read, one line for each that cannot, and return whether all could."""
    session = st.session_state
    problems, added = [], []
    for number, file in enumerate(session[f"control_files_{turn}"] or []):
        try:
            item = layers.keep_control(
                file.name,
                file.getvalue(),
                source=session[f"control_source_{turn}_{number}"],
                date=session[f"control_day_{turn}_{number}"],
            )
        except GeoError as error:
            problems.append(str(error))
        else:
            added.append(item)
    session[_PROBLEMS] = problems
    session[layers.ADDED] = [item.id for item in added]
    repaired = [f"{item.source}: {notice}" for item in added for notice in item.notices]
    session[state.FLASH] = plain("; ".join([f"{len(added)} added", *repaired])) if added else None
    if not problems:
        # A new key is the only way to empty an uploader.
        session[_ROUND] = turn + 1
    return not problems


def _item(item: StoredControl) -> None:
    control = layers.open_control(item)
    facts = f"{day_text(item.date)} · {control.area_m2 / 1e6:,.0f} km² · {item.content_hash}"
    notices = "".join(f'<div class="fl-why">{escape_text(notice)}</div>' for notice in item.notices)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="fl-candidate" style="display:block"><b>{escape_text(item.source)}</b>'
            f'<div class="fl-why">{facts}</div>'
            f"{notices}</div>",
            width="stretch",
        )
        if st.button("Remove", key=f"control_remove_{item.id}"):
            workspace().remove_control(item.id)
            st.rerun()
