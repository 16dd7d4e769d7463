"""Control of terrain and the reported front in the running app."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window, running_app

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]

SQUARE = {"type": "Polygon", "coordinates": [[[35.5, 47], [37, 47], [37, 49], [35.5, 49], [35.5, 47]]]}
MOVED = {"type": "Polygon", "coordinates": [[[35.7, 47], [37.5, 47], [37.5, 49], [35.7, 49], [35.7, 47]]]}
STYLES = "() => FrontlineOverlays.kept.payload && FrontlineOverlays.kept.payload.terrain.map(l => l.style)"


def upload(window: Window, *files: tuple[str, bytes]) -> None:
    window.page.get_by_role("button", name="Control of terrain").click()
    window.page.set_input_files(
        'input[type="file"]',
        [{"name": name, "mimeType": "application/json", "buffer": content} for name, content in files],
    )
    window.page.get_by_role("button", name="Add to the workspace").click()


def wait_for_styles(frame: object, *styles: str) -> None:
    frame.wait_for_function(
        f"() => JSON.stringify(({STYLES})()) === '{json.dumps(styles, separators=(',', ':'))}'"
    )


def test_two_dates_are_drawn_told_and_compared(tmp_path: Path, window: Window) -> None:
    files = [
        (f"My unit 2025-03-{day}.geojson", json.dumps(shape).encode())
        for day, shape in (("01", SQUARE), ("20", MOVED))
    ]
    with running_app(tmp_path / "workspace.sqlite") as address:
        window.open(address)
        upload(window, *files)
        legend = window.page.locator(".fl-overlays")
        legend.get_by_text("Control: My unit, 20 Mar 2025 (not Frontline’s)").wait_for()
        frame = window.frame()
        wait_for_styles(frame, "control-0", "control-1")
        window.click_site(frame, "Shcherbaky")
        facts = window.page.locator(".fl-facts").first
        facts.get_by_text("inside, ").wait_for()
        assert "Control, 1 Mar 2025" in facts.inner_text()
        assert "outside, " in facts.inner_text()
        window.page.get_by_text("Change from 1 Mar 2025 to 20 Mar 2025").click()
        legend.get_by_text("Gained ").wait_for()
        wait_for_styles(frame, "gained", "lost")
        # Loaded again, the workspace still has them; nothing is shown until it is chosen.
        window.open(address)
        window.page.get_by_role("button", name="Control of terrain").click()
        remove = window.page.get_by_role("button", name="Remove")
        remove.nth(1).wait_for()
        assert remove.count() == 2
        remove.first.click()
        # The page is drawn anew, which would close a list that is open.
        remove.nth(1).wait_for(state="detached")
        window.page.locator(".st-key-controls").click()
        window.page.get_by_role("option", name="20 Mar 2025").wait_for()
        assert window.page.get_by_role("option").count() == 1
    assert window.outside == []
    assert window.errors == []


def test_hopeless_file_is_refused_in_one_line_and_its_name_is_shown_literally(
    tmp_path: Path, window: Window
) -> None:
    with running_app(tmp_path / "workspace.sqlite") as address:
        window.open(address)
        upload(window, ("<img src=x onerror=alert(1)> ![x](http:).geojson", b"{"))
        refusal = window.page.locator(".fl-contra")
        refusal.wait_for()
        assert "is no valid JSON; export it again as GeoJSON" in refusal.inner_text()
        assert "<img src=x" in refusal.inner_text()
        assert window.dialogs == []
        assert window.outside == []


def test_reported_front_is_off_until_asked_for_and_says_what_it_is_not(app: str, window: Window) -> None:
    frame = window.open(app)
    assert frame.evaluate("() => FrontlineOverlays.kept.payload") is None
    assert window.page.locator(".fl-overlays").count() == 0
    window.page.get_by_text("Reported front", exact=True).click()
    window.page.locator(".fl-overlays").get_by_text("no line of control").wait_for()
    frame.wait_for_function(
        "() => FrontlineOverlays.kept.payload && FrontlineOverlays.kept.payload.front.spots.length"
    )
    front = frame.evaluate("() => FrontlineOverlays.kept.payload.front")
    assert front["spots"]
    assert all(age <= front["max_age_days"] for _, _, age, _ in front["spots"])
    window.page.get_by_text("reports by sector").click()
    window.page.get_by_role("button", name="Shcherbaky").first.click()
    window.page.locator(".fl-quote").wait_for()
    assert "Shcherbaky" in window.page.locator(".fl-title").first.inner_text()
