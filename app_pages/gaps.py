"""What is not known about claims, each gap with its name and the claims it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app_pages.contradictions import contradictions_of, group_of
from app_pages.dataset import reasons_not_shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app_pages.dataset import Dataset, Entry

REASONS = {
    "unlocated": ("claim without a place", "claims without a place"),
    "ambiguous": ("claim with an ambiguous place", "claims with an ambiguous place"),
    "undated": ("undated claim", "undated claims"),
    "inconsistent": ("distance that does not fit", "distances that do not fit"),
    "not_events": ("planned or negated claim", "planned or negated claims"),
}
"""Why the map leaves a claim out, or cannot vouch for it."""

GAPS = REASONS | {
    "single_origin": ("claim of a single origin", "claims of a single origin"),
    "contradicted": ("claim that another contradicts", "claims that others contradict"),
}
"""Every gap: also those that need all articles to be seen."""

MEANING = {
    "unlocated": "No place is named, or none that a map can show.",
    "ambiguous": "Several places fit; none was chosen.",
    "undated": "The text does not say when.",
    "inconsistent": "A reported number does not fit the geometry.",
    "not_events": "Planned, hypothetical or said not to have happened.",
    "single_origin": "No independent second source says the same.",
    "contradicted": "They cannot all hold; the program does not settle it.",
}


def find_gaps(data: Dataset, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the entries that have each gap, by the keys of ``GAPS``."""
    entries = list(entries)
    found = reasons_not_shown(entries)
    single = [entry for entry in entries if entry.claim.is_event and _origins(data, entry) < 2]
    contradicted = [entry for entry in entries if contradictions_of(data, entry.claim.id)]
    return found | {"single_origin": single, "contradicted": contradicted}


def _origins(data: Dataset, entry: Entry) -> int:
    group = group_of(data, entry.claim.id)
    return 1 if group is None else len(group.origins)
