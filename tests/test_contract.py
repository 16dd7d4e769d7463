"""The extract as JSON: valid against the schema, and the same again when read back."""

import dataclasses
import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest
from shapely import Point

from geo.contract import dump_extract, extract_from_json, extract_to_json
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

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "contract.schema.json").read_text(encoding="utf-8"))
TEXT = "The governor said that Ukrainian units hold 12 square km near Sudzha."


def _place() -> Place:
    return Place(
        id="fl:sudzha",
        name="Sudzha",
        feature_code="PPLA2",
        country="RU",
        admin1="Kursk",
        lon=35.2724,
        lat=51.1924,
        uncertainty_m=2500.0,
        source="hand-compiled",
    )


def _claim() -> Claim:
    start = TEXT.index("Ukrainian")
    number = TEXT.index("12")
    return Claim(
        id="c1",
        article_id="0123456789abcdef",
        start=start,
        end=len(TEXT) - 1,
        quote=TEXT[start:-1],
        kind=Kind.CONTROL,
        actor=Side.UA,
        target=None,
        status=Status.REPORTED,
        attribution=Attribution(
            speaker="The governor", role=Role.CIVIL_OFFICIAL, side=Side.RU, cue="said", start=13, end=17
        ),
        places=(
            PlaceRef(mention=1, relation=Relation.NEAR),
            PlaceRef(mention=1, relation=Relation.OFFSET, distance_m=3000.0, bearing_deg=90.0),
        ),
        quantities=(
            Quantity(
                start=number,
                end=number + 12,
                as_written="12 square km",
                measure=Measure.AREA,
                value=12.0,
                low=12.0,
                high=12.0,
                unit="km2",
                comparator=Comparator.EXACT,
                si_value=12e6,
                si_unit="m2",
            ),
        ),
        time=TimeSpan(as_written="this week", start=dt.date(2025, 3, 24), end=None),
        shape=Shape(
            geometry=Point(35.2724, 51.1924),
            kind=GeometryKind.PLACE,
            uncertainty_m=2500.0,
            method="settlement",
        ),
        computed=Computed(
            border_distance_m=9000,
            border_side=Side.RU,
            consistency=Consistency.CANNOT_TELL,
            note="no distance reported",
        ),
        inferences=("actor",),
        restated=((0, 5),),
    )


@pytest.fixture
def extract() -> Extract:
    place = _place()
    article = Article(
        id="0123456789abcdef",
        source="a.txt",
        text=TEXT,
        title="T",
        published=Published(start=dt.date(2025, 3, 30), end=None, basis=DateBasis.FRONT_MATTER),
        sentences=(Sentence(start=0, end=len(TEXT)),),
        notices=("one",),
    )
    demonym = Mention(start=23, end=32, text="Ukrainian", use=Use.DEMONYM, side=Side.UA)
    start = TEXT.index("Sudzha")
    named = Mention(
        start=start,
        end=start + 6,
        text="Sudzha",
        use=Use.PLACE,
        resolution=Resolution(
            status=ResolutionStatus.RESOLVED,
            score=0.9,
            reason="only one",
            place=place,
            candidates=(Candidate(place=place, score=0.9, reason="only one"),),
        ),
    )
    reading = Reading(article=article, mentions=(demonym, named), claims=(_claim(),))
    return Extract(
        engine=Engine(version="0", gazetteer="g 1", border="b 1"),
        readings=(reading,),
        skipped=(Skipped(source="b.txt", error="empty file; remove it"),),
    )


def test_extract_is_valid_against_the_schema(extract: Extract) -> None:
    jsonschema.validate(json.loads(dump_extract(extract)), SCHEMA)


def test_claim_keys_are_those_of_the_contract(extract: Extract) -> None:
    claim = extract_to_json(extract)["articles"][0]["claims"][0]
    assert claim["geometry"] == {"type": "Point", "coordinates": [35.2724, 51.1924]}
    assert claim["geometry_kind"] == "place"
    assert claim["time"] == {"as_written": "this week", "start": "2025-03-24", "end": None}
    assert claim["places"][0] == {"mention": 1, "relation": "near"}
    assert claim["places"][1]["bearing_deg"] == 90.0
    assert "article_id" not in claim
    assert "shape" not in claim


def test_unresolved_mention_has_a_resolution_without_a_place(extract: Extract) -> None:
    mention = extract_to_json(extract)["articles"][0]["mentions"][0]
    assert mention["resolution"]["status"] == "unresolved"
    assert mention["resolution"]["place"] is None


def test_extract_read_back_is_the_same(extract: Extract) -> None:
    again = extract_from_json(json.loads(dump_extract(extract)))
    assert dump_extract(again) == dump_extract(extract)
    assert again.readings[0].claims == extract.readings[0].claims
    assert again.readings[0].mentions[1] == extract.readings[0].mentions[1]


def test_unlocated_claim_has_no_geometry(extract: Extract) -> None:
    claim = dataclasses.replace(extract.readings[0].claims[0], shape=None, computed=None)
    reading = dataclasses.replace(extract.readings[0], claims=(claim,))
    value = extract_to_json(dataclasses.replace(extract, readings=(reading,)))
    jsonschema.validate(json.loads(json.dumps(value)), SCHEMA)
    assert value["articles"][0]["claims"][0]["geometry"] is None
    assert value["articles"][0]["claims"][0]["geometry_kind"] is None


@pytest.mark.parametrize("value", [{}, {"schema": "frontline-extract/1"}, {"schema": "other"}])
def test_broken_extract_is_refused_with_what_to_do(value: dict[str, str]) -> None:
    with pytest.raises(ArticleError, match="frontline extract PATH"):
        extract_from_json(value)
