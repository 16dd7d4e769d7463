"""Numbers told area by area: "66 drones: 22 over Belgorod region, 17 over Kursk region".

Each area gets its own claim with its own number; the total, told with its parts, belongs to none of them.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from geo.claims.kinds.triggering import Draft
from geo.claims.placing.places import refer, refer_around
from geo.models import Kind, Measure

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice
    from geo.models import Claim, Mention, Quantity

REACH = 70
"""Letters from a number to the name of its area: "were destroyed over the territory of"."""

_IN = re.compile(r"[^,;:]*?\b(?:over|in|above|across|near|at|on|над|в|во|у|на|по|під|під|біля)\s[^,;:\d]*")
# «По четыре — над Воронежской и Брянской областями»: each area that is listed has as many.
_EACH = re.compile(r"(?<!\w)по\s\Z")
_LISTED = re.compile(
    r",? ?(?:и|і|й|та|а также|а також|,) (?:(?:над|в|во|у|на|під|под) )?(?:территори\w+ |територі\w+ )?"
)
# «Над Волгоградской — пять»: the area stands first, and the verb is not said again.
_BEHIND_AREA = re.compile(
    r"(?:\s(?:област|кра|район|округ|регион|регіон|город|міст|морем|морями)\w*)?"
    r"\s?[—–-]\s(?:(?:ещё|еще|ще|also) )?"
)
# «Над Ростовской областью сбили девять»
_WITH_VERB = re.compile(r"[^,;:.—–\d]{1,60}")
_OVER = re.compile(r"(?<!\w)(?:над|в|во|у|на|over|in)\s(?:(?:территори|територі|акватори|акваторі)\w+\s)?\Z")
_OF_THEM = re.compile(r"[,;]? ?(?:из них|в том числе|з них|із них|у тому числі|including|of them|of which) ")
_SOME_OF_THEM = re.compile(r"\bof (?:them|these|which)\Z|(?<!\w)(?:из|з|із) (?:них|которых|яких)\Z")
_APART = re.compile(r" ?[—–-] ?")
_TOGETHER = (
    frozenset({Measure.DRONES, Measure.MISSILES}),
    frozenset({Measure.KILLED, Measure.WOUNDED}),
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Share:
    """Numbers told of an area; ``is_each`` where others have as many: its list is then not all of one."""

    quantities: tuple[Quantity, ...]
    index: int
    mention: Mention
    is_each: bool = False


def count_on(view: View, before: list[Claim], voices: list[Voice], lexicon: ClaimLexicon) -> list[Draft]:
    """Return a draft for "of these, 30 over X, 15 over Y", which has the verb of the sentence before."""
    strikes = [claim for claim in before if claim.kind is Kind.STRIKE and claim.quantities]
    if not strikes:
        return []
    counted = {quantity.measure for quantity in strikes[-1].quantities}
    shares = [share for share in _find_shares(view) if {one.measure for one in share.quantities} <= counted]
    if not shares:
        return []
    trigger = next(item for item in lexicon.triggers if item.kind is Kind.STRIKE and item.mode == "noun")
    first = shares[0].quantities[0]
    return [
        Draft(
            first.start,
            first.end,
            trigger,
            places=(refer(view, shares[0].index, shares[0].mention, lexicon),),
            quantities=[quantity for share in shares for quantity in share.quantities],
            voice=voices[0] if voices else None,
            is_share=True,
        )
    ]


def apportion(view: View, drafts: list[Draft], lexicon: ClaimLexicon) -> list[Draft]:
    """Return ``drafts`` with one for each area that has numbers of its own, where two or more have."""
    shares = _find_shares(view)
    if len(shares) < 2 and not (shares and _is_part(view, shares[0])):
        return drafts
    areas = {share.index for share in shares}
    done: list[Draft] = []
    for draft in drafts:
        parts = [_part(view, draft, share, lexicon) for share in shares]
        told = [part for part in parts if part.quantities]
        given = [quantity for part in told for quantity in part.quantities]
        rest = [quantity for quantity in draft.quantities if quantity not in given]
        is_whole = bool(rest) and any(ref.mention in areas for ref in draft.places)
        if is_whole and draft.is_weighed and any(one.is_total and rest[0] in one.quantities for one in done):
            # The clause behind the colon only shares out what the one before it tells.
            continue
        if is_whole:
            # The total was not all in the first area; it was in all of them, where they make it up.
            is_sum = ":" in view.between(rest[0].end, shares[0].quantities[0].start)
            places = tuple(refer(view, one.index, one.mention, lexicon) for one in shares) if is_sum else ()
            measures = {quantity.measure for quantity in rest}
            # Its parts are told of it, too, whichever claim of the sentence had them.
            parted = dict.fromkeys(quantity for share in shares for quantity in share.quantities)
            whole = rest + [one for one in parted if one.measure in measures and one not in rest]
            done.append(dataclasses.replace(draft, places=places, quantities=whole, is_total=True))
        elif (rest or not told) and not _is_their_end(draft, shares):
            # "In the oblast five were killed: three in X, two in Y": the total is the oblast's.
            is_sum = bool(rest and told and draft.places)
            done.append(dataclasses.replace(draft, quantities=rest, is_total=is_sum or draft.is_total))
        done += told
    return done


def _is_their_end(draft: Draft, shares: list[_Share]) -> bool:
    """Tell whether a clause says no more than where the last of the numbers was: "one each over X and Y"."""
    if not draft.is_weighed or draft.quantities or draft.trigger.kind is not Kind.STRIKE:
        return False
    areas = {share.index for share in shares}
    is_behind = draft.start > shares[0].quantities[-1].end
    return is_behind and bool(draft.places) and all(ref.mention in areas for ref in draft.places)


def _is_part(view: View, share: _Share) -> bool:
    """Tell whether the one number told of an area is some of another: "17 drones, 9 of them over X"."""
    one = share.quantities[0]
    is_of_them = _SOME_OF_THEM.search(view.between(one.start, one.end)) is not None
    gaps = (view.between(other.end, one.start) for other in view.quantities if other.end <= one.start)
    return any(_OF_THEM.fullmatch(gap) or (is_of_them and _APART.fullmatch(gap)) for gap in gaps)


def _part(view: View, draft: Draft, share: _Share, lexicon: ClaimLexicon) -> Draft:
    quantities = [quantity for quantity in share.quantities if quantity in draft.quantities]
    first, end = view.clause(share.mention.start)
    last = min((one.start for one in view.quantities if one.start > share.mention.start), default=end)
    last = min(last, end)
    listed = [item for item in view.places if first <= item[1].start < last]
    # "7 assaults near A, B and C; 11 near D": each number is told of a list.
    main = next(at for at, (index, _) in enumerate(listed) if index == share.index)
    places = refer_around(view, main, listed, lexicon)
    if share.is_each:
        places = (refer(view, share.index, share.mention, lexicon),)
    return dataclasses.replace(draft, places=places, quantities=quantities, is_share=True)


def _find_shares(view: View) -> list[_Share]:
    """Return the numbers with the one area behind them, before the next number: "22 over Belgorod".

    The area may stand before its number, too, and some areas may have as many each.
    """
    shares: list[_Share] = []
    pending: list[Quantity] = []
    led = _find_led(view)
    for number, quantity in enumerate(view.quantities):
        if (area := led.get(quantity.start)) is not None:
            shares.append(_Share((quantity,), *area))
            continue
        later = [other.start for other in view.quantities[number + 1 :]]
        limit = min([quantity.end + REACH, view.end, *later])
        place = next((item for item in view.places if quantity.end <= item[1].start < limit), None)
        if place is None or not _IN.fullmatch(view.between(quantity.end, place[1].start)):
            pending.append(quantity)
            continue
        # "Two killed and three wounded in X", but not the total of "20 drones, 12 over X".
        others = [one for one in pending if _go_together(one, quantity)]
        is_each = _EACH.search(view.between(view.start, quantity.start)) is not None
        shares.append(_Share((*others, quantity), *place, is_each=is_each))
        if is_each:
            shares += [_Share((quantity,), *one, is_each=True) for one in _listed_on(view, place, later)]
        pending = []
    measures = {quantity.measure for share in shares for quantity in share.quantities}
    is_one_count = len(measures) == 1 or any(measures <= kinds for kinds in _TOGETHER)
    is_each_once = len({share.index for share in shares}) == len(shares)
    return shares if is_one_count and is_each_once else []


def _find_led(view: View) -> dict[int, tuple[int, Mention]]:
    """Return the areas that stand before their numbers, by where the number begins.

    One number of the sentence must be told so without a verb: "over X they downed nine, over Y five".
    """
    led: dict[int, tuple[int, Mention]] = {}
    with_verb: dict[int, tuple[int, Mention]] = {}
    for quantity in view.quantities:
        place = next((one for one in reversed(view.places) if one[1].end <= quantity.start), None)
        if place is None or not _OVER.search(view.between(place[1].start - 20, place[1].start)):
            continue
        gap = view.between(place[1].end, quantity.start)
        if _BEHIND_AREA.fullmatch(gap):
            led[quantity.start] = place
        elif _WITH_VERB.fullmatch(gap) and all(place[0] != one[0] for one in with_verb.values()):
            with_verb[quantity.start] = place
    return with_verb | led if led else {}


def _listed_on(view: View, first: tuple[int, Mention], later: list[int]) -> list[tuple[int, Mention]]:
    """Return the areas listed behind the first of them, before the next number."""
    listed: list[tuple[int, Mention]] = []
    last = first[1]
    for index, mention in view.places:
        if mention.start < last.end or any(mention.start > start for start in later):
            continue
        if not _LISTED.fullmatch(view.between(last.end, mention.start)):
            break
        listed.append((index, mention))
        last = mention
    return listed


def _go_together(one: Quantity, two: Quantity) -> bool:
    measures = {one.measure, two.measure}
    return len(measures) > 1 and any(measures <= kinds for kinds in _TOGETHER)
