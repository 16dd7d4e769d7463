"""The command line as a user meets it: exit status, where output goes, one-line messages."""

import base64
import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from geo.cli import main

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "data" / "contract.schema.json").read_text(encoding="utf-8"))
NOTE = "Ukrainian drones struck a fuel depot in Kursk on Monday, governor Aleksei Smirnov said."


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0
    assert all(
        name in text
        for name in (
            "extract",
            "geocode",
            "distance",
            "control",
            "map",
            "figure",
            "brief",
            "gazetteer",
            "app",
        )
    )


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["extract"], ["extract", "x", "--published", "soon"]]
)
def test_wrong_command_line_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_extract_writes_valid_json_to_standard_output(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(note), "--published", "2025-03-31"]) == 0
    value = json.loads(capsys.readouterr().out)
    jsonschema.validate(value, SCHEMA)
    article = value["articles"][0]
    assert article["published"] == {"start": "2025-03-31", "end": "2025-03-31", "basis": "given"}
    assert [claim["kind"] for claim in article["claims"]] == ["strike"]
    for claim in article["claims"]:
        assert claim["quote"] == article["text"][claim["start"] : claim["end"]]


def test_extract_table_has_a_row_per_claim(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(note), "--format", "table"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["kind"], row["actor"], row["place"]) for row in rows] == [("strike", "UA", "Kursk")]


