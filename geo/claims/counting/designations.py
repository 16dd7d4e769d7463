"""Tell numbers that count something from numbers that only name something.

The 47th Brigade, a 155-mm shell, Article 51, a man aged 70, 5 a.m. and three million dollars are all
numbers beside nouns; each test here knows one of these habits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.counting.nouns import DASHES, OTHER, read_unit
from geo.claims.counting.numerals import parse_amount
from geo.claims.counting.quantity_words import PEOPLE

if TYPE_CHECKING:
    from geo.claims.counting.comparators import Bound
    from geo.claims.counting.nouns import Counted
    from geo.claims.counting.numerals import Amount
    from geo.claims.counting.quantity_words import QuantityWords
    from geo.claims.language.tokens import Tokens

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_CLOCK_HOURS = 24
_LEAST_OF_AN_ABBREVIATION = 3
_AGE_REACH = 3
_PER_HOUR = frozenset({"час", "годину", "секунду", "hour", "second", "h", "s", "год", "ч"})
_CLOCK_PREPOSITIONS = frozenset({"в", "о", "об", "at", "до", "к"})
_LONGEST_AGE = 2
_BEFORE_PLACES = frozenset({"in", "near", "at", "of", "over", "from", "to", "on", "and", "around", "for"})
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december"}
)
_ONE = frozenset({"one", "один", "одна", "одно", "одне", "одну", "одного", "одной", "однієї", "одним"})
_OF = frozenset({"of", "из", "з", "із"})
_AND = frozenset({"та", "і", "й", "и"})
_BY_A_FACTOR = frozenset({"в", "во", "у"})
_OF_A_TIME = frozenset({"the", "a", "several", "this", "last", "two", "three"})
_AGE_ENDS = frozenset(
    {",", ".", ")", ";", "and", "was", "were", "had", "died", "has", "is", "in", "at", "from", "who"}
)
_GLUE = frozenset("/+:\\@_=")
_ORDINAL = re.compile(
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|перш|друг|п'ят|шост|сьом|дев'ят)"
    r"(?:ь?(?:его|ему|ей|ем|ого|ому|ой|ом|ою|ої|ій|ий|ый)|[аяеюу]|ое|ье|ая|ую|ым|им)"
)
_EMPHATIC = frozenset({"только", "лишь", "лише", "тільки"})
_APIECE = frozenset({"одному", "одной", "одній", "двое", "двоє", "трое", "троє"})
_AFTER_APIECE = frozenset({"", ",", ".", ";", "!", "?", ")", "»", "\n", "и", "або", "или", "та", "й", "і"})


def is_designation(tokens: Tokens, amount: Amount, words: QuantityWords) -> bool:
    """Tell whether digits are part of a name ("Su-34", "47th") or of a longer string ("+380 44")."""
    if not amount.is_digits or is_added(tokens, amount.first, amount.stop):
        return False
    first, stop = amount.first, amount.stop
    before, after = tokens.key(first - 1), tokens.key(stop)
    if tokens.is_glued(first) and (
        before in _GLUE
        or (before in DASHES and tokens.is_glued(first - 1) and tokens.key(first - 2)[:1].isalnum())
    ):
        return True
    if after[:1].isdecimal() and not amount.is_range:
        return True
    if before[:1].isdecimal():
        return True
    if after in DASHES and tokens.is_glued(stop) and tokens.key(stop + 1)[:1].isdecimal():
        return True
    is_glued_word = tokens.is_glued(stop) and after[:1].isalpha()
    return is_glued_word and read_unit(tokens, stop, words) is None


def is_added(tokens: Tokens, first: int, stop: int) -> bool:
    """Tell whether a number is what a total grew by: the eleven of "10,996 (+11)"."""
    return tokens.keys[max(0, first - 2) : first] == ("(", "+") and tokens.key(stop) == ")"


def names_launcher(tokens: Tokens, index: int) -> bool:
    """Tell whether a word is part of a weapon's name: "multiple rocket launchers" may be one."""
    return tokens.keys[index] == "multiple" and tokens.key(index + 1) in {"rocket", "launch"}


def is_abbreviation(tokens: Tokens, index: int) -> bool:
    """Tell whether capitals spell no number word: a СТО (service station) is no hundred."""
    written = tokens.text[tokens.starts[index] : tokens.ends[index]]
    if len(written) < _LEAST_OF_AN_ABBREVIATION or not (written.isalpha() and written.isupper()):
        return False
    near = [place for place in (index - 1, index + 1) if tokens.key(place).isalpha()]
    return any(not tokens.text[tokens.starts[place] : tokens.ends[place]].isupper() for place in near)


