"""The files that the map page offers."""

from pathlib import Path

import pytest
from samples import scattered

from app_pages import export
from app_pages.dataset import make_dataset
from geo.overlays import NO_OVERLAYS
from geo.settings import Settings


@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".html", b"<!DOCTYPE html>")])
def test_file_is_made_outside_the_session(
    suffix: str, start: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_WORKSPACE", str(tmp_path / "workspace.sqlite"))
    data = make_dataset(scattered(2), key="two", data_dir=Settings().data_dir)
    look = {"title": "Two", "language": "uk", "theme": "dark"}
    made = export._made(data, [*data.entries], suffix, look, overlays=NO_OVERLAYS, controls=())
    assert made.startswith(start)
