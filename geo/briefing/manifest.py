"""A briefing in all its formats, and the manifest from which the same files can be made again.

The manifest states what went in (the claims themselves, the sheet, the filters, the hashes of the
data drawn) and what came out (the hash of every file), so that a reader can check either.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import importlib
import json
import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.briefing.exports import WRITERS, write_data
from geo.briefing.pages import table_pages
from geo.briefing.selection import claims_in_region
from geo.briefing.stated import choice_from_json, choice_to_json, sheet_from_json, sheet_to_json
from geo.briefing.tables import gather_contents
from geo.briefing.words import slug
from geo.contract import extract_from_json, extract_to_json
from geo.errors import ArticleError, ExportError
from geo.overlays import NO_OVERLAYS, NOT_OVERLAID
from geo.rendering.figure import FORMATS as FIGURE_FORMATS
from geo.rendering.figure import Sheet, figure_look, slide_sheet, write_figures
from geo.rendering.html_map import Page, write_html_map
from geo.rendering.map_config import ASSETS, SCRIPTS, STYLES
from geo.rendering.symbols import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.figure import Figure

    from geo.briefing.tables import Contents
    from geo.models import Extract
    from geo.overlays import LayOver, Overlaid, OverlayChoice, Overlays
    from geo.settings import Settings

logger = logging.getLogger(__name__)

SCHEMA = "frontline-briefing/1"

FORMATS = ("png", "svg", "pdf", "pptx", "docx", "html", "gpkg", "geojson", "kml", "csv", "parquet")
"""Every format of a briefing."""

EMBED_BYTES = 4_000_000
"""An extract longer than this goes into a file of its own beside the manifest, tied by its hash."""

_OFFICE = {
    "pptx": ("geo.briefing.slides", "write_slides", "python-pptx"),
    "docx": ("geo.briefing.document", "write_document", "python-docx"),
}

FONT_FILES = ("fonts/LiberationSans-Regular.ttf", "fonts/LiberationSans-Bold.ttf")
_DATA = ("boundaries/*.geojson", "basemap/*.geojson", "basemap/*.pmtiles", "gazetteer/cities.csv")


def brief(
    extract: Extract,
    output_dir: Path,
    *,
    settings: Settings,
    formats: Sequence[str] = ("png", "pptx", "pdf"),
    sheet: Sheet | None = None,
    name: str | None = None,
    filters: dict[str, Any] | None = None,
    overlaid: Overlaid = NOT_OVERLAID,
) -> tuple[Path, ...]:
    """Write ``extract`` in every format asked for, and the manifest, and return the paths, manifest last.

    Parameters
    ----------
    sheet
        What is written around the map; ``as_of`` is set to now if it is not given, for A4 paper. Of the
        ``region`` that it names, the claims are kept and fill the map.
    name
        Start of the file names instead of one after OCHA's habit, ``ukr_belgorod_claims_a4_20250331``.
    filters
        What was filtered before, for the record in the manifest.
    overlaid
        What is laid over the map, for the record, and what lays it over the claims that are left.

    Raises
    ------
    ExportError
        If a format or the region is unknown, a library is missing or a file cannot be written.
    """
    _check_formats(formats)
    sheet = sheet or Sheet(paper="a4")
    as_of = sheet.as_of or dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    sheet = dataclasses.replace(sheet, as_of=as_of)
    if sheet.region is not None:
        extract = claims_in_region(extract, sheet.region, settings=settings)
    # The contract rounds coordinates: what is drawn now must be what is drawn from the manifest.
    stated = extract_to_json(extract)
    extract = extract_from_json(stated)
    stem = name or file_stem(sheet)
    overlays = overlaid.lay(extract)
    work = _Work(extract=extract, sheet=sheet, overlays=overlays, settings=settings)
    paths = _write_all(work, output_dir, stem=stem, formats=formats)
    manifest = {
        "schema": SCHEMA,
        "name": stem,
        "formats": list(formats),
        "sheet": sheet_to_json(sheet),
        "overlays": choice_to_json(overlaid.choice),
        "filters": filters or {},
        "engine": stated["engine"],
        "data": _data_hashes(settings),
        "claim_ids": [claim.id for reading in extract.readings for claim in reading.claims],
        "files": {path.name: _hash(path.read_bytes()) for path in paths},
    }
    return (*paths, *_write_manifest(manifest, stated, output_dir / f"{stem}.manifest.json"))


def remake(
    manifest_path: Path, output_dir: Path, *, settings: Settings, lay_over: LayOver | None = None
) -> tuple[Path, ...]:
    """Make the files of a manifest again in ``output_dir`` and return their paths.

    The same version of Frontline with the same data gives the same bytes; whatever differs from
    the hashes in the manifest is logged as a warning. ``lay_over`` lays the manifest's overlays, which
    ``read_overlays`` tells.

    Raises
    ------
    ExportError
        If the manifest or its extract is broken, its overlays are not given, or a file cannot be written.
    """
    manifest = _read_manifest(manifest_path)
    try:
        sheet, choice = sheet_from_json(manifest["sheet"]), choice_from_json(manifest.get("overlays"))
        extract = extract_from_json(_stated_extract(manifest, manifest_path))
        formats, stem, files = manifest["formats"], slug_path(manifest["name"]), manifest["files"]
        made_with = manifest["data"]
    except (ArticleError, KeyError, TypeError, ValueError) as error:
        msg = f"Broken manifest {manifest_path.name!r} ({error}); make one with: frontline brief PATH"
        raise ExportError(msg) from error
    _check_formats(formats)
    changed = sorted(set(made_with.items()) ^ set(_data_hashes(settings).items()))
    if changed:
        names = ", ".join(dict.fromkeys(name for name, _ in changed))
        logger.warning("the data have changed since this briefing was made: %s", names)
    if choice and lay_over is None:
        msg = f"{manifest_path.name!r} has overlays on its map; make it again with: frontline brief --from"
        raise ExportError(msg)
    overlays = NO_OVERLAYS if lay_over is None else lay_over(extract)
    work = _Work(extract=extract, sheet=sheet, overlays=overlays, settings=settings)
    paths = _write_all(work, output_dir, stem=stem, formats=formats)
    for path in paths:
        if files.get(path.name) != _hash(path.read_bytes()):
            logger.warning("%s is not the same file as before", path.name)
    return paths


def read_sheet(manifest_path: Path) -> tuple[Sheet, tuple[str, ...]]:
    """Return the sheet and the claim ids of a manifest, to go on from it with other claims.

    Raises
    ------
    ExportError
        If the manifest is broken.
    """
    manifest = _read_manifest(manifest_path)
    try:
        return sheet_from_json(manifest["sheet"]), tuple(map(str, manifest["claim_ids"]))
    except (KeyError, TypeError, ValueError) as error:
        msg = f"Broken manifest {manifest_path.name!r} ({error}); make one with: frontline brief PATH"
        raise ExportError(msg) from error


def read_overlays(manifest_path: Path) -> OverlayChoice:
    """Return what a manifest lays over its map, to find the files of control again.

    Raises
    ------
    ExportError
        If the manifest is broken.
    """
    try:
        return choice_from_json(_read_manifest(manifest_path).get("overlays"))
    except (KeyError, TypeError, ValueError) as error:
        msg = f"Broken manifest {manifest_path.name!r} ({error}); make one with: frontline brief PATH"
        raise ExportError(msg) from error


def file_stem(sheet: Sheet) -> str:
    """Return the start of the file names after OCHA's habit.

    >>> file_stem(Sheet(region="Belgorod Oblast", paper="a4", as_of=dt.datetime(2025, 3, 31, tzinfo=dt.UTC)))
    'ukr_belgorod_claims_a4_20250331'
    """
    area = slug(sheet.region or "").removesuffix("_oblast") or slug(sheet.title or "") or "theatre"
    moment = sheet.as_of or dt.datetime.now(dt.UTC)
    paper = sheet.paper.replace(":", "x")
    return f"ukr_{area}_claims_{paper}_{moment.astimezone(dt.UTC):%Y%m%d}"


def slug_path(name: str) -> str:
    """Return ``name`` if it is a plain file name, so that no manifest writes outside its folder.

    Raises
    ------
    ValueError
        If it holds a slash, begins with a dot or is empty.
    """
    if not name or name.startswith(".") or any(letter in name for letter in "/\\:\0"):
        msg = f"{name!r} is no file name"
        raise ValueError(msg)
    return name


def _check_formats(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        named = ", ".join(map(repr, unknown)) or "(none)"
        msg = f"Unknown format {named}; choose from {', '.join(FORMATS)}"
        raise ExportError(msg)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What every file of a briefing is made from."""

    extract: Extract
    sheet: Sheet
    overlays: Overlays
    settings: Settings

    def draw(self, paths: Sequence[Path], sheet: Sheet, continuation: Sequence[Figure] = ()) -> None:
        """Draw the map once and write it to each of ``paths``."""
        write_figures(
            self.extract,
            paths,
            settings=self.settings,
            sheet=sheet,
            continuation=continuation,
            overlays=self.overlays,
        )


