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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.claims.language.sentence_view import View
    from geo.models import Claim, Mention, Side


@dataclass(slots=True, kw_only=True)
class Background:
    """An article as a sentence of it finds it.

    ``soil`` is whose territory most of its places are, ``named`` the party it names most; ``told``
    are the claims of the sentence so far, ``before`` those of the sentence before.
    """

    views: Sequence[View]
    soil: Side | None
    named: Side | None
    told: list[Claim] = field(default_factory=list)
    before: list[Claim] = field(default_factory=list)

    @classmethod
    def of(cls, views: Sequence[View], mentions: Sequence[Mention]) -> Background:
        """Return the background of an article that is not yet read."""
        return cls(
            views=views,
            soil=_most(owner_of(mention) for mention in mentions),
            named=_most(word.side for view in views for word in view.sides),
        )

    def next_sentence(self, told: list[Claim]) -> None:
        """Make the claims of the last sentence those before, and ``told`` those of the next one."""
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
