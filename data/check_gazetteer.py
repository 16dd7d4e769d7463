"""Check the gazetteer's text files row by row and print what is wrong.

``python data/check_gazetteer.py [BOUNDARIES]``: without a folder it checks form, names, codes,
doubles and neighbours; with a folder holding ``ua_raions_simplified.geojson`` and
``ru_border_raions_simplified.geojson`` also that each settlement lies in its oblast and raion.
Exit status 1 when anything is found. A wrong coordinate is the worst fault of this project, so run
it after every edit of a row.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from pyproj import Geod

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GAZETTEER = Path(__file__).parent / "gazetteer"
COLUMNS = [
    "id", "name", "name_uk", "name_ru", "alternates", "former", "feature_code", "country", "admin1", "admin2",
    "lon", "lat", "uncertainty_m", "population", "source", "basis",
]  # fmt: skip
FEATURE_CODES = {
    "PPL", "PPLA", "PPLA2", "PPLC", "PPLX", "ADM1", "ADM2", "PCLI", "PCLD", "RGN", "SEA", "STRT", "BAY",
    "LGN", "ESTY", "STM", "CNL", "RSV", "SPIT", "ISL", "ISTH", "PSN", "DAM", "BDG", "AIRB", "AIRF", "AIRP",
    "PSTB", "FRST", "CAPE", "PEN", "PRT", "LK",
}  # fmt: skip
LON_LAT = ("lon", "lat")
TWIN_M = 3_000
SAME_POINT_M = 150
# Chornobyl has no other known settlement nearer than this.
LONELY_M = 40_000
# The reference polygons are simplified and hand coordinates are centres of long villages, so a
# point may lie this far outside its unit without being wrong.
EDGE_M = 3_500
GEOD = Geod(ellps="WGS84")

Row = dict[str, str]


def read_rows(folder: Path) -> list[Row]:
    """Return all rows, each with its file and line under the key ``where``."""
    rows = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames != COLUMNS:
                sys.exit(f"{path.name}: columns are {reader.fieldnames}, not {COLUMNS}")
            rows += [{**row, "where": f"{path.name}:{reader.line_num}"} for row in reader]
    return rows


def distance_m(first: Row, second: Row) -> float:
    """Return the geodesic distance between two rows."""
    return GEOD.inv(float(first["lon"]), float(first["lat"]), float(second["lon"]), float(second["lat"]))[2]


def is_settlement(row: Row) -> bool:
    """Return whether a row is a populated place and no quarter of one."""
    return row["feature_code"].startswith("PPL") and row["feature_code"] != "PPLX"


def check_form(rows: list[Row]) -> Iterator[str]:
    """Yield rows whose cells break the format."""
    ids = Counter(row["id"] for row in rows)
    for row in rows:
        faults = [
            ("id is not gn:<number> or fl:<slug>", not re.fullmatch(r"gn:\d+|fl:[a-z0-9-]+", row["id"])),
            ("id occurs twice", ids[row["id"]] > 1),
            ("no name", not row["name"].strip()),
            ("unknown feature code", row["feature_code"] not in FEATURE_CODES),
            ("country is no two letters", not re.fullmatch(r"[A-Z]{2}|", row["country"])),
            (
                "coordinate has fewer than 3 decimals",
                not all(re.search(r"\.\d{3,}$", row[k]) for k in ("lon", "lat")),
            ),
            ("position off the globe", abs(float(row["lon"])) > 180 or abs(float(row["lat"])) > 90),
            ("position 0,0", float(row["lon"]) == 0 == float(row["lat"])),
            ("uncertainty is not positive", not float(row["uncertainty_m"] or 0) > 0),
            ("population is no number", not re.fullmatch(r"\d*", row["population"])),
            ("no source or basis", not (row["source"] and row["basis"])),
            (
                "an alternate is empty",
                any("" in row[k].split("|") for k in ("alternates", "former") if row[k]),
            ),
            (
                "a cell has odd space",
                any(v != v.strip() or "  " in v for k, v in row.items() if k != "basis"),
            ),
            ("Ukrainian name has Russian letters", bool(re.search("[ыэёъ]", row["name_uk"].lower()))),
            ("Russian name has Ukrainian letters", bool(re.search("[іїєґ]", row["name_ru"].lower()))),
            ("Latin name has other letters", bool(re.search(r"[А-Яа-яІіЇїЄєҐґ]", row["name"]))),
        ]
        yield from (f"{row['where']} {row['id']} {row['name']}: {fault}" for fault, wrong in faults if wrong)


def check_units(rows: list[Row]) -> Iterator[str]:
    """Yield settlements of Ukraine, Russia and Belarus in an oblast or raion that no row describes."""
    oblasts = {(row["country"], row["admin1"]) for row in rows if row["feature_code"] == "ADM1"}
    raions = {(row["admin1"], row["admin2"]) for row in rows if row["feature_code"] == "ADM2"}
    listed = {admin1 for admin1, _ in raions}
    towns = {(row["admin1"], row["name"]) for row in rows if is_settlement(row)}
    for row in rows:
        if row["country"] not in {"UA", "RU", "BY"} or not is_settlement(row):
            continue
        if (row["country"], row["admin1"]) not in oblasts:
            yield f"{row['where']} {row['name']}: no oblast {row['admin1']!r}"
        unit = (row["admin1"], row["admin2"])
        if row["admin2"] and row["admin1"] in listed and unit not in raions and unit not in towns:
            yield f"{row['where']} {row['name']}: no raion {row['admin2']!r} in {row['admin1']}"


class Grid:
    """Rows by cells of ``size_deg``, so that only near ones are measured."""

    def __init__(self, rows: Iterable[Row], *, size_deg: float) -> None:
        """Sort the rows into cells."""
        self.size_deg = size_deg
        self.cells: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in rows:
            self.cells[self._cell(row)].append(row)

    def _cell(self, row: Row) -> tuple[int, int]:
        return round(float(row["lon"]) / self.size_deg), round(float(row["lat"]) / self.size_deg)

    def around(self, row: Row) -> Iterator[tuple[float, Row]]:
        """Yield the other rows of a row's cell and the eight about it, with their distance."""
        x, y = self._cell(row)
        for cell in ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            for other in self.cells.get(cell, ()):
                if other is not row:
                    yield distance_m(row, other), other


