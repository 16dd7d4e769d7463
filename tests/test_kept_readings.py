"""What was read yesterday is read from a file today, unless the program or its data have changed."""

import dataclasses
import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app_pages.start import SCRIPT
from geo.contract import reading_to_json
from geo.kept_readings import KeptReadings, open_kept, program_state, reading_key
from geo.models import Correction, Decision, Engine, Kind, Reading
from geo.pipeline import Frontline
from geo.settings import Settings

TEXT = "Russian troops captured the village of Popovka in Sumy Oblast on Friday, the ministry claimed."


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Frontline().read_text(TEXT, source="note", title="A village")


def test_reading_comes_back_whole(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "cache" / "readings.sqlite"
    first = KeptReadings(path, "one")
    assert first.find("article") is None
    first.keep("article", reading)
    first.close()
    kept = KeptReadings(path, "one").find("article")
    assert kept is not None
    assert kept.article == reading.article
    assert kept.mentions == reading.mentions
    assert json.dumps(reading_to_json(kept)) == json.dumps(reading_to_json(reading))
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_engine_comes_back(tmp_path: Path) -> None:
    engine = Engine(version="1", gazetteer="shipped abc", border="border def", language_model=None)
    kept = KeptReadings(tmp_path / "readings.sqlite", "one")
    assert kept.engine() is None
    kept.keep_engine(engine)
    assert kept.engine() == engine


def test_another_state_of_the_program_reads_again(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "readings.sqlite"
    KeptReadings(path, "one").keep("article", reading)
    assert KeptReadings(path, "two").find("article") is None
    assert KeptReadings(path, "one").find("article") is None, "what another state read was dropped"


def test_oldest_of_too_many_go(tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.kept_readings._MOST", 2)
    path = tmp_path / "readings.sqlite"
    kept = KeptReadings(path, "one")
    for key in "abc":
        kept.keep(key, reading)
    again = KeptReadings(path, "one")
    assert [again.find(key) is not None for key in "abc"] == [False, True, True]


def test_damaged_file_is_made_anew(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "readings.sqlite"
    path.write_bytes(b"no database " * 100)
    kept = KeptReadings(path, "one")
    kept.keep("article", reading)
    assert kept.find("article") is not None


def test_damaged_reading_is_made_again(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "readings.sqlite"
    kept = KeptReadings(path, "one")
    for key, value in {"no json": "{", "no claims": '{"id": "a"}', "list": "[]"}.items():
        with sqlite3.connect(path) as connection:
            connection.execute("INSERT INTO readings VALUES (?, 'one', ?)", (key, value))
        assert kept.find(key) is None
    kept.keep("no json", reading)
    assert kept.find("no json") is not None


def test_file_that_cannot_be_made_keeps_nothing(tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    kept = KeptReadings(tmp_path / "file" / "readings.sqlite", "one")
    kept.keep("article", reading)
    assert kept.find("article") is None


def test_file_in_use_is_not_thrown_away(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.kept_readings._BUSY_SECONDS", 0.05)
    path = tmp_path / "readings.sqlite"
    KeptReadings(path, "one").keep("article", reading)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert KeptReadings(path, "one").find("article") is None
    other.execute("COMMIT")
    assert KeptReadings(path, "one").find("article") is not None


def test_state_changes_with_data_and_gazetteer(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    entry = tmp_path / "lexicon" / "words_en.json"
    entry.write_text('["took"]', encoding="utf-8")
    settings = Settings(data_dir=tmp_path, gazetteer=tmp_path / "own.sqlite")
    states = [program_state(settings), program_state(settings)]
    assert states[0] == states[1]
    entry.write_text('["lost"]', encoding="utf-8")
    states.append(program_state(settings))
    (tmp_path / "own.sqlite").write_bytes(b"places")
    states.append(program_state(settings))
    states.append(program_state(dataclasses.replace(settings, near_m=1.0)))
    assert len(set(states)) == 4


def test_state_changes_with_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = program_state(Settings())
    (tmp_path / "dictionaries-2.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert program_state(Settings()) != before


def test_each_gazetteer_has_a_file_of_its_own(tmp_path: Path, reading: Reading) -> None:
    shipped = Settings(cache_dir=tmp_path)
    own = dataclasses.replace(shipped, gazetteer=tmp_path / "own.sqlite")
    open_kept(shipped).keep("article", reading)
    assert open_kept(own).find("article") is None
    assert open_kept(shipped).find("article") is not None


def test_key_tells_articles_edits_and_decisions_apart(reading: Reading) -> None:
    article = reading.article
    edited = dataclasses.replace(article, publisher="Herald")
    made = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    mine = Correction(id="c1", toponym="Popovka", decision=Decision.NOT_A_PLACE, made_at=made)
    other = dataclasses.replace(mine, article_id="another")
    keys = [reading_key(article, ()), reading_key(edited, ()), reading_key(article, [mine])]
    assert len(set(keys)) == 3
    assert reading_key(article, [other]) == keys[0]


def test_what_was_kept_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(cache_dir=tmp_path)
    first = Frontline(settings, keep=True)
    article, engine = first.read_text(TEXT, source="note").article, first.engine
    monkeypatch.setattr(Frontline, "_read_article", None)
    again = Frontline(settings, keep=True)
    assert [claim.kind for claim in again.read_article(article).claims] == [Kind.CAPTURE]
    assert again.engine == engine
    with pytest.raises(TypeError):
        Frontline(settings).read_article(article)


def test_answers_of_a_service_are_not_kept(tmp_path: Path) -> None:
    settings = Settings(cache_dir=tmp_path, online_geocoder="photon")
    assert Frontline(settings, keep=True).read_text("Nothing happened.", source="note").claims == ()
    assert not list(tmp_path.glob("readings*"))


def test_second_start_loads_nothing_that_reads(tmp_path: Path) -> None:
    code = (
        "import sys; from app_pages import loading; data = loading.dataset();"
        " print(len(data.entries), data.extract.engine.gazetteer.split()[0],"
        " 'geo.claims.extraction' in sys.modules)"
    )
    variables = {"FRONTLINE_WORKSPACE": str(tmp_path / "w.sqlite"), "XDG_CACHE_HOME": str(tmp_path)}
    seen = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=SCRIPT.parent,
            env=os.environ | variables,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    assert seen[0][:2] == seen[1][:2]
    assert int(seen[0][0]) > 20
    assert [each[2] for each in seen] == ["True", "False"]
