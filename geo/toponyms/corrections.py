"""Apply what an analyst decided once about a toponym to every mention with the same evidence."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geo.models import Candidate, Decision, Mention, Place, Resolution, ResolutionStatus, Use, content_id
from geo.toponyms.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.models import Article, Correction

MOVED_UNCERTAINTY_M = 1000.0
"""Radius taken for a position set by hand where the analyst gives none."""


def apply_correction(article: Article, mention: Mention, corrections: Sequence[Correction]) -> Mention:
    """Return ``mention`` as the latest fitting correction has it, or unchanged.

    One made for this article goes before one made for all; of equals the latest goes first.
    """
    if not corrections or mention.use not in {Use.PLACE, Use.EMBEDDED}:
        return mention
    key = fold(mention.text)
    fitting = [item for item in corrections if fold(item.toponym) == key and _fits(item, article)]
    if not fitting:
        return mention
    chosen = max(fitting, key=lambda item: (item.article_id is not None, item.made_at))
    if chosen.decision is Decision.NOT_A_PLACE:
        return dataclasses.replace(mention, use=Use.EMBEDDED, resolution=None)
    place = chosen.place or _moved_place(mention, chosen)
    before = mention.resolution.candidates if mention.resolution else ()
    reason = f"decided by the analyst on {chosen.made_at:%Y-%m-%d}" + (
        f": {chosen.note}" if chosen.note else ""
    )
    others = tuple(candidate for candidate in before if candidate.place.id != place.id)
    resolution = Resolution(
        status=ResolutionStatus.RESOLVED,
        score=1.0,
        reason=reason,
        place=place,
        candidates=(Candidate(place=place, score=1.0, reason=reason), *others),
    )
    return dataclasses.replace(mention, use=Use.PLACE, resolution=resolution)


def _fits(correction: Correction, article: Article) -> bool:
    """Tell whether a correction is for this article: by its id, or by the oblast it must name."""
    if correction.article_id is not None:
        return correction.article_id == article.id
    context = correction.context_admin1
    return context is None or fold(context) in fold(article.text)


def _moved_place(mention: Mention, correction: Correction) -> Place:
    if correction.lon is None or correction.lat is None:
        msg = f"correction {correction.id!r} moves {correction.toponym!r} without a position"
        raise ValueError(msg)
    before = mention.resolution.place if mention.resolution else None
    return Place(
        id=f"ws:{content_id(correction.toponym, correction.lon, correction.lat)}",
        name=before.name if before else mention.text,
        feature_code="PPL",
        country=before.country if before else None,
        admin1=before.admin1 if before else correction.context_admin1,
        lon=correction.lon,
        lat=correction.lat,
        uncertainty_m=correction.uncertainty_m or MOVED_UNCERTAINTY_M,
        source="analyst",
        basis="set by hand",
    )
