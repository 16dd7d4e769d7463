"""The side panel of the figure: legend of what is there, numbered locations, sources, what is missing.

Written as large as it fits. When even the smallest size does not hold it, lists are cut to one line
each, then to names in two columns, and end with how many are left out: the table has them all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.models import GeometryKind
from geo.rendering.figure_frame import count_of
from geo.rendering.figure_legend import draw_legend, legend_height
from geo.rendering.figure_pen import GAP_IN, PAD_IN, Pen
from geo.rendering.figure_text import fit, shorten, width_of, wrap
from geo.rendering.sites import names_of
from geo.rendering.symbols import KIND_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from geo.models import Article
    from geo.rendering.figure import Content
    from geo.rendering.sites import Site, Sourced

SIZES = (
    (1.25, 3, 3), (1.12, 3, 3), (1.0, 3, 3), (0.92, 3, 3), (1.0, 2, 2), (0.92, 2, 2), (1.0, 1, 2),
    (0.92, 1, 2), (1.0, 1, 1), (0.9, 1, 1),
)  # fmt: skip
"""Scale of the text, lines that one location may take, and one source; tried from the first on."""

LOCATIONS, AREAS, SOURCES = "Locations", "Areas, stretches, directions", "Sources"
MISSING = "Not on this map"
COLUMNS = {
    1: (((LOCATIONS, AREAS, SOURCES, MISSING),),),
    2: (
        ((AREAS, MISSING), (LOCATIONS, SOURCES)),
        ((MISSING,), (LOCATIONS, AREAS, SOURCES)),
        ((), (LOCATIONS, AREAS, SOURCES, MISSING)),
    ),
}
"""What may stand in each column below the legend, which is in the first, by the number of columns."""

CROPS = ({SOURCES: 8, AREAS: 4}, {SOURCES: 4, AREAS: 2}, {SOURCES: 2, AREAS: 1})
"""How many of the other lists are kept when not even the smallest size holds all."""

CROPPED_SCALES, LEAST_PLACES = (0.9, 0.8, 0.72), 4
"""Scales of the text then; the next is taken where fewer places than this would be listed."""


SMALLER = 0.85
"""Scale of the text in three columns."""

REASONS = {
    "unlocated": "without a place",
    "ambiguous": "whose place is ambiguous",
    "not_events": "planned, hypothetical or negated",
}
WIDE_WORDS = {
    GeometryKind.ISODISTANCE: "distance from the border",
    GeometryKind.BORDER_STRETCH: "border stretch",
    GeometryKind.DIRECTION: "direction",
}


class Item(NamedTuple):
    """A line of a list: its bold mark, its words, and an end that is kept when the words are cut."""

    mark: str
    words: str
    end: str = ""


Row = tuple[str, list[str]]
Block = tuple[str, list[Row]]


def draw_panel(panels: Sequence[Axes], content: Content) -> None:
    """Write the panel, in one column or two, at the largest size that holds it all."""
    lists = {
        LOCATIONS: [_site_item(content, site) for site in content.sites],
        AREAS: _wide_items(content),
        SOURCES: _source_items(content),
        MISSING: [Item("", line) for line in _missing_lines(content)],
    }
    for index, (scale, *_) in enumerate(SIZES):
        pens = [
            Pen(axes=axes, content=content, scale=scale, has_legend=number == 0)
            for number, axes in enumerate(panels)
        ]
        for heads in COLUMNS[len(panels)]:
            columns = [
                _roomiest(pen, {head: lists[head] for head in column if lists[head]}, SIZES[: index + 1])
                for pen, column in zip(pens, heads, strict=True)
            ]
            if None not in columns:
                for pen, blocks in zip(pens, columns, strict=True):
                    _write_blocks(pen, blocks or ())
                return
    for pen, column in zip(pens, COLUMNS[len(panels)][-1], strict=True):
        _draw_cropped(pen, {head: lists[head] for head in column if lists[head]})


def _roomiest(
    pen: Pen, lists: dict[str, list[Item]], sizes: Sequence[tuple[float, int, int]]
) -> list[Block] | None:
    """Return the lists in as many lines each as the first of ``sizes`` of this scale that fits allows."""
    # Measuring words takes long: not where even a line each does not fit.
    if not _fits(pen, [(head, [("", [""])] * len(items)) for head, items in lists.items()]):
        return None
    for scale, lines, source_lines in sizes:
        if scale == pen.scale:
            blocks = [
                (head, _wrapped(pen, items, source_lines if head == SOURCES else lines))
                for head, items in lists.items()
            ]
            if _fits(pen, blocks):
                return blocks
    return None


def _fits(pen: Pen, blocks: Sequence[Block]) -> bool:
    room = pen.axes.get_ylim()[1] - 2 * GAP_IN
    return legend_height(pen) + sum(_height(pen, rows) for _, rows in blocks) <= room


def _wrapped(pen: Pen, items: Sequence[Item], most: int) -> list[Row]:
    """Return the items in at most ``most`` lines each."""
    rows = []
    width = pen.width - _indent(pen, items)
    for item in items:
        lines = wrap(item.words + item.end, width, points=pen.points)
        if len(lines) > most:
            lines = wrap(item.words, width, points=pen.points)
            room = width - width_of(item.end, points=pen.points)
            last = fit(" ".join(lines[most - 1 :]), room, points=pen.points)
            lines = [*lines[: most - 1], last + item.end]
        rows.append((item.mark, lines))
    return rows


def _indent(pen: Pen, items: Iterable[Item]) -> float:
    marks = [width_of(item.mark, points=pen.points, is_bold=True) for item in items]
    return max(marks) + 0.07 if any(marks) else 0.0


def _height(pen: Pen, rows: Sequence[Row]) -> float:
    return pen.head + pen.line * sum(len(lines) for _, lines in rows) + GAP_IN


def _write_blocks(pen: Pen, blocks: Iterable[Block]) -> None:
    top = draw_legend(pen)
    for head, rows in blocks:
        top = _write_block(pen, head, rows, top)


def _write_block(pen: Pen, head: str, rows: Sequence[Row], top: float) -> float:
    """Write a heading and its rows, and return the next free height."""
    top = pen.write_head(head, top)
    indent = _indent(pen, [Item(mark, "") for mark, _ in rows])
    for mark, lines in rows:
        if mark:
            pen.write(PAD_IN, top, mark, weight="bold")
        for line in lines:
            pen.write(PAD_IN + indent, top, line)
            top -= pen.line
    return top - GAP_IN


def _draw_cropped(pen: Pen, lists: dict[str, list[Item]]) -> None:
    """Write what fits; the first list, which is longest, gets what the others leave."""
    if not lists:
        room = pen.axes.get_ylim()[1] - GAP_IN
        smaller = (replace(pen, scale=scale) for scale in CROPPED_SCALES)
        fits = (pen for pen in smaller if legend_height(pen) <= room)
        draw_legend(next(fits, replace(pen, scale=CROPPED_SCALES[-1])))
        return
    longest = next(iter(lists))
    pen, shown, left = _crop(pen, {head: len(items) for head, items in lists.items()}, longest)
    top = draw_legend(pen)
    for head, items in lists.items():
        if head == LOCATIONS and len(items) > left:
            top = _write_columns(pen, left, top)
        else:
            top = _write_block(pen, head, _cut(pen, items, shown[head]), top)


def _crop(pen: Pen, counts: dict[str, int], longest: str) -> tuple[Pen, dict[str, int], int]:
    """Return the pen, how many of each list to show, and how many lines the longest has."""
    for scale in CROPPED_SCALES:
        pen = replace(pen, scale=scale)
        room = pen.axes.get_ylim()[1] - 2 * GAP_IN - legend_height(pen)
        for most in CROPS:
            shown = {head: min(count, most.get(head, count)) for head, count in counts.items()}
            others = sum(pen.head + pen.line * n + GAP_IN for head, n in shown.items() if head != longest)
            left = max(int((room - others - pen.head - GAP_IN) / pen.line), 1)
            # In three columns at best.
            is_enough = left >= min(counts[longest], LEAST_PLACES)
            if is_enough and 3 * left >= counts[longest]:
                break
        if is_enough:
            break
    shown[longest] = min(left, counts[longest])
    spare = left - shown[longest]
    for head, count in counts.items():
        more = min(spare, count - shown[head])
        shown[head], spare = shown[head] + more, spare - more
    return pen, shown, left


def _cut(pen: Pen, items: Sequence[Item], room: int) -> list[Row]:
    """Return one line per item, at most ``room`` of them."""
    more = Item("", f"… and {len(items) - room + 1} more, see the table")
    return _wrapped(pen, items if len(items) <= room else [*items[: room - 1], more], 1)


def _write_columns(pen: Pen, room: int, top: float) -> float:
    """List the places by name alone in two columns of ``room`` lines, or in three of smaller ones."""
    top = pen.write_head(LOCATIONS, top)
    sites, columns = pen.content.sites, 2
    if len(sites) > 2 * room:
        pen, room, columns = replace(pen, scale=pen.scale * SMALLER), int(room / SMALLER), 3
    shown, width = sites[: columns * room], pen.width / columns
    indent = _indent(pen, [Item(str(site.number), "") for site in sites])
    for index, site in enumerate(shown):
        left, y = PAD_IN + width * (index // room), top - pen.line * (index % room)
        if index == len(shown) - 1 and len(shown) < len(sites):
            pen.write(left, y, fit(f"… and {len(sites) - index} more", width, points=pen.points))
            break
        pen.write(left, y, str(site.number), weight="bold")
        both, room_in = f"{site.name}  {site.name_local}", width - indent - 0.05
        # Half a name in the other script helps nobody.
        name = both if width_of(both, points=pen.points) <= room_in else site.name
        pen.write(left + indent, y, fit(name, room_in, points=pen.points))
    return top - pen.line * min(room, len(shown)) - GAP_IN


def _site_item(content: Content, site: Site) -> Item:
    local = f" ({site.name_local})" if site.name_local else ""
    words, end = _told(content, site.entries)
    return Item(str(site.number), f"{site.name}{local}: {words}", end)


def _wide_items(content: Content) -> list[Item]:
    """Return a line for each area, stretch or direction, by the place that it is about."""
    gathered: dict[str, list[Sourced]] = {}
    for entry in content.wide:
        shape = entry.claim.shape
        word = WIDE_WORDS.get(shape.kind) if shape else None
        name = names_of(entry.places[0], content.sheet.language)[0] if entry.places else "The border"
        gathered.setdefault(f"{name}, {word}" if word else name, []).append(entry)
    told = [(name, *_told(content, entries)) for name, entries in sorted(gathered.items())]
    return [Item("", f"{name}: {words}", end) for name, words, end in told]


def _told(content: Content, entries: Sequence[Sourced]) -> tuple[str, str]:
    """Return what is reported with the analyst's captions, and the letters of the sources."""
    kinds = [kind for kind in KIND_SYMBOLS if kind in {entry.claim.kind for entry in entries}]
    words = ", ".join(KIND_SYMBOLS[kind].label.lower() for kind in kinds[:3])
    more = f" +{len(kinds) - 3}" if len(kinds) > 3 else ""
    captions = dict(content.sheet.captions)
    notes = "".join(f"; note: {captions[e.claim.id]}" for e in entries if captions.get(e.claim.id))
    cited = {entry.article.id for entry in entries}
    letters = [letter for letter, article in content.articles if article.id in cited]
    sources = ", ".join(letters[:4]) + ("…" if len(letters) > 4 else "")
    return f"{words}{more}{notes}", f" [{sources}]"


