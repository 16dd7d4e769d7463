"""Places of one name on a small map: which twin is which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from streamlit_folium import st_folium

from app_pages import style
from app_pages.map_files import ASSETS_URL, TILES_URL
from geo.models import Kind, content_id
from geo.rendering.map_items import MapClaim, make_view
from geo.rendering.webmap import base_map, encode_payload, event_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.models import Place

HEIGHT = 420


def show_places(places: Sequence[Place], picked: Place | None, *, key: str) -> Place | None:
    """Draw ``places`` with ``picked`` marked; return the place that was clicked, else ``picked``.

    ``key`` names the search: another search is another map with a view of its own.
    """
    ids = {_id(place): place for place in places}
    theme = style.theme_name()
    found = st_folium(
        base_map(assets_url=ASSETS_URL, tiles_url=TILES_URL, theme=theme, keeps_view=False, legend=False),
        key=f"places-{theme}-{content_id(key)}",
        height=HEIGHT,
        use_container_width=True,
        feature_group_to_add=event_group(
            encode_payload(make_view([_item(place) for place in places]).payload | {"fit_all": True}),
            selected=_id(picked) if picked else None,
            look=sum(map(ord, picked.id)) if picked else 0,
        ),
        returned_objects=["last_active_drawing"],
    )
    properties: dict[str, Any] = ((found or {}).get("last_active_drawing") or {}).get("properties") or {}
    # A row chosen in the table goes before a click made earlier.
    return picked or ids.get(str(properties.get("id")))


def _id(place: Place) -> str:
    return content_id(place.id)


def _item(place: Place) -> MapClaim:
    where = place.admin2 or place.admin1
    name = f"{place.name}, {where}" if where else place.name
    return MapClaim(
        id=_id(place),
        # Nothing is reported here: the circle is the plainest of the symbols, grey that of no party.
        kind=Kind.CLASH,
        actor=None,
        hollow=False,
        uncertainty_m=place.uncertainty_m,
        names=(name, place.name_uk or name, place.name_ru or name),
        spots=((round(place.lon, 5), round(place.lat, 5)),),
    )
