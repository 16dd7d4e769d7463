"""Read numbers as people write them: digits, words, scales, vague counts and ranges.

A number is read before its comparator and its noun are known, because the same word ("тисячі") is one
thousand after "about" and some thousands alone: the caller says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.counting.quantity_words import NumeralWords
    from geo.claims.language.tokens import Tokens

# Longer runs of digits are account numbers, not counts, and would overflow a float.
_MOST_DIGITS = 12
_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
_DASHES = frozenset("-–—−")
_DOZEN = 12.0
_THOUSAND = 1000.0
_DIGITS_OF_A_REST = 3
_TIMES_SIGNS = frozenset({"x", "х", "×"})
_FEW, _MANY = 2.0, 9.0
_MANY_DOZENS = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number over the tokens ``first:stop``. ``value`` is ``None`` for a vague one or a range.

    ``scale`` is the multiplier that a scale word gave ("10-15 thousand" lends it to the ten).
    """

    first: int
    stop: int
    value: float | None
    low: float
    high: float
    scale: float = 1.0
    is_vague: bool = False
    is_range: bool = False
    is_digits: bool = False
    is_share: bool = False
    is_about: bool = False


def parse_digits(key: str, *, language: str) -> float | None:
    """Read a number token, or return ``None`` for what is no plain number (a date, a clock time).

    >>> parse_digits("1,5", language="uk"), parse_digits("1,500", language="en")
    (1.5, 1500.0)
    """
    plain = _SPACES.sub("", key)
    if len(plain) > _MOST_DIGITS or ":" in plain or "/" in plain:
        return None
    if plain.isdecimal():
        return float(plain)
    parts = re.split(r"[.,]", plain)
    separators = set(plain) & set(".,")
    grouped = 1 <= len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:])
    decimal_sign = "." if language == "en" else ","
    if separators == {".", ","}:
        whole, _, rest = plain.rpartition(decimal_sign)
        plain_whole = re.sub(r"[.,]", "", whole)
        return float(f"{plain_whole}.{rest}") if plain_whole and rest.isdecimal() else None
    if grouped and (len(parts) > 2 or separators != {decimal_sign} or language != "en"):
        # "1,250 км" in Ukrainian is an English habit more often than three decimals.
        return float("".join(parts))
    return float(f"{parts[0]}.{parts[1]}") if len(parts) == 2 else None


def parse_amount(tokens: Tokens, index: int, words: NumeralWords, *, language: str) -> Amount | None:
    """Read the single number that begins at token ``index``, or return ``None``."""
    key = tokens.key(index)
    if key[:1].isdecimal():
        return _parse_digit_amount(tokens, index, words, language=language)
    if key in words.vague:
        low, high = words.vague[key]
        return _scaled_vague(tokens, index, (None, low, high), words)
    if key in words.nearly_exact:
        return _scaled_vague(tokens, index, words.nearly_exact[key], words)
    if key in words.half_prefix and (half := _parse_half(tokens, index, words)) is not None:
        return half
    if key in words.cardinals or key in words.scales:
        return _parse_word_amount(tokens, index, words)
    return None


def parse_range(
    tokens: Tokens, index: int, words: NumeralWords, *, language: str, joins: frozenset[str] | None = None
) -> Amount | None:
    """Read the number or the range of numbers that begins at token ``index``.

    ``joins`` are the words that join the two ends after an opener such as "between".
    """
    first = parse_amount(tokens, index, words, language=language)
    if first is None or first.value is None or first.is_share:
        return first
    join = tokens.key(first.stop)
    is_join = join in joins if joins is not None else join in words.range_words or join in _DASHES
    if not is_join and not (joins is not None and join in _DASHES):
        return first
    second = parse_amount(tokens, first.stop + 1, words, language=language)
    if second is None or second.value is None:
        return first
    low = first.value
    if first.scale == 1 and second.scale > 1 and low < second.value / second.scale:
        low *= second.scale
    if not low < second.value:
        return first
    return replace(
        second,
        first=first.first,
        value=None,
        low=low,
        high=second.value,
        is_range=True,
        is_digits=first.is_digits,
    )


