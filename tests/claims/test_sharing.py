"""Numbers go to the claim they are told of, and with the numbers they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind, Side

if TYPE_CHECKING:
    from geo.models import Reading
    from tests.claims.conftest import Read


def counts(reading: Reading, kind: Kind) -> list[list[float | None]]:
    return [
        sorted(quantity.value or 0.0 for quantity in claim.quantities)
        for claim in reading.claims
        if claim.kind is kind
    ]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Russian troops attacked 12 times near Lyman.", Kind.GROUND_ATTACK, [[12]]),
        ("Російські війська двічі атакували поблизу Вовчанська.", Kind.GROUND_ATTACK, [[2]]),
        ("Российские войска трижды атаковали в районе Волчанска.", Kind.GROUND_ATTACK, [[3]]),
        ("Russia attacked Kharkiv with 87 drones, of which 52 were lost.", Kind.STRIKE, [[52, 87]]),
        (
            "Ukrainian forces repelled an assault near Orikhiv, destroying 29 armoured vehicles.",
            Kind.REPELLED_ATTACK,
            [[29]],
        ),
        (
            "Противник потерял до 50 военнослужащих, танк и две гаубицы под Волчанском.",
            Kind.CASUALTIES,
            [[1, 2, 50]],
        ),
        (
            "Українські бійці під Вовчанськом знищили 61 окупанта, дві гаубиці та 18 одиниць автотехніки.",
            Kind.CASUALTIES,
            [[2, 18, 61]],
        ),
        (
            "Russian air defence downed 216 Ukrainian drones, 66 of them over Belgorod and 59 over Crimea.",
            Kind.STRIKE,
            [[59, 66, 216], [66], [59]],
        ),
    ],
)
def test_number_goes_to_its_claim_with_its_parts(
    read: Read, text: str, kind: Kind, wanted: list[list[float]]
) -> None:
    assert counts(read(text), kind) == wanted


def test_weapon_that_kills_is_no_member_of_the_losses(read: Read) -> None:
    reading = read("A Russian missile hit Sloviansk, killing two people and wounding five.")

    assert counts(reading, Kind.CASUALTIES) == [[2, 5]]


def test_man_wounded_in_another_town_is_not_of_the_cars(read: Read) -> None:
    strike = read("У Слов'янську пошкоджено 4 автівки, в Миколаївці поранено чоловіка.").claims[0]
    assert [one.as_written for one in strike.quantities] == ["4 автівки"]


@pytest.mark.parametrize(
    "text",
    [
        "Російські військові обстріляли Семенівську громаду: 14 вибухів.",
        "Противник завдав семи авіаударів по Вовчанську, скинувши 16 авіабомб.",
    ],
)
def test_explosions_are_counted_of_the_fire_before_them(read: Read, text: str) -> None:
    (strike,) = read(text).claims
    assert (strike.kind, strike.actor) == (Kind.STRIKE, Side.RU)