def _write_all(work: _Work, output_dir: Path, *, stem: str, formats: Sequence[str]) -> tuple[Path, ...]:
    try:
        output_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"Cannot make the folder {output_dir.name!r} ({error.strerror}); choose another with -o"
        raise ExportError(msg) from error
    paths = [output_dir / f"{slug_path(stem)}.{name}" for name in dict.fromkeys(formats)]
    writers = {name: _office_writer(name) for name in formats if name in _OFFICE}
    figures = [path for path in paths if path.suffix in FIGURE_FORMATS]
    contents = gather_contents(work.extract, settings=work.settings, sheet=work.sheet)
    with figure_look():
        pages = table_pages(contents) if "pdf" in formats else ()
    # One drawing serves all pictures, another the slides and the document: drawing costs most.
    work.draw(figures, work.sheet, pages)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "map.png"
        if writers:
            work.draw([picture], slide_sheet(work.sheet))
        for path in paths:
            name = path.suffix[1:]
            if name in writers:
                writers[name](contents, path, picture=picture)
            elif path.suffix in WRITERS:
                write_data(work.extract, path)
            elif name == "html":
                _write_html(work, contents, path)
    return tuple(paths)


def _write_html(work: _Work, contents: Contents, path: Path) -> None:
    sheet = work.sheet
    page = Page(
        title=contents.title,
        made_at=sheet.as_of,
        # On a screen there is no grey print.
        theme=sheet.theme if sheet.theme in THEMES else "light",
        language=sheet.language,
        extent=contents.extent,
        captions=sheet.captions,
        handling=contents.handling,
        producer=sheet.producer or "",
    )
    write_html_map(work.extract, path, settings=work.settings, page=page, overlays=work.overlays)


