"""Two dates compared: what is new, what is gone, whose status changed, and what has no date."""

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from samples import make_extract, make_place, make_reading

from app_pages.comparing import Basis, Change, Comparison, compare
from app_pages.dataset import Entry, make_dataset
from geo.models import Claim, DateBasis, Kind, Published, Side, Status, TimeSpan
from geo.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

HERE, THERE = make_place("Vyhadane", 35.2, 51.0), make_place("Inshe", 35.9, 50.8)
FIRST, SECOND = dt.date(2025, 3, 10), dt.date(2025, 3, 31)


def entries(*given: tuple[Any, str | None, Status]) -> list[Entry]:
    """Return one claim for each place, day and status: all Russian strikes."""
    readings = []
    for number, (place, day, status) in enumerate(given):
        reading = make_reading(place, number=number, status=status)
        when = dt.date.fromisoformat(day) if day else None
        published = Published(start=when, end=when, basis=DateBasis.GIVEN)
        claim = dataclasses.replace(reading.claims[0], kind=Kind.STRIKE, actor=Side.RU)
        article = dataclasses.replace(reading.article, published=published)
        readings.append(dataclasses.replace(reading, article=article, claims=(claim,)))
    data_dir: Path = Settings().data_dir
    return list(make_dataset(make_extract(readings), key="test", data_dir=data_dir).entries)


def changes(found: list[Entry], **wanted: Any) -> list[Change | None]:
    result = compare(found, Comparison(first=FIRST, second=SECOND, **wanted))
    return [result.changes.get(entry.claim.id) for entry in found]


def test_subject_that_was_not_reported_before_is_new() -> None:
    found = entries((HERE, "2025-03-05", Status.CLAIMED), (THERE, "2025-03-20", Status.CLAIMED))
    assert changes(found) == [Change.SAME, Change.ADDED]


def test_another_status_of_the_same_subject_is_a_change_and_says_which() -> None:
    found = entries((HERE, "2025-03-05", Status.CLAIMED), (HERE, "2025-03-20", Status.CONFIRMED))
    assert changes(found) == [Change.SAME, Change.CHANGED]
    result = compare(found, Comparison(first=FIRST, second=SECOND))
    assert result.notes == {found[1].claim.id: "claimed → confirmed"}


def test_nothing_goes_while_everything_before_counts() -> None:
    found = entries((HERE, "2025-03-05", Status.CLAIMED))
    assert changes(found) == [Change.SAME]
    assert changes(found, back_days=7) == [Change.GONE]


def test_claim_after_both_dates_counts_as_of_neither() -> None:
    found = entries((HERE, "2025-04-01", Status.CLAIMED))
    assert changes(found) == [None]


def test_what_happened_is_apart_from_what_was_reported() -> None:
    (entry,) = entries((HERE, "2025-03-20", Status.CLAIMED))
    day = dt.date(2025, 3, 2)
    claim: Claim = dataclasses.replace(entry.claim, time=TimeSpan(as_written="2 March", start=day, end=day))
    entry = dataclasses.replace(entry, claim=claim, start=day, end=day)
    assert changes([entry]) == [Change.ADDED]
    assert changes([entry], basis=Basis.HAPPENED) == [Change.SAME]


def test_without_a_day_nothing_is_compared() -> None:
    found = entries((HERE, None, Status.CLAIMED))
    result = compare(found, Comparison(first=FIRST, second=SECOND))
    assert (result.undated, result.changes) == (1, {})
