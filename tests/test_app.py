"""Each page runs without an exception, and does one thing that a person would do there."""

import datetime as dt
import json
import os
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.decisions import StoredControl, make_correction
from geo.models import Article, Decision, Reading
from geo.pipeline import Frontline
from geo.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "map_page",
    "overview_page",
    "claims_page",
    "contradictions_page",
    "briefing_page",
    "sources_page",
    "gazetteer_page",
    "history_page",
)
HOSTILE = "</script>{{7*7}}${x}`<img src=x onerror=alert(1)>"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("FRONTLINE_WORKSPACE", str(tmp_path / "workspace.sqlite"))
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    # No browser is there to say that the map is drawn.
    found.session_state["complete"] = True
    return found


def go(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"app_pages/{page}.py").run()
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def click_on(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Let the map report a click on the marker of ``place``: AppTest has no browser."""

    def st_folium(*_args: Any, feature_group_to_add: Any, **_kwargs: Any) -> dict[str, Any]:
        layer = next(iter(feature_group_to_add._children.values()))
        item = next(site["id"] for site in sites(layer.encoded) if site["label"] == place)
        return {"last_active_drawing": {"properties": {"id": item, "click": 1}}}

    monkeypatch.setattr("streamlit_folium.st_folium", st_folium)


def sites(encoded: str) -> list[dict[str, Any]]:
    payload = json.loads(b64decode(encoded))
    columns = payload["sites"] or {}
    found = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return [
        site | {key: words[site[key]] for key, words in payload.get("words", {}).items()} for site in found
    ]


def drawn(app: AppTest) -> list[dict[str, Any]]:
    """Return the sites that the map was given."""
    group = json.loads(app.get("component_instance")[0].proto.json_args)["feature_group"]
    return sites(re.findall(r'"([A-Za-z0-9+/=]{40,})"', group)[0])


@pytest.mark.parametrize("page", PAGES)
def test_page_runs(app: AppTest, page: str) -> None:
    app.run()
    go(app, page)
    assert not app.exception
    assert not app.error


def test_click_shows_the_sentence(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    click_on(monkeypatch, "Kharkiv")
    app.run()
    assert not app.exception
    assert 'class="fl-quote"' in html(app)
    assert '<mark class="fl-place">Kharkiv</mark>' in html(app)


def test_map_carries_no_word_of_an_article_and_no_address(app: AppTest) -> None:
    app.run()
    args = json.loads(app.get("component_instance")[0].proto.json_args)
    scripts = args["script"] + args["feature_group"]
    texts = [b64decode(text).decode() for text in re.findall(r'"([A-Za-z0-9+/=]{40,})"', scripts)]
    assert len(texts) == 2
    assert not any("hospital" in text for text in (scripts, *texts))
    assert all(link.startswith("../") for link in (*args["js_links"], *args["css_links"]))


def test_unticking_a_kind_takes_its_claims_off_the_map(app: AppTest) -> None:
    app.run()
    before = {site["kind"] for site in drawn(app)}
    app.session_state["hidden_kind"] = frozenset({"strike"})
    app.run()
    assert before - {site["kind"] for site in drawn(app)} == {"strike"}


def test_pasted_article_reaches_the_map(app: AppTest) -> None:
    app.run()
    go(app, "sources_page")
    app.text_input[0].set_value(f"Shelling {HOSTILE}")
    app.text_area[0].set_value(f"Russian forces shelled the town of Shostka on 3 March 2025. {HOSTILE}")
    app.button[0].click().run()
    assert not app.exception
    assert any(element.value.startswith("1 added") for element in app.markdown)
    go(app, "map_page")
    assert "Shostka" in {site["label"] for site in drawn(app)}
    assert not any("img" in str(site) for site in drawn(app))


def test_correction_changes_the_map_and_can_be_undone(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    click_on(monkeypatch, "Kharkiv")
    app.run()
    app.button(key="not_a_place").click()
    workspace = os.environ["FRONTLINE_WORKSPACE"]
    monkeypatch.undo()
    monkeypatch.setenv("FRONTLINE_WORKSPACE", workspace)
    app.run()
    assert "Kharkiv" not in {site["label"] for site in drawn(app)}
    go(app, "history_page")
    next(button for button in app.button if button.label == "Undo").click().run()
    go(app, "map_page")
    assert "Kharkiv" in {site["label"] for site in drawn(app)}


def test_correction_reads_only_its_own_article_again(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    app.run()
    mine = Workspace(Path(os.environ["FRONTLINE_WORKSPACE"]))
    first = mine.articles()[0].article
    read: list[str] = []
    original = Frontline.read_article

    def reading(self: Frontline, article: Article, **given: Any) -> Reading:
        read.append(article.id)
        return original(self, article, **given)

    monkeypatch.setattr(Frontline, "read_article", reading)
    mine.save_correction(make_correction("Popovka", Decision.NOT_A_PLACE, article_id=first.id))
    app.run()
    assert not app.exception
    assert read == [first.id]


def test_reason_leads_to_the_list(app: AppTest) -> None:
    app.run()
    app.button(key="why_undated").click().run()
    assert not app.exception
    assert app.selectbox(key="reason").value == "undated"


def test_every_gap_leads_to_as_many_claims_as_it_says(app: AppTest) -> None:
    app.run()
    go(app, "overview_page")
    numbers = {
        button.key: int(button.label.split()[0])
        for button in app.button
        if str(button.key).startswith("show_")
    }
    assert {"show_unlocated", "show_undated", "show_single_origin"} <= set(numbers)
    for key, number in numbers.items():
        go(app, "overview_page")
        app.button(key=key).click().run()
        assert app.caption[0].value.startswith(f"{number} of ")


def test_new_since_the_briefing_leaves_only_what_came_after(app: AppTest) -> None:
    app.run()
    next(button for button in app.button if button.label == "Mark all as briefed").click().run()
    app.checkbox(key="new_only").check().run()
    assert not app.exception
    assert any("No claim passes the filters" in element.value for element in app.info)


def test_workspace_without_articles_says_how_to_add_some(app: AppTest) -> None:
    app.run()
    mine = Workspace(Path(os.environ["FRONTLINE_WORKSPACE"]))
    for stored in mine.articles():
        mine.remove_article(stored.article.id)
    app.run()
    assert not app.exception
    assert any("No articles yet" in element.value for element in app.info)
    for page in PAGES:
        go(app, page)
        assert not app.exception


def test_gazetteer_lists_the_twins(app: AppTest) -> None:
    app.run()
    go(app, "gazetteer_page")
    app.text_input(key="place_search").set_value("Popovka").run()
    assert not app.exception
    assert len(app.dataframe[0].value) > 1


SQUARE = '{"type": "Polygon", "coordinates": [[[35.5, 47], [37, 47], [37, 49], [35.5, 49], [35.5, 47]]]}'


def overlays(app: AppTest) -> dict[str, Any] | None:
    """Return what the map was given to lay below the claims."""
    group = json.loads(app.get("component_instance")[0].proto.json_args)["feature_group"]
    found = (json.loads(b64decode(text)) for text in re.findall(r'"([A-Za-z0-9+/=]{40,})"', group))
    return next((payload for payload in found if "terrain" in payload), None)


def test_control_of_the_workspace_is_told_and_drawn_when_it_is_chosen(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = StoredControl(source=f"Unit {HOSTILE}", date=dt.date(2025, 3, 30), content_hash="0" * 16)
    Workspace(Path(os.environ["FRONTLINE_WORKSPACE"])).add_control(item, outline=SQUARE)
    app.run()
    assert overlays(app) is None
    app.multiselect(key="controls").set_value([item.id]).run()
    assert not app.exception
    laid = overlays(app)
    assert laid is not None
    assert [layer["style"] for layer in laid["terrain"]] == ["control-0"]
    assert "Unit" not in str(laid)
    assert "30 Mar 2025 (not Frontline’s)" in html(app)
    assert HOSTILE not in html(app)
    click_on(monkeypatch, "Shcherbaky")
    app.run()
    assert "Control, 30 Mar 2025" in html(app)
    assert "inside, " in html(app)


def test_reported_front_is_off_by_default_and_says_that_it_is_no_line(app: AppTest) -> None:
    app.run()
    assert overlays(app) is None
    app.checkbox(key="front").check().run()
    assert not app.exception
    laid = overlays(app)
    assert laid is not None
    assert laid["front"]["spots"]
    assert "from reports" in html(app)
    assert "no line of control" in html(app)
    app.date_input(key="front_on").set_value(dt.date(2019, 1, 1)).run()
    assert any("No report of the 30 days before" in caption.value for caption in app.caption)


def test_new_since_a_chosen_moment_is_when_it_was_added_not_when_it_happened(app: AppTest) -> None:
    app.run()
    app.checkbox(key="new_only").check().run()
    assert not app.exception
    assert drawn(app)
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    app.session_state["new_since"] = tomorrow.replace(tzinfo=None, second=0, microsecond=0)
    app.run()
    assert not app.exception
    assert not drawn(app)


def how_many(app: AppTest) -> int:
    """Return how many claims the filters leave, as the page says it."""
    return int(re.findall(r"(\d+) shown of", html(app))[0])


def opened_anew(app: AppTest) -> AppTest:
    """Return the app as someone sees it who opens the address that ``app`` shows."""
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    found.session_state["complete"] = True
    for key, values in app.query_params.items():
        found.query_params[key] = values
    return found.run()


def test_link_restores_articles_layers_and_new_since(app: AppTest) -> None:
    item = StoredControl(source="Unit", date=dt.date(2025, 3, 30), content_hash="0" * 16)
    mine = Workspace(Path(os.environ["FRONTLINE_WORKSPACE"]))
    mine.add_control(item, outline=SQUARE)
    app.run()
    chosen = mine.articles()[1].article.id
    everything = how_many(app)
    app.multiselect(key="articles").set_value([chosen])
    app.multiselect(key="controls").set_value([item.id])
    app.checkbox(key="uncertainty").uncheck()
    app.checkbox(key="front").check()
    app.checkbox(key="new_only").check().run()
    app.date_input(key="front_on").set_value(dt.date(2025, 3, 31))
    app.session_state["new_since"] = dt.datetime(2024, 5, 6, 7, 8)  # noqa: DTZ001 - as the field gives it
    app.run()
    link = opened_anew(app)
    assert not link.exception
    for key in ("articles", "controls", "uncertainty", "wide", "front", "front_on", "new_only", "new_since"):
        assert link.session_state[key] == app.session_state[key], key
    assert how_many(link) == how_many(app) < everything
    assert overlays(link) == overlays(app)
    assert "from reports" in html(link)
    assert link.query_params == app.query_params


def test_link_to_what_is_not_here_shows_the_rest_and_says_so(app: AppTest) -> None:
    app.run()
    link = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    link.session_state["complete"] = True
    nonsense = {"articles": f"gone,{HOSTILE}", "control": "gone", "front": "yesterday", "since": HOSTILE}
    for key, value in (nonsense | {"new": "1", "without": HOSTILE, "changes": HOSTILE}).items():
        link.query_params[key] = value
    link.run()
    assert not link.exception
    assert {site["id"] for site in drawn(link)} == {site["id"] for site in drawn(app)}
    assert link.toast[0].value.startswith("2 of the chosen articles are not in this workspace")
    assert link.query_params == {"new": "1"}


def test_folder_is_read_and_what_is_known_is_told(app: AppTest, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("Russian forces shelled the town of Shostka on 3 March 2025.", "utf-8")
    (folder / "two.txt").write_text("", "utf-8")
    app.run()
    go(app, "sources_page")
    for expected in ("1 added · 0 known before", "0 added · 1 known before"):
        next(field for field in app.text_input if field.label == "Folder").set_value(str(folder))
        next(button for button in app.button if button.label == "Read it").click().run()
        assert not app.exception
        assert any(element.value.startswith(expected) for element in app.markdown)
    assert any("skipped" in element.value and "two.txt" in element.value for element in app.text)
