"""Compile gazetteer sources into one SQLite file, whole or not at all.

The file is written beside its place and moved there when complete, so that a crash, a full disk or
a second process never leaves half a gazetteer behind.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import logging
import os
import re
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.toponyms._compile import write_gazetteer
from geo.toponyms._keys import KeyMaker
from geo.toponyms._merge import merge_rows
from geo.toponyms._oblasts import OblastFinder, name_oblasts
from geo.toponyms._rows import Noise, add_alternate_names, read_alternate_names, read_csv, read_dump
from geo.toponyms.gazetteer import SCHEMA_VERSION, Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.settings import Settings
    from geo.toponyms._rows import Row

logger = logging.getLogger(__name__)

_CACHED = re.compile(r"gazetteer-[0-9a-f]{16}\.sqlite")
KEPT_S = 7 * 24 * 3600
"""Age at which a compiled gazetteer of other sources is deleted."""

_RULES = Path(__file__).parent


def ensure_gazetteer(settings: Settings) -> Gazetteer:
    """Open the gazetteer the user chose, or the shipped one, compiling it first if need be.

    Raises
    ------
    GazetteerError
        If the chosen file is no gazetteer, or the shipped sources are missing or wrong.
    """
    if settings.gazetteer is not None:
        return Gazetteer.open(settings.gazetteer)
    output = cached_gazetteer_path(settings)
    if output.exists():
        try:
            return Gazetteer.open(output)
        except GazetteerError as error:
            logger.warning("compiling the shipped gazetteer again: %s", error)
    build_gazetteer(output, settings=settings)
    _remove_outdated(output)
    return Gazetteer.open(output)


def cached_gazetteer_path(settings: Settings) -> Path:
    """Return where the shipped gazetteer is compiled to: a new name whenever a source changes."""
    return settings.cache_dir / f"gazetteer-{_sources_hash(settings.data_dir)}.sqlite"


def build_gazetteer(
    output: Path,
    *,
    dumps: Sequence[Path] = (),
    alternate_names: Sequence[Path] = (),
    settings: Settings,
    on_progress: Callable[[str, float], None] | None = None,
) -> Path:
    """Compile the shipped rows and any GeoNames dumps into ``output`` and return it.

    Parameters
    ----------
    output
        The SQLite file to write; an older one is replaced when the new one is complete.
    dumps
        GeoNames country dumps (``UA.txt``), plain or zipped.
    alternate_names
        GeoNames ``alternateNamesV2`` files for the same countries, plain or zipped.
    settings
        Tells where the shipped rows and the rules of spelling are.
    on_progress
        Called with a word for the step and the share done, 0 to 1.

    Raises
    ------
    GazetteerError
        If a source is missing or damaged, or the file cannot be written. An older ``output`` stays.
    """
    report = on_progress or (lambda _step, _share: None)
    with _without_cycle_collection():
        report("reading", 0.0)
        rows = _read_sources(settings.data_dir, dumps, alternate_names)
        report("merging", 0.2)
        name_oblasts(rows)
        rows = merge_rows(rows)
        finder = OblastFinder(rows, settings.data_dir)
        for row in rows:
            finder.fill(row)
        report("compiling", 0.3)
        _write_whole(output, rows, settings, lambda share: report("compiling", 0.3 + 0.7 * share))
    report("done", 1.0)
    return output


@contextlib.contextmanager
def _without_cycle_collection() -> Iterator[None]:
    """Put off garbage collection: it finds no cycles in a million tuples and costs a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _write_whole(output: Path, rows: list[Row], settings: Settings, report: Callable[[float], None]) -> None:
    """Write beside ``output`` and move into place."""
    maker = KeyMaker(settings.data_dir)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{output.name}-", suffix=".part", dir=output.parent)
        os.close(handle)
        part = Path(name)
        try:
            write_gazetteer(part, rows, maker, report)
            part.replace(output)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        msg = f"gazetteer {str(output)!r} could not be written ({error}); free space or choose another folder"
        raise GazetteerError(msg) from error


def _remove_outdated(current: Path) -> None:
    """Delete the gazetteers that older versions of the sources left in the cache, but for recent ones.

    Two versions used side by side must not compile each other's file away.
    """
    oldest = current.stat().st_mtime - KEPT_S
    for path in current.parent.glob("gazetteer-*.sqlite"):
        with contextlib.suppress(OSError):
            if path != current and _CACHED.fullmatch(path.name) and path.stat().st_mtime < oldest:
                path.unlink()


def _gazetteer_files(data_dir: Path) -> list[Path]:
    files = sorted((data_dir / "gazetteer").glob("*.csv"))
    if not files:
        msg = f"no gazetteer files in {str(data_dir / 'gazetteer')!r}; reinstall, or set the data folder"
        raise GazetteerError(msg)
    return files


def _sources_hash(data_dir: Path) -> str:
    """Return a hash of all that the compiled file depends on, the rules in code among it."""
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    lexicon = sorted((data_dir / "lexicon").glob("names*.json"))
    polygons = sorted((data_dir / "boundaries").glob("oblasts.geojson"))
    rules = sorted(path for path in _RULES.glob("*.py") if path.name.startswith(("_", "names")))
    for path in [*_gazetteer_files(data_dir), *lexicon, *polygons, *rules]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _read_sources(data_dir: Path, dumps: Sequence[Path], alternate_names: Sequence[Path]) -> list[Row]:
    rows = [row for path in _gazetteer_files(data_dir) for row in read_csv(path)]
    noise = Noise(data_dir)
    foreign = [row for path in dumps for row in read_dump(path, noise)]
    ids = {row.id for row in foreign}
    for path in alternate_names:
        names = read_alternate_names(path, ids)
        foreign = [add_alternate_names(row, names[row.id]) if row.id in names else row for row in foreign]
    return rows + foreign
