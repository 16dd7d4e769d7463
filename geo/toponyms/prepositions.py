"""What the preposition before an English name, or before its list, tells of the kind of place.

"A court in Donetsk" is in the city, "the offensive in Kharkiv" in the oblast; one flees to a city,
and troops are moved to a front.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

    Rules = Iterator[tuple[bool, tuple[str, float, str]]]

SURE_OBLASTS = frozenset(
    {
        "donetsk", "luhansk", "lugansk", "crimea", "kursk", "donbas", "dnipropetrovsk", "tatarstan",
        "bashkortostan", "bashkiria", "chuvashia", "mordovia", "udmurtia", "chechnya", "dagestan",
        "ingushetia", "kalmykia", "adygea", "buryatia", "yakutia", "karelia", "tuva",
    }
)  # fmt: skip
"""Names that are hardly ever listed as cities where no strike is told."""

LEFT_CITIES = frozenset({"kherson"})
"""Cities that an army withdrew from: of the other names in such a phrase the oblast is meant."""

PEOPLE_REACH = 7
"""Words before "to" and "from" in which those who leave or are moved are looked for."""

IN_CITIES = ("city_parts", "facility_nouns", "city_doings")
"""Lists of words of which "in" and a name make that of a city."""

_TALLY = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|another)\s"
    r"(?:\w+\s){0,3}in\s[A-Z]"
)
ARMY_REACH = 6
"""Words behind "In Kharkiv" in which an army is looked for."""

LEAST_TALLY = 2
"""Counts of a sentence from which it is a tally."""

FROM_FRONT = ("ADM1", 1.2, "troops are moved from a front")


def _rules_of_of(opening: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rules of "of": "the rest of Kherson", "the gates of Donetsk"."""
    head = words.before(opening, 2)
    is_share = head in lexicon["shares_of"]
    is_city_told = words.count_beside(opening, "city_context", lexicon) > 0
    # "In other parts of Kharkiv" says nothing of how large Kharkiv is.
    is_other = words.before(opening, 3) == "other"
    is_part = (head in lexicon["parts_of"] and not is_other) or (is_share and not is_city_told)
    yield is_part, ("ADM1", 1.5, "a share of an oblast")
    yield head in lexicon["edges_of"], ("PPL", 1.5, "part of a city is named")
    is_border_land = head == "areas" and words.before(opening, 3) in lexicon["borders"]
    is_holder = lexicon.is_in_any(head, ("small_plurals", "settlement_plurals"))
    yield is_holder or is_border_land, ("ADM1", 2.0, "villages lie in an oblast")
    yield head in lexicon["borders"], ("ADM1", 1.5, "an oblast has a border")
    yield head in lexicon["lands_of"], ("ADM1", 1.3, "land changes hands by oblasts")
    if head in lexicon["compass"]:
        is_part = words.before(opening, 3) == "the"
        yield is_part, ("ADM1", 1.2, "a part of an oblast is named")
        yield not is_part, ("PPL", 1.2, "a direction is taken from a town")
    yield head == "out" and _lends_troops(opening, words, lexicon), FROM_FRONT


