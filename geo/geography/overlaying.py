"""Control of terrain as it is laid over a map, and where each claim lies to it.

A position is a measurement against someone else's polygon, in words that say so; it changes nothing
in the claim.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.geography.control import compare_controls
from geo.geography.outlines import area_square
from geo.geography.reported import quantity_of, read_quantity
from geo.models import GeometryKind, Measure
from geo.overlays import Overlays, ScaleMark, Terrain, TerrainKind, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.geography.control import Control
    from geo.models import Claim, Mention, Reading

POINTS = frozenset({GeometryKind.PLACE, GeometryKind.OFFSET})


def lay_over(controls: Sequence[Control], readings: Iterable[Reading] = ()) -> Overlays:
    """Return the controls as layers, the latest last, with the position of each claim to each of them."""
    ordered = sorted(controls, key=lambda control: (control.date or dt.date.min, control.source))
    claims = [claim for reading in readings for claim in reading.claims if claim.shape is not None]
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for control in ordered:
        for claim, row in zip(claims, describe_positions(claims, control), strict=True):
            rows[claim.id].append(row)
    return Overlays(
        terrain=tuple(_terrain(control) for control in ordered),
        positions={claim_id: tuple(found) for claim_id, found in rows.items()},
    )


def lay_over_change(one: Control, other: Control) -> tuple[Terrain, Terrain]:
    """Return what was gained and what was lost between two controls, as layers.

    Raises
    ------
    LayerError
        If a date is missing or both are of one date.
    """
    change = compare_controls(one, other)
    source = " and ".join(dict.fromkeys((one.source, other.source)))
    gained, lost = (
        Terrain(
            kind=kind, geometry=geometry, source=source, date=change.later, since=change.earlier, area_m2=area
        )
        for kind, geometry, area in (
            (TerrainKind.GAINED, change.gained, change.gained_m2),
            (TerrainKind.LOST, change.lost, change.lost_m2),
        )
    )
    return gained, lost


def mark_scale(claim: Claim, mentions: Sequence[Mention]) -> ScaleMark | None:
    """Return the area that a claim reports as a square beside its place, ``None`` without both.

    Beside an oblast means east of its outline: inside, the square would look like a position.
    """
    quantity = quantity_of(claim, Measure.AREA)
    reported = read_quantity(quantity) if quantity else None
    place = next((place for ref in claim.places if (place := mentions[ref.mention].place)), None)
    if reported is None or place is None or claim.shape is None or reported.middle <= 0:
        return None
    if not place.is_settlement:
        _west, south, east, north = claim.shape.geometry.bounds
        middle = (south + north) / 2
        place = dataclasses.replace(place, lon=east, lat=middle, uncertainty_m=1.0)
    made = area_square(place, reported.middle)
    return ScaleMark(geometry=made.geometry, label=made.method)


def _terrain(control: Control) -> Terrain:
    return Terrain(
        kind=TerrainKind.CONTROL,
        geometry=control.geometry,
        source=control.source,
        date=control.date,
        area_m2=control.area_m2,
    )


def describe_positions(claims: Sequence[Claim], control: Control) -> list[tuple[str, str]]:
    """Return for each claim, which must have a shape, a name and whether it lies inside the control.

    A point is told with its distance to the edge; where the place is not known well enough to be on
    one side of it, that is said first. Of an area or a line only whether it lies inside, outside or
    across.
    """
    spots, owners = [], []
    for index, claim in enumerate(claims):
        if claim.shape is not None and claim.shape.kind in POINTS:
            found = shapely.get_coordinates(claim.shape.geometry)
            spots.append(found)
            owners += [index] * len(found)
    words = ["" for _ in claims]
    if spots:
        points = np.concatenate(spots)
        located = control.locate(lon=points[:, 0], lat=points[:, 1])
        # The first point of a claim is the place it is about; the others are named beside it.
        for index, inside, metres in reversed(
            list(zip(owners, located.is_inside, located.edge_distance_m, strict=True))
        ):
            shape = claims[index].shape
            slack = (shape.uncertainty_m or 0.0) if shape else 0.0
            words[index] = _point_words(is_inside=bool(inside), metres=float(metres), slack=slack)
    name = f"Control, {day_text(control.date)}"
    told_of = (told or _wide_words(claim, control) for told, claim in zip(words, claims, strict=True))
    return [(name, f"{told}; per {control.source}") for told in told_of]


def _point_words(*, is_inside: bool, metres: float, slack: float) -> str:
    side = "inside" if is_inside else "outside"
    away = f"{metres / 1000:.1f} km from its edge (± {slack / 1000:.1f})"
    if metres < slack:
        return f"cannot tell: the point is {side}, {away}"
    return f"{side}, {away}"


def _wide_words(claim: Claim, control: Control) -> str:
    if claim.shape is None or not shapely.intersects(control.geometry, claim.shape.geometry):
        return "outside"
    return "inside" if shapely.covers(control.geometry, claim.shape.geometry) else "partly inside"
