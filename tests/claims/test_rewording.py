"""What the object or the subject of a trigger makes of it, and clauses that tell of no deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind, Measure, Side, Status

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Near Makhnovka the Russians had lost up to a battalion of infantry.", Kind.CASUALTIES),
        ("The Russians have lost an entire company near Pokrovsk.", Kind.CASUALTIES),
        ("Electricity has been lost in Kupiansk after Russian shelling.", Kind.STRIKE),
        ("Ukrainian forces have lost Vuhledar.", Kind.CAPTURE),
        ("Avdiivka fell on 17 February 2025.", Kind.CAPTURE),
        ("A Russian bomb fell on Kostiantynivka.", Kind.STRIKE),
        ("The Kurakhove power station was knocked out.", Kind.STRIKE),
    ],
)
def test_kind_by_what_it_governs(read: Read, text: str, kind: Kind) -> None:
    kinds = {claim.kind for claim in read(text).claims}
    assert kind in kinds
    assert kinds <= {kind, Kind.STRIKE}


def test_captured_two_are_prisoners(read: Read) -> None:
    claims = read(
        "Ukrainian troops fought in Pokrovsk. They killed six Russian soldiers and captured two."
    ).claims
    assert Kind.PRISONERS in {claim.kind for claim in claims}
    assert Kind.CAPTURE not in {claim.kind for claim in claims}


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops advance. Yasenove lies off Pokrovsk, which Russia calls Krasnoarmeysk.",
        "Ukrainian troops attacked in Zaporizhzhia Oblast. South of Orikhiv, progress has been slower.",
    ],
)
def test_no_village_is_taken_by_it(read: Read, text: str) -> None:
    assert Kind.CAPTURE not in {claim.kind for claim in read(text).claims}


def test_loss_that_a_staff_did_not_confirm_is_unconfirmed(read: Read) -> None:
    (claim,) = read("Ukraine's General Staff did not confirm the loss of Toretsk.").claims
    assert claim.status is Status.UNCONFIRMED


def test_nor_is_a_negation(read: Read) -> None:
    claims = read("The Russians took Soledar in January. Nor did they take Chasiv Yar.").claims
    assert [claim.negated for claim in claims] == [False, True]


def test_countering_disinformation_denies_nothing(read: Read) -> None:
    (claim,) = read(
        "Kovalenko, of the Center for Countering Disinformation, said Russian troops had captured Toretsk."
    ).claims
    assert not claim.negated


def test_what_would_follow_a_thrust_is_hypothetical(read: Read) -> None:
    claims = read("A Ukrainian thrust to Tokmak, 35 km behind the line, would cut the railway.").claims
    assert {claim.status for claim in claims} <= {Status.HYPOTHETICAL}


def test_who_insists_that_they_still_hold_demands_nothing(read: Read) -> None:
    claims = read("The minister Hanna Maliar insisted that Ukrainian soldiers still held Bakhmut.").claims
    assert {claim.status for claim in claims} == {Status.CLAIMED}


def test_governor_is_no_nor(read: Read) -> None:
    (claim,) = read("Saratov governor Roman Busargin said a fire broke out after a drone attack.").claims
    assert not claim.negated


@pytest.mark.parametrize(
    "text",
    [
        "Traffic on the bridge at Kerch was halted for three hours.",
        "Sappers demined 12 hectares of farmland near Trostianets and destroyed 16 shells.",
    ],
)
def test_halted_traffic_and_cleared_mines_are_no_deed_of_war(read: Read, text: str) -> None:
    assert read(text).claims == ()


def test_stations_that_stop_after_a_strike_repel_nothing(read: Read) -> None:
    (claim,) = read("Two oil pumping stations in Chuvashia halted after drone attack.").claims
    assert claim.kind is Kind.STRIKE


def test_halted_column_is_beaten_off(read: Read) -> None:
    (claim,) = read("Ukrainian troops halted a Russian column near Stepove.").claims
    assert claim.kind is Kind.REPELLED_ATTACK


def test_animals_are_no_casualties(read: Read) -> None:
    reading = read("A farm in Nikopol was shelled with mortars, 14 cows were killed and a barn burned down.")
    assert [claim.kind for claim in reading.claims] == [Kind.STRIKE]
    assert [(one.value, one.measure) for one in reading.claims[0].quantities] == [(14.0, Measure.OTHER)]


def test_fuel_tanks_are_no_tanks(read: Read) -> None:
    reading = read("Eleven fuel tanks burned at Feodosia. Two Russian tanks burned near Pokrovsk.")
    assert [claim.kind for claim in reading.claims] == [Kind.STRIKE, Kind.EQUIPMENT_LOSS]


def test_attempt_that_ended_in_failure_is_beaten_off(read: Read) -> None:
    (claim,) = read(
        "One attempt by the invaders to storm our positions near Stepove ended in failure."
    ).claims
    assert (claim.kind, claim.status) == (Kind.REPELLED_ATTACK, Status.ASSERTED)


def test_surprise_takes_no_town(read: Read) -> None:
    (claim,) = read(
        "Ukraine's incursion into the region of Kursk in August 2024 took Moscow by surprise."
    ).claims
    assert claim.kind is Kind.ADVANCE


def test_who_steps_on_a_mine_is_a_casualty(read: Read) -> None:
    (claim,) = read("A resident of Glushkovo was blown up by a mine.").claims
    assert claim.kind is Kind.CASUALTIES


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers are looking for two people who are believed to be under the debris in Kharkiv.",
        "A UAV control antenna stood in Pokrovsk.",
    ],
)
def test_words_alone_are_no_deed(read: Read, text: str) -> None:
    assert read(text).claims == ()


def test_evacuation_car_evacuates_nobody(read: Read) -> None:
    reading = read("The Russians are near Lyman. Last Tuesday they hit our evacuation car twice.")
    assert [claim.kind for claim in reading.claims] == [Kind.PRESENCE, Kind.STRIKE]


@pytest.mark.parametrize(
    "text",
    [
        "A massive Russian attack left Odesa without electricity on Sunday.",
        "Drones left Belgorod's power plant in flames.",
        "The Russian strike left Kherson in darkness.",
        "Gas was cut off in Kostiantynivka after a strike on the main pipeline.",
    ],
)
def test_what_is_left_without_light_has_been_hit(read: Read, text: str) -> None:
    assert [claim.kind for claim in read(text).claims] == [Kind.STRIKE]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Russian troops left Kherson on 11 November.", [Kind.WITHDRAWAL]),
        ("DeepState has so far left the village of Rodynske in the grey zone.", [Kind.CLASH]),
        ("Poland scrambled jets and closed two airports, in Rzeszow and Lublin.", []),
        (
            "Assault groups of the Russian 2nd Army are clearing the northern blocks of Pokrovsk.",
            [Kind.CAPTURE],
        ),
        (
            "The Russians reached Kupiansk and took the town after the mayor surrendered it.",
            [Kind.ADVANCE, Kind.CAPTURE],
        ),
        ("Russia took Kupiansk in 2022; Ukraine won it back in September.", [Kind.CAPTURE, Kind.CAPTURE]),
    ],
)
def test_kinds(read: Read, text: str, kinds: list[Kind]) -> None:
    assert [claim.kind for claim in read(text).claims] == kinds


def test_ground_that_is_freed_is_of_who_frees_it(read: Read) -> None:
    (claim,) = read("Dobropillia: 188 sq km freed, Zelensky said.").claims
    assert (claim.kind, claim.actor) == (Kind.CAPTURE, Side.UA)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Marhanets, a mining town, has lost half of its 46,000 residents.", []),
        (
            "Ukrainian crews knocked out four tanks before they reached the village of Dronivka.",
            [Kind.EQUIPMENT_LOSS],
        ),
        ("Air defences shot down 16 Ukrainian drones over the annexed Crimea.", [Kind.STRIKE]),
        (
            "The Ukrainians have lost about 15 square kilometres around the salient near Siversk.",
            [Kind.CAPTURE],
        ),
        ("Russia unleashed one of its largest aerial assaults on Kyiv.", [Kind.STRIKE]),
    ],
)
def test_no_other_deed_is_read_into_it(read: Read, text: str, kinds: list[Kind]) -> None:
    assert [claim.kind for claim in read(text).claims] == kinds


def test_ground_that_nobody_holds_is_under_no_control(read: Read) -> None:
    reading = read('DeepState showed most of Pokrovsk as a "grey zone" controlled by neither side.')
    assert Kind.CONTROL not in {claim.kind for claim in reading.claims}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Противник тричі безуспішно атакував у районі Степового.", Side.UA),
        ("На Оріхівському напрямку ворог двічі безрезультатно намагався наблизитися до Степового.", Side.UA),
        ("Россияне дважды безуспешно атаковал в районе Часова Яра.", Side.UA),
        ("ВСУ неудачно контратаковали у Степногорска.", Side.RU),
    ],
)
def test_attack_in_vain_was_beaten_off_by_the_others(read: Read, text: str, actor: Side) -> None:
    (claim,) = read(text).claims
    assert (claim.kind, claim.actor) == (Kind.REPELLED_ATTACK, actor)


@pytest.mark.parametrize(
    "text",
    [
        "У Сіверській громаді лишилося 700 людей.",
        "У Гуляйполі залишається близько 500 мешканців.",
        "В Торецке остаётся около 400 жителей.",
    ],
)
def test_residents_who_stay_are_no_deed(read: Read, text: str) -> None:
    assert read(text).claims == ()


def test_a_fire_takes_no_town(read: Read) -> None:
    assert read("У Харкові сталося займання складу на площі 600 квадратних метрів.").claims == ()


def test_how_far_it_is_to_a_town_is_no_advance(read: Read) -> None:
    claims = read(
        "Росіяни штурмують Торецьк. До міста звідти близько 30 км. "
        "До околиць Торецька ворогові лишається від трьох до п'яти кілометрів."
    ).claims
    assert [claim.kind for claim in claims] == [Kind.GROUND_ATTACK]


def test_defenders_come_home_by_an_exchange(read: Read) -> None:
    (claim,) = read("Під час обміну додому повернулися захисники Маріуполя.").claims
    assert (claim.kind, claim.actor) == (Kind.PRISONERS, Side.BOTH)


def test_fire_that_spreads_is_no_advance(read: Read) -> None:
    claims = read("Після нічної атаки на Харків вогонь охопив 200 кв. м складу.").claims
    assert {claim.kind for claim in claims} == {Kind.STRIKE}


@pytest.mark.parametrize(
    "text",
    [
        "Makhnovka lies 45 km from the Kursk nuclear power plant.",
        "Demidovka, which lies about two kilometers from the border, had few residents.",
        "The town of Dobropillia is some 20 kilometers north of Pokrovsk.",
    ],
)
def test_where_a_place_lies_is_no_deed(read: Read, text: str) -> None:
    assert not read("Russian troops attacked. " + text).claims[1:]


def test_where_troops_stand_is_one(read: Read) -> None:
    kinds = {claim.kind for claim in read("Russian troops are eight kilometers from Pokrovsk.").claims}
    assert kinds & {Kind.ADVANCE, Kind.PRESENCE}


def test_sappers_who_clear_villages_take_none(read: Read) -> None:
    assert not read("Sappers cleared two villages near Kherson of mines.").claims
