"""How far a voice carries: whether who spoke before still speaks in a sentence that names nobody."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from geo.claims.voices.attribution import find_body, find_loose_voices, find_subject, find_voices
from geo.claims.voices.issuing import (
    find_issuer,
    find_named_above,
    find_section,
    find_signature,
    is_of_a_bulletin,
)
from geo.claims.voices.naming import voices_in_brackets, voices_without_a_verb
from geo.claims.voices.speakers import (
    is_a_president,
    is_bare_office,
    is_known_person,
    is_president_by_name,
    names_a_side,
)
from geo.claims.voices.weigh_voices import Heard
from geo.claims.voices.writing import UNTOLD, find_writer, read_manner
from geo.models import Role, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon, Speakers
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice
    from geo.models import Attribution, Mention

_OFFICIAL = frozenset({Role.CIVIL_OFFICIAL, Role.MILITARY_OFFICIAL, Role.MINISTRY, Role.GENERAL_STAFF})

LOOK_AHEAD = 3
"""Sentences behind in which the speaker of a quotation may be named."""

LONGEST_QUOTE = 12
"""Sentences that a quotation may have."""

MOST_BEFORE = 3
"""Voices before a sentence of which each may still speak in it."""

_TELLING = frozenset({"speech_verbs", "according"})
"""Lists of which a word is in a sentence that names a speaker, unless a colon tells him."""

_SURNAME = re.compile(r"(?<=[a-zа-яіїєґё] )[A-ZА-ЯІЇЄҐЁ][\w'’-]{3,}")
_DASH = re.compile(r"\s*[—–-]\s")
_ITEM = re.compile(r"\s*(?:[•▪*●◾]|\d{1,2}[:.]\d\d\b|\*\*|[\w'’ -]{3,30}[.:]\s)")
"""An item of a list or a live page, or a place set before what happened there."""
_CASE_LETTERS = 2
_LEAST_STEM = 4
"""Letters that a surname keeps in every case."""
_MARKS = (("“", "”"), ("«", "»"), ("„", "“"))


class Floor:
    """Who has the floor, from sentence to sentence of an article."""

    def __init__(
        self,
        views: Sequence[View],
        lexicon: ClaimLexicon,
        speakers: Speakers,
        *,
        publisher: Voice | None = None,
        published_by: str | None = None,
        title: str | None = None,
    ) -> None:
        """Begin with the author of the whole, if the article is a post, a bulletin or its ``publisher``'s.

        ``published_by`` is what the publisher is called, whether or not he is a party that speaks. A bulletin
        by its ``title`` in which nobody is said to tell anything is its writer's.
        """
        self._views, self._lexicon, self._speakers = views, lexicon, speakers
        self._writer = find_writer(views, lexicon, publisher=published_by)
        self.manner = read_manner(views, lexicon)
        is_bulletin = lexicon["bulletin"].search((title or "").lower()) is not None
        issuer = self._writer if is_bulletin and UNTOLD in self.manner else None
        self._author = find_issuer(views, lexicon, speakers) or publisher or issuer
        self._voice = self._issuer = self._author
        self._paragraph = self._spoken_in = -1
        self._body: Voice | None = None
        self._known: dict[str, Attribution] = {}
        self._titled = find_named_above(views, lexicon, speakers) or find_signature(views, speakers)
        self._named = self._titled
        self._history: list[Heard] = []
        self._meant: Voice | None = None
        self._asked, self._heard = -1, list[Heard]()
        self._setting: tuple[str, ...] = ()
        self._ahead: dict[int, Voice | None] = {}

    @property
    def has_author(self) -> bool:
        """Whether the article is one person's post or one body's bulletin."""
        return self._author is not None

    def voices_of(self, number: int) -> list[Voice]:
        """Return who speaks in sentence ``number``, in text order; sentences are asked for in turn."""
        view, voice, lexicon = self._views[number], self._voice, self._lexicon
        if voice is not None and view.paragraph != self._paragraph and not outlasts(voice, view):
            voice = None
        body = self._body if view.paragraph == self._paragraph else None
        self._voice, self._paragraph = voice, view.paragraph
        if self._is_line(number):
            self._named = find_section(view, self._speakers) or self._titled
        if view.is_heading:
            return []
        # "He", "by his words" may go back over a paragraph; whose "the ministry" is does not.
        found_here = find_voices(view, lexicon, self._speakers, body or voice, self._meant)
        voices = [self._recognise(one) for one in found_here]
        subject = None if voices else find_subject(view, lexicon, self._speakers)
        self._meant = next(reversed(voices), None) or subject or self._meant
        self._history += [Heard(one, "here", number, view.paragraph) for one in voices]
        # "The ministry is silent. It said only": the sentence before told of it and not by it.
        self._body = None if voices else find_body(view, self._speakers) or subject
        found = voices[0] if voices else speaks_behind(self._views, number, lexicon, self._speakers)
        is_bulletin = self._issuer is not None and voice is not None and is_same_voice(self._issuer, voice)
        if found is None and self._is_quoted_on(number):
            # «"We hold the north," the captain said. "They lost two tanks."»
            found = self._history[-1].voice
        if found is None and goes_on(voice, view, self._spoken_in, lexicon, is_bulletin=is_bulletin):
            found = voice
        found = found or self._author
        if found is None:
            return []
        self._spoken_in, self._voice = view.paragraph, found
        self._issuer = self._issuer or found
        return voices or [found]

    def _is_line(self, number: int) -> bool:
        """Tell whether a sentence is a heading below the title, or a paragraph that no stop ends."""
        view = self._views[number]
        if number == 0 or view.is_heading:
            return number > 0
        around = self._views[number - 1 : number + 2]
        is_alone = all(one is view or one.paragraph != view.paragraph for one in around)
        return is_alone and view.text.rstrip()[-1:] not in '.…»”"'

    def _is_quoted_on(self, number: int) -> bool:
        """Tell whether a sentence begins inside a quotation whose speaker its paragraph has named."""
        last, paragraph = self._history[-1:], self._views[number].paragraph
        if not last or last[0].paragraph != paragraph or self._views[number - 1].paragraph != paragraph:
            return False
        return open_quote(self._views, number - 1) != ""

    def heard_at(self, number: int, ruled: Voice | None) -> list[Heard]:
        """Return every voice that may speak in sentence ``number``, after ``voices_of`` was asked for it.

        Those of the sentence itself, the last three before it, the first of the article, the author, and
        who is named above the text; ``ruled`` is whom the rules chose.
        """
        if self._asked != number:
            self._asked = number
            self._setting = tuple(read_setting(self._views, number))
            self._heard = [self._sure(one) for one in self._hear(number)]
        if ruled is None:
            return self._heard
        view = self._views[number]
        sentence = number if view.start <= ruled.attribution.start else 0
        return [*self._heard, Heard(ruled, "ruled", sentence, view.paragraph)]

    def setting_of(self, number: int) -> tuple[str, ...]:
        """Return what the text around sentence ``number`` tells of whose words it is."""
        if self._asked != number:
            self.heard_at(number, None)
        return self._setting

    def _hear(self, number: int) -> list[Heard]:
        """Return whoever may speak in a sentence, but for whom the rules chose."""
        view = self._views[number]
        here = [one for one in self._history if one.sentence == number]
        known = {one.voice.attribution.speaker for one in here}
        subject = find_subject(view, self._lexicon, self._speakers)
        for voices, where in (
            (find_loose_voices(view, self._lexicon, self._speakers), "loose"),
            (voices_in_brackets(view, self._speakers), "bracket"),
            (voices_without_a_verb(view, self._speakers), "named"),
            ([] if subject is None else [subject], "subject"),
        ):
            here += [
                Heard(one, where, number, view.paragraph)
                for one in voices
                if all(one.attribution.speaker not in speaker for speaker in known)
            ]
            known |= {one.attribution.speaker for one in voices}
        before = [one for one in self._history if one.sentence < number]
        if view.search("invaders", self._lexicon):
            # No Russian official goes on to speak of invaders.
            before = [one for one in before if one.voice.attribution.side is not Side.RU]
        last = dict.fromkeys(one.voice.attribution.speaker for one in reversed(before[-MOST_BEFORE:]))
        ranks = {speaker: rank for rank, speaker in enumerate(last)}
        heard = [
            *here,
            *(
                one._replace(where="before", rank=ranks[one.voice.attribution.speaker])
                for one in before[-MOST_BEFORE:]
            ),
        ]
        heard += [one._replace(where="first") for one in before[:1]]
        # Whoever speaks in a sentence leaves nobody in the next ones to tell it.
        behind = None if any(one.where == "here" for one in here) else self._voice_behind(number)
        heard += [behind] if behind is not None else []
        named = ((self._author, "author"), (self._named, "above"), (self._writer, "writer"))
        return heard + [Heard(voice, where, 0, view.paragraph) for voice, where in named if voice is not None]

    def _voice_behind(self, number: int) -> Heard | None:
        """Return who is first named after a sentence, in the two behind it."""
        for view in self._views[number + 1 : number + LOOK_AHEAD]:
            if view.is_heading:
                return None
            if not _TELLING & view.lists and ":" not in view.text:
                continue
            if view.number not in self._ahead:
                last = self._history[-1].voice if self._history else None
                voices = find_voices(view, self._lexicon, self._speakers, last, self._meant)
                self._ahead[view.number] = next(iter(voices), None)
            voice = self._ahead[view.number]
            if voice is not None:
                return Heard(voice, "behind", view.number, view.paragraph)
        return None

    def _sure(self, heard: Heard) -> Heard:
        """Return a voice marked as of a well-known person, or of one whose words name his side."""
        speaker = heard.voice.attribution.speaker
        is_known, is_named = is_known_person(speaker, self._speakers), names_a_side(speaker, self._speakers)
        return heard._replace(is_sure=is_known, is_named=is_named)

    def _recognise(self, voice: Voice) -> Voice:
        """Return a voice with the role and side its speaker had when his full name was given."""
        told = voice.attribution
        if told.role in _OFFICIAL and is_bare_office(told.speaker):
            told = dataclasses.replace(told, side=self._side_of_office(voice))
            return dataclasses.replace(voice, attribution=told)
        if told.role is Role.OTHER and told.side is None:
            first = self._named_before(told.speaker.split()[-1])
            if first is not None:
                told = dataclasses.replace(told, role=first.role, side=first.side)
            return dataclasses.replace(voice, attribution=told)
        self._known |= {name: told for name in _SURNAME.findall(told.speaker) if name not in self._known}
        return voice

    def _side_of_office(self, voice: Voice) -> Side | None:
        """Return the side of "the ministry", "the general": of the one of that office who spoke last.

        "The governor" of another oblast than whose governor spoke before is not the same; "the president"
        is one, wherever he speaks of.
        """
        told = voice.attribution
        is_president = is_a_president(told.speaker)
        same = [
            one.voice
            for one in reversed(self._history)
            if one.voice.attribution.role is told.role
            and one.voice.attribution.side is not None
            and (not is_president or is_president_by_name(one.voice.attribution.speaker))
        ]
        if told.role is Role.CIVIL_OFFICIAL and told.side is not None and not is_president:
            same = [one for one in same if one.admin1s & voice.admin1s]
        return same[0].attribution.side if same else told.side

    def _named_before(self, surname: str) -> Attribution | None:
        """Return who bore a surname before, in any case: «По словам Пушилина» is Pushilin."""
        known = self._known.get(surname)
        if known is not None or self._lexicon.language == "en":
            return known
        stem = surname[:-_CASE_LETTERS]
        if len(stem) < _LEAST_STEM:
            return None
        return next((told for name, told in self._known.items() if name.startswith(stem)), None)


def read_setting(views: Sequence[View], number: int) -> Iterator[str]:
    """Yield how a sentence stands in its paragraph: its first, in a quotation, an answer behind a dash."""
    view = views[number]
    first = number
    while first > max(0, number - LONGEST_QUOTE) and views[first - 1].paragraph == view.paragraph:
        first -= 1
    yield f"opens paragraph {first == number}"
    if first < number and open_quote(views, number - 1):
        yield "inside a quotation"
    if _DASH.match(views[first].text):
        yield f"dash {'asks' if view.text.rstrip(' *_').endswith('?') else 'tells'}"
    if _ITEM.match(views[first].text):
        yield "item"
    if first and views[first - 1].text.rstrip(" *_").endswith("?"):
        yield "answers"


def outlasts(voice: Voice, view: View) -> bool:
    """Tell whether a voice may speak on in the next paragraph: an official's, or in quotation marks."""
    return voice.attribution.role in _OFFICIAL or view.text[:1] in '“"«'