def check_neighbours(rows: list[Row]) -> Iterator[str]:
    """Yield doubles, different villages on one point, and villages far from everything."""
    settlements = [row for row in rows if is_settlement(row) and row["country"] in {"UA", "RU", "BY"}]
    # A cell of 0.08 degrees is 3 km wide even at 70 degrees north, one of 0.8 is 40 km in Ukraine.
    near, wide = Grid(settlements, size_deg=0.08), Grid(settlements, size_deg=0.8)
    for row in settlements:
        neighbours = list(near.around(row))
        for far, other in neighbours:
            if row["id"] < other["id"] and far < TWIN_M and _share_name(row, other):
                away = f"{other['id']} of that name {far / 1000:.1f} km away"
                yield f"{row['where']} {row['name']} {row['id']}: {away}"
            elif row["id"] < other["id"] and far < SAME_POINT_M:
                yield f"{row['where']} {row['name']}: on the point of {other['name']} {other['id']}"
        if row["country"] == "UA" and not neighbours:
            nearest = min((far for far, _ in wide.around(row)), default=LONELY_M)
            if nearest >= LONELY_M:
                yield f"{row['where']} {row['name']}: nothing within {LONELY_M / 1000:.0f} km"


def _share_name(first: Row, second: Row) -> bool:
    same_oblast = first["admin1"] == second["admin1"]
    return same_oblast and any(first[key] and first[key] == second[key] for key in ("name", "name_uk"))


def check_places(rows: list[Row], boundaries: Path) -> Iterator[str]:
    """Yield settlements outside their oblast or raion."""
    sys.path.insert(0, str(Path(__file__).parent))
    from gazetteer_units import Raions  # noqa: PLC0415 - polygons, so only when asked

    raions = Raions(boundaries)
    shapes: dict[tuple[str, str], list[object]] = defaultdict(list)
    for unit, geometry in zip(raions.units, raions.shapes, strict=True):
        shapes[unit["admin1"], unit["admin2"]].append(geometry)
    oblasts = {admin1 for admin1, _ in shapes}
    for row in rows:
        if not is_settlement(row) or row["country"] not in {"UA", "RU"} or row["admin1"] not in oblasts:
            continue
        outside = _outside_m(row, shapes.get((row["admin1"], row["admin2"]), ()))
        if outside is None:
            inside = raions.find(lon=float(row["lon"]), lat=float(row["lat"]), country=row["country"])
            found = inside and inside["admin1"]
            if found != row["admin1"]:
                yield f"{row['where']} {row['name']}: {row['admin1']} says the row, {found} the map"
        elif outside > EDGE_M:
            unit = f"{row['admin2']}, {row['admin1']}"
            yield f"{row['where']} {row['name']}: {outside / 1000:.1f} km outside {unit}"


def _outside_m(row: Row, shapes: Iterable[object]) -> float | None:
    from shapely import Point  # noqa: PLC0415 - as above
    from shapely.ops import nearest_points  # noqa: PLC0415

    point = Point(float(row["lon"]), float(row["lat"]))
    distances = []
    for geometry in shapes:
        near, _ = nearest_points(geometry, point)
        distances.append(GEOD.inv(point.x, point.y, near.x, near.y)[2])
    return min(distances, default=None)


def find_faults(folder: Path, boundaries: Path | None = None) -> list[str]:
    """Return one line per fault in the gazetteer files of ``folder``."""
    rows = read_rows(folder)
    faults = [*check_form(rows), *check_units(rows), *check_neighbours(rows)]
    return faults + (list(check_places(rows, boundaries)) if boundaries else [])


def main() -> int:
    """Print the faults; return 1 if there is one."""
    parser = argparse.ArgumentParser(description="Check data/gazetteer/*.csv.")
    parser.add_argument("boundaries", type=Path, nargs="?", help="folder with the raion polygons")
    faults = find_faults(GAZETTEER, parser.parse_args().boundaries)
    print(*faults, f"{len(faults)} faults", sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
