"""What the map's scripts are given besides the claims: symbols, colours, attribution, and the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.rendering.symbols import KIND_SYMBOLS, PARTY_SYMBOLS, THEMES

ASSETS = Path(__file__).resolve().parent / "assets"
"""Folder of the scripts and styles that a map needs, to be served or put inside a page."""

SCRIPTS = (
    "leaflet/leaflet.js",
    "pmtiles/pmtiles.js",
    "protomaps-leaflet/protomaps-leaflet.js",
    "sites.js",
    "legend.js",
    "frontline.js",
    "overlays.js",
    "pin.js",
)
SCRIPT, STYLE = "map.js", "map.css"
"""Names under which the scripts and the styles are served, each kind as one file."""

CHANGES = {"added": ("+", "New"), "changed": ("~", "Status changed"), "gone": ("−", "No longer reported")}
"""The sign at a marker for what became of its claims between two dates, and its words, newest first."""

STYLES = ("leaflet/leaflet.css", "frontline.css")

ATTRIBUTION = (
    '<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">'
    "© OpenStreetMap contributors</a> · GeoNames · GSHHG · reported, not verified"
)


def map_config(*, theme: str = "light", language: str = "en", **tiles: object) -> dict[str, Any]:
    """Return what the scripts need to know: symbols, colours, attribution and where the tiles are."""
    return {
        "theme": theme,
        "language": language,
        "attribution": ATTRIBUTION,
        "themes": {name: _theme_colours(name) for name in THEMES},
        "kinds": {
            kind.value: {"outline": symbol.outline, "label": symbol.label}
            for kind, symbol in KIND_SYMBOLS.items()
        },
        "actors": {
            str(party or "none"): {
                "label": symbol.label,
                "light": symbol.light,
                "dark": symbol.dark,
                "mark": symbol.mark,
            }
            for party, symbol in PARTY_SYMBOLS.items()
        },
        "changes": {name: {"sign": sign, "label": label} for name, (sign, label) in CHANGES.items()},
        **tiles,
    }


def _theme_colours(name: str) -> dict[str, str]:
    theme = THEMES[name]
    return {slot: getattr(theme, slot) for slot in theme.__slots__}
