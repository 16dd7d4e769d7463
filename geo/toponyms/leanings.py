"""Which kind of place a name leans to where no noun decides: an oblast or its seat, a river or a town."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.models import Mention
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

# How much more often than not these names alone mean the oblast, in English reports of ground war.
USUALLY_OBLAST = {
    "belgorod": 1.2, "kursk": 2.1, "donetsk": 2.1, "luhansk": 2.1, "lugansk": 2.1, "bryansk": 2.1,
    "sumy": 0.4, "zaporizhzhia": 0.4, "zaporizhia": 0.4, "kherson": 0.4,
}  # fmt: skip

# Endings that only an adjective of an oblast has: «Воронезькій», «Брянской». «Луганську» may be the
# town as well, and so may «Хмельницького».
SURE_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк|ск|цк)(?:ій|ої|ою|ой|ую|ая|их|ими|ие)$")

_REGION = re.compile(r"(?:щин|ччин)(?:а|и|і|у|ою|е|ой)$")

_DATELINE = re.compile(
    r"(?:, [^\n]{0,30}?\d)?[^\w\n]{1,3}(?:/\w+/|\(\w+\)|[A-ZА-ЯІЇЄ]{3,})"
    r"|, \d{1,2} [а-яіїє]+\.? [–—-]|\. \d{1,2} "
)

# "Belgorod, some 30 km from the border": an oblast has no one distance.
_MEASURED = re.compile(
    r",?\s(?:(?:is|lies|was|lay)\s|a (?:town|city|village)\s)?"
    r"(?:(?:just|only|barely|some|about|around|roughly|nearly|within|under|over|at least|up to|"
    r"(?:less|more) than)\s){0,2}"
    r"\d[\d.,]*\s?(?:km|kilomet\w+|miles?)(?:\s(?:away\s)?(?:from|inside|off|of)\b|\s(?:away|behind)\b|[,.;)])"
)

# «Крим» and the names in -щина are nouns of the oblast itself.
CYRILLIC_OBLAST_NOUNS = frozenset({"крим", "крым"})

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

# "Kherson" and "6. Zaporizhzhia." at the head of what is told of the oblast
_ENTRY = re.compile(r"(?:^|\n)(?:[\W\d_]{0,6}\s)?[\W_]{0,3}$")
_ENTRY_END = re.compile(r"[*_]{0,2}(?:[.:][*_]{0,2}\s|\s?[*_]{0,2}(?:\n|$)|\s[–—-]\s)")

FRONT_NAMES = frozenset({*USUALLY_OBLAST, "kharkiv", "chernihiv", "dnipropetrovsk", "mykolaiv", "odesa"})
"""Oblasts that the front is said to run through: "from Kharkiv to Zaporizhzhia"."""

PEOPLE_REACH = 7
"""Words before "to" and "from" in which those who leave or are moved are looked for."""

LEAST_CITY = 2
"""Words of a city beyond those of a front from which a heading is the city's."""

_DISTANCE_WORDS = frozenset({"from", "of", "off", "central", "downtown"})
"""The words right before the name in such a phrase."""


def lean(mention: Mention, words: Words, lexicon: Lexicon, *, is_direction: bool) -> tuple[str, float, str]:
    """Return the kind leaned to where no noun requires one, how strongly, and why."""
    first, last = words.at(mention.start), min(words.at(mention.end - 1), len(words) - 1)
    if words.before(first) == "of" and words.before(first, 2) in lexicon["oblast_heads"]:
        return "ADM1", 2.0, "a governor governs an oblast"
    if _is_dateline(mention, words):
        return "PPL", 2.5, "the report was written there"
    if lexicon.language == "en":
        return _lean_in_english(mention, first, last, words, lexicon)
    if is_direction and not _is_river(words.before(first), words.before(first, 2), lexicon):
        return "ADM1", 1.5, "a direction may be called after an oblast"
    return _lean_by_form(mention, first, last, words, lexicon)


