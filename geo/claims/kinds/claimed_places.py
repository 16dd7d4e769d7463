"""Read "Moscow claims Shcherbaky": who claims a town says that he took it.

The verb of saying is all that tells of it, so no list of deeds has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.language.lexicon import Trigger
from geo.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.language.sentence_view import View

REACH = 60
"""Letters before a place in which it is said to be claimed."""

_CLAIMS = re.compile(
    r"(?P<verb>\bclaim(?:s|ed)?)\s"
    r"(?:(?:all|the whole|the rest|most) of |(?:full )?control (?:of|over) )?"
    r"(?:the )?(?:(?:nearby|border|small|front-?line|entire|whole) )*"
    r"(?:(?:villages?|towns?|cit(?:y|ies)|settlements?|hamlets?) of )?\Z"
)
# "Moscow claims Pokrovsk is encircled", "Russia claims Kyiv's army fled": there the town is told of.
_GOES_ON = re.compile(
    r"\s?(?:[.,;:)–—]|\Z"
    r"|\s(?:and|or|but|while|on|in|near|after|before|last|this|for|a|two|three|again|too|as well)\b)"
)


def find_claimed(view: View) -> Iterator[tuple[int, int, Trigger]]:
    """Yield the article offsets of each verb that claims a settlement for a party named before it."""
    for _, mention in view.places:
        place = mention.place
        if place is not None and not place.is_settlement:
            continue
        first = max(view.start, mention.start - REACH)
        found = _CLAIMS.search(view.between(first, mention.start))
        if found is None or _GOES_ON.match(view.between(mention.end, view.end)) is None:
            continue
        start, end = first + found.start("verb"), first + found.end("verb")
        if any(word.end <= start for word in view.sides):
            yield start, end, Trigger(kind=Kind.CAPTURE, mode="act", words=found["verb"])
