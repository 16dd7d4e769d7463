"""Where a claim lies, weighed: the places of its sentence, those told of before it, or none.

What the rules chose is one option among the others. A place is never made up: every option is a
mention of the article, and that a claim has no place is an option too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.claims.clues import LETTERS
from geo.claims.listing import is_area
from geo.claims.origins import find_origins
from geo.claims.places import dateline_end, refer_around
from geo.claims.recalling import find_anaphor, follows, is_anchor, is_country
from geo.claims.strangers import names_stranger
from geo.claims.weights import Option
from geo.models import PlaceRef, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.claims.lexicon import ClaimLexicon
    from geo.claims.recalling import PlaceStack
    from geo.claims.sentence_view import View
    from geo.claims.triggering import Draft
    from geo.models import Claim, Mention

STEPS = (8, 25, 60, 120)
"""Letters between a trigger and a place at which the distance tells another thing."""

POINTED_AT = 250
"""What must speak against a place of the rules that "the city" points back to, in hundredths."""

FARTHEST = 4
"""Sentences back beyond which the distance of a place makes no difference."""


Refs = tuple[PlaceRef, ...]


class Told(NamedTuple):
    """What an article has told before a claim: its claims of late, all its mentions, its places."""

    before: Sequence[Claim]
    mentions: tuple[Mention, ...]
    stack: PlaceStack


def list_places(view: View, draft: Draft, told: Told, lexicon: ClaimLexicon) -> list[Option[Refs]]:
    """Return as options the places that a claim may lie at, as tuples of references; none is ``()``."""
    around = [*_around(view, draft, lexicon)]
    found: dict[frozenset[int], tuple[tuple[PlaceRef, ...], set[str]]] = {}

    def add(refs: tuple[PlaceRef, ...], clues: Iterator[str]) -> None:
        key = frozenset(ref.mention for ref in refs)
        kept = found.setdefault(key, (refs, set()))
        kept[1].update(clues)

    how = "nothing" if not draft.places else "inferred" if draft.inferences else "named"
    add(draft.places, iter(("ruled", f"ruled {how}")))
    add((), iter(("nothing",)))
    origins, told_from = find_origins(view, lexicon), dateline_end(view)
    for position, (index, mention) in enumerate(view.places):
        if index in origins or mention.start < told_from or _is_past_a_stranger(view, draft, mention):
            continue
        if is_country(mention):
            # "Ukraine's offensive", "crossed into Russia": what lies in a country alone has no place.
            continue
        refs = refer_around(view, position, view.places, lexicon)
        add(refs, _stands(view, draft, mention, lexicon))
    for index, name, sentence in _recalled(view, told.before, told.stack):
        if told.mentions[index].start < view.start and not is_country(told.mentions[index]):
            refs = (PlaceRef(mention=index, relation=Relation.IN),)
            add(refs, _recalls(view, told.mentions[index], name, sentence))
    clause = view.clause(draft.start)
    is_pointed_at = (
        find_anaphor(view, *clause, lexicon) is not None
        or lexicon["border_line"].search(view.between(*clause)) is not None
    )
    sure = POINTED_AT if is_pointed_at and draft.places else 0
    options: list[Option[Refs]] = []
    for refs, clues in found.values():
        head = " ".join(sorted(clue for clue in clues if " " not in clue))
        crossed = (f"{head}+{clue}" for clue in around)
        pairs = (f"{draft.trigger.kind}:{clue}" for clue in clues)
        is_ruled = "ruled" in clues
        named = frozenset((*clues, *crossed, *pairs))
        options.append(Option(refs, named, is_ruled=is_ruled, margin=sure if is_ruled else 0))
    return options


def _around(view: View, draft: Draft, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield what of the sentence tells whether the place is named in it or before it."""
    first, last = view.clause(draft.start)
    inside = sum(first <= mention.start < last for _, mention in view.places)
    yield f"kind {draft.trigger.kind}"
    yield f"mode {draft.trigger.mode}"
    yield f"inside {min(inside, 3)}"
    yield f"named {min(len(view.places), 3)}"
    anaphor = find_anaphor(view, first, last, lexicon) or find_anaphor(view, view.start, view.end, lexicon)
    yield f"anaphor {anaphor.group()[: 2 * LETTERS] if anaphor else None}"
    for name in ("sums", "soil", "losing", "border_line"):
        if lexicon[name].search(view.lower):
            yield f"list {name}"
    yield f"opens {view.lower.split()[0][:LETTERS] if view.lower.split() else ''}"
    yield f"number {bool(draft.quantities)}"


