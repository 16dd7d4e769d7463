"""The claims and sources of a briefing in words, numbered and lettered as on its map."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.briefing.words import one_line, plain
from geo.layers import leading_mention, why_unlocated
from geo.rendering.figure import Sheet, describe_figure
from geo.rendering.sites import (
    drawable_claims,
    gather_sites,
    letter,
    lettered_articles,
    names_of,
    wide_claims,
)
from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS, STATUS_LABELS

if TYPE_CHECKING:
    import datetime as dt

    from geo.models import Article, Claim, Extract, Reading
    from geo.rendering.sites import Site
    from geo.settings import Settings

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
    caption: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the cells under ``HEADS``; the analyst's caption is told apart from what is reported."""
        what = f"{self.what}. Note: {self.caption}" if self.caption else self.what
        return (
            self.number, self.place, what, self.who, self.status, self.when, self.speaker, self.source,
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

    def excerpts(self, letters: int) -> tuple[str, ...]:
        """Return each sentence once, cut at ``letters``, after the numbers of the claims it holds."""
        quotes: dict[str, list[str]] = {}
        for row in self.claims:
            quotes.setdefault(row.quote, []).append(row.number)
        return tuple(
            f"{', '.join(dict.fromkeys(numbers))}: “{one_line(quote, letters)}”"
            for quote, numbers in quotes.items()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a briefing says in words, the same in slides, documents and pages."""

    sheet: Sheet
    title: str
    times: str
    extent: tuple[float, float, float, float]
    claims: tuple[ClaimRow, ...]
    sources: tuple[SourceRow, ...]

    @property
    def handling(self) -> str:
        """The handling line, empty if there is none."""
        return one_line(self.sheet.handling or "", 120)


def gather_contents(extract: Extract, *, settings: Settings, sheet: Sheet) -> Contents:
    """Return what a briefing of ``extract`` says in words."""
    told = describe_figure(extract, settings=settings, sheet=sheet)
    return Contents(
        sheet=sheet,
        title=plain(told.title),
        times=plain(told.times),
        extent=told.extent,
        claims=claim_rows(extract, sheet),
        sources=source_rows(extract, sheet),
    )


def claim_rows(extract: Extract, sheet: Sheet | None = None) -> tuple[ClaimRow, ...]:
    """Return a row per claim: in the sheet's order, then the map's, then those without a marker."""
    sheet = sheet or Sheet()
    rank = {claim_id: index for index, claim_id in enumerate(sheet.order)}
    captions = dict(sheet.captions)
    numbers: dict[str, list[int]] = {}
    for site in _sites(extract, sheet):
        for entry in site.entries:
            numbers.setdefault(entry.claim.id, []).append(site.number)
    letters = {article.id: name for name, article in _lettered(extract, sheet)}
    rows: list[tuple[tuple[int, int, int], ClaimRow]] = []
    for reading in extract.readings:
        for claim in reading.claims:
            found = numbers.get(claim.id, [])
            place = min(found) if found else 10**6 + _order(reading, claim)
            row = _claim_row(reading, claim, numbers=found, letter=letters[reading.article.id], sheet=sheet)
            row = dataclasses.replace(row, caption=one_line(captions.get(claim.id, ""), 160))
            rows.append(((rank.get(claim.id, len(rank)), place, len(rows)), row))
    return tuple(row for _, row in sorted(rows, key=lambda item: item[0]))


def source_rows(extract: Extract, sheet: Sheet | None = None) -> tuple[SourceRow, ...]:
    """Return the articles that claims are taken from, in the order of their letters."""
    sheet = sheet or Sheet()
    rows = claim_rows(extract, sheet)
    return tuple(
        SourceRow(
            letter=name,
            title=plain(article.title or article.source.rsplit("/", 1)[-1]),
            publisher=plain(article.publisher or ""),
            published=_days(article.published.start, article.published.end) or "undated",
            url=plain(article.url or ""),
            claims=tuple(row for row in rows if row.source == name),
        )
        for name, article in _lettered(extract, sheet)
    )


def _sites(extract: Extract, sheet: Sheet) -> tuple[Site, ...]:
    return gather_sites(drawable_claims(extract.readings), order=sheet.order, language=sheet.language)


def _lettered(extract: Extract, sheet: Sheet) -> list[tuple[str, Article]]:
    """Return the map's letters, then go on with the articles whose claims are all off the map."""
    drawn = drawable_claims(extract.readings)
    found = list(lettered_articles(_sites(extract, sheet), wide_claims(drawn)))
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


def _claim_row(reading: Reading, claim: Claim, *, numbers: list[int], letter: str, sheet: Sheet) -> ClaimRow:
    mention = leading_mention(reading, claim)
    place = mention.place if mention else None
    name, local = names_of(place, sheet.language) if place else (mention.text if mention else "", "")
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
