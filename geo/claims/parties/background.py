"""What an article says of the parties beyond a sentence: whose soil it tells of, whom it names, who acted.

A sentence often names nobody because the one before it did. Nothing is decided here: each of these is a
clue to who acts, weighed with those of the sentence itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.parties.actors import owner_of
from geo.claims.parties.scene import OPPOSITE
from geo.claims.placing.told_places import key_of
from geo.models import Kind, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.claims.language.sentence_view import View
    from geo.models import Claim, Mention

ON_THE_GROUND = frozenset({Kind.CAPTURE, Kind.ADVANCE, Kind.CONTROL, Kind.GROUND_ATTACK, Kind.PRESENCE})
"""Kinds by which an article tells whose offensive it is about."""


@dataclass(slots=True, kw_only=True)
class Deeds:
    """Who acted so far: last in each kind of claim, last at each place, and how often on the ground."""

    by_kind: dict[Kind, Side | None] = field(default_factory=dict)
    by_place: dict[str, Claim] = field(default_factory=dict)
    on_the_ground: Counter[Side] = field(default_factory=Counter)

    def note(self, claims: Iterable[Claim], mentions: Sequence[Mention]) -> None:
        """Remember who acts in ``claims``."""
        for claim in claims:
            self.by_kind[claim.kind] = claim.actor
            if claim.places:
                self.by_place[key_of(mentions[claim.places[0].mention])] = claim
            if claim.kind in ON_THE_GROUND and claim.actor in OPPOSITE:
                self.on_the_ground[claim.actor] += 1

    @property
    def mostly(self) -> Side | None:
        """Who did more on the ground than the other party, if either did."""
        side, other = self.on_the_ground[Side.UA], self.on_the_ground[Side.RU]
        return None if side == other else Side.UA if side > other else Side.RU


@dataclass(slots=True, kw_only=True)
class Background:
    """An article as a sentence of it finds it.

    ``soil`` is whose territory most of its places are, ``named`` the party it names most; ``told``
    are the claims of the sentence so far, ``before`` those of the sentence before, ``deeds`` what both
    parties did in all sentences before.
    """

    views: Sequence[View]
    soil: Side | None
    named: Side | None
    told: list[Claim] = field(default_factory=list)
    before: list[Claim] = field(default_factory=list)
    deeds: Deeds = field(default_factory=Deeds)

    @classmethod
    def of(cls, views: Sequence[View], mentions: Sequence[Mention]) -> Background:
        """Return the background of an article that is not yet read."""
        return cls(
            views=views,
            soil=_most(owner_of(mention) for mention in mentions),
            named=_most(word.side for view in views for word in view.sides),
        )

    def next_sentence(self, told: list[Claim], mentions: Sequence[Mention]) -> None:
        """Make the claims of the last sentence those before, and ``told`` those of the next one."""
        self.deeds.note(self.told, mentions)
        self.before, self.told = self.told, told

    def spoken_of(self, view: View) -> list[Side]:
        """Return the parties that the paragraph of ``view`` names before it, in text order."""
        start = view.number
        while start and self.views[start - 1].paragraph == view.paragraph:
            start -= 1
        return [
            word.side
            for one in self.views[start : view.number]
            for word in one.sides
            if word.side in OPPOSITE
        ]


def _most(sides: Iterable[Side | None]) -> Side | None:
    """Return the party that comes most often; the first of two that come as often."""
    counted = Counter(side for side in sides if side in OPPOSITE)
    return counted.most_common(1)[0][0] if counted else None
