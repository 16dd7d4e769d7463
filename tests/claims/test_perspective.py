"""Whose enemy "the enemy" is, where only the title tells whose words a text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.models import Side

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