def is_one_of(tokens: Tokens, amount: Amount, words: QuantityWords) -> bool:
    """Tell whether "one of the biggest raids" picks one out instead of counting; "one of three" counts.

    «В одном только батальоне» picks one out, too.
    """
    if tokens.key(amount.first) not in _ONE:
        return False
    following = tokens.key(amount.first + 1)
    return following in _EMPHATIC or (
        following in _OF and tokens.key(amount.first + 2) not in words.numerals.cardinals
    )


def is_ordinal(tokens: Tokens, amount: Amount) -> bool:
    """Tell whether a number goes on as an ordinal: «утром двадцать пятого», «сорок седьмая бригада»."""
    is_round = amount.value is not None and not amount.is_digits and amount.value % 10 == 0
    return is_round and _ORDINAL.fullmatch(tokens.key(amount.stop)) is not None


def is_apiece(tokens: Tokens, amount: Amount) -> bool:
    """Tell whether a number only says how many go together: «заходят по одному, по двое»."""
    is_each = tokens.key(amount.first - 1) == "по" and tokens.key(amount.first) in _APIECE
    return is_each and tokens.key(amount.stop) in _AFTER_APIECE


def is_second_day(tokens: Tokens, amount: Amount, dated: frozenset[int]) -> bool:
    """Tell whether digits go on a date whose tokens are in ``dated``: "on May 18 and 19"."""
    day = amount.first - 2
    return (
        amount.is_digits
        and tokens.key(amount.first - 1) in {"and", "or", "to"}
        and {day, day - 1} <= dated
        and tokens.key(day).isdecimal()
        and tokens.key(day - 1).isalpha()
    )


def is_age(tokens: Tokens, amount: Amount, words: QuantityWords) -> bool:
    """Tell whether a number is how old somebody is: "a woman of 28", "a policeman, 31", "aged 25 and 31"."""
    before = tokens.key(amount.first - 1)
    if words.language != "en":
        # «Мужчины 54 и 61 года»
        after = parse_amount(tokens, amount.stop + 1, words.numerals, language=words.language)
        is_joined = tokens.key(amount.stop) in _AND and after is not None
        unit = read_unit(tokens, after.stop, words) if is_joined and after is not None else None
        if before in _AND and tokens.key(amount.first - 2).isdecimal():
            # … «и 61 года»
            own = read_unit(tokens, amount.stop, words)
            return own is not None and own[1] == "year" and _follows_person(tokens, amount.first - 2, words)
        return unit is not None and unit[1] == "year" and _follows_person(tokens, amount.first, words)
    if before in {"and", ","} and tokens.key(amount.first - 3) in words.nouns.age_before:
        return True
    if _follows_a_name(tokens, amount):
        return True
    if before not in {"of", ","} or tokens.key(amount.stop) not in _AGE_ENDS:
        return False
    return words.nouns.singles.ending_at(tokens.keys, amount.first - 2) is not None and (
        before == "of" or amount.is_digits
    )


def _follows_a_name(tokens: Tokens, amount: Amount) -> bool:
    """Tell whether a number is set off behind somebody's name: "said Serhii, 43, a mechanic"."""
    name = amount.first - 2
    is_between = tokens.key(amount.first - 1) == "," and tokens.key(amount.stop) in {",", "."}
    is_a_name = tokens.is_capital(name) and tokens.key(name - 1) not in _BEFORE_PLACES
    key = tokens.key(amount.first)
    is_one = amount.stop == amount.first + 1 and key.isdecimal() and len(key) <= _LONGEST_AGE
    return is_between and is_a_name and is_one and tokens.key(name) not in _MONTHS


def _follows_person(tokens: Tokens, first: int, words: QuantityWords) -> bool:
    """Tell whether a person is named right before a number of years: «жінку 49 років», «женщины, 45 лет»."""
    behind = first - 2 if tokens.key(first - 1) == "," else first - 1
    person = words.nouns.counted.ending_at(tokens.keys, behind)
    return words.language != "en" and person is not None and person[1] == PEOPLE


def is_rate(tokens: Tokens, stop: int) -> bool:
    """Tell whether a unit that ends before ``stop`` is one of speed ("km/h", "km per hour")."""
    key = tokens.key(stop)
    if key == "/":
        return tokens.key(stop + 1) in _PER_HOUR
    return key in {"per", "an", "в", "на", "за"} and tokens.key(stop + 1) in _PER_HOUR


