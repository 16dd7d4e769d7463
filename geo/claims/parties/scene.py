"""A trigger in its sentence, with what may tell who acts: the parties around it and who speaks."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.models import Side

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon, Trigger
    from geo.claims.language.sentence_view import SideWord, View
    from geo.models import Attribution

OPPOSITE = {Side.UA: Side.RU, Side.RU: Side.UA}

BESIDE = 12
"""Letters between a party and what is its own: "Ukrainian attack drones", "Russia's heavy losses"."""

_MADE = re.compile(r"-(?:made|built|supplied|designed|donated)\b")
_BY_THE = re.compile(r"\bby the \Z")
_GERUND = re.compile(r"\w+ing\b")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A trigger at ``start:end`` of a sentence, with what may tell who acts.

    ``owner`` is whose recognised territory the claim's place is, ``rear`` far behind whose lines it lies
    where only one army can be, ``speech`` the span of the
    speaker's words (who speaks is not who acts), ``last_side`` the side that the sentence before
    spoke of, for pronouns, ``place_key`` the claim's place.
    """

    view: View
    start: int
    end: int
    trigger: Trigger
    lexicon: ClaimLexicon
    owner: Side | None = None
    rear: Side | None = None
    speech: tuple[int, int] | None = None
    last_side: Side | None = None
    attribution: Attribution | None = None
    place_key: str | None = None

    @property
    def words(self) -> str:
        """The words of the trigger."""
        return self.view.between(self.start, self.end)

    @cached_property
    def clause(self) -> tuple[int, int]:
        """The clause of the trigger."""
        return self.view.clause(self.start)

    @property
    def is_passive(self) -> bool:
        """Whether an English trigger stands in the passive, and so does a compound one elsewhere."""
        if _GERUND.match(self.words):
            return False
        before = self.view.between(max(self.clause[0], self.start - 24), self.start)
        return self.lexicon.passive.search(before) is not None

    def sides(self) -> list[SideWord]:
        """Return the side words of the sentence that are not the speaker's."""
        return self._sides

    @cached_property
    def _sides(self) -> list[SideWord]:
        speech = self.speech
        told = [word for word in self.view.sides if not speech or not speech[0] <= word.start < speech[1]]
        parties = [word for word in told if word.side in OPPOSITE and not self._is_ground(word)]
        # "Russian and North Korean troops": an ally is no third party.
        others = [word for word in told if word.side not in OPPOSITE and not self._is_ground(word)]
        return [self._seen_by_the_speaker(word) for word in (parties or others)]

    def _is_ground(self, word: SideWord) -> bool:
        """Tell whether a demonym only says whose land it is: "an east Ukrainian village"."""
        behind = self.view.between(word.end, word.end + 30)
        if word.is_noun and behind.startswith(("'s side", "'s soil", "'s territory", "'s border")):
            return True
        if word.is_noun or word.is_relative:
            return False
        if _MADE.match(behind):
            return True
        if behind.startswith(" side") and _BY_THE.search(self.view.between(self.view.start, word.start)):
            # "Held by the Ukrainian side", not "on the Ukrainian side of the border".
            return False
        return self.lexicon["ground"].match(behind.lstrip()) is not None

    def _seen_by_the_speaker(self, word: SideWord) -> SideWord:
        """Return "the enemy" and "our troops" with the side they have for who speaks."""
        speaker = self.attribution.side if self.attribution else None
        if self.attribution and self.lexicon["ua_observers"].search(self.attribution.speaker.lower()):
            # Of no party, but it writes of the enemy as Ukrainians do.
            speaker = Side.UA
        if self.lexicon["attackers"].fullmatch(self.view.between(word.start, word.end)):
            # Saboteurs are those of the other side: of who tells of them, or of whose ground it is.
            other = OPPOSITE.get(speaker or Side.OTHER) or OPPOSITE.get(self.owner or Side.OTHER)
            return dataclasses.replace(word, side=other or word.side)
        if not word.is_relative or speaker not in OPPOSITE or speaker is self.view.perspective:
            return word
        return dataclasses.replace(word, side=OPPOSITE[word.side])

    def before(self) -> list[SideWord]:
        """Return the side words before the trigger, or inside it."""
        sides = self.sides()
        before = [word for word in sides if word.end <= self.start]
        return before or [word for word in sides if self.start < word.start < self.end]

    def subjects(self) -> list[SideWord]:
        """Return the side words before the trigger in its clause."""
        return [word for word in self.before() if word.start >= self.clause[0]]

    def behind(self, reach: int) -> list[SideWord]:
        """Return the side words from the trigger on in its clause, within ``reach`` letters."""
        last = self.clause[1]
        return [word for word in self.sides() if self.start <= word.start < min(last, self.end + reach)]
