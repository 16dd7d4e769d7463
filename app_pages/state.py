"""What the user wants, kept in the session: nothing that is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from app_pages.comparing import Change, Comparison
from geo.models import Kind, Side, Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

CLAIM, LAST_CLICK, REASON = "claim", "last_click", "reason"
LOOK, SPOT, WHOLE, MOVING = "look", "spot", "whole_article", "moving"
WORDS, ARTICLES, SPAN, KEEP_UNDATED = "words", "articles", "span", "keep_undated"
UNCERTAINTY, WIDE, LANGUAGE, PRESENT, MAP_TITLE = "uncertainty", "wide", "language", "present", "map_title"
NEW_ONLY, NEW_SINCE, COMPARE, CHANGES = "new_only", "new_since", "compare", "changes"
FRONT, FRONT_ON, CONTROLS, CONTROL_CHANGE = "front", "front_on", "controls", "control_change"
BRIEF_TITLE, BRIEF_HANDLING, BRIEF_PRODUCER = "brief_title", "brief_handling", "brief_producer"
BRIEF_PAPER, BRIEF_THEME, BRIEF_LANGUAGE = "brief_paper", "brief_theme", "brief_language"
BRIEF_SHOWS, BRIEF_REGIONS, BRIEF_EXTENT = "brief_shows", "brief_regions", "brief_extent"
BRIEF_LAYERS = "brief_layers"
BRIEF_FORMATS, BRIEF_CHOICES, BRIEF_BASE, BRIEF_ROUND = (
    "brief_formats",
    "brief_choices",
    "brief_base",
    "brief_round",
)
FLASH, COMPLETE, SENT = "flash", "complete", "sent"

ACTORS = (*(side.value for side in Side), "none")
KINDS = tuple(kind.value for kind in Kind)
STATUSES = tuple(status.value for status in Status)
GROUPS = {"actor": ACTORS, "kind": KINDS, "status": STATUSES}

DEFAULTS = {
    CLAIM: None,
    LAST_CLICK: None,
    LOOK: 0,
    SPOT: None,
    MOVING: None,
    WHOLE: False,
    REASON: None,
    NEW_ONLY: False,
    NEW_SINCE: None,
    COMPARE: None,
    CHANGES: [Change.ADDED, Change.CHANGED, Change.GONE],
    WORDS: "",
    ARTICLES: [],
    SPAN: None,
    KEEP_UNDATED: True,
    UNCERTAINTY: True,
    WIDE: True,
    LANGUAGE: "en",
    PRESENT: False,
    MAP_TITLE: "",
    FRONT: False,
    FRONT_ON: None,
    CONTROLS: [],
    CONTROL_CHANGE: False,
    BRIEF_TITLE: "",
    BRIEF_HANDLING: "",
    BRIEF_PRODUCER: "",
    BRIEF_PAPER: "16:9",
    BRIEF_THEME: None,
    BRIEF_LANGUAGE: None,
    BRIEF_SHOWS: "all",
    BRIEF_REGIONS: [],
    BRIEF_EXTENT: None,
    BRIEF_LAYERS: True,
    BRIEF_FORMATS: ["pptx", "pdf", "png"],
    BRIEF_CHOICES: {},
    BRIEF_BASE: {},
    BRIEF_ROUND: 0,
    FLASH: None,
    COMPLETE: False,
    SENT: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which claims are wanted; empty sets and ``None`` want all.

    ``new`` are the ids of the articles that are new to the user, when only those are wanted;
    ``changes`` says which changes are wanted when two dates are compared.
    """

    hidden_actors: frozenset[str] = frozenset()
    hidden_kinds: frozenset[str] = frozenset()
    hidden_statuses: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    words: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    keep_undated: bool = True
    new: frozenset[str] | None = None
    comparison: Comparison | None = None
    changes: frozenset[Change] = frozenset()


def is_complete() -> bool:
    """Whether the page is drawn whole: at first the map comes alone, for a browser does one thing at once."""
    return bool(st.session_state[COMPLETE])


def complete() -> None:
    """Let the page be drawn whole from now on."""
    st.session_state[COMPLETE] = True


def is_new() -> bool:
    """Whether the session has only begun, so that the address says what is wanted."""
    return CLAIM not in st.session_state


def hidden_key(group: str) -> str:
    """Return the key of the values of a group that are unticked."""
    return f"hidden_{group}"


def start_session() -> None:
    """Set what is not set yet; keep widgets' values across pages."""
    state = st.session_state
    for key, value in DEFAULTS.items():
        state.setdefault(key, value)
        # A widget that is not on the page is forgotten unless its value is set again.
        state[key] = state[key]
    for group in GROUPS:
        state.setdefault(hidden_key(group), frozenset())


def hidden(group: str) -> frozenset[str]:
    """Return the values of a group that are unticked."""
    found: frozenset[str] = st.session_state[hidden_key(group)]
    return found


def hide(group: str, values: Iterable[str]) -> None:
    """Untick exactly ``values`` of a group; what the group does not have is ignored."""
    st.session_state[hidden_key(group)] = frozenset(values) & frozenset(GROUPS[group])


def current_filters(new: frozenset[str] = frozenset()) -> Filters:
    """Return what the controls say now; ``new`` are the articles added since the last briefing."""
    state = st.session_state
    start, end = state[SPAN] or (None, None)
    return Filters(
        hidden_actors=hidden("actor"),
        hidden_kinds=hidden("kind"),
        hidden_statuses=hidden("status"),
        articles=frozenset(state[ARTICLES]),
        words=state[WORDS].strip(),
        start=start,
        end=end,
        keep_undated=state[KEEP_UNDATED],
        new=new if state[NEW_ONLY] else None,
        comparison=state[COMPARE],
        changes=frozenset(state[CHANGES]),
    )


def keep_known_articles(known: Iterable[str]) -> None:
    """Let go of chosen articles that are not there: removed, or named by a link from another workspace."""
    state = st.session_state
    chosen, there = state[ARTICLES], frozenset(known)
    state[ARTICLES] = [key for key in chosen if key in there]
    if missing := len(chosen) - len(state[ARTICLES]):
        state[FLASH] = f"{missing} of the chosen articles are not in this workspace and no longer chosen"


def reset_filters() -> None:
    """Show everything again."""
    state = st.session_state
    for group in GROUPS:
        hide(group, ())
    state[WORDS], state[ARTICLES], state[SPAN], state[KEEP_UNDATED] = "", [], None, True
    state[NEW_ONLY], state[COMPARE] = False, None


def select_claim(claim_id: str | None, *, pan: bool = True) -> None:
    """Make a claim the current one, and bring it into view unless the map itself chose it."""
    state = st.session_state
    state[CLAIM], state[SPOT] = claim_id, None
    if pan:
        state[LOOK] += 1


def look_at(lon: float, lat: float) -> None:
    """Let the map show a place, whatever the current claim is."""
    state = st.session_state
    state[SPOT] = (lon, lat)
    state[LOOK] += 1
