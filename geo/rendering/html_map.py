"""One HTML file with everything in it: the map, the claims, their sentences and the tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from geo.models import Extract
    from geo.settings import Settings


def write_html_map(extract: Extract, path: Path, *, settings: Settings, title: str | None = None) -> Path:
    """Write a map that opens without a server."""
    raise NotImplementedError
