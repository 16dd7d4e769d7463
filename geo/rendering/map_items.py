"""What the web map draws, as plain numbers and gazetteer names: never a word of an article.

Claims about one place make one site, and claims about one area one area: nothing is moved off its
coordinate, and an area is never turned into a point. An item's id is that of its first claim.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from geo.models import GeometryKind
from geo.rendering.map_config import CHANGES
from geo.rendering.sites import POINT_KINDS, drawable_claims
from geo.rendering.symbols import KIND_SYMBOLS, is_hollow, party_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.models import Kind, Place, Reading, Shape, Side
    from geo.rendering.sites import Sourced

LANGUAGES = ("en", "uk", "ru")
"""Languages of the names on the map."""

SIMPLIFY_DEG = 0.003
"""How much an area may be simplified for the screen: 300 m, a pixel at the closest zoom of a region."""

_ORDER = {kind: order for order, kind in enumerate(KIND_SYMBOLS)}
_WIDE_WORDS = {
    GeometryKind.AREA: "about the whole area",
    GeometryKind.BORDER_STRETCH: "about this stretch of border",
    GeometryKind.ISODISTANCE: "at this distance from the border",
    GeometryKind.DIRECTION: "in this direction",
}
_WORDS = ("kind", "actor", "change")
Spot = tuple[float, float]
Names = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapClaim:
    """A claim as the map sees it.

    ``spots`` are its points as ``lon, lat``, empty for an area, a line or an arrow, which have a
    ``shape_key`` instead. ``names`` are those of the place it is about in English, Ukrainian and Russian,
    ``spot_names`` those of the place at each point.
    """

    id: str
    kind: Kind
    actor: Side | None
    hollow: bool
    uncertainty_m: float
    names: Names
    spots: tuple[Spot, ...] = ()
    spot_names: dict[Spot, Names] = field(default_factory=dict)
    shape_key: str = ""
    geometry: BaseGeometry | None = None
    geometry_kind: GeometryKind = GeometryKind.PLACE
    anchor: Spot | None = None


class MapView(NamedTuple):
    """What is drawn: the payload of the map, and for each item's id the claims it stands for."""

    payload: dict[str, Any]
    claims_of: dict[str, tuple[str, ...]]


def map_claims(readings: Iterable[Reading], *, data_dir: Path) -> tuple[MapClaim, ...]:
    """Return the claims that may be drawn, in reading order."""
    anchors = _label_anchors(data_dir)
    return tuple(_map_claim(entry, anchors) for entry in drawable_claims(readings))


def _map_claim(entry: Sourced, anchors: dict[str, Spot]) -> MapClaim:
    claim = entry.claim
    shape = claim.shape
    if shape is None:
        msg = f"claim {claim.id!r} has no shape; ask drawable_claims for those that have"
        raise ValueError(msg)
    place = entry.places[0] if entry.places else None
    common: dict[str, Any] = {
        "id": claim.id,
        "kind": claim.kind,
        "actor": claim.actor,
        "hollow": is_hollow(claim.status, negated=claim.negated),
        "uncertainty_m": round(shape.uncertainty_m or 0.0),
        "names": _names(place),
        "geometry_kind": shape.kind,
    }
    if shape.kind in POINT_KINDS:
        spots = tuple(_spot(x, y) for x, y in shapely.get_coordinates(shape.geometry))
        named = {_spot(one.lon, one.lat): one for one in reversed(entry.places)}
        return MapClaim(
            **common, spots=spots, spot_names={spot: _names(named.get(spot, place)) for spot in spots}
        )
    return MapClaim(
        **common,
        shape_key=_shape_key(shape),
        geometry=shape.geometry,
        anchor=_anchor(shape, place.admin1 if place and place.is_area else None, anchors),
    )


def _names(place: Place | None) -> Names:
    if place is None:
        return "", "", ""
    return place.name, place.name_uk or place.name, place.name_ru or place.name


