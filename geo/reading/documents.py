"""Articles out of web pages, PDF and Word files, with libraries that are installed on request.

Each reader takes the bytes of a file and returns a draft. The libraries fail in many ways on
damaged files; every such failure becomes one ``ArticleError`` here.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from geo.errors import ArticleError
from geo.models import DateBasis, Published
from geo.reading.article import Draft
from geo.reading.characters import normalise
from geo.reading.paragraphs import join_ragged

if TYPE_CHECKING:
    from collections.abc import Iterator

# A Word file is a ZIP archive: one that unpacks to more than this is a bomb or holds no article.
_UNPACKED_BYTES = 200_000_000
# What parsers of binary files let through when the bytes are not what they expect.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,  # lxml's errors descend from it
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]|$)")
_STATED_DATES = (
    "//meta[@property='article:published_time' or @property='og:published_time']/@content",
    "//meta[@name='article:published_time' or @name='publish_date' or @name='pubdate']/@content",
    "//meta[@name='parsely-pub-date' or @name='sailthru.date' or @name='dc.date.issued']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)


def _missing(*, library: str) -> ArticleError:
    return ArticleError(f"needs {library} to be read; run: pip install 'frontline-map[documents]'")


def read_html(content: bytes, *, source: str) -> Draft:
    """Return the article of a saved web page, without its menus.

    Raises
    ------
    ArticleError
        If the page holds no article, or trafilatura is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415 - an optional library
    except ImportError as error:
        raise _missing(library="trafilatura") from error
    try:
        tree = trafilatura.load_html(content)
        if tree is None:
            return Draft(text="", source=source)
        stated = _stated_date(tree)
        facts = trafilatura.extract_metadata(tree, date_config={"extensive_search": False})
        text = trafilatura.extract(
            tree,
            output_format="markdown",
            include_comments=False,
            include_formatting=True,
            include_tables=True,
        )
    except _DAMAGE as error:
        msg = f"is a damaged web page ({_brief(error)}); save the page again or paste its text"
        raise ArticleError(msg) from error
    return Draft(
        text=text or "",
        source=source,
        title=facts.title if facts else None,
        publisher=facts.sitename if facts else None,
        url=facts.url if facts else None,
        stated=stated,
        is_markdown=True,
    )


def _stated_date(tree: Any) -> Published | None:  # noqa: ANN401 - an lxml tree, which is untyped
    """Return the day that the page's own metadata gives; the library would also guess."""
    values = [value for path in _STATED_DATES for value in tree.xpath(path)]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        values.extend(_linked_dates(script))
    for value in values:
        if match := _ISO_DAY.match(value.strip()):
            try:
                day = dt.date.fromisoformat(match[1])
            except ValueError:
                continue
            return Published(start=day, end=day, basis=DateBasis.FRONT_MATTER)
    return None


def _linked_dates(script: str) -> Iterator[str]:
    """Yield every ``datePublished`` of a JSON-LD script, the page's own first."""
    try:
        pending: list[Any] = [json.loads(script)]
    except (ValueError, RecursionError):
        return
    while pending:
        item = pending.pop(0)
        if isinstance(item, dict):
            if isinstance(day := item.get("datePublished"), str):
                yield day
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)


def read_pdf(content: bytes, *, source: str) -> Draft:
    """Return the text of a PDF file, its lines put together as paragraphs.

    Raises
    ------
    ArticleError
        If the file is damaged, locked or a mere picture, or pypdf is not installed.
    """
    try:
        import pypdf  # noqa: PLC0415 - an optional library
        from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415
    except ImportError as error:
        raise _missing(library="pypdf") from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if is_locked else [page.extract_text() for page in reader.pages]
    except (PyPdfError, DependencyError, *_DAMAGE) as error:
        msg = f"is a damaged PDF ({_brief(error)}); save it again or paste its text"
        raise ArticleError(msg) from error
    if is_locked:
        msg = "is locked by a password; save it without one"
        raise ArticleError(msg)
    lines = [line.strip() for page in pages for line in normalise(page).split("\n") if line.strip()]
    if not lines:
        msg = "is a PDF without text, perhaps scanned; recognise its text first or paste it"
        raise ArticleError(msg)
    return Draft(text="\n\n".join(join_ragged(lines)), source=source)


def read_docx(content: bytes, *, source: str) -> Draft:
    """Return the paragraphs and tables of a Word file, headings marked.

    Raises
    ------
    ArticleError
        If the file is damaged or unpacks to too much, or python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - an optional library
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ImportError as error:
        raise _missing(library="python-docx") from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        is_bomb = unpacked > _UNPACKED_BYTES
        lines = [] if is_bomb else list(_word_lines(docx.Document(io.BytesIO(content))))
    except (OpcError, *_DAMAGE) as error:
        msg = f"is a damaged Word file ({_brief(error)}); save it again as .docx or paste its text"
        raise ArticleError(msg) from error
    if is_bomb:
        msg = f"unpacks to {unpacked / 1e6:.0f} MB, too much for an article; paste its text"
        raise ArticleError(msg)
    return Draft(text="\n\n".join(lines), source=source)


def _word_lines(document: Any) -> Iterator[str]:  # noqa: ANN401 - python-docx ships no types
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield " | ".join(text for text in cells if text)
            continue
        style = block.style.name if block.style is not None else ""
        text = block.text.strip()
        is_heading = text and (style == "Title" or style.startswith("Heading"))
        yield f"# {' '.join(text.split())}" if is_heading else text


def _brief(error: BaseException) -> str:
    """Return an error's message on one short line."""
    return " ".join(str(error).split())[:80] or type(error).__name__
