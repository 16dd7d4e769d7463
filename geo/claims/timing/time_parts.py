"""The parts of a time expression by their tags: its days, months, years, unit and edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.language.tokens import Tokens
    from geo.claims.timing.time_words import TimeWords

_WHICH = {"L": "last", "T": "this", "X": "next"}
_STEPS = {"L": -1, "T": 0, "X": 1}
_EDGES = {
    "E": "early",
    "m": "mid",
    "Z": "late",
    "b": "beginning",
    "q": "mid",
    "e": "end",
    "t": "earlier",
    "l": "later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The core of an expression, its tags and its words."""

    tokens: Tokens
    words: TimeWords
    first: int
    tags: str

    def keys(self, tag: str) -> list[str]:
        """Return the words whose tag is one of the letters."""
        return [self.tokens.keys[self.first + at] for at, letter in enumerate(self.tags) if letter in tag]

    def key(self, tag: str) -> str | None:
        """Return the first word whose tag is one of the letters."""
        return next(iter(self.keys(tag)), None)

    @property
    def years(self) -> list[int]:
        """The years, in order."""
        return [int(key) for key in self.keys("Y")]

    @property
    def months(self) -> list[int]:
        """The numbers of the months, in order."""
        return [self.words.months[key] for key in self.keys("M")]

    @property
    def days(self) -> list[int]:
        """The days of the month, in order; "двадцять першого" is one."""
        days = []
        for at, letter in enumerate(self.tags):
            key = self.tokens.keys[self.first + at]
            if letter == "D" and key.isdecimal():
                days.append(int(key))
            elif letter == "D":
                before = self.tokens.keys[self.first + at - 1] if at and self.tags[at - 1] == "N" else ""
                days.append(self.words.day_ordinals[key] + self.words.day_tens.get(before, 0))
        return days

    @property
    def unit(self) -> str:
        """The unit, whose name ends in s if the word is a plural."""
        key = self.key("UJ")
        return "quarter" if key is None else self.words.units[key]

    @property
    def which(self) -> str | None:
        """The last, this or next of the core itself, not that of a year at its end."""
        own = self.tags if self.year_step is None else self.tags[:-2]
        letter = next((letter for letter in own if letter in _WHICH), None)
        return None if letter is None else _WHICH[letter]

    @property
    def year_step(self) -> int | None:
        """How far off is the year of "August of last year", which has a letter before its ``J``."""
        is_dated = "M" in self.tags or "S" in self.tags or "s" in self.tags
        ends = is_dated and self.tags[-1] == "J" and self.tags[-2] in _WHICH
        return _STEPS[self.tags[-2]] if ends else None

    @property
    def edge(self) -> str | None:
        """The part meant: early, mid, late, beginning, end, a half, earlier or later."""
        if "h" in self.tags:
            ordinal = self.words.ordinals.get(self.key("c") or "", 1)
            return "first_half" if ordinal == 1 else "second_half"
        return next((_EDGES[letter] for letter in self.tags if letter in _EDGES), None)
