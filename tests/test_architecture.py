"""The house rules that imports can break: one direction, no streamlit below the app, no stray prints."""

import ast
from pathlib import Path

import pytest

GEO = Path(__file__).parents[1] / "geo"
STAGES = {"reading", "toponyms", "claims", "geography", "rendering", "briefing"}
SHARED = {"models", "errors", "settings", "contract", "layers", "overlays"}
MODULES = sorted(GEO.rglob("*.py"))


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GEO)))
def test_nothing_in_geo_imports_streamlit(path: Path) -> None:
    assert not {name for name in _imports(path) if name.split(".")[0] == "streamlit"}


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.relative_to(GEO).parts[0] in STAGES],
    ids=lambda path: str(path.relative_to(GEO)),
)
def test_stage_imports_only_its_own_folder_and_the_shared_values(path: Path) -> None:
    stage = path.relative_to(GEO).parts[0]
    allowed = SHARED | {stage} | ({"rendering"} if stage == "briefing" else set())
    imported = {name.split(".")[1] for name in _imports(path) if name.startswith("geo.")}
    assert imported <= allowed | {"__version__"}


def test_no_module_is_named_like_a_library_or_a_drawer() -> None:
    banned = {"utils.py", "helpers.py", "logging.py", "map.py", "common.py"}
    assert not {path.name for path in MODULES} & banned


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GEO)))
def test_no_print_in_the_library(path: Path) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not calls
