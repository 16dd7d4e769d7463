"""Read parts of a whole: fractions ("two-thirds", "a fifth"), vague shares, and halves of a unit.

Kept apart from whole numbers because a fraction needs what it is a part of: "a third" alone may be the
third of several.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.counting.nouns import DASHES, read_unit
from geo.claims.counting.numerals import Amount

if TYPE_CHECKING:
    from geo.claims.counting.quantity_words import NumeralWords, QuantityWords
    from geo.claims.language.tokens import Tokens

_SHARED_REACH = 4
_OF_A_CHANGE = frozenset({"by", "than"})
_ENDS = frozenset({"", ".", ",", ";", ":", ")", '"', "”", "\n", "since"})


def parse_fraction(tokens: Tokens, index: int, words: NumeralWords) -> Amount | None:
    """Read a share written as a fraction ("two-thirds", "a third of", "2/3 of") at token ``index``."""
    slashed = _parse_slashed(tokens, index, words)
    if slashed is not None:
        return slashed
    key = tokens.key(index)
    if key in words.fractions:
        return _parse_bare_fraction(tokens, index, words)
    if key not in words.cardinals:
        return None
    after = index + 2 if tokens.key(index + 1) in DASHES else index + 1
    part = words.fractions.get(tokens.key(after))
    count = words.cardinals[key]
    if part is None or (part[1] == "of" and count != 1) or not count * part[0] < 1:
        return None
    # "Three tenths" are 3/10: three times 0.1 is a little more.
    return _share(index, after + 1, count / round(1 / part[0]))


def parse_vague_share(tokens: Tokens, index: int, words: NumeralWords) -> Amount | None:
    """Read "most of (the region)": a share only if what is shared is ground."""
    found = words.vague_shares.at(tokens.keys, index)
    if found is None:
        return None
    size, (low, high) = found
    after = range(index + size, min(index + size + _SHARED_REACH, len(tokens)))
    if not any(words.shared_things.at(tokens.keys, place) for place in after):
        return None
    stop = index + size - (1 if tokens.key(index + size - 1) == "of" else 0)
    return Amount(first=index, stop=stop, value=None, low=low, high=high, is_vague=True, is_share=True)


def parse_half_unit(tokens: Tokens, index: int, words: QuantityWords) -> Amount | None:
    """Read the half of "half a kilometre" and «пів кілометра» at token ``index``, up to the unit."""
    articles = words.numerals.articles
    if tokens.key(index) not in words.numerals.half_prefix:
        return None
    stop = index + 1
    while tokens.key(stop) in articles:
        stop += 1
    if read_unit(tokens, stop, words) is None:
        return None
    first = index - 1 if tokens.key(index - 1) in articles else index
    return Amount(first=first, stop=stop, value=0.5, low=0.5, high=0.5)


def _parse_slashed(tokens: Tokens, index: int, words: NumeralWords) -> Amount | None:
    match = re.fullmatch(r"(\d)/(\d{1,2})", tokens.key(index))
    if match is None or (words.fraction_of and tokens.key(index + 1) not in words.fraction_of):
        return None
    part, whole = int(match.group(1)), int(match.group(2))
    return _share(index, index + 1, part / whole) if 0 < part < whole else None


def _parse_bare_fraction(tokens: Tokens, index: int, words: NumeralWords) -> Amount | None:
    size, use = words.fractions[tokens.key(index)]
    before = tokens.key(index - 1)
    if use == "counted" or before in words.not_a_fraction_after or tokens.key(index + 1) in DASHES:
        return None
    first = index - 1 if before in words.articles else index
    if (
        use == "of"
        and tokens.key(index + 1) not in words.fraction_of
        and not _is_left_alone(tokens, first, index, words)
    ):
        return None
    return _share(first, index + 1, size)


def _is_left_alone(tokens: Tokens, first: int, index: int, words: NumeralWords) -> bool:
    """Tell whether a fraction ends what is said: "holds more than a fifth.", "shrank by half since May"."""
    is_compared = tokens.key(first - 1) in _OF_A_CHANGE or words.governs_one.ending_at(tokens.keys, first - 1)
    return bool(is_compared) and tokens.key(index + 1) in _ENDS


def _share(first: int, stop: int, value: float) -> Amount:
    return Amount(first=first, stop=stop, value=value, low=value, high=value, is_share=True)
