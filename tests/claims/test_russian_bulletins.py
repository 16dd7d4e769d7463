"""How Russian governors, ministries and agencies write: words and turns that bulletins have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.counting.implied import find_implied_ones
from geo.claims.counting.quantities import find_quantities
from geo.claims.language.lexicon import load_claim_lexicon, load_speakers
from geo.claims.voices.issuing import find_publisher
from geo.claims.voices.speakers import side_in, tell_role
from geo.models import Kind, Measure, Relation, Role, Side, Use
from geo.reading.article import make_article
from geo.settings import Settings

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ранены мать и двое детей.", [(2, Measure.WOUNDED)]),
        ("Погибли 30-летний мужчина и двое детей.", [(2, Measure.KILLED)]),
        ("Погибла семья из трёх человек.", [(3, Measure.KILLED)]),
        ("Жертвами удара по рынку стали четверо жителей.", [(4, Measure.KILLED)]),
        ("Остановлено 13 наступательных действий захватчиков.", [(13, Measure.OTHER)]),
        ("Сброшено два взрывных устройства.", [(2, Measure.OTHER)]),
        ("Мэр сообщил о четырёх сбитых на подлёте к городу беспилотниках.", [(4, Measure.DRONES)]),
        (
            "О пяти перехваченных за ночь ракетах и двух танках.",
            [(5, Measure.MISSILES), (2, Measure.VEHICLES)],
        ),
        (
            "Сбиты семь дронов. Под Псковом уничтожены ещё четыре, в Твери — два.",
            [(7, Measure.DRONES), (4, Measure.DRONES), (2, Measure.DRONES)],
        ),
        ("Шестеро уничтожены, двое ранены.", [(6, Measure.KILLED), (2, Measure.WOUNDED)]),
        ("К врачам не пошёл никто, 14 человек обратились к медикам.", [(14, Measure.WOUNDED)]),
        ("Пять человек обратились к врачам.", [(5, Measure.WOUNDED)]),
        ("Двое жителей обратились за медицинской помощью.", [(2, Measure.WOUNDED)]),
        ("Трое жителей обратились в больницу.", [(3, Measure.WOUNDED)]),
        ("Найдены тела ещё пятерых мирных жителей.", [(5, Measure.KILLED)]),
        ("Обнаружены останки 331 человека.", [(331, Measure.KILLED)]),
        (
            "Нашли тело 1 жителя, всего тел 12 солдат, из останков 3 жителя.",
            [(1, Measure.KILLED), (12, Measure.KILLED), (3, Measure.KILLED)],
        ),
        ("В Балаклее ранены две женщины, 45 и 68 лет.", [(2, Measure.WOUNDED)]),
        (
            "Четверо убитых: двое — в Дружковке, по одному — в Славянске и Покровске.",
            [(4, Measure.KILLED), (2, Measure.KILLED), (1, Measure.KILLED)],
        ),
        ("Сбиты семь дронов. Ранены ещё четыре жителя.", [(7, Measure.DRONES), (4, Measure.WOUNDED)]),
    ],
)
def test_what_a_number_counts(text: str, expected: list[tuple[float, Measure]]) -> None:
    assert [(one.value, one.measure) for one in find_quantities(text, language="ru")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Погибла семья из трёх человек.", []),
        ("Ранена семейная пара.", [("семейная пара", 2, Measure.WOUNDED)]),
        ("Погибли супруги.", [("супруги", 2, Measure.KILLED)]),
        ("Погибшие — двое мужчин и женщина.", [("женщина", 1, Measure.KILLED)]),
    ],
)
def test_people_whom_no_number_counts(text: str, expected: list[tuple[str, float, Measure]]) -> None:
    found = find_implied_ones(text, language="ru")
    assert [(one.as_written, one.value, one.measure) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("В Рыльске обломки дрона упали на школу, выбито 16 окон.", Kind.STRIKE, Side.UA),
        ("Украинская артиллерия 38 раз применялась по Теткино.", Kind.STRIKE, Side.UA),
        ("В Рыльске зафиксировано семь артобстрелов.", Kind.STRIKE, Side.UA),
        ("ВСУ пытаются высадиться у Казачьих Лагерей.", Kind.GROUND_ATTACK, Side.UA),
        ("В Горловке двое подростков подорвались на мине.", Kind.CASUALTIES, None),
        ("На Лиманском направлении наши войска вошли в Торское.", Kind.ADVANCE, Side.UA),
        ("Военные вывели из-под Русского Поречного ещё девять человек.", Kind.EVACUATION, Side.OTHER),
        ("ВСУ потеряли два танка под Лиманом.", Kind.EQUIPMENT_LOSS, Side.RU),
        ("Российские войска потеряли под Лиманом 12 солдат.", Kind.CASUALTIES, Side.UA),
        ("Российские ракетоносцы ушли из Севастополя.", Kind.WITHDRAWAL, Side.RU),
        ("Наблюдатели подтвердили оккупацию Торского.", Kind.CAPTURE, Side.RU),
        ("Из Родинского нас выбили ещё в ноябре.", Kind.CAPTURE, Side.RU),
        ("Шестеро диверсантов ликвидированы под Суджей.", Kind.CASUALTIES, None),
        ("Военнослужащие ВСУ расстреляли в Гуево двух мирных жителей.", Kind.CASUALTIES, Side.UA),
        ("Ночью военными РЭБ уничтожены беспилотники под Миллерово.", Kind.STRIKE, Side.UA),
        ("Пограничники уничтожили 43 захватчика в Торском.", Kind.CASUALTIES, Side.UA),
        ("В Судже обнаружены останки 12 жителей.", Kind.CASUALTIES, None),
        ("Врио губернатора показал место атаки в Рязани.", Kind.STRIKE, Side.UA),
    ],
)
def test_kind_of_what_is_told(read: Read, text: str, kind: Kind, actor: Side | None) -> None:
    claims = read(text).claims
    assert {claim.kind for claim in claims} == {kind}
    assert actor is None or {claim.actor for claim in claims} == {actor}


def test_channel_of_a_governor_is_his_own() -> None:
    settings = Settings()
    lexicon = load_claim_lexicon("ru", data_dir=settings.data_dir)
    speakers = load_speakers(data_dir=settings.data_dir)
    assert tell_role("телеграм-канал губернатора Белгородской области", speakers) is Role.CIVIL_OFFICIAL
    assert tell_role("телеграм-канал «Приграничье»", speakers) is Role.MILBLOGGER
    article = make_article(
        "Дроны атаковали Борисовку.",
        source="note",
        publisher="Телеграм-канал губернатора Белгородской области",
    )
    publisher = find_publisher(article, lexicon, speakers)
    assert publisher is not None
    assert publisher.attribution.side is Side.RU


def test_victims_before_a_colon_do_not_speak(read: Read) -> None:
    claims = read("В Гора-Подоле ранены двое мирных жителей: у женщины баротравма.").claims
    assert {claim.attribution for claim in claims} == {None}


def test_administration_of_an_occupied_oblast_by_its_new_name_is_of_the_occupiers(read: Read) -> None:
    text = "В ДНР за сутки зафиксировано шесть обстрелов, сообщили в управлении администрации главы."
    told = [claim.attribution for claim in read(text).claims]
    assert [one.side for one in told if one is not None] == [Side.RU]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Сводка\n\nВраг обстрелял Рыльск. В Судже и Теткино повреждены дома.", Side.UA),
        ("Сводка\n\nВраг обстрелял Херсон. В Одессе и Харькове повреждены дома.", Side.RU),
        ("Сводка\n\nОккупанты обстреляли Рыльск. В Судже и Теткино повреждены дома.", Side.RU),
    ],
)
def test_enemy_is_of_the_other_side_than_all_the_ground(read: Read, text: str, actor: Side) -> None:
    assert read(text).claims[0].actor is actor


def test_village_of_a_district_is_not_near_it(read: Read) -> None:
    claim = read("В Белгородском районе обстреляны село Бессоновка и хутор Церковный.").claims[0]
    assert claim.places[0].relation is not Relation.NEAR
    near = read("В Купянском районе у села Песчаное отбита атака ВСУ.").claims[0]
    assert near.places[0].relation is Relation.NEAR


def test_gun_that_is_fired_from_is_no_origin(read: Read) -> None:
    claim = read("Украинские боевики обстреляли из миномёта деревню Теткино.").claims[0]
    assert claim.places[0].relation is Relation.AT


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("В ночь на 20 сентября жители Саратова сообщили о серии взрывов.", "жители Саратова"),
        (
            "В Горловке ранены двое, написал в телеграм-канале глава ДНР Денис Пушилин.",
            "глава ДНР Денис Пушилин",
        ),
        ("В Минобороны РФ, напротив, сообщили о взятии Торского.", "Минобороны РФ"),
        ("Министерство обороны официально сообщило о взятии Торского.", "Министерство обороны"),
        ("• Минобороны РФ ранее сообщило об ударе по Рыльску.", "Минобороны РФ"),
    ],
)
def test_night_and_channel_are_not_of_who_speaks(read: Read, text: str, speaker: str) -> None:
    told = [claim.attribution for claim in read(text).claims]
    assert {one.speaker for one in told if one is not None} == {speaker}


def test_she_is_no_man_who_spoke_before(read: Read) -> None:
    text = (
        "Удар по Тернополю унёс 26 жизней, сообщил глава МВД Игорь Клименко. Соседка видела ракеты. "
        "«В Тернополе сгорели два дома», — говорит она."
    )
    told = [claim.attribution for claim in read(text).claims if "сгорели" in claim.quote]
    assert told
    assert all(one is None or one.cue != "говорит" or "Клименко" not in one.speaker for one in told)


def test_village_behind_its_noun_in_any_case_is_named(read: Read) -> None:
    reading = read("Боевики обстреляли деревню Толмачёвка-Дальняя.")
    assert [mention.text for mention in reading.mentions if mention.use is Use.PLACE] == [
        "Толмачёвка-Дальняя"
    ]


def test_toll_that_rises_advances_nowhere() -> None:
    lexicon = load_claim_lexicon("ru", data_dir=Settings().data_dir)
    assert {t.kind for _, _, t in lexicon.find_triggers("Число погибших достигло 26")} == {Kind.CASUALTIES}
    assert Kind.ADVANCE in {t.kind for _, _, t in lexicon.find_triggers("Штурмовики достигли окраины села")}


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("ВСУ взяли под контроль посёлок Торское.", "Торское", Relation.AT),
        ("Под обстрел попали Рыльск и Теткино.", "Рыльск", Relation.AT),
        ("ВСУ закрепились под селом Торское.", "Торское", Relation.NEAR),
        ("Повреждения есть в девяти районах города, в Рыльске сгорел дом.", "Рыльске", Relation.IN),
    ],
)
def test_cue_of_a_relation_is_of_the_place(read: Read, text: str, name: str, relation: Relation) -> None:
    reading = read(text)
    refs = {reading.mentions[ref.mention].text: ref.relation for one in reading.claims for ref in one.places}
    assert refs[name] is relation


def test_surname_in_another_case_is_who_was_named_before(read: Read) -> None:
    text = (
        "Губернатор Курской области Иван Старцевой сообщил об ударе по Рыльску.\n\n"
        "По словам Старцевого, ранены двое жителей Рыльска."
    )
    told = next(one.attribution for one in read(text).claims if one.kind is Kind.CASUALTIES)
    assert told is not None
    assert (told.role, told.side) == (Role.CIVIL_OFFICIAL, Side.RU)


@pytest.mark.parametrize(
    "words",
    [
        "населённым пунктам республики",
        "посёлкам в республике",
    ],
)
def test_republic_is_the_one_named_before(read: Read, words: str) -> None:
    text = f"Глава ДНР Денис Пушилин рассказал об ударах по ДНР. За сутки ВСУ нанесли 14 ударов по {words}."
    reading = read(text)
    last = reading.claims[-1]
    assert [reading.mentions[ref.mention].text for ref in last.places] == ["ДНР"]


def test_wounded_were_not_hit_where_they_were_taken(read: Read) -> None:
    text = "В селе Теткино дрон атаковал трактор, механизатор с ранением доставлен в Рыльск."
    reading = read(text)
    assert {reading.mentions[ref.mention].text for one in reading.claims for ref in one.places} == {"Теткино"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В Горловке погиб мужчина, а в Макеевке ранены двое детей.", {"Горловке": [1], "Макеевке": [2]}),
        ("В Запорожье убиты трое, в Харькове погиб сотрудник.", {"Запорожье": [3], "Харькове": [1]}),
        ("Рыльск обстреляли 11 раз, в Теткино сгорел комбайн.", {"Рыльск": [11], "Теткино": []}),
        ("В Токмаке ранена женщина, в Васильевке разрушена школа.", {"Токмаке": [1], "Васильевке": []}),
        ("У Балаклії поранено двох людей, у Харкові загинув чоловік.", {"Балаклії": [2], "Харкові": [1]}),
    ],
)
def test_each_place_has_its_own_victims(read: Read, text: str, expected: dict[str, list[float]]) -> None:
    reading = read(text)
    victims = {Measure.KILLED, Measure.WOUNDED}
    told = {
        # A school that was hit is one as well, and nobody's fate.
        reading.mentions[claim.places[0].mention].text: [
            one.value for one in claim.quantities if one.value != 1 or one.measure in victims
        ]
        for claim in reading.claims
    }
    assert told == expected


@pytest.mark.parametrize(
    "text",
    [
        "Под Липцами без существенных изменений.",
        "Трипольская ТЭС полностью остановлена, сообщила компания.",
    ],
)
def test_standstill_is_no_event_of_the_ground(read: Read, text: str) -> None:
    assert not {claim.kind for claim in read(text).claims} & {Kind.ADVANCE, Kind.REPELLED_ATTACK}


def test_energy_is_no_speaker() -> None:
    speakers = load_speakers(data_dir=Settings().data_dir)
    assert tell_role("удары по энергетике", speakers) is Role.OTHER
    assert tell_role("энергетики", speakers) is Role.CIVIL_OFFICIAL


def test_adjective_of_a_substation_is_no_unknown_village(read: Read) -> None:
    reading = read("В Волгограде загорелась Северная подстанция.")
    assert [reading.mentions[ref.mention].text for ref in reading.claims[0].places] == ["Волгограде"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Взят завод в Торском, рапортует «Южная» группировка.", Side.RU),
        ("Взято Торское, сообщило Министерство обороны.", Side.RU),
        ("Взято Торское, сообщило Министерство обороны Украины.", Side.UA),
        ("В Никополе ранены двое, сообщил глава администрации Сергей Лысак.", Side.UA),
        ("Авиация ВСУ, как сообщил её командующий, поразила командный пункт в Теткино.", Side.UA),
    ],
)
def test_side_of_who_speaks(read: Read, text: str, side: Side) -> None:
    told = [claim.attribution for claim in read(text).claims]
    assert {one.side for one in told if one is not None} == {side}


def test_channel_of_war_correspondents_is_russian() -> None:
    speakers = load_speakers(data_dir=Settings().data_dir)
    assert side_in("Автор канала «RVvoenkor»", speakers) is Side.RU


def test_village_taken_in_any_gender_is_captured(read: Read) -> None:
    for text in ("Российские войска: взято Торское.", "Торское взято российскими войсками."):
        assert [claim.kind for claim in read(text).claims] == [Kind.CAPTURE]


def test_whom_a_governor_calls_upon_does_not_speak(read: Read) -> None:
    claims = read("Он призвал жителей Глушкова уехать: под Званным ранены двое.").claims
    assert all(one.attribution is None or "жителей" not in one.attribution.speaker for one in claims)
