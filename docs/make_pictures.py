"""Render the pages of a sample briefing to pictures, so that a person can look at what is handed out.

    python docs/make_pictures.py [FOLDER]

Writes the map, every page of the PDF (needs pdftoppm, package poppler-utils) and, where LibreOffice
is installed, every slide and every page of the Word file, to ``build/pictures``.
"""
# ruff: noqa: INP001, T201 - a script, not a package

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from geo.briefing.manifest import brief
from geo.pipeline import Frontline
from geo.rendering.figure import Sheet
from geo.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
AS_OF = dt.datetime(2025, 4, 1, 18, tzinfo=dt.UTC)
DPI = "60"
SECONDS = 180


def main() -> int:
    """Write the pictures and say where they are."""
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "pictures"
    settings = Settings()
    extract = Frontline(settings).extract([settings.data_dir / "articles"])
    sheet = Sheet(as_of=AS_OF, paper="a4", handling="TLP:CLEAR", producer="A news desk")
    made = brief(
        extract, output, settings=settings, formats=("png", "pdf", "pptx", "docx"), sheet=sheet, name="sample"
    )
    files = {path.suffix: path for path in made}
    print(f"{output}: {files['.png'].name}")
    _render(files[".pdf"], output / "pdf")
    for suffix in (".pptx", ".docx"):
        _render_office(files[suffix], output / suffix[1:])
    return 0


def _render(pdf: Path, folder: Path) -> None:
    """Write each page of ``pdf`` as a picture."""
    program = shutil.which("pdftoppm")
    if program is None:
        print("pdftoppm is not installed (package poppler-utils): no pages rendered")
        return
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    command = [program, "-r", DPI, "-png", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True, timeout=SECONDS)  # noqa: S603 - our own file
    print(f"{folder}: {len(list(folder.glob('*.png')))} pages")


def _render_office(path: Path, folder: Path) -> None:
    """Let LibreOffice open an office file, and write each page as a picture."""
    program = shutil.which("soffice")
    if program is None:
        print(f"LibreOffice is not installed: {path.name} not rendered")
        return
    with tempfile.TemporaryDirectory() as scratch:
        profile = f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, str(path)]
        subprocess.run(command, check=True, timeout=SECONDS, stdout=subprocess.DEVNULL)  # noqa: S603
        _render(Path(scratch) / f"{path.stem}.pdf", folder)


if __name__ == "__main__":
    sys.exit(main())
