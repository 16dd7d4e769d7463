"""Places far behind the front, nouns left out of lists, and names of streets and seasons."""

from collections.abc import Callable

import pytest

from geo.models import Mention, ResolutionStatus, Use

ReadPlaces = Callable[[str], dict[str, Mention]]


def _name(mention: Mention) -> tuple[str, str | None] | None:
    return (mention.place.name, mention.place.admin1) if mention.place else None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Drones reached Perm Krai, where a plant burned.", "Perm", ("Perm Krai", "Perm")),
        ("В Пермском крае горел завод.", "Пермском", ("Perm Krai", "Perm")),
        ("В Перми горел завод.", "Перми", ("Perm", "Perm")),
        ("В Ставрополье горел завод.", "Ставрополье", ("Stavropol Krai", "Stavropol")),
        ("В Ставрополе горел завод.", "Ставрополе", ("Stavropol", "Stavropol")),
        ("На Кубани горел завод.", "Кубани", ("Krasnodar Krai", "Krasnodar")),
        ("На Кубані горів завод, у Росії паніка.", "Кубані", ("Krasnodar Krai", "Krasnodar")),
        ("In Perm, a plant burned in Gubakha.", "Perm", ("Perm Krai", "Perm")),
        ("A plant burned in the city of Perm.", "Perm", ("Perm", "Perm")),
        ("На Кубани, в Крымске, горел завод.", "Крымске", ("Krymsk", "Krasnodar")),
        ("В Орлі горить ТЕЦ, у Росії паніка.", "Орлі", ("Oryol", "Oryol")),
        (
            "Дрони збиті над Білгородською й Тульською областями.",
            "Білгородською",
            ("Belgorod Oblast", "Belgorod"),
        ),
        ("Угольный порт Тамань стоит.", "Тамань", ("Taman", "Krasnodar")),
        ("В Усть-Луге горит терминал.", "Усть-Луге", ("Ust-Luga", "Leningrad")),
        ("Порти Приморськ та Усть-Луга стоять.", "Приморськ", ("Primorsk", "Leningrad")),
        ("Танкеры идут из Приморска и Усть-Луги.", "Приморска", ("Primorsk", "Leningrad")),
        ("The summit in Anchorage, Alaska, was short.", "Anchorage", ("Anchorage", None)),
        ("У Череповці та Томську вибухи.", "Томську", ("Tomsk", "Tomsk")),
        ("В Новосибирске и Ярославле тихо.", "Ярославле", ("Yaroslavl", "Yaroslavl")),
    ],
)
def test_places_deep_in_the_rear_are_known(
    read_places: ReadPlaces, text: str, name: str, expected: tuple[str, str | None]
) -> None:
    assert _name(read_places(text)[name]) == expected


def test_districts_after_the_first_go_without_their_noun(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "В Валуйском округе атакованы Уразово и Казинка. В Краснояружском — Репяховка. "
        "В Шебекинском — Муром, Безлюдовка."
    )
    assert _name(mentions["Краснояружском"]) == ("Krasnoyaruzhsky District", "Belgorod")
    assert _name(mentions["Репяховка"]) == ("Repyakhovka", "Belgorod")
    assert _name(mentions["Муром"]) == ("Murom", "Belgorod")
    # Only its namesake by Kharkiv is in the gazetteer.
    assert _name(mentions["Безлюдовка"]) is None


def test_a_direction_without_its_noun_is_no_district(read_places: ReadPlaces) -> None:
    mentions = read_places("На Покровському напрямку тихо. Торецький: Щербинівка. У районі Шахового бої.")
    assert _name(mentions["Торецький"]) == ("Toretsk", "Donetsk")


def test_an_oblast_after_the_first_goes_without_its_noun(read_places: ReadPlaces) -> None:
    mentions = read_places("Заняты Новопавловка в Днепропетровской области и Ровнополье в Запорожской.")
    assert _name(mentions["Запорожской"]) == ("Zaporizhzhia Oblast", "Zaporizhzhia")
    assert _name(mentions["Ровнополье"]) == ("Rivnopillia", "Zaporizhzhia")


