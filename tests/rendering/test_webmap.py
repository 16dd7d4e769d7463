import json
import re
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from samples import make_extract, make_place, make_reading, scattered
from shapely import LineString, MultiPoint, box

from geo.errors import ExportError
from geo.models import (
    Extract,
    GeometryKind,
    Mention,
    PlaceRef,
    Reading,
    Relation,
    Resolution,
    ResolutionStatus,
    Shape,
    Side,
    Status,
    Use,
)
from geo.rendering.html_map import Page, write_html_map
from geo.rendering.map_items import MapView, make_view, map_claims
from geo.rendering.webmap import ASSETS, EventLayer, base_map, encode_payload, event_group
from geo.settings import Settings

HOSTILE = "</script><script>alert(1)</script>{{7*7}}${x}`<img src=x onerror=alert(1)>\u2028"
VILLAGE = make_place("Vyhadane", 35.2, 51.0)


def view_of(*readings: Reading, **options: bool) -> MapView:
    return make_view(map_claims(readings, data_dir=Settings().data_dir), **options)


def with_shape(reading: Reading, shape: Shape | None) -> Reading:
    return replace(reading, claims=(replace(reading.claims[0], shape=shape),))


def hostile_extract() -> Extract:
    reading = make_reading(VILLAGE, title=HOSTILE)
    text = f"{reading.article.text} {HOSTILE}"
    article = replace(reading.article, text=text, source=HOSTILE, publisher=HOSTILE)
    claim = replace(reading.claims[0], end=len(text), quote=text)
    return make_extract([replace(reading, article=article, claims=(claim,))])


def test_claims_at_one_place_make_one_site_at_its_coordinate() -> None:
    view = view_of(make_reading(VILLAGE, number=0), make_reading(VILLAGE, number=1))
    (site,) = view.payload["sites"]
    assert (site["lon"], site["lat"], site["count"]) == (35.2, 51.0, 2)
    assert site["actor"] == "several"
    assert view.claims_of == {"claim0": ("claim0", "claim1")}


def test_each_point_of_a_claim_has_the_name_of_its_own_place() -> None:
    reading = make_reading(VILLAGE)
    other = make_place("Inshe", 35.4, 51.1)
    found = Resolution(status=ResolutionStatus.RESOLVED, score=0.9, place=other)
    mention = Mention(start=0, end=8, text="Fighting", use=Use.PLACE, resolution=found)
    points = Shape(
        geometry=MultiPoint([(35.2, 51.0), (35.4, 51.1)]),
        kind=GeometryKind.PLACE,
        uncertainty_m=1500.0,
        method="position of both",
    )
    places = (*reading.claims[0].places, PlaceRef(mention=1, relation=Relation.IN))
    claim = replace(reading.claims[0], places=places, shape=points)
    view = view_of(replace(reading, mentions=(*reading.mentions, mention), claims=(claim,)))
    labels = {(site["lon"], site["lat"]): site["label"] for site in view.payload["sites"]}
    assert labels == {(35.2, 51.0): "Vyhadane", (35.4, 51.1): "Inshe"}


def test_site_of_claims_that_name_no_party_says_so() -> None:
    reading = make_reading(VILLAGE)
    silent = replace(reading, claims=(replace(reading.claims[0], actor=None),))
    assert view_of(silent).payload["sites"][0]["actor"] == "none"


def test_claim_without_a_place_is_nowhere() -> None:
    view = view_of(with_shape(make_reading(VILLAGE), None))
    assert view.payload["sites"] == []
    assert view.payload["wide"] == []


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL])
def test_what_has_not_happened_is_not_drawn(status: Status) -> None:
    assert view_of(make_reading(VILLAGE, status=status)).payload["sites"] == []


def test_denied_claim_is_hollow() -> None:
    assert view_of(make_reading(VILLAGE, status=Status.DENIED)).payload["sites"][0]["hollow"] is True


