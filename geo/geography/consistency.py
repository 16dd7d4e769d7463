"""Whether a reported number can hold together with geometry; both sides are intervals.

A contradiction is stated only where the intervals are apart, and agreement only where the place is
known well enough to mean it. What lies between is "cannot tell": a village known to 3.5 km neither
proves nor refutes "several kilometres from the border".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geography.geodesy import area_m2, length_m
from geo.geography.located import SITE_RELATIONS
from geo.geography.reported import Reported, is_from_border, is_into, read_quantity
from geo.models import Consistency, Kind, Measure, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geography.border import Border
    from geo.geography.located import Located
    from geo.models import Article, Claim, Quantity
    from geo.settings import Settings

Verdict = tuple[Consistency, str]

TELLING_M = 1_500.0
TELLING_SHARE = 0.3
"""A place known to 1.5 km, or to 0.3 of the distance, is known well enough for agreement to mean it."""

BORDER_LENGTH_SLACK = 1.15
"""How much longer a border may be said to be than our line: length grows with the detail drawn."""

AREA_SLACK = 1.05

MOVES = frozenset({Kind.ADVANCE, Kind.CAPTURE, Kind.WITHDRAWAL, Kind.PRESENCE, Kind.CONTROL})

UNKNOWN: Verdict = (Consistency.CANNOT_TELL, "")


def check_claim(
    article: Article, claim: Claim, located: Sequence[Located], *, border: Border, settings: Settings
) -> Verdict:
    """Return whether the numbers of a claim fit its places, and one sentence why.

    The sentence is empty where the claim reports nothing that geometry could check. Of several
    numbers a contradiction is told first, then an agreement.
    """
    checks = {
        Measure.BORDER_DISTANCE: _check_border_distance,
        Measure.ADVANCE_DEPTH: _check_depth,
        Measure.BORDER_LENGTH: _check_border_length,
        Measure.AREA: _check_area,
    }
    verdicts = []
    for quantity in claim.quantities:
        check, reported = checks.get(quantity.measure), read_quantity(quantity)
        if check is not None and reported is not None:
            scene = _Scene(article, claim, located, quantity, reported, border, settings)
            verdicts.append(check(scene))
    order = (Consistency.INCONSISTENT, Consistency.CONSISTENT, Consistency.CANNOT_TELL)
    return min(verdicts, key=lambda verdict: (order.index(verdict[0]), verdict[1] == ""), default=UNKNOWN)


class _Scene:
    """What a check looks at: one quantity of one claim, and the claim's places."""

    def __init__(  # noqa: PLR0917 - a bundle of what the checks share
        self,
        article: Article,
        claim: Claim,
        located: Sequence[Located],
        quantity: Quantity,
        reported: Reported,
        border: Border,
        settings: Settings,
    ) -> None:
        self.article, self.claim, self.quantity, self.reported = article, claim, quantity, reported
        self.border, self.settings = border, settings
        self.points = [one for one in located if one.is_point]
        self.areas = [one.area for one in located if one.area is not None]

    @property
    def says(self) -> str:
        return f"the article says {self.quantity.as_written}"

    def nearest_point(self) -> Located | None:
        """Return the point named closest to the number in the text: "Sudzha, 9 km from the border"."""
        sited = [one for one in self.points if one.ref.relation in SITE_RELATIONS]

        def gap(one: Located) -> int:
            return max(self.quantity.start - one.mention.end, one.mention.start - self.quantity.end)

        return min(sited or self.points, key=gap, default=None)


def _check_border_distance(scene: _Scene) -> Verdict:
    point = scene.nearest_point()
    if point is None:
        return _check_reach(scene)
    is_location = is_from_border(scene.article, scene.quantity, settings=scene.settings)
    if not is_location and scene.claim.kind in MOVES:
        return _check_depth(scene)
    return _compare(scene, point)


