"""Names that share the noun of their list, or are counted one by one, are read with it."""

from collections.abc import Callable

import pytest

from geo.models import Mention, Use

ReadPlaces = Callable[[str], dict[str, Mention]]


def _name(mention: Mention) -> tuple[str, str | None] | None:
    return (mention.place.name, mention.place.admin1) if mention.place else None


@pytest.mark.parametrize(
    "text",
    [
        "ПВО уничтожила 12 беспилотников над Белгородской, 7 над Брянской и 3 над Курской областями.",
        "Дроны сбиты: 12 — над Белгородской, ещё 7 — над Брянской, 3 — над Курской областью.",
    ],
)
def test_drones_are_counted_by_oblasts_of_which_the_last_has_the_noun(
    read_places: ReadPlaces, text: str
) -> None:
    mentions = read_places(text)
    found = {name: mentions[name] for name in ("Белгородской", "Брянской", "Курской")}
    assert [mention.use for mention in found.values()] == [Use.PLACE] * 3
    assert [_name(mention) for mention in found.values()] == [
        ("Belgorod Oblast", "Belgorod"),
        ("Bryansk Oblast", "Bryansk"),
        ("Kursk Oblast", "Kursk"),
    ]


def test_an_adjective_without_an_oblast_noun_is_not_counted(read_places: ReadPlaces) -> None:
    assert "Брянской" not in read_places("В Брянской, 7 раненых, сказал врач.")


def test_the_noun_behind_a_list_makes_all_of_them_communities(read_places: ReadPlaces) -> None:
    mentions = read_places("У Золочівській та Дергачівській громадах на Харківщині є руйнування.")
    assert _name(mentions["Золочівській"]) == ("Zolochiv", "Kharkiv")
    assert _name(mentions["Дергачівській"]) == ("Derhachi", "Kharkiv")


def test_the_noun_at_the_head_of_a_list_makes_all_of_them_communities(read_places: ReadPlaces) -> None:
    mentions = read_places("Обстріляли Марганецьку громаду, Мирівську і Покровську. У Нікополі пожежа.")
    assert _name(mentions["Мирівську"]) == ("Myrove", "Dnipropetrovsk")
    # The district has the city of Pokrov and the village of Pokrovske; Pokrovsk is far.
    assert _name(mentions["Покровську"]) != ("Pokrovsk", "Donetsk")


def test_a_river_takes_the_article_whatever_is_said_of_it(read_places: ReadPlaces) -> None:
    mentions = read_places("The Oskil has frozen near Kupiansk-Vuzlovyi, and boats lie idle.")
    place = mentions["Oskil"].place
    assert place is not None
    assert place.feature_code == "STM"


@pytest.mark.parametrize(("owner", "town"), [("Kharkiv", "Chuhuiv"), ("Kherson", "Oleshky")])
def test_an_oblast_owns_its_towns(read_places: ReadPlaces, owner: str, town: str) -> None:
    mentions = read_places(f"{owner}'s {town} was hit by glide bombs.")
    assert _name(mentions[owner]) == (f"{owner} Oblast", owner)


def test_a_city_owns_its_quarters(read_places: ReadPlaces) -> None:
    mentions = read_places("Kharkiv's Saltivka district lost power.")
    assert _name(mentions["Kharkiv"]) == ("Kharkiv", "Kharkiv")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ворог атакував у районах Середнього, Надії та Шандриголового.", {"Надії"}),
        ("Ворог атакував у районах Зорі та Мирного.", {"Зорі"}),
        ("Бійці не втрачають Надії та Віри, бо втримали Шандриголове.", set()),
    ],
)
def test_a_word_in_a_list_of_villages_is_one(read_places: ReadPlaces, text: str, found: set[str]) -> None:
    assert read_places(text).keys() & {"Надії", "Зорі", "Віри"} == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Удары пришлись по трём районам Белгородской области: Грайворонскому и Краснояружскому.",
            {"Грайворонскому": "Grayvoronsky District", "Краснояружскому": "Krasnoyaruzhsky District"},
        ),
        (
            "Беспилотники сбили в двух районах: Шебекинском, Борисовском.",
            {"Шебекинском": "Shebekinsky District", "Борисовском": "Borisovsky District"},
        ),
        (
            "Дроны сбиты над тремя областями: Курской, Орловской и Брянской.",
            {"Курской": "Kursk Oblast", "Орловской": "Oryol Oblast", "Брянской": "Bryansk Oblast"},
        ),
        (
            "Ворог обстріляв три райони Харківщини: Богодухівський, Куп'янський та Ізюмський.",
            {"Богодухівський": "Bohodukhiv Raion", "Ізюмський": "Izium Raion"},
        ),
        (
            "На Харківщині під ударами були дві громади: Липецька та Вовчанська.",
            {"Липецька": "Lyptsi", "Вовчанська": "Vovchansk"},
        ),
    ],
)
def test_the_noun_before_a_colon_is_that_of_every_adjective_behind_it(
    read_places: ReadPlaces, text: str, names: dict[str, str]
) -> None:
    mentions = read_places(text)
    found = {name: place.name for name in names if (place := mentions[name].place) is not None}
    assert found == names
