"""From a text to claims with shapes, in three languages; every text is made up and in our own words."""

import datetime as dt
from pathlib import Path

import pytest

from geo.models import (
    Claim,
    DateBasis,
    GeometryKind,
    Kind,
    Published,
    Reading,
    Relation,
    ResolutionStatus,
    Role,
    Side,
    Status,
    Use,
)
from geo.pipeline import Frontline

DAY = Published(start=dt.date(2025, 3, 30), end=dt.date(2025, 3, 30), basis=DateBasis.GIVEN)


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


def _read(frontline: Frontline, text: str) -> Reading:
    return frontline.read_text(text, source="note", published=DAY)


def _only(reading: Reading, kind: Kind) -> Claim:
    found = [claim for claim in reading.claims if claim.kind is kind]
    assert len(found) == 1, [claim.quote for claim in reading.claims]
    return found[0]


def _names(reading: Reading, claim: Claim) -> list[str]:
    places = (reading.mentions[ref.mention].place for ref in claim.places)
    return [place.name for place in places if place is not None]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "place"),
    [
        ("Ukrainian drones struck a fuel depot in Kursk on Monday.", Kind.STRIKE, Side.UA, "Kursk"),
        ("Russian troops captured the town of Toretsk on Friday.", Kind.CAPTURE, Side.RU, "Toretsk"),
        ("Heavy fighting continues near Chasiv Yar.", Kind.CLASH, Side.BOTH, "Chasiv Yar"),
        ("Російські війська обстріляли Куп'янськ.", Kind.STRIKE, Side.RU, "Kupiansk"),
        ("Тривають бої біля Часового Яру.", Kind.CLASH, Side.BOTH, "Chasiv Yar"),
        ("Украинские беспилотники атаковали нефтебазу в Энгельсе.", Kind.STRIKE, Side.UA, "Engels"),
        ("Российские войска заняли Торецк.", Kind.CAPTURE, Side.RU, "Toretsk"),
    ],
)
def test_kind_actor_and_place(frontline: Frontline, text: str, kind: Kind, actor: Side, place: str) -> None:
    reading = _read(frontline, text)
    claim = _only(reading, kind)
    assert claim.actor is actor
    assert _names(reading, claim)[:1] == [place]
    assert claim.quote == reading.article.text[claim.start : claim.end]


def test_governor_on_telegram_is_an_attributed_claim(frontline: Frontline) -> None:
    text = "A drone hit a bus in Shebekino on Saturday, Governor Vyacheslav Gladkov wrote on Telegram."
    claim = _only(_read(frontline, text), Kind.STRIKE)
    assert claim.attribution is not None
    assert claim.attribution.role is Role.CIVIL_OFFICIAL
    assert claim.attribution.side is Side.RU
    assert claim.status is Status.CLAIMED
    assert claim.time is not None
    assert (claim.time.start, claim.time.end) == (dt.date(2025, 3, 29), dt.date(2025, 3, 29))
    assert claim.actor is Side.UA
    assert "actor" in claim.inferences


@pytest.mark.parametrize(
    "text",
    [
        "Russia plans to attack Sumy in the summer.",
        "Russian forces could advance toward Zaporizhzhia.",
        "Росія планує наступ на Суми.",
        "Украинские войска могут атаковать Токмак.",
    ],
)
def test_what_is_planned_or_possible_is_never_an_event(frontline: Frontline, text: str) -> None:
    claims = _read(frontline, text).claims
    assert all(claim.status in {Status.PLANNED, Status.HYPOTHETICAL} for claim in claims)
    assert all(claim.shape is None for claim in claims)


def test_denied_capture_is_negated(frontline: Frontline) -> None:
    claim = _only(_read(frontline, "Kyiv denied that Russian forces had captured Toretsk."), Kind.CAPTURE)
    assert claim.status is Status.DENIED
    assert claim.negated
    assert not claim.is_event


