"""Match phrases of a word list at a token, whole words and stems alike.

Ukrainian and Russian words bend; a list of stems with a bound on the ending is shorter and easier to
check by a speaker than a table of every form, and needs no morphology package.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from geo.claims.language.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Value = TypeVar("Value")

# The longest endings that matter, -ськими and -уватися after their stem, have six letters.
_LONGEST_ENDING = 6


def _fits(word: str, key: str) -> bool:
    """Tell whether a token is the list's word, or the list's stem with an ending."""
    if word[-1] != "*" or len(word) == 1:
        return word == key
    return key.startswith(word[:-1]) and len(key) - len(word) + 1 <= _LONGEST_ENDING


def _fit(words: tuple[str, ...], keys: Sequence[str], first: int) -> bool:
    """Tell whether a phrase stands at ``first``."""
    if first < 0 or first + len(words) > len(keys):
        return False
    return all(_fits(word, keys[first + place]) for place, word in enumerate(words))


class Phrases(Generic[Value]):
    """A word list whose entries are phrases of one or more words, each with a value."""

    def __init__(self, entries: Mapping[str, Value]) -> None:
        """Index the entries by their first and by their last word.

        Parameters
        ----------
        entries
            Phrase to value. A word that ends in ``*`` is a stem.
        """
        self._first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries.items():
            words = _words(phrase)
            self._first.setdefault(words[0], []).append((words, value))
            self._last.setdefault(words[-1], []).append((words, value))
        for index in (self._first, self._last):
            for same in index.values():
                same.sort(key=lambda entry: -len(entry[0]))
        self._beginning = lru_cache(maxsize=20_000)(self._find_beginning)
        lengths = {len(word) - 1 for word in (*self._first, *self._last) if word.endswith("*")}
        self._stem_lengths = tuple(sorted(lengths, reverse=True))

    @classmethod
    def of_words(cls, words: Iterable[str], *, value: Value) -> Phrases[Value]:
        """Build a list whose entries all have the same value."""
        return cls(dict.fromkeys(words, value))

    def starts(self, keys: Sequence[str]) -> list[int]:
        """Return where a phrase may begin; at most tokens of a text none does."""
        beginning = self._beginning
        if not self._first:
            return []
        return [place for place, key in enumerate(keys) if beginning(key)]

    def at(self, keys: Sequence[str], index: int) -> tuple[int, Value] | None:
        """Return how many tokens the longest phrase beginning at ``index`` takes, and its value."""
        if not 0 <= index < len(keys):
            return None
        beginning = self._beginning(keys[index])
        if not beginning:
            return None
        following = keys[index + 1] if index + 1 < len(keys) else ""
        best: tuple[int, Value] | None = None
        for same in beginning:
            for words, value in same:
                if best is not None and len(words) <= best[0]:
                    break
                if len(words) == 1:
                    best = 1, value
                    break
                # Most phrases part at their second word: looked at first, this keeps "the ..." cheap.
                if words[1] != following and words[1][-1] != "*":
                    continue
                if _fit(words, keys, index):
                    best = len(words), value
                    break
        return best

    def ending_at(self, keys: Sequence[str], index: int) -> tuple[int, Value] | None:
        """Return how many tokens the longest phrase ending with token ``index`` takes, and its value."""
        if not 0 <= index < len(keys):
            return None
        best: tuple[int, Value] | None = None
        for same in self._candidates(self._last, keys[index]):
            for words, value in same:
                if best is not None and len(words) <= best[0]:
                    break
                if _fit(words, keys, index - len(words) + 1):
                    best = len(words), value
                    break
        return best

    def __contains__(self, key: str) -> bool:
        """Tell whether a single token is an entry by itself."""
        return any(len(words) == 1 for same in self._candidates(self._first, key) for words, _ in same)

    def _find_beginning(self, key: str) -> tuple[list[tuple[tuple[str, ...], Value]], ...]:
        """Return the entries that may begin with a token; most words of a text begin none."""
        return tuple(self._candidates(self._first, key))

    def _candidates(
        self, index: dict[str, list[tuple[tuple[str, ...], Value]]], key: str
    ) -> Iterable[list[tuple[tuple[str, ...], Value]]]:
        """Yield the entries under the whole word, then under its stems, longest first."""
        if key in index:
            yield index[key]
        for length in self._stem_lengths:
            if len(key) - _LONGEST_ENDING <= length <= len(key):
                stem = key[:length] + "*"
                if stem in index:
                    yield index[stem]


def _words(phrase: str) -> tuple[str, ...]:
    """Cut an entry as texts are cut, keeping the star of a stem with its word."""
    words: list[str] = []
    for key in tokenize(phrase).keys:
        if key == "*" and words:
            words[-1] += "*"
        else:
            words.append(key)
    return tuple(words)
