"""What the clauses of a sentence tell of, weighed: claims that no trigger finds, and triggers that err.

The triggers come first. Where a clause has none and its words together speak for a claim, it gets one
at the word that speaks loudest; where all around a trigger speaks against it, it is dropped, and where
they speak for another kind, it tells of that one.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geo.claims.kinds.clause_setting import Passage, describe_clauses, name_marks
from geo.claims.kinds.rewording import is_of_no_war, tells_of_no_deed
from geo.claims.kinds.triggering import ONE_PER_SENTENCE, Draft, is_captive, is_history, is_old, is_silence
from geo.claims.language.clues import read_clause
from geo.claims.language.lexicon import Trigger
from geo.claims.weights import chance, load_weights
from geo.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.claims.language.clues import Clue
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice
    from geo.claims.weights import Weights

TOLD = "told"
"""The outcome that a clause tells of any claim at all."""

LEAST_TO_ADD = 0.33
"""Chance at which a clause without a trigger is a claim."""

SURE_TO_ADD = 0.55
"""Chance from which it is one even if no word of it speaks loudly."""

LEAST_IN_ALL = -50
"""What its words must then add together, in hundredths: names and numbers alone tell of nothing."""

LEAST_LOUD = 50
"""What the loudest word must add, in hundredths, where the clause is less sure."""

LEAST_TO_KEEP = 0.1
"""Chance below which a trigger is taken to err."""

LEAST_TO_TURN = 200
"""What another kind must be likelier by than that of a clause's one trigger, in hundredths of log-odds."""

SHORTEST = 12
"""Letters of a clause that can tell of anything."""

ALONE = Passage()
"""What a sentence of its own stands in."""

_KINDS = frozenset(Kind)


def weigh_drafts(
    view: View,
    drafts: list[Draft],
    voices: list[Voice],
    lexicon: ClaimLexicon,
    *,
    data_dir: Path,
    passage: Passage = ALONE,
) -> list[Draft]:
    """Return ``drafts`` without those that err, and with one for each clause that tells of more.

    ``passage`` is what the sentence stands in.
    """
    if view.is_heading or is_history(view, lexicon):
        return drafts
    weights = load_weights("kinds", lexicon.language, data_dir=data_dir)
    kept: list[Draft] = []
    standings = describe_clauses(view, drafts, voices, passage)
    for (start, end), standing in zip(view.clauses(), standings, strict=True):
        inside = [draft for draft in drafts if start <= draft.start < end]
        if end - start < SHORTEST:
            kept += inside
            continue
        clues, named = read_clause(view, start, end, lexicon.senses)
        sums = weights.add_up([*named, *name_drafts(inside), *standing, *name_marks(named)])
        told = chance(sums[TOLD])
        for draft in inside:
            draft.chance = told
        if inside and told >= LEAST_TO_KEEP:
            is_exchange = inside[0].trigger.kind is Kind.PRISONERS and view.search("exchange", lexicon)
            if len(inside) == 1 and not is_exchange:
                _turn(view, inside[0], sums)
            kept += inside
        elif not inside and told >= LEAST_TO_ADD and not is_silence(view, start, end, lexicon):
            found = _draft(clues, named, sums, voices, weights)
            if (
                found
                and not _is_told_already(found, drafts)
                and not _is_of_captives(view, start, end, lexicon)
                and not is_old(view, start)
                and not tells_of_no_deed(view, start, end)
                and not is_of_no_war(view, found.start, found.end, found.trigger.kind)
            ):
                kept.append(found)
    return sorted(kept, key=lambda draft: draft.start)


def _is_told_already(found: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a sentence has the claim that its clauses share: "two were killed, and 25 wounded"."""
    kind = found.trigger.kind
    return kind in ONE_PER_SENTENCE and any(draft.trigger.kind is kind for draft in drafts)


def _is_of_captives(view: View, start: int, end: int, lexicon: ClaimLexicon) -> bool:
    """Tell whether a clause speaks of somebody who was captured somewhere once."""
    return any(
        start <= view.start + first < end
        and is_captive(view, Draft(view.start + first, view.start + last, trigger), lexicon)
        for first, last, trigger in lexicon.find_triggers(view.text)
    )


def _turn(view: View, draft: Draft, sums: dict[str, int]) -> None:
    """Give a trigger the kind that the clause speaks for, if it is much likelier than its own."""
    own = draft.trigger.kind
    kind = _likeliest(sums)
    is_likelier = kind != own and sums[kind] - sums.get(own, 0) >= LEAST_TO_TURN
    if is_likelier and not is_of_no_war(view, draft.start, draft.end, Kind(kind)):
        # The subject of "attacked twice, in vain" is not who beat the attack off.
        is_of_attack = kind == Kind.REPELLED_ATTACK and own in {Kind.GROUND_ATTACK, Kind.ADVANCE}
        mode = "suffer" if is_of_attack else draft.trigger.mode
        draft.trigger = dataclasses.replace(draft.trigger, kind=Kind(kind), mode=mode)


def _likeliest(sums: dict[str, int]) -> str:
    return max((outcome for outcome in sums if outcome in _KINDS), key=lambda outcome: sums[outcome])


def name_drafts(drafts: Iterable[Draft]) -> set[str]:
    """Return the clues that the triggers of a clause are: "=strike act", or that there is none."""
    return {f"={draft.trigger.kind} {draft.trigger.mode}" for draft in drafts} or {"=none"}


def _draft(
    clues: list[Clue],
    named: dict[str, list[int]],
    sums: dict[str, int],
    voices: list[Voice],
    weights: Weights,
) -> Draft | None:
    """Return a claim of the likeliest kind at the word that adds most to it, no word of who speaks."""
    kind, told = _likeliest(sums), chance(sums[TOLD])
    adds = [0.0] * len(clues)
    for name, positions in named.items():
        weight = (weights.of(name, kind) + weights.of(name, TOLD)) / len(positions)
        for position in positions:
            adds[position] += weight
    spoken = [(voice.start, voice.end) for voice in voices]
    words = [
        position
        for position, clue in enumerate(clues)
        if clue.is_word and not any(first <= clue.start < last for first, last in spoken)
    ]
    if not words:
        return None
    position = max(words, key=lambda position: adds[position])
    is_quiet = adds[position] < LEAST_LOUD
    if is_quiet and (told < SURE_TO_ADD or sum(adds[one] for one in words) < LEAST_IN_ALL):
        return None
    loudest = clues[position]
    trigger = Trigger(kind=Kind(kind), mode="act", words=loudest.name)
    return Draft(loudest.start, loudest.end, trigger, is_weighed=True, chance=told)
