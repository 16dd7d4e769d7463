"""Names that stay unresolved, asked of an online geocoder: only if the user switched it on.

It sends a name, never a sentence, and only the language model's module sends more. It answers with the
gazetteer's own signature. Answers are kept in a file and looked up there before the waiting that the
provider's rate asks for; failures are not kept, so that they are asked again another day.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Photon
from geopy.location import Location
from geopy.point import Point
from pyproj import Geod

from geo import __version__
from geo.errors import GazetteerError
from geo.models import Place
from geo.toponyms.gazetteer import NameMatch
from geo.toponyms.names import fold

if TYPE_CHECKING:
    from pathlib import Path

    from geo.settings import Settings

logger = logging.getLogger(__name__)

_GEOD = Geod(ellps="WGS84")
_USER_AGENT = f"frontline-map/{__version__} (desktop tool; asks for single names, results cached)"
_TIMEOUT_S = 10
_THEATRE = (Point(43.5, 21.5), Point(56.5, 46.0))
"""South-west and north-east corners of the view box: Ukraine, Belarus and western Russia."""
_COUNTRIES = ("ua", "ru", "by")
_EMPTY_DAYS = 7
"""An answer of nothing is asked again after a week: OpenStreetMap is edited every day."""
_PATIENCE = 3
"""Failures in a row after which no more is asked until the program starts again: it is offline."""
_QUALITY = 0.7
"""An online answer ranks below any spelling the gazetteer knows: its spelling rules are not ours."""

Ask = Callable[[str], list[Location] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An online geocoder: its published rate and what must be shown beside its answers."""

    name: str
    seconds_per_request: float
    attribution: str


PROVIDERS = {
    "nominatim": Provider(
        name="Nominatim",
        seconds_per_request=1.0,  # operations.osmfoundation.org/policies/nominatim: at most one a second
        attribution="© OpenStreetMap contributors (ODbL), found with Nominatim",
    ),
    "photon": Provider(
        name="Photon",
        seconds_per_request=1.0,  # photon.komoot.io asks for fair use and gives no figure
        attribution="© OpenStreetMap contributors (ODbL), found with Photon by komoot",
    ),
}


class _Patience(RateLimiter):  # type: ignore[misc]
    """geopy's limiter with a clock of our choice, through the two methods it has for that."""

    timer: Callable[[], float]
    pause: Callable[[float], None]

    def _clock(self) -> float:
        return self.timer()

    def _sleep(self, seconds: float) -> None:
        self.pause(seconds)


