"""Claims of many articles, each with its place, its window of days and its origin.

Groups and contradictions compare claims through these values only, so that both mean the same by
"the same place", "the same time" and "the same origin".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.models import Measure, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.models import Article, Claim, Place, Quantity, Reading

UNSTATED_DAYS = 3
"""How far back from its publication a claim without a date may lie: news tells of the last days."""

SHORT_DAYS = 3
"""Days within which two reports are taken to be of one event."""

ALIKE = 0.6
"""Share of common words above which two quotes are one text passed on."""

_BODIES = frozenset({Role.GENERAL_STAFF, Role.MINISTRY})
_ELSEWHERE = frozenset({Relation.TOWARD, Relation.FROM, Relation.BETWEEN, Relation.OFFSET})
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-ZА-ЯІЇЄҐЁ][\w'’-]+")
_LATIN = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщыэюя",
        (
            *("a", "b", "v", "g", "g", "d", "e", "e", "e", "zh", "z", "i", "i", "i", "i", "k", "l", "m", "n"),
            *("o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "sh", "i", "e", "iu", "ia"),
        ),
        strict=True,
    )
) | {"ь": "", "ъ": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A claim with the article it stands in and one place it is about.

    ``is_only_place`` tells that the claim's numbers are of this place and of no list of places.
    """

    claim: Claim
    article: Article
    place: Place
    relation: Relation
    is_only_place: bool
    start: dt.date | None
    end: dt.date | None

    @property
    def is_dated(self) -> bool:
        """Whether the text itself bounds the days."""
        return self.claim.time is not None and self.claim.time.start is not None

    @property
    def is_short(self) -> bool:
        """Whether the text says that it was within a few days."""
        if not self.is_dated or self.start is None or self.end is None:
            return False
        return self.end - self.start < dt.timedelta(days=SHORT_DAYS)

    @property
    def wholes(self) -> tuple[Quantity, ...]:
        """The largest number of each measure and, for other things, unit: the rest are parts of it."""
        found: dict[tuple[Measure, str], Quantity] = {}
        for one in self.claim.quantities:
            key = one.measure, one.unit if one.measure is Measure.OTHER else ""
            if key not in found or _size(one) > _size(found[key]):
                found[key] = one
        return tuple(found.values())

    def overlaps(self, other: Occurrence) -> bool:
        """Tell whether both may lie in the same days; an open end excludes nothing."""
        return not (
            (self.end is not None and other.start is not None and self.end < other.start)
            or (other.end is not None and self.start is not None and other.end < self.start)
        )


def _size(quantity: Quantity) -> float:
    """Return a number to order quantities of one measure by; its unit as a rule is the same."""
    return max(quantity.low or 0.0, quantity.high or 0.0)


def list_occurrences(readings: Iterable[Reading]) -> Iterator[Occurrence]:
    """Yield every claim once for each resolved place that it is about, in reading order."""
    for reading in readings:
        for claim in reading.claims:
            start, end = _window(claim, reading.article)
            places = [(ref, reading.mentions[ref.mention].place) for ref in claim.places]
            points = sum(place is None or place.is_settlement for _, place in places)
            for ref, place in places:
                if place is None or ref.relation in _ELSEWHERE:
                    continue
                is_only = points == int(place.is_settlement) and (points == 1 or len(places) == 1)
                yield Occurrence(
                    claim=claim,
                    article=reading.article,
                    place=place,
                    relation=ref.relation,
                    is_only_place=is_only,
                    start=start,
                    end=end,
                )


def _window(claim: Claim, article: Article) -> tuple[dt.date | None, dt.date | None]:
    """Return the days a claim is about; without a date, those just before its publication."""
    published = article.published
    if claim.time is not None and (claim.time.start is not None or claim.time.end is not None):
        return claim.time.start, claim.time.end or published.end
    if published.start is None:
        return None, published.end
    return published.start - dt.timedelta(days=UNSTATED_DAYS), published.end


def are_of_one_origin(one: Occurrence, two: Occurrence) -> bool:
    """Tell whether two claims go back to one speaker or one text.

    A general staff and a ministry speak with one voice per side whoever passes it on; a person is
    known by the last name; an outlet in its own voice by its publisher. Quotes with mostly the
    same words are one text.
    """
    return _origin(one) == _origin(two) or are_alike(one.claim.quote, two.claim.quote)


def describe_origin(occurrence: Occurrence) -> str:
    """Return the origin of a claim in words: the speaker as written, else the outlet."""
    attribution = occurrence.claim.attribution
    if attribution is not None:
        return attribution.speaker
    return occurrence.article.publisher or occurrence.article.title or occurrence.article.source


def _origin(occurrence: Occurrence) -> tuple[str, ...]:
    attribution = occurrence.claim.attribution
    if attribution is None:
        return ("outlet", occurrence.article.publisher or occurrence.article.id)
    if attribution.role in _BODIES:
        return (attribution.role, str(attribution.side))
    names = _NAME.findall(attribution.speaker)
    name = _romanise(names[-1]) if len(names) > 1 or (attribution.speaker[:1].isupper() and names) else ""
    return (attribution.role, str(attribution.side), name)


def _romanise(name: str) -> str:
    """Return a rough Latin key of a last name: its first five letters survive cases and spellings."""
    return "".join(_LATIN.get(letter, letter) for letter in name.lower()).replace("y", "i")[:5]


def are_alike(one: str, two: str) -> bool:
    """Tell whether two quotes share most of their words.

    >>> are_alike("Troops repelled six attacks near Lyman", "Troops repelled six attacks near Lyman today")
    True
    """
    left, right = set(_WORD.findall(one.lower())), set(_WORD.findall(two.lower()))
    return len(left & right) >= ALIKE * len(left | right) and min(len(left), len(right)) > 3
