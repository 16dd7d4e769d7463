"""What the filters leave and the map of it, made once per change of a filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from app_pages.comparing import compare
from app_pages.dataset import match, reasons_not_shown
from geo.models import content_id
from geo.rendering.map_items import make_view
from geo.rendering.webmap import encode_payload

if TYPE_CHECKING:
    from collections import Counter

    from app_pages import state
    from app_pages.dataset import Dataset, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the filters leave, and the map of it.

    ``item_of`` is the id of the item that stands for a claim on the map, ``claims_of`` the claims of an
    item, ``on_map`` how many claims have one, ``gaps`` how many claims have each of ``REASONS``, ``key`` the
    name of the map's payload ``encoded``.
    """

    shown: list[Entry]
    counts: dict[str, Counter[str]]
    gaps: dict[str, int]
    on_map: int
    claims_of: dict[str, tuple[str, ...]]
    item_of: dict[str, str]
    key: str
    encoded: str


# A click changes none of this, so that only a filter pays for it.
@st.cache_resource(max_entries=12, show_spinner=False)
def make_screen(
    _data: Dataset,
    key: str,  # noqa: ARG001 - tells one dataset from another
    filters: state.Filters,
    *,
    language: str,
    uncertainty: bool,
    wide: bool,
) -> Screen:
    """Return what the map page shows under ``filters``, in the language of the map's names."""
    found = match(_data.entries, filters)
    drawn = [_data.drawable[entry.claim.id] for entry in found.entries if entry.claim.id in _data.drawable]
    view = make_view(
        drawn,
        language=language,
        uncertainty=uncertainty,
        wide=wide,
        changes=None if filters.comparison is None else compare(found.entries, filters.comparison).changes,
    )
    encoded = encode_payload(view.payload)
    return Screen(
        shown=found.entries,
        counts=found.counts,
        gaps={name: len(entries) for name, entries in reasons_not_shown(found.entries).items()},
        on_map=len(drawn),
        claims_of=view.claims_of,
        # The first item of a claim with several places, as everywhere.
        item_of={claim: item for item, claims in reversed(view.claims_of.items()) for claim in claims},
        key=content_id(encoded),
        encoded=encoded,
    )
