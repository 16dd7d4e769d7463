"""Tell what befell the people a number counts: killed, wounded, taken prisoner, displaced.

The cue may stand before the number ("injuring five"), after it ("five were injured") or far off in a
sentence on a toll. Near cues win over far ones, and no cue is looked for across a clause's end, so that
"two killed, five wounded" keeps its halves apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.counting.nouns import DASHES, QUOTES
from geo.claims.counting.quantity_words import PEOPLE
from geo.models import Measure

if TYPE_CHECKING:
    from geo.claims.counting.quantity_words import CueSide, QuantityWords
    from geo.claims.language.tokens import Tokens

_REACH_AFTER = 8
_REACH_BEFORE = 4
_REACH_TOLL = 16
_REACH_RISE = 4
_APPOSITION = 10
_REACH_JOINED = 5
FAMILIES = frozenset({"семья", "семью", "семьи", "сім'я", "сім'ю", "родина", "родину"})
"""Nouns whose people are counted behind "of": «погибла семья из трёх человек»."""
FAMILY_OF = frozenset({"из", "із", "з"})
_BECAME = frozenset({"стал", "стала", "стало", "стали", "став"})
_STANDING = frozenset({"at", "is", "was", "stood", "stands", "—", "–", "составляет", "становить", "складає"})
_COUNTS = frozenset({"number", "toll", "count", "total", "число", "количество", "кількість"})
_WHERE = frozenset({"на", "у", "в", "во", "під", "под", "біля", "около", "возле"})
_FATAL = (Measure.KILLED, Measure.WOUNDED)
_TOLD_IN_TOLLS = frozenset(measure.value for measure in (*_FATAL, Measure.PRISONERS))


def read_fate(
    tokens: Tokens, first: int, stop: int, words: QuantityWords, *, has_noun: bool
) -> Measure | None:
    """Return what befell those counted by the tokens ``first:stop``, or ``None`` if no cue says."""
    for look in _LOOKS:
        found = look(tokens, first, stop, words)
        if found is not None and (has_noun or not _needs_noun(tokens, found[1], words)):
            return found[0] if not _is_joined(tokens, found[1], found[0], words) else None
    return None


def read_close_fate(tokens: Tokens, first: int, stop: int, words: QuantityWords) -> Measure | None:
    """Return what befell those whom a noun of no list names, by a cue beside it: "wounding two nurses"."""
    cues, passive = words.cues.cues, words.cues.passive
    before, after = cues.ending_at(tokens.keys, first - 1), cues.at(tokens.keys, stop)
    if before is not None and before[1][0] in _FATAL and before[1][1] in {"both", "before"}:
        is_active = tokens.key(first - 1 - before[0]) not in passive
        return before[1][0] if is_active else None
    if words.language == "en":
        after = cues.at(tokens.keys, stop + 1) if tokens.key(stop) in passive else None
    sides = {"both"} if words.language == "en" else {"both", "person"}
    return after[1][0] if after is not None and after[1][0] in _FATAL and after[1][1] in sides else None


def _needs_noun(tokens: Tokens, place: int, words: QuantityWords) -> bool:
    found = words.cues.cues.at(tokens.keys, place) or words.cues.cues.ending_at(tokens.keys, place)
    return found is not None and found[1][1] == "person"


_Found = tuple[Measure, int] | None


def _cue_at(tokens: Tokens, place: int, sides: tuple[CueSide, ...], words: QuantityWords) -> _Found:
    found = words.cues.cues.at(tokens.keys, place)
    if found is None or found[1][1] not in sides:
        return None
    return found[1][0], place


def _look_after(tokens: Tokens, _first: int, stop: int, words: QuantityWords) -> _Found:
    """Look for "(others were) wounded" right after the counted."""
    for place in range(stop, min(stop + _REACH_AFTER, len(tokens))):
        found = _cue_at(tokens, place, ("both", "after", "person"), words)
        if found is not None:
            return None if _has_object(tokens, place, stop, words) else found
        key = tokens.keys[place]
        is_adverb = words.language == "en" and key.endswith("ly")
        if key not in words.cues.helpers and key not in DASHES | QUOTES and not is_adverb:
            return None
    return None


def _has_object(tokens: Tokens, place: int, stop: int, words: QuantityWords) -> bool:
    """Tell whether the cue is active: in "five drones killed two" the five are not the killed."""
    if any(tokens.key(between) in words.cues.passive for between in range(stop, place)):
        return False
    after = tokens.key(place + 1)
    follows_number = after[:1].isdecimal() or after in words.numerals.cardinals
    return words.language == "en" and (follows_number or after in words.numerals.articles)


def _look_before(tokens: Tokens, first: int, _stop: int, words: QuantityWords) -> _Found:
    """Look for "injuring (another)" right before the counted, or before a family of so many."""
    if tokens.key(first - 1) in FAMILY_OF and tokens.key(first - 2) in FAMILIES:
        first -= 2
    place = first - 1
    while place >= max(first - _REACH_BEFORE, 0):
        found = words.cues.cues.ending_at(tokens.keys, place)
        if found is not None and found[1][1] in {"both", "before", "person"}:
            if words.language == "en" and tokens.key(place - found[0]) in words.cues.passive:
                return None
            return found[1][0], place
        if tokens.is_capital(place) and tokens.key(place - 1) in _WHERE:
            # «Вбили на Донеччині двох людей»
            place -= 2
            continue
        if tokens.keys[place] not in words.cues.fillers and tokens.keys[place] not in {":", *DASHES}:
            return None
        place -= 1
    return None


def _look_past_phrase(tokens: Tokens, _first: int, stop: int, words: QuantityWords) -> _Found:
    """Look further on in the clause for a passive or an intransitive verb."""
    for place in range(stop, min(stop + _REACH_AFTER, len(tokens))):
        key = tokens.keys[place]
        if (
            key in {",", ":"}
            or tokens.is_break(place)
            or key[0].isdecimal()
            or key in words.numerals.cardinals
        ):
            return None
        if key in _JOINING:
            return None
        found = _cue_at(tokens, place, ("both", "after", "person"), words)
        if found is None:
            continue
        is_after = _cue_at(tokens, place, ("after",), words) is not None
        if words.language != "en" or is_after or tokens.key(place - 1) in words.cues.passive:
            return found
        return None
    return None


_AND = frozenset(("и", "й", "і", "та"))
_JOINING = frozenset(("and", "but", "while", "та", "і", "й", "а", "але", "и", "но"))


def _look_past_apposition(tokens: Tokens, _first: int, stop: int, words: QuantityWords) -> _Found:
    """Step over ", including a child," before looking on."""
    if tokens.key(stop) != ",":
        return None
    for place in range(stop + 1, min(stop + _APPOSITION, len(tokens))):
        if tokens.is_break(place):
            return None
        if tokens.keys[place] == ",":
            found = _look_after(tokens, stop, place + 1, words)
            # "Another woman, 67, died": an age parts nobody from what befell him.
            is_aged = place == stop + 2 and tokens.key(stop + 1).isdecimal()
            is_bare = (
                tokens.key(place + 1) not in words.cues.helpers and words.language == "en" and not is_aged
            )
            return None if is_bare else found
    return None


def _look_past_joined(tokens: Tokens, _first: int, stop: int, words: QuantityWords) -> _Found:
    """Step over the second subject of "two women and a man were killed"."""
    if tokens.key(stop) not in _JOINING:
        return None
    for place in range(stop + 1, min(stop + 5, len(tokens))):
        counted = words.nouns.counted.at(tokens.keys, place)
        if counted is not None and words.nouns.counted.at(tokens.keys, place + counted[0]) is None:
            return _look_after(tokens, stop, place + counted[0], words) if counted[1] == PEOPLE else None
        if tokens.is_break(place) or words.cues.cues.at(tokens.keys, place) is not None:
            return None
    return None


def _look_before_joined(tokens: Tokens, first: int, stop: int, words: QuantityWords) -> _Found:
    """Step back over the first of «ранены мать и двое детей», whose verb tells of both."""
    if words.language == "en" or tokens.key(first - 1) not in _AND:
        return None
    for place in range(first - 2, max(first - 2 - _REACH_JOINED, 0), -1):
        key = tokens.key(place)
        is_word = key[:1].isalpha() or key[:1].isdecimal() or key in DASHES or key == ":"
        if key in words.nouns.breaks or not is_word:
            return None
        found = words.cues.cues.ending_at(tokens.keys, place - 1)
        if found is not None and found[1][0] in _FATAL and found[1][1] in {"both", "before", "person"}:
            return _look_before(tokens, place, stop, words)
    return None


def _look_at_toll(tokens: Tokens, first: int, _stop: int, words: QuantityWords) -> _Found:
    """Read "the number of wounded has risen to 45"."""
    has_risen = False
    for place in range(first - 1, max(first - 1 - _REACH_TOLL, -1), -1):
        if tokens.is_break(place):
            return None
        if words.bounds.rise_verbs.at(tokens.keys, place) and first - place <= _REACH_RISE:
            has_risen = True
        if tokens.keys[place] in _BECAME and first - place <= _REACH_RISE:
            # «Жертвами удара стали четверо»
            has_risen = True
        if tokens.keys[place] in _STANDING and first - place <= _REACH_RISE:
            has_risen = _has_count(tokens, place)
        if not has_risen:
            continue
        found = words.cues.cues.at(tokens.keys, place)
        if found is not None and found[1][0] in _FATAL:
            return found[1][0], place
        counted = words.nouns.counted.at(tokens.keys, place)
        if counted is not None and counted[1] in _TOLD_IN_TOLLS:
            return Measure(counted[1]), place
    return None


def _has_count(tokens: Tokens, place: int) -> bool:
    """Tell whether "the number of" stands before ``place``: "put the number of dead at 12"."""
    return any(key in _COUNTS for key in tokens.keys[max(0, place - _REACH_TOLL) : place])


def _is_joined(tokens: Tokens, place: int, measure: Measure, words: QuantityWords) -> bool:
    """Tell whether two fates are lumped, as in "300 killed and wounded", which is neither."""
    for joint, other in ((place + 1, place + 2), (place - 1, place - 2)):
        if tokens.key(joint) not in words.cues.lumping:
            continue
        found = words.cues.cues.at(tokens.keys, other)
        if found is not None and found[1][0] is not measure and not _counts(tokens, other, words):
            return True
    return False


_LOOKS = (
    _look_after,
    _look_before,
    _look_past_phrase,
    _look_past_joined,
    _look_before_joined,
    _look_past_apposition,
    _look_at_toll,
)


def _counts(tokens: Tokens, place: int, words: QuantityWords) -> bool:
    """Tell whether a cue has a number of its own right after it ("killed two and wounded five")."""
    after = tokens.key(place + 1)
    return (
        after[:1].isdecimal()
        or after in words.numerals.openers
        or words.bounds.before.at(tokens.keys, place + 1) is not None
    )
