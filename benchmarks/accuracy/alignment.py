"""Lay gold annotations over an extract, whose text is cleaned and so has other offsets.

Gold offsets count characters of the raw file (or of the gold's own ``text``). Cleaning drops
furniture and repeated paragraphs but keeps words, so words are aligned and spans follow them.
"""

from __future__ import annotations

import difflib
import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.contract import extract_from_json
from geo.pipeline import Frontline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.models import Extract, Reading
    from geo.settings import Settings

_WORD = re.compile(r"\w+|[^\w\s]")
EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """The annotations of one article; ``text`` is what their offsets count."""

    name: str
    text: str
    mentions: tuple[dict[str, Any], ...] = ()
    claims: tuple[dict[str, Any], ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A gold item moved onto the extract's text; ``start`` is ``None`` where its words were dropped."""

    gold: dict[str, Any]
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One gold article with what the extract says of it."""

    gold: GoldArticle
    reading: Reading
    offsets: dict[int, int] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language stated by the gold, or else found by the extract."""
        return self.gold.language or self.reading.article.language

    def move(self, item: dict[str, Any]) -> Span:
        """Return ``item`` with the offsets it has in the extract's text."""
        start = self.offsets.get(item["start"])
        last = self.offsets.get(item["end"] - 1)
        if start is None or last is None or last < start:
            return Span(gold=item, start=None, end=None)
        return Span(gold=item, start=start, end=last + 1)


def load_gold(path: Path, *, articles: Path | None = None) -> tuple[GoldArticle, ...]:
    """Read gold from a JSON list of articles.

    Parameters
    ----------
    path
        Each item has ``article`` (a file name), ``mentions`` or ``claims``, and either its own
        ``text`` or a file of that name below ``articles``.
    articles
        Folder of the raw articles.
    """
    items = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        GoldArticle(
            name=item["article"],
            text=item["text"] if "text" in item else _read_raw(item["article"], articles),
            mentions=tuple(item.get("mentions", ())),
            claims=tuple(item.get("claims", ())),
            language=item.get("language"),
        )
        for item in items
    )


def _read_raw(name: str, folder: Path | None) -> str:
    if folder is None:
        msg = f"Gold of {name!r} holds no text; say where the articles are with --articles"
        raise SystemExit(msg)
    # No newline translation: gold counts every character of the file.
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return stream.read()


def load_extract(path: Path, gold: Sequence[GoldArticle], *, settings: Settings) -> Extract:
    """Return the extract in the JSON file ``path``, or make one of the articles below ``path``.

    Gold that holds its own text is read from there, whatever ``path`` is.
    """
    if path.is_file() and path.suffix == ".json":
        value = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(value, dict) and "schema" in value:
            return extract_from_json(value)
    frontline = Frontline(settings)
    if path.is_dir():
        return frontline.extract([path])
    from geo.models import Extract as ExtractValue  # noqa: PLC0415 (only needed for inline gold)

    readings = tuple(frontline.read_text(item.text, source=item.name) for item in gold)
    return ExtractValue(engine=frontline.engine, readings=readings)


def pair_up(gold: Iterable[GoldArticle], extract: Extract) -> tuple[Pair, ...]:
    """Return gold articles with their readings, matched by file name; a missing one ends the run."""
    by_name = {Path(reading.article.source).name: reading for reading in extract.readings}
    pairs = []
    for item in gold:
        reading = by_name.get(Path(item.name).name)
        if reading is None:
            msg = f"The extract holds no article {item.name!r}; its sources are {sorted(by_name)}"
            raise SystemExit(msg)
        pairs.append(Pair(gold=item, reading=reading, offsets=map_offsets(item.text, reading.article.text)))
    return tuple(pairs)


def map_offsets(raw: str, cleaned: str) -> dict[int, int]:
    """Return for each character of a word of ``raw`` its offset in ``cleaned``, where it was kept.

    >>> map_offsets("Menu. Sudzha fell", "Sudzha fell")[6]
    0
    """
    left = list(_WORD.finditer(raw))
    right = list(_WORD.finditer(cleaned))
    matcher = difflib.SequenceMatcher(
        None, [m.group() for m in left], [m.group() for m in right], autojunk=False
    )
    offsets: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            source, target = left[block.a + step], right[block.b + step]
            shift = target.start() - source.start()
            offsets.update({at: at + shift for at in range(source.start(), source.end())})
    return offsets


def match_spans(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return index pairs of spans that overlap, each used once, the largest overlap first.

    >>> match_spans([(0, 5), (10, 15)], [(9, 15), (0, 5)])
    [(1, 0), (0, 1)]
    """
    overlaps = []
    for left, (start, end) in enumerate(gold):
        for right, (other_start, other_end) in enumerate(found):
            shared = min(end, other_end) - max(start, other_start)
            if shared > 0:
                overlaps.append((shared, left, right))
    pairs: list[tuple[int, int]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, left, right in sorted(overlaps, key=lambda item: (-item[0], item[1], item[2])):
        if left not in used_left and right not in used_right:
            used_left.add(left)
            used_right.add(right)
            pairs.append((left, right))
    return pairs


def distance_km(*, lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the great-circle distance in kilometres: enough to score against 1 and 5 km."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def ratio(part: int, whole: int) -> float | None:
    """Return ``part / whole``, or ``None`` of nothing."""
    return part / whole if whole else None


def percent(value: float | None) -> str:
    """Return a ratio for a table, a dash for ``None``."""
    return "    –" if value is None else f"{value:5.3f}"
