import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.settings import Settings
from geo.toponyms import store
from geo.toponyms.gazetteer import Gazetteer
from geo.toponyms.store import build_gazetteer, cached_gazetteer_path, ensure_gazetteer


@pytest.fixture
def full(small_settings: Settings, dump: Path, tmp_path: Path) -> Path:
    return build_gazetteer(tmp_path / "full.sqlite", dumps=[dump], settings=small_settings)


def find_ids(path: Path, name: str) -> set[str]:
    with Gazetteer.open(path) as gazetteer:
        return {match.place.id for match in gazetteer.find(name)}


def test_shipped_coordinate_wins_over_the_dump(full: Path) -> None:
    with Gazetteer.open(full) as gazetteer:
        pokrovsk = gazetteer.get("gn:1")
    assert pokrovsk is not None
    assert (pokrovsk.lon, pokrovsk.lat, pokrovsk.basis) == (37.177, 48.277, "map")


def test_duplicate_of_one_name_oblast_and_neighbourhood_is_merged(full: Path) -> None:
    assert find_ids(full, "Pokrovsk") == {"gn:1"}
    assert len(find_ids(full, "Зоряне")) == 1


def test_every_spelling_of_merged_rows_is_kept(full: Path) -> None:
    assert find_ids(full, "Красноармейск") == {"gn:1"}


def test_namesake_in_another_oblast_is_another_place(full: Path) -> None:
    assert find_ids(full, "Shcherbaky") == {"gn:3", "gn:4", "gn:101"}


def test_oblast_codes_are_learnt_from_shipped_rows(full: Path) -> None:
    with Gazetteer.open(full) as gazetteer:
        places = [gazetteer.get(id_) for id_ in ("gn:102", "gn:101")]
    assert [place and place.admin1 for place in places] == ["Donetsk", None]


def test_missing_oblast_is_filled_from_polygon_and_neighbours(full: Path) -> None:
    with Gazetteer.open(full) as gazetteer:
        place = gazetteer.get("gn:104")
    assert place is not None
    assert place.admin1 == "Donetsk"
    assert place.basis == "GeoNames dump; oblast by its polygon and the nearest settlements"


