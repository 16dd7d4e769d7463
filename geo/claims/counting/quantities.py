"""Find quantities: how much of what, with bounds, as written and in SI units.

A number is a quantity only if something is counted or measured by it; years, ages, calibres, the numbers
of brigades and articles, clock times and sums of money are not. A whole text is read once and kept for a
moment, because callers ask for it sentence by sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.claims.counting.bare_numbers import read_bare
from geo.claims.counting.comparators import Bound, read_bound
from geo.claims.counting.designations import (
    is_abbreviation,
    is_age,
    is_apiece,
    is_designation,
    is_money,
    is_name_number,
    is_no_duration,
    is_one_of,
    is_ordinal,
    is_rate,
    is_ratio,
    is_second_day,
    is_year,
    names_launcher,
)
from geo.claims.counting.distances import FoundOffset, agree, find_offset, measure_length
from geo.claims.counting.fates import read_close_fate, read_fate
from geo.claims.counting.nouns import FATES, OTHER, TIMES, Counted, is_person, read_counted, read_unit
from geo.claims.counting.numerals import (
    Amount,
    parse_amount,
    parse_compound,
    parse_range,
)
from geo.claims.counting.part_numbers import parse_fraction, parse_half_unit, parse_vague_share
from geo.claims.counting.quantity_words import PEOPLE, QuantityWords, load_quantity_words
from geo.claims.counting.recounts import count_again, fate_in_list, fate_of_part, is_part
from geo.claims.counting.units import UNITS, Dimension, to_si
from geo.claims.language.tokens import Tokens, tokenize
from geo.claims.timing.time_grammar import time_tokens
from geo.models import Measure, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT_TEXTS = 8
_MEASURES = {Dimension.AREA: Measure.AREA, Dimension.TIME: Measure.DURATION, Dimension.SHARE: Measure.SHARE}
# Numerals that count people alone: двоє, п'ятеро.
_OF_PEOPLE = ("оє", "ое", "еро")
_AND = frozenset({"and", "та", "і", "й", "и"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A number of which no rule can tell what it counts: "claims ten", "61 fell on the town"."""

    quantity: Quantity


_Found = tuple[Quantity | FoundOffset | Loose | None, int]


def find_quantities(
    text: str, *, start: int = 0, end: int | None = None, language: str = "en"
) -> tuple[Quantity, ...]:
    """Return the quantities whose words lie in ``text[start:end]``, in the order of the text.

    A distance that only locates a place is left to `find_offsets`. ``value`` is ``None`` for a vague
    count and for a range. Counts have their measure as unit, or the noun where no measure fits.

    >>> [(q.as_written, q.value, q.high, q.unit) for q in find_quantities("took over 1,000 square km")]
    [('over 1,000 square km', 1000.0, None, 'km2')]
    """
    stop = len(text) if end is None else end
    quantities, _, _ = _read_text(text, language)
    return tuple(one for one in quantities if start <= one.start and one.end <= stop)


def find_offsets(
    text: str, *, start: int = 0, end: int | None = None, language: str = "en"
) -> tuple[FoundOffset, ...]:
    """Return the distances in ``text[start:end]`` that locate something from a named place.

    >>> [(o.distance_m, o.bearing_deg) for o in find_offsets("a village 24 km east of Pokrovsk")]
    [(24000.0, 90.0)]
    """
    stop = len(text) if end is None else end
    _, offsets, _ = _read_text(text, language)
    return tuple(one for one in offsets if start <= one.start and one.end <= stop)


def find_loose_numbers(text: str, *, language: str = "en") -> tuple[Quantity, ...]:
    """Return the numbers that count something, as far as a rule can see, but do not say what.

    >>> [one.as_written for one in find_loose_numbers("The ministry claims about ten, most in May 2024.")]
    ['about ten']
    """
    return _read_text(text, language)[2]


