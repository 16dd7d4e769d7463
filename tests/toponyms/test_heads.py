"""Heads of oblasts, who speak for the villages of their own."""

from __future__ import annotations

import pytest

from geo.pipeline import Frontline
from geo.toponyms.heads import load_heads


def test_every_head_leads_an_oblast_of_the_gazetteer() -> None:
    frontline = Frontline()
    for head in load_heads(data_dir=frontline.settings.data_dir):
        assert head.oblast in {match.place.name for match in frontline.gazetteer.find(head.oblast)}


@pytest.mark.parametrize(
    "text",
    [
        "Governor Vyacheslav Gladkov said a drone hit a car in Popovka.",
        "Гладков: дрон атаковал автомобиль в Поповке.",
        "The night was loud. Governor Gladkov said a drone hit a car in Popovka.",
    ],
)
def test_village_is_one_of_the_governors_own(text: str) -> None:
    (mention,) = Frontline().read_text(text, source="note").mentions
    assert mention.place is not None
    assert mention.place.admin1 == "Belgorod"
    assert mention.resolution is not None
    assert "named with the head of Belgorod Oblast in this sentence" in mention.resolution.reason


def test_without_the_governor_the_village_stays_ambiguous() -> None:
    (mention,) = Frontline().read_text("A drone hit a car in Popovka.", source="note").mentions
    assert mention.place is None


def test_oblast_named_with_a_village_outweighs_who_speaks() -> None:
    text = "Gladkov said the drones came from Popivka in Sumy Oblast."
    village = Frontline().read_text(text, source="note").mentions[0]
    assert village.resolution is not None
    assert village.resolution.candidates[0].place.admin1 == "Sumy"
