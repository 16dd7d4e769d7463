"""The claims of a briefing: ticked, put in order and captioned in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import streamlit as st

from app_pages import state
from app_pages.words import span_text
from geo.models import content_id
from geo.rendering.symbols import KIND_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app_pages.dataset import Entry

HEIGHT = 330
EDITED = ("Use", "Order", "Caption")


class Choice(NamedTuple):
    """What the analyst says of a claim: whether it is shown, as which, and in which words."""

    is_used: bool = True
    number: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The ticked claims; ``order`` holds those that were given a number."""

    ids: tuple[str, ...]
    order: tuple[str, ...]
    captions: tuple[tuple[str, str], ...]


def choose_claims(entries: list[Entry]) -> Chosen:
    """Show the table of ``entries`` and return what it says."""
    if not entries:
        st.info("No claim passes the filters. Press “Show everything” on the map page.")
        return chosen_of({})
    session = st.session_state
    ids = [entry.claim.id for entry in entries]
    key = f"brief_table_{session[state.BRIEF_ROUND]}_{content_id(*ids)}"
    # The table keeps its own edits while it is there; what it starts from must not change below it.
    if key not in session:
        session[state.BRIEF_BASE] = session[state.BRIEF_CHOICES]
    edited = st.data_editor(
        _table(entries, session[state.BRIEF_BASE]),
        key=key,
        hide_index=True,
        height=HEIGHT,
        placeholder="",
        disabled=["Place", "Reported", "Claim", "When", "Article"],
        column_config={
            "Use": st.column_config.CheckboxColumn(width="small"),
            "Order": st.column_config.NumberColumn(
                width="small",
                min_value=1,
                step=1,
                help="Its place is numbered so; empty: from the north-west",
            ),
            "Caption": st.column_config.TextColumn(
                width="medium", max_chars=160, help="Your own words, shown as a note beside what is reported"
            ),
            "Claim": st.column_config.TextColumn(width="large"),
        },
    )
    made = (Choice(*row) for row in edited[list(EDITED)].itertuples(index=False, name=None))
    choices = {claim_id: _clean(choice) for claim_id, choice in zip(ids, made, strict=True)}
    session[state.BRIEF_CHOICES] = session[state.BRIEF_CHOICES] | choices
    return chosen_of(choices)


def chosen_of(choices: dict[str, Choice]) -> Chosen:
    """Return the ticked claims, and the numbered ones of them by their numbers."""
    used = {claim_id: choice for claim_id, choice in choices.items() if choice.is_used}
    numbered = sorted(
        (choice.number, claim_id) for claim_id, choice in used.items() if choice.number is not None
    )
    return Chosen(
        ids=tuple(used),
        order=tuple(claim_id for _, claim_id in numbered),
        captions=tuple((claim_id, choice.caption) for claim_id, choice in used.items() if choice.caption),
    )


def tick(claim_ids: Iterable[str], *, on: bool) -> None:
    """Tick or untick claims, in a table that starts anew."""
    session = st.session_state
    known = session[state.BRIEF_CHOICES]
    changed = {claim_id: known.get(claim_id, Choice())._replace(is_used=on) for claim_id in claim_ids}
    start_from(known | changed)


def start_from(choices: dict[str, Choice]) -> None:
    """Let the table start anew from ``choices``."""
    st.session_state[state.BRIEF_CHOICES] = choices
    st.session_state[state.BRIEF_ROUND] += 1


def _clean(choice: Choice) -> Choice:
    number = None if pd.isna(choice.number) else int(choice.number or 0)
    return Choice(is_used=bool(choice.is_used), number=number, caption=(choice.caption or "").strip())


def _table(entries: list[Entry], choices: dict[str, Choice]) -> pd.DataFrame:
    rows = [choices.get(entry.claim.id, Choice()) for entry in entries]
    return pd.DataFrame(
        {
            "Use": [row.is_used for row in rows],
            "Order": pd.array([row.number for row in rows], dtype="Int64"),
            "Place": [entry.place_title if entry.mention else "" for entry in entries],
            "Reported": [KIND_SYMBOLS[entry.claim.kind].label for entry in entries],
            "Claim": [entry.claim.quote for entry in entries],
            "Caption": [row.caption for row in rows],
            "When": [span_text(entry.start, entry.end) if entry.is_dated else "" for entry in entries],
            "Article": [entry.article_title for entry in entries],
        }
    )
