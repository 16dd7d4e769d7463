import sqlite3
from pathlib import Path

import pytest
from geopy.point import Point

from geo.errors import GazetteerError
from geo.toponyms.gazetteer import Gazetteer
from geo.toponyms.geocode import rank_candidates


def ids(gazetteer: Gazetteer, name: str, **options: bool) -> list[str]:
    return [match.place.id for match in gazetteer.find(name, **options)]


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("Pokrovsk", "gn:1"),
        ("Покровськ", "gn:1"),
        ("Pokrowsk", "gn:1"),
        ("Krasnoarmeysk", "gn:1"),
        ("Красноармейск", "gn:1"),
        ("Kupyansk", "gn:2"),
        ("New York", "gn:5"),
        ("Niu-York", "gn:5"),
        ("Ньюйорк", "gn:5"),
        ("Novgorodskoye", "gn:5"),
        ("Great Novosilka", None),
        ("Velikaya Novoselka", "gn:7"),
        ("Bolshaya Novoselka", "gn:7"),
        ("Nikolaevka", "gn:8"),
        ("Николаевка", "gn:8"),
        ("Charkiw", "gn:9"),
        ("Харьков", "gn:9"),
        ("Velyki Novosilka", "gn:7"),
    ],
)
def test_names_are_found_in_every_spelling(small_gazetteer: Gazetteer, written: str, id_: str | None) -> None:
    found = ids(small_gazetteer, written)
    assert (found[0] if found else None) == id_


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("Покровську", "gn:1"),
        ("Покровском", "gn:1"),
        ("Куп'янськом", "gn:2"),
        ("Купянском", "gn:2"),
        ("Великої Новосілки", "gn:7"),
        ("Великой Новосёлке", "gn:7"),
        ("Суджі", "gn:6"),
        ("Суджей", "gn:6"),
        ("Щербаків", "gn:3"),
        ("Щербаках", "gn:3"),
        ("Харкова", "gn:9"),
        ("Харьковом", "gn:9"),
        ("Часового Яру", "gn:10"),
        ("Часовым Яром", "gn:10"),
        ("Харківщині", "fl:kharkiv"),
        ("Харківської області", "fl:kharkiv"),
        ("Харьковской областью", "fl:kharkiv"),
        ("Миколаївкою", "gn:8"),
        ("Николаевке", "gn:8"),
        ("Україною", "fl:ukraine"),
    ],
)
def test_case_forms_are_found_in_cyrillic(small_gazetteer: Gazetteer, written: str, id_: str) -> None:
    found = small_gazetteer.find(written)
    assert (found[0].place.id, found[0].how) == (id_, "inflected")


def test_nobody_declines_a_romanised_name(small_gazetteer: Gazetteer) -> None:
    assert small_gazetteer.find("Pokrovska") == ()


def test_every_namesake_is_returned(small_gazetteer: Gazetteer) -> None:
    assert set(ids(small_gazetteer, "Shcherbaky")) == {"gn:3", "gn:4"}


def test_how_and_quality_tell_name_from_former_name(small_gazetteer: Gazetteer) -> None:
    (name,) = small_gazetteer.find("Pokrovsk")
    (former,) = small_gazetteer.find("Krasnoarmiisk")
    assert (name.how, name.quality, name.matched) == ("name", 1.0, "Pokrovsk")
    assert (former.how, former.quality) == ("former", 0.9)


def test_city_comes_before_the_oblast_called_after_it(small_gazetteer: Gazetteer) -> None:
    assert ids(small_gazetteer, "Kharkiv") == ["gn:9", "fl:kharkiv"]


def test_misspelt_name_is_found_only_on_request(small_gazetteer: Gazetteer) -> None:
    assert ids(small_gazetteer, "Pokrovks") == []
    (match,) = small_gazetteer.find("Pokrovks", fuzzy=True)
    assert (match.place.id, match.how, match.quality) == ("gn:1", "fuzzy", 0.6)


def test_short_names_are_never_guessed(small_gazetteer: Gazetteer) -> None:
    assert ids(small_gazetteer, "Sumi", fuzzy=True) == []


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("Покровському", "gn:1"),
        ("Купянского", "gn:2"),
        ("Великоновосілківський", "gn:7"),
        ("Суджанском", "gn:6"),
        ("Харківській", "gn:9"),
        ("Часовоярському", "gn:10"),
    ],
)
def test_adjectives_are_kept_apart_from_names(small_gazetteer: Gazetteer, word: str, id_: str) -> None:
    matches = small_gazetteer.find_adjective(word)
    assert (matches[0].place.id, matches[0].how) == (id_, "adjective")
    assert all(match.how != "adjective" for match in small_gazetteer.find(word))


def test_adjective_of_a_district_leads_to_its_town_and_to_the_district(small_gazetteer: Gazetteer) -> None:
    for word in ("Суджанского", "Суджанському", "Sudzhansky"):
        found = small_gazetteer.find_adjective(word)
        assert [match.place.id for match in found] == ["gn:6", "fl:sudzhansky"]


def spelt(gazetteer: Gazetteer, text: str, **options: bool) -> list[str]:
    return [text[span.start : span.end] for span in gazetteer.match(text, **options)]


def test_match_takes_the_longest_name_and_leaves_the_possessive(small_gazetteer: Gazetteer) -> None:
    text = "Kharkiv Oblast's troops left **Velyka Novosilka**; “Niu-York” and Chasiv\nYar’s edge hold."
    assert spelt(small_gazetteer, text) == ["Kharkiv Oblast", "Velyka Novosilka", "Niu-York", "Chasiv\nYar"]