def _parse_digit_amount(tokens: Tokens, index: int, words: NumeralWords, *, language: str) -> Amount | None:
    value = parse_digits(tokens.keys[index], language=language)
    if value is None:
        return None
    stop = index + 1
    if tokens.key(stop) in _DASHES and tokens.is_glued(stop) and tokens.key(stop + 1) in words.case_suffixes:
        stop += 2
    if tokens.key(stop) in _TIMES_SIGNS and tokens.is_glued(stop) and tokens.is_capital(stop + 1):
        # "3x Su-24"
        stop += 1
    half = words.half_added.at(tokens.keys, stop)
    if half is not None:
        value, stop = value + 0.5, stop + half[0]
    scale = 1.0
    spaced = stop + 1 if tokens.key(stop) == "-" and tokens.key(stop + 1) in words.scales else stop
    size, use = words.scales.get(tokens.key(spaced), (1.0, "counted"))
    if size > 1 and (use != "glued" or tokens.is_glued(spaced)):
        scale, stop = size, spaced + 1
        stop = _skip_abbreviation_dot(tokens, stop)
    value *= scale
    rest = tokens.key(stop)
    if scale == _THOUSAND and len(rest) == _DIGITS_OF_A_REST and rest.isdecimal():
        # "2 тисячі 340 людей"
        value, stop = value + float(rest), stop + 1
    return Amount(first=index, stop=stop, value=value, low=value, high=value, scale=scale, is_digits=True)


def parse_compound(
    tokens: Tokens, index: int, stems: tuple[str, ...], words: NumeralWords
) -> tuple[float, str] | None:
    """Split "п'ятикілометрова" into its number and its unit word, or return ``None``."""
    key = tokens.key(index)
    for stem in stems:
        place = key.find(stem)
        if place > 0 and key[:place] in words.compound_prefixes:
            return words.compound_prefixes[key[:place]], key[place:]
    return None


def _skip_abbreviation_dot(tokens: Tokens, stop: int) -> int:
    """Step over the full stop of "тыс." unless it ends a sentence."""
    is_short = len(tokens.key(stop - 1)) <= 4
    if tokens.key(stop) != "." or not is_short or not tokens.is_glued(stop):
        return stop
    is_end = tokens.is_capital(stop + 1) or stop + 1 >= len(tokens) or tokens.key(stop + 1) == "\n"
    return stop if is_end else stop + 1


def _scaled_vague(
    tokens: Tokens, index: int, reading: tuple[float | None, float, float], words: NumeralWords
) -> Amount:
    value, low, high = reading
    stop = index + 1
    if tokens.key(stop) == "of" and tokens.key(stop + 1) in words.scales:
        stop += 1
    size, _ = words.scales.get(tokens.key(stop), (1.0, "counted"))
    if size > 1:
        stop = _skip_abbreviation_dot(tokens, stop + 1)
    return Amount(
        first=_with_article(tokens, index, words),
        stop=stop,
        value=None if value is None else value * size,
        low=low * size,
        high=high * size,
        scale=size,
        is_vague=value is None,
        is_about=value is not None and low != high,
    )


def _with_article(tokens: Tokens, index: int, words: NumeralWords) -> int:
    return index - 1 if tokens.key(index - 1) in words.articles else index


def _parse_half(tokens: Tokens, index: int, words: NumeralWords) -> Amount | None:
    """Read "half a million", "half-dozen", "пів мільйона"."""
    stop = index + 1
    while tokens.key(stop) in words.articles or tokens.key(stop) in _DASHES:
        stop += 1
    size, use = words.scales.get(tokens.key(stop), (1.0, "counted"))
    if size == 1 or use == "glued":
        return None
    value = size / 2
    first = _with_article(tokens, index, words)
    return Amount(first=first, stop=stop + 1, value=value, low=value, high=value, scale=size)


def _parse_word_amount(tokens: Tokens, index: int, words: NumeralWords) -> Amount | None:
    key = tokens.keys[index]
    if key in words.scales:
        _, use = words.scales[key]
        turned = _parse_turned(tokens, index, words)
        if turned is not None:
            return turned
        if use in {"counted", "glued"}:
            return None
        if use == "many" or (use == "either" and _is_plural(tokens, index, words)):
            return _parse_many(tokens, index, words)
    read, stop = _accumulate(tokens, index, words)
    value = read.value
    return Amount(
        first=_with_article(tokens, index, words),
        stop=stop,
        value=value,
        low=value,
        high=value,
        scale=read.scale,
    )


