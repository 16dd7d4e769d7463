"""Names of several words, villages that no source locates, and words that only look like names."""

import pytest

from geo.models import Mention, ResolutionStatus, Use
from geo.reading.article import make_article
from geo.settings import Settings
from geo.toponyms.gazetteer import Gazetteer
from geo.toponyms.names import consonants
from geo.toponyms.recognition import find_mentions
from geo.toponyms.resolution import resolve_mentions
from geo.toponyms.store import ensure_gazetteer
from geo.toponyms.unlocated import SOURCE, load_unlocated

SETTINGS = Settings()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return ensure_gazetteer(SETTINGS)


def _read(gazetteer: Gazetteer, text: str) -> dict[str, Mention]:
    article = make_article(text, source="note")
    found = find_mentions(article, gazetteer, settings=SETTINGS)
    return {item.text: item for item in resolve_mentions(article, found, gazetteer, settings=SETTINGS)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighting went on near Pokrovskaya Zalesovka in Donetsk Oblast.", "Pokrovskaya Zalesovka"),
        ("A drone hit the port of Slavyansk-on-Kuban.", "Slavyansk-on-Kuban"),
        ("Бои идут у Покровских Залесков в Донецкой области.", "Покровских Залесков"),
    ],
)
def test_name_of_several_words_is_not_put_at_the_one_word_known(
    gazetteer: Gazetteer, text: str, name: str
) -> None:
    mention = _read(gazetteer, text)[name]
    assert mention.use is Use.PLACE
    assert mention.resolution is not None
    assert mention.resolution.status is ResolutionStatus.UNRESOLVED


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Бои идут между Угледаром и Большой Новосёлкой.", "Большой Новосёлкой", "Velyka Novosilka"),
        ("Обстреляли село под Большой Писаревкой.", "Большой Писаревкой", "Velyka Pysarivka"),
    ],
)
def test_great_is_found_by_either_of_its_russian_words(
    gazetteer: Gazetteer, text: str, name: str, expected: str
) -> None:
    place = _read(gazetteer, text)[name].place
    assert place is not None
    assert place.name == expected


def test_street_called_like_a_village_is_no_compound(gazetteer: Gazetteer) -> None:
    assert "Pushkinskaya Street" not in _read(gazetteer, "A house on Pushkinskaya Street in Donetsk burned.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Kursk Oblast, troops entered Sudzha and Podol.", "Podol"),
        ("The raid in Kursk Oblast reached Cherkasskaya Konopelka by Sudzha.", "Cherkasskaya Konopelka"),
        ("В Курской области, у Суджи, заняты Меловой и Черкасская Конопелька.", "Черкасская Конопелька"),
        ("У Курській області, біля Коренева, зупинено прорив до Каучука.", "Каучука"),
    ],
)
def test_village_that_no_source_locates_stays_unresolved(gazetteer: Gazetteer, text: str, name: str) -> None:
    resolution = _read(gazetteer, text)[name].resolution
    assert resolution is not None
    assert resolution.status is ResolutionStatus.UNRESOLVED
    assert resolution.place is None
    assert "no source says where" in resolution.reason
    assert not resolution.candidates


def test_namesake_of_an_unlocated_village_is_found_in_its_own_oblast(gazetteer: Gazetteer) -> None:
    mention = _read(gazetteer, "In Kharkiv Oblast, near Kupiansk, the enemy attacked Podoly.")["Podoly"]
    assert mention.place is not None
    assert mention.place.admin1 == "Kharkiv"


def test_unlocated_villages_know_their_districts(gazetteer: Gazetteer) -> None:
    (found,) = load_unlocated(gazetteer, data_dir=SETTINGS.data_dir).find("Фанасеевке")
    assert (found.place.admin1, found.place.admin2) == ("Kursk", "Sudzhansky")
    assert found.place.source == SOURCE
    assert found.how == "inflected"


