"""Counts told time by time, with the thing said once, are claims of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Russia launched 76 strikes on Sumy in January 2025, nine in February 2025.",
            {76: ("Sumy", "2025-01"), 9: ("Sumy", "2025-02")},
        ),
        (
            "Russia seized 505 square kilometres near Toretsk in January 2025, in February 2025 seven.",
            {505: ("Toretsk", "2025-01"), 7: ("Toretsk", "2025-02")},
        ),
        ("Russia launched 76 strikes on Sumy in January 2025.", {76: ("Sumy", "2025-01")}),
    ],
)
def test_each_count_has_its_own_time(read: Read, text: str, wanted: dict[int, tuple[str, str]]) -> None:
    reading = read(text)
    found = {
        quantity.value: (reading.mentions[claim.places[0].mention].text, str(claim.time.start)[:7])
        for claim in reading.claims
        if claim.time is not None
        for quantity in claim.quantities
    }
    assert found == wanted
    assert all(len(claim.quantities) == 1 for claim in reading.claims)


def test_later_count_has_the_measure_of_the_first(read: Read) -> None:
    claims = read("Russia launched 76 strikes on Sumy in January 2025, nine in February 2025.").claims
    assert [(one.unit, one.measure) for claim in claims for one in claim.quantities][1] == (
        claims[0].quantities[0].unit,
        claims[0].quantities[0].measure,
    )


def test_later_count_lies_where_the_first_one_does(read: Read) -> None:
    reading = read(
        "Three people were hurt in Shebekino. A shop burned in Grayvoron. "
        "In January 2025 there were 11 deaths in Toretsk, in February 2025 seven."
    )
    first, later = reading.claims[-2:]
    assert first.places == later.places
    assert [str(claim.time.start) for claim in (first, later) if claim.time] == ["2025-01-01", "2025-02-01"]
