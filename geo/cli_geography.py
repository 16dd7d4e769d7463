"""The commands that measure: distances from the border, control of terrain, and what a map lays over.

Apart from ``geo.cli`` only for length; the same rules hold.
"""

from __future__ import annotations

import argparse
import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo.settings import Settings
from geo.terminal import print_rows, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geography.control import Control
    from geo.models import Extract
    from geo.overlays import LayOver, Overlaid, OverlayChoice, Overlays

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - has no public name

OK, FAILED = 0, 1
_CONTROL_HELP = "GeoJSON, KML or GeoPackage of control of terrain; the date may be part of its name"


def add_geography_commands(commands: Commands) -> None:
    """Add ``distance`` and ``control``."""
    _add_distance(commands)
    _add_control(commands)


def _add_distance(commands: Commands) -> None:
    parser = commands.add_parser("distance", help="Measure places against the recognised border")
    parser.add_argument("places", nargs="+", metavar="NAME|LON,LAT", help="place name, or longitude,latitude")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    add_gazetteer_option(parser)
    parser.set_defaults(command=_distance)


def _add_control(commands: Commands) -> None:
    help_ = "Describe your files of control of terrain; of two dates, what was gained and lost"
    parser = commands.add_parser("control", help=help_, description=f"{help_}. Nothing of them is kept.")
    parser.add_argument("files", nargs="+", metavar="FILE[@YYYY-MM-DD]", help=_CONTROL_HELP)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("-o", "--output", type=Path, help="write the gained and lost areas as GeoJSON")
    parser.set_defaults(command=_control)


def add_overlay_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--control`` and ``--front``."""
    parser.add_argument(
        "--control",
        action="append",
        default=[],
        metavar="FILE[@YYYY-MM-DD]",
        help=f"{_CONTROL_HELP}; repeatable",
    )
    parser.add_argument(
        "--front",
        type=day_argument,
        metavar="YYYY-MM-DD",
        help="mark the reports of presence, control and clash that bear on this day",
    )


def add_gazetteer_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--gazetteer``."""
    parser.add_argument("--gazetteer", type=Path, metavar="FILE", help="use this gazetteer file")


def day_argument(text: str) -> dt.date:
    """Return the day of an option, or tell argparse that it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        msg = f"{text!r} is no date; write it as YYYY-MM-DD"
        raise argparse.ArgumentTypeError(msg) from error


def _distance(options: argparse.Namespace) -> int:
    from geo.geography.distance import describe_distances  # noqa: PLC0415
    from geo.pipeline import Frontline  # noqa: PLC0415

    frontline = Frontline(Settings(gazetteer=options.gazetteer))
    rows, problems = describe_distances(
        options.places, border=frontline.border, gazetteer=frontline.gazetteer
    )
    for problem in problems:
        say(problem)
    if not rows:
        return FAILED
    print_rows(rows, tuple(rows[0]), as_json=options.format == "json")
    return OK


def _control(options: argparse.Namespace) -> int:
    from geo.geography.control_table import describe_controls, read_controls, write_changes  # noqa: PLC0415

    controls = read_controls(options.files, settings=Settings())
    _tell_repairs(controls)
    rows = describe_controls(controls)
    if options.output is not None:
        say(f"wrote {write_changes(controls, options.output)}")
    print_rows(rows, tuple(rows[0]), as_json=options.format == "json")
    return OK


def overlays_of(options: argparse.Namespace, extract: Extract) -> Overlays:
    """Return what ``--control`` and ``--front`` ask to be laid over the claims of ``extract``."""
    return choose_overlays(options, folder=Path()).lay(extract)


def choose_overlays(options: argparse.Namespace, *, folder: Path) -> Overlaid:
    """Return what ``--control`` and ``--front`` ask for, as seen from ``folder``, and what lays it."""
    from geo.geography.control_choice import choose_controls, lay_chosen  # noqa: PLC0415
    from geo.overlays import Overlaid, OverlayChoice  # noqa: PLC0415

    settings = Settings()
    controls, files = choose_controls(options.control, folder=folder, settings=settings)
    _tell_repairs(controls)
    choice = OverlayChoice(controls=files, front_on=options.front)
    lay = partial(lay_chosen, choice=choice, controls=controls, settings=settings)
    return Overlaid(choice=choice, lay=lay)


def reopen_overlays(choice: OverlayChoice, options: argparse.Namespace, *, folder: Path) -> LayOver:
    """Return what lays the overlays of a manifest in ``folder`` again, from files that are the same."""
    from geo.geography.control_choice import lay_chosen, reopen_controls  # noqa: PLC0415

    settings = Settings()
    controls = reopen_controls(choice.controls, given=options.control, folder=folder, settings=settings)
    return partial(lay_chosen, choice=choice, controls=controls, settings=settings)


def _tell_repairs(controls: Sequence[Control]) -> None:
    for control in controls:
        for notice in control.notices:
            say(f"{control.source}: {notice}")
