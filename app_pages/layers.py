"""What is laid over the map: the user's own control of terrain and the reported front, made once per choice.

Arguments that a cached function does not use are its key; those with an underscore are not.
"""
# ruff: noqa: ARG001

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.loading import frontline, new_articles, workspace
from geo.decisions import StoredControl
from geo.geography.control import Control, load_control, restore_control
from geo.geography.overlaying import describe_positions, lay_over, lay_over_change, mark_scale
from geo.geography.reported_front import report_front
from geo.models import content_id
from geo.overlays import Overlays, ReportedFront, Terrain
from geo.rendering.map_items import encode_payload
from geo.rendering.overlay_items import overlay_payload

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app_pages.dataset import Dataset, Entry
    from geo.models import Claim, Reading
    from geo.workspace import Workspace


ADDED = "control_added"
"""Key of the files just added, which are then shown without being asked for."""


def settle_choices(data: Dataset) -> None:
    """Bring the choices up to date before anything is drawn: new and removed files, the front's first day."""
    session = st.session_state
    known = {item.id for item in loaded()}
    wanted = dict.fromkeys([*session[state.CONTROLS], *session.pop(ADDED, [])])
    session[state.CONTROLS] = [key for key in wanted if key in known]
    if session[state.FRONT] and session[state.FRONT_ON] is None:
        days = (entry.end or entry.reading.article.published.end for entry in data.entries)
        session[state.FRONT_ON] = max((day for day in days if day), default=None)


def loaded() -> tuple[StoredControl, ...]:
    """Return the files of control in the workspace, by date."""
    mine = workspace()
    return _loaded(mine, str(mine.path), mine.revision)


@st.cache_resource(max_entries=4, show_spinner=False)
def _loaded(_workspace: Workspace, path: str, revision: int) -> tuple[StoredControl, ...]:
    return _workspace.controls()


def open_control(item: StoredControl) -> Control:
    """Return a loaded file with its polygons."""
    mine = workspace()
    return _open(mine, str(mine.path), item, item.id)


@st.cache_resource(max_entries=24, show_spinner=False)
def _open(_workspace: Workspace, path: str, _item: StoredControl, item_id: str) -> Control:
    return restore_control(
        _workspace.control_outline(item_id) or "",
        source=_item.source,
        date=_item.date,
        content_hash=_item.content_hash,
        notices=_item.notices,
    )


def keep_control(name: str, content: bytes, *, source: str, date: dt.date | None) -> StoredControl:
    """Read an uploaded file and keep its polygons in the workspace.

    Raises
    ------
    LayerError
        If nothing usable is in it.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The last part of the name alone: a browser may send a path.
        path = Path(folder) / (Path(name).name or "control")
        path.write_bytes(content)
        control = load_control(path, settings=frontline().settings, date=date, source=source.strip() or None)
    item = StoredControl(
        source=control.source,
        date=control.date,
        content_hash=control.content_hash,
        notices=control.notices,
    )
    workspace().add_control(item, outline=control.outline)
    return item


def chosen_controls() -> list[Control]:
    """Return the files of control that the user has on the map, by date."""
    return [open_control(item) for item in loaded() if item.id in st.session_state[state.CONTROLS]]


def changes(controls: Sequence[Control]) -> tuple[Terrain, ...]:
    """Return what was gained and lost from the first to the last date, nothing where there are not two."""
    dated = [control for control in controls if control.date is not None]
    if len(dated) < 2 or dated[0].date == dated[-1].date:
        return ()
    return _changes(dated[0], dated[-1], dated[0].content_hash, dated[-1].content_hash, dated[-1].source)


@st.cache_resource(max_entries=8, show_spinner=False)
def _changes(_first: Control, _last: Control, first: str, last: str, source: str) -> tuple[Terrain, ...]:
    return lay_over_change(_first, _last)


def chosen_overlays(data: Dataset, shown: list[Entry]) -> Overlays:
    """Return what the user has switched on, with the front of the claims that the filters leave."""
    controls = chosen_controls()
    terrain = lay_over(controls).terrain
    if st.session_state[state.CONTROL_CHANGE]:
        terrain = changes(controls) or terrain
    return Overlays(terrain=terrain, front=chosen_front(data, shown))


def chosen_front(data: Dataset, shown: list[Entry]) -> ReportedFront | None:
    """Return the reported front of the chosen day, ``None`` while it is switched off."""
    day = st.session_state[state.FRONT_ON]
    if not st.session_state[state.FRONT] or day is None:
        return None
    return _front(shown, data.key, state.current_filters(new_articles()), day)


@st.cache_resource(max_entries=8, show_spinner=False)
def _front(_shown: list[Entry], key: str, filters: state.Filters, day: dt.date) -> ReportedFront:
    readings = (dataclasses.replace(entry.reading, claims=(entry.claim,)) for entry in _shown)
    return report_front(readings, on=day, areas=frontline().areas)


def encoded_overlays(overlays: Overlays) -> str | None:
    """Return what the map is given of ``overlays``, ``None`` for nothing."""
    if not overlays.terrain and overlays.front is None and overlays.scale is None:
        return None
    reports = overlays.front.reports if overlays.front else ()
    key = content_id(
        *((layer.kind, layer.label, layer.area_m2) for layer in overlays.terrain),
        overlays.front and (overlays.front.on, overlays.front.undated),
        overlays.scale and (overlays.scale.label, overlays.scale.geometry.wkt),
        *((report.claim.id, report.lon, report.lat) for report in reports),
    )
    return _encoded(overlays, key)


@st.cache_resource(max_entries=8, show_spinner=False)
def _encoded(_overlays: Overlays, key: str) -> str:
    return encode_payload(overlay_payload(_overlays))


def position_rows(claim: Claim) -> list[tuple[str, str]]:
    """Return where a claim lies to each loaded file of control, as rows for the reading pane."""
    if claim.shape is None:
        return []
    return [describe_positions([claim], open_control(item))[0] for item in loaded()]


def with_scale(overlays: Overlays, entry: Entry | None) -> Overlays:
    """Return ``overlays`` with the area that the chosen claim reports, to scale beside its place."""
    scale = None if entry is None else mark_scale(entry.claim, entry.reading.mentions)
    return overlays if scale is None else dataclasses.replace(overlays, scale=scale)


def with_positions(overlays: Overlays, controls: Sequence[Control], readings: Sequence[Reading]) -> Overlays:
    """Return ``overlays`` with the position of every claim, for a file that is written."""
    return dataclasses.replace(overlays, positions=lay_over(controls, readings).positions)
