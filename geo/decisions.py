"""What an analyst decides, as values: reviews of claims and corrections of places.

They live in the workspace and are applied by whoever is given them; nothing here touches a file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from geo.models import Article, Correction, Decision, Place, content_id


class ReviewState(StrEnum):
    """What the analyst has made of a claim."""

    NEW = "new"
    ACCEPTED = "accepted"
    QUESTIONED = "questioned"
    REJECTED = "rejected"


class Reliability(StrEnum):
    """How far the source is trusted, by the Admiralty scale; ``F`` cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The analyst's judgement of a claim.

    ``credibility`` runs from 1 (confirmed) to 6 (cannot be judged) by the Admiralty scale, apart
    from the reliability of the source. ``article_id`` and ``quote`` tell what the claim was,
    should a later version of the program read the article differently.
    """

    claim_id: str
    state: ReviewState = ReviewState.NEW
    reliability: Reliability = Reliability.F
    credibility: int = 6
    note: str = ""
    article_id: str | None = None
    quote: str | None = None
    changed_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a credibility off the scale."""
        if self.credibility not in range(1, 7):
            msg = f"credibility {self.credibility!r} is not 1 to 6"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article with the moment it was added."""

    article: Article
    added_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredControl:
    """A file of control of terrain that the user loaded, without its outline.

    ``source`` is who says so, in the user's words; ``date`` the day it is about, ``None`` if not known.
    ``content_hash`` is that of the file, ``notices`` what had to be repaired in it.
    """

    source: str
    date: dt.date | None
    content_hash: str
    notices: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same file under the same source and date."""
        return content_id(self.content_hash, self.source, self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of articles that were to be added; ``known`` were there before."""

    added: tuple[Article, ...] = ()
    known: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of imported corrections; ``rejected`` says in one line each what was wrong."""

    taken: tuple[Correction, ...] = ()
    known: tuple[Correction, ...] = ()
    rejected: tuple[str, ...] = ()


def make_correction(
    toponym: str,
    decision: Decision,
    *,
    article_id: str | None = None,
    context_admin1: str | None = None,
    place: Place | None = None,
    position: tuple[float, float, float] | None = None,
    note: str = "",
) -> Correction:
    """Return a correction made now.

    Its id depends on the evidence alone (toponym, article, oblast): a second decision on the same
    evidence replaces the first. ``position`` is lon, lat and uncertainty in metres.

    >>> make_correction("Kursk", Decision.NOT_A_PLACE, note="the submarine").article_id is None
    True
    """
    lon, lat, uncertainty_m = position or (None, None, None)
    return Correction(
        id=content_id(" ".join(toponym.casefold().split()), article_id, context_admin1),
        toponym=toponym,
        decision=decision,
        made_at=dt.datetime.now(dt.UTC),
        article_id=article_id,
        context_admin1=context_admin1,
        place=place,
        lon=lon,
        lat=lat,
        uncertainty_m=uncertainty_m,
        note=note,
    )
