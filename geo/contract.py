"""The extract contract: an Extract as JSON and back, lossless for every key of the contract.

The JSON is what other tools rely on, so it changes only by adding keys; ``contract.schema.json``
in the data folder states it. cattrs turns the frozen values into plain ones by their types; only
the three places where the contract is flatter than the model are written out here.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from functools import cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from shapely.geometry import mapping, shape

from geo.errors import ArticleError
from geo.models import (
    Candidate,
    Claim,
    Engine,
    Extract,
    GeometryKind,
    Mention,
    Place,
    PlaceRef,
    Reading,
    Relation,
    Resolution,
    ResolutionStatus,
    Shape,
    Skipped,
)

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

SCHEMA = "frontline-extract/1"

Json = dict[str, Any]


def extract_to_json(extract: Extract) -> Json:
    """Return ``extract`` as the contract's JSON value; coordinates are ``lon, lat`` in EPSG:4326."""
    return {
        "schema": SCHEMA,
        "engine": engine_to_json(extract.engine),
        "articles": [reading_to_json(reading) for reading in extract.readings],
        "skipped": [_converter().unstructure(item) for item in extract.skipped],
    }


def extract_from_json(value: Json) -> Extract:
    """Return the Extract that ``value`` states; keys beyond version 1 of the contract may be missing.

    Raises
    ------
    ArticleError
        If ``value`` is not an extract of this version, or breaks the contract.
    """
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        msg = f"Not an extract (no schema {SCHEMA!r}); make one with: frontline extract PATH"
        raise ArticleError(msg)
    try:
        return Extract(
            engine=engine_from_json(value["engine"]),
            readings=tuple(reading_from_json(item) for item in value["articles"]),
            skipped=tuple(_converter().structure(item, Skipped) for item in value["skipped"]),
        )
    except (KeyError, TypeError, ValueError, cattrs.BaseValidationError) as error:
        msg = f"Broken extract ({error!r}); make it again with: frontline extract PATH"
        raise ArticleError(msg) from error


def dump_extract(extract: Extract) -> str:
    """Return ``extract`` as JSON text, stable from run to run."""
    return _lay_out(extract_to_json(extract), "\n")


