"""Who a speaker is, by the words he is called by: his role and his side."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.models import Role, Side

if TYPE_CHECKING:
    from geo.claims.language.lexicon import Speakers
    from geo.claims.language.sentence_view import View
    from geo.models import Place

_OF_NO_PARTY = frozenset({Role.THINK_TANK, Role.OSINT, Role.MEDIA})
_DEMONYM = re.compile(
    r"\b(?:ukrain|russia|росі|росси|україн|украин|moscow|ky?iv|kiev|москв|ки[её]в|київ|києв)"
)
_OF_PARTIES = (
    (Side.UA, re.compile(r"\b(?:ukrain|україн|украин|зсу\b|всу\b|afu\b|зс україни)")),
    (Side.RU, re.compile(r"\b(?:russia|росі|росси|рф\b|вс рф)")),
)
_CIVIL_MINISTRY = re.compile(
    r"\b(?:energy|interior|internal affairs|health|education|culture|infrastructure|transport|agriculture"
    r"|environment|justice|development|emergenc(?:y|ies))\b"
    r"|міненерго|мвс\b|моз\b|минэнерго|минздрав|мвд\b|минобразован"
)
_FULL_NAME = re.compile(r"[A-ZА-ЯІЇЄҐЁ][\w'’-]+ [A-ZА-ЯІЇЄҐЁ][\w'’-]+$")

# "The ministry", "his words": whoever spoke before.
_SAME = re.compile(
    r"ведомств\w+|відомств\w+|чиновник\w*|посадов(?:ець|ця|цем)|спикер\w*|спікер\w*|управлени\w+|управлінн\w+"
    r"|речни(?:к|ця|ка|ці)|генерал\w*|командир\w*|командувач\w*|командующ\w*|міністр\w*|министр\w*|полковник\w*"
    r"|представни(?:к|ця)|представитель\w*|офіцер\w*|офицер\w*|президент\w*|подпис\w*|підпис\w*"
    r"|проект\w*|проєкт\w*|документ\w*|(?:пресс-|прес)?рел[иі]з\w*|сводк\w*|зведенн\w*|сообщени\w*|повідомленн\w*|другой|другие|інший|інші"
    r"|the (?:ministry|agency|official|source|group|service|department|spokes\w+|channel|unit)"
    r"|the (?:general|commander|colonel|officer|governor|minister|president|mayor|corps|brigade|command)"
    r"|the staff"
    r"|the (?:statement|document|bulletin|report)|another(?: channel)?|others"
)

# "The Telegram channel of the governor" is where he speaks, and no blogger's.
_CHANNEL_OF = re.compile(
    r"^(?:(?:официальн|офіційн)\w+ )?(?:(?:телеграм|telegram|тг)[- ]?)?"
    r"(?:канал|пост|страниц|сторінк|сообщени|сайт)\w* "
    r"(?=(?:врио )?(?:губернатор|глав|мэр|мер[аі]\b|мин[оі]борон|министерств|міністерств|генштаб|генеральн"
    r"|администрац|адміністрац|правительств|опер))"
)
# Those who are named by an occupied oblast's new name are of its occupiers.
_OCCUPIED = frozenset({"днр", "лнр", "dpr", "lpr"})
# «Глава Каховки»: whoever heads a town behind the Russian lines, in Russian words, was put there.
_IN_UKRAINIAN = re.compile(r"[іїєґ]")
_PRESIDENT = re.compile(r"(?:the |укра[їи]нськ\w+ |российск\w+ )?(?:president|президент\w*)")
_A_PRESIDENT = re.compile(r"(?<!\w)(?:president|президент|zelensk|putin|trump|зеленс|путин|путін|трамп)")
_CRIMEA = frozenset({"Crimea", "Sevastopol"})
_SOURCES = re.compile(r"(?:\w+ )?(?:sources?|источник|джерел)", re.IGNORECASE)

MOST_TITLES = 5
"""Words of a name with what its bearer is: "the fund's founder Taras Koval"."""


def can_speak(speaker: str, speakers: Speakers) -> bool:
    """Tell whether the phrase can be one who speaks: it names a role, a known person or a name."""
    if is_known(speaker, speakers):
        return True
    words = speaker.split()
    if _FULL_NAME.search(speaker) is not None and len(words) <= MOST_TITLES:
        return True
    return len(words) <= 4 and all(word[:1].isupper() for word in words)


def is_known(speaker: str, speakers: Speakers) -> bool:
    """Tell whether the phrase names a role or a known person."""
    return _read(speaker.lower(), speakers) != (None, None, None)


def is_known_person(speaker: str, speakers: Speakers) -> bool:
    """Tell whether the phrase names a person whose side is known."""
    return _read(speaker.lower(), speakers)[2] is not None


def names_a_side(speaker: str, speakers: Speakers) -> bool:
    """Tell whether the words of a speaker themselves say whose he is: "the Russian ministry", "the SBU"."""
    lowered = speaker.lower()
    return _read(lowered, speakers)[1] is not None or _DEMONYM.search(lowered) is not None


def side_in(speaker: str, speakers: Speakers) -> Side | None:
    """Return the side that the words of a speaker alone tell: a known name, or one party's demonym."""
    _, side, of_person = _read(speaker.lower(), speakers)
    if of_person is not None or side is not None:
        return of_person or side
    named = {party for party, pattern in _OF_PARTIES if pattern.search(speaker.lower())}
    return named.pop() if len(named) == 1 else None


