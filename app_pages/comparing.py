"""What changed between two dates: subjects that are new, that are gone, whose status is another.

A subject is a place, a kind and a party: "Russia, strike, Kharkiv". By what was reported, a claim
counts from the day its article was out for sure; by what happened, from the last day its text
allows. What has no such day is counted apart and never compared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.rendering.symbols import STATUS_LABELS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app_pages.dataset import Entry

_SUREST_FIRST = list(STATUS_LABELS)


class Basis(StrEnum):
    """By which day claims are put in order."""

    REPORTED = "reported"
    HAPPENED = "happened"


class Change(StrEnum):
    """What became of a subject from the first date to the second."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two dates, the first before the second; ``back_days`` of ``None`` counts all before each."""

    first: dt.date
    second: dt.date
    basis: Basis = Basis.REPORTED
    back_days: int | None = None

    def holds(self, day: dt.date, date: dt.date) -> bool:
        """Whether a claim of ``day`` counts as of ``date``."""
        return day <= date and (self.back_days is None or (date - day).days < self.back_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The change of each claim by its id, the two statuses where they differ, and the undated."""

    changes: dict[str, Change]
    notes: dict[str, str]
    undated: int


def compare(entries: Iterable[Entry], wanted: Comparison) -> Compared:
    """Return what changed; claims that count as of neither date are left out."""
    subjects: dict[tuple[str, str, str], list[tuple[dt.date, Entry]]] = defaultdict(list)
    undated = 0
    for entry in entries:
        day = _day(entry, wanted.basis)
        if day is None:
            undated += 1
        else:
            subjects[_subject(entry)].append((day, entry))
    changes: dict[str, Change] = {}
    notes: dict[str, str] = {}
    for dated in subjects.values():
        before = [item for item in dated if wanted.holds(item[0], wanted.first)]
        after = [item for item in dated if wanted.holds(item[0], wanted.second)]
        _settle(before, after, wanted, changes, notes)
    return Compared(changes=changes, notes=notes, undated=undated)


def _settle(
    before: list[tuple[dt.date, Entry]],
    after: list[tuple[dt.date, Entry]],
    wanted: Comparison,
    changes: dict[str, Change],
    notes: dict[str, str],
) -> None:
    """Enter what became of one subject."""
    if not after:
        changes.update((entry.claim.id, Change.GONE) for _, entry in before)
        return
    if not before:
        changes.update((entry.claim.id, Change.ADDED) for _, entry in after)
        return
    old, new = _latest_status(before), _latest_status(after)
    for day, entry in after:
        is_news = old != new and day > wanted.first
        changes[entry.claim.id] = Change.CHANGED if is_news else Change.SAME
        if is_news:
            notes[entry.claim.id] = f"{old} → {new}"


def _day(entry: Entry, basis: Basis) -> dt.date | None:
    if basis is Basis.HAPPENED:
        return entry.end or entry.start
    published = entry.reading.article.published
    return published.end or published.start


def _subject(entry: Entry) -> tuple[str, str, str]:
    place = entry.mention.place if entry.mention else None
    # What has no place is a subject of its own: nothing tells that another claim is about the same.
    return (place.id if place else entry.claim.id, entry.claim.kind.value, entry.actor)


def _latest_status(dated: list[tuple[dt.date, Entry]]) -> str:
    """Return the status of the latest claim, the surest of those of one day."""
    latest = max(day for day, _ in dated)
    entry = min(
        (entry for day, entry in dated if day == latest),
        key=lambda entry: _SUREST_FIRST.index(entry.claim.status),
    )
    return STATUS_LABELS[entry.claim.status].lower() + (" (negated)" if entry.claim.negated else "")
