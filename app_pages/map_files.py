"""Serves the map's scripts and tiles from the package, so that no request leaves the machine.

Declared as components because Streamlit serves the folder of a component wherever it lies, also in
an installed wheel; nothing of them is ever rendered.
"""

import streamlit.components.v1 as components

from geo.rendering.webmap import ASSETS
from geo.settings import Settings

_SCRIPTS = components.declare_component("scripts", path=str(ASSETS))
_TILES = components.declare_component("tiles", path=str(Settings().data_dir / "basemap"))

# Relative to /component/streamlit_folium.st_folium/, so that they survive a base path.
ASSETS_URL = f"../{_SCRIPTS.name}/"
TILES_URL = f"../{_TILES.name}/theatre.pmtiles"
