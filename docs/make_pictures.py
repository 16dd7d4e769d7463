"""Render a sample briefing to pictures, and fail where a page of it is missing or blank.

    python docs/make_pictures.py [--strict] [FOLDER]

Writes the map on every paper and in every theme, and every page of the PDF (needs pdftoppm, package
poppler-utils), of the slides and of the Word file (need LibreOffice), to ``build/pictures``: for a person
to look at. ``--strict`` fails too where a program is missing.
"""
# ruff: noqa: INP001, T201 - a script, not a package

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from docx import Document
from matplotlib.image import imread
from pptx import Presentation
from pypdf import PdfReader

from geo.briefing.manifest import brief
from geo.pipeline import Frontline
from geo.rendering.figure import Sheet, write_figure
from geo.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHEET = Sheet(
    as_of=dt.datetime(2025, 4, 1, 18, tzinfo=dt.UTC),
    paper="a4",
    handling="TLP:CLEAR",
    producer="A news desk",
)
GALLERY = {
    "a3": {"paper": "a3"},
    "wide": {"paper": "16:9"},
    "wide_dark": {"paper": "16:9", "theme": "dark"},
    "a4_upright": {"paper": "a4-portrait"},
    "a4_print": {"theme": "print"},
    "a4_uk": {"language": "uk"},
    "a4_ru_belgorod": {"language": "ru", "region": "Belgorod Oblast"},
}
DPI = "60"
SECONDS = 180
INKED = 0.002
"""Least share of a page's pixels that are not its ground: one line of text on A4 has three times as much."""


class PictureError(Exception):
    """A page that is not as it should be."""


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures, check them, and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "pictures")
    parser.add_argument("--strict", action="store_true", help="fail where a program is missing")
    options = parser.parse_args(arguments)
    settings = Settings()
    extract = Frontline(settings).extract([settings.data_dir / "articles"])
    formats = ("png", "pdf", "pptx", "docx")
    made = brief(extract, options.folder, settings=settings, formats=formats, sheet=SHEET, name="sample")
    files = {path.suffix: path for path in made}
    print(f"{options.folder}: {files['.png'].name}")
    for name, change in GALLERY.items():
        sheet = dataclasses.replace(SHEET, dpi=110, **change)
        write_figure(extract, options.folder / f"{name}.png", settings=settings, sheet=sheet)
    try:
        for suffix in (".pdf", ".pptx", ".docx"):
            _show(files[suffix], options.folder / suffix[1:], is_strict=options.strict)
    except PictureError as error:
        print(f"make_pictures: {error}", file=sys.stderr)
        return 1
    return 0


def _show(path: Path, folder: Path, *, is_strict: bool) -> None:
    """Write each page of a file as a picture to ``folder``, and check all of them."""
    needed = ["pdftoppm"] if path.suffix == ".pdf" else ["pdftoppm", "soffice"]
    missing = [name for name in needed if shutil.which(name) is None]
    if missing:
        words = f"{' and '.join(missing)} missing: {path.name} is not rendered"
        if is_strict:
            raise PictureError(words)
        print(words)
        return
    with tempfile.TemporaryDirectory() as scratch:
        pdf = path if path.suffix == ".pdf" else convert(path, Path(scratch))
        check_text(pdf, path)
        pages = render(pdf, folder)
    check_pages(pages, at_least=count_pages(path))
    print(f"{folder}: {len(pages)} pages")


def convert(path: Path, folder: Path) -> Path:
    """Let LibreOffice open an office file and write it as PDF to ``folder``; it repairs nothing by itself."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    ended = subprocess.run(command, check=False, timeout=SECONDS, capture_output=True, text=True)  # noqa: S603
    pdf = folder / f"{path.stem}.pdf"
    if ended.returncode or not pdf.is_file():
        msg = f"LibreOffice does not open {path.name}: {ended.stderr.strip() or 'it says nothing'}"
        raise PictureError(msg)
    return pdf


def render(pdf: Path, folder: Path) -> list[Path]:
    """Write each page of ``pdf`` as a picture and return them in order."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = ["pdftoppm", "-r", DPI, "-png", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True, timeout=SECONDS)  # noqa: S603 - our own file
    return sorted(folder.glob("*.png"))


def count_pages(path: Path) -> int:
    """Return how many pages a file has at least: a Word file is only laid out by who opens it."""
    if path.suffix == ".pdf":
        return len(PdfReader(path).pages)
    if path.suffix == ".pptx":
        return len(Presentation(str(path)).slides)
    return 2 if Document(str(path)).tables else 1


def check_pages(pages: list[Path], *, at_least: int) -> None:
    """Raise ``PictureError`` if a page is missing or has next to nothing on it."""
    if len(pages) < at_least:
        msg = f"{len(pages)} of {at_least} pages"
        raise PictureError(msg)
    for page in pages:
        if is_blank(page):
            msg = f"{page.parent.name}/{page.name} is blank"
            raise PictureError(msg)


def is_blank(picture: Path) -> bool:
    """Return whether nearly all of a picture is of the colour of its corner."""
    pixels = imread(picture)[..., :3]
    inked = np.abs(pixels - pixels[0, 0]).max(axis=-1) > 0.2
    return bool(inked.mean() < INKED)


def check_text(pdf: Path, path: Path) -> None:
    """Raise ``PictureError`` if the table or the sources did not come through as text."""
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages)
    missing = [word for word in ("What is reported", "According to", "Sources", "[A]") if word not in text]
    if missing:
        msg = f"{path.name}, opened, does not say {', '.join(map(repr, missing))}"
        raise PictureError(msg)


if __name__ == "__main__":
    sys.exit(main())
