from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, box, mapping

from geo.errors import LayerError
from geo.geography.control import compare_controls, load_control
from geo.geography.geodesy import area_m2
from geo.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = box(37.0, 48.0, 38.0, 49.0)
SETTINGS = Settings()


def write(path: Path, *shapes: Any, **more: Any) -> Path:
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}), encoding="utf-8")
    return path


@pytest.fixture
def square(tmp_path: Path) -> Path:
    return write(tmp_path / "made_up_20250330.geojson", mapping(SQUARE))


def test_area_date_source_and_hash(square: Path) -> None:
    control = load_control(square, settings=SETTINGS)
    assert control.area_m2 == pytest.approx(area_m2(SQUARE))
    assert control.date == dt.date(2025, 3, 30)
    assert control.source == "made_up"
    assert len(control.content_hash) == 16
    assert control.notices == ()


def test_given_date_and_source_win(square: Path) -> None:
    control = load_control(square, settings=SETTINGS, date=dt.date(2024, 1, 2), source="My unit")
    assert (control.date, control.source) == (dt.date(2024, 1, 2), "My unit")


@pytest.mark.parametrize("name", ["map.geojson", "v20259999.geojson", "120250330555.geojson"])
def test_name_without_a_date(tmp_path: Path, name: str) -> None:
    assert load_control(write(tmp_path / name, mapping(SQUARE)), settings=SETTINGS).date is None


def test_inside_outside_and_distance_to_the_edge(square: Path) -> None:
    found = load_control(square, settings=SETTINGS).locate(lon=[37.5, 36.9], lat=[48.01, 48.5])
    assert found.is_inside.tolist() == [True, False]
    # One hundredth of a degree of latitude, and a tenth of one of longitude at 48.5° N.
    assert found.edge_distance_m == pytest.approx([1112, 7390], abs=12)


def test_edge_of_several_parts_is_not_joined_across(tmp_path: Path) -> None:
    path = write(tmp_path / "two.geojson", mapping(box(37, 48, 37.1, 48.1)), mapping(box(39, 48, 39.1, 48.1)))
    found = load_control(path, settings=SETTINGS).locate(lon=38.05, lat=48.05)
    assert not found.is_inside[0]
    assert found.edge_distance_m[0] == pytest.approx(70_800, abs=200)


def test_gained_and_lost(tmp_path: Path) -> None:
    old = load_control(write(tmp_path / "2025-03-01.geojson", mapping(SQUARE)), settings=SETTINGS)
    moved = box(37.1, 48.0, 38.2, 49.0)
    new = load_control(write(tmp_path / "2025-03-20.geojson", mapping(moved)), settings=SETTINGS)
    change = compare_controls(new, old)
    assert (change.earlier, change.later) == (dt.date(2025, 3, 1), dt.date(2025, 3, 20))
    assert change.gained_m2 == pytest.approx(area_m2(box(38, 48, 38.2, 49)), rel=1e-6)
    assert change.lost_m2 == pytest.approx(area_m2(box(37, 48, 37.1, 49)), rel=1e-6)
    assert change.net_m2 == pytest.approx(change.gained_m2 - change.lost_m2)


def test_one_date_cannot_be_compared(square: Path) -> None:
    control = load_control(square, settings=SETTINGS)
    with pytest.raises(LayerError, match="own date"):
        compare_controls(control, control)


