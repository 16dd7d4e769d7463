"""The analyst's own file: articles, corrections, reviews, control, and the history of every change to them.

All that a person decides is kept here and nowhere else, apart from what the program computes: an
extract can be made again at any time, a decision cannot. Moments tell when something became known
(``added_at``), which is not when it happened.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cattrs
import platformdirs

from geo.decisions import (
    Added,
    Imported,
    Reliability,
    Review,
    ReviewState,
    StoredArticle,
    StoredControl,
)
from geo.errors import WorkspaceError
from geo.journal import Change, JournalFile
from geo.models import Article, Correction, Published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.journal import Content, Writer

LAST_BRIEFING = "last_briefing"
"""The moment of the last briefing, for "new since"."""

_ARTICLE, _CORRECTION, _REVIEW, _MOMENT = "article", "correction", "review", "moment"
_CONTROL = "control"
_EXCHANGE = "frontline-corrections/1"


def default_path() -> Path:
    """Return the workspace in the user's own data folder."""
    return Path(platformdirs.user_data_dir("frontline")) / "workspace.sqlite"


class Workspace:
    """The analyst's file. Any number of windows may use it at once.

    Every method is one transaction: when it returns, the change is on the disk. ``revision``
    grows with each change, so that a reader can tell whether to read again.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self._file = JournalFile(self.path)

    @property
    def revision(self) -> int:
        """A number that grows with every change, also one made in another window."""
        return self._file.revision()

    # Articles

    def add_articles(self, articles: Iterable[Article]) -> Added:
        """Keep copies of ``articles``; one whose text is there already is left as it is."""
        added, known = [], []
        with self._file.writing(at=_now()) as writer:
            for article in articles:
                if writer.get(_ARTICLE, article.id) is not None:
                    known.append(article)
                    continue
                writer.keep_text(article.id, article.text)
                writer.set(_ARTICLE, article.id, _article_content(article, writer.at))
                added.append(article)
        return Added(added=tuple(added), known=tuple(known))

    def articles(self, *, since: dt.datetime | None = None) -> tuple[StoredArticle, ...]:
        """Return the articles by the moment they were added, those after ``since`` only."""
        stored = [_stored_article(*item) for item in self._file.entries_with_texts(_ARTICLE)]
        stored.sort(key=lambda item: (item.added_at, item.article.source, item.article.id))
        return tuple(item for item in stored if since is None or item.added_at > since)

    def article(self, article_id: str) -> StoredArticle | None:
        """Return one article, or ``None``."""
        content = self._file.get(_ARTICLE, article_id)
        text = self._file.text(article_id)
        return None if content is None or text is None else _stored_article(content, text)

    def edit_article(
        self,
        article_id: str,
        *,
        title: str | None = None,
        publisher: str | None = None,
        published: Published | None = None,
    ) -> StoredArticle:
        """Change what is known of an article; ``None`` leaves a field, an empty text clears it.

        Raises
        ------
        WorkspaceError
            If there is no such article.
        """
        with self._file.writing(at=_now()) as writer:
            content = _existing(writer, _ARTICLE, article_id)
            for key, value in (("title", title), ("publisher", publisher)):
                if value is not None:
                    content[key] = value.strip() or None
            if published is not None:
                content["published"] = _converter().unstructure(published)
            writer.set(_ARTICLE, article_id, content)
        text = self._file.text(article_id)
        return _stored_article(content, text or "")

    def remove_article(self, article_id: str) -> None:
        """Take an article out; ``undo`` brings it back. Its corrections and reviews stay."""
        self._remove(_ARTICLE, article_id)

    # Corrections

    def corrections(self) -> tuple[Correction, ...]:
        """Return all corrections, the oldest first."""
        found = [_structure(content, Correction) for content in self._file.entries(_CORRECTION).values()]
        return tuple(sorted(found, key=lambda correction: (correction.made_at, correction.id)))

    def save_correction(self, correction: Correction) -> Correction:
        """Keep a correction in place of an earlier one on the same evidence."""
        with self._file.writing(at=_now()) as writer:
            writer.set(_CORRECTION, correction.id, _converter().unstructure(correction))
        return correction

    def remove_correction(self, correction_id: str) -> None:
        """Forget a correction; ``undo`` brings it back."""
        self._remove(_CORRECTION, correction_id)

    def export_corrections(self) -> str:
        """Return all corrections as JSON text, for another analyst's ``import_corrections``."""
        items = [_converter().unstructure(correction) for correction in self.corrections()]
        return json.dumps({"schema": _EXCHANGE, "corrections": items}, ensure_ascii=False, indent=1)

    def import_corrections(self, text: str) -> Imported:
        """Take corrections from JSON text; on the same evidence the later decision wins.

        Raises
        ------
        WorkspaceError
            If ``text`` is no export of corrections. A single broken one is only rejected.
        """
        taken, known, rejected = [], [], []
        with self._file.writing(at=_now()) as writer:
            for number, item in enumerate(_exchanged(text), start=1):
                try:
                    correction = _structure(item, Correction)
                except WorkspaceError as error:
                    rejected.append(f"correction {number}: {error}")
                    continue
                before = writer.get(_CORRECTION, correction.id)
                if before and _structure(before, Correction).made_at >= correction.made_at:
                    known.append(correction)
                    continue
                writer.set(_CORRECTION, correction.id, _converter().unstructure(correction))
                taken.append(correction)
        return Imported(taken=tuple(taken), known=tuple(known), rejected=tuple(rejected))

    # Reviews

    def reviews(self) -> dict[str, Review]:
        """Return all reviews by claim id."""
        return {key: _structure(content, Review) for key, content in self._file.entries(_REVIEW).items()}

    def review(self, claim_id: str) -> Review:
        """Return the review of a claim; one that was never saved has the defaults."""
        content = self._file.get(_REVIEW, claim_id)
        return Review(claim_id=claim_id) if content is None else _structure(content, Review)

    def save_review(
        self,
        claim_id: str,
        *,
        state: ReviewState | None = None,
        reliability: Reliability | None = None,
        credibility: int | None = None,
        note: str | None = None,
        article_id: str | None = None,
        quote: str | None = None,
    ) -> Review:
        """Change a review in the fields that are given, and only in those.

        So two windows that change different fields of one review lose nothing.
        """
        given = {
            "state": state,
            "reliability": reliability,
            "credibility": credibility,
            "note": note,
            "article_id": article_id,
            "quote": quote,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        with self._file.writing(at=_now()) as writer:
            content = writer.get(_REVIEW, claim_id)
            before = Review(claim_id=claim_id) if content is None else _structure(content, Review)
            after = dataclasses.replace(before, **changes)
            if after != before:
                after = dataclasses.replace(after, changed_at=writer.at)
                writer.set(_REVIEW, claim_id, _converter().unstructure(after))
        return after

    # Control of terrain

    def controls(self) -> tuple[StoredControl, ...]:
        """Return the loaded files of control of terrain by date, those without one first."""
        found = [_structure(content, StoredControl) for content in self._file.entries(_CONTROL).values()]
        return tuple(sorted(found, key=lambda item: (item.date or dt.date.min, item.source)))

    def control_outline(self, control_id: str) -> str | None:
        """Return the polygons of one of them as GeoJSON text, or ``None``."""
        return self._file.text(control_id)

    def add_control(self, control: StoredControl, *, outline: str) -> None:
        """Keep a file of control with its polygons as GeoJSON text; ``undo`` takes it out again."""
        with self._file.writing(at=_now()) as writer:
            writer.keep_text(control.id, outline)
            writer.set(_CONTROL, control.id, _converter().unstructure(control))

    def remove_control(self, control_id: str) -> None:
        """Take a file of control out; ``undo`` brings it back."""
        self._remove(_CONTROL, control_id)

    # Moments

    def moment(self, name: str = LAST_BRIEFING) -> dt.datetime | None:
        """Return a moment that was kept under ``name``, or ``None``."""
        content = self._file.get(_MOMENT, name)
        return None if content is None else dt.datetime.fromisoformat(content["at"])

    def save_moment(self, name: str = LAST_BRIEFING, *, at: dt.datetime | None = None) -> dt.datetime:
        """Keep a moment, now unless ``at`` says another."""
        kept = at or _now()
        with self._file.writing(at=_now()) as writer:
            writer.set(_MOMENT, name, {"at": kept.isoformat()})
        return kept

    # History

    def history(
        self, *, kind: str | None = None, key: str | None = None, limit: int = 200
    ) -> tuple[Change, ...]:
        """Return the changes, the newest first.

        ``kind`` is ``article``, ``correction``, ``review``, ``control`` or ``moment``; ``key`` the id of one.
        """
        found = self._file.changes(
            "(?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR key = ?2)", (kind, key), limit=limit
        )
        return tuple(found)

    def undo(self, change_id: int | None = None) -> Change | None:
        """Take back one change, the latest that still stands unless ``change_id`` names another.

        Returns the change, or ``None`` when there is nothing to take back. An undo is a change
        too: undo it by its id to do the first again.

        Raises
        ------
        WorkspaceError
            If there is no such change, it is taken back already, or its entry changed since.
        """
        with self._file.writing(at=_now()) as writer:
            change = _to_undo(writer, change_id)
            if change is not None and not writer.undo(change):
                later = writer.changes("kind = ? AND key = ?", (change.kind, change.key))[0]
                msg = f"Change {change.id} was followed by change {later.id} of the same; undo that first"
                raise WorkspaceError(msg)
        return change

    def _remove(self, kind: str, key: str) -> None:
        with self._file.writing(at=_now()) as writer:
            _existing(writer, kind, key)
            writer.set(kind, key, None)


def _to_undo(writer: Writer, change_id: int | None) -> Change | None:
    if change_id is None:
        return writer.last_standing()
    found = writer.changes("id = ?", (change_id,))
    if not found or found[0].is_undone:
        msg = (
            f"Change {change_id} {'is taken back already' if found else 'does not exist'}; reload the history"
        )
        raise WorkspaceError(msg)
    return found[0]


def _existing(writer: Writer, kind: str, key: str) -> Content:
    content = writer.get(kind, key)
    if content is None:
        msg = f"The workspace has no {kind} {key!r}; it may have been removed in another window"
        raise WorkspaceError(msg)
    return content


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=False)
    for kind in (dt.date, dt.datetime):
        converter.register_unstructure_hook(kind, kind.isoformat)
        converter.register_structure_hook(kind, lambda value, target: target.fromisoformat(value))
    return converter


