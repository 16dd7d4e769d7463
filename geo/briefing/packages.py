"""Zip archives, office files among them, made the same each time: they hold moments of saving."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from geo.briefing.words import one_line, plain
from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.briefing.tables import Contents

MOMENT = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The earliest moment a zip archive can state; written where the real one would change the bytes."""


def write_package(saved: io.BytesIO, path: Path) -> Path:
    """Write an office file saved in memory to ``path``, its members dated ``MOMENT``.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    with zipfile.ZipFile(saved) as source:
        settled = zip_files({name: source.read(name) for name in source.namelist()})
    try:
        path.write_bytes(settled)
    except OSError as error:
        msg = f"Cannot write {path.name!r} ({error.strerror}); choose another folder with -o"
        raise ExportError(msg) from error
    return path


def state_origin(properties: Any, contents: Contents) -> None:  # noqa: ANN401 - of slides or of a document
    """Write title, author and the as-of moment into the core properties of an office file."""
    properties.title = one_line(contents.title, 200)
    properties.author = plain(contents.sheet.producer or "Frontline")
    # In UTC without a zone, as office files have it.
    moment = (contents.sheet.as_of or MOMENT).astimezone(dt.UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment
    properties.last_modified_by, properties.revision, properties.comments = "Frontline", 1, ""


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return ``files`` by name as one archive, the same bytes for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(_member(name), content)
    return packed.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
