"""Who acts, weighed: what the rules found, whose ground it is, who speaks and the parties around.

One set of weights serves both parties: a clue says how a party stands to the trigger ("the nearest
before it", "the owner's other"), never which party it is, so nothing learned favours one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.cases import case_of
from geo.claims.clues import LETTERS
from geo.claims.scene import OPPOSITE
from geo.claims.weights import Option
from geo.models import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.scene import Scene
    from geo.claims.sentence_view import SideWord

CANDIDATES = (Side.UA, Side.RU, Side.BOTH, Side.OTHER)

MANY = 3
"""Parties named in a sentence beyond which only their order counts."""


def list_parties(scene: Scene, ruled: Side | None, *, is_inferred: bool) -> list[Option[Side]]:
    """Return every party that may act at a trigger, given what the rules say."""
    kind, word = scene.trigger.kind, scene.words[:LETTERS]
    options: list[Option[Side]] = []
    for side in CANDIDATES:
        stands = [*_stands(scene, side, ruled, is_inferred=is_inferred)]
        # An ally or a civil body is weighed apart: nothing that holds of one party holds of it.
        own = "" if side in OPPOSITE else f"{side}:"
        named = [own + clue for clue in stands]
        named += [f"{own}{kind} {clue}" for clue in stands]
        named += [f"{own}{word} {clue}" for clue in stands if not clue.startswith("rule")]
        named += [f"{own}{kind}", f"{own}{word}"]
        options.append(Option(side, frozenset(named), is_ruled=side is ruled))
    return options


def _stands(scene: Scene, side: Side, ruled: Side | None, *, is_inferred: bool) -> Iterator[str]:
    """Yield how ``side`` stands to the trigger, to the ground and to who speaks."""
    yield f"rule {_as(ruled, side)} {'inferred' if is_inferred else 'named'} {scene.trigger.mode}"
    yield f"rule {_as(ruled, side)}"
    yield f"owner {_as(scene.owner, side)}"
    told = scene.attribution
    yield f"told {_as(told.side if told else None, side)} {told.role if told else 'nobody'}"
    yield f"last {_as(scene.last_side, side)}"
    yield f"writer {_as(scene.view.perspective, side)}"
    words = scene.sides()
    named = {word.side for word in words}
    yield f"only {_as(named.pop(), side)}" if len(named) == 1 else f"{min(len(named), MANY)} named"
    first, last = scene.clause
    yield from _near(
        "ahead", [word for word in words if first <= word.start < scene.start][::-1], scene, side
    )
    yield from _near("behind", [word for word in words if scene.end <= word.start < last], scene, side)
    yield from _near("within", [word for word in words if scene.start <= word.start < scene.end], scene, side)
    yield from _near("earlier", [word for word in words if word.start < first][::-1], scene, side)


def _near(where: str, words: list[SideWord], scene: Scene, side: Side) -> Iterator[str]:
    """Yield how the parties on one side of the trigger stand, the nearest first, each with its company."""
    if not words:
        yield f"{where} nobody"
        return
    for rank, word in enumerate(words[:2]):
        place = f"{where} {rank} {_as(word.side, side)}"
        yield place
        before = scene.view.between(max(scene.view.start, word.start - 30), word.start).split()
        after = scene.view.between(word.end, word.end + 30).split()
        yield f"{place} after {before[-1][:LETTERS] if before else ''}"
        yield f"{place} before {after[0][:LETTERS] if after else ''}"
        if scene.lexicon.language != "en":
            yield f"{place} {case_of(word, scene.view, scene.lexicon)}"
        elif word.is_noun:
            yield f"{place} noun"


def _as(one: Side | None, side: Side) -> str:
    """Return a party as seen from another: itself, the other one, a third, or none."""
    if one is None:
        return "none"
    if one is side:
        return "it"
    return "other" if OPPOSITE.get(one) is side else str(one) if one not in OPPOSITE else "party"
