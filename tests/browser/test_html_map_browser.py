"""The single HTML file, opened from the disk."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window
from samples import make_extract, make_place, make_reading, scattered

from geo.models import Extract
from geo.rendering.html_map import Page, write_html_map
from geo.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(200)]

HOSTILE = (
    "</script><script>window.PWNED=1</script>{{7*7}}${7*7}`<img src=x onerror='window.PWNED=2'>\u2028<!--"
)


def hostile_extract() -> Extract:
    reading = make_reading(make_place("Vyhadane", 35.2, 51.0), title=HOSTILE)
    text = reading.article.text + " " + HOSTILE
    article = replace(reading.article, text=text, source=f"{HOSTILE}.txt", publisher=HOSTILE)
    claim = replace(reading.claims[0], end=len(text), quote=text)
    return make_extract([replace(reading, article=article, claims=(claim,))])


def test_hostile_text_is_shown_literally_without_a_request(tmp_path: Path, window: Window) -> None:
    path = write_html_map(
        hostile_extract(), tmp_path / "map.html", settings=Settings(), page=Page(title=HOSTILE)
    )
    window.page.goto(path.as_uri())
    window.page.wait_for_function("() => window.Frontline && Frontline.state.built")
    x, y = window.page.evaluate(
        "() => { const m = Frontline.state.built.find(l => l.site && l.getLatLng);"
        " const b = map.getContainer().getBoundingClientRect();"
        " const p = map.latLngToContainerPoint(m.getLatLng()); return [p.x + b.x, p.y + b.y]; }"
    )
    window.page.mouse.click(x, y)
    quote = window.page.locator("blockquote")
    quote.wait_for()
    assert "Fighting was reported in Vyhadane" in quote.inner_text()
    assert HOSTILE.replace("\u2028", "") in quote.inner_text().replace("\u2028", "").replace("\n", "")
    assert window.page.locator("h1").inner_text().startswith("</script><script>")
    assert window.page.evaluate("() => window.PWNED") is None
    assert window.dialogs == []
    assert window.errors == []
    assert [url for url in window.requests if not url.startswith(("file:", "blob:", "data:"))] == []


def test_thousands_of_points_are_one_layer_and_each_can_be_pointed_at(tmp_path: Path, window: Window) -> None:
    path = write_html_map(scattered(2_000), tmp_path / "map.html", settings=Settings())
    window.page.goto(path.as_uri())
    window.page.wait_for_function("() => window.Frontline && Frontline.state.built")
    assert window.page.evaluate("() => Frontline.state.built.length") == 2_000
    assert window.page.evaluate("() => Object.keys(map._layers).length") < 20
    find = (
        "label => { const m = Frontline.state.built.find(l => l.site.label === label);"
        " map.setView(m.getLatLng(), 14, {animate: false});"
        " const b = map.getContainer().getBoundingClientRect();"
        " const p = map.latLngToContainerPoint(m.getLatLng()); return [p.x + b.x, p.y + b.y]; }"
    )
    tip = window.page.locator(".fl-tip")
    for label in ("Vyhadane 7", "Vyhadane 1999"):
        x, y = window.page.evaluate(find, label)
        window.page.mouse.move(x - 3, y + 2)
        tip.wait_for()
        assert tip.inner_text() == f"{label}: 1 claim"
        window.page.mouse.click(x + 3, y)
        window.page.locator("blockquote").wait_for()
        assert f"{label}, note" in window.page.locator("blockquote").inner_text()
        window.page.mouse.move(x + 60, y + 60)
        tip.wait_for(state="detached")
    assert window.errors == []