def test_what_a_dash_puts_in_an_area_lies_not_in_the_next(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "В Пермском крае стоит завод в Губахе, в Татарстане — Нижнекамск, в Башкирии — Салават и Уфа."
    )
    found = {name: _name(mentions[name]) for name in ("Губахе", "Нижнекамск", "Салават")}
    assert found == {
        "Губахе": ("Gubakha", "Perm"),
        "Нижнекамск": ("Nizhnekamsk", "Tatarstan"),
        "Салават": ("Salavat", "Bashkortostan"),
    }


def test_communities_lie_in_the_district_named_before(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "У Синельниківському районі обстріляні Межівська, Покровська й Васильківська громади."
    )
    assert _name(mentions["Покровська"]) == ("Pokrovske", "Dnipropetrovsk")
    assert _name(mentions["Васильківська"]) == ("Vasylkivka", "Dnipropetrovsk")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("В Сумах взорвался дрон на Роменской улице.", "Роменской"),
        ("У Харкові влучили в будинок на Сумській вулиці.", "Сумській"),
        ("In Belgorod, a drone struck a house on Gubkin Street.", "Gubkin"),
        ("Kryvbas Kryvyi Rih lost at home.", "Kryvyi Rih"),
        ("«Ворскла» Полтава програла, Ворскла Полтава вилетіла.", "Полтава"),
    ],
)
def test_streets_and_clubs_are_no_places(read_places: ReadPlaces, text: str, name: str) -> None:
    mentions = read_places(text)
    assert name not in mentions or mentions[name].use is Use.EMBEDDED


def test_an_empty_street_leaves_the_city_a_place(read_places: ReadPlaces) -> None:
    assert read_places("В Сумах улицы пусты.")["Сумах"].use is Use.PLACE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Весной область вернули под контроль.", "Весной"),
        ("Восени область звільнили.", "Восени"),
        ("Летом область молчала, зимой тоже.", "Летом"),
    ],
)
def test_seasons_are_no_places(read_places: ReadPlaces, text: str, word: str) -> None:
    assert word not in read_places(text)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("In September Ukraine retook most of Kharkiv, including Izium.", "Kharkiv", "Kharkiv Oblast"),
        ("Moscow also pushed in Kharkiv toward Vovchansk.", "Kharkiv", "Kharkiv Oblast"),
        ("Headlines\n\nPoltava: gas site burning in Kremenchuk\n\nLviv: calm", "Poltava", "Poltava Oblast"),
        ("In the Volokonovka district of Belgorod, a drone fell.", "Belgorod", "Belgorod Oblast"),
        ("The Saltivka district of Kharkiv burned.", "Kharkiv", "Kharkiv"),
        ("Drones struck the Syzran refinery, also in Samara.", "Samara", "Samara Oblast"),
        ("The Ilsky refinery in Krasnodar burned.", "Krasnodar", "Krasnodar Krai"),
        ("A refinery in Saratov burned.", "Saratov", "Saratov"),
        ("Explosions were heard in Kharkiv, including Saltivka.", "Kharkiv", "Kharkiv"),
        ("Drones hit Kharkiv and other cities, including Izium.", "Kharkiv", "Kharkiv"),
        (
            "He said Zaporizhzhia was shelled 514 times, mostly around Huliaipole.",
            "Zaporizhzhia",
            "Zaporizhzhia Oblast",
        ),
        ("In fact Russia did attack Sumy, taking Basivka.", "Sumy", "Sumy Oblast"),
        ("He was wounded in Kharkiv, near Vovchansk.", "Kharkiv", "Kharkiv Oblast"),
        ("In central Donetsk they fight in Kostiantynivka.", "Donetsk", "Donetsk Oblast"),
        ("In central Kharkiv a drone fell, and in Chuhuiv another.", "Kharkiv", "Kharkiv"),
        ("In Zaporizhzhia: Rivnopillia, Solodke, Varvarivka.", "Zaporizhzhia", "Zaporizhzhia Oblast"),
        ("In Zaporizhzhia, Huliaipole is under pressure.", "Zaporizhzhia", "Zaporizhzhia Oblast"),
        ("The wounded were counted, eight in Kharkiv and four in Chuhuiv.", "Kharkiv", "Kharkiv"),
        ("The road from Kursk to Sudzha is mined.", "Kursk", "Kursk"),
        ("The Russian objective in Kharkiv is a buffer.", "Kharkiv", "Kharkiv Oblast"),
        ("The first explosions rolled across Kharkiv.", "Kharkiv", "Kharkiv"),
        ("Strikes across Kharkiv killed three.", "Kharkiv", "Kharkiv Oblast"),
        ("Sumy looks like an afterthought: a province of forests.", "Sumy", "Sumy Oblast"),
        ("Sumy could be the first region to lose its harvest.", "Sumy", "Sumy Oblast"),
        (
            "Eight people were hurt in Dnipropetrovsk, most of them in Samar.",
            "Dnipropetrovsk",
            "Dnipropetrovsk Oblast",
        ),
        ("Eight people were hurt in Kharkiv, most of them in Chuhuiv.", "Kharkiv", "Kharkiv Oblast"),
        ("He might leave his toeholds in Sumy, Kharkiv and Dnipropetrovsk.", "Sumy", "Sumy Oblast"),
        ("A Russian push toward Zaporizhzhia from the east is feared.", "Zaporizhzhia", "Zaporizhzhia"),
    ],
)
def test_a_name_is_of_the_oblast_of_the_town_beside(
    read_places: ReadPlaces, text: str, name: str, expected: str
) -> None:
    place = read_places(text)[name].place
    assert place is not None
    assert place.name == expected