def _structure(content: object, kind: Any) -> Any:  # noqa: ANN401 - the type that is asked for
    try:
        return _converter().structure(content, kind)
    except (KeyError, TypeError, ValueError, cattrs.BaseValidationError) as error:
        reasons = (
            "; ".join(cattrs.transform_error(error))
            if isinstance(error, cattrs.BaseValidationError)
            else error
        )
        msg = f"no valid {kind.__name__.lower()} ({reasons}); export it again"
        raise WorkspaceError(msg) from error


def _article_content(article: Article, added_at: dt.datetime) -> Content:
    content: Content = _converter().unstructure(article)
    del content["text"]
    return content | {"added_at": added_at.isoformat()}


def _stored_article(content: Content, text: str) -> StoredArticle:
    added_at = dt.datetime.fromisoformat(content["added_at"])
    return StoredArticle(article=_structure(content | {"text": text}, Article), added_at=added_at)


def _exchanged(text: str) -> list[object]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"The corrections are broken JSON ({error}); export them again"
        raise WorkspaceError(msg) from error
    if not isinstance(content, dict) or content.get("schema") != _EXCHANGE:
        msg = f"The file holds no corrections (schema {_EXCHANGE!r}); export them from a workspace"
        raise WorkspaceError(msg)
    items = content.get("corrections")
    return items if isinstance(items, list) else []
