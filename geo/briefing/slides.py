"""A briefing as slides: the map, the claims as tables that can be edited, the sources with excerpts.

Heights are estimated from the letters of each cell and rows go on to a next slide before the page is
full: a table that PowerPoint lets grow off the slide cannot be projected.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, cast

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from geo.briefing.packages import state_origin, write_package
from geo.briefing.tables import HEADS
from geo.briefing.words import one_line, plain
from geo.rendering.figure import PAPERS
from geo.rendering.figure_frame import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pptx.presentation import Presentation as Deck
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide
    from pptx.table import _Cell

    from geo.briefing.tables import ClaimRow, Contents, SourceRow

WIDTH_IN, HEIGHT_IN = 13.333, 7.5
LEFT_IN, TOP_IN, BOTTOM_IN = 0.45, 1.25, 0.35

COLUMN_IN = (1.0, 2.4, 2.7, 0.95, 1.35, 1.35, 1.88, 0.8)
"""Widths of the columns of the claim table."""

CELL_POINTS = 10
LINE_IN = CELL_POINTS * 1.22 / 72
CELL_PAD_IN = 0.1

LETTERS_PER_INCH = 13.0
"""Of the widest script we write (Cyrillic capitals apart) at ``CELL_POINTS``; measured low, to be safe."""

EXCERPT_LETTERS = 420
LAYOUT_TITLE_ONLY = 5
TEXT_RGB, GREY_RGB, RED_RGB = "22252A", "6B6F76", "B3152B"
BAND_RGB = ("FFFFFF", "F4F2EC")
"""Ground of every other row of a table: quieter than the blue of the template."""


def write_slides(contents: Contents, path: Path, *, picture: Path) -> Path:
    """Write ``contents`` as a PowerPoint file at ``path``, with the map from the PNG ``picture``.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    _add_map(deck, contents, picture=picture)
    pages = list(_paginate(contents.claims))
    for number, page in enumerate(pages, start=1):
        of = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        _add_table(deck, f"Claims as reported{of}", page, handling=contents.handling)
    for paragraphs in _paginate_sources(contents.sources):
        _add_sources(deck, paragraphs, handling=contents.handling)
    state_origin(deck.core_properties, contents)
    saved = io.BytesIO()
    deck.save(saved)
    return write_package(saved, path)


def _add_map(deck: Deck, contents: Contents, *, picture: Path) -> None:
    title, times = one_line(contents.title, 110), one_line(contents.times, 150)
    slide = _new_slide(deck, title, handling=contents.handling, subtitle=times)
    height = PAPERS["slide"][1]
    box = (Inches(side) for side in (0, HEIGHT_IN - height, WIDTH_IN, height))
    shape = slide.shapes.add_picture(str(picture), *box)
    numbered = [f"{row.number} {row.place}: {row.what}" for row in contents.claims if row.number[0].isdigit()]
    alternative = f"Map. {title}. {times}. " + "; ".join(numbered)
    shape._element._nvXxPr.cNvPr.set("descr", one_line(alternative, 1500))  # noqa: SLF001 - no public setter
    shape.name = "Map of reported claims"


def _new_slide(deck: Deck, title: str, *, handling: str, subtitle: str = "") -> Slide:
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[LAYOUT_TITLE_ONLY])
    holder = cast("Shape", slide.shapes.title)  # the layout has one
    room = WIDTH_IN - 2 * LEFT_IN - (2.6 if handling else 0)
    holder.left, holder.top, holder.width, holder.height = (Inches(x) for x in (LEFT_IN, 0.2, room, 0.62))
    # Two lines of 18 points hold what one of 26 does not.
    _write(holder, title, points=26 if len(title) <= 4.6 * room else 18, bold=True)
    if subtitle:
        box = slide.shapes.add_textbox(*(Inches(x) for x in (LEFT_IN, 0.82, WIDTH_IN - 2 * LEFT_IN, 0.35)))
        _write(box, subtitle, points=12, color=GREY_RGB)
    if handling:
        box = slide.shapes.add_textbox(*(Inches(x) for x in (WIDTH_IN - LEFT_IN - 2.5, 0.25, 2.5, 0.5)))
        _write(box, one_line(handling, 48), points=12, bold=True, color=RED_RGB, is_right=True)
    return slide


