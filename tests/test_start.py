"""The start of the explorer loads what the first page needs before a browser is there."""

import copy
import os
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Template, TemplateSyntaxError
from streamlit import config, runtime
from streamlit.web import skills

from app_pages import loading, start


def test_caches_are_filled_without_a_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTLINE_WORKSPACE", str(tmp_path / "workspace.sqlite"))
    start.load()
    data = loading.dataset()
    assert len(data.extract.readings) == 5
    assert loading.dataset() is data


def test_offers_to_developers_stay_off_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    options = tomllib.loads((start.SCRIPT.parent / ".streamlit" / "config.toml").read_text("utf-8"))
    hidden = options["logger"]["hideWelcomeMessage"]
    values = {"server.headless": False, "logger.hideWelcomeMessage": hidden}
    monkeypatch.setattr(config, "get_option", values.get)
    assert skills.nudge_suppression_reason(str(start.SCRIPT.parent)) == "welcome_hidden"


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


@pytest.mark.enable_socket
def test_first_start_on_a_machine_asks_nothing(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    # A home without Streamlit's own files, a browser that does nothing, and nobody to answer.
    variables = {"HOME": str(tmp_path), "BROWSER": "true", "FRONTLINE_WORKSPACE": str(tmp_path / "w.sqlite")}
    server = subprocess.Popen(
        [sys.executable, "-m", "app_pages.start", "--server.port", str(port)],
        cwd=start.SCRIPT.parent,
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _answers(server, f"http://localhost:{port}/_stcore/health")
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers(server: "subprocess.Popen[bytes]", address: str) -> bool:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own server
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    return False


FIRST_PAGE = """
import sys
from app_pages import start
from streamlit.testing.v1 import AppTest

start.load()
page = AppTest.from_file(str(start.SCRIPT), default_timeout=60).run()
assert not page.exception, page.exception
print(*(name for name in ("pandas", "geopandas", "matplotlib", "altair") if name in sys.modules))
"""


def test_first_page_does_without_tables_and_figures(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE],
        cwd=start.SCRIPT.parent,
        env=os.environ | {"FRONTLINE_WORKSPACE": str(tmp_path / "w.sqlite")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_only_a_list_or_a_dictionary_is_known_to_be_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(start, "_determine_data_format", asked.append)
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    start.tell_format([1])
    start.tell_format({"a": 1})
    start.tell_format((1,))
    monkeypatch.setitem(sys.modules, "pandas", None)
    start.tell_format([2])
    assert asked == [(1,), [2]]


def test_template_of_folium_is_compiled_when_it_is_used() -> None:
    template = start.LaterTemplate(
        Template, "{% macro script(this) %}hello {{ this }}{% endmacro %}{{ name }}"
    )
    assert "compiled" not in vars(template)
    assert template.render(name="map") == "map"
    assert template.module.script("you") == "hello you"
    assert copy.copy(template).render(name="map") == "map"


def test_broken_template_of_folium_is_told_when_it_is_used() -> None:
    template = start.LaterTemplate(Template, "{% macro %}")
    with pytest.raises(TemplateSyntaxError):
        template.render()


def test_loader_waits_for_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, True, True])
    states = iter([runtime.RuntimeState.INITIAL, runtime.RuntimeState.NO_SESSIONS_CONNECTED])
    loaded: list[str] = []
    monkeypatch.setattr(runtime, "exists", lambda: next(answers))
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(state=next(states)))
    monkeypatch.setattr(start, "load", lambda: loaded.append("all"))
    start.load_once_served()
    assert loaded == ["all"]
    assert next(states, None) is None