def test_without_polygons_the_neighbours_decide(small_settings: Settings, dump: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for folder in ("gazetteer", "lexicon"):
        (data / folder).symlink_to(small_settings.data_dir / folder)
    settings = replace(small_settings, data_dir=data)
    with Gazetteer.open(build_gazetteer(tmp_path / "x.sqlite", dumps=[dump], settings=settings)) as gazetteer:
        place = gazetteer.get("gn:104")
    assert place is not None
    assert (place.admin1, place.basis) == ("Donetsk", "GeoNames dump; oblast by the nearest settlements")


def test_dump_row_is_romanised_cleaned_and_given_a_radius(full: Path) -> None:
    with Gazetteer.open(full) as gazetteer:
        place = gazetteer.get("gn:104")
    assert place is not None
    assert (place.name, place.name_uk, place.uncertainty_m, place.source) == (
        "Stepove",
        "Степове",
        1500.0,
        "GeoNames",
    )


def test_hotels_are_left_out(full: Path) -> None:
    assert find_ids(full, "Bila Gora") == set()


def test_zipped_dump_is_read(small_settings: Settings, dump: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "UA.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(dump, "UA.txt")
        archive.writestr("readme.txt", "not a dump")
    path = build_gazetteer(tmp_path / "x.sqlite", dumps=[zipped], settings=small_settings)
    assert find_ids(path, "Зоряному") == {"gn:102"}


def test_alternate_names_give_languages_and_former_names(
    small_settings: Settings, dump: Path, tmp_path: Path
) -> None:
    names = tmp_path / "names.txt"
    rows = [
        ("1", "102", "uk", "Зоряне", "1", "", "", ""),
        ("2", "102", "ru", "Зоряное", "1", "", "", ""),
        ("3", "102", "uk", "Жовтневе", "", "", "", "1"),
        ("4", "102", "link", "https://example.org/", "", "", "", ""),
        ("5", "999", "uk", "Деінде", "", "", "", ""),
    ]
    names.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    path = build_gazetteer(
        tmp_path / "x.sqlite", dumps=[dump], alternate_names=[names], settings=small_settings
    )
    with Gazetteer.open(path) as gazetteer:
        (russian,) = gazetteer.find("Зоряное")
        (former,) = gazetteer.find("Жовтневого")
    assert (russian.place.id, russian.place.name_ru, russian.how) == ("gn:102", "Зоряное", "name")
    assert (former.place.id, former.matched) == ("gn:102", "Жовтневе")
    assert find_ids(path, "Деінде") == set()


def test_shipped_gazetteer_is_compiled_once(small_settings: Settings, tmp_path: Path) -> None:
    settings = replace(small_settings, cache_dir=tmp_path)
    with ensure_gazetteer(settings) as first:
        made = first.path.stat().st_mtime_ns
    with ensure_gazetteer(settings) as second:
        assert second.path.stat().st_mtime_ns == made
        assert second.content_hash == first.content_hash


def test_damaged_cache_is_compiled_again(small_settings: Settings, tmp_path: Path) -> None:
    settings = replace(small_settings, cache_dir=tmp_path)
    cached_gazetteer_path(settings).write_bytes(b"rubbish" * 1000)
    with ensure_gazetteer(settings) as gazetteer:
        assert gazetteer.get("gn:1") is not None


def test_outdated_compilation_is_removed_and_other_files_are_not(
    small_settings: Settings, tmp_path: Path
) -> None:
    settings = replace(small_settings, cache_dir=tmp_path)
    names = (f"gazetteer-{'0' * 16}.sqlite", f"gazetteer-{'1' * 16}.sqlite", "gazetteer-geonames.sqlite")
    outdated, recent, chosen = (tmp_path / name for name in names)
    for path in (outdated, recent, chosen):
        path.write_bytes(b"")
    for path in (outdated, chosen):
        os.utime(path, (0, 0))
    ensure_gazetteer(settings).close()
    assert not outdated.exists()
    assert recent.exists()
    assert chosen.exists()


def test_the_users_file_goes_before_the_shipped_one(small_settings: Settings, full: Path) -> None:
    with ensure_gazetteer(replace(small_settings, gazetteer=full)) as gazetteer:
        assert gazetteer.path == full
        assert gazetteer.count_by_country() == {"UA": 14, "RU": 2}


def test_rebuilding_gives_the_same_content_hash(small_settings: Settings, dump: Path, tmp_path: Path) -> None:
    hashes = set()
    for name in ("a.sqlite", "b.sqlite"):
        with Gazetteer.open(
            build_gazetteer(tmp_path / name, dumps=[dump], settings=small_settings)
        ) as gazetteer:
            hashes.add(gazetteer.content_hash)
    assert len(hashes) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a\tb\n", r"has 2 columns instead of 19; is this a GeoNames country dump"),
        (
            "\t".join(["1", "X", "", "", "north", "east", "P", "PPL", *[""] * 11]) + "\n",
            r"line 1 .* cannot be read",
        ),
    ],
)
def test_what_is_no_dump_is_refused_and_the_old_file_stays(
    small_settings: Settings, full: Path, content: str, message: str
) -> None:
    before = full.read_bytes()
    wrong = full.with_name("wrong.txt")
    wrong.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        build_gazetteer(full, dumps=[wrong], settings=small_settings)
    assert full.read_bytes() == before


def test_missing_dump_says_what_to_do(small_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="check the path or fetch it again"):
        build_gazetteer(tmp_path / "x.sqlite", dumps=[tmp_path / "none.txt"], settings=small_settings)


def test_full_disk_leaves_the_old_gazetteer_and_no_part(
    small_settings: Settings, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = full.read_bytes()

    def fill(*_: object) -> None:
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)

    monkeypatch.setattr(store, "write_gazetteer", fill)
    with pytest.raises(GazetteerError, match=r"disk is full.*free space"):
        build_gazetteer(full, settings=small_settings)
    assert full.read_bytes() == before
    assert [path.name for path in full.parent.iterdir() if path.suffix == ".part"] == []


