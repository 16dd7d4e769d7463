"""Office files are zip archives that hold the moment of saving; here they are made the same each time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The earliest moment a zip archive can state; written where the real one would change the bytes."""


def write_package(saved: io.BytesIO, path: Path) -> Path:
    """Write an office file saved in memory to ``path``, its members dated ``MOMENT``.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    settled = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    try:
        path.write_bytes(settled.getvalue())
    except OSError as error:
        msg = f"Cannot write {path.name!r} ({error.strerror}); choose another folder with -o"
        raise ExportError(msg) from error
    return path


def office_moment(as_of: dt.datetime | None) -> dt.datetime:
    """Return the moment to state as that of saving, in UTC without a zone as office files have it."""
    return (as_of or MOMENT).astimezone(dt.UTC).replace(tzinfo=None)
