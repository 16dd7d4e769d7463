"""The ticks of the left column: who acts, what is reported, how sure the source is, with their counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import state, style
from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS, STATUS_LABELS

if TYPE_CHECKING:
    from collections import Counter

    from app_pages.dataset import Dataset

HERE = Path(__file__).parent
KEY = "facets"

# Our own, for two dozen of Streamlit's checkboxes were a third of the time to the first map.
_facets = st.components.v2.component(
    "frontline_facets",
    html='<div class="fa-root"></div>',
    css=(HERE / "facets.css").read_text(encoding="utf-8"),
    js=(HERE / "facets.js").read_text(encoding="utf-8"),
)

GROUPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("actor", "Who acts", {str(side or "none"): symbol.label for side, symbol in ACTOR_SYMBOLS.items()}),
    ("kind", "What is reported", {kind.value: symbol.label for kind, symbol in KIND_SYMBOLS.items()}),
    ("status", "How sure the source is", {status.value: text for status, text in STATUS_LABELS.items()}),
)


def show_facets(data: Dataset, counts: dict[str, Counter[str]]) -> None:
    """Draw the groups with ``counts``, what each value would show, of all values that ``data`` has.

    While the page is not complete, this also waits for the map and then asks for the rest.
    """
    groups = [
        {
            "key": group,
            "title": title,
            "folds": "kinds" if group == "kind" else "",
            "hidden": sorted(state.hidden(group)),
            "items": [
                {
                    "value": value,
                    "label": label,
                    "count": counts[group][value],
                    "icon": style.symbol_url(group, value),
                }
                for value, label in labels.items()
                if data.counts[group][value]
            ],
        }
        for group, title, labels in GROUPS
    ]
    _facets(
        key=KEY,
        data={"groups": groups, "waits": not state.is_complete()},
        on_hidden_change=_take_hidden,
        on_ready_change=state.complete,
    )


def _take_hidden() -> None:
    chosen: Any = st.session_state[KEY].get("hidden")
    for group, values in (chosen or {}).items():
        state.hide(group, values)