def _rules_of_in(opening: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rules of "in": "a court in Donetsk", "the offensive in Kharkiv"."""
    head = words.before(opening, 2)
    if not head and opening > 1 and words.items[opening - 1].gap == ", ":
        head = words.items[opening - 2].lower
    is_city_told = words.count_beside(opening, "city_context", lexicon) > 0
    is_regional = any(word in lexicon["oblast_adjectives"] for word in words.window_before(opening - 1, 4))
    yield is_regional, ("ADM1", 1.0, "officials speak for an oblast")
    yield _is_tallied(opening, words), ("ADM1", 1.3, "the dead are counted by oblasts")
    yield _counts_villages(opening, words, lexicon), ("ADM1", 1.5, "villages lie in an oblast")
    yield head in lexicon["sure_city"], ("PPL", 2.0, f"{head}: that is in a city")
    yield lexicon.is_in_any(head, IN_CITIES), ("PPL", 1.2, f"{head}: that is in a city")
    is_speaker = head in lexicon["person_titles"] and head not in lexicon["fought_in"]
    yield is_speaker, ("PPL", 0.9, "people are met in a city")
    yield head in lexicon["lands_in"], ("ADM1", 1.2, "fields and forests lie in an oblast")
    is_held = lexicon.is_in_any(head, ("settlement_plurals", "settlement_after"))
    yield is_held and head != "suburb", ("ADM1", 2.0, "villages lie in an oblast")
    is_downed = words.count_beside(opening, "intercepted", lexicon) > 0
    yield is_downed, ("ADM1", 0.8, "drones are shot down over oblasts")
    yield head in lexicon["fought_in"] and not is_city_told, ("ADM1", 1.2, "ground war in an oblast")
    behind = words.items[opening + 1 : opening + 1 + ARMY_REACH]
    is_opening = words.items[opening - 1].is_first or "," in words.items[opening - 1].gap
    is_army = is_opening and any(item.lower in lexicon["armies"] for item in behind)
    yield is_army and not is_city_told, ("ADM1", 1.3, "ground war in an oblast")
    fought = any(word in lexicon["pressing_in"] for word in words.window_before(opening - 1, 3))
    yield fought and not is_city_told, ("ADM1", 1.2, "ground war in an oblast")


def _counts_villages(opening: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether villages are spoken of right behind: "In Sumy, 24 communities came under fire"."""
    behind = words.items[opening + 1 : opening + 1 + ARMY_REACH]
    sentence = words.items[opening].sentence
    return any(item.sentence == sentence and item.lower in lexicon["small_plurals"] for item in behind)


def _rules_of_toward(opening: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rule of "toward": an army pushes toward a city, or to all of an oblast that is named so."""
    is_sure = words.items[opening].lower in SURE_OBLASTS or words.after(opening) in lexicon["list_words"]
    yield not is_sure, ("PPL", 1.0, "troops march on a city")


def _rules_of_with(opening: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rule of "with": "the border with Sumy"."""
    yield words.before(opening, 2) in lexicon["borders"], ("ADM1", 2.0, "an oblast has a border")


def _rules_of_way(opening: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rules of the prepositions of ways: "fled to Kharkiv", "pushed into Sumy"."""
    before, head = words.before(opening), words.before(opening, 2)
    near = words.window_before(opening - 1, 5)
    if before == "between":
        yield head in lexicon["borders"], ("ADM1", 2.0, "an oblast has a border")
        is_way = any(lexicon.is_in_any(word, ("motion", "way_nouns")) for word in near)
        yield is_way, ("PPL", 1.0, "people and roads lead to a city")
    elif before == "into":
        is_entered = any(word in lexicon["incursions"] for word in near)
        yield is_entered, ("ADM1", 1.3, "an incursion is into an oblast")
    elif before == "at":
        yield head in lexicon["parts_of"], ("ADM1", 1.2, "a part of an oblast is named")
        yield not head.startswith("look"), ("PPL", 1.2, "nothing is at an oblast")
    elif before == "on":
        yield head in lexicon["marches"], ("PPL", 1.0, "troops march on a city")
        yield head in lexicon["struck_on"], ("PPL", 0.8, "what is said fits a city")
    elif before == "to":
        is_sent = any(word in lexicon["formations"] for word in near) and any(
            word in lexicon["troops_moved"] for word in near
        )
        yield is_sent, ("ADM1", 1.0, "troops are moved to a front")
        yield _ends_way(opening, words, lexicon), ("PPL", 1.4, "people and roads lead to a city")
    else:
        is_left = (
            words.items[opening].lower in LEFT_CITIES and words.after(opening) not in lexicon["list_words"]
        )
        is_left = is_left and any(word in lexicon["retreats"] for word in near)
        yield is_left, ("PPL", 1.2, "an army withdrew from the city")
        is_way = before == "from" and head in lexicon["way_nouns"]
        yield is_way, ("PPL", 1.4, "people and roads lead to a city")
        yield head in lexicon["city_doings"], ("PPL", 1.0, "people come from a city")
        yield _lends_troops(opening, words, lexicon), FROM_FRONT


def _rules_of_over(opening: int, words: Words, lexicon: Lexicon) -> Rules:
    """Yield the rule of "over": "drones were downed over Sumy and Kharkiv"."""
    is_downed = words.count_beside(opening, "downed", lexicon) > 0
    yield is_downed, ("ADM1", 1.0, "drones are shot down over oblasts")


PREPOSITIONS: dict[str, Callable[[int, Words, Lexicon], Rules]] = {
    "of": _rules_of_of,
    "in": _rules_of_in,
    "over": _rules_of_over,
    "with": _rules_of_with,
    **dict.fromkeys(("toward", "towards"), _rules_of_toward),
    **dict.fromkeys(("between", "into", "at", "on", "to", "from"), _rules_of_way),
}
"""The rules of each preposition, which take the index at which the name's list begins."""


def _is_tallied(first: int, words: Words) -> bool:
    """Tell whether the sentence counts by names: "three people in Donetsk, two in Kharkiv"."""
    sentence = words.sentence_of(first)
    text = words.text[sentence[0].start : sentence[-1].end]
    return len(_TALLY.findall(text)) >= LEAST_TALLY


def _ends_way(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "fled to Belgorod" and "the railway from Lgov to Belgorod" from "troops moved to Belgorod"."""
    if words.before(first, 2) in lexicon["way_nouns"]:
        return True
    before = words.window_before(first - 1, PEOPLE_REACH)
    return any(lexicon.is_in_any(word, ("people_moved", "way_nouns")) for word in before) and not any(
        word in lexicon["troop_nouns"] for word in before
    )


def _lends_troops(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell "pull reserves out of Kherson": what is drawn from, or away from, is a front."""
    if words.before(first, 2) in lexicon["formations"]:
        return True
    said = words.window_before(first - 1, PEOPLE_REACH)
    return any(word in lexicon["troop_nouns"] for word in said) and any(
        word in lexicon["troops_moved"] for word in said
    )
