"""Values as words for the reading pane, in plain text: who escapes is whoever puts it in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.models import Consistency, DateBasis, Side

if TYPE_CHECKING:
    import datetime as dt

    from geo.models import Attribution, Claim, Published, TimeSpan

SIDES = {Side.UA: "Ukraine", Side.RU: "Russia", Side.BOTH: "both sides", Side.OTHER: "another party"}
COUNTRY = {Side.UA: "inside Ukraine", Side.RU: "inside Russia"}
VERDICTS = {
    Consistency.CONSISTENT: "fits",
    Consistency.INCONSISTENT: "does not fit",
    Consistency.CANNOT_TELL: "cannot tell",
}
BASES = {
    DateBasis.FRONT_MATTER: "stated in the file",
    DateBasis.GIVEN: "given by you",
    DateBasis.DATELINE: "from the dateline",
    DateBasis.URL: "from the address",
    DateBasis.INFERRED: "inferred",
}


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "claim"), counted(2, "claim"), counted(0, "story", "stories")
    ('1 claim', '2 claims', '0 stories')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def day_text(day: dt.date | None) -> str:
    """Return a day as ``30 Mar 2025``.

    >>> day_text(dt.date(2025, 3, 5))
    '5 Mar 2025'
    """
    return "not known" if day is None else f"{day.day} {day:%b %Y}"


def span_text(start: dt.date | None, end: dt.date | None) -> str:
    """Return a closed interval of days in words; an open end is said.

    >>> span_text(dt.date(2025, 3, 18), dt.date(2025, 3, 30))
    'between 18 Mar 2025 and 30 Mar 2025'
    """
    if start and end:
        return day_text(start) if start == end else f"between {day_text(start)} and {day_text(end)}"
    if start:
        return f"since {day_text(start)}"
    return f"until {day_text(end)}" if end else "the text does not say"


def time_text(time: TimeSpan | None) -> str:
    """Return when a claim's event was, with the words it was read from."""
    if time is None:
        return "the text does not say"
    return f"{span_text(time.start, time.end)} (“{time.as_written}”)"


def published_text(published: Published) -> str:
    """Return when an article was published and how that is known."""
    if published.start is None and published.end is None:
        return "date not known"
    return f"{span_text(published.start, published.end)} ({BASES[published.basis]})"


def speaker_text(attribution: Attribution | None) -> str:
    """Return who is said to say it."""
    if attribution is None:
        return "the article itself"
    role = attribution.role.value.replace("_", " ")
    side = f", {SIDES[attribution.side]}" if attribution.side else ""
    return f"{attribution.speaker} ({role}{side})"


def distance_text(claim: Claim) -> str | None:
    """Return the computed distance to the border with its uncertainty."""
    computed, shape = claim.computed, claim.shape
    if computed is None or computed.border_distance_m is None:
        return None
    where = COUNTRY.get(computed.border_side, "from it") if computed.border_side else "from it"
    margin = f" (± {shape.uncertainty_m / 1000:.1f} km)" if shape and shape.uncertainty_m else ""
    return f"{computed.border_distance_m / 1000:.1f} km {where}{margin}"


def plain(text: str) -> str:
    """Return ``text`` so that a label, which Streamlit reads as markdown, shows it literally."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|<>~$:&" else letter for letter in text)
