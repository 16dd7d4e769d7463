"""Where claims place the fighting on a day: points and dashed links from reports, never a line.

No side's control is stated or may be read from it. A link joins two reports that lie near each
other in one oblast; it says that both are there, and nothing of the ground between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.geography.geodesy import distance_m
from geo.models import GeometryKind, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from geo.geography.areas import Areas
    from geo.models import Article, Claim, Reading

LABEL = "from reports"
"""What every drawing of it must say."""

BEARING_KINDS = frozenset({Kind.PRESENCE, Kind.CONTROL, Kind.CLASH})

MAX_AGE_DAYS = 30
"""A report older than this tells nothing of the day: fronts that move at all move within a month."""

MAX_LINK_M = 25_000.0
"""Reports farther apart are not linked: the median villages between them would be ten."""

MAX_LINKED = 1_000
"""Positions of one sector that are linked; beyond it links would cover the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontReport:
    """One position that a claim gives, how old the claim is on the day, and in which oblast it lies.

    ``least_age_days`` and ``most_age_days`` count from the last and the first day the claim may be
    about; the latter is ``None`` where the text gives no first day.
    """

    claim: Claim
    article: Article
    lon: float
    lat: float
    sector: str | None
    least_age_days: int
    most_age_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFront:
    """The reports that bear on a day, youngest first, and the dashed links between near ones.

    ``links`` are pairs of (lon, lat). ``undated`` counts claims left out for want of a date.
    """

    on: dt.date
    reports: tuple[FrontReport, ...]
    links: tuple[tuple[tuple[float, float], tuple[float, float]], ...]
    undated: int
    label: str = LABEL

    def by_sector(self) -> dict[str, tuple[FrontReport, ...]]:
        """Return the reports by oblast, in alphabetical order; the sea and far oblasts come under ""."""
        sectors = sorted({report.sector or "" for report in self.reports})
        return {
            sector: tuple(report for report in self.reports if (report.sector or "") == sector)
            for sector in sectors
        }


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
            elif days[1] <= on and (on - days[1]).days <= max_age_days:
                reports += _reports(claim, reading.article, days, on, areas)
    reports.sort(key=lambda report: (report.least_age_days, report.sector or "", report.lon, report.lat))
    return ReportedFront(on=on, reports=tuple(reports), links=_links(reports), undated=undated)


def _bears_on_front(claim: Claim) -> bool:
    return (
        claim.kind in BEARING_KINDS
        and claim.is_event
        and claim.shape is not None
        and claim.shape.kind in {GeometryKind.PLACE, GeometryKind.OFFSET}
    )


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
                least_age_days=(on - last).days,
                most_age_days=(on - first).days if first else None,
            )
        )
    return reports


def _links(
    reports: Sequence[FrontReport],
) -> tuple[tuple[tuple[float, float], tuple[float, float]], ...]:
    """Join the positions of each oblast by the shortest tree, without links that are too long."""
    links: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for sector in sorted({report.sector for report in reports if report.sector}):
        spots = sorted({(report.lon, report.lat) for report in reports if report.sector == sector})
        links += _shortest_tree(spots[:MAX_LINKED])
    return tuple(links)


def _shortest_tree(
    spots: Sequence[tuple[float, float]],
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
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
