"""The places that an article has named so far, each with how it was told of.

Any of them may be where the next claim lies. Which one is weighed: how long ago it was named and how
often, whether it opened the paragraph, and what was claimed of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.language.clues import LETTERS
from geo.claims.placing.calling import find_nouns
from geo.claims.placing.listing import is_country
from geo.models import Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Claim, Kind, Mention, Relation

LEADING = 40
"""Letters of a sentence in which the place stands that all of it is told of."""

LATEST = 4
"""Points, and areas, named last that a claim may point back to."""

MOST_TOLD = 2
"""Places of most claims that it may point back to, however long ago they were named."""


# "The situation in Zaporizhzhia is worsening": what follows is told of it.
_SITUATION = re.compile(
    r"\bsituation (?:in|around|near|at|on) (?:the )?\Z"
    r"|(?<!\w)(?:ситуаці|ситуаци|обстановк)\w+ (?:в|во|у|на|під|под|біля|возле|навколо|вокруг) \Z"
)
SITUATION_REACH = 30

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class ToldPlace:
    """A place named before: ``index`` is its last mention, ``sentence`` and ``paragraph`` where that is.

    ``opens`` is the last paragraph whose first sentence names it, ``claims`` how many claims lie at it,
    ``kind`` and ``claimed_in`` the kind and the sentence of the last of them. ``section`` counts the
    headings before the last mention, ``titled`` those before the last heading that names it. ``leads``
    marks one that its sentence begins with, which what follows is told of: "In Donetsk, troops attacked
    at Pokrovsk"; ``is_aside`` one named last only to locate another, or as where fire came from.
    ``is_topic`` tells that its last sentence is of the situation there.
    ``relation`` is how a claim of its last sentence refers to it, if there is one; ``called`` are the
    nouns it goes by, ``words`` the longer words of the clause that named it last.
    """

    index: int
    mention: Mention
    sentence: int
    paragraph: int
    times: int = 0
    opens: int = -1
    claims: int = 0
    claimed_in: int = -1
    kind: Kind | None = None
    section: int = 0
    titled: int = -1
    leads: bool = False
    is_aside: bool = False
    is_topic: bool = False
    relation: Relation | None = None
    called: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def is_area(self) -> bool:
        """Whether it is an oblast or a district."""
        place = self.mention.place
        return place is not None and place.is_area


@dataclass(slots=True)
class ToldPlaces:
    """All places named so far, the one named last at the end.

    ``scene`` is the key of the last one in this paragraph that a sentence begins with, ``first`` that of
    the one named first in it; ``ranks`` tells by key how many points, or areas, the article names more often.
    """

    by_key: dict[str, ToldPlace] = field(default_factory=dict)
    paragraph: int = -1
    sentence: int = -1
    section: int = 0
    scene: str | None = None
    first: str | None = None
    ranks: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> ToldPlaces:
        """Return none of the places of an article, but how many of each sort it names more often."""
        named = [mention for mention in mentions if mention.use is Use.PLACE and not is_country(mention)]
        counts = Counter(key_of(mention) for mention in named)
        areas = {key_of(one) for one in named if one.place is not None and one.place.is_area}
        ranks: dict[str, int] = {}
        for is_area in (True, False):
            keys = [key for key, _ in counts.most_common() if (key in areas) == is_area]
            ranks |= {key: rank for rank, key in enumerate(keys)}
        return cls(ranks=ranks)

    def note(
        self,
        view: View,
        named: Sequence[tuple[int, Mention]],
        lexicon: ClaimLexicon,
        *,
        aside: frozenset[int],
    ) -> None:
        """Remember the places ``named`` in a sentence; those in ``aside`` were not told of themselves."""
        is_opening = view.paragraph != self.paragraph
        self.paragraph, self.sentence = view.paragraph, view.number
        self.section += view.is_heading
        if is_opening:
            self.scene = self.first = None
        for index, mention in named:
            key = key_of(mention)
            place = self.by_key.pop(key, None) or ToldPlace(index, mention, view.number, view.paragraph)
            self.by_key[key] = place
            place.index, place.mention = index, mention
            place.sentence, place.paragraph = view.number, view.paragraph
            place.times += 1
            place.is_aside = index in aside
            before = view.between(max(view.start, mention.start - SITUATION_REACH), mention.start)
            place.is_topic = _SITUATION.search(before) is not None
            place.leads = mention is named[0][1] and mention.start < view.start + LEADING
            place.relation = view.relations.get(mention.start)
            place.called = place.called.union(find_nouns(view, mention, lexicon))
            place.words = words_of(view, mention.start)
            place.section = self.section
            self.first = self.first or key
            if place.leads and not place.is_aside:
                self.scene = key
            if view.is_heading:
                place.titled = self.section
            if is_opening:
                place.opens = view.paragraph

    def note_claims(self, claims: Sequence[Claim], mentions: Sequence[Mention]) -> None:
        """Remember what was claimed of the places."""
        for claim in claims:
            for ref in claim.places[:1]:
                place = self.by_key.get(key_of(mentions[ref.mention]))
                if place is not None:
                    place.claims += 1
                    place.kind, place.claimed_in = claim.kind, self.sentence

    def latest(self) -> Iterator[tuple[str, ToldPlace, int]]:
        """Yield by key the places that a claim may point back to, with their rank among their sort."""
        seen = [0, 0]
        most = sorted((place.claims for place in self.by_key.values()), reverse=True)[:MOST_TOLD]
        least = max(most[-1], 2) if most else 0
        for key, place in reversed(self.by_key.items()):
            rank = seen[place.is_area]
            seen[place.is_area] += 1
            if rank < LATEST or place.titled >= 0 or place.claims >= least:
                yield key, place, rank


def words_of(view: View, at: int) -> frozenset[str]:
    """Return the longer words of the clause at ``at``, by their first letters: what it is about."""
    return frozenset(word[:LETTERS] for word in _LONG_WORD.findall(view.between(*view.clause(at))))


def key_of(mention: Mention) -> str:
    """Return what two mentions of one place have in common: its id, or the beginning of an unsure name."""
    return mention.place.id if mention.place is not None else mention.text.lower()[:LETTERS]
