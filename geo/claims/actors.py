"""Who acts and upon whom: the side words around a trigger, passives, pronouns, owners of places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Kind, ResolutionStatus, Side

if TYPE_CHECKING:
    from geo.claims.lexicon import ClaimLexicon, Trigger
    from geo.claims.sentence_view import SideWord, View
    from geo.models import Attribution, Mention

_OPPOSITE = {Side.UA: Side.RU, Side.RU: Side.UA}

# What is reported of a place says who did it when no word does: nobody shells his own towns.
_INFERRED = frozenset(
    {Kind.STRIKE, Kind.CASUALTIES, Kind.GROUND_ATTACK, Kind.CAPTURE, Kind.ADVANCE, Kind.PRESENCE}
)


def find_actor(
    view: View,
    start: int,
    end: int,
    trigger: Trigger,
    *,
    owner: Side | None,
    speech: tuple[int, int] | None,
    last_side: Side | None,
    attribution: Attribution | None,
    lexicon: ClaimLexicon,
) -> tuple[Side | None, Side | None, tuple[str, ...]]:
    """Return actor, target and the names of what was inferred, for a trigger at ``start:end``.

    Parameters
    ----------
    owner
        Whose recognised territory the claim's place is; it helps where no word does.
    speech
        The span of the speaker's words: who speaks is not who acts.
    last_side
        The side that the sentence before spoke of, for pronouns.
    attribution
        Who says it, for "said that its troops" and "claims to have".
    """
    sides = [word for word in view.sides if speech is None or not speech[0] <= word.start < speech[1]]
    if trigger.kind is Kind.CLASH:
        return Side.BOTH, None, ()
    if trigger.kind is Kind.EVACUATION:
        return Side.OTHER, None, ()
    named = _speaker_who_acts(view, start, sides, attribution, lexicon)
    if named is None:
        named = _named_actor(view, start, end, trigger, sides, lexicon)
    if (
        named is None
        and trigger.kind is Kind.CAPTURE
        and lexicon["liberating"].match(view.between(start, end))
    ):
        # Only one's own ground is liberated: who says so did it, or nobody is known to have.
        return (attribution.side if attribution else None), None, ("actor",)
    if named is None and _has_pronoun(view, start, lexicon):
        named = last_side
    if named is not None:
        return named, _target(sides, named, start, end), ()
    if trigger.kind in _INFERRED and owner in _OPPOSITE:
        return _OPPOSITE[owner], None, ("actor",)
    return None, None, ()


def owner_of(mention: Mention) -> Side | None:
    """Return whose recognised territory a mention's place is, also when only its village is unsure.

    Crimea counts as where strikes are Ukraine's: it is Ukrainian by right, and held against it.
    """
    resolution = mention.resolution
    if resolution is None:
        return None
    places = [resolution.place] if resolution.place else [item.place for item in resolution.candidates]
    if resolution.status is ResolutionStatus.UNRESOLVED:
        return None
    owners = {
        "RU" if place.admin1 in {"Crimea", "Sevastopol"} else place.country for place in places if place
    }
    return {"UA": Side.UA, "RU": Side.RU}.get(owners.pop() or "") if len(owners) == 1 else None


def _speaker_who_acts(
    view: View,
    start: int,
    sides: list[SideWord],
    attribution: Attribution | None,
    lexicon: ClaimLexicon,
) -> Side | None:
    """Return the side of the speaker of "claims to have hit" and "said its troops had left"."""
    if attribution is None or attribution.side not in _OPPOSITE or attribution.end > start:
        return None
    if any(attribution.end <= word.start < start for word in sides):
        return None
    said = view.between(attribution.end, start)
    return attribution.side if lexicon["speaker_acts"].match(said.lstrip(" ,")) else None


def _named_actor(
    view: View,
    start: int,
    end: int,
    trigger: Trigger,
    sides: list[SideWord],
    lexicon: ClaimLexicon,
) -> Side | None:
    first, last = view.clause(start)
    if trigger.mode == "near":
        return _nearest(sides, start, end, first, last)
    loser = _loser(view, start, end, trigger, sides, lexicon)
    if loser is not None:
        return _OPPOSITE.get(loser)
    by = _after_by(view, end, sides, lexicon)
    if by is not None and trigger.kind is not Kind.WITHDRAWAL:
        return by
    before = [word for word in sides if word.end <= start]
    in_clause = [word for word in before if word.start >= first]
    if trigger.mode == "noun":
        victim = _victim_after(view, end, sides)
        if victim is not None:
            return _OPPOSITE.get(victim)
        # "Russian drone strikes", "Ukraine's attacks": the party stands close before the noun.
        close = [word for word in in_clause if start - word.end <= 40]
        if close:
            return close[-1].side
        return in_clause[0].side if in_clause else (before[-1].side if before else None)
    going_on = re.match(r"\w+ing\b", view.between(start, end)) is not None
    is_passive = (
        not going_on and lexicon.passive.search(view.between(max(first, start - 24), start)) is not None
    )
    if trigger.mode == "suffer" or is_passive:
        within = [word for word in sides if start <= word.start < end]
        return _actor_of_passive(trigger, in_clause + within, before)
    if in_clause:
        # Cases tell subject from object in Ukrainian and Russian; the subject mostly stands first.
        is_first = len(in_clause) == 1 or lexicon.language != "en"
        return in_clause[0].side if is_first else _subject(view, in_clause, start)
    after = [word for word in sides if end <= word.start < last]
    if lexicon.language != "en" and after and after[0].start - end < 40 and not before:
        return after[0].side
    return before[-1].side if before else None


def _actor_of_passive(trigger: Trigger, in_clause: list[SideWord], before: list[SideWord]) -> Side | None:
    """Return who did what the subject suffers: the other party, where the subject is a party."""
    words = in_clause or before
    if not words:
        return None
    if trigger.kind is Kind.WITHDRAWAL:
        # Who is driven out has left: the subject, whoever drove him.
        return in_clause[0].side if in_clause else None
    if trigger.kind is Kind.CASUALTIES:
        # "A Russian bomb killed": the party named is the one that struck.
        return words[0].side
    if trigger.kind is Kind.REPELLED_ATTACK or (trigger.kind in {Kind.CAPTURE, Kind.STRIKE} and in_clause):
        return _OPPOSITE.get(words[0].side)
    return None


def _nearest(sides: list[SideWord], start: int, end: int, first: int, last: int) -> Side | None:
    """Return the party named nearest to the trigger: "under Russian control", "shows Russian infantry"."""
    inside = [word for word in sides if first <= word.start < last]
    gaps = [(max(word.start - end, start - word.end, 0), word.side) for word in inside]
    return min(gaps, key=lambda gap: gap[0])[1] if gaps else None


def _loser(
    view: View, start: int, end: int, trigger: Trigger, sides: list[SideWord], lexicon: ClaimLexicon
) -> Side | None:
    """Return who lost men or machines: the subject of "lost 200 men", the object of "took ten Russians"."""
    first, last = view.clause(start)
    words = view.between(start, end)
    if trigger.kind is Kind.CASUALTIES and trigger.mode == "act" and lexicon["losing"].match(words):
        subjects = [word.side for word in sides if first <= word.start < start]
        after = [word.side for word in sides if end <= word.start < end + 30]
        found = subjects[-1:] or after[:1]
        return found[0] if found else None
    is_loss = trigger.kind in {Kind.PRISONERS, Kind.EQUIPMENT_LOSS} and trigger.mode == "act"
    if not is_loss or any(first <= word.start < start for word in sides if lexicon.language == "en"):
        return None
    lost = [word.side for word in sides if start <= word.start < last and word.start - end < 40]
    if view.between(end, end + 4).startswith(" by"):
        return None
    return lost[0] if lost else None


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
        gap = view.between(end, word.start)
        if 0 <= word.start - end <= 40 and re.fullmatch(r"[^,;]*\bby (?:the )?", gap):
            return word.side
    return None


def _victim_after(view: View, end: int, sides: list[SideWord]) -> Side | None:
    """Return the party of "the destruction of a Ukrainian unit" and "the capture of 100 Russian soldiers"."""
    for word in sides:
        gap = view.between(end, word.start)
        if 0 <= word.start - end <= 40 and re.fullmatch(r"\s?(?:of )?(?:an? |the )?(?:[\w,-]+ ){0,4}", gap):
            return (
                word.side
                if view.between(end - 3, end).endswith("of") or gap.strip().startswith("of")
                else None
            )
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