def oblast_led_by(speaker: str, speakers: Speakers) -> str | None:
    """Return the oblast that a speaker known by name leads or led: "Governor Vyacheslav Gladkov"."""
    lowered = speaker.lower()
    return next((oblast for oblast, names in speakers.heads if names.search(lowered)), None)


def is_paper(name: str, speakers: Speakers) -> bool:
    """Tell whether a name is one of a medium, whatever else it names: "The Military Weekly newspaper"."""
    return any(role is Role.MEDIA and pattern.search(name.lower()) for role, pattern in speakers.roles)


def is_bare_office(speaker: str) -> bool:
    """Tell whether a speaker is called by nothing but an office that was named before: "the ministry"."""
    return _SAME.fullmatch(speaker.lower()) is not None


@lru_cache(maxsize=4_000)
def _read(lowered: str, speakers: Speakers) -> tuple[Role | None, Side | None, Side | None]:
    """Return the first role that the words of a phrase name, the first side, and that of a known person."""
    lowered = _CHANNEL_OF.sub("", lowered)
    return (
        next((role for role, pattern in speakers.roles if pattern.search(lowered)), None),
        next((side for side, pattern in speakers.sides if pattern.search(lowered)), None),
        next((side for side, pattern in speakers.persons if pattern.search(lowered)), None),
    )


def tell_role(speaker: str, speakers: Speakers) -> Role:
    """Return the role that the words of ``speaker`` name, the first that fits."""
    role = _read(speaker.lower(), speakers)[0] or Role.OTHER
    # "The official Ivan Petrov" has a name; "sources of The Times" have none.
    is_named = role is Role.UNNAMED_OFFICIAL and _FULL_NAME.search(speaker) and not _SOURCES.match(speaker)
    return Role.CIVIL_OFFICIAL if is_named else role


def tell_side(view: View, speaker: str, start: int, speakers: Speakers) -> Side | None:
    """Return the side of a speaker: his known name, a demonym or a capital in his words, or his oblast."""
    end = start + len(speaker)
    _, known, of_person = _read(speaker.lower(), speakers)
    if of_person is not None:
        return of_person
    role = tell_role(speaker, speakers)
    inside = [word.side for word in view.sides if start <= word.start < end]
    if role in _OF_NO_PARTY:
        is_of_a_party = role is Role.MEDIA and inside
        return inside[-1] if is_of_a_party else known or Side.OTHER
    if inside or known is not None:
        return inside[-1] if inside else known
    return _side_by_ground(view, speaker, role, start, speakers)


def _side_by_ground(view: View, speaker: str, role: Role, start: int, speakers: Speakers) -> Side | None:
    """Return the side of an official by the places that he is of, or that he tells of."""
    end = start + len(speaker)
    places = [mention.place for _, mention in view.places if start <= mention.start < end]
    if role is Role.CIVIL_OFFICIAL and (
        any(one.text.lower() in _OCCUPIED for _, one in view.places)
        or _is_put_there(speaker, places, view, speakers)
    ):
        return Side.RU
    if role is Role.MINISTRY and _CIVIL_MINISTRY.search(speaker.lower()):
        # Armies have one ministry; "the energy ministry" tells of its own country.
        role = Role.CIVIL_OFFICIAL
    if role not in {Role.CIVIL_OFFICIAL, Role.MILITARY_OFFICIAL} or is_a_president(speaker):
        return None  # a president speaks of every place
    if role is Role.CIVIL_OFFICIAL:
        # Where an army fights does not tell whose it is; a mayor speaks of his own town.
        places += [mention.place for _, mention in view.places]
    return _owner_of_any(places)


def _is_put_there(speaker: str, places: list[Place | None], view: View, speakers: Speakers) -> bool:
    """Tell whether an official of a Russian text heads a town behind the Russian lines, or tells of such.

    Who heads a town of Crimea is Russia's in every language.
    """
    if places and all(place is not None and place.admin1 in _CRIMEA for place in places):
        return True
    if not speaker[:1].isalpha() or speaker.isascii() or _IN_UKRAINIAN.search(speaker.lower()):
        return False
    own = places or [mention.place for _, mention in view.places]
    return bool(own) and all(place is not None and place.id in speakers.held for place in own)


def _owner_of_any(places: list[Place | None]) -> Side | None:
    """Return whose ground the first of the places is that a party owns, else of others if all are abroad."""
    owner = next((owner_of(place) for place in places if owner_of(place)), None)
    is_abroad = bool(places) and all(place is not None and place.country for place in places)
    return owner or (Side.OTHER if is_abroad else None)


def is_a_president(speaker: str) -> bool:
    """Tell whether a speaker is called by nothing but the highest office."""
    return _PRESIDENT.fullmatch(speaker.lower()) is not None


def is_president_by_name(speaker: str) -> bool:
    """Tell whether the words of a speaker have a president in them: "President Zelensky", "Putin"."""
    return _A_PRESIDENT.search(speaker.lower()) is not None


def owner_of(place: Place | None) -> Side | None:
    """Return the side on whose recognised territory a place lies."""
    if place is None:
        return None
    return {"UA": Side.UA, "RU": Side.RU}.get(place.country or "")
