"""How many claims fall on which days: each counts once, spread over the days its text allows.

A claim of "2024" is no event of 1 January. What is known to a month or better is spread over its
days; what is wider, or open at an end, is drawn apart as a stroke over its days.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app_pages.dataset import Entry

WIDE_DAYS = 31
"""Longest span that is spread over its days: over more, a claim would be a blur."""

MONTH_BINS_FROM, WEEK_BINS_FROM = 900, 200
"""Lengths of the whole axis, in days, from which a bar is a month or a week."""

MAX_LANES = 4
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The claims of one bin of days, ``end`` inclusive, as counts by party, parts of a claim too."""

    start: dt.date
    end: dt.date
    counts: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Claims of one wide span; ``lane`` counts from 0, an open end is ``None``."""

    start: dt.date | None
    end: dt.date | None
    actor: str
    count: int
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Bars, strokes, and the first and last day of the axis; ``left_out`` claims found no lane."""

    first: dt.date
    last: dt.date
    bars: tuple[Bar, ...]
    strokes: tuple[Stroke, ...]
    left_out: int

    @property
    def bin_days(self) -> int:
        """About how many days a bar is."""
        return _bin_days((self.last - self.first).days)


def make_histogram(entries: Iterable[Entry]) -> Histogram | None:
    """Return the histogram of the dated entries, or ``None`` if no entry is dated."""
    spans = Counter((entry.start, entry.end, entry.actor) for entry in entries if entry.is_dated)
    days = [day for start, end, _ in spans for day in (start, end) if day is not None]
    if not days:
        return None
    first, last = min(days), max(days)
    width = _bin_days((last - first).days)
    bins: dict[dt.date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    wide: Counter[tuple[dt.date | None, dt.date | None, str]] = Counter()
    for (start, end, actor), count in sorted(spans.items(), key=str):
        if start is None or end is None or (end - start).days >= WIDE_DAYS:
            wide[start, end, actor] += count
            continue
        length = (end - start).days + 1
        for offset in range(length):
            bins[_bin(start + offset * DAY, width)][actor] += count / length
    bars = tuple(
        Bar(start=day, end=_bin_end(day, width), counts=dict(counts)) for day, counts in sorted(bins.items())
    )
    strokes, left_out = _in_lanes(wide, first, last)
    return Histogram(first=first, last=last, bars=bars, strokes=strokes, left_out=left_out)


def _in_lanes(
    wide: Counter[tuple[dt.date | None, dt.date | None, str]], first: dt.date, last: dt.date
) -> tuple[tuple[Stroke, ...], int]:
    """Give each wide span the first lane with room, the most frequent first."""
    lanes: list[list[tuple[dt.date, dt.date]]] = []
    strokes, left_out = [], 0
    for (start, end, actor), count in sorted(wide.items(), key=lambda item: (-item[1], str(item[0]))):
        left, right = start or first, end or last
        lane = next(
            (n for n, taken in enumerate(lanes) if all(right < a or left > b for a, b in taken)), len(lanes)
        )
        if lane == MAX_LANES:
            left_out += count
            continue
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((left, right))
        strokes.append(Stroke(start=start, end=end, actor=actor, count=count, lane=lane))
    return tuple(strokes), left_out


def _bin_days(length: int) -> int:
    return 30 if length > MONTH_BINS_FROM else 7 if length > WEEK_BINS_FROM else 1


def _bin(day: dt.date, width: int) -> dt.date:
    if width == 30:
        return day.replace(day=1)
    return day - day.weekday() * DAY if width == 7 else day


def _bin_end(start: dt.date, width: int) -> dt.date:
    if width == 30:
        return (start.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    return start + (width - 1) * DAY
