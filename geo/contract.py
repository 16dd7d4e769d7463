"""The extract contract: an Extract as JSON and back, lossless for every key of the contract.

The JSON is what other tools rely on, so it changes only by adding keys; ``contract.schema.json``
in the data folder states it. Reading it back lets an export be made again without the articles.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping, shape

from geo.errors import ArticleError
from geo.models import (
    Article,
    Attribution,
    Candidate,
    Claim,
    Comparator,
    Computed,
    Consistency,
    DateBasis,
    Engine,
    Extract,
    GeometryKind,
    Kind,
    Measure,
    Mention,
    Place,
    PlaceRef,
    Published,
    Quantity,
    Reading,
    Relation,
    Resolution,
    ResolutionStatus,
    Role,
    Sentence,
    Shape,
    Side,
    Skipped,
    Status,
    TimeSpan,
    Use,
)

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

SCHEMA = "frontline-extract/1"

Json = dict[str, Any]


def extract_to_json(extract: Extract) -> Json:
    """Return ``extract`` as the contract's JSON value; coordinates are ``lon, lat`` in EPSG:4326."""
    engine = extract.engine
    return {
        "schema": SCHEMA,
        "engine": {
            "version": engine.version,
            "language_model": engine.language_model,
            "gazetteer": engine.gazetteer,
            "border": engine.border,
        },
        "articles": [reading_to_json(reading) for reading in extract.readings],
        "skipped": [{"source": item.source, "error": item.error} for item in extract.skipped],
    }


def extract_from_json(value: Json) -> Extract:
    """Return the Extract that ``value`` states.

    Raises
    ------
    ArticleError
        If ``value`` is not an extract of this version, or breaks the contract.
    """
    if value.get("schema") != SCHEMA:
        msg = f"Not an extract: schema is {value.get('schema')!r}, expected {SCHEMA!r}; run frontline extract"
        raise ArticleError(msg)
    engine = value["engine"]
    try:
        return Extract(
            engine=Engine(
                version=engine["version"],
                gazetteer=engine["gazetteer"],
                border=engine["border"],
                language_model=engine["language_model"],
            ),
            readings=tuple(reading_from_json(item) for item in value["articles"]),
            skipped=tuple(Skipped(source=item["source"], error=item["error"]) for item in value["skipped"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        msg = f"Broken extract ({error!r}); run frontline extract again"
        raise ArticleError(msg) from error


def write_extract(path: Path, extract: Extract) -> Path:
    """Write ``extract`` to ``path`` as contract JSON and return the path."""
    path.write_text(dump_extract(extract), encoding="utf-8")
    return path


def dump_extract(extract: Extract) -> str:
    """Return ``extract`` as JSON text, stable from run to run."""
    return json.dumps(extract_to_json(extract), ensure_ascii=False, indent=1, allow_nan=False)


def reading_to_json(reading: Reading) -> Json:
    """Return one article with its mentions and claims as the contract's JSON value."""
    article = reading.article
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "language": article.language,
        "published": {
            "start": _date_out(article.published.start),
            "end": _date_out(article.published.end),
            "basis": article.published.basis.value,
        },
        "text": article.text,
        "sentences": [_sentence_to_json(sentence) for sentence in article.sentences],
        "notices": list(article.notices),
        "mentions": [_mention_to_json(mention) for mention in reading.mentions],
        "claims": [claim_to_json(claim) for claim in reading.claims],
    }


def reading_from_json(value: Json) -> Reading:
    """Return the Reading that ``value`` states; ``sentences`` and ``notices`` may be missing."""
    published = value["published"]
    article = Article(
        id=value["id"],
        source=value["source"],
        text=value["text"],
        title=value["title"],
        publisher=value["publisher"],
        url=value["url"],
        language=value["language"],
        published=Published(
            start=_date_in(published["start"]),
            end=_date_in(published["end"]),
            basis=DateBasis(published["basis"]),
        ),
        sentences=tuple(
            Sentence(
                start=item["start"],
                end=item["end"],
                is_heading=item["is_heading"],
                paragraph=item["paragraph"],
            )
            for item in value.get("sentences", ())
        ),
        notices=tuple(value.get("notices", ())),
    )
    return Reading(
        article=article,
        mentions=tuple(_mention_from_json(item) for item in value["mentions"]),
        claims=tuple(claim_from_json(item, article_id=article.id) for item in value["claims"]),
    )


def claim_to_json(claim: Claim) -> Json:
    """Return one claim as the contract's JSON value."""
    shape_ = claim.shape
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "kind": claim.kind.value,
        "actor": _enum_out(claim.actor),
        "target": _enum_out(claim.target),
        "status": claim.status.value,
        "negated": claim.negated,
        "attribution": _attribution_to_json(claim.attribution),
        "places": [_place_ref_to_json(ref) for ref in claim.places],
        "quantities": [_quantity_to_json(quantity) for quantity in claim.quantities],
        "time": None
        if claim.time is None
        else {
            "as_written": claim.time.as_written,
            "start": _date_out(claim.time.start),
            "end": _date_out(claim.time.end),
        },
        "geometry": None if shape_ is None else _geometry_out(shape_.geometry),
        "geometry_kind": None if shape_ is None else shape_.kind.value,
        "geometry_method": None if shape_ is None else shape_.method,
        "uncertainty_m": None if shape_ is None else shape_.uncertainty_m,
        "computed": _computed_to_json(claim.computed),
        "inferences": list(claim.inferences),
        "restated": [list(span) for span in claim.restated],
    }


def claim_from_json(value: Json, *, article_id: str) -> Claim:
    """Return the claim that ``value`` states; keys beyond version 1 of the contract may be missing."""
    return Claim(
        id=value["id"],
        article_id=article_id,
        start=value["start"],
        end=value["end"],
        quote=value["quote"],
        kind=Kind(value["kind"]),
        actor=_side_in(value["actor"]),
        target=_side_in(value["target"]),
        status=Status(value["status"]),
        negated=value["negated"],
        attribution=_attribution_from_json(value["attribution"]),
        places=tuple(_place_ref_from_json(item) for item in value["places"]),
        quantities=tuple(_quantity_from_json(item) for item in value["quantities"]),
        time=_time_from_json(value["time"]),
        shape=_shape_from_json(value),
        computed=_computed_from_json(value["computed"]),
        inferences=tuple(value.get("inferences", ())),
        restated=tuple((start, end) for start, end in value.get("restated", ())),
    )


def _sentence_to_json(sentence: Sentence) -> Json:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "is_heading": sentence.is_heading,
        "paragraph": sentence.paragraph,
    }


