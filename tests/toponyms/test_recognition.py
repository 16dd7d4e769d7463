"""Which words name a place, and what each name stands for; the texts are our own."""

import pytest

from geo.models import Mention, Side, Use
from geo.reading.article import make_article
from geo.settings import Settings
from geo.toponyms.gazetteer import Gazetteer
from geo.toponyms.lexicon import load_lexicon
from geo.toponyms.nouns import find_required
from geo.toponyms.recognition import find_mentions
from geo.toponyms.store import ensure_gazetteer
from geo.toponyms.words import words_of

SETTINGS = Settings()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return ensure_gazetteer(SETTINGS)


def _find(gazetteer: Gazetteer, text: str) -> tuple[Mention, ...]:
    return find_mentions(make_article(text, source="note"), gazetteer, settings=SETTINGS)


def _uses(gazetteer: Gazetteer, text: str) -> dict[str, Use]:
    return {mention.text: mention.use for mention in _find(gazetteer, text)}


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("Moscow claims that the town was taken.", "Moscow", Use.ACTOR),
        ("Kyiv has not confirmed the loss.", "Kyiv", Use.ACTOR),
        ("Talks between Kyiv and Moscow have stalled.", "Kyiv", Use.ACTOR),
        ("The Kremlin rejected the offer.", "Kremlin", Use.ACTOR),
        ("A strike on Kyiv killed four people.", "Kyiv", Use.PLACE),
        ("Explosions were heard in Moscow at night.", "Moscow", Use.PLACE),
        ("Ukraine launched an offensive.", "Ukraine", Use.ACTOR),
        ("It launched 58 drones against Ukraine at night.", "Ukraine", Use.PLACE),
        ("A case against Ukraine was heard.", "Ukraine", Use.ACTOR),
        ("The raids of volunteers from Ukraine went on.", "Ukraine", Use.PLACE),
        ("Ворог застосував проти України 728 безпілотників.", "України", Use.PLACE),
        ("Кремль ввів санкції проти України.", "України", Use.ACTOR),
        ("The troops went over the line into Russia.", "Russia", Use.PLACE),
        ("Shelling in eastern Ukraine goes on.", "Ukraine", Use.PLACE),
        ("Russia's western border was crossed.", "Russia", Use.PLACE),
        ("Russia's offensive has slowed.", "Russia", Use.ACTOR),
        ("Київ заявив про втрати ворога.", "Київ", Use.ACTOR),
        ("У Києві пролунали вибухи.", "Києві", Use.PLACE),
        ("Москва требует уступок.", "Москва", Use.ACTOR),
        ("В Москве слышны взрывы.", "Москве", Use.PLACE),
    ],
)
def test_government_and_ground_are_told_apart(gazetteer: Gazetteer, text: str, name: str, use: Use) -> None:
    assert _uses(gazetteer, text)[name] is use


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Kharkiv Operational Group reported losses.", "Kharkiv"),
        ("The Kyiv Independent wrote about it.", "Kyiv"),
        ("The Minsk agreements were never kept.", "Minsk"),
        ("Dynamo Kyiv lost at home.", "Kyiv"),
        ("Singers of the Kharkiv Opera went on stage again.", "Kharkiv"),
    ],
)
def test_name_inside_another_name_is_embedded(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert _uses(gazetteer, text)[name] is Use.EMBEDDED


@pytest.mark.parametrize(
    "text",
    [
        "President Volodymyr Zelensky spoke at noon.",
        "Vladimir Putin signed the order.",
        "Володимир Донецький шукає родичів.",
        "Роман Киевский рассказал о жизни.",
        "Ротою командує капітан Харківський.",
        "С нами говорил сержант Луганский.",
        "Her brother Stanislav repairs drones.",
        "A source near Zelenskyy said nothing.",
        "Пілот Сокіл сміється.",
        "Мы ждали, говорит писатель Степной.",
        "Покровский храм сгорел.",
        "Южнее было тихо.",
        "Раненых вывез сержант Суворов.",
    ],
)
def test_person_called_like_a_town_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert Use.PLACE not in _uses(gazetteer, text).values()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Kursk, Voronezh Belgorod and Nizhny Novgorod regions were hit.",
            ["Kursk", "Voronezh", "Belgorod", "Nizhny Novgorod"],
        ),
        ("Troops shelled Basivka, Zhuravka and Novenke.", ["Basivka", "Zhuravka", "Novenke"]),
        ("Ворог обстріляв Липці та Великий Бурлук.", ["Липці", "Великий Бурлук"]),
        ("Бои идут у Белополья, Локни и Юнаковки.", ["Белополья", "Локни", "Юнаковки"]),
    ],
)
def test_every_place_of_a_list_is_found(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    found = [mention.text for mention in _find(gazetteer, text) if mention.use is Use.PLACE]
    assert found == names


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("The main target was Kyiv.", Use.PLACE),
        ("The ministry in Kyiv said little.", Use.PLACE),
        ("Officials in Kyiv slept in cellars.", Use.PLACE),
        ("The Kyiv talks ended late.", Use.PLACE),
        ("Kyiv said little.", Use.ACTOR),
    ],
)
def test_capital_is_a_place_or_its_government(gazetteer: Gazetteer, text: str, use: Use) -> None:
    assert _uses(gazetteer, text)["Kyiv"] is use


