"""All claims that the pages show, indexed once and filtered in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app_pages.comparing import compare
from geo.layers import leading_mention, why_unlocated
from geo.models import Claim, Consistency, Extract, Mention, Reading, ResolutionStatus, Use
from geo.rendering.webmap import map_claims

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from app_pages.state import Filters
    from geo.rendering.map_items import MapClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim with its article, the place it is about, and what the filters ask."""

    claim: Claim
    reading: Reading
    mention: Mention | None
    actor: str
    words: str
    why_not_shown: str | None
    start: dt.date | None
    end: dt.date | None

    @property
    def place_title(self) -> str:
        """The place as the gazetteer has it, else as written."""
        place = self.mention.place if self.mention else None
        if place is None:
            return self.mention.text if self.mention else "No place named"
        if place.is_area or not place.admin1 or place.admin1 == place.name:
            return place.name
        return f"{place.name}, {place.admin1} Oblast"

    @property
    def article_title(self) -> str:
        """The title of the article, else its source."""
        return self.reading.article.title or self.reading.article.source

    @property
    def is_dated(self) -> bool:
        """Whether the text bounds the time of the event."""
        return self.start is not None or self.end is not None


VALUES: dict[str, Callable[[Entry], str]] = {
    "actor": lambda entry: entry.actor,
    "kind": lambda entry: entry.claim.kind.value,
    "status": lambda entry: entry.claim.status.value,
}
"""The value of an entry in each group of filters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Everything at once: the extract, its claims by id, and those that can be drawn.

    ``key`` tells one dataset from another; ``counts`` holds how many claims have each value of
    ``actor``, ``kind`` and ``status``.
    """

    key: str
    extract: Extract
    entries: tuple[Entry, ...]
    by_id: dict[str, Entry]
    drawable: dict[str, MapClaim]
    counts: dict[str, Counter[str]]


def make_dataset(extract: Extract, *, key: str, data_dir: Path) -> Dataset:
    """Index ``extract``."""
    entries = tuple(_entry(reading, claim) for reading in extract.readings for claim in reading.claims)
    return Dataset(
        key=key,
        extract=extract,
        entries=entries,
        by_id={entry.claim.id: entry for entry in entries},
        drawable={claim.id: claim for claim in map_claims(extract.readings, data_dir=data_dir)},
        counts={group: Counter(map(value_of, entries)) for group, value_of in VALUES.items()},
    )


def _entry(reading: Reading, claim: Claim) -> Entry:
    mention = leading_mention(reading, claim)
    place = mention.place if mention else None
    words = (
        claim.quote,
        place.name if place else "",
        (place.name_uk if place else None) or "",
        (place.name_ru if place else None) or "",
        claim.attribution.speaker if claim.attribution else "",
        reading.article.title or "",
    )
    return Entry(
        claim=claim,
        reading=reading,
        mention=mention,
        actor=str(claim.actor or "none"),
        words=" ".join(words).casefold(),
        why_not_shown="not_events" if not claim.is_event else why_unlocated(reading, claim),
        start=claim.time.start if claim.time else None,
        end=claim.time.end if claim.time else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The entries that pass the filters, and by group how many each value shows or would show if ticked."""

    entries: list[Entry]
    counts: dict[str, Counter[str]]


def matching(entries: Iterable[Entry], filters: Filters) -> list[Entry]:
    """Return the entries that pass ``filters``, in reading order."""
    return match(entries, filters).entries


def match(entries: Iterable[Entry], filters: Filters) -> Matches:
    """Filter ``entries``, in reading order, and count what the other filters leave of each value."""
    found, almost = [], defaultdict(list)
    for entry in entries:
        if not _passes(entry, filters):
            continue
        hides = _hides(entry, filters)
        if not hides:
            found.append(entry)
        elif len(hides) == 1:
            almost[hides[0]].append(entry)
    if filters.comparison is not None:
        changes = compare(found, filters.comparison).changes
        found = [entry for entry in found if changes.get(entry.claim.id) in filters.changes]
    counts = {
        group: Counter(map(value_of, found)) + Counter(map(value_of, almost[group]))
        for group, value_of in VALUES.items()
    }
    return Matches(entries=found, counts=counts)


def _hides(entry: Entry, filters: Filters) -> list[str]:
    """Return the groups in which the value of ``entry`` is unticked."""
    hides = []
    if entry.actor in filters.hidden_actors:
        hides.append("actor")
    if filters.hidden_kinds and entry.claim.kind.value in filters.hidden_kinds:
        hides.append("kind")
    if filters.hidden_statuses and entry.claim.status.value in filters.hidden_statuses:
        hides.append("status")
    return hides


def _passes(entry: Entry, filters: Filters) -> bool:
    """Whether ``entry`` passes all filters but the ticked values."""
    return (
        (not filters.articles or entry.claim.article_id in filters.articles)
        and (filters.new is None or entry.claim.article_id in filters.new)
        and (not filters.words or all(word in entry.words for word in filters.words.casefold().split()))
        and _in_time(entry, filters)
    )


def _in_time(entry: Entry, filters: Filters) -> bool:
    if filters.start is None or filters.end is None:
        return True
    if not entry.is_dated:
        return filters.keep_undated
    first = entry.start or entry.end
    last = entry.end or entry.start
    return first is not None and last is not None and first <= filters.end and last >= filters.start


def reasons_not_shown(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the entries that the map leaves out or cannot vouch for, by reason."""
    reasons: dict[str, list[Entry]] = {
        name: [] for name in ("unlocated", "ambiguous", "undated", "inconsistent", "not_events")
    }
    for entry in entries:
        if entry.why_not_shown:
            reasons[entry.why_not_shown].append(entry)
        if not entry.is_dated:
            reasons["undated"].append(entry)
        if entry.claim.computed and entry.claim.computed.consistency is Consistency.INCONSISTENT:
            reasons["inconsistent"].append(entry)
    return reasons


def ambiguous_mentions(readings: Iterable[Reading]) -> list[tuple[Reading, Mention]]:
    """Return the place names that several gazetteer entries fit."""
    return [
        (reading, mention)
        for reading in readings
        for mention in reading.mentions
        if mention.use is Use.PLACE
        and mention.resolution is not None
        and mention.resolution.status is ResolutionStatus.AMBIGUOUS
    ]
