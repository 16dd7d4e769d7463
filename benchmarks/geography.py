# ruff: noqa: E402 - the number of threads is set before numpy starts them
"""Speed and error of the border search: python benchmarks/geography.py, on one core.

Bar: 100,000 places in under 2 s of processor time, none more than 1 m beyond a dense geodesic
search within 300 km.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before numpy starts its threads

import time

import numpy as np
import shapely
from pyproj import Geod

from geo.geography.areas import load_areas
from geo.geography.border import load_border
from geo.settings import Settings

PLACES = 100_000
CHECKED = 2_000
FARTHEST_M = 300_000.0
DENSE_DEG = 0.0002
COARSE = 25
"""Every so many dense points are searched first, and the others only around the nearest of these."""
KNOWN_KM = {
    "Belgorod": (36.588, 50.597, 31.58),
    "Sudzha": (35.27, 51.19, 9.00),
    "Demidovka": (35.3917, 50.9494, 2.32),
    "Shebekino": (36.9022, 50.4111, 7.17),
    "Shcherbaky": (35.5818, 47.551, 200.66),
}


def main() -> None:
    """Measure and print."""
    settings = Settings()
    start = time.perf_counter()
    border = load_border(settings)
    load_areas(settings)
    print(f"opened border and oblasts in {time.perf_counter() - start:.2f} s")
    print(f"{border.name} {border.content_hash}, {border.length_m / 1000:.1f} km")
    random = np.random.default_rng(1)
    lons, lats = random.uniform(29.5, 42.5, PLACES), random.uniform(45.0, 54.0, PLACES)
    border.measure(lon=lons[:10], lat=lats[:10])
    start = time.process_time()
    measured = border.measure(lon=lons, lat=lats)
    print(f"{PLACES:,} places: {time.process_time() - start:.2f} s")
    error = largest_error(border.line, lons, lats, measured.distance_m)
    print(f"largest error over {CHECKED} places: {error:.3f} m")
    for place, (lon, lat, expected) in KNOWN_KM.items():
        found = float(border.measure(lon=lon, lat=lat).distance_m[0]) / 1000
        print(f"{place}: {found:.2f} km (expected {expected})")


def largest_error(line: shapely.LineString, lons: np.ndarray, lats: np.ndarray, found: np.ndarray) -> float:
    """Return the largest amount by which a distance found exceeds the least one to a dense line."""
    dense = shapely.get_coordinates(shapely.segmentize(line, DENSE_DEG))
    geod = Geod(ellps="WGS84")
    errors = []
    for row in np.flatnonzero(found <= FARTHEST_M)[:CHECKED]:
        place = lons[row], lats[row]
        coarse = distances(geod, place, dense[::COARSE])
        around = np.repeat(coarse <= coarse.min() + 1000, COARSE)[: len(dense)]
        errors.append(found[row] - distances(geod, place, dense[around]).min())
    return float(max(errors))


def distances(geod: Geod, place: tuple[float, float], points: np.ndarray) -> np.ndarray:
    """Return the geodesic distances from a place to many points."""
    size = len(points)
    return geod.inv(np.full(size, place[0]), np.full(size, place[1]), points[:, 0], points[:, 1])[2]


if __name__ == "__main__":
    main()