def test_longer_name_of_the_gazetteer_stays_whole(gazetteer: Gazetteer) -> None:
    text = "Troops from Sumy Oblast entered Kozinka and Gora-Podol in Belgorod Oblast."
    mention = _read(gazetteer, text)["Gora-Podol"]
    assert mention.place is not None
    assert mention.place.admin1 == "Belgorod"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('"Yes, they have entered the town," he said.', "Yes"),
        ("Will Sudzha hold until the new year?", "Will"),
        ("4. Size of the area near Sudzha.", "Size"),
        ("Біля Суджі важко. Далі вони не пройшли.", "Далі"),
        ("Сім разів ворог атакував біля Суджі.", "Сім"),
        ("Kyiv's forces hit the Kremniy El plant in Bryansk.", "El"),
        ("Ціна Brent зросла після удару по Туапсе.", "Brent"),
        ("We agreed to call him Oleh.", "Oleh"),
    ],
)
def test_common_word_that_opens_a_sentence_is_no_place(gazetteer: Gazetteer, text: str, word: str) -> None:
    assert word not in _read(gazetteer, text)


@pytest.mark.parametrize(
    ("text", "name", "code", "oblast"),
    [
        ("The Donetsk regional governor urged people to leave.", "Donetsk", "ADM1", "Donetsk"),
        ("Troops dug in along the Sumy border.", "Sumy", "ADM1", "Sumy"),
        (
            "A push towards the regional capital, Zaporizhzhia, goes on.",
            "Zaporizhzhia",
            "PPLA",
            "Zaporizhzhia",
        ),
        ("Kursk, a city of 440,000, was quiet.", "Kursk", "PPLA", "Kursk"),
        ("Fighters hit a landing site south of Belgorod.", "Belgorod", "PPLA", "Belgorod"),
        ("Fortifications are being built around Zaporizhzhia.", "Zaporizhzhia", "PPLA", "Zaporizhzhia"),
        ("Russian advances in northern Sumy have stalled.", "Sumy", "ADM1", "Sumy"),
        ("A rocket attack on downtown Sumy killed two.", "Sumy", "PPLA", "Sumy"),
        ("Drones struck a fuel depot in Kursk on Monday.", "Kursk", "PPLA", "Kursk"),
        ("A chemical plant in Bryansk was hit by missiles.", "Bryansk", "PPLA", "Bryansk"),
        ("Attacks went on along the Sumy border near Yunakivka and Basivka.", "Sumy", "ADM1", "Sumy"),
        ("Бои идут в селе Шевченковское Донецкой области.", "Донецкой", "ADM1", "Donetsk"),
        ("Drones struck the Saratov oil refinery again.", "Saratov", "PPLA", "Saratov"),
        ("У Грайворонському окрузі без світла 20 тисяч людей.", "Грайворонському", "ADM2", "Belgorod"),
        ("В Липецкой области и Саратове обошлось без последствий.", "Саратове", "PPLA", "Saratov"),
        ("Ночью горел Волгоградский НПЗ.", "Волгоградский", "PPLA", "Volgograd"),
        ("Дроны атаковали Рязанский нефтеперерабатывающий завод.", "Рязанский", "PPLA", "Ryazan"),
        ("Атакован Саратовский НПЗ.", "Саратовский", "PPLA", "Saratov"),
    ],
)
def test_words_around_tell_an_oblast_from_its_seat(
    gazetteer: Gazetteer, text: str, name: str, code: str, oblast: str
) -> None:
    place = _read(gazetteer, text)[name].place
    assert place is not None
    assert (place.feature_code, place.admin1) == (code, oblast)


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("MOSCOW, Nov 14 - The port of Novorossiysk halted exports.", "MOSCOW", Use.PLACE),
        ("VIENNA – The plant has no outside power.", "VIENNA", Use.PLACE),
        ("Москва. 7 октября. АГЕНТСТВО — Сбиты дроны.", "Москва", Use.PLACE),
        ("The truce begins at 6 p.m. Moscow time.", "Moscow", Use.PLACE),
        ("The Moscow-based daily disagreed.", "Moscow", Use.PLACE),
        ("В Киеве 12 марта заявили, что потерь нет.", "Киеве", Use.ACTOR),
        ("Ещё четыре дрона сбиты на подлёте к Москве.", "Москве", Use.PLACE),
        ("В Генштабе в Киеве о наступлении молчали.", "Киеве", Use.PLACE),
        ("Окупанти утримують 3 600 км² території України.", "України", Use.PLACE),
        ("Источник сказал РБК-Украина, что порт закрыт.", "Украина", Use.EMBEDDED),
        ("Речник угруповання «Дніпро» це заперечив.", "Дніпро", Use.EMBEDDED),
    ],
)
def test_capital_country_or_body_is_told_by_the_words_around(
    gazetteer: Gazetteer, text: str, name: str, use: Use
) -> None:
    assert _read(gazetteer, text)[name].use is use


