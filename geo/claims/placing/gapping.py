"""Towns told in one breath with a time each: "Popasna fell in May, Severodonetsk in June".

The verb stands once and holds for all of them; each town gets a claim of its own, dated by its own time.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from geo.claims.placing.listing import is_area
from geo.claims.placing.places import refer
from geo.models import Kind

if TYPE_CHECKING:
    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.timing.times import FoundTime
    from geo.models import Mention

_GAPPED = frozenset({Kind.CAPTURE, Kind.WITHDRAWAL, Kind.STRIKE, Kind.ADVANCE})
"""Kinds of which chronicles tell town by town."""

_NEXT = re.compile(
    r"[,;]?\s(?:(?:and|then|and then|followed by|та|і|й|и|а|потім|затем|потом)\s)?(?:nearby |neighbou?ring )?"
    r"|[,;]\s"
)
"""What stands between the time of one town and the name of the next."""

_WHEN = re.compile(
    r",?\s(?:(?:only|already|itself|just|аж|лише|уже|вже|только|лишь)\s)?"
    r"(?:(?:in|on|by|at|в|у|во|на)\s)?(?:the )?"
)
"""What stands between a town and its time, with no verb of its own."""

VERB_REACH = 40
"""Letters around a verb in which the first town of its chronicle stands."""

Told = tuple[int, "Mention", "FoundTime"]


def tell_each(view: View, drafts: list[Draft], lexicon: ClaimLexicon) -> list[Draft]:
    """Return ``drafts`` with one for each town that has a time of its own and shares the verb."""
    if len(view.times) < 2 or len(view.places) < 2:
        return drafts
    told: list[Draft] = []
    for draft in drafts:
        chain = _chain(view, draft) if draft.trigger.kind in _GAPPED and not draft.is_weighed else []
        if len(chain) < 2:
            told.append(draft)
            continue
        for index, mention, time in chain:
            places = (refer(view, index, mention, lexicon),)
            own = dataclasses.replace(draft, places=places, when=time.span, is_share=True)
            if mention is not chain[0][1]:
                own = dataclasses.replace(own, start=mention.start, end=time.end, quantities=[])
            told.append(own)
    return told


def _chain(view: View, draft: Draft) -> list[Told]:
    """Return the towns of a chronicle in text order, each with its time; the first is the verb's own."""
    chain: list[Told] = []
    for index, mention in view.places:
        if is_area(mention):
            continue
        if not chain:
            time = _time_of_verb(view, draft, mention)
        elif mention.start < chain[-1][2].end:
            continue
        elif not _NEXT.fullmatch(view.between(chain[-1][2].end, mention.start)):
            break
        else:
            time = next((one for one in view.times if _is_when(view, mention.end, one.start)), None)
        if time is not None:
            chain.append((index, mention, time))
        elif chain:
            break
    return chain


def _time_of_verb(view: View, draft: Draft, mention: Mention) -> FoundTime | None:
    """Return the time of the town that the verb itself governs: "X fell in May", "took X in May"."""
    if mention.end <= draft.start:
        is_beside = draft.start - mention.end < VERB_REACH and not re.search(
            r"[,;:]", view.between(mention.end, draft.start)
        )
        at = draft.end if is_beside else None
    else:
        at = mention.end if 0 <= mention.start - draft.end < VERB_REACH else None
    if at is None:
        return None
    return next((one for one in view.times if _is_when(view, at, one.start)), None)


def _is_when(view: View, at: int, time: int) -> bool:
    return at <= time and _WHEN.fullmatch(view.between(at, time) or " ") is not None
