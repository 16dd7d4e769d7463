"""Find single things that no numeral counts: "captured a small settlement", "a reporter was killed".

Kept apart from the quantities that are written out, because only a claim can tell whether the one
matters: in "fighting near a village" it does not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.claims.fates import read_fate
from geo.claims.nouns import FATES, is_person
from geo.claims.quantities import find_quantities
from geo.claims.quantity_words import PEOPLE, QuantityWords, load_quantity_words
from geo.claims.tokens import Tokens, tokenize
from geo.models import Comparator, Measure, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT_TEXTS = 8
_MOST_MODIFIERS = 5
_AGED = ("річн", "летн", "літн")


def find_implied_ones(
    text: str, *, start: int = 0, end: int | None = None, language: str = "en"
) -> tuple[Quantity, ...]:
    """Return quantities of one that ``text[start:end]`` implies by a noun in the singular.

    A person counts only with a word for what befell them; other things only in English, where the
    article says that there is one.

    >>> [(q.as_written, q.measure.value) for q in find_implied_ones("took a small settlement")]
    [('a small settlement', 'settlements')]
    """
    stop = len(text) if end is None else end
    return tuple(one for one in _read_text(text, language) if start <= one.start and one.end <= stop)


@lru_cache(maxsize=_KEPT_TEXTS)
def _read_text(text: str, language: str) -> tuple[Quantity, ...]:
    tokens, words = tokenize(text), load_quantity_words(language)
    written = [(one.start, one.end) for one in find_quantities(text, language=language)]
    return tuple(
        one
        for one in _read(tokens, words)
        if not any(start < one.end and one.start < end for start, end in written)
    )


def _read(tokens: Tokens, words: QuantityWords) -> Iterator[Quantity]:
    for place in words.nouns.singles.starts(tokens.keys):
        single = words.nouns.singles.at(tokens.keys, place)
        if single is None or not _is_head(tokens, place + single[0], words):
            continue
        first = _first_of_phrase(tokens, place, words)
        stop = place + single[0]
        measure = _measure(tokens, (first, place, stop), words)
        if measure is not None:
            yield _one(tokens, first, stop, measure)


def _is_head(tokens: Tokens, stop: int, words: QuantityWords) -> bool:
    """Tell whether the noun heads its phrase: "drone" does not in "a drone strike"."""
    following = tokens.key(stop)
    if following == "-" and tokens.is_glued(stop):
        return False
    counted = words.nouns.counted.at(tokens.keys, stop)
    return words.language != "en" or counted is None or counted[1] in FATES


def _first_of_phrase(tokens: Tokens, place: int, words: QuantityWords) -> int:
    """Return the index of the article of the phrase, or that of the noun if it has none."""
    for first in range(place - 1, max(place - 2 - _MOST_MODIFIERS, -1), -1):
        key = tokens.keys[first]
        if key in words.numerals.articles:
            return first
        is_model = key == "-" or (key[0].isdecimal() and tokens.is_glued(first))
        if key in words.nouns.breaks or not (key[0].isalpha() or is_model):
            break
    return place


def _measure(tokens: Tokens, span: tuple[int, int, int], words: QuantityWords) -> Measure | None:
    first, place, stop = span
    found = words.nouns.counted.at(tokens.keys, place)
    label = None if found is None else found[1]
    if is_person(label):
        if tokens.key(first - 1) in words.numerals.openers or tokens.key(place - 1)[:1].isdecimal():
            return None
        fate = read_fate(tokens, _before_age(tokens, first), stop, words, has_noun=True)
        return Measure.PRISONERS if fate is None and label == Measure.PRISONERS else fate
    has_article = first < place
    return Measure(label) if has_article and label not in {None, PEOPLE} else None


def _before_age(tokens: Tokens, place: int) -> int:
    """Return the index at which «43-летний мужчина» begins."""
    is_aged = tokens.key(place - 1).startswith(_AGED) and tokens.key(place - 2) == "-"
    return place - 3 if is_aged and tokens.key(place - 3)[:1].isdecimal() else place


def _one(tokens: Tokens, first: int, stop: int, measure: Measure) -> Quantity:
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    return Quantity(
        start=start,
        end=end,
        as_written=tokens.text[start:end],
        measure=measure,
        value=1.0,
        low=1.0,
        high=1.0,
        unit=measure.value,
        comparator=Comparator.EXACT,
    )