def is_ratio(tokens: Tokens, first: int, stop: int, words: QuantityWords) -> bool:
    """Tell whether "three times" or "twice" compares ("three times as many") instead of counting acts."""
    if tokens.key(stop) == "over" and tokens.key(stop + 1) in _OF_A_TIME:
        # "Struck 37 times over the past week."
        return False
    ratios = words.nouns.ratios
    return tokens.key(first - 1) in _BY_A_FACTOR or ratios.at(tokens.keys, stop) is not None


def is_no_duration(tokens: Tokens, bound: Bound, stop: int, unit: str, words: QuantityWords) -> bool:
    """Tell whether a time unit gives an age, a clock time or a distance in time from now."""
    nouns = words.nouns
    nearby = tokens.keys[max(0, bound.first - _AGE_REACH) : bound.first]
    if unit == "year" and (
        any(key in nouns.age_before for key in nearby)
        or tokens.key(stop) == "old"
        or (tokens.key(stop) in DASHES and tokens.key(stop + 1) == "old")
        or tokens.keys[stop : stop + 2] == ("of", "age")
        or _follows_person(tokens, bound.first, words)
    ):
        return True
    if tokens.key(stop) in nouns.ago:
        return True
    if unit != "h":
        return False
    is_of_clock = bound.value is not None and bound.value <= _CLOCK_HOURS
    is_at = (
        tokens.key(bound.first) in _CLOCK_PREPOSITIONS or tokens.key(bound.first - 1) in _CLOCK_PREPOSITIONS
    )
    return nouns.refused_units.at(tokens.keys, stop) is not None or (is_of_clock and is_at)


def is_name_number(
    tokens: Tokens, amount: Amount, bound: Bound, counted: Counted, words: QuantityWords
) -> bool:
    """Tell whether digits without a unit number a thing ("Article 51", "47 Brigade", "in 2024")."""
    nouns = words.nouns
    before = tokens.key(amount.first - 1)
    if before == "." and tokens.is_glued(amount.first - 1):
        before = tokens.key(amount.first - 2)
    is_odds = before == "in" and tokens.key(amount.first - 2) in words.numerals.cardinals
    if before in nouns.age_before or is_odds or not amount.is_digits:
        return before in nouns.age_before or is_odds
    has_label = counted.label is not None and counted.label != OTHER
    if before in nouns.designators and not (has_label and before[:1].isalpha()):
        return True
    if bound.first == amount.first and _is_bare_name(tokens, amount, counted, words):
        return True
    after = tokens.key(amount.stop)
    return after in nouns.unit_nouns_after and (not has_label or counted.noun in nouns.unit_nouns_after)


def _is_bare_name(tokens: Tokens, amount: Amount, counted: Counted, words: QuantityWords) -> bool:
    """Tell whether digits with no comparator are a year or the end of a name ("Leopard 2")."""
    if is_year(tokens, amount) and not _is_counted_closely(tokens, amount, counted):
        return True
    if tokens.key(amount.first - 1) in words.nouns.models:
        return True
    return (
        counted.label is None
        and tokens.is_capital(amount.first - 1)
        and not _is_turned(tokens, amount, words)
    )


def _is_turned(tokens: Tokens, amount: Amount, words: QuantityWords) -> bool:
    """Tell whether a sentence begins with what is counted: «Человек 20 ранено», «Метров 800»."""
    before = amount.first - 1
    counted = words.nouns.counted.at(tokens.keys, before)
    is_person = counted is not None and counted[1] == PEOPLE
    return words.language != "en" and (is_person or words.nouns.units.at(tokens.keys, before) is not None)


def is_money(tokens: Tokens, amount: Amount) -> bool:
    """Tell whether a currency sign stands before the number or after it."""
    return any(
        key in {"$", "€", "£", "₴", "₽", "¥"} or key.endswith("$")
        for key in (tokens.key(amount.first - 1), tokens.key(amount.stop))
        if key
    )


def is_year(tokens: Tokens, amount: Amount) -> bool:
    """Tell whether the digits may be a year: four of them, ungrouped, of this age."""
    key = tokens.key(amount.first)
    return (
        len(key) == 4
        and key.isdecimal()
        and amount.stop == amount.first + 1
        and _FIRST_YEAR <= int(key) <= _LAST_YEAR
    )


def _is_counted_closely(tokens: Tokens, amount: Amount, counted: Counted) -> bool:
    """Tell whether a known noun follows with at most one word between, so that 2000 is a count."""
    known = counted.label is not None and counted.label != OTHER
    return known and counted.stop - amount.stop <= 3 and tokens.key(amount.first - 1) not in _YEAR_BEFORE


_YEAR_BEFORE = frozenset(
    {"in", "since", "by", "of", "the", "until", "before", "after", "у", "в", "з", "с", "до", "на"}
)
