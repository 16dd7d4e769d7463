"""Build data/basemap/theatre.pmtiles, the tile archive of the web map, from the shipped layers.

    pip install mapbox-vector-tile==2.2.0 pmtiles==3.8.1   (tools for this script alone)
    python data/build_tiles.py

Layers: land (country), water (kind), rivers, oblasts, countries (lines), border, labels, places
(name, name_uk, name_ru, min_zoom). Run after build_boundaries.py and build_basemap.py, and again
when data/gazetteer/cities.csv changes. The same inputs give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry import shape

from geo.rendering.basemap import load_basemap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
ZOOMS = range(4, 11)
WIDE = (20.0, 43.0, 48.0, 57.5)
THEATRE = (30.0, 44.2, 42.0, 53.6)
WIDE_ZOOM = 7
"""Beyond this zoom only the theatre has tiles: a reader looks at the rest only in passing."""

EXTENT = 4096
MARGIN = 64
"""Pixels of 4096 that a tile overlaps its neighbours by, so that wide strokes have no seams."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of the archive in Web Mercator (0..1 across the world, y down)."""

    name: str
    geometries: np.ndarray[Any, Any]
    properties: list[dict[str, Any]]
    tree: shapely.STRtree


def to_mercator(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return lon-lat as fractions of the Web Mercator square."""
    sine = np.sin(np.radians(points[:, 1]))
    return np.column_stack([points[:, 0] / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)])


def read_layer(name: str, path: Path, columns: tuple[str, ...] = ()) -> Layer:
    """Return a GeoJSON file as a layer with some of its columns."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return make_layer(
        name,
        [shape(feature["geometry"]) for feature in features],
        [{key: feature["properties"].get(key, "") for key in columns} for feature in features],
    )


def read_land(land_path: Path, countries_path: Path) -> Layer:
    """Return the countries, and below them the other land, which reaches a little under them."""
    countries = json.loads(countries_path.read_text(encoding="utf-8"))["features"]
    shapes = [shape(feature["geometry"]) for feature in countries]
    land = shape(json.loads(land_path.read_text(encoding="utf-8"))["features"][0]["geometry"])
    others = land - shapely.buffer(shapely.union_all(shapes), -0.01, quad_segs=1)
    # Along a coast of the three nothing else reaches under them: it would only double the shore.
    foreign = [part for part in shapely.get_parts(others) if part.area > 0.5]
    return make_layer(
        "land",
        [shapely.union_all(foreign), *shapes],
        [{"country": ""}, *({"country": feature["properties"]["country"]} for feature in countries)],
    )


def make_layer(name: str, geometries: list[BaseGeometry], properties: list[dict[str, Any]]) -> Layer:
    """Return geometries in degrees as a layer."""
    box = shapely.box(*WIDE)
    projected = shapely.transform(shapely.intersection(geometries, box), to_mercator)
    return Layer(name=name, geometries=projected, properties=properties, tree=shapely.STRtree(projected))


def read_places() -> Layer:
    """Return the towns of the basemap, largest first, with the zoom from which each is named."""
    towns = [(place_zoom(town.population, is_seat=town.is_seat), town) for town in load_basemap(HERE).towns]
    named = sorted(
        ((zoom, town) for zoom, town in towns if zoom),
        key=lambda item: (item[0], -item[1].population, item[1].name, item[1].lon),
    )
    return make_layer(
        "places",
        [shapely.Point(town.lon, town.lat) for _, town in named],
        [
            {
                "name": town.name,
                "name_uk": town.names["uk"],
                "name_ru": town.names["ru"],
                "min_zoom": zoom,
                "seat": town.is_seat,
            }
            for zoom, town in named
        ],
    )


def place_zoom(population: int, *, is_seat: bool) -> int:
    """Return the first zoom level that names a town, 0 if none does."""
    if population >= 1_000_000:
        return 4
    if is_seat or population >= 400_000:
        return 5
    limits = ((100_000, 6), (50_000, 7), (20_000, 8), (5_000, 9), (1_000, 10))
    return next((zoom for limit, zoom in limits if population >= limit), 0)


def tiles() -> Iterator[tuple[int, int, int]]:
    """Yield the tiles to make, in the order of their ids."""
    for zoom in ZOOMS:
        west, south, east, north = WIDE if zoom <= WIDE_ZOOM else THEATRE
        (left, bottom), (right, top) = to_mercator(np.array([[west, south], [east, north]])) * 2**zoom
        found = [
            (zoom, column, row)
            for column in range(int(left), int(right) + 1)
            for row in range(int(top), int(bottom) + 1)
        ]
        yield from sorted(found, key=lambda tile: zxy_to_tileid(*tile))


