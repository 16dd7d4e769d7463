"""Launch sites are no targets, in three languages; what is hit beside them stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind, Status

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Russian forces launched 90 drones from the directions of Oryol, Kursk and Bryansk.", []),
        ("Russian forces launched 90 drones from Kursk and Oryol at Kharkiv.", ["Kharkiv"]),
        ("Російські війська запустили 95 дронів із напрямків Курськ, Орел та Міллерово.", []),
        ("Российские войска запустили 90 дронов с направлений Курск, Орёл и Миллерово.", []),
        ("Russian drones hit a depot in Kharkiv.", ["Kharkiv"]),
    ],
)
def test_launch_sites_are_not_struck(read: Read, text: str, targets: list[str]) -> None:
    reading = read(text)
    strikes = [claim for claim in reading.claims if claim.kind is Kind.STRIKE]
    assert len(strikes) == 1
    assert [reading.mentions[ref.mention].text for ref in strikes[0].places] == targets


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In May Russian forces captured Ocheretyne.", Status.ASSERTED),
        ("Footage published on May 18 showed that Russian forces captured Ocheretyne.", Status.REPORTED),
        ("Russian forces may capture Ocheretyne.", Status.HYPOTHETICAL),
    ],
)
def test_month_of_may_makes_nothing_doubtful(read: Read, text: str, status: Status) -> None:
    claim = next(claim for claim in read(text).claims if claim.kind is Kind.CAPTURE)
    assert claim.status is status


def test_from_the_side_of_a_town_is_whence_somebody_came(read: Read) -> None:
    reading = read("На Сумщині противник намагався перетнути кордон із боку російського Севська.")
    told = [[reading.mentions[ref.mention].text for ref in claim.places] for claim in reading.claims]
    assert told == [["Сумщині"]]
