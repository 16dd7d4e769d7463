"""Which kind an English name leans to: "advanced in Kharkiv" is the oblast, "fled to Kharkiv" the city.

English has one form for both, so what is said to be, to happen or to move there has to tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.toponyms.prepositions import PREPOSITIONS, SURE_OBLASTS
from geo.toponyms.seats import FRONT_NAMES, USUALLY_OBLAST, weigh

if TYPE_CHECKING:
    from geo.models import Mention
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.prepositions import Rules
    from geo.toponyms.words import Words

SIGNS = {"ADM1": 1.0, "PPL": -1.0}

SURE_RULE = 2.0
"""Strength from which a rule is not weighed against the words around."""

EVENT_SHARE = 0.5
"""What the count of words of a city and of a front is worth beside what each word was learned to tell."""

WORDS_SHARE = 0.4
"""Strength of a leaning by log-odds of the words around, so that the score is as often right as it says."""

# "Belgorod, some 30 km from the border": an oblast has no one distance.
_MEASURED = re.compile(
    r",?\s(?:(?:is|lies|was|lay)\s|a (?:town|city|village)\s)?"
    r"(?:(?:just|only|barely|some|about|around|roughly|nearly|within|under|over|at least|up to|"
    r"(?:less|more) than)\s){0,2}"
    r"\d[\d.,]*\s?(?:km|kilomet\w+|miles?)(?:\s(?:away\s)?(?:from|inside|off|of)\b|\s(?:away|behind)\b"
    r"|\sto\sthe\s(?:north|south|east|west)|[,.;)])"
)

# "15 to 20 kilometers from Sumy": a distance is measured from a town, not from an oblast.
_DISTANCE_FROM = re.compile(
    r"(?:km|kilomet\w+|miles?)\s(?:away\s)?(?:(?:to the\s)?(?:north|south|east|west)[\w-]*\s)?"
    r"(?:from|of|off)\s"
    r"(?:central\s|downtown\s)?$"
)
# "the regional capital, Zaporizhzhia" and "Sumy, a city of a quarter of a million", "in Sumy itself"
_CITY_BEFORE = re.compile(r"\b(?:capital|city|town|centre|center),\s$")
_CITY_BEHIND = re.compile(r",\s(?:an?|the|its)\s(?:[\w-]+\s){0,3}(?:city|town|capital)\b|\sitself\b")
# "In Sumy, Governor Oleh Hryhorov acknowledged"
_GOVERNOR_BEHIND = re.compile(r",\s(?:the\s)?(?:regional\s)?governor\b", re.IGNORECASE)

NO_SEATS = frozenset({"dnipropetrovsk", "kirovohrad"})
"""Oblasts whose seats have another name today."""

HALF_HELD = frozenset({"kherson", "zaporizhzhia", "zaporizhia"})
"""Oblasts of which Russia occupies all but the seat."""

SURELY = 1.0
"""How usually a name must be the oblast's for a strike to leave it so."""

VILLAGES_SPEAK = 0.9
"""What villages or settlements in its sentence say for a name to be the oblast's."""

LEAST_CITY = 2
"""Words of a city beyond those of a front from which a heading is the city's."""

# "Sumy, which borders Russia"
_BORDERS_BEHIND = re.compile(r",\s(?:which\s)?border(?:s|ing)\b")
# "Zaporizhzhia came under attack", "Kharkiv was hit again"
_HIT_BEHIND = re.compile(
    r"\s(?:was|were|has been|had been|came|is)\s(?:\w+\s)?"
    r"(?:under\s(?:attack|fire|shelling)|attacked|hit|struck|shelled|bombed|targeted|rocked)\b"
)

# "Zaporizhzhia could find itself in range of their guns"
_IN_RANGE = re.compile(r"\s(?:\w+\s){0,3}(?:within|in|into)\s(?:the\s)?(?:reach|range)\b")
# "the Sumy-Sudzha highway"
_ROAD_BEHIND = re.compile(r"[-–][A-Z][\w'’]+\s(?:high|rail|motor)?(?:road|way|line|route)\b")

# "The Saratov oil refinery" bears the name of its city.
_SITE_BEHIND = re.compile(
    r"\s(?:oil\s|(?:international|military)\s|main\s|central\s)?"
    r"(?:refiner(?:y|ies)|(?:air|sea)?ports?|airfield|shipyard|(?:railway|train)\sstation)\b"
)

