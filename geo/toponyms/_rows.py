"""Rows of the gazetteer's sources: our own CSV files and GeoNames dumps, in one shape."""

from __future__ import annotations

import csv
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.toponyms._spelling import language_of, romanise
from geo.toponyms.names import fold, is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

logger = logging.getLogger(__name__)

COLUMNS = (
    "id", "name", "name_uk", "name_ru", "alternates", "former", "feature_code", "country", "admin1",
    "admin2", "lon", "lat", "uncertainty_m", "population", "source", "basis",
)  # fmt: skip
_DUMP_COLUMNS = 19

# GeoNames admin1 codes (admin1CodesASCII.txt, CC BY 4.0): country.code -> oblast as we name it.
ADMIN1 = {
    "UA.01": "Cherkasy", "UA.02": "Chernihiv", "UA.03": "Chernivtsi", "UA.04": "Dnipropetrovsk",
    "UA.05": "Donetsk", "UA.06": "Ivano-Frankivsk", "UA.07": "Kharkiv", "UA.08": "Kherson",
    "UA.09": "Khmelnytskyi", "UA.10": "Kirovohrad", "UA.11": "Crimea", "UA.12": "Kyiv City",
    "UA.13": "Kyiv", "UA.14": "Luhansk", "UA.15": "Lviv", "UA.16": "Mykolaiv", "UA.17": "Odesa",
    "UA.18": "Poltava", "UA.19": "Rivne", "UA.20": "Sevastopol", "UA.21": "Sumy", "UA.22": "Ternopil",
    "UA.23": "Vinnytsia", "UA.24": "Volyn", "UA.25": "Zakarpattia", "UA.26": "Zaporizhzhia",
    "UA.27": "Zhytomyr", "RU.09": "Belgorod", "RU.10": "Bryansk", "RU.41": "Kursk", "RU.86": "Voronezh",
    "RU.61": "Rostov", "RU.38": "Krasnodar", "RU.56": "Oryol", "RU.43": "Lipetsk", "RU.76": "Tula",
    "RU.25": "Kaluga", "RU.69": "Smolensk", "RU.47": "Moscow Oblast", "RU.48": "Moscow",
    "BY.01": "Brest", "BY.02": "Gomel", "BY.03": "Grodno", "BY.04": "Minsk City", "BY.05": "Minsk",
    "BY.06": "Mogilev", "BY.07": "Vitebsk",
}  # fmt: skip

# Populated places, first and second order divisions, and the waters and heights reports name.
_FEATURES = frozenset({
    "ADM1", "ADM2", "PCLI", "STM", "LK", "RSV", "SEA", "GULF", "BAY", "STRT", "ISL", "PEN", "SPIT", "HLL",
    "FRST", "BDG", "DAM", "AIRB", "AIRP", "PS", "PSN",
})  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Row:
    """One place of one source. ``names`` are further spellings; ``rank`` orders sources (0 best)."""

    id: str
    name: str
    name_uk: str | None
    name_ru: str | None
    names: tuple[str, ...]
    former: tuple[str, ...]
    feature_code: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lon: float
    lat: float
    uncertainty_m: float
    population: int | None
    source: str
    basis: str | None
    rank: int


