"""The shipped gazetteer files hold what reports name, where it is, and every namesake apart."""

import csv
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pyproj import Geod

DATA = Path(__file__).parents[2] / "data"
GEOD = Geod(ellps="WGS84")

# latitude, longitude and oblast of settlements checked one by one
CHECKED = [
    ("Belgorod", "Belgorod", 50.597, 36.588),
    ("Sudzha", "Kursk", 51.190, 35.270),
    ("Demidovka", "Belgorod", 50.9494, 35.3917),
    ("Shebekino", "Belgorod", 50.4111, 36.9022),
    ("Sverdlikovo", "Kursk", 51.2454, 35.1181),
    ("Kolotilovka", "Belgorod", 50.8137, 35.4191),
    ("Malaya Loknya", "Kursk", 51.3325, 35.2275),
    ("Mali Shcherbaky", "Zaporizhzhia", 47.5488, 35.5503),
    ("Shcherbaky", "Zaporizhzhia", 47.5512, 35.5784),
    ("Shcherbaky", "Kharkiv", 50.186, 35.449),
    ("Shcherbaky", "Poltava", 49.130, 33.583),
    ("Stepove", "Zaporizhzhia", 47.5426, 35.4796),
    ("Lobkove", "Zaporizhzhia", 47.5262, 35.4346),
    ("Pokrovsk", "Donetsk", 48.2771, 37.1772),
    ("Udachne", "Donetsk", 48.2408, 36.9911),
    ("Kotlyne", "Donetsk", 48.2527, 37.0556),
    ("Shevchenko", "Donetsk", 48.2209, 37.1466),
    ("Lysivka", "Donetsk", 48.2249, 37.2651),
    ("Niu-York", "Donetsk", 48.3320, 37.8366),
    ("Toretsk", "Donetsk", 48.3970, 37.8501),
    ("Chasiv Yar", "Donetsk", 48.5874, 37.8373),
    ("Basivka", "Sumy", 51.1811, 35.0879),
    ("Zhuravka", "Sumy", 51.2163, 34.9859),
    ("Novenke", "Sumy", 51.2224, 35.1058),
    ("Loknia", "Sumy", 51.1479, 35.0588),
    ("Veselivka", "Sumy", 51.2001, 34.9376),
    ("Popivka", "Sumy", 50.7705, 35.4691),
    ("Huliaipole", "Zaporizhzhia", 47.6671, 36.2641),
    ("Orikhiv", "Zaporizhzhia", 47.5754, 35.7855),
    ("Kupiansk", "Kharkiv", 49.7100, 37.6126),
    ("Vovchansk", "Kharkiv", 50.2929, 36.9370),
]
# places whose coordinates any atlas confirms
ATLAS = [
    ("Kursk", "Kursk", 51.73, 36.19),
    ("Sumy", "Sumy", 50.91, 34.80),
    ("Kharkiv", "Kharkiv", 49.99, 36.23),
    ("Zaporizhzhia", "Zaporizhzhia", 47.85, 35.12),
    ("Donetsk", "Donetsk", 48.00, 37.80),
    ("Donetsk", "Rostov", 48.34, 39.95),
    ("Voronezh", "Voronezh", 51.67, 39.19),
    ("Nizhny Novgorod", "Nizhny Novgorod", 56.33, 44.00),
    ("Engels", "Saratov", 51.48, 46.11),
    ("Kyiv", "Kyiv City", 50.45, 30.52),
    ("Sevastopol", "Sevastopol", 44.61, 33.52),
]
RENAMED = [
    ("Toretsk", "Dzerzhynsk"),
    ("Bakhmut", "Artemivsk"),
    ("Pokrovsk", "Krasnoarmiisk"),
    ("Myrnohrad", "Dymytrov"),
    ("Lyman", "Krasnyi Lyman"),
    ("Niu-York", "Novhorodske"),
    ("Soledar", "Karlo-Libknekhtivsk"),
    ("Samar", "Novomoskovsk"),
    ("Sheptytskyi", "Chervonohrad"),
    ("Berestyn", "Krasnohrad"),
    ("Zlatopil", "Pervomaiskyi"),
    ("Khutir-Mykhailivskyi", "Druzhba"),
]
STRUCK_IN_RUSSIA = [
    "Tetkino", "Glushkovo", "Korenevo", "Rylsk", "Lgov", "Kurchatov", "Oboyan", "Klintsy", "Seshcha",
    "Engels", "Morozovsk", "Millerovo", "Taganrog", "Yeysk", "Novoshakhtinsk", "Tuapse", "Novorossiysk",
    "Kstovo", "Toropets", "Primorsk", "Syzran", "Izhevsk", "Yelabuga",
]  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    found = []
    for path in sorted((DATA / "gazetteer").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


@pytest.fixture(scope="module")
def settlements(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if row["feature_code"].startswith("PPL")]


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_gazetteer", DATA / "check_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def distance_m(row: dict[str, str], *, lat: float, lon: float) -> float:
    return GEOD.inv(float(row["lon"]), float(row["lat"]), lon, lat)[2]


def test_checker_finds_no_fault(checker: ModuleType) -> None:
    assert checker.find_faults(DATA / "gazetteer") == []


def test_checker_finds_a_double_and_a_rounded_coordinate(checker: ModuleType, tmp_path: Path) -> None:
    header = ",".join(checker.COLUMNS)
    oblast = "fl:o,Sumy Oblast,,,,,ADM1,UA,Sumy,,34.000,51.000,90000,,Frontline,hand"
    one = "fl:a,Hora,Гора,Гора,,,PPL,UA,Sumy,,34.100,51.000,1500,,Frontline,hand"
    two = "fl:b,Hora,Гора,Гора,,,PPL,UA,Sumy,,34.11,51.000,1500,,Frontline,hand"
    (tmp_path / "x.csv").write_text(f"{header}\n{oblast}\n{one}\n{two}\n", encoding="utf-8")
    faults = checker.find_faults(tmp_path)
    assert len(faults) == 2
    assert "fewer than 3 decimals" in faults[0]
    assert "of that name 0.7 km away" in faults[1]


@pytest.mark.parametrize(("name", "oblast", "lat", "lon"), CHECKED)
def test_checked_settlement_lies_within_a_kilometre(
    settlements: list[dict[str, str]], name: str, oblast: str, lat: float, lon: float
) -> None:
    named = [row for row in settlements if row["name"] == name and row["admin1"] == oblast]
    assert min(distance_m(row, lat=lat, lon=lon) for row in named) < 1_000


@pytest.mark.parametrize(("name", "oblast", "lat", "lon"), ATLAS)
def test_city_lies_where_an_atlas_has_it(
    settlements: list[dict[str, str]], name: str, oblast: str, lat: float, lon: float
) -> None:
    named = [row for row in settlements if row["name"] == name and row["admin1"] == oblast]
    largest = max(named, key=lambda row: int(row["population"] or 0))
    assert distance_m(largest, lat=lat, lon=lon) < 5_000


def test_popovka_is_two_villages_of_belgorod_oblast(settlements: list[dict[str, str]]) -> None:
    found = {
        row["admin2"]: row for row in settlements if row["name"] == "Popovka" and row["admin1"] == "Belgorod"
    }
    assert set(found) == {"Krasnoyaruzhsky", "Korochansky"}
    assert distance_m(found["Krasnoyaruzhsky"], lat=50.953, lon=35.350) < 1_000
    assert distance_m(found["Korochansky"], lat=50.87, lon=37.18) < 1_000


def test_grafovka_is_two_villages_of_belgorod_oblast(settlements: list[dict[str, str]]) -> None:
    found = {row["admin2"]: row for row in settlements if row["name"] == "Grafovka"}
    assert set(found) == {"Krasnoyaruzhsky", "Shebekinsky"}
    assert distance_m(found["Krasnoyaruzhsky"], lat=50.918, lon=35.428) < 1_000
    assert distance_m(found["Shebekinsky"], lat=50.401, lon=36.738) < 1_000


def test_shcherbaky_is_three_villages_and_no_double(settlements: list[dict[str, str]]) -> None:
    found = sorted(row["admin1"] for row in settlements if row["name"] == "Shcherbaky")
    assert found == ["Kharkiv", "Poltava", "Zaporizhzhia"]


def test_pokrovsk_is_no_name_of_engels(rows: list[dict[str, str]]) -> None:
    called = [row for row in rows if "Pokrovsk" in {row["name"], *row["alternates"].split("|")}]
    assert [(row["name"], row["admin1"]) for row in called] == [("Pokrovsk", "Donetsk")]


def test_new_york_is_a_city_and_a_town_near_toretsk(settlements: list[dict[str, str]]) -> None:
    called = [row for row in settlements if "New York" in {row["name"], *row["alternates"].split("|")}]
    assert {(row["name"], row["country"]) for row in called} == {("New York City", "US"), ("Niu-York", "UA")}


@pytest.mark.parametrize(("name", "former"), RENAMED)
def test_renamed_town_keeps_its_former_name(
    settlements: list[dict[str, str]], name: str, former: str
) -> None:
    assert any(former in row["former"].split("|") for row in settlements if row["name"] == name)


@pytest.mark.parametrize("name", STRUCK_IN_RUSSIA)
def test_target_in_russia_is_known(settlements: list[dict[str, str]], name: str) -> None:
    assert any(row["name"] == name and row["country"] == "RU" for row in settlements)


def test_all_oblasts_and_raions_are_there(rows: list[dict[str, str]]) -> None:
    oblasts = [row for row in rows if row["feature_code"] == "ADM1"]
    raions = [row for row in rows if row["feature_code"] == "ADM2" and row["country"] == "UA"]
    assert sum(row["country"] == "UA" for row in oblasts) == 27
    assert {"Crimea", "Sevastopol"} <= {row["admin1"] for row in oblasts if row["country"] == "UA"}
    assert len(raions) == 136


def test_oblast_answers_to_its_colloquial_names(rows: list[dict[str, str]]) -> None:
    names = {
        row["name"]: {row["name_uk"], row["name_ru"], *row["alternates"].split("|")}
        for row in rows
        if row["feature_code"] == "ADM1"
    }
    assert {"Belgorod", "Бєлгородщина", "Белгородская область"} <= names["Belgorod Oblast"]
    assert {"Sumshchyna", "Сумщина"} <= names["Sumy Oblast"]
    assert "Курщина" in names["Kursk Oblast"]


def test_front_belt_names_are_in_three_languages() -> None:
    with (DATA / "gazetteer" / "front_settlements.csv").open(encoding="utf-8", newline="") as file:
        front = list(csv.DictReader(file))
    assert len(front) >= 700
    assert all(row["name"] and row["name_uk"] and row["name_ru"] and row["admin2"] for row in front)


def test_text_stays_small() -> None:
    assert sum(path.stat().st_size for path in (DATA / "gazetteer").glob("*.csv")) < 3_000_000
