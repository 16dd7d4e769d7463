"""Claims as data files for other programs: GeoPackage, GeoJSON, KML, CSV, GeoParquet.

All hold the columns of ``geo.layers.COLUMNS`` in EPSG:4326, and the same claims give the same bytes:
a briefing is worth something only if it can be made again. A claim without a place keeps its row
where the format allows a row without geometry, and is never given a point.
"""

from __future__ import annotations

import csv
from html import escape
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geo.briefing.styles import add_layer_styles
from geo.briefing.words import plain, spreadsheet_safe
from geo.errors import ExportError
from geo.layers import COLUMNS, CRS, claims_frame, claims_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.models import Extract

EPOCH = "1980-01-01T00:00:00.000Z"
"""Written where a format demands a moment of writing; the real one would change the bytes."""

LAYERS = {"points": 0, "lines": 1, "areas": 2}
"""Layers of the GeoPackage and the dimension of their geometries; ``unlocated`` has none."""

_MULTI = {"points": "MultiPoint", "lines": "MultiLineString", "areas": "MultiPolygon"}


def write_data(extract: Extract, path: Path) -> Path:
    """Write the claims of ``extract`` in the format that the suffix of ``path`` names.

    Raises
    ------
    ExportError
        If the suffix is unknown, a library is missing or the file cannot be written.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        msg = f"Cannot write data as {path.name!r}; end the name in {', '.join(WRITERS)}"
        raise ExportError(msg)
    try:
        path.unlink(missing_ok=True)
        writer(extract, path)
    except (OSError, DataLayerError, DataSourceError) as error:
        msg = f"Cannot write {path.name!r} ({error}); choose another folder with -o"
        raise ExportError(msg) from error
    return path


def claim_layers(extract: Extract) -> dict[str, gpd.GeoDataFrame]:
    """Return the claims by layer: ``points``, ``lines``, ``areas`` and ``unlocated``, in reading order.

    A geometry of mixed parts goes with its parts of the highest dimension.
    """
    frame = _clean(claims_frame(extract.readings))
    dimension = shapely.get_dimensions(frame.geometry.to_numpy())
    layers = {name: frame[dimension == number].copy() for name, number in LAYERS.items()}
    for name, layer in layers.items():
        layer.geometry = [_as_multi(shape, name) for shape in layer.geometry]
    return layers | {"unlocated": frame[dimension == -1].copy()}


def _as_multi(shape: shapely.Geometry, layer: str) -> shapely.Geometry:
    parts = shapely.get_parts(shapely.get_parts(shape))
    kept = parts[shapely.get_dimensions(parts) == LAYERS[layer]]
    make: dict[str, Callable[[Any], shapely.Geometry]] = {
        "points": shapely.multipoints,
        "lines": shapely.multilinestrings,
        "areas": shapely.multipolygons,
    }
    return make[layer](kept)


def _clean(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame = frame.copy()
    for column, kind in COLUMNS.items():
        if kind == "str":
            frame[column] = frame[column].map(plain).astype("str")
    return frame


def _write_geopackage(extract: Extract, path: Path) -> None:
    # GDAL stamps the tables with this moment instead of now.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": EPOCH})
    try:
        for name, layer in claim_layers(extract).items():
            if name == "unlocated":
                table = layer.drop(columns="geometry")
                pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=True)
            else:
                pyogrio.write_dataframe(
                    layer, path, layer=name, driver="GPKG", geometry_type=_MULTI[name], append=path.exists()
                )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    add_layer_styles(path, tuple(LAYERS), moment=EPOCH)


def _write_geojson(extract: Extract, path: Path) -> None:
    frame = _clean(claims_frame(extract.readings))
    # RFC 7946: longitude first, WGS 84, seven decimals (a centimetre), no crs member.
    pyogrio.write_dataframe(frame, path, driver="GeoJSON", RFC7946="YES", COORDINATE_PRECISION=6)


def _write_kml(extract: Extract, path: Path) -> None:
    for name in LAYERS:
        # GDAL writes text as CDATA and lets a text end it.
        layer = claim_layers(extract)[name].map(
            lambda value: value.replace("]]>", "]] >") if isinstance(value, str) else value
        )
        said = layer["quote"] + "\n" + layer["publisher"] + " " + layer["published_end"]
        named = gpd.GeoDataFrame(layer, geometry="geometry", crs=CRS).assign(
            Name=layer["place"].where(layer["place"] != "", layer["admin1"]) + ": " + layer["kind"],
            # Earth viewers render a description as HTML; the other fields stay data.
            Description=said.map(escape),
        )
        # ``start`` and ``end`` would be taken for KML's own time stamps.
        named = named.rename(columns={"start": "quote_start", "end": "quote_end"})
        pyogrio.write_dataframe(
            named, path, layer=name, driver="LIBKML", geometry_type=_MULTI[name], append=path.exists()
        )


def _write_csv(extract: Extract, path: Path) -> None:
    table = claims_table(extract)
    for column, kind in COLUMNS.items():
        if kind == "str":
            table[column] = table[column].map(lambda text: spreadsheet_safe(plain(text)))
    # With the mark, or spreadsheets take Cyrillic for another code page.
    text = table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    path.write_text(text, encoding="utf-8-sig", newline="")


def _write_geoparquet(extract: Extract, path: Path) -> None:
    frame = claims_frame(extract.readings)
    try:
        frame.to_parquet(path, index=False, compression="snappy")
    except ImportError as error:
        msg = "GeoParquet needs pyarrow; install it with: pip install 'frontline-map[briefing]'"
        raise ExportError(msg) from error


WRITERS: dict[str, Callable[[Extract, Path], None]] = {
    ".gpkg": _write_geopackage,
    ".geojson": _write_geojson,
    ".kml": _write_kml,
    ".csv": _write_csv,
    ".parquet": _write_geoparquet,
}
"""The writer of each suffix."""
