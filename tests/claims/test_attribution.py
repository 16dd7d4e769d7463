"""Who says it: words, side and role of the speaker, and how far a voice carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.voices.speaker_phrases import trim
from geo.models import Attribution, Kind, Role, Side, Status

if TYPE_CHECKING:
    from tests.claims.conftest import Read


def voices(read: Read, text: str) -> list[Attribution | None]:
    return [claim.attribution for claim in read(text).claims]


@pytest.mark.parametrize(
    ("text", "speaker", "role", "side"),
    [
        (
            "Kherson was shelled, governor Oleksandr Prokudin said.",
            "governor Oleksandr Prokudin",
            Role.CIVIL_OFFICIAL,
            Side.UA,
        ),
        (
            "According to the General Staff, Russian troops attacked near Lyman.",
            "the General Staff",
            Role.GENERAL_STAFF,
            Side.UA,
        ),
        (
            "Russia's defence ministry said its troops captured Yampil.",
            "Russia's defence ministry",
            Role.MINISTRY,
            Side.RU,
        ),
        (
            "Russian milbloggers claim that Russian forces entered Toretsk.",
            "Russian milbloggers",
            Role.MILBLOGGER,
            Side.RU,
        ),
        (
            "Governor Roman Busargin spoke of a fire in Saratov and said one person was injured.",
            "Governor Roman Busargin",
            Role.CIVIL_OFFICIAL,
            Side.RU,
        ),
        (
            "Киев это опроверг: бои в Купянске продолжаются.",
            "Киев",
            Role.CIVIL_OFFICIAL,
            Side.UA,
        ),
        (
            "Mikhail Razvozhayev, whom Moscow installed as governor, said drones hit Sevastopol.",
            "Mikhail Razvozhayev",
            Role.CIVIL_OFFICIAL,
            Side.RU,
        ),
        (
            "Ворог атакував біля Лимана, повідомив Генеральний штаб.",
            "Генеральний штаб",
            Role.GENERAL_STAFF,
            Side.UA,
        ),
        (
            "За словами губернатора Прокудіна, Херсон обстріляли росіяни.",
            "губернатора Прокудіна",
            Role.CIVIL_OFFICIAL,
            Side.UA,
        ),
        (
            "По данным Минобороны РФ, российские войска заняли Торецк.",
            "Минобороны РФ",
            Role.MINISTRY,
            Side.RU,
        ),
        (
            "ВСУ обстреляли Шебекино, ранены двое жителей, написал Гладков.",
            "Гладков",
            Role.CIVIL_OFFICIAL,
            Side.RU,
        ),
    ],
)
def test_speaker_role_and_side(read: Read, text: str, speaker: str, role: Role, side: Side) -> None:
    found = voices(read, text)
    assert found
    for one in found:
        assert one is not None
        assert (one.speaker, one.role, one.side) == (speaker, role, side)
        assert text[one.start : one.end] == one.cue


def test_pronoun_is_who_spoke_last(read: Read) -> None:
    text = "Governor Oleksandr Prokudin wrote about the night. He said Russian troops shelled Kherson."
    (found,) = voices(read, text)
    assert found is not None
    assert found.speaker == "Governor Oleksandr Prokudin"


def test_bulletin_of_its_issuer_goes_on(read: Read) -> None:
    text = (
        "Генеральний штаб повідомив про ситуацію на фронті.\n\n"
        "На Куп'янському напрямку росіяни атакували біля Куп'янська.\n\n"
        "Авіація рф вдарила по Торецьку."
    )
    claims = read(text).claims
    assert {claim.attribution.role for claim in claims if claim.attribution} == {Role.GENERAL_STAFF}
    assert {claim.status for claim in claims} == {Status.CLAIMED}


def test_mayor_of_one_city_does_not_speak_of_another(read: Read) -> None:
    text = "Mayor Vitali Klitschko said drones hit Kyiv. In Odesa region, port buildings were damaged."
    assert [one.speaker if one else None for one in voices(read, text)] == ["Mayor Vitali Klitschko", None]


def test_voice_of_a_person_ends_with_the_paragraph(read: Read) -> None:
    text = "Governor Oleksandr Prokudin said Kherson was shelled.\n\nRussian forces advanced near Toretsk."
    assert [one is None for one in voices(read, text)] == [False, True]


def test_no_enemy_is_granted_ground_by_a_voice_carried_over(read: Read) -> None:
    text = "Russia's defence ministry said its troops captured Yampil. Sumy is still held by Ukraine."
    found = voices(read, text)
    assert found[0] is not None
    assert found[-1] is None


def test_ministry_without_a_country_is_that_of_who_spoke_before(read: Read) -> None:
    text = (
        "Russia said it had repelled attacks near Tyotkino. The defence ministry said it captured Malynivka."
    )
    told = [claim.attribution for claim in read(text).claims if claim.kind is Kind.CAPTURE]
    assert [(one.speaker, one.side) for one in told if one] == [("The defence ministry", Side.RU)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Kharkiv governor Oleh Syniehubov on Telegram said that Russian forces shelled Kupiansk.",
            "Syniehubov",
        ),
        (
            "Ukrinform, citing the General Staff, reported that Russian forces attacked near Lyman.",
            "General Staff",
        ),
        ("The ISW previously assessed that Russian forces advanced near Lyman.", "The ISW"),
        ("Голова ОВА Олег Синєгубов у Telegram повідомив, що росіяни обстріляли Куп'янськ.", "Синєгубов"),
        ("Об этом сообщает ТАСС со ссылкой на Минобороны РФ: войска заняли Торецк.", "Минобороны РФ"),
    ],
)
def test_speaker_is_named_without_where_he_speaks_or_who_passes_it_on(
    read: Read, text: str, speaker: str
) -> None:
    (found,) = {told.speaker for told in voices(read, text) if told is not None}
    assert found.endswith(speaker)


@pytest.mark.parametrize(
    "text",
    [
        "“Russian forces entered Toretsk. They have not taken Pokrovsk,” Syrskyi said.",
        "Russian forces shelled Kupiansk. This was reported by governor Oleh Syniehubov.",
        "Росіяни обстріляли Куп'янськ. Про це повідомив голова ОВА Олег Синєгубов.",
        "«Враг атакует у Купянска. Мы держим Купянск», — заявил Сырский.",
    ],
)
def test_speaker_named_behind_speaks_in_the_sentences_before(read: Read, text: str) -> None:
    told = voices(read, text)
    assert told
    assert all(one is not None and one.side is Side.UA for one in told)


POSTS = {
    """Богомаз: ночью под атакой оказались два района

