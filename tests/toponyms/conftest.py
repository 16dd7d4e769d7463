"""A small gazetteer: twins, renamed towns, an oblast, three languages. Coordinates are rounded."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from geo.models import Mention, Use
from geo.pipeline import Frontline
from geo.reading.article import make_article
from geo.settings import Settings
from geo.toponyms.gazetteer import Gazetteer
from geo.toponyms.store import ensure_gazetteer

COLUMNS = (
    "id,name,name_uk,name_ru,alternates,former,feature_code,country,admin1,admin2,lon,lat,uncertainty_m,"
    "population,source,basis"
)
ROWS = """\
gn:1,Pokrovsk,Покровськ,Покровск,,Krasnoarmiisk|Красноармійськ|Красноармейск,PPL,UA,Donetsk,Pokrovsk,37.177,48.277,4000,60127,Hand,map
gn:2,Kupiansk,Куп'янськ,Купянск,,,PPL,UA,Kharkiv,Kupiansk,37.613,49.710,3000,27169,Hand,map
gn:3,Shcherbaky,Щербаки,,,,PPL,UA,Zaporizhzhia,Vasylivka,35.578,47.551,1000,,Hand,map
gn:4,Shcherbaky,Щербаки,Щербаки,,,PPL,UA,Kharkiv,Bohodukhiv,35.449,50.186,1000,,Hand,map
gn:5,Niu-York,Нью-Йорк,Нью-Йорк,New York,Novhorodske|Новгородське,PPL,UA,Donetsk,Bakhmut,37.837,48.332,2000,9735,Hand,map
gn:6,Sudzha,Суджа,Суджа,,,PPL,RU,Kursk,Sudzha,35.272,51.194,3000,5127,Hand,map
gn:7,Velyka Novosilka,Велика Новосілка,Великая Новосёлка,,,PPL,UA,Donetsk,Volnovakha,36.836,47.843,3000,5237,Hand,map
gn:8,Mykolaivka,Миколаївка,,,,PPL,UA,Donetsk,Kramatorsk,37.757,48.858,2500,14000,Hand,map
gn:9,Kharkiv,Харків,Харьков,Kharkov,,PPLA,UA,Kharkiv,Kharkiv,36.230,49.993,12000,1433886,Hand,map
gn:10,Chasiv Yar,Часів Яр,Часов Яр,,,PPL,UA,Donetsk,Bakhmut,37.837,48.587,2500,12000,Hand,map
fl:kharkiv,Kharkiv Oblast,Харківська область,Харьковская область,Kharkiv|Харківщина|Харьковщина|Kharkiv region,,ADM1,UA,Kharkiv,,36.5,49.6,150000,,Hand,map
fl:sudzhansky,Sudzhansky District,Суджанський район,Суджанский район,Sudzhansky raion,,ADM2,RU,Kursk,Sudzhansky,35.3,51.2,30000,,Hand,map
fl:ukraine,Ukraine,Україна,Украина,,,PCLI,UA,,,31.2,48.9,700000,,Hand,map
"""  # noqa: E501
DumpRow = tuple[str, str, str, float, float, str, str, int]
DUMP_ROWS: list[DumpRow] = [
    # id, name, alternates, lat, lon, code, admin1, population
    ("1", "Покровськ", "Pokrovsk,Красноармейск", 48.281, 37.180, "PPL", "05", 60127),
    ("9", "Kharkiv", "Харків,Харьков", 49.98, 36.25, "PPLA", "07", 1430885),
    ("3", "Shcherbaky", "Щербаки", 47.55, 35.58, "PPL", "26", 0),
    ("101", "Щербаки", "", 49.130, 33.583, "PPL", "18", 0),
    ("102", "Zoryane", "Zoriane,Зоряне", 48.497, 36.829, "PPL", "05", 0),
    ("103", "Зоряне", "", 48.499, 36.832, "PPL", "05", 0),
    ("104", "Степове́", "", 48.30123, 37.20345, "PPL", "", 0),
    ("105", "Bila Gora", "", 48.30, 37.90, "HTL", "05", 0),
    ("106", "Pokrovsk", "Покровськ", 48.290, 37.190, "PPL", "05", 0),
]


def name_of(mention: Mention) -> tuple[str, str | None]:
    """Return the name and the oblast of a mention that is a place and was resolved."""
    assert mention.use is Use.PLACE
    assert mention.place is not None
    return mention.place.name, mention.place.admin1


def dump_line(row: DumpRow) -> str:
    id_, name, alternates, lat, lon, code, admin1, people = row
    cells = [id_, name, "", alternates, f"{lat:.5f}", f"{lon:.5f}", "P", code, "UA", "", admin1, "", "", ""]
    return "\t".join([*cells, str(people), "", "", "Europe/Kyiv", "2025-01-20"]) + "\n"


def square(lon: float, lat: float, half: float) -> list[list[list[float]]]:
    west, east, south, north = lon - half, lon + half, lat - half, lat + half
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


@pytest.fixture(scope="session")
def small_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings whose data folder holds the small gazetteer and the real rules of spelling."""
    data = tmp_path_factory.mktemp("data")
    (data / "gazetteer").mkdir()
    (data / "gazetteer" / "places.csv").write_text(f"{COLUMNS}\n{ROWS}", encoding="utf-8")
    shutil.copytree(Settings().data_dir / "lexicon", data / "lexicon")
    (data / "boundaries").mkdir()
    oblast = {
        "type": "Feature",
        "properties": {"name": "Donetsk", "country": "UA"},
        "geometry": {"type": "Polygon", "coordinates": square(37.5, 48.3, 1.0)},
    }
    layer = {"type": "FeatureCollection", "features": [oblast]}
    (data / "boundaries" / "oblasts.geojson").write_text(json.dumps(layer), encoding="utf-8")
    return Settings(data_dir=data, cache_dir=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def small_gazetteer(small_settings: Settings) -> Iterator[Gazetteer]:
    """Return the small gazetteer, compiled."""
    with ensure_gazetteer(small_settings) as gazetteer:
        yield gazetteer


@pytest.fixture
def make_dump(tmp_path: Path) -> Callable[[Sequence[DumpRow]], Path]:
    """Return a writer of GeoNames country dumps."""

    def make(rows: Sequence[DumpRow]) -> Path:
        path = tmp_path / "UA.txt"
        path.write_text("".join(map(dump_line, rows)), encoding="utf-8")
        return path

    return make


@pytest.fixture
def dump(make_dump: Callable[[Sequence[DumpRow]], Path]) -> Path:
    """Return a GeoNames country dump: duplicates, a missing code, a stress mark, a hotel."""
    return make_dump(DUMP_ROWS)


@pytest.fixture(scope="session")
def read_places() -> Callable[[str], dict[str, Mention]]:
    """Return a reader of a text with the shipped gazetteer: its mentions by their words."""
    frontline = Frontline()

    def read(text: str) -> dict[str, Mention]:
        return {mention.text: mention for mention in frontline.find_places(make_article(text, source="note"))}

    return read