def test_unknown_quarter_is_not_the_village_called_like_it(gazetteer: Gazetteer) -> None:
    text = "By Chasiv Yar, troops hold the southern part of the Kalynivka microdistrict."
    resolution = _read(gazetteer, text)["Kalynivka"].resolution
    assert resolution is not None
    assert resolution.place is None


def test_well_known_town_outweighs_a_village_of_a_named_oblast(gazetteer: Gazetteer) -> None:
    text = "The defence of Sumy Oblast goes on. Farther off, Kostiantynivka and Pokrovsk were shelled."
    place = _read(gazetteer, text)["Kostiantynivka"].place
    assert place is not None
    assert place.admin1 == "Donetsk"


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Flights at Gagarin airport in Saratov Oblast were halted.", "Gagarin airport", "fl:air-gagarin"),
        ("Eight bombers burned at the Belaya base in Irkutsk Oblast.", "Belaya", "fl:air-belaya"),
        ("A ship sank in port Kavkaz, across the strait from Kerch.", "Kavkaz", "fl:port-kavkaz"),
        ("Пожежа в порту Кавказ біля Керчі триває.", "Кавказ", "fl:port-kavkaz"),
    ],
)
def test_airfield_or_port_is_not_the_town_called_like_it(
    gazetteer: Gazetteer, text: str, name: str, place_id: str
) -> None:
    place = _read(gazetteer, text)[name].place
    assert place is not None
    assert place.id == place_id


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        (
            "In Chasiv Yar, troops left the Kanal microdistrict.",
            "Kanal microdistrict",
            "fl:quarter-chasiv-yar-kanal",
        ),
        ("У Часовому Яру бої точаться за мікрорайон Канал.", "Канал", "fl:quarter-chasiv-yar-kanal"),
        (
            "Kherson lost the bridge to its Korabel district.",
            "Korabel district",
            "fl:quarter-kherson-korabel",
        ),
        ("У Києві, на Подолі, горів будинок.", "Подолі", "fl:quarter-kyiv-podil"),
    ],
)
def test_quarter_is_found_in_its_city(gazetteer: Gazetteer, text: str, name: str, place_id: str) -> None:
    place = _read(gazetteer, text)[name].place
    assert place is not None
    assert place.id == place_id


def test_river_is_the_one_near_what_is_named_with_it(gazetteer: Gazetteer) -> None:
    north = _read(gazetteer, "In Vovchansk, troops hold the north bank of the Vovcha River.")
    south = _read(gazetteer, "By Velykomykhailivka and Pokrovske, troops crossed the Vovcha River.")
    lats = [
        next(m.place for t, m in read.items() if "Vovcha River" in t or t == "Vovcha")
        for read in (north, south)
    ]
    assert [round(place.lat, 1) for place in lats if place is not None] == [50.3, 48.0]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Потери на курском участке растут.", "курском", "Kursk"),
        ("Як живе прикордоння? На курському напрямку спокійно.", "курському", "Kursk"),
    ],
)
def test_direction_in_small_letters_is_a_place(
    gazetteer: Gazetteer, text: str, name: str, expected: str
) -> None:
    place = _read(gazetteer, text)[name].place
    assert place is not None
    assert place.admin1 == expected


def test_people_are_no_direction_in_small_letters(gazetteer: Gazetteer) -> None:
    assert _read(gazetteer, "Атаки на русском участке фронта отбиты.")["русском"].use is Use.DEMONYM


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Волчанским Хуторам", "Vovchanski Khutory"),
        ("Больших Копаней", "Velyki Kopani"),
        ("Казачьих Лагерей", "Kozachi Laheri"),
        ("Великому Бурлуці", "Velykyi Burluk"),
        ("Стрые", "Stryi"),
        ("Двурічної", "Dvorichna"),
        ("Тьоткіного", "Tetkino"),
        ("Гуєвому", "Guevo"),
        ("Глушковим", "Glushkovo"),
    ],
)
def test_case_form_of_a_compound_or_an_alternation_is_found(
    gazetteer: Gazetteer, written: str, name: str
) -> None:
    assert gazetteer.find(written)[0].place.name == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Середино-Будську", "Seredyna-Buda"),
        ("Матвеево-Курганском", "Matveyevo-Kurgansky District"),
        ("Юнаківській", "Yunakivka"),
    ],
)
def test_adjective_of_a_small_or_hyphenated_place_is_found(
    gazetteer: Gazetteer, written: str, name: str
) -> None:
    assert name in {match.place.name for match in gazetteer.find_adjective(written)}


