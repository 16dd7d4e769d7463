"""Claims as a table: declared columns, no geometry without a place, honest counts."""

from shapely import Point

from geo.layers import COLUMNS, claims_frame, claims_table, count_not_shown
from geo.models import (
    Article,
    Candidate,
    Claim,
    Engine,
    Extract,
    GeometryKind,
    Kind,
    Mention,
    Place,
    PlaceRef,
    Reading,
    Relation,
    Resolution,
    ResolutionStatus,
    Shape,
    Side,
    Status,
    Use,
)

TEXT = "Troops entered Oleksiivka. Officials plan more."


def _place(lon: float) -> Place:
    return Place(
        id=f"fl:{lon}",
        name="Oleksiivka",
        feature_code="PPL",
        country="UA",
        admin1="Sumy",
        lon=lon,
        lat=51.0,
        uncertainty_m=1000.0,
        source="test",
        name_uk="Олексіївка",
    )


def _reading(*, resolved: bool, status: Status = Status.ASSERTED) -> Reading:
    places = (_place(34.0), _place(35.0))
    resolution = Resolution(
        status=ResolutionStatus.RESOLVED if resolved else ResolutionStatus.AMBIGUOUS,
        score=0.8 if resolved else 0.5,
        place=places[0] if resolved else None,
        candidates=tuple(Candidate(place=place, score=0.5) for place in places),
    )
    claim = Claim(
        id="c1",
        article_id="a" * 16,
        start=0,
        end=25,
        quote=TEXT[:25],
        kind=Kind.ADVANCE,
        actor=Side.RU,
        target=None,
        status=status,
        places=(PlaceRef(mention=0, relation=Relation.IN),),
        shape=Shape(
            geometry=Point(34.0, 51.0), kind=GeometryKind.PLACE, uncertainty_m=1000.0, method="settlement"
        )
        if resolved
        else None,
    )
    return Reading(
        article=Article(id="a" * 16, source="x.txt", text=TEXT),
        mentions=(Mention(start=15, end=25, text="Oleksiivka", use=Use.PLACE, resolution=resolution),),
        claims=(claim,),
    )


def test_frame_has_the_declared_columns_and_crs() -> None:
    frame = claims_frame([_reading(resolved=True)])
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.crs == "EPSG:4326"
    assert frame.loc[0, "place_uk"] == "Олексіївка"
    assert frame.loc[0, "uncertainty_m"] == 1000.0


def test_no_claims_give_an_empty_frame_with_the_same_columns() -> None:
    frame = claims_frame([])
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.empty


def test_ambiguous_claim_keeps_its_row_without_a_point() -> None:
    frame = claims_frame([_reading(resolved=False)])
    assert frame.geometry.isna().all()
    assert frame.loc[0, "place"] == "Oleksiivka"
    assert frame.loc[0, "admin1"] == ""


def test_table_gives_lon_and_lat_of_points_only() -> None:
    engine = Engine(version="0", gazetteer="g", border="b")
    readings = (_reading(resolved=True), _reading(resolved=False))
    table = claims_table(Extract(engine=engine, readings=readings))
    assert table["lon"].tolist()[0] == 34.0
    assert table["lat"].isna().tolist() == [False, True]


def test_counts_of_what_is_not_shown() -> None:
    readings = [
        _reading(resolved=True),
        _reading(resolved=False),
        _reading(resolved=True, status=Status.PLANNED),
    ]
    assert count_not_shown(readings).counts() == {
        "unlocated": 0,
        "ambiguous": 1,
        "not_events": 1,
        "undated": 3,
        "inconsistent": 0,
    }
