"""Where the text itself says that two names are of one place: "Lunacharske, the Russian name for Zatyshok".

Both sides of this war have names of their own for the same towns, and old names have namesakes: the name
that the text explains means the place of the one it explains it by.
"""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.models import ResolutionStatus, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.models import Mention

_EXPLAINED_BEHIND = re.compile(
    r"\s?[-—–,(]\s?(?:(?:which|that) is )?the (?:Russian|Soviet|Soviet-era|old|former) name (?:for|of) "
    r"(?:the )?(?:Ukrainian )?(?:(?:town|village|city|settlement) of )?"
    r"|\s?\((?:(?:in )?Ukrainian|Ukrainian name|укр\.|украинское название)\s?[:—–-]?\s?"
)
_EXPLAINED_BEFORE = re.compile(
    r",? (?:which|that) (?:Russia|Moscow|(?:the )?Russians|the Kremlin)(?: still)? calls? "
    r"|(?:, | \()(?:(?:still )?known (?:in|to) (?:Russia|Moscow|(?:the )?Russians) as "
    r"|formerly (?:known as )?"
    r"|(?:in )?Russian(?: name)?: |(?:рус\.|русское название|російська назва)\s?[:—–-]?\s?"
    r"|(?:колишн|бывш)\w+ )"
)


def share_places(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions, with the place of the name that explains another given to that other."""
    places = [mention for mention in mentions if mention.use is Use.PLACE]
    meant: dict[str, Mention] = {}
    for first, second in pairwise(places):
        gap = text[first.end : second.start]
        if _EXPLAINED_BEHIND.fullmatch(gap):
            meant[first.text] = second
        elif _EXPLAINED_BEFORE.fullmatch(gap):
            meant[second.text] = first
    return (
        tuple(_as_meant(mention, meant.get(mention.text)) for mention in mentions) if meant else (*mentions,)
    )


def _as_meant(mention: Mention, by: Mention | None) -> Mention:
    if by is None or by.resolution is None or by.place is None or mention.use is not Use.PLACE:
        return mention
    if by.resolution.status is not ResolutionStatus.RESOLVED or mention.place == by.place:
        return mention
    reason = f"said to be another name of {by.text}"
    return dataclasses.replace(mention, resolution=dataclasses.replace(by.resolution, reason=reason))
