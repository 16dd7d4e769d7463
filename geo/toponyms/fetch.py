"""Download GeoNames dumps and build the full gazetteer from them.

A transfer that breaks is resumed where it stopped, if the server still has the same file; what has
arrived is checked before it is used; the gazetteer in use is replaced only by a complete new one.
"""

from __future__ import annotations

import contextlib
import email.utils
import functools
import hashlib
import http.client
import logging
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import __version__
from geo.errors import GazetteerError
from geo.toponyms.store import build_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from geo.settings import Settings

logger = logging.getLogger(__name__)

GEONAMES_URL = "https://download.geonames.org/export/dump/"
COUNTRIES = ("UA", "RU", "BY")
USER_AGENT = f"frontline-map/{__version__} (offline map of news reports; one download per user)"
_CHUNK = 1 << 16
_SPARE_BYTES = 100_000_000
"""Space to be left free: the compiled gazetteer is written after the downloads."""
_ATTEMPTS = 5
_WAIT_S = 2.0
_MAX_WAIT_S = 60.0
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Transfer:
    """How to download: the patience, and whom to tell."""

    timeout_s: float
    attempts: int
    sleep: Callable[[float], None]
    report: Callable[[float], None]


class _MissingError(GazetteerError):
    """The server has no such file, and asking again will not help."""


