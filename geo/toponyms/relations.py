"""Where the text itself says that one named place lies by another.

"Kotlyne, 12 km west of Pokrovsk", "Terny (northwest of Kreminna)", «в селе Березовка Борисовского
района»: such words tell namesakes apart better than any nearness, so they are read before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.models import Mention
    from geo.toponyms.words import Words

MOST_BESIDE = 4
"""Names of a list on each side of a name that speak for it."""

LIST_STRENGTH = 0.5
"""What an oblast behind a list says of the names before the last one."""

MEMBER_STRENGTH = 0.7
"""What an oblast behind a list and a comma says of the name before it: it may be of the list itself."""

HELD_STRENGTH = 0.8
"""What an area before a dash says of the names behind it."""

HOLDS_REACH = 30
"""Characters behind an area in which the dash or the colon stands."""

MAX_GAP = 90
"""Characters between two names beyond which the words between them relate something else."""


class Lies(StrEnum):
    """How a place lies to another."""

    OFFSET = "offset"
    INSIDE = "inside"
    BESIDE = "beside"
    SECTOR = "sector"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A stated relation of a mention to the mention ``anchor``.

    ``bearing_deg`` is clockwise from north as seen from the anchor, one of eight; ``distance_km`` is
    ``None`` where only the direction is told. ``strength`` is below 1 where it is not said outright.
    """

    lies: Lies
    anchor: int
    bearing_deg: float | None = None
    distance_km: float | None = None
    strength: float = 1.0


