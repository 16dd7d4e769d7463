"""The words of time expressions by language, from ``data/lexicon/times_*.json``, as one-letter tags.

Each token gets one letter, so the grammar of dates can be regular expressions over a short string that
is the same for all languages: "two days ago" and "два дні тому" are both ``NUA``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from geo.claims.counting.quantity_words import LANGUAGES, load_quantity_words
from geo.claims.language.phrases import Phrases
from geo.claims.language.tokens import tokenize
from geo.settings import Settings

Raw = dict[str, Any]

OTHER_TAG = "_"
PHRASE_TAG, PHRASE_GOES_ON = "P", "~"
DAY_TAG, YEAR_TAG, COUNT_TAG, DATE_TAG, NUMERAL_TAG = "D", "Y", "C", "O", "N"

# The order decides where a word belongs to two classes: the later class wins.
_TAGS = {
    "month": "M",
    "weekday": "W",
    "season": "S",
    "season_adverb": "s",
    "unit": "U",
    "year_unit": "J",
    "quarter": "u",
    "weekend": "k",
    "night": "n",
    "day_part": "H",
    "night_adverb": "v",
    "day_adverb": "a",
    "relative_day": "y",
    "last": "L",
    "this": "T",
    "next": "X",
    "past": "R",
    "recent": "r",
    "ago": "A",
    "since": "I",
    "before": "B",
    "until": "K",
    "after": "F",
    "early": "E",
    "mid": "m",
    "late": "Z",
    "beginning": "b",
    "middle": "q",
    "end": "e",
    "half": "h",
    "ordinal": "c",
    "day_ordinal": "D",
    "earlier": "t",
    "later": "l",
    "of": "f",
    "the": "d",
    "article": "w",
    "in": "j",
    "on": "p",
    "whole_period": "g",
    "into": "i",
    "to": ">",
    "and": "&",
    "between": "<",
    "day_suffix": "x",
    "decade_suffix": "z",
}
_SIGNS = {",": ",", ".": ".", "-": "-", "–": "-", "—": "-", "'s": OTHER_TAG}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The tags of one language, what the tagged words mean, and the phrases read as a whole.

    ``special`` words need a second look: they may begin a phrase, or count only with a capital.
    """

    language: str
    tags: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    units: dict[str, str]
    relative_days: dict[str, int]
    ordinals: dict[str, int]
    day_ordinals: dict[str, int]
    day_tens: dict[str, int]
    capitalised: frozenset[str]
    phrases: Phrases[str]
    phrase_starts: frozenset[str]
    special: frozenset[str]


def load_time_words(language: str) -> TimeWords:
    """Return the words of ``language``; English for a language that has none.

    >>> load_time_words("ru").tags["вчера"]
    'y'
    """
    return _load(language if language in LANGUAGES else LANGUAGES[0])


@cache
def _load(language: str) -> TimeWords:
    path = Settings().data_dir / "lexicon" / f"times_{language}.json"
    raw = cast("Raw", json.loads(path.read_text(encoding="utf-8")))
    numerals = load_quantity_words(language).numerals
    # English "half a year" has an article in between, which the grammar of counts does not take.
    halves = numerals.half_prefix if language != "en" else ()
    tags = dict.fromkeys((*numerals.cardinals, *numerals.vague, *numerals.nearly_exact, *halves), NUMERAL_TAG)
    tags |= dict.fromkeys((word for word, (size, _) in numerals.scales.items() if size <= 1000), NUMERAL_TAG)
    for name, tag in _TAGS.items():
        tags |= dict.fromkeys(raw[name], tag)
    tags |= _SIGNS
    phrases = {phrase: kind for kind, same in raw["phrases"].items() for phrase in same}
    capitalised = frozenset(word for name in raw["capitalised"] for word in raw[name])
    starts = frozenset(tokenize(phrase).keys[0] for phrase in phrases)
    return TimeWords(
        language=language,
        tags=tags,
        months=raw["month"],
        weekdays=raw["weekday"],
        seasons={**raw["season"], **raw["season_adverb"]},
        units={**raw["unit"], **raw["year_unit"]},
        relative_days=raw["relative_day"],
        ordinals=raw["ordinal"],
        day_ordinals=raw["day_ordinal"],
        day_tens={word: int(value) for word, value in numerals.cardinals.items() if value in {20, 30}},
        capitalised=capitalised,
        phrases=Phrases(phrases),
        phrase_starts=starts,
        special=starts | capitalised | frozenset(raw["month"]),
    )
