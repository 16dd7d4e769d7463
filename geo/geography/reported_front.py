"""Where claims place the fighting on a day: points and dashed links from reports, never a line.

No side's control is stated or may be read from it. A link joins two reports that lie near each
other in one oblast; it says that both are there, and nothing of the ground between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.geography.geodesy import distance_m
from geo.models import GeometryKind, Kind
from geo.overlays import FrontReport, ReportedFront

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from geo.geography.areas import Areas
    from geo.models import Article, Claim, Reading
    from geo.overlays import Spot

BEARING_KINDS = frozenset({Kind.PRESENCE, Kind.CONTROL, Kind.CLASH})

MAX_AGE_DAYS = 30
"""A report older than this tells nothing of the day: fronts that move at all move within a month."""

MAX_LINK_M = 25_000.0
"""Reports farther apart are not linked: the median villages between them would be ten."""

MAX_LINKED = 1_000
"""Positions of one sector that are linked; beyond it links would cover the map."""


def report_front(
    readings: Iterable[Reading], *, on: dt.date, areas: Areas, max_age_days: int = MAX_AGE_DAYS
) -> ReportedFront:
    """Return what claims of presence, control and clash say of a day.

    Claims about later days, plans, denials and claims known only to an oblast are left out.
    """
    reports: list[FrontReport] = []
    undated = 0
    for reading in readings:
        for claim in reading.claims:
            if not _bears_on_front(claim):
                continue
            days = _days(claim, reading.article)
            if days is None:
                undated += 1
            elif _may_be_by(days, on) and (on - days[1]).days <= max_age_days:
                reports += _reports(claim, reading.article, days, on, areas)
    reports.sort(key=lambda report: (report.least_age_days, report.sector or "", report.lon, report.lat))
    return ReportedFront(
        on=on, reports=tuple(reports), links=_links(reports), undated=undated, max_age_days=max_age_days
    )


def _bears_on_front(claim: Claim) -> bool:
    return (
        claim.kind in BEARING_KINDS
        and claim.is_event
        and claim.shape is not None
        and claim.shape.kind in {GeometryKind.PLACE, GeometryKind.OFFSET}
    )


def _may_be_by(days: tuple[dt.date | None, dt.date], on: dt.date) -> bool:
    """Whether the words place the claim on the day or before it, or in a span that holds the day."""
    first, last = days
    return last <= on or (first is not None and first <= on)


def _days(claim: Claim, article: Article) -> tuple[dt.date | None, dt.date] | None:
    """Return first and last day a claim may be about: its own time, else the article's publication."""
    if claim.time is not None and claim.time.end is not None:
        return claim.time.start, claim.time.end
    if article.published.end is None:
        return None
    start = claim.time.start if claim.time is not None else None
    return start, article.published.end


def _reports(
    claim: Claim, article: Article, days: tuple[dt.date | None, dt.date], on: dt.date, areas: Areas
) -> list[FrontReport]:
    first, last = days
    if claim.shape is None:
        return []
    reports = []
    for lon, lat in shapely.get_coordinates(claim.shape.geometry):
        area = areas.containing(lon=lon, lat=lat)
        reports.append(
            FrontReport(
                claim=claim,
                article=article,
                lon=float(lon),
                lat=float(lat),
                sector=area.name if area else None,
                least_age_days=max(0, (on - last).days),
                most_age_days=(on - first).days if first else None,
            )
        )
    return reports


def _links(
    reports: Sequence[FrontReport],
) -> tuple[tuple[Spot, Spot], ...]:
    """Join the positions of each oblast by the shortest tree, without links that are too long."""
    links: list[tuple[Spot, Spot]] = []
    for sector in sorted({report.sector for report in reports if report.sector}):
        spots = sorted({(report.lon, report.lat) for report in reports if report.sector == sector})
        links += _shortest_tree(spots[:MAX_LINKED])
    return tuple(links)


def _shortest_tree(
    spots: Sequence[Spot],
) -> list[tuple[Spot, Spot]]:
    """Return the links of the shortest tree (Prim 1957) that are short enough to show."""
    if not spots:
        return []
    points = np.array(spots)
    nearest = np.full(len(points), np.inf)
    parent = np.zeros(len(points), dtype=int)
    waiting = np.ones(len(points), dtype=bool)
    links = []
    current = 0
    for _ in range(len(points) - 1):
        waiting[current] = False
        away = distance_m(
            lon=points[current, 0], lat=points[current, 1], to_lon=points[:, 0], to_lat=points[:, 1]
        )
        closer = waiting & (away < nearest)
        nearest[closer], parent[closer] = away[closer], current
        current = int(np.where(waiting, nearest, np.inf).argmin())
        if nearest[current] <= MAX_LINK_M:
            links.append((spots[parent[current]], spots[current]))
    return links
