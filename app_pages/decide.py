"""What the analyst decides about a claim: is the place right, and what is the source worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import moving, state, style
from app_pages.loading import decided, frontline, workspace
from geo.decisions import Reliability, Review, ReviewState, make_correction
from geo.models import Decision

if TYPE_CHECKING:
    from app_pages.dataset import Entry
    from geo.models import Place

STATES = {
    ReviewState.NEW: "New",
    ReviewState.ACCEPTED: "Accepted",
    ReviewState.QUESTIONED: "Questioned",
    ReviewState.REJECTED: "Rejected",
}
CREDIBILITY = {
    1: "1 confirmed",
    2: "2 probably true",
    3: "3 possibly true",
    4: "4 doubtful",
    5: "5 improbable",
    6: "6 cannot be judged",
}
RELIABILITY = {
    Reliability.A: "A reliable",
    Reliability.B: "B usually",
    Reliability.C: "C fairly",
    Reliability.D: "D not usually",
    Reliability.E: "E unreliable",
    Reliability.F: "F cannot be judged",
}


def show_decisions(entry: Entry) -> None:
    """Offer to accept, move or replace the place of a claim, or to say that it is none."""
    mention = entry.mention
    if mention is None or mention.resolution is None:
        return
    if moving.is_moving(entry):
        moving.show_fields(entry)
        return
    place = mention.resolution.place
    with st.container(horizontal=True, gap="small"):
        if place is not None:
            st.button(
                "Accept",
                icon=":material/check:",
                key="accept",
                on_click=_decide,
                args=(entry, Decision.ACCEPT, place),
            )
        st.button("Move", key="start_moving", on_click=moving.start, args=(entry,))
        with st.popover("Other…"):
            _other(entry)
        st.button(
            "Not a place", key="not_a_place", on_click=_decide, args=(entry, Decision.NOT_A_PLACE, None)
        )


def _other(entry: Entry) -> None:
    mention = entry.mention
    if mention is None or mention.resolution is None:
        return
    name = st.text_input("Find a place", value=mention.text, key="other_name")
    known = [candidate.place for candidate in mention.resolution.candidates]
    found = [match.place for match in frontline().gazetteer.find(name, fuzzy=True)] if name.strip() else []
    places = list({place.id: place for place in (*known, *found)}.values())[:8]
    chosen = st.radio("Places", places, format_func=_place_label, index=None, label_visibility="collapsed")
    if chosen is not None:
        st.button("Take this place", key="take", on_click=_decide, args=(entry, Decision.PLACE, chosen))
    if not places:
        st.caption("No place of this name; try another spelling, or Move.")


def _place_label(place: Place) -> str:
    where = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
    return f"{place.name} ({where}) {place.lat:.3f}, {place.lon:.3f}"


def _decide(entry: Entry, decision: Decision, place: Place | None) -> None:
    if entry.mention is None:
        return
    correction = make_correction(entry.mention.text, decision, article_id=entry.claim.article_id, place=place)
    workspace().save_correction(correction)
    _say(decision)


def _say(decision: Decision) -> None:
    done = {
        Decision.ACCEPT: "Accepted",
        Decision.PLACE: "Place replaced",
        Decision.NOT_A_PLACE: "Marked as no place",
    }
    # Not st.toast here: what a callback of a fragment draws takes the place of the page's first
    # elements, and the style is among them.
    st.session_state[state.FLASH] = f"{done[decision]}. Undo it on the History page."


def show_review(entry: Entry) -> None:
    """Offer the analyst's own judgement, kept apart from what the text says."""
    style.group_title("Analyst")
    claim = entry.claim
    _, reviews = decided()
    review = reviews.get(claim.id) or Review(claim_id=claim.id)
    keys = {field: f"{field}_{claim.id}" for field in ("state", "reliability", "credibility", "note")}
    for field, key in keys.items():
        # What is stored, for another window may have changed it since this one drew the fields.
        st.session_state[key] = getattr(review, field)
    st.segmented_control(
        "Review",
        list(STATES),
        format_func=STATES.__getitem__,
        key=keys["state"],
        on_change=_save,
        args=(entry, "state"),
        label_visibility="collapsed",
    )
    left, right = st.columns(2)
    left.selectbox(
        "Source reliability",
        list(RELIABILITY),
        format_func=RELIABILITY.__getitem__,
        key=keys["reliability"],
        on_change=_save,
        args=(entry, "reliability"),
    )
    right.selectbox(
        "Credibility",
        list(CREDIBILITY),
        format_func=CREDIBILITY.__getitem__,
        key=keys["credibility"],
        on_change=_save,
        args=(entry, "credibility"),
    )
    st.text_input(
        "Note",
        key=keys["note"],
        on_change=_save,
        args=(entry, "note"),
        placeholder="Note…",
        label_visibility="collapsed",
    )


def _save(entry: Entry, field: str) -> None:
    """Keep the one field that was changed: the others may be older here than in the workspace."""
    claim = entry.claim
    changed: dict[str, Any] = {field: st.session_state[f"{field}_{claim.id}"]}
    workspace().save_review(claim.id, **changed, article_id=claim.article_id, quote=claim.quote)
