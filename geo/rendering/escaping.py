"""The one place where article text becomes HTML: every piece is escaped before a mark is put around it.

Articles are hostile input. Nothing else in the project builds HTML from their words; the maps carry
ids, and the pages show words as plain text.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# html.escape leaves what templates and scripts read; as entities they are the same to a reader.
_TEMPLATE_CHARACTERS = str.maketrans({c: f"&#{ord(c)};" for c in "`${}\\\u2028\u2029"})


class Highlight(StrEnum):
    """What a marked stretch of text is; the values are the CSS classes."""

    CLAIM = "fl-claim"
    PLACE = "fl-place"
    NUMBER = "fl-number"
    SPEAKER = "fl-speaker"
    OTHER_CLAIM = "fl-other-claim"
    OTHER_PLACE = "fl-other-place"
    UNLOCATED = "fl-unlocated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text to highlight, by its offsets there; ``target`` is where a click on it leads."""

    start: int
    end: int
    highlight: Highlight
    target: str = ""


def escape_text(text: str) -> str:
    """Return ``text`` as HTML that shows it literally, in content and in quoted attributes.

    >>> escape_text("<img onerror=x> ${y} {{7*7}}")
    '&lt;img onerror=x&gt; &#36;&#123;y&#125; &#123;&#123;7*7&#125;&#125;'
    """
    return html.escape(text, quote=True).translate(_TEMPLATE_CHARACTERS)


def highlight_text(text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None) -> str:
    """Return ``text[start:end]`` as HTML with ``marks`` as ``<mark class=...>``.

    Marks may overlap and reach beyond the stretch: the text is cut at every boundary and each piece
    is marked once, with the classes of all marks over it, so that the tags always nest.

    Parameters
    ----------
    text
        The text that the offsets of ``marks`` refer to.
    marks
        Stretches to highlight, in any order.
    start, end
        The stretch of ``text`` to return; ``end`` of ``None`` is its end.

    >>> highlight_text("near <b>", [Mark(start=5, end=8, highlight=Highlight.PLACE)])
    'near <mark class="fl-place">&lt;b&gt;</mark>'
    """
    return "".join(_mark_piece(piece, over) for piece, over in cut_text(text, marks, start=start, end=end))


def cut_text(
    text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None
) -> Iterator[tuple[str, list[Mark]]]:
    """Yield ``text[start:end]`` cut at every end of a mark, each piece with the marks over it.

    >>> [piece for piece, _ in cut_text("near it", [Mark(start=5, end=7, highlight=Highlight.PLACE)])]
    ['near ', 'it']
    """
    stop = len(text) if end is None else min(end, len(text))
    inside = [mark for mark in marks if mark.start < stop and mark.end > start and mark.start < mark.end]
    cuts = {start, stop}
    for mark in inside:
        cuts |= {max(mark.start, start), min(mark.end, stop)}
    for left, right in pairwise(sorted(cuts)):
        yield text[left:right], [mark for mark in inside if mark.start <= left and mark.end >= right]


def _mark_piece(piece: str, over: list[Mark]) -> str:
    classes = " ".join(sorted({mark.highlight.value for mark in over}))
    escaped = escape_text(piece)
    return f'<mark class="{classes}">{escaped}</mark>' if classes else escaped
