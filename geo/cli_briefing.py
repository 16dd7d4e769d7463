"""The options of ``frontline brief``, and the briefings they ask for."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli_geography import add_overlay_options, choose_overlays, reopen_overlays

if TYPE_CHECKING:
    from geo.models import Extract
    from geo.settings import Settings

Extent = tuple[float, float, float, float]


def add_briefing_options(parser: argparse.ArgumentParser) -> None:
    """Add what a briefing shows, in which formats, and where it goes."""
    add = parser.add_argument
    add("-o", "--output", type=Path, required=True, metavar="DIR", help="folder to write to")
    add("--format", default="png,pptx,pdf", help="png,svg,pdf,pptx,docx,html,gpkg,… (%(default)s)")
    add(
        "--region",
        action="append",
        metavar="OBLAST",
        help='oblast the briefing is about, such as "Belgorod Oblast"; repeat it for one briefing each',
    )
    add("--extent", type=extent_argument, metavar="W,S,E,N", help="degrees to show, as --extent=34,50,37,52")
    add("--title", help="title of the briefing")
    add("--as-of", type=moment_argument, metavar="TIME", help="such as 2025-03-31T18:00Z; default: now")
    add("--handling", help="handling line, such as TLP:AMBER")
    add("--producer", help="who makes the briefing")
    add("--paper", choices=("a4", "a4-portrait", "a3", "a3-portrait", "16:9"), default="a4")
    add("--theme", choices=("light", "dark", "print"), default="light")
    add("--language", choices=("en", "uk", "ru"), default="en", help="language of the names on the map")
    add_overlay_options(parser)
    add("--from", dest="manifest", type=Path, metavar="MANIFEST", help="make this one again")


def moment_argument(text: str) -> dt.datetime:
    """Return the moment of an option, in UTC where it names no zone.

    >>> moment_argument("2025-03-31T18:00Z").isoformat()
    '2025-03-31T18:00:00+00:00'
    """
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"{text!r} is no time; write it as 2025-03-31T18:00Z"
        raise argparse.ArgumentTypeError(msg) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def extent_argument(text: str) -> Extent:
    """Return west, south, east and north of an option.

    >>> extent_argument("34,50,37,52")
    (34.0, 50.0, 37.0, 52.0)
    """
    from geo.rendering.figure import is_extent  # noqa: PLC0415 - keeps --help instant

    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = 0.0
    if not is_extent((west, south, east, north)):
        msg = f"{text!r} is no extent; write west,south,east,north in degrees"
        raise argparse.ArgumentTypeError(msg)
    return west, south, east, north


def make_briefings(extract: Extract, options: argparse.Namespace, *, settings: Settings) -> tuple[Path, ...]:
    """Write a briefing of ``extract`` for each region asked for, else one of all, and return the paths."""
    from geo.briefing.manifest import brief  # noqa: PLC0415 - keeps --help instant
    from geo.rendering.figure import Sheet  # noqa: PLC0415

    sheet = Sheet(
        title=options.title,
        as_of=options.as_of,
        handling=options.handling,
        producer=options.producer,
        paper=options.paper,
        theme=options.theme,
        language=options.language,
        extent=options.extent,
    )
    wanted = [name for name in options.format.lower().replace(" ", "").split(",") if name]
    overlaid = choose_overlays(options, folder=options.output)
    paths: list[Path] = []
    for region in options.region or [None]:
        paths += brief(
            extract,
            options.output,
            settings=settings,
            formats=wanted,
            sheet=dataclasses.replace(sheet, region=region),
            overlaid=overlaid,
        )
    return tuple(paths)


def remake_briefing(options: argparse.Namespace, *, settings: Settings) -> tuple[Path, ...]:
    """Make the briefing of ``--from`` again and return the paths."""
    from geo.briefing.manifest import read_overlays, remake  # noqa: PLC0415

    choice = read_overlays(options.manifest)
    lay_over = reopen_overlays(choice, options, folder=options.manifest.parent)
    return remake(options.manifest, options.output, settings=settings, lay_over=lay_over)
