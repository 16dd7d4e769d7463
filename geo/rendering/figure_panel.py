"""The side panel of the figure: legend of what is there, numbered locations, sources, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.path import Path as MarkerPath

from geo.models import GeometryKind, Kind
from geo.rendering.figure_frame import shorten
from geo.rendering.figure_map import draw_symbol
from geo.rendering.figure_overlays import draw_overlay_legend
from geo.rendering.sites import lettered_articles
from geo.rendering.symbols import KIND_SYMBOLS, PARTY_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from geo.models import Article
    from geo.rendering.figure import Content
    from geo.rendering.sites import Site

LINE_IN = 0.165
HEAD_IN = 0.27
PAD_IN = 0.16
LETTERS_PER_INCH = 16.5

REASONS = {
    "unlocated": "without a place",
    "ambiguous": "whose place is ambiguous",
    "not_events": "planned, hypothetical or negated",
}


def draw_panel(axes: Axes, content: Content) -> None:
    """Write the panel from top to bottom; lists that do not fit end with how many are left out."""
    top = axes.get_ylim()[1] - 0.1
    top = _draw_legend(axes, content, top)
    missing = _missing_lines(content)
    floor = PAD_IN + LINE_IN * len(missing) + (HEAD_IN if missing else 0)
    sources = [
        _source_line(letter, article, _letters(axes))
        for letter, article in lettered_articles(content.sites, content.wide)
    ]
    room_for_sources = min(len(sources), 8) * LINE_IN + HEAD_IN + 0.18
    top = _draw_sites(axes, content, top, floor + room_for_sources)
    top = _draw_list(axes, content, "Sources", sources, top=top, floor=floor)
    if missing:
        _draw_list(axes, content, "Not on this map", missing, top=floor, floor=PAD_IN / 2)


def _source_line(letter: str, article: Article, room: int) -> str:
    name = article.title or article.source.rsplit("/", 1)[-1]
    end = article.published.end or article.published.start
    date = f", {end.day} {end:%b %Y}" if end else ", undated"
    publisher = f", {article.publisher}" if article.publisher else ""
    publisher = shorten(publisher, 18)
    return f"[{letter}] {shorten(name, room - len(date) - len(publisher) - len(letter) - 3)}{publisher}{date}"


def _missing_lines(content: Content) -> list[str]:
    counts = ((content.not_shown[key], words) for key, words in REASONS.items())
    return [f"{count} claim{'' if count == 1 else 's'} {words}" for count, words in counts if count]


def _letters(axes: Axes) -> int:
    """Return how many letters of the lists fit side by side."""
    return int(axes.get_xlim()[1] * LETTERS_PER_INCH)


def _head(axes: Axes, content: Content, text: str, top: float) -> float:
    axes.text(PAD_IN, top - 0.02, text, size=11.5, weight="bold", color=content.theme.text, va="top")
    return top - HEAD_IN


def _draw_legend(axes: Axes, content: Content, top: float) -> float:
    """Draw the symbols that are on this map and no other: kinds in two columns, parties in a third."""
    top = _head(axes, content, "Legend", top)
    kinds = {site.kind for site in content.sites}
    shown = [(symbol.label, kind) for kind, symbol in KIND_SYMBOLS.items() if kind in kinds]
    half = (len(shown) + 1) // 2
    sides = {site.actor for site in content.sites} | {entry.claim.actor for entry in content.wide}
    parties = [(symbol.label, side) for side, symbol in PARTY_SYMBOLS.items() if side in sides]
    width = (axes.get_xlim()[1] - PAD_IN) * 0.36
    for index, items in enumerate((shown[:half], shown[half:])):
        for row, (label, kind) in enumerate(items):
            outline = KIND_SYMBOLS[kind].matplotlib_marker
            spot = (PAD_IN + index * width + 0.08, top - (row + 0.5) * LINE_IN)
            marker = MarkerPath([*outline, outline[0]], closed=True)
            axes.scatter(*spot, s=44, marker=marker, color=content.theme.text, linewidth=0)
            _write_beside(axes, content, spot, label)
    for row, (label, side) in enumerate(parties):
        spot = (PAD_IN + 2 * width + 0.08, top - (row + 0.5) * LINE_IN)
        draw_symbol(axes, spot, content, kind=Kind.CLASH, side=side, area=54)
        _write_beside(axes, content, spot, label)
    columns = (shown[:half], shown[half:], parties)
    top -= LINE_IN * max(len(items) for items in columns) + 0.05
    for label, style in _line_legend(content):
        axes.plot([PAD_IN, PAD_IN + 0.34], [top - LINE_IN / 2] * 2, **style)
        axes.text(PAD_IN + 0.45, top - LINE_IN / 2, label, size=8.3, color=content.theme.text, va="center")
        top -= LINE_IN
    top = draw_overlay_legend(axes, content, top, left=PAD_IN, letters=_letters(axes))
    return top - 0.08


def _write_beside(axes: Axes, content: Content, spot: tuple[float, float], label: str) -> None:
    size = 8.3 if axes.get_xlim()[1] > 3.3 else 7.4
    axes.text(spot[0] + 0.14, spot[1], label, size=size, color=content.theme.text, va="center")


def _line_legend(content: Content) -> Iterable[tuple[str, dict[str, Any]]]:
    theme = content.theme
    yield "International border (recognised)", {"color": theme.border, "linewidth": 2.2}
    yield "Oblast boundary", {"color": theme.oblast, "linewidth": 1, "linestyle": "--"}
    kinds = {entry.claim.shape.kind for entry in content.wide if entry.claim.shape}
    if GeometryKind.AREA in kinds:
        yield "Claim about a whole area", {"color": theme.text, "linewidth": 1, "linestyle": ":"}
    if GeometryKind.ISODISTANCE in kinds:
        yield (
            "Distance from the border, as reported",
            {"color": theme.distance, "linewidth": 1.6, "linestyle": "--"},
        )
    if GeometryKind.BORDER_STRETCH in kinds:
        yield "Border stretch, position unknown", {"color": theme.distance, "linewidth": 5, "alpha": 0.45}
    if GeometryKind.DIRECTION in kinds:
        yield "Direction of attack, as reported", {"color": theme.text, "linewidth": 1.8, "linestyle": "--"}
    if content.rays:
        yield (
            "Distance to the border, computed",
            {"color": theme.distance, "linewidth": 1.1, "linestyle": "-."},
        )
    if content.sites:
        yield (
            "Place known to within this circle",
            {"color": theme.uncertainty, "linewidth": 1, "linestyle": "--"},
        )


def _draw_sites(axes: Axes, content: Content, top: float, floor: float) -> float:
    """List the numbered sites with what is reported; many of them in two columns, by name only."""
    if not content.sites:
        return top
    letters = {article.id: letter for letter, article in lettered_articles(content.sites, content.wide)}
    lines = [_site_line(site, letters, _letters(axes)) for site in content.sites]
    if len(lines) <= _room(top - HEAD_IN, floor):
        return _draw_list(axes, content, "Locations", lines, top=top, floor=floor)
    names = [_name_line(site, _letters(axes) // 2 - 4) for site in content.sites]
    half = max(_room(top - HEAD_IN, floor), 1)
    first, rest = names[:half], names[half:]
    below = _draw_list(axes, content, "Locations", first, top=top, floor=floor)
    middle = axes.get_xlim()[1] / 2
    return min(below, _write_lines(axes, content, rest, left=middle, top=top - HEAD_IN, floor=floor) - 0.08)


def _site_line(site: Site, letters: dict[str, str], room: int) -> str:
    kinds = ", ".join(KIND_SYMBOLS[kind].label.lower() for kind in site.kinds[:2])
    more = f" +{len(site.kinds) - 2}" if len(site.kinds) > 2 else ""
    found = sorted({letters[entry.article.id] for entry in site.entries}, key=lambda name: (len(name), name))
    sources = ",".join(found[:4]) + ("…" if len(found) > 4 else "")
    local = f"  {shorten(site.name_local, 18)}" if site.name_local else ""
    return (
        shorten(f"{site.number}  {shorten(site.name, 20)}{local}: {kinds}{more}", room - len(sources) - 3)
        + f" [{sources}]"
    )


def _name_line(site: Site, room: int) -> str:
    return shorten(f"{site.number}  {shorten(site.name, 14)}  {site.name_local}", room)


def _draw_list(
    axes: Axes, content: Content, head: str, lines: list[str], *, top: float, floor: float
) -> float:
    top = _head(axes, content, head, top)
    return _write_lines(axes, content, lines, left=PAD_IN, top=top, floor=floor) - 0.08


def _write_lines(
    axes: Axes, content: Content, lines: list[str], *, left: float, top: float, floor: float
) -> float:
    """Write the lines that fit above ``floor``, say how many do not, and return the next free height."""
    room = max(_room(top, floor), 1)
    shown = lines if len(lines) <= room else [*lines[: room - 1], f"… and {len(lines) - room + 1} more"]
    for line in shown:
        axes.text(left, top, line, size=8, color=content.theme.text, va="top")
        top -= LINE_IN
    return top


def _room(top: float, floor: float) -> int:
    return int((top - floor) / LINE_IN)
