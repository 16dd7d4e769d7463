"""Find what a number counts: its unit, or the noun that heads the phrase after it.

No parser is at hand, so the head is found by the order of words: the last counted noun of an English
phrase ("tank crews"), the first of a Ukrainian or Russian one ("екіпажі танків"), adjectives aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.counting.quantity_words import PEOPLE
from geo.models import Measure

if TYPE_CHECKING:
    from geo.claims.counting.quantity_words import QuantityWords
    from geo.claims.language.tokens import Tokens

DASHES = frozenset("-–—")
QUOTES = frozenset("«»“”„\"'")
OTHER = Measure.OTHER.value
TIMES = "times"
"""Class and unit of how often something was done."""
# After a hyphen two letters are mostly the ending of an ordinal ("92-га", not 92 hectares).
_SHORT_UNITS = frozenset({"km", "км"})
_MOST_MODIFIERS = 4
_ORDINAL_LETTERS = 2
_ADJECTIVE_ENDINGS = ("их", "ых", "ими", "ыми", "ні", "ві", "кі", "ые", "ие")
_MOST_ADJECTIVES = 2
# What nouns end in after numbers: two to four govern one case, five and more another.
_OBLIQUE_ENDINGS = ("ами", "ями", "ах", "ях", "ам", "ям")
_FEW_ENDINGS = ("а", "я", "ы", "и", "і", "ї")
_MANY_ENDINGS = ("ов", "ев", "ей", "ів", "їв", "ь")
_PAST_ENDINGS = ("сь", "ся", "ал", "ил", "ел", "ял", "ул", "ав", "ив", "яв", "ув")
_SINGULAR_ADJECTIVES = ("ий", "ый", "ой", "ая", "ое", "ого", "ому")
_VOWELS = "аеиоуыэюяіїєй"
# A noun of these classes says by itself what befell the counted; no later noun of the phrase undoes it.
FATES = frozenset({"killed", "wounded", "prisoners", "displaced"})
_DRONES = frozenset({"drones", "missiles"})
_DOWNED = _DRONES | {"vehicles"}
_PARTICIPLE_ENDINGS = ("ых", "их", "ыми", "ими")
_MOST_OF_PARTICIPLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted, over tokens that end before ``stop``.

    ``label`` is a measure or ``people``; ``None`` when no known noun was found. ``cue`` is the index of
    a word such as "wounded" between the number and its noun. ``is_guess`` marks a noun that no list
    has. ``is_refused`` says that the number is no quantity (an age, a calibre, two sides).
    """

    stop: int
    label: str | None = None
    noun: str = ""
    cue: int | None = None
    is_refused: bool = False
    is_guess: bool = False


def read_unit(tokens: Tokens, stop: int, words: QuantityWords) -> tuple[int, str] | None:
    """Return the index after the unit that follows a number ending before ``stop``, and its code."""
    place = stop + 1 if tokens.key(stop) in DASHES and tokens.is_glued(stop) else stop
    found = words.nouns.units.at(tokens.keys, place)
    is_short = len(tokens.key(place)) < 3 and tokens.key(place) not in _SHORT_UNITS
    if found is None or (place > stop and is_short):
        return None
    refused = words.nouns.refused_units.at(tokens.keys, place)
    counted = words.nouns.counted.at(tokens.keys, place)
    longer = max((one[0] for one in (refused, counted) if one is not None), default=0)
    if longer > found[0]:
        # A calibre or a rate, or "three Mi-8s", which are no miles.
        return None
    return place + found[0], found[1]


def read_counted(
    tokens: Tokens,
    stop: int,
    words: QuantityWords,
    *,
    value: float = 2.0,
    skipped: frozenset[int] = frozenset(),
) -> Counted:
    """Return the noun that a number of this ``value``, ending before ``stop``, counts.

    Tokens ``skipped`` (a time between a participle and its noun) are stepped over.
    """
    nouns = words.nouns
    is_hyphened = tokens.key(stop) in DASHES and tokens.is_glued(stop) and tokens.is_glued(stop + 1)
    place = stop + 1 if is_hyphened else stop
    key = tokens.key(place)
    refused, found = nouns.refused_units.at(tokens.keys, place), nouns.counted.at(tokens.keys, place)
    # "Три Т-72" are no three tonnes.
    is_refused = refused is not None and (found is None or found[0] < refused[0])
    if is_refused or (nouns.ages.at(tokens.keys, place) and is_hyphened):
        return Counted(stop=place, is_refused=True)
    if is_hyphened and words.language != "en" and len(key) <= _ORDINAL_LETTERS and key not in nouns.strong:
        # "25-ту" is the 25th, not 25 Tu.
        return Counted(stop=place + 1, is_refused=True)
    if is_hyphened:
        return _read_hyphened(tokens, stop, words)
    if key in nouns.strong:
        return Counted(stop=place + 1, label=Measure.PERSONNEL.value, noun=key)
    if key in nouns.of or key == "out":
        return _read_of(tokens, place, words)
    return _read_phrase(tokens, place, words, value=value, skipped=skipped)


