"""The interactive map: folium for the page, Leaflet for the drawing, and no request to any network.

Folium renders its templates twice, so that a word of an article in a popup or a name would be run
as a template on this machine. Nothing here takes article text: the map carries ids, numbers and
gazetteer names, in base64.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.rendering.map_config import ASSETS, SCRIPT, SCRIPTS, STYLE, STYLES, map_config
from geo.rendering.map_items import encode_payload, make_view, map_claims

__all__ = [
    "ASSETS",
    "SCRIPT",
    "SCRIPTS",
    "STYLE",
    "STYLES",
    "EventLayer",
    "Pin",
    "Ray",
    "base_map",
    "encode_payload",
    "event_group",
    "make_view",
    "map_claims",
]

CENTER, ZOOM = (50.2, 36.0), 7
"""Until the claims are there: latitude and longitude, as folium has it."""


class OfflineMap(folium.Map):
    """A folium map that loads its scripts from ``assets_url`` alone."""

    def __init__(self, *, assets_url: str, buttons: bool) -> None:
        super().__init__(
            location=CENTER,
            zoom_start=ZOOM,
            tiles=None,
            min_zoom=4,
            max_zoom=14,
            prefer_canvas=True,
            zoom_control=buttons,
        )
        # Folium keeps one link per name: a script and a style must not share one.
        self.default_js = [(SCRIPT, f"{assets_url}{SCRIPT}")]
        self.default_css = [(STYLE, f"{assets_url}{STYLE}")]
        # max_zoom alone is kept for tile layers, of which there is none.
        self.options["maxZoom"], self.options["minZoom"] = 14, 4
        # Beyond the tiles there is nothing to see.
        self.options["maxBounds"] = [[41, 15], [59, 52]]


class BaseLayer(MacroElement):
    """The base map with its scale bar and attribution; constant, so that the map is never rebuilt."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        'Frontline.base({{ this._parent.get_name() }}, "{{ this.encoded }}");'
        "{% endmacro %}"
    )

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "BaseLayer"
        self.encoded = encode_payload(config)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ray:
    """The shortest way from a place to the border, in degrees, with the distance in our own words."""

    lon: float
    lat: float
    border_lon: float
    border_lat: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place that the user is putting elsewhere, and how far from the pin it may reach."""

    lon: float
    lat: float
    within_m: float


class EventLayer(MacroElement):
    """The claims, drawn on one canvas; a click gives the id of the item."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Frontline.draw({{ this._parent._parent.get_name() }}, {{ this._parent.get_name() }},"
        " {{ this.encoded }}, {{ this.selected }}, {{ this.look }}, {{ this.ray }}, {{ this.overlays }},"
        " {{ this.spot }}, {{ this.pin }}, {{ this.key }});"
        "{% endmacro %}"
    )

    def __init__(
        self,
        encoded: str | None,
        *,
        key: str = "",
        selected: str | None = None,
        look: int = 0,
        ray: Ray | None = None,
        overlays: str | None = None,
        spot: tuple[float, float] | None = None,
        pin: Pin | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        self.encoded = "null" if encoded is None else f'"{encoded}"'
        self.key = f'"{_id(key)}"'
        self.selected = "null" if selected is None else f'"{_id(selected)}"'
        self.look = str(int(look))
        self.spot = "null" if spot is None else f"[{float(spot[1])}, {float(spot[0])}]"
        self.pin = "null" if pin is None else f'"{encode_payload(asdict(pin))}"'
        self.ray = "null" if ray is None else f'"{encode_payload(asdict(ray))}"'
        self.overlays = "null" if overlays is None else f'"{overlays}"'

    def render(self, **kwargs: object) -> str:
        """Do nothing: ``st_folium`` asks the template for the script itself.

        Folium's own rendering would read the script as a Jinja template once more, which is what
        makes article text dangerous in a map, and takes 0.2 s for 10,000 claims.
        """
        del kwargs
        return ""


def _id(text: str) -> str:
    """Return an id that may stand in a script as it is."""
    if text and not text.isalnum():
        msg = f"{text!r} is no id; give letters and digits"
        raise ValueError(msg)
    return text


def base_map(
    *,
    assets_url: str,
    tiles_url: str,
    theme: str = "light",
    language: str = "en",
    keeps_view: bool = True,
    legend: bool = True,
    buttons: bool = True,
) -> folium.Map:
    """Return the map without claims. Make it anew for each run: folium maps cannot be shown twice.

    Parameters
    ----------
    assets_url
        Where ``SCRIPT`` and ``STYLE`` are served, ending in a slash: each of ``SCRIPTS`` and of ``STYLES``
        in turn.
    tiles_url
        Where ``theatre.pmtiles`` is served.
    keeps_view
        Whether the view is kept in the address of the page and taken from there.
    legend
        Whether the map says in a corner what its signs mean.
    buttons
        Whether the map has buttons to zoom.
    """
    chart = OfflineMap(assets_url=assets_url, buttons=buttons)
    config = map_config(
        theme=theme, language=language, tiles_url=tiles_url, fill=True, keeps_view=keeps_view, legend=legend
    )
    chart.add_child(BaseLayer(config))
    return chart


def event_group(
    encoded: str | None,
    *,
    key: str = "",
    selected: str | None = None,
    look: int = 0,
    ray: Ray | None = None,
    overlays: str | None = None,
    spot: tuple[float, float] | None = None,
    pin: Pin | None = None,
) -> folium.FeatureGroup:
    """Return the claims of a view for ``st_folium(feature_group_to_add=...)``.

    Parameters
    ----------
    encoded
        The view's payload from ``encode_payload``; ``None`` for the one that was given with ``key``
        before. A map that does not have it asks for it with a click of the id "again".
    key
        Name of the payload, in letters and digits.
    selected
        Id of the item that is marked.
    look
        Counts the wishes to bring the item, or ``spot``, into view; each number is granted once.
    ray
        Drawn from the selected place to the border.
    overlays
        The ``overlay_payload`` of what lies below the claims, from ``encode_payload`` too.
    spot
        A place to look at, ``lon, lat``, where no item is.
    pin
        A place that is being moved: the map tells where the user puts it, as a click of the id "pin".
    """
    group = folium.FeatureGroup(name="claims")
    group.add_child(
        EventLayer(
            encoded,
            key=key,
            selected=selected,
            look=look,
            ray=ray,
            overlays=overlays,
            spot=spot,
            pin=pin,
        )
    )
    return group
