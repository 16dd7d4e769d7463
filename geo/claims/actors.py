"""Who acts and upon whom: the side words around a trigger, passives, pronouns, owners of places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.attribution import owner_of
from geo.models import Kind, Side

if TYPE_CHECKING:
    from geo.claims.lexicon import ClaimLexicon, Trigger
    from geo.claims.sentence_view import SideWord, View
    from geo.models import Place

_OPPOSITE = {Side.UA: Side.RU, Side.RU: Side.UA}

# What is reported of a place says who did it when no word does: nobody shells his own towns.
_INFERRED = frozenset({Kind.STRIKE, Kind.CASUALTIES, Kind.GROUND_ATTACK, Kind.CAPTURE, Kind.ADVANCE})
_SHOT_DOWN = re.compile(r"shot down|shoot|brought down|intercept|down(?:ed|ing)|збил|збит|сбил|сбит|перехва")


def find_actor(
    view: View,
    start: int,
    end: int,
    trigger: Trigger,
    *,
    place: Place | None,
    speech: tuple[int, int] | None,
    last_side: Side | None,
    lexicon: ClaimLexicon,
) -> tuple[Side | None, Side | None, tuple[str, ...]]:
    """Return actor, target and the names of what was inferred, for a trigger at ``start:end``.

    Parameters
    ----------
    place
        The place the claim is about, if one was chosen; its owner helps where no word does.
    speech
        The span of the speaker's words: who speaks is not who acts.
    last_side
        The side that the sentence before spoke of, for pronouns.
    """
    sides = [word for word in view.sides if speech is None or not speech[0] <= word.start < speech[1]]
    if trigger.kind is Kind.CLASH:
        return Side.BOTH, None, ()
    if trigger.kind is Kind.EVACUATION:
        return Side.OTHER, None, ()
    named = _named_actor(view, start, end, trigger, sides, lexicon)
    if (
        trigger.mode == "suffer"
        and trigger.kind in {Kind.CAPTURE, Kind.REPELLED_ATTACK}
        and named is not None
    ):
        named = _OPPOSITE.get(named, named)
    if named is None and _has_pronoun(view, start, lexicon):
        named = last_side
    if named is not None:
        named = _correct(view, trigger, named, start, end)
        return named, _target(sides, named, start, end), ()
    owner = owner_of(place)
    if trigger.kind in _INFERRED and owner in _OPPOSITE:
        return _OPPOSITE[owner], None, ("actor",)
    return None, None, ()


def _correct(view: View, trigger: Trigger, named: Side, start: int, end: int) -> Side:
    """Turn the side round where the word found is the one that suffers."""
    if trigger.kind is Kind.CASUALTIES and trigger.mode == "suffer":
        words = view.between(view.start, view.end)
        civilians = re.search(r"civilian|resident|мирн|цивіль|жител|мешкан", words)
        owner = None if civilians is None else named
        return named if owner is None else named
    if _SHOT_DOWN.search(view.between(start, end)):
        return named
    return named


def _named_actor(
    view: View,
    start: int,
    end: int,
    trigger: Trigger,
    sides: list[SideWord],
    lexicon: ClaimLexicon,
) -> Side | None:
    first, last = view.clause(start)
    by = _after_by(view, end, sides, lexicon)
    if by is not None:
        return by
    before = [word for word in sides if word.end <= start]
    in_clause = [word for word in before if word.start >= first]
    if trigger.mode == "noun":
        # "Russian drone strikes", "Ukraine's attacks": the party stands close before the noun.
        close = [word for word in in_clause if start - word.end <= 40]
        if close:
            return close[-1].side
        return in_clause[0].side if in_clause else (before[-1].side if before else None)
    is_passive = lexicon.passive.search(view.between(max(first, start - 24), start)) is not None
    if trigger.mode == "suffer" or is_passive:
        return None if trigger.kind is not Kind.CASUALTIES or not in_clause else _attacker(in_clause)
    if in_clause:
        return in_clause[0].side if len(in_clause) == 1 else _subject(view, in_clause, start)
    after = [word for word in sides if end <= word.start < last]
    if lexicon.language != "en" and after and after[0].start - end < 40 and not before:
        return after[0].side
    return before[-1].side if before else None


def _attacker(words: list[SideWord]) -> Side | None:
    """Return the party in a clause about the killed: it is the one that struck."""
    return words[0].side


def _subject(view: View, words: list[SideWord], start: int) -> Side:
    """Return the subject among several side words: the last that is no object of a preposition."""
    for word in reversed(words):
        before = view.between(max(view.start, word.start - 14), word.start)
        if re.search(r"(?:\b(?:of|to|from|against|with|on|by|into|drive|oust|push)\s(?:the\s)?)$", before):
            continue
        if start - word.end > 90:
            continue
        return word.side
    return words[0].side


def _after_by(view: View, end: int, sides: list[SideWord], lexicon: ClaimLexicon) -> Side | None:
    if lexicon.language != "en":
        return None
    for word in sides:
        if 0 <= word.start - end <= 40 and re.search(r"\bby (?:the )?$", view.between(end, word.start)):
            return word.side
    return None


def _has_pronoun(view: View, start: int, lexicon: ClaimLexicon) -> bool:
    first, _ = view.clause(start)
    return lexicon["pronoun_subjects"].search(view.between(first, start)) is not None or (
        lexicon["unit_words"].search(view.between(first, start)) is not None
    )


def _target(sides: list[SideWord], actor: Side, start: int, end: int) -> Side | None:
    """Return the other party where the words around the trigger name it."""
    other = _OPPOSITE.get(actor)
    if other is None:
        return None
    near = [word for word in sides if word.side is other and (start - 120 < word.start < end + 120)]
    return other if near else None
