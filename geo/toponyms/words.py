"""An article as words: what stands before and after a name, without crossing a sentence.

Cue words are compared as written in lower case, not folded: "під" and "под" must stay apart, and
so must "of" and the village Of.
"""

from __future__ import annotations

import bisect
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.models import Article
    from geo.toponyms.lexicon import Lexicon

_APOSTROPHES = "'’ʼ‘`"
# A possessive s is left outside the word, so that "Russia's" ends where the name ends.
_WORD = re.compile(rf"[^\W\d_]+(?:[{_APOSTROPHES}](?![sS]\b)[^\W\d_]+)*|\d+(?:[.,]\d+)*")
# What may stand between two words of one phrase: blanks, markdown, quotes, a hyphen.
_JOIN = re.compile(r"[\s*_\"“”«»„‘’']*-?[\s*_\"“”«»„‘’']*")
_TITLE_CASE_SHARE = 0.7
"""Share of capitals among the longer words above which capitals say nothing: a headline."""


_new = tuple.__new__
"""Makes a named tuple of a tuple, without the call that sorts arguments: an article has hundreds of words."""


class Word(NamedTuple):
    """A word, its place in the text, and whether it continues the phrase of the word before."""

    start: int
    end: int
    lower: str
    is_capital: bool
    is_upper: bool
    sentence: int
    is_first: bool
    joins: bool
    gap: str


@lru_cache(maxsize=4)
def words_of(article: Article) -> Words:
    """Return the words of ``article``, split once for recognition and resolution together."""
    return Words(article)


class Words:
    """The words of an article, in order, with the sentence each belongs to."""

    def __init__(self, article: Article) -> None:
        """Split the article's text; a text without sentences counts as one."""
        self.text = article.text
        self.paragraphs = [sentence.paragraph for sentence in article.sentences] or [0]
        self._bounds = [sentence.start for sentence in article.sentences] or [0]
        self._counts: dict[tuple[int, str], int] = {}
        self.items: list[Word] = list(_split(self.text, self._bounds))
        self.starts = [word.start for word in self.items]
        self._title_case = _find_title_case(self.items, len(self.paragraphs), self.text)
        self.persons: frozenset[int] = frozenset()
        self.uncapitalised = frozenset(word.lower for word in self.items if not word.is_capital)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.items)

    def at(self, offset: int) -> int:
        """Return the index of the word that covers ``offset``, or of the next one."""
        index = bisect.bisect_right(self.starts, offset) - 1
        if index >= 0 and self.items[index].end > offset:
            return index
        return index + 1

    def before(self, index: int, steps: int = 1) -> str:
        """Return the word ``steps`` before ``index`` if one unbroken phrase links them, else ``""``."""
        items, at = self.items, index - steps
        if at < 0:
            return ""
        for position in range(index, at, -1):
            if not items[position].joins:
                return ""
        return items[at].lower

    def after(self, index: int, steps: int = 1) -> str:
        """Return the word ``steps`` after ``index`` if one unbroken phrase links them, else ``""``."""
        items, at = self.items, index + steps
        if at >= len(items):
            return ""
        for position in range(index + 1, at + 1):
            if not items[position].joins:
                return ""
        return items[at].lower

    def window_before(self, index: int, size: int) -> list[str]:
        """Return up to ``size`` words before ``index`` in its sentence, the nearest first."""
        sentence = self.items[index].sentence
        found = []
        for position in range(index - 1, max(-1, index - 1 - size), -1):
            if self.items[position].sentence != sentence:
                break
            found.append(self.items[position].lower)
        return found

    def sentence_of(self, index: int) -> list[Word]:
        """Return the words of the sentence that holds word ``index``."""
        number = self.items[index].sentence
        low = bisect.bisect_left(self.starts, self._bounds[number]) if number else 0
        following = self._bounds[number + 1 : number + 2]
        return self.items[low : bisect.bisect_left(self.starts, following[0]) if following else None]

    def count_beside(self, index: int, name: str, lexicon: Lexicon) -> int:
        """Return how many words of the sentence of word ``index`` are in the list called ``name``."""
        number = self.items[index].sentence
        if (number, name) not in self._counts:
            listed = lexicon[name]
            self._counts[number, name] = sum(word.lower in listed for word in self.sentence_of(index))
        return self._counts[number, name]

    def is_title_case(self, index: int) -> bool:
        """Tell whether capitals say nothing in the sentence of word ``index``."""
        return self._title_case[self.items[index].sentence]


def _split(text: str, bounds: list[int]) -> Iterator[Word]:
    """Yield the words; one that starts a sentence or follows a stop never joins."""
    sentence = previous_end = 0
    next_bound = bounds[1] if len(bounds) > 1 else len(text) + 1
    first = True
    for match in _WORD.finditer(text):
        start, end = match.span()
        while start >= next_bound:
            sentence += 1
            next_bound = bounds[sentence + 1] if sentence + 1 < len(bounds) else len(text) + 1
            first = True
        lower, is_capital, is_upper = _read(match.group())
        gap = text[previous_end:start]
        joins = not first and (gap == " " or _JOIN.fullmatch(gap) is not None)
        yield _new(Word, (start, end, lower, is_capital, is_upper, sentence, first, joins, gap))
        previous_end = end
        first = False


@lru_cache(maxsize=60_000)
def _read(written: str) -> tuple[str, bool, bool]:
    """Return a word in small letters, and whether it begins with a capital and is written in capitals."""
    lower = written.lower().replace("’", "'").replace("ʼ", "'")
    return lower, written[0].isupper(), len(written) > 1 and written.isupper()


def _find_title_case(words: list[Word], sentences: int, text: str) -> list[bool]:
    """Return for each sentence whether most of its longer words are capitals, and no full stop ends it."""
    stopped = {
        word.sentence
        for word, following in zip(words, [*words[1:], None], strict=True)
        if (following is None or following.sentence != word.sentence) and text[word.end : word.end + 1] == "."
    }
    capitals = [0] * sentences
    longer = [0] * sentences
    for word, following in zip(words, [*words[1:], None], strict=True):
        # A report that lists twenty villages is no headline.
        is_listed = "," in word.gap or (following is not None and "," in following.gap)
        if word.end - word.start > 3 and not is_listed:
            longer[word.sentence] += 1
            capitals[word.sentence] += word.is_capital
    return [
        total >= 3 and share / total >= _TITLE_CASE_SHARE and number not in stopped
        for number, (share, total) in enumerate(zip(capitals, longer, strict=True))
    ]
