"""What belongs to the web page and not to the article is dropped, whole lines at a time.

Only whole paragraphs go, so no word of the article changes. A line is dropped when it matches the
word list in full; in doubt it stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.reading.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.reading.paragraphs import Paragraph

# No button or banner is longer.
_LINE_CHARACTERS = 600
# Readers' comments are cut off after so much of an article, if no more than this share follows
# or a sign of a reader ("Reply", "Bob says") does: a "Comments" link elsewhere is no end.
_BODY_CHARACTERS = 400
_COMMENTS_SHARE = 0.25
# A link title under "Read also" is a line without a full stop that is not longer than this.
_LINK_CHARACTERS = 160
_LINK_COUNT = 12
# Shorter repeats may be meant, such as a heading that returns for each region.
_REPEAT_CHARACTERS = 40

_OUTER = re.compile(r"^[^\w#©(]+|[^\w)]+$")
_SENTENCE_END = tuple('.!?…;"”»)')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    lines: frozenset[str]
    line: re.Pattern[str]
    comments: re.Pattern[str]
    signs: re.Pattern[str]
    links: re.Pattern[str]


@cache
def _patterns(data_dir: Path) -> _Patterns:
    lexicon = load_lexicon("furniture", data_dir)
    line, comments, signs, links = (
        re.compile("|".join(f"(?:{pattern})" for pattern in lexicon[key]))
        for key in ("patterns", "comment_sections", "comment_signs", "link_sections")
    )
    return _Patterns(
        lines=frozenset(lexicon["lines"]), line=line, comments=comments, signs=signs, links=links
    )


def fold_line(line: str) -> str:
    """Return a line for comparison: lower case, straight apostrophes, no outer punctuation.

    >>> fold_line("» Read  more…")
    'read more'
    """
    folded = " ".join(line.casefold().replace("’", "'").replace("ʼ", "'").split())
    return _OUTER.sub("", folded)


def drop_furniture(paragraphs: Sequence[Paragraph], *, data_dir: Path) -> list[Paragraph]:
    """Return the paragraphs that belong to the article, in order."""
    patterns = _patterns(data_dir)
    kept: list[Paragraph] = []
    body = links_left = 0
    for index, paragraph in enumerate(paragraphs):
        folded = fold_line(paragraph.text)
        if len(folded) <= _LINE_CHARACTERS:
            if patterns.comments.fullmatch(folded):
                if _are_comments(paragraphs[index + 1 :], body, patterns):
                    break
                continue
            if patterns.links.fullmatch(folded):
                links_left = _LINK_COUNT
                continue
            if not folded or folded in patterns.lines or patterns.line.fullmatch(folded):
                continue
        if links_left and not paragraph.is_heading and _is_link_title(paragraph.text):
            links_left -= 1
            continue
        links_left = 0
        kept.append(paragraph)
        body += len(paragraph.text)
    return kept


def _are_comments(rest: Sequence[Paragraph], body: int, patterns: _Patterns) -> bool:
    """Tell whether readers speak in the ``rest`` of a page, ``body`` characters of it before."""
    length = sum(len(paragraph.text) for paragraph in rest)
    if length <= _COMMENTS_SHARE * (body + length):
        return True
    lines = [fold_line(paragraph.text) for paragraph in rest if len(paragraph.text) <= _LINE_CHARACTERS]
    return body >= _BODY_CHARACTERS and any(patterns.signs.fullmatch(line) for line in lines)


def _is_link_title(text: str) -> bool:
    return len(text) <= _LINK_CHARACTERS and not text.endswith(_SENTENCE_END)


def drop_repeats(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without those that were there before, word for word.

    A page that holds its text twice would else count each claim twice. Short lines go only
    right after their twin.
    """
    seen: set[str] = set()
    kept: list[Paragraph] = []
    last = None
    for paragraph in paragraphs:
        folded = fold_line(paragraph.text) or paragraph.text
        is_repeat = folded == last or (folded in seen and len(folded) >= _REPEAT_CHARACTERS)
        if not is_repeat:
            kept.append(paragraph)
        seen.add(folded)
        last = folded
    return kept