def place_to_json(place: Place) -> Json:
    """Return a gazetteer place as the contract's JSON value."""
    return {
        "id": place.id,
        "name": place.name,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lon": place.lon,
        "lat": place.lat,
        "uncertainty_m": place.uncertainty_m,
        "source": place.source,
        "basis": place.basis,
        "population": place.population,
        "name_uk": place.name_uk,
        "name_ru": place.name_ru,
    }


def place_from_json(value: Json) -> Place:
    """Return the gazetteer place that ``value`` states."""
    return Place(
        id=value["id"],
        name=value["name"],
        feature_code=value["feature_code"],
        country=value["country"],
        admin1=value["admin1"],
        admin2=value.get("admin2"),
        lon=value["lon"],
        lat=value["lat"],
        uncertainty_m=value["uncertainty_m"],
        source=value["source"],
        basis=value.get("basis"),
        population=value.get("population"),
        name_uk=value.get("name_uk"),
        name_ru=value.get("name_ru"),
    )


def _mention_to_json(mention: Mention) -> Json:
    # Demonyms and embedded names are not resolved; readers still find the key with its status.
    resolution = mention.resolution or Resolution(status=ResolutionStatus.UNRESOLVED, score=0.0)
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "use": mention.use.value,
        "side": _enum_out(mention.side),
        "resolution": {
            "status": resolution.status.value,
            "score": resolution.score,
            "reason": resolution.reason,
            "place": None if resolution.place is None else place_to_json(resolution.place),
            "candidates": [
                place_to_json(candidate.place) | {"score": candidate.score, "reason": candidate.reason}
                for candidate in resolution.candidates
            ],
        },
    }


