"""What is told of a village that nobody knows is put at no village that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russian forces captured Zzyzxivka, and they advanced near Toretsk.", Kind.CAPTURE),
        ("Російська армія захопила Ъыькиївку та просунулася біля Торецька.", Kind.CAPTURE),
    ],
)
def test_village_in_no_gazetteer_is_not_the_next_one(read: Read, text: str, kind: Kind) -> None:
    reading = read(text)
    places = [
        reading.mentions[ref.mention].text
        for claim in reading.claims
        if claim.kind is kind
        for ref in claim.places
    ]
    assert not {"Toretsk", "Торецька"} & set(places)
