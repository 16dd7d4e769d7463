from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.geography.reported import half_width, read_quantity
from geo.models import Consistency, Kind, Measure, Relation, Side

if TYPE_CHECKING:
    from conftest import LengthMaker, Scene

WRONG = [
    ("Belgorod", 10), ("Belgorod", 80), ("Sudzha", 25), ("Sudzha", 2), ("Demidovka", 12), ("Demidovka", 40),
    ("Shebekino", 20), ("Shebekino", 1), ("Pokrovsk", 20), ("Shcherbaky", 30), ("Shcherbaky", 500),
]  # fmt: skip
RIGHT = [
    ("Belgorod", 30), ("Belgorod", 32), ("Belgorod", 35), ("Belgorod", 40), ("Sudzha", 9), ("Sudzha", 10),
    ("Demidovka", 2), ("Demidovka", 3), ("Shebekino", 7), ("Shebekino", 5),
    ("Pokrovsk", 105), ("Pokrovsk", 100),
    ("Shcherbaky", 200),
]  # fmt: skip


@pytest.mark.parametrize(("name", "km"), WRONG)
@pytest.mark.parametrize("comparator", ["exact", "about"])
def test_wrong_distance_is_flagged(
    scene: Scene, quantity: LengthMaker, name: str, km: float, comparator: str
) -> None:
    text = f"{name} lies {km} km from the border."
    words = quantity.of(text, f"{km} km", Measure.BORDER_DISTANCE, km, low=km, high=km, comparator=comparator)
    claim = scene(text, (name, Relation.AT), kind=Kind.STRIKE, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is Consistency.INCONSISTENT


@pytest.mark.parametrize(("name", "km"), RIGHT)
def test_right_distance_is_not_flagged(scene: Scene, quantity: LengthMaker, name: str, km: float) -> None:
    text = f"{name} lies {km} km from the border."
    words = quantity.of(text, f"{km} km", Measure.BORDER_DISTANCE, km)
    claim = scene(text, (name, Relation.AT), kind=Kind.STRIKE, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is not Consistency.INCONSISTENT


def test_note_gives_both_numbers(scene: Scene, quantity: LengthMaker) -> None:
    text = "Belgorod, 10 km from the border, was struck."
    words = quantity.of(text, "10 km", Measure.BORDER_DISTANCE, 10)
    claim = scene(text, ("Belgorod", Relation.AT), kind=Kind.STRIKE, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.note == ("the article says 10 km; Belgorod is 31.6 km (± 6.0) from the border")


def test_estimated_village_can_neither_prove_nor_refute(scene: Scene, quantity: LengthMaker) -> None:
    text = "Fighting goes on in Popovka, several kilometres from the border."
    words = quantity.of(
        text, "several kilometres", Measure.BORDER_DISTANCE, None, low=3, high=7, comparator="vague"
    )
    claim = scene(text, ("Popovka", Relation.AT), quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is Consistency.CANNOT_TELL
    assert claim.computed.border_distance_m == pytest.approx(1148, abs=5)


def test_number_is_compared_with_the_place_beside_it(scene: Scene, quantity: LengthMaker) -> None:
    text = "After strikes on Belgorod, troops entered Demidovka, 2 km from the border."
    words = quantity.of(text, "2 km", Measure.BORDER_DISTANCE, 2)
    claim = scene(text, ("Belgorod", Relation.AT), ("Demidovka", Relation.AT), quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is not Consistency.INCONSISTENT
    assert "Demidovka" in claim.computed.note


def test_place_behind_the_spearhead_refutes_nothing(scene: Scene, quantity: LengthMaker) -> None:
    text = "Troops hold Sudzha and stand up to 30 km deep in the oblast."
    words = quantity.of(text, "30 km", Measure.BORDER_DISTANCE, 30, high=30, comparator="up_to")
    claim = scene(text, ("Sudzha", Relation.AT), kind=Kind.CONTROL, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is not Consistency.INCONSISTENT


def test_advance_far_deeper_than_the_place_reached_is_flagged(scene: Scene, quantity: LengthMaker) -> None:
    text = "Troops advanced 60 km into the oblast and took Demidovka."
    words = quantity.of(text, "60 km", Measure.ADVANCE_DEPTH, 60)
    claim = scene(text, ("Demidovka", Relation.AT), kind=Kind.ADVANCE, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is Consistency.INCONSISTENT


def test_advance_in_ones_own_country_says_nothing_of_the_border(scene: Scene, quantity: LengthMaker) -> None:
    text = "Troops advanced 2 km near Pokrovsk."
    words = quantity.of(text, "2 km", Measure.ADVANCE_DEPTH, 2)
    claim = scene(text, ("Pokrovsk", Relation.NEAR), kind=Kind.ADVANCE, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is Consistency.CANNOT_TELL


@pytest.mark.parametrize(("km", "verdict"), [(150, "consistent"), (540, "consistent"), (900, "inconsistent")])
def test_stretch_against_the_oblasts_border(
    scene: Scene, quantity: LengthMaker, km: float, verdict: str
) -> None:
    text = f"Attacks along a {km} km stretch of the border in Belgorod Oblast."
    words = quantity.of(text, f"{km} km", Measure.BORDER_LENGTH, km)
    claim = scene(text, ("Belgorod Oblast", Relation.IN), quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency.value == verdict
    assert "the border of Belgorod Oblast is 547 km long" in claim.computed.note


def test_depth_beyond_the_oblast_is_flagged(scene: Scene, quantity: LengthMaker) -> None:
    text = "Troops stand 300 km from the border in Belgorod Oblast."
    words = quantity.of(text, "300 km", Measure.BORDER_DISTANCE, 300)
    claim = scene(text, ("Belgorod Oblast", Relation.IN), quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is Consistency.INCONSISTENT


@pytest.mark.parametrize(("km2", "verdict"), [(1000, "cannot_tell"), (40_000, "inconsistent")])
def test_area_against_the_oblast(scene: Scene, quantity: LengthMaker, km2: float, verdict: str) -> None:
    text = f"They hold {km2} km2 of Kursk Oblast."
    words = quantity.of(text, f"{km2} km2", Measure.AREA, km2, unit="km2")
    claim = scene(text, ("Kursk Oblast", Relation.IN), kind=Kind.CONTROL, actor=Side.UA, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency.value == verdict


def test_number_without_a_place_cannot_be_told(scene: Scene, quantity: LengthMaker) -> None:
    text = "Troops stand 10 km from the border."
    words = quantity.of(text, "10 km", Measure.BORDER_DISTANCE, 10)
    claim = scene(text, quantities=(words,))
    assert claim.shape is None
    assert claim.computed is not None
    assert claim.computed.consistency is Consistency.CANNOT_TELL


@pytest.mark.parametrize(
    ("comparator", "given", "expected"),
    [
        ("exact", (30, 30, 30), (27_000, 33_000)),
        ("about", (30, 27, 33), (22_500, 37_500)),
        ("between", (None, 10, 15), (10_000, 15_000)),
        ("vague", (None, 3, 7), (3_000, 7_000)),
        ("up_to", (5, None, 5), (0, 5_500)),
        ("more_than", (10, 10, None), (9_000, None)),
    ],
)
def test_interval_of_words(
    quantity: LengthMaker,
    comparator: str,
    given: tuple[float | None, float | None, float | None],
    expected: tuple[float, float | None],
) -> None:
    value, low, high = given
    words = quantity.of(
        "x km", "x km", Measure.BORDER_DISTANCE, value, low=low, high=high, comparator=comparator
    )
    found = read_quantity(words)
    assert found is not None
    assert (found.low, found.high) == expected


def test_miles_are_metres(quantity: LengthMaker) -> None:
    found = read_quantity(quantity.of("90 mi", "90 mi", Measure.BORDER_LENGTH, 90, unit="mi"))
    assert found is not None
    assert found.middle == pytest.approx(144_841, abs=1)


def test_settlements_are_no_length(quantity: LengthMaker) -> None:
    assert read_quantity(quantity.of("20", "20", Measure.SETTLEMENTS, 20, unit="settlements")) is None


def test_short_lengths_are_known_to_half_a_kilometre() -> None:
    assert half_width(2000) == 500


@pytest.mark.parametrize(
    ("name", "km"), [("Shebekino", 7), ("Belgorod", 32), ("Sudzha", 9), ("Demidovka", 2.3)]
)
def test_agreement_with_the_middle_of_a_town_is_told(
    scene: Scene, quantity: LengthMaker, name: str, km: float
) -> None:
    text = f"{name} lies {km} km from the border."
    words = quantity.of(text, f"{km} km", Measure.BORDER_DISTANCE, km)
    claim = scene(text, (name, Relation.AT), kind=Kind.STRIKE, quantities=(words,))
    assert claim.computed is not None
    assert claim.computed.consistency is Consistency.CONSISTENT


def test_advance_of_nobody_in_particular_is_not_measured_from_the_border(
    scene: Scene, quantity: LengthMaker
) -> None:
    text = "Fighting moved on by 5 km at Pokrovsk."
    words = quantity.of(text, "5 km", Measure.ADVANCE_DEPTH, 5)
    claim = scene(text, ("Pokrovsk", Relation.AT), actor=Side.BOTH, quantities=(words,))
    assert claim.computed is not None
    assert (claim.computed.consistency, claim.computed.note) == (Consistency.CANNOT_TELL, "")
