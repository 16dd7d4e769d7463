"""The text of an article, cleaned: what every offset of every claim refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.reading.characters import normalise
from geo.reading.furniture import drop_furniture, drop_link_runs, drop_repeats
from geo.reading.lexicon import default_data_dir
from geo.reading.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from pathlib import Path

    from geo.reading.paragraphs import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A cleaned text, where the source marked headings (as offsets), and remarks for the user."""

    text: str
    headings: frozenset[int] = frozenset()
    notices: tuple[str, ...] = ()


def clean_text(text: str, *, markdown: bool = False, data_dir: Path | None = None) -> CleanText:
    r"""Return ``text`` without page furniture and repeats, its paragraphs a blank line apart.

    >>> clean_text("Shelling went on.\nPost a Comment").text
    'Shelling went on.'
    """
    paragraphs = find_paragraphs(normalise(text), markdown=markdown)
    own = drop_link_runs(drop_furniture(paragraphs, data_dir=data_dir or default_data_dir()))
    once = drop_repeats(own)
    notices = []
    if dropped := len(paragraphs) - len(own):
        notices.append(f"Left out {_count(dropped, 'line')} of page furniture.")
    if dropped := len(own) - len(once):
        notices.append(f"Left out {_count(dropped, 'repeated paragraph')}.")
    return CleanText(
        text="\n\n".join(paragraph.text for paragraph in once),
        headings=_heading_offsets(once),
        notices=tuple(notices),
    )


def _heading_offsets(paragraphs: list[Paragraph]) -> frozenset[int]:
    offsets, position = [], 0
    for paragraph in paragraphs:
        if paragraph.is_heading:
            offsets.append(position)
        position += len(paragraph.text) + 2
    return frozenset(offsets)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