def _write(
    shape: Shape | _Cell,
    text: str,
    *,
    points: float,
    bold: bool = False,
    color: str = TEXT_RGB,
    is_right: bool = False,
) -> None:
    """Write one paragraph in a shape or a table cell."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(CELL_PAD_IN / 2)
    frame.margin_top = frame.margin_bottom = Inches(CELL_PAD_IN / 4)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size, run.font.bold, run.font.name = Pt(points), bold, "Arial"
    run.font.color.rgb = _rgb(color)


def _add_table(deck: Deck, title: str, rows: Sequence[ClaimRow], *, handling: str) -> None:
    slide = _new_slide(deck, title, handling=handling)
    height = sum(row_height(row) for row in rows) + LINE_IN + CELL_PAD_IN
    shape = slide.shapes.add_table(
        len(rows) + 1,
        len(HEADS),
        Inches(LEFT_IN),
        Inches(TOP_IN),
        Inches(sum(COLUMN_IN)),
        Inches(height),
    )
    shape.name = "Claim table"
    words = f"Table of {count_of(len(rows), 'claim')}, numbered as on the map"
    shape._element._nvXxPr.cNvPr.set("descr", words)  # noqa: SLF001 - no public setter
    table = shape.table
    for index, width in enumerate(COLUMN_IN):
        table.columns[index].width = Inches(width)
    table.rows[0].height = Inches(LINE_IN + CELL_PAD_IN)
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        _write(cell, head, points=CELL_POINTS, bold=True, color="FFFFFF")
        _fill(cell, TEXT_RGB)
    for index, (line, row) in enumerate(zip(list(table.rows)[1:], rows, strict=True)):
        line.height = Inches(row_height(row))
        for cell, text in zip(line.cells, row.cells(), strict=True):
            _write(cell, text, points=CELL_POINTS)
            _fill(cell, BAND_RGB[index % 2])


def _fill(cell: _Cell, color: str) -> None:
    cell.fill.solid()  # type: ignore[no-untyped-call]
    cell.fill.fore_color.rgb = _rgb(color)


def row_height(row: ClaimRow) -> float:
    """Return the height in inches that the fullest cell of ``row`` needs."""
    return (
        max(_lines(text, width - CELL_PAD_IN) for text, width in zip(row.cells(), COLUMN_IN, strict=True))
        * LINE_IN
        + CELL_PAD_IN
    )


def _lines(text: str, width_in: float, *, points: float = CELL_POINTS) -> int:
    """Return how many lines ``text`` fills: words are kept whole, so a line may end early."""
    room = max(int(width_in * LETTERS_PER_INCH * CELL_POINTS / points), 1)
    lines, used = 1, 0
    for word in text.split():
        extra = math.ceil(len(word) / room) - 1
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        lines += extra
        used += (1 if used else 0) + len(word) - extra * room
    return lines


def _paginate(rows: Iterable[ClaimRow]) -> Iterator[list[ClaimRow]]:
    room = HEIGHT_IN - TOP_IN - BOTTOM_IN - LINE_IN - CELL_PAD_IN
    page: list[ClaimRow] = []
    used = 0.0
    for row in rows:
        height = row_height(row)
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += height
    if page:
        yield page


def _paginate_sources(sources: Iterable[SourceRow]) -> Iterator[list[tuple[str, bool]]]:
    """Yield the paragraphs of each slide, and whether each is the line of a source."""
    width, room = WIDTH_IN - 2 * LEFT_IN - CELL_PAD_IN, HEIGHT_IN - TOP_IN - BOTTOM_IN - CELL_PAD_IN
    page: list[tuple[str, bool]] = []
    used = 0.0
    for source in sources:
        excerpts = [(excerpt, False) for excerpt in source.excerpts(EXCERPT_LETTERS)]
        for text, is_source in [(source.line, True), *excerpts]:
            height = _lines(text, width) * LINE_IN + 0.06
            # A source at the foot of a slide would stand without any of its excerpts.
            if page and used + height + (3 * LINE_IN if is_source else 0) > room:
                yield page
                page, used = [] if is_source else [(f"[{source.letter}] continued", True)], LINE_IN
            page.append((text, is_source))
            used += height
    if page:
        yield page


def _add_sources(deck: Deck, page: Sequence[tuple[str, bool]], *, handling: str) -> None:
    slide = _new_slide(deck, "Sources and excerpts", handling=handling)
    box = slide.shapes.add_textbox(
        *(Inches(x) for x in (LEFT_IN, TOP_IN, WIDTH_IN - 2 * LEFT_IN, HEIGHT_IN - TOP_IN - BOTTOM_IN))
    )
    box.name = "Sources"
    frame = box.text_frame
    frame.word_wrap = True
    for index, (text, is_source) in enumerate(page):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(3)
        run = paragraph.add_run()
        run.text = plain(text)
        run.font.size, run.font.bold, run.font.name = Pt(CELL_POINTS), is_source, "Arial"
        run.font.color.rgb = _rgb(TEXT_RGB)


def _rgb(color: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(color))  # type: ignore[no-untyped-call]