Добрый вечер, земляки.

В Суземском районе дрон атаковал грузовик.

В Климовском районе сгорел дом.""": Side.RU,
    """Генштаб: за добу на фронті 120 боєзіткнень

На Лиманському напрямку росіяни атакували біля Лимана.

Авіація рф вдарила по Торецьку.""": Side.UA,
    """Оперативна інформація на вечір

Росіяни атакували біля Лимана. Авіація рф вдарила по Торецьку, ідеться у зведенні Генерального штабу.

Під Суджею ворог двічі атакував.""": Side.UA,
    """Минобороны РФ подвело итоги недели

Российские войска взяли Торецк, следует из сводки Минобороны.

Группировка «Юг» продвинулась у Лимана. Идёт зачистка Купянска, говорится в сводке.""": Side.RU,
    """Сводка Министерства обороны РФ за сутки

Группировка «Юг» продвинулась у Лимана. Отражены две контратаки у Купянска.

Средствами ПВО сбиты пять беспилотников.""": Side.RU,
    """Балицкий: обстановка в области

Наши бойцы продвинулись у Токмака.

По Васильевке выпущено 14 снарядов.""": Side.RU,
}


@pytest.mark.parametrize(("text", "side"), POSTS.items())
def test_author_of_a_post_or_a_bulletin_speaks_in_all_of_it(read: Read, text: str, side: Side) -> None:
    claims = read(text).claims
    assert len(claims) > 1
    assert {claim.attribution.side if claim.attribution else None for claim in claims} == {side}
    assert {claim.status for claim in claims} == {Status.CLAIMED}


def test_speaker_in_a_heading_speaks_for_what_nobody_else_tells(read: Read) -> None:
    text = "Богомаз: ночью под атакой оказались два района\n\nВ Суземском районе дрон атаковал грузовик."
    (voice,) = voices(read, text)
    assert voice is not None
    assert (voice.speaker, voice.side) == ("Богомаз", Side.RU)


def test_words_before_an_impersonal_cue_are_no_speaker(read: Read) -> None:
    text = (
        "По данным Минобороны РФ, войска заняли Торецк. В Купянске (он же узел) идёт уничтожение "
        "украинской группировки, говорится в сводке."
    )
    assert {one.speaker for one in voices(read, text) if one} == {"Минобороны РФ"}


def test_what_was_confirmed_before_confirms_nothing_else(read: Read) -> None:
    text = "Сырский подтвердил, что ВСУ взяли Торецк. Враг обстрелял Лиман."
    assert [claim.status for claim in read(text).claims] == [Status.CONFIRMED, Status.CLAIMED]


def test_head_of_the_region_is_the_official_who_spoke_before(read: Read) -> None:
    text = (
        "Губернатор Владимир Сальдо сообщил, что дрон ударил по Каховке. "
        "В Скадовске повреждён автобус, отметил глава региона."
    )
    assert [(one.side, one.role) for one in voices(read, text) if one] == [(Side.RU, Role.CIVIL_OFFICIAL)] * 2


def test_rumour_denied_keeps_its_voice(read: Read) -> None:
    text = "Сырский заявил, что ВСУ держат Лиман. Слухи о захвате Торецка не подтверждаем."
    told = [claim for claim in read(text).claims if claim.status is Status.DENIED]
    assert told
    assert all(claim.attribution and claim.attribution.side is Side.UA for claim in told)


@pytest.mark.parametrize(
    ("text", "speaker", "role", "side"),
    [
        (
            "Kherson was shelled, said Serhii Horbunov, head of the military administration.",
            "Serhii Horbunov",
            Role.MILITARY_OFFICIAL,
            Side.UA,
        ),
        (
            (
                "Войска завершили освобождение Северска, доложил президенту командующий группировкой "
                "Сергей Медведев по видеосвязи вечером 11 декабря."
            ),
            "командующий группировкой Сергей Медведев",
            Role.MILITARY_OFFICIAL,
            Side.RU,
        ),
        (
            "Российские войска заняли Северск. Об этом журналистам сообщил губернатор Вячеслав Гладков.",
            "губернатор Вячеслав Гладков",
            Role.CIVIL_OFFICIAL,
            Side.RU,
        ),
        (
            "Міністерство оборони Росії повідомило, що російські війська захопили Яблунівку.",
            "Міністерство оборони Росії",
            Role.MINISTRY,
            Side.RU,
        ),
        (
            (
                "Начальник генштабу РФ Валерій Герасимов повторив, що російські війська захопили Куп'янськ. "
                "Герасимов заявив, що війська захопили Лиман."
            ),
            "Герасимов",
            Role.MILITARY_OFFICIAL,
            Side.RU,
        ),
    ],
)
def test_rank_country_and_what_stands_beside_a_name_tell_who_he_is(
    read: Read, text: str, speaker: str, role: Role, side: Side
) -> None:
    attribution = voices(read, text)[-1]
    assert attribution is not None
    assert (attribution.speaker, attribution.role, attribution.side) == (speaker, role, side)


def test_he_may_have_been_named_in_another_paragraph(read: Read) -> None:
    told = voices(
        read,
        "Governor Oleksandr Prokudin said Kherson was shelled.\n\n"
        "According to him, Russian troops attacked near Lyman.",
    )
    assert [one.speaker if one else None for one in told] == ["Governor Oleksandr Prokudin"] * 2


def test_what_an_officer_says_of_his_men_is_not_who_says_it(read: Read) -> None:
    told = voices(
        read,
        "Volodymyr Kaminskyi, an officer with the brigade, said his soldiers drove the enemy out of Lyman.",
    )
    assert [one.speaker if one else None for one in told] == [
        "Volodymyr Kaminskyi, an officer with the brigade"
    ]


def test_to_whom_it_is_told_does_not_tell_it(read: Read) -> None:
    told = voices(
        read, "Residents of Lyman, to the west of the city, told the BBC that Russian troops entered it."
    )
    assert all(one is None or "BBC" not in one.speaker for one in told)


def test_photographs_do_not_speak(read: Read) -> None:
    assert voices(read, "Судя по кадрам, российские войска заняли Лиман.") == [None]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The 24th Brigade", "The 24th Brigade"),
        ("on the 24th the ministry", "the ministry"),
        ("On Friday the 3rd Assault Brigade", "the 3rd Assault Brigade"),
        ("Проте комбат", "комбат"),
        ("Тепер речник бригади", "речник бригади"),
    ],
)
def test_number_of_a_brigade_is_no_date(words: str, speaker: str) -> None:
    assert trim(words) == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        ("By Kyiv's account Russian forces captured Toretsk.", "Kyiv", Side.UA),
        ("Якщо вірити Генштабу, російські війська захопили Торецьк.", "Генштабу", Side.UA),
        ("Если верить Апти Алаудинову, российские войска взяли Суджу.", "Апти Алаудинову", Side.RU),
        ("Канал «Рыбарь»: российские войска заняли Любимовку.", "Канал «Рыбарь»", Side.RU),
        ("По украинским данным, под Покровском погибли 300 россиян.", "украинским", Side.UA),
        ("В Кремле отвечают, что российские войска заняли Торецк.", "Кремле", Side.RU),
    ],
)
def test_speaker_is_named_with_a_count_a_belief_or_quotation_marks(
    read: Read, text: str, speaker: str, side: Side
) -> None:
    told = read(text).claims[0].attribution
    assert told is not None
    assert (told.speaker, told.side) == (speaker, side)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Earlier this week the regional head, Oleh Hryhorov, said Russian troops had captured Novenke.",
            "the regional head, Oleh Hryhorov",
        ),
        (
            "The Russian ministry first reported that an attack near Berdin had been repelled.",
            "The Russian ministry",
        ),
        (
            "Russia's Defence Ministry, for its part, announced the capture of Toretsk.",
            "Russia's Defence Ministry",
        ),
        ("Prigozhin himself said that his troops had captured Bakhmut.", "Prigozhin"),
        ("The Kremlin has sought to deny that Russian troops captured Toretsk.", "The Kremlin"),
        ("Kyiv has for the first time acknowledged that Russian troops entered Novenke.", "Kyiv"),
        ("The General Staff would not confirm that Russian troops captured Toretsk.", "The General Staff"),
        ("У грудні канал «Рибар» повідомив, що російські війська захопили Торецьк.", "канал «Рибар»"),
    ],
)
def test_when_and_how_he_speaks_is_not_who_he_is(read: Read, text: str, speaker: str) -> None:
    voices = {claim.attribution.speaker for claim in read(text).claims if claim.attribution}
    assert voices == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Earlier this week, TV reporter Anna Prokofieva was killed while covering clashes in Sudzha.",
        "But despite President Vladimir Putin's vow, fierce battles go on near Sudzha.",
        "The capture of Sudzha could not be confirmed independently.",
    ],
)
def test_who_is_only_spoken_of_does_not_speak(read: Read, text: str) -> None:
    claims = read(text).claims
    assert claims
    assert not [claim.attribution for claim in claims if claim.attribution]


@pytest.mark.parametrize(
    "text",
    [
        "Москва эти цифры не комментировала, российские войска заняли Торецк.",
        "Её, говорят, достал дрон под Торецком, российские войска заняли Торецк.",
        "Videos seem to show a British Challenger tank that was destroyed near Toretsk.",
    ],
)
def test_no_speaker_is_made_of_what_is_told(read: Read, text: str) -> None:
    voices = {claim.attribution.speaker for claim in read(text).claims if claim.attribution}
    assert not any(word in voice for voice in voices for word in ("цифры", "Её", "Challenger"))


def test_navy_of_who_strikes_speaks(read: Read) -> None:
    (told,) = voices(read, "Ukraine strikes a plant in Bryansk with Neptune missiles, navy says.")
    assert told is not None
    assert told.side is Side.UA


def test_staff_goes_on_to_tell_of_the_enemy(read: Read) -> None:
    reading = read(
        "General Staff: 171 combat engagements over past day. The Russian army launched 71 air strikes."
        " It also carried out 4,820 shellings, including 88 from multiple launch rocket systems."
    )
    assert [claim.actor for claim in reading.claims] == [Side.BOTH, Side.RU, Side.RU]


def test_name_after_according_to_ends_where_a_clause_begins(read: Read) -> None:
    (told,) = voices(read, "According to DeepState it now occupies Novopavlivka, which Russia wanted.")
    assert told is not None
    assert told.speaker == "DeepState"


def test_civil_ministry_is_of_the_country_it_tells_of(read: Read) -> None:
    (told,) = voices(read, "Russian drones hit Chernihiv, the energy ministry said.")
    assert told is not None
    assert (told.role, told.side) == (Role.MINISTRY, Side.UA)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Бригада відійшла з Лимана, визнав її офіцер на умовах анонімності.", "її офіцер"),
        ("• Міноборони РФ заявило про взяття Торецька.", "Міноборони РФ"),
    ],
)
def test_speaker_is_no_bullet_and_no_manner(read: Read, text: str, speaker: str) -> None:
    assert [one.speaker if one else None for one in voices(read, text)] == [speaker]


def test_neither_an_hour_nor_a_network_speaks(read: Read) -> None:
    told = voices(read, "Уранці уточнили: у Лимані поранено двох людей. Про це голова написав у Фейсбуці.")
    assert all(one is None or one.speaker not in {"Уранці", "Фейсбуці"} for one in told)
