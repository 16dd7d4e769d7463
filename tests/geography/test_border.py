from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st
from pyproj import Geod

from geo.errors import LayerError
from geo.geography.border import Border, load_border
from geo.geography.geodesy import length_m
from geo.models import Side
from geo.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from geo.geography.areas import Areas

GEOD = Geod(ellps="WGS84")


@pytest.mark.parametrize(
    ("lon", "lat", "expected_km", "side"),
    [
        (36.588, 50.597, 31.58, Side.RU),  # Belgorod
        (35.27, 51.19, 9.00, Side.RU),  # Sudzha
        (35.3917, 50.9494, 2.32, Side.RU),  # Demidovka
        (36.9022, 50.4111, 7.17, Side.RU),  # Shebekino
        (35.5818, 47.551, 200.66, Side.UA),  # Shcherbaky
    ],
)
def test_known_distances(border: Border, lon: float, lat: float, expected_km: float, side: Side) -> None:
    measured = border.measure(lon=lon, lat=lat)
    assert measured.distance_m[0] / 1000 == pytest.approx(expected_km, abs=0.05)
    assert measured.side == (side,)


def test_within_a_metre_of_a_dense_geodesic_search(border: Border) -> None:
    dense = shapely.get_coordinates(shapely.segmentize(border.line, 0.0002))
    random = np.random.default_rng(7)
    lons, lats = random.uniform(31, 41, 12), random.uniform(46.5, 53, 12)
    measured = border.measure(lon=lons, lat=lats)
    for lon, lat, metres in zip(lons, lats, measured.distance_m, strict=True):
        around = GEOD.inv(np.full(len(dense), lon), np.full(len(dense), lat), dense[:, 0], dense[:, 1])[2]
        # The dense points are 20 m apart, so they may miss the true nearest one by 10 m sideways.
        assert metres - around.min() <= 1
        assert around.min() - np.sqrt(around.min() ** 2 - 12**2 if around.min() > 12 else 0) + 1 >= (
            around.min() - metres
        )


def test_a_vertex_of_the_border_is_at_no_distance(border: Border) -> None:
    lon, lat = border.line.coords[1000]
    assert border.measure(lon=lon, lat=lat).distance_m[0] == pytest.approx(0, abs=0.01)


@given(lon=st.floats(-180, 180), lat=st.floats(-89, 89))
@profile(max_examples=60, deadline=None)
def test_nearest_point_gives_the_distance_anywhere(lon: float, lat: float) -> None:
    measured = load_border(Settings()).measure(lon=lon, lat=lat)
    back = GEOD.inv(lon, lat, measured.nearest_lon[0], measured.nearest_lat[0])[2]
    assert measured.distance_m[0] == pytest.approx(back)
    assert measured.distance_m[0] >= 0


@pytest.mark.parametrize(
    ("place", "lon", "lat", "side"),
    [
        ("Simferopol in Crimea", 34.10, 44.95, Side.UA),
        ("Sevastopol", 33.52, 44.60, Side.UA),
        ("Kerch", 36.47, 45.35, Side.UA),
        ("Taman across the strait", 36.72, 45.21, Side.RU),
        ("Taganrog", 38.90, 47.22, Side.RU),
        ("Mariupol", 37.55, 47.10, Side.UA),
        ("Gomel", 31.00, 52.43, Side.OTHER),
        ("Strilkove on the Arabat spit", 34.883, 45.896, Side.UA),
        ("Kronshtadt", 29.776, 59.992, Side.RU),
        ("Kaliningrad", 20.51, 54.71, Side.RU),
        ("a pier at Berdiansk", 36.79, 46.745, Side.UA),
        ("the Black Sea", 33.0, 43.6, None),
        ("Warsaw", 21.01, 52.23, None),
    ],
)
def test_side(border: Border, place: str, lon: float, lat: float, side: Side | None) -> None:
    assert border.measure(lon=lon, lat=lat).side == (side,), place


def test_kerch_strait_is_coast_and_no_border(border: Border) -> None:
    assert border.measure(lon=36.47, lat=45.35).distance_m[0] > 200_000


def test_both_ends(border: Border) -> None:
    tripoint, shore = border.line.coords[0], border.line.coords[-1]
    assert tripoint == pytest.approx((31.782, 52.112), abs=0.002)
    assert shore == pytest.approx((38.230, 47.119), abs=0.002)


def test_length_is_near_the_official_1974_km(border: Border) -> None:
    assert border.length_m / 1000 == pytest.approx(1974, rel=0.01)


def test_oblasts_end_on_the_border(border: Border, areas: Areas) -> None:
    shared = 0.0
    for area in areas.areas:
        part = border.along(area.exact)
        if area.country == "UA" and part is not None:
            shared += length_m(part)
    assert shared == pytest.approx(border.length_m, rel=1e-4)


def test_stretch_between_two_places(border: Border) -> None:
    stretch = border.stretch(lon=35.27, lat=51.19, to_lon=35.3917, to_lat=50.9494)
    assert length_m(stretch) / 1000 == pytest.approx(70, abs=10)
    assert border.stretch(lon=35.3917, lat=50.9494, to_lon=35.27, to_lat=51.19).equals(stretch)


def test_many_places_at_once_agree_with_one_by_one(border: Border) -> None:
    lons, lats = np.linspace(30, 42, 300), np.linspace(53, 45, 300)
    together = border.measure(lon=lons, lat=lats)
    alone = [border.measure(lon=lon, lat=lat).distance_m[0] for lon, lat in zip(lons, lats, strict=True)]
    assert together.distance_m == pytest.approx(alone)


def test_no_places(border: Border) -> None:
    measured = border.measure(lon=[], lat=[])
    assert measured.distance_m.shape == (0,)
    assert measured.side == ()


def test_border_is_named_and_hashed(border: Border) -> None:
    assert border.name == "UA-RU recognised border 1"
    assert len(border.content_hash) == 16


def test_missing_border_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=r"border\.geojson.*build_boundaries"):
        load_border(Settings(data_dir=tmp_path))


def test_damaged_border_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "boundaries"
    folder.mkdir()
    for name in ("border", "countries"):
        (folder / f"{name}.geojson").write_text(json.dumps({"features": []}), encoding="utf-8")
    with pytest.raises(LayerError, match="damaged"):
        load_border(Settings(data_dir=tmp_path))
    (folder / "border.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(LayerError, match=r"border\.geojson"):
        load_border(Settings(data_dir=tmp_path / "."))
