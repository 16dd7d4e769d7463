"""Whose enemy "the enemy" is, where only the title tells whose words a text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind, Side, Status

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Gladkov: a night under fire\n\nThe enemy shelled the village of Grafovka in the morning.", Side.UA),
        ("Сальдо рассказал о ночи\n\nПротивник ночью обстрелял Каховку.", Side.UA),
        ("Prokudin: a night under fire\n\nThe enemy shelled the city of Kherson in the morning.", Side.RU),
    ],
)
def test_the_enemy_is_that_of_who_speaks_in_the_title(read: Read, text: str, actor: Side) -> None:
    assert {claim.actor for claim in read(text).claims} == {actor}


def test_a_title_that_only_names_somebody_tells_nothing(read: Read) -> None:
    claims = read("Along Surovikin's line\n\nThe enemy shelled the city of Kherson in the morning.").claims
    assert {claim.actor for claim in claims} == {Side.RU}


def test_words_of_contempt_tell_whose_our_men_are(read: Read) -> None:
    text = "Под Купянском наши обстреляли Радьковку. Хохлы перебросили туда резервы."
    strike = next(claim for claim in read(text).claims if claim.kind is Kind.STRIKE)
    assert strike.actor is Side.RU


def test_threat_that_is_too_early_to_speak_of_is_no_advance(read: Read) -> None:
    claims = read(
        "Ворог просувається на Юнаківському напрямку, але говорити про загрозу Сумам зарано."
    ).claims
    assert all(
        claim.status in {Status.HYPOTHETICAL, Status.PLANNED} or claim.negated
        for claim in claims
        if claim.start > 30
    )


def test_the_enemy_of_a_digest_of_russian_ground_alone_is_ukraine(read: Read) -> None:
    claims = read(
        "A man was hurt in Grayvoron.\n\nIn Shebekino a shop was damaged. "
        "Over the day the enemy fired 11 shells at Belgorod."
    ).claims
    assert claims[-1].actor is Side.UA
