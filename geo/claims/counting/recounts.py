"""Tell what a number counts that has no noun of its own: more of what was counted before.

"87 drones, of which 52 were downed", "76 strikes in May, nine in June": the noun is said once. A number
that no word ties to the count before it counts nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.counting.designations import is_added
from geo.claims.counting.nouns import DASHES, FATES
from geo.models import Measure

if TYPE_CHECKING:
    from geo.claims.counting.comparators import Bound
    from geo.claims.counting.numerals import Amount
    from geo.claims.counting.quantity_words import QuantityWords
    from geo.claims.language.tokens import Tokens
    from geo.models import Quantity

# How far on, in characters, "38 were intercepted" may still be of the drones counted before.
_SAME_COUNT_REACH = 200
_TOLL_REACH = 5
# "Twelve bombers: eight at Belaya and four at Olenya".
_LISTING = frozenset({":", ",", ";", "and", "—", "–", "и", "й", "і", "та", "а", "ещё", "ще"})
_AT = frozenset({"at", "in", "near", "on", "в", "во", "на", "під", "под", "у", "біля"})
_PASSED_ON = frozenset({Measure.DRONES, Measure.MISSILES, Measure.VEHICLES, Measure.DISPLACED})
_ENDS = frozenset({"", ",", ".", ";", ")", "\n", "і", "та", "и", "and"})
_FATAL = frozenset({Measure.KILLED, Measure.WOUNDED})
_AT_A_PLACE = re.compile(
    r"\s(?:at|in|near|on|в|во|на|під|под|у|біля)\s[A-ZА-ЯІЇЄҐЁ][\w'’-]+(?:\s[A-ZА-ЯІЇЄҐЁ][\w'’-]+)?"
    r"(?:,|,? (?:and|and another|та|і|й|и)(?: ще| ещё)?)\s"
)
_MORE = frozenset({"ещё", "еще", "ще", "также", "також"})
_ENDERS = (". ", "! ", "? ", "\n")
CASUALTIES = "casualties"
"""Unit of the killed and wounded counted together."""


def is_part(tokens: Tokens, bound: Bound, last: Quantity, words: QuantityWords) -> bool:
    """Tell whether words make a number some of the count before: "of which 52", "41 of them"."""
    if _is_parted(tokens, last, bound, words):
        return False
    parts = words.cues.parts
    if parts.at(tokens.keys, bound.stop) is not None:
        return True
    before = bound.first - 1
    while tokens.key(before) in DASHES or tokens.key(before) == ",":
        before -= 1
    return parts.ending_at(tokens.keys, before) is not None


def count_again(
    tokens: Tokens, amount: Amount, bound: Bound, last: Quantity | None, words: QuantityWords
) -> tuple[Measure, str] | None:
    """Return the measure and unit of a number without a noun, or ``None`` if it counts nothing."""
    if last is not None and is_added(tokens, amount.first, amount.stop):
        return last.measure, last.unit
    if last is not None and not _is_parted(tokens, last, bound, words):
        is_same = (last.measure in _PASSED_ON and _goes_on(tokens, bound, words)) or (
            tokens.key(bound.first - 1) == ":" and _is_at_a_place(tokens, bound.stop)
        )
        # «Четверо убитых: двое — в Константиновке, по одному — в Дружковке и Покровске»
        is_same = is_same or (
            last.measure.value in FATES
            and tokens.key(bound.stop) in DASHES
            and _is_at_a_place(tokens, bound.stop + 1)
        )
        # Of five killed, three fell in Kostiantynivka "and two in Toretsk"; «2 в Дружковке и 1 в Лимане».
        is_same = is_same or (
            fate_in_list(tokens, bound, last) is not None and _is_at_a_place(tokens, bound.stop)
        )
        following = tokens.key(bound.stop)
        is_verb = bool(words.nouns.verb_endings) and following.endswith(words.nouns.verb_endings)
        # "Звільнили сім сіл, ще дев'ять зачистили": more of the same.
        is_same = is_same or (tokens.key(bound.first - 1) in words.cues.carrying_on and is_verb)
        if is_same or is_part(tokens, bound, last, words) or _is_left_out(tokens, bound):
            return last.measure, last.unit
    if _is_toll_of_losses(tokens, bound, words):
        return Measure.OTHER, CASUALTIES
    following = tokens.key(bound.stop)
    is_noun = following[:1].isalpha() and following not in words.nouns.breaks
    is_compared = bound.first < amount.first
    return (Measure.OTHER, "") if amount.is_digits and is_noun and is_compared else None


def _goes_on(tokens: Tokens, bound: Bound, words: QuantityWords) -> bool:
    """Tell whether a bare number counts the same things: "38 were downed", "5 over Kursk"."""
    place = bound.stop
    before = f"{tokens.key(bound.first - 2)} {tokens.key(bound.first - 1)}"
    if tokens.key(place) in words.nouns.of or before in words.cues.carrying_on:
        return True
    while tokens.key(place) in words.cues.helpers or tokens.key(place) in {*words.nouns.of_fillers, *DASHES}:
        place += 1
    if words.cues.inherit_verbs.at(tokens.keys, place) or tokens.key(place) in words.cues.above:
        return True
    if _is_at_a_place(tokens, place) and tokens.key(bound.first - 1) in _LISTING:
        return True
    nearby = range(max(0, bound.first - 2), bound.first)
    return any(words.cues.inherit_verbs.at(tokens.keys, back) for back in nearby)


def _is_at_a_place(tokens: Tokens, place: int) -> bool:
    is_named = tokens.is_capital(place + 1) or tokens.is_capital(place + 2)
    return tokens.key(place) in _AT and is_named


def _is_left_out(tokens: Tokens, bound: Bound) -> bool:
    """Tell whether a dash stands for what is not said again: "за половину червня — дев'ять"."""
    dash = bound.first - 1
    if tokens.key(dash) in _MORE:
        # «В Новгородской — ещё четыре»
        dash -= 1
    is_dash = tokens.key(dash) in {"–", "—"} and not tokens.is_glued(dash) and not tokens.is_glued(dash + 1)
    return is_dash and tokens.key(dash - 1)[:1].isalpha() and tokens.key(bound.stop) in _ENDS


def _is_toll_of_losses(tokens: Tokens, bound: Bound, words: QuantityWords) -> bool:
    """Read "puts losses at 94,000" and "310 killed and wounded", which are neither alone."""
    cues, place = words.cues.cues, bound.stop
    first, second = cues.at(tokens.keys, place), cues.at(tokens.keys, place + 2)
    lumped = {Measure.KILLED, Measure.WOUNDED}
    if first is not None and second is not None and tokens.key(place + 1) in words.cues.lumping:
        return {first[1][0], second[1][0]} == lumped
    # "Exceeded" is a comparator and so the first word of the number itself.
    if words.cues.toll_at.isdisjoint(tokens.keys[max(0, bound.first - 1) : bound.first + 1]):
        return False
    span = range(max(0, bound.first - 1 - _TOLL_REACH), bound.first)
    return any(words.cues.losses.at(tokens.keys, back) for back in span)


def _is_parted(tokens: Tokens, last: Quantity, bound: Bound, words: QuantityWords) -> bool:
    """Tell whether a sentence ends between the last quantity and this one."""
    if tokens.starts[bound.first] - last.end > _SAME_COUNT_REACH:
        return True
    between = tokens.text[last.end : tokens.starts[bound.first]]
    ended, _, opening = between.partition(". ")
    if tokens.key(bound.first - 1) in _MORE and _downed_more(tokens, bound, last, words):
        # "Seven drones were downed over X. Over Y four more were destroyed."
        between = opening
    if opening.strip(" ,—–").lower() in words.cues.carrying_on:
        # "80 drones. Of these, 30 over X": the sentence counts on.
        between = ended
    return any(sign in between for sign in _ENDERS)


def fate_in_list(tokens: Tokens, bound: Bound, last: Quantity) -> Measure | None:
    """Return the fate told once for a list: "killed two in Kherson and one person in Antonivka"."""
    between = tokens.text[last.end : tokens.starts[bound.first]]
    return last.measure if last.measure in _FATAL and _AT_A_PLACE.fullmatch(between) else None


def _downed_more(tokens: Tokens, bound: Bound, last: Quantity, words: QuantityWords) -> bool:
    """Tell whether a verb of downing stands by «ещё четыре», and drones or missiles were counted before."""
    beside = (bound.first - 2, bound.stop)
    return last.measure in {Measure.DRONES, Measure.MISSILES} and any(
        words.cues.inherit_verbs.at(tokens.keys, place) is not None for place in beside
    )


def fate_of_part(label: str | None, last: Quantity) -> Measure | None:
    """Return what befell the people of a part: in "23 people, four of them children" all were killed."""
    return last.measure if last.measure.value in FATES and label is not None else None
