"""The layers of the map page in a briefing: taken from there, and set again from a manifest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.layers import changes, chosen_controls, loaded
from app_pages.loading import frontline
from app_pages.words import day_text
from geo.geography.control_choice import describe_file, lay_chosen
from geo.overlays import Overlaid, OverlayChoice

if TYPE_CHECKING:
    from geo.overlays import ControlFile


def overlaid() -> Overlaid:
    """Return the control and the front that the map shows, to be laid over the claims of a briefing."""
    session = st.session_state
    controls = chosen_controls()
    choice = OverlayChoice(
        controls=tuple(map(describe_file, controls)),
        is_change=session[state.CONTROL_CHANGE] and bool(changes(controls)),
        front_on=session[state.FRONT_ON] if session[state.FRONT] else None,
    )
    lay = partial(lay_chosen, choice=choice, controls=controls, settings=frontline().settings)
    return Overlaid(choice=choice, lay=lay)


def describe_choice(choice: OverlayChoice) -> str:
    """Return what is laid over the map in words, empty for nothing."""
    words = [f"Control of terrain: {file.source}, {day_text(file.date)}" for file in choice.controls]
    if choice.front_on is not None:
        words.append(f"Reported front of {day_text(choice.front_on)}")
    return "; ".join(words)


def take_choice(choice: OverlayChoice) -> list[ControlFile]:
    """Set the layers of the map as ``choice`` has them, and return the files that are not loaded."""
    session = st.session_state
    known = {(item.content_hash, item.source, item.date): item.id for item in loaded()}
    keys = {file: known.get((file.content_hash, file.source, file.date)) for file in choice.controls}
    session[state.CONTROLS] = [key for key in keys.values() if key is not None]
    session[state.CONTROL_CHANGE] = choice.is_change
    session[state.FRONT], session[state.FRONT_ON] = choice.front_on is not None, choice.front_on
    return [file for file, key in keys.items() if key is None]
