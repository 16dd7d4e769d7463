"""What kind of place a noun beside a name requires: "Kharkiv region", "the cities of A and B"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.toponyms.elided import OF_COMMUNITIES, find_elided, find_headed
from geo.toponyms.names import is_cyrillic

if TYPE_CHECKING:
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

# Endings that an adjective may have, where a noun behind it says that it is one.
ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк|ск|цк)(?:ій|ої|ою|у|ого|ому|им|ом|ой|ую|ая|ий|их|ими|а|е|і|ое|ие)$")

# «На Лазурному.», but not «на Лиманському, Покровському напрямках» and no «на Торському виступі».
_IS_ALONE = re.compile(r"[.;!?)]|,\s[^A-ZА-ЯІЇЄҐЁ]|$")
_REPUBLIC = re.compile(r"\sPeople['’]s Republic")

QUARTER = "PPLX"
"""Feature code of a city's district, which is called a district like any other."""

WATER_CODES = ("STM", "RSV", "LK", "SEA", "BAY", "H")

MOST_BETWEEN = 3
"""Words in small letters that may stand between "oblasts" and the adjectives that name them."""

CITY_SUFFIX = " City"
"""What tells a city from its oblast in English assessments: "toward Sumy City"."""

# A noun right behind a name says what it is; a noun behind a list of names speaks for all of them.
_NOUNS_BEHIND: tuple[tuple[str, tuple[str, ...], str, bool], ...] = (
    ("adm1_nouns", ("ADM1", "RGN"), "called an oblast", True),
    ("adm2_nouns", ("ADM2", QUARTER), "called a district", True),
    ("quarter_nouns", (QUARTER,), "called a quarter", False),
    ("water_nouns", WATER_CODES, "called a water", False),
    ("settlement_after", ("PPL",), "called a settlement", False),
)


_AREA_NOUNS = {
    ("ADM1", False): ("Oblast", "Krai"),
    ("ADM1", True): ("область", "край"),
    ("ADM2", False): ("Raion", "District"),
    ("ADM2", True): ("район",),
}


