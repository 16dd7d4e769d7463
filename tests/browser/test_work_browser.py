"""What an analyst does in a morning: add, correct, review, and take it back."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window, find_browser, running_app

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]

BODY = "Russian forces shelled the town of Shostka on 3 March 2025, officials of the oblast said.\n"
NOTE = "document.querySelector('input[placeholder=\"Note…\"]')?.value"


@pytest.fixture(scope="module")
def own_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app of its own: what is done here must not reach the other tests."""
    find_browser()
    with running_app(tmp_path_factory.mktemp("work") / "workspace.sqlite") as address:
        yield address


def sources(window: Window, address: str) -> None:
    window.page.goto(f"{address}/sources")
    window.page.get_by_text("choose one to edit").wait_for()
    window.page.wait_for_timeout(800)


def test_many_files_are_added_the_known_and_the_unreadable_told(own_app: str, window: Window) -> None:
    sources(window, own_app)
    window.page.set_input_files(
        'input[type="file"]',
        [
            {"name": "one.txt", "mimeType": "text/plain", "buffer": BODY.encode()},
            {"name": "again.txt", "mimeType": "text/plain", "buffer": BODY.encode()},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing"},
        ],
    )
    window.page.get_by_text("1 added · 1 known before · 1 not readable").wait_for()
    window.page.get_by_text("skipped: broken.pdf").wait_for()
    window.page.get_by_text("6 articles").wait_for()
    frame = window.open(own_app)
    window.click_site(frame, "Shostka")
    window.page.locator(".fl-quote").wait_for()
    assert "Shostka" in window.page.locator(".fl-quote").inner_text()
    assert window.outside == []


def test_place_is_corrected_and_the_correction_taken_back(own_app: str, window: Window) -> None:
    frame = window.open(own_app)
    window.click_site(frame, "Kharkiv")
    window.page.locator(".fl-quote").wait_for()
    window.page.get_by_role("button", name="Not a place").click()
    window.page.get_by_text("Marked as no place").wait_for()
    frame.wait_for_function("() => !Frontline.state.payload.sites.some(s => s.label === 'Kharkiv')")
    window.page.goto(f"{own_app}/history")
    window.page.get_by_text("Correction of a place").wait_for()
    window.page.get_by_role("button", name="Undo").first.click()
    window.page.get_by_text("taken back").wait_for()
    frame = window.open(own_app)
    frame.wait_for_function("() => Frontline.state.payload.sites.some(s => s.label === 'Kharkiv')")


def test_place_is_moved_by_a_click_and_a_drag_on_the_map(own_app: str, window: Window) -> None:
    frame = window.open(own_app)
    window.click_site(frame, "Shcherbaky")
    window.page.locator(".fl-quote").wait_for()
    window.page.get_by_role("button", name="Move", exact=True).click()
    frame.locator(".fl-pin").wait_for()
    window.page.wait_for_timeout(500)
    box = window.page.locator('iframe[title*="st_folium"]').bounding_box()
    latitude = window.page.get_by_label("Latitude")
    before = latitude.input_value()
    window.page.mouse.click(box["x"] + 420, box["y"] + 200)
    clicked = frame.evaluate(
        "() => { const p = map.containerPointToLatLng([420, 200]); return [p.lat, p.lng]; }"
    )
    window.page.wait_for_function(
        "old => document.querySelector('input[aria-label=Latitude]').value !== old", arg=before
    )
    assert abs(float(latitude.input_value()) - clicked[0]) < 1e-4
    # No other claim was chosen by that click, whatever lies there.
    assert "Shcherbaky" in window.page.locator(".fl-title").first.inner_text()
    mouse = window.page.mouse
    mouse.move(box["x"] + 420, box["y"] + 200)
    mouse.down()
    mouse.move(box["x"] + 470, box["y"] + 240, steps=5)
    mouse.up()
    dragged = frame.evaluate("() => map.containerPointToLatLng([470, 240]).lat")
    window.page.wait_for_function(
        "wanted => Math.abs(document.querySelector('input[aria-label=Latitude]').value - wanted) < 1e-3",
        arg=dragged,
    )
    window.page.get_by_role("button", name="Move here").click()
    window.page.get_by_text("Moved. Undo it").wait_for()
    frame.wait_for_function(
        "wanted => Frontline.state.payload.sites.some("
        "s => s.label === 'Shcherbaky' && Math.abs(s.lat - wanted) < 1e-3)",
        arg=dragged,
    )
    assert frame.locator(".fl-pin").count() == 0
    window.page.goto(f"{own_app}/history")
    window.page.get_by_text("Correction of a place").first.wait_for()
    window.page.get_by_role("button", name="Undo").first.click()
    window.page.get_by_text("taken back").first.wait_for()


def test_review_is_kept_and_can_be_taken_back(own_app: str, window: Window) -> None:
    frame = window.open(own_app)
    window.click_site(frame, "Shcherbaky")
    window.page.locator(".fl-quote").wait_for()
    window.page.get_by_role("radio", name="Questioned").or_(
        window.page.get_by_text("Questioned")
    ).first.click()
    note = window.page.get_by_placeholder("Note…")
    note.fill("Ask for the footage")
    note.press("Enter")
    window.page.wait_for_timeout(1200)
    window.page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')
    link = window.page.url
    window.page.goto("about:blank")
    window.open(link)
    window.page.locator(".fl-quote").wait_for()
    # The field is there a moment before its value.
    window.page.wait_for_function(f"() => {NOTE} === 'Ask for the footage'")
    window.page.goto(f"{own_app}/history")
    window.page.get_by_text("Review").first.wait_for()
    window.page.get_by_role("button", name="Undo").first.click()
    window.page.get_by_text("taken back").first.wait_for()
    window.page.goto("about:blank")
    window.open(link)
    window.page.locator(".fl-quote").wait_for()
    window.page.get_by_placeholder("Note…").wait_for()
    window.page.wait_for_timeout(1000)
    assert window.page.evaluate(f"() => {NOTE}") == ""
