"""What the user wants as the address of the page: opened elsewhere, it shows the same."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.comparing import Basis, Change, Comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("uk", "ru")
LEFT_OUT = {"circles": state.UNCERTAINTY, "shapes": state.WIDE, "undated": state.KEEP_UNDATED}
"""What is on unless the address says ``without`` it, by the address's word for it."""
MOST_IDS = 100
"""How many ids of articles or files are read from an address, which anyone may have written."""


def read_address(address: Mapping[str, str]) -> None:
    """Take into the session what the address says; what it does not say is left to the defaults."""
    session = st.session_state
    claim = address.get("claim", "")
    if claim.isalnum():
        session[state.CLAIM], session[state.LOOK] = claim, 1
    session[state.WORDS] = address.get("q", "")[:200]
    session[state.PRESENT] = address.get("present") == "1"
    if address.get("lang") in LANGUAGES:
        session[state.LANGUAGE] = address["lang"]
    for group in state.GROUPS:
        state.hide(group, _listed(address, f"hide_{group}"))
    first, last = _day(address, "from"), _day(address, "to")
    session[state.SPAN] = (first, last) if first and last and first <= last else None
    session[state.ARTICLES] = _listed(address, "articles")
    session[state.NEW_ONLY] = address.get("new") == "1"
    session[state.NEW_SINCE] = _moment(address, "since")
    _read_layers(address)
    session[state.COMPARE] = _comparison(address.get("compare", ""))
    if "changes" in address:
        known = {change.value for change in Change}
        session[state.CHANGES] = [Change(word) for word in _listed(address, "changes") if word in known]


def _read_layers(address: Mapping[str, str]) -> None:
    session = st.session_state
    without = _listed(address, "without")
    for word, key in LEFT_OUT.items():
        session[key] = word not in without
    session[state.FRONT_ON] = _day(address, "front")
    session[state.FRONT] = session[state.FRONT_ON] is not None
    session[state.CONTROLS] = _listed(address, "control")
    session[state.CONTROL_CHANGE] = address.get("control_change") == "1"


def _listed(address: Mapping[str, str], name: str) -> list[str]:
    words = (word for word in address.get(name, "").split(",")[:MOST_IDS] if word)
    return list(dict.fromkeys(words))


def _day(address: Mapping[str, str], name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(address.get(name, ""))
    except ValueError:
        return None


def _moment(address: Mapping[str, str], name: str) -> dt.datetime | None:
    """Return a moment in UTC without saying so, as the field for it has it."""
    try:
        found = dt.datetime.fromisoformat(address.get(name, ""))
    except ValueError:
        return None
    return found if found.tzinfo is None else found.astimezone(dt.UTC).replace(tzinfo=None)


def _comparison(text: str) -> Comparison | None:
    """Read ``2024-08-09,2025-03-31,reported,7`` from the address; the last is 0 for everything before."""
    try:
        first, second, basis, back = text.split(",")
        days = int(back)
        found = Comparison(
            first=dt.date.fromisoformat(first),
            second=dt.date.fromisoformat(second),
            basis=Basis(basis),
            back_days=days if days > 0 else None,
        )
    except ValueError:
        return None
    return found if found.first < found.second else None


def write_address() -> None:
    """Put the filters, the layers and the claim into the address, so that it can be sent to a colleague."""
    session = st.session_state
    wanted = {
        "claim": session[state.CLAIM] or "",
        "q": session[state.WORDS],
        "present": "1" if session[state.PRESENT] else "",
        "lang": session[state.LANGUAGE] if session[state.LANGUAGE] in LANGUAGES else "",
        **{f"hide_{group}": ",".join(sorted(state.hidden(group))) for group in state.GROUPS},
        "articles": ",".join(session[state.ARTICLES]),
        **_new(),
        **_layers(),
        **_compared(),
    }
    if session[state.SPAN]:
        wanted["from"], wanted["to"] = (day.isoformat() for day in session[state.SPAN])
    # Where the map looks is the map's own entry: it writes it without running the program.
    wanted["view"] = st.query_params.get("view", "")
    wanted = {key: value for key, value in wanted.items() if value}
    if wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)


def _new() -> dict[str, str]:
    """Return what is said of the new articles: without a moment it is the last briefing of who opens it."""
    since: dt.datetime | None = st.session_state[state.NEW_SINCE]
    if not st.session_state[state.NEW_ONLY]:
        return {}
    return {"new": "1", "since": since.isoformat(timespec="minutes") if since else ""}


def _layers() -> dict[str, str]:
    session = st.session_state
    day = session[state.FRONT_ON] if session[state.FRONT] else None
    return {
        "without": ",".join(word for word, key in LEFT_OUT.items() if not session[key]),
        "front": day.isoformat() if day else "",
        "control": ",".join(session[state.CONTROLS]),
        "control_change": "1" if session[state.CONTROLS] and session[state.CONTROL_CHANGE] else "",
    }


def _compared() -> dict[str, str]:
    pair: Comparison | None = st.session_state[state.COMPARE]
    if pair is None:
        return {}
    changes = set(st.session_state[state.CHANGES])
    # No change wanted is a choice, too, which an empty entry would not keep.
    words = ",".join(sorted(changes)) or "none"
    return {
        "compare": f"{pair.first},{pair.second},{pair.basis},{pair.back_days or 0}",
        "changes": "" if changes == set(state.DEFAULTS[state.CHANGES]) else words,
    }
