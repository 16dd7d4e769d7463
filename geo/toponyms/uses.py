"""What a name stands for: the ground, a government, or nothing by itself inside a longer name.

"Moscow claims" is an actor, "a strike on Kyiv" a place, the Kharkiv Operational Group neither. The
rules read the words around the name and no others, so that each can be checked by a reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Use

if TYPE_CHECKING:
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

_QUOTES = '«“„"'

GROUND_NOUNS = ("adm1_nouns", "direction_nouns", "oblast_heads", "city_heads", "city_parts", "city_plurals")
"""Lists of nouns that, behind a name, speak of the ground: Moscow airports, Kyiv Mayor."""

CAPITALS_BEHIND = (
    *GROUND_NOUNS,
    "adm2_nouns",
    "adm3_nouns",
    "area_nouns",
    "facility_nouns",
    "water_nouns",
    "settlement_after",
    "plant_nouns",
    "person_titles",
    "capitals_behind",
)
"""Lists of nouns that leave the name before them a place, capital or not."""

_SHIPS = re.compile(
    r"\b(?:(?:war)?ships?|vessels?|submarines?|corvettes?|frigates?|cruisers?|destroyers?|minesweepers?"
    r"|tankers?|ferr(?:y|ies)|dry docks?|crew(?:s|men)?|sank|sunk|flagship)\b",
    re.IGNORECASE,
)
_SHIP_PLURALS = frozenset(
    {"ships", "warships", "vessels", "submarines", "corvettes", "frigates", "cruisers", "destroyers",
     "minesweepers", "tankers", "ferries"}
)  # fmt: skip
_ALONE = re.compile(
    r"\s*(?:[.;)\u2014\u2013]|$|,\s(?![A-Z])"
    r"|\s(?:(?:and|or) (?:an?|the|its|his|another)|was|were|had|has|is|sank|at|in|off|with)\b)"
)

REACH = 5
"""Words before a preposition in which its noun or verb is looked for."""

_NEAR = frozenset(
    {"біля", "поблизу", "неподалік", "коло", "довкола", "навколо", "возле", "около", "вблизи", "близ"}
)
_STREET_ADJECTIVE = re.compile(r"(?:[сзц]ь?к)(?:ая|ой|ую|ий|ого|ом|ому|ое|а|ій|ої|ою|у|е)$")
_OF_ADJECTIVES = ("ої", "ого", "их", "ой", "его", "іх")

# «Кордон.Медіа», Interfax-Russia.ru
_SITE_BEHIND = re.compile(r"\.(?:ru|ua|com|net|org|info|media|tv|[Мм]ед[иі]а|[ИиІі]нфо|Реал[иі][иї])\b")

SPOKEN_REACH = 6
"""Words behind «В Киеве» in which a verb without a subject is looked for."""


def is_embedded(first: int, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the name at word indices ``first`` to ``last`` is part of a person's or body's name."""
    return (
        is_person(first, last, words)
        or (_heads_organisation(last, words, lexicon) and not _is_near(first, last, words))
        or _follows_organisation(first, words, lexicon)
        or _is_facility(last, words, lexicon)
        or _is_street(last, words, lexicon)
        or _follows_initials(first, words)
        or _SITE_BEHIND.match(words.text, words.items[last].end) is not None
        or (lexicon.language == "en" and (_is_ship(first, last, words) or _is_listed_ship(first, words)))
    )


def _is_near(first: int, last: int, words: Words) -> bool:
    """Tell whether the name is where somebody is, and no adjective: «біля Куп'янська штурмові групи»."""
    return words.before(first) in _NEAR and not words.items[last].lower.endswith(_OF_ADJECTIVES)


def _follows_initials(first: int, words: Words) -> bool:
    """Tell whether an abbreviation is joined to the name by a hyphen: «РБК-Украина», «БАРС-Курск»."""
    if not first or words.items[first].gap != "-":
        return False
    return words.items[first - 1].is_upper and not words.items[first].is_upper


