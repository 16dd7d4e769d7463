"""When an article was published: the closed interval that its own words allow, never a guess.

Best first: what the file states, what the user gives, a dateline, the address, and last the
explicit dates in the text, which can only bound the day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.models import DateBasis, Published
from geo.reading.dates import find_dates
from geo.reading.lexicon import alternatives, default_data_dir, load_lexicon

if TYPE_CHECKING:
    from pathlib import Path

    from geo.models import Sentence
    from geo.reading.dates import FoundDate

# A dateline stands in the first lines; the last may carry "Published: ...".
_HEAD_LINES = 8
_TAIL_LINES = 3
# Longer lines are prose. A dateline before prose is looked for at its beginning only.
_STAMP_CHARACTERS = 160
_PLACE_CHARACTERS = 60
# "is scheduled for Monday, 9 May 2025": the cue stands right before the date.
_CUE_CHARACTERS = 60
# Older dates in an article on this war tell nothing about the article.
_EARLIEST = dt.date(2000, 1, 1)

_URL_DAY = re.compile(r"(?<!\d)(20\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_NAMED = re.compile(
    r"/(20\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(0?[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_MONTH = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])(?:/|$)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What may stand beside a date on a line of its own: a clock time, a zone, a weekday, a byline.
_AROUND_DATE = re.compile(
    r"(?:by .{2,40}?[,|·•—–-])?(?:[^\w]|\d{1,2}[:.]\d\d(?::\d\d)?|[ap]\.?m\.?|(?-i:[A-Z]{2,4})|at|on|о|об|в|у"
    r"|р|г|рік|року|год|года|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|понеділок|вівторок|середа|четвер"
    r"|п.ятниця|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)*",
    re.IGNORECASE,
)
_DASH_AFTER = re.compile(r"\s*(?:р\.?|г\.?|року|года)?\s*\)?\s*(?:\([^)\n]{2,40}\))?\s*[—–:-]")


@dataclass(frozen=True, slots=True)
class _Cues:
    label: re.Pattern[str]
    updated: re.Pattern[str]
    not_yet: re.Pattern[str]
    set_for: re.Pattern[str]
    openers: frozenset[str]


@cache
def _cues(data_dir: Path) -> _Cues:
    lexicon = load_lexicon("publication", data_dir)
    openers = frozenset(load_lexicon("abbreviations", data_dir)["openers"])

    def label(words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"{alternatives(words)}\b\s?[:—–|-]?", re.IGNORECASE)

    return _Cues(
        label=label(lexicon["labels"]),
        updated=label(lexicon["updated"]),
        not_yet=re.compile(rf"\b{alternatives(lexicon['not_yet'])}\b", re.IGNORECASE),
        set_for=re.compile(rf"\b{alternatives(lexicon['set_for'])}\W+(?:\w+,? )?$", re.IGNORECASE),
        openers=openers,
    )


def find_published(
    text: str,
    *,
    sentences: tuple[Sentence, ...],
    url: str | None = None,
    stated: Published | None = None,
    given: Published | dt.date | None = None,
    data_dir: Path | None = None,
) -> Published:
    """Return when the article was published, from the best basis there is.

    ``stated`` is what the file says of itself, ``given`` what the user says. Both bounds are
    ``None`` when nothing tells.

    >>> find_published("Kursk", sentences=(), url="https://news.example/2025/03/30/kursk").basis
    <DateBasis.URL: 'url'>
    """
    if stated is not None:
        return stated
    if isinstance(given, Published):
        return given
    if given is not None:
        return Published(start=given, end=given, basis=DateBasis.GIVEN)
    data_dir = data_dir or default_data_dir()
    return (
        _from_stamp(text, data_dir) or _from_url(url) or _from_text(text, sentences, data_dir) or Published()
    )


def is_stamp(line: str, *, data_dir: Path | None = None) -> bool:
    """Tell whether a line says nothing but when the article was published.

    >>> is_stamp("Published: 30 March 2025"), is_stamp("Bridge is hit on 30 March 2025")
    (True, False)
    """
    data_dir = data_dir or default_data_dir()
    cues = _cues(data_dir)
    if len(line) > _STAMP_CHARACTERS:
        return False
    labels = (cues.label, cues.updated)
    return any(_labelled(line, label, data_dir) for label in labels) or _bare(line, data_dir) is not None


def _from_stamp(text: str, data_dir: Path) -> Published | None:
    """Return the date of a "Published:" line, a line that is a date, or a dateline."""
    cues = _cues(data_dir)
    lines = [line for line in text.split("\n") if line.strip()]
    head = lines[:_HEAD_LINES]
    stamps = [line for line in head + lines[_HEAD_LINES:][-_TAIL_LINES:] if len(line) <= _STAMP_CHARACTERS]
    for line in stamps:
        if day := _labelled(line, cues.label, data_dir):
            return Published(start=day, end=day, basis=DateBasis.DATELINE)
    for line in head:
        if day := _bare(line, data_dir) or _before_text(line, cues.openers, data_dir):
            return Published(start=day, end=day, basis=DateBasis.DATELINE)
    for line in stamps:
        if day := _labelled(line, cues.updated, data_dir):
            return Published(end=day, basis=DateBasis.DATELINE)
    return None


def _first_day(text: str, data_dir: Path) -> FoundDate | None:
    return next((found for found in find_dates(text, data_dir=data_dir) if found.is_day), None)


def _labelled(line: str, label: re.Pattern[str], data_dir: Path) -> dt.date | None:
    """Return the day that follows a label at the beginning of a line."""
    match = label.match(line.lstrip("*_ "))
    if match is None:
        return None
    rest = line.lstrip("*_ ")[match.end() :]
    found = _first_day(rest, data_dir)
    if found is None or not _AROUND_DATE.fullmatch(rest[: found.start]):
        return None
    return found.first


def _bare(line: str, data_dir: Path) -> dt.date | None:
    """Return the day of a line that holds nothing else but a time or a byline."""
    if len(line) > _STAMP_CHARACTERS:
        return None
    found = _first_day(line, data_dir)
    if found is None:
        return None
    around = line[: found.start] + " | " + line[found.end :]
    return found.first if _AROUND_DATE.fullmatch(around) else None


def _before_text(line: str, openers: frozenset[str], data_dir: Path) -> dt.date | None:
    """Return the day of "KYIV, March 30, 2025 - Fighting went on"."""
    found = _first_day(line[: _PLACE_CHARACTERS + 30], data_dir)
    if found is None or not _DASH_AFTER.match(line, found.end):
        return None
    place = line[: found.start].strip("( ")
    words = place.replace(",", " ").replace(".", " ").split()
    if len(place) > _PLACE_CHARACTERS or any(word[0].islower() for word in words):
        return None
    is_opener = bool(words) and words[0].casefold() in openers
    return None if is_opener else found.first


def _from_url(url: str | None) -> Published | None:
    """Return the day or the month that an address names."""
    if not url:
        return None
    path = re.sub(r"^[a-z]+://[^/]*", "", url.casefold())
    if match := _URL_DAY.search(path):
        day = _make(int(match[1]), int(match[2]), int(match[3]))
    elif match := _URL_NAMED.search(path):
        day = _make(int(match[1]), _MONTHS.index(match[2]) + 1, int(match[3]))
    else:
        day = None
    if day is not None:
        return Published(start=day, end=day, basis=DateBasis.URL)
    if match := _URL_MONTH.search(path):
        year, month = int(match[1]), int(match[2])
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return Published(start=dt.date(year, month, 1), end=last, basis=DateBasis.URL)
    return None


def _make(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _from_text(text: str, sentences: tuple[Sentence, ...], data_dir: Path) -> Published | None:
    """Return the bounds that dates in the text imply.

    An article that tells of an event on a full date was not published before it; a month bounds
    by its first day. Sentences that may speak of the future bound nothing, save that an event
    still ahead bounds from above.
    """
    cues = _cues(data_dir)
    earliest: list[dt.date] = []
    latest: list[dt.date] = []
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        dates = [found for found in find_dates(words, data_dir=data_dir) if found.first >= _EARLIEST]
        if not dates:
            continue
        ahead = [
            found.last
            for found in dates
            if cues.set_for.search(words[max(0, found.start - _CUE_CHARACTERS) : found.start])
        ]
        if ahead:
            latest.extend(ahead)
        elif not cues.not_yet.search(words):
            earliest.extend(found.first for found in dates)
    start, end = max(earliest, default=None), min(latest, default=None)
    if start is None and end is None:
        return None
    if start is not None and end is not None and start > end:
        return None  # the text looks back at what it calls ahead, as quotations do
    return Published(start=start, end=end, basis=DateBasis.INFERRED)
