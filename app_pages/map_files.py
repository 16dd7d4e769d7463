"""Serves the map's scripts and tiles from this machine, so that no request leaves it.

Declared as components because Streamlit serves the folder of a component wherever it lies, also in
an installed wheel; nothing of them is ever rendered.
"""

import tempfile
from pathlib import Path

import streamlit.components.v1 as components

from geo.rendering.webmap import ASSETS, SCRIPT, SCRIPTS, STYLE, STYLES
from geo.settings import Settings

# Removed when the server ends. The map's frame loads one script after the other, each of them when the page
# beside it lets it: one script for all is drawn half a second earlier.
_FOLDER = tempfile.TemporaryDirectory(prefix="frontline-")
for _name, _parts, _between in ((SCRIPT, SCRIPTS, ";\n"), (STYLE, STYLES, "\n")):
    _text = _between.join((ASSETS / part).read_text(encoding="utf-8") for part in _parts)
    (Path(_FOLDER.name) / _name).write_text(_text, encoding="utf-8")

_SCRIPTS = components.declare_component("scripts", path=_FOLDER.name)
_TILES = components.declare_component("tiles", path=str(Settings().data_dir / "basemap"))

# Relative to /component/streamlit_folium.st_folium/, so that they survive a base path.
ASSETS_URL = f"../{_SCRIPTS.name}/"
TILES_URL = f"../{_TILES.name}/theatre.pmtiles"
