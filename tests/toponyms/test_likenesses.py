"""Forms and kinds of names, villages borne by one place alone, and words that are only like a name."""

from collections.abc import Callable

import pytest

from geo.models import Mention, Use
from tests.toponyms.conftest import name_of

ReadPlaces = Callable[[str], dict[str, Mention]]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("О Часовом Яре в сводке ни слова.", "Часовом Яре", ("Chasiv Yar", "Donetsk")),
        ("Бой идёт за Звировое.", "Звировое", ("Zvirove", "Donetsk")),
        ("Из Олешек приходят новости.", "Олешек", ("Oleshky", "Kherson")),
        ("Полонений із Осетії мовчав.", "Осетії", ("North Ossetia", "North Ossetia")),
        ("Катера стояли у Донузлава.", "Донузлава", ("Lake Donuzlav", "Crimea")),
        ("Nine drones flew from Cape Chauda.", "Cape Chauda", ("Cape Chauda", "Crimea")),
        ("Высадка на остров Большой Потёмкин.", "Большой Потёмкин", ("Velykyi Potomkin Island", "Kherson")),
        ("На покровском участке бои.", "покровском", ("Pokrovsk", "Donetsk")),
        ("Лисичанский мешок закрыт.", "Лисичанский", ("Lysychansk", "Luhansk")),
        ("He spoke in the district of Grayvoron.", "Grayvoron", ("Grayvoronsky District", "Belgorod")),
        ("Troops are in the northern districts of Kupiansk.", "Kupiansk", ("Kupiansk", "Kharkiv")),
        ("A flag flies in the western district of Pokrovsk.", "Pokrovsk", ("Pokrovsk", "Donetsk")),
        ("Belgorod Gov. Vyacheslav Gladkov said so.", "Belgorod", ("Belgorod Oblast", "Belgorod")),
        ("Rumours of street fighting in Sumy are false.", "Sumy", ("Sumy", "Sumy")),
        ("A shell hit a bus stop in Donetsk.", "Donetsk", ("Donetsk", "Donetsk")),
    ],
)  # fmt: skip
def test_forms_and_kinds_of_names(
    read_places: ReadPlaces, text: str, name: str, place: tuple[str, str]
) -> None:
    assert name_of(read_places(text)[name]) == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The plant in Bryansk was hit on Jan. 24.", "Jan"),
        ("У Білому домі наголошують, що чекають.", "Білому"),
        ("К Белому дому вопросов нет.", "Белому"),
        ("Вернули Любимовку, к Новому году отбили половину.", "Новому"),
        ("В городе закрыли отделение «Новой почты».", "Новой"),
        ("В День независимости прошёл обмен.", "День"),
        ("Про це «Кордон.Медіа» розповіли в Сумах.", "Кордон"),
        ("Комбат із позивним Граб мовчить. Граб стоїть під Суджею.", "Граб"),
        ("The Druzhba oil pipeline was struck.", "Druzhba"),
        ("West of Bakhmut fights go on.", "West"),
        ("Fights Over the Dnipropetrovsk Line", "Line"),
    ],
)
def test_word_that_is_like_a_name_is_no_place(read_places: ReadPlaces, text: str, name: str) -> None:
    assert name not in read_places(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The landing ships Yamal and Azov were hit in Sevastopol.", "Azov"),
        ("Об этом пишет The Washington Post.", "Washington"),
        ("Interfax-Russia.ru сообщает о пожаре.", "Russia"),
    ],
)
def test_name_of_a_ship_or_a_paper_is_embedded(read_places: ReadPlaces, text: str, name: str) -> None:
    assert read_places(text)[name].use is Use.EMBEDDED


def test_country_behind_a_village_acts(read_places: ReadPlaces) -> None:
    found = read_places("Село Новенькое Россия заняла в марте, под Басовкой атаки.")
    assert name_of(found["Новенькое"]) == ("Novenke", "Sumy")
    assert found["Россия"].use is Use.ACTOR


def test_village_that_alone_bears_its_name_needs_no_neighbour(read_places: ReadPlaces) -> None:
    text = "Marines hold Krynky. Avdiivka has fallen, and fights go on near Khromove by Bakhmut."
    assert name_of(read_places(text)["Krynky"]) == ("Krynky", "Kherson")


def test_two_names_that_speak_for_each_other_come_to_rest(read_places: ReadPlaces) -> None:
    found = read_places("Вернули Снагость и Любимовку, отбили половину.")
    assert name_of(found["Снагость"]) == ("Snagost", "Kursk")
    assert name_of(found["Любимовку"]) == ("Lyubimovka", "Kursk")


def test_settlement_called_after_a_city_is_no_oblast(read_places: ReadPlaces) -> None:
    assert read_places("Аппараты атаковали станицу Полтавскую.")["Полтавскую"].place is None


def test_new_york_is_the_town_where_the_front_is_told_of(read_places: ReadPlaces) -> None:
    assert name_of(read_places("Troops hold New York south of Toretsk.")["New York"])[0] == "Niu-York"
    place = read_places("The report was published in New York.")["New York"].place
    assert place is None or place.name == "New York City"