# "Sumy is the region with the longest border"
_REGION_BEHIND = re.compile(
    r"\s(?:is|was|remains|(?:could|may|might|will|would)\sbe(?:come)?)\sthe\s(?:[\w-]+\s){0,2}"
    r"(?:region|oblast|province)\b"
    # or "Sumy looks forgotten: a province of forests"
    r"|(?:\s[a-z]+){0,6}[:,]\s(?:an?|the)\s(?:(?!of\b|in\b|to\b)[\w-]+\s){0,2}(?:region|oblast|province)\b"
)
# "the Dnipro.", "the Dnipro and", but not "the Dnipro hospital"
_ENDS_NAME = re.compile(
    r"[.,;:)!?]|\s?[–—]|$|\s(?:and|or|but|is|was|were|has|had|where|which|that|again|as|for|after|before"
    r"|since|during|at|in|on|by|near|with|from|to|into|towards?)\b"
)

# "street fighting in Sumy" and "a bus stop in Donetsk" are in the city, whatever ground war is told of.
_IN_STREETS = re.compile(
    r"\b(?:(?:street|urban|house-to-house|street-to-street|block-by-block)[\s-]"
    r"(?:fight\w*|battles?|combat|clashes)|(?:bus|tram|trolleybus)\sstops?)"
    r"\s(?:\w+\s){0,2}(?:in|inside)\s(?:the\sstreets\sof\s)?$",
    re.IGNORECASE,
)

HEARD_REACH = 5
"""Words before "across" in which explosions are heard, which nobody hears in all of an oblast."""

_FORMER_BEFORE = re.compile(r"\b(?:former(?:ly)?|then|once|called|named|renamed|known as|city of)\s$")

PLURAL_REACH = 8
"""Words before a colon in which "regions" is looked for."""

_FIRED_AT = frozenset({"shelled", "bombed", "bombarded", "pounded", "hit", "struck"})
"""Verbs whose object, named alone, is a city."""

_DISTANCE_WORDS = frozenset({"from", "of", "off", "central", "downtown"})
"""The words right before the name in such a phrase."""


def lean_in_english(
    mention: Mention, first: int, last: int, words: Words, lexicon: Lexicon, *, is_heading: bool
) -> tuple[str, float, str]:
    """Return the kind that the words around an English name lean to, how strongly, and why."""
    if is_heading and not _tells_of_city(first, words, lexicon):
        return "ADM1", 1.4, "heads what is told of an oblast"
    rules = _english_rules(mention, first, last, words, lexicon)
    found = next((leaning for holds, leaning in rules if holds), None)
    share = 1.0 if found else EVENT_SHARE
    kind, strength, reason = found or _lean_by_event(mention, first, words, lexicon)
    if mention.text.lower() not in lexicon["oblast_names"] or kind not in SIGNS or strength >= SURE_RULE:
        return kind, strength, reason
    ruled = SIGNS[kind] * strength * share
    told = ruled + WORDS_SHARE * weigh(first, last, words, lexicon)
    if ruled * told > 0:
        return kind, abs(told), reason
    return (
        ("ADM1", told, "the words around fit an oblast")
        if told > 0
        else ("PPL", -told, "the words fit a city")
    )