def is_same_voice(one: Voice, two: Voice) -> bool:
    """Tell whether two voices are of one role and side."""
    return (one.attribution.role, one.attribution.side) == (two.attribution.role, two.attribution.side)


def goes_on(
    voice: Voice | None, view: View, spoken_in: int, lexicon: ClaimLexicon, *, is_bulletin: bool
) -> bool:
    """Tell whether an official's account goes on in a sentence that names no speaker.

    A bulletin goes on to the end if nobody spoke before its issuer, else through the paragraph. A person
    goes on who says "the enemy" or "ours", or in his paragraph as long as he stays in his oblast.
    """
    if voice is None or voice.attribution.role not in _OFFICIAL or view.search("emerged", lexicon):
        return False
    if voice.attribution.side is Side.RU and view.search("invaders", lexicon):
        return False
    if view.search("enemy", lexicon) or view.search("own", lexicon):
        return True
    return _stays(voice, view, lexicon, same_paragraph=view.paragraph == spoken_in, is_bulletin=is_bulletin)


def _stays(
    voice: Voice, view: View, lexicon: ClaimLexicon, *, same_paragraph: bool, is_bulletin: bool
) -> bool:
    """Tell whether an official stays with what he may speak of."""
    if voice.attribution.role in {Role.GENERAL_STAFF, Role.MINISTRY}:
        return same_paragraph or is_bulletin
    if not same_paragraph:
        return False
    places = [mention.place for _, mention in view.places]
    if not places or lexicon["pronouns"].match(view.lower):
        return True
    is_head = lexicon["heads"].search(voice.attribution.speaker.lower()) is not None
    is_named = voice.attribution.role is Role.CIVIL_OFFICIAL and lexicon.language != "en"
    if not is_head and not is_named:
        return lexicon.language != "en" and voice.attribution.role is Role.MILITARY_OFFICIAL
    return all(_may_lie_in(voice.admin1s, mention) for _, mention in view.places)