def _mention_from_json(value: Json) -> Mention:
    return Mention(
        start=value["start"],
        end=value["end"],
        text=value["text"],
        use=Use(value["use"]),
        side=_side_in(value.get("side")),
        resolution=_resolution_from_json(value["resolution"]),
    )


def _resolution_from_json(value: Json | None) -> Resolution | None:
    if value is None:
        return None
    place = value["place"]
    return Resolution(
        status=ResolutionStatus(value["status"]),
        score=value["score"],
        reason=value["reason"],
        place=None if place is None else place_from_json(place),
        candidates=tuple(
            Candidate(place=place_from_json(item), score=item["score"], reason=item.get("reason", ""))
            for item in value["candidates"]
        ),
    )


def _attribution_to_json(attribution: Attribution | None) -> Json | None:
    if attribution is None:
        return None
    return {
        "speaker": attribution.speaker,
        "role": attribution.role.value,
        "side": _enum_out(attribution.side),
        "cue": attribution.cue,
        "start": attribution.start,
        "end": attribution.end,
    }


def _attribution_from_json(value: Json | None) -> Attribution | None:
    if value is None:
        return None
    return Attribution(
        speaker=value["speaker"],
        role=Role(value["role"]),
        side=_side_in(value["side"]),
        cue=value["cue"],
        start=value["start"],
        end=value["end"],
    )


def _place_ref_to_json(ref: PlaceRef) -> Json:
    value: Json = {"mention": ref.mention, "relation": ref.relation.value}
    if ref.relation is Relation.OFFSET:
        value |= {"distance_m": ref.distance_m, "bearing_deg": ref.bearing_deg}
    return value


def _place_ref_from_json(value: Json) -> PlaceRef:
    return PlaceRef(
        mention=value["mention"],
        relation=Relation(value["relation"]),
        distance_m=value.get("distance_m"),
        bearing_deg=value.get("bearing_deg"),
    )


def _quantity_to_json(quantity: Quantity) -> Json:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "as_written": quantity.as_written,
        "measure": quantity.measure.value,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "comparator": quantity.comparator.value,
        "si_value": quantity.si_value,
        "si_unit": quantity.si_unit,
    }


def _quantity_from_json(value: Json) -> Quantity:
    return Quantity(
        start=value["start"],
        end=value["end"],
        as_written=value["as_written"],
        measure=Measure(value["measure"]),
        value=value["value"],
        low=value["low"],
        high=value["high"],
        unit=value["unit"],
        comparator=Comparator(value["comparator"]),
        si_value=value["si_value"],
        si_unit=value["si_unit"],
    )


def _time_from_json(value: Json | None) -> TimeSpan | None:
    if value is None:
        return None
    return TimeSpan(
        as_written=value["as_written"], start=_date_in(value["start"]), end=_date_in(value["end"])
    )


def _shape_from_json(value: Json) -> Shape | None:
    if value["geometry"] is None:
        return None
    return Shape(
        geometry=shape(value["geometry"]),
        kind=GeometryKind(value["geometry_kind"]),
        uncertainty_m=value["uncertainty_m"],
        method=value.get("geometry_method") or value["geometry_kind"],
    )


def _computed_to_json(computed: Computed | None) -> Json | None:
    if computed is None:
        return None
    return {
        "border_distance_m": computed.border_distance_m,
        "border_side": _enum_out(computed.border_side),
        "consistency": computed.consistency.value,
        "note": computed.note,
    }


def _computed_from_json(value: Json | None) -> Computed | None:
    if value is None:
        return None
    return Computed(
        border_distance_m=value["border_distance_m"],
        border_side=_side_in(value["border_side"]),
        consistency=Consistency(value["consistency"]),
        note=value["note"],
    )


def _geometry_out(geometry: BaseGeometry) -> Json:
    # Six decimals are 0.1 m: finer would pretend, and longer text would only weigh.
    rounded: Json = json.loads(
        json.dumps(mapping(geometry)), parse_float=lambda digits: round(float(digits), 6)
    )
    return rounded


def _enum_out(value: Side | None) -> str | None:
    return None if value is None else value.value


def _side_in(value: str | None) -> Side | None:
    return None if value is None else Side(value)


def _date_out(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date_in(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)
