"""What "in the region", "in this direction" and "there" point back to: the places named before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.claims.placing.listing import is_country
from geo.claims.placing.origins import find_origins
from geo.claims.placing.pointing import names_office
from geo.claims.placing.told_places import ToldPlaces
from geo.models import Kind, PlaceRef, Relation, Side

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Claim, Mention, Place

OF_AN_INCURSION = frozenset({Kind.CONTROL, Kind.CAPTURE, Kind.ADVANCE, Kind.GROUND_ATTACK})

FRESH = 3
"""Sentences for which "along the border" still means that of the oblast named last."""

CUE_REACH = 40
"""Letters before a name in which words stand that say what it is to a claim."""

NAMED = 8
"""Letters from "the villages" to the name that tells which: "in", "of the"."""

_OBLAST = re.compile(r"област|oblast|\bregion\b|province")
_OFFICE_IN = re.compile(
    r"\b(?:staff|ministr(?:y|ies)|officials?|command|commanders?|government|authorit(?:y|ies)|spokes\w+|ministers?"
    r"|diplomats?|envoys?|services?|intelligence|sources?|analysts?|experts?|leaders?|leadership"
    r"|conference|summit|briefing|forum|meeting|interview)\s(?:here )?in (?:the capital,? )?\Z"
)
_BEFORE_SAID = re.compile(r",? (?:(?:has|have|had|also|later|again|on \w+|by contrast,) ){0,2}")
_SPEAKING_AT = re.compile(r"\b(?:speaking|told|addressing|addressed)\b")


@dataclass(slots=True)
class PlaceStack:
    """The places named so far in an article, as numbers of its mentions.

    ``topic`` is the settlement named first and ``topic_area`` the id of the oblast in the heading, which
    ``area`` is if ``is_on_topic``; ``direction`` is the town of the last "Pokrovsk direction",
    ``capital`` the oblast's capital named last, ``capitals`` that of each oblast, ``admin1`` the oblast of
    ``area``, ``headed`` the settlement that the heading of the section names, ``district`` the district
    named last, ``city`` the settlement named last that is no quarter, ``oblast`` the oblast itself, where
    ``area`` may be a raion.
    """

    settlement: int | None = None
    settled_in: int = -1
    area: int | None = None
    oblast: int | None = None
    area_sentence: int = -1
    paragraph: int = -1
    topic: int | None = None
    topic_area: str | None = None
    is_on_topic: bool = False
    direction: int | None = None
    directed_in: int = -1
    incursion: int | None = None
    city: int | None = None
    is_in_a_quarter: bool = False
    size: int = 0
    topic_size: int = 0
    capital: int | None = None
    capitals: dict[str | None, int] = field(default_factory=dict)
    admin1: str | None = None
    headed: int | None = None
    district: int | None = None
    told: ToldPlaces = field(default_factory=ToldPlaces)

    def note(self, view: View, lexicon: ClaimLexicon) -> None:
        """Remember the places of a sentence."""
        origins = find_origins(view, lexicon)
        located = [
            index for index, mention in view.places if follows(lexicon["locators"], view, mention.start)
        ]
        named = [(index, mention) for index, mention in view.places if not is_country(mention)]
        anchors = [index for index, mention in named if is_anchor(view, mention)]
        self.told.note(view, named, lexicon, aside=frozenset((*origins, *located, *anchors)))
        if view.number and view.is_heading:
            self.headed = _only_settlement(named)
        for index, mention in view.places:
            place = mention.place
            if index in origins or is_anchor(view, mention):
                continue
            if lexicon["direction_words"].match(view.between(mention.end, view.end).lstrip()):
                self.direction, self.directed_in = index, view.paragraph
            if index in located and (len(located) < len(view.places) or self.settlement is not None):
                continue
            if place is None:
                # An ambiguous village is still the one that "the area" points back to.
                self._settle(index, view)
                continue
            if is_country(mention):
                continue
            if place.is_area:
                self._note_area(index, place, view)
            elif place.is_settlement:
                self._settle(index, view)
                self._note_capital(index, place)
                self.area = self.area if place.admin1 else None
            self.paragraph = view.paragraph

    def _note_capital(self, index: int, place: Place) -> None:
        if place.feature_code == "PPLA":
            self.capital = self.capitals[place.admin1] = index

    def _note_area(self, index: int, place: Place, view: View) -> None:
        is_oblast = place.feature_code == "ADM1"
        self.district = self.district if is_oblast else index
        self.oblast = index if is_oblast else self.oblast
        self.area, self.admin1 = index, place.admin1
        self.area_sentence = view.number
        if view.is_heading and self.topic_area is None:
            self.topic_area = place.id
        self.is_on_topic = place.id == self.topic_area

    def note_claims(self, claims: list[Claim], mentions: tuple[Mention, ...]) -> None:
        """Remember the Russian oblast in which Ukrainian troops are told to be: "Russian territory" is it."""
        self.told.note_claims(claims, mentions)
        for claim in claims:
            place = mentions[claim.places[0].mention].place if claim.places else None
            is_ground = claim.kind in OF_AN_INCURSION and claim.actor is Side.UA
            if is_ground and place is not None and place.is_area and place.country == "RU":
                self.incursion = claim.places[0].mention

    @property
    def seat(self) -> int | None:
        """The capital of the oblast told of: "Mykolaiv region. The regional capital was hit"."""
        return self.capitals.get(self.admin1, self.capital) if self.area is not None else self.capital

    def find(self, words: str, view: View, lexicon: ClaimLexicon) -> int | None:
        """Return the place that ``words`` ("in the region", "the city centre") point back to."""
        is_here = lexicon["here"].search(words) is not None and self.directed_in == view.paragraph
        if self.direction is not None and (is_here or lexicon["direction_words"].search(words)):
            return self.direction
        if lexicon["capitals"].search(words):
            return self.seat
        if self.district is not None and lexicon["called_district"].search(words):
            return self.district
        if lexicon["oblast_anaphors"].search(words):
            if self.oblast is not None and _OBLAST.search(words):
                # «Над областю» after a list of its raions is over all of it.
                return self.oblast
            # The district of the town named last, where no area is named.
            is_district = lexicon["called_district"].search(words) is not None
            other = self.settlement if is_district else self.topic
            return self.area if self.area is not None else other
        return self._find_settlement(words, view, lexicon)

    def _find_settlement(self, words: str, view: View, lexicon: ClaimLexicon) -> int | None:
        is_elsewhere = (
            lexicon["topic_anaphors"].search(words) is not None and self.settled_in != view.paragraph
        )
        if self.headed is not None and is_elsewhere:
            return self.headed
        is_city = lexicon["cities"].search(words) is not None and self.size < self.topic_size
        if is_city and self.city is not None and self.is_in_a_quarter:
            # "In Desnianskyi district two were killed; part of the city has no water."
            return self.city
        if self.topic is not None and (is_city or is_elsewhere):
            return self.topic
        return self.settlement if self.settlement is not None else self.area

    def _settle(self, index: int, view: View) -> None:
        self.settlement = index
        self.settled_in = view.paragraph
        place = next((mention.place for number, mention in view.places if number == index), None)
        self.size = place.population or 0 if place else 0
        self.is_in_a_quarter = place is not None and place.feature_code == "PPLX"
        self.city = self.city if self.is_in_a_quarter else index
        if self.topic is None and (place is None or place.country in {"UA", "RU"}):
            self.topic, self.topic_size = index, self.size
        self.paragraph = view.paragraph


def _only_settlement(named: list[tuple[int, Mention]]) -> int | None:
    """Return the settlement that a heading names, if it names one place: "4. Kostiantynivka"."""
    if len(named) != 1:
        return None
    index, mention = named[0]
    return index if mention.place is None or mention.place.is_settlement else None


def follows(cue: re.Pattern[str], view: View, at: int) -> bool:
    """Tell whether words of ``cue`` stand right before ``at``."""
    before = view.between(max(view.start, at - CUE_REACH), at).rstrip()
    return any(match.end() == len(before) for match in cue.finditer(before))


def is_anchor(view: View, mention: Mention) -> bool:
    """Tell whether a place only locates another one: "Kotlyne, 12 km west of Pokrovsk"."""
    located = [offset for offset in view.offsets if offset.anchor_start == mention.start]
    return any(
        other.start < offset.start
        for offset in located
        for _, other in view.places
        if other.start != mention.start and offset.start - other.end < 30
    )


def is_seat_of_office(view: View, mention: Mention, lexicon: ClaimLexicon) -> bool:
    """Tell whether a capital is only where an office speaks: "the General Staff in Kyiv said"."""
    place = mention.place
    if place is None or place.feature_code != "PPLC":
        return False
    before = view.between(max(view.start, mention.start - CUE_REACH), mention.start)
    if _OFFICE_IN.search(before) is None:
        return False
    if _SPEAKING_AT.search(before):
        return True
    behind = view.between(mention.end, min(view.end, mention.end + CUE_REACH))
    said = lexicon["speech_verbs"].search(behind)
    # "A ministry in Moscow was hit, officials said": others do.
    return said is not None and _BEFORE_SAID.fullmatch(behind[: said.start()]) is not None


def find_anaphor(view: View, start: int, end: int, lexicon: ClaimLexicon) -> re.Match[str] | None:
    """Return the first "in the village" that points back; "in the village of Popovka" does not."""
    words = view.between(start, end)
    for match in lexicon["anaphors"].finditer(words):
        follows = words[match.end() :].lstrip()
        at = start + len(words) - len(follows)
        named = any(0 <= mention.start - at <= NAMED for _, mention in view.places)
        is_office = names_office(view, start + match.start(), start + match.end())
        if not follows.startswith("of ") and not named and not is_office:
            return match
    return None


def recall(view: View, start: int, stack: PlaceStack, lexicon: ClaimLexicon) -> tuple[PlaceRef, ...]:
    """Return the place that "in the region" or "there" points back to, if the sentence points at all."""
    first, last = view.clause(start)
    match = find_anaphor(view, first, last, lexicon) or find_anaphor(view, view.start, view.end, lexicon)
    if match is None:
        on_line = view.search("border_line", lexicon, first, last) is not None
        is_fresh = view.number - stack.area_sentence <= FRESH
        if stack.area is None or not (on_line and is_fresh):
            return ()
        return (PlaceRef(mention=stack.area, relation=Relation.IN),)
    wants_oblast = lexicon["oblast_anaphors"].search(match.group()) is not None
    for earlier, mention in reversed(view.places):
        place = mention.place
        if (
            mention.end <= start
            and (place is not None and place.is_area) == wants_oblast
            and not is_country(mention)
            and not is_anchor(view, mention)
        ):
            return (PlaceRef(mention=earlier, relation=Relation.IN),)
    index = stack.find(match.group(), view, lexicon)
    return () if index is None else (PlaceRef(mention=index, relation=Relation.IN),)
