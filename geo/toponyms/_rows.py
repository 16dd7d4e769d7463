"""Rows of the gazetteer's sources: our own CSV files and GeoNames dumps, in one shape."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import operator
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

from geo.errors import GazetteerError
from geo.toponyms._spelling import language_of, romanise
from geo.toponyms.names import fold, is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

COLUMNS = (
    "id", "name", "name_uk", "name_ru", "alternates", "former", "feature_code", "country", "admin1",
    "admin2", "lon", "lat", "uncertainty_m", "population", "source", "basis",
)  # fmt: skip
_DUMP_COLUMNS = 19
_NAME_COLUMNS = 8
_NAME_LANGUAGES = frozenset({"", "en", "uk", "ru", "be", "de"})
_BULK_FILES = frozenset({"cities.csv"})  # extracted by a script; rows compiled by hand go before them
_THEATRE = (21.5, 43.0, 46.5, 57.5)  # west, south, east, north: Ukraine, Belarus, western Russia
_TOWN = 5_000
_MAX_WORDS = 5
_CYR = "А-ЩЬЮЯЁЫЭЪІЇЄҐа-щьюяёыэъіїєґ"
_CLEAN = re.compile(rf"[A-Za-z]+(?:[ '’-][A-Za-z]+){{0,2}}[’']?|[{_CYR}]+(?:[ '-][{_CYR}]+){{0,2}}")
_MINUTE_M = 1_500.0  # half the diagonal of a cell of one minute of arc, at 50 degrees north
_STRESS = frozenset("\u0300\u0301")
_ODD_APOSTROPHE = re.compile('[\u2019\u2018\u02bc\u02b9\u00b4`\u2032\u201d"]')
_TO_CYRILLIC = str.maketrans("aceiopxyëïABCEHIKMOPTXY", "асеіорхуёїАВСЕНІКМОРТХУ")
_AREA_RADIUS_M = {"PCLI": 500_000.0, "ADM1": 150_000.0, "ADM2": 40_000.0, "STM": 100_000.0}

# Populated places, first and second order divisions, and the waters and heights reports name.
_FEATURES = frozenset({
    "ADM1", "ADM2", "PCLI", "STM", "LK", "RSV", "SEA", "GULF", "BAY", "STRT", "ISL", "PEN", "SPIT", "HLL",
    "FRST", "BDG", "DAM", "AIRB", "AIRP", "PS", "PSN",
})  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Row:
    """One place of one source, completed step by step while a gazetteer is built.

    ``names`` are further spellings; ``rank`` orders sources (0 best); ``admin1_code`` is what a dump
    has instead of an oblast's name, with the country before it ("UA.05"); ``skeletons`` remembers
    the folded form of each spelling. ``is_doubtful`` marks a place that only an old map knows.
    """

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
    admin1_code: str | None = None
    skeletons: dict[str, str] = field(default_factory=dict)
    is_doubtful: bool = False


def read_csv(path: Path) -> Iterator[Row]:
    """Yield the rows of one of our gazetteer files.

    Raises
    ------
    GazetteerError
        If a column is missing or a number cannot be read; the message names file and line.
    """
    rank = 1 if path.name in _BULK_FILES else 0
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        missing = set(COLUMNS) - set(header := next(reader, []))
        if missing:
            msg = f"gazetteer file {str(path)!r} lacks the columns {sorted(missing)}; add them"
            raise GazetteerError(msg)
        pick = operator.itemgetter(*map(header.index, COLUMNS))
        for cells in reader:
            try:
                yield _own_row(cells, len(header), pick, rank)
            except ValueError as error:
                msg = f"gazetteer file {str(path)!r}, line {reader.line_num}: {error}; correct the row"
                raise GazetteerError(msg) from error


def _own_row(cells: list[str], width: int, pick: Callable[[list[str]], tuple[str, ...]], rank: int) -> Row:
    if len(cells) != width:
        msg = f"it has {len(cells)} cells instead of {width}"
        raise ValueError(msg)
    id_, name, uk, ru, others, former, code, country, admin1, admin2, *numbers, source, basis = pick(cells)
    lon, lat, uncertainty_m, population = numbers
    return Row(
        id=id_,
        name=name,
        name_uk=uk or None,
        name_ru=ru or None,
        names=tuple(filter(None, others.split("|"))) if others else (),
        former=tuple(filter(None, former.split("|"))) if former else (),
        feature_code=code,
        country=country or None,
        admin1=admin1 or None,
        admin2=admin2 or None,
        lon=float(lon),
        lat=float(lat),
        uncertainty_m=float(uncertainty_m),
        population=int(population) if population else None,
        source=source,
        basis=basis or None,
        rank=rank,
    )


def read_dump(path: Path, noise: Noise) -> Iterator[Row]:
    """Yield the useful rows of a GeoNames country dump: 19 columns, tab separated, zipped or not.

    Far from the theatre only towns are kept: a hamlet in Siberia is never meant by a report, but
    would compete with its namesake at the front.

    Raises
    ------
    GazetteerError
        If the file cannot be read or is not such a dump.
    """
    for number, cells in read_table(path):
        if len(cells) != _DUMP_COLUMNS:
            msg = (
                f"line {number} of {str(path)!r} has {len(cells)} columns instead of 19; "
                "is this a GeoNames country dump (such as UA.txt)?"
            )
            raise GazetteerError(msg)
        try:
            row = _dump_row(cells, noise)
        except ValueError as error:
            msg = f"line {number} of {str(path)!r} cannot be read ({error}); fetch the dump again"
            raise GazetteerError(msg) from error
        if row is not None:
            yield row


def read_table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield line numbers and cells of a tab-separated file, plain or zipped."""
    try:
        with contextlib.ExitStack() as stack:
            if path.suffix.lower() == ".zip":
                archive = stack.enter_context(zipfile.ZipFile(path))
                binary = stack.enter_context(archive.open(_table_in(archive)))
                file: IO[str] = io.TextIOWrapper(binary, encoding="utf-8", newline="\n")
            else:
                file = stack.enter_context(path.open(encoding="utf-8", newline="\n"))
            for number, line in enumerate(file, start=1):
                yield number, line.rstrip("\r\n").split("\t")
    except (OSError, UnicodeDecodeError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        msg = f"GeoNames file {str(path)!r} cannot be read ({error}); check the path or fetch it again"
        raise GazetteerError(msg) from error


def _table_in(archive: zipfile.ZipFile) -> str:
    """Return the largest file of a zip: GeoNames adds readme and language codes, both small."""
    members = archive.infolist()
    if not members:
        msg = "the zip file is empty"
        raise KeyError(msg)
    return max(members, key=lambda member: member.file_size).filename


def _dump_row(cells: list[str], noise: Noise) -> Row | None:
    code = cells[7]
    if not (code.startswith("PPL") or code in _FEATURES):
        return None
    lat, lon = float(cells[4]), float(cells[5])
    population = int(cells[14]) if cells[14].isdigit() and cells[14] != "0" else None
    name = clean_name(cells[1]) if _is_wanted(lon, lat, population) else None
    if name is None:
        return None
    alternates = (other for other in cells[3].split(",") if other and not noise.covers(other))
    spellings = [name, *filter(None, map(clean_name, alternates))]
    ukrainian, russian = pick_languages(spellings)
    if ukrainian is not None and cells[8] == "UA":
        name = romanise(ukrainian)
    elif is_cyrillic(name):
        name = next((other for other in spellings if not is_cyrillic(other)), romanise(name))
    # Every living village of Ukraine has a Ukrainian name: what has none is from a map of the 1940s.
    is_doubtful = cells[8] == "UA" and ukrainian is None and russian is None and population is None
    is_rounded = _is_to_the_minute(lon) and _is_to_the_minute(lat)
    return Row(
        id=f"gn:{cells[0]}",
        name=name,
        name_uk=ukrainian,
        name_ru=russian,
        names=tuple(dict.fromkeys(spellings)),
        former=(),
        feature_code=code,
        country=cells[8] or None,
        admin1=None,
        admin2=None,
        lon=lon,
        lat=lat,
        uncertainty_m=uncertainty(code, population) + (_MINUTE_M if is_rounded else 0.0),
        population=population,
        source="GeoNames",
        basis="GeoNames dump, to the minute of arc" if is_rounded else "GeoNames dump",
        rank=2,
        admin1_code=f"{cells[8]}.{cells[10]}" if cells[10] else None,
        is_doubtful=is_doubtful,
    )


def _is_to_the_minute(degrees: float) -> bool:
    """Tell whether a coordinate was rounded to a minute of arc; one in a hundred is so by chance."""
    minutes = degrees * 60
    return abs(minutes - round(minutes)) < 0.006


class Noise:
    """Tells alternate names from the titles of articles that the dumps mix in."""

    def __init__(self, data_dir: Path) -> None:
        """Load ``names_noise.json``."""
        raw = json.loads((data_dir / "lexicon" / "names_noise.json").read_text(encoding="utf-8"))
        stems = "|".join(re.escape(stem) for stem in raw["stems"])
        signs = re.escape(raw["signs"])
        patronymics = "|".join(raw["patronymics"])
        self._pattern = re.compile(rf"\b(?:{stems})|[{signs}]|\w \w+ \w+(?:{patronymics})\b", re.IGNORECASE)

    def covers(self, name: str) -> bool:
        """Tell whether an alternate name is none."""
        return not name.isalpha() and self._pattern.search(name) is not None


def _is_wanted(lon: float, lat: float, population: int | None) -> bool:
    west, south, east, north = _THEATRE
    return (west <= lon <= east and south <= lat <= north) or (population or 0) >= _TOWN


def clean_name(name: str) -> str | None:
    """Return a name without stress marks, Latin letters among Cyrillic ones and odd spaces.

    ``None`` if no letter is left, or if it is no name but a sentence.

    >>> clean_name("Степове\u0301"), clean_name("Зелëное"), clean_name(" - "), clean_name("Кам`янка")
    ('Степове', 'Зелёное', None, "Кам'янка")
    """
    if _CLEAN.fullmatch(name):
        return name
    plain = unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", name) if c not in _STRESS)
    )
    if is_cyrillic(plain):
        plain = _ODD_APOSTROPHE.sub("'", plain.translate(_TO_CYRILLIC))
    plain = " ".join(plain.replace("_", " ").split()).strip(" .,-")
    if not any(map(str.isalpha, plain)) or plain.count(" ") >= _MAX_WORDS:
        return None
    return plain


