"""Heads of oblasts by name: a governor who tells of a village tells of one of his own.

"Gladkov: a drone hit a car in Popovka" names no oblast, and yet says which Popovka it is.
"""

from __future__ import annotations

import dataclasses
import json
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.models import Mention, Use
from geo.toponyms.cases import Case
from geo.toponyms.clauses import number_clause
from geo.toponyms.evidence import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.toponyms.gazetteer import Gazetteer, NameMatch
    from geo.toponyms.words import Words

OPENING = 3
"""Letters with which every name of the list begins as it stands: most words of a text need no pattern."""


class Head(NamedTuple):
    """An oblast, the names in lower case of those who lead or led it, and how these begin."""

    oblast: str
    names: re.Pattern[str]
    openings: frozenset[str]


@cache
def load_heads(*, data_dir: Path) -> tuple[Head, ...]:
    """Return the heads of oblasts, of all languages together."""
    lists = json.loads((data_dir / "lexicon" / "heads.json").read_text(encoding="utf-8"))["heads"]
    return tuple(
        Head(
            oblast,
            re.compile(r"(?<!\w)(?:" + "|".join(names) + r")(?!\w)"),
            frozenset(name[:OPENING] for name in names),
        )
        for oblast, names in lists.items()
    )


@cache
def _by_opening(data_dir: Path) -> dict[str, list[Head]]:
    found: dict[str, list[Head]] = {}
    for head in load_heads(data_dir=data_dir):
        for opening in head.openings:
            found.setdefault(opening, []).append(head)
    return found


def open_heads(words: Words, gazetteer: Gazetteer, *, data_dir: Path) -> list[Case]:
    """Return a case for each head named in an article, which speaks for the places of his oblast.

    None is a mention of the article: the numbers are below zero.
    """
    return [
        Case(
            index=-1 - number,
            mention=Mention(start=start, end=end, text=words.text[start:end], use=Use.EMBEDDED),
            asked=Asked(),
            sentence=number_clause(at, words),
            paragraph=words.paragraphs[words.items[at].sentence],
            matches=(match,),
        )
        for number, (at, start, end, match) in enumerate(_find_heads(words, gazetteer, data_dir))
    ]


def _find_heads(
    words: Words, gazetteer: Gazetteer, data_dir: Path
) -> Iterator[tuple[int, int, int, NameMatch]]:
    """Yield at which word each head is named, where his name stands, and his oblast."""
    by_opening = _by_opening(data_dir)
    lowered = ""
    for at, word in enumerate(words.items):
        heads = by_opening.get(word.lower[:OPENING]) if word.is_capital else None
        if heads is None:
            continue
        lowered = lowered or words.text.lower()
        for head in heads:
            named = head.names.match(lowered, word.start)
            match = _find_oblast(head.oblast, gazetteer) if named is not None else None
            if named is not None and match is not None:
                yield at, word.start, named.end(), match
                break


def _find_oblast(name: str, gazetteer: Gazetteer) -> NameMatch | None:
    """Return the oblast, called by its head so that reasons say what the text says."""
    for match in gazetteer.find(name):
        place = match.place
        if place.feature_code == "ADM1" and place.name == name:
            led = dataclasses.replace(place, id=f"head of {place.id}", name=f"the head of {name}")
            return match._replace(place=led)
    return None