@pytest.mark.parametrize("capital", ["Moscow", "Kyiv", "Washington", "Paris", "Riyadh"])
def test_capital_that_speaks_is_an_actor_and_on_no_map(frontline: Frontline, capital: str) -> None:
    reading = _read(frontline, f"{capital} says that talks will go on, and {capital} wants a truce.")
    assert {mention.use for mention in reading.mentions if mention.text == capital} == {Use.ACTOR}
    assert all(claim.shape is None for claim in reading.claims)


def test_struck_capital_is_a_place(frontline: Frontline) -> None:
    reading = _read(frontline, "A Russian missile strike on Kyiv killed four people.")
    assert [mention.use for mention in reading.mentions if mention.text == "Kyiv"] == [Use.PLACE]
    assert any(claim.shape is not None for claim in reading.claims)


def test_list_of_villages_is_one_claim_with_its_places(frontline: Frontline) -> None:
    text = "In Sumy Oblast, Russian troops shelled Basivka, Zhuravka and Novenke."
    reading = _read(frontline, text)
    claim = _only(reading, Kind.STRIKE)
    assert _names(reading, claim)[:3] == ["Basivka", "Zhuravka", "Novenke"]
    assert claim.shape is not None
    assert claim.shape.geometry.geom_type == "MultiPoint"


def test_oblast_is_an_area_and_no_point(frontline: Frontline) -> None:
    claim = _only(_read(frontline, "Ukrainian troops advanced in Belgorod Oblast on Sunday."), Kind.ADVANCE)
    assert claim.shape is not None
    assert claim.shape.kind is GeometryKind.AREA
    assert claim.shape.geometry.geom_type in {"Polygon", "MultiPolygon"}


def test_offset_locates_a_place_and_is_no_quantity(frontline: Frontline) -> None:
    reading = _read(frontline, "Russian forces attacked positions 24 km east of Pokrovsk.")
    claim = _only(reading, Kind.GROUND_ATTACK)
    assert claim.quantities == ()
    assert claim.places[0].relation is Relation.OFFSET
    assert claim.places[0].distance_m == 24_000
    assert claim.places[0].bearing_deg == 90


def test_wrong_distance_from_the_border_is_flagged(frontline: Frontline) -> None:
    text = "Ukrainian troops advanced to the city of Belgorod, 5 km from the border."
    claim = _only(_read(frontline, text), Kind.ADVANCE)
    assert claim.computed is not None
    assert claim.computed.border_distance_m == pytest.approx(31_600, abs=600)
    assert claim.computed.consistency.value == "inconsistent"


def test_village_without_context_stays_ambiguous_and_off_the_map(frontline: Frontline) -> None:
    reading = _read(frontline, "Fighting was reported in the village of Mykolaivka.")
    mention = next(mention for mention in reading.mentions if mention.text == "Mykolaivka")
    assert mention.resolution is not None
    assert mention.resolution.status is ResolutionStatus.AMBIGUOUS
    assert len(mention.resolution.candidates) > 1
    assert all(claim.shape is None for claim in reading.claims)


def test_restatement_is_one_claim(frontline: Frontline) -> None:
    text = (
        "Russian troops captured Toretsk on Friday.\n\n"
        "The army has had a good week. On Friday Russian troops captured Toretsk."
    )
    claim = _only(_read(frontline, text), Kind.CAPTURE)
    assert len(claim.restated) == 1


def test_text_given_twice_is_read_once(frontline: Frontline, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Drones struck Kursk.", encoding="utf-8")
    assert len(frontline.extract([tmp_path]).readings) == 1


def test_bundled_articles_give_claims_on_the_map(frontline: Frontline) -> None:
    extract = frontline.extract([frontline.settings.data_dir / "articles"])
    assert extract.skipped == ()
    assert len(extract.readings) == 5
    drawn = [claim for reading in extract.readings for claim in reading.claims if claim.shape is not None]
    assert len(drawn) >= 20
    for reading in extract.readings:
        for claim in reading.claims:
            assert claim.quote == reading.article.text[claim.start : claim.end]
