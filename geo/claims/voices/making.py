"""A voice made of the words that name it: whom it passes on, his role and his side."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.voices.speaker_phrases import TAIL
from geo.claims.voices.speakers import is_known, names_a_side, oblast_led_by, tell_role, tell_side
from geo.models import Attribution, Role

if TYPE_CHECKING:
    from geo.claims.language.lexicon import Speakers
    from geo.claims.language.sentence_view import View

# "TASS, citing the ministry": the nearest to what is told speaks, the others pass it on.
_CITES = re.compile(
    r"\s*,?\s*(?:із посиланням на|з посиланням на|посилаючись на|со ссылкой на|ссылаясь на"
    r"|citing|with reference to|referring to|quoting)\s+(?:the (?:words|report|statement|message)s? of\s+)?",
    re.IGNORECASE,
)
# A person without a name, of whom a paper has what it tells.
_SOME_PERSON = re.compile(
    r"(?:an? (?:\w+ )?(?:person|source|diplomat|insider)|two|three|several|some|unnamed|(?:its )?own) "
    r"|(?:дв(?:ух|ох)|тр[её]х|трьох|кільк\w+|нескольк\w+|сво\w+|власн\w+|собственн\w+|неназван\w+) "
)
_APPOSED = re.compile(
    r"\s*,\s+(?!and|but|who|which|that|as|while|і|та|а|но|что|що|як|кот|и\b)"
    r"((?:the |an? )?[a-zа-яіїєґё][^,.;:—()«“\"]{3,70})(?=[,.;:—]|$)"
)
_NAMELESS_ROLES = frozenset({Role.UNNAMED_OFFICIAL, Role.OTHER, Role.WITNESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An attribution with the span of its own words, in which no claim is sought."""

    attribution: Attribution
    start: int
    end: int
    admin1s: frozenset[str | None] = frozenset()


def make_voice(view: View, speaker: str, cue: str, start: int, speakers: Speakers) -> Voice:
    """Return the voice of ``speaker`` with his role and side; the cue stands at article offset ``start``."""
    end = start + len(cue)
    speaker = TAIL.sub("", _cited(speaker, speakers)).strip() or speaker
    at = view.text.find(speaker)
    first = view.start + at if at >= 0 else start
    role, side = tell_role(speaker, speakers), tell_side(view, speaker, first, speakers)
    beside = _APPOSED.match(view.text, at + len(speaker)) if at >= 0 and role is Role.OTHER else None
    office = Role.WITNESS if beside is None else tell_role(beside.group(1), speakers)
    if beside is not None and office is not Role.WITNESS and is_known(beside.group(1), speakers):
        # "said Serhii Horbunov, head of the military administration"; not "…, two residents were hurt"
        role = office
        side = side or tell_side(view, beside.group(1), view.start + beside.start(1), speakers)
    found = Attribution(
        speaker=speaker,
        role=role,
        side=side,
        cue=cue,
        start=start,
        end=end,
    )
    named = {mention.place.admin1 for _, mention in view.places if mention.place}
    led = oblast_led_by(speaker, speakers) if role is Role.CIVIL_OFFICIAL else None
    return Voice(
        attribution=found,
        start=min(first, start),
        end=max(first + len(speaker), end),
        admin1s=frozenset(named if led is None else {*named, led}),
    )


def _cited(speaker: str, speakers: Speakers) -> str:
    """Return whom a speaker passes on: "TASS, citing the ministry" is the ministry's word.

    What a paper has of people without a name it says itself.
    """
    one, *others = _CITES.split(speaker)
    if not others or (one and is_nameless(others[-1], speakers)):
        return one
    return others[-1]


def is_nameless(cited: str, speakers: Speakers) -> bool:
    """Tell whether who is cited is a person without a name: "a person close to the Kremlin", "sources"."""
    if _SOME_PERSON.match(cited.lower()):
        return True
    return tell_role(cited, speakers) in _NAMELESS_ROLES and not names_a_side(cited, speakers)


def repeat_voice(previous: Voice, cue: str, start: int) -> Voice:
    """Return the voice of who spoke before, with the words that tell that he speaks again."""
    end = start + len(cue)
    told = dataclasses.replace(previous.attribution, cue=cue, start=start, end=end)
    return Voice(attribution=told, start=start, end=end, admin1s=previous.admin1s)
