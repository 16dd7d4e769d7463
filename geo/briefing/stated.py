"""What a manifest states of a sheet and of what is laid over its map, as JSON, and read back with checks.

A manifest comes from a file that anybody may have written: what it cannot mean is refused here.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from geo.overlays import NO_CHOICE, ControlFile, OverlayChoice
from geo.rendering.figure import PAPERS, Sheet, is_extent
from geo.rendering.map_items import LANGUAGES
from geo.rendering.symbols import SHEET_THEMES


def sheet_to_json(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet as a manifest has it."""
    value = dataclasses.asdict(sheet)
    return value | {"as_of": sheet.as_of.isoformat() if sheet.as_of else None}


def sheet_from_json(value: dict[str, Any]) -> Sheet:
    """Return the sheet of a manifest.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is none.
    """
    as_of = value.get("as_of")
    lists: dict[str, Any] = {
        "as_of": dt.datetime.fromisoformat(as_of) if as_of else None,
        "order": tuple(map(str, value.get("order", ()))),
        "captions": tuple((str(claim_id), str(words)) for claim_id, words in value.get("captions", ())),
        "extent": tuple(map(float, value["extent"])) if value.get("extent") else None,
    }
    sheet = Sheet(**value | lists)
    if sheet.paper not in PAPERS or sheet.theme not in SHEET_THEMES or not 50 <= sheet.dpi <= 1200:
        msg = f"unknown paper {sheet.paper!r}, theme {sheet.theme!r} or resolution {sheet.dpi!r}"
        raise ValueError(msg)
    if sheet.language not in LANGUAGES or not is_extent(sheet.extent):
        msg = f"unknown language {sheet.language!r} or broken extent {sheet.extent!r}"
        raise ValueError(msg)
    return sheet


def choice_to_json(choice: OverlayChoice) -> dict[str, Any]:
    """Return what is laid over the map as a manifest has it: names and hashes, no polygon."""
    return {
        "control": [
            {
                "file": file.name,
                "source": file.source,
                "date": _day(file.date),
                "sha256_begins": file.content_hash,
            }
            for file in choice.controls
        ],
        "control_change": choice.is_change,
        "front": _day(choice.front_on),
    }


def choice_from_json(value: dict[str, Any] | None) -> OverlayChoice:
    """Return what a manifest lays over its map; older ones say nothing of it.

    Raises
    ------
    KeyError, TypeError, ValueError
        If it is no such statement.
    """
    if value is None:
        return NO_CHOICE
    return OverlayChoice(
        controls=tuple(
            ControlFile(
                name=str(file["file"]),
                source=str(file["source"]),
                date=_date(file["date"]),
                content_hash=str(file["sha256_begins"]),
            )
            for file in value["control"]
        ),
        is_change=bool(value["control_change"]),
        front_on=_date(value["front"]),
    )


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None
