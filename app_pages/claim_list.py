"""Claims in one line each, to choose one: what, where, and its first words or what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import state, style
from geo.rendering.symbols import KIND_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app_pages.dataset import Entry

HERE = Path(__file__).parent
KEY = "claim_list"
MOST_LETTERS = 80
"""How many letters of a claim are given, of which as many are seen as there is room for."""

# Our own, for a widget of Streamlit for each claim would be made anew with every filter.
_list = st.components.v2.component(
    "frontline_claims",
    html='<div class="cl-root"></div>',
    css=(HERE / "claim_list.css").read_text(encoding="utf-8"),
    js=(HERE / "claim_list.js").read_text(encoding="utf-8"),
)


def show_list(parts: Mapping[str, Sequence[Entry]], *, notes: Mapping[str, str] | None = None) -> None:
    """Draw the claims of each part under its title; ``notes`` stand instead of the claims' words, by id."""
    shown = [
        {"title": title, "items": [_item(entry, notes) for entry in entries]}
        for title, entries in parts.items()
        if entries
    ]
    _list(key=KEY, data={"parts": shown}, on_claim_change=_choose)


def _item(entry: Entry, notes: Mapping[str, str] | None) -> dict[str, str]:
    claim = entry.claim
    words = " ".join(claim.quote.split())[:MOST_LETTERS]
    return {
        "id": claim.id,
        "icon": style.symbol_url("kind", claim.kind.value),
        "title": f"{KIND_SYMBOLS[claim.kind].label} · {entry.place_title}",
        "words": words if notes is None else notes.get(claim.id, words),
    }


def _choose() -> None:
    chosen: Any = st.session_state[KEY].get("claim")
    if chosen:
        state.select_claim(str(chosen))
