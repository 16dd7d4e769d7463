"""Which numbers are said of a claim, weighed: those of its sentence, one by one, kept or left out.

Rules share numbers out by what they count; but "claims ten", "a drone hit the bridge" and "eight
kilometres from Pokrovsk" are numbers that only the clues around them give to a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.counting.sharing import FITTING, LISTED, is_nobody
from geo.claims.language.clues import LETTERS
from geo.claims.weights import Option
from geo.models import Comparator, Kind, Measure, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.counting.distances import FoundOffset
    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.sentence_view import View

LEAST_TOLD, LEAST_RULED = 0.3, 0.2
"""Chance from which a number is said of a claim; of one that the rules give to it, less is asked.

A number too many stands in the words that the claim quotes; one too few is lost to the table.
"""

LEAST_ONE = 0.2
"""Chance from which a thing in the singular is one: what was hit or lost is one."""

NEAR, FAR = 30, 80
"""Letters between a claim and a number within which it is near, and beyond which it is far."""

METRES = 1000.0

REACH = 30
"""Letters beside a number in which the word next to it stands."""

PERSONS = frozenset({Measure.KILLED, Measure.WOUNDED})

SAME_REACH = 25
"""Letters between a word for one's fate and the number that counts him."""

_WORD = re.compile(r"[\w'%-]+")
_SIGNS = re.compile(r"[,;:()—–]")
_FROM = re.compile(r"(?:\s+(?:away|from|of|off|outside|від|од|от))+\Z")
_NUMBERED = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A number that may be said of a claim; ``origin`` tells how it was read, ``thing`` what is counted."""

    quantity: Quantity
    origin: str
    thing: str
    mark: str = ""


class Number(NamedTuple):
    """A number and whether it is said of the claim."""

    candidate: Candidate
    is_told: bool


def list_candidates(view: View) -> list[Candidate]:
    """Return every number of a sentence, in text order; of two over the same words the surer."""
    found: list[Candidate] = []
    readings = [
        *(Candidate(quantity=one, origin="written", thing=_thing(one)) for one in view.quantities),
        *(Candidate(quantity=one, origin="implied", thing=_thing(one)) for one in view.implied),
        *(
            Candidate(quantity=one.quantity, origin="single", thing=one.thing, mark=one.mark)
            for one in view.singles
        ),
        *(Candidate(quantity=one, origin="loose", thing="") for one in view.loose),
        *(Candidate(quantity=_as_length(view, one), origin="offset", thing="km") for one in view.offsets),
    ]
    for one in readings:
        if is_nobody(view, one.quantity):
            continue
        start, end = one.quantity.start, one.quantity.end
        around = SAME_REACH if one.origin == "single" and one.quantity.measure in PERSONS else 0
        if not any(
            start < other.quantity.end + around
            and other.quantity.start - around < end
            and (not around or other.quantity.measure is one.quantity.measure)
            for other in found
        ):
            found.append(one)
    return sorted(found, key=lambda one: one.quantity.start)


def _thing(quantity: Quantity) -> str:
    return quantity.unit[:LETTERS] if quantity.measure is Measure.OTHER else quantity.measure.value


def _as_length(view: View, offset: FoundOffset) -> Quantity:
    """Return the distance of something from a place as a number of its own."""
    value = offset.distance_m / METRES
    written = _FROM.sub("", view.text[offset.start - view.start : offset.end - view.start])
    return Quantity(
        start=offset.start,
        end=offset.start + len(written),
        as_written=written,
        measure=Measure.OTHER,
        value=value,
        low=offset.low_m / METRES,
        high=None if offset.high_m is None else offset.high_m / METRES,
        unit="km",
        comparator=Comparator.EXACT,
        si_value=offset.distance_m,
        si_unit="m",
    )


def is_weighed(draft: Draft, candidate: Candidate) -> bool:
    """Tell whether a number is weighed for a claim, or is left where the rules put it.

    They are sure of "several" and "dozens", of the one village that was captured, and of a strike's toll.
    """
    quantity = candidate.quantity
    if quantity.comparator is Comparator.VAGUE:
        return False
    is_toll = draft.trigger.kind is Kind.STRIKE and quantity.measure in PERSONS
    return quantity not in draft.quantities or not (is_toll or candidate.origin == "implied")


def is_likely(option: Option[Number], share: float) -> bool:
    """Tell whether a number with this share of all chances is said of a claim."""
    candidate = option.value.candidate
    is_one = candidate.origin in {"single", "implied"} and candidate.quantity.value == 1.0
    return share >= (LEAST_ONE if is_one else LEAST_RULED if option.is_ruled else LEAST_TOLD)


def list_numbers(
    view: View, draft: Draft, candidate: Candidate, drafts: list[Draft], candidates: list[Candidate]
) -> list[Option[Number]]:
    """Return whether a number is said of a claim, as two options."""
    is_ruled = candidate.quantity in draft.quantities
    clues = frozenset(_clues(view, draft, candidate, drafts, candidates, is_ruled=is_ruled))
    return [
        Option(Number(candidate, is_told=True), clues, is_ruled=is_ruled),
        Option(Number(candidate, is_told=False), frozenset(), is_ruled=not is_ruled),
    ]


def _clues(
    view: View,
    draft: Draft,
    candidate: Candidate,
    drafts: list[Draft],
    candidates: list[Candidate],
    *,
    is_ruled: bool,
) -> Iterator[str]:
    quantity, origin, thing = candidate.quantity, candidate.origin, candidate.thing
    kind = draft.trigger.kind
    head = f"{origin}{' ruled' if is_ruled else ''}"
    yield head
    yield f"{head} {kind}"
    yield f"{head} {quantity.measure}"
    yield f"{quantity.measure} {kind}"
    yield f"{thing} {kind}"
    yield f"{origin} {thing}"
    if candidate.mark:
        yield f"mark {candidate.mark}"
        yield f"mark {candidate.mark} {thing}"
    where = _where(view, draft, quantity)
    for place in where:
        yield place
        yield f"{head} {place}"
    yield f"{kind} {where[0]}"
    yield f"{thing} {where[0]} {where[1]}"
    yield from (f"{head} {clue}" for clue in _rivals(view, draft, candidate, drafts))
    yield from _around(view, draft, candidate)
    yield from _listed(view, candidate, candidates, draft)


def _where(view: View, draft: Draft, quantity: Quantity) -> tuple[str, str, str]:
    """Return on which side of the trigger a number stands, how far, and in which clause."""
    if quantity.start < draft.end and draft.start < quantity.end:
        return "within", "near", "same clause"
    is_ahead = quantity.end <= draft.start
    gap = draft.start - quantity.end if is_ahead else quantity.start - draft.end
    far = "near" if gap < NEAR else "far" if gap > FAR else "further"
    first, last = sorted((quantity.start, draft.start))
    cuts = sum(first < cut <= last for cut in view.breaks)
    return "ahead" if is_ahead else "behind", far, f"{min(cuts, 2)} clauses off" if cuts else "same clause"


def _gap(draft: Draft, quantity: Quantity) -> int:
    return max(quantity.start - draft.end, draft.start - quantity.end, 0)


def _rivals(view: View, draft: Draft, candidate: Candidate, drafts: list[Draft]) -> Iterator[str]:
    """Yield whether another claim of the sentence has the better right to a number."""
    quantity = candidate.quantity
    others = [other for other in drafts if other is not draft]
    yield f"{min(len(others), 3)} others"
    gap = _gap(draft, quantity)
    nearer = [other for other in others if _gap(other, quantity) < gap]
    yield "nearest" if not nearer else "not nearest"
    clause = view.clause(quantity.start)
    if view.clause(draft.start) != clause and any(view.clause(other.start) == clause for other in others):
        yield "another in its clause"
    kinds = FITTING.get(quantity.measure, ())
    if kinds:
        is_fit = draft.trigger.kind in kinds
        yield f"fits {is_fit} {any(other.trigger.kind in kinds for other in nearer)}"
    if nearer:
        closest = min(nearer, key=lambda other: _gap(other, quantity))
        yield f"nearer {closest.trigger.kind} {draft.trigger.kind}"
        yield f"nearer {closest.trigger.kind} {quantity.measure}"
    if any(quantity in other.quantities for other in others):
        yield "another has it"


def _around(view: View, draft: Draft, candidate: Candidate) -> Iterator[str]:
    """Yield the words and signs beside a number, and what stands between it and the trigger."""
    quantity, origin = candidate.quantity, candidate.origin
    before = _WORD.findall(view.between(max(view.start, quantity.start - REACH), quantity.start))
    after = _WORD.findall(view.between(quantity.end, quantity.end + REACH))
    last, following = _cut(before[-1:]), _cut(after[:1])
    yield f"after {last}"
    yield f"before {following}"
    if origin != "written":
        yield f"{origin} after {last}"
        yield f"{origin} before {following}"
    sign = view.between(quantity.end, quantity.end + 1)
    yield f"{origin} sign {sign if sign in ',;:)—.' else ''}"
    yield f"{candidate.thing} by {view.between(draft.start, draft.end)[:LETTERS]}"
    is_ahead = quantity.start < draft.start
    between = view.between(*((quantity.end, draft.start) if is_ahead else (draft.end, quantity.start)))
    for sign in set(_SIGNS.findall(between)):
        yield f"between {sign}"
    if not between.strip():
        yield f"{origin} beside"
    if origin == "loose" and quantity.value is not None:
        yield f"loose {'ten' if quantity.value < 10 else 'hundred' if quantity.value < 100 else 'more'}"
        yield f"loose {'digits' if quantity.as_written[-1:].isdecimal() else 'word'}"
        yield f"loose {quantity.comparator}"
        if not quantity.value.is_integer():
            yield "loose broken"


def _cut(words: list[str]) -> str:
    """Return the word beside a number as it is weighed."""
    return "#" if words and _NUMBERED.search(words[0]) else words[0][:LETTERS] if words else ""


def _listed(view: View, candidate: Candidate, candidates: list[Candidate], draft: Draft) -> Iterator[str]:
    """Yield the numbers before and behind a number, whether the claim has them, and what lists them."""
    at = candidates.index(candidate)
    for name, place in (("earlier", at - 1), ("later", at + 1)):
        if not 0 <= place < len(candidates):
            yield f"{candidate.origin} none {name}"
            continue
        other = candidates[place]
        has_it = "ruled" if other.quantity in draft.quantities else ""
        yield f"{candidate.origin} {name} {other.origin} {has_it}"
        if other.origin == "written":
            yield f"{candidate.thing} {name} {other.thing} {has_it}"
        first, second = sorted((candidate.quantity, other.quantity), key=lambda one: one.start)
        if LISTED.fullmatch(view.between(first.end, second.start)):
            yield f"{candidate.origin} listed {name} {has_it}"
    joined = at
    while joined and LISTED.fullmatch(
        view.between(candidates[joined - 1].quantity.end, candidates[joined].quantity.start)
    ):
        joined -= 1
        if candidates[joined].quantity in draft.quantities:
            yield f"{candidate.origin} in its list"
            yield f"{candidate.origin} in its list {draft.trigger.kind}"
            break
