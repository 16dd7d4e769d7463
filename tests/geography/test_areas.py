from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import LayerError
from geo.geography.areas import load_areas
from geo.geography.geodesy import area_m2
from geo.models import Place
from geo.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from geo.geography.areas import Areas

FRONT = (
    "Belgorod", "Kursk", "Bryansk", "Voronezh", "Rostov", "Sumy", "Kharkiv", "Chernihiv", "Luhansk",
    "Donetsk", "Zaporizhzhia", "Kherson", "Dnipropetrovsk", "Crimea",
)  # fmt: skip


@pytest.mark.parametrize("name", FRONT)
def test_front_oblast_has_names_and_error(areas: Areas, name: str) -> None:
    area = areas.polygon_by_name(name)
    assert area is not None
    assert area.name_uk
    assert area.name_ru
    assert 1000 <= area.positional_error_m <= 10_000


@pytest.mark.parametrize(
    ("name", "official_km2"),
    [("Belgorod", 27_134), ("Kursk", 29_997), ("Sumy", 23_834), ("Kharkiv", 31_415), ("Donetsk", 26_517)],
)
def test_oblast_is_as_large_as_it_should_be(areas: Areas, name: str, official_km2: float) -> None:
    area = areas.polygon_by_name(name)
    assert area is not None
    assert area_m2(area.exact) / 1e6 == pytest.approx(official_km2, rel=0.015)
    assert area_m2(area.polygon) / 1e6 == pytest.approx(official_km2, rel=0.015)


@pytest.mark.parametrize(
    ("lon", "lat", "name"),
    [
        (35.27, 51.19, "Kursk"),
        (36.588, 50.597, "Belgorod"),
        (34.8, 50.91, "Sumy"),
        (33.52, 44.6, "Crimea"),
        (37.18, 48.28, "Donetsk"),
        (34.80, 46.17, "Kherson"),  # Henichesk
        (34.883, 45.896, "Kherson"),  # Strilkove
        (33.69, 46.106, "Crimea"),  # Armiansk
        (30.523, 50.45, "Kyiv"),
        (35.5784, 47.5512, "Zaporizhzhia"),
    ],
)
def test_containing(areas: Areas, lon: float, lat: float, name: str) -> None:
    found = areas.containing(lon=lon, lat=lat)
    assert found is not None
    assert found.name == name


def test_nothing_contains_the_sea(areas: Areas) -> None:
    assert areas.containing(lon=36.6, lat=46.1) is None


def test_oblasts_do_not_overlap(areas: Areas) -> None:
    for one, other in (("Belgorod", "Kursk"), ("Belgorod", "Kharkiv"), ("Kherson", "Crimea")):
        first, second = areas.polygon_by_name(one), areas.polygon_by_name(other)
        assert first is not None
        assert second is not None
        assert area_m2(first.exact & second.exact) < 1e4


def test_donbas_is_two_oblasts(areas: Areas) -> None:
    area = areas.polygon_by_name("Donbas")
    assert area is not None
    assert area_m2(area.exact) / 1e6 == pytest.approx(53_200, rel=0.01)


def test_oblast_place_finds_its_outline(areas: Areas, places: dict[str, Place]) -> None:
    found = areas.polygon(places["Belgorod Oblast"])
    assert found is not None
    assert found.name == "Belgorod"


@pytest.mark.parametrize("name", ["Russia", "Sea of Azov", "Belgorod"])
def test_countries_seas_and_towns_have_no_outline(areas: Areas, places: dict[str, Place], name: str) -> None:
    assert areas.polygon(places[name]) is None


def test_district_is_its_circle_within_its_oblast(areas: Areas) -> None:
    district = Place(
        id="t:d",
        name="Krasnoyaruzhsky District",
        feature_code="ADM2",
        country="RU",
        admin1="Belgorod",
        lon=35.66,
        lat=50.80,
        uncertainty_m=30_000,
        source="test",
    )
    found, whole = areas.polygon(district), areas.polygon_by_name("Belgorod")
    assert found is not None
    assert whole is not None
    assert "circle" in found.method
    assert area_m2(found.polygon - whole.polygon) < 1e4
    assert area_m2(found.polygon) < 3.1416 * 30_000**2


def test_far_oblast_without_outline_is_not_drawn(areas: Areas) -> None:
    sakha = Place(
        id="t:s",
        name="Sakha",
        feature_code="ADM1",
        country="RU",
        admin1="Sakha",
        lon=129.0,
        lat=66.0,
        uncertainty_m=1_200_000,
        source="test",
    )
    assert areas.polygon(sakha) is None


def test_missing_oblasts_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=r"oblasts\.geojson.*build_boundaries"):
        load_areas(Settings(data_dir=tmp_path))
