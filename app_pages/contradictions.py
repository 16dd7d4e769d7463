"""Claims that cannot all hold, and claims that several articles share."""
# ruff: noqa: ARG001 - the key of a cached function

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app_pages.words import speaker_text
from geo.claims.grouping import ClaimGroup, Contradiction, find_contradictions, group_claims
from geo.rendering.escaping import escape_text

if TYPE_CHECKING:
    from app_pages.dataset import Dataset

MAX_QUOTE = 150


@st.cache_resource(max_entries=3, show_spinner=False)
def _found(_data: Dataset, key: str) -> tuple[tuple[Contradiction, ...], tuple[ClaimGroup, ...]]:
    readings = _data.extract.readings
    return find_contradictions(readings), group_claims(readings)


def all_contradictions(data: Dataset) -> tuple[Contradiction, ...]:
    """Return the contradictions between all claims."""
    return _found(data, data.key)[0]


def group_of(data: Dataset, claim_id: str) -> ClaimGroup | None:
    """Return the group of claims that say the same as this one, or ``None`` if it stands alone."""
    groups = _found(data, data.key)[1]
    return next((group for group in groups if any(claim.id == claim_id for claim in group.claims)), None)


def contradictions_of(data: Dataset, claim_id: str) -> list[str]:
    """Return cards, as HTML, for the contradictions that a claim takes part in."""
    return [
        card(found)
        for found in all_contradictions(data)
        if any(claim.id == claim_id for claim in found.claims)
    ]


def card(found: Contradiction) -> str:
    """Return a contradiction as HTML, one line per side; every word is escaped."""
    lines = []
    for side in found.sides:
        first = side[0]
        more = f" (and {len(side) - 1} more)" if len(side) > 1 else ""
        quote = first.quote if len(first.quote) <= MAX_QUOTE else first.quote[:MAX_QUOTE] + "…"
        lines.append(f"<div>{escape_text(speaker_text(first.attribution))}{more}: {escape_text(quote)}</div>")
    return (
        f'<div class="fl-contra"><b>Contradiction</b> · {escape_text(found.place.name)}'
        f"<div>{escape_text(found.reason)}</div>{''.join(lines)}</div>"
    )
