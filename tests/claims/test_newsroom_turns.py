"""Turns that Russian and Ukrainian newsrooms, staffs and governors use: who, where, how much and what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.counting.implied import find_implied_ones
from geo.claims.counting.quantities import find_quantities
from geo.models import Kind, Measure, Relation, Side, Status

if TYPE_CHECKING:
    from geo.models import Claim, Reading
    from tests.claims.conftest import Read


def places(reading: Reading, claim: Claim) -> list[str]:
    return [reading.mentions[ref.mention].text for ref in claim.places]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Антоновка под плотным огнём.", Kind.STRIKE),
        ("Антонівка під щільним вогнем.", Kind.STRIKE),
        ("Ударами выведена из строя подстанция в Белгороде.", Kind.STRIKE),
        ("У Рені виведено з ладу підстанцію.", Kind.STRIKE),
        ("Семь ракет достигли целей в Харькове.", Kind.STRIKE),
        ("Уночі Павлоград пережив жах. Масована атака.", Kind.STRIKE),
        ("Міст у Вовчанську висаджено в повітря.", Kind.STRIKE),
        ("Російські війська: Торецьк втрачено.", Kind.CAPTURE),
        ("Генеральный штаб ВСУ потерю Торецка не подтвердил.", Kind.CAPTURE),
        ("Разгромлены две роты ВСУ под Торецком.", Kind.CASUALTIES),
        ("У Павлограді ще чотирьох людей госпіталізували.", Kind.CASUALTIES),
        ("Екіпаж поліції вивіз з Торецька 90 людей.", Kind.EVACUATION),
        ("Українські воїни поставили прапор у Торецьку.", Kind.PRESENCE),
    ],
)
def test_turn_tells_of_its_kind(read: Read, text: str, kind: Kind) -> None:
    assert kind in {claim.kind for claim in read(text).claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Авіація вразила дев'ять районів зосередження противника під Торецьком.", Kind.BUILDUP),
        ("ВКС поразили районы сосредоточения ВСУ под Торецком.", Kind.BUILDUP),
        ("Нанесено поражение скоплениям живой силы ВСУ под Торецком.", Kind.BUILDUP),
        ("Российские лётчики авиабомбами сложили переправу у Торецка.", Kind.ADVANCE),
        ("Украинскими дронами в Белгороде выведена из строя подстанция.", Kind.WITHDRAWAL),
    ],
)
def test_turn_tells_of_nothing_else(read: Read, text: str, kind: Kind) -> None:
    claims = read(text).claims
    assert claims
    assert kind not in {claim.kind for claim in claims}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Утром двадцать пятого прилетело в соседний двор.", []),
        ("Тридцать восьмая бригада отошла.", []),
        ("Противник заходит в город по одному, по двое.", []),
        ("Заходять групами по два-три бійці.", [(2.0, 3.0)]),
        ("Двое погибли, по одному — в Славянске и Покровске.", [(2.0, 2.0), (1.0, 1.0)]),
    ],
)
def test_ordinals_and_how_many_go_together(text: str, values: list[tuple[float, float]]) -> None:
    language = "uk" if "бійці" in text else "ru"
    assert [(one.low, one.high) for one in find_quantities(text, language=language)] == values


def test_one_of_three_counts_and_one_of_the_worst_does_not() -> None:
    found = find_quantities("Разрушен один из трёх мостов.", language="ru")
    assert [one.value for one in found] == [1, 3]
    assert not find_quantities("Это один из худших ударов.", language="ru")


def test_numbers_lie_where_their_verb_does(read: Read) -> None:
    text = (
        "В Киеве погибли три человека, почти 50 пострадали, в Вышгороде ранены 19 человек, в том числе "
        "четверо детей."
    )
    reading = read(text)
    told = {
        places(reading, claim)[0]: [one.value for one in claim.quantities]
        for claim in reading.claims
        if claim.kind is Kind.CASUALTIES
    }
    assert told == {"Киеве": [3, 50], "Вышгороде": [19, 4]}


def test_part_of_a_village_and_a_bracket_stand_in_a_list(read: Read) -> None:
    reading = read("ВСУ отбили Ставки и часть Торского.")
    assert [places(reading, claim) for claim in reading.claims] == [["Ставки", "Торского"]]
    reading = read("Прилетело в Ливны (нефтебаза) и в Темрюк.")
    assert [places(reading, claim) for claim in reading.claims] == [["Ливны", "Темрюк"]]


def test_whence_troops_come_and_where_a_preposition_ends(read: Read) -> None:
    claim = read("Ворог перекинув три полки з-під Херсона.").claims[0]
    assert [ref.relation for ref in claim.places] == [Relation.FROM]
    claims = read("Российские войска обошли город с севера, взяли Торецк.").claims
    capture = next(claim for claim in claims if claim.kind is Kind.CAPTURE)
    assert [ref.relation for ref in capture.places] == [Relation.AT]


def test_a_capital_that_speaks_is_not_where_it_was(read: Read) -> None:
    reading = read("Под Рязанью летели дроны. Все они, утверждают в Москве, были сбиты.")
    assert all("Москве" not in places(reading, claim) for claim in reading.claims)


def test_arrivals_are_no_infinitive(read: Read) -> None:
    claim = read("У Середино-Будській громаді фіксували по одному-два прильоти.").claims[0]
    assert claim.status is not Status.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Дрони Служби безпеки України уразили завод у Рязані.",
        "Дроны Службы безопасности Украины поразили завод в Рязани.",
    ],
)
def test_the_security_service_acts(read: Read, text: str) -> None:
    assert read(text).claims[0].actor is Side.UA


def test_villages_of_an_oblast_are_counted_in_all_of_it(read: Read) -> None:
    text = "Доба на Сумщині. Ворог ударив по Білопіллю. Загалом з прикордонних громад виїхали 26 мешканців."
    reading = read(text)
    claim = next(claim for claim in reading.claims if claim.kind is Kind.EVACUATION)
    assert [one.value for one in claim.quantities] == [26]


@pytest.mark.parametrize(
    ("text", "actor", "status"),
    [
        ("Генеральный штаб ВСУ потерю Торецка не подтвердил.", Side.RU, Status.UNCONFIRMED),
        ("В Киеве заявления о потере Торецка опровергли.", Side.RU, Status.DENIED),
        ("Киев потерю Торецка не признаёт.", Side.RU, Status.DENIED),
        ("Генштаб втрату Торецька не підтвердив.", Side.RU, Status.UNCONFIRMED),
        ("Минобороны РФ захват Торецка подтвердило.", Side.RU, Status.CONFIRMED),
    ],
)
def test_what_is_denied_stands_before_the_verb(read: Read, text: str, actor: Side, status: Status) -> None:
    claims = [claim for claim in read(text).claims if claim.kind is Kind.CAPTURE]
    assert [(claim.actor, claim.status) for claim in claims] == [(actor, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Задержаны 49 рейсов, ещё 28 самолётов ушли на запасные аэродромы — в Псков и Петрозаводск.",
        "Польша из-за ударов подняла истребители, аэропорты Жешува и Люблина были закрыты.",
        "Аэропорт Саратова закрыт после атаки дронов.",
        "Аеропорти Саратова і Самари вночі не приймали рейсів через загрозу дронів.",
    ],
)
def test_flights_that_are_held_up_are_no_deed(read: Read, text: str) -> None:
    assert not read(text).claims


def test_an_airport_that_was_hit_was(read: Read) -> None:
    assert read("Аэропорт Пскова атаковали 20 дронов, рейсы отменены.").claims


def test_the_regional_capital_is_that_of_the_oblast_told_of(read: Read) -> None:
    text = (
        "Что известно об ударах: Николаев, Харьков, Донбасс.\n\nНиколаевская область. "
        "Ночью областной центр снова накрыли ракетами."
    )
    reading = read(text)
    assert [places(reading, claim) for claim in reading.claims] == [["Николаев"]]


def test_an_attack_told_of_before_is_no_other(read: Read) -> None:
    text = "У Конотопі помер чоловік, поранений 9 листопада. Кількість жертв тієї атаки зросла до трьох."
    kinds = {claim.kind for claim in read(text).claims}
    assert kinds == {Kind.CASUALTIES}


@pytest.mark.parametrize(
    "text",
    [
        "Уражено дві підстанції на окупованій частині Донеччини.",
        "Ночью взрыв прогремел на оккупированной части Херсонской области, повреждён склад.",
    ],
)
def test_strikes_on_what_is_called_occupied_are_of_ukraine(read: Read, text: str) -> None:
    assert read(text).claims[0].actor is Side.UA


def test_who_is_beaten_off_is_named_behind_his_units(read: Read) -> None:
    text = (
        "Минобороны России: группировка «Запад» улучшила положение. Отражены три контратаки штурмовых групп "
        "противника из районов Благодатовки и Петровки."
    )
    claim = next(claim for claim in read(text).claims if claim.kind is Kind.REPELLED_ATTACK)
    assert claim.actor is Side.RU


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Волчанск. Город взят полностью, штурмовые группы идут к Вильче.", "Волчанск"),
        ("Вовчанськ. Місто захоплено, ворог суне на Вільчу.", "Вовчанськ"),
    ],
)
def test_the_town_that_was_taken_is_the_one_named_before(read: Read, text: str, place: str) -> None:
    reading = read(text)
    claim = next(claim for claim in reading.claims if claim.kind is Kind.CAPTURE)
    assert places(reading, claim) == [place]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Дроны атаковали НПЗ в Рязани и нефтебазу в Энгельсе.", ["Рязани", "Энгельсе"]),
        ("Беспилотники поразили завод в Сызрани Самарской области и порт в Темрюке.", ["Сызрани", "Темрюке"]),
        ("Росіяни вдарили по порту в Ізмаїлі та підстанції в Одесі.", ["Ізмаїлі", "Одесі"]),
        ("Drones struck the refinery in Ryazan and an oil depot in Engels.", ["Ryazan", "Engels"]),
        ("Россияне ударили по складу в Сумах и вернулись на базу в Курске.", ["Сумах"]),
    ],
)
def test_two_sites_under_one_verb_are_both_hit(read: Read, text: str, names: list[str]) -> None:
    reading = read(text)
    assert [places(reading, claim) for claim in reading.claims] == [names]


@pytest.mark.parametrize(
    "text",
    [
        "За добу росіяни вбили 3 жителів Донеччини: 2 в Дружківці та 1 у Костянтинівці.",
        "Війська РФ вбили на Донеччині трьох людей: двох — у Дружківці, одну — у Костянтинівці.",
    ],
)
def test_a_toll_is_shared_out_over_towns(read: Read, text: str) -> None:
    reading = read(text)
    told = {
        places(reading, claim)[0]: [(one.value, one.measure) for one in claim.quantities]
        for claim in reading.claims
    }
    assert told["Дружківці"] == [(2, Measure.KILLED)]
    assert told["Костянтинівці"] == [(1, Measure.KILLED)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("Постраждав 40-річний працівник.", "uk"), ("Пострадала местная жительница.", "ru")],
)
def test_one_who_suffered_is_wounded(text: str, language: str) -> None:
    found = find_implied_ones(text, language=language)
    assert [(one.value, one.measure) for one in found] == [(1, Measure.WOUNDED)]


def test_molniya_drones_are_counted() -> None:
    found = find_quantities("Зафіксовано влучання двох «Молній» в АЗС.", language="uk")
    assert [(one.value, one.measure) for one in found] == [(2, Measure.DRONES)]


@pytest.mark.parametrize(
    "text",
    [
        "Вертолёты из Крыма перегоняют в Анапу, а фрегаты с начала осени переводят в Новороссийск.",
        "Украина бьёт по флоту. Часть боевых кораблей уведена в Новороссийск и Феодосию, показывают снимки.",
    ],
)
def test_far_behind_its_lines_an_army_alone_moves(read: Read, text: str) -> None:
    claims = [claim for claim in read(text).claims if claim.kind is Kind.WITHDRAWAL]
    assert claims
    assert {claim.actor for claim in claims} == {Side.RU}
