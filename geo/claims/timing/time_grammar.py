"""The grammar of time expressions: regular expressions over one tag letter a token.

Tags are those of `geo.claims.timing.time_words`; the grammar is shared by the languages because they order
these phrases alike. What an expression means is told in `geo.claims.timing.time_readings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.claims.timing.time_words import (
    COUNT_TAG,
    DATE_TAG,
    DAY_TAG,
    OTHER_TAG,
    PHRASE_GOES_ON,
    PHRASE_TAG,
    YEAR_TAG,
    TimeWords,
    load_time_words,
)

if TYPE_CHECKING:
    from geo.claims.language.tokens import Tokens

_KEPT_TEXTS = 8
_ABBREVIATION_DOT = "°"
# Before a word that it might count, only a year of this war is taken for a year.
_FIRST_LIKELY_YEAR, _LAST_LIKELY_YEAR = 2010, 2035
_LONGEST_ABBREVIATION = 5
_FULL_SHORT_MONTHS = frozenset(
    (
        "march",
        "april",
        "may",
        "june",
        "july",
        "март",
        "мая",
        "май",
        "мае",
        "марта",
        "июнь",
        "июля",
        "июль",
        "июня",
        "июне",
        "июле",
        "марте",
    )
)
_NUMERIC_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})|\d{4}[./]\d{1,2}[./]\d{1,2}")
_SHORT_DATE = re.compile(r"[0-3]\d\.[01]\d")
_DATE_PREPOSITIONS = frozenset(
    ("на", "за", "від", "з", "с", "от", "до", "по", "станом", "состоянию", "у", "в")
)

# "Двадцять першого" is a numeral and an ordinal.
_D = r"(?:ND|D(?:-?x)?)"
_M = f"M{_ABBREVIATION_DOT}?"
_Y = r"(?:,?f?YJ?|f?[LTX]J)"
_EDGE = r"(?:[EmZ]-?|c?[beqh]f?d?)"
_COUNT = r"[DCN](?:-?[NC]){0,6}f?"

# The first pattern that fits at a place wins, so what is longer or more certain stands first.
_RULES: tuple[tuple[str, str], ...] = (
    ("phrase", f"{PHRASE_TAG}{PHRASE_GOES_ON}*+(?!f)"),
    ("iso", r"Y-D-D"),
    ("numeric", DATE_TAG),
    ("days_across_months", f"{_D}d?f?{_M}{_Y}?[->&K]d?{_D}f?{_M}{_Y}?|{_M}{_D}{_Y}?[->&]{_M}{_D}{_Y}?"),
    (
        "days",
        (
            f"(?:{_D},){{0,4}}{_D},?[->&Ki]d?{_D}f?{_M}{_Y}?"
            f"|{_M}(?:{_D},){{0,4}}{_D}[->]{_D}{_Y}?"
            f"|{_M}(?:{_D},){{0,4}}{_D},?&d?{_D}(?:{_Y}|(?![_CN]))"
        ),
    ),
    (
        "day",
        f"(?:W,?[pd]?)?d?{_D}f?{_M}{_Y}?|(?:W,?)?(?:(?<![jD]){_M}{_D}{_Y}?|(?<!D){_M}{_D}(?:{_Y}|(?![_CN])))",
    ),
    ("units_of", f"[cLR](?:[DN](?:-?N)*)?Uf?d?(?:{_M}{_Y}?|YJ?|[LTX]?J)"),
    ("months", f"{_M}{_Y}?[->&K]{_M}{_Y}?"),
    ("month", f"{_EDGE}[TLX]?{_M}{_Y}?|{_M}{_Y}|[LTX]{_M}|(?<=[jIBKFg<]){_M}"),
    ("quarter", r"cu(?:f?d?(?:YJ?|[TLX]?J))?"),
    ("years", r"(?:(?<=[<jIKpg])|(?<=Id))Y[->&K]YJ?|Y-YJ?|Y[K>]YJ"),
    ("decade", r"Y-?z[UJ]?"),
    ("year_part", f"{_EDGE}YJ?"),
    (
        "season",
        f"{_EDGE}?[LTX][Ss](?:f?YJ?)?|{_EDGE}[Ss]{_Y}?|(?:jd?)?[Ss]f?Y(?:-[DYC])?J?|(?:jd?)?[Ss]f?[LTX]J|s|(?:jd?S|gdS|(?<=[IKFB])S|(?<=[IKFB]d)S)(?!f)",
    ),
    ("period_part", r"(?:c?h|[beq])f?d?[LTX]?[UJu]|[EmZtl][LTX][UJu]"),
    ("ago", f"w?(?:{_COUNT}(?:[->&]{_COUNT})?)?[UJ]A"),
    ("past", f"(?:[pjg]d?)?(?:R(?:{_COUNT})?|L{_COUNT})[UJ]|dR(?:{_COUNT})?[UJ]|[pjg]dL[UJ]|g(?:U|J)(?!K)"),
    ("recent", r"(?:[pjg]d?)?r[UJ]"),
    ("ahead", f"d?X{_COUNT}[UJ]"),
    ("span", rf"j?[gpj]d?T?{_COUNT}[UJ](?![AKBF])"),
    ("period", r"[LTX][UJu]"),
    ("last_night", r"Ln|gn"),
    ("part_today", r"T[Hna]|jdH(?!f)|gH"),
    ("weekend", r"[LTX]?k"),
    ("weekdays", r"W[->&iK]W"),
    ("weekday", r"[LTX]?W"),
    ("relative_day", r"y"),
    ("year", r"YJ|(?<=[jIBFK<f])Y(?!_)"),
    ("bare_year", r"(?<=[jIBFK<f])Y"),
    ("night", r"v(?![pij>fdI]{0,4}(?:D|M|W|y))"),
    ("clock_part", r"[Kpij][cND]?H(?![pij>fdI]{0,4}(?:D|M|W|y))"),
    ("day_part", r"a(?![pij>fdI]{0,4}(?:D|M|W|y))"),
)
_GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES))
# Most words have no tag; only runs of tagged words that hold one of these can hold an expression.
_RUN = re.compile(r"[^_.]+")
_PROMISE = re.compile(r"[MWSsUJukvayYOPLTXRrngzhH]")
_TRIMMED = frozenset("pjdg")
_KEEPS_PREPOSITION = frozenset({"past", "recent", "last_night", "span", "clock_part"})
_TWO_DAYS = re.compile(r"M(?:D,){0,4}D,?&d?D(?=_)")
_NO_THINGS = frozenset(
    [
        "indicates",
        "indicate",
        "indicated",
        "shows",
        "show",
        "showed",
        "suggests",
        "suggest",
        "but",
        "that",
        "which",
        "with",
        "as",
        "while",
        "when",
        "where",
        "to",
        "by",
        "from",
        "near",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "did",
    ]
)
_BEFORE = re.compile(r"([nHva])(?:I|d?[fpij>]?d?)$")
_AFTER = re.compile(r"[pj]?d?([nHva])|,[pj]d?([nHv])")
_RELATION = re.compile(r"([IBKF<])>?d?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression over the tokens ``first:stop`` of a text; its core begins at ``core``.

    ``tags`` are the tag letters of the core.
    ``day_part`` is the tag letter of the part of the day that stands beside the core, ``link`` what
    joins it if it stands before ("в ночь на": ``i``), ``is_before`` where it stands. ``relation`` is the
    tag letter of "since", "before", "by" or "after". ``is_whole`` tells that it is all of a day or longer
    that is meant ("за 23 червня", "over the weekend").
    """

    rule: str
    first: int
    stop: int
    core: int
    tags: str
    day_part: str = ""
    link: str = ""
    is_before: bool = False
    relation: str = ""
    is_whole: bool = False


