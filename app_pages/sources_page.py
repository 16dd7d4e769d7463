"""Articles in and out: paste, files, a folder; what was added, known before, or could not be read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from app_pages import state
from app_pages.loading import dataset, stored_articles, workspace
from app_pages.words import counted, published_text
from geo.models import DateBasis, Published
from geo.reading.article import make_article
from geo.reading.files import read_articles
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.decisions import StoredArticle
    from geo.models import Article, Skipped

ROUND = "upload_round"
REPORT = "source_report"


def show_page() -> None:
    """Draw the ways in, then the list."""
    st.markdown("## Sources")
    left, middle, right = st.columns([3, 2, 2])
    with left:
        _paste()
    with middle:
        _upload()
    with right:
        _folder()
    _report()
    _list()


def _paste() -> None:
    with st.form("paste", clear_on_submit=True):
        st.markdown("**Paste an article**")
        title = st.text_input("Title", placeholder="As published")
        first, second = st.columns(2)
        publisher = first.text_input("Publisher")
        day = second.date_input("Published on", value=None, max_value="today")
        text = st.text_area("Text", height=150, placeholder="The whole text; menus and comments are dropped.")
        is_sent = st.form_submit_button("Add this text", type="primary")
        if is_sent and not text.strip():
            st.warning("Paste the text first.")
        elif is_sent:
            published = _day(day) if isinstance(day, dt.date) else None
            article = make_article(
                text, source="pasted", title=title or None, publisher=publisher or None, published=published
            )
            _add([article], ())


def _upload() -> None:
    with st.container(border=True):
        st.markdown("**Upload files**")
        number = st.session_state.setdefault(ROUND, 0)
        files = st.file_uploader(
            "Text, Markdown, HTML, PDF or Word, many at once",
            accept_multiple_files=True,
            key=f"upload_{number}",
        )
        if files:
            st.session_state[ROUND] = number + 1
            _add_files([(file.name, file.getvalue()) for file in files])
            st.rerun()


def _add_files(files: Sequence[tuple[str, bytes]]) -> None:
    """Read uploaded files; their names are kept as they are, but never used as a path."""
    articles: list[Article] = []
    skipped: list[Skipped] = []
    bar = st.progress(0.0, "Reading")
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(files, start=1):
            path = Path(folder) / f"{number}{Path(name).suffix[:10]}"
            try:
                path.write_bytes(content)
            except (OSError, ValueError):
                path = Path(folder) / f"{number}.txt"
                path.write_bytes(content)
            read, unread = read_articles([path], settings=Settings())
            articles += [dataclasses.replace(article, source=name) for article in read]
            skipped += [dataclasses.replace(item, source=name) for item in unread]
            bar.progress(number / len(files), f"Read {number} of {len(files)}")
    bar.empty()
    _add(articles, skipped)


def _folder() -> None:
    with st.form("folder", clear_on_submit=True):
        st.markdown("**Add a folder of this computer**")
        path = st.text_input("Folder", placeholder="/home/me/articles")
        if st.form_submit_button("Read it") and path.strip():
            with st.spinner("Reading"):
                articles, skipped = read_articles([Path(path.strip()).expanduser()], settings=Settings())
            _add(articles, skipped)
    st.caption("Articles stay on this computer, in your workspace:")
    st.code(str(workspace().path), language=None, wrap_lines=True)


def _add(articles: Sequence[Article], skipped: Sequence[Skipped]) -> None:
    result = workspace().add_articles(articles)
    # Read them now, where the user waits for it with a bar, not on the next page.
    bar = st.progress(0.0, "Looking for claims")
    dataset(on_progress=lambda done, total, _: bar.progress(done / total, f"{done} of {total} articles"))
    bar.empty()
    st.session_state[REPORT] = {
        "added": [article.title or article.source for article in result.added],
        "known": [article.title or article.source for article in result.known],
        "skipped": [f"{item.source}: {item.error}" for item in skipped],
    }


def _report() -> None:
    """Say what became of what was given; names are hostile and shown as plain text."""
    report = st.session_state.get(REPORT)
    if not report:
        return
    added, known, skipped = report["added"], report["known"], report["skipped"]
    with st.container(border=True):
        st.markdown(f"{len(added)} added · {len(known)} known before · {len(skipped)} not readable")
        lines = [f"known before: {name}" for name in known] + [f"skipped: {line}" for line in skipped]
        if lines:
            st.text("\n".join(lines[:30]))
        if added:
            st.page_link("app_pages/map_page.py", label="See them on the map", icon=":material/map:")


def _list() -> None:
    stored = stored_articles()
    if not stored:
        st.info("No articles yet: paste one above, or drop files there.")
        return
    claims = {reading.article.id: len(reading.claims) for reading in dataset().extract.readings}
    table = pd.DataFrame(
        {
            "Title": [item.article.title or item.article.source for item in stored],
            "Publisher": [item.article.publisher or "" for item in stored],
            "Published": [published_text(item.article.published) for item in stored],
            "Language": [item.article.language for item in stored],
            "Claims": [claims.get(item.article.id, 0) for item in stored],
            "Source": [item.article.source for item in stored],
            "Added": [item.added_at for item in stored],
            "Remarks": ["; ".join(item.article.notices) for item in stored],
        }
    )
    st.markdown(f"**{counted(len(stored), 'article')}** · choose one to edit or remove it")
    chosen = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="articles_table",
        column_config={"Added": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
    )
    rows = chosen.selection.rows
    if rows and rows[0] < len(stored):
        _edit(stored[rows[0]])


def _edit(item: StoredArticle) -> None:
    article = item.article
    with st.form(f"edit_{article.id}"):
        title = st.text_input("New title", value=article.title or "")
        publisher = st.text_input("New publisher", value=article.publisher or "")
        first, second = st.columns(2)
        start = first.date_input("Published from", value=article.published.start)
        end = second.date_input("Published until", value=article.published.end)
        if st.form_submit_button("Save"):
            _save(article, title, publisher, (start, end))
    if st.button("Remove this article", icon=":material/delete:", key=f"remove_{article.id}"):
        workspace().remove_article(article.id)
        st.session_state[state.FLASH] = "Removed. Undo it on the History page."
        st.rerun()


def _save(article: Article, title: str, publisher: str, days: tuple[object, object]) -> None:
    """Keep what was typed, or say what is wrong with it."""
    start, end = (day if isinstance(day, dt.date) else None for day in days)
    if start is not None and end is not None and start > end:
        st.warning("“Published from” is after “Published until”: exchange them. Nothing was saved.")
        return
    published = Published(start=start, end=end, basis=DateBasis.GIVEN) if start or end else None
    before = (article.published.start, article.published.end)
    # Dates left as they were keep how they were found.
    changed = None if before == (start, end) else published
    # Only what was changed here: another window may have changed the rest meanwhile.
    workspace().edit_article(
        article.id,
        title=title if title != (article.title or "") else None,
        publisher=publisher if publisher != (article.publisher or "") else None,
        published=changed,
    )
    st.session_state[state.FLASH] = "Saved. Undo it on the History page."
    st.rerun()


def _day(day: dt.date) -> Published:
    return Published(start=day, end=day, basis=DateBasis.GIVEN)


show_page()