def pick_languages(spellings: list[str]) -> tuple[str | None, str | None]:
    """Return the Ukrainian and the Russian one among the spellings of a place, the main one first.

    A form that shows no language, such as Лиман, serves for either.

    >>> pick_languages(["Stepove", "Степове", "Степное"]), pick_languages(["Lyman", "Лиман"])
    (('Степове', 'Степное'), ('Лиман', 'Лиман'))
    """
    cyrillic = [spelling for spelling in spellings if is_cyrillic(spelling)]
    if not cyrillic:
        return None, None
    main = fold(spellings[0])
    cyrillic.sort(key=lambda spelling: fold(spelling) != main)
    shown = [(language_of(spelling), spelling) for spelling in cyrillic]
    undecided = next((spelling for language, spelling in shown if language is None), None)
    ukrainian = next((spelling for language, spelling in shown if language == "uk"), undecided)
    russian = next((spelling for language, spelling in shown if language == "ru"), undecided)
    return ukrainian, russian


def uncertainty(feature_code: str, population: int | None) -> float:
    """Return the radius in metres that holds a place of this kind and size.

    A dump gives one point: for a settlement the radius grows with the square root of its people
    (2,000 per square kilometre, plus 1 km because the dumps' points are often a minute of arc off).
    Areas get a round figure, since a dump has no extent for them.

    >>> uncertainty("PPL", None), uncertainty("PPL", 60_000), uncertainty("ADM1", None)
    (1500.0, 4100.0, 150000.0)
    """
    if not feature_code.startswith("PPL"):
        return _AREA_RADIUS_M.get(feature_code, 5_000.0)
    if population is None:
        return 1_500.0
    return 1_000.0 + round(math.sqrt(population / 2_000 / math.pi) * 10) * 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateName:
    """A name from GeoNames' table of alternate names. ``language`` is ISO 639, or empty."""

    name: str
    language: str
    is_preferred: bool
    is_historic: bool