def tag_tokens(tokens: Tokens, words: TimeWords) -> str:
    """Return one tag letter for each token."""
    known = words.tags
    tags = [known.get(key, OTHER_TAG) for key in tokens.keys]
    for place in tokens.numbers:
        tags[place] = _tag_number(tokens, place)
    special = words.special
    for place in [place for place, key in enumerate(tokens.keys) if key in special]:
        if tokens.keys[place] in words.phrase_starts:
            _tag_phrase(tokens, place, words, tags)
        elif tokens.keys[place] in words.capitalised and not tokens.is_capital(place):
            tags[place] = OTHER_TAG
        elif tags[place] == "M" and _is_abbreviated(tokens, place):
            tags[place + 1] = _ABBREVIATION_DOT
    joined = "".join(tags)
    for days in _TWO_DAYS.finditer(joined):
        if tokens.keys[days.end()] in _NO_THINGS:
            # "Published on September 2 and 3 shows": what follows is not counted.
            tags[days.end()] = "."
    return "".join(tags)


def _is_abbreviated(tokens: Tokens, place: int) -> bool:
    """Tell whether a short month ("Aug") is followed by the full stop of its abbreviation."""
    key = tokens.key(place)
    is_short = len(key) <= _LONGEST_ABBREVIATION and key not in _FULL_SHORT_MONTHS
    return is_short and tokens.key(place + 1) == "." and tokens.is_glued(place + 1)


