"""Starts the explorer's server and reads the articles while the browser opens.

Streamlit runs a page only once a browser has connected; what the first page needs takes as long to
load as the browser takes to get there, so that both are done at once.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
from pathlib import Path

from streamlit import dataframe_util
from streamlit.web import cli

from geo.errors import GeoError

_determine_data_format = dataframe_util.determine_data_format

LOADER = "loader of the explorer"
"""Name of the thread that loads; the script waits for it, whose imports are the same."""

SCRIPT = Path(__file__).resolve().parents[1] / "app.py"


def load() -> None:
    """Import the libraries of the first page and fill its caches."""
    _import_folium()
    dataframe_util.determine_data_format = tell_format
    # Not the modules that declare components: those must find the server running.
    importlib.import_module("geo.rendering.webmap")
    importlib.import_module("geo.overlays")
    # A workspace that cannot be opened is for the page to explain.
    with contextlib.suppress(GeoError):
        importlib.import_module("app_pages.loading").dataset()


def _import_folium() -> None:
    """Import folium as where there is no pandas: it asks it only whether positions are in a table."""
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        importlib.import_module("folium")
    finally:
        del sys.modules["pandas"]


def tell_format(value: object) -> dataframe_util.DataFormat:
    """Return what kind of table a value is, without loading pandas for what can be none.

    The map hands Streamlit lists and dictionaries, which are no tables as long as nobody has loaded pandas
    to make one. That takes a second of the start; the pages with tables load it.
    """
    if type(value) in {list, dict} and "pandas" not in sys.modules:
        return dataframe_util.DataFormat.UNKNOWN
    return _determine_data_format(value)


def main() -> None:
    """Run the server until it is stopped; the arguments are Streamlit's."""
    threading.Thread(target=load, name=LOADER, daemon=True).start()
    cli.main(["run", str(SCRIPT), *sys.argv[1:]])


if __name__ == "__main__":
    main()
