from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import MultiPolygon, box

from geo.geography.control import Control
from geo.geography.geodesy import area_m2
from geo.geography.overlaying import describe_positions, lay_over, lay_over_change, mark_scale
from geo.models import (
    Article,
    Kind,
    Measure,
    Mention,
    Place,
    Reading,
    Relation,
    Resolution,
    ResolutionStatus,
    Use,
)
from geo.overlays import TerrainKind

if TYPE_CHECKING:
    from conftest import LengthMaker, Scene


def control(west: float, south: float, east: float, north: float, day: dt.date | None = None) -> Control:
    polygons = MultiPolygon([box(west, south, east, north)])
    return Control(source="My unit", date=day, geometry=polygons, content_hash="0" * 16)


MARCH, APRIL = dt.date(2025, 3, 30), dt.date(2025, 4, 6)


@pytest.mark.parametrize(
    ("west", "words"),
    [
        # Sudzha is at 35.27, 51.19, known to 2.5 km; a hundredth of a degree is 0.7 km there.
        (35.0, "inside, 18.9 km from its edge (± 2.5); per My unit"),
        (35.4, "outside, 9.1 km from its edge (± 2.5); per My unit"),
        (35.25, "cannot tell: the point is inside, 1.4 km from its edge (± 2.5); per My unit"),
        (35.29, "cannot tell: the point is outside, 1.4 km from its edge (± 2.5); per My unit"),
    ],
)
def test_point_against_an_area_of_control(scene: Scene, west: float, words: str) -> None:
    claim = scene("Clashes in Sudzha.", ("Sudzha", Relation.AT))
    found = describe_positions([claim], control(west, 51.0, 36.0, 52.0, MARCH))
    assert found == [("Control, 30 Mar 2025", words)]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [((34, 49, 40, 53), "inside"), ((37, 50, 40, 53), "partly inside"), ((30, 46, 31, 47), "outside")],
)
def test_oblast_against_an_area_of_control(
    scene: Scene, bounds: tuple[float, float, float, float], words: str
) -> None:
    claim = scene("Clashes in Belgorod Oblast.", ("Belgorod Oblast", Relation.IN))
    assert describe_positions([claim], control(*bounds))[0] == (
        "Control, date not known",
        f"{words}; per My unit",
    )


def test_claims_keep_their_own_positions_side_by_side(scene: Scene) -> None:
    claims = (
        scene("Clashes in Belgorod Oblast.", ("Belgorod Oblast", Relation.IN)),
        scene("Clashes in Sudzha.", ("Sudzha", Relation.AT)),
        scene("Clashes in Shebekino.", ("Shebekino", Relation.AT)),
    )
    found = describe_positions(claims, control(35, 51, 36, 52))
    assert [re.split("[,;]", words)[0] for _, words in found] == ["partly inside", "inside", "outside"]


def test_layers_come_by_date_and_claims_are_untouched(scene: Scene) -> None:
    claim = scene("Clashes in Sudzha.", ("Sudzha", Relation.AT))
    reading = Reading(article=Article(id="a", source="s", text="x"), claims=(claim,))
    overlays = lay_over([control(35, 51, 36, 52, APRIL), control(35, 51, 36, 52, MARCH)], [reading])
    assert [layer.date for layer in overlays.terrain] == [MARCH, APRIL]
    assert [name for name, _ in overlays.positions[claim.id]] == [
        "Control, 30 Mar 2025",
        "Control, 6 Apr 2025",
    ]
    assert reading.claims == (claim,)
    assert overlays.terrain[0].label == "Control: My unit, 30 Mar 2025"


def test_claim_without_a_shape_has_no_position(scene: Scene) -> None:
    claim = dataclasses.replace(scene("Clashes in Sudzha.", ("Sudzha", Relation.AT)), shape=None)
    reading = Reading(article=Article(id="a", source="s", text="x"), claims=(claim,))
    assert lay_over([control(35, 51, 36, 52)], [reading]).positions == {}


def test_change_is_two_layers_with_their_areas() -> None:
    gained, lost = lay_over_change(control(35.1, 51, 36.2, 52, APRIL), control(35, 51, 36, 52, MARCH))
    assert (gained.kind, lost.kind) == (TerrainKind.GAINED, TerrainKind.LOST)
    assert (gained.since, gained.date) == (MARCH, APRIL)
    assert gained.area_m2 == pytest.approx(area_m2(box(36, 51, 36.2, 52)), rel=1e-6)
    assert lost.area_m2 == pytest.approx(area_m2(box(35, 51, 35.1, 52)), rel=1e-6)
    assert gained.label == "Gained 1,545.1 km²: My unit, 30 Mar 2025 to 6 Apr 2025"


def resolved(place: Place) -> Mention:
    found = Resolution(status=ResolutionStatus.RESOLVED, place=place)
    return Mention(start=0, end=6, text=place.name, use=Use.PLACE, resolution=found)


@pytest.mark.parametrize("name", ["Sudzha", "Kursk Oblast"])
def test_reported_area_is_a_square_to_scale_clear_of_its_place(
    scene: Scene, quantity: LengthMaker, places: dict[str, Place], name: str
) -> None:
    text = f"{name}: they hold 1,200 km2."
    words = quantity.of(text, "1,200 km2", Measure.AREA, 1200, unit="km2")
    claim = scene(text, (name, Relation.IN), kind=Kind.CONTROL, quantities=(words,))
    mark = mark_scale(claim, [resolved(places[name])])
    assert mark is not None
    assert claim.shape is not None
    assert area_m2(mark.geometry) == pytest.approx(1.2e9, rel=1e-3)
    assert mark.geometry.bounds[0] > claim.shape.geometry.bounds[2]
    assert mark.label == "1,200 km² to scale, not where it is"


def test_claim_without_an_area_or_a_place_has_no_square(scene: Scene, quantity: LengthMaker) -> None:
    assert mark_scale(scene("Clashes in Sudzha.", ("Sudzha", Relation.AT)), [resolved_nowhere()]) is None
    text = "They hold 1,200 km2."
    words = quantity.of(text, "1,200 km2", Measure.AREA, 1200, unit="km2")
    assert mark_scale(scene(text, quantities=(words,)), []) is None


def resolved_nowhere() -> Mention:
    return Mention(start=0, end=6, text="Sudzha", use=Use.PLACE)