def _read_hyphened(tokens: Tokens, stop: int, words: QuantityWords) -> Counted:
    """Read "172-drone attack", "300-strong unit"; "14-point plan" counts nothing."""
    if tokens.key(stop + 1) in words.nouns.strong:
        return Counted(stop=stop + 2, label=Measure.PERSONNEL.value, noun="people")
    found = words.nouns.counted.at(tokens.keys, stop + 1)
    if found is None or found[1] in {OTHER, TIMES}:
        return Counted(stop=stop, is_refused=True)
    return Counted(stop=stop + 1 + found[0], label=found[1], noun=tokens.key(stop + 1))


def _read_of(tokens: Tokens, place: int, words: QuantityWords) -> Counted:
    """Read the noun of "20 of the villages", "37 of 50 drones", "hundreds of troops"."""
    after = place + 1
    while tokens.key(after) in words.nouns.of_fillers or tokens.key(after) in words.nouns.of:
        after += 1
    if tokens.key(after)[:1].isdecimal() or tokens.key(after) in words.numerals.cardinals:
        whole = _read_phrase(tokens, after + 1, words)
        # "Two of 19 were killed": what befell the two stands after the nineteen.
        stop = place if whole.label is not None else after + 1
        return Counted(stop=stop, label=whole.label, noun=whole.noun)
    counted = _read_phrase(tokens, after, words)
    if words.language != "en" and counted.label == Measure.VEHICLES:
        # "120 обстрілів, з них 20 із РСЗВ": fired from launchers, not that many launchers.
        return Counted(stop=place)
    return counted if counted.label is not None else Counted(stop=after)


def _read_phrase(
    tokens: Tokens,
    place: int,
    words: QuantityWords,
    *,
    value: float = 2.0,
    skipped: frozenset[int] = frozenset(),
) -> Counted:
    cue: int | None = None
    modifiers = 0
    start = place
    while modifiers <= _MOST_MODIFIERS:
        key = tokens.key(place)
        is_in_between = place in skipped and tokens.key(place - 1) and place > start
        if is_in_between or key in QUOTES or (key in DASHES and tokens.is_glued(place) and place > start):
            place += 1
            continue
        if _ends_phrase(tokens, place, start, words):
            break
        found = words.nouns.counted.at(tokens.keys, place)
        if found is not None:
            return _follow_chain(tokens, place, found, cue, words)
        if words.nouns.not_counted.at(tokens.keys, place):
            return Counted(stop=place, is_refused=True)
        if words.cues.cues.at(tokens.keys, place) is not None:
            if words.nouns.counted.at(tokens.keys, place + 1) is None:
                break
            cue = place
        modifiers += 1
        place += 1
    if words.language == "en":
        return Counted(stop=start) if value == 1 else _read_plural(tokens, start, words)
    return _read_past_participle(tokens, start, words) or _read_governed(tokens, start, words, value)


def _read_past_participle(tokens: Tokens, start: int, words: QuantityWords) -> Counted | None:
    """Read the noun of «четырёх сбитых на подлёте к городу беспилотниках», past where they were downed."""
    is_participle = tokens.key(start).endswith(_PARTICIPLE_ENDINGS)
    if not is_participle or words.cues.inherit_verbs.at(tokens.keys, start) is None:
        return None
    for place in range(start + 1, start + _MOST_OF_PARTICIPLE):
        key = tokens.key(place)
        if tokens.is_break(place) or not key[:1].isalpha() or key in words.numerals.cardinals:
            return None
        found = words.nouns.counted.at(tokens.keys, place)
        if found is not None and found[1] in _DOWNED:
            return Counted(stop=place + found[0], label=found[1], noun=key)
    return None


def _ends_phrase(tokens: Tokens, place: int, start: int, words: QuantityWords) -> bool:
    key = tokens.key(place)
    if not key or key in words.nouns.breaks:
        return True
    if key[0].isdecimal():
        # A number may name a model inside the phrase ("Leopard 2 tanks", "three 500-kg bombs",
        # "Shahed-136 drones"); any other number begins another quantity.
        is_model = place > start and (tokens.is_capital(place - 1) or tokens.is_glued(place))
        return not (is_model or tokens.key(place + 1) == "-")
    if place > start and key in words.numerals.cardinals and tokens.key(place + 1) not in DASHES:
        return True
    if not key[0].isalpha():
        return key not in {"'s", "."} or (key == "." and not _is_abbreviation(tokens, place))
    # "Гармати" looks like a verb and is none.
    return _is_verb(key, words) and words.nouns.counted.at(tokens.keys, place) is None


