"""Which shape a claim has: its words decide, never a default.

A claim without a resolved place has no shape. A country is never drawn, an oblast never as a point,
and a plan or a supposition keeps its place in the tables but gets no shape, so that no map can show
it as something that happened.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.geography import outlines
from geo.geography.consistency import check_claim
from geo.geography.geodesy import bearing_deg, buffered, length_m
from geo.geography.located import SITE_RELATIONS, Located, locate_claims
from geo.geography.reported import is_into, quantity_of, read_quantity
from geo.models import (
    NOT_EVENTS,
    Computed,
    GeometryKind,
    Kind,
    Measure,
    Relation,
    Shape,
    Side,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geography.areas import Areas
    from geo.geography.border import Border
    from geo.models import Article, Claim, Mention
    from geo.settings import Settings

LEAVING = frozenset({Kind.WITHDRAWAL, Kind.EVACUATION})
"""Kinds whose "from" names where they happen: people leave the town, a missile comes from it."""

ENDS = frozenset({Relation.BETWEEN, Relation.ALONG, Relation.FROM, Relation.TOWARD})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """One claim with its resolved places and what they are measured against."""

    article: Article
    claim: Claim
    located: tuple[Located, ...]
    border: Border
    settings: Settings

    def points(self, *relations: Relation) -> tuple[Located, ...]:
        return tuple(one for one in self.located if one.is_point and one.ref.relation in relations)

    def areas(self, *relations: Relation) -> tuple[Located, ...]:
        return tuple(one for one in self.located if one.area and one.ref.relation in relations)


def shape_claims(
    article: Article,
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    *,
    border: Border,
    areas: Areas,
    settings: Settings,
) -> tuple[Claim, ...]:
    """Return the claims with ``shape`` and ``computed`` filled in, in the same order.

    Parameters
    ----------
    article
        The article, whose words beside a number tell what it is measured from.
    mentions
        The article's mentions, resolved; ``PlaceRef.mention`` counts in them.
    """
    if not claims:
        return ()
    found = []
    for claim, located in zip(
        claims, locate_claims(claims, mentions, border=border, areas=areas), strict=True
    ):
        scene = _Scene(article=article, claim=claim, located=located, border=border, settings=settings)
        shape = make_shape(scene)
        found.append(dataclasses.replace(claim, shape=shape, computed=_compute(scene, shape)))
    return tuple(found)


def make_shape(scene: _Scene) -> Shape | None:
    """Return the shape that the first fitting rule makes, most definite words first."""
    if scene.claim.status in NOT_EVENTS:
        return None
    rules = (
        _offset,
        _border_between,
        _corridor,
        _points,
        _isodistance,
        _border_stretch,
        _direction,
        _left_behind,
        _areas,
    )
    return next((shape for rule in rules if (shape := rule(scene)) is not None), None)


def _offset(scene: _Scene) -> Shape | None:
    for one in scene.points(Relation.OFFSET):
        if one.ref.distance_m is not None:
            return outlines.offset(one.place, distance=one.ref.distance_m, bearing=one.ref.bearing_deg)
    return None


def _border_between(scene: _Scene) -> Shape | None:
    """Draw a stretch of the border between two named places."""
    ends = scene.points(*ENDS, *SITE_RELATIONS)
    if len(ends) < 2 or quantity_of(scene.claim, Measure.BORDER_LENGTH) is None:
        return None
    first, last = ends[0].place, ends[-1].place
    part = scene.border.stretch(lon=first.lon, lat=first.lat, to_lon=last.lon, to_lat=last.lat)
    if length_m(part) < 1:
        return None
    return Shape(
        geometry=shapely.simplify(buffered(part, outlines.BAND_M), 0.001),
        kind=GeometryKind.BORDER_STRETCH,
        uncertainty_m=outlines.BAND_M + max(first.uncertainty_m, last.uncertainty_m),
        method=f"border nearest to {first.name} and to {last.name} ({length_m(part) / 1000:.0f} km)",
    )


def _corridor(scene: _Scene) -> Shape | None:
    for relation in (Relation.BETWEEN, Relation.ALONG):
        ends = scene.points(relation)
        if len(ends) > 1:
            return outlines.corridor(ends[0].place, ends[-1].place)
    return None


def _points(scene: _Scene) -> Shape | None:
    sites = scene.points(Relation.AT, Relation.IN)
    if sites:
        return outlines.points([one.place for one in sites])
    near = scene.points(Relation.NEAR, Relation.ALONG)
    if near:
        return outlines.points([one.place for one in near], near_m=scene.settings.near_m)
    return None


def _isodistance(scene: _Scene) -> Shape | None:
    """Draw "30 km from the border in X oblast"; an advance counts only if it goes into the oblast."""
    quantity = quantity_of(scene.claim, Measure.BORDER_DISTANCE)
    if quantity is None:
        depth = quantity_of(scene.claim, Measure.ADVANCE_DEPTH)
        is_across = scene.claim.actor in {Side.UA, Side.RU}
        if depth is None or not is_across or not is_into(scene.article, depth, settings=scene.settings):
            return None
        quantity = depth
    reported = read_quantity(quantity)
    for one in scene.areas(Relation.IN, Relation.AT, Relation.NEAR, Relation.ALONG, Relation.TOWARD):
        is_foreign = quantity.measure is Measure.BORDER_DISTANCE or one.side is not scene.claim.actor
        if one.area is not None and reported is not None and is_foreign:
            made = outlines.isodistance(scene.border, one.area, reported)
            if made is not None:
                return made
    return None


def _border_stretch(scene: _Scene) -> Shape | None:
    quantity = quantity_of(scene.claim, Measure.BORDER_LENGTH)
    along = scene.areas(Relation.ALONG)
    areas = scene.areas(Relation.IN, Relation.AT, Relation.NEAR) if quantity else ()
    reported = read_quantity(quantity) if quantity else None
    for one in (*along, *areas):
        if one.area is not None:
            made = outlines.border_stretch(scene.border, one.area, reported)
            if made is not None:
                return made
    return None


def _direction(scene: _Scene) -> Shape | None:
    targets = scene.points(Relation.TOWARD)
    if not targets:
        return None
    target = targets[0]
    starts = scene.points(Relation.FROM)
    if starts:
        return outlines.way(starts[0].place, target.place)
    place = target.place
    (position,) = scene.border.positions([place])
    to_border = bearing_deg(
        lon=place.lon, lat=place.lat, to_lon=position.nearest_lon, to_lat=position.nearest_lat
    )
    # Who attacks a place in the other's territory comes from the side of the border; who attacks one
    # in his own, as to win it back, from the other side. The words give neither.
    is_own = scene.claim.actor is not None and scene.claim.actor is target.side
    tail = (to_border + 180) % 360 if is_own else to_border
    return outlines.direction(
        place, tail_bearing=tail, reason="drawn from the actor's side, which no word gives"
    )


def _left_behind(scene: _Scene) -> Shape | None:
    if scene.claim.kind not in LEAVING:
        return None
    starts = scene.points(Relation.FROM)
    if starts:
        return outlines.points([one.place for one in starts])
    areas = [one.area for one in scene.areas(Relation.FROM) if one.area is not None]
    return outlines.whole_area(areas) if areas else None


def _areas(scene: _Scene) -> Shape | None:
    relations = (Relation.IN, Relation.AT, Relation.NEAR, Relation.ALONG, Relation.BETWEEN)
    areas = [one.area for one in scene.areas(*relations) if one.area is not None]
    return outlines.whole_area(areas) if areas else None


def _compute(scene: _Scene, shape: Shape | None) -> Computed | None:
    """Return what geometry says of the claim, ``None`` where there is nothing to measure or check."""
    consistency, note = check_claim(
        scene.article, scene.claim, scene.located, border=scene.border, settings=scene.settings
    )
    if not scene.located and not note:
        return None
    distance_m, side = _position(scene, shape)
    return Computed(
        border_distance_m=None if distance_m is None else round(distance_m),
        border_side=side,
        consistency=consistency,
        note=note,
    )


def _position(scene: _Scene, shape: Shape | None) -> tuple[float | None, Side | None]:
    """Return distance and side of the point claimed, the side alone for areas and directions."""
    if shape is not None and shape.kind is GeometryKind.OFFSET:
        lon, lat = shapely.get_coordinates(shape.geometry)[0]
        measured = scene.border.measure(lon=lon, lat=lat)
        return float(measured.distance_m[0]), measured.side[0]
    sited = [one for one in scene.located if one.ref.relation in SITE_RELATIONS]
    is_drawn_elsewhere = shape is not None and shape.kind is not GeometryKind.PLACE
    for one in sited or scene.located:
        if one.is_point:
            return (None if is_drawn_elsewhere else one.distance_m), one.side or _other(one)
    sides = {one.side for one in sited or scene.located if one.area is not None}
    return None, sides.pop() if len(sides) == 1 else None


def _other(one: Located) -> Side | None:
    """Return "other" for a place in a third country, whose outline is not shipped."""
    return Side.OTHER if one.place.country not in {None, "", "UA", "RU"} else None
