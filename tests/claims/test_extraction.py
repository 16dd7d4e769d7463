"""Claims of single sentences in three languages; the sentences and what they tell are in ``corpus/``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo.models import Kind, Measure, Side, Status

if TYPE_CHECKING:
    from geo.models import Claim, Reading
    from tests.claims.conftest import Read

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "uk", "ru")


def rows() -> list[tuple[str, str]]:
    lines = (line for lang in LANGUAGES for line in (CORPUS / f"claims_{lang}.txt").read_text().splitlines())
    return [tuple(line.split(" || ")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def names(reading: Reading, claim: Claim) -> list[str]:
    return [reading.mentions[ref.mention].text for ref in claim.places]


def tells(reading: Reading, claim: Claim, wanted: str) -> bool:
    """Return whether the claim is "kind actor places status side"; a dash is nothing."""
    kind, actor, places, status, side = wanted.split()
    told = claim.attribution.side if claim.attribution else None
    is_negated = claim.negated and claim.status is not Status.DENIED
    found = " ".join(names(reading, claim))
    return (
        (claim.kind, claim.actor or "-", told or "-") == (kind, actor, side)
        and ("negated" if is_negated else claim.status) == status
        and all(place.replace("_", " ") in found for place in places.split(","))
    )


@pytest.mark.parametrize(("text", "wanted"), rows())
def test_sentence_tells_its_claims(read: Read, text: str, wanted: str) -> None:
    reading = read(text)
    for one in wanted.split("; "):
        assert any(tells(reading, claim, one) for claim in reading.claims), (
            one,
            [
                (c.kind, c.actor, names(reading, c), c.status, c.negated, c.attribution)
                for c in reading.claims
            ],
        )
    for claim in reading.claims:
        assert claim.quote == reading.article.text[claim.start : claim.end]


def test_toll_belongs_to_the_strike_and_to_the_casualties(read: Read) -> None:
    claims = read("A Russian missile hit Sloviansk, killing two people and wounding five.").claims
    counted = {claim.kind: sorted((q.measure, q.value) for q in claim.quantities) for claim in claims}
    toll = [(Measure.KILLED, 2), (Measure.WOUNDED, 5)]
    assert counted == {Kind.STRIKE: toll, Kind.CASUALTIES: toll}


def test_no_one_hurt_is_no_number(read: Read) -> None:
    claims = read("A drone fell on Shebekino, and no one was hurt.").claims
    assert {one.as_written for claim in claims for one in claim.quantities} <= {"A drone"}
    assert not any(claim.kind is Kind.CASUALTIES and claim.is_event for claim in claims)


def test_attack_beaten_off_is_one_claim(read: Read) -> None:
    (claim,) = read("Russian troops attacked twice near Kupiansk but were repelled.").claims
    assert (claim.kind, claim.actor) == (Kind.REPELLED_ATTACK, Side.UA)


def test_an_exchange_of_prisoners_is_told_of_both_and_nowhere(read: Read) -> None:
    (claim,) = read("Kyiv and Moscow exchanged 300 prisoners.").claims
    assert (claim.kind, claim.actor, claim.places) == (Kind.PRISONERS, Side.BOTH, ())


def test_small_settlement_is_a_number(read: Read) -> None:
    (claim,) = read("Ukrainian troops captured a small settlement near Kupiansk.").claims
    assert [(q.as_written, q.measure) for q in claim.quantities] == [
        ("a small settlement", Measure.SETTLEMENTS)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 1943 Soviet troops captured Kharkiv.",
        "Talks in Istanbul go on after the ceasefire.",
        "Ukrainian officials visited Sumy on Friday.",
        "The song about Bakhmut won a prize.",
    ],
)
def test_what_reports_no_deed_is_no_claim(read: Read, text: str) -> None:
    assert read(text).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "An evacuation of Sumy could follow if the shelling grows worse.",
        "Has Ukraine struck the refinery in Ryazan?",
        "Russian forces will storm Kupiansk.",
        "The aim of the Russian army is to capture Pokrovsk.",
        "Росія готує наступ на Харків.",
        "Якщо росіяни захоплять Покровськ, дорога буде відкрита.",
        "Россия намерена взять под контроль Покровск.",
        "Возможно, российские войска заняли Торецк.",
        "Russian forces did not capture Pokrovsk.",
        "Neither side has achieved a breakthrough near Pokrovsk.",
        "Moscow demanded that Ukraine withdraw from Kramatorsk.",
        "A court in Rostov sentenced a Ukrainian soldier captured near Toretsk.",
        "Before the invasion, Mariupol was a city of ships.",
        "Ukraine needs guns to protect Kharkiv from glide bombs.",
        "Київ закликав росіян відступити з Енергодара.",
        "Москва потребовала отвести войска из Краматорска.",
        "Russian forces failed to capture Pokrovsk.",
        "Російські війська не захопили Торецьк.",
        "Российские войска не заняли Торецк.",
        "Эвакуацию жителей Купянска не планируем.",
        "На Харьковском направлении противник наступательных действий не вёл.",
        "Біля Торецька ворог штурмових дій не проводив.",
        "Евакуація жителів Торецька запланована на осінь.",
        "An evacuation of Sumy is planned.",
    ],
)
def test_nothing_planned_possible_or_negated_is_an_event(read: Read, text: str) -> None:
    assert [claim.quote for claim in read(text).claims if claim.is_event] == []


def test_residents_are_no_force_present(read: Read) -> None:
    assert not read("More than 300 residents remain in Toretsk.").claims


def test_number_of_houses_is_not_that_of_the_killed(read: Read) -> None:
    (claim,) = [
        claim
        for claim in read("Під удар потрапили дві багатоповерхівки в Сумах: загинули 5 осіб.").claims
        if claim.kind is Kind.CASUALTIES
    ]
    assert [quantity.value for quantity in claim.quantities if quantity.measure is Measure.KILLED] == [5]


def test_man_told_by_his_age_is_one(read: Read) -> None:
    claims = read("В Белгороде от удара дрона погиб 43-летний мужчина.").claims
    killed = {q.value for claim in claims for q in claim.quantities if q.measure is Measure.KILLED}
    assert killed == {1}


@pytest.mark.parametrize(
    "text",
    [
        "The Ukrainian side has said nothing about fighting in Toretsk.",
        "Київ нічого не повідомляв про бої в Торецьку.",
        "Киев не сообщал о боях в Торецке.",
    ],
)
def test_what_nobody_speaks_of_is_not_told(read: Read, text: str) -> None:
    assert not read(text).claims


def test_attacks_beaten_off_at_two_places_are_two_claims_of_one_kind(read: Read) -> None:
    reading = read(
        "Ukrainian forces repelled three Russian assaults near Toretsk and two attacks near Lyman."
    )
    told = [(claim.kind, claim.actor, names(reading, claim)) for claim in reading.claims]
    assert told == [
        (Kind.REPELLED_ATTACK, Side.UA, ["Toretsk"]),
        (Kind.REPELLED_ATTACK, Side.UA, ["Lyman"]),
    ]


@pytest.mark.parametrize(
    "text",
    ["В Херсоне погибла женщина 1961 года рождения.", "У Херсоні загинула жінка 1954 року народження."],
)
def test_year_of_birth_is_no_time_of_death(read: Read, text: str) -> None:
    assert [claim.time for claim in read(text).claims] == [None]
