"""Starts the explorer's server and reads the articles while the browser opens.

Streamlit runs a page only once a browser has connected; what the first page needs takes as long to
load as the browser takes to get there, so that both are done at once. The server comes first: two
threads that import share one lock, and each waits for the other at every step.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
import time
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Template
from streamlit import dataframe_util, runtime
from streamlit.web import cli

from geo.errors import GeoError

_determine_data_format = dataframe_util.determine_data_format

LOADER = "loader of the explorer"
"""Name of the thread that loads; the script waits for it, whose imports are the same."""

LOOK_AGAIN = 0.01
"""Seconds between two looks whether the server is there."""

SCRIPT = Path(__file__).resolve().parents[1] / "app.py"


def load_once_served() -> None:
    """Load as soon as there is a server for the browser to ask."""
    while not runtime.exists() or runtime.get_instance().state is runtime.RuntimeState.INITIAL:
        time.sleep(LOOK_AGAIN)
    load()


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


class LaterTemplate:
    """A template that is compiled when it is first asked for something.

    Folium declares one for each of its ninety kinds of layer, of which a map uses ten; to compile them all
    takes a third of a second of the start.
    """

    def __init__(self, kind: type[Template], source: str) -> None:
        self._declared = (kind, source)

    @cached_property
    def compiled(self) -> Template:
        """Return the template itself."""
        return self._declared[0](self._declared[1])

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a template has
        """Return what the template has, compiled by now."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.compiled, name)


def _import_folium() -> None:
    """Import folium as where there is no pandas, and without compiling what no map of ours shows.

    Of pandas it asks only whether positions are in a table.
    """
    if "pandas" in sys.modules:
        return
    make = Template.__new__
    sys.modules["pandas"] = None  # type: ignore[assignment]
    Template.__new__ = LaterTemplate  # type: ignore[assignment,method-assign]
    try:
        importlib.import_module("folium.plugins")
    finally:
        Template.__new__ = make  # type: ignore[method-assign]
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
    threading.Thread(target=load_once_served, name=LOADER, daemon=True).start()
    cli.main(["run", str(SCRIPT), *sys.argv[1:]])


if __name__ == "__main__":
    main()
