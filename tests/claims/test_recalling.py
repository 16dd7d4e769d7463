"""What "the city" and "this direction" point back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind

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


@pytest.mark.parametrize(
    "text",
    [
        "The General Staff in Kyiv said the enemy lost 350 men in the town.",
        "Oleh Kovalenko, an official in Kyiv, said they lost 350 men there.",
        "Speaking at a conference in Kyiv, the minister said the enemy lost 350 men there.",
    ],
)
def test_capital_where_an_office_speaks_is_no_place_of_what_it_tells(read: Read, text: str) -> None:
    reading = read(f"Russian troops attacked Vovchansk. {text}")
    lost = next(claim for claim in reading.claims if claim.kind is Kind.CASUALTIES)
    assert [reading.mentions[ref.mention].text for ref in lost.places] == ["Vovchansk"]


def test_capital_where_an_office_is_hit_is_the_place(read: Read) -> None:
    reading = read("Ukrainian drones struck a ministry in Moscow, officials said.")
    (claim,) = reading.claims
    assert [reading.mentions[ref.mention].text for ref in claim.places] == ["Moscow"]


def test_the_region_is_the_oblast_after_its_district(read: Read) -> None:
    reading = read(
        "In the Belgorod region, three people were hurt. A drone attacked the Krasnaya Yaruga district.\n\n"
        "Since January, 46 civilians have been killed in the region."
    )
    last = reading.claims[-1]
    assert [reading.mentions[ref.mention].text for ref in last.places] == ["Belgorod"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Troops hit Pokrovsk. Further on, the situation in Zaporizhzhia is worse. Russian assaults grew.",
            "Zaporizhzhia",
        ),
        (
            (
                "Зруйновано міст у Сумах. Ситуація на Донеччині погіршується. "
                "Речник говорить про більше російських штурмів малими групами."
            ),
            "Донеччині",
        ),
    ],
)
def test_what_follows_a_situation_lies_there(read: Read, text: str, place: str) -> None:
    reading = read(text)
    last = reading.claims[-1]
    assert [reading.mentions[ref.mention].text for ref in last.places] == [place]
