"""What may lie beside the claims on a map: ground as others assess it, and the reported front.

Values only. Each is drawn on a layer of its own that names its source and its date; none is ever
mixed with claims, and neither says on our behalf who holds ground.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.models import Article, Claim, Extract

FRONT_LABEL = "from reports"
"""What every drawing of the reported front must say."""

Spot = tuple[float, float]
"""Longitude and latitude."""


class TerrainKind(StrEnum):
    """What a source says of a piece of ground: held on a day, or gained or lost between two."""

    CONTROL = "control"
    GAINED = "gained"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """Polygons in EPSG:4326 that ``source`` vouches for, not Frontline.

    ``source`` is the user's own wording and untrusted. ``date`` is the day they are about; for what
    was gained or lost it is the later one and ``since`` the earlier. ``area_m2`` is on the ellipsoid.
    """

    kind: TerrainKind
    geometry: BaseGeometry
    source: str
    date: dt.date | None
    since: dt.date | None = None
    area_m2: float = 0.0

    @property
    def label(self) -> str:
        """Whose it is and of when: "Control: my unit, 30 Mar 2025"."""
        if self.kind is TerrainKind.CONTROL:
            return f"Control: {self.source}, {day_text(self.date)}"
        between = f"{day_text(self.since)} to {day_text(self.date)}"
        return f"{self.kind.capitalize()} {self.area_m2 / 1e6:,.1f} km²: {self.source}, {between}"


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

    ``undated`` counts claims left out for want of a date, ``max_age_days`` is the age beyond which
    claims are left out.
    """

    on: dt.date
    reports: tuple[FrontReport, ...]
    links: tuple[tuple[Spot, Spot], ...]
    undated: int
    max_age_days: int
    label: str = FRONT_LABEL

    def by_sector(self) -> dict[str, tuple[FrontReport, ...]]:
        """Return the reports by oblast, in alphabetical order; the sea and far oblasts come under ""."""
        sectors = sorted({report.sector or "" for report in self.reports})
        return {
            sector: tuple(report for report in self.reports if (report.sector or "") == sector)
            for sector in sectors
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleMark:
    """A reported area drawn to scale beside its place; ``label`` says that it does not lie there."""

    geometry: BaseGeometry
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlays:
    """All that is laid over one map.

    ``scale`` shows how large the area of the chosen claim is. ``positions`` tells by claim id, for each
    file of control, its day and where the claim lies to it.
    """

    terrain: tuple[Terrain, ...] = ()
    front: ReportedFront | None = None
    scale: ScaleMark | None = None
    positions: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=lambda: MappingProxyType({}))


NO_OVERLAYS = Overlays()


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlFile:
    """A user's file of control of terrain as a manifest names it: never its polygons.

    ``name`` is where it was, as the user gave it or as it lies to the manifest; ``content_hash`` begins
    the SHA-256 of its content.
    """

    name: str
    source: str
    date: dt.date | None
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayChoice:
    """What a user has laid over a map, so that it can be written down and laid again.

    ``is_change`` shows what was gained and lost from the first to the last date instead of the areas.
    """

    controls: tuple[ControlFile, ...] = ()
    is_change: bool = False
    front_on: dt.date | None = None

    def __bool__(self) -> bool:
        """Return whether anything is laid over the map."""
        return bool(self.controls) or self.front_on is not None


NO_CHOICE = OverlayChoice()
LayOver = Callable[["Extract"], Overlays]
"""Lays a choice over claims, once it is known which claims a file is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """A choice with what lays it."""

    choice: OverlayChoice
    lay: LayOver


NOT_OVERLAID = Overlaid(choice=NO_CHOICE, lay=lambda _: NO_OVERLAYS)


def day_text(day: dt.date | None) -> str:
    """Return a day as people write it.

    >>> import datetime as dt
    >>> day_text(dt.date(2025, 3, 5)), day_text(None)
    ('5 Mar 2025', 'date not known')
    """
    return "date not known" if day is None else f"{day.day} {day:%b %Y}"
