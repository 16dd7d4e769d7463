"""Score quantities and times on phrases that were written before the grammar was tuned on them.

Each line of ``heldout/<language>.txt`` is ``text || quantities || times``. A quantity is a measure, then
``=2`` exact, ``~2`` about, ``>2`` more than, ``>=2`` at least, ``<2`` less than, ``<=2`` up to or at most,
``3..7?`` vague, ``3..7~`` about with these bounds, ``3..7`` between, then the unit if it has one; an offset
is ``@metres/bearing``. A time is ``start..end``, a missing day being an open bound. A line counts only
if nothing is missing and nothing is found besides.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from geo.claims.counting.quantities import find_offsets, find_quantities
from geo.claims.counting.units import UNITS
from geo.claims.timing.times import find_times
from geo.models import Comparator, Measure, Published, Quantity

_HELD_OUT = Path(__file__).parent / "heldout"
_DAY = dt.date(2025, 3, 31)
_PUBLISHED = Published(start=_DAY, end=_DAY)
# The floor may only rise.
_FLOOR = {"en": 0.97, "uk": 0.97, "ru": 0.97}
_SIGNS = {
    Comparator.EXACT: "=",
    Comparator.ABOUT: "~",
    Comparator.MORE_THAN: ">",
    Comparator.AT_LEAST: ">=",
    Comparator.LESS_THAN: "<",
    Comparator.UP_TO: "<=",
    Comparator.AT_MOST: "<=",
}


def _number(value: float) -> str:
    return f"{value:.4g}" if value < 1 else f"{value:.12g}"


def write_quantity(quantity: Quantity) -> str:
    unit = quantity.unit if quantity.unit in UNITS and quantity.unit != "fraction" else ""
    assert quantity.measure in Measure
    low, high = quantity.low, quantity.high
    if quantity.comparator in {Comparator.VAGUE, Comparator.BETWEEN}:
        assert low is not None
        assert high is not None
        sign = "?" if quantity.comparator is Comparator.VAGUE else ""
        amount = f"{_number(low)}..{_number(high)}{sign}"
    else:
        value = quantity.value
        bound = value if value is not None else low if low is not None else high
        assert bound is not None
        amount = f"{_SIGNS[quantity.comparator]}{_number(bound)}"
        is_lopsided = low is not None and high is not None and value in {low, high} and low != high
        if quantity.comparator is Comparator.ABOUT and is_lopsided:
            assert low is not None
            assert high is not None
            amount = f"{_number(low)}..{_number(high)}~"
    return f"{quantity.measure} {amount} {unit}".strip()


def read_line(text: str, language: str) -> tuple[list[str], list[str]]:
    quantities = [write_quantity(one) for one in find_quantities(text, language=language)]
    for offset in find_offsets(text, language=language):
        bearing = None if offset.bearing_deg is None else _number(offset.bearing_deg)
        quantities.append(f"@{_number(offset.distance_m)}/{bearing}")
    times = [
        f"{one.span.start or ''}..{one.span.end or ''}"
        for one in find_times(text, published=_PUBLISHED, language=language)
    ]
    return sorted(quantities), sorted(times)


def held_out(language: str) -> list[tuple[str, list[str], list[str]]]:
    lines = (_HELD_OUT / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("||")] for line in lines if line and line[0] != "#"]
    return [
        (text, sorted(filter(None, quantities.split("; "))), sorted(filter(None, times.split("; "))))
        for text, quantities, times in rows
    ]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_held_out_phrases_are_read_right(language: str) -> None:
    rows = held_out(language)
    wrong = []
    for text, quantities, times in rows:
        found = read_line(text, language)
        if found != (quantities, times):
            wrong.append(f"{text}\n  wanted {quantities} {times}\n  found  {found[0]} {found[1]}")
    right = 1 - len(wrong) / len(rows)
    assert len(rows) >= 150
    assert right >= _FLOOR[language], "\n".join([f"{right:.3f}", *wrong])