def _lean_by_form(
    mention: Mention, first: int, last: int, words: Words, lexicon: Lexicon
) -> tuple[str, float, str]:
    """Read the form of a Ukrainian or Russian name: «у Сумах» is the city, «на Сумщині» the oblast."""
    if _is_river(words.before(first), words.before(first, 2), lexicon):
        return "STM", 3.2, "called a river"
    if words.after(last) in lexicon["plant_nouns"]:
        return "PPL", 1.2, "a plant is called after its town"
    if SURE_ADJECTIVE.search(mention.text):
        return "ADM1", 2.5, "oblasts are listed"
    # «на Запоріжжі» is the land, «у Запоріжжі» the city.
    is_land = mention.text == "Запоріжжі" and words.before(first) == "на"
    if is_land or mention.text[:4].lower() in CYRILLIC_OBLAST_NOUNS or _REGION.search(mention.text):
        return "ADM", 1.2 if _REGION.search(mention.text) else 2.5, "the noun names an area"
    return "PPL", 1.2, "the noun names the settlement"


def _lean_in_english(
    mention: Mention, first: int, last: int, words: Words, lexicon: Lexicon
) -> tuple[str, float, str]:
    if heads_entry(mention, words) and not _tells_of_city(first, words, lexicon):
        return "ADM1", 1.4, "heads what is told of an oblast"
    rules = _english_rules(mention, first, last, words, lexicon)
    found = next((leaning for holds, leaning in rules if holds), None)
    return found or _lean_by_event(mention, first, words, lexicon)


def _english_rules(
    mention: Mention, first: int, last: int, words: Words, lexicon: Lexicon
) -> Iterator[tuple[bool, tuple[str, float, str]]]:
    """Yield in turn whether a rule holds, and what it leans to; no rule is tried behind one that holds."""
    after, before = words.after(last), words.before(first)
    yield after in lexicon["oblast_heads"], ("ADM1", 2.0, "a governor governs an oblast")
    yield after in lexicon["oblast_adjectives"], ("ADM1", 2.0, "called a region")
    yield after in lexicon["officials"], ("ADM1", 0.8, "officials speak for an oblast")
    yield after in lexicon["borders"], ("ADM1", 2.0, "an oblast has a border")
    yield after in lexicon["city_heads"], ("PPL", 2.0, "a mayor heads a city")
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
    yield (
        _GOVERNOR_BEHIND.match(words.text, mention.end) is not None,
        (
            "ADM1",
            1.5,
            "a governor governs an oblast",
        ),
    )
    yield after in lexicon["city_parts"], ("PPL", 1.5, "part of a city is named")
    yield after in lexicon["direction_nouns"], ("ADM1", 1.7, "called an area")
    yield after in lexicon["area_nouns"], ("ADM1", 1.0, "called an area")
    yield (
        _shared_preposition(first, words, lexicon) in lexicon["next_to"],
        ("PPL", 2.0, "nobody is near an oblast"),
    )
    yield before in lexicon["central"], ("PPL", 2.0, "part of a city is named")
    yield (
        before in lexicon["compass"],
        (
            "ADM1",
            1.6 if mention.text.lower() in USUALLY_OBLAST else 1.2,
            "a part of an oblast is named",
        ),
    )
    yield (
        before == "of"
        and words.before(first, 2) in lexicon["shares_of"]
        and not words.count_beside(first, "city_context", lexicon),
        ("ADM1", 1.5, "a share of an oblast"),
    )
    yield (
        before == "of" and words.before(first, 2) in lexicon["edges_of"],
        ("PPL", 1.5, "part of a city is named"),
    )
    yield _is_at(first, words, lexicon), ("PPL", 1.2, "nothing is at an oblast")
    yield _ends_way(first, words, lexicon), ("PPL", 1.4, "people and roads lead to a city")
    yield _lends_troops(first, words, lexicon), ("ADM1", 1.2, "troops are moved from a front")
    yield (
        before == "on" and words.before(first, 2) in lexicon["marches"],
        ("PPL", 1.0, "troops march on a city"),
    )
    yield (
        before == "into" and any(word in lexicon["incursions"] for word in words.window_before(first - 1, 3)),
        ("ADM1", 1.3, "an incursion is into an oblast"),
    )
    yield _spans_front(first, last, words), ("ADM1", 1.0, "a front runs through oblasts")
    yield (
        before == "in" and lexicon.is_in_any(words.before(first, 2), ("city_parts", "facility_nouns")),
        ("PPL", 1.2, "a depot or a hospital is in a city"),
    )
    yield _holds_villages(first, words, lexicon), ("ADM1", 2.0, "villages lie in an oblast")
    yield before in lexicon["all_over"], ("ADM1", 1.0, "told of all of an oblast")
    yield (
        before == "over" and words.count_beside(first, "downed", lexicon) > 0,
        (
            "ADM1",
            1.0,
            "drones are shot down over oblasts",
        ),
    )
    yield _is_side_of(first, words, lexicon), ("PPL", 1.2, "a direction is taken from a town")
    yield (
        mention.text.lower() in USUALLY_OBLAST and _situates(first, words, lexicon),
        ("ADM1", 1.2, "named as the oblast of the place before"),
    )
    yield before == "the" and not words.items[first].is_first, ("STM", 2.5, "a river takes the article")


