"""Whom "he", "their words" and "the ministry" stand for: who spoke before, and whose side that gives."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from geo.claims.voices.speaker_phrases import A_NAME
from geo.claims.voices.speakers import is_a_president, is_bare_office, owner_of
from geo.models import Role, Side

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice
    from geo.models import Attribution

BULLET = 3
"""Letters before the first word of a headline: a dash, a bullet."""
_OF_AN_ARMY = frozenset({Role.MINISTRY, Role.GENERAL_STAFF, Role.MILITARY_OFFICIAL})
_OF_A_PARTY = _OF_AN_ARMY | {Role.CIVIL_OFFICIAL}
_BODIES = frozenset(
    {Role.MINISTRY, Role.GENERAL_STAFF, Role.THINK_TANK, Role.MILITARY_OFFICIAL, Role.OSINT, Role.MEDIA}
)
_WITHOUT_A_FACE = frozenset({Role.MINISTRY, Role.GENERAL_STAFF})
_VAGUE = frozenset({Role.UNNAMED_OFFICIAL, Role.OTHER})
_STATES = frozenset({"Moscow", "Kyiv", "Kiev", "Russia", "Ukraine", "The Kremlin", "the Kremlin"})
# "The head of the region" without a name: the official who spoke before.
_HEAD = re.compile(
    r"(?:глава (?:региона|области|республики|края)|губернатор|чиновник|голова (?:ова|області)"
    r"|очільник (?:ова|області)|посадовець)$"
)
# "Officials", "war bloggers", «військові», «местные каналы»
_PLURAL = re.compile(r"(?<!mp)(?<!new)s\Z|(?:men|people)\Z|^[\w-]+(?:[иі]|ы[ей]?|ие)\b")
_POSSESSIVE = re.compile(r"(?:their|its|his|her|їхн\w+|його|її|их|его|её|ее) ")
_OF_SEVERAL = re.compile(r"their|їхн\w+|їх|их")
_OURS = re.compile(r"(?:our|наш\w*)\s")
# The first of two names of a person, abbreviations aside.
_CYRILLIC_NAME = re.compile(r"(?<!\w)([А-ЯІЇЄҐЁ][а-яіїєґё'’]+) (?=[А-ЯІЇЄҐЁ][а-яіїєґё'’]{2})")
_HARD = frozenset("бвгґджзйклмнпрстфхцчшщь")


def side_with(previous: Voice | None, voice: Voice, view: View, lexicon: ClaimLexicon) -> Voice:
    """Give "the ministry" and "the brigade" the side of the one that spoke before.

    An official of no known side who says "the enemy" is of the article's.
    """
    told = voice.attribution
    if is_a_president(told.speaker):
        return voice
    if previous is not None and told.side in {None, Side.OTHER} and is_bare_office(told.speaker):
        before = previous.attribution
        role = before.role if told.role in _VAGUE else told.role
        return dataclasses.replace(voice, attribution=dataclasses.replace(told, role=role, side=before.side))
    if previous is not None and previous.attribution.role is told.role and _HEAD.match(told.speaker.lower()):
        told = dataclasses.replace(told, side=previous.attribution.side)
        return dataclasses.replace(voice, attribution=told)
    if told.side is not None or told.role not in _OF_A_PARTY:
        return voice
    earlier = [word.side for word in view.sides if word.end <= told.start]
    # "Ukrainian marines held, their command said"
    is_theirs = bool(earlier) and _POSSESSIVE.match(told.speaker.lower()) is not None
    side = earlier[-1] if is_theirs else _side_of_an_army(previous, told, view, lexicon)
    return dataclasses.replace(voice, attribution=dataclasses.replace(told, side=side))


def _side_of_an_army(
    previous: Voice | None, told: Attribution, view: View, lexicon: ClaimLexicon
) -> Side | None:
    """Return the side of "the brigade", "our scouts", of whom no word tells whose they are."""
    earlier = [word.side for word in view.sides if word.end <= told.start]
    is_military = told.role is Role.MILITARY_OFFICIAL
    if _OURS.match(told.speaker.lower()) or (lexicon.language == "uk" and is_military):
        return view.perspective
    if previous is not None and _speaks_for(previous.attribution.role, told.role):
        return previous.attribution.side
    if lexicon.language == "uk" or any(word.is_relative for word in view.sides):
        # Ukrainian papers talk to Ukrainian soldiers.
        return view.perspective
    if is_military and {*earlier} == {Side.UA} and _opens_with_a_party(view):
        # "Ukraine strikes a plant in Bryansk, navy says": whose land it is does not tell whose navy.
        return Side.UA
    if not is_military or not view.places:
        return None
    owners = (owner_of(mention.place) for _, mention in view.places)
    return view.perspective if lexicon.language == "ru" else next(filter(None, owners), None)


def spoke_before(voice: Voice, previous: Voice | None, meant: Voice | None) -> Voice | None:
    """Return who spoke before a voice: "the official" goes further back than whose "the military" are."""
    return meant if is_bare_office(voice.attribution.speaker) else previous


def _speaks_for(one: Role, two: Role) -> bool:
    """Tell whether "the military" can be the ministry or the brigade that spoke before."""
    return one is two or {one, two} <= _OF_AN_ARMY


def _opens_with_a_party(view: View) -> bool:
    return any(word.is_noun and word.start - view.start <= BULLET for word in view.sides)


def is_meant(pronoun: str, previous: Voice) -> bool:
    """Tell whether a pronoun can stand for who spoke last: "it" for a body, "they" for several."""
    told = previous.attribution
    if pronoun == "там":
        return told.role in _BODIES | {Role.CIVIL_OFFICIAL}
    if pronoun in {"he", "she"} and (told.speaker in _STATES or _is_a_body(told)):
        return False
    if pronoun in {"they", "вони", "они"}:
        return _PLURAL.search(told.speaker.lower()) is not None
    if pronoun in {"она", "вона"} and _is_a_man(told.speaker):
        return False
    is_state = told.side is not None and told.speaker in _STATES
    return pronoun not in {"it", "воно", "оно"} or told.role in _BODIES or is_state


def _is_a_body(told: Attribution) -> bool:
    return told.role in _WITHOUT_A_FACE and not A_NAME.search(told.speaker.removeprefix("The "))


def may_be_whose(whose: re.Match[str] | None, voice: Voice) -> bool:
    """Tell whether words can be of a voice: "their" of several or a body, "her" of no man."""
    word, told = whose.group().strip() if whose else "", voice.attribution
    if _OF_SEVERAL.fullmatch(word):
        return told.role in _BODIES | _VAGUE or _PLURAL.search(told.speaker.lower()) is not None
    return word not in {"её", "ее", "її"} or not _is_a_man(told.speaker)


def _is_a_man(speaker: str) -> bool:
    """Tell whether the first name of a full one is a man's, whom «она» cannot be: Ihor Klymenko."""
    names = _CYRILLIC_NAME.findall(speaker)
    return bool(names) and names[-1][-1] in _HARD and names[-1] != "Любовь"