def _parse_turned(tokens: Tokens, index: int, words: NumeralWords) -> Amount | None:
    """Read "тысяч двенадцать" and "десятка три": a scale word before its number makes it an estimate."""
    fitting = words.turned.get(tokens.key(index))
    count = words.cardinals.get(tokens.key(index + 1))
    if fitting is None or count is None or not fitting[0] <= count <= fitting[1]:
        return None
    value = count * words.scales[tokens.keys[index]][0]
    return Amount(first=index, stop=index + 2, value=value, low=value, high=value, is_about=True)


def _is_plural(tokens: Tokens, index: int, words: NumeralWords) -> bool:
    """Tell "тисячі людей" (thousands) from the genitive "близько тисячі" (one thousand)."""
    before = tokens.key(index - 1)
    return before not in words.range_openers and words.governs_one.ending_at(tokens.keys, index - 1) is None


def _parse_many(tokens: Tokens, index: int, words: NumeralWords) -> Amount:
    """Read "dozens", "hundreds of thousands", "десятки тисяч"."""
    size, _ = words.scales[tokens.keys[index]]
    stop = index + 1
    inner = stop + 1 if tokens.key(stop) == "of" else stop
    times, _ = words.scales.get(tokens.key(inner), (1.0, "counted"))
    if times > size:
        stop = inner + 1
    else:
        times = 1.0
    many = _MANY_DOZENS if size == _DOZEN else _MANY
    return Amount(
        first=index, stop=stop, value=None, low=_FEW * size * times, high=many * size * times,
        scale=size * times, is_vague=True,
    )  # fmt: skip


@dataclass(slots=True)
class _Sum:
    """A number being read word by word: what is closed, and the part still open."""

    total: float = 0.0
    current: float | None = None
    scale: float = 1.0
    small_scale: float = 1.0
    last_scale: float = float("inf")

    @property
    def value(self) -> float:
        return self.total + (self.current or 0.0)

    @property
    def is_round(self) -> bool:
        return self.current is None or self.current % 100 == 0

    def add_cardinal(self, value: float) -> bool:
        """Take a number word, unless it cannot go on: "forty" takes "five", "five" takes nothing."""
        if self.current is None:
            self.current = value
            return True
        room, least = (10, 20) if value < 10 else (100, 100)
        if value >= 100 or self.current < least or self.current % room:
            return False
        self.current += value
        return True

    def add_scale(self, size: float) -> bool:
        """Take a scale word: a small one (dozen, hundred) may be multiplied again, a large one closes."""
        if size <= 100 and (self.current is None or self.current < 100):
            self.current = (self.current or 1.0) * size
            self.scale = self.small_scale = size
            return True
        if size >= self.last_scale or (self.current is None and self.total):
            return False
        self.total += (self.current or 1.0) * size
        self.scale, self.last_scale = size * self.small_scale, size
        self.current, self.small_scale = None, 1.0
        return True


def _accumulate(tokens: Tokens, index: int, words: NumeralWords) -> tuple[_Sum, int]:
    """Add up number words from ``index``, and return the index after the last that belongs."""
    read = _Sum()
    stop = index
    place: int | None = index
    while place is not None:
        key = tokens.key(place)
        if key in words.cardinals:
            if not read.add_cardinal(words.cardinals[key]):
                break
            half = words.half_added.at(tokens.keys, place + 1)
            if half is not None and read.current is not None:
                read.current, place = read.current + 0.5, place + half[0]
            stop = place + 1
        elif read.add_scale(words.scales[key][0]):
            stop = _skip_abbreviation_dot(tokens, place + 1)
        else:
            break
        place = _next_word(tokens, stop, words, is_round=read.is_round)
    return read, stop


def _next_word(tokens: Tokens, stop: int, words: NumeralWords, *, is_round: bool) -> int | None:
    """Return where the number may go on: past a glued hyphen, past "and" after a round part."""
    key = tokens.key(stop)
    follows = tokens.key(stop + 1)
    if key == "-" and tokens.is_glued(stop) and (follows in words.cardinals or follows in words.scales):
        return stop + 1
    if key in words.joining_and and is_round and follows in words.cardinals:
        return stop + 1
    return stop if key in words.cardinals or key in words.scales else None
