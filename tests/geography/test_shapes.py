"""One claim of every geometry kind, with answers worked out apart from the code under test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from pyproj import Geod

from geo.geography.geodesy import area_m2, length_m
from geo.geography.outlines import area_square
from geo.models import GeometryKind, Kind, Measure, Place, Relation, Side, Status

if TYPE_CHECKING:
    from conftest import LengthMaker, Scene

    from geo.geography.areas import Areas
    from geo.geography.border import Border

GEOD = Geod(ellps="WGS84")


def distance(one: shapely.Point, lon: float, lat: float) -> float:
    return GEOD.inv(one.x, one.y, lon, lat)[2]


def test_settlement_is_its_point(scene: Scene) -> None:
    claim = scene("Clashes went on in Sudzha.", ("Sudzha", Relation.AT))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.PLACE
    assert claim.shape.geometry.equals(shapely.Point(35.27, 51.19))
    assert claim.shape.uncertainty_m == 2500
    assert claim.computed is not None
    assert claim.computed.border_distance_m == pytest.approx(8998, abs=5)
    assert claim.computed.border_side is Side.RU


def test_several_settlements_are_several_points(scene: Scene) -> None:
    claim = scene("Clashes in Sudzha and Demidovka.", ("Sudzha", Relation.AT), ("Demidovka", Relation.AT))
    assert claim.shape is not None
    assert claim.shape.geometry.equals(shapely.MultiPoint([(35.27, 51.19), (35.3917, 50.9494)]))
    assert claim.shape.uncertainty_m == 2500
    assert claim.computed is not None
    assert claim.computed.border_distance_m == pytest.approx(8998, abs=5)


def test_near_widens_the_circle(scene: Scene) -> None:
    claim = scene("Clashes near Sudzha.", ("Sudzha", Relation.NEAR))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.PLACE
    assert claim.shape.uncertainty_m == 7500
    assert claim.shape.method == "near Sudzha"


def test_offset_by_point_radius(scene: Scene) -> None:
    claim = scene("Fighting 24 km east of Pokrovsk.", ("Pokrovsk", Relation.OFFSET, 24_000, 90))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.OFFSET
    point = claim.shape.geometry
    assert isinstance(point, shapely.Point)
    assert distance(point, 37.1772, 48.2771) == pytest.approx(24_000, abs=1)
    assert point.y == pytest.approx(48.2771, abs=0.001)
    # 2.4 km of rounding and 9.4 km of compass at right angles, and the 5 km of the town.
    assert claim.shape.uncertainty_m == pytest.approx((2400**2 + 9364**2) ** 0.5 + 5000, abs=10)
    assert claim.computed is not None
    assert claim.computed.border_distance_m == pytest.approx(
        scene.border.measure(lon=point.x, lat=point.y).distance_m[0], abs=1
    )


def test_offset_without_a_bearing_is_a_circle(scene: Scene) -> None:
    claim = scene("Fighting 10 km from Sudzha.", ("Sudzha", Relation.OFFSET, 10_000, None))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.AREA
    assert area_m2(claim.shape.geometry) == pytest.approx(3.14159 * 13_500**2, rel=0.01)


@pytest.mark.parametrize("relation", [Relation.BETWEEN, Relation.ALONG])
def test_between_two_places_is_a_corridor(scene: Scene, relation: Relation) -> None:
    claim = scene("Fighting between Udachne and Pokrovsk.", ("Udachne", relation), ("Pokrovsk", relation))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.AREA
    assert claim.shape.method == "corridor between Udachne and Pokrovsk"
    apart = GEOD.inv(36.9911, 48.2408, 37.1772, 48.2771)[2]
    assert claim.shape.uncertainty_m == 5000
    assert area_m2(claim.shape.geometry) == pytest.approx(apart * 10_000 + 3.1416 * 5000**2, rel=0.01)
    assert claim.shape.geometry.contains(shapely.Point(37.084, 48.259))


def test_in_an_oblast_is_its_polygon_and_never_a_point(scene: Scene, areas: Areas) -> None:
    claim = scene("Fighting in Belgorod Oblast.", ("Belgorod Oblast", Relation.IN))
    whole = areas.polygon_by_name("Belgorod")
    assert claim.shape is not None
    assert whole is not None
    assert claim.shape.kind is GeometryKind.AREA
    assert claim.shape.uncertainty_m == whole.positional_error_m
    assert area_m2(claim.shape.geometry) / 1e6 == pytest.approx(27_134, rel=0.01)
    assert claim.computed is not None
    assert claim.computed.border_distance_m is None
    assert claim.computed.border_side is Side.RU


def test_town_in_an_oblast_is_the_town(scene: Scene) -> None:
    claim = scene("Fighting in Sudzha, Kursk Oblast.", ("Sudzha", Relation.AT), ("Kursk Oblast", Relation.IN))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.PLACE


@pytest.mark.parametrize(("actor", "east_of_target"), [(Side.RU, True), (Side.UA, False), (None, True)])
def test_direction_is_an_arrow_that_stops_short(
    scene: Scene,
    actor: Side | None,
    east_of_target: bool,  # noqa: FBT001 - a column of the table
) -> None:
    claim = scene("Attacks went on in the Pokrovsk direction.", ("Pokrovsk", Relation.TOWARD), actor=actor)
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.DIRECTION
    tail, head = (shapely.Point(point) for point in claim.shape.geometry.coords)
    assert distance(head, 37.1772, 48.2771) == pytest.approx(3000, abs=5)
    assert distance(tail, 37.1772, 48.2771) == pytest.approx(17_000, abs=5)
    assert (tail.x > 37.1772) is east_of_target
    assert claim.computed is not None
    assert claim.computed.border_distance_m is None


def test_from_one_place_towards_another_is_an_arrow_from_it(scene: Scene) -> None:
    claim = scene(
        "They moved from Udachne toward Pokrovsk.", ("Udachne", Relation.FROM), ("Pokrovsk", Relation.TOWARD)
    )
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.DIRECTION
    assert claim.shape.geometry.coords[0] == (36.9911, 48.2408)
    assert distance(shapely.Point(claim.shape.geometry.coords[-1]), 37.1772, 48.2771) < 3100


@pytest.mark.parametrize("km", [5, 10, 30])
def test_isodistance_is_at_its_distance_inside_the_oblast(
    scene: Scene, border: Border, areas: Areas, quantity: LengthMaker, km: int
) -> None:
    text = f"They stand {km} km from the border in Kursk Oblast."
    claim = scene(
        text,
        ("Kursk Oblast", Relation.IN),
        quantities=(quantity.of(text, f"{km} km", Measure.BORDER_DISTANCE, km),),
    )
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.ISODISTANCE
    points = shapely.get_coordinates(shapely.segmentize(claim.shape.geometry, 0.02))
    measured = border.measure(lon=points[:, 0], lat=points[:, 1])
    assert measured.distance_m == pytest.approx(km * 1000, abs=km * 10 + 150)
    kursk = areas.polygon_by_name("Kursk")
    assert kursk is not None
    assert shapely.distance(shapely.points(points), kursk.polygon).max() < 1e-6
    assert 100_000 < length_m(claim.shape.geometry) < 400_000
    assert claim.shape.uncertainty_m == max(500, km * 100)


def test_vague_isodistance_is_as_wide_as_the_words(scene: Scene, quantity: LengthMaker) -> None:
    text = "They stand several kilometres from the border in Kursk Oblast."
    words = quantity.of(
        text, "several kilometres", Measure.BORDER_DISTANCE, None, low=3, high=7, comparator="vague"
    )
    claim = scene(text, ("Kursk Oblast", Relation.IN), quantities=(words,))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.ISODISTANCE
    assert claim.shape.uncertainty_m == 2000


def test_advance_into_an_oblast_is_a_line_at_that_depth(scene: Scene, quantity: LengthMaker) -> None:
    text = "Troops pushed 30 km into Kursk Oblast."
    words = quantity.of(text, "30 km", Measure.ADVANCE_DEPTH, 30)
    claim = scene(text, ("Kursk Oblast", Relation.IN), kind=Kind.ADVANCE, quantities=(words,))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.ISODISTANCE


def test_distance_from_the_border_beyond_the_oblast_is_the_oblast(
    scene: Scene, quantity: LengthMaker
) -> None:
    text = "They stand 300 km from the border in Belgorod Oblast."
    words = quantity.of(text, "300 km", Measure.BORDER_DISTANCE, 300)
    claim = scene(text, ("Belgorod Oblast", Relation.IN), quantities=(words,))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.AREA


def test_border_stretch_is_the_oblasts_part_of_the_border(
    scene: Scene, border: Border, quantity: LengthMaker
) -> None:
    text = "Attacks along a 150 km stretch of the border in Belgorod Oblast."
    words = quantity.of(text, "150 km", Measure.BORDER_LENGTH, 150)
    claim = scene(text, ("Belgorod Oblast", Relation.IN), quantities=(words,))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.BORDER_STRETCH
    assert "which 150 km of it is not said" in claim.shape.method
    # The oblast has some 540 km of border; 150 of them can begin anywhere.
    assert claim.shape.uncertainty_m == pytest.approx((546_000 - 150_000) / 2, rel=0.02)
    points = shapely.get_coordinates(claim.shape.geometry)
    assert border.measure(lon=points[:, 0], lat=points[:, 1]).distance_m.max() < 3300
    assert claim.shape.geometry.geom_type in {"Polygon", "MultiPolygon"}


def test_stretch_between_two_places_is_that_part_of_the_border(scene: Scene, quantity: LengthMaker) -> None:
    text = "Attacks along 70 km of the border from Sudzha to Demidovka."
    words = quantity.of(text, "70 km", Measure.BORDER_LENGTH, 70)
    claim = scene(text, ("Sudzha", Relation.FROM), ("Demidovka", Relation.TOWARD), quantities=(words,))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.BORDER_STRETCH
    west, south, east, north = claim.shape.geometry.bounds
    assert 34.9 < west < east < 35.6
    assert 50.8 < south < north < 51.3


def test_along_an_oblast_without_border_is_the_oblast(scene: Scene) -> None:
    claim = scene("Attacks along Poltava Oblast.", ("Poltava Oblast", Relation.ALONG))
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.AREA


@pytest.mark.parametrize("name", ["Russia", "Sea of Azov", "Nowhere"])
def test_countries_seas_and_the_ambiguous_have_no_shape(scene: Scene, name: str) -> None:
    claim = scene(f"Fighting in {name}.", (name, Relation.IN))
    assert claim.shape is None


def test_no_place_no_shape_and_nothing_computed(scene: Scene) -> None:
    claim = scene("Fighting went on.")
    assert claim.shape is None
    assert claim.computed is None


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL])
def test_plans_have_no_shape_but_keep_their_distance(scene: Scene, status: Status) -> None:
    claim = scene("They may attack Sudzha.", ("Sudzha", Relation.AT), status=status)
    assert claim.shape is None
    assert claim.computed is not None
    assert claim.computed.border_distance_m == pytest.approx(8998, abs=5)


def test_a_denied_claim_keeps_its_place_and_is_no_event(scene: Scene) -> None:
    claim = scene("They did not enter Sudzha.", ("Sudzha", Relation.AT), negated=True)
    assert claim.shape is not None
    assert not claim.is_event


def test_launched_from_a_place_did_not_happen_there(scene: Scene) -> None:
    claim = scene("Missiles came from Belgorod.", ("Belgorod", Relation.FROM), kind=Kind.STRIKE)
    assert claim.shape is None


def test_withdrawal_from_a_place_happened_there(scene: Scene) -> None:
    claim = scene("They left Sudzha.", ("Sudzha", Relation.FROM), kind=Kind.WITHDRAWAL)
    assert claim.shape is not None
    assert claim.shape.geometry.equals(shapely.Point(35.27, 51.19))


def test_ambiguous_village_in_an_oblast_is_the_oblast(scene: Scene) -> None:
    claim = scene(
        "Clashes in Nowhere, Belgorod Oblast.", ("Nowhere", Relation.AT), ("Belgorod Oblast", Relation.IN)
    )
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.AREA


def test_area_square_is_to_scale_and_beside_the_place(places: dict[str, Place]) -> None:
    sudzha = places["Sudzha"]
    made = area_square(sudzha, 350e6)
    assert area_m2(made.geometry) == pytest.approx(350e6, rel=1e-3)
    assert made.geometry.bounds[0] > sudzha.lon
    assert made.uncertainty_m is None
    assert made.method == "350 km² to scale, not where it is"
