"""The right column: the sentence behind a click, who says so, where, when, and why there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.article_view import claim_marks, show_article
from app_pages.claim_list import show_list
from app_pages.contradictions import card, contradictions_of, group_of
from app_pages.decide import show_decisions, show_review
from app_pages.layers import position_rows
from app_pages.words import (
    SIDES,
    VERDICTS,
    counted,
    distance_text,
    published_text,
    speaker_text,
    time_text,
)
from geo.models import Relation
from geo.rendering.escaping import escape_text, highlight_text
from geo.rendering.symbols import KIND_SYMBOLS, STATUS_LABELS, THEMES, actor_color

if TYPE_CHECKING:
    from app_pages.dataset import Dataset, Entry
    from app_pages.screen import Screen
    from geo.models import Claim, Mention, Reading

CONTEXT = 160
"""How far around a claim its sentence is shown, in characters, at most."""


MOST_LISTED = 16
"""How many claims are offered before one is chosen."""


def show_pane(data: Dataset, screen: Screen) -> None:
    """Draw the current claim, or say how to choose one."""
    entry = data.by_id.get(st.session_state[state.CLAIM] or "")
    if entry is None:
        if st.session_state[state.COMPARE] is None:
            _guide(data, screen.shown)
        return
    _pager(entry, screen)
    claim, reading = entry.claim, entry.reading
    if st.session_state[state.WHOLE]:
        st.html(_badges(claim) + _source_line(entry))
        show_article(entry)
        return
    st.html(_badges(claim) + f'<div class="fl-title">{escape_text(entry.place_title)}</div>')
    st.html(f'<div class="fl-quote">{_excerpt(reading, claim)}</div>' + _source_line(entry))
    st.html(_facts(data, entry))
    if entry.mention is not None and entry.mention.resolution is not None:
        _which(entry.mention)
        show_decisions(entry)
    _contradictions(data, claim)
    show_review(entry)


def _guide(data: Dataset, shown: list[Entry]) -> None:
    if not data.extract.readings:
        st.info("No articles yet. Add some: paste a text, drop files, or read a folder.")
        st.page_link("app_pages/sources_page.py", label="Add articles", icon=":material/add:")
        return
    if not shown:
        st.info("No claim passes the filters. “Show everything” below the map takes them all away.")
        return
    st.html('<div class="fl-title">What is reported, where, by whom</div>')
    st.write(
        f"{counted(len(data.extract.readings), 'article')} with {counted(len(data.entries), 'claim')}. "
        "**Click a marker or a shaded area** to read the sentence behind it. "
        "Add your own articles on the **Sources** page."
    )
    with_places = (entry for entry in shown if entry.claim.id in data.drawable)
    show_list({"": list(islice(with_places, MOST_LISTED))})


def _pager(entry: Entry, screen: Screen) -> None:
    """Step through the claims about one place."""
    same = screen.claims_of.get(screen.item_of.get(entry.claim.id, ""), (entry.claim.id,))
    index = same.index(entry.claim.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if len(same) > 1:
            before, after = same[index - 1], same[(index + 1) % len(same)]
            st.button("←", key="before", on_click=_step, args=(before,), help="Claim before")
            st.button("→", key="after", on_click=_step, args=(after,), help="Next claim")
            st.caption(f"{index + 1} of {len(same)}", help="Claims about this place")
        st.toggle("Whole article", key=state.WHOLE)
        st.button("Close", key="close", type="tertiary", on_click=_step, args=(None,))


def _step(claim_id: str | None) -> None:
    state.select_claim(claim_id, pan=False)


def _badges(claim: Claim) -> str:
    colour = actor_color(claim.actor, theme=THEMES["light"])
    who = SIDES.get(claim.actor, "party not said") if claim.actor else "party not said"
    return (
        f'<div class="fl-badges"><span class="fl-kind" style="background:{colour}">'
        f"{KIND_SYMBOLS[claim.kind].label}</span>"
        f'<span class="fl-status">{STATUS_LABELS[claim.status]}{" · negated" if claim.negated else ""}</span>'
        f'<span class="fl-side">{who}</span></div>'
    )


def _excerpt(reading: Reading, claim: Claim) -> str:
    """Return the sentence of a claim with the place and the number marked."""
    sentence = next((s for s in reading.article.sentences if s.start <= claim.start < s.end), None)
    start = min(claim.start, sentence.start) if sentence else claim.start
    end = max(claim.end, sentence.end) if sentence else claim.end
    # A sentence without an end, as in a list, must not fill the pane.
    start, end = max(start, claim.start - CONTEXT), min(end, claim.end + CONTEXT)
    return highlight_text(reading.article.text, claim_marks(reading, claim), start=start, end=end)


def _source_line(entry: Entry) -> str:
    article = entry.reading.article
    number = next(
        (i for i, s in enumerate(article.sentences, start=1) if s.start <= entry.claim.start < s.end), None
    )
    parts = [entry.article_title, *([article.publisher] if article.publisher else [])]
    parts += [published_text(article.published), *([f"sentence {number}"] if number else [])]
    return f'<div class="fl-source">{escape_text(" · ".join(parts))} · id {escape_text(article.id[:8])}</div>'


def _facts(data: Dataset, entry: Entry) -> str:
    claim = entry.claim
    rows = [("According to", speaker_text(claim.attribution)), ("When", time_text(claim.time))]
    if distance := distance_text(claim):
        rows.append(("Border, computed", distance))
    rows += position_rows(claim)
    rows += [
        (f"Reported {quantity.measure.value.replace('_', ' ')}", quantity.as_written)
        for quantity in claim.quantities
    ]
    if claim.computed and claim.computed.note:
        rows.append(("Check", f"{VERDICTS[claim.computed.consistency]}: {claim.computed.note}"))
    rows.append(("On the map", claim.shape.method if claim.shape else "not drawn: no place was chosen"))
    others = [entry.reading.mentions[ref.mention].text for ref in claim.places[1:]]
    if others:
        rows.append(("Also named", ", ".join(others)))
    if group := group_of(data, claim.id):
        rows.append(
            (
                "Origins",
                f"{counted(len(group.origins), 'origin')} in {counted(len(group.article_ids), 'article')}",
            )
        )
    if claim.inferences:
        rows.append(("Inferred", ", ".join(claim.inferences)))
    if claim.places and claim.places[0].relation not in {Relation.AT, Relation.IN}:
        rows.insert(2, ("Relation", claim.places[0].relation.value))
    cells = "".join(f"<div>{escape_text(name)}</div><div>{escape_text(value)}</div>" for name, value in rows)
    return f'<div class="fl-facts">{cells}</div>'


def _which(mention: Mention) -> None:
    """Show the places that the name may mean, with score and reason."""
    resolution = mention.resolution
    if resolution is None:
        return
    candidates = resolution.candidates[:4]
    parts = [f'<div class="fl-group">Which {escape_text(mention.text)}? {resolution.status.value}</div>']
    for candidate in candidates:
        place = candidate.place
        where = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
        chosen = resolution.place is not None and resolution.place.id == place.id
        name = f"{escape_text(place.name)}, {escape_text(where)}" if where else escape_text(place.name)
        parts.append(
            f'<div class="fl-candidate"><div>{"<b>" + name + "</b>" if chosen else name}'
            f'<div class="fl-why">{escape_text(candidate.reason)}</div></div>'
            f"<div>{candidate.score:.2f}<div class='fl-meter'>"
            f"<i style='width:{100 * min(candidate.score, 1):.0f}%'>"
            "</i></div></div></div>"
        )
    if not candidates:
        reason = resolution.reason or "No place of this name is in the gazetteer."
        parts.append(f'<div class="fl-source">{escape_text(reason)}</div>')
    st.html("".join(parts))


def _contradictions(data: Dataset, claim: Claim) -> None:
    for found in contradictions_of(data, claim.id):
        st.html(card(found))