def _source_items(content: Content) -> list[Item]:
    numbers: dict[str, list[int]] = {}
    for site in content.sites:
        for entry in site.entries:
            numbers.setdefault(entry.article.id, []).append(site.number)
    wide = {entry.article.id for entry in content.wide}
    return [
        _source_item(letter, article, numbers.get(article.id, ()), is_wide=article.id in wide)
        for letter, article in content.articles
        if article.id in numbers or article.id in wide
    ]


def _source_item(letter: str, article: Article, numbers: Iterable[int], *, is_wide: bool) -> Item:
    name = article.title or article.source.rsplit("/", 1)[-1]
    end = article.published.end or article.published.start
    date = f"{end.day} {end:%b %Y}" if end else "undated"
    cited = [*_ranges(numbers), *(["areas"] if is_wide else [])]
    words = ", ".join(filter(None, (name, article.publisher)))
    return Item(f"[{letter}]", words, f", {date} – {shorten(', '.join(cited), 24)}")


def _ranges(numbers: Iterable[int]) -> list[str]:
    """Return numbers as runs: 1–4, 6."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def _missing_lines(content: Content) -> list[str]:
    counts = [(content.not_shown[key], words) for key, words in REASONS.items()]
    counts.append((content.outside, "outside this view"))
    return [f"{count_of(count, 'claim')} {words}" for count, words in counts if count]
