"""The timeline and the comparison of two dates, driven by mouse, keys, links and play."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]


@pytest.fixture
def far_window(browser: Any) -> Any:
    """A window of a reader five hours behind UTC, where a day of ours begins the evening before."""
    context = browser.new_context(
        viewport={"width": 1500, "height": 860}, color_scheme="light", timezone_id="America/New_York"
    )
    context.set_default_timeout(60_000)
    yield Window(context.new_page())
    context.close()


def brush(window: Window) -> Any:
    return window.page.get_by_role("slider", name="Period shown")


def shown(window: Window) -> int:
    """Return how many claims the timeline says are shown."""
    text = window.page.locator(".st-key-timeline_head .fl-caption").inner_text()
    return int(re.search(r"(\d+) shown of", text)[1])


def test_link_with_days_shows_the_brush_on_those_days(app: str, far_window: Window) -> None:
    far_window.open(f"{app}/?from=2024-08-05&to=2024-08-11")
    assert brush(far_window).get_attribute("aria-valuetext") == "5 Aug 2024 to 11 Aug 2024"
    assert far_window.page.locator(".tl-span").bounding_box()["width"] > 4
    faded = far_window.page.locator(".tl-bar.tl-off").count()
    assert 0 < faded < far_window.page.locator(".tl-bar").count()
    assert far_window.outside == []


def test_dragging_filters_map_list_and_address_by_whole_utc_days(app: str, far_window: Window) -> None:
    frame = far_window.open(app)
    frame.evaluate("() => { window.BEFORE = Frontline.state.text; return 0; }")
    before = shown(far_window)
    box = far_window.page.locator(".tl svg").bounding_box()
    mouse, y = far_window.page.mouse, box["y"] + 40
    mouse.move(box["x"] + box["width"] * 0.2, y)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.5, y, steps=4)
    told = brush(far_window).get_attribute("aria-valuetext")
    mouse.up()
    far_window.page.wait_for_url("**from=*")
    frame.wait_for_function("() => Frontline.state.text !== window.BEFORE")
    days = re.search(r"from=(\d{4})-(\d\d)-(\d\d)&to=", far_window.page.url)
    assert told.startswith(f"{int(days[3])} ")
    assert days[1] in told
    assert shown(far_window) < before
    # A click beside it takes the brush away.
    mouse.click(box["x"] + box["width"] * 0.9, y)
    far_window.page.wait_for_function("() => !location.search.includes('from=')")
    assert shown(far_window) == before


def test_arrow_keys_move_the_brush_and_escape_takes_it_away(app: str, window: Window) -> None:
    window.open(f"{app}/?from=2024-08-05&to=2024-08-11")
    brush(window).focus()
    window.page.keyboard.press("ArrowRight")
    window.page.wait_for_url("**from=2024-08-12&to=2024-08-18**")
    brush(window).focus()
    window.page.keyboard.press("Escape")
    window.page.wait_for_function("() => !location.search.includes('from=')")


def test_play_goes_through_time_and_stops_at_a_click(app: str, window: Window) -> None:
    window.open(f"{app}/?from=2024-02-01&to=2024-04-30")
    window.page.get_by_role("button", name="Play through time").click()
    window.page.wait_for_function("() => !location.search.includes('from=2024-02-01')")
    window.page.get_by_role("button", name="Stop playing").click()
    window.page.get_by_role("button", name="Play through time").wait_for()
    assert "from=2024-0" in window.page.url


def test_two_dates_are_compared_and_the_link_says_so(app: str, window: Window) -> None:
    frame = window.open(app)
    everything = shown(window)
    window.page.get_by_role("button", name="Compare dates").click()
    window.page.get_by_role("button", name="Compare", exact=True).click()
    window.page.wait_for_url("**compare=*")
    window.page.get_by_text("New", exact=False).first.wait_for()
    listed = window.page.locator(".cl button")
    listed.first.wait_for()
    assert 0 < shown(window) < everything
    # What is new carries a sign on the map, and the legend says which.
    frame.wait_for_function("() => Frontline.state.payload.sites.some(site => site.change === 'added')")
    assert "New" in frame.locator("details.fl-legend").inner_text()
    link = window.page.url
    listed.first.click()
    window.page.locator(".fl-quote").wait_for()
    window.page.goto("about:blank")
    window.open(link)
    assert shown(window) < everything
    # With its date, for a claim of the list may say "against", too.
    window.page.get_by_role("button", name="against 1 Apr 2025").click()
    window.page.wait_for_function("() => !location.search.includes('compare=')")
    assert window.outside == []
