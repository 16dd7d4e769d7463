"""Find the triggers of a sentence at its word starts, trying only those that begin with the letter there.

Searching with each pattern in turn walks every sentence thirty times. A pattern's alternatives are
sorted by the letters they can begin with, so that at a word only a few are tried.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD_START = re.compile(r"(?<![\w-])\w")
_ZERO_WIDTH = ("?=", "?!", "?<")


class TriggerIndex:
    """Patterns by first letter; a match is what ``finditer`` with the whole pattern would give."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Sort the alternatives of ``patterns`` by letter."""
        self._patterns = [
            [(alternative, first_letters(alternative)) for alternative in _alternatives(pattern)]
            for pattern in patterns
        ]
        self._compiled: dict[str, tuple[re.Pattern[str], list[tuple[int, re.Pattern[str]]]]] = {}

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield the number of the pattern, start and end of every match, none overlapping its own."""
        done: dict[int, int] = {}
        for word in _WORD_START.finditer(text):
            at = word.start()
            screen, rows = self._at(word.group().lower())
            if screen.match(text, at) is None:
                continue
            for number, pattern in rows:
                if done.get(number, 0) > at:
                    continue
                match = pattern.match(text, at)
                if match is not None and match.end() > at:
                    done[number] = match.end()
                    yield number, at, match.end()

    def _at(self, letter: str) -> tuple[re.Pattern[str], list[tuple[int, re.Pattern[str]]]]:
        """Return what may begin with ``letter``: one pattern for all, tried first, and each by itself."""
        found = self._compiled.get(letter)
        if found is None:
            rows = []
            for number, alternatives in enumerate(self._patterns):
                fitting = [text for text, letters in alternatives if letters is None or letter in letters]
                if fitting:
                    rows.append((number, "|".join(fitting)))
            screen = _compile("|".join(text for _, text in rows) or "(?!)")
            found = screen, [(number, _compile(text)) for number, text in rows]
            self._compiled[letter] = found
        return found


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return compile_trigger(pattern)


def compile_trigger(pattern: str) -> re.Pattern[str]:
    """Compile a trigger without regard to case, except where it asks for a capital: "took [A-Z]".

    An English match ends with its word, so that "invade" is not found in "invaders"; Ukrainian and
    Russian patterns say themselves which endings go on.
    """
    exact = re.sub(r"\[(?:A-Z|А-Я)[^\]]*\]", r"(?-i:\g<0>)", pattern)
    return re.compile(rf"(?<![\w-])(?i:{exact})(?!(?<=[a-z])[a-z])")


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of ``(?:a|b)rest`` each with the rest, or else the pattern itself."""
    if not pattern.startswith("(?:"):
        return _split(pattern)
    end = _close(pattern, 0)
    rest = pattern[end:]
    if rest[:1] in {"?", "*", "+", "{"} or len(_split(pattern)) > 1:
        return _split(pattern)
    return [f"(?:{one}){rest}" for one in _split(pattern[3 : end - 1])]


def _close(pattern: str, start: int) -> int:
    """Return the offset behind the group that opens at ``start``."""
    depth, at = 0, start
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = pattern.index("]", at + 2)
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                return at + 1
        at += 1
    msg = f"Trigger {pattern!r} has a group that is not closed"
    raise ValueError(msg)


def _split(pattern: str) -> list[str]:
    """Return the alternatives of ``pattern`` outside its groups."""
    parts, last, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 2
        elif pattern[at] == "[":
            at = pattern.index("]", at + 2) + 1
        elif pattern[at] == "(":
            at = _close(pattern, at)
        else:
            if pattern[at] == "|":
                parts.append(pattern[last:at])
                last = at + 1
            at += 1
    return [*parts, pattern[last:]]


class _Atom(NamedTuple):
    letters: frozenset[str] | None
    end: int
    is_zero_width: bool = False


def first_letters(pattern: str) -> frozenset[str] | None:
    """Return the small letters a match can begin with, or ``None`` where any letter may be.

    >>> sorted(first_letters("(?:re)?took|[cs]eiz(?:ed|es)"))
    ['c', 'r', 's', 't']
    """
    found: set[str] = set()
    for alternative in _split(pattern):
        letters = _first_of(alternative)
        if letters is None:
            return None
        found |= letters
    return frozenset(found)


def _first_of(pattern: str) -> frozenset[str] | None:
    found: set[str] = set()
    at = 0
    while at < len(pattern):
        atom = _read_atom(pattern, at)
        at = atom.end
        if atom.is_zero_width:
            continue
        if atom.letters is None:
            return None
        found |= atom.letters
        if pattern[at : at + 1] not in {"?", "*"}:
            return frozenset(found)
        at += 1
    return None


def _read_atom(pattern: str, at: int) -> _Atom:
    letter = pattern[at]
    if letter == "(":
        end = _close(pattern, at)
        inner = pattern[at + 1 : end - 1]
        if inner.startswith(_ZERO_WIDTH):
            return _Atom(None, end, is_zero_width=True)
        return _Atom(first_letters(inner.removeprefix("?:")), end)
    if letter == "[":
        end = pattern.index("]", at + 2) + 1
        inner = pattern[at + 1 : end - 1]
        is_plain = inner.isalpha()
        return _Atom(frozenset(inner.lower()) if is_plain else None, end)
    if letter == "\\":
        return _Atom(None, at + 2, is_zero_width=pattern[at + 1] == "b")
    return _Atom(frozenset(letter.lower()), at + 1)