def _is_ship(first: int, last: int, words: Words) -> bool:
    """Tell whether a name with an article is that of a ship: "the Minsk and a submarine, the Rostov-on-Don".

    Towns have no article of their own, and where ships are spoken of rivers are seldom crossed.
    """
    if not first or words.items[first - 1].lower != "the" or words.items[first].gap != " ":
        return False
    sentence = words.items[first].sentence
    left, right = first, last
    while left and words.items[left - 1].sentence == sentence:
        left -= 1
    while right + 1 < len(words) and words.items[right + 1].sentence == sentence:
        right += 1
    if not _SHIPS.search(words.text, words.items[left].start, words.items[right].end):
        return False
    # "The Kyiv, Chernihiv and Sumy regions" have one article among them, "the Kherson region" a noun.
    return _ALONE.match(words.text, words.items[last].end) is not None


def _is_listed_ship(first: int, words: Words) -> bool:
    """Tell whether a name stands in a list behind its noun: "the landing ships Yamal and [Azov]"."""
    index, sentence = first - 1, words.items[first].sentence
    while index >= 0 and words.items[index].sentence == sentence:
        word = words.items[index]
        if word.lower in _SHIP_PLURALS:
            return words.items[index + 1].is_capital
        if not (word.is_capital or word.lower == "and"):
            return False
        index -= 1
    return False


def is_person(first: int, last: int, words: Words) -> bool:
    """Tell whether the name is part of a person's: "Volodymyr Zelensky", "Roman Donetsky"."""
    return not words.persons.isdisjoint(range(first, last + 1))


def _is_gap(words: Words, last: int) -> bool:
    """Tell whether a comma or another sign parts the name from the next word."""
    return words.text[words.items[last].end : words.items[last + 1].start].strip(" -") != ""


