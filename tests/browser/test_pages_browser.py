"""Every page: nothing breaks, nothing leaves the machine; present mode, export, links, keys, themes."""

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]

PAGES = ("overview", "claims", "contradictions", "briefing", "sources", "gazetteer", "history")


@pytest.fixture
def dark_window(browser: Any) -> Any:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    context.set_default_timeout(60_000)
    yield Window(context.new_page())
    context.close()


def luminance(color: str) -> float:
    """Return how light ``rgb(r, g, b)`` is, from 0 to 1, roughly."""
    numbers = color[color.index("(") + 1 : color.index(")")].split(",")[:3]
    return sum(float(number) for number in numbers) / 3 / 255


def test_pages_show_and_ask_nothing_of_the_network(app: str, window: Window) -> None:
    for page in PAGES:
        window.page.goto(f"{app}/{page}")
        window.page.locator(".stMain h2").wait_for()
        if page == "briefing":
            window.page.locator(".stImage img").wait_for(timeout=120_000)
        if page == "gazetteer":
            window.page.get_by_label("Name, in any spelling").fill("Popovka")
            window.page.keyboard.press("Enter")
        window.page.wait_for_timeout(700)
        assert window.page.locator(".stException").count() == 0, page
    assert window.outside == []
    assert window.errors == []


def test_dark_theme_reaches_the_map_its_controls_and_the_pages(app: str, dark_window: Window) -> None:
    frame = dark_window.open(app)
    for part in (".leaflet-control-zoom-in", ".fl-scale", ".leaflet-control-attribution"):
        background = frame.evaluate(
            "part => getComputedStyle(document.querySelector(part)).backgroundColor", part
        )
        assert luminance(background) < 0.3, part
    dark_window.page.goto(f"{app}/overview")
    dark_window.page.locator(".stMain h2").wait_for()
    background = dark_window.page.evaluate(
        "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    )
    assert luminance(background) < 0.2
    assert dark_window.outside == []


def test_present_mode_has_title_cut_off_legend_scale_sources_and_disclaimer(app: str, window: Window) -> None:
    frame = window.open(app)
    window.page.get_by_role("button", name="Present").click()
    page = window.page.locator(".st-key-present")
    page.get_by_text("no statement about who holds ground").wait_for()
    text = page.inner_text()
    assert "as of 1 Apr 2025, the date of the latest article" in text
    assert "not verified; no statement about who holds ground" in text
    assert "Kyiv tests the Belgorod border" in text
    frame = window.frame()
    assert "Strike" in frame.locator(".fl-legend").inner_text()
    assert " km at " in frame.locator(".fl-scale").inner_text()
    assert window.page.locator(".st-key-filters").count() == 0
    # All of it is on the screen at once.
    bottom = page.locator(".fl-caption").last.bounding_box()
    assert bottom["y"] + bottom["height"] <= 860
    window.page.get_by_role("button", name="Leave").click()
    window.page.locator(".st-key-filters").wait_for()


def test_interactive_map_is_exported_as_one_file(app: str, window: Window) -> None:
    window.open(app)
    window.page.get_by_role("button", name="Export map").click()
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Interactive HTML, one file").click()
    content = Path(download.value.path()).read_text(encoding="utf-8")
    assert content.startswith("<!DOCTYPE html>")
    assert "http://" not in content.split("<body>")[0]


def test_link_restores_filters_view_and_claim(app: str, window: Window) -> None:
    frame = window.open(app)
    window.click_site(frame, "Kharkiv")
    window.page.locator(".fl-quote").wait_for()
    quote = window.page.locator(".fl-quote").inner_text()
    window.tick("kind", "advance").click()
    window.page.wait_for_url("**hide_kind=advance**")
    window.page.locator(".st-key-uncertainty label").click()
    window.page.wait_for_url("**without=circles**")
    window.page.locator(".st-key-front label").click()
    window.page.wait_for_url("**front=2025-**")
    frame.evaluate("() => { map.setView([49.9, 36.4], 9, {animate: false}); return 0; }")
    window.page.wait_for_url("**view=49.9*")
    link = window.page.url
    window.page.goto("about:blank")
    window.page.evaluate("() => 0")
    frame = window.open(link)
    window.page.locator(".fl-quote").wait_for()
    assert window.page.locator(".fl-quote").inner_text() == quote
    assert window.tick("kind", "advance").get_attribute("aria-checked") == "false"
    assert not frame.evaluate("() => Frontline.state.payload.show_uncertainty")
    window.page.locator(".fl-overlays").wait_for()
    assert not window.page.get_by_role("checkbox", name="Uncertainty").is_checked()
    assert window.page.get_by_role("checkbox", name="Reported front").is_checked()
    frame.wait_for_function("() => map.getZoom() === 9 && Math.abs(map.getCenter().lat - 49.9) < 0.2")


def test_keys_alone_reach_a_claim_its_review_and_the_timeline(app: str, window: Window) -> None:
    window.open(app)
    reached = []
    for _ in range(160):
        window.page.keyboard.press("Tab")
        name = window.page.evaluate(
            "() => { let e = document.activeElement; while (e && e.shadowRoot && e.shadowRoot.activeElement)"
            " e = e.shadowRoot.activeElement;"
            " const words = e && e.tagName === 'BUTTON' ? e.innerText : '';"
            " return e ? e.getAttribute('aria-label') || words : ''; }"
        )
        reached.append(name)
        if "Strike · Kharkiv" in name:
            break
    assert "Strike · Kharkiv" in reached[-1]
    assert any("Period shown" in name for name in reached)
    assert any("Play through time" in name for name in reached)
    window.page.keyboard.press("Enter")
    window.page.locator(".fl-quote").wait_for()
    assert "Kharkiv" in window.page.locator(".fl-title").first.inner_text()
    window.page.get_by_role("button", name="Not a place").focus()
    assert window.page.get_by_role("button", name="Not a place").is_enabled()


def test_controls_have_names(app: str, window: Window) -> None:
    window.open(app)
    nameless = window.page.evaluate(
        "() => [...document.querySelectorAll('button, input, [role=slider], [role=combobox]')]"
        ".filter(e =>"
        " e.offsetParent && !(e.innerText || e.getAttribute('aria-label')"
        " || e.getAttribute('aria-labelledby')"
        " || e.title || (e.labels && e.labels.length))).map(e => e.outerHTML.slice(0, 120))"
    )
    assert nameless == []