def test_surname_that_the_article_has_named_is_no_town(gazetteer: Gazetteer) -> None:
    text = "Iryna Halych packed her cases. Halych will stay, she says. All is calm in Halych."
    found = [mention.use for mention in _find(gazetteer, text) if mention.text == "Halych"]
    assert found.count(Use.PLACE) == 1


@pytest.mark.parametrize("text", ["Судя по снимкам, мост цел.", "Позднее в штабе молчали.", "Порт працює."])
def test_word_that_opens_a_sentence_is_no_village(gazetteer: Gazetteer, text: str) -> None:
    assert _uses(gazetteer, text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("На Сумщині тривають бої.", "Сумщині"),
        ("В Белгородской области тревога.", "Белгородской"),
        ("На Покровському напрямку важко.", "Покровському"),
        ("Під Куп'янськом без змін.", "Куп'янськом"),
    ],
)
def test_inflected_forms_are_found(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert _uses(gazetteer, text)[name] is Use.PLACE


def test_demonyms_carry_their_side(gazetteer: Gazetteer) -> None:
    found = {
        m.text: (m.use, m.side)
        for m in _find(gazetteer, "Russian and Ukrainian units met North Korean ones.")
    }
    assert found == {
        "Russian": (Use.DEMONYM, Side.RU),
        "Ukrainian": (Use.DEMONYM, Side.UA),
        "North Korean": (Use.DEMONYM, Side.OTHER),
    }


def test_unknown_name_after_a_cue_is_kept(gazetteer: Gazetteer) -> None:
    assert _uses(gazetteer, "They entered the village of Zhovtobrodivka.") == {"Zhovtobrodivka": Use.PLACE}


def test_word_that_is_also_a_village_is_no_place(gazetteer: Gazetteer) -> None:
    assert _uses(gazetteer, "Peace is far. Victory was near, and Freedom is a word.") == {}


def test_spans_are_those_of_the_text(gazetteer: Gazetteer) -> None:
    text = "Kyiv’s troops left the city of Sumy; “Belgorod” burned."
    article = make_article(text, source="note")
    for mention in find_mentions(article, gazetteer, settings=SETTINGS):
        assert article.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("text", ["{{7*7}} </script> in ${x}", "Near ", "of of of", "'s 's"])
def test_odd_text_gives_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert Use.PLACE not in _uses(gazetteer, text + " .").values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The strike on the dry dock damaged the Minsk and a submarine, the Rostov-on-Don.", "Rostov-on-Don"),
        ("Her sister ship, the Novocherkassk, was hit in Feodosia.", "Novocherkassk"),
    ],
)
def test_ship_called_like_a_town_is_no_place(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert _uses(gazetteer, text).get(name) is not Use.PLACE


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ships fired on the Kherson and Mykolaiv regions.", ["Kherson", "Mykolaiv"]),
        ("The ship lay off the Crimea coast near Feodosia.", ["Crimea", "Feodosia"]),
    ],
)
def test_region_with_an_article_is_a_place_beside_ships(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    uses = _uses(gazetteer, text)
    assert [uses[name] for name in names] == [Use.PLACE] * len(names)


def test_unknown_village_that_is_seized_is_a_place(gazetteer: Gazetteer) -> None:
    uses = _uses(gazetteer, "Ukrainian forces seized Qwertklin, but another blogger denied this.")
    assert uses["Qwertklin"] is Use.PLACE


def test_captured_vehicle_is_no_place(gazetteer: Gazetteer) -> None:
    assert "Bradleys" not in _uses(gazetteer, "Russian troops captured Bradleys, and a captured Abrams tank.")


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Біля Покровська штурмові групи зайшли в квартали.", Use.PLACE),
        ("Покровська військова адміністрація повідомила про втрати.", Use.EMBEDDED),
    ],
)
def test_town_near_which_a_group_acts_is_not_of_its_name(gazetteer: Gazetteer, text: str, use: Use) -> None:
    assert _uses(gazetteer, text)["Покровська"] is use


def test_community_is_no_river_behind_a_village_called_rivers() -> None:
    text = "Поранено двох. У селі Річки Великоновосілківської громади пошкоджено двір."
    article = make_article(text, source="note")
    lexicon = load_lexicon("uk", data_dir=Settings().data_dir)
    words = words_of(article)
    first = words.at(text.index("Велико"))
    assert find_required(first, first, words, lexicon) == ((), "")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Групи бачили біля вокзалу та на Лазурному.", ("PPLX",)),
        ("Групи бачили на Лазурному, а також у центрі.", ("PPLX",)),
        ("Ворог тисне на Лазурному напрямку.", ()),
        ("Бої на Лазурному, Покровському напрямках.", ()),
        ("Бої в Лазурному.", ()),
    ],
)
def test_place_that_one_is_on_is_a_quarter(text: str, codes: tuple[str, ...]) -> None:
    article = make_article(f"Ранок без новин. {text}", source="note")
    words = words_of(article)
    first = words.at(article.text.index("Лазурн"))
    assert find_required(first, first, words, load_lexicon("uk", data_dir=Settings().data_dir))[0] == codes