def test_what_cannot_be_read_is_said_in_one_line_and_the_rest_goes_on(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = note.with_name("missing.txt")
    assert main(["extract", str(missing), str(note)]) == 0
    output = capsys.readouterr()
    assert len(json.loads(output.out)["articles"]) == 1
    assert json.loads(output.out)["skipped"][0]["source"].endswith("missing.txt")
    assert [line for line in output.err.splitlines() if "missing.txt" in line]


def test_nothing_readable_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert main(["extract", str(empty)]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["articles"] == []
    assert len(value["skipped"]) == 1


def test_missing_gazetteer_is_a_one_line_error(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(note), "--gazetteer", str(note.with_name("none.sqlite"))]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert "none.sqlite" in lines[0]


def test_geocode_ranks_the_village_of_the_oblast_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Popovka", "--in", "Belgorod", "--format", "json"]) == 0
    best = json.loads(capsys.readouterr().out)[0]
    assert (best["name"], best["admin1"]) == ("Popovka", "Belgorod")


def test_geocode_tells_of_a_village_that_no_source_locates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Gordeevka", "--in", "Kursk"]) == 0
    assert "lies in Korenevsky District, Kursk, but no source says where" in capsys.readouterr().err


def test_geocode_of_an_unknown_name_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "Qwertyville"]) == 1
    assert "frontline gazetteer fetch" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "km"), [("Belgorod", 31.6), ("Sudzha", 9.0), ("Demidovka", 2.3), ("Shebekino", 7.2)]
)
def test_distance_to_the_border_is_the_measured_one(
    name: str, km: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["distance", name, "--format", "json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert row["distance_km"] == pytest.approx(km, abs=0.3)
    assert row["side"] == "Russia"


def test_figure_and_map_are_written(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figure, page = note.with_name("map.png"), note.with_name("map.html")
    assert main(["figure", str(note), "-o", str(figure)]) == 0
    assert main(["map", str(note), "-o", str(page)]) == 0
    assert figure.read_bytes().startswith(b"\x89PNG")
    text = page.read_text(encoding="utf-8")
    assert "<html" in text
    assert NOTE not in text
    assert capsys.readouterr().out == ""


def test_figure_of_an_unknown_region_names_the_known_ones(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = note.with_name("map.png")
    assert main(["figure", str(note), "-o", str(output), "--region", "Atlantis"]) == 1
    assert "Belgorod" in capsys.readouterr().err
    assert not output.exists()


def test_brief_is_written_and_made_again_from_its_manifest(
    note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, again = tmp_path / "made", tmp_path / "again"
    arguments = ["--region", "Kursk Oblast", "--format", "csv,geojson", "-o", str(made)]
    assert main(["brief", str(note), *arguments]) == 0
    manifest = next(made.glob("ukr_kursk_claims_a4_*.manifest.json"))
    assert main(["brief", "--from", str(manifest), "-o", str(again)]) == 0
    assert len(list(again.iterdir())) == 2
    assert all(path.read_bytes() == (made / path.name).read_bytes() for path in again.iterdir())
    assert "not the same" not in capsys.readouterr().err


def test_brief_of_two_regions_as_of_a_moment_is_the_same_on_another_day(note: Path, tmp_path: Path) -> None:
    arguments = [
        "--region",
        "Kursk",
        "--region",
        "Belgorod",
        "--format",
        "csv",
        "--as-of",
        "2025-03-31T18:00Z",
    ]
    for folder in ("a", "b"):
        assert main(["brief", str(note), *arguments, "-o", str(tmp_path / folder)]) == 0
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [
        "ukr_belgorod_claims_a4_20250331.csv",
        "ukr_belgorod_claims_a4_20250331.manifest.json",
        "ukr_kursk_claims_a4_20250331.csv",
        "ukr_kursk_claims_a4_20250331.manifest.json",
    ]
    same = [(tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names]
    assert same == [True] * 4


@pytest.mark.parametrize("option", ["--as-of=soon", "--extent=37,50,34,52", "--extent=1,2,3"])
def test_brief_refuses_what_is_no_time_and_no_extent(option: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["brief", "note.txt", "-o", str(tmp_path), option])
    assert stop.value.code == 2


def test_brief_needs_articles_or_a_manifest(tmp_path: Path) -> None:
    assert main(["brief", "-o", str(tmp_path)]) == 2


SQUARE = {"type": "Polygon", "coordinates": [[[35, 51], [37, 51], [37, 53], [35, 53], [35, 51]]]}
BOW = {"type": "Polygon", "coordinates": [[[35, 51], [37, 53], [37, 51], [35, 53], [35, 51]]]}


def test_control_prints_what_changed_and_what_was_repaired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, shape in (("a_2025-03-01", SQUARE), ("a_2025-03-20", BOW)):
        (tmp_path / f"{name}.geojson").write_text(json.dumps(shape), encoding="utf-8")
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    assert main(["control", *files, "--format", "json", "-o", str(tmp_path / "change.geojson")]) == 0
    output = capsys.readouterr()
    first, second = json.loads(output.out)
    assert first["gained_km2"] is None
    assert (second["gained_km2"], second["since"]) == (0.0, "2025-03-01")
    assert second["lost_km2"] > 10_000
    assert "a: 1 invalid polygon repaired" in output.err
    assert (tmp_path / "change.geojson").is_file()


def test_control_and_front_are_laid_over_the_map(
    note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "unit_2025-03-01.geojson").write_text(json.dumps(SQUARE), encoding="utf-8")
    control = str(tmp_path / "unit_2025-03-01.geojson")
    page = tmp_path / "map.html"
    arguments = ["map", str(note), "-o", str(page), "--control", control, "--front", "2025-04-01"]
    assert main(arguments) == 0
    encoded = re.search(r'FRONTLINE_PAGE = "([^"]+)"', page.read_text(encoding="utf-8"))
    assert encoded is not None
    content = json.loads(base64.b64decode(encoded[1]))
    assert content["overlay_legend"][0] == ["control-0", "Control: unit, 1 Mar 2025 (not Frontline’s)"]
    assert content["overlay_legend"][1][1].startswith("Reported front 1 Apr 2025")
    (claim,) = content["claims"].values()
    assert next(row for row in claim["rows"] if row[0] == "Control, 1 Mar 2025")[1].startswith("inside, ")
    capsys.readouterr()
    assert main([*arguments[:4], "--control", str(note)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
