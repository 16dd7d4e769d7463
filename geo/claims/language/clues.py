"""What a clause is made of, as clues that weights can be put on: words and pairs, names as marks.

A village's name says nothing about what happened there, so names, parties, numbers and dates stand as
marks of their kind: "<place>", "<party>", "<killed>". Words are cut to their first letters, which
joins the cases and tenses of three languages without a dictionary; their senses join the languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.language.senses import Senses
    from geo.claims.language.sentence_view import View

LETTERS = 6
"""Letters of a word that count: fewer join different words, more part the cases of one."""

SENSE = "~"
"""What the name of a sense begins with."""

_WORD = re.compile(r"[^\W\d_][\w'-]*")


class Clue(NamedTuple):
    """A word or a mark at an article offset, as it is weighed."""

    start: int
    end: int
    name: str
    senses: tuple[str, ...] = ()

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the text, not the mark of a name or a number."""
        return self.name[0] != "<"


class Clause(NamedTuple):
    """The clues of a clause, in text order and by name."""

    clues: list[Clue]
    named: dict[str, list[int]]


def read_clues(view: View, start: int, end: int, senses: Senses | None = None) -> list[Clue]:
    """Return the words and marks of ``start:end`` of an article, in text order."""
    clues: list[Clue] = []
    at = start
    for mark in sorted(_marks(view), key=lambda clue: (clue.start, -clue.end)):
        if at <= mark.start < end:
            clues += _words(view, at, mark.start, senses)
            clues.append(mark)
            at = mark.end
    return clues + _words(view, at, end, senses)


def read_clause(view: View, start: int, end: int, senses: Senses) -> Clause:
    """Return the clues of a clause, read once for all that is told in it."""
    found = view.clauses_read.get(start)
    if found is None:
        clues = read_clues(view, start, end, senses)
        found = view.clauses_read[start] = Clause(clues, name_clues(clues))
    return found


def name_clues(clues: list[Clue]) -> dict[str, list[int]]:
    """Return the clues by name, single and in pairs, each with the positions in ``clues`` it is made of.

    A sense is a clue of its own: "~take".
    """
    found: dict[str, list[int]] = {}
    for position, clue in enumerate(clues):
        found.setdefault(clue.name, []).append(position)
        for sense in clue.senses:
            found.setdefault(SENSE + sense, []).append(position)
    for position in range(len(clues) - 1):
        pair = f"{clues[position].name} {clues[position + 1].name}"
        found.setdefault(pair, []).extend((position, position + 1))
    return found


def _words(view: View, start: int, end: int, senses: Senses | None) -> list[Clue]:
    return [
        Clue(
            start + match.start(),
            start + match.end(),
            match.group()[:LETTERS],
            senses.of(match.group()) if senses else (),
        )
        for match in _WORD.finditer(view.between(start, end))
    ]


def _marks(view: View) -> Iterator[Clue]:
    for _, mention in view.places:
        place = mention.place
        name = "<place>"
        if place is not None and place.is_area:
            name = "<country>" if place.feature_code.startswith("PCL") else "<area>"
        yield Clue(mention.start, mention.end, name)
    for word in view.sides:
        yield Clue(word.start, word.end, "<party>")
    for quantity in view.quantities:
        yield Clue(quantity.start, quantity.end, f"<{quantity.measure}>")
    for time in view.times:
        yield Clue(time.start, time.end, "<time>")