@pytest.mark.parametrize(
    "text",
    [
        "In the Volokonovka district of Belgorod Oblast, a drone fell in Volchya Aleksandrovka.",
        "В Белгородской области атакована Волчья Александровка.",
    ],
)
def test_a_namesake_with_a_wolf_is_not_the_village_known(read_places: ReadPlaces, text: str) -> None:
    found = next(
        mention
        for name, mention in read_places(text).items()
        if name.startswith(("Vol", "Вол")) and " " in name
    )
    assert found.resolution is not None
    assert found.resolution.status is not ResolutionStatus.RESOLVED


def test_a_capital_that_speaks_is_a_government(read_places: ReadPlaces) -> None:
    mentions = read_places("In Kharkiv and in Sumy, Moscow speaks of a buffer zone.")
    assert mentions["Moscow"].use is Use.ACTOR


def test_oblasts_behind_their_village_go_without_the_noun(read_places: ReadPlaces) -> None:
    mentions = read_places("Обстріляно Залізний Міст Чернігівської області; Стара Гута, Сопич Сумської.")
    assert _name(mentions["Сумської"]) == ("Sumy Oblast", "Sumy")
    assert _name(mentions["Сопич"]) == ("Sopych", "Sumy")


def test_directions_of_one_sentence_go_without_the_noun(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "На Гуляйпільському — Солодке; на Оріхівському — Щербаки; на Придніпровському — Антонівський міст."
    )
    assert _name(mentions["Оріхівському"]) == ("Orikhiv", "Zaporizhzhia")
    assert _name(mentions["Щербаки"]) == ("Shcherbaky", "Zaporizhzhia")
    # The direction is called after no town.
    assert _name(mentions["Придніпровському"]) is None


def test_land_of_a_list_of_oblasts_is_no_city(read_places: ReadPlaces) -> None:
    mentions = read_places("Лінія на Херсонщині й Запоріжжі замерзне.")
    assert _name(mentions["Запоріжжі"]) == ("Zaporizhzhia Oblast", "Zaporizhzhia")


