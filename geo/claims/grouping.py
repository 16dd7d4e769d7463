"""Claims that say the same across articles, with their independent origins counted.

A group never merges or averages: it holds the claims as they are. Five outlets that repeat one
line of a general staff are one origin.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.contradicting import Contradiction, Dispute, find_contradictions
from geo.claims.occurrences import Occurrence, are_of_one_origin, describe_origin, list_occurrences
from geo.models import Measure, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.models import Claim, Kind, Place, Quantity, Reading, Side

__all__ = ["ClaimGroup", "Contradiction", "Dispute", "Origin", "find_contradictions", "group_claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent source of a group: how it is called first, and the ids of its claims."""

    name: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """Claims of several articles that report the same thing; ``origins`` are independent of each other."""

    id: str
    kind: Kind
    actor: Side | None
    place: Place
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    reason: str

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The articles that report it, each once."""
        return tuple(dict.fromkeys(claim.article_id for claim in self.claims))


def group_claims(readings: Iterable[Reading]) -> tuple[ClaimGroup, ...]:
    """Return the groups of claims that at least two articles share, in reading order.

    Claims are alike in kind, actor, main place and being an event or not; their days may be the
    same, and the numbers they both give do not exclude each other. Of an oblast, in which much happens
    at once, only claims of the same few days or with the same number are taken together.
    """
    buckets: dict[tuple[object, ...], list[list[Occurrence]]] = defaultdict(list)
    seen: set[str] = set()
    for one in list_occurrences(readings):
        claim = one.claim
        if claim.id in seen or one.place.feature_code.startswith("PCL"):
            continue
        seen.add(claim.id)
        clusters = buckets[claim.kind, claim.actor, one.place.id, claim.is_event, claim.negated]
        fitting = next((group for group in clusters if all(_agree(one, other) for other in group)), None)
        if fitting is None:
            clusters.append([one])
        else:
            fitting.append(one)
    found = (group for clusters in buckets.values() for group in clusters)
    return tuple(_make_group(group) for group in found if len({one.article.id for one in group}) > 1)


def _agree(one: Occurrence, two: Occurrence) -> bool:
    if not one.place.is_settlement and not _are_one_event(one, two):
        return False
    return one.overlaps(two) and not any(
        left.measure is right.measure
        and (left.measure is not Measure.OTHER or left.unit == right.unit)
        and exclude_each_other(left, right)
        for left in one.wholes
        for right in two.wholes
    )


def _are_one_event(one: Occurrence, two: Occurrence) -> bool:
    """Tell whether two claims about a whole oblast mean one thing: the same number, or the same few days."""
    numbers = [{(q.measure, q.low, q.high) for q in item.claim.quantities} for item in (one, two)]
    return bool(numbers[0] & numbers[1]) or (one.is_short and two.is_short)


def exclude_each_other(one: Quantity, two: Quantity) -> bool:
    """Tell whether no number fits both quantities; an open bound excludes nothing."""
    return (one.high is not None and two.low is not None and one.high < two.low) or (
        two.high is not None and one.low is not None and two.high < one.low
    )


def _make_group(group: list[Occurrence]) -> ClaimGroup:
    origins: list[list[Occurrence]] = []
    for one in group:
        known = next((o for o in origins if any(are_of_one_origin(one, other) for other in o)), None)
        if known is None:
            origins.append([one])
        else:
            known.append(one)
    first = group[0]
    articles = len({one.article.id for one in group})
    sources = "one origin" if len(origins) == 1 else f"{len(origins)} independent origins"
    return ClaimGroup(
        id=content_id(*sorted(one.claim.id for one in group)),
        kind=first.claim.kind,
        actor=first.claim.actor,
        place=first.place,
        claims=tuple(one.claim for one in group),
        origins=tuple(
            Origin(name=describe_origin(o[0]), claim_ids=tuple(one.claim.id for one in o)) for o in origins
        ),
        reason=f"{articles} articles report this of {first.place.name}; they go back to {sources}.",
    )
