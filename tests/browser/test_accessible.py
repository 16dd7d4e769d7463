"""Every page, light and dark, under axe-core: no breach of WCAG 2.1, levels A and AA, that it can find."""

import sys
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}

# What comes last on a page.
LAST = {
    "overview": ".stVegaLiteChart :is(svg, canvas)",
    "claims": ".stDataFrame canvas",
    "contradictions": ".stMain h2",
    "briefing": ".stImage img",
    "sources": ".stDataFrame canvas",
    "gazetteer": ".stMain h2",
    "history": ".stMain h2",
}


def breaches(page: Any) -> list[str]:
    """Return a line for each breach, those inside frames included."""
    page.wait_for_timeout(1_500)
    for frame in page.frames:
        frame.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert found["passes"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_breach_no_rule_of_accessibility(app: str, browser: Any, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1500, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(90_000)
    window = Window(context.new_page())
    frame = window.open(app)
    window.click_site(frame, "Kharkiv")
    window.page.wait_for_selector(".fl-quote")
    found = {"map": breaches(window.page)}
    for page, last in LAST.items():
        window.page.goto(f"{app}/{page}")
        window.page.locator(last).last.wait_for(state="attached")
        found[page] = breaches(window.page)
    context.close()
    assert {page: lines for page, lines in found.items() if lines} == {}
