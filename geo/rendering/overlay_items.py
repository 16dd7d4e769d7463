"""What the maps draw beside the claims, as plain numbers, and the lines that a legend must say of it.

The numbers go to the web map; the names of sources, which are the user's own words, go to no script
and are given to the legends alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from geo.models import Status
from geo.overlays import TerrainKind
from geo.rendering.map_items import leaflet_parts

if TYPE_CHECKING:
    from geo.models import Claim
    from geo.overlays import FrontReport, Overlays, ReportedFront
    from geo.rendering.symbols import Theme

SIMPLIFY_DEG = 0.001
"""How much an outline may be simplified for the screen: 100 m, a pixel where a town fills the map."""

TURNS = 3
"""How many areas of control are told apart by the turn of their hatching."""

_SURE = frozenset({Status.ASSERTED, Status.CONFIRMED, Status.GEOLOCATED, Status.ASSESSED})
_DOUBTED = frozenset({Status.DENIED, Status.UNCONFIRMED})

RING_DASHES: dict[str, tuple[float, ...]] = {"sure": (), "said": (5.0, 3.0), "doubted": (1.5, 3.0)}
"""Dashes of the ring round a report, in pixels."""

RING_WORDS = {
    "sure": "stated, assessed or confirmed",
    "said": "claimed or reported",
    "doubted": "unconfirmed or denied",
}

EDGE_DASHES: dict[str, tuple[float, ...]] = {
    "control-0": (),
    "control-1": (9.0, 4.0),
    "control-2": (3.0, 3.0),
    "gained": (),
    "lost": (4.0, 3.0),
}
"""Dashes of the outline of each style of terrain, in pixels."""


class LegendLine(NamedTuple):
    """A line of the legend: ``style`` is a key of ``EDGE_DASHES``, or begins with ``front``."""

    style: str
    text: str


def overlay_payload(overlays: Overlays) -> dict[str, Any]:
    """Return what the script ``overlays.js`` draws."""
    return {
        "terrain": [
            {
                "style": style,
                "dash": " ".join(f"{length:g}" for length in EDGE_DASHES[style]) or None,
                "parts": leaflet_parts(layer.geometry, simplify_deg=SIMPLIFY_DEG),
            }
            for style, layer in zip(terrain_styles(overlays), overlays.terrain, strict=True)
        ],
        "front": None if overlays.front is None else _front(overlays.front),
        "scale": None
        if overlays.scale is None
        else {
            "parts": leaflet_parts(overlays.scale.geometry, simplify_deg=0),
            "label": overlays.scale.label,
        },
    }


def terrain_styles(overlays: Overlays) -> list[str]:
    """Return the style of each layer of terrain: several areas of control differ in their hatching."""
    styles, turn = [], 0
    for layer in overlays.terrain:
        if layer.kind is TerrainKind.CONTROL:
            styles.append(f"control-{turn % TURNS}")
            turn += 1
        else:
            styles.append(layer.kind.value)
    return styles


def _front(front: ReportedFront) -> dict[str, Any]:
    youngest: dict[tuple[float, float], FrontReport] = {}
    for report in front.reports:
        youngest.setdefault((round(report.lon, 5), round(report.lat, 5)), report)
    return {
        "max_age_days": front.max_age_days,
        "dashes": RING_DASHES,
        "spots": [
            [lat, lon, report.least_age_days, certainty(report.claim)]
            for (lon, lat), report in youngest.items()
        ],
        "links": [[[one[1], one[0]], [two[1], two[0]]] for one, two in front.links],
    }


def certainty(claim: Claim) -> str:
    """Return ``sure``, ``said`` or ``doubted``: how the ring round a report is drawn."""
    if claim.status in _DOUBTED:
        return "doubted"
    return "sure" if claim.status in _SURE else "said"


def legend_lines(overlays: Overlays) -> list[LegendLine]:
    """Return what a legend must say of the overlays, in plain text.

    A source's name is in it as the user wrote it: escape the text before it becomes HTML.
    """
    lines = [
        LegendLine(style, f"{layer.label} (not Frontline’s)")
        for style, layer in zip(terrain_styles(overlays), overlays.terrain, strict=True)
    ]
    if overlays.front is not None:
        lines += _front_lines(overlays.front)
    return lines


def _front_lines(front: ReportedFront) -> list[LegendLine]:
    day = f"{front.on.day} {front.on:%b %Y}"
    count = len({(report.lon, report.lat) for report in front.reports})
    if not count:
        words = f"Reported front {day}: no report of the {front.max_age_days} days before"
        return [LegendLine("front", words + _left_out(front))]
    places = "1 place" if count == 1 else f"{count} places"
    head = (
        f"Reported front {day}, {front.label} of {front.max_age_days} days at {places} (d: days since)"
        f"{_left_out(front)}; no line of control"
    )
    rings = {certainty(report.claim) for report in front.reports}
    links = [LegendLine("front-link", "near reports; nothing of the ground between")] if front.links else []
    return [
        LegendLine("front", head),
        *(LegendLine(f"front-{ring}", words) for ring, words in RING_WORDS.items() if ring in rings),
        *links,
    ]


def _left_out(front: ReportedFront) -> str:
    return f"; {front.undated} undated left out" if front.undated else ""


def swatch_css(theme: Theme) -> str:
    """Return the rules that draw the swatch of each line of a legend: ``<i class="fl-swatch fl-STYLE">``."""
    rules = [
        (
            ".fl-swatch{display:inline-block;box-sizing:border-box;width:1.7em;height:1em;"
            "vertical-align:-.15em;margin-right:.4em}"
        )
    ]
    turns = {"control-0": 135, "control-1": 45, "control-2": 180, "gained": 135, "lost": 135}
    for style, turn in turns.items():
        colour = theme.terrain if style.startswith("control") else getattr(theme, style)
        gap = 5 if style.startswith("control") else 3
        edge = "dashed" if EDGE_DASHES[style] else "solid"
        rules.append(
            f".fl-{style}{{border:1.5px {edge} {colour};background:"
            f"repeating-linear-gradient({turn}deg,{colour} 0 1px,transparent 1px {gap}px)}}"
        )
    borders = {"sure": "solid", "said": "dashed", "doubted": "dotted"}
    for name, border in borders.items():
        rules.append(
            f".fl-front-{name}{{width:1.1em;height:1.1em;border:2px {border} {theme.text};border-radius:50%}}"
        )
    rules.append(f".fl-front-link{{height:0;border-top:2px dotted {theme.text};vertical-align:.25em}}")
    rules.append(
        f".fl-front{{width:1.1em;height:1.1em;border-radius:50%;border:2px solid {theme.text};"
        f"background:radial-gradient({theme.text} 25%,transparent 30%)}}"
    )
    return "".join(rules)
