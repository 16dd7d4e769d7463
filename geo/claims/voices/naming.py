"""Who is named beside no word of saying: in a heading, or as one who watches and paints the map.

Whether he speaks is for others to weigh; here he only gets his role and his side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.voices.making import make_voice
from geo.claims.voices.speakers import is_known
from geo.models import Role

if TYPE_CHECKING:
    from geo.claims.language.lexicon import Speakers
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice

_NAMES = re.compile(r"[A-ZА-ЯІЇЄҐЁ][\w'’-]*(?: (?:[A-ZА-ЯІЇЄҐЁ][\w'’-]*|штаб\w*|оборони|обороны|staff|of))*")
"""Words with capitals that follow one another: the name of a person or a body."""
_HEADING_STOP = re.compile(r"[,:;.(]|\s(?:о|об|про|за|на|станом|по|on|for|as)\s")
# What may stand before and behind who tells a whole text: "Loud night — Serhii Lysak on the region".
_BEFORE = re.compile(
    r"(?:^|[:.!?|/—–«\"(]\s*|\b(?:від|от|by|from|of|the|acting|top|в\.\s?о\.|и\.\s?о\.|\d+\S*"
    r"|сводка|зведення|звіт|допис|інформація|информация|канал|канала|report|bulletin|office)\s)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:$|[,.:|/—–(»\"«]|(?:за|на|к|о|об|обо|про|станом|on|about|as|for|of)\s)")
_BEFORE_A_NAME = re.compile(r"(?:^|[—–|/]\s*)$")
_BEHIND_A_NAME = re.compile(r"\s*(?:$|[:|/—–,(]|(?:о|об|обо|про)\s)")
# The source of an item behind it; "the Main Intelligence Directorate (HUR)" is only its short name.
_BRACKETS = re.compile(r"(?<=[a-zа-яіїєґё0-9»”] )\(([A-ZА-ЯІЇЄҐЁa-zа-яіїєґё][^()\d]{1,60})\)(?=[.,;]|\s*$)")
# «Сирський віддав наказ», "the eve of Putin's vote": what somebody did, or what is his, is no signature.
_DOES = re.compile(
    r"(?<!\w)(?!генерал|канал|журнал)[а-яіїєґё'’]+(?:[аиіїуюяоеє]в|[аиіїуюяоеє]л[аио]?)(?:с[ья])?(?!\w)"
)
_ONLY_HIS = re.compile(r"['’]s\s")
_LENGTH_OF_A_NAME = (2, 3)
"""Words of a name that stands in a heading."""
_WATCHING = frozenset(
    {
        Role.MINISTRY,
        Role.GENERAL_STAFF,
        Role.THINK_TANK,
        Role.OSINT,
        Role.MILBLOGGER,
        Role.UNNAMED_OFFICIAL,
        Role.WITNESS,
    }
)


def body_in(words: str, speakers: Speakers, roles: frozenset[Role]) -> str | None:
    """Return the body of ``roles`` that the words of a heading name without a verb, as written."""
    for role, pattern in speakers.roles:
        match = pattern.search(words.lower()) if role in roles else None
        if match is not None:
            rest = words[match.start() :]
            stop = _HEADING_STOP.search(rest)
            return rest[: stop.start() if stop else None].strip()
    return None


def tells_what_was_done(words: str) -> bool:
    """Tell whether words of a heading have a verb of what somebody did, or name what is his."""
    return _DOES.search(words) is not None or _ONLY_HIS.search(words) is not None


def voice_by_role(
    view: View, speakers: Speakers, roles: frozenset[Role], *, set_apart: bool = False
) -> Voice | None:
    """Return the body of ``roles`` that a heading names without a verb: "Report of the Ministry"."""
    speaker = body_in(view.text, speakers, roles)
    if speaker is None:
        return None
    start = view.text.index(speaker)
    if set_apart and tells_what_was_done(speaker):
        return None
    if set_apart and not _is_set_apart(view, start, start + len(speaker)):
        return None
    return make_voice(view, speaker, speaker, view.start + start, speakers)


def voice_of_the_known(view: View, speakers: Speakers) -> Voice | None:
    """Return the first name or body of a heading that is known to speak, if it stands there by itself."""
    for phrase in _NAMES.finditer(view.text):
        is_his = _ONLY_HIS.search(phrase.group()) is not None
        if (
            not is_his
            and is_known(phrase.group(), speakers)
            and _is_set_apart(view, phrase.start(), phrase.end())
        ):
            return make_voice(view, phrase.group(), phrase.group(), view.start + phrase.start(), speakers)
    return None


def voice_of_a_name(view: View, speakers: Speakers) -> Voice | None:
    """Return the first name of two or three words that stands in a heading by itself; none in capitals."""
    if view.text.isupper():
        return None
    for phrase in _NAMES.finditer(view.text):
        words = phrase.group().split()
        is_apart = _is_set_apart(view, phrase.start(), phrase.end(), _BEFORE_A_NAME, _BEHIND_A_NAME)
        if len(words) in _LENGTH_OF_A_NAME and is_apart:
            return make_voice(view, phrase.group(), phrase.group(), view.start + phrase.start(), speakers)
    return None


def _is_set_apart(
    view: View,
    start: int,
    end: int,
    before: re.Pattern[str] = _BEFORE,
    behind: re.Pattern[str] = _BEHIND,
) -> bool:
    """Tell whether the words from ``start`` to ``end`` of a heading are what it is signed with.

    "ZSU enter Kherson" and "Mass attack sets Kyiv alight" tell of whom they name; "Kharkiv region |
    Oleh Syniehubov" and "Report of the Ministry for 20 May" are his and the ministry's.
    """
    first = view.start + start
    return (
        before.search(view.text[:start]) is not None
        and behind.match(view.text[end:]) is not None
        # "Governor of Belgorod Oblast" may name a place, but not begin with one.
        and not any(mention.start <= first < mention.end for _, mention in view.places)
    )


def voices_in_brackets(view: View, speakers: Speakers) -> list[Voice]:
    """Return who is named as the source behind what he tells: "two killed (regional administration)"."""
    return [
        make_voice(view, match.group(1), match.group(1), view.start + match.start(1), speakers)
        for match in _BRACKETS.finditer(view.text)
        if is_known(match.group(1), speakers)
    ]


def voices_without_a_verb(view: View, speakers: Speakers) -> list[Voice]:
    """Return the bodies and observers named beside no word of saying: "DeepState paints it red"."""
    found: list[Voice] = []
    for role, pattern in speakers.roles:
        match = pattern.search(view.lower) if role in _WATCHING else None
        if match is not None:
            # "The UK Ministry of Defence": whose ministry it is stands around the word that tells of it.
            at, names = match.start(), _NAMES.finditer(view.text)
            phrase = next((name for name in names if name.start() <= at < name.end()), match)
            name = view.text[phrase.start() : max(phrase.end(), match.end())]
            found.append(make_voice(view, name, name, view.start + phrase.start(), speakers))
    return found
