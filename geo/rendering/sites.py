"""What a static map draws: claims gathered by place and numbered, and the shapes that are no points.

Several claims about one village make one numbered site, never several markers pushed apart: nothing
is moved off its coordinate.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.models import GeometryKind
from geo.rendering.symbols import KIND_SYMBOLS, party_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.models import Article, Claim, Kind, Place, Reading
    from geo.rendering.symbols import Party

POINT_KINDS = frozenset({GeometryKind.PLACE, GeometryKind.OFFSET})

_ORDER = {kind: order for order, kind in enumerate(KIND_SYMBOLS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A claim with the article it stands in and the places it names, those that were chosen."""

    claim: Claim
    article: Article
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One point of the map with all that is reported there; ``number`` counts from 1.

    ``name_local`` is the name in the other script, Cyrillic beside Latin, or empty.
    """

    number: int
    lon: float
    lat: float
    name: str
    name_local: str
    uncertainty_m: float
    entries: tuple[Sourced, ...]

    @property
    def kind(self) -> Kind:
        """The kind that changes the map most, which the marker shows."""
        return min((entry.claim.kind for entry in self.entries), key=_ORDER.__getitem__)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind reported here, in the order of the legend."""
        return tuple(sorted({entry.claim.kind for entry in self.entries}, key=_ORDER.__getitem__))

    @property
    def actor(self) -> Party:
        """The one party that acts here, ``None`` if no claim says who, several if they differ."""
        return party_of(entry.claim.actor for entry in self.entries)


def drawable_claims(readings: Iterable[Reading]) -> tuple[Sourced, ...]:
    """Return the claims that may be drawn: events with a shape, in reading order."""
    return tuple(
        Sourced(claim=claim, article=reading.article, places=_places(reading, claim))
        for reading in readings
        for claim in reading.claims
        if claim.is_event and claim.shape is not None
    )


def gather_sites(
    claims: Sequence[Sourced], *, order: Sequence[str] = (), language: str = "en"
) -> tuple[Site, ...]:
    """Return the point claims gathered by coordinate and numbered from the north-west.

    Parameters
    ----------
    order
        Ids of claims whose places are numbered first, in this order.
    language
        Of the names: ``en``, ``uk`` or ``ru``; the other script goes into ``name_local``.
    """
    rank = {claim_id: index for index, claim_id in enumerate(order)}
    gathered: dict[tuple[float, float], list[tuple[Sourced, float]]] = defaultdict(list)
    for entry in claims:
        shape = entry.claim.shape
        if shape is None or shape.kind not in POINT_KINDS:
            continue
        for lon, lat in shapely.get_coordinates(shape.geometry):
            gathered[_spot(lon, lat)].append((entry, shape.uncertainty_m or 0.0))

    def key(item: tuple[tuple[float, float], list[tuple[Sourced, float]]]) -> tuple[int, float, float]:
        (lon, lat), found = item
        first = min(rank.get(entry.claim.id, len(rank)) for entry, _ in found)
        return first, -round(lat, 1), lon

    spots = sorted(gathered.items(), key=key)
    return tuple(
        _site(number, spot, found, language=language) for number, (spot, found) in enumerate(spots, start=1)
    )


def wide_claims(claims: Sequence[Sourced]) -> tuple[Sourced, ...]:
    """Return the claims whose shape is an area, a line or an arrow."""
    return tuple(entry for entry in claims if entry.claim.shape and entry.claim.shape.kind not in POINT_KINDS)


def lettered_articles(sites: Sequence[Site], wide: Sequence[Sourced]) -> tuple[tuple[str, Article], ...]:
    """Return the articles behind the drawn claims with their letters, from A to Z and on to AA."""
    entries = [entry for site in sites for entry in site.entries] + list(wide)
    articles = {entry.article.id: entry.article for entry in entries}
    return tuple((letter(index), article) for index, article in enumerate(articles.values()))


def letter(index: int) -> str:
    """Return the letter of the source at ``index``.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    tail = chr(ord("A") + index % 26)
    return tail if index < 26 else letter(index // 26 - 1) + tail


def names_of(place: Place, language: str) -> tuple[str, str]:
    """Return the name of ``place`` in ``language`` and in the other script, empty if that is not known."""
    local = (place.name_ru if place.country == "RU" else place.name_uk) or ""
    chosen = {"uk": place.name_uk, "ru": place.name_ru}.get(language)
    return (chosen, place.name) if chosen else (place.name, local)


def _site(
    number: int, spot: tuple[float, float], found: list[tuple[Sourced, float]], *, language: str
) -> Site:
    lon, lat = spot
    entries = tuple(entry for entry, _ in found)
    named = (place for entry in entries for place in entry.places)
    place = next((place for place in named if _spot(place.lon, place.lat) == spot), None)
    name, other = names_of(place, language) if place else (f"{lat:.3f}, {lon:.3f}", "")
    return Site(
        number=number,
        lon=lon,
        lat=lat,
        name=name,
        name_local=other,
        uncertainty_m=max(uncertainty for _, uncertainty in found),
        entries=entries,
    )


def _spot(lon: float, lat: float) -> tuple[float, float]:
    # Five decimals are a metre: claims about one village meet, neighbours do not.
    return round(float(lon), 5), round(float(lat), 5)


def _places(reading: Reading, claim: Claim) -> tuple[Place, ...]:
    mentions = (reading.mentions[ref.mention] for ref in claim.places)
    return tuple(mention.place for mention in mentions if mention.place is not None)