def find_required(first: int, last: int, words: Words, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return the feature codes that a noun beside the name requires, looking on over a list of names."""
    noun = _noun_behind(last, words, lexicon)
    for name, codes, reason, _ in _NOUNS_BEHIND:
        # «14 населених пунктів Харківської області»: the noun behind the name is the name's own.
        if noun in lexicon[name]:
            return codes, reason
    if _REPUBLIC.match(words.text, words.items[last].end):
        return ("ADM1", "RGN"), "called a republic"
    is_city = last > first and words.items[last].lower == CITY_SUFFIX.strip().lower()
    required = (("PPL",), "called a city") if is_city else _required_before(first, words, lexicon)
    if required[0]:
        return required
    if is_cyrillic(words.items[last].lower) and not ADJECTIVE.search(words.items[last].lower):
        # «в Белгороде, Борисовском и Белгородском районах»: the city is no district, and in «в Липецкой
        # области и Саратове» no oblast.
        return (), ""
    return _required_in_list(first, last, words, lexicon)


def _required_in_list(first: int, last: int, words: Words, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return what the noun of a list requires of a name in it, or the noun of one told before."""
    headed = find_headed(first, words)
    if headed:
        return ((), "") if headed == OF_COMMUNITIES else (headed, "its noun heads the list")
    if _lists_oblasts(first, words, lexicon):
        return ("ADM1", "RGN"), "oblasts are listed"
    listed = _required_by_list(last, words, lexicon)
    elided = () if listed[0] else find_elided(first, last, words, lexicon)
    return (elided, "its noun is left out") if elided else listed


def _noun_behind(last: int, words: Words, lexicon: Lexicon) -> str:
    """Return the word behind a name, or the next one: "Grayvoron municipal district"."""
    after = words.after(last)
    return words.after(last, 2) if after in lexicon["area_adjectives"] else after


def _required_before(first: int, words: Words, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return what the noun before a name, or before the list it is in, requires: "the cities of A and B"."""
    before, head = words.before(first), words.before(first, 2)
    # «с. Волчанка» is a village, «сняли с сумского участка» none.
    is_noun = len(before) > 1 or "." in words.items[first].gap
    is_called = (is_noun and before in lexicon["settlement_nouns"]) or (
        before == "of" and head in lexicon["settlement_nouns"]
    )
    if is_called:
        # "The last fortified cities of Donetsk" lie in it, "the cities of Donetsk and Luhansk" are called so.
        is_held = (
            before == "of" and head in lexicon["settlement_plurals"] and not _goes_on(first, words, lexicon)
        )
        return ((), "") if is_held else (("PPL",), "called a settlement")
    for name, codes, reason, _ in _NOUNS_BEHIND[:2]:
        # "the district of Grayvoron", but not "the northern districts of Kupiansk"
        is_own = name == "adm1_nouns" or words.before(first, 3) == "the"
        if before == "of" and head in lexicon[name] and is_own:
            return codes, reason
    # «Село Річки Білопільської громади» is a village of that name.
    is_village = words.items[first - 1].is_capital and words.after(first).startswith("громад")
    if before in lexicon["river_nouns"] and not is_village:
        return WATER_CODES, "called a water"
    is_quarter = lexicon.language != "en" and _is_called_a_quarter(first, words, lexicon)
    if is_quarter or (is_cyrillic(before) and before in lexicon["quarter_nouns"]):
        return (QUARTER,), "called a quarter"
    index = first
    while index > 1 and words.items[index].sentence == words.items[first].sentence:
        previous = words.items[index - 1]
        if previous.lower == "of":
            is_plural = words.before(index - 1) in lexicon["settlement_plurals"]
            return (("PPL",), "called a settlement") if is_plural else ((), "")
        if not (previous.is_capital or previous.lower in lexicon["list_words"]):
            break
        index -= 1
    return (), ""


def _is_called_a_quarter(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether somebody is on it, as one is in no village: «біля вокзалу та на Лазурному»."""
    name = words.items[first]
    behind = words.text[name.end : name.end + 3]
    if words.before(first) == "на" and name.lower in lexicon["quarter_names"]:
        return True
    return (
        words.before(first) == "на"
        and name.lower.endswith(("ому", "ом"))
        and _IS_ALONE.match(behind) is not None
    )


def _goes_on(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a list goes on behind a name, and not but the sentence: "cities of Donetsk, and they"."""
    following = words.items[first + 1 : first + 3]
    is_joined = any("," in item.gap or item.lower in lexicon["list_words"] for item in following)
    return is_joined and any(item.is_capital for item in following)


def _required_by_list(last: int, words: Words, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return what the noun behind a list of names requires of each: "the Kursk and Bryansk regions"."""
    for item in words.items[last + 1 : last + 9]:
        if item.sentence != words.items[last].sentence:
            break
        for name, codes, reason, speaks_for_list in _NOUNS_BEHIND:
            if speaks_for_list and item.lower in lexicon[name]:
                return codes, reason
        goes_on = item.lower in lexicon["list_words"] or item.is_capital
        if not goes_on or item.lower in lexicon["org_heads"]:
            break
    return (), ""


def spell_out(name: str, required: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name with its noun as oblasts and districts are spelt in gazetteers."""
    if required == WATER_CODES:
        return tuple(form.format(name) for form in ("{} River", "річка {}", "река {}"))
    if required[0] not in {"ADM1", "ADM2", QUARTER}:
        return ()
    if required[0] == QUARTER:
        return tuple(form.format(name) for form in ("{} Microdistrict", "мікрорайон {}", "микрорайон {}"))
    nouns = _AREA_NOUNS[required[0], is_cyrillic(name)]
    return tuple(f"{name} {noun}" for noun in nouns)


def _lists_oblasts(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether "regions of", "oblasts, among them" and their like open the list the name is in."""
    for step, word in enumerate(words.items[max(0, first - 9) : first][::-1]):
        if word.sentence != words.items[first].sentence:
            return False
        if word.lower in lexicon["oblast_plurals"]:
            between = words.items[first - step : first]
            if lexicon.language != "en":
                # «Серед областей найбільше постраждали Львівська, Тернопільська»
                opening = next((at for at, item in enumerate(between) if item.is_capital), len(between))
                between = between[opening if opening <= MOST_BETWEEN else 0 :]
            return all(item.is_capital or item.lower in lexicon["list_openers"] for item in between)
    return False
