"""Claims that cannot all hold, and claims that several articles share."""
# ruff: noqa: ARG001 - the key of a cached function

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from app_pages.words import speaker_text
from geo.claims.grouping import ClaimGroup, Contradiction, find_contradictions, group_claims
from geo.rendering.escaping import escape_text

if TYPE_CHECKING:
    from app_pages.dataset import Dataset

MAX_QUOTE = 150


class Comparison(NamedTuple):
    """What holds between all claims, and the same by the id of a claim."""

    contradictions: tuple[Contradiction, ...]
    contradictions_of: dict[str, list[Contradiction]]
    group_of: dict[str, ClaimGroup]


@st.cache_resource(max_entries=3, show_spinner=False)
def _compared(_data: Dataset, key: str) -> Comparison:
    readings = _data.extract.readings
    contradictions = find_contradictions(readings)
    by_claim: dict[str, list[Contradiction]] = defaultdict(list)
    for found in contradictions:
        for claim_id in dict.fromkeys(claim.id for claim in found.claims):
            by_claim[claim_id].append(found)
    groups = {claim.id: group for group in group_claims(readings) for claim in group.claims}
    return Comparison(contradictions, dict(by_claim), groups)


def all_contradictions(data: Dataset) -> tuple[Contradiction, ...]:
    """Return the contradictions between all claims."""
    return _compared(data, data.key).contradictions


def group_of(data: Dataset, claim_id: str) -> ClaimGroup | None:
    """Return the group of claims that say the same as this one, or ``None`` if it stands alone."""
    return _compared(data, data.key).group_of.get(claim_id)


def contradictions_of(data: Dataset, claim_id: str) -> list[Contradiction]:
    """Return the contradictions that a claim takes part in."""
    return _compared(data, data.key).contradictions_of.get(claim_id, [])


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