def _stands(view: View, draft: Draft, mention: Mention, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield how a place of the sentence stands to the trigger."""
    first, last = view.clause(draft.start)
    is_inside = first <= mention.start < last
    where = "inside" if is_inside else "outside"
    yield "here"
    yield f"is {_sort(mention)}"
    others = [other for _, other in view.places if other is not mention]
    if mention.start >= draft.end:
        side, gap = "behind", mention.start - draft.end
        rank = sum(draft.end <= other.start < mention.start for other in others)
    else:
        side, gap = "ahead", max(draft.start - mention.end, 0)
        rank = sum(mention.start < other.start < draft.start for other in others)
    yield f"{where} {side} {min(rank, 3)}"
    yield f"{where} {side} {_sort(mention)}"
    yield f"{side} by {sum(gap > step for step in STEPS)}"
    between = view.between(min(draft.end, mention.end), max(draft.start, mention.start))
    yield f"{side} across {',' in between} {';' in between or ':' in between}"
    words = view.between(max(view.start, mention.start - 30), mention.start).split()
    yield f"after {words[-1][:LETTERS] if words else ''}"
    yield f"after {' '.join(word[:LETTERS] for word in words[-2:])}"
    follow = view.between(mention.end, mention.end + 30).split()
    yield f"before {follow[0][:LETTERS] if follow else ''}"
    voice = draft.voice
    if voice is not None and voice.start <= mention.start < voice.end:
        yield f"speech {voice.attribution.role}"
    if is_anchor(view, mention):
        yield "is anchor"
    if follows(lexicon["locators"], view, mention.start):
        yield "is locator"
    smaller = any(not is_area(other) and not is_country(other) for other in others)
    yield f"sort {_sort(mention)} {'smaller' if smaller else 'alone'}"


def _is_past_a_stranger(view: View, draft: Draft, mention: Mention) -> bool:
    """Tell whether a village that nobody knows stands between the trigger and a place: it is not there."""
    return not is_area(mention) and names_stranger(view, draft.end, before=mention.start)


def _sort(mention: Mention) -> str:
    if is_country(mention):
        return "country"
    if is_area(mention):
        return "area"
    return "point" if mention.place is not None else "unsure"


def _recalled(view: View, before: Sequence[Claim], stack: PlaceStack) -> Iterator[tuple[int, str, int]]:
    """Yield the mentions that a claim may point back to, how each was told of, and in which sentence."""
    for claim in before[-1:]:
        for ref in claim.places[:1]:
            yield ref.mention, "claim", view.number - 1
    for index, name, sentence in (
        (stack.settlement, "settlement", stack.settled_in),
        (stack.area, "area", stack.area_sentence),
        (stack.topic, "topic", 0),
        (stack.direction, "direction", stack.directed_in),
        (stack.capital, "capital", 0),
        (stack.incursion, "incursion", 0),
    ):
        if index is not None:
            yield index, name, sentence


def _recalls(view: View, mention: Mention, name: str, sentence: int) -> Iterator[str]:
    """Yield how a place told of before stands to the sentence."""
    yield f"recalled-{name}"
    yield f"back {name} {_sort(mention)}"
    if name in {"settlement", "direction"}:
        yield f"back {name} {'same' if sentence == view.paragraph else 'other'} paragraph"
    elif name in {"area", "claim"}:
        yield f"back {name} by {min(view.number - sentence, FARTHEST)}"