def test_area_is_never_a_point() -> None:
    shape = Shape(geometry=box(35, 50, 36, 51), kind=GeometryKind.AREA, uncertainty_m=2_000, method="area")
    view = view_of(with_shape(make_reading(VILLAGE), shape))
    (area,) = view.payload["wide"]
    assert view.payload["sites"] == []
    assert area["closed"] is True
    assert area["parts"][0][0][0] in ([50.0, 36.0], [51.0, 36.0], [50.0, 35.0], [51.0, 35.0])


def test_line_keeps_its_direction() -> None:
    shape = Shape(
        geometry=LineString([(35, 50), (36, 51)]),
        kind=GeometryKind.DIRECTION,
        uncertainty_m=None,
        method="to",
    )
    (arrow,) = view_of(with_shape(make_reading(VILLAGE), shape)).payload["wide"]
    assert arrow["parts"] == [[[50.0, 35.0], [51.0, 36.0]]]
    assert arrow["closed"] is False


def test_names_follow_the_language() -> None:
    claims = map_claims([make_reading(VILLAGE)], data_dir=Settings().data_dir)
    assert make_view(claims, language="uk").payload["sites"][0]["label"] == "Вигадане"


def test_payload_holds_nothing_that_a_template_or_a_script_reads() -> None:
    encoded = encode_payload({"label": HOSTILE})
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", encoded)
    assert json.loads(b64decode(encoded)) == {"label": HOSTILE}


def test_map_knows_no_word_of_the_article() -> None:
    view = view_of(*hostile_extract().readings)
    payload = json.dumps(view.payload, ensure_ascii=False)
    assert "alert" not in payload
    assert "Fighting" not in payload


def test_folium_map_asks_no_other_server() -> None:
    chart = base_map(assets_url="../scripts/", tiles_url="../tiles/theatre.pmtiles")
    chart.add_child(event_group(encode_payload(view_of(make_reading(VILLAGE)).payload)))
    page = chart.get_root().render()
    assert re.findall(r'(?:src|href)="(https?:[^"]+)"', page) == []
    assert page.count("../scripts/map.js") == 1


def test_event_layer_refuses_what_is_no_id() -> None:
    with pytest.raises(ValueError, match="no id"):
        EventLayer("e30=", selected='x"); alert(1); ("')


def test_scripts_are_shipped_with_their_licences() -> None:
    folders = [path for path in ASSETS.iterdir() if path.is_dir()]
    assert {folder.name for folder in folders} == {"fonts", "leaflet", "pmtiles", "protomaps-leaflet"}
    assert all((folder / "LICENSE").is_file() for folder in folders)


def test_html_map_is_one_file_without_addresses_to_load(tmp_path: Path) -> None:
    path = write_html_map(
        scattered(5), tmp_path / "map.html", settings=Settings(), page=Page(title="Sample & <title>")
    )
    page = path.read_text(encoding="utf-8")
    assert "<title>Sample &amp; &lt;title&gt;</title>" in page
    assert "default-src 'none'" in page
    assert re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=", page) == []


def test_html_map_does_not_hold_hostile_text_as_markup(tmp_path: Path) -> None:
    path = write_html_map(
        hostile_extract(), tmp_path / "map.html", settings=Settings(), page=Page(title=HOSTILE)
    )
    page = path.read_text(encoding="utf-8")
    assert "<img src=x" not in page
    assert "alert(1)</script>" not in page
    assert "{{7*7}}" not in page


def test_html_map_says_where_it_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="choose another folder"):
        write_html_map(scattered(1), tmp_path / "missing" / "map.html", settings=Settings())


def test_claims_of_two_parties_are_not_one_claim_of_both() -> None:
    readings = [make_reading(VILLAGE, number=number) for number in (0, 1)]
    assert {reading.claims[0].actor for reading in readings} == {Side.UA, Side.RU}
    assert view_of(*readings).payload["sites"][0]["actor"] == "several"
