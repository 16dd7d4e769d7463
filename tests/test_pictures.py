"""The check of rendered briefings: a missing or blank page and a broken file do not pass."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from matplotlib.figure import Figure
from pptx import Presentation
from pptx.util import Inches

SCRIPT = Path(__file__).parents[1] / "docs" / "make_pictures.py"


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _page(path: Path, words: str) -> Path:
    figure = Figure(figsize=(11.69, 8.27), facecolor="#16181b")
    figure.text(0.1, 0.5, words, color="white", size=8)
    figure.savefig(path, dpi=60)
    return path


def test_blank_page_does_not_pass(pictures: ModuleType, tmp_path: Path) -> None:
    full = _page(tmp_path / "1.png", "One line of a table, as long as lines of a table usually are. " * 2)
    blank = _page(tmp_path / "2.png", "")
    pictures.check_pages([full], at_least=1)
    with pytest.raises(pictures.PictureError, match=r"2\.png is blank"):
        pictures.check_pages([full, blank], at_least=2)


def test_missing_page_does_not_pass(pictures: ModuleType, tmp_path: Path) -> None:
    full = _page(tmp_path / "1.png", "One line of a table, as long as lines of a table usually are. " * 2)
    with pytest.raises(pictures.PictureError, match="1 of 2 pages"):
        pictures.check_pages([full], at_least=2)


def test_slides_are_counted(pictures: ModuleType, tmp_path: Path) -> None:
    deck = Presentation()
    for _ in range(3):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.add_textbox(0, 0, Inches(1), Inches(1))
    deck.save(str(tmp_path / "deck.pptx"))
    assert pictures.count_pages(tmp_path / "deck.pptx") == 3


def test_missing_program_fails_when_asked_to(
    pictures: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    pictures._show(tmp_path / "deck.pptx", tmp_path / "out", is_strict=False)
    with pytest.raises(pictures.PictureError, match="soffice missing"):
        pictures._show(tmp_path / "deck.pptx", tmp_path / "out", is_strict=True)


def test_program_that_writes_nothing_is_told(
    pictures: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho 'source file could not be loaded' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(pictures.PictureError, match=r"does not open deck\.pptx: source file could not"):
        pictures.convert(tmp_path / "deck.pptx", tmp_path)