def _tag_phrase(tokens: Tokens, place: int, words: TimeWords, tags: list[str]) -> None:
    found = words.phrases.at(tokens.keys, place)
    if found is not None and tags[place] != PHRASE_GOES_ON:
        tags[place] = PHRASE_TAG
        tags[place + 1 : place + found[0]] = PHRASE_GOES_ON * (found[0] - 1)


def _tag_number(tokens: Tokens, place: int) -> str:
    key = tokens.keys[place]
    if key.isdecimal():
        is_part = place and tokens.is_glued(place) and tokens.key(place - 1) in {"$", "€", "£", "№", "#", "+"}
        if is_part:
            return OTHER_TAG
        if len(key) <= 2 and 1 <= int(key) <= 31:
            return DAY_TAG
        return YEAR_TAG if len(key) == 4 and 1900 <= int(key) < 2100 else COUNT_TAG
    if _NUMERIC_DATE.fullmatch(key):
        return DATE_TAG
    if _SHORT_DATE.fullmatch(key) and tokens.key(place - 1) in _DATE_PREPOSITIONS:
        return DATE_TAG
    return COUNT_TAG if key[-1].isdecimal() and ":" not in key and "/" not in key else OTHER_TAG


@lru_cache(maxsize=_KEPT_TEXTS)
def find_expressions(tokens: Tokens, language: str) -> tuple[Expression, ...]:
    """Return the time expressions of a text in order; they do not overlap."""
    tags = tag_tokens(tokens, load_time_words(language))
    found: list[Expression] = []
    done = 0
    for run in _RUN.finditer(tags):
        if _PROMISE.search(tags, run.start(), run.end()) is None:
            continue
        place = run.start()
        while place < run.end():
            match = _GRAMMAR.match(tags, place)
            if match is None or match.lastgroup is None or _is_count(tokens, place, match.lastgroup):
                place += 1
                continue
            expression = _widen(tags, match.lastgroup, place, match.end(), done)
            found.append(expression)
            done = place = expression.stop
    return tuple(found)


def _is_count(tokens: Tokens, place: int, rule: str) -> bool:
    """Tell whether a bare year before a word ("in 2000 villages") is rather a number of things."""
    if rule != "bare_year":
        return False
    year = int(tokens.keys[place])
    return not _FIRST_LIKELY_YEAR <= year <= _LAST_LIKELY_YEAR


def _widen(tags: str, rule: str, first: int, stop: int, floor: int) -> Expression:
    """Add the part of the day and the relation that stand beside the core."""
    is_whole = "g" in (tags[first], tags[max(floor, first - 1)])
    while rule not in _KEEPS_PREPOSITION and tags[first] in _TRIMMED and first + 1 < stop:
        first += 1
    core, core_tags = first, tags[first:stop]
    part, link, is_before = "", "", False
    before = _BEFORE.search(tags, max(floor, first - 5), first)
    after = _AFTER.match(tags, stop)
    if before is not None:
        part, is_before = before.group(1), True
        link = before.group()[1:].replace("d", "")
        first = before.start()
    elif after is not None and rule in _TAKES_DAY_PART:
        part = after.group(1) or after.group(2)
        stop = after.end()
    relation = _RELATION.search(tags, max(floor, first - 3), first)
    letter = relation.group(1) if relation is not None else ""
    is_range = rule in {"days", "days_across_months", "months", "years", "weekdays"}
    if part and is_before and letter in {"B", "F"}:
        # "Before dawn on Saturday" was on Saturday.
        letter, relation = "", None
    if letter == "<" and not is_range and core_tags[0] not in "bP":
        # "From" opens a range, or tells since when if a beginning follows ("від початку року").
        relation = None
    if relation is not None and rule not in _TAKES_NO_RELATION:
        first = relation.start()
        letter = "" if is_range and letter in "I<" else letter.replace("<", "I")
    else:
        letter = ""
    return Expression(
        rule=rule,
        first=first,
        stop=stop,
        core=core,
        tags=core_tags,
        day_part=part,
        link=link,
        is_before=is_before,
        relation=letter,
        is_whole=is_whole,
    )


_TAKES_DAY_PART = frozenset({"day", "days", "iso", "numeric", "weekday", "relative_day"})
_TAKES_NO_RELATION = frozenset(
    {"past", "recent", "last_night", "part_today", "night", "day_part", "ahead", "span", "clock_part"}
)


@lru_cache(maxsize=_KEPT_TEXTS)
def time_tokens(tokens: Tokens, language: str) -> frozenset[int]:
    """Return the indexes of all tokens that tell when; "in five days" tells how long, too."""
    return frozenset(
        place
        for one in find_expressions(tokens, language)
        if one.rule != "span"
        for place in range(one.first, one.stop)
    )
