"""How QGIS shows the layers of a GeoPackage: the map's own shapes and colours, in ``layer_styles``.

The shape of a point says what is reported and its colour who acts, as on every other map of ours.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from geo.rendering.symbols import ACTOR_SYMBOLS, KIND_SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.models import Kind

# The simple markers of QGIS that come nearest to our outlines.
_MARKERS = {
    "triangle": ("triangle", 0),
    "square": ("square", 0),
    "circle": ("circle", 0),
    "triangle down": ("triangle", 180),
    "triangle right": ("triangle", 90),
    "shield": ("half_square", 0),
    "diamond": ("diamond", 0),
    "pentagon": ("pentagon", 0),
    "arrow left": ("filled_arrowhead", 180),
    "plus": ("cross_fill", 0),
    "hourglass": ("third_circle", 0),
    "cross": ("cross_fill", 45),
    "house": ("pentagon", 180),
    "star": ("star", 0),
    "bar": ("rectangle", 0),
    "slant": ("parallelogram_right", 0),
}

_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""


def add_layer_styles(path: Path, layers: Sequence[str], *, moment: str) -> None:
    """Add the table ``layer_styles`` to the GeoPackage at ``path``, with a default style per layer."""
    rows = [
        ("", "", name, "geom", "Frontline", _STYLES[name](), "", 1, "Reported, not verified", "", "", moment)
        for name in layers
    ]
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_TABLE)
        database.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
            " styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            rows,
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
            " VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
            (moment,),
        )


def _points() -> str:
    symbols, categories = [], []
    for index, (kind, symbol) in enumerate(KIND_SYMBOLS.items()):
        marker, angle = _MARKERS[symbol.shape]
        options = _options(
            name=marker,
            angle=str(angle),
            size="3.6",
            size_unit="MM",
            color=_rgb(ACTOR_SYMBOLS[None].light),
            outline_color="255,255,255,255",
            outline_width="0.3",
        )
        symbols.append(
            f'<symbol type="marker" name="{index}"><layer class="SimpleMarker" enabled="1">{options}'
            f"{_by_actor('fillColor')}</layer></symbol>"
        )
        categories.append(_category(kind, symbol.label, index))
    return _document(
        '<renderer-v2 type="categorizedSymbol" attr="kind" symbollevels="0">'
        f"<categories>{''.join(categories)}</categories><symbols>{''.join(symbols)}</symbols></renderer-v2>"
    )


def _lines() -> str:
    options = _options(
        line_color=_rgb(ACTOR_SYMBOLS[None].light), line_width="0.7", line_style="dash", line_width_unit="MM"
    )
    layer = f'<layer class="SimpleLine" enabled="1">{options}{_by_actor("outlineColor")}</layer>'
    return _single(f'<symbol type="line" name="0">{layer}</symbol>')


def _areas() -> str:
    options = _options(
        color=_rgb(ACTOR_SYMBOLS[None].light),
        style="no",
        outline_color=_rgb(ACTOR_SYMBOLS[None].light),
        outline_style="dot",
        outline_width="0.4",
    )
    layer = f'<layer class="SimpleFill" enabled="1">{options}{_by_actor("outlineColor")}</layer>'
    return _single(f'<symbol type="fill" name="0">{layer}</symbol>')


_STYLES = {"points": _points, "lines": _lines, "areas": _areas}


def _single(symbol: str) -> str:
    return _document(
        f'<renderer-v2 type="singleSymbol" symbollevels="0"><symbols>{symbol}</symbols></renderer-v2>'
    )


def _document(renderer: str) -> str:
    return (
        f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version=\"3.34\">{renderer}</qgis>"
    )


def _category(kind: Kind, label: str, symbol: int) -> str:
    return f'<category value="{kind.value}" label={quoteattr(label)} symbol="{symbol}" render="true"/>'


def _options(**values: str) -> str:
    rows = "".join(
        f'<Option type="QString" name="{name}" value="{escape(value)}"/>' for name, value in values.items()
    )
    return f'<Option type="Map">{rows}</Option>'


def _by_actor(what: str) -> str:
    """Return the colour of the acting party as a data-defined property of QGIS."""
    cases = " ".join(
        f"WHEN \"actor\"='{side.value if side else ''}' THEN '{symbol.light}'"
        for side, symbol in ACTOR_SYMBOLS.items()
    )
    expression = quoteattr(f"CASE {cases} ELSE '{ACTOR_SYMBOLS[None].light}' END")
    return (
        '<data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/>'
        f'<Option type="Map" name="properties"><Option type="Map" name="{what}">'
        '<Option type="bool" name="active" value="true"/>'
        f'<Option type="QString" name="expression" value={expression}/>'
        '<Option type="int" name="type" value="3"/>'
        '</Option></Option><Option type="QString" name="type" value="collection"/></Option>'
        "</data_defined_properties>"
    )


def _rgb(color: str) -> str:
    red, green, blue = (int(color[index : index + 2], 16) for index in (1, 3, 5))
    return f"{red},{green},{blue},255"
