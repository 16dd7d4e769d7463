"""Measure the explorer in Chromium with made-up claims: first map, click to sentence, filter change.

    python benchmarks/app.py [--claims 10000] [--changes 20]

Prints medians in seconds, and the memory of the map's page before and after the filter changes.
Run it on an idle machine: two cores that do something else double every figure.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "docs"), str(ROOT / "tests"), str(ROOT)]

from make_screenshots import running_app  # noqa: E402
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


def frame_of(page: Any) -> Any:  # noqa: ANN401 - Playwright's own
    """Return the frame of the map once the claims are drawn."""
    while True:
        frame = next((f for f in page.frames if "streamlit_folium" in f.url), None)
        if frame and frame.evaluate(DRAWN):
            return frame
        page.wait_for_timeout(20)


def measure_opening(browser: Any, address: str, times: int) -> list[float]:  # noqa: ANN401
    """Return the seconds from the navigation to the drawn map, in a browser that has been there."""
    context = browser.new_context(viewport={"width": 1500, "height": 860})
    seconds = []
    for _ in range(times + 1):
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        frame_of(page)
        seconds.append(time.perf_counter() - start)
        page.close()
    context.close()
    return seconds[1:]


def measure_clicks(page: Any, frame: Any, times: int) -> list[float]:  # noqa: ANN401
    """Return the seconds from a click to its sentence."""
    seconds = []
    for number in range(times):
        x, y = frame.evaluate(SPOT, 7 + 13 * number)
        page.wait_for_timeout(700)
        box = page.locator('iframe[title*="st_folium"]').bounding_box()
        quotes = page.locator(".fl-quote")
        before = quotes.inner_text() if quotes.count() else ""
        start = time.perf_counter()
        page.mouse.click(box["x"] + x, box["y"] + y)
        page.wait_for_function(
            "before => { const quote = document.querySelector('.fl-quote');"
            " return quote && quote.innerText !== before; }",
            arg=before,
            polling=15,
        )
        seconds.append(time.perf_counter() - start)
        page.wait_for_timeout(1_500)
    return seconds


def measure_filters(page: Any, frame: Any, times: int) -> list[float]:  # noqa: ANN401
    """Return the seconds from unticking a box to the new map."""
    seconds = []
    frame.evaluate("() => { window.KEPT = true; return 0; }")
    for number in range(times):
        frame.evaluate("() => { window.BEFORE = Frontline.state.text; return 0; }")
        box = page.locator(f".st-key-kind_{KINDS[(number // 2) % len(KINDS)]} label")
        start = time.perf_counter()
        box.click()
        frame.wait_for_function("() => Frontline.state.text !== window.BEFORE", polling=15)
        seconds.append(time.perf_counter() - start)
        page.wait_for_timeout(600)
    assert frame.evaluate("() => window.KEPT"), "the map was loaded again"
    return seconds


def heap_megabytes(page: Any) -> float:  # noqa: ANN401
    """Return the memory that JavaScript holds after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = write_extract(Path(folder) / "extract.json", longer_articles(scattered(options.claims)))
        with running_app(FRONTLINE_EXTRACT=str(path)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.browser)
            openings = measure_opening(browser, address, 3)
            page = browser.new_page(viewport={"width": 1500, "height": 860})
            page.set_default_timeout(60_000)
            page.goto(address)
            frame = frame_of(page)
            page.wait_for_timeout(3_000)
            clicks = measure_clicks(page, frame, 5)
            before = heap_megabytes(page)
            filters = measure_filters(page, frame, options.changes)
            after = heap_megabytes(page)
            browser.close()
    print(f"claims                 {options.claims}")
    for name, seconds in (("first map", openings), ("click to sentence", clicks), ("filter change", filters)):
        print(f"{name:22} {statistics.median(seconds):.2f} s  (n={len(seconds)}, worst {max(seconds):.2f})")
    print(f"heap before, after     {before:.0f} MB, {after:.0f} MB in {options.changes} filter changes")


if __name__ == "__main__":
    main()
