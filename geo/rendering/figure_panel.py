"""The side panel of the figure: legend of what is there, numbered locations, sources, what is missing.

Written as large as it fits. When even the smallest size does not hold it, lists are cut to one line
each, then to names in two columns, and end with how many are left out: the table has them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.models import GeometryKind, Kind
from geo.rendering.figure_frame import count_of
from geo.rendering.figure_map import draw_symbol, has_circle, is_site_hollow, marker_of
from geo.rendering.figure_overlays import draw_swatch
from geo.rendering.figure_text import POINTS_PER_INCH, fit, shorten, width_of, wrap
from geo.rendering.overlay_items import legend_lines
from geo.rendering.sites import names_of
from geo.rendering.symbols import KIND_SYMBOLS, PARTY_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.axes import Axes

    from geo.models import Article
    from geo.rendering.figure import Content
    from geo.rendering.overlay_items import LegendLine
    from geo.rendering.sites import Site, Sourced

SIZES = ((1.25, 3), (1.12, 3), (1.0, 3), (1.0, 2), (1.0, 1), (0.9, 1))
"""Scale of the text, and lines that one location or source may take; tried from the first on."""

LOCATIONS, AREAS, SOURCES = "Locations", "Areas, stretches, directions", "Sources"
CROPS = ({SOURCES: 8, AREAS: 4}, {SOURCES: 4, AREAS: 2})
"""How many of the other lists are kept when not even the smallest size holds all."""

LINE_IN, HEAD_IN, GAP_IN, PAD_IN = 0.165, 0.27, 0.08, 0.16
POINTS, HEAD_POINTS = 8.0, 11.0
SAMPLE_IN = 0.45
"""Room for the sample of a line in the legend."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """What the panel is written with: all lengths in inches grow with ``scale``."""

    axes: Axes
    content: Content
    scale: float

    @property
    def points(self) -> float:
        return POINTS * self.scale

    @property
    def line(self) -> float:
        return LINE_IN * self.scale

    @property
    def head(self) -> float:
        return HEAD_IN * self.scale

    @property
    def width(self) -> float:
        return self.axes.get_xlim()[1] - 2 * PAD_IN

    def write(self, x: float, y: float, text: str, **style: Any) -> None:  # noqa: ANN401 - matplotlib's own
        """Write a line whose letters hang from ``y``."""
        look: dict[str, Any] = {"size": self.points, "color": self.content.theme.text, "va": "baseline"}
        look |= style
        # By the base line: letters with a mark above would push their line down.
        drop = 0.76 * look["size"] / POINTS_PER_INCH if look["va"] == "baseline" else 0.0
        self.axes.text(x, y - drop, text, **look)


def draw_panel(axes: Axes, content: Content) -> None:
    """Write the panel from top to bottom at the largest size that holds it all."""
    room = axes.get_ylim()[1] - 2 * GAP_IN
    lists = [
        (LOCATIONS, [_site_item(content, site) for site in content.sites]),
        (AREAS, _wide_items(content)),
        (SOURCES, _source_items(content)),
        ("Not on this map", [Item("", line) for line in _missing_lines(content)]),
    ]
    for scale, lines in SIZES:
        pen = _Pen(axes=axes, content=content, scale=scale)
        blocks = [(head, _wrapped(pen, items, lines)) for head, items in lists if items]
        if _legend_height(pen) + sum(_height(pen, rows) for _, rows in blocks) <= room:
            top = _draw_legend(pen)
            for head, rows in blocks:
                top = _write_block(pen, head, rows, top)
            return
    _draw_cropped(pen, [(head, items) for head, items in lists if items])


def _wrapped(pen: _Pen, items: Sequence[Item], most: int) -> list[Row]:
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


def _indent(pen: _Pen, items: Iterable[Item]) -> float:
    marks = [width_of(item.mark, points=pen.points, is_bold=True) for item in items]
    return max(marks) + 0.07 if any(marks) else 0.0


def _height(pen: _Pen, rows: Sequence[Row]) -> float:
    return pen.head + pen.line * sum(len(lines) for _, lines in rows) + GAP_IN


def _write_block(pen: _Pen, head: str, rows: Sequence[Row], top: float) -> float:
    """Write a heading and its rows, and return the next free height."""
    top = _write_head(pen, head, top)
    indent = _indent(pen, [Item(mark, "") for mark, _ in rows])
    for mark, lines in rows:
        if mark:
            pen.write(PAD_IN, top, mark, weight="bold")
        for line in lines:
            pen.write(PAD_IN + indent, top, line)
            top -= pen.line
    return top - GAP_IN


def _write_head(pen: _Pen, text: str, top: float) -> float:
    pen.write(PAD_IN, top, text, size=HEAD_POINTS * pen.scale, weight="bold")
    return top - pen.head


def _draw_cropped(pen: _Pen, lists: Sequence[tuple[str, list[Item]]]) -> None:
    """Write what fits at the smallest size; the places, which are most, get what the others leave."""
    room = pen.axes.get_ylim()[1] - 2 * GAP_IN - _legend_height(pen)
    for most in CROPS:
        shown = {head: min(len(items), most.get(head, len(items))) for head, items in lists}
        others = sum(pen.head + pen.line * n + GAP_IN for head, n in shown.items() if head != LOCATIONS)
        left = max(int((room - others - pen.head - GAP_IN) / pen.line), 1)
        if 3 * left >= len(pen.content.sites):
            break
    spare = left - shown.get(LOCATIONS, 0)
    for head, items in lists:
        if spare > 0 and head != LOCATIONS:
            more = min(spare, len(items) - shown[head])
            shown[head], spare = shown[head] + more, spare - more
    top = _draw_legend(pen)
    for head, items in lists:
        if head == LOCATIONS and len(items) > left:
            top = _write_columns(pen, left, top)
        else:
            top = _write_block(pen, head, _cut(pen, items, shown[head]), top)


def _cut(pen: _Pen, items: Sequence[Item], room: int) -> list[Row]:
    """Return one line per item, at most ``room`` of them."""
    more = Item("", f"… and {len(items) - room + 1} more, see the table")
    return _wrapped(pen, items if len(items) <= room else [*items[: room - 1], more], 1)


def _write_columns(pen: _Pen, room: int, top: float) -> float:
    """List the places by name alone in two columns of ``room`` lines, or in three of smaller ones."""
    top = _write_head(pen, LOCATIONS, top)
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
        name = f"{site.name}  {site.name_local}"
        pen.write(left + indent, y, fit(name, width - indent - 0.05, points=pen.points))
    return top - pen.line * min(room, len(shown)) - GAP_IN


# Legend


def _symbols(content: Content) -> list[tuple[str, dict[str, Any]]]:
    """Return the label of every marker on this map, and how it is drawn: what is reported, then who acts."""
    kinds = {site.kind for site in content.sites}
    sides = {site.actor for site in content.sites} | {
        entry.claim.actor for entry in content.wide if entry.claim.shape
    }
    shown: list[tuple[str, dict[str, Any]]] = [
        (symbol.label, {"kind": kind}) for kind, symbol in KIND_SYMBOLS.items() if kind in kinds
    ]
    shown += [(symbol.label, {"side": side}) for side, symbol in PARTY_SYMBOLS.items() if side in sides]
    if any(is_site_hollow(site) for site in content.sites):
        shown.append(("Unconfirmed or denied", {"is_hollow": True}))
    return shown


def _columns(symbols: Sequence[object]) -> int:
    return 2 if len(symbols) <= 12 else 3


def _legend_height(pen: _Pen) -> float:
    symbols = _symbols(pen.content)
    rows = -(-len(symbols) // _columns(symbols)) + len(list(_line_legend(pen.content)))
    rows += sum(len(_overlay_words(pen, line)) for line in legend_lines(pen.content.overlays))
    return pen.head + rows * pen.line * 1.05 + GAP_IN * 1.5


def _overlay_words(pen: _Pen, line: LegendLine) -> list[str]:
    return wrap(line.text, pen.width - SAMPLE_IN, points=pen.points)


def _draw_legend(pen: _Pen) -> float:
    """Draw the symbols that are on this map and no other, and return the next free height."""
    top = _write_head(pen, "Legend", pen.axes.get_ylim()[1] - GAP_IN)
    symbols, line = _symbols(pen.content), pen.line * 1.05
    columns = _columns(symbols)
    rows, width = -(-len(symbols) // columns), pen.width / columns
    room = width - 0.11 - 0.14 * pen.scale
    widest = max((width_of(label, points=pen.points) for label, _ in symbols), default=room)
    points = pen.points * max(min(room / widest, 1.0), 0.8)
    for index, (label, how) in enumerate(symbols):
        x, y = PAD_IN + width * (index // rows) + 0.09, top - (index % rows + 0.5) * line
        _draw_sample(pen, (x, y), how)
        shown = fit(label, room, points=points)
        pen.write(x + 0.14 * pen.scale, y, shown, va="center", size=points)
    top -= rows * line + GAP_IN / 2
    for label, style in _line_legend(pen.content):
        pen.axes.plot([PAD_IN, PAD_IN + 0.34], [top - line / 2] * 2, **style)
        pen.write(PAD_IN + SAMPLE_IN, top - line / 2, label, va="center")
        top -= line
    for overlay in legend_lines(pen.content.overlays):
        draw_swatch(pen.axes, pen.content.theme, overlay, PAD_IN, top - line / 2)
        for words in _overlay_words(pen, overlay):
            pen.write(PAD_IN + SAMPLE_IN, top - line / 2, words, va="center")
            top -= line
    return top - GAP_IN


def _draw_sample(pen: _Pen, spot: tuple[float, float], how: dict[str, Any]) -> None:
    """Draw a kind in the colour of text, and a party on a circle: neither says the other."""
    if "kind" in how:
        style: dict[str, Any] = {"color": pen.content.theme.text, "linewidth": 0}
        pen.axes.scatter(*spot, s=44 * pen.scale, marker=marker_of(how["kind"]), **style)
    else:
        side, hollow = how.get("side"), how.get("is_hollow", False)
        area = 54 * pen.scale
        draw_symbol(pen.axes, spot, pen.content, kind=Kind.CLASH, side=side, is_hollow=hollow, area=area)


def _line_legend(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    theme, view, base = content.theme, content.view, content.basemap
    if base.border.intersects(view.outline).any():
        yield "International border (recognised)", {"color": theme.border, "linewidth": 2.2}
    yield "Oblast boundary", {"color": theme.oblast, "linewidth": 1, "linestyle": "--"}
    kinds = {entry.claim.shape.kind for entry in content.wide if entry.claim.shape}
    if GeometryKind.AREA in kinds:
        yield "Claim about a whole area", {"color": theme.text, "linewidth": 1, "linestyle": ":"}
    if GeometryKind.ISODISTANCE in kinds:
        style: dict[str, Any] = {"color": theme.distance, "linewidth": 1.6, "linestyle": "--"}
        yield "Distance from the border, as reported", style
    if GeometryKind.BORDER_STRETCH in kinds:
        yield "Border stretch, position unknown", {"color": theme.distance, "linewidth": 5, "alpha": 0.45}
    if GeometryKind.DIRECTION in kinds:
        yield "Direction of attack, as reported", {"color": theme.text, "linewidth": 1.8, "linestyle": "--"}
    if content.rays:
        style = {"color": theme.distance, "linewidth": 1.1, "linestyle": "-."}
        yield "Distance to the border, computed", style
    if any(has_circle(site, view) for site in content.sites):
        style = {"color": theme.uncertainty, "linewidth": 1, "linestyle": "--"}
        yield "Place known to within this circle", style


# Lists


def _site_item(content: Content, site: Site) -> Item:
    local = f" {site.name_local}" if site.name_local else ""
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
