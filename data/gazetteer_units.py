"""First- and second-level units: GeoNames' codes for oblasts, and which raion holds a point.

Apart from the extract's builder because the checker needs the polygons too, without GeoNames.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from shapely import STRtree
from shapely.geometry import Point, shape

sys.path.insert(0, str(Path(__file__).parent))
from gazetteer_spelling import plain, romanise_russian

GAZETTEER = Path(__file__).parent / "gazetteer"
UA_ADMIN1 = {
    "01": "Cherkasy", "02": "Chernihiv", "03": "Chernivtsi", "04": "Dnipropetrovsk", "05": "Donetsk",
    "06": "Ivano-Frankivsk", "07": "Kharkiv", "08": "Kherson", "09": "Khmelnytskyi", "10": "Kirovohrad",
    "11": "Crimea", "12": "Kyiv City", "13": "Kyiv", "14": "Luhansk", "15": "Lviv", "16": "Mykolaiv",
    "17": "Odesa", "18": "Poltava", "19": "Rivne", "20": "Sevastopol", "21": "Sumy", "22": "Ternopil",
    "23": "Vinnytsia", "24": "Volyn", "25": "Zakarpattia", "26": "Zaporizhzhia", "27": "Zhytomyr",
}  # fmt: skip
RU_ADMIN1 = {
    "01": "Adygea", "03": "Altai Republic", "04": "Altai Krai", "05": "Amur", "06": "Arkhangelsk",
    "07": "Astrakhan", "08": "Bashkortostan", "09": "Belgorod", "10": "Bryansk", "11": "Buryatia",
    "12": "Chechnya", "13": "Chelyabinsk", "15": "Chukotka", "16": "Chuvashia", "17": "Dagestan",
    "19": "Ingushetia", "20": "Irkutsk", "21": "Ivanovo", "22": "Kabardino-Balkaria", "23": "Kaliningrad",
    "24": "Kalmykia", "25": "Kaluga", "27": "Karachay-Cherkessia", "28": "Karelia", "29": "Kemerovo",
    "30": "Khabarovsk", "31": "Khakassia", "32": "Khanty-Mansi", "33": "Kirov", "34": "Komi",
    "37": "Kostroma", "38": "Krasnodar", "40": "Kurgan", "41": "Kursk", "42": "Leningrad", "43": "Lipetsk",
    "44": "Magadan", "45": "Mari El", "46": "Mordovia", "47": "Moscow", "48": "Moscow City", "49": "Murmansk",
    "50": "Nenets", "51": "Nizhny Novgorod", "52": "Novgorod", "53": "Novosibirsk", "54": "Omsk",
    "55": "Orenburg", "56": "Oryol", "57": "Penza", "59": "Primorye", "60": "Pskov", "61": "Rostov",
    "62": "Ryazan", "63": "Sakha", "64": "Sakhalin", "65": "Samara", "66": "Saint Petersburg City",
    "67": "Saratov", "68": "North Ossetia", "69": "Smolensk", "70": "Stavropol", "71": "Sverdlovsk",
    "72": "Tambov", "73": "Tatarstan", "75": "Tomsk", "76": "Tula", "77": "Tver", "78": "Tyumen",
    "79": "Tuva", "80": "Udmurtia", "81": "Ulyanovsk", "83": "Vladimir", "84": "Volgograd", "85": "Vologda",
    "86": "Voronezh", "87": "Yamalo-Nenets", "88": "Yaroslavl", "89": "Jewish Autonomous Oblast",
    "90": "Perm", "91": "Krasnoyarsk", "92": "Kamchatka", "93": "Zabaykalsky",
}  # fmt: skip
BY_ADMIN1 = {
    "01": "Brest", "02": "Homyel", "03": "Hrodna", "04": "Minsk City", "05": "Minsk", "06": "Mahilyow",
    "07": "Vitebsk",
}  # fmt: skip
ADMIN1 = {"UA": UA_ADMIN1, "RU": RU_ADMIN1, "BY": BY_ADMIN1}
# The first letters of an oblast's name in the boundaries file: enough to tell raions of one name apart.
STEMS = {
    "Crimea": "avton", "Cherkasy": "cherk", "Chernihiv": "chern", "Chernivtsi": "chern",
    "Dnipropetrovsk": "dnipr", "Donetsk": "donet", "Ivano-Frankivsk": "ivano", "Kharkiv": "khark",
    "Kherson": "khers", "Khmelnytskyi": "khmel", "Kirovohrad": "kirov", "Kyiv": "kyyiv", "Luhansk": "luhan",
    "Lviv": "lvivs", "Mykolaiv": "mykol", "Odesa": "odesk", "Poltava": "polta", "Rivne": "rivne",
    "Sumy": "sumsk", "Ternopil": "terno", "Vinnytsia": "vinny", "Volyn": "volyn", "Zakarpattia": "zakar",
    "Zaporizhzhia": "zapor", "Zhytomyr": "zhyto",
}  # fmt: skip


class Raions:
    """Which second-level unit holds a point, by the polygons in a boundaries folder."""

    def __init__(self, folder: Path) -> None:
        """Read the raions of Ukraine and the districts of Russia's border oblasts."""
        self.units: list[dict[str, str]] = []
        shapes = []
        named = _read_raion_names()
        for feature in json.loads((folder / "ua_raions_simplified.geojson").read_text())["features"]:
            properties = feature["properties"]
            oblast, name = named[plain(properties["name_uk"]), _stem(properties["oblast_file"])]
            self.units.append(
                {"country": "UA", "admin1": oblast, "admin2": name, "code": properties["katotth"]}
            )
            shapes.append(shape(feature["geometry"]).buffer(0))
        for feature in json.loads((folder / "ru_border_raions_simplified.geojson").read_text())["features"]:
            properties = feature["properties"]
            oblast = properties["oblast"].replace("Orel", "Oryol")
            name = district_name(properties["raion_ru"])
            self.units.append({"country": "RU", "admin1": oblast, "admin2": name, "code": ""})
            shapes.append(shape(feature["geometry"]).buffer(0))
        self.shapes = shapes
        self.tree = STRtree(shapes)

    def find(self, *, lon: float, lat: float, country: str, reach_deg: float = 0.03) -> dict[str, str] | None:
        """Return the unit of ``country`` at a point, or the nearest one within ``reach_deg``."""
        point = Point(lon, lat)
        hits = [i for i in self.tree.query(point.buffer(reach_deg)) if self.units[i]["country"] == country]
        best = min(hits, key=lambda i: self.shapes[i].distance(point), default=None)
        if best is None or self.shapes[best].distance(point) > reach_deg:
            return None
        return self.units[best]


def _stem(oblast_file: str) -> str:
    # Donetska -> donet, kyyivska -> kyiv: enough to tell equal raion names in two oblasts apart.
    return oblast_file[:5]


def _read_raion_names() -> dict[tuple[str, str], tuple[str, str]]:
    """Return ``(oblast, English raion name)`` by Ukrainian raion name and oblast file stem."""
    with (GAZETTEER / "raions.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["name_uk"], STEMS[row["admin1"]]): (row["admin1"], row["admin2"])
            for row in csv.DictReader(file)
            if row["country"] == "UA"
        }


def district_name(raion_ru: str) -> str:
    """Return the English name of a Russian district or town district.

    >>> district_name("Краснояружский район"), district_name("Шебекино"), district_name("Курск")
    ('Krasnoyaruzhsky', 'Shebekinsky', 'Kursk')
    """
    towns = {"Алексеевка": "Алексеевский", "Шебекино": "Шебекинский", "Стародуб": "Стародубский"}
    return romanise_russian(towns.get(raion_ru, plain(raion_ru).removesuffix(" район")))
