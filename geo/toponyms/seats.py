"""Whether an English name is of an oblast or of its seat, by how much each word around it tells.

"Farmers in Kherson" and "nurses in Kherson" differ by one word of thousands, so what each word tells is
learned (``data/build_seats.py``) from our own gold articles and from sentences of our own. What the
rules are sure of stays theirs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

HUNDREDTHS = 100

REACH = 10
"""Words on each side of a name, in its sentence, that tell of it."""

NEAR = 4
"""Words on each side that tell more."""

SHORTEST_TELLING = 4
"""Letters from which a word tells anything but where it stands right beside the name."""

MOST_TOLD = 3.0
"""Most that the words around may say, as log-odds: they were learned from hundreds of sentences, not more."""

USUALLY_OBLAST = {
    "belgorod": 1.2, "kursk": 2.1, "donetsk": 2.1, "luhansk": 2.1, "lugansk": 2.1, "bryansk": 2.1,
    "dnipropetrovsk": 2.1, "kirovohrad": 2.1, "kuban": 2.1,
    "sumy": 0.4, "zaporizhzhia": 0.4, "zaporizhia": 0.4, "kherson": 0.4,
}  # fmt: skip
"""How much more often than not these names alone mean the oblast, in English reports of ground war."""

FRONT_NAMES = frozenset({*USUALLY_OBLAST, "kharkiv", "chernihiv", "dnipropetrovsk", "mykolaiv", "odesa"})
"""Oblasts that the front is said to run through: "from Kharkiv to Zaporizhzhia". Of the others mostly
the seat is in the news."""

_HEADS = ("city_context", "city_doings", "fought_in", "attack_nouns")
"""Lists of the words before a preposition that tell of the name behind it: "a school in", "gains in"."""

_BEHIND = ("city_context", "front_context", "fought_in", "attack_nouns")
"""Lists of the words right behind a name that tell of it: "Kharkiv hospital", "Kharkiv was struck"."""

BEHIND_REACH = 2

_ENDING = re.compile(r"(?:ies|es|s|ing|ed)$")
_SHORTEST = 5


def clues(first: int, last: int, words: Words, lexicon: Lexicon) -> Iterator[str]:
    """Yield what is told by the words around the name at word indices ``first`` to ``last``.

    The noun that calls it an oblast or a city is left out, so that what goes with either can be learned.
    """
    before = [item for item in words.window_before(first, REACH + 2) if item != "the"][:REACH]
    sentence = words.items[first].sentence
    behind = last + 1
    while behind < len(words) and _is_noun(words.items[behind].lower, lexicon):
        behind += 1
    after = [item.lower for item in words.items[behind : behind + REACH] if item.sentence == sentence]
    if before:
        yield f"before {before[0]}"
    else:
        yield "opens"
    if len(before) > 1:
        yield f"second {stem(before[1])}"
        yield f"before {before[1]} {before[0]}"
    if after:
        yield f"behind {after[0]}"
    yield from _kinds(before, after, lexicon)
    for word in {stem(item) for item in (*before, *after) if _is_telling(item, lexicon)}:
        yield f"beside {word}"
    for word in {stem(item) for item in (*before[:NEAR], *after[:NEAR]) if _is_telling(item, lexicon)}:
        yield f"near {word}"


def _kinds(before: list[str], after: list[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the lists that the words beside a name are in, for most of those words are seen but once."""
    if len(before) > 1 and before[0] in lexicon["place_prepositions"]:
        yield from (f"{name} {before[0]}" for name in _HEADS if before[1] in lexicon[name])
    for name in _BEHIND:
        if any(word in lexicon[name] for word in after[:BEHIND_REACH]):
            yield f"behind {name}"


def name_clues(name: str) -> tuple[str, str]:
    """Return what a name itself tells where no noun decides.

    >>> name_clues("saratov")
    ('name saratov', 'rear')
    """
    return f"name {name}", "front" if name in FRONT_NAMES else "rear"


def _is_noun(word: str, lexicon: Lexicon) -> bool:
    return word in {"s", "city"} or word in lexicon["adm1_nouns"]


def _is_telling(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word says more than that it is English: no number, no "which", no "said"."""
    is_short = len(word) < SHORTEST_TELLING and word not in lexicon["city_context"]
    return not (is_short or word.isdigit() or lexicon.is_in_any(word, ("plain_words", "speech_verbs")))


@lru_cache(maxsize=5_000)
def stem(word: str) -> str:
    """Return an English word without its ending, roughly.

    >>> stem("villages"), stem("fighting"), stem("over")
    ('villag', 'fight', 'over')
    """
    return _ENDING.sub("", word) if len(word) > _SHORTEST else word


def weigh(first: int, last: int, words: Words, lexicon: Lexicon) -> float:
    """Return the log-odds, by the words around and by the name itself, that the oblast is meant."""
    weights = lexicon.seat_weights
    name = " ".join(item.lower for item in words.items[first : last + 1])
    told = weights.get("bias", 0) + sum(weights.get(clue, 0) for clue in name_clues(name))
    told += sum(weights.get(clue, 0) for clue in clues(first, last, words, lexicon))
    return max(-MOST_TOLD, min(told / HUNDREDTHS, MOST_TOLD))
