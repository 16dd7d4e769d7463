"""Claims as tables: one declared set of columns for the map, the figure, the exports and the app.

A row is a claim, never a pin: a claim that has no place keeps its row, with an empty geometry.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from geo.models import Consistency, ResolutionStatus, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    import pandas as pd

    from geo.models import Claim, Extract, Mention, Quantity, Reading

CRS = "EPSG:4326"

COLUMNS = {
    "claim_id": "str",
    "article_id": "str",
    "title": "str",
    "publisher": "str",
    "source": "str",
    "url": "str",
    "language": "str",
    "published_start": "str",
    "published_end": "str",
    "kind": "str",
    "actor": "str",
    "target": "str",
    "status": "str",
    "negated": "bool",
    "is_event": "bool",
    "place": "str",
    "place_uk": "str",
    "place_ru": "str",
    "admin1": "str",
    "country": "str",
    "relation": "str",
    "resolution_score": "float64",
    "quantity": "str",
    "speaker": "str",
    "role": "str",
    "side": "str",
    "time_as_written": "str",
    "time_start": "str",
    "time_end": "str",
    "geometry_kind": "str",
    "geometry_method": "str",
    "uncertainty_m": "float64",
    "border_distance_m": "float64",
    "border_side": "str",
    "consistency": "str",
    "note": "str",
    "quote": "str",
    "start": "int64",
    "end": "int64",
}
"""Columns of every claims table, in order; text is empty and a number NaN where it is not known."""


def claims_frame(readings: Iterable[Reading]) -> gpd.GeoDataFrame:
    """Return one row per claim, in reading order, with the columns of ``COLUMNS`` and a geometry.

    The CRS is EPSG:4326. The geometry of a claim without a place is ``None``.
    """
    import geopandas as gpd  # noqa: PLC0415 - a second to load, and the map does without tables
    import pandas as pd  # noqa: PLC0415

    rows, geometries = [], []
    for reading in readings:
        for claim in reading.claims:
            rows.append(_row(reading, claim))
            geometries.append(None if claim.shape is None else claim.shape.geometry)
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(geometries, index=frame.index, crs=CRS))


def claims_table(extract: Extract) -> pd.DataFrame:
    """Return the claims without geometry, for CSV: ``lon`` and ``lat`` are set for points only."""
    import pandas as pd  # noqa: PLC0415 - as above

    frame = claims_frame(extract.readings)
    is_point = frame.geometry.geom_type == "Point"
    table = pd.DataFrame(frame.drop(columns="geometry"))
    table["lon"] = frame.geometry.where(is_point).x
    table["lat"] = frame.geometry.where(is_point).y
    return table


def _row(reading: Reading, claim: Claim) -> dict[str, Any]:
    article = reading.article
    return {
        "claim_id": claim.id,
        "article_id": article.id,
        "title": article.title or "",
        "publisher": article.publisher or "",
        "source": article.source,
        "url": article.url or "",
        "language": article.language,
        "published_start": _text(article.published.start),
        "published_end": _text(article.published.end),
        "kind": claim.kind.value,
        "actor": _text(claim.actor),
        "target": _text(claim.target),
        "status": claim.status.value,
        "negated": claim.negated,
        "is_event": claim.is_event,
        **_place_columns(reading, claim),
        "quantity": "; ".join(_quantity_text(quantity) for quantity in claim.quantities),
        **_source_columns(claim),
        **_geometry_columns(claim),
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
    }


def _place_columns(reading: Reading, claim: Claim) -> dict[str, Any]:
    mention = leading_mention(reading, claim)
    resolution = None if mention is None else mention.resolution
    place = None if resolution is None else resolution.place
    return {
        "place": place.name if place else (mention.text if mention else ""),
        "place_uk": (place.name_uk if place else None) or "",
        "place_ru": (place.name_ru if place else None) or "",
        "admin1": (place.admin1 if place else None) or "",
        "country": (place.country if place else None) or "",
        "relation": claim.places[0].relation.value if claim.places else "",
        "resolution_score": resolution.score if resolution else None,
    }


def _source_columns(claim: Claim) -> dict[str, Any]:
    attribution, time = claim.attribution, claim.time
    return {
        "speaker": attribution.speaker if attribution else "",
        "role": attribution.role.value if attribution else "",
        "side": _text(attribution.side) if attribution else "",
        "time_as_written": time.as_written if time else "",
        "time_start": _text(time.start) if time else "",
        "time_end": _text(time.end) if time else "",
    }


def _geometry_columns(claim: Claim) -> dict[str, Any]:
    shape, computed = claim.shape, claim.computed
    return {
        "geometry_kind": shape.kind.value if shape else "",
        "geometry_method": shape.method if shape else "",
        "uncertainty_m": shape.uncertainty_m if shape else None,
        "border_distance_m": computed.border_distance_m if computed else None,
        "border_side": _text(computed.border_side) if computed else "",
        "consistency": computed.consistency.value if computed else "",
        "note": computed.note if computed else "",
    }


def leading_mention(reading: Reading, claim: Claim) -> Mention | None:
    """Return the mention of the place the claim is about, or ``None`` if it names none."""
    return reading.mentions[claim.places[0].mention] if claim.places else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotShown:
    """How many claims a map of events leaves out or cannot vouch for, by reason.

    ``unlocated`` names no place, or one no map can draw; ``ambiguous`` names a place that several
    gazetteer entries fit; ``not_events`` are planned, hypothetical or negated; ``undated`` state no
    time; ``inconsistent`` state a number that geometry contradicts.
    """

    unlocated: int = 0
    ambiguous: int = 0
    not_events: int = 0
    undated: int = 0
    inconsistent: int = 0

    def counts(self) -> dict[str, int]:
        """Return the counts by reason."""
        return asdict(self)


def why_unlocated(reading: Reading, claim: Claim) -> str | None:
    """Return "ambiguous" or "unlocated" for a claim without a shape, ``None`` for one with a shape."""
    if claim.shape is not None:
        return None
    mentions = (reading.mentions[ref.mention] for ref in claim.places)
    is_ambiguous = any(
        mention.use is Use.PLACE
        and mention.resolution is not None
        and mention.resolution.status is ResolutionStatus.AMBIGUOUS
        for mention in mentions
    )
    return "ambiguous" if is_ambiguous else "unlocated"


def count_not_shown(readings: Iterable[Reading]) -> NotShown:
    """Return how many claims are not on the map, or doubtful there, by reason."""
    counts: Counter[str] = Counter()
    for reading in readings:
        for claim in reading.claims:
            if not claim.is_event:
                counts["not_events"] += 1
            elif (reason := why_unlocated(reading, claim)) is not None:
                counts[reason] += 1
            if claim.time is None or (claim.time.start is None and claim.time.end is None):
                counts["undated"] += 1
            if claim.computed is not None and claim.computed.consistency is Consistency.INCONSISTENT:
                counts["inconsistent"] += 1
    return NotShown(**counts)


def _quantity_text(quantity: Quantity) -> str:
    return f"{quantity.as_written} ({quantity.measure.value})"


def _text(value: object) -> str:
    return "" if value is None else str(value)