def _may_lie_in(admin1s: frozenset[str | None], mention: Mention) -> bool:
    """Tell whether a place lies in one of the oblasts, or one of the places that it may be does."""
    resolution = mention.resolution
    if mention.place is not None or resolution is None:
        return mention.place is not None and mention.place.admin1 in admin1s
    return any(candidate.place.admin1 in admin1s for candidate in resolution.candidates)


def speaks_behind(
    views: Sequence[View], number: int, lexicon: ClaimLexicon, speakers: Speakers
) -> Voice | None:
    """Return who is named only after the sentence: in a later one of its quotation, or by "this was said by".

    «"The town holds. We have the north of it," said the spokesman»: both sentences are his.
    """
    view = views[number]
    closing = open_quote(views, number)
    for later in views[number + 1 : number + 1 + LOOK_AHEAD]:
        says_this = lexicon["this_said"].match(later.lower) is not None
        if says_this or (closing and closing in later.text):
            return next(iter(find_voices(later, lexicon, speakers, None)), None)
        if later.paragraph != view.paragraph or later.is_heading:
            return None
        if later.search("bulletin", lexicon):
            voices = find_voices(later, lexicon, speakers, None)
            return next((voice for voice in voices if is_of_a_bulletin(voice, later, lexicon)), None)
    return None


def open_quote(views: Sequence[View], number: int) -> str:
    """Return the mark that closes a quotation open at the end of a sentence, none if none is open."""
    if number < 0:
        return ""
    paragraph = views[number].paragraph
    first = number
    while first > max(0, number - LONGEST_QUOTE) and views[first - 1].paragraph == paragraph:
        first -= 1
    words = "".join(view.text for view in views[first : number + 1])
    if words.count('"') % 2:
        return '"'
    return next((two for one, two in _MARKS if words.count(one) > words.count(two)), "")


def voice_of(view: View, draft: Draft, voices: list[Voice]) -> Voice | None:
    """Return the voice of the draft's clause, else the last that speaks before it, else the first."""
    if not voices:
        return None
    clause = view.clause(draft.start)
    inside = [voice for voice in voices if clause[0] <= voice.attribution.start < clause[1]]
    earlier = [voice for voice in voices if voice.attribution.start <= draft.start]
    return (inside or earlier[-1:] or voices)[0]
