"""Opens what is costly once, and reads articles once per text and set of corrections, over starts too.

Arguments that a cached function does not use are its key; those with an underscore are not.
"""
# ruff: noqa: ARG001

from __future__ import annotations

import datetime as dt
import gc
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app_pages import state
from app_pages.dataset import Dataset, make_dataset
from geo.contract import extract_from_json
from geo.models import Article, Correction, Extract, Reading, content_id
from geo.pipeline import Frontline
from geo.reading.files import read_articles
from geo.settings import Settings
from geo.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.decisions import Review, StoredArticle


@st.cache_resource(show_spinner=False)
def open_frontline(gazetteer: str | None) -> Frontline:
    """Return the pipeline with its data open; read-only, so that sessions share it."""
    return Frontline(Settings(gazetteer=Path(gazetteer) if gazetteer else None), keep=True)


def frontline() -> Frontline:
    """Return the pipeline with the gazetteer that the command line chose."""
    return open_frontline(os.environ.get("FRONTLINE_GAZETTEER"))


@st.cache_resource(show_spinner=False)
def open_workspace(path: str | None) -> Workspace:
    """Return the analyst's file, with the shipped articles in it the first time."""
    workspace = Workspace(Path(path) if path else None)
    if not workspace.history(kind="article", limit=1):
        settings = Settings()
        articles, _ = read_articles([settings.data_dir / "articles"], settings=settings)
        # By their names: where they were installed says nothing to a reader.
        workspace.add_articles(replace(article, source=Path(article.source).name) for article in articles)
    return workspace


def workspace() -> Workspace:
    """Return the workspace that the command line chose, else the user's own."""
    return open_workspace(os.environ.get("FRONTLINE_WORKSPACE"))


# Frozen values need no copy per rerun, which cache_data would make: hence cache_resource.
@st.cache_resource(max_entries=4, show_spinner=False)
def _stored(_workspace: Workspace, path: str, revision: int) -> tuple[StoredArticle, ...]:
    return _workspace.articles()


@st.cache_resource(max_entries=4, show_spinner=False)
def _decided(
    _workspace: Workspace, path: str, revision: int
) -> tuple[tuple[Correction, ...], dict[str, Review]]:
    return _workspace.corrections(), _workspace.reviews()


@st.cache_resource(max_entries=2_000, show_spinner=False)
def _read(
    _article: Article,
    _corrections: tuple[Correction, ...],
    edits: str,
    decisions: str,
    gazetteer: str | None,
) -> Reading:
    return open_frontline(gazetteer).read_article(_article, corrections=_corrections)


@st.cache_resource(max_entries=3, show_spinner=False)
def _dataset(_extract: Extract, key: str) -> Dataset:
    data = make_dataset(_extract, key=key, data_dir=Settings().data_dir)
    # Streamlit collects garbage after every run, which walks all claims each time: 0.35 s for 10,000.
    gc.collect()
    gc.freeze()
    return data


def stored_articles() -> tuple[StoredArticle, ...]:
    """Return the articles of the workspace, those added first at the front."""
    mine = workspace()
    return _stored(mine, str(mine.path), mine.revision)


def new_since() -> dt.datetime | None:
    """Return from when an article counts as new: the moment the user chose, else the last briefing."""
    chosen: dt.datetime | None = st.session_state.get(state.NEW_SINCE)
    return workspace().moment() if chosen is None else chosen.replace(tzinfo=dt.UTC)


def new_articles() -> frozenset[str]:
    """Return the ids of the articles added since the chosen moment; all of them if there is none."""
    since = new_since()
    return frozenset(item.article.id for item in stored_articles() if since is None or item.added_at > since)


def decided() -> tuple[tuple[Correction, ...], dict[str, Review]]:
    """Return the corrections and the reviews."""
    mine = workspace()
    return _decided(mine, str(mine.path), mine.revision)


def dataset(on_progress: Callable[[int, int, str], None] | None = None) -> Dataset:
    """Return every claim of every article, read anew only where something changed."""
    given = os.environ.get("FRONTLINE_EXTRACT")
    if given:
        return _given(given)
    articles = [stored.article for stored in stored_articles()]
    corrections, _ = decided()
    gazetteer = os.environ.get("FRONTLINE_GAZETTEER")
    readings = []
    for number, article in enumerate(articles, start=1):
        edits = content_id(
            article.id, article.source, article.title, article.publisher, article.url, article.published
        )
        # Those about another article do not make this one be read again.
        mine = tuple(item for item in corrections if item.article_id in {None, article.id})
        readings.append(_read(article, mine, edits, _decisions(mine), gazetteer))
        if on_progress is not None:
            on_progress(number, len(articles), article.title or article.source)
    extract = Extract(engine=open_frontline(gazetteer).engine, readings=tuple(readings))
    known = ((item.id, item.title, item.publisher, item.published) for item in articles)
    return _dataset(extract, content_id(_decisions(corrections), gazetteer, *known))


def _decisions(corrections: tuple[Correction, ...]) -> str:
    return content_id(*((item.id, item.made_at) for item in corrections))


@st.cache_resource(max_entries=1, show_spinner=False)
def _given(path: str) -> Dataset:
    """Return an extract made before: for looking at one, and for measuring."""
    extract = extract_from_json(json.loads(Path(path).read_text(encoding="utf-8")))
    return _dataset(extract, path)
