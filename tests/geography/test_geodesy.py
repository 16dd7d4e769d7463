from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, Point, Polygon, box

from geo.geography import geodesy


def test_distance_is_vincentys_for_flinders_peak_to_buninyong() -> None:
    # The worked example of the Australian GDA manual: 54,972.271 m.
    metres = geodesy.distance_m(lon=144.42486789, lat=-37.95103342, to_lon=143.92649553, to_lat=-37.65282114)
    assert float(metres) == pytest.approx(54_972.271, abs=0.02)


def test_area_of_a_degree_square_at_50_north() -> None:
    assert geodesy.area_m2(box(36, 50, 37, 51)) / 1e6 == pytest.approx(7892.8, abs=1)


def test_area_takes_holes_away_and_does_not_mind_ring_order() -> None:
    whole, hole = box(36, 50, 37, 51), box(36.25, 50.25, 36.75, 50.75)
    for ring in (hole.exterior, hole.exterior.reverse()):
        holed = Polygon(whole.exterior, [ring])
        assert geodesy.area_m2(holed) == pytest.approx(geodesy.area_m2(whole) - geodesy.area_m2(hole))


def test_area_of_what_has_none_is_zero() -> None:
    assert geodesy.area_m2(GeometryCollection([Point(36, 50), LineString([(36, 50), (37, 50)])])) == 0
    assert geodesy.area_m2(Polygon()) == 0


def test_length_of_nothing_is_zero() -> None:
    assert geodesy.length_m(LineString()) == 0


@given(lon=st.floats(20, 50), lat=st.floats(-80, 80), bearing=st.floats(0, 360), metres=st.floats(1, 300_000))
@profile(max_examples=50, deadline=None)
def test_offset_point_lies_at_its_distance(lon: float, lat: float, bearing: float, metres: float) -> None:
    to_lon, to_lat = geodesy.offset_point(lon=lon, lat=lat, bearing_deg=bearing, distance_m=metres)
    assert float(geodesy.distance_m(lon=lon, lat=lat, to_lon=to_lon, to_lat=to_lat)) == pytest.approx(metres)


def test_circle_has_its_radius_all_round() -> None:
    ring = shapely.get_coordinates(geodesy.circle(lon=36, lat=50, radius_m=10_000))
    assert geodesy.distance_m(lon=36, lat=50, to_lon=ring[:, 0], to_lat=ring[:, 1]) == pytest.approx(10_000)


def test_buffer_is_as_wide_as_asked() -> None:
    widened = geodesy.buffered(LineString([(35, 50), (36, 50.5)]), 5000)
    edge = shapely.get_coordinates(widened)
    line = shapely.segmentize(LineString([(35, 50), (36, 50.5)]), 0.0005)
    dense = shapely.get_coordinates(line)
    for lon, lat in edge[::5]:
        away = geodesy.distance_m(lon=lon, lat=lat, to_lon=dense[:, 0], to_lat=dense[:, 1]).min()
        assert away == pytest.approx(5000, abs=60)


def test_square_has_its_area() -> None:
    made = geodesy.square(lon=36, lat=51, area_m2=350e6)
    assert geodesy.area_m2(made) == pytest.approx(350e6, rel=1e-4)


def test_cartesian_of_pole_and_equator() -> None:
    import numpy as np  # noqa: PLC0415

    found = geodesy.to_cartesian(np.array([0.0, 0.0]), np.array([0.0, 90.0]))
    assert found[0] == pytest.approx([6_378_137, 0, 0])
    assert found[1] == pytest.approx([0, 0, 6_356_752.314], abs=0.01)