def read_csv(path: Path) -> Iterator[Row]:
    """Yield the rows of one of our gazetteer files.

    Raises
    ------
    GazetteerError
        If a column is missing or a number cannot be read; the message names file and line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(COLUMNS) - set(reader.fieldnames or ())
        if missing:
            msg = f"gazetteer file {str(path)!r} lacks the columns {sorted(missing)}; add them"
            raise GazetteerError(msg)
        for record in reader:
            try:
                yield _own_row(record)
            except (ValueError, TypeError) as error:
                msg = f"gazetteer file {str(path)!r}, line {reader.line_num}: {error}; correct the row"
                raise GazetteerError(msg) from error


def _own_row(record: dict[str, str]) -> Row:
    return Row(
        id=record["id"],
        name=record["name"],
        name_uk=record["name_uk"] or None,
        name_ru=record["name_ru"] or None,
        names=tuple(filter(None, record["alternates"].split("|"))),
        former=tuple(filter(None, record["former"].split("|"))),
        feature_code=record["feature_code"],
        country=record["country"] or None,
        admin1=record["admin1"] or None,
        admin2=record["admin2"] or None,
        lon=float(record["lon"]),
        lat=float(record["lat"]),
        uncertainty_m=float(record["uncertainty_m"]),
        population=int(record["population"]) if record["population"] else None,
        source=record["source"],
        basis=record["basis"] or None,
        rank=0,
    )


def read_dump(path: Path) -> Iterator[Row]:
    """Yield the useful rows of a GeoNames country dump (19 columns, tab separated).

    Raises
    ------
    GazetteerError
        If the file cannot be read or is not such a dump.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) != _DUMP_COLUMNS:
                    msg = (
                        f"line {number} of {str(path)!r} has {len(cells)} columns instead of 19; "
                        "is this a GeoNames country dump (such as UA.txt)?"
                    )
                    raise GazetteerError(msg)
                row = _dump_row(cells)
                if row is not None:
                    yield row
    except (OSError, UnicodeDecodeError) as error:
        msg = f"GeoNames dump {str(path)!r} cannot be read ({error}); check the path or fetch it again"
        raise GazetteerError(msg) from error


def _dump_row(cells: list[str]) -> Row | None:
    code = cells[7]
    if not (code.startswith("PPL") or code in _FEATURES) or not cells[1]:
        return None
    population = int(cells[14]) if cells[14].isdigit() and cells[14] != "0" else None
    spellings = [cells[1], *filter(None, cells[3].split(","))]
    ukrainian, russian = pick_languages(spellings)
    name = cells[1]
    if ukrainian is not None and cells[8] == "UA":
        name = romanise(ukrainian)
    elif is_cyrillic(name):
        name = next((other for other in spellings if not is_cyrillic(other)), romanise(name))
    return Row(
        id=f"gn:{cells[0]}",
        name=name,
        name_uk=ukrainian,
        name_ru=russian,
        names=tuple(dict.fromkeys(spellings)),
        former=(),
        feature_code=code,
        country=cells[8] or None,
        admin1=ADMIN1.get(f"{cells[8]}.{cells[10]}"),
        admin2=None,
        lon=float(cells[5]),
        lat=float(cells[4]),
        uncertainty_m=uncertainty(code, population),
        population=population,
        source="GeoNames",
        basis="GeoNames dump",
        rank=1,
    )


def pick_languages(spellings: list[str]) -> tuple[str | None, str | None]:
    """Return the Ukrainian and the Russian one among the spellings of a Ukrainian place.

    A form that shows no language counts as Ukrainian if nothing else does.
    """
    cyrillic = [spelling for spelling in spellings if is_cyrillic(spelling)]
    by_language = {None: [], "uk": [], "ru": []}  # type: dict[str | None, list[str]]
    for spelling in cyrillic:
        by_language[language_of(spelling)].append(spelling)
    main = fold(spellings[0])
    undecided = sorted(by_language[None], key=lambda spelling: fold(spelling) != main)
    ukrainian = next(iter(by_language["uk"] or undecided), None)
    russian = next(iter(by_language["ru"] or undecided), None)
    return ukrainian, russian


def uncertainty(feature_code: str, population: int | None) -> float:
    """Return the radius in metres that holds a place of this kind and size.

    A dump gives one point: for a settlement the radius grows with the square root of its people
    (2,000 per square kilometre, plus 1 km because the dumps' points are often a minute of arc off).
    Areas get a round figure, since a dump has no extent for them.

    >>> uncertainty("PPL", None), uncertainty("PPL", 60_000), uncertainty("ADM1", None)
    (1500, 4100.0, 150000)
    """
    if not feature_code.startswith("PPL"):
        return {"PCLI": 500_000, "ADM1": 150_000, "ADM2": 40_000, "STM": 100_000}.get(feature_code, 5_000)
    if population is None:
        return 1_500
    return 1_000 + round((population / 2_000 / 3.1416) ** 0.5 * 10) * 100.0
