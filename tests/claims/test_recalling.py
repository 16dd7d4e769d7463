"""What "the city" and "this direction" point back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A bomb fell on Kramatorsk.\n\nHe lives south of Druzhkivka. A drone hit the city centre.",
            "Kramatorsk",
        ),
        (
            "Russia attacked near Rodynske in the Pokrovsk direction. Kyiv repelled 9 attacks in the sector.",
            "Pokrovsk",
        ),
        (
            "Watch\n\nTroops entered Kupiansk.\n\n4. Kramatorsk\n\nFires burn. Bombs hit the city 47 times.",
            "Kramatorsk",
        ),
        (
            "Russia attacked the Bakhmut district.\n\nA drone hit Kramatorsk. Two died in the district.",
            "Bakhmut",
        ),
    ],
)
def test_words_point_back_to_the_topic(read: Read, text: str, place: str) -> None:
    reading = read(text)
    (ref,) = reading.claims[-1].places
    assert reading.mentions[ref.mention].text == place


def test_dateline_is_no_place_of_a_claim(read: Read) -> None:
    reading = read("KYIV, Ukraine (AP) — Russian forces captured a village in the east.")
    assert [claim.places for claim in reading.claims] == [()]


def test_the_oblast_is_all_of_it_after_its_raions(read: Read) -> None:
    reading = read(
        "Росіяни обстріляли Харківську область. На Ізюмщині горіла ферма. Над областю збили 14 дронів."
    )
    (ref,) = reading.claims[-1].places
    assert reading.mentions[ref.mention].text == "Харківську"
