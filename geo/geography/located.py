"""The places of a claim that were resolved, each with its outline and its distance from the border."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.geography.border import SIDES
from geo.models import Relation, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.geography.areas import Area, Areas
    from geo.geography.border import Border
    from geo.models import Claim, Mention, Place, PlaceRef

LARGEST_POINT_M = 20_000.0
"""A place that is no settlement is a point up to this radius: a bridge or a plant, not a river."""

NOT_POINTS = ("ADM", "PCL", "SEA", "STM", "BDRY", "RGN", "AREA", "OCN", "GULF", "STRT", "RVN")

SITE_RELATIONS = frozenset({Relation.AT, Relation.IN, Relation.NEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place of a claim: how the claim lies to it, and what geometry knows of it.

    ``area`` is set for oblasts and districts, ``distance_m`` (from the border) for points only.
    ``side`` is whose recognised territory it is, ``None`` if not known.
    """

    ref: PlaceRef
    mention: Mention
    place: Place
    area: Area | None
    distance_m: float | None
    side: Side | None

    @property
    def is_point(self) -> bool:
        """Whether the place may be drawn as a point."""
        return self.distance_m is not None


def is_point(place: Place) -> bool:
    """Tell whether a place may be drawn as a point: settlements, and small things of other kinds."""
    return place.is_settlement or (
        not place.feature_code.startswith(NOT_POINTS) and place.uncertainty_m <= LARGEST_POINT_M
    )


def locate_claims(
    claims: Sequence[Claim], mentions: Sequence[Mention], *, border: Border, areas: Areas
) -> tuple[tuple[Located, ...], ...]:
    """Return the resolved places of each claim, in the order in which the claim names them."""
    named = {index for claim in claims for index in _indices(claim, mentions)}
    places = {index: place for index in sorted(named) if (place := mentions[index].place) is not None}
    positions = border.positions(list(places.values()))
    known: dict[int, tuple[Area | None, float | None, Side | None]] = {}
    for (index, place), position in zip(places.items(), positions, strict=True):
        area = None if is_point(place) else areas.polygon(place)
        metres = position.distance_m if is_point(place) else None
        side = position.side if area is None else SIDES.get(area.country, Side.OTHER)
        known[index] = area, metres, side
    return tuple(_locate(claim, mentions, known) for claim in claims)


def _indices(claim: Claim, mentions: Sequence[Mention]) -> Iterable[int]:
    return (ref.mention for ref in claim.places if ref.mention < len(mentions))


def _locate(
    claim: Claim,
    mentions: Sequence[Mention],
    known: dict[int, tuple[Area | None, float | None, Side | None]],
) -> tuple[Located, ...]:
    located = []
    for ref in claim.places:
        if ref.mention not in known:
            continue
        place = mentions[ref.mention].place
        if place is not None:
            area, metres, side = known[ref.mention]
            located.append(
                Located(
                    ref=ref,
                    mention=mentions[ref.mention],
                    place=place,
                    area=area,
                    distance_m=metres,
                    side=side,
                )
            )
    return tuple(located)