@lru_cache(maxsize=_KEPT_TEXTS)
def _read_text(
    text: str, language: str
) -> tuple[tuple[Quantity, ...], tuple[FoundOffset, ...], tuple[Quantity, ...]]:
    tokens = tokenize(text)
    words = load_quantity_words(language)
    reader = _Reader(tokens=tokens, words=words, taken=time_tokens(tokens, language))
    found = tuple(reader.read())
    return (
        tuple(one for one in found if isinstance(one, Quantity)),
        tuple(one for one in found if isinstance(one, FoundOffset)),
        tuple(one.quantity for one in found if isinstance(one, Loose)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One pass over the tokens of a text; ``taken`` are the tokens of time expressions."""

    tokens: Tokens
    words: QuantityWords
    taken: frozenset[int]

    def read(self) -> Iterator[Quantity | FoundOffset | Loose]:
        """Yield what each number gives, from left to right."""
        done = 0
        last: Quantity | None = None
        for index in self._starts():
            if index < done or index in self.taken:
                continue
            found, done = self._read_at(index, last)
            if isinstance(found, Quantity) and found.si_unit is None and not self._tells_where(index, found):
                last = found
            if found is not None:
                yield found

    def _tells_where(self, index: int, found: Quantity) -> bool:
        """Tell whether a count is only of where: "65 drones over six regions, 22 of them over Kursk"."""
        return found.measure is Measure.OTHER and self.tokens.key(index - 1) in self.words.cues.above

    def _starts(self) -> list[int]:
        """Return the tokens at which a number may begin; at most tokens of a text none does."""
        starters, stems = self.words.starters, self.words.numerals.compound_stems
        places = {place for place, key in enumerate(self.tokens.keys) if key in starters}
        places.update(self.tokens.numbers)
        for stem in stems:
            if stem in self.tokens.text:
                places.update(place for place, key in enumerate(self.tokens.keys) if stem in key)
        return sorted(places)

    def _read_at(self, index: int, last: Quantity | None) -> _Found:
        """Return what the number at ``index`` gives, and the token to go on at."""
        key = self.tokens.keys[index]
        if key in self.words.action_counts:
            return self._repeated(index), index + 1
        if key in self.words.nouns.bare_units:
            return self._bare_unit(index), index + 1
        if not (key in self.words.numerals.openers or key[0].isdecimal()):
            return self._compound(index), index + 1
        is_name = is_abbreviation(self.tokens, index) or names_launcher(self.tokens, index)
        amount = None if is_name else self._amount(index)
        if amount is None:
            return None, index + 1
        if self._only_names(amount):
            return None, amount.stop
        found, stop = self._quantity(amount, last)
        return found, max(amount.stop, stop)

    def _only_names(self, amount: Amount) -> bool:
        return (
            is_designation(self.tokens, amount, self.words)
            or is_money(self.tokens, amount)
            or is_one_of(self.tokens, amount, self.words)
            or is_ordinal(self.tokens, amount)
            or is_apiece(self.tokens, amount)
            or is_age(self.tokens, amount, self.words)
            or is_second_day(self.tokens, amount, self.taken)
        )

    def _repeated(self, index: int) -> Quantity | None:
        """Read "twice" as two times something was done; "twice as many" compares and counts nothing."""
        if is_ratio(self.tokens, index, index + 1, self.words):
            return None
        value = self.words.action_counts[self.tokens.keys[index]]
        amount = Amount(first=index, stop=index + 1, value=value, low=value, high=value)
        bound = read_bound(self.tokens, amount, self.words.bounds)
        return self._make(bound, bound.stop, Measure.OTHER, TIMES)

    def _bare_unit(self, index: int) -> Quantity | FoundOffset | Loose | None:
        """Read the one kilometre of "на кілометр", "a kilometre", which no numeral counts."""
        first = index - 1
        if self.tokens.key(first) not in self.words.nouns.before_bare_units:
            return None
        amount = Amount(first=index, stop=index, value=1.0, low=1.0, high=1.0)
        if self.words.language == "en":
            amount = replace(amount, first=first)
        unit = read_unit(self.tokens, index, self.words)
        return None if unit is None else self._measured(amount, *unit)[0]

    def _compound(self, index: int) -> Quantity | None:
        """Read the length that one word tells, as "п'ятикілометрова" does."""
        numerals = self.words.numerals
        parts = parse_compound(self.tokens, index, numerals.compound_stems, numerals)
        if parts is None or (unit := self.words.nouns.units.at((parts[1],), 0)) is None:
            return None
        amount = Amount(first=index, stop=index + 1, value=parts[0], low=parts[0], high=parts[0])
        bound = read_bound(self.tokens, amount, self.words.bounds)
        measure = measure_length(self.tokens, bound.first, index + 1, self.words)
        return self._make(bound, index + 1, measure, unit[1])

    def _amount(self, index: int) -> Amount | None:
        """Read a fraction, a range or a number at ``index``, with the opener of a range before it."""
        numerals, language = self.words.numerals, self.words.language
        fraction = (
            parse_half_unit(self.tokens, index, self.words)
            or parse_fraction(self.tokens, index, numerals)
            or parse_vague_share(self.tokens, index, numerals)
        )
        if fraction is not None:
            return fraction
        joins = numerals.range_openers.get(self.tokens.key(index - 1))
        if joins is not None:
            amount = parse_range(self.tokens, index, numerals, language=language, joins=joins)
            amount = None if amount is None else self._joined_over_units(amount, joins)
            if amount is not None and amount.is_range:
                return replace(amount, first=index - 1)
        amount = parse_range(self.tokens, index, numerals, language=language)
        if amount is None or amount.is_range:
            return amount
        return self._joined_over_units(amount, numerals.range_words)

    def _joined_over_units(self, amount: Amount, joins: frozenset[str]) -> Amount:
        """Join "від 10 км до 15 км", whose unit is said twice."""
        if amount.is_range or amount.value is None or amount.is_share:
            return amount
        unit = read_unit(self.tokens, amount.stop, self.words)
        if unit is None or self.tokens.key(unit[0]) not in joins:
            return amount
        numerals, language = self.words.numerals, self.words.language
        second = parse_amount(self.tokens, unit[0] + 1, numerals, language=language)
        if second is None or second.value is None or not amount.value < second.value:
            return amount
        again = read_unit(self.tokens, second.stop, self.words)
        if again is None or again[1] != unit[1]:
            return amount
        return Amount(
            first=amount.first,
            stop=second.stop,
            value=None,
            low=amount.value,
            high=second.value,
            is_range=True,
            is_digits=amount.is_digits,
        )

    def _quantity(self, amount: Amount, last: Quantity | None) -> _Found:
        """Return what the amount measures or counts, and the token to go on at."""
        bound = read_bound(self.tokens, amount, self.words.bounds)
        if amount.is_share:
            return self._share(bound)
        of = 1 if amount.is_vague and self.tokens.key(bound.stop) in self.words.nouns.of else 0
        unit = read_unit(self.tokens, bound.stop + of, self.words)
        if unit is not None:
            return self._measured(amount, *unit)
        shared = self._shared_unit(bound)
        if shared is not None:
            return self._measured(amount, bound.stop, shared)
        return self._counted(amount, bound, last)

    def _share(self, bound: Bound) -> _Found:
        """Return a fraction of a whole, or of a percent: "три десятых процента"."""
        unit = read_unit(self.tokens, bound.stop, self.words)
        if unit is not None and UNITS[unit[1]].dimension is Dimension.SHARE:
            return self._make(bound, unit[0], Measure.SHARE, unit[1]), unit[0]
        return self._make(bound, bound.stop, Measure.SHARE, "fraction"), bound.stop

    def _shared_unit(self, bound: Bound) -> str | None:
        """Return the unit that the next number says for both: "25 and 30 kilometres"."""
        if self.tokens.key(bound.stop) not in _AND:
            return None
        numerals, language = self.words.numerals, self.words.language
        second = parse_amount(self.tokens, bound.stop + 1, numerals, language=language)
        unit = None if second is None else read_unit(self.tokens, second.stop, self.words)
        return None if unit is None or UNITS[unit[1]].dimension is not Dimension.LENGTH else unit[1]

    def _measured(self, amount: Amount, stop: int, unit: str) -> _Found:
        """Return the quantity that a number with a unit is, or the offset that it gives."""
        tokens, words = self.tokens, self.words
        bound = read_bound(tokens, amount, words.bounds, noun_stop=stop)
        dimension = UNITS[unit].dimension
        if is_rate(tokens, stop):
            return None, stop
        if dimension is Dimension.TIME and is_no_duration(tokens, bound, stop, unit, words):
            return None, stop
        stop = self._past_second_unit(bound, unit)
        if dimension is not Dimension.LENGTH:
            return self._make(bound, stop, _MEASURES[dimension], unit), stop
        offset = find_offset(tokens, bound, stop, unit, words)
        if offset is not None:
            return offset, stop
        return self._make(bound, stop, measure_length(tokens, bound.first, stop, words), unit), stop

    def _past_second_unit(self, bound: Bound, unit: str) -> int:
        """Step over "(90-mile)" after "150-kilometer", if it is the same length again."""
        tokens, words = self.tokens, self.words
        if tokens.key(bound.stop) not in {"(", "[", "/", "or"}:
            return bound.stop
        for place in range(bound.stop + 1, min(bound.stop + 4, len(tokens))):
            amount = parse_range(tokens, place, words.numerals, language=words.language)
            if amount is None:
                continue
            again = read_unit(tokens, amount.stop, words)
            if again is None or not agree(bound, unit, amount, again[1]):
                return bound.stop
            if tokens.key(bound.stop) not in {"(", "["}:
                return again[0]
            return again[0] + 1 if tokens.key(again[0]) in {")", "]"} else bound.stop
        return bound.stop

    def _counted(self, amount: Amount, bound: Bound, last: Quantity | None) -> _Found:
        """Return the quantity that a number without a unit is, or ``None`` if it counts nothing."""
        tokens, words = self.tokens, self.words
        counted = read_counted(tokens, bound.stop, words, value=amount.high, skipped=self.taken)
        if counted.is_guess and tokens.key(amount.first).endswith(_OF_PEOPLE):
            counted = replace(counted, label=PEOPLE, is_guess=False)
        if counted.is_guess and (amount.is_vague or tokens.keys[amount.first] in words.numerals.both):
            # "Several strategic purposes", "both reports": of unknown things that says nothing.
            return None, bound.stop
        if counted.label == TIMES and is_ratio(tokens, bound.first, counted.stop, words):
            return None, counted.stop
        if counted.is_refused or is_name_number(tokens, amount, bound, counted, words):
            return None, max(bound.stop, counted.stop)
        found = self._measure(amount, bound, counted, last)
        if found is None:
            bare = read_bare(tokens, bound, words)
            if bare is None:
                return self._loose(amount, bound), bound.stop
            return self._make(bare.bound, bound.stop, bare.measure, bare.unit), bound.stop
        bound = read_bound(tokens, amount, words.bounds, noun_stop=max(bound.stop, counted.stop))
        return self._make(bound, bound.stop, *found), bound.stop

    def _loose(self, amount: Amount, bound: Bound) -> Loose | None:
        """Return a number that nothing explains, unless it may be a year."""
        is_both = self.tokens.keys[amount.first] in self.words.numerals.both
        if amount.value is None or is_both or is_year(self.tokens, amount):
            return None
        return Loose(quantity=self._make(bound, bound.stop, Measure.OTHER, ""))

    def _measure(
        self, amount: Amount, bound: Bound, counted: Counted, last: Quantity | None
    ) -> tuple[Measure, str] | None:
        """Tell what is counted and its unit, from the noun, what befell it, or the count before it."""
        label = counted.label
        if label == TIMES:
            return Measure.OTHER, TIMES
        fate = self._fate(bound, counted, last) if is_person(label) else None
        if fate is None and label is None and self.tokens.key(bound.stop - 1).endswith(_OF_PEOPLE):
            # «Шестеро уничтожены»: such numerals count nothing but people.
            fate = read_close_fate(self.tokens, bound.first, bound.stop, self.words)
        if counted.is_guess:
            fate = read_close_fate(self.tokens, bound.first, counted.stop, self.words)
        if fate is not None:
            return fate, fate.value
        if label is None:
            return count_again(self.tokens, amount, bound, last, self.words)
        measure = Measure.OTHER if label in {PEOPLE, OTHER} else Measure(label)
        return measure, counted.noun if measure is Measure.OTHER else measure.value

    def _fate(self, bound: Bound, counted: Counted, last: Quantity | None) -> Measure | None:
        """Tell what befell the people counted."""
        label = counted.label
        if label in FATES:
            return Measure(label)
        if counted.cue is not None:
            cue = self.words.cues.cues.at(self.tokens.keys, counted.cue)
            if cue is not None:
                return cue[1][0]
        if last is not None and is_part(self.tokens, bound, last, self.words):
            part = fate_of_part(label, last)
            if part is not None:
                return part
        stop = max(bound.stop, counted.stop)
        fate = read_fate(self.tokens, bound.first, stop, self.words, has_noun=label is not None)
        if fate is None and label == PEOPLE and last is not None:
            return fate_in_list(self.tokens, bound, last)
        is_told = fate is not None and (label is not None or _is_clear(fate, self.words))
        return fate if is_told else None

    def _make(self, bound: Bound, stop: int, measure: Measure, unit: str) -> Quantity:
        start, end = self.tokens.starts[bound.first], self.tokens.ends[stop - 1]
        known = UNITS.get(unit)
        return Quantity(
            start=start,
            end=end,
            as_written=self.tokens.text[start:end],
            measure=measure,
            value=bound.value,
            low=bound.low,
            high=bound.high,
            unit=unit,
            comparator=bound.comparator,
            si_value=to_si(bound.value, unit) if known is not None and bound.value is not None else None,
            si_unit=known.si if known is not None else None,
        )


def _is_clear(fate: Measure, words: QuantityWords) -> bool:
    """Tell whether a cue speaks of people even without a noun; English "captured five" need not."""
    return fate is not Measure.PRISONERS or words.language != "en"
