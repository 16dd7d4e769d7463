from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import box, mapping

from geo.errors import LayerError
from geo.geography.control_table import describe_controls, read_controls, write_changes
from geo.geography.geodesy import area_m2
from geo.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Settings()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    shapes = {"unit_2025-03-01": box(37, 48, 38, 49), "unit_2025-03-20": box(37.1, 48, 38.2, 49)}
    paths = []
    for name, shape in shapes.items():
        path = tmp_path / f"{name}.geojson"
        path.write_text(json.dumps(mapping(shape)), encoding="utf-8")
        paths.append(str(path))
    return paths


def test_rows_are_by_date_with_the_change_since_the_one_before(files: list[str]) -> None:
    first, second = describe_controls(read_controls(files[::-1], settings=SETTINGS))
    assert (first["date"], first["gained_km2"], first["since"]) == ("2025-03-01", None, None)
    assert (second["date"], second["since"], second["source"]) == ("2025-03-20", "2025-03-01", "unit")
    assert second["gained_km2"] == pytest.approx(area_m2(box(38, 48, 38.2, 49)) / 1e6, abs=0.01)
    assert second["lost_km2"] == pytest.approx(area_m2(box(37, 48, 37.1, 49)) / 1e6, abs=0.01)
    assert second["net_km2"] == pytest.approx(second["gained_km2"] - second["lost_km2"], abs=0.011)


def test_date_after_an_at_sign_wins_over_the_name(files: list[str]) -> None:
    (control,) = read_controls([f"{files[0]}@2024-02-03"], settings=SETTINGS)
    assert str(control.date) == "2024-02-03"


def test_wrong_date_after_an_at_sign_is_told(files: list[str]) -> None:
    with pytest.raises(LayerError, match=r"'March' after .* is no date"):
        read_controls([f"{files[0]}@March"], settings=SETTINGS)


def test_file_with_an_at_sign_in_its_name_is_read(tmp_path: Path, files: list[str]) -> None:
    path = tmp_path / "me@home.geojson"
    path.write_text(json.dumps(mapping(box(37, 48, 38, 49))), encoding="utf-8")
    assert read_controls([str(path)], settings=SETTINGS)[0].date is None
    # A file without a date is listed and compared with nothing.
    rows = describe_controls(read_controls([str(path), files[0]], settings=SETTINGS))
    assert [row["gained_km2"] for row in rows] == [None, None]


def test_changes_are_written_with_their_dates_and_areas(tmp_path: Path, files: list[str]) -> None:
    path = write_changes(read_controls(files, settings=SETTINGS), tmp_path / "change.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert [feature["properties"]["change"] for feature in features] == ["gained", "lost"]
    assert features[0]["properties"]["since"] == "2025-03-01"
    assert features[0]["geometry"]["type"] == "MultiPolygon"


def test_one_file_has_no_changes_to_write(tmp_path: Path, files: list[str]) -> None:
    with pytest.raises(LayerError, match="only one file"):
        write_changes(read_controls(files[:1], settings=SETTINGS), tmp_path / "change.geojson")
