"""The pages of a PDF after its map: every claim in a table, every source with its excerpts.

Columns are shares of the page's width and text is wrapped by its measured width, so that a long name
takes another line and never the next column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from geo import __version__
from geo.briefing.tables import HEADS
from geo.rendering.figure import PAPERS
from geo.rendering.figure_frame import HANDLING_COLORS
from geo.rendering.figure_text import fit, width_of, wrap
from geo.rendering.symbols import SHEET_THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.axes import Axes

    from geo.briefing.tables import Contents
    from geo.rendering.figure import Sheet

COLUMNS = (0.08, 0.2, 0.21, 0.08, 0.11, 0.11, 0.15, 0.06)
"""Share of the width that each column of the claim table takes."""

MARGIN_IN, POINTS, LINE_IN, GAP_IN, HEAD_IN = 0.4, 8.0, 0.15, 0.07, 0.75
TITLE_POINTS = (15.0, 13.0, 11.0, 9.5)
EXCERPT_LETTERS = 500

Row = tuple[tuple[str, ...], bool]


def table_pages(contents: Contents) -> tuple[Figure, ...]:
    """Return the pages of the claim table and of the sources; none without claims.

    Call inside ``figure_look``, which sets the fonts that text is measured for.
    """
    sheet = contents.sheet
    width = PAPERS[sheet.paper][0] - 2 * MARGIN_IN
    if not contents.claims:
        return ()
    claims: list[Row] = [(row.cells(), False) for row in contents.claims]
    sources: list[Row] = []
    for source in contents.sources:
        sources.append(((source.line,), True))
        sources += [((excerpt,), False) for excerpt in source.excerpts(EXCERPT_LETTERS)]
    columns = tuple(share * width for share in COLUMNS)
    pages = [
        *_draw(claims, columns, f"Claims as reported: {contents.title}", sheet, heads=HEADS),
        *_draw(sources, (width,), "Sources and excerpts", sheet, heads=()),
    ]
    # The map is the first page.
    for number, page in enumerate(pages, start=2):
        _write_foot(page.axes[0], f"Page {number} of {len(pages) + 1}", sheet)
    return tuple(pages)


def _write_foot(axes: Axes, words: str, sheet: Sheet) -> None:
    color = SHEET_THEMES[sheet.theme].neutral
    edge, y = axes.get_xlim()[1] - MARGIN_IN, MARGIN_IN / 2
    axes.text(edge, y, words, size=7, color=color, ha="right", va="center")
    made = fit(" · ".join(filter(None, (sheet.producer, f"Frontline {__version__}"))), edge / 2, points=7)
    axes.text(MARGIN_IN, y, f"As reported, not verified. {made}", size=7, color=color, va="center")


def _draw(
    rows: Iterable[Row], columns: tuple[float, ...], title: str, sheet: Sheet, *, heads: tuple[str, ...]
) -> Iterator[Figure]:
    page: Figure | None = None
    top = 0.0
    for cells, is_bold in rows:
        wrapped = [
            wrap(text, width - 0.08, points=POINTS, is_bold=is_bold)
            for text, width in zip(cells, columns, strict=True)
        ]
        needed = max(map(len, wrapped)) * LINE_IN + GAP_IN
        # A source at the foot of a page would stand without any of its excerpts.
        if page is None or top - needed - (2 * LINE_IN if is_bold else 0) < MARGIN_IN:
            if page is not None:
                yield page
            page, top = _new_page(title, columns, sheet, heads=heads)
        _write_row(page.axes[0], wrapped, columns, top, sheet=sheet, is_bold=is_bold, has_rule=bool(heads))
        top -= needed
    if page is not None:
        yield page


def _new_page(
    title: str, columns: tuple[float, ...], sheet: Sheet, *, heads: tuple[str, ...]
) -> tuple[Figure, float]:
    theme = SHEET_THEMES[sheet.theme]
    width, height = PAPERS[sheet.paper]
    page = Figure(figsize=(width, height), facecolor=theme.halo)
    axes = page.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    room = width - 2 * MARGIN_IN - (3.2 if sheet.handling else 0)
    fits = (points for points in TITLE_POINTS if width_of(title, points=points, is_bold=True) <= room)
    size = next(fits, TITLE_POINTS[-1])
    words = fit(title, room, points=size, is_bold=True)
    axes.text(MARGIN_IN, height - 0.45, words, size=size, weight="bold", color=theme.text, va="center")
    if sheet.handling:
        axes.text(
            width - MARGIN_IN,
            height - 0.45,
            fit(sheet.handling, 3.0, points=10, is_bold=True),
            size=10,
            weight="bold",
            color=HANDLING_COLORS[theme.name],
            ha="right",
            va="center",
        )
    top = height - HEAD_IN
    if heads:
        _write_row(axes, [[head] for head in heads], columns, top, sheet=sheet, is_bold=True, has_rule=True)
        top -= LINE_IN + GAP_IN
    return page, top


def _write_row(
    axes: Axes,
    wrapped: list[list[str]],
    columns: tuple[float, ...],
    top: float,
    *,
    sheet: Sheet,
    is_bold: bool,
    has_rule: bool,
) -> None:
    theme = SHEET_THEMES[sheet.theme]
    left = MARGIN_IN
    weight = "bold" if is_bold else "normal"
    for lines, width in zip(wrapped, columns, strict=True):
        for index, line in enumerate(lines):
            y = top - index * LINE_IN
            axes.text(left, y, line, size=POINTS, color=theme.text, weight=weight, va="top")
        left += width
    if has_rule:
        axes.plot([MARGIN_IN, left], [top + GAP_IN / 2] * 2, color=theme.oblast, linewidth=0.4)