def _heads_organisation(last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether what follows makes a body of it: "Kharkiv Operational Group", "Minsk agreements"."""
    index = last + 1
    if index < len(words) and words.text[words.items[last].end : words.items[last].end + 2] in {"'s", "’s"}:
        return False
    for step in range(1, 5):
        if index >= len(words) or not words.items[index].joins or _is_gap(words, index - 1):
            return False
        word, is_capital = words.items[index].lower, words.items[index].is_capital
        if word in lexicon["org_heads"] or (is_capital and word in lexicon["org_capital_heads"]):
            return True
        is_number = word[:1].isdigit() or word in {"st", "nd", "rd", "th"}
        if word not in lexicon["org_links"] and not is_number and not (is_capital and step < 4):
            return False
        index += 1
    return False


def _follows_organisation(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether what precedes makes a name of it: "Dynamo Kyiv", "the cruiser Moskva"."""
    previous = words.before(first)
    if previous in lexicon["org_before"]:
        return True
    if previous == "of" and words.before(first, 2) == "bank" and not words.items[first - 2].is_capital:
        # "the left bank of Kherson"
        return False
    return f"{words.before(first, 2)} {previous}" in lexicon["org_of"] or (
        f"{words.before(first, 3)} {words.before(first, 2)} {previous}" in lexicon["org_of"]
    )


def _is_facility(last: int, words: Words, lexicon: Lexicon) -> bool:
    following = [words.after(last, step) for step in (1, 2, 3)]
    return any(" ".join(following[:length]).strip() in lexicon["embedded_facilities"] for length in (1, 2, 3))


def _is_street(last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether an adjective is that of a street: «на Роменской улице», but not «в Сумах улицы пусты»."""
    index = last + 1
    if index >= len(words) or words.items[index].lower not in lexicon["street_nouns"]:
        return False
    return not _is_gap(words, last) and _STREET_ADJECTIVE.search(words.items[last].lower) is not None


def opens_title(last: int, words: Words, lexicon: Lexicon, starts: set[int]) -> bool:
    """Tell whether an English name goes on in capitals and so is part of another: "Kharkiv Opera".

    Parameters
    ----------
    last
        Index of the name's last word.
    words, lexicon
        The words of the article and the cue words.
    starts
        Indices of the words at which names begin: a name behind a name is a list without commas.
    """
    index = last + 1
    if lexicon.language != "en" or index >= len(words) or index in starts or index in words.persons:
        return False
    word = words.items[index]
    is_one = word.is_capital and not word.is_upper and word.joins and word.gap == " "
    if not is_one or words.is_title_case(last):
        return False
    is_people = word.lower in lexicon.table("demonyms")
    return not is_people and not lexicon.is_in_any(word.lower, CAPITALS_BEHIND)


# "KYIV, Ukraine (AP) —": where the report was written.
_DATELINE = re.compile(
    r"(?:[A-Z][\w.' -]{1,30}(?:, [A-Z][\w.]+){0,2}(?:, [A-Z][a-z]+\.? \d{1,2})?\s)?"
    r"\((?:AP|AFP|Reuters|CNN|UNN|Xinhua|TASS|Ukrinform)\)\s?[—–-]"
)
_DATELINE_REACH = 60


# "KYIV, Aug 8 (Newswire) -", "MOSCOW, May 21. /TASS/.", "VIENNA –"; «Москва. 7 октября. INTERFAX.RU —»
_OPENING = re.compile(
    r"(?:, [^\n—–-]{0,40})?\.?\s?(?:(?:\([^)\n]{2,30}\)\s?)?[—–-]|/[^/\n]{2,20}/)"
    r"|\. \d{1,2} [а-яіїє]+\. [\w.]+ [—–-]"
)


def _is_dateline(first: int, words: Words) -> bool:
    """Tell whether the name stands in the dateline that opens a report."""
    word = words.items[first]
    opens_line = (
        not word.start
        or words.text[: word.start].rstrip("*[ ").endswith(("\n",))
        or (not words.text[: word.start].strip("*[ "))
    )
    found = _OPENING.match(words.text, word.end) if opens_line else None
    if found is not None and (word.is_upper or found.group().startswith(".")):
        return True
    start = next((w.start for w in reversed(words.items[max(0, first - 3) : first + 1]) if w.is_first), None)
    found = None if start is None else _DATELINE.match(words.text, start, start + _DATELINE_REACH)
    return found is not None and words.items[first].start < found.end()


def stands_for(first: int, last: int, words: Words, lexicon: Lexicon, *, is_country: bool) -> Use:
    """Return whether a country or a capital stands for the ground or for its government."""
    if _is_dateline(first, words):
        return Use.PLACE
    rule = _stands_for_english if lexicon.language == "en" else _stands_for_inflected
    return rule(first, last, words, lexicon, is_country)


def _skip_modifiers(first: int, words: Words, lexicon: Lexicon) -> tuple[str, int, bool]:
    """Return the word before the name and its article, its step, and whether "eastern" stood between."""
    is_part = False
    step = 1
    while True:
        word = words.before(first, step)
        is_share = word in lexicon["articles"] and word in lexicon["place_of"]
        part = is_share or word in lexicon["compass"] or word in lexicon["held"]
        joins_parts = is_part and word in lexicon["list_words"]
        if not (part or joins_parts or word in lexicon["articles"]) or not word:
            return word, step, is_part
        is_part = is_part or part
        step += 1


_GROUND_BEHIND = ("-based", ", where")


def _stands_for_english(first: int, last: int, words: Words, lexicon: Lexicon, is_country: bool) -> Use:  # noqa: FBT001
    end = words.items[last].end
    if words.text[end : end + 2] in {"'s", "’s"}:
        return _possessor(last, words, lexicon)
    word, step, is_part = _skip_modifiers(first, words, lexicon)
    is_ground = words.text.startswith(_GROUND_BEHIND, end)
    if is_part or is_ground or lexicon.is_in_any(words.after(last), GROUND_NOUNS):
        return Use.PLACE
    index = first - step
    before = words.window_before(index, REACH) if index >= 0 and word else []
    # "the railway between Warsaw and Lublin"
    is_way = word == "between" and any(item in lexicon["way_nouns"] for item in before)
    if is_way or word in lexicon["place_prepositions"]:
        # "The ministry in Moscow said" tells where it is.
        return Use.PLACE
    if word == "of":
        head = before[0] if before else ""
        return Use.PLACE if head in lexicon["place_of"] or head.isdigit() else Use.ACTOR
    if word in {"from", "to", "on", "at", "out", "with"}:
        return _after_loose_preposition(word, before, lexicon, is_country=is_country)
    # "Russia launched 58 drones against Ukraine"
    is_shot_at = word == "against" and any(item in lexicon["fired"] for item in before)
    verbs = lexicon["country_place_verbs"] if is_country else lexicon["place_verbs"]
    is_target = word in lexicon["be_words"] and any(item in lexicon["target_nouns"] for item in before[:2])
    return Use.PLACE if word in verbs or is_target or is_shot_at else Use.ACTOR


def _after_loose_preposition(word: str, before: list[str], lexicon: Lexicon, *, is_country: bool) -> Use:
    if word == "with":
        return Use.PLACE if any(item in lexicon["border_words"] for item in before[:2]) else Use.ACTOR
    if word == "from":
        is_person = any(item in lexicon["people_from"] for item in before[:1])
        if not is_person and any(item in lexicon["from_actor"] for item in before[:3]):
            return Use.ACTOR
        return Use.PLACE if is_person or any(item in lexicon["motion"] for item in before) else Use.ACTOR
    if word == "to":
        return Use.PLACE if any(item in lexicon["motion"] for item in before[:4]) else Use.ACTOR
    if any(item in lexicon["pressure_nouns"] for item in before[:2]):
        return Use.ACTOR
    attacked = any(item in lexicon["attack_nouns"] for item in before)
    return Use.PLACE if attacked or not is_country else Use.ACTOR


def _possessor(last: int, words: Words, lexicon: Lexicon) -> Use:
    """Tell "Russia's border region" from "Russia's offensive"."""
    # The possessive s is a word of its own.
    index = last + 2
    for step in range(4):
        if index + step >= len(words) or words.items[index + step].sentence != words.items[last].sentence:
            return Use.ACTOR
        word = words.items[index + step]
        if (step and not word.joins) or any(sign in word.gap for sign in _QUOTES):
            return Use.ACTOR
        if word.lower in lexicon["place_possessions"]:
            return Use.PLACE
        if not word.is_capital and word.lower not in lexicon["possession_adjectives"]:
            return Use.ACTOR
    return Use.ACTOR


def _stands_for_inflected(first: int, last: int, words: Words, lexicon: Lexicon, is_country: bool) -> Use:  # noqa: FBT001
    """Read case and preposition: «у Києві» is the ground, «Київ заявив» the government."""
    word, step, is_part = _skip_modifiers(first, words, lexicon)
    index = first - step
    before = words.window_before(index, REACH) if index >= 0 and word else []
    seat = any(item in lexicon["power_seats"] for item in before[:2])
    following = [words.after(last, ahead) for ahead in (1, 2)]
    speaks = any(item in lexicon["speech_verbs"] for item in following if item)
    if word in lexicon["between"] or any(item in lexicon["pressure_nouns"] for item in before[:2]):
        return Use.ACTOR
    if word in lexicon["place_titles"]:
        # «мэр Москвы»
        return Use.PLACE
    if word in lexicon["strong_prepositions"]:
        # «В Киеве заявили» has no other subject; «штаб в Киеве ответил» has.
        speaks = any(item in lexicon["speech_verbs"] and _PLURAL_VERB.search(item) for item in following)
        speaks = speaks or _is_spoken(first, last, words, lexicon)
        return Use.ACTOR if speaks and not seat and not is_country and not is_part else Use.PLACE
    if word in lexicon["with_words"] and any(item in lexicon["border_words"] for item in before[:2]):
        return Use.PLACE
    if word in lexicon["place_prepositions"]:
        moves = any(item in lexicon["motion"] for item in before)
        return Use.PLACE if moves or word in {"до", "з", "із", "из"} else Use.ACTOR
    verbs = lexicon["country_place_verbs"] if is_country else lexicon["place_verbs"]
    is_ground = is_part or word in lexicon["place_of"] or word in verbs
    if word in lexicon["against"]:
        # «застосувала проти України 728 безпілотників»
        around = (*before, *(item.lower for item in words.items[last + 1 : last + 1 + REACH]))
        is_ground = any(item in lexicon["fired"] for item in around)
    return Use.PLACE if is_ground and not (word and seat) else Use.ACTOR


_PLURAL_VERB = re.compile(r"(?:ли|[юя]ть?|[ау]ть|[ау]т)$")


def _is_spoken(first: int, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether nobody but the capital is said to speak: «В Киеве 12 марта заявили»."""
    opening = words.items[max(0, first - 1)]
    if not (opening.is_first or "," in opening.gap):
        return False
    for item in words.items[last + 1 : last + 1 + SPOKEN_REACH]:
        if item.sentence != words.items[last].sentence or "," in item.gap or item.is_capital:
            return False
        if _PLURAL_VERB.search(item.lower):
            return item.lower in lexicon["speech_verbs"]
    return False
