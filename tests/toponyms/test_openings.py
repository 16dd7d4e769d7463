"""A village called like an adjective or a word may open a sentence, as headings of bulletins do."""

from collections.abc import Callable

import pytest

from geo.models import Mention, Use
from tests.toponyms.conftest import name_of

ReadPlaces = Callable[[str], dict[str, Mention]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Бои под Покровском. Родинское. Противник перебросил сюда полк.", "Родинское"),
        ("Роботине. Село стерте, позиції тримають на околиці.", "Роботине"),
        ("Комар. Геолокація відео показує бої на околиці.", "Комар"),
        ("Удачне тримається, бої йдуть під Покровськом.", "Удачне"),
        ("Урожайное взято, за рекой окопы.", "Урожайное"),
        ("Новий наказ. Росія заявила про взяття Зорі.", "Зорі"),
    ],
)
def test_a_village_opens_a_sentence(read_places: ReadPlaces, text: str, name: str) -> None:
    assert read_places(text)[name].use is Use.PLACE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Удачное наступление под Покровском закончилось.", "Удачное"),
        ("Роботине вікно вибито в Оріхові.", "Роботине"),
        ("Росія хоче взяти місто до Нового року.", "Нового"),
        ("Людей вивіз «Білий янгол» — машина поліції.", "Білий"),
        ("Екіпаж «Белого ангела» вывез пятерых.", "Белого"),
    ],
)
def test_an_adjective_of_a_noun_is_no_village(read_places: ReadPlaces, text: str, name: str) -> None:
    mention = read_places(text).get(name)
    assert mention is None or mention.use is Use.EMBEDDED


def test_a_stub_of_the_gazetteer_is_no_second_village() -> None:
    from geo.models import Place  # noqa: PLC0415
    from geo.toponyms.resolution import _is_stub  # noqa: PLC0415

    stub = Place(
        id="gn:1",
        name="Novoye",
        feature_code="PPL",
        country="UA",
        admin1="Donetsk",
        lon=37.25,
        lat=48.3,
        uncertainty_m=2000,
        source="GeoNames",
        name_ru="Новое",
    )
    assert _is_stub(stub)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Велика Новосілка в оточенні.", "Велика Новосілка", ("Velyka Novosilka", "Donetsk")),
        ("Великая Новосёлка в окружении.", "Великая Новосёлка", ("Velyka Novosilka", "Donetsk")),
        ("Малу Локню ми тримаємо, у Суджі тихо.", "Малу Локню", ("Malaya Loknya", "Kursk")),
        (
            "Антонівський міст підірвано, сказали в Херсоні.",
            "Антонівський міст",
            ("Antonivka Road Bridge", "Kherson"),
        ),
    ],
)
def test_name_of_two_words_opens_a_sentence(
    read_places: ReadPlaces, text: str, name: str, place: tuple[str, str]
) -> None:
    assert name_of(read_places(text)[name]) == place


def test_team_of_a_country_is_no_village(read_places: ReadPlaces) -> None:
    assert "Сборная Грузии" not in read_places("Сборная Грузии отменила вылет из Анапы.")
