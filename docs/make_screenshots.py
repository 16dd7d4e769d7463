"""Take the pictures of the explorer for the README and the docs, from the running app.

    python docs/make_screenshots.py [NAME ...]

Needs Chromium (apt-get install --no-install-recommends chromium) and the dev requirements. The
workspace is a temporary one with the shipped articles.
"""
# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "screenshots"
SIZE = {"width": 1600, "height": 900}
PAGES = ("overview", "claims", "contradictions", "briefing", "sources", "gazetteer", "history")
COMPARED = "compare=2024-08-20,2025-04-01,reported,0"
# What comes last on a page, so that nothing is taken half drawn.
LAST = {
    "overview": ".stVegaLiteChart :is(svg, canvas)",
    "briefing": ".stImage img",
    "claims": ".stDataFrame canvas",
    "sources": ".stDataFrame canvas",
}
PLACE = "Kharkiv"
FIND = (
    "label => { const m = Frontline.state.built.find(l => l.site && l.getLatLng && l.site.label === label);"
    " map.setView(m.getLatLng(), 8, {animate: false});"
    " const p = map.latLngToContainerPoint(m.getLatLng()); return [p.x, p.y]; }"
)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running_app(port: int | None = None, **variables: str) -> Iterator[str]:
    """Start the app on a port, a free one unless told, and stop it at the end."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as folder:
        workspace = {"FRONTLINE_WORKSPACE": str(Path(folder) / "workspace.sqlite")}
        command = [sys.executable, "-m", "app_pages.start", "--server.headless", "true"]
        server = subprocess.Popen(  # noqa: S603 - our own script
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            env=os.environ | workspace | variables,
            stdout=subprocess.DEVNULL,
        )
        address = f"http://localhost:{port}"
        try:
            _wait_for(f"{address}/_stcore/health")
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str) -> None:
    for _ in range(1_200):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
        else:
            return


def map_frame(page: Any) -> Any:  # noqa: ANN401 - Playwright's own
    """Return the frame of the map when it is drawn."""
    page.wait_for_selector('iframe[title*="st_folium"]', timeout=90_000)
    while True:
        frame = next((f for f in page.frames if "streamlit_folium" in f.url), None)
        if frame and frame.evaluate("() => !!(window.Frontline && Frontline.state.built)"):
            page.wait_for_selector(".st-key-topbar button, .st-key-present")
            page.wait_for_timeout(2_500)
            return frame
        page.wait_for_timeout(200)


def shoot_map(page: Any, address: str, name: str) -> None:  # noqa: ANN401
    """Take the map page with a claim chosen."""
    page.goto(address)
    x, y = map_frame(page).evaluate(FIND, PLACE)
    page.wait_for_timeout(500)
    box = page.locator('iframe[title*="st_folium"]').bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_selector(".fl-quote")
    # Away from the map, where an area under the pointer would tell its name.
    page.mouse.move(box["x"] + 300, 10)
    page.wait_for_timeout(2_500)
    page.screenshot(path=OUTPUT / f"{name}.png")


def shoot_article(page: Any, name: str) -> None:  # noqa: ANN401
    """Take the whole article beside the map, from the map page with a claim chosen."""
    page.get_by_text("Whole article").click()
    page.wait_for_selector(".article mark[aria-current]")
    page.wait_for_timeout(1_500)
    page.screenshot(path=OUTPUT / f"{name}.png")


def shoot_comparison(page: Any, address: str, name: str) -> None:  # noqa: ANN401
    """Take two dates compared, opened by a link."""
    page.goto(f"{address}/?{COMPARED}")
    map_frame(page)
    page.wait_for_selector(".tl .tl-bar")
    page.wait_for_timeout(1_000)
    page.screenshot(path=OUTPUT / f"{name}.png")


def shoot_present(page: Any, name: str) -> None:  # noqa: ANN401
    """Take the clean page, from the map page."""
    page.get_by_role("button", name="Present").click()
    page.wait_for_selector(".st-key-present")
    map_frame(page)
    page.screenshot(path=OUTPUT / f"{name}.png")


def shoot_page(page: Any, address: str, name: str, scheme: str) -> None:  # noqa: ANN401
    """Take another page."""
    page.goto(f"{address}/{name}")
    page.wait_for_selector(".stMain h2", timeout=90_000)
    if name == "gazetteer":
        page.get_by_label("Name, in any spelling").fill("Popovka")
        page.keyboard.press("Enter")
    if name in LAST:
        page.locator(LAST[name]).last.wait_for(state="attached")
    page.wait_for_timeout(2_500)
    page.screenshot(path=OUTPUT / f"{name}_{scheme}.png")


def main() -> None:
    """Take all pictures, or those whose names are given."""
    wanted = set(sys.argv[1:])
    OUTPUT.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=SIZE, color_scheme=scheme)
            context.set_default_timeout(90_000)
            page = context.new_page()
            if not wanted or "map" in wanted:
                shoot_map(page, address, f"map_{scheme}")
                shoot_article(page, f"article_{scheme}")
            if not wanted or "compare" in wanted:
                shoot_comparison(page, address, f"compare_{scheme}")
            if not wanted or "present" in wanted:
                page.goto(address)
                map_frame(page)
                shoot_present(page, f"present_{scheme}")
            for name in PAGES:
                if not wanted or name in wanted:
                    shoot_page(page, address, name, scheme)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
