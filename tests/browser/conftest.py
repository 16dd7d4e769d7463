"""A running app with a workspace of its own, and Debian's Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


def find_browser() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = "no Chromium found: apt-get install --no-install-recommends chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


@contextmanager
def running_app(workspace: Path, **variables: str) -> Iterator[str]:
    with started_app(workspace, **variables) as (address, _):
        yield address


@contextmanager
def started_app(workspace: Path, **variables: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app_pages.start", "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"FRONTLINE_WORKSPACE": str(workspace)} | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = find_browser()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - needed with a browser only

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    find_browser()
    with running_app(tmp_path_factory.mktemp("app") / "workspace.sqlite") as address:
        yield address


class Window:
    """A page that remembers what it asked for and what went wrong."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._take)

    def _take(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    @property
    def outside(self) -> list[str]:
        return [
            url
            for url in self.requests
            if not url.startswith(("data:", "blob:", "file:", "http://localhost", "ws://localhost"))
        ]

    def open(self, address: str) -> Any:
        """Open the map page and return the frame of the map once it is drawn."""
        self.page.goto(address)
        self.page.wait_for_selector('iframe[title*="st_folium"]', timeout=90_000)
        frame = self.frame()
        # The map comes first, and what is beside it when the map is drawn.
        self.page.wait_for_selector(".st-key-topbar button, .st-key-present")
        return frame

    def tick(self, group: str, value: str) -> Any:
        """Return what switches a value of the left column on and off."""
        return self.page.locator(f'[data-id="{group}_{value}"]')

    def frame(self) -> Any:
        for _ in range(450):
            frame = next((f for f in self.page.frames if "streamlit_folium" in f.url), None)
            if frame and frame.evaluate("() => !!(window.map && window.Frontline && Frontline.state.built)"):
                return frame
            self.page.wait_for_timeout(200)
        message = "the map was not drawn"
        raise AssertionError(message)

    def click_site(self, frame: Any, label: str) -> None:
        """Click the marker beside ``label``: canvas markers have no element of their own."""
        position = (
            "label => { const m = Frontline.state.built.find("
            "l => l.site && l.getLatLng && l.site.label === label);"
            " map.setView(m.getLatLng(), map.getZoom(), {animate: false});"
            " const p = map.latLngToContainerPoint(m.getLatLng()); return [p.x, p.y]; }"
        )
        x, y = frame.evaluate(position, label)
        self.page.wait_for_timeout(400)
        box = self.page.locator('iframe[title*="st_folium"]').bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y)


@pytest.fixture
def window(browser: Any) -> Iterator[Window]:
    context = browser.new_context(viewport={"width": 1500, "height": 860}, color_scheme="light")
    context.set_default_timeout(60_000)
    yield Window(context.new_page())
    context.close()
