"""By whose side a text is written that names no speaker, and of which sides a speaker may be."""

from __future__ import annotations

import pytest

from geo.claims.language.lexicon import load_claim_lexicon, load_speakers
from geo.claims.language.sentence_view import View, make_views
from geo.claims.voices.carrying import Floor
from geo.claims.voices.speakers import is_known_person, tell_role
from geo.claims.voices.writing import find_writer, read_manner
from geo.models import Role, Side
from geo.pipeline import Frontline

POST = """Південний напрямок: вечірній звіт

На лівобережжі ворог тричі йшов на позиції під Кринками.

Утримуємо позиції. Наші втрати противнику: 61 окупант."""

PAPER = """Drones hit Odesa

Two people were killed, the mayor said. A warehouse burned, according to the police."""


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


def look(frontline: Frontline, text: str) -> tuple[str, list[View]]:
    reading = frontline.read_text(text, source="note")
    language = reading.article.language
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    return language, make_views(reading.article, reading.mentions, lexicon)


def test_writer_of_a_post_is_of_the_side_whose_enemy_he_tells_of(frontline: Frontline) -> None:
    language, views = look(frontline, POST)
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    writer = find_writer(views, lexicon)
    assert writer is not None
    assert (writer.attribution.speaker, writer.attribution.side) == ("Наші", Side.UA)
    assert POST[writer.attribution.start : writer.attribution.end] == "Наші"
    assert writer.start == writer.end


def test_writer_without_a_first_person_is_called_by_the_title(frontline: Frontline) -> None:
    text = "Вечірній звіт\n\nВорог атакував біля Лимана."
    language, views = look(frontline, text)
    writer = find_writer(views, load_claim_lexicon(language, data_dir=frontline.settings.data_dir))
    assert writer is not None
    assert (writer.attribution.speaker, writer.attribution.cue) == ("Вечірній звіт", "Ворог")


def test_paper_that_takes_no_side_has_no_writer(frontline: Frontline) -> None:
    language, views = look(frontline, PAPER)
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    assert find_writer(views, lexicon) is None
    assert "telling 4" in read_manner(views, lexicon)
    assert "enemy 0" in read_manner(views, lexicon)


def test_manner_of_a_post_is_not_that_of_a_paper(frontline: Frontline) -> None:
    language, views = look(frontline, POST)
    manner = read_manner(views, load_claim_lexicon(language, data_dir=frontline.settings.data_dir))
    assert {"telling none", "enemy 3", "we 1", "title has colon", "long False"} <= {*manner}


def test_body_without_a_verb_of_saying_and_the_name_in_the_title_may_speak(frontline: Frontline) -> None:
    text = "Ніч була гучною — Сергій Лисак\n\nDeepState позначив сірою зоною Торецьк."
    language, views = look(frontline, text)
    data_dir = frontline.settings.data_dir
    floor = Floor(views, load_claim_lexicon(language, data_dir=data_dir), load_speakers(data_dir=data_dir))
    for number in range(len(views)):
        floor.voices_of(number)
    heard = {one.where: one.voice.attribution for one in floor.heard_at(len(views) - 1, None)}
    assert heard["named"].speaker == "DeepState"
    assert (heard["above"].speaker, heard["above"].side) == ("Сергій Лисак", Side.UA)


@pytest.mark.parametrize(
    ("speaker", "role", "is_person"),
    [
        ("источники The Times", Role.UNNAMED_OFFICIAL, False),
        ("Виктор Трегубов", Role.OTHER, True),
        ("Росіяни залишають Київщину", Role.OTHER, False),
        ("В'ячеслава Гладкова", Role.OTHER, True),
        ("Rybar", Role.MILBLOGGER, True),
    ],
)
def test_words_tell_role_and_whether_a_person_is_known(
    frontline: Frontline, speaker: str, role: Role, *, is_person: bool
) -> None:
    speakers = load_speakers(data_dir=frontline.settings.data_dir)
    assert is_known_person(speaker, speakers) is is_person
    if role is not Role.OTHER:
        assert tell_role(speaker, speakers) is role


def test_known_person_is_of_one_side_whatever_army_his_title_names(frontline: Frontline) -> None:
    text = "Представитель группировки «Днепр» Виктор Трегубов сообщил, что враг занял Торецк."
    language, views = look(frontline, text)
    data_dir = frontline.settings.data_dir
    floor = Floor(views, load_claim_lexicon(language, data_dir=data_dir), load_speakers(data_dir=data_dir))
    (voice,) = floor.voices_of(0)
    assert voice.attribution.side is Side.UA
    assert [one.is_sure for one in floor.heard_at(0, None) if one.where == "here"] == [True]


def test_writer_is_called_by_the_publisher_where_one_is_told(frontline: Frontline) -> None:
    language, views = look(frontline, POST)
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    writer = find_writer(views, lexicon, publisher="Канал «Південь»")
    assert writer is not None
    assert (writer.attribution.speaker, writer.attribution.cue) == ("Канал «Південь»", "Наші")


def test_first_sentence_is_no_title_that_names_the_writer(frontline: Frontline) -> None:
    language, views = look(frontline, "Тихо не было. Под Гуляйполем враг отошёл за реку, атаку отбили.")
    writer = find_writer(views, load_claim_lexicon(language, data_dir=frontline.settings.data_dir))
    assert writer is not None
    assert writer.attribution.speaker == "враг"
