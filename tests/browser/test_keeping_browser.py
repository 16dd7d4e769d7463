"""What was saved stays: in the file the user chose, for a second window, after the server was killed."""

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Window, find_browser, started_app

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(400)]

BODY = "Russian forces shelled the town of Shostka on 3 March 2025, officials of the oblast said.\n"
NOTE_IS = "wanted => document.querySelector('input[placeholder=\"Note…\"]')?.value === wanted"


@pytest.fixture
def second(browser: Any) -> Any:
    context = browser.new_context(viewport={"width": 1500, "height": 860})
    context.set_default_timeout(60_000)
    yield Window(context.new_page())
    context.close()


def open_claim(window: Window, address: str, place: str) -> None:
    window.click_site(window.open(address), place)
    window.page.locator(".fl-quote").wait_for()


def settle(window: Window) -> None:
    """Wait until the run that the last change caused is over."""
    window.page.wait_for_timeout(1_000)
    window.page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')


def write_note(window: Window, note: str) -> None:
    field = window.page.get_by_placeholder("Note…")
    field.fill(note)
    field.press("Enter")
    settle(window)


def state_of(window: Window) -> str:
    chosen = window.page.locator('[data-testid="stButtonGroup"] [aria-checked="true"]')
    return str(chosen.first.inner_text())


def test_two_windows_share_a_review_and_neither_takes_the_others_away(
    window: Window, second: Window, tmp_path: Path
) -> None:
    find_browser()
    with started_app(tmp_path / "mine" / "war.sqlite") as (address, _):
        open_claim(window, address, "Shcherbaky")
        open_claim(second, address, "Shcherbaky")
        write_note(window, "Ask for the footage")
        # The second window still shows the claim without the note, and changes something else.
        second.page.locator('[data-testid="stButtonGroup"]').get_by_text("Questioned").first.click()
        second.page.wait_for_function(NOTE_IS, arg="Ask for the footage")
        settle(second)
        link = second.page.url
        window.page.goto("about:blank")
        window.open(link)
        window.page.wait_for_function(NOTE_IS, arg="Ask for the footage")
        assert state_of(window) == state_of(second) == "Questioned"


def test_review_is_there_after_the_server_was_killed_and_the_chosen_file_is_told(
    window: Window, tmp_path: Path
) -> None:
    find_browser()
    chosen = tmp_path / "chosen" / "war.sqlite"
    with started_app(chosen) as (address, server):
        open_claim(window, address, "Shcherbaky")
        link = window.page.url.removeprefix(address)
        write_note(window, "Seen on two films")
        server.kill()
        server.wait(timeout=20)
    with started_app(chosen) as (address, _):
        window.open(address + link)
        window.page.wait_for_function(NOTE_IS, arg="Seen on two films")
        for page in ("sources", "history"):
            window.page.goto(f"{address}/{page}")
            window.page.locator(".stCode", has_text=str(chosen)).wait_for()
        assert window.errors == []


def test_folder_is_added_an_article_edited_and_removed(window: Window, tmp_path: Path) -> None:
    find_browser()
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(BODY, encoding="utf-8")
    with started_app(tmp_path / "workspace.sqlite") as (address, _):
        page = window.page
        page.goto(f"{address}/sources")
        page.get_by_label("Folder", exact=True).fill(str(folder))
        page.get_by_role("button", name="Read it").click()
        page.get_by_text("1 added · 0 known before · 0 not readable").wait_for()
        page.get_by_text("6 articles").wait_for()
        choose_last_article(window)
        page.get_by_label("New title").fill("Shells on Shostka")
        page.get_by_role("spinbutton", name="year, Published from").click()
        page.keyboard.type("20250305")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text("Saved. Undo it").wait_for()
        page.goto(f"{address}/sources")
        page.get_by_text("6 articles").wait_for()
        choose_last_article(window)
        assert page.get_by_label("New title").input_value() == "Shells on Shostka"
        day = page.get_by_role("group", name="Published from").inner_text()
        assert "".join(filter(str.isdigit, day)) == "20250305"
        page.get_by_role("button", name="Remove this article").click()
        page.get_by_text("5 articles").wait_for()
        assert window.outside == []
        assert window.errors == []


def choose_last_article(window: Window) -> None:
    """Tick the box of the last row: the table is drawn on a canvas."""
    table = window.page.locator(".stDataFrame")
    table.scroll_into_view_if_needed()
    window.page.wait_for_timeout(800)
    box = table.bounding_box()
    window.page.mouse.click(box["x"] + 18, box["y"] + box["height"] - 16)
    window.page.get_by_label("New title").wait_for(timeout=15_000)