def _compare(scene: _Scene, point: Located) -> Verdict:
    """Compare a reported distance from the border with that of the place."""
    distance, slack = float(point.distance_m or 0.0), point.place.uncertainty_m
    low, high = max(0.0, distance - slack), distance + slack
    reported = scene.reported
    note = f"{scene.says}; {point.place.name} is {_km(distance, slack)} from the border"
    if high < reported.low or (reported.high is not None and low > reported.high):
        return Consistency.INCONSISTENT, note
    # The extent of a town is no doubt about its middle, and the middle is what people measure to.
    agrees = reported.low <= distance and (reported.high is None or distance <= reported.high)
    if agrees or slack <= max(TELLING_M, TELLING_SHARE * max(distance, reported.middle)):
        return Consistency.CONSISTENT, note
    return Consistency.CANNOT_TELL, note


def _check_depth(scene: _Scene) -> Verdict:
    """Compare a depth of advance with the place reached.

    A place behind the farthest point refutes nothing, nor does one beyond an advance that may have
    begun inside. What cannot be is an advance far deeper than the place where it is said to be.
    """
    point = scene.nearest_point()
    if point is None:
        return _check_reach(scene)
    distance, slack = float(point.distance_m or 0.0), point.place.uncertainty_m
    note = f"{scene.says}; {point.place.name} is {_km(distance, slack)} from the border"
    reported, actor = scene.reported, scene.claim.actor
    into = is_into(scene.article, scene.quantity, settings=scene.settings)
    is_told_whose = actor in {Side.UA, Side.RU} or into or scene.quantity.measure is not Measure.ADVANCE_DEPTH
    if point.side not in {Side.UA, Side.RU} or point.side is actor or not is_told_whose:
        # An advance in one's own country, or nobody's, is not measured from the border.
        return UNKNOWN
    is_reached = into and point.ref.relation in SITE_RELATIONS
    if is_reached and reported.low > 2 * (distance + slack) + 5000:
        return Consistency.INCONSISTENT, note
    if reported.low <= distance + slack and (reported.high is None or distance - slack <= reported.high):
        return Consistency.CONSISTENT, note
    return Consistency.CANNOT_TELL, note


def _check_reach(scene: _Scene) -> Verdict:
    """Ask whether any part of the oblast is as far from the border as reported."""
    if not scene.areas:
        return Consistency.CANNOT_TELL, f"{scene.says}; no place of the claim is known well enough to measure"
    farthest = max(scene.border.depth_m(area.polygon) for area in scene.areas)
    names = ", ".join(dict.fromkeys(area.label for area in scene.areas))
    note = f"{scene.says}; no part of {names} is farther than {farthest / 1000:.0f} km from the border"
    if scene.reported.low > farthest:
        return Consistency.INCONSISTENT, note
    return Consistency.CANNOT_TELL, ""


def _check_border_length(scene: _Scene) -> Verdict:
    """Ask whether the border is long enough, in the oblasts named or between the places named."""
    parts = {area.label: part for area in scene.areas if (part := scene.border.along(area.exact)) is not None}
    if parts:
        whole = sum(length_m(part) for part in parts.values())
        names = " and ".join(parts)
        note = f"{scene.says}; the border of {names} is {whole / 1000:.0f} km long"
        fits = scene.reported.low <= whole * BORDER_LENGTH_SLACK
        return (Consistency.CONSISTENT if fits else Consistency.INCONSISTENT), note
    whole = scene.border.length_m
    if scene.reported.low > whole * BORDER_LENGTH_SLACK:
        note = f"{scene.says}; the whole land border is {whole / 1000:.0f} km long"
        return Consistency.INCONSISTENT, note
    return UNKNOWN


def _check_area(scene: _Scene) -> Verdict:
    """Ask whether the oblasts named are as large as the area reported."""
    if not scene.areas:
        return UNKNOWN
    whole = sum(area_m2(area.exact) for area in {area.label: area for area in scene.areas}.values())
    if scene.reported.low <= whole * AREA_SLACK:
        return UNKNOWN
    names = " and ".join(dict.fromkeys(area.label for area in scene.areas))
    return Consistency.INCONSISTENT, f"{scene.says}; {names} has {whole / 1e6:,.0f} km²"


def _km(distance: float, slack: float) -> str:
    return f"{distance / 1000:.1f} km (± {slack / 1000:.1f})"