def test_match_reads_case_forms_and_whole_words_only(small_gazetteer: Gazetteer) -> None:
    text = "Бої під Великою Новосілкою й у Покровську, а не в Покровськограді."
    assert spelt(small_gazetteer, text) == ["Великою Новосілкою", "Покровську"]


def test_match_does_not_read_case_forms_in_latin(small_gazetteer: Gazetteer) -> None:
    assert spelt(small_gazetteer, "Pokrovsku and Sudzhi") == []


def test_match_does_not_join_words_across_punctuation(small_gazetteer: Gazetteer) -> None:
    assert spelt(small_gazetteer, "Chasiv. Yar, Velyka, Novosilka") == []


def test_lower_case_run_takes_in_no_capital(small_gazetteer: Gazetteer) -> None:
    text = "new York and велика Новосілка"
    assert spelt(small_gazetteer, text) == []


def test_adjectives_are_matched_on_request(small_gazetteer: Gazetteer) -> None:
    text = "на Великоновосілківському напрямку"
    assert spelt(small_gazetteer, text) == []
    (span,) = small_gazetteer.match(text, as_names=True)
    assert span.is_adjective


def test_keys_of_a_span_find_its_places(small_gazetteer: Gazetteer) -> None:
    (span,) = small_gazetteer.match("near Niu York today")
    assert span.keys == ("niu erk",)


def test_get_returns_the_place_or_none(small_gazetteer: Gazetteer) -> None:
    place = small_gazetteer.get("gn:6")
    assert place is not None
    assert (place.name, place.country, place.admin1, place.lon, place.lat) == (
        "Sudzha",
        "RU",
        "Kursk",
        35.272,
        51.194,
    )
    assert small_gazetteer.get("gn:999") is None


def test_near_is_geodesic_and_sorted(small_gazetteer: Gazetteer) -> None:
    found = small_gazetteer.near(lon=37.837, lat=48.332, radius_m=60_000)
    assert [place.id for place, _ in found] == ["gn:5", "gn:10", "gn:1", "gn:8"]
    assert found[1][1] == pytest.approx(28_359, abs=20)
    assert small_gazetteer.near(lon=0.0, lat=0.0, radius_m=1_000) == ()


def test_geocode_answers_like_geopy(small_gazetteer: Gazetteer) -> None:
    location = small_gazetteer.geocode("Shcherbaky, Kharkiv")
    assert (location.latitude, location.longitude) == (50.186, 35.449)
    assert location.address == "Shcherbaky, Bohodukhiv, Kharkiv, UA"
    assert location.raw["id"] == "gn:4"
    several = small_gazetteer.geocode("Shcherbaky", exactly_one=False)
    assert len(several) == 2
    assert small_gazetteer.geocode("Atlantis") is None


def test_reverse_takes_latitude_first(small_gazetteer: Gazetteer) -> None:
    for point in ((51.19, 35.27), Point(51.19, 35.27), "51.19, 35.27"):
        location = small_gazetteer.reverse(point)
        assert location.raw["id"] == "gn:6"
    assert small_gazetteer.reverse((0.0, 0.0)) is None


def test_ranking_prefers_the_oblast_asked_for(small_gazetteer: Gazetteer) -> None:
    best, second = rank_candidates(small_gazetteer, "Щербаки", within="Kharkiv Oblast")
    assert (best.place.id, second.place.id) == ("gn:4", "gn:3")
    assert best.score > 5 * second.score
    assert "lies in the area asked for" in best.reason


def test_ranking_prefers_what_is_near(small_gazetteer: Gazetteer) -> None:
    best, second = rank_candidates(small_gazetteer, "Shcherbaky", near="Харків")
    assert best.place.id == "gn:4"
    assert "60 km from Kharkiv" in best.reason
    assert second.score < best.score


def test_ranking_refuses_an_unknown_area(small_gazetteer: Gazetteer) -> None:
    with pytest.raises(GazetteerError, match="no oblast, raion or country is called 'Mordor'"):
        rank_candidates(small_gazetteer, "Pokrovsk", within="Mordor")
    with pytest.raises(GazetteerError, match="no place is called 'Mordorville'"):
        rank_candidates(small_gazetteer, "Pokrovsk", near="Mordorville")
    assert rank_candidates(small_gazetteer, "Mordorville") == ()


def test_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"does not exist; build it with 'frontline gazetteer build'"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"This is a text about a gazetteer." * 100)
    with pytest.raises(GazetteerError, match=r"damaged or no gazetteer .* build it again"):
        Gazetteer.open(path)


def test_file_of_an_old_schema_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta (name TEXT, value)")
    connection.execute("INSERT INTO meta VALUES ('schema', 1)")
    connection.commit()
    connection.close()
    with pytest.raises(GazetteerError, match=r"has schema 1 and this version reads \d+; build it again"):
        Gazetteer.open(path)


def test_file_cut_short_is_a_gazetteer_error(small_gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "short.sqlite"
    whole = small_gazetteer.path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(GazetteerError, match="build it again"):
        read_all(path)


def read_all(path: Path) -> None:
    with Gazetteer.open(path) as gazetteer:
        for name in ("Pokrovsk", "Sudzha", "Kharkiv", "Shcherbaky"):
            gazetteer.match(name)