_NUMBER = r"(?P<number>\d{1,3}(?:[.,]\d)?)(?:\s?[-–]\s?\d{1,3})?\s?"
_UNIT = r"(?:km|kilomet(?:er|re)s?|км|кілометр\w*|километр\w*)"
_MILES = r"(?P<miles>miles?)"
_ENGLISH = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern \w+)?\s+(?:of|from)"
_UKRAINIAN = (
    r"(?:(?:північ|півден|півдн|півноч|сх[іо]д|зах[іо]д)\w*[- ]?(?:(?:сх[іо]д|зах[іо]д)\w*)?\s+від"
    r"|(?:(?:північ|півден)но-)?(?:північ|півден|схід|захід)ніше(?:\s+від)?)"
)
_RUSSIAN = (
    r"(?:(?:север|юг|юж|восто|запад)\w*(?:-(?:восто|запад)\w*)?\s+от"
    r"|(?:северо-|юго-)?(?:севернее|южнее|восточнее|западнее)(?:\s+от)?)"
)
_DIRECTION = (
    rf"(?P<direction>{_ENGLISH}|{_UKRAINIAN}|{_RUSSIAN})"
    r"(?:\s+(?:the|the (?:town|city|village) of|села|міста|города|селища|посёлка|поселка))?\s*"
)
# "Kotlyne, some 12 km west of [Pokrovsk]" and "Terny (northwest of [Kreminna])".
_BETWEEN = (
    "and|just|about|some|located|lying|all|both|at|a|village|town|settlement|to the"
    r"|і|та|розташован\w*|приблизно|усі|всі|далі|на|до|у|село|селище"
    r"|и|расположенн\w*|примерно|все|к|в|посёлок"
)
_FOLLOWS = re.compile(
    rf"[\s,(–—-]*(?:(?:{_BETWEEN})\s+)*"
    rf"(?:{_NUMBER}(?:{_UNIT}|{_MILES})\s+(?:to the |на |к |в |до |away |directly )?)?{_DIRECTION}",
    re.IGNORECASE,
)
# "southeast of Kupiansk near [Tabaivka]": the direction before the anchor speaks for what comes after.
_PRECEDES = re.compile(
    rf"(?:{_NUMBER}(?:{_UNIT}|{_MILES})\s+(?:to the |на |к |в )?)?{_DIRECTION}$", re.IGNORECASE
)
_NEARBY_WORDS = (
    "itself|and|area|vicinity|direction|near|at|around|outside|towards?|in|the|villages?|town|settlement|of"
    "|район[іи]|районах|поблизу|біля|неподалік|під|у|в|напрямку|села|сіл|населен(?:их|ого)|пункт(?:ів|у)"
    "|районе|возле|близ|под|направлении|населенн(?:ых|ого)|пункт(?:ов|а)|посёлка"
)
_NEARBY = re.compile(rf"\s*,?\s*(?:(?:{_NEARBY_WORDS})\s+)+", re.IGNORECASE)
_LISTED = re.compile(
    r"\s*,?\s*(?:(?:and|or|і|й|та|и|або|или|as well as|а також|а также)\s+)?"
    r"(?:the\s+)?(?:(?:villages?|towns?|settlements?|села?|сёла|селища?|хутори?|посёлки?|деревни|деревню|місто|город|города"
    r"|населен(?:і|ий|ого|их)|населённ(?:ые|ый)|населенн(?:ые|ый)|пункти?|пункты?)\s+){0,2}(?:of\s+)?",
    re.IGNORECASE,
)
# "Rubizhne near [Dobropillia]", «село Рубіжне під [Добропіллям]»
_NEAR = re.compile(
    r"\s*,?\s*(?:in the same \w+,\s|(?:the (?:one|village|town)\s)"
    r"|(?:той|того|тої|тієї|та|тот|том|те|той),? (?:що|которая|который|что|яка|який)\s)?"
    r"(?:not far from|near|close to|outside"
    r"|на околиц(?:і|ях)|біля|поблизу|неподалік(?: від)?|під|(?:недалеко|неподалеку) от"
    r"|возле|близ|под|у)\s+"
    r"(?:(?:міста|села|селища|города|посёлка|the (?:town|city) of)\s+)?",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\s*(?:громад\w+|community|hromada)?\s*[,(]?\s*"
    r"(?:(?:which is |that is |located )?(?:in|inside|of|on)\s+(?:the\s+)?(?:same\s+)?"
    r"(?:\w+(?:ern|ed)\s+)?|що (?:на|у|в)\s+|что в\s+|на\s+|у\s+|в\s+|на території\s+|на территории\s+)?",
    re.IGNORECASE,
)
# «в Пермском крае — Губаха», «в Грайворонском округе: посёлок Горьковский»
_HOLDS = re.compile(r"(?:\s[а-яёіїєґ’'.-]+){0,2}\s?(?:[—–]|:)\s(?:[а-яёіїєґ’'.-]+\s){0,2}")
_OWNED = re.compile(r"(?:\s+(?:oblast|region|province|district|raion))?['’]s\s+(?:\w+ern\s+)?", re.IGNORECASE)

_ROOTS = (
    ("north", ("north", "північ", "півноч", "север")),
    ("south", ("south", "півден", "півдн", "юг", "юж")),
    ("east", ("east", "схід", "сход", "восто")),
    ("west", ("west", "захід", "заход", "запад")),
)
_BEARINGS = {
    ("north",): 0.0, ("north", "east"): 45.0, ("east",): 90.0, ("south", "east"): 135.0,
    ("south",): 180.0, ("south", "west"): 225.0, ("west",): 270.0, ("north", "west"): 315.0,
}  # fmt: skip
KM_PER_MILE = 1.609344


def find_links(
    mentions: Sequence[Mention], words: Words, *, is_container: Callable[[int], bool]
) -> dict[int, list[Link]]:
    """Return by index into ``mentions`` what the text says of where a place lies.

    Parameters
    ----------
    mentions
        The mentions whose use is a place, in text order.
    words
        The words of the article.
    is_container
        Tells whether the words around a mention call it an oblast or a district.
    """
    links: dict[int, list[Link]] = {}
    text = words.text
    listed: list[int] = []
    inside: list[int] = []
    since: list[int] = []
    carried: Link | None = None
    is_around = _holding_back(mentions, text, is_container)
    for index, following in pairwise(range(len(mentions))):
        first, second = mentions[index], mentions[following]
        gap = text[first.end : second.start]
        if len(gap) > MAX_GAP or _crosses_sentence(first, second, words):
            listed, inside, since, carried = [], [], [], None
            continue
        since.append(index)
        offset = _read_direction(_FOLLOWS.fullmatch(gap), following)
        if offset is not None:
            # "A toward B and C (all southeast of D)" speaks of A as well.
            for member in since if _speaks_for_all(gap) else [*listed, index]:
                links.setdefault(member, []).append(offset)
            since, carried = [], None
        elif _NEAR.fullmatch(gap) and carried is None and not _PRECEDES.search(text[: first.start][-60:]):
            links.setdefault(index, []).append(Link(lies=Lies.NEAR, anchor=following))
        elif _NEARBY.fullmatch(gap):
            before = text[max(0, first.start - 60) : first.start]
            carried = _read_direction(_PRECEDES.search(before), index) or carried
        elif not _LISTED.fullmatch(gap):
            carried = None
        is_listed = _LISTED.fullmatch(gap) is not None
        if carried is not None and offset is None:
            links.setdefault(following, []).append(carried)
        listed = [*listed, index] if is_listed else []
        for member in listed[-MOST_BESIDE:]:
            links.setdefault(member, []).append(Link(lies=Lies.BESIDE, anchor=following))
            links.setdefault(following, []).append(Link(lies=Lies.BESIDE, anchor=member))
        _link_container([*inside, index], following, gap, links, is_around)
        inside = [*inside, index] if is_listed else []
    _link_held(mentions, text, links, is_container)
    return links


def _holding_back(
    mentions: Sequence[Mention], text: str, is_container: Callable[[int], bool]
) -> Callable[[int], bool]:
    """Return whether a name may hold the one before: of «в Крыму — Саки, в Перми — завод» Perm does not."""

    def may_hold(at: int) -> bool:
        is_next = at > 0 and text.startswith(",", mentions[at - 1].end)
        return is_container(at) and not (is_next and _holds_next(mentions, at, text))

    return may_hold


def _link_held(
    mentions: Sequence[Mention], text: str, links: dict[int, list[Link]], is_container: Callable[[int], bool]
) -> None:
    """Note what lies in the area before a dash or a colon: «в Пермском крае — Губаха и Чайковский»."""
    for index in range(len(mentions) - 1):
        at, pattern = index + 1, _HOLDS
        end = mentions[index].end
        if not any(sign in text[end : end + HOLDS_REACH] for sign in "—–:") or not is_container(index):
            continue
        while at < len(mentions) and pattern.fullmatch(text, mentions[at - 1].end, mentions[at].start):
            if is_container(at):
                break
            held = Link(lies=Lies.INSIDE, anchor=index, strength=HELD_STRENGTH)
            links.setdefault(at, []).append(held)
            at, pattern = at + 1, _LISTED


def _holds_next(mentions: Sequence[Mention], index: int, text: str) -> bool:
    """Tell whether a dash or a colon parts a name from what is told of it: «в Перми — завод»."""
    end = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
    return _HOLDS.match(text, mentions[index].end, end) is not None


def _link_container(
    names: Sequence[int],
    following: int,
    gap: str,
    links: dict[int, list[Link]],
    is_container: Callable[[int], bool],
) -> None:
    """Note that the last of ``names``, with its list, lies in the area right behind it, or owns what is."""
    index = names[-1]
    if _INSIDE.fullmatch(gap) and is_container(following):
        # «Энгельс, Лиски, Львовская область» may be but three places hit.
        is_member = len(names) > 1 and gap.strip() == ","
        strength = MEMBER_STRENGTH if is_member else 1.0
        links.setdefault(index, []).append(Link(lies=Lies.INSIDE, anchor=following, strength=strength))
        # «Волчанск, Липцы Харьковской области»: the oblast holds the others of the list as well.
        for member in () if is_container(index) else names[:-1]:
            link = Link(lies=Lies.INSIDE, anchor=following, strength=LIST_STRENGTH)
            links.setdefault(member, []).append(link)
        return
    # A region owns its villages, and a city the districts right behind it.
    is_region = _OWNED.match(gap) and is_container(index) and len(gap) < MAX_GAP // 2
    if is_region or (_OWNED.fullmatch(gap) and is_container(following)):
        links.setdefault(following, []).append(Link(lies=Lies.INSIDE, anchor=index))


def _crosses_sentence(first: Mention, second: Mention, words: Words) -> bool:
    return words.items[words.at(first.start)].sentence != words.items[words.at(second.start)].sentence


def _speaks_for_all(gap: str) -> bool:
    """Tell whether a direction is said of every name of the list before it: "(all northwest of …)"."""
    return re.search(r"\b(?:усі|всі|все|all|both|обидва|оба)\b", gap, re.IGNORECASE) is not None


def _read_direction(found: re.Match[str] | None, anchor: int) -> Link | None:
    if found is None:
        return None
    number = found["number"]
    distance = float(number.replace(",", ".")) * (KM_PER_MILE if found["miles"] else 1.0) if number else None
    return Link(
        lies=Lies.OFFSET, anchor=anchor, bearing_deg=bearing_of(found["direction"]), distance_km=distance
    )


def bearing_of(words: str) -> float | None:
    """Return the bearing that a direction in words means, in degrees, or ``None`` for none.

    >>> bearing_of("north-west of"), bearing_of("на південний схід від"), bearing_of("юго-западнее")
    (315.0, 135.0, 225.0)
    """
    lowered = words.lower()
    named = tuple(name for name, roots in _ROOTS if any(root in lowered for root in roots))
    return _BEARINGS.get(named)
