"""The whole article and the map lead to one another."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]


def test_mark_leads_the_map_to_its_claim_and_a_marker_brings_the_text(app: str, window: Window) -> None:
    frame = window.open(app)
    window.click_site(frame, "Shcherbaky")
    window.page.locator(".fl-quote").wait_for()
    window.page.get_by_text("Whole article").click()
    current = window.page.locator(".article mark[aria-current]")
    current.first.wait_for()
    box = window.page.locator(".article")
    assert box.evaluate(
        "box => { const m = box.querySelector('[aria-current]');"
        " return m.offsetTop >= box.scrollTop && m.offsetTop < box.scrollTop + box.clientHeight; }"
    )
    before = window.page.url
    mark = window.page.locator(".article mark.fl-other-claim", has_text="Kharkiv").first
    mark.focus()
    window.page.keyboard.press("Enter")
    window.page.wait_for_function("before => location.href !== before", arg=before)
    window.page.locator(".article mark.fl-place", has_text="Kharkiv").first.wait_for()
    frame.wait_for_function(
        "() => { const m = Frontline.state.byId.get(Frontline.state.selected);"
        " return m && m.site.label === 'Kharkiv' && map.getBounds().contains(m.getLatLng()); }"
    )
    window.click_site(frame, "Pokrovsk")
    window.page.locator(".article mark.fl-place", has_text="Pokrovsk").first.wait_for()
    assert window.outside == []
    assert window.errors == []


def test_place_without_a_claim_is_looked_at(app: str, window: Window) -> None:
    frame = window.open(app)
    window.click_site(frame, "Shcherbaky")
    window.page.locator(".fl-quote").wait_for()
    window.page.get_by_text("Whole article").click()
    place = window.page.locator(".article mark.fl-other-place", has_text="Sumy").first
    place.wait_for()
    frame.evaluate("() => { map.setView([47, 31], 7, {animate: false}); return 0; }")
    place.click()
    frame.wait_for_function("() => map.getBounds().contains([50.92, 34.8])")
