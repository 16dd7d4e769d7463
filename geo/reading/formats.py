"""Which format a file has, and the drafts of articles that it holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.errors import ArticleError
from geo.models import Skipped
from geo.reading.article import Draft
from geo.reading.decoding import decode
from geo.reading.documents import read_docx, read_html, read_pdf
from geo.reading.front_matter import read_front_matter, read_published

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = frozenset({".txt", ".text"})
_MARKDOWN = frozenset({".md", ".markdown"})
_DOCUMENTS = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
SUFFIXES = _TEXT | _MARKDOWN | frozenset(_DOCUMENTS) | {".json"}
"""The file name endings that are read, in lower case."""

# The names that exports of news give to what is wanted, the preferred first.
_KEYS = {
    "text": ("text", "body", "content", "article", "articleBody"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "site", "sitename"),
    "url": ("url", "link"),
    "published": ("published", "date", "published_at", "datePublished", "publication_date"),
}


def read_drafts(
    content: bytes, *, suffix: str, source: str, data_dir: Path | None = None
) -> tuple[list[Draft], list[Skipped]]:
    """Return the drafts in the bytes of a file, and the articles of a list that are broken.

    Raises
    ------
    ArticleError
        If nothing in the file can be read.
    """
    suffix = suffix.lower()
    if suffix in _DOCUMENTS:
        return [_DOCUMENTS[suffix](content, source=source)], []
    text = decode(content)
    if suffix == ".json":
        return _read_json(text, source=source, data_dir=data_dir)
    head = read_front_matter(text, data_dir=data_dir)
    draft = Draft(
        text=head.text,
        source=source,
        title=head.title,
        publisher=head.publisher,
        url=head.url,
        stated=head.published,
        is_markdown=suffix in _MARKDOWN,
        notices=head.notices,
    )
    return [draft], []


def _read_json(text: str, *, source: str, data_dir: Path | None) -> tuple[list[Draft], list[Skipped]]:
    """Read one article, a list of them, or an object that holds them as ``articles``."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"is broken JSON ({' '.join(str(error).split())[:80]}); mend it or save it again"
        raise ArticleError(msg) from error
    if isinstance(content, dict) and isinstance(content.get("articles"), list):
        content = content["articles"]
    if not isinstance(content, list):
        return [_read_object(content, source=source, data_dir=data_dir)], []
    drafts, skipped = [], []
    for number, item in enumerate(content, start=1):
        place = f"{source}#{number}"
        try:
            drafts.append(_read_object(item, source=place, data_dir=data_dir))
        except ArticleError as error:
            skipped.append(Skipped(source=place, error=str(error)))
    return drafts, skipped


def _read_object(item: object, *, source: str, data_dir: Path | None) -> Draft:
    if not isinstance(item, dict):
        msg = "holds no article; give an object with the keys 'text' and 'title'"
        raise ArticleError(msg)
    text = _value(item, "text")
    if not isinstance(text, str):
        msg = f"has no text; give it as the key 'text' (it has {', '.join(map(repr, list(item)[:6]))})"
        raise ArticleError(msg)
    stated, notices = read_published(_date_values(_value(item, "published")), data_dir=data_dir)
    return Draft(
        text=text,
        source=source,
        title=_words(_value(item, "title")),
        publisher=_words(_value(item, "publisher")),
        url=_words(_value(item, "url")),
        stated=stated,
        notices=notices,
    )


def _value(item: dict[str, Any], name: str) -> Any:  # noqa: ANN401 - whatever the JSON holds
    return next((item[key] for key in _KEYS[name] if item.get(key) is not None), None)


def _words(value: object) -> str | None:
    """Return a string, or the name of a JSON-LD organisation; anything else is not ours."""
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _date_values(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {f"published.{key}": str(part) for key, part in value.items() if part is not None}
    return {"published": value.strip()} if isinstance(value, str) else {}
