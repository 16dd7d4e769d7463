"""Which clause of an article a name stands in: "in A, while in B" are two places to speak of apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.toponyms.words import Words

MOST_CLAUSES = 100
"""Clauses of a sentence that are told apart."""

_CLAUSE = re.compile(
    r";|, (?:while|whereas|but|тоді як|тогда как|в то время как|но|але)\b"
    r"|, а (?!також|саме|ще|также|именно)"
)
"""What parts the clauses of a sentence, each of which may speak of another oblast."""


def number_clause(index: int, words: Words) -> int:
    """Return the number of the clause that a word is in, counted over the whole article."""
    start = words.sentence_of(index)[0].start
    clause = len(_CLAUSE.findall(words.text[start : words.items[index].start]))
    return words.items[index].sentence * MOST_CLAUSES + min(clause, MOST_CLAUSES - 1)
