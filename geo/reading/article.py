"""One text made into an article: cleaned, hashed, dated, its language and sentences told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import ArticleError
from geo.models import Article, content_id
from geo.reading.characters import one_line
from geo.reading.cleaning import clean_text
from geo.reading.language import find_language
from geo.reading.lexicon import default_data_dir
from geo.reading.publication import find_published, is_stamp
from geo.reading.sentences import split_sentences

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from geo.models import Published, Sentence

# A headline stands among the first lines, after at most a standfirst and a byline.
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a file or a paste holds before it is cleaned, whatever its format.

    ``stated`` is what the source itself says of its publication. ``is_markdown`` tells that
    links and emphasis are written as Markdown.
    """

    text: str
    source: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    stated: Published | None = None
    is_markdown: bool = False
    notices: tuple[str, ...] = ()


def make_article(
    text: str,
    *,
    source: str,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published: Published | dt.date | None = None,
    data_dir: Path | None = None,
) -> Article:
    r"""Return the article that a pasted ``text`` holds.

    Parameters
    ----------
    source
        Where the text is from, for the reader: a path, or a word such as "pasted".
    title
        The title; without it a headline at the beginning of the text, which stays part of it.
    published
        What the user says of the publication; a dateline in the text does not override it.

    Raises
    ------
    ArticleError
        If nothing is left of the text once page furniture is gone.

    >>> make_article("Bridge is hit\n\nA drone hit a bridge.", source="pasted").title
    'Bridge is hit'
    """
    draft = Draft(text=text, source=source, title=title, publisher=publisher, url=url)
    return build_article(draft, given=published, data_dir=data_dir)


def build_article(
    draft: Draft, *, given: Published | dt.date | None = None, data_dir: Path | None = None
) -> Article:
    """Return the article of a draft, ``given`` being what the user says of its publication.

    Raises
    ------
    ArticleError
        If nothing is left of the text once page furniture is gone.
    """
    data_dir = data_dir or default_data_dir()
    clean = clean_text(draft.text, markdown=draft.is_markdown, data_dir=data_dir)
    if not clean.text:
        msg = "holds no text of an article; give a file that has some"
        raise ArticleError(msg)
    sentences = split_sentences(clean.text, headings=clean.headings, data_dir=data_dir)
    return Article(
        id=content_id(clean.text),
        source=draft.source,
        text=clean.text,
        title=_own_line(draft.title) or _find_title(clean.text, sentences, data_dir),
        publisher=_own_line(draft.publisher),
        url=_own_line(draft.url),
        language=find_language(clean.text, data_dir=data_dir),
        published=find_published(
            clean.text,
            sentences=sentences,
            url=draft.url,
            stated=draft.stated,
            given=given,
            data_dir=data_dir,
        ),
        sentences=sentences,
        notices=(*draft.notices, *clean.notices),
    )


def _own_line(words: str | None) -> str | None:
    return one_line(words) or None if words else None


def _find_title(text: str, sentences: tuple[Sentence, ...], data_dir: Path) -> str | None:
    """Return the first heading that is no date, if it stands among the first lines."""
    for sentence in sentences:
        if sentence.paragraph >= _TITLE_LINES:
            break
        line = text[sentence.start : sentence.end]
        if sentence.is_heading and not is_stamp(line, data_dir=data_dir):
            return line
    return None