def test_a_village_near_its_list_is_not_the_one_stated_elsewhere(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "Север: удары в районах Кондратовки, Яблоновки, Великой Писаревки Сумской области. "
        "«Южная» взяла Звановку, Плещеевку, Яблоновку, ведёт бои в Северске и Константиновке."
    )
    assert _name(mentions["Яблоновки"]) == ("Yablunivka", "Sumy")
    assert _name(mentions["Яблоновку"]) == ("Yablunivka", "Donetsk")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Small groups crossed the Dnipro at night.", "Dnipro", "STM"),
        ("The aim is to reach the Oskil.", "Oskil", "STM"),
        ("The Russians crossed the Vovcha near Vovchansk.", "Vovcha", "STM"),
        ("The Zaporizhzhia plant lost a power line.", "Zaporizhzhia plant", "PSN"),
        ("The South Ukraine nuclear plant reduced output.", "South Ukraine nuclear plant", "PSN"),
    ],
)
def test_rivers_and_nuclear_plants(read_places: ReadPlaces, text: str, name: str, code: str) -> None:
    place = read_places(text)[name].place
    assert place is not None
    assert place.feature_code == code


def test_railways_run_between_places(read_places: ReadPlaces) -> None:
    mentions = read_places("Police said the railway between Warsaw and Lublin was cut near Mika.")
    assert mentions["Warsaw"].use is Use.PLACE
    assert "Mika" not in mentions or mentions["Mika"].place is None


def test_a_call_sign_is_no_place(read_places: ReadPlaces) -> None:
    assert read_places("The commander, call sign Dnipro, needs men.")["Dnipro"].use is Use.EMBEDDED


def test_a_hamlet_is_not_meant_by_the_name_of_a_seat(read_places: ReadPlaces) -> None:
    mentions = read_places("He was wounded in Kharkiv, near Vovchansk, and lay in hospital in Poltava.")
    assert _name(mentions["Poltava"]) in {("Poltava", "Poltava"), None}


def test_entries_are_told_by_oblasts_where_one_of_them_is_headed_so(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "THE DAY IN BRIEF\n\nDNIPROPETROVSK. Nikopol was shelled.\n\nKHERSON. A driver was killed by a drone."
        "\n\nCHERNIHIV. A mill burned.\n\nZAPORIZHZHIA. Voznesenivskyi district burned.\n\nODESA. Calm."
    )
    found = {name: _name(mentions[name]) for name in ("KHERSON", "CHERNIHIV")}
    assert found == {
        "KHERSON": ("Kherson Oblast", "Kherson"),
        "CHERNIHIV": ("Chernihiv Oblast", "Chernihiv"),
    }


def test_who_visits_a_capital_is_there(read_places: ReadPlaces) -> None:
    assert read_places("NATO's Mark Rutte visits Bucharest today.")["Bucharest"].use is Use.PLACE


def test_drones_are_counted_over_oblasts_without_their_noun(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "Сбиты 82 дрона: 25 — над Ростовской области, по 11 — над Белгородской и Курской, 6 — над морем."
    )
    assert _name(mentions["Белгородской"]) == ("Belgorod Oblast", "Belgorod")
    assert _name(mentions["Курской"]) == ("Kursk Oblast", "Kursk")


