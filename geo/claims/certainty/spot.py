"""A trigger in its clause, as the rules of status see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Kind

BEFORE = 48
"""Letters before a trigger in which a modal or a negation still governs it."""

BEHIND = 60
"""Letters behind a trigger in which its verb may follow, where the object comes first."""


@dataclass(slots=True, kw_only=True)
class Spot:
    """A trigger at ``start:end`` of an article, and the clause from ``first`` to ``last`` around it.

    ``is_noun`` marks a trigger that is a noun or a thing suffered, ``is_weighed`` one that may be any word
    of its clause.
    """

    view: View
    start: int
    end: int
    lexicon: ClaimLexicon
    kind: Kind | None = None
    is_noun: bool = False
    is_weighed: bool = False
    first: int = field(init=False)
    last: int = field(init=False)
    clause: str = field(init=False)
    words: str = field(init=False)

    def __post_init__(self) -> None:
        """Find the clause."""
        self.first, self.last = self.view.clause(self.start)
        self.clause = self.view.between(self.first, self.last)
        self.words = self.view.between(self.start, self.end)

    @property
    def is_english(self) -> bool:
        """Whether the words are English."""
        return self.lexicon.language == "en"

    @property
    def is_loose(self) -> bool:
        """Whether the verb of the clause may stand behind the trigger."""
        return self.is_noun or self.is_weighed

    @property
    def verb(self) -> str:
        """The first word of the trigger."""
        return self.words.split(maxsplit=1)[0] if self.words else ""

    def ahead(self, letters: int | None = None) -> str:
        """Return the words of the clause before the trigger, or the whole ones of its last ``letters``."""
        first = self.first if letters is None else max(self.first, self.start - letters)
        words = self.view.between(first, self.start)
        if first > self.first and words[:1].isalpha() and self.view.between(first - 1, first).isalpha():
            # The end of "governor" is no "nor".
            return words[len(words.split(maxsplit=1)[0]) :]
        return words

    def behind(self, letters: int | None = None) -> str:
        """Return the words of the clause behind the trigger, or the first ``letters`` of them."""
        last = self.last if letters is None else min(self.last, self.end + letters)
        return self.view.between(self.end, last)
