from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geo.geography.reported_front import report_front
from geo.models import Article, Claim, Kind, Published, Reading, Relation, Status, TimeSpan

if TYPE_CHECKING:
    from conftest import Scene

    from geo.geography.areas import Areas

DAY = dt.date(2025, 3, 30)


def reading(*claims: Claim, published: dt.date | None = None) -> Reading:
    article = Article(id="a", source="test", text="x", published=Published(start=published, end=published))
    return Reading(article=article, claims=claims)


def dated(claim: Claim, start: dt.date | None, end: dt.date | None) -> Claim:
    return dataclasses.replace(claim, time=TimeSpan(as_written="then", start=start, end=end))


@pytest.fixture
def clash(scene: Scene) -> Claim:
    return scene("Clashes in Demidovka.", ("Demidovka", Relation.AT))


def test_age_and_sector(clash: Claim, areas: Areas) -> None:
    claim = dated(clash, dt.date(2025, 3, 20), dt.date(2025, 3, 25))
    front = report_front([reading(claim)], on=DAY, areas=areas)
    (report,) = front.reports
    assert (report.least_age_days, report.most_age_days, report.sector) == (5, 10, "Belgorod")
    assert front.label == "from reports"


def test_publication_dates_a_claim_without_its_own_time(clash: Claim, areas: Areas) -> None:
    front = report_front([reading(clash, published=dt.date(2025, 3, 28))], on=DAY, areas=areas)
    assert [report.least_age_days for report in front.reports] == [2]
    assert front.reports[0].most_age_days is None


def test_undated_is_counted_and_not_shown(clash: Claim, areas: Areas) -> None:
    front = report_front([reading(clash)], on=DAY, areas=areas)
    assert (front.reports, front.undated) == ((), 1)


@pytest.mark.parametrize("day", [dt.date(2025, 3, 31), dt.date(2025, 2, 1)])
def test_later_and_stale_claims_are_left_out(clash: Claim, areas: Areas, day: dt.date) -> None:
    assert report_front([reading(dated(clash, day, day))], on=DAY, areas=areas).reports == ()


def test_strikes_plans_denials_and_whole_oblasts_are_left_out(scene: Scene, areas: Areas) -> None:
    claims = (
        scene("Strikes on Sudzha.", ("Sudzha", Relation.AT), kind=Kind.STRIKE),
        scene("They may enter Sudzha.", ("Sudzha", Relation.AT), status=Status.HYPOTHETICAL),
        scene("They are not in Sudzha.", ("Sudzha", Relation.AT), kind=Kind.PRESENCE, negated=True),
        scene("Clashes in Belgorod Oblast.", ("Belgorod Oblast", Relation.IN)),
    )
    assert report_front([reading(*claims, published=DAY)], on=DAY, areas=areas).reports == ()


def test_near_reports_of_one_oblast_are_linked_and_far_ones_are_not(scene: Scene, areas: Areas) -> None:
    claims = (
        scene("Clashes in Demidovka and Popovka.", ("Demidovka", Relation.AT), ("Popovka", Relation.AT)),
        scene("Clashes in Shebekino.", ("Shebekino", Relation.AT)),
        scene("Clashes in Sudzha.", ("Sudzha", Relation.AT)),
    )
    front = report_front([reading(*claims, published=DAY)], on=DAY, areas=areas)
    assert front.links == (((35.35, 50.953), (35.3917, 50.9494)),)
    assert {name: len(found) for name, found in front.by_sector().items()} == {"Belgorod": 3, "Kursk": 1}


def test_nothing_reported(areas: Areas) -> None:
    front = report_front([], on=DAY, areas=areas)
    assert (front.reports, front.links, front.undated) == ((), (), 0)


def test_span_that_holds_the_day_bears_on_it_and_a_later_article_does_not(clash: Claim, areas: Areas) -> None:
    spanning = dated(clash, dt.date(2025, 3, 28), dt.date(2025, 4, 2))
    (report,) = report_front([reading(spanning)], on=DAY, areas=areas).reports
    assert (report.least_age_days, report.most_age_days) == (0, 2)
    later = reading(clash, published=dt.date(2025, 4, 2))
    assert report_front([later], on=DAY, areas=areas).reports == ()