def _office_writer(name: str) -> Callable[..., Path]:
    """Return the writer of slides or documents, whose library is an optional dependency."""
    module, function, library = _OFFICE[name]
    try:
        writer: Callable[..., Path] = getattr(importlib.import_module(module), function)
    except ImportError as error:
        msg = f"The format {name} needs {library}; install it with: pip install 'frontline-map[briefing]'"
        raise ExportError(msg) from error
    return writer


def _data_hashes(settings: Settings) -> dict[str, str]:
    """Return the hash of each data file and script that a briefing is made from."""
    root = settings.data_dir
    paths = {path.relative_to(root).as_posix(): path for pattern in _DATA for path in root.glob(pattern)}
    paths |= {f"assets/{name}": ASSETS / name for name in (*SCRIPTS, *STYLES, *FONT_FILES)}
    return {name: _hash(path.read_bytes()) for name, path in sorted(paths.items())}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _write_manifest(manifest: dict[str, Any], stated: dict[str, Any], path: Path) -> tuple[Path, ...]:
    text = _dump(stated)
    try:
        if len(text.encode()) <= EMBED_BYTES:
            path.write_text(_dump(manifest | {"extract": stated}), encoding="utf-8")
            return (path,)
        extract_path = path.with_name(path.name.replace(".manifest.", ".extract."))
        extract_path.write_text(text, encoding="utf-8")
        reference = {"file": extract_path.name, "sha256": _hash(text.encode())}
        path.write_text(_dump(manifest | {"extract_file": reference}), encoding="utf-8")
    except OSError as error:
        msg = f"Cannot write {path.name!r} ({error.strerror}); choose another folder with -o"
        raise ExportError(msg) from error
    return (extract_path, path)


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"Cannot read the manifest {path.name!r} ({error}); make one with: frontline brief PATH"
        raise ExportError(msg) from error
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        msg = f"{path.name!r} is no manifest of a briefing; make one with: frontline brief PATH"
        raise ExportError(msg)
    return manifest


def _stated_extract(manifest: dict[str, Any], path: Path) -> dict[str, Any]:
    if "extract" in manifest:
        embedded: dict[str, Any] = manifest["extract"]
        return embedded
    reference = manifest["extract_file"]
    try:
        content = (path.parent / slug_path(reference["file"])).read_bytes()
    except OSError as error:
        msg = f"the extract {reference['file']!r} is missing beside it"
        raise ValueError(msg) from error
    if _hash(content) != reference["sha256"]:
        msg = f"the extract {reference['file']!r} has changed"
        raise ValueError(msg)
    stated: dict[str, Any] = json.loads(content)
    return stated