class OnlineGazetteer:
    """An online geocoder behind the gazetteer's ``find``."""

    def __init__(
        self,
        ask: Ask,
        provider: Provider,
        cache: Path,
        *,
        clock: Callable[[], float] = time.time,
        timer: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Wrap a function that asks; ``open`` makes the real one. The clocks are seams for tests.

        Raises
        ------
        GazetteerError
            If the cache file cannot be opened.
        """
        self.provider = provider
        self.attribution = provider.attribution
        self.problem: str | None = None
        self._clock = clock
        self._failures = 0
        self._lock = threading.Lock()
        self._ask = _Patience(
            ask,
            min_delay_seconds=provider.seconds_per_request,
            max_retries=1,
            error_wait_seconds=5 * provider.seconds_per_request,
            swallow_exceptions=False,
        )
        self._ask.timer, self._ask.pause = timer, sleep
        self._cache = _open_cache(cache)

    @classmethod
    def open(cls, settings: Settings) -> Self | None:
        """Return the geocoder the user switched on, or ``None`` if it is off, as it is by default.

        Raises
        ------
        GazetteerError
            If the settings name an unknown provider, or the cache cannot be opened.
        """
        if settings.online_geocoder is None:
            return None
        name = settings.online_geocoder.lower()
        if name not in PROVIDERS:
            known = ", ".join(PROVIDERS)
            msg = f"online geocoder {settings.online_geocoder!r} is unknown; choose one of {known}"
            raise GazetteerError(msg)
        ask = _nominatim() if name == "nominatim" else _photon()
        return cls(ask, PROVIDERS[name], settings.cache_dir / "online.sqlite")

    def close(self) -> None:
        """Close the cache file."""
        self._cache.close()

    def find(self, name: str, *, fuzzy: bool = False) -> tuple[NameMatch, ...]:
        """Return the places that the online geocoder knows by a name, best first.

        Empty if there are none or it could not be asked; ``problem`` then says so. ``fuzzy`` changes
        nothing: providers do as they like.
        """
        del fuzzy
        key = fold(name)
        if not key:
            return ()
        with self._lock:
            answers = self._remembered(key)
            if answers is None:
                answers = self._asked(name, key)
        places = (_read_place(answer, self.provider) for answer in answers)
        return tuple(
            NameMatch(place=place, matched=place.name, quality=_QUALITY, how="online")
            for place in places
            if place is not None
        )

    def _remembered(self, key: str) -> list[dict[str, Any]] | None:
        row = self._cache.execute(
            "SELECT answers, asked_at FROM answers WHERE provider = ? AND name = ?", (self.provider.name, key)
        ).fetchone()
        if row is None:
            return None
        answers: list[dict[str, Any]] = json.loads(row[0])
        is_stale = not answers and self._clock() - row[1] > _EMPTY_DAYS * 86_400
        return None if is_stale else answers

    def _asked(self, name: str, key: str) -> list[dict[str, Any]]:
        if self._failures >= _PATIENCE:
            return []
        try:
            locations = self._ask(name) or []
        except GeopyError as error:
            self._failures += 1
            self.problem = f"{self.provider.name} could not be asked for {name!r}: {error}"
            logger.warning("%s", self.problem)
            return []
        self._failures, self.problem = 0, None
        answers = [
            {"lat": location.latitude, "lon": location.longitude, "raw": location.raw}
            for location in locations
        ]
        with contextlib.suppress(sqlite3.Error), self._cache:
            self._cache.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
                (self.provider.name, key, json.dumps(answers, ensure_ascii=False), self._clock()),
            )
        return answers


def _open_cache(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, check_same_thread=False)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS answers "
            "(provider TEXT, name TEXT, answers TEXT, asked_at REAL, PRIMARY KEY (provider, name))"
        )
    except (OSError, sqlite3.Error) as error:
        msg = f"the cache of online answers {str(path)!r} cannot be opened ({error}); delete it"
        raise GazetteerError(msg) from error
    return connection


def _nominatim() -> Ask:
    geocoder = Nominatim(user_agent=_USER_AGENT, timeout=_TIMEOUT_S)

    def ask(name: str) -> list[Location] | None:
        found: list[Location] | None = geocoder.geocode(
            name,
            exactly_one=False,
            limit=5,
            addressdetails=True,
            language="en",
            country_codes=list(_COUNTRIES),
            viewbox=_THEATRE,
            bounded=True,
        )
        return found

    return ask


def _photon() -> Ask:
    geocoder = Photon(user_agent=_USER_AGENT, timeout=_TIMEOUT_S)

    def ask(name: str) -> list[Location] | None:
        found: list[Location] | None = geocoder.geocode(
            name, exactly_one=False, limit=5, language="en", bbox=_THEATRE
        )
        return found

    return ask


_FEATURES = {"city": "PPL", "town": "PPL", "village": "PPL", "hamlet": "PPL", "suburb": "PPLX"}


def _read_place(answer: Mapping[str, Any], provider: Provider) -> Place | None:
    """Return a place from a provider's raw answer; ``None`` for anything that is no settlement."""
    raw = answer["raw"]
    properties = raw.get("properties", raw)
    kind = properties.get("addresstype") or properties.get("osm_value") or properties.get("type") or ""
    name = properties.get("name") or properties.get("display_name", "").split(",")[0]
    feature_code = _FEATURES.get(kind)
    if feature_code is None or not name:
        return None
    address = properties.get("address", properties)
    state = str(address.get("state") or "").removesuffix(" Oblast").removesuffix(" oblast") or None
    country = str(address.get("country_code") or properties.get("countrycode") or "").upper() or None
    return Place(
        id=f"osm:{str(properties.get('osm_type', ''))[:1].lower()}{properties.get('osm_id', '')}",
        name=name,
        feature_code=feature_code,
        country=country,
        admin1=state,
        lon=float(answer["lon"]),
        lat=float(answer["lat"]),
        uncertainty_m=_radius_m(answer, properties),
        source=f"OpenStreetMap via {provider.name}",
        basis=f"{provider.name}, online; {provider.attribution}",
    )


def _radius_m(answer: Mapping[str, Any], properties: Mapping[str, Any]) -> float:
    """Return the distance from the point to the farthest corner of its extent, at least 1 km."""
    extent = properties.get("boundingbox")  # Nominatim: south, north, west, east, as text
    if extent is not None:
        south, north, west, east = map(float, extent)
    elif properties.get("extent") is not None:  # Photon: west, north, east, south
        west, north, east, south = map(float, properties["extent"])
    else:
        return 3_000.0
    lon, lat = float(answer["lon"]), float(answer["lat"])
    corners = ((west, south), (west, north), (east, south), (east, north))
    farthest = max(float(_GEOD.inv(lon, lat, x, y)[2]) for x, y in corners)
    return max(1_000.0, round(farthest, -2))
