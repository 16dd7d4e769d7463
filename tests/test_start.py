"""The start of the explorer loads what the first page needs before a browser is there."""

from pathlib import Path

import pytest

from app_pages import loading, start


def test_caches_are_filled_without_a_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTLINE_WORKSPACE", str(tmp_path / "workspace.sqlite"))
    start.load()
    data = loading.dataset()
    assert len(data.extract.readings) == 5
    assert loading.dataset() is data


def test_broken_workspace_is_left_to_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "workspace.sqlite"
    path.write_text("no database", encoding="utf-8")
    monkeypatch.setenv("FRONTLINE_WORKSPACE", str(path))
    start.load()
    assert path.read_text(encoding="utf-8") == "no database"


def test_script_started_is_the_explorer() -> None:
    script = start.SCRIPT.read_text(encoding="utf-8")
    assert "show_logo" in script
    assert f'thread.name == "{start.LOADER}"' in script