def test_hyphenated_adjective_is_one_name_though_its_first_word_is_a_village(gazetteer: Gazetteer) -> None:
    found = _read(gazetteer, "Росіяни обстріляли Середино-Будську громаду.")["Середино-Будську"]
    assert found.place is not None
    assert found.place.name == "Seredyna-Buda"


def test_village_is_no_mayor(gazetteer: Gazetteer) -> None:
    assert _read(gazetteer, "У Садовому дрон атакував авто.")["Садовому"].use is Use.PLACE


def test_any_capital_goes_on_a_list_of_villages(gazetteer: Gazetteer) -> None:
    found = _read(gazetteer, "It happened near the villages of Sudzha and Zzyx Qorbat in Kursk Oblast.")
    assert found["Zzyx Qorbat"].use is Use.PLACE


def test_namesake_is_a_candidate_under_a_spelling_that_only_its_twin_has(gazetteer: Gazetteer) -> None:
    listed = {match.place.id for match in gazetteer.find("Новоеленовка")}
    resolution = _read(gazetteer, "В Донецкой области занята Новоеленовка.")["Новоеленовка"].resolution
    assert resolution is not None
    assert {candidate.place.id for candidate in resolution.candidates} >= {"gn:699004", "gn:699005"}
    assert listed <= {candidate.place.id for candidate in resolution.candidates}


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Новооленівка", "Novoolenovka", True),
        ("Рівнопілля", "Ровнополье", True),
        ("Красноармейск", "Покровськ", False),
    ],
)
def test_spellings_of_one_name_have_the_same_consonants(first: str, second: str, alike: bool) -> None:  # noqa: FBT001
    assert (consonants(first) == consonants(second)) is alike


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("Дрони злетіли біля аеродромів: «Біла», «Оленья» та «Дягілєво».", "Оленья", Use.PLACE),
        ("Враг занял Новое, а также продвинулся у Лимана.", "Новое", Use.PLACE),
        ("• Костянтинівський — 34 штурми біля Щербинівки.", "Костянтинівський", Use.PLACE),
        ("Казахстан висловив протест, у Києві відповіли відмовою.", "Києві", Use.ACTOR),
        ("Координационный штаб в Киеве ответил, что данных нет.", "Киеве", Use.PLACE),
        ("Поблизу Чорнобильської АЕС чули вибух.", "Чорнобильської АЕС", Use.PLACE),
    ],
)
def test_use_is_read_from_list_verb_and_bullet(gazetteer: Gazetteer, text: str, name: str, use: Use) -> None:
    assert _read(gazetteer, text)[name].use is use


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Раньше Нового года к Судже не выйдут.", "Нового"),
        ("Дрон «Баба-яга» сбит у Суджи.", "Баба"),
    ],
)
def test_new_year_and_hyphenated_words_are_no_villages(gazetteer: Gazetteer, text: str, word: str) -> None:
    assert word not in _read(gazetteer, text)


def test_front_town_outweighs_a_larger_namesake_in_the_hinterland(gazetteer: Gazetteer) -> None:
    place = _read(gazetteer, "Бои идут под Северском, в лесу у Григоровки.")["Северском"].place
    assert place is not None
    assert place.admin1 == "Donetsk"


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("РЛС на мысе Тарханкут поражена в Крыму.", "Тарханкут", "fl:cape-tarkhankut"),
        ("Човни рушили до острова Козацький біля Нової Каховки.", "Козацький", "fl:isl-kozatskyi"),
    ],
)
def test_cape_or_island_is_not_the_village_called_like_it(
    gazetteer: Gazetteer, text: str, name: str, place_id: str
) -> None:
    place = _read(gazetteer, text)[name].place
    assert place is not None
    assert place.id == place_id


def test_unknown_island_stays_without_a_place(gazetteer: Gazetteer) -> None:
    mention = _read(gazetteer, "Near Kherson, the smaller Popivka island remains empty.")["Popivka"]
    assert mention.use is Use.PLACE
    assert mention.place is None


def test_republic_before_its_name_is_no_village(gazetteer: Gazetteer) -> None:
    assert list(_read(gazetteer, "Два дрона сбиты над Республикой Крым.")) == ["Крым"]
