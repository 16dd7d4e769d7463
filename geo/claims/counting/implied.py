"""Find single things that no numeral counts: "captured a small settlement", "a reporter was killed".

Kept apart from the quantities that are written out, because only a claim can tell whether the one
matters: in "fighting near a village" it does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.claims.counting.fates import FAMILIES, FAMILY_OF, read_fate
from geo.claims.counting.nouns import FATES, is_person
from geo.claims.counting.quantities import find_quantities
from geo.claims.counting.quantity_words import PEOPLE, QuantityWords, load_quantity_words
from geo.claims.language.tokens import Tokens, tokenize
from geo.claims.timing.time_grammar import time_tokens
from geo.models import Comparator, Measure, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT_TEXTS = 8
_MOST_MODIFIERS = 5
_MOST_OF_SUBJECT = 8
# "A member of the territorial defence was killed": whose he is stands behind him.
_OF_WHOM = frozenset({"of", "the"})
_WHERE = frozenset({"at", "in", "near", "from", "outside", "inside", "on", "with", "behind", "aboard"})
_AGED = ("річн", "летн", "літн")
_ARTICLES = frozenset({"another"})
_ADJECTIVES = (
    *("ая", "яя", "ый", "ий", "ой", "ую", "юю", "ого", "его", "ій", "ня", "на", "ну", "ню"),
    *("ька", "ьку", "ова", "ову"),
)
_LONG_ADJECTIVES = ("ая", "яя", "ый", "ий", "ой", "ій", "ська", "цька", "ня")
_MOST_ADJECTIVES = 2
# «Ранена семейная пара», «погибли супруги»: two people go by one word.
_PAIRS = frozenset({"пара", "пару", "чета", "чету", "супруги", "супругов", "подружжя"})
# How much, in letters, may stand between the members of a list of losses.
_LIST_GAP = 60
_LISTED_ON = re.compile(r"[^\W\d_]*(?:[ -][^\W\d_]+){0,3}(?:,| (?:та|і|й|и|а также|а також))[ ]")
_LIST_BREAK = re.compile(r"[.;:!?\n—–]")
_AND = frozenset({",", "та", "і", "й", "и", "також", "также"})


def find_implied_ones(
    text: str, *, start: int = 0, end: int | None = None, language: str = "en"
) -> tuple[Quantity, ...]:
    """Return quantities of one that ``text[start:end]`` implies by a noun in the singular.

    A person counts only with a word for what befell them; other things where the article says that
    there is one, and in a list whose other members are counted ("50 soldiers, a tank and two guns").

    >>> [(q.as_written, q.measure.value) for q in find_implied_ones("took a small settlement")]
    [('a small settlement', 'settlements')]
    """
    stop = len(text) if end is None else end
    return tuple(one for one in _read_text(text, language) if start <= one.start and one.end <= stop)


@lru_cache(maxsize=_KEPT_TEXTS)
def _read_text(text: str, language: str) -> tuple[Quantity, ...]:
    tokens, words = tokenize(text), load_quantity_words(language)
    written = [(one.start, one.end) for one in find_quantities(text, language=language)]
    taken = list(written)
    found: list[Quantity] = []
    for one in (*_read(tokens, words), *_read_listed(tokens, words, written), *_read_singular(tokens, words)):
        if not any(start < one.end and one.start < end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    found.sort(key=lambda one: one.start)
    return tuple(found)


def _read(tokens: Tokens, words: QuantityWords) -> Iterator[Quantity]:
    for place in words.nouns.singles.starts(tokens.keys):
        single = words.nouns.singles.at(tokens.keys, place)
        if single is None or not _is_head(tokens, place + single[0], words):
            continue
        first = _first_of_phrase(tokens, place, words)
        stop = place + single[0]
        measure = _measure(tokens, (first, place, stop), words)
        if measure is not None:
            yield count_of(tokens, first, stop, measure, value=_people_in(tokens.key(place)))


def _read_listed(tokens: Tokens, words: QuantityWords, written: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Read the bare noun in "50 военнослужащих, танк и две гаубицы", which no article marks as one."""
    for place in words.nouns.things.starts(tokens.keys) if written else ():
        found = words.nouns.things.at(tokens.keys, place)
        counted = words.nouns.counted.at(tokens.keys, place)
        if found is None:
            continue
        first, stop = _past_adjectives(tokens, place), place + found[0]
        before = tokens.key(first - 1)
        if before in words.nouns.breaks and before not in _AND:
            continue
        if _is_listed(tokens, first, stop, written):
            measure = Measure.OTHER if counted is None else Measure(counted[1])
            yield count_of(tokens, first, stop, measure, unit=tokens.keys[place])


def _is_listed(tokens: Tokens, first: int, stop: int, written: list[tuple[int, int]]) -> bool:
    """Tell whether a number stands before in the same list, or begins its next member."""
    begin, end = tokens.starts[first], tokens.ends[stop - 1]
    follows = any(
        0 < begin - other < _LIST_GAP and not _LIST_BREAK.search(tokens.text, other, begin)
        for _, other in written
    )
    if follows and tokens.key(first - 1) in _AND:
        return True
    return any(
        0 < other - end < _LIST_GAP and _LISTED_ON.fullmatch(tokens.text, end, other) for other, _ in written
    )


def _read_singular(tokens: Tokens, words: QuantityWords) -> Iterator[Quantity]:
    """Read who befell what a verb in the singular tells: "ранена монахиня", "a general was wounded"."""
    for place in words.cues.singular.starts(tokens.keys):
        found = words.cues.singular.at(tokens.keys, place)
        if found is None:
            continue
        measure = Measure(found[1])
        span = (
            _subject_before(tokens, place, words)
            if words.language == "en"
            else _subject_after(tokens, place + found[0], words)
        )
        if span is not None:
            yield count_of(tokens, *span, measure, value=_people_in(tokens.key(span[1] - 1)))


