"""The clean page for a screenshot: title, until when, what is left out, sources and disclaimer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.loading import stored_articles
from app_pages.words import counted, day_text
from geo.rendering.escaping import escape_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app_pages.dataset import Dataset, Entry
    from geo.models import Article

DISCLAIMER = "Reported claims from published articles, not verified; no statement about who holds ground."
MOST_SOURCES, MOST_LETTERS = 6, 70


def switch(*, on: bool) -> None:
    """Go to the clean page, or leave it."""
    st.session_state[state.PRESENT] = on
    # The whole page, not the fragment alone: the navigation comes and goes with it.
    st.rerun()


def known_until(articles: Iterable[Article]) -> dt.datetime:
    """Return when the latest of ``articles`` came into the workspace; now for an extract from elsewhere."""
    wanted = {article.id for article in articles}
    moments = (item.added_at for item in stored_articles() if item.article.id in wanted)
    return max(moments, default=dt.datetime.now(dt.UTC))


def show_title(data: Dataset, shown: list[Entry]) -> None:
    """Write the title, and until when the map knows: not the clock, but the latest article."""
    left, right = st.columns([8, 1], vertical_alignment="center")
    title = st.session_state[state.MAP_TITLE] or "Reported claims"
    articles = _articles(shown)
    days = [day for article in articles if (day := article.published.end) is not None]
    until = f"as of {day_text(max(days))}, the date of the latest article" if days else "no article is dated"
    added = f"{known_until(articles):%-d %b %Y, %H:%M} UTC"
    parts = [until, f"articles added until {added}", *_left_out(data, shown)]
    left.html(
        f'<div class="fl-title">{escape_text(title)}</div>'
        f'<div class="fl-caption">{escape_text(" · ".join(parts))}</div>'
    )
    # Its style takes it out of the picture, until the pointer or the keyboard comes there.
    if right.button("Leave", icon=":material/close:", type="tertiary", key="leave"):
        switch(on=False)


def show_footer(data: Dataset, shown: list[Entry]) -> None:
    """Write where the claims and the map are from."""
    articles = _articles(shown)
    names = [_name(article) for article in articles[:MOST_SOURCES]]
    if len(articles) > MOST_SOURCES:
        names.append(f"and {len(articles) - MOST_SOURCES} more")
    st.html(
        f'<div class="fl-caption"><b>{"Source" if len(articles) == 1 else "Sources"}</b> '
        f"{escape_text('; '.join(names) or 'none')}.<br>"
        f"{DISCLAIMER} Border: {escape_text(data.extract.engine.border)}. "
        "© OpenStreetMap contributors · GeoNames · GSHHG · Natural Earth</div>"
    )


def _articles(shown: list[Entry]) -> list[Article]:
    articles = {entry.reading.article.id: entry.reading.article for entry in shown}
    return list(articles.values())


def _name(article: Article) -> str:
    title = article.title or article.source
    title = title if len(title) <= MOST_LETTERS else f"{title[: MOST_LETTERS - 1]}…"
    first, last = article.published.start, article.published.end
    day = "no date" if last is None else day_text(last) if first == last else f"by {day_text(last)}"
    return ", ".join([f"“{title}”", *([article.publisher] if article.publisher else []), day])


def _left_out(data: Dataset, shown: list[Entry]) -> list[str]:
    """Return what a reader of the picture must know about the claims that it does not show."""
    missing = sum(entry.claim.id not in data.drawable for entry in shown)
    claims, articles = counted(len(data.entries), "claim"), counted(len(_articles(shown)), "article")
    parts = [f"{len(shown)} of {claims} from {articles}"]
    if missing:
        parts.append(f"{missing} of them not on the map: no place, or no event")
    if span := st.session_state[state.SPAN]:
        undated = " and undated" if st.session_state[state.KEEP_UNDATED] else ""
        parts.append(f"events of {day_text(span[0])} to {day_text(span[1])}{undated}")
    if (pair := st.session_state[state.COMPARE]) is not None:
        parts.append(f"changes from {day_text(pair.first)} to {day_text(pair.second)}")
    return parts
