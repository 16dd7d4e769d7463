"""Numbers told area by area belong to their areas, and the total to none of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from geo.models import Claim, Reading
    from tests.claims.conftest import Read


def counts(reading: Reading) -> dict[float | None, list[str]]:
    return {
        quantity.value: [reading.mentions[ref.mention].text for ref in claim.places]
        for claim in reading.claims
        for quantity in claim.quantities
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Russia attacked with 45 drones, of which 11 fell over Sumy region and 23 over Kharkiv region.",
            {45: [], 11: ["Sumy"], 23: ["Kharkiv"]},
        ),
        (
            "За ночь сбиты 9 украинских беспилотников: 6 над Курской областью и 3 над Брянской областью.",
            {9: ["Курской", "Брянской"], 6: ["Курской"], 3: ["Брянской"]},
        ),
        (
            "Russian shelling killed two people and wounded five in Kherson and wounded one in Beryslav.",
            {2: ["Kherson"], 5: ["Kherson"], 1: ["Beryslav"]},
        ),
        ("Russia fired 12 drones at Kherson.", {12: ["Kherson"]}),
        (
            "In Donetsk Oblast, Russian attacks killed five people: three in Kramatorsk and two in Toretsk.",
            {5: ["Donetsk"], 3: ["Kramatorsk"], 2: ["Toretsk"]},
        ),
        (
            "Russian shelling killed two people in Kherson and three in Beryslav.",
            {2: ["Kherson"], 3: ["Beryslav"]},
        ),
        (
            "Moscow said 65 drones were downed over six regions, 22 of them over Belgorod, 14 over Crimea.",
            {65: [], 6: [], 22: ["Belgorod"], 14: ["Crimea"]},
        ),
        (
            "Moscow said it had shot down 112 drones — 34 of them over Rostov region — in nine hours.",
            {112: [], 34: ["Rostov"]},
        ),
        (
            "Defenders repelled 7 assaults near Vovchansk and Starytsia and 11 attacks near Lyman and Nove.",
            {7: ["Vovchansk", "Starytsia"], 11: ["Lyman", "Nove"]},
        ),
        (
            "The air force said 102 drones were shot down, while 31 did not reach their targets.",
            {102: [], 31: []},
        ),
        (
            "ПВО сбила 40 украинских беспилотников. Из них 22 — над Брянской областью, 18 — над Крымом.",
            {40: [], 22: ["Брянской"], 18: ["Крымом"]},
        ),
        (
            "Сили ППО збили 40 російських безпілотників. Із них 22 — над Сумщиною, два — над Харківщиною.",
            {40: [], 22: ["Сумщиною"], 2: ["Харківщиною"]},
        ),
        (
            "Russia shot down 40 drones. Of these, 22 were over Belgorod region, 18 over Crimea.",
            {40: [], 22: ["Belgorod"], 18: ["Crimea"]},
        ),
        (
            "ВСУ атаковали область: уничтожено 17 беспилотников, из них 9 — над Грайвороном.",
            {17: [], 9: ["Грайвороном"]},
        ),
        (
            "Над Россией сбили 34 беспилотника. Больше всего — 16 — над Брянской областью, 4 над Крымом.",
            {34: ["Россией"], 16: ["Брянской"], 4: ["Крымом"]},
        ),
        (
            "Над Ростовской областью сбили девять дронов, над Брянской — пять, ещё два — над Курской.",
            {9: ["Ростовской"], 5: ["Брянской"], 2: ["Курской"]},
        ),
        (
            "В Тверской области уничтожены восемь беспилотников, в Новгородской — ещё четыре.",
            {8: ["Тверской"], 4: ["Новгородской"]},
        ),
    ],
)
def test_each_area_has_its_own_number(read: Read, text: str, wanted: dict[float, list[str]]) -> None:
    assert counts(read(text)) == wanted


def test_as_many_each_are_told_of_every_area(read: Read) -> None:
    text = (
        "За ночь сбиты 23 украинских беспилотника: 11 — над Крымом, по четыре — над Смоленской и Тульской "
        "областями, по два — над Курской и над Брянской."
    )
    claims = read(text).claims
    told = {
        (text_of_places(read(text), claim), quantity.value)
        for claim in claims
        for quantity in claim.quantities
        if len(claim.places) == 1
    }
    assert told == {
        ("Крымом", 11),
        ("Смоленской", 4),
        ("Тульской", 4),
        ("Курской", 2),
        ("Брянской", 2),
    }
    total = next(claim for claim in claims if any(one.value == 23 for one in claim.quantities))
    assert [one.value for one in total.quantities] == [23, 11, 4, 2]
    assert len(total.places) == 5


def text_of_places(reading: Reading, claim: Claim) -> str:
    return " ".join(reading.mentions[ref.mention].text for ref in claim.places)
