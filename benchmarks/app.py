"""Measure the explorer in Chromium: first map, click to sentence, filter change, memory, start.

    python benchmarks/app.py [--claims 10000] [--changes 400] [--skip-start]

With made-up claims, then with the shipped articles from the start of the program. Prints medians in
seconds, and beside them the processor's seconds of the server and of the page, which a busy machine
leaves as they are: two cores that do something else double every other figure.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "docs"), str(ROOT / "tests"), str(ROOT)]

from make_screenshots import free_port, running_app  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from samples import scattered  # noqa: E402

from geo.contract import write_extract  # noqa: E402
from geo.models import Extract, Reading, Sentence  # noqa: E402

DRAWN = "() => !!(window.Frontline && Frontline.state.built)"
SPOT = (
    "number => { const found = Frontline.state.built.filter(l => l.site && l.getLatLng)[number];"
    " map.setView(found.getLatLng(), 11, {animate: false});"
    " const p = map.latLngToContainerPoint(found.getLatLng()); return [p.x, p.y]; }"
)
NOTE_FIRST_MESSAGE = """
const Plain = window.WebSocket;
window.WebSocket = function (...given) {
  const socket = new Plain(...given);
  socket.addEventListener("message", () => { window.FIRST_MESSAGE ||= performance.now(); });
  return socket;
};
Object.assign(window.WebSocket, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
"""
TOLD = (
    "before => { const quote = document.querySelector('.fl-quote');"
    " return quote && quote.innerText !== before; }"
)
NOTE_CLICK = "() => addEventListener('pointerdown', () => { window.top.CLICKED = Date.now(); }, true)"
SIZE = {"width": 1500, "height": 860}
AT_REST = 1_500
"""Milliseconds after which a page has drawn all that a click changes: each is measured on a page at rest."""
BETWEEN_HEAPS = 100
"""Filter changes between two looks at the memory: of three and more it can be seen whether it grows."""
KINDS = ("strike", "advance", "capture", "clash")


def longer_articles(extract: Extract, claims_each: int = 20) -> Extract:
    """Return ``extract`` with its one-sentence articles joined, as many to one as real ones hold."""
    return replace(
        extract, readings=tuple(join_readings(group) for group in batched(extract.readings, claims_each))
    )


def batched(readings: Sequence[Reading], size: int) -> list[Sequence[Reading]]:
    """Return ``readings`` in groups of ``size``."""
    return [readings[start : start + size] for start in range(0, len(readings), size)]


def join_readings(group: Sequence[Reading]) -> Reading:
    """Return one article that says what those of ``group`` say, one after the other."""
    text, mentions, claims, sentences = "", [], [], []
    article = group[0].article
    for reading in group:
        at, first = len(text), len(mentions)
        text += reading.article.text + " "
        sentences.append(Sentence(start=at, end=len(text) - 1))
        mentions += [replace(m, start=m.start + at, end=m.end + at) for m in reading.mentions]
        claims += [
            replace(
                claim,
                article_id=article.id,
                start=claim.start + at,
                end=claim.end + at,
                places=tuple(replace(ref, mention=ref.mention + first) for ref in claim.places),
            )
            for claim in reading.claims
        ]
    whole = replace(article, text=text, sentences=tuple(sentences))
    return Reading(article=whole, mentions=tuple(mentions), claims=tuple(claims))


@dataclass(slots=True)
class Times:
    """What one thing took, several times: by the clock, on the server, in the page."""

    name: str
    seconds: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)

    def line(self) -> str:
        """Return the medians and the worst as a line of the report."""
        busy = ", ".join(
            f"{who} {statistics.median(found):.2f}"
            for who, found in (("server", self.server), ("page", self.page))
            if found
        )
        clock = f"{statistics.median(self.seconds):6.2f} s, worst {max(self.seconds):.2f}"
        return f"{self.name:30} {clock}, n={len(self.seconds)}" + (f"; processor: {busy}" if busy else "")


def server_seconds() -> float:
    """Return the processor time of the app's server, which is a child of this process."""
    me = os.getpid()
    for child in Path(f"/proc/{me}/task/{me}/children").read_text(encoding="utf-8").split():
        if b"app_pages.start" in Path(f"/proc/{child}/cmdline").read_bytes():
            ticks = Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[11:13]
            return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return 0.0


@cache
def watch(page: Any) -> Any:  # noqa: ANN401 - Playwright's own
    """Return the session in which the page's thread counts its time; the map's frame runs in it too."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def page_seconds(session: Any) -> float:  # noqa: ANN401
    """Return the processor time of a watched page."""
    metrics = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


@contextmanager
def timed(times: Times, session: Any) -> Iterator[list[float]]:  # noqa: ANN401
    """Add what the block takes to ``times``, or the seconds that it leaves in the list it is given."""
    server, busy, start = server_seconds(), page_seconds(session), time.perf_counter()
    measured: list[float] = []
    yield measured
    times.seconds.append(measured[0] if measured else time.perf_counter() - start)
    times.server.append(server_seconds() - server)
    times.page.append(page_seconds(session) - busy)


def frame_of(page: Any) -> Any:  # noqa: ANN401 - Playwright's own
    """Return the frame of the map once the claims are drawn."""
    while True:
        frame = next((f for f in page.frames if "streamlit_folium" in f.url), None)
        if frame and frame.evaluate(DRAWN):
            return frame
        page.wait_for_timeout(20)


def measure_opening(browser: Any, address: str, times: int) -> tuple[Times, Times]:  # noqa: ANN401
    """Return the times from the navigation, and from the start of the run, to the drawn map.

    The server announces a run with its first message, before the script's first line: the page notes
    when that arrives. The browser has been there once.
    """
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(NOTE_FIRST_MESSAGE)
    navigation, run = Times("first map, navigation"), Times("first map, start of the run")
    for number in range(times + 1):
        page = context.new_page()
        page.set_default_timeout(180_000)
        kept = (navigation, run) if number else (Times(""), Times(""))
        with timed(kept[0], watch(page)):
            page.goto(address)
            frame_of(page)
            kept[1].seconds.append(page.evaluate("() => (performance.now() - window.FIRST_MESSAGE) / 1000"))
        page.close()
    context.close()
    return navigation, run


@contextmanager
def timed_from_press(
    times: Times,
    page: Any,  # noqa: ANN401
    place: Any,  # noqa: ANN401
    condition: str,
    arg: object = None,
) -> Iterator[None]:
    """Add the seconds from the pointer's press on ``page`` until ``condition`` holds in ``place``.

    Both by the browser's clock: how long a test tool takes to move a pointer, and to ask a page that is
    busy, is no time of the explorer's.
    """
    place.evaluate(
        f"arg => {{ window.HELD = 0; const timer = setInterval(() => {{ if (!({condition})(arg)) return;"
        " window.HELD = Date.now(); clearInterval(timer); }, 5); }",
        arg,
    )
    with timed(times, watch(page)) as measured:
        yield
        held = place.wait_for_function("() => window.HELD", polling=15).json_value()
        measured.append((held - page.evaluate("() => window.CLICKED")) / 1000)


def measure_clicks(page: Any, frame: Any, times: int) -> Times:  # noqa: ANN401
    """Return the times from a click to its sentence."""
    found = Times("click to sentence")
    # A marker is pressed in the map's frame, of which the page hears nothing.
    frame.evaluate(NOTE_CLICK)
    for number in range(times + 1):
        x, y = frame.evaluate(SPOT, 7 + 13 * number)
        page.wait_for_timeout(700)
        box = page.locator('iframe[title*="st_folium"]').bounding_box()
        quotes = page.locator(".fl-quote")
        before = quotes.inner_text() if quotes.count() else ""
        # The first compares all claims with one another, once for all the others.
        with timed_from_press(found if number else Times(""), page, page, TOLD, before):
            page.mouse.click(box["x"] + x, box["y"] + y)
        page.wait_for_timeout(AT_REST)
    return found


def measure_filters(page: Any, frame: Any, times: int, pause: int = AT_REST) -> Times:  # noqa: ANN401
    """Return the times from ticking a box to the new map, which keeps its frame and its zoom."""
    found = Times("filter change")
    page.evaluate(NOTE_CLICK)
    zoom = frame.evaluate("() => { window.KEPT = true; return map.getZoom(); }")
    for number in range(times):
        frame.evaluate("() => { window.BEFORE = Frontline.state.text; return 0; }")
        box = page.locator(f'[data-id="kind_{KINDS[(number // 2) % len(KINDS)]}"]')
        with timed_from_press(found, page, frame, "() => Frontline.state.text !== window.BEFORE"):
            box.click()
        page.wait_for_timeout(pause)
    assert frame.evaluate("() => window.KEPT"), "the map was loaded again"
    assert frame.evaluate("() => map.getZoom()") == zoom, "the zoom was lost"
    return found


def measure_start(name: str, context: Any, folder: Path, ports: Sequence[int]) -> Times:  # noqa: ANN401
    """Return the times from the start of the program to the map of the shipped articles.

    One start per port. Those at one port are those of a user, whose browser knows the app's own files.
    """
    found = Times(name)
    for port in ports:
        start = time.perf_counter()
        with running_app(port, FRONTLINE_WORKSPACE=str(folder / "workspace.sqlite")) as address:
            page = context.new_page()
            page.set_default_timeout(180_000)
            session = watch(page)
            page.goto(address)
            frame_of(page)
            found.seconds.append(time.perf_counter() - start)
            found.server.append(server_seconds())
            found.page.append(page_seconds(session))
            page.close()
    return found


def measure_starts(browser: Any, profile: Any, folder: Path, times: int) -> None:  # noqa: ANN401
    """Print the times of the start in a browser that has shown the app, and in one that has not.

    Warm both: the program has run before, so that its byte code, gazetteer and workspace are there.
    """
    always = free_port()
    measure_start("first of all", profile, folder, [always])
    print(measure_start("start, same browser", profile, folder, [always] * times).line(), flush=True)
    context = browser.new_context(viewport=SIZE)
    print(measure_start("start, new browser", context, folder, [free_port() for _ in range(times)]).line())
    context.close()


def heap_megabytes(page: Any) -> float:  # noqa: ANN401
    """Return the memory that JavaScript holds after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def measure_explorer(browser: Any, address: str, changes: int) -> None:  # noqa: ANN401
    """Measure the app at ``address`` and print as each figure is known."""
    for found in measure_opening(browser, address, 5):
        print(found.line(), flush=True)
    page = browser.new_page(viewport=SIZE)
    page.set_default_timeout(180_000)
    page.goto(address)
    frame = frame_of(page)
    page.wait_for_timeout(3_000)
    print(measure_clicks(page, frame, 7).line(), flush=True)
    frame.evaluate("() => { map.setZoom(8, {animate: false}); return 0; }")
    print(measure_filters(page, frame, 20).line(), flush=True)
    for made in range(0, changes + 1, BETWEEN_HEAPS):
        print(f"{'memory':30} {heap_megabytes(page):6.1f} MB after {made} more filter changes", flush=True)
        if made < changes:
            measure_filters(page, frame, BETWEEN_HEAPS, pause=50)
            page.wait_for_timeout(2_000)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=400)
    parser.add_argument("--skip-start", action="store_true", help="leave the start of the program out")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    # A machine that never keeps byte code would compile every library at each start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(folder) / "bytecode"))
        browser = playwright.chromium.launch(executable_path=options.browser)
        path = write_extract(Path(folder) / "extract.json", longer_articles(scattered(options.claims)))
        print(f"{options.claims} claims", flush=True)
        with running_app(FRONTLINE_EXTRACT=str(path)) as address:
            measure_explorer(browser, address, options.changes)
        if not options.skip_start:
            print("shipped articles", flush=True)
            profile = playwright.chromium.launch_persistent_context(
                Path(folder) / "profile", executable_path=options.browser, viewport=SIZE
            )
            measure_starts(browser, profile, Path(folder), 5)
            profile.close()
        browser.close()


if __name__ == "__main__":
    main()