@pytest.mark.parametrize("suffix", ["kml", "gpkg"])
def test_other_formats(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"made_up.{suffix}"
    frame = gpd.GeoDataFrame({"Name": ["a"]}, geometry=[SQUARE], crs=4326)
    frame.to_file(path, driver={"kml": "KML", "gpkg": "GPKG"}[suffix])
    assert load_control(path, settings=SETTINGS).area_m2 == pytest.approx(area_m2(SQUARE))


def test_geopackage_in_another_system_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "utm.gpkg"
    gpd.GeoDataFrame(geometry=[SQUARE], crs=4326).to_crs(32637).to_file(path)
    control = load_control(path, settings=SETTINGS)
    assert control.area_m2 == pytest.approx(area_m2(SQUARE), rel=1e-3)
    assert control.notices == ("converted from WGS 84 / UTM zone 37N",)


def test_named_system_in_geojson_is_converted(tmp_path: Path) -> None:
    mercator = gpd.GeoSeries([SQUARE], crs=4326).to_crs(3857)[0]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    control = load_control(write(tmp_path / "m.geojson", mapping(mercator), crs=crs), settings=SETTINGS)
    assert control.area_m2 == pytest.approx(area_m2(SQUARE), rel=1e-6)


def test_metres_without_a_system_are_web_mercator(tmp_path: Path) -> None:
    mercator = gpd.GeoSeries([SQUARE], crs=4326).to_crs(3857)[0]
    control = load_control(write(tmp_path / "m.geojson", mapping(mercator)), settings=SETTINGS)
    assert control.area_m2 == pytest.approx(area_m2(SQUARE), rel=1e-6)
    assert "Web Mercator" in control.notices[0]


def test_swapped_axes_are_put_right(tmp_path: Path) -> None:
    swapped = shapely.transform(SQUARE, lambda points: points[:, ::-1])
    control = load_control(write(tmp_path / "s.geojson", mapping(swapped)), settings=SETTINGS)
    assert control.geometry.equals(shapely.MultiPolygon([SQUARE]))
    assert control.notices == ("latitude stood before longitude; swapped",)


def test_heights_are_left_out(tmp_path: Path) -> None:
    high = shapely.force_3d(SQUARE, z=120.0)
    control = load_control(write(tmp_path / "h.geojson", mapping(high)), settings=SETTINGS)
    assert not control.geometry.has_z
    assert control.notices == ("heights left out",)


def test_crossed_ring_is_repaired(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[37, 48], [38, 49], [38, 48], [37, 49], [37, 48]]]}
    control = load_control(write(tmp_path / "b.geojson", bow), settings=SETTINGS)
    assert control.geometry.is_valid
    assert control.area_m2 == pytest.approx(area_m2(SQUARE) / 2, rel=0.01)
    assert control.notices == ("1 invalid polygon repaired",)


def test_open_ring_is_closed_and_stump_left_out(tmp_path: Path) -> None:
    ring = {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 49]]]}
    stump = {"type": "Polygon", "coordinates": [[[37, 48], [38, 48]]]}
    control = load_control(write(tmp_path / "o.geojson", ring, stump), settings=SETTINGS)
    assert control.area_m2 == pytest.approx(area_m2(SQUARE))
    assert control.notices == ("1 polygon with too few points left out",)


def test_points_beside_polygons_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p.gpkg"
    gpd.GeoDataFrame(geometry=[SQUARE, Point(37, 48)], crs=4326).to_file(path)
    assert load_control(path, settings=SETTINGS).notices == ("1 shapes that are no polygons left out",)


def test_overlaps_count_once(tmp_path: Path) -> None:
    control = load_control(write(tmp_path / "d.geojson", mapping(SQUARE), mapping(SQUARE)), settings=SETTINGS)
    assert control.area_m2 == pytest.approx(area_m2(SQUARE))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"{", "no valid JSON"),
        (b'{"type": "FeatureCollection", "features": []}', "no polygons"),
        (b'{"type": "Point", "coordinates": [37, 48]}', "no polygons"),
        (b'{"type": "Polygon", "coordinates": 7}', "no polygons"),
        (b'{"type": "Polygon", "coordinates": [[["a", "b"], [1, 2], [3, 4], ["a", "b"]]]}', "no polygons"),
        (b'{"type": "Polygon", "coordinates": [[[1e300, 1], [2, 2], [3, 1], [1e300, 1]]]}', "EPSG:4326"),
        (
            b'{"type": "Polygon", "coordinates": [[[NaN, 48], [38, 48], [38, 49], [37, 48]]]}',
            "no polygons|no numbers",
        ),
        (b'{"type": "Polygon", "coordinates": [[[37, 48], [37, 48], [37, 48], [37, 48]]]}', "no polygon"),
        (b"[" * 100_000, "no GeoJSON"),
        (b'{"a":' * 100_000, "no valid JSON"),
        (b"\x00\x01\x02 binary", "no GeoJSON"),
        (b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>", "no GeoJSON"),
        (b"<kml><Document></Document>", "cannot be read|no polygons"),
        (b"SQLite format 3\x00 but nothing else", "cannot be read"),
    ],
)
def test_hopeless_file_is_refused_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_bytes(content)
    with pytest.raises(LayerError, match=words) as caught:
        load_control(path, settings=SETTINGS)
    assert "\n" not in str(caught.value)
    assert "bad.geojson" in str(caught.value)


def test_huge_file_is_refused_unread(square: Path) -> None:
    with pytest.raises(LayerError, match="MB"):
        load_control(square, settings=Settings(max_control_bytes=100))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="cannot read"):
        load_control(tmp_path / "none.kml", settings=SETTINGS)


def test_far_away_is_noticed(tmp_path: Path) -> None:
    control = load_control(write(tmp_path / "f.geojson", mapping(box(-60, -30, -59, -29))), settings=SETTINGS)
    assert control.notices == ("lies outside the region of the border",)