def heads_entry(mention: Mention, words: Words) -> bool:
    """Tell whether the name alone heads a paragraph, or a list entry, of what is told of it."""
    text = words.text
    if mention.start and _ENTRY.search(text, max(0, mention.start - 12), mention.start) is None:
        return False
    return _ENTRY_END.match(text, mention.end) is not None


def _tells_of_city(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a heading and the sentence behind it speak far more of a city than of a front."""
    following = first + 1
    while following < len(words) and words.items[following].sentence == words.items[first].sentence:
        following += 1
    balance = 0
    for index in {first, min(following, len(words) - 1)}:
        city, front = (words.count_beside(index, name, lexicon) for name in ("city_context", "front_context"))
        balance += city - front
    return balance >= LEAST_CITY


def _shared_preposition(first: int, words: Words, lexicon: Lexicon) -> str:
    """Return the preposition before a name or before the list it ends: "at Berdiansk and Luhansk"."""
    step = 1
    while words.before(first, step) in lexicon["list_words"] and words.items[first - step - 1].is_capital:
        step += 2
    return words.before(first, step)


def _is_at(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "helicopters at Berdiansk and Luhansk" from "looked at Kursk"."""
    return _shared_preposition(first, words, lexicon) == "at" and not words.before(first, 2).startswith(
        "look"
    )


def _ends_way(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "fled to Belgorod" and "the railway from Lgov to Belgorod" from "troops moved to Belgorod"."""
    if words.before(first) != "to":
        return False
    if words.before(first, 2) in lexicon["way_nouns"]:
        return True
    before = words.window_before(first - 1, PEOPLE_REACH)
    return any(lexicon.is_in_any(word, ("people_moved", "way_nouns")) for word in before) and not any(
        word in lexicon["troop_nouns"] for word in before
    )


def _lends_troops(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "pull reserves out of Kherson": what is drawn from, or away from, is a front."""
    before = _shared_preposition(first, words, lexicon)
    if not (before == "from" or (before == "of" and words.before(first, 2) == "out")):
        return False
    said = words.window_before(first - 1, PEOPLE_REACH)
    return any(word in lexicon["troop_nouns"] for word in said) and any(
        word in lexicon["troops_moved"] for word in said
    )


def _spans_front(first: int, last: int, words: Words) -> bool:
    """Tell whether a name begins or ends such as "from Kharkiv to Zaporizhzhia"."""
    items = words.items
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


def _holds_villages(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "villages in Sumy" and "settlements of Kharkiv", which are the oblast's."""
    head = words.before(first, 2)
    if words.before(first) == "in":
        return head in lexicon["settlement_plurals"]
    return words.before(first) == "of" and head in lexicon["small_plurals"]


def _is_side_of(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "south of Belgorod", beyond the city, from "the south of Belgorod", a part of the oblast."""
    is_side = words.before(first) == "of" and words.before(first, 2) in lexicon["compass"]
    return is_side and words.before(first, 3) != "the"


def _is_dateline(mention: Mention, words: Words) -> bool:
    """Tell whether a name opens a paragraph as the place that it was written at: "BELGOROD, October 27."."""
    is_opening = mention.start == 0 or words.text[mention.start - 1] == "\n"
    return is_opening and _DATELINE.match(words.text, mention.end) is not None


def _is_river(previous: str, before_it: str, lexicon: Lexicon) -> bool:
    return previous in lexicon["river_words"] or (
        before_it in lexicon["river_words"] and previous in lexicon["compass"]
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
    if balance > 0:
        return "ADM1", min(balance, 1.6), "ground war in an oblast" if front else "usually means the oblast"
    return "PPL", min(-balance, 1.6), "what is said fits a city" if city else "usually means the city"