def _english_rules(mention: Mention, first: int, last: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield in turn whether a rule holds, and what it leans to; no rule is tried behind one that holds."""
    after, before = words.after(last), words.before(first)
    if words.text[mention.end : mention.end + 2] in {"'s", "’s"}:
        # The possessive s is a word of its own: "Belgorod's governor".
        after = words.after(last + 1)
    is_former = _FORMER_BEFORE.search(words.text, max(0, mention.start - 30), mention.start) is not None
    yield (
        mention.text.lower() in NO_SEATS and not is_former,
        ("ADM1", 2.5, "its seat has another name today"),
    )
    yield after in lexicon["oblast_heads"], ("ADM1", 2.0, "a governor governs an oblast")
    yield after in lexicon["oblast_adjectives"], ("ADM1", 2.0, "called a region")
    yield after in lexicon["officials"], ("ADM1", 1.3, "officials speak for an oblast")
    yield (
        after in lexicon["borders"] or _BORDERS_BEHIND.match(words.text, mention.end) is not None,
        ("ADM1", 2.0, "an oblast has a border"),
    )
    yield after in lexicon["city_heads"], ("PPL", 2.0, "a mayor heads a city")
    yield _SITE_BEHIND.match(words.text, mention.end) is not None, ("PPL", 2.0, "the site of a city")
    yield after in lexicon["city_acts"], ("PPL", 1.5, "a city wakes and mourns")
    yield (
        words.items[first - 1].lower in _DISTANCE_WORDS
        and _DISTANCE_FROM.search(words.text, max(0, mention.start - 60), mention.start) is not None,
        ("PPL", 2.0, "a distance is measured from a town"),
    )
    yield (
        _MEASURED.match(words.text, mention.end) is not None,
        ("PPL", 2.5, "its distance from the border is told"),
    )
    yield _is_called_city(mention, words), ("PPL", 2.5, "called a city")
    yield before in _FIRED_AT, ("PPL", 1.5, "what is fired at is a city")
    yield (
        _IN_STREETS.search(words.text, max(0, mention.start - 60), mention.start) is not None,
        ("PPL", 2.0, "streets are a city's"),
    )
    yield (
        _IN_RANGE.match(words.text, mention.end) is not None,
        ("PPL", 1.5, "guns reach a city"),
    )
    yield (
        _ROAD_BEHIND.match(words.text, mention.end) is not None,
        ("PPL", 1.5, "people and roads lead to a city"),
    )
    yield (
        _GOVERNOR_BEHIND.match(words.text, mention.end) is not None,
        ("ADM1", 1.5, "a governor governs an oblast"),
    )
    yield after in lexicon["city_parts"], ("PPL", 1.5, "part of a city is named")
    yield after in lexicon["direction_nouns"], ("ADM1", 1.7, "called an area")
    yield after in lexicon["area_nouns"], ("ADM1", 1.0, "called an area")
    yield after in lexicon["small_plurals"], ("ADM1", 1.5, "villages lie in an oblast")
    yield _noun_of_list(last, words, lexicon) in lexicon["areas_listed"], ("ADM1", 1.4, "called an area")
    is_river = before == "the" and not words.items[first].is_first
    is_alone = is_river and _ENDS_NAME.match(words.text, mention.end) is not None
    river = ("STM", 4.2 if is_alone else 2.5, "a river takes the article")
    yield is_river and mention.text.lower() not in lexicon["oblast_names"], river
    yield from _rules_of_phrase(first, last, words, lexicon)
    yield (
        mention.text.lower() in USUALLY_OBLAST and _situates(first, words, lexicon),
        ("ADM1", 1.2, "named as the oblast of the place before"),
    )
    # "the Zaporizhzhia steel works"
    yield is_river and mention.text.lower() not in FRONT_NAMES, river


def _rules_of_phrase(first: int, last: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rules of the preposition before a name, or before its list, and of the word it hangs on."""
    opening = _list_start(first, words, lexicon)
    if words.before(opening) in lexicon["held_by"]:
        yield words.items[first].lower in HALF_HELD, ("ADM1", 1.2, "a part of an oblast is named")
        opening -= 1
    before = words.before(opening)
    is_city_told = words.count_beside(first, "city_context", lexicon) > 0
    usual = words.items[first].lower in USUALLY_OBLAST
    yield before in lexicon["next_to"], ("PPL", 2.0, "nobody is near an oblast")
    yield before in lexicon["central"], ("PPL", 2.0, "part of a city is named")
    yield before in lexicon["neighbours"] and not is_city_told, ("ADM1", 1.5, "oblasts are neighbours")
    yield before in lexicon["compass"], ("ADM1", 1.6 if usual else 1.2, "a part of an oblast is named")
    if before in PREPOSITIONS:
        yield from PREPOSITIONS[before](opening, words, lexicon)
    yield _is_called_region(first, last, opening, words, lexicon), ("ADM1", 2.0, "called a region")
    is_oblast_list = not is_city_told and not _names_listed(opening, first, last, words, lexicon).isdisjoint(
        SURE_OBLASTS
    )
    yield is_oblast_list, ("ADM1", 1.2, "listed with oblasts")
    is_heard = any(word in lexicon["heard"] for word in words.window_before(opening, HEARD_REACH))
    yield before in lexicon["all_over"] and is_heard, ("PPL", 1.2, "what is said fits a city")
    yield before in lexicon["all_over"], ("ADM1", 1.5, "told of all of an oblast")
    yield _spans_front(first, last, words, lexicon), ("ADM1", 1.3, "a front runs through oblasts")
    is_ceded = words.count_beside(first, "ceded", lexicon) > 0 and not is_city_told
    yield is_ceded, ("ADM1", 1.3, "land changes hands by oblasts")
    is_open = USUALLY_OBLAST.get(words.items[first].lower, 0.0) < SURELY
    is_hit = is_open and _HIT_BEHIND.match(words.text, words.items[last].end) is not None
    yield is_hit, ("PPL", 1.0, "what is said fits a city")
    yield (
        words.count_beside(first, "oblast_tellers", lexicon) > 0,
        ("ADM1", 1.2, "governors speak for oblasts"),
    )


def _is_called_region(first: int, last: int, opening: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "Kharkiv was the hardest-hit region" and "five regions were attacked: Kharkiv, Sumy"."""
    items = words.items
    if _REGION_BEHIND.match(words.text, items[last].end):
        return True
    if words.before(first) in lexicon["be_words"] and words.before(first, 2) in lexicon["adm1_nouns"]:
        return True
    if not any(sign in items[opening].gap for sign in ":–—"):
        return False
    before = words.window_before(opening, PLURAL_REACH)
    return any(word in lexicon["oblast_plurals"] for word in before)


def _names_listed(opening: int, first: int, last: int, words: Words, lexicon: Lexicon) -> set[str]:
    """Return the words in capitals that stand in one list with a name."""
    end = last + 1
    while end < len(words) and words.items[end].sentence == words.items[last].sentence:
        word = words.items[end]
        is_name = word.is_capital and word.gap in {" ", ", "}
        if not is_name and not (word.lower in lexicon["list_words"] and word.gap in {" ", ", "}):
            break
        end += 1
    listed = (*range(opening, first), *range(last + 1, end))
    return {words.items[index].lower for index in listed}


def _noun_of_list(last: int, words: Words, lexicon: Lexicon) -> str:
    """Return the noun behind a list that goes on behind a name: "the [Sumy] and Kharkiv fronts"."""
    index = last + 1
    while index + 1 < len(words) and words.items[index].sentence == words.items[last].sentence:
        is_name = words.items[index].is_capital and words.items[index].gap in {" ", ", ", "-", "–"}
        if not is_name and words.items[index].lower not in lexicon["list_words"]:
            return words.items[index].lower if index > last + 1 and words.items[index].joins else ""
        index += 1
    return ""


def _list_start(first: int, words: Words, lexicon: Lexicon) -> int:
    """Return the index at which the list that a name is in begins: "over Sumy, Kharkiv and [Poltava]"."""
    items, index = words.items, first
    while index > 1:
        previous = items[index - 1]
        if previous.sentence != items[first].sentence:
            break
        if previous.is_capital and not previous.is_first and items[index].gap in {" ", ", "}:
            index -= 1
        elif previous.lower in lexicon["list_words"] and items[index - 2].is_capital:
            index -= 2
        else:
            break
    return index


def _tells_of_city(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a heading and the sentence behind it speak far more of a city than of a front."""
    following = first + 1
    while following < len(words) and words.items[following].sentence == words.items[first].sentence:
        following += 1
    balance = 0
    for index in {first, min(following, len(words) - 1)}:
        if words.count_beside(index, "small_plurals", lexicon):
            return False
        city, front = (words.count_beside(index, name, lexicon) for name in ("city_context", "front_context"))
        balance += city - front
    return balance >= LEAST_CITY


def _spans_front(first: int, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a name begins or ends such as "from Kharkiv to Zaporizhzhia", where nobody travels."""
    items = words.items
    if any(lexicon.is_in_any(word, ("motion", "way_nouns")) for word in words.window_before(first, 5)):
        return False
    if words.before(first) == "from" and words.after(last) == "to" and last + 2 < len(items):
        return {items[first].lower, items[last + 2].lower} <= FRONT_NAMES
    if words.before(first) == "to" and words.before(first, 3) == "from":
        return {items[first].lower, items[first - 2].lower} <= FRONT_NAMES
    return False


def _is_called_city(mention: Mention, words: Words) -> bool:
    """Tell whether an apposition or "itself" says that the name is the city's."""
    before = words.text[max(0, mention.start - 12) : mention.start]
    return _CITY_BEFORE.search(before) is not None or (
        _CITY_BEHIND.match(words.text, mention.end) is not None
    )


def _situates(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "Pokrovsk in Donetsk": the second name says where the first lies. "Kyiv in Lviv" does not."""
    head = words.before(first, 2)
    if words.before(first) != "in" or not head or not words.items[first - 2].is_capital:
        return False
    if words.items[first - 2].is_first:
        # "Doctors in Kharkiv"
        return False
    return head not in lexicon["capital_names"] and words.before(first, 3) not in lexicon["org_before"]


def _lean_by_event(mention: Mention, first: int, words: Words, lexicon: Lexicon) -> tuple[str, float, str]:
    city, front = (words.count_beside(first, name, lexicon) for name in ("city_context", "front_context"))
    balance = 0.45 * (front - city) - 0.75 + USUALLY_OBLAST.get(mention.text.lower(), 0.0)
    if words.count_beside(first, "small_plurals", lexicon):
        balance += VILLAGES_SPEAK
    if balance > 0:
        return "ADM1", min(balance, 1.6), "ground war in an oblast" if front else "usually means the oblast"
    return "PPL", min(-balance, 1.6), "what is said fits a city" if city else "usually means the city"
