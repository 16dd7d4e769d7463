"""Whom "his words", "there" and "the governor" stand for, and whose side an office without a name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.language.lexicon import load_claim_lexicon, load_speakers
from geo.claims.parties.perspective import read_views
from geo.claims.voices.carrying import Floor, open_quote, read_setting
from geo.claims.voices.referring import is_meant
from geo.models import Role, Side
from geo.pipeline import Frontline
from geo.reading.article import make_article
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import View
    from geo.models import Attribution

FRONTLINE = Frontline()
DATA = Settings().data_dir


def open_floor(text: str) -> tuple[Floor, list[View]]:
    article = make_article(text, source="x")
    lexicon, speakers = load_claim_lexicon(article.language, data_dir=DATA), load_speakers(data_dir=DATA)
    views = read_views(article, FRONTLINE.find_places(article), lexicon, speakers)
    return Floor(views, lexicon, speakers), views


def told_last(text: str) -> Attribution | None:
    """Return whom the rules let speak in the last sentence."""
    floor, views = open_floor(text)
    voices = [floor.voices_of(number) for number in range(len(views))]
    return voices[-1][0].attribution if voices[-1] else None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # An item of a live page begins with its hour.
        ("07:02 The mayor of Kherson reported shelling.", "The mayor of Kherson"),
        ("15:05 Росіяни заявили про взяття Торецька.", "Росіяни"),
        # What is told of is nobody who tells it.
        ("Про це повідомив голова ОВА Іван Петренко.", "голова ОВА Іван Петренко"),
        ("Такі дані навів речник бригади Іван Петренко.", "речник бригади Іван Петренко"),
        ("После этого, отмечают авторы, корабли ушли из Севастополя.", "авторы"),
        # The marks of a brigade's name end no speaker.
        (
            "Враг, по словам командира полка «Азов» Дениса Прокопенко, обстрелял Мариуполь.",
            "командира полка «Азов» Дениса Прокопенко",
        ),
        # He is quoted.
        ("Syrskyi was quoted as saying that an attack on Sumy failed.", "Syrskyi"),
    ],
)
def test_words_of_the_speaker(text: str, speaker: str) -> None:
    told = told_last(text)
    assert told is not None
    assert told.speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A project named before without a verb of saying.
        (
            (
                "General Oleksandr Syrskyi said the line near Sumy held. "
                "DeepState was blunter. By its reckoning Russian troops took Basivka."
            ),
            "DeepState",
        ),
        # No man is "her", nobody alone "their".
        (
            (
                "Губернатор Иван Петров сообщил об атаке на Шебекино. "
                "Мэр Таганрога Анна Сидорова прервала отпуск. По её словам, дрон попал в дом."
            ),
            "Мэр Таганрога Анна Сидорова",
        ),
        # "There", "one of them", nobody: who spoke before.
        (
            "Міноборони Росії заявило про взяття Торецька. Там зазначили, що взято Щербинівку.",
            "Міноборони Росії",
        ),
        (
            ("Губернатор Іван Петренко заявив про обстріл Сум. Потім визнав: у Сумах поранено двох людей."),
            "Губернатор Іван Петренко",
        ),
        (
            "Житель Сум Іван Петренко розповів про обстріл. Військові, каже, стояли у Сумах.",
            "Житель Сум Іван Петренко",
        ),
    ],
)
def test_who_speaks_again(text: str, speaker: str) -> None:
    told = told_last(text)
    assert told is not None
    assert told.speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Nothing suggests that Russian troops captured Sumy.",
        "Both reports were denied in Toretsk.",
        "Medics, who do not want to be quoted by name, evacuate many from Toretsk.",
        "Так стверджує хтось.",
    ],
)
def test_who_does_not_speak(text: str) -> None:
    told = told_last(text)
    assert told is None or told.speaker not in {"Nothing", "both", "Both", "name", "Так"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        # The governor of another oblast is another.
        (
            (
                "Sumy mayor Ivan Petrenko said two people were hurt in Sumy.\n\n"
                "In Belgorod a man was wounded in Shebekino, the governor said."
            ),
            Side.RU,
        ),
        # A president speaks of every place.
        (
            (
                "President Volodymyr Zelensky said the line near Sumy held. "
                "Our soldiers stand in Shebekino, the president said."
            ),
            Side.UA,
        ),
        # Who heads a town behind the lines, in Russian words, was put there.
        ("По словам главы Каховки, по городу выпущено 16 снарядов.", Side.RU),
        ("Мер Мелітополя повідомив про вибухи у Мелітополі.", Side.UA),
        ("Мэр Херсона сообщил, что обстрелян Херсон.", Side.UA),
        ("Мэр Керчи сообщил об обстреле Керчи.", Side.RU),
        # Marks of doubt.
        ("У Херсонській «адміністрації» на лівому березі відповіли, що десант розбито.", Side.RU),
        # An official abroad is of neither side.
        ("In Chisinau, the foreign minister reported that three missiles flew over Chisinau.", Side.OTHER),
        ("The adversary is preparing, according to our intelligence, to attack Sumy.", Side.UA),
        # What a paper has of people without a name is the paper's.
        ("Bloomberg, citing a person close to the Kremlin, writes that Sudzha was attacked.", Side.OTHER),
        ("ТАСС со ссылкой на Минобороны сообщает, что взят Торецк.", Side.RU),
        ("Военблогеры сообщили о взятии Торецка.", Side.RU),
        ("Разрушен, за даними відкритих джерел, міст у Торецьку.", Side.OTHER),
        ("According to different estimates, Russia holds most of Toretsk.", Side.OTHER),
        ("Viktor Tregubov maintains that all near Sumy were killed.", Side.UA),
    ],
)
def test_side_of_an_office(text: str, side: Side) -> None:
    told = told_last(text)
    assert told is not None
    assert told.side is side


def test_capital_is_no_he() -> None:
    floor, _ = open_floor("Moscow declared Toretsk taken.")
    (voice,) = floor.voices_of(0)
    assert not is_meant("he", voice)
    assert is_meant("it", voice)


def test_quotation_goes_on_with_whom_its_paragraph_named() -> None:
    text = (
        "Речник бригади Іван Петренко розповів про штурм Торецька. "
        "«Вони втратили дві машини, — зазначив він. — Позиції в Торецьку утримуємо».\n\n"
        "Раніше рух «Атеш» заявив про вибух у Мелітополі."
    )
    floor, views = open_floor(text)
    voices = [floor.voices_of(number) for number in range(len(views))]
    assert [one[0].attribution.speaker for one in voices[:3]] == ["Речник бригади Іван Петренко"] * 3
    assert [open_quote(views, number) for number in range(4)] == ["", "»", "", ""]
    assert "inside a quotation" in [*read_setting(views, 2)]


def test_setting_of_answers_and_items() -> None:
    _, views = open_floor("— Що у вас зараз?\n\n— Тримаємо Торецьк.\n\n• Обстріляно Суми.")
    assert [*read_setting(views, 0)] == ["opens paragraph True", "dash asks"]
    assert [*read_setting(views, 1)] == ["opens paragraph True", "dash tells", "answers"]
    assert "item" in [*read_setting(views, 2)]


def test_line_of_a_digest_names_who_speaks_below() -> None:
    floor, views = open_floor(
        "Два погляди на добу\n\nРосійський воєнкор, 300 тисяч підписників\n\nНаші зайшли в Торецьк."
    )
    for number in range(len(views)):
        floor.voices_of(number)
    above = [one.voice.attribution for one in floor.heard_at(len(views) - 1, None) if one.where == "above"]
    assert [(one.role, one.side) for one in above] == [(Role.MILBLOGGER, Side.RU)]


def test_who_is_named_behind_is_heard() -> None:
    floor, _ = open_floor(
        "Обстріляно Суми. Поранено двох людей. «Люди в лікарні», — сказав речник Іван Петренко."
    )
    floor.voices_of(0)
    heard = {one.where: one.voice.attribution.speaker for one in floor.heard_at(0, None)}
    assert heard["behind"] == "речник Іван Петренко"


@pytest.mark.parametrize(
    "title",
    ["Сирський віддав наказ на відхід", "Київ пережив ще одну ніч", "On the eve of Putin's vote"],
)
def test_title_that_tells_what_somebody_did_is_not_signed(title: str) -> None:
    floor, views = open_floor(
        f"{title}\n\nОбстріляно Суми." if title[0] != "O" else f"{title}\n\nSumy was hit."
    )
    floor.voices_of(0)
    floor.voices_of(len(views) - 1)
    assert all(one.where != "above" for one in floor.heard_at(len(views) - 1, None))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Держим шахту в Торецке. Россияне лезут по двое, противник бережёт технику.", Side.UA),
        ("Противник отошёл из Торецка, ВСУ оставили технику.", Side.RU),
    ],
)
def test_foe_of_a_russian_text_may_be_russia(text: str, side: Side) -> None:
    assert open_floor(text)[1][0].perspective is side


def test_what_follows_a_name_is_no_office_of_his() -> None:
    told = told_last(
        "Губернатор Курской области Иван Старцевой сообщил об ударе по Рыльску.\n\n"
        "По словам Старцевого, ранены двое жителей Рыльска."
    )
    assert told is not None
    assert (told.role, told.side) == (Role.CIVIL_OFFICIAL, Side.RU)


def test_bulletin_in_which_nobody_is_said_to_tell_is_its_writers() -> None:
    text = "Ворог двічі атакував поблизу Лимана. Наші захисники відбили обидві атаки."
    article = make_article(text, source="x", title="Оперативна інформація станом на 22.00")
    assert [one.attribution and one.attribution.side for one in FRONTLINE.read_article(article).claims] == [
        Side.UA
    ] * 2


@pytest.mark.parametrize(
    ("last", "speaker"),
    [("Serhii Lysak", "Serhii Lysak"), ("Photo: Serhii Lysak", None), ("He met Serhii Lysak.", None)],
)
def test_post_may_be_signed_below(last: str, speaker: str | None) -> None:
    floor, _ = open_floor(f"The enemy shelled Nikopol. A house burned down in Marhanets.\n\n{last}")
    floor.voices_of(0)
    above = [one.voice.attribution.speaker for one in floor.heard_at(0, None) if one.where == "above"]
    assert above == ([] if speaker is None else [speaker])
