"""The single HTML file, opened from the disk."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window
from samples import make_extract, make_place, make_reading

from geo.models import Extract
from geo.rendering.webmap import write_html_map
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
    path = write_html_map(hostile_extract(), tmp_path / "map.html", settings=Settings(), title=HOSTILE)
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
