"""Who is named beside no word of saying, and whose words and offices tell a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.language.lexicon import load_claim_lexicon, load_speakers
from geo.claims.language.sentence_view import View, make_views
from geo.claims.voices.attribution import find_loose_voices, find_voices
from geo.claims.voices.carrying import Floor
from geo.claims.voices.issuing import find_named_above, find_publisher
from geo.claims.voices.naming import voices_in_brackets, voices_without_a_verb
from geo.claims.voices.speakers import is_bare_office, names_a_side, oblast_led_by
from geo.models import Role, Side
from geo.pipeline import Frontline
from geo.reading.article import make_article

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon, Speakers
    from geo.claims.voices.making import Voice


class Ears:
    """The lexicons of a text and its sentences."""

    def __init__(self, text: str) -> None:
        frontline = Frontline()
        reading = frontline.read_text(text, source="note")
        self.lexicon: ClaimLexicon = load_claim_lexicon(
            reading.article.language, data_dir=frontline.settings.data_dir
        )
        self.speakers: Speakers = load_speakers(data_dir=frontline.settings.data_dir)
        self.views: list[View] = make_views(reading.article, reading.mentions, self.lexicon)

    def here(self, number: int = 0) -> list[Voice]:
        return find_voices(self.views[number], self.lexicon, self.speakers, None)


def names(voices: list[Voice]) -> list[tuple[str, Role, Side | None]]:
    return [(one.attribution.speaker, one.attribution.role, one.attribution.side) for one in voices]


def test_source_in_brackets_may_speak() -> None:
    ears = Ears("Drones hit Sumy, two killed (regional administration).")
    found = names(voices_in_brackets(ears.views[0], ears.speakers))
    assert found == [("regional administration", Role.CIVIL_OFFICIAL, Side.UA)]


def test_short_name_in_brackets_is_no_source() -> None:
    ears = Ears("The Security Service of Ukraine (SBU) struck Belgorod.")
    assert voices_in_brackets(ears.views[0], ears.speakers) == []


def test_ministry_without_a_verb_keeps_its_country() -> None:
    ears = Ears("The UK Ministry of Defence sees a Russian advance near Kupiansk.")
    found = names(voices_without_a_verb(ears.views[0], ears.speakers))
    assert ("The UK Ministry of Defence", Role.MINISTRY, Side.OTHER) in found


@pytest.mark.parametrize(
    ("text", "speaker", "side"),
    [
        ("Окупаційна «адміністрація» повідомила про удар по Токмаку.", "Окупаційна «адміністрація»", Side.RU),
        ("12:30 Генштаб: ворог двічі атакував біля Лимана.", "Генштаб", Side.UA),
        (
            "Губернатор Иван Петров, который сообщил об атаке на Шебекино, молчит.",
            "Губернатор Иван Петров",
            None,
        ),
        (
            "A Ukrainian marine who fought there said boats were hit near Kherson.",
            "A Ukrainian marine",
            Side.UA,
        ),
        ("Pro-Russian bloggers wrote that Kupiansk had fallen.", "Pro-Russian bloggers", Side.RU),
        ("Воздушные силы сообщили о 90 дронах над Сумами.", "Воздушные силы", Side.UA),
        (
            "The Russian Volunteer Corps said it had entered Belgorod region.",
            "The Russian Volunteer Corps",
            Side.UA,
        ),
        ("Both ministries reported the swap near Sumy.", "Both ministries", Side.BOTH),
    ],
)
def test_speaker_of_a_sentence(text: str, speaker: str, side: Side | None) -> None:
    first = Ears(text).here()[0].attribution
    assert first.speaker == speaker
    if side is not None:
        assert first.side is side


def test_it_is_the_state_named_in_the_sentence() -> None:
    voices = Ears("Moscow denied the loss; it said its troops had captured Kupiansk.").here()
    assert names(voices) == [("Moscow", Role.CIVIL_OFFICIAL, Side.RU)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "By our estimate the gain near Kupiansk comes to four square kilometres.",
        "Из 14 оккупантов, говорится там, под Купянском не выжил никто.",
    ],
)
def test_what_is_estimated_or_written_does_not_speak(text: str) -> None:
    ears = Ears(text)
    told = [*ears.here(), *find_loose_voices(ears.views[0], ears.lexicon, ears.speakers)]
    assert not {one.attribution.speaker for one in told} & {"By our", "Из 14 оккупантов"}


def test_title_with_a_colon_is_no_author_unless_it_is_a_name() -> None:
    title = "Сорок днів облоги: як росіяни йшли з Чернігова\n\nМи проїхали дорогою. Ворог захопив Лиман."
    post = "Іван Коваленко: ніч на Сумщині\n\nДрузі, ми вистояли. Ворог ударив по Сумах."
    for text, has_author in ((title, False), (post, True)):
        ears = Ears(text)
        assert Floor(ears.views, ears.lexicon, ears.speakers).has_author is has_author


def test_the_ministry_is_the_one_of_that_office_that_spoke() -> None:
    ears = Ears(
        "Russia's defence ministry said its troops had captured Vovchansk.\n\n"
        "Ukrainian channels denied that. The ministry reported the capture of Lyptsi."
    )
    floor = Floor(ears.views, ears.lexicon, ears.speakers)
    told = [floor.voices_of(number) for number in range(len(ears.views))]
    assert told[-1][0].attribution.side is Side.RU


@pytest.mark.parametrize(
    ("speaker", "is_named", "is_bare"),
    [
        ("the Russian ministry", True, False),
        ("the general", False, True),
        ("командувач", False, True),
        ("СБУ", True, False),
        ("a spokesman", False, False),
    ],
)
def test_words_of_a_speaker(speaker: str, *, is_named: bool, is_bare: bool) -> None:
    speakers = load_speakers(data_dir=Frontline().settings.data_dir)
    assert names_a_side(speaker, speakers) is is_named
    assert is_bare_office(speaker) is is_bare


@pytest.mark.parametrize(
    ("publisher", "title", "speaker", "side"),
    [
        ("Генеральний штаб ЗС України", None, "Генеральний штаб ЗС України", Side.UA),
        ("Минобороны РФ", "Сводка", "Минобороны РФ", Side.RU),
        ("Ministry of Defence of Ukraine", None, "Ministry of Defence of Ukraine", Side.UA),
        (None, "Сводка Минобороны России о ходе операции", "Минобороны России", Side.RU),
        ("Army Technology", None, None, None),
        ("Ukrainska Pravda", None, None, None),
        ("The Russian Military Weekly newspaper", "Report of the week", None, None),
    ],
)
def test_body_that_publishes_speaks(
    publisher: str | None, title: str | None, speaker: str | None, side: Side | None
) -> None:
    text = "Two tanks were destroyed." if (title or publisher or "").isascii() else "Уничтожены два танка."
    article = make_article(text, source="note", title=title, publisher=publisher)
    ears = Ears(text)
    voice = find_publisher(article, ears.lexicon, ears.speakers)
    told = None if voice is None else voice.attribution
    assert (told and told.speaker, told and told.side) == (speaker, side)


def test_bulletin_of_a_publisher_is_his_claim() -> None:
    text = "Освобождён посёлок Нью-Йорк. По данным DeepState, бои идут под Торецком."
    published = make_article(text, source="note", publisher="Минобороны РФ")
    claims = Frontline().read_article(published).claims
    assert [(claim.attribution and claim.attribution.speaker) for claim in claims] == [
        "Минобороны РФ",
        "DeepState",
    ]
    assert claims[0].attribution is not None
    assert published.text[claims[0].attribution.start : claims[0].attribution.end] == ""


def speakers_of(text: str) -> list[str]:
    ears = Ears(text)
    found = [find_voices(view, ears.lexicon, ears.speakers, None) for view in ears.views]
    return [voice.attribution.speaker for voices in found for voice in voices]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Глава области Евгений Балицкий накануне рассказал, что дроны били по Токмаку.",
            ["Глава области Евгений Балицкий"],
        ),
        ("Её, говорят, достал дрон у Михайловки ещё летом.", []),
        ("Москва эти цифры не комментировала, потери у Авдеевки были велики.", []),
        (
            "Президент Владимир Зеленский впервые признал, что войска под Белгородом.",
            ["Президент Владимир Зеленский"],
        ),
    ],
)
def test_pronouns_adverbs_and_silence_are_of_no_speaker(text: str, expected: list[str]) -> None:
    assert speakers_of(text) == expected


def test_he_of_by_his_words_may_be_named_in_the_sentence() -> None:
    told = "Речник бригади Олексій Бєльський заперечив захоплення Єгорівки: за його словами, бої тривають."
    assert set(speakers_of("У Міноборони РФ заявили про захоплення Єгорівки. " + told)) == {
        "Міноборони РФ",
        "Речник бригади Олексій Бєльський",
    }


def test_governor_of_a_russian_oblast_publishes_for_russia() -> None:
    ears = Ears("Дроны атаковали посёлок Борисовка.")
    article = make_article(
        "Дроны атаковали Борисовку.", source="note", publisher="Губернатор Белгородской области"
    )
    publisher = find_publisher(article, ears.lexicon, ears.speakers)
    assert publisher is not None
    assert publisher.attribution.side is Side.RU


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Херсоне тем временем украинская сторона сообщила о 12 раненых.", ["украинская сторона"]),
        ("«Ворог тисне», — сказав у ефірі речник Андрій Демченко.", ["речник Андрій Демченко"]),
        ("Взрывы прозвучали в Макеевке, данные уточняются.", []),
    ],
)
def test_where_on_air_and_meanwhile_are_not_of_who_speaks(text: str, expected: list[str]) -> None:
    assert speakers_of(text) == expected


BODY = "\n\nTwo people were killed in Sumy. Fires burned until noon."


@pytest.mark.parametrize(
    ("heading", "speaker"),
    [
        ("A loud night — Serhii Lysak", "Serhii Lysak"),
        ("Олег Синєгубов / Харківська область", "Олег Синєгубов"),
        ("Андрей Клычков, губернатор Орловской области", "Андрей Клычков"),
        (
            "Press office of the Chernihiv Regional Military Administration",
            "Chernihiv Regional Military Administration",
        ),
        ("Оперативна інформація Сил оборони Півдня за 23 червня", "Сил оборони Півдня"),
        ("Вечерняя сводка губернатора", "губернатора"),
        ("Acting governor on overnight attack", "governor"),
        ("«Ліс ховає»: командир роти про оборону", "командир роти"),
    ],
)
def test_who_signs_a_heading_may_speak_in_the_text(heading: str, speaker: str) -> None:
    ears = Ears(heading + BODY)
    voice = find_named_above(ears.views, ears.lexicon, ears.speakers)
    assert voice is not None
    assert voice.attribution.speaker == speaker


@pytest.mark.parametrize(
    "heading",
    [
        "Mass attack sets Kyiv alight, damages railway",
        "Kherson Celebrates Freedom: What the Retreat Tells Us About the War",
        "Has Russia entered the region? An explainer in six answers",
        "Russian troops edge closer to Sumy",
        "Чому Росія так уперто йде на Борову",
        "ВСУ третий день атакуют район",
        "Ракетники вразили штаб на лівобережжі",
        "Ukraine's Gamble in the North: What One Week of Fighting Has Changed",
        "Battle for the City: Special Forces Land as Encirclement Looms",
    ],
)
def test_whom_a_heading_tells_of_does_not_speak_in_the_text(heading: str) -> None:
    body = BODY if heading.isascii() else "\n\nДвое погибли в Сумах. Пожары тушили до полудня."
    ears = Ears(heading + body)
    assert find_named_above(ears.views, ears.lexicon, ears.speakers) is None


@pytest.mark.parametrize(
    ("speaker", "oblast"),
    [
        ("Governor Vyacheslav Gladkov", "Belgorod Oblast"),
        ("врио губернатора Александр Хинштейн", "Kursk Oblast"),
        ("губернатором Александром Богомазом", "Bryansk Oblast"),
        ("начальник ОВА Олег Синєгубов", "Kharkiv Oblast"),
        ("Олега Григорова", "Sumy Oblast"),
        ("Ivan Fedorov", "Zaporizhzhia Oblast"),
        ("Вадим Филашкин", "Donetsk Oblast"),
        ("Prokudin", "Kherson Oblast"),
        ("Mykhailo Fedorov", None),
        ("Андрій Кім", None),
        ("the governor", None),
    ],
)
def test_head_of_an_oblast_is_known_by_name(speaker: str, oblast: str | None) -> None:
    speakers = load_speakers(data_dir=Frontline().settings.data_dir)
    assert oblast_led_by(speaker, speakers) == oblast


def test_governor_counts_what_happened_in_his_oblast() -> None:
    reading = Frontline().read_text(
        "Drones hit Kharkiv and Sumy oblasts. Kupiansk was shelled twice.\n\n"
        "In Sumy Oblast three people were wounded, Governor Oleh Hryhorov said. "
        "Over the past day 12 villages of the region were shelled, he added.",
        source="note",
    )
    claim = reading.claims[-1]
    (ref,) = claim.places
    place = reading.mentions[ref.mention].place
    assert place is not None
    assert place.name == "Sumy Oblast"