def test_killed_build_leaves_the_old_gazetteer(
    small_settings: Settings, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = full.read_bytes()

    def interrupt(path: Path, *_: object) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "write_gazetteer", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(full, settings=small_settings)
    assert full.read_bytes() == before


def test_row_with_a_wrong_number_is_named(small_settings: Settings, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "gazetteer").mkdir(parents=True)
    (data / "lexicon").symlink_to(small_settings.data_dir / "lexicon")
    source = (small_settings.data_dir / "gazetteer" / "places.csv").read_text(encoding="utf-8")
    (data / "gazetteer" / "places.csv").write_text(source.replace("37.177", "37,177", 1), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"places.csv', line 2: .* correct the row"):
        build_gazetteer(tmp_path / "x.sqlite", settings=replace(small_settings, data_dir=data))


def test_missing_column_is_named(small_settings: Settings, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "gazetteer").mkdir(parents=True)
    (data / "gazetteer" / "places.csv").write_text("id,name\n1,X\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"lacks the columns .*'uncertainty_m'"):
        build_gazetteer(tmp_path / "x.sqlite", settings=replace(small_settings, data_dir=data))


def test_damaged_polygons_are_named(small_settings: Settings, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "boundaries").mkdir(parents=True)
    for folder in ("gazetteer", "lexicon"):
        (data / folder).symlink_to(small_settings.data_dir / folder)
    (data / "boundaries" / "oblasts.geojson").write_text(json.dumps({"features": [{}]}), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"oblast polygons .* cannot be read"):
        build_gazetteer(tmp_path / "x.sqlite", settings=replace(small_settings, data_dir=data))


def test_empty_data_folder_says_what_to_do(small_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"no gazetteer files in .*; reinstall"):
        ensure_gazetteer(replace(small_settings, data_dir=tmp_path))


def test_progress_rises_to_the_end(small_settings: Settings, dump: Path, tmp_path: Path) -> None:
    shares: list[float] = []
    build_gazetteer(
        tmp_path / "x.sqlite",
        dumps=[dump],
        settings=small_settings,
        on_progress=lambda _step, share: shares.append(share),
    )
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_titles_of_articles_are_no_names(small_settings: Settings, dump: Path, tmp_path: Path) -> None:
    text = dump.read_text(encoding="utf-8")
    dump.write_text(text.replace("Zoriane,Зоряне", "Покровський район,Zoriane,Зоряне"), encoding="utf-8")
    path = build_gazetteer(tmp_path / "x.sqlite", dumps=[dump], settings=small_settings)
    assert find_ids(path, "Покровський район") == set()
    assert find_ids(path, "Zoriane") == {"gn:102"}


def test_renamed_village_listed_twice_is_merged_unless_both_have_people(
    small_settings: Settings, make_dump: Callable[[object], Path], tmp_path: Path
) -> None:
    rows = [
        ("201", "Вербове", "Дзержинське", 47.900, 36.000, "PPL", "26", 800),
        ("202", "Дзержинське", "", 47.905, 36.004, "PPL", "26", 0),
        ("203", "Магала", "", 48.300, 26.000, "PPL", "03", 3000),
        ("204", "Остриця", "Магала", 48.304, 26.003, "PPL", "03", 2000),
    ]
    path = build_gazetteer(tmp_path / "x.sqlite", dumps=[make_dump(rows)], settings=small_settings)
    assert find_ids(path, "Дзержинське") == {"gn:201"}
    assert find_ids(path, "Магала") == {"gn:203", "gn:204"}


def test_place_of_an_old_map_ranks_below_its_namesake(
    small_settings: Settings, make_dump: Callable[[object], Path], tmp_path: Path
) -> None:
    rows = [
        ("301", "Popivka", "Попівка,Поповка", 50.77012, 35.46934, "PPL", "21", 0),
        ("302", "Popovka", "", 50.66667, 35.21667, "PPL", "21", 0),
    ]
    path = build_gazetteer(tmp_path / "x.sqlite", dumps=[make_dump(rows)], settings=small_settings)
    with Gazetteer.open(path) as gazetteer:
        living, doubtful = gazetteer.find("Popovka")
    assert (living.place.id, living.quality) == ("gn:301", 1.0)
    assert (doubtful.place.id, doubtful.quality) == ("gn:302", 0.8)
    assert (living.place.uncertainty_m, doubtful.place.uncertainty_m) == (1500.0, 3000.0)
