"""The whole article beside the map, every claim and place marked: a click on one leads the map there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app_pages import state
from geo.models import Use
from geo.rendering.escaping import Highlight, Mark, cut_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app_pages.dataset import Entry
    from geo.models import Claim, Reading

HERE = Path(__file__).parent
KEY = "article_view"
CLAIM, PLACE = "claim", "place"

_article = st.components.v2.component(
    "frontline_article",
    html='<div class="article" tabindex="0" role="region" aria-label="Whole article"></div>',
    css=(HERE / "article.css").read_text(encoding="utf-8"),
    js=(HERE / "article.js").read_text(encoding="utf-8"),
)


def claim_marks(reading: Reading, claim: Claim) -> list[Mark]:
    """Return the marks of one claim: its places, its numbers, and the words that say who reports."""
    mentions = (reading.mentions[ref.mention] for ref in claim.places)
    marks = [Mark(start=m.start, end=m.end, highlight=Highlight.PLACE) for m in mentions]
    marks += [Mark(start=q.start, end=q.end, highlight=Highlight.NUMBER) for q in claim.quantities]
    if said := claim.attribution:
        marks.append(Mark(start=said.start, end=said.end, highlight=Highlight.SPEAKER))
    return marks


def show_article(entry: Entry) -> None:
    """Draw the article of ``entry``, scrolled to its claim."""
    reading, claim = entry.reading, entry.claim
    pieces = [
        (piece, " ".join(sorted({mark.highlight.value for mark in over})), _target(over, claim.id))
        for piece, over in cut_text(reading.article.text, _marks(reading, claim))
    ]
    _article(
        key=KEY,
        data={"key": f"{reading.article.id}-{claim.id}-{hash(tuple(pieces))}", "pieces": pieces},
        on_target_change=partial(_go, reading),
    )
    st.html(
        '<div class="fl-caption">Marked: this claim. Dotted: other claims; click one and the map follows. '
        "<b>Bold</b>: on the map. <i>Italic</i>: a place that was not located.</div>"
    )


def _marks(reading: Reading, claim: Claim) -> Iterable[Mark]:
    yield from claim_marks(reading, claim)
    for other in reading.claims:
        highlight = Highlight.CLAIM if other.id == claim.id else Highlight.OTHER_CLAIM
        yield Mark(start=other.start, end=other.end, highlight=highlight, target=f"{CLAIM}:{other.id}")
    for index, mention in enumerate(reading.mentions):
        if mention.place is not None:
            target = f"{PLACE}:{index}"
            yield Mark(start=mention.start, end=mention.end, highlight=Highlight.OTHER_PLACE, target=target)
        elif mention.use is Use.PLACE:
            yield Mark(start=mention.start, end=mention.end, highlight=Highlight.UNLOCATED)


def _target(over: Iterable[Mark], current: str) -> str:
    """Return where a click on a piece leads: to a claim that is not shown yet, else to the place."""
    targets = [mark.target for mark in sorted(over, key=lambda mark: mark.end - mark.start) if mark.target]
    claims = [target for target in targets if target.startswith(CLAIM)]
    if claims == [f"{CLAIM}:{current}"]:
        return next((target for target in targets if target.startswith(PLACE)), claims[0])
    return next(
        (target for target in claims if target != f"{CLAIM}:{current}"), targets[0] if targets else ""
    )


def _go(reading: Reading) -> None:
    chosen: Any = st.session_state[KEY].get("target")
    what, _, key = str(chosen or "").partition(":")
    if what == CLAIM:
        state.select_claim(key)
    elif what == PLACE and (place := reading.mentions[int(key)].place) is not None:
        state.look_at(place.lon, place.lat)
