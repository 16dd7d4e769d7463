"""Merge what an article says twice: the same kind, party, place and numbers are one claim."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geo.claims.timing.weigh_times import LOOK_BACK

if TYPE_CHECKING:
    import datetime as dt

    from geo.models import Claim, Mention


def merge_restated(claims: list[Claim], mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """Return ``claims`` with restatements folded into the first that says most.

    Two claims say the same if kind, actor, status of being an event and places agree, and one's
    numbers and time are the other's or are missing. The spans of the folded ones are kept. A look back,
    of long before the newest time told, is no restatement of what has no time.
    """
    newest = max((claim.time.end for claim in claims if claim.time and claim.time.end), default=None)
    kept: list[Claim] = []
    for claim in claims:
        for index, other in enumerate(kept):
            if _says_the_same(other, claim, mentions) and not _is_look_back(other, claim, newest):
                if len(claim.quantities) > len(other.quantities):
                    # The claim that says most stands where its own words do.
                    del kept[index]
                    kept.append(_fold(claim, other))
                else:
                    kept[index] = _fold(other, claim)
                break
        else:
            kept.append(claim)
    return tuple(kept)


def _says_the_same(one: Claim, two: Claim, mentions: tuple[Mention, ...]) -> bool:
    if (one.kind, one.actor, one.is_event, one.negated) != (two.kind, two.actor, two.is_event, two.negated):
        return False
    if _place_ids(one, mentions) != _place_ids(two, mentions) or not one.places:
        return False
    if one.attribution and two.attribution and one.attribution.speaker != two.attribution.speaker:
        return False
    numbers = [[(q.measure, q.low, q.high) for q in claim.quantities] for claim in (one, two)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return False
    return not (one.time and two.time and (one.time.start, one.time.end) != (two.time.start, two.time.end))


def _is_look_back(one: Claim, two: Claim, newest: dt.date | None) -> bool:
    """Tell whether only one of two claims has a time, and that is of long before the newest."""
    if (one.time is None) == (two.time is None) or newest is None:
        return False
    time = one.time or two.time
    return time is not None and time.end is not None and (newest - time.end).days > LOOK_BACK


def _place_ids(claim: Claim, mentions: tuple[Mention, ...]) -> frozenset[str]:
    found = (mentions[ref.mention] for ref in claim.places)
    return frozenset(m.place.id if m.place else m.text for m in found)


def _fold(fuller: Claim, other: Claim) -> Claim:
    """Return ``fuller`` with the spans of a claim that says the same and no more."""
    return dataclasses.replace(
        fuller,
        time=fuller.time or other.time,
        restated=(*fuller.restated, *other.restated, (other.start, other.end)),
    )
