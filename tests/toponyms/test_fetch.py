"""Downloads against a server on this machine that breaks in the ways that real ones do."""

import hashlib
import http.server
import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from geo.errors import GazetteerError
from geo.settings import Settings
from geo.toponyms import fetch
from geo.toponyms.fetch import fetch_file, fetch_gazetteer
from geo.toponyms.gazetteer import Gazetteer

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@dataclass
class Behaviour:
    """What the server serves and how it fails; what it was asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    cut_at: list[int] = field(default_factory=list)
    etag: str = '"one"'
    honours_ranges: bool = True
    retry_after: str | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""


def make_handler(behaviour: Behaviour) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = dict(self.headers.items())
            behaviour.asked.append(headers | {"path": self.path})
            if behaviour.statuses and (status := behaviour.statuses.pop(0)) != 200:
                self.send_response(status)
                if behaviour.retry_after:
                    self.send_header("Retry-After", behaviour.retry_after)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = behaviour.files.get(self.path.lstrip("/"))
            if body is None:
                self.send_error(404)
            elif headers.get("If-None-Match") == behaviour.etag:
                self.send_response(304)
                self.end_headers()
            else:
                self.send_body(body, headers)

        def send_body(self, body: bytes, headers: dict[str, str]) -> None:
            start = 0
            if behaviour.honours_ranges and headers.get("If-Range") == behaviour.etag:
                start = int(headers["Range"].removeprefix("bytes=").rstrip("-"))
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            self.send_header("ETag", behaviour.etag)
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            end = behaviour.cut_at.pop(0) if behaviour.cut_at else len(body)
            self.wfile.write(body[start:end])

        def log_message(self, *_: object) -> None:
            """Keep the test output clean."""

    return Handler


@pytest.fixture
def server() -> Iterator[Behaviour]:
    behaviour = Behaviour()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), make_handler(behaviour)) as running:
        behaviour.address = f"http://127.0.0.1:{running.server_address[1]}/"
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield behaviour
        running.shutdown()
        thread.join()


@pytest.fixture
def get(server: Behaviour, tmp_path: Path) -> Callable[..., Path]:
    def fetch_one(name: str = "UA.zip", **options: object) -> Path:
        options.setdefault("sleep", lambda _: None)
        return fetch_file(server.address + name, tmp_path / name, **options)  # type: ignore[arg-type]

    return fetch_one


def zipped(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


BODY = zipped("UA.txt", "x" * 300_000)


def test_file_arrives_whole_with_an_honest_user_agent(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY
    shares: list[float] = []
    path = get(on_progress=shares.append)
    assert path.read_bytes() == BODY
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert server.asked[0]["User-Agent"].startswith("frontline-map/")
    assert sorted(p.name for p in path.parent.iterdir()) == ["UA.zip", "UA.zip.tag"]


def test_broken_transfer_is_resumed_where_it_stopped(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY
    server.cut_at = [100_000, 200_000]
    assert get().read_bytes() == BODY
    assert [headers.get("Range") for headers in server.asked] == [None, "bytes=100000-", "bytes=200000-"]


def test_next_run_goes_on_where_the_last_gave_up(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY
    server.cut_at = [100_000]
    with pytest.raises(
        GazetteerError, match=r"after 1 attempts \(.*\); check the connection and run it again"
    ):
        get(attempts=1)
    assert get().read_bytes() == BODY
    assert server.asked[-1]["Range"] == "bytes=100000-"


def test_changed_file_is_not_glued_to_the_old_part(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY
    server.cut_at = [100_000]
    with pytest.raises(GazetteerError):
        get(attempts=1)
    server.files["UA.zip"] = other = zipped("UA.txt", "y" * 250_000)
    server.etag = '"two"'
    assert get().read_bytes() == other


def test_server_without_ranges_starts_over(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY
    server.cut_at = [100_000]
    server.honours_ranges = False
    assert get().read_bytes() == BODY


def test_unchanged_file_is_not_downloaded_again(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY
    get()
    path = get()
    assert path.read_bytes() == BODY
    assert server.asked[-1]["If-None-Match"] == '"one"'


def test_busy_server_is_asked_again_after_the_wait_it_wants(
    server: Behaviour, get: Callable[..., Path]
) -> None:
    server.files["UA.zip"] = BODY
    server.statuses, server.retry_after = [503, 429], "7"
    waited: list[float] = []
    get(sleep=waited.append)
    assert waited == [7.0, 7.0]


def test_waits_grow(server: Behaviour, get: Callable[..., Path]) -> None:
    server.statuses = [500] * 5
    waited: list[float] = []
    with pytest.raises(GazetteerError, match=r"after 4 attempts .HTTP 500"):
        get(sleep=waited.append, attempts=4)
    assert waited == [2.0, 4.0, 8.0]


def test_missing_file_is_not_asked_for_twice(server: Behaviour, get: Callable[..., Path]) -> None:
    with pytest.raises(GazetteerError, match=r"answered 404 .*check the address"):
        get("XX.zip")
    assert len(server.asked) == 1


def test_wrong_checksum_is_refused_and_nothing_is_left(
    server: Behaviour, get: Callable[..., Path], tmp_path: Path
) -> None:
    server.files["UA.zip"] = BODY
    with pytest.raises(GazetteerError, match="its checksum is wrong"):
        get(sha256="0" * 64, attempts=2)
    assert list(tmp_path.iterdir()) == []


def test_right_checksum_is_accepted(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY
    assert get(sha256=hashlib.sha256(BODY).hexdigest().upper()).read_bytes() == BODY


def test_damaged_zip_is_refused(server: Behaviour, get: Callable[..., Path]) -> None:
    server.files["UA.zip"] = BODY.replace(b"x" * 100, b"z" * 100, 1)
    with pytest.raises(GazetteerError, match=r"'UA.txt' inside it is damaged"):
        get(attempts=1)
    server.files["UA.zip"] = b"<html>Sign in to the hotel network</html>"
    with pytest.raises(GazetteerError, match="it is no whole zip file"):
        get(attempts=1)


def test_too_little_space_is_noticed_before_the_download(
    server: Behaviour, get: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files["UA.zip"] = BODY
    usage = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(fetch.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(GazetteerError, match=r"has 1 MB free and 100 MB are needed; free some space"):
        get()


def test_disk_that_fills_up_gives_the_part_back(
    server: Behaviour, get: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server.files["UA.zip"] = BODY

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fetch, "_receive", refuse)
    (tmp_path / "UA.zip.part").write_bytes(BODY[:1000])
    with pytest.raises(GazetteerError, match=r"No space left on device.*free some space"):
        get()
    assert list(tmp_path.iterdir()) == []


def test_silent_server_is_given_up(get: Callable[..., Path], server: Behaviour) -> None:
    server.files["UA.zip"] = BODY
    closed = server.address.replace("127.0.0.1:", "127.0.0.1:1")[:-2]
    with pytest.raises(GazetteerError, match="check the connection"):
        fetch_file(f"{closed}/UA.zip", get().with_name("other.zip"), attempts=1, timeout_s=0.5)


def test_other_addresses_than_web_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="is no web address"):
        fetch_file("file:///etc/passwd", tmp_path / "x")


@pytest.fixture
def country(server: Behaviour, dump: Path) -> Behaviour:
    server.files["UA.zip"] = zipped("UA.txt", dump.read_text(encoding="utf-8"))
    names = "1\t102\tru\tЗоряное\t1\t\t\t\n"
    server.files["alternatenames/UA.zip"] = zipped("UA.txt", names)
    return server


def local(settings: Settings, folder: Path) -> Settings:
    return Settings(data_dir=settings.data_dir, cache_dir=folder)


def test_fetching_builds_a_gazetteer_with_alternate_names(
    country: Behaviour, small_settings: Settings, tmp_path: Path
) -> None:
    steps: list[str] = []
    path = fetch_gazetteer(
        settings=local(small_settings, tmp_path),
        base_url=country.address.rstrip("/"),
        countries=("UA",),
        on_progress=lambda step, _share: steps.append(step),
    )
    assert path == tmp_path / "gazetteer-geonames.sqlite"
    assert list(dict.fromkeys(steps))[:3] == ["UA.zip", "alternatenames/UA.zip", "reading"]
    with Gazetteer.open(path) as gazetteer:
        assert [match.place.id for match in gazetteer.find("Зоряном")] == ["gn:102"]


def test_alternate_names_may_be_missing_and_dumps_may_not(
    country: Behaviour, small_settings: Settings, tmp_path: Path
) -> None:
    del country.files["alternatenames/UA.zip"]
    options: dict[str, Any] = {"settings": local(small_settings, tmp_path), "base_url": country.address}
    with Gazetteer.open(fetch_gazetteer(**options, countries=("UA",))) as gazetteer:
        assert gazetteer.get("gn:102") is not None
    with pytest.raises(GazetteerError, match=r"XX.zip answered 404"):
        fetch_gazetteer(**options, countries=("XX",))


@pytest.fixture
def fetched(country: Behaviour, small_settings: Settings, tmp_path: Path) -> dict[str, Any]:
    """Return the arguments of a fetch that has succeeded once and has something new to fetch."""
    arguments = {
        "settings": local(small_settings, tmp_path),
        "base_url": country.address,
        "countries": ("UA",),
        "sleep": lambda _: None,
    }
    fetch_gazetteer(**arguments)
    country.etag = '"new"'
    return arguments


@pytest.mark.parametrize("fault", ["status", "cut", "checksum", "no dump"])
def test_old_gazetteer_survives_any_failure(
    fault: str, country: Behaviour, fetched: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "gazetteer-geonames.sqlite"
    before = path.read_bytes()
    if fault == "status":
        country.statuses = [500] * 20
    elif fault == "cut":
        country.files["UA.zip"] = BODY
        country.cut_at = [n * 1000 for n in range(1, 20)]
    elif fault == "checksum":
        fetched["checksums"] = {"UA.zip": "0" * 64}
    else:
        country.files["UA.zip"] = zipped("UA.txt", "something else\n")
    with pytest.raises(GazetteerError):
        fetch_gazetteer(**fetched)
    assert path.read_bytes() == before
    with Gazetteer.open(path) as gazetteer:
        assert gazetteer.find("Pokrovsk")


def test_old_gazetteer_survives_a_kill_in_the_middle(
    country: Behaviour, fetched: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "gazetteer-geonames.sqlite"
    before = path.read_bytes()

    def kill(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    country.files["UA.zip"] = BODY
    with pytest.raises(KeyboardInterrupt):
        fetch_gazetteer(**fetched, on_progress=lambda _step, share: kill(share))
    assert path.read_bytes() == before
    assert 0 < (tmp_path / "geonames" / "UA.zip.part").stat().st_size < len(BODY)
