"""Find things that stand in the singular and may be counted as one: "a drone hit the bridge".

Whether the one is said of a claim, only the claim can tell; here is what might be. Kept apart from
the ones that the words themselves imply, because these are offered and weighed, never given by rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.claims.counting.implied import count_of
from geo.claims.counting.nouns import DASHES, TIMES
from geo.claims.counting.quantity_words import PEOPLE, QuantityWords, load_quantity_words
from geo.claims.language.tokens import Tokens, tokenize
from geo.models import Measure, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT_TEXTS = 8
_MOST_MODIFIERS = 5
_DETERMINERS = frozenset(
    {"a", "an", "another", "the", "its", "their", "his", "her", "our", "my", "this", "that", "one", "each"}
)
_VICTIM_REACH = 3
_FATAL = frozenset({Measure.KILLED, Measure.WOUNDED})
# «Никто не пострадал» counts nobody.
_NOT = frozenset({"не", "ни", "ні"})
_ADVERBS = ("ге", "те", "тє", "ме")
KILLED, BRIDGES = "killed", "bridges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """One thing named in the singular; ``thing`` is its class ("bridges"), ``mark`` what makes it one."""

    quantity: Quantity
    thing: str
    mark: str

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.quantity.start


def find_singles(text: str, *, language: str = "en") -> tuple[Single, ...]:
    """Return the single things that a text names, and single victims with the word for their fate.

    >>> [(one.quantity.as_written, one.thing) for one in find_singles("A glide bomb hit the old bridge.")]
    [('A glide bomb', 'bombs'), ('the old bridge', 'bridges')]
    """
    return _read_text(text, language)


@lru_cache(maxsize=_KEPT_TEXTS)
def _read_text(text: str, language: str) -> tuple[Single, ...]:
    tokens, words = tokenize(text), load_quantity_words(language)
    victims = _victims if language == "en" else _fallen
    found = [*_things(tokens, words), *_again(tokens, words), *victims(tokens, words)]
    return tuple(sorted(found, key=lambda one: one.quantity.start))


def _things(tokens: Tokens, words: QuantityWords) -> Iterator[Single]:
    alone = words.nouns.alone
    for place in alone.starts(tokens.keys):
        found = alone.at(tokens.keys, place)
        if found is None or tokens.key(place - 1)[:1].isdecimal():
            continue
        size, thing = found
        stop = place + size
        if tokens.key(stop) in DASHES and tokens.is_glued(stop) and tokens.is_glued(stop + 1):
            if not tokens.key(stop + 1)[:1].isdecimal():
                continue
            # "A Su-34": the number is that of the model.
            stop += 2
        first, mark = place, "bare"
        if words.language == "en":
            first = _determined(tokens, place, words)
            if first == place or not _is_head(tokens, stop, words):
                continue
            mark = tokens.key(first)
        elif tokens.key(place - 1) in words.numerals.openers:
            continue
        yield Single(
            quantity=count_of(
                tokens, first, stop, _measure(tokens, place, thing, words), tokens.keys[stop - 1]
            ),
            thing=thing,
            mark=mark,
        )


def _again(tokens: Tokens, words: QuantityWords) -> Iterator[Single]:
    """Read "for the third time" and "the eighth attack": how often it was done by now."""
    for place, key in enumerate(tokens.keys):
        value = words.nouns.ordinals.get(key)
        if value is None:
            continue
        is_adverb = key.endswith(_ADVERBS)
        stop = place + 1 if is_adverb else place + 2
        if is_adverb or tokens.key(place + 1) in words.nouns.repeated:
            yield Single(
                quantity=count_of(tokens, place, stop, Measure.OTHER, tokens.keys[stop - 1], value=value),
                thing=TIMES,
                mark="ordinal",
            )


def _measure(tokens: Tokens, place: int, thing: str, words: QuantityWords) -> Measure:
    if thing == KILLED:
        return Measure.KILLED
    if thing == BRIDGES:
        # «Міст» is the bridge, and the cities' genitive.
        return Measure.OTHER
    counted = words.nouns.counted.at(tokens.keys, place)
    return Measure.OTHER if counted is None or counted[1] == PEOPLE else Measure(counted[1])


def _determined(tokens: Tokens, place: int, words: QuantityWords) -> int:
    """Return where the article of an English noun stands, or ``place`` if it has none."""
    for first in range(place - 1, max(place - 2 - _MOST_MODIFIERS, -1), -1):
        key = tokens.keys[first]
        if key in _DETERMINERS:
            return first
        is_model = key in DASHES or key == "'s" or (key[0].isdecimal() and tokens.is_glued(first))
        if key in words.nouns.breaks or not (key[0].isalpha() or is_model):
            break
    return place


def _is_head(tokens: Tokens, stop: int, words: QuantityWords) -> bool:
    """Tell whether the noun heads its phrase: "drone" does not in "a drone strike"."""
    return (
        words.nouns.counted.at(tokens.keys, stop) is None and words.nouns.alone.at(tokens.keys, stop) is None
    )


def _victims(tokens: Tokens, words: QuantityWords) -> Iterator[Single]:
    """Read "killing a ticket clerk", whose noun no list has."""
    cues = words.cues.cues
    for place in cues.starts(tokens.keys):
        found = cues.at(tokens.keys, place)
        if found is None or found[1][0] not in _FATAL or found[1][1] not in {"both", "before"}:
            continue
        article = place + found[0]
        if tokens.key(article) not in _DETERMINERS or tokens.key(place - 1) in words.cues.passive:
            continue
        if words.nouns.units.at(tokens.keys, article + 1) is not None:
            # "310 killed and wounded a day"
            continue
        stop = article + 1
        while stop - article <= _VICTIM_REACH and tokens.key(stop)[:1].isalpha():
            if tokens.key(stop) in words.nouns.breaks or tokens.key(stop).endswith("s"):
                break
            stop += 1
        if stop > article + 1:
            measure = found[1][0]
            quantity = count_of(tokens, article, stop, measure, tokens.keys[stop - 1])
            yield Single(quantity=quantity, thing=measure.value, mark=tokens.key(article))


def _fallen(tokens: Tokens, words: QuantityWords) -> Iterator[Single]:
    """Read "водійка загинула": a verb in the singular and the word before it."""
    for place in words.cues.singular.starts(tokens.keys):
        found = words.cues.singular.at(tokens.keys, place)
        if found is None or tokens.key(place - 1) in _NOT:
            continue
        first = place
        if tokens.key(place - 1)[:1].isalpha() and tokens.key(place - 1) not in words.nouns.breaks:
            first -= 1
        measure = Measure(found[1])
        quantity = count_of(tokens, first, place + found[0], measure, tokens.keys[place + found[0] - 1])
        yield Single(quantity=quantity, thing=measure.value, mark="fallen")