def is_shown(layer: Layer, index: int, zoom: int) -> bool:
    """Tell whether a feature belongs to this zoom level."""
    properties = layer.properties[index]
    if layer.name == "places":
        return bool(properties["min_zoom"] <= zoom)
    if layer.name == "labels":
        return zoom >= 6 if properties["kind"] == "oblast" else zoom <= 7
    if layer.name in {"water", "rivers"}:
        # Less than about 2 pixels of 256 across, or a stream at the scale of a continent.
        west, south, east, north = layer.geometries[index].bounds
        return max(east - west, north - south) * 2**zoom * 256 > (2.5 if layer.name == "water" else 8)
    return True


def encode_tile(layers: list[Layer], zoom: int, column: int, row: int) -> bytes:
    """Return one vector tile, gzipped, or nothing if no layer has a feature in it."""
    margin = MARGIN / EXTENT
    west, south, east, north = (
        np.array([column - margin, row - margin, column + 1 + margin, row + 1 + margin]) / 2**zoom
    )
    window = shapely.box(west, south, east, north)
    scale = EXTENT * 2**zoom
    encoded = []
    for layer in layers:
        features = []
        for index in sorted(layer.tree.query(window)):
            if not is_shown(layer, index, zoom):
                continue
            cut = shapely.intersection(layer.geometries[index], window)
            pixels = shapely.transform(cut, lambda p: np.rint(p * scale - [column * EXTENT, row * EXTENT]))
            # Half a screen pixel (10 of 4096) cannot be seen, and halves the archive.
            simple = shapely.simplify(pixels, 10 if zoom < ZOOMS[-1] else 5)
            features += [
                {"geometry": part, "properties": layer.properties[index]}
                for part in wanted_parts(simple, like=layer.geometries[index])
            ]
        if features:
            encoded.append({"name": layer.name, "features": features})
    if not encoded:
        return b""
    options = {"extents": EXTENT, "y_coord_down": True}
    return gzip.compress(mapbox_vector_tile.encode(encoded, default_options=options), 9, mtime=0)


def wanted_parts(geometry: BaseGeometry, *, like: BaseGeometry) -> list[BaseGeometry]:
    """Return the parts that have the dimension of ``like``; clipping leaves points on the edge."""
    parts = shapely.get_parts(shapely.get_parts([geometry]))
    same = [part for part in parts if shapely.get_dimensions(part) == shapely.get_dimensions(like)]
    if shapely.get_dimensions(like) == 2:
        sound = [shapely.make_valid(part) for part in same if part.area > 16]
        return [
            part
            for whole in sound
            for part in shapely.get_parts(shapely.get_parts([whole]))
            if part.geom_type == "Polygon"
        ]
    return [part for part in same if not part.is_empty]


def main() -> None:
    """Write the archive."""
    boundaries, basemap = HERE / "boundaries", HERE / "basemap"
    layers = [
        read_land(basemap / "land.geojson", boundaries / "countries.geojson"),
        read_layer("water", basemap / "water.geojson", ("kind",)),
        read_layer("rivers", basemap / "rivers.geojson"),
        read_layer("oblasts", basemap / "oblast_lines.geojson"),
        read_layer("countries", basemap / "country_lines.geojson"),
        read_layer("border", boundaries / "border.geojson"),
        read_layer("labels", basemap / "labels.geojson", ("name", "name_uk", "name_ru", "kind", "country")),
        read_places(),
    ]
    path = basemap / "theatre.pmtiles"
    with path.open("wb") as file:
        writer = Writer(file)
        for zoom, column, row in tiles():
            content = encode_tile(layers, zoom, column, row)
            if content:
                writer.write_tile(zxy_to_tileid(zoom, column, row), content)
        west, south, east, north = (round(value * 1e7) for value in WIDE)
        writer.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP,
                "min_zoom": ZOOMS[0],
                "max_zoom": ZOOMS[-1],
                "min_lon_e7": west,
                "min_lat_e7": south,
                "max_lon_e7": east,
                "max_lat_e7": north,
                "center_zoom": 7,
                "center_lon_e7": round(36.0 * 1e7),
                "center_lat_e7": round(50.0 * 1e7),
            },
            {
                "name": "Frontline theatre",
                "attribution": "© OpenStreetMap contributors (ODbL) · GSHHG (LGPL) · Natural Earth · "
                "GeoNames (CC BY)",
                "vector_layers": [{"id": layer.name, "fields": {}} for layer in layers],
            },
        )
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
