"""Who acts, weighed: what the rules found, whose ground it is, who speaks and the parties around.

One set of weights serves both parties: a clue says how a party stands to the trigger ("the nearest
before it", "the owner's other"), never which party it is, so nothing learned favours one of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.language.cases import case_of
from geo.claims.language.clues import LETTERS, read_clues
from geo.claims.parties.antecedents import find_antecedent, who_was_there
from geo.claims.parties.losing import who_lost_his_own, whose_dead, whose_destroyed
from geo.claims.parties.rear import OF_THE_REAR
from geo.claims.parties.scene import OPPOSITE
from geo.claims.parties.telling import who_took_it, whom_it_accuses
from geo.claims.parties.unit_subjects import whose_event
from geo.claims.weights import Option
from geo.models import Kind, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.language.sentence_view import SideWord
    from geo.claims.parties.antecedents import Antecedent
    from geo.claims.parties.background import Background
    from geo.claims.parties.scene import Scene
    from geo.models import Quantity

NAMED = 60
"""What must speak against a party that the rules find named as who acts, in hundredths."""

DESTROYED = 400
"""The same where whose unit was destroyed is said, or whose attack it was: a raid is not of those who are
destroyed in it."""

CANDIDATES = (Side.UA, Side.RU, Side.BOTH, Side.OTHER)

MANY = 3
"""Parties named in a sentence beyond which only their order counts."""

REACH = 80
"""Letters on each side of a trigger in which a word tells who acts, as seen from who speaks."""

VICTIMS = frozenset(
    {"people", "troops", "mercs", "armour", "ship", "aviation", "airweapon", "homes", "industry", "kill"}
)
"""Senses of words for what is hit or lost: whose they are tells who did it."""

ABOUT = 60
"""Letters on each side of a trigger in which what is hit or lost is named."""

_WORD = re.compile(r"[^\W\d_][\w'-]*")

BESIDE = 12
"""Letters between a number and the party it counts: "868,230 of the Russians"."""


WHOEVER = "whoever"


class Seen(NamedTuple):
    """A clue that is completed by how a party is seen from the one weighed: "owner " with "it" or "other"."""

    head: str
    party: Side | str | None
    tail: str = ""


def list_parties(
    scene: Scene,
    ruled: Side | None,
    background: Background,
    quantities: list[Quantity],
    *,
    is_inferred: bool,
) -> list[Option[Side]]:
    """Return every party that may act at a trigger, given what the rules say and was told before."""
    kind, word = scene.trigger.kind, scene.words[:LETTERS]
    told = scene.attribution.side if scene.attribution else None
    first, last = scene.clause
    around = read_clues(scene.view, max(first, scene.start - REACH), min(last, scene.end + REACH))
    shared = frozenset(clue.name for clue in around)
    spoken = background.spoken_of(scene.view)
    antecedent = find_antecedent(scene, background.views)
    senses, victims = _senses(scene, scene.start, scene.end), _victims(scene)
    stands = [*_stands(scene, ruled, is_inferred=is_inferred)]
    beyond = [
        *([Seen("rear ", scene.rear)] if scene.rear else ()),
        *_beyond(background, spoken),
        *_did(background, scene),
        *_marked(scene),
        *_counted(scene, quantities),
        *_meant(scene, antecedent),
    ]
    is_sure = (
        whose_destroyed(scene) is not None
        or (ruled in OPPOSITE and whose_dead(scene) is OPPOSITE[ruled])
        or (ruled is not None and ruled in {whose_event(scene), who_was_there(scene)})
        or (ruled is Side.BOTH and kind is Kind.CONTROL)
        or (ruled in OPPOSITE and who_lost_his_own(scene) is OPPOSITE[ruled])
    )
    is_told = ruled is not None and ruled in {who_took_it(scene), whom_it_accuses(scene)}
    is_in_the_rear = ruled is not None and scene.rear is ruled and kind in OF_THE_REAR
    sure = DESTROYED if is_sure or is_in_the_rear or is_told else NAMED
    options: list[Option[Side]] = []
    for side in CANDIDATES:
        seen = _SEEN[side]
        its = [head + seen[party] + tail for head, party, tail in stands]
        unruled = [clue for clue in its if not clue.startswith("rule")]
        its += [head + seen[party] + tail for head, party, tail in beyond]
        # An ally or a civil body is weighed apart: nothing that holds of one party holds of it.
        own = "" if side in OPPOSITE else f"{side}:"
        named = [own + clue for clue in its]
        named += [f"{own}{kind} {clue}" for clue in its]
        named += [f"{own}{word} {clue}" for clue in unruled]
        named += [f"{own}~{sense} {clue}" for sense in senses for clue in unruled]
        whose = [head + seen[party] for head, party in _whose(scene)] if victims else ()
        named += [f"{own}{kind} ~{victim} {one}" for one in whose for victim in victims]
        named += [f"{own}{kind}", f"{own}{word}", *(f"{own}~{sense}" for sense in senses)]
        prefix = f"{own}told {seen[told]}"
        margin = sure if side is ruled and (is_in_the_rear or is_told or not is_inferred) else 0
        options.append(Option(side, frozenset(named), shared, prefix, is_ruled=side is ruled, margin=margin))
    return options


def _stands(scene: Scene, ruled: Side | None, *, is_inferred: bool) -> Iterator[Seen]:
    """Yield how any side stands to the trigger, to the ground and to who speaks."""
    yield Seen("rule ", ruled, f" {'inferred' if is_inferred else 'named'} {scene.trigger.mode}")
    yield Seen("rule ", ruled)
    yield Seen("owner ", scene.owner)
    told = scene.attribution
    yield Seen("told ", told.side if told else None, f" {told.role if told else 'nobody'}")
    yield Seen("last ", scene.last_side)
    yield Seen("writer ", scene.view.perspective)
    words = scene.sides()
    named = {word.side for word in words}
    yield Seen("only ", named.pop()) if len(named) == 1 else Seen(f"{min(len(named), MANY)} named", WHOEVER)
    for where, near in _around(scene).items():
        if not near:
            yield Seen(f"{where} nobody", WHOEVER)
        for rank, word in enumerate(near[:2]):
            yield Seen(f"{where} {rank} ", word.side)
            if scene.lexicon.language != "en":
                yield Seen(f"{where} {rank} ", word.side, f" {case_of(word, scene.view, scene.lexicon)}")
            elif word.is_noun:
                yield Seen(f"{where} {rank} ", word.side, " noun")


def _around(scene: Scene) -> dict[str, list[SideWord]]:
    """Return the parties on each side of the trigger, the nearest first."""
    words, (first, last) = scene.sides(), scene.clause
    return {
        "ahead": [word for word in words if first <= word.start < scene.start][::-1],
        "behind": [word for word in words if scene.end <= word.start < last],
        "within": [word for word in words if scene.start <= word.start < scene.end],
        "earlier": [word for word in words if word.start < first][::-1],
    }


def _beyond(background: Background, spoken: list[Side]) -> Iterator[Seen]:
    """Yield who acted before, and the parties of the paragraph and the article."""
    told, before = background.told, background.before
    for where, claims in (("acted", told), ("acted before", before)):
        if not claims:
            yield Seen(f"{where} nothing", WHOEVER)
            continue
        yield Seen(f"{where} ", claims[-1].actor)
        yield Seen(f"{where} {claims[-1].kind} ", claims[-1].actor)
    yield Seen("soil ", background.soil)
    yield Seen("article ", background.named)
    yield Seen("paragraph first ", spoken[0] if spoken else None)
    yield Seen("paragraph last ", spoken[-1] if spoken else None)


def _did(background: Background, scene: Scene) -> Iterator[Seen]:
    """Yield who did the same before, whose offensive it is, and who acted at the place before."""
    deeds, kind = background.deeds, scene.trigger.kind
    if kind in deeds.by_kind:
        yield Seen("did the same ", deeds.by_kind[kind])
    yield Seen("mostly ", deeds.mostly)
    last = deeds.by_place.get(scene.place_key) if scene.place_key else None
    if last is not None:
        yield Seen("did here ", last.actor)
        yield Seen(f"did here {last.kind} ", last.actor)


def _marked(scene: Scene) -> Iterator[Seen]:
    """Yield whose weapons and units are named about the trigger, and whom "we" may be."""
    first, last = scene.clause
    speech = scene.speech or (0, 0)
    marks = [mark for mark in scene.view.marks if not speech[0] <= mark.start < speech[1]]
    ahead = [mark for mark in marks if first <= mark.start < scene.start]
    behind = [mark for mark in marks if scene.start <= mark.start < last]
    tellers = [mark for mark in scene.view.marks if speech[0] <= mark.start < speech[1]]
    for where, mark in (
        ("ahead", ahead[-1:]),
        ("behind", behind[:1]),
        ("anywhere", marks[:1]),
        ("teller", tellers[:1]),
    ):
        if mark:
            yield Seen(f"mark {where} ", mark[0].side)
    if scene.view.search("we", scene.lexicon, first, last):
        told = scene.attribution
        yield Seen("we writer ", scene.view.perspective)
        yield Seen("we told ", told.side if told else None)


def _meant(scene: Scene, antecedent: Antecedent) -> Iterator[Seen]:
    """Yield whom a clause without a party, or its pronoun, may mean."""
    yield Seen("subject before ", antecedent.before)
    yield Seen(f"{antecedent.how} subject before ", antecedent.before)
    if antecedent.has_pronoun:
        told = scene.attribution
        yield Seen("pronoun last ", scene.last_side)
        yield Seen("pronoun told ", told.side if told else None)
        yield Seen("pronoun earlier ", antecedent.earlier)


def _senses(scene: Scene, start: int, end: int) -> frozenset[str]:
    """Return the senses of the words between two article offsets."""
    words = _WORD.findall(scene.view.between(start, end))
    return frozenset(sense for word in words for sense in scene.lexicon.senses.of(word))


def _victims(scene: Scene) -> frozenset[str]:
    """Return what the clause of a trigger names that may be hit or lost, by its senses."""
    first, last = scene.clause
    return VICTIMS & _senses(scene, max(first, scene.start - ABOUT), min(last, scene.end + ABOUT))


def _whose(scene: Scene) -> Iterator[tuple[str, Side | None]]:
    """Yield whose what is hit or lost may be: who owns the ground, who speaks, who was named last."""
    told = scene.attribution
    yield "owner ", scene.owner
    yield "told ", told.side if told else None
    yield "last ", scene.last_side
    yield "writer ", scene.view.perspective


def _counted(scene: Scene, quantities: list[Quantity]) -> Iterator[Seen]:
    """Yield whom the numbers of a claim count: "868,230 Russians killed"."""
    for quantity in quantities:
        yield Seen(f"{quantity.measure} owner ", scene.owner)
        for word in scene.sides():
            if quantity.start - BESIDE <= word.start < quantity.start:
                yield Seen(f"{quantity.measure} after ", word.side)
            elif quantity.start <= word.start <= quantity.end + BESIDE:
                yield Seen(f"{quantity.measure} of ", word.side)


def _as(one: Side | None, side: Side) -> str:
    """Return a party as seen from another: itself, the other one, a third, or none."""
    if one is None:
        return "none"
    if one is side:
        return "it"
    return "other" if OPPOSITE.get(one) is side else str(one) if one not in OPPOSITE else "party"


_SEEN = {side: {WHOEVER: ""} | {one: _as(one, side) for one in (None, *Side)} for side in CANDIDATES}
"""How each party is seen from each that may act; what holds of whoever acts says nothing of it."""
