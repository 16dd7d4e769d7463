"""What belongs to the web page and not to the article is dropped, whole lines at a time.

Only whole paragraphs go, so no word of the article changes. A line is dropped when it matches the
word list in full; in doubt it stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
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
# So many headlines in a row, with so many words each, are links to other articles, unless they
# share this part of their longer words (by their first letters) with an article of some length.
_RUN_LINES = 4
_RUN_WORDS = 4
_RUN_SHARED = 0.5
_STEM = 5
# Shorter repeats may be meant, such as a heading that returns for each region.
_REPEAT_CHARACTERS = 40

_INNER = re.compile(r"[\w#©(](?:.*[\w)])?", re.DOTALL)
_WORD = re.compile(rf"[^\W\d_]{{{_STEM},}}")
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
    inner = _INNER.search(folded)
    return inner.group() if inner else ""


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


def drop_link_runs(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs without runs of headlines of other articles.

    Pages list them before, within or after the article. A headline that speaks of the same
    things as the article stays: it may be its own.
    """
    prose = [paragraph.text for paragraph in paragraphs if paragraph.text.endswith(_SENTENCE_END)]
    if sum(map(len, prose)) < _BODY_CHARACTERS:
        return list(paragraphs)
    stems = {stem for text in prose for stem in _stems(text)}
    kept: list[Paragraph] = []
    for is_run, group in groupby(paragraphs, key=_is_other_headline):
        run = list(group)
        if is_run and len(run) >= _RUN_LINES:
            run = [paragraph for paragraph in run if _shares_words(paragraph.text, stems)]
        kept.extend(run)
    return kept


def _is_other_headline(paragraph: Paragraph) -> bool:
    text = paragraph.text
    is_title = _is_link_title(text) and (text[0].isupper() or text[0] in "\"«“'")
    return is_title and not paragraph.is_heading and len(text.split()) >= _RUN_WORDS


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}


def _shares_words(text: str, stems: set[str]) -> bool:
    own = _stems(text)
    return len(own & stems) >= _RUN_SHARED * len(own)


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
