"""Every change to the workspace, newest first, each of which can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages.loading import workspace

if TYPE_CHECKING:
    from geo.journal import Change

WORDS = {
    "article": "Article",
    "correction": "Correction of a place",
    "review": "Review",
    "control": "Control of terrain",
    "moment": "Moment",
}
LIMIT = 60


def show_page() -> None:
    """Draw the list."""
    mine = workspace()
    st.markdown("## History")
    st.caption("What you added, corrected and reviewed is kept in one file on this computer:")
    st.code(str(mine.path), language=None)
    left, right = st.columns([1, 1])
    left.download_button(
        "Save corrections for a colleague",
        mine.export_corrections,
        "corrections.json",
        "application/json",
        on_click="ignore",
    )
    with right.popover("Take a colleague's corrections"):
        given = st.file_uploader("corrections.json", type="json", key="corrections_file")
        if given is not None and st.button("Take them"):
            result = mine.import_corrections(given.getvalue().decode("utf-8", "replace"))
            st.text(
                f"{len(result.taken)} taken, {len(result.known)} known, {len(result.rejected)} rejected\n"
                + "\n".join(result.rejected)
            )
    changes = mine.history(limit=LIMIT)
    for change in changes:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(
                f"{change.at:%d %b %Y %H:%M:%S}   {WORDS.get(change.kind, change.kind)}   {_what(change)}",
                width="stretch",
            )
            if change.is_undone:
                st.caption("taken back")
            else:
                st.button("Undo", key=f"undo_{change.id}", on_click=_undo, args=(change.id,))
    if not changes:
        st.info("No changes yet.")


def _undo(change_id: int) -> None:
    workspace().undo(change_id)


def _what(change: Change) -> str:
    content = change.after or change.before or {}
    names = (content.get(key) for key in ("title", "toponym", "quote", "source"))
    name = next((str(name) for name in names if name), "")
    return f"{change.verb}: {name[:110]}"


show_page()