class _BrokenError(Exception):
    """A transfer failed in a way that another attempt may mend."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        """Keep the reason in words, and the wait the server asked for."""
        super().__init__(reason)
        self.wait_s = wait_s


def fetch_gazetteer(
    *,
    settings: Settings,
    output: Path | None = None,
    base_url: str | None = None,
    countries: Sequence[str] = COUNTRIES,
    checksums: Mapping[str, str] | None = None,
    on_progress: Callable[[str, float], None] | None = None,
    timeout_s: float = 30.0,
    sleep: Callable[[float], None] = time.sleep,
) -> Path:
    """Download the dumps of some countries with their alternate names, and build a gazetteer.

    Parameters
    ----------
    settings
        Tells where the cache and the shipped rows are.
    output
        The file to write; by default ``gazetteer-geonames.sqlite`` in the cache.
    base_url
        Folder to download from instead of GeoNames: a mirror, or a test server.
    countries
        ISO codes.
    checksums
        SHA-256 in hexadecimal by file, such as ``{"UA.zip": "…", "alternatenames/UA.zip": "…"}``.
    on_progress
        Called with a word for the step and the share done, 0 to 1.
    timeout_s
        How long to wait for the server to say anything.
    sleep
        What waits between attempts; a seam for tests.

    Raises
    ------
    GazetteerError
        If a file cannot be had whole, the disk is full or the build fails. An older ``output`` stays
        as it is, and what was downloaded is used by the next attempt.
    """
    report = on_progress or (lambda _step, _share: None)
    folder = settings.cache_dir / "geonames"
    sums = checksums or {}
    paths: dict[str, Path] = {}
    for name in [*(f"{c}.zip" for c in countries), *(f"alternatenames/{c}.zip" for c in countries)]:
        try:
            paths[name] = fetch_file(
                urllib.parse.urljoin(_as_folder(base_url or GEONAMES_URL), name),
                folder / name,
                sha256=sums.get(name),
                on_progress=functools.partial(report, name),
                timeout_s=timeout_s,
                sleep=sleep,
            )
        except _MissingError as error:
            if "/" not in name:
                raise
            # The dumps list most alternate names too; these only add which language each is in.
            logger.warning("going on without alternate names: %s", error)
    return build_gazetteer(
        output or settings.cache_dir / "gazetteer-geonames.sqlite",
        dumps=[path for name, path in paths.items() if "/" not in name],
        alternate_names=[path for name, path in paths.items() if "/" in name],
        settings=settings,
        on_progress=on_progress,
    )


def _as_folder(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def fetch_file(
    url: str,
    path: Path,
    *,
    sha256: str | None = None,
    on_progress: Callable[[float], None] | None = None,
    timeout_s: float = 30.0,
    attempts: int = _ATTEMPTS,
    sleep: Callable[[float], None] = time.sleep,
) -> Path:
    """Download a file whole: resumed after a break, retried with back-off, checked, moved into place.

    A zip is checked member by member, and by ``sha256`` if given. If the server says that the file
    has not changed since it was downloaded, it is not downloaded again.

    Raises
    ------
    GazetteerError
        If the file cannot be had; the message says why and what to do.
    """
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        msg = f"{url!r} is no web address; use one that starts with https://"
        raise GazetteerError(msg)
    transfer = _Transfer(
        timeout_s=timeout_s, attempts=attempts, sleep=sleep, report=on_progress or (lambda _share: None)
    )
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _fetch_patiently(url, path, part, sha256, transfer)
    except OSError as error:
        # A part on a full disk is given back; a retry must not find the disk still full of it.
        _forget(part)
        msg = f"{url} could not be saved to {str(path)!r} ({error}); free some space and run it again"
        raise GazetteerError(msg) from error


def _fetch_patiently(url: str, path: Path, part: Path, sha256: str | None, transfer: _Transfer) -> Path:
    for attempt in range(1, transfer.attempts + 1):
        try:
            if _download(url, path, part, transfer):
                _check(part, sha256)
                part.replace(path)
                _tag_path(part).replace(_tag_path(path))
            transfer.report(1.0)
        except _BrokenError as error:
            if attempt == transfer.attempts:
                msg = (
                    f"{url} could not be downloaded after {attempt} attempts ({error}); check the connection "
                    "and run it again, it goes on where it stopped"
                )
                raise GazetteerError(msg) from error
            wait_s = min(error.wait_s or _WAIT_S * 2 ** (attempt - 1), _MAX_WAIT_S)
            logger.info("%s: %s; attempt %d in %.0f s", url, error, attempt + 1, wait_s)
            transfer.sleep(wait_s)
        else:
            return path
    msg = f"{url} was not tried; attempts must be positive"
    raise GazetteerError(msg)


def _download(url: str, path: Path, part: Path, transfer: _Transfer) -> bool:
    """Fetch what is missing of a file into its part; ``False`` if the file in place is current."""
    request = urllib.request.Request(url, headers=_headers(path, part))  # noqa: S310 - checked by caller
    try:
        with urllib.request.urlopen(request, timeout=transfer.timeout_s) as response:  # noqa: S310 - as above
            _receive(response, part, transfer)
    except urllib.error.HTTPError as error:
        with error:
            return _handle_status(error, url, part)
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", None) or error
        raise _BrokenError(str(reason) or type(error).__name__) from error
    return True


def _headers(path: Path, part: Path) -> dict[str, str]:
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
    tag = _read_tag(part)
    have = part.stat().st_size if part.exists() else 0
    if have and tag:
        headers |= {"Range": f"bytes={have}-", "If-Range": tag}
    elif path.exists() and (known := _read_tag(path)):
        is_date = email.utils.parsedate(known) is not None
        headers["If-Modified-Since" if is_date else "If-None-Match"] = known
    return headers


def _handle_status(error: urllib.error.HTTPError, url: str, part: Path) -> bool:
    if error.code == http.client.NOT_MODIFIED:
        return False
    if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
        _forget(part)
        reason = "the part does not fit the file"
        raise _BrokenError(reason, wait_s=0.01) from error
    if error.code in _TEMPORARY:
        asked = error.headers.get("Retry-After", "")
        reason = f"HTTP {error.code}"
        raise _BrokenError(reason, wait_s=float(asked) if asked.isdigit() else None) from error
    msg = f"{url} answered {error.code} {error.reason}; check the address, or download the file by hand"
    raise _MissingError(msg) from error


def _receive(response: http.client.HTTPResponse, part: Path, transfer: _Transfer) -> None:
    """Write a response to the part, appending if the server goes on where it stopped."""
    have = 0
    if response.status == http.client.PARTIAL_CONTENT:
        have = part.stat().st_size
        if not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            _forget(part)
            reason = "the server sent another part than asked for"
            raise _BrokenError(reason, wait_s=0.01)
    length = response.headers.get("Content-Length", "")
    total = have + int(length) if length.isdigit() else None
    _check_space(part, needed=(total or 0) - have)
    tag = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
    # A weak tag may not be used to resume (RFC 9110, 13.1.5).
    _tag_path(part).write_text("" if tag.startswith("W/") else tag, encoding="utf-8")
    with part.open("ab" if have else "wb") as file:
        while chunk := response.read(_CHUNK):
            file.write(chunk)
            have += len(chunk)
            if total:
                transfer.report(min(have / total, 1.0))
    if total is not None and have != total:
        reason = f"it broke off at {have:,} of {total:,} bytes"
        raise _BrokenError(reason)


def _check_space(part: Path, *, needed: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if free < needed + _SPARE_BYTES:
        msg = (
            f"{str(part.parent)!r} has {free / 1e6:,.0f} MB free and {(needed + _SPARE_BYTES) / 1e6:,.0f} MB "
            "are needed; free some space and run it again"
        )
        raise GazetteerError(msg)


def _check(part: Path, sha256: str | None) -> None:
    """Refuse a download that is not what it should be; it is then downloaded again from the start."""
    reason = None
    if sha256 is not None and _hash(part) != sha256.lower():
        reason = "its checksum is wrong"
    elif part.name.endswith(".zip.part"):
        try:
            with zipfile.ZipFile(part) as archive:
                broken = archive.testzip()
            reason = f"{broken!r} inside it is damaged" if broken else None
        except (zipfile.BadZipFile, zlib.error) as error:
            reason = f"it is no whole zip file ({error})"
    if reason is not None:
        _forget(part)
        raise _BrokenError(reason)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tag_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.tag")


def _read_tag(path: Path) -> str:
    tag = _tag_path(path)
    return tag.read_text(encoding="utf-8").strip() if tag.exists() else ""


def _forget(part: Path) -> None:
    for path in (part, _tag_path(part)):
        with contextlib.suppress(OSError):
            path.unlink()
