"""Data files read back by other libraries: columns, CRS, styles, hostile words, the same bytes again."""

import csv
import dataclasses
import json
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from samples import make_extract, make_place, make_reading
from shapely import LineString, Point, Polygon

from geo.briefing.exports import WRITERS, claim_layers, write_data
from geo.briefing.words import plain
from geo.errors import ExportError
from geo.layers import COLUMNS
from geo.models import Extract, GeometryKind, Reading, Shape

HOSTILE = "=HYPERLINK(1) <b>]]>&amp; \u202e evil"


def _shaped(reading: Reading, shape: Shape | None) -> Reading:
    return dataclasses.replace(reading, claims=(dataclasses.replace(reading.claims[0], shape=shape),))


@pytest.fixture(scope="module")
def extract() -> Extract:
    readings = [
        make_reading(make_place(f"Vyhadane {number}", 35 + number / 10, 51.0), number=number, title=HOSTILE)
        for number in range(5)
    ]
    area = Shape(
        geometry=Polygon([(35, 51), (36, 51), (36, 52)]),
        kind=GeometryKind.AREA,
        uncertainty_m=None,
        method="oblast",
    )
    line = Shape(
        geometry=LineString([(35, 51), (36, 51)]),
        kind=GeometryKind.DIRECTION,
        uncertainty_m=None,
        method="arrow",
    )
    claim = dataclasses.replace(readings[0].claims[0], quote="<i>]]> was said")
    readings[0] = dataclasses.replace(readings[0], claims=(claim,))
    readings[1], readings[2], readings[3] = (
        _shaped(reading, shape) for reading, shape in zip(readings[1:4], (area, line, None), strict=True)
    )
    return make_extract(readings)


def test_layers_part_the_claims_by_shape(extract: Extract) -> None:
    layers = claim_layers(extract)
    assert {name: list(layer["claim_id"]) for name, layer in layers.items()} == {
        "points": ["claim0", "claim4"],
        "lines": ["claim2"],
        "areas": ["claim1"],
        "unlocated": ["claim3"],
    }


def test_geopackage_has_declared_layers_columns_and_crs(extract: Extract, tmp_path: Path) -> None:
    path = write_data(extract, tmp_path / "claims.gpkg")
    kinds = {name: kind for name, kind in pyogrio.list_layers(path) if name != "layer_styles"}
    assert kinds == {
        "points": "MultiPoint",
        "lines": "MultiLineString",
        "areas": "MultiPolygon",
        "unlocated": None,
    }
    points = pyogrio.read_dataframe(path, layer="points")
    assert [*points.columns] == [*COLUMNS, "geometry"]
    assert points.crs == "EPSG:4326"
    assert points.geometry[0].geoms[0] == Point(35, 51)
    assert points["negated"].dtype == bool
    assert points["start"].dtype.kind == "i"


def test_geopackage_carries_a_default_style_per_layer(extract: Extract, tmp_path: Path) -> None:
    path = write_data(extract, tmp_path / "claims.gpkg")
    database = sqlite3.connect(path)
    rows = database.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles").fetchall()
    database.close()
    assert [(name, default) for name, _, default in rows] == [("points", 1), ("lines", 1), ("areas", 1)]
    styles = {name: ET.fromstring(qml) for name, qml, _ in rows}  # noqa: S314 - our own text
    assert len(styles["points"].findall(".//category")) == 16


def test_geojson_is_rfc_7946_with_every_claim(extract: Extract, tmp_path: Path) -> None:
    value = json.loads(write_data(extract, tmp_path / "claims.geojson").read_text(encoding="utf-8"))
    assert "crs" not in value
    assert [feature["geometry"] is None for feature in value["features"]] == [
        False,
        False,
        False,
        True,
        False,
    ]
    assert value["features"][0]["geometry"]["coordinates"] == [35.0, 51.0]
    assert [*value["features"][0]["properties"]] == [*COLUMNS]


def test_kml_escapes_the_words_of_articles(extract: Extract, tmp_path: Path) -> None:
    text = write_data(extract, tmp_path / "claims.kml").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own text
    space = "{http://www.opengis.net/kml/2.2}"
    names = [item.findtext(f"{space}name") for item in root.iter(f"{space}Placemark")]
    assert names[0] == "Vyhadane 0: advance"
    assert len(names) == 4
    descriptions = [item.findtext(f"{space}description") for item in root.iter(f"{space}Placemark")]
    assert descriptions[0].startswith("&lt;i&gt;]] &gt;")
    titles = [
        item.findtext(f"{space}value") or item.text
        for item in root.iter()
        if item.get("name") == "title" and item.tag.endswith("Data")
    ]
    assert titles == [plain(HOSTILE).replace("]]>", "]] >")] * 4


def test_csv_runs_no_formula_and_reads_back(extract: Extract, tmp_path: Path) -> None:
    path = write_data(extract, tmp_path / "claims.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["claim_id"] for row in rows] == [f"claim{number}" for number in range(5)]
    assert all(row["title"].startswith("'=") for row in rows)
    assert [(row["lon"], row["lat"]) for row in rows[:2]] == [("35.0", "51.0"), ("", "")]


def test_geoparquet_reads_back(extract: Extract, tmp_path: Path) -> None:
    frame = gpd.read_parquet(write_data(extract, tmp_path / "claims.parquet"))
    assert frame.crs == "EPSG:4326"
    assert [*frame.columns] == [*COLUMNS, "geometry"]
    assert frame.geometry.isna().sum() == 1


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_same_claims_give_the_same_bytes(suffix: str, extract: Extract, tmp_path: Path) -> None:
    first = write_data(extract, tmp_path / f"a{suffix}").read_bytes()
    again = write_data(extract, tmp_path / f"a{suffix}").read_bytes()
    assert first == again


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_no_claims_still_give_a_file(suffix: str, tmp_path: Path) -> None:
    assert write_data(make_extract([]), tmp_path / f"a{suffix}").stat().st_size > 0


def test_unknown_format_is_refused(extract: Extract, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.gpkg"):
        write_data(extract, tmp_path / "claims.shp")
