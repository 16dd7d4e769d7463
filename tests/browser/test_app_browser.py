"""The running app, driven as a person would."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import ROOT, Window, running_app

from geo.models import Kind
from geo.pipeline import Frontline

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]

HOSTILE = "</script><script>PWNED=1</script> {{7*7}} ${7*7} ` <img src=x onerror='PWNED=2'> \u2028"


def test_click_on_a_marker_shows_its_sentence_and_nothing_leaves_the_machine(
    app: str, window: Window
) -> None:
    frame = window.open(app)
    window.click_site(frame, "Kharkiv")
    quote = window.page.locator(".fl-quote")
    quote.wait_for()
    assert "military hospital in Kharkiv" in quote.inner_text()
    assert quote.locator("mark.fl-place").first.inner_text() == "Kharkiv"
    assert "claim=" in window.page.url
    assert window.outside == []
    assert window.errors == []


def test_filter_keeps_the_map_and_its_zoom(app: str, window: Window) -> None:
    frame = window.open(app)
    frame.evaluate("() => { window.KEPT = true; map.setView([50.5, 36], 8, {animate: false}); return 0; }")
    frame.evaluate("() => { window.BEFORE = Frontline.state.text; return 0; }")
    window.tick("kind", "strike").click()
    frame.wait_for_function("() => Frontline.state.text !== window.BEFORE")
    assert frame.evaluate("() => [window.KEPT, map.getZoom()]") == [True, 8]


def test_counts_follow_the_other_filters_and_only_leaves_one_kind(app: str, window: Window) -> None:
    frame = window.open(app)
    strikes = window.tick("kind", "strike")
    readings = Frontline().extract([ROOT / "data" / "articles"]).readings
    count = sum(claim.kind is Kind.STRIKE for reading in readings for claim in reading.claims)
    everyone = f"Strike, {count} claims"
    assert strikes.get_attribute("aria-label") == everyone
    window.tick("actor", "RU").click()
    window.page.wait_for_function("() => location.search.includes('hide_actor=RU')")
    # By whom the rest was is not said here, only that Russia's are gone from the count.
    window.page.locator(f'[data-id="kind_strike"]:not([aria-label="{everyone}"])').wait_for()
    window.tick("kind", "clash").click(modifiers=["Shift"])
    frame.wait_for_function(
        "() => Frontline.state.payload.sites.length"
        " && Frontline.state.payload.sites.every(site => site.kind === 'clash')"
    )
    assert strikes.get_attribute("aria-checked") == "false"
    window.page.get_by_role("button", name="Show everything").click()
    window.page.wait_for_function("() => !location.search.includes('hide_')")
    assert strikes.get_attribute("aria-checked") == "true"


def test_legend_has_what_is_drawn_and_nothing_else(app: str, window: Window) -> None:
    frame = window.open(app)
    legend = frame.locator("details.fl-legend")
    assert "Strike" in legend.inner_text()
    assert "stretch of border" in legend.inner_text()
    window.tick("kind", "strike").click()
    frame.wait_for_function("() => !document.querySelector('details.fl-legend').innerText.includes('Strike')")
    window.page.get_by_text("Areas, border, arrows").click()
    frame.wait_for_function(
        "() => !document.querySelector('details.fl-legend').innerText.includes('stretch of border')"
    )


def test_decision_is_told_and_leaves_the_page_as_it_was(tmp_path: Path, window: Window) -> None:
    padding = "() => getComputedStyle(document.querySelector('.stMainBlockContainer')).paddingTop"
    with running_app(tmp_path / "workspace.sqlite") as address:
        frame = window.open(address)
        window.click_site(frame, "Kharkiv")
        window.page.locator(".fl-quote").wait_for()
        before = window.page.evaluate(padding)
        window.page.get_by_role("button", name="Not a place").click()
        window.page.get_by_text("Marked as no place").wait_for()
        frame.wait_for_function("() => !Frontline.state.payload.sites.some(s => s.label === 'Kharkiv')")
        assert window.page.evaluate(padding) == before


def test_link_opens_the_claim_it_names(app: str, window: Window) -> None:
    frame = window.open(app)
    window.click_site(frame, "Kharkiv")
    title = window.page.locator(".fl-title").first
    window.page.locator(".fl-quote").wait_for()
    # The address follows the page a moment later.
    window.page.wait_for_url("**claim=*")
    link = window.page.url
    window.page.goto("about:blank")
    window.open(link)
    window.page.locator(".fl-quote").wait_for()
    assert title.inner_text().startswith("Kharkiv")


def test_hostile_article_is_shown_literally(tmp_path: Path, window: Window) -> None:
    name = "a`${x}{{7*7}}<img src=x onerror=alert(1)>.txt"
    body = f"Russian forces shelled the town of Sumy {HOSTILE} on 3 March 2025, officials said.\n"
    with running_app(tmp_path / "workspace.sqlite") as address:
        window.page.goto(f"{address}/sources")
        # Only then has the page run to its end: what is typed earlier may be lost.
        window.page.get_by_text("choose one to edit").wait_for()
        window.page.wait_for_timeout(1000)
        window.page.get_by_label("Title", exact=True).fill(HOSTILE)
        window.page.get_by_label("Text", exact=True).fill(body)
        window.page.keyboard.press("Tab")
        window.page.get_by_role("button", name="Add this text").click()
        window.page.get_by_text("1 added").wait_for()
        window.page.set_input_files(
            'input[type="file"]',
            {"name": name, "mimeType": "text/plain", "buffer": b"Drones hit Sumy. " + HOSTILE.encode()},
        )
        window.page.get_by_text("1 added").last.wait_for()
        window.page.wait_for_timeout(1500)
        frame = window.open(address)
        window.click_site(frame, "Sumy")
        quote = window.page.locator(".fl-quote")
        quote.wait_for()
        assert "</script><script>PWNED=1</script> {{7*7}} ${7*7} `" in quote.inner_text()
        assert "</script><script>" in window.page.locator(".fl-source").first.inner_text()
        for path in ("claims", "sources", "overview", "contradictions"):
            window.page.goto(f"{address}/{path}")
            window.page.wait_for_timeout(2500)
            assert window.page.evaluate("() => window.PWNED") is None
        assert window.dialogs == []
        assert window.outside == []
        assert frame is not None
