"""The Briefing page: what is ticked, ordered and captioned there is what the library is asked for."""

import datetime as dt
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from samples import scattered
from streamlit.testing.v1 import AppTest

from app_pages import state
from app_pages.briefing_claims import Choice, chosen_of
from app_pages.briefing_sheet import extent_of
from geo.briefing.manifest import brief
from geo.overlays import OverlayChoice
from geo.rendering.figure import Sheet
from geo.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Let the library write one pixel, and remember what it was asked for."""
    calls: list[dict[str, Any]] = []

    def fake(extract: Any, folder: Path, **wishes: Any) -> tuple[Path, ...]:
        claims = [claim.id for reading in extract.readings for claim in reading.claims]
        calls.append(wishes | {"claims": claims})
        names = [
            f"{wishes['sheet'].region or 'all'}.{suffix}" for suffix in (*wishes["formats"], "manifest.json")
        ]
        for name in names:
            (folder / name).write_bytes(PIXEL)
        return tuple(folder / name for name in names)

    st.cache_data.clear()
    monkeypatch.setattr("geo.briefing.manifest.brief", fake)
    return calls


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[dict[str, Any]]) -> AppTest:
    assert asked == []
    extract = tmp_path / "extract.json"
    paths = brief(scattered(4), tmp_path, settings=Settings(), formats=["csv"], sheet=Sheet(), name="made")
    extract.write_text(json.dumps(json.loads(paths[-1].read_text(encoding="utf-8"))["extract"]))
    monkeypatch.setenv("FRONTLINE_WORKSPACE", str(tmp_path / "workspace.sqlite"))
    monkeypatch.setenv("FRONTLINE_EXTRACT", str(extract))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page("app_pages/briefing_page.py")


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_ticks_order_and_captions_reach_the_library(app: AppTest, asked: list[dict[str, Any]]) -> None:
    app.session_state[state.BRIEF_CHOICES] = {
        "claim0": Choice(is_used=False),
        "claim1": Choice(number=2),
        "claim3": Choice(number=1, caption="seen twice"),
    }
    app.session_state[state.BRIEF_TITLE] = "Three of four"
    app.run()
    assert not app.exception
    call = asked[-1]
    assert call["claims"] == ["claim1", "claim2", "claim3"]
    assert call["sheet"].order == ("claim3", "claim1")
    assert call["sheet"].captions == (("claim3", "seen twice"),)
    assert (call["sheet"].title, call["sheet"].paper) == ("Three of four", "16:9")


def test_files_of_several_oblasts_are_made_when_asked(app: AppTest, asked: list[dict[str, Any]]) -> None:
    app.session_state[state.BRIEF_SHOWS] = "regions"
    app.session_state[state.BRIEF_REGIONS] = ["Kursk Oblast", "Sumy Oblast"]
    app.session_state[state.BRIEF_FORMATS] = ["csv"]
    app.run()
    # The picture is of the first.
    assert [(call["sheet"].region, call["formats"]) for call in asked] == [("Kursk Oblast", ("png",))]
    press(app, "Make the files")
    assert [call["sheet"].region for call in asked[1:]] == ["Kursk Oblast", "Sumy Oblast"]
    assert [call["formats"] for call in asked[1:]] == [("csv",), ("csv",)]
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["briefings.zip", "csv", "manifest.json", "csv", "manifest.json"]


def test_unticking_all_leaves_an_empty_map(app: AppTest, asked: list[dict[str, Any]]) -> None:
    app.run()
    assert len(asked[-1]["claims"]) == 4
    press(app, "Untick all")
    assert asked[-1]["claims"] == []


def test_briefed_moment_is_remembered_for_what_is_new(app: AppTest, asked: list[dict[str, Any]]) -> None:
    app.run()
    assert not any("Only new" in box.label for box in app.checkbox)
    press(app, "Mark all as briefed")
    box = next(box for box in app.checkbox if "Only new since" in box.label)
    box.check().run()
    assert asked[-1]["claims"] == []


def test_unticked_claims_have_no_order_and_no_caption() -> None:
    chosen = chosen_of(
        {"a": Choice(is_used=False, number=1, caption="x"), "b": Choice(number=2), "c": Choice(caption="y")}
    )
    assert (chosen.ids, chosen.order, chosen.captions) == (("b", "c"), ("b",), (("c", "y"),))


@pytest.mark.parametrize(
    ("found", "extent"),
    [
        (
            {"bounds": {"_southWest": {"lat": 50, "lng": 34}, "_northEast": {"lat": 52, "lng": 37.00001}}},
            (34.0, 50.0, 37.0, 52.0),
        ),
        ({"bounds": {"_southWest": {"lat": 50, "lng": 34}, "_northEast": {"lat": 50, "lng": 34}}}, None),
        ({"bounds": {"_southWest": {"lat": None, "lng": 34}, "_northEast": {}}}, None),
        ({"bounds": None}, None),
        (None, None),
    ],
)
def test_view_of_the_small_map_is_an_extent(found: object, extent: object) -> None:
    assert extent_of(found) == extent


def test_layers_of_the_map_are_laid_over_the_briefing(app: AppTest, asked: list[dict[str, Any]]) -> None:
    app.run()
    assert not asked[-1]["overlaid"].choice
    assert not any(box.label == "Layers of the map page" for box in app.checkbox)
    app.session_state[state.FRONT] = True
    app.session_state[state.FRONT_ON] = dt.date(2025, 3, 1)
    app.run()
    assert asked[-1]["overlaid"].choice == OverlayChoice(front_on=dt.date(2025, 3, 1))
    # Another title, or the picture from before would be shown without asking.
    app.session_state[state.BRIEF_TITLE] = "Bare"
    next(box for box in app.checkbox if box.label == "Layers of the map page").uncheck().run()
    assert asked[-1]["sheet"].title == "Bare"
    assert not asked[-1]["overlaid"].choice
