"""The wheel carries its data: the command works from an installed copy, away from the repository."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


def _run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    variables = dict(os.environ) | {"PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(installed.parent)}
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        cwd=installed.parent,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_installed_command_reads_an_article(installed: Path) -> None:
    note = installed.parent / "note.txt"
    note.write_text("Russian troops shelled the village of Krasnopillia on Friday.", encoding="utf-8")
    done = _run(installed, "extract", str(note))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"][0]["claims"]


def test_installed_copy_carries_articles_and_app(installed: Path) -> None:
    assert list((installed / "geo" / "_data" / "articles").glob("*.md"))
    assert (installed / "geo" / "_app" / "app.py").is_file()
    assert (installed / "geo" / "_app" / ".streamlit" / "config.toml").is_file()
