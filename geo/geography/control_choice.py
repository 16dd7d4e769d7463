"""The files of control that a user lays over a map, written down by name and hash, and found again.

A manifest holds no polygon: such files forbid passing on. Whoever makes a briefing again needs the same
file, and a file that only looks the same must not pass for it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import LayerError
from geo.geography.areas import load_areas
from geo.geography.control import load_control
from geo.geography.control_table import read_control, split_date
from geo.geography.overlaying import lay_over, lay_over_change
from geo.geography.reported_front import report_front
from geo.overlays import ControlFile, Overlays, day_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.geography.control import Control
    from geo.models import Extract
    from geo.overlays import OverlayChoice
    from geo.settings import Settings


def choose_controls(
    names: Sequence[str], *, folder: Path, settings: Settings
) -> tuple[list[Control], tuple[ControlFile, ...]]:
    """Read files named as on the command line, by date, and describe each as seen from ``folder``.

    Raises
    ------
    LayerError
        As ``read_controls``.
    """
    pairs = []
    for name in names:
        control = read_control(name, settings)
        path = os.path.relpath(split_date(name)[0], folder)
        pairs.append((control, describe_file(control, name=Path(path).as_posix())))
    pairs.sort(key=lambda pair: (pair[0].date or dt.date.min, pair[0].source))
    return [control for control, _ in pairs], tuple(file for _, file in pairs)


def describe_file(control: Control, *, name: str = "") -> ControlFile:
    """Return what a manifest says of a file of control; ``name`` is empty where it is not known."""
    return ControlFile(name=name, source=control.source, date=control.date, content_hash=control.content_hash)


def reopen_controls(
    files: Sequence[ControlFile], *, given: Sequence[str], folder: Path, settings: Settings
) -> list[Control]:
    """Return the controls of ``files``: from the paths ``given`` or from where they were.

    Parameters
    ----------
    given
        Paths that the user names now; the hash tells which is which.
    folder
        Folder of the manifest, from which names are seen.

    Raises
    ------
    LayerError
        If one is missing, or its content is another than it was.
    """
    return [_reopen(file, given, folder, settings) for file in files]


def _reopen(file: ControlFile, given: Sequence[str], folder: Path, settings: Settings) -> Control:
    is_there = False
    for path in _places(file, given, folder):
        control = load_control(path, settings=settings, date=file.date, source=file.source)
        if control.content_hash == file.content_hash:
            return control
        is_there = True
    named = Path(file.name).name or f"{file.source}, {day_text(file.date)}"
    what = "has changed since this briefing was made" if is_there else "is missing"
    msg = f"The file of control {named!r} {what}; name the one it was made with: --control FILE"
    raise LayerError(msg)


def _places(file: ControlFile, given: Sequence[str], folder: Path) -> Iterator[Path]:
    paths = [split_date(name)[0] for name in given]
    if file.name:
        paths += [folder / file.name, folder / Path(file.name).name]
    return (path for path in dict.fromkeys(paths) if path.is_file())


def lay_chosen(
    extract: Extract, *, choice: OverlayChoice, controls: Sequence[Control], settings: Settings
) -> Overlays:
    """Return what ``choice`` lays over the claims of ``extract``, from the ``controls`` it names."""
    overlays = lay_over(controls, extract.readings)
    dated = [control for control in controls if control.date is not None]
    if choice.is_change and len({control.date for control in dated}) > 1:
        overlays = dataclasses.replace(overlays, terrain=lay_over_change(dated[0], dated[-1]))
    if choice.front_on is None:
        return overlays
    front = report_front(extract.readings, on=choice.front_on, areas=load_areas(settings))
    return dataclasses.replace(overlays, front=front)
