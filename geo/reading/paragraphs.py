"""Lines of a text put together as paragraphs, with headline and emphasis marks taken off."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the cleaned text. ``is_heading`` means that the source marked it as a heading."""

    text: str
    is_heading: bool = False


# A bold line longer than this is a standfirst or a quotation, not a headline.
_HEADLINE_CHARACTERS = 200
# Mail and terminal programs wrap between these widths; a paragraph on one line is longer.
_WRAP_WIDTH = range(40, 121)

_HASH = re.compile(r"#{1,6} +(?P<text>.+?)(?: +#+)?$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_RULE = re.compile(r"(?:[-*_=~#+.—–] ?){3,}$")
_WHOLE_BOLD = re.compile(r"(\*\*|__)(?=\S)(?P<text>.+?)(?<=\S)\1:?$")
# Spans are bounded, and none may run over the next opening mark: hostile text must not cost
# more than its length.
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,500})(?<=\S)\*\*|__(?=\S)([^_\n]{1,500})(?<=\S)__")
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,500})(?<=[^\s*_])\1(?![\w*_])")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?: \"[^\"\n]{0,200}\")?\)"
)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_QUOTE = re.compile(r"(?:> ?)+")
# Crawlers put this before the first words of a page.
_CRAWL_STAMP = re.compile(r"\s*(date \d{4}-\d\d-\d\d) +(?=\S)")
_TERMINAL = tuple(".!?…:;\"'”»)")


def find_paragraphs(text: str, *, markdown: bool = False) -> list[Paragraph]:
    r"""Return the paragraphs of a normalised ``text``, in order, marks taken off.

    Every line is a paragraph, save that hard-wrapped lines are joined. Headline marks (``#``,
    a bold line, an underlined line) and bold are understood in any text, since pasted articles
    often carry them; links, images and italics only with ``markdown``.

    >>> [p.text for p in find_paragraphs("**Fighting in Sumy**\n\nIt goes on.")]
    ['Fighting in Sumy', 'It goes on.']
    """
    if markdown:
        text = _COMMENT.sub("", text)
    text = _CRAWL_STAMP.sub(r"\1\n", text, count=1) if _CRAWL_STAMP.match(text) else text
    found: list[Paragraph] = []
    for block in _blocks(text):
        for line in _join_wrapped(block):
            paragraph = _read_line(line, markdown=markdown)
            if paragraph is None:
                if _UNDERLINE.match(line) and found and line is not block[0]:
                    found[-1] = Paragraph(text=found[-1].text, is_heading=True)
            elif paragraph.text:
                found.append(paragraph)
    return found


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield runs of lines between blank lines."""
    block: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _join_wrapped(lines: list[str]) -> list[str]:
    """Return the lines of a block, as one line if they were wrapped at a fixed width."""
    if len(lines) < 2 or not is_wrapped(lines):
        return lines
    return [" ".join(lines)]


def is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether ``lines`` break only because the next word did not fit.

    Each line must be so long that the first word of the next would have passed the widest line,
    and some line must go on in lower case: a headline over its text fails both.
    """
    width = max(map(len, lines))
    if width not in _WRAP_WIDTH or not any(line[0].islower() for line in lines[1:]):
        return False
    pairs = itertools.pairwise(lines)
    return all(len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairs)


def join_ragged(lines: Sequence[str]) -> list[str]:
    """Return paragraphs from the ragged lines that PDF pages yield.

    A line goes on in the next one unless it ends a sentence and is clearly short, or the next
    starts in upper case after a short line. A hyphen at a line end before a lower-case letter
    was put there by the typesetter.
    """
    width = max(map(len, lines), default=0)
    joined: list[str] = []
    last = ""
    for line in lines:
        if joined and last and _goes_on(last, line, width):
            head = joined[-1]
            if head.endswith("-") and line[0].islower():
                joined[-1] = head[:-1] + line
            else:
                joined[-1] = f"{head} {line}"
        else:
            joined.append(line)
        last = line
    return joined


def _goes_on(line: str, after: str, width: int) -> bool:
    is_short = len(line) < 0.75 * width
    if line.endswith(_TERMINAL):
        return not is_short
    return after[0].islower() or not is_short


def _read_line(line: str, *, markdown: bool) -> Paragraph | None:
    """Return the paragraph of a line, or ``None`` for a drawn rule."""
    if _RULE.match(line):
        return None
    is_heading = False
    if markdown and line.startswith(">"):
        line = _QUOTE.sub("", line, count=1)
    if match := _HASH.match(line):
        line, is_heading = match["text"], True
    if len(line) <= _HEADLINE_CHARACTERS and (match := _WHOLE_BOLD.match(line)):
        line, is_heading = match["text"], True
    return Paragraph(text=_strip_inline(line, markdown=markdown).strip(), is_heading=is_heading)


def _strip_inline(line: str, *, markdown: bool) -> str:
    if "**" in line or "__" in line:
        line = _BOLD.sub(lambda match: match[1] or match[2], line)
    if not markdown:
        return line
    if "](" in line:
        line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    if "*" in line or "_" in line:
        line = _ITALIC.sub(r"\2", line)
    return line
