"""Names of several words, villages that no source locates, and words that only look like names."""

import pytest

from geo.models import Mention, ResolutionStatus, Use
from geo.reading.article import make_article
from geo.settings import Settings
from geo.toponyms.gazetteer import Gazetteer
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
        ("Attacks went on along the Sumy border near Yunakivka and Basivka.", "Sumy", "ADM1", "Sumy"),
        ("В Липецкой области и Саратове обошлось без последствий.", "Саратове", "PPLA", "Saratov"),
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
    text = "By Chasiv Yar, troops hold the southern part of the Shevchenko microdistrict."
    resolution = _read(gazetteer, text)["Shevchenko"].resolution
    assert resolution is not None
    assert resolution.place is None


def test_well_known_town_outweighs_a_village_of_a_named_oblast(gazetteer: Gazetteer) -> None:
    text = "The defence of Sumy Oblast goes on. Farther off, Kostiantynivka and Pokrovsk were shelled."
    place = _read(gazetteer, text)["Kostiantynivka"].place
    assert place is not None
    assert place.admin1 == "Donetsk"