def _is_abbreviation(tokens: Tokens, place: int) -> bool:
    """Tell whether a full stop only shortens the word before it, as in "н.п."."""
    return tokens.is_glued(place) and len(tokens.key(place - 1)) == 1 and tokens.key(place - 1).isalpha()


def _is_verb(key: str, words: QuantityWords) -> bool:
    return len(key) > 4 and key.endswith(words.nouns.verb_endings) if words.nouns.verb_endings else False


def _follow_chain(
    tokens: Tokens, place: int, found: tuple[int, str], cue: int | None, words: QuantityWords
) -> Counted:
    """Go on over nouns that follow each other, and choose the one that is counted."""
    size, label = found
    noun = tokens.key(place)
    stop = place + size
    # "74 рази обстріляв": what was done so often is no noun.
    while label not in FATES and label != TIMES:
        after = stop + 1 if tokens.key(stop) in DASHES and tokens.is_glued(stop) else stop
        following = words.nouns.counted.at(tokens.keys, after)
        if following is None and tokens.key(stop) == "-" and tokens.is_glued(after) and after > stop:
            # The tail of a compound ("Shahed-type", "Iskander-M", "дронів-камікадзе") counts nothing itself.
            stop = after + 1
            following, after = words.nouns.counted.at(tokens.keys, stop), stop
        if following is None or _is_verb(tokens.key(after), words) or words.cues.cues.at(tokens.keys, after):
            break
        if words.nouns.event_nouns.at(tokens.keys, after):
            stop = after + following[0]
            if label not in _DRONES:
                label, noun = following[1], tokens.key(after)
            continue
        is_head = words.language == "en" or noun.endswith(_ADJECTIVE_ENDINGS)
        if (is_head and not (words.language != "en" and following[1] == OTHER)) or (
            words.nouns.event_nouns.at(tokens.keys, place) and following[1] in _DRONES
        ):
            label, noun = following[1], tokens.key(after)
        stop = after + following[0]
    return Counted(stop=stop, label=label, noun=noun, cue=cue)


def _read_plural(tokens: Tokens, start: int, words: QuantityWords) -> Counted:
    """Take an unknown plural as counted: "12 greenhouses" counts, though no list has the word."""
    for place in range(start, start + 3):
        key = tokens.key(place)
        if _ends_phrase(tokens, place, start, words) or words.cues.cues.at(tokens.keys, place):
            break
        is_plural = len(key) > 3 and key.endswith(words.nouns.plural_endings) and key[-2] not in "su"
        if is_plural and not tokens.is_capital(place):
            return Counted(stop=place + 1, label=OTHER, noun=key, is_guess=True)
    return Counted(stop=start)


def _read_governed(tokens: Tokens, start: int, words: QuantityWords, value: float) -> Counted:
    """Take a noun that no list has by the case that the number puts it in: "п'ять пікапів"."""
    # «Два "Раптори"»: a nickname in quotes has a capital.
    is_quoted = tokens.key(start) in QUOTES
    start += is_quoted
    for place in range(start, start + _MOST_ADJECTIVES + 1):
        key = tokens.key(place)
        if _ends_phrase(tokens, place, start, words) or words.cues.cues.at(tokens.keys, place):
            break
        if key in words.cues.helpers or words.cues.inherit_verbs.at(tokens.keys, place):
            break
        if (
            tokens.is_capital(place)
            and not is_quoted
            and not tokens.text[tokens.starts[place] : tokens.ends[place]][:2].isupper()
        ):
            break
        is_adjective = len(key) > 4 and key.endswith((*_ADJECTIVE_ENDINGS, "ым", "им"))
        if (
            is_adjective
            and tokens.key(place + 1)[:1].isalpha()
            and tokens.key(place + 1) not in words.nouns.breaks
        ):
            continue
        if len(key) > 2 and _is_governed(key, value):
            return Counted(stop=place + 1, label=OTHER, noun=key, is_guess=True)
        break
    return Counted(stop=start)


def _is_governed(key: str, value: float) -> bool:
    """Tell whether a word ends as a noun does after this number."""
    if key.endswith(_OBLIQUE_ENDINGS):
        return True
    units, tens = value % 10, value % 100
    if value != int(value):
        return key.endswith(_FEW_ENDINGS)
    # "Три роти", but "до трьох рот": a number in the genitive governs as five does.
    if units in {2, 3, 4} and tens not in {12, 13, 14} and key.endswith(_FEW_ENDINGS):
        return True
    if units == 1 and tens != 11:
        return not key.endswith(_SINGULAR_ADJECTIVES)
    if key.endswith(_PAST_ENDINGS):
        return False
    return key.endswith(_MANY_ENDINGS) or key[-1] not in _VOWELS


def is_person(label: str | None) -> bool:
    """Tell whether the counted can be killed, wounded, taken or moved."""
    return label is None or label in (PEOPLE, Measure.PERSONNEL) or label in FATES