def _spot(lon: float, lat: float) -> Spot:
    return round(float(lon), 5), round(float(lat), 5)


def _shape_key(shape: Shape) -> str:
    x, y = shapely.get_coordinates(shape.geometry)[0]
    return f"{shape.kind}|{shape.method}|{x:.5f}|{y:.5f}|{shapely.get_num_coordinates(shape.geometry)}"


def _anchor(shape: Shape, admin1: str | None, anchors: dict[str, Spot]) -> Spot:
    """Return where to write about a shape: by the name of an oblast, else on the shape itself."""
    if shape.kind is GeometryKind.AREA and admin1 in anchors and shape.geometry.geom_type == "Polygon":
        return anchors[admin1 or ""]
    if shape.geometry.geom_type in {"LineString", "MultiLineString"}:
        longest = max(shapely.get_parts([shape.geometry]), key=shapely.length)
        point = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    else:
        point = shapely.point_on_surface(shape.geometry)
    return float(point.x), float(point.y)


@lru_cache(maxsize=2)
def _label_anchors(data_dir: Path) -> dict[str, Spot]:
    """Return where the base map writes the name of each oblast."""
    features = json.loads((data_dir / "basemap" / "labels.geojson").read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["name"].removesuffix(" Oblast"): tuple(feature["geometry"]["coordinates"])
        for feature in features
        if feature["properties"]["kind"] == "oblast"
    }


def make_view(
    claims: Sequence[MapClaim],
    *,
    language: str = "en",
    uncertainty: bool = True,
    wide: bool = True,
    changes: Mapping[str, str] | None = None,
) -> MapView:
    """Return what the map draws of ``claims``.

    Parameters
    ----------
    claims
        Those that the user's filters leave.
    language
        Of the names: one of ``LANGUAGES``.
    uncertainty, wide
        Whether to draw the circles of uncertainty, and areas, lines and arrows.
    changes
        When two dates are compared, what became of each claim by its id: a key of ``CHANGES``, or
        another word for no sign.
    """
    name = LANGUAGES.index(language)
    sites: dict[Spot, list[MapClaim]] = defaultdict(list)
    shapes: dict[str, list[MapClaim]] = defaultdict(list)
    for claim in claims:
        for spot in claim.spots:
            sites[spot].append(claim)
        if claim.shape_key and wide:
            shapes[claim.shape_key].append(claim)
    claims_of = {found[0].id: _ids(found) for found in (*sites.values(), *shapes.values())}
    # Large areas first, so that a small one stays on top and can be clicked.
    ordered = sorted(shapes.values(), key=lambda found: -_area(found[0]))
    payload: dict[str, Any] = {
        "sites": [_site(spot, found, name) for spot, found in sites.items()],
        "wide": [_wide(found, name) for found in ordered],
        "show_uncertainty": uncertainty,
    }
    if changes is not None:
        for item, found in zip(payload["sites"], sites.values(), strict=True):
            item["change"] = _change(found, changes)
        for item, found in zip(payload["wide"], ordered, strict=True):
            item["change"] = _change(found, changes)
    return MapView(payload, claims_of)


def _change(claims: Sequence[MapClaim], changes: Mapping[str, str]) -> str:
    """Return the greatest change among ``claims``, empty for none."""
    found = {changes.get(claim.id) for claim in claims}
    return next((change for change in CHANGES if change in found), "")


