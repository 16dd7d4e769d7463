"""The charts of the overview: claims by day, kind, party and anything else that is counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from app_pages import style
from app_pages.histogram import make_histogram
from app_pages.words import span_text
from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS, THEMES, actor_color

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app_pages.dataset import Entry

MOST_BARS = 12
LABELS = {str(side or "none"): symbol.label for side, symbol in ACTOR_SYMBOLS.items()}


def _party_scale() -> alt.Scale:
    theme = THEMES[style.theme_name()]
    colours = {symbol.label: actor_color(side, theme=theme) for side, symbol in ACTOR_SYMBOLS.items()}
    return alt.Scale(domain=list(colours), range=list(colours.values()))


def _count_axis() -> alt.X:
    return alt.X("Claims:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d"))


def by_day(entries: Sequence[Entry]) -> alt.Chart | None:
    """Return claims over time, none wider than a month; ``None`` if no day is known."""
    found = make_histogram(entries)
    if found is None or not found.bars:
        return None
    rows = []
    for bar in found.bars:
        low = 0.0
        for actor, count in sorted(bar.counts.items()):
            rows.append(
                {
                    "start": _milliseconds(bar.start),
                    "end": _milliseconds(bar.end + dt.timedelta(days=1)),
                    "low": low,
                    "high": low + count,
                    "When": span_text(bar.start, bar.end),
                    "Party": LABELS[actor],
                    "Claims": round(count, 1),
                }
            )
            low += count
    # Milliseconds on a UTC scale: a date would be moved by the browser's time zone.
    x = alt.X(
        "start:T",
        scale=alt.Scale(type="utc"),
        title=None,
        axis=alt.Axis(format="%-d %b %y", labelOverlap=True),
    )
    return (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar()
        .encode(
            x=x,
            x2="end",
            y=alt.Y("low:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d")),
            y2="high",
            color=alt.Color("Party:N", scale=_party_scale(), legend=None),
            tooltip=["When", "Party", "Claims"],
        )
        .properties(height=130)
    )


def by_kind(entries: Sequence[Entry]) -> alt.Chart:
    """Return claims by kind, each bar parted by who acts."""
    counts = Counter((KIND_SYMBOLS[entry.claim.kind].label, LABELS[entry.actor]) for entry in entries)
    frame = pd.DataFrame([{"Kind": k, "Party": p, "Claims": n} for (k, p), n in counts.items()])
    legend = alt.Legend(orient="bottom", title=None)
    return (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("Kind:N", sort="-x", title=None),
            x=_count_axis(),
            color=alt.Color("Party:N", scale=_party_scale(), legend=legend),
            tooltip=["Kind", "Party", "Claims"],
        )
    )


def by_party(entries: Sequence[Entry]) -> alt.Chart:
    """Return claims by who acts."""
    counts = Counter(LABELS[entry.actor] for entry in entries)
    frame = pd.DataFrame([{"Party": name, "Claims": count} for name, count in counts.items()])
    return (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("Party:N", sort="-x", title=None),
            x=_count_axis(),
            color=alt.Color("Party:N", scale=_party_scale(), legend=None),
            tooltip=["Party", "Claims"],
        )
    )


def bars(counts: Counter[str], name: str) -> alt.Chart:
    """Return the most frequent of ``counts`` as bars."""
    frame = pd.DataFrame([{name: key, "Claims": count} for key, count in counts.most_common(MOST_BARS)])
    return (
        alt.Chart(frame)
        .mark_bar(color=THEMES[style.theme_name()].neutral)
        .encode(y=alt.Y(f"{name}:N", sort="-x", title=None), x=_count_axis(), tooltip=[name, "Claims"])
    )


def _milliseconds(day: dt.date) -> float:
    return dt.datetime.combine(day, dt.time(), dt.UTC).timestamp() * 1000