def _people_in(noun: str) -> float:
    """Return how many people a noun in the singular, or the word for a couple, stands for."""
    return 2.0 if noun in _PAIRS else 1.0


def _subject_before(tokens: Tokens, place: int, words: QuantityWords) -> tuple[int, int] | None:
    """Return the phrase with an article before "was killed", past where he was: "a guard at a plant"."""
    first = _first_of_phrase(tokens, place, words, reach=_MOST_OF_SUBJECT, passed=_OF_WHOM)
    if tokens.key(first - 1) in _WHERE:
        place, first = first - 1, _first_of_phrase(tokens, first - 1, words, reach=_MOST_OF_SUBJECT)
    return (first, place) if first < place - 1 or (first < place and tokens.key(first) != "one") else None


def _subject_after(tokens: Tokens, place: int, words: QuantityWords) -> tuple[int, int] | None:
    """Return the noun right after a verb in the singular, past adjectives and an age."""
    first = place
    if tokens.key(place)[:1].isdecimal() and tokens.key(place + 2).startswith(_AGED):
        place += 3
    while (
        tokens.key(place).endswith(_LONG_ADJECTIVES)
        and tokens.key(place + 1)[:1].isalpha()
        and tokens.key(place + 1) not in words.nouns.breaks
    ):
        place += 1
    key = tokens.key(place)
    if key in FAMILIES and tokens.key(place + 1) in FAMILY_OF:
        # «Погибла семья из трёх человек»: the number behind it counts them.
        return None
    is_noun = key[:1].isalpha() and len(key) > 3 and key not in words.nouns.breaks and key[-1] not in "оеи"
    is_free = place not in time_tokens(tokens, words.language) and key not in words.cues.helpers
    counted, single = (names.at(tokens.keys, place) for names in (words.nouns.counted, words.nouns.singles))
    is_free &= counted is None or counted[1] != Measure.OTHER or single is not None
    return (first, place + 1) if is_noun and is_free and not tokens.is_capital(place) else None


def _past_adjectives(tokens: Tokens, place: int) -> int:
    """Return where the adjectives before a noun begin."""
    first = place
    while place - first < _MOST_ADJECTIVES and tokens.key(first - 1).endswith(_ADJECTIVES):
        first -= 1
    return first


def _is_head(tokens: Tokens, stop: int, words: QuantityWords) -> bool:
    """Tell whether the noun heads its phrase: "drone" does not in "a drone strike"."""
    following = tokens.key(stop)
    if following == "-" and tokens.is_glued(stop):
        return False
    counted = words.nouns.counted.at(tokens.keys, stop)
    if words.language != "en":
        # «Цивільний автомобіль», «военный объект»: an adjective of the thing behind it.
        is_adjective = tokens.key(stop - 1).endswith(("ий", "ый"))
        is_thing = counted is not None and not is_person(counted[1])
        return not (is_adjective and (is_thing or words.nouns.alone.at(tokens.keys, stop) is not None))
    return counted is None or counted[1] in FATES


def _first_of_phrase(
    tokens: Tokens,
    place: int,
    words: QuantityWords,
    *,
    reach: int = _MOST_MODIFIERS,
    passed: frozenset[str] = frozenset(),
) -> int:
    """Return the index of the article of the phrase, or that of the noun if it has none.

    Words ``passed`` over join what stands behind the noun to it.
    """
    for first in range(place - 1, max(place - 2 - reach, -1), -1):
        key = tokens.keys[first]
        if key in words.numerals.articles or key in _ARTICLES:
            return first
        # "A Su-34 jet", "a 62-year-old man"
        is_hyphened = tokens.is_glued(first) or (tokens.key(first + 1) == "-" and tokens.is_glued(first + 1))
        is_model = key == "-" or (key[0].isdecimal() and is_hyphened)
        is_of = key in passed and (key == "of" or tokens.key(first - 1) == "of")
        if (key in words.nouns.breaks and not is_of) or not (key[0].isalpha() or is_model):
            break
    return place


def _measure(tokens: Tokens, span: tuple[int, int, int], words: QuantityWords) -> Measure | None:
    first, place, stop = span
    found = words.nouns.counted.at(tokens.keys, place)
    label = None if found is None else found[1]
    if is_person(label):
        if tokens.key(first - 1) in words.numerals.openers or tokens.key(place - 1)[:1].isdecimal():
            return None
        start = first if words.language == "en" else _past_adjectives(tokens, first)
        fate = read_fate(tokens, _before_age(tokens, start), stop, words, has_noun=True)
        return Measure.PRISONERS if fate is None and label == Measure.PRISONERS else fate
    has_article = first < place
    return Measure(label) if has_article and label not in {None, PEOPLE} else None


def _before_age(tokens: Tokens, place: int) -> int:
    """Return the index at which «43-летний мужчина» begins."""
    is_aged = tokens.key(place - 1).startswith(_AGED) and tokens.key(place - 2) == "-"
    return place - 3 if is_aged and tokens.key(place - 3)[:1].isdecimal() else place


def count_of(
    tokens: Tokens, first: int, stop: int, measure: Measure, unit: str = "", *, value: float = 1.0
) -> Quantity:
    """Return the number that the words from ``first`` up to ``stop`` stand for without writing it."""
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    return Quantity(
        start=start,
        end=end,
        as_written=tokens.text[start:end],
        measure=measure,
        value=value,
        low=value,
        high=value,
        unit=measure.value if measure is not Measure.OTHER else unit,
        comparator=Comparator.EXACT,
    )