def encode_payload(payload: dict[str, Any]) -> str:
    """Return ``payload`` so that no character in it means anything to HTML, JavaScript or Jinja.

    Base64 of JSON: as safe as percent-encoding, and a third of its length. Sites become a list of
    values for each of their keys; what is one of a few words is its number in a list of them, and
    coordinates are whole hundred-thousandths of a degree.
    """
    sites = payload.get("sites")
    if sites:
        columns = {key: [site[key] for site in sites] for key in sites[0]}
        words = {key: list(dict.fromkeys(columns[key])) for key in _WORDS if key in columns}
        for key, found in words.items():
            columns[key] = list(map({word: i for i, word in enumerate(found)}.__getitem__, columns[key]))
        for key in ("lon", "lat"):
            columns[key] = [round(degrees * 100_000) for degrees in columns[key]]
        columns["hollow"] = [int(hollow) for hollow in columns["hollow"]]
        payload = payload | {"sites": columns, "words": words}
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return b64encode(text.encode("utf-8", "replace")).decode("ascii")


def _ids(claims: Sequence[MapClaim]) -> tuple[str, ...]:
    return (claims[0].id,) if len(claims) == 1 else tuple(dict.fromkeys(claim.id for claim in claims))


def _area(claim: MapClaim) -> float:
    return float(shapely.area(claim.geometry))


def _site(spot: Spot, claims: Sequence[MapClaim], name: int) -> dict[str, Any]:
    if len(claims) == 1:
        # Most places are named once: nothing to weigh, at a fifth of the time.
        only = claims[0]
        return {
            "id": only.id,
            "lon": spot[0],
            "lat": spot[1],
            "kind": only.kind.value,
            "actor": only.actor.value if only.actor else "none",
            "count": 1,
            "hollow": only.hollow,
            "uncertainty_m": only.uncertainty_m,
            "label": only.spot_names.get(spot, only.names)[name],
        }
    labels = (claim.spot_names.get(spot, claim.names)[name] for claim in claims)
    label = next((found for found in labels if found), "")
    return {
        "id": claims[0].id,
        "lon": spot[0],
        "lat": spot[1],
        "kind": min((claim.kind for claim in claims), key=_ORDER.__getitem__).value,
        "actor": _side(claims),
        "count": len(claims),
        "hollow": all(claim.hollow for claim in claims),
        "uncertainty_m": max(claim.uncertainty_m for claim in claims),
        "label": label,
    }


def _wide(claims: Sequence[MapClaim], name: int) -> dict[str, Any]:
    first = claims[0]
    words = f"{_count(claims)} {_WIDE_WORDS.get(first.geometry_kind, '')}".strip()
    label = first.names[name]
    return {
        "id": first.id,
        "kind": first.geometry_kind.value,
        "actor": _side(claims),
        "count": len(claims),
        "closed": first.geometry is not None and "Polygon" in first.geometry.geom_type,
        "parts": leaflet_parts(first.geometry),
        "anchor": None if first.anchor is None else [first.anchor[1], first.anchor[0]],
        "label": _count(claims) if first.geometry_kind is GeometryKind.AREA else words,
        "tip": f"{label}: {words}" if label else words,
    }


def _count(claims: Sequence[MapClaim]) -> str:
    return "1 claim" if len(claims) == 1 else f"{len(claims)} claims"


def _side(claims: Sequence[MapClaim]) -> str:
    """Return the party that acts as the scripts know it, "none" where no text says."""
    return str(party_of(claim.actor for claim in claims) or "none")


def leaflet_parts(geometry: BaseGeometry | None, *, simplify_deg: float = SIMPLIFY_DEG) -> list[Any]:
    """Return the rings or lines of a shape for Leaflet, latitude first."""
    if geometry is None:
        return []
    simple = shapely.simplify(geometry, simplify_deg)
    parts = shapely.get_parts([simple])
    if "Polygon" in geometry.geom_type:
        polygons = [part for part in shapely.get_parts(parts) if part.geom_type == "Polygon"]
        return [[_latlon(ring) for ring in shapely.get_rings(polygon)] for polygon in polygons]
    return [_latlon(part) for part in shapely.get_parts(parts) if part.geom_type == "LineString"]


def _latlon(line: BaseGeometry) -> list[list[float]]:
    return [[round(float(y), 4), round(float(x), 4)] for x, y in shapely.get_coordinates(line)]
