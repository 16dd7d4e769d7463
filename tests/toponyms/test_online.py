"""The online geocoder with a stand-in for the provider: no test asks anybody anything."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.location import Location
from geopy.point import Point

from geo.errors import GazetteerError
from geo.settings import Settings
from geo.toponyms.online import PROVIDERS, OnlineGazetteer, Provider

VILLAGE = {
    "osm_type": "node",
    "osm_id": 42,
    "name": "Yasnobrodivka",
    "addresstype": "village",
    "address": {"state": "Donetsk Oblast", "country_code": "ua"},
    "boundingbox": ["48.18", "48.22", "37.52", "37.58"],
}
SHOP = VILLAGE | {"osm_id": 43, "addresstype": "shop"}
PHOTON = {
    "properties": {
        "osm_type": "N",
        "osm_id": 44,
        "osm_value": "village",
        "name": "Sokil",
        "state": "Donetsk Oblast",
        "countrycode": "UA",
    }
}


class Stand:
    """Answers as a provider would, and remembers what it was asked and how long was waited."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.waited: list[float] = []
        self.answers: dict[str, list[dict[str, Any]]] = {"Yasnobrodivka": [SHOP, VILLAGE], "Sokil": [PHOTON]}
        self.is_down = False
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds

    def __call__(self, name: str) -> list[Location] | None:
        self.asked.append(name)
        if self.is_down:
            raise GeocoderTimedOut
        found = self.answers.get(name)
        return [Location(raw.get("name", ""), Point(48.2, 37.55), raw) for raw in found] if found else None


@pytest.fixture
def stand() -> Stand:
    return Stand()


def connect(stand: Stand, folder: Path) -> OnlineGazetteer:
    return OnlineGazetteer(
        stand,
        PROVIDERS["nominatim"],
        folder / "online.sqlite",
        clock=lambda: stand.now,
        timer=lambda: stand.now,
        sleep=stand.sleep,
    )


@pytest.fixture
def online(stand: Stand, tmp_path: Path) -> Iterator[OnlineGazetteer]:
    geocoder = connect(stand, tmp_path)
    yield geocoder
    geocoder.close()


def test_off_unless_the_user_switched_it_on(tmp_path: Path) -> None:
    assert OnlineGazetteer.open(Settings(cache_dir=tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_unknown_provider_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="'oracle' is unknown; choose one of nominatim, photon"):
        OnlineGazetteer.open(Settings(cache_dir=tmp_path, online_geocoder="oracle"))


@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_switching_on_sends_nothing_yet(name: str, tmp_path: Path) -> None:
    geocoder = OnlineGazetteer.open(Settings(cache_dir=tmp_path, online_geocoder=name))
    assert geocoder is not None
    assert "OpenStreetMap contributors" in geocoder.attribution
    geocoder.close()


def test_answer_is_a_place_with_its_source_and_radius(online: OnlineGazetteer) -> None:
    (match,) = online.find("Yasnobrodivka")
    place = match.place
    assert (place.id, place.feature_code, place.country, place.admin1) == ("osm:n42", "PPL", "UA", "Donetsk")
    assert (place.lon, place.lat, place.source) == (37.55, 48.2, "OpenStreetMap via Nominatim")
    assert place.uncertainty_m == 3100.0
    assert match.how == "online"


def test_photon_answers_are_read_too(online: OnlineGazetteer) -> None:
    (match,) = online.find("Sokil")
    assert (match.place.id, match.place.admin1, match.place.uncertainty_m) == ("osm:n44", "Donetsk", 3000.0)


def test_cache_survives_a_restart_and_is_looked_up_before_waiting(stand: Stand, tmp_path: Path) -> None:
    first = connect(stand, tmp_path)
    first.find("Yasnobrodivka")
    first.close()
    again = connect(stand, tmp_path)
    assert len(again.find("YASNOBRODIVKA")) == 1
    again.close()
    assert stand.asked == ["Yasnobrodivka"]
    assert stand.waited == []


def test_requests_keep_the_published_rate(stand: Stand, online: OnlineGazetteer) -> None:
    online.find("Yasnobrodivka")
    online.find("Sokil")
    assert stand.waited == [1.0]


def test_failures_are_reported_and_not_kept(stand: Stand, online: OnlineGazetteer) -> None:
    stand.is_down = True
    assert online.find("Sokil") == ()
    assert online.problem is not None
    assert "could not be asked for 'Sokil'" in online.problem
    stand.is_down = False
    assert len(online.find("Sokil")) == 1
    assert online.problem is None


def test_after_three_failures_it_stops_asking(stand: Stand, online: OnlineGazetteer) -> None:
    stand.is_down = True
    for name in ("Aaa", "Bbb", "Ccc", "Ddd", "Eee"):
        online.find(name)
    assert set(stand.asked) == {"Aaa", "Bbb", "Ccc"}


def test_answer_of_nothing_is_kept_for_a_week(stand: Stand, online: OnlineGazetteer) -> None:
    assert online.find("Nowhere") == ()
    assert online.find("Nowhere") == ()
    stand.now += 8 * 86_400
    online.find("Nowhere")
    assert stand.asked == ["Nowhere", "Nowhere"]


def test_what_has_no_letters_is_not_sent(stand: Stand, online: OnlineGazetteer) -> None:
    assert online.find("…") == ()
    assert stand.asked == []


def test_damaged_cache_says_what_to_do(stand: Stand, tmp_path: Path) -> None:
    (tmp_path / "online.sqlite").write_bytes(b"rubbish" * 1000)
    with pytest.raises(GazetteerError, match=r"cannot be opened .* delete it"):
        connect(stand, tmp_path)


def test_providers_do_not_share_answers(stand: Stand, tmp_path: Path) -> None:
    first = connect(stand, tmp_path)
    first.find("Sokil")
    first.close()
    other: Provider = replace(PROVIDERS["photon"], seconds_per_request=0.0)
    second = OnlineGazetteer(stand, other, tmp_path / "online.sqlite", sleep=stand.sleep)
    second.find("Sokil")
    second.close()
    assert stand.asked == ["Sokil", "Sokil"]
