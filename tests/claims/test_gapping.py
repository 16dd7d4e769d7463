"""Chronicles: towns that share one verb, each with a time of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind

if TYPE_CHECKING:
    from geo.models import Reading
    from tests.claims.conftest import Read


def told(reading: Reading, kind: Kind) -> list[tuple[list[str], str, str]]:
    return [
        (
            [reading.mentions[ref.mention].text for ref in claim.places],
            str(claim.time.start if claim.time else None),
            str(claim.time.end if claim.time else None),
        )
        for claim in reading.claims
        if claim.kind is kind
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Popasna fell in May 2022, Severodonetsk in June and Lysychansk in July.",
            [
                (["Popasna"], "2022-05-01", "2022-05-31"),
                (["Severodonetsk"], "2022-06-01", "2022-06-30"),
                (["Lysychansk"], "2022-07-01", "2022-07-31"),
            ],
        ),
        (
            "Russia captured Avdiivka in February 2024 and Vuhledar in October.",
            [(["Avdiivka"], "2024-02-01", "2024-02-29"), (["Vuhledar"], "2024-10-01", "2024-10-31")],
        ),
        ("Popasna fell in May 2022.", [(["Popasna"], "2022-05-01", "2022-05-31")]),
    ],
)
def test_each_town_has_its_own_time(read: Read, text: str, wanted: list[tuple[list[str], str, str]]) -> None:
    assert told(read(text), Kind.CAPTURE) == wanted


def test_one_time_of_two_towns_is_no_chronicle(read: Read) -> None:
    reading = read("Russian troops captured Avdiivka and Vuhledar in 2024.")
    assert [names for names, _, _ in told(reading, Kind.CAPTURE)] == [["Avdiivka", "Vuhledar"]]


def test_all_but_lost_is_one_clause(read: Read) -> None:
    (claim,) = read("Toretsk has been all but lost since the winter.").claims
    assert claim.quote == "Toretsk has been all but lost since the winter"
