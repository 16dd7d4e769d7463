"""Places told in one breath: "A, B and C of Sumy Oblast, D of Donetsk Oblast" is one list of four."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import View
    from geo.models import Mention

_LIST_GAP = re.compile(
    r"(?:\s(?:forest|areas?|directions?|axis|axes|districts?|regions?|oblasts?|напрямк\w+|направлени\w+"
    r"|лес\w*|ліс\w*|област\w*|район\w*|округ\w*))?(?:\s\([^()\d]{3,30}\))?"
    r"[\s,;—–-]*(?:(?:and|or|as well as|та|і|й|и|а також|а также|in the|the"
    r"|of the (?:city|town|village)|(?:villages?|cit(?:y|ies)|port|hamlets?|settlements?|districts?) of"
    r"|с[её]л\w*|пос[её]л\w*|город\w*|хутор\w*|міст\w*|част[ьи]|частин[ауиі]"
    r"|town of|itself|immediately"
    r"|(?:в|у|на) (?:бік|напрямку|районах?|районі|сторону|направлении|районе)"
    r"|(?:north|south)?(?:east|west)? of|(?:north|south) of|in|у|в|near|біля|поблизу"
    r"|неподалік(?: від)?|возле|вблизи|close to|around|itself"
    r"|(?:north|south)?(?:east|west)?(?:ern|wards)?|the settlements? of|the villages? of)[\s,;—–-]*)*"
)
# A village that no gazetteer has stands in the list all the same.
_UNKNOWN = re.compile(
    r",\s(?:с\.\s|сел\w{0,3}\s)?[A-ZА-ЯІЇЄҐЁ][\w'’-]+(?:\s[A-ZА-ЯІЇЄҐЁ][\w'’-]+)?(?=,|\s(?:and|та|і|й|и)\s)"
)
# "Near A, B and toward C": a direction of its own, so only behind a comma or an "and".
_AND_TOWARD = re.compile(
    r"\s*(?:,|,? and|,? as well as) (?:also )?"
    r"(?:towards?|in the (?:directions?|areas?|vicinity) of) (?:the )?"
)
# "Krymske, north of Toretsk" tells where Krymske is; "east of A, north of B" are two places.
_ONLY_WHERE = re.compile(
    r",\s(?:just |immediately |further )?(?:north|south|east|west)(?:-?(?:east|west))? of\s(?:the )?"
)
# «НПЗ в Рязани и нефтебазу в Энгельсе»: what is hit in each is told, with one verb for both.
_AND_A_SITE = re.compile(
    r"(?:\s(?:област[иі]|края|краю|района|району|oblast|region))?"
    r"(?:,(?: and)?|\s(?:и|і|й|та|а также|а також|and|as well as))\s"
    r"(?:(?:по|on|at|an?|the|another|oil|fuel|gas|power|chemical|military"
    r"|[\w-]+(?:ый|ий|ой|ую|ая|ое|ого|ому|ему|им|ым|ые|ых|их|ну|ський|ську|цьку|ової|ний|ної))\s){0,3}"
    r"(?:нпз|нефтеба|нефтепер|нефтян|нафтоба|нафтопер|завод|склад|порт|аэродром|аеродром|авиабаз|авіабаз|подстанц"
    r"|підстанц|тэц|тэс|тец|тес|предприят|підприємств|терминал|термінал|газопер|арсенал|полигон|полігон|штаб|мост|міст"
    r"|комбинат|комбінат|объект|об'єкт|рлс|refiner|depot|plant|port|airfield|air base|substation|terminal"
    r"|pumping station|warehouse|factor(?:y|ies)|arsenal|bridge|facilit)\w*"
    r"(?:\s(?!и\s|і\s|та\s|and\s)[«»\"\w’'-]+){0,2}?\s"
    r"(?:в|во|у|на|под|під|возле|біля|in|at|near|outside)\s(?:the\s)?"
)
_DIRECTION_OF = re.compile(r"\b(?:north|south|east|west)(?:-?(?:east|west))? of\s(?:the )?\Z")
_COUNTRY_CODES = ("PCL", "CONT")
_OF = re.compile(r"\s(?:(?:in the|in|в|во|у|на) )?")
"""What stands between a village and its oblast."""


def list_around(view: View, main: int, usable: list[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """Return the main place and those it is listed with, in text order."""
    chain, ends = _without_oblasts(view, usable)
    if usable[main] not in chain:
        chain, ends = usable, {}
    first = last = chain.index(usable[main])
    while first > 0 and are_listed(view, chain[first - 1][1], chain[first][1], ends):
        first -= 1
    while last + 1 < len(chain) and are_listed(view, chain[last][1], chain[last + 1][1], ends):
        last += 1
    named: dict[str, tuple[int, Mention]] = {}
    for item in chain[first : last + 1]:
        # "Near X itself; northeast of X near Y" names X twice.
        named.setdefault(item[1].place.id if item[1].place else item[1].text, item)
    return list(named.values())


def _without_oblasts(
    view: View, usable: list[tuple[int, Mention]]
) -> tuple[list[tuple[int, Mention]], dict[int, int]]:
    """Return the places without the oblasts behind villages, and by village where its oblast's name ends.

    "A and B of Sumy Oblast, C of Donetsk Oblast" is one list of three.
    """
    chain: list[tuple[int, Mention]] = []
    ends: dict[int, int] = {}
    for item in usable:
        last = chain[-1][1] if chain else None
        if (
            last is not None
            and is_area(item[1])
            and not is_area(last)
            and last.start not in ends
            and _OF.fullmatch(view.between(last.end, item[1].start))
        ):
            ends[last.start] = item[1].end
        else:
            chain.append(item)
    return chain, ends


def are_listed(view: View, one: Mention, two: Mention, ends: dict[int, int]) -> bool:
    """Tell whether two places stand in one list; ``ends`` is where the oblast behind a village ends."""
    gap = _UNKNOWN.sub(
        "", view.text[ends.get(one.start, one.end) - view.start : two.start - view.start]
    ).lower()
    if _ONLY_WHERE.fullmatch(gap) and not _DIRECTION_OF.search(view.between(view.start, one.start)):
        return False
    if _AND_TOWARD.fullmatch(gap) or _AND_A_SITE.fullmatch(gap):
        return not is_area(one) and not is_area(two)
    if is_country(one) is not is_country(two):
        # "Drove the fleet out of Sevastopol, Russia has none there now"
        return False
    if not _LIST_GAP.fullmatch(gap) or re.fullmatch(r"\s+in (?:the )?", gap):
        return False
    if one.place is not None and two.place is not None:
        return one.place.is_settlement == two.place.is_settlement
    return "," in gap or re.search(r"\b(?:and|or|та|і|й|и)\b", gap) is not None


def is_country(mention: Mention) -> bool:
    """Tell whether a mention is of a country or a continent, which no claim lies in."""
    return mention.place is not None and mention.place.feature_code.startswith(_COUNTRY_CODES)


def is_area(mention: Mention) -> bool:
    """Tell whether a mention is of an oblast or a district."""
    place = mention.place
    return place is not None and place.is_area
