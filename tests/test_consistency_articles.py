"""Sentences with distances that are wrong on purpose: every one is flagged, and no right one ever is.

The whole chain, from the words to the verdict, in three languages. Distances of the towns from the
border: Belgorod 31.6 km, Kharkiv 34.6, Sumy 28.0, Kursk 91.1, Sudzha 9.0, Shebekino 7.2, Vovchansk 6.1.
"""

import pytest

from geo.models import Consistency
from geo.pipeline import Frontline

WRONG = [
    "Russian forces shelled Shebekino, which lies about 40 kilometres from the border.",
    "Drones struck Belgorod, less than 10 km from the Ukrainian border.",
    "Drones struck Shebekino, within two kilometres of the border.",
    "Ukrainian drones hit Belgorod, within 15 km of the border, officials said.",
    "Missiles hit Sumy, more than 90 km from the Russian border.",
    "A drone struck Kursk, barely 20 km from the border.",
    "Missiles hit Sudzha, some 25 miles from the border.",
    "Shells landed in Shebekino, more than 20 miles from the border.",
    "Strikes were reported in Vovchansk, 60 km from the Russian border.",
    "Drones attacked Kharkiv, only 5 miles from the border with Russia.",
    "Shells hit Shebekino, which is 25 km from the border.",
    "Fighting went on in Sudzha, two kilometres from the border.",
    "Drones struck Belgorod, about 80 km from the border.",
    "Clashes continued in Sudzha, between 20 and 30 km from the border.",
    "Російські війська обстріляли Вовчанськ, що за 50 кілометрів від кордону з Росією.",
    "Дрони вдарили по Бєлгороду, менш ніж за 10 км від українського кордону.",
    "Безпілотники атакували Харків, приблизно за 80 кілометрів від кордону.",
    "Росіяни обстріляли Суми, близько 5 км від російського кордону.",
    "Бої тривають у Суджі, понад 40 км від кордону.",
    "Ракета влучила по Шебекіному, за 30 км від кордону.",
    "Дроны ударили по Белгороду, менее чем в 10 км от границы с Украиной.",
    "Российские войска обстреляли Волчанск, примерно в 50 километрах от границы.",
    "Беспилотники атаковали Шебекино, более чем в 30 км от границы.",
    "Бои идут в Судже, около 40 км от границы.",
    "Ракета попала в Харьков, в 90 км от границы с Россией.",
    "Дроны атаковали Курск, в пределах 20 км от границы.",
]

RIGHT = [
    "Russian forces shelled Shebekino, which lies about 7 kilometres from the border.",
    "Drones struck Belgorod, less than 40 km from the Ukrainian border.",
    "Ukrainian drones hit Belgorod, within 40 km of the border, officials said.",
    "Missiles hit Sumy, more than 20 km from the Russian border.",
    "Shells hit Shebekino, which is just 7 km from the border.",
    "Missiles hit Sudzha, some 6 miles from the border.",
    "Shells landed in Shebekino, less than five miles from the border.",
    "Strikes were reported in Vovchansk, 5 km from the Russian border.",
    "Drones attacked Kharkiv, about 20 miles from the border with Russia.",
    "Fighting went on in Sudzha, ten kilometres from the border.",
    "A drone struck Kursk, roughly 90 km from the border.",
    "Drones struck Belgorod, 40 km from the border.",
    "Drones hit Belgorod, at least 20 km from the border.",
    "Clashes continued in Sudzha, between 5 and 10 km from the border.",
    "Clashes continued in Sudzha, several kilometres from the border.",
    "Ukrainian troops hold Sudzha and have pushed up to 30 km into Kursk Oblast.",
    "Російські війська обстріляли Вовчанськ, що за 5 кілометрів від кордону з Росією.",
    "Дрони вдарили по Бєлгороду, менш ніж за 40 км від українського кордону.",
    "Безпілотники атакували Харків, приблизно за 30 кілометрів від кордону.",
    "Росіяни обстріляли Суми, близько 30 км від російського кордону.",
    "Бої тривають у Суджі, понад 5 км від кордону.",
    "Ракета влучила по Шебекіному, за 7 км від кордону.",
    "Дроны ударили по Белгороду, менее чем в 40 км от границы с Украиной.",
    "Российские войска обстреляли Волчанск, примерно в 5 километрах от границы.",
    "Беспилотники атаковали Шебекино, более чем в 5 км от границы.",
    "Бои идут в Судже, около 10 км от границы.",
    "Ракета попала в Харьков, в 30 км от границы с Россией.",
    "Дроны атаковали Курск, в пределах 100 км от границы.",
]


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


def verdicts(frontline: Frontline, text: str) -> set[Consistency]:
    reading = frontline.read_text(text, source="note")
    return {claim.computed.consistency for claim in reading.claims if claim.computed is not None}


@pytest.mark.parametrize("text", WRONG)
def test_wrong_distance_is_flagged(frontline: Frontline, text: str) -> None:
    assert Consistency.INCONSISTENT in verdicts(frontline, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_distance_is_never_flagged(frontline: Frontline, text: str) -> None:
    found = verdicts(frontline, text)
    assert found
    assert Consistency.INCONSISTENT not in found