def read_alternate_names(path: Path, ids: Container[str]) -> dict[str, list[AlternateName]]:
    """Return the names of the wanted ids in an alternateNamesV2 file, zipped or not.

    Raises
    ------
    GazetteerError
        If the file cannot be read or has too few columns.
    """
    found: dict[str, list[AlternateName]] = {}
    for number, cells in read_table(path):
        if len(cells) < _NAME_COLUMNS:
            msg = f"line {number} of {str(path)!r} has {len(cells)} columns; is this alternateNamesV2?"
            raise GazetteerError(msg)
        id_, language = f"gn:{cells[1]}", cells[2]
        name = clean_name(cells[3]) if language in _NAME_LANGUAGES and id_ in ids else None
        if name is not None:
            found.setdefault(id_, []).append(
                AlternateName(
                    name=name, language=language, is_preferred=cells[4] == "1", is_historic=cells[7] == "1"
                )
            )
    return found


def add_alternate_names(row: Row, names: Sequence[AlternateName]) -> Row:
    """Return a dump's row with names whose languages are known; historic ones become former."""
    ranked = sorted(names, key=lambda name: not name.is_preferred)
    current = [name for name in ranked if not name.is_historic]
    ukrainian = next((name.name for name in current if name.language == "uk"), row.name_uk)
    russian = next((name.name for name in current if name.language == "ru"), row.name_ru)
    former = tuple(dict.fromkeys(name.name for name in ranked if name.is_historic))
    in_english = ukrainian is not None and row.country == "UA"
    return replace(
        row,
        name=romanise(ukrainian) if in_english and ukrainian else row.name,
        name_uk=ukrainian,
        name_ru=russian,
        names=tuple(dict.fromkeys((row.name, *row.names, *(name.name for name in current)))),
        former=former,
    )