def _lay_out(value: Any, margin: str) -> str:  # noqa: ANN401 - any JSON value
    r"""Return ``value`` as ``json.dumps`` with ``indent=1`` does, in a third of its time.

    Its own encoder in C cannot indent.

    >>> _lay_out({"a": [1, 2.5], "b": []}, "\n") == json.dumps({"a": [1, 2.5], "b": []}, indent=1)
    True
    """
    inner = f"{margin} "
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        rows = [f"{encode_basestring(key)}: {_lay_out(one, inner)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(rows)}{margin}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join([_lay_out(one, inner) for one in value])}{margin}]"
    if isinstance(value, float) and math.isfinite(value):
        return repr(value)
    return json.dumps(value, allow_nan=False)  # a number, a truth value, None, or nothing in brackets


def write_extract(path: Path, extract: Extract) -> Path:
    """Write ``extract`` to ``path`` as contract JSON and return the path."""
    path.write_text(dump_extract(extract), encoding="utf-8")
    return path


def reading_to_json(reading: Reading) -> Json:
    """Return one article with its mentions and claims as the contract's JSON value."""
    value: Json = _converter().unstructure(reading)
    article: Json = value.pop("article")
    return article | value


def reading_from_json(value: Json) -> Reading:
    """Return the Reading that ``value`` states."""
    claims = [{"article_id": value["id"]} | claim for claim in value["claims"]]
    nested = {"article": value, "mentions": value["mentions"], "claims": claims}
    return _converter().structure(nested, Reading)


def engine_to_json(engine: Engine) -> Json:
    """Return what made an extract as the contract's JSON value."""
    value: Json = _converter().unstructure(engine)
    return value


def engine_from_json(value: Json) -> Engine:
    """Return the Engine that ``value`` states."""
    return _converter().structure(value, Engine)


def claim_to_json(claim: Claim) -> Json:
    """Return one claim as the contract's JSON value."""
    value: Json = _converter().unstructure(claim)
    return value


def place_to_json(place: Place) -> Json:
    """Return a gazetteer place as the contract's JSON value."""
    value: Json = _converter().unstructure(place)
    return value


def place_from_json(value: Json) -> Place:
    """Return the gazetteer place that ``value`` states."""
    return _converter().structure(value, Place)


@cache
def _converter() -> cattrs.Converter:
    """Return the converter, made once: building its hooks takes longer than using them."""
    converter = cattrs.Converter()
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook(dt.date, lambda value, _: dt.date.fromisoformat(value))
    converter.register_unstructure_hook(PlaceRef, _place_ref_to_json)
    _flatten_candidates(converter)
    _fill_resolutions(converter)
    _flatten_shapes(converter)
    return converter


def _flatten_candidates(converter: cattrs.Converter) -> None:
    """Let a candidate be its place with a score and a reason beside the place's own keys."""

    def flatten(candidate: Candidate) -> Json:
        return place_to_json(candidate.place) | {"score": candidate.score, "reason": candidate.reason}

    def nest(value: Json, _: type) -> Candidate:
        return Candidate(place=place_from_json(value), score=value["score"], reason=value.get("reason", ""))

    converter.register_unstructure_hook(Candidate, flatten)
    converter.register_structure_hook(Candidate, nest)


def _fill_resolutions(converter: cattrs.Converter) -> None:
    """Demonyms and embedded names are not resolved; readers still find the key with its status."""
    plain = make_dict_unstructure_fn(Mention, converter)
    structure = make_dict_structure_fn(Mention, converter)
    nothing = converter.unstructure(Resolution(status=ResolutionStatus.UNRESOLVED, score=0.0))

    def empty(value: Json, target: type[Mention]) -> Mention:
        return structure(value | ({"resolution": None} if value.get("resolution") == nothing else {}), target)

    converter.register_unstructure_hook(
        Mention, lambda mention: plain(mention) | ({} if mention.resolution else {"resolution": nothing})
    )
    converter.register_structure_hook(Mention, empty)


def _flatten_shapes(converter: cattrs.Converter) -> None:
    """Let a claim hold its shape as geometry, geometry_kind, geometry_method and uncertainty_m."""
    omit = override(omit=True)
    plain = make_dict_unstructure_fn(Claim, converter, article_id=omit, shape=omit)
    structure = make_dict_structure_fn(Claim, converter, shape=omit)

    def flatten(claim: Claim) -> Json:
        made = claim.shape
        return plain(claim) | {
            "geometry": None if made is None else _round_geometry(made.geometry),
            "geometry_kind": None if made is None else made.kind.value,
            "geometry_method": None if made is None else made.method,
            "uncertainty_m": None if made is None else made.uncertainty_m,
        }

    def nest(value: Json, target: type[Claim]) -> Claim:
        claim = structure(value, target)
        if value["geometry"] is None:
            return claim
        made = Shape(
            geometry=shape(value["geometry"]),
            kind=GeometryKind(value["geometry_kind"]),
            uncertainty_m=value["uncertainty_m"],
            method=value.get("geometry_method") or value["geometry_kind"],
        )
        return dataclasses.replace(claim, shape=made)

    converter.register_unstructure_hook(Claim, flatten)
    converter.register_structure_hook(Claim, nest)


def _place_ref_to_json(ref: PlaceRef) -> Json:
    value: Json = {"mention": ref.mention, "relation": ref.relation.value}
    if ref.relation is Relation.OFFSET:
        value |= {"distance_m": ref.distance_m, "bearing_deg": ref.bearing_deg}
    return value


def _round_geometry(geometry: BaseGeometry) -> Json:
    """Return a geometry with six decimals, 0.1 m: finer would pretend, and longer text would only weigh."""
    rounded: Json = _round(mapping(geometry))
    return rounded


def _round(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, (list, tuple)):
        return [_round(one) for one in value]
    return {key: _round(one) for key, one in value.items()} if isinstance(value, dict) else value
