"""The Briefing page in a browser: tick, drag the extent, take the files, and make them again."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window

from geo.briefing.manifest import remake
from geo.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]


def test_files_hold_what_was_ticked_and_dragged_and_can_be_made_again(
    app: str, window: Window, tmp_path: Path
) -> None:
    page = window.page
    page.goto(f"{app}/briefing")
    page.locator(".stImage img").wait_for(timeout=120_000)
    page.get_by_label("Title", exact=True).fill("Two days at the border")
    page.keyboard.press("Enter")
    page.get_by_text("Part of the map", exact=True).click()
    take = page.get_by_role("button", name="Show this part")
    take.wait_for()
    page.wait_for_function("() => !document.querySelector('[data-testid=stButton] button[disabled]')")
    take.click()
    page.get_by_text("Shown:").wait_for()
    # The first box of the table: it is drawn on a canvas, below a row of heads.
    table = page.locator(".stDataFrame")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    everything = int(page.get_by_text("pass the filters of the map").inner_text().split()[0])
    page.mouse.click(box["x"] + 44, box["y"] + 46)
    page.get_by_text(f"{everything - 1} claims ticked").wait_for()
    page.get_by_role("button", name="Make the files").click()
    archive = page.get_by_role("button", name=".zip")
    archive.wait_for(timeout=180_000)
    with page.expect_download() as taken:
        archive.click()
    files = zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes()))
    files.extractall(tmp_path / "made")
    manifest_path = next((tmp_path / "made").glob("*.manifest.json"))
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    assert manifest["sheet"]["title"] == "Two days at the border"
    assert len(manifest["sheet"]["extent"]) == 4
    assert len(manifest["claim_ids"]) == everything - 1
    again = remake(manifest_path, tmp_path / "again", settings=Settings())
    assert sorted(path.suffix for path in again) == [".pdf", ".png", ".pptx"]
    assert [path.name for path in again if path.read_bytes() != files.read(path.name)] == []
    assert window.outside == []
    assert window.errors == []