def test_districts_of_one_sentence_go_without_their_noun(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "Богодухівський район — Золочів; Чугуївський — Вовчанськ; Лозівський — Близнюки, Лозова."
    )
    assert _name(mentions["Чугуївський"]) == ("Chuhuiv Raion", "Kharkiv")
    assert _name(mentions["Лозівський"]) == ("Lozova Raion", "Kharkiv")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("На Херсонском: бои за Антоновку.", "Херсонском", "Kherson Oblast"),
        ("На Днепропетровском: бои за Вороное.", "Днепропетровском", "Dnipropetrovsk Oblast"),
        ("На Харьковском: в Волчанске бои.", "Харьковском", "Kharkiv Oblast"),
        ("На Запорізькому — Степногірськ, Плавні.", "Запорізькому", "Zaporizhzhia Oblast"),
        ("Ночью видно зарево за Днепром.", "Днепром", "Dnipro River"),
        ("Обстріли тривають за Дніпром.", "Дніпром", "Dnipro River"),
        ("На Криворіжжі загинув чоловік.", "Криворіжжі", "Kryvyi Rih Raion"),
    ],
)
def test_adjectives_and_lands(read_places: ReadPlaces, text: str, name: str, expected: str) -> None:
    place = read_places(text)[name].place
    assert place is not None
    assert place.name == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Він грав на гітарі у барі на Подолі. У Києві тихо.", "Подолі", "Podil, Kyiv"),
        ("У Херсоні поранено водія на Острові.", "Острові", "Ostriv-Korabel Microdistrict, Kherson"),
        ("В Херсоне ранен водитель на Острове.", "Острове", "Ostriv-Korabel Microdistrict, Kherson"),
        ("Підкріплення йде з Гуєвого у Курській області.", "Гуєвого", "Guevo"),
        ("На Курщині бої точаться біля Тьоткіного.", "Тьоткіного", "Tetkino"),
    ],
)
def test_quarters_one_is_on_and_border_villages_in_ukrainian(
    read_places: ReadPlaces, text: str, name: str, expected: str
) -> None:
    place = read_places(text)[name].place
    assert place is not None
    assert place.name == expected


def test_a_quarter_that_no_source_knows_is_no_village(read_places: ReadPlaces) -> None:
    mentions = read_places("Он живёт на Молдаванке, в Одессе.")
    assert "Молдаванке" not in mentions or mentions["Молдаванке"].place is None


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("In Kursk, Ukraine still sat in Sudzha.", "Ukraine", Use.ACTOR),
        ("In Luhansk Ukraine holds next to nothing.", "Ukraine", Use.ACTOR),
        ("Kyiv would leave Donetsk, Russia would keep Crimea.", "Russia", Use.ACTOR),
        ("She lives in Kharkiv, Ukraine, with her son.", "Ukraine", Use.PLACE),
        ("They met in Kharkiv, Ukraine on Monday.", "Ukraine", Use.PLACE),
    ],
)
def test_a_country_that_does_something_is_not_listed(
    read_places: ReadPlaces, text: str, name: str, use: Use
) -> None:
    assert read_places(text)[name].use is use


@pytest.mark.parametrize("word", ["Her", "Our", "Each", "Their", "One", "Some"])
def test_a_word_before_village_is_no_name_of_it(read_places: ReadPlaces, word: str) -> None:
    assert word not in read_places(f"{word} village lies in ruins near Sudzha.")


def test_a_quarter_counted_behind_another_goes_without_its_noun(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "Три прильоти по Київському району Харкова, один — по Слобідському. У Дергачах пожежа."
    )
    assert _name(mentions["Слобідському"]) == ("Slobidskyi District, Kharkiv", "Kharkiv")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("В Белгороде выбиты окна на Харьковской горе.", "Харьковской"),
        ("У Бєлгороді вибито вікна на Харківській горі.", "Харківській"),
    ],
)
def test_a_hill_in_a_city_is_no_oblast(read_places: ReadPlaces, text: str, name: str) -> None:
    mentions = read_places(text)
    assert name not in mentions or mentions[name].use is Use.EMBEDDED


def test_a_heading_before_a_quarter_is_the_city(read_places: ReadPlaces) -> None:
    mentions = read_places(
        "Новини\n\nХарків. Прильоти по Київському району, загарбники атакують позиції бригади."
    )
    assert _name(mentions["Харків"]) == ("Kharkiv", "Kharkiv")
