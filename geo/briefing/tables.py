"""The claims and sources of a briefing in words, numbered and lettered as on its map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.briefing.words import one_line, plain
from geo.layers import leading_mention, why_unlocated
from geo.rendering.sites import drawable_claims, gather_sites, letter, lettered_articles, wide_claims
from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS, STATUS_LABELS

if TYPE_CHECKING:
    import datetime as dt

    from geo.models import Article, Claim, Extract, Reading

HEADS = ("No.", "Place", "What is reported", "Who acts", "How sure", "When", "According to", "Source")
"""Heads of the claim table."""

NOT_NUMBERED = {"wide": "area", "unlocated": "no place", "ambiguous": "ambiguous", "not_event": "no event"}
"""What stands instead of a number for a claim that is no marker on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One line of the claim table; every cell is plain text without control characters."""

    claim_id: str
    number: str
    place: str
    what: str
    who: str
    status: str
    when: str
    speaker: str
    source: str
    quote: str

    def cells(self) -> tuple[str, ...]:
        """Return the cells under ``HEADS``."""
        return (
            self.number, self.place, self.what, self.who, self.status, self.when, self.speaker, self.source,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """An article with its letter and the claims that are taken from it."""

    letter: str
    title: str
    publisher: str
    published: str
    url: str
    claims: tuple[ClaimRow, ...]

    @property
    def line(self) -> str:
        """The source in one line: letter, title, publisher, date, address."""
        parts = [one_line(self.title, 120), one_line(self.publisher, 60), self.published]
        parts.append(one_line(self.url, 100))
        return f"[{self.letter}] " + ", ".join(part for part in parts if part)


def claim_rows(extract: Extract) -> tuple[ClaimRow, ...]:
    """Return a row per claim: the numbered ones in the map's order, then those without a marker."""
    drawn = drawable_claims(extract.readings)
    numbers: dict[str, list[int]] = {}
    for site in gather_sites(drawn):
        for entry in site.entries:
            numbers.setdefault(entry.claim.id, []).append(site.number)
    letters = {article.id: name for name, article in _lettered(extract)}
    rows: list[tuple[tuple[int, int], ClaimRow]] = []
    for reading in extract.readings:
        for claim in reading.claims:
            found = numbers.get(claim.id, [])
            key = (min(found) if found else 10**6 + _order(reading, claim), len(rows))
            rows.append((key, _claim_row(reading, claim, numbers=found, letter=letters[reading.article.id])))
    return tuple(row for _, row in sorted(rows, key=lambda item: item[0]))


def source_rows(extract: Extract) -> tuple[SourceRow, ...]:
    """Return the articles that claims are taken from, in the order of their letters."""
    rows = claim_rows(extract)
    return tuple(
        SourceRow(
            letter=name,
            title=plain(article.title or article.source.rsplit("/", 1)[-1]),
            publisher=plain(article.publisher or ""),
            published=_days(article.published.start, article.published.end) or "undated",
            url=plain(article.url or ""),
            claims=tuple(row for row in rows if row.source == name),
        )
        for name, article in _lettered(extract)
    )


def _lettered(extract: Extract) -> list[tuple[str, Article]]:
    """Return the map's letters, then go on with the articles whose claims are all off the map."""
    drawn = drawable_claims(extract.readings)
    found = list(lettered_articles(gather_sites(drawn), wide_claims(drawn)))
    known = {article.id for _, article in found}
    rest = [reading.article for reading in extract.readings if reading.claims]
    rest = [article for article in rest if article.id not in known]
    return found + [(letter(index), article) for index, article in enumerate(rest, start=len(found))]


def _order(reading: Reading, claim: Claim) -> int:
    return list(NOT_NUMBERED).index(_why_no_number(reading, claim))


def _why_no_number(reading: Reading, claim: Claim) -> str:
    if not claim.is_event:
        return "not_event"
    return why_unlocated(reading, claim) or "wide"


def _claim_row(reading: Reading, claim: Claim, *, numbers: list[int], letter: str) -> ClaimRow:
    mention = leading_mention(reading, claim)
    place = mention.place if mention else None
    local = (place.name_ru if place.country == "RU" else place.name_uk) if place else None
    name = place.name if place else (mention.text if mention else "")
    kind = KIND_SYMBOLS[claim.kind].label
    amounts = "; ".join(quantity.as_written for quantity in claim.quantities[:3])
    negated = "Not so: " if claim.negated else ""
    return ClaimRow(
        claim_id=claim.id,
        number=", ".join(map(str, sorted(set(numbers)))) or NOT_NUMBERED[_why_no_number(reading, claim)],
        place=one_line(name, 44) + (f" ({one_line(local, 44)})" if local and local != name else ""),
        what=one_line(f"{negated}{kind}" + (f": {amounts}" if amounts else ""), 90),
        who=ACTOR_SYMBOLS[claim.actor].label,
        status=STATUS_LABELS[claim.status],
        when=one_line(_when(claim), 40),
        speaker=one_line(claim.attribution.speaker, 70) if claim.attribution else "the article",
        source=letter,
        quote=" ".join(plain(claim.quote).split()),
    )


def _when(claim: Claim) -> str:
    if claim.time is None:
        return "not said"
    return _days(claim.time.start, claim.time.end) or claim.time.as_written


def _days(start: dt.date | None, end: dt.date | None) -> str:
    if start is None and end is None:
        return ""
    return str(start) if start == end else f"{start or '?'} to {end or '?'}"
