"""Text of pictures made to fit by its measured width, and without letters that no font can draw.

Counting letters is not enough: Cyrillic capitals are twice as wide as Latin small ones, and what
does not fit is cut by the edge of the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties, fontManager, get_font

from geo.rendering.map_config import ASSETS

# Liberation Sans is shipped, so that a picture is the same on every machine; DejaVu Sans comes with
# matplotlib and has the rest of the scripts that a title may be in.
FONTS = ("Liberation Sans", "DejaVu Sans")

POINTS_PER_INCH = 72.0

SLACK = 1.01
"""By how much a line may be drawn wider than its letters: their advances are rounded."""


@cache
def available_fonts() -> list[str]:
    """Return the fonts of ``FONTS``, best first, the files that come with us before the system's own."""
    shipped = sorted((ASSETS / "fonts").glob("*.ttf"))
    beside = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for path in (*shipped, beside / "DejaVuSans.ttf", beside / "DejaVuSans-Bold.ttf"):
        fontManager.addfont(path)
        # Of two files of one name matplotlib takes the first.
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())
    return list(FONTS)


def drawable(text: str) -> str:
    r"""Return ``text`` on one line without what is drawn as an empty box or turns the writing direction.

    >>> drawable("Night \U0001f680 of\ndrones")
    'Night of drones'
    """
    kept = (letter for letter in text if letter.isspace() or (letter.isprintable() and _font_of(letter)))
    return " ".join("".join(kept).split())


def shorten(text: str, letters: int) -> str:
    """Return ``text`` on one line in at most ``letters``, cut at the end with an ellipsis.

    >>> shorten("A very long title", 8)
    'A very…'
    """
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


def fit(text: str, width_in: float, *, points: float, is_bold: bool = False) -> str:
    """Return ``text`` on one line no wider than ``width_in`` inches, cut at the end with an ellipsis."""
    line = drawable(text)
    if width_of(line, points=points, is_bold=is_bold) <= width_in:
        return line
    room = width_in - width_of("…", points=points, is_bold=is_bold)
    used, kept = 0.0, 0
    for letter in line:
        used += width_of(letter, points=points, is_bold=is_bold)
        if used > room:
            break
        kept += 1
    return line[:kept].rstrip() + "…"


def wrap(text: str, width_in: float, *, points: float, is_bold: bool = False) -> list[str]:
    """Return ``text`` in lines no wider than ``width_in``; a word wider than that is broken."""
    lines, line = [], ""

    def fits(words: str) -> bool:
        return width_of(words, points=points, is_bold=is_bold) <= width_in

    for word in drawable(text).split():
        candidate = f"{line} {word}".strip()
        if fits(candidate):
            line = candidate
            continue
        if line:
            lines.append(line)
        line = word
        while not fits(line) and len(line) > 1:
            kept = next(count for count in range(len(line) - 1, 0, -1) if count == 1 or fits(line[:count]))
            lines.append(line[:kept])
            line = line[kept:]
    return [*lines, line] if line else lines


def width_of(text: str, *, points: float, is_bold: bool = False) -> float:
    """Return the width of ``text`` in inches, without the kerning that would make it narrower."""
    return sum(_share(letter, is_bold) for letter in text) * SLACK * points / POINTS_PER_INCH


@cache
def _share(letter: str, is_bold: bool) -> float:  # noqa: FBT001 - part of the key of the cache
    """Return the advance of a letter as a share of the size of its font."""
    path = _font_of(letter, is_bold)
    if path is None:
        return 1.0
    font = get_font(path)
    font.set_size(100, 72)
    return float(font.load_char(ord(letter)).linearHoriAdvance) / 65536 / 100


@cache
def _font_of(letter: str, is_bold: bool = False) -> str | None:  # noqa: FBT001, FBT002 - as above
    """Return the path of the first font that has ``letter``."""
    return next((path for path in _paths(is_bold) if get_font(path).get_char_index(ord(letter))), None)


@cache
def _paths(is_bold: bool) -> tuple[str, ...]:  # noqa: FBT001 - as above
    weight = "bold" if is_bold else "normal"
    return tuple(
        font_manager.findfont(FontProperties(family=name, weight=weight)) for name in available_fonts()
    )
