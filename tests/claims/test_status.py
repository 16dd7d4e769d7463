"""How sure the text is, by the words around the claim and by who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind, Status

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Russian forces captured Toretsk.", Status.ASSERTED),
        ("Russian forces reportedly captured Toretsk.", Status.REPORTED),
        ("Russian bloggers wrote that Russian forces captured Toretsk.", Status.REPORTED),
        ("Moscow said that Russian forces captured Toretsk.", Status.CLAIMED),
        ("Zelensky acknowledged that Russian forces captured Toretsk.", Status.CONFIRMED),
        ("Geolocated footage shows that Russian forces captured Toretsk.", Status.GEOLOCATED),
        ("Kyiv denied that Russian forces captured Toretsk.", Status.DENIED),
        (
            "Russia's defence ministry, which denies war crimes, said its forces had captured Toretsk.",
            Status.CLAIMED,
        ),
        ("Russian forces captured Toretsk, which could not be verified.", Status.UNCONFIRMED),
        ("Analysts believe that Russian forces captured Toretsk.", Status.ASSESSED),
        ("The British Ministry of Defence said that Russian forces captured Toretsk.", Status.ASSESSED),
        ("Russian forces plan to capture Toretsk.", Status.PLANNED),
        ("Russian forces might capture Toretsk.", Status.HYPOTHETICAL),
        ("Російські війська нібито захопили Торецьк.", Status.REPORTED),
        ("Сирський підтвердив, що росіяни захопили Торецьк.", Status.CONFIRMED),
        ("Російські війська захопили Торецьк, але підтвердження немає.", Status.UNCONFIRMED),
        ("Российские войска якобы заняли Торецк.", Status.REPORTED),
        ("Российские войска заняли Торецк, это пока не подтверждено.", Status.UNCONFIRMED),
        ("Российские войска планируют занять Торецк.", Status.PLANNED),
    ],
)
def test_status(read: Read, text: str, status: Status) -> None:
    assert {claim.status for claim in read(text).claims} == {status}


def test_not_only_is_no_negation(read: Read) -> None:
    (claim,) = read("Russian forces not only captured Toretsk.").claims
    assert not claim.negated


def test_tried_but_failed_is_negated(read: Read) -> None:
    (claim,) = read("Russian forces failed to capture Toretsk.").claims
    assert claim.negated


@pytest.mark.parametrize(
    "text",
    [
        "The order was to capture Toretsk.",
        "Завдання армії РФ — захопити Торецьк.",
        "Приказ армии РФ — захватить Торецк.",
        "Russian forces are close to capturing Toretsk.",
        "Reports that Russian forces captured Toretsk are false.",
        "Захоплення Торецька росіянами не відповідає дійсності.",
    ],
)
def test_what_was_ordered_or_is_untrue_is_no_event(read: Read, text: str) -> None:
    assert not any(claim.is_event for claim in read(text).claims)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces managed to capture Toretsk.",
        "Росіянам вдалося захопити Торецьк.",
        "Российским войскам удалось захватить Торецк.",
    ],
)
def test_what_was_managed_is_an_event(read: Read, text: str) -> None:
    assert [claim.is_event for claim in read(text).claims] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Российские войска выйдут к Лиману к весне.",
        "Росіяни перекинуть резерви до Лимана.",
        "До кінця року з Куп'янська відселять тисячу людей.",
        "The capture of Toretsk was denied by Kyiv.",
        "Удары по Харькову продолжатся.",
    ],
)
def test_what_is_to_come_or_denied_behind_is_no_event(read: Read, text: str) -> None:
    assert not any(claim.is_event for claim in read(text).claims)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Officers doubt that Russian troops have captured Lyman.", "no event"),
        ("Losing Lyman again would expose Ukrainian troops near Toretsk.", "no event"),
        ("Пострадавших в Лимане, по словам губернатора, нет.", "no event"),
        ("Планирующая бомба разрушила школу в Лимане.", "event"),
        ("Російські війська пробували захопити Лиман.", "event"),
    ],
)
def test_no_event_where_it_is_doubted_and_one_where_a_word_only_looks_like_a_plan(
    read: Read, text: str, told: str
) -> None:
    claims = read(text).claims
    assert claims
    assert {"event" if claim.is_event else "no event" for claim in claims} == {told}


def test_what_who_denies_goes_on_to_state_is_not_denied(read: Read) -> None:
    text = "A Ukrainian commander denied that Russians took all of Toretsk, stating that fighting continues."
    statuses = {claim.kind: (claim.status, claim.negated) for claim in read(text).claims}
    assert statuses[Kind.CAPTURE] == (Status.DENIED, True)
    assert statuses[Kind.CLASH] == (Status.CLAIMED, False)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kyiv said an operation to oust Russian troops from Pokrovsk was under way.", Status.PLANNED),
        ("Kyiv said its troops had managed to take Stepove.", Status.CLAIMED),
        ("Russia is said to have captured Pokrovsk.", Status.REPORTED),
    ],
)
def test_said_makes_a_deed_only_right_before_to(read: Read, text: str, status: Status) -> None:
    claim = next(claim for claim in read(text).claims if claim.kind is Kind.CAPTURE)
    assert claim.status is status


@pytest.mark.parametrize(
    "text",
    [
        "Просунутися до самого Торецька російська мотострілецька бригада так і не змогла.",
        "Захватить Торецк российским штурмовикам в этот раз опять не удалось.",
    ],
)
def test_what_they_could_not_do_is_negated_and_no_plan(read: Read, text: str) -> None:
    (claim,) = read(text).claims
    assert (claim.status, claim.negated) == (Status.ASSERTED, True)
