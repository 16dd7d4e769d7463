"""Control of terrain and the reported front in a briefing: on its map, in its page, named in its manifest."""

import base64
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from samples import scattered

from geo.briefing.manifest import brief, read_overlays, remake
from geo.cli import main
from geo.errors import ExportError, LayerError
from geo.geography.control_choice import choose_controls, lay_chosen, reopen_controls
from geo.overlays import Overlaid, OverlayChoice
from geo.rendering.figure import Sheet
from geo.settings import Settings

SETTINGS = Settings()
DAY = dt.date(2025, 3, 30)
SHEET = Sheet(
    title="Overlaid",
    as_of=dt.datetime(2025, 3, 31, 18, tzinfo=dt.UTC),
    paper="a4",
    dpi=60,
    theme="dark",
    language="uk",
    handling="TLP:GREEN <b>",
    captions=(("claim2", "seen & heard"),),
)
FORMATS = ("svg", "html", "csv")


def _polygon(east: float = 36.0) -> str:
    ring = [[34.0, 50.5], [east, 50.5], [east, 51.5], [34.0, 51.5], [34.0, 50.5]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


@pytest.fixture
def control_file(tmp_path: Path) -> Path:
    path = tmp_path / "mine" / "my_unit_20250330.geojson"
    path.parent.mkdir()
    path.write_text(_polygon(), encoding="utf-8")
    return path


def _overlaid(path: Path, folder: Path) -> Overlaid:
    controls, files = choose_controls([str(path)], folder=folder, settings=SETTINGS)
    choice = OverlayChoice(controls=files, front_on=DAY)
    return Overlaid(
        choice=choice,
        lay=lambda extract: lay_chosen(extract, choice=choice, controls=controls, settings=SETTINGS),
    )


def _brief(path: Path, folder: Path) -> tuple[Path, ...]:
    return brief(
        scattered(12), folder, settings=SETTINGS, formats=FORMATS, sheet=SHEET, name="note",
        overlaid=_overlaid(path, folder),
    )  # fmt: skip


def _page_content(html: str) -> dict[str, Any]:
    encoded = re.findall(r'FRONTLINE_PAGE = "([^"]+)"', html)[0]
    content: dict[str, Any] = json.loads(base64.b64decode(encoded))
    return content


def test_page_has_the_overlays_theme_language_captions_and_extent(control_file: Path, tmp_path: Path) -> None:
    html = _brief(control_file, tmp_path / "out")[1].read_text(encoding="utf-8")
    content = _page_content(html)
    told = " ".join(line[1] for line in content["overlay_legend"])
    assert "Control: my_unit, 30 Mar 2025 (not Frontline’s)" in told
    assert "Reported front 30 Mar 2025" in told
    assert (content["config"]["theme"], content["config"]["language"]) == ("dark", "uk")
    assert ["Note", "seen & heard"] in content["claims"]["claim2"]["rows"]
    assert any(label == "Control, 30 Mar 2025" for label, _ in content["claims"]["claim2"]["rows"])
    west, south, east, north = content["extent"]
    assert west < 35 < east
    assert south < 51 < north
    assert "TLP:GREEN &lt;b&gt;" in html
    assert "<h1>Overlaid</h1>" in html


def test_manifest_names_the_file_by_hash_and_holds_none_of_its_polygons(
    control_file: Path, tmp_path: Path
) -> None:
    stated = json.loads(_brief(control_file, tmp_path / "out")[-1].read_text(encoding="utf-8"))["overlays"]
    assert stated["front"] == "2025-03-30"
    assert stated["control"][0]["file"] == "../mine/my_unit_20250330.geojson"
    assert len(stated["control"][0]["sha256_begins"]) == 16
    assert "coordinates" not in json.dumps(stated)


def test_same_bytes_are_made_again_with_the_same_file(control_file: Path, tmp_path: Path) -> None:
    paths = _brief(control_file, tmp_path / "out")
    status = main(["brief", "--from", str(paths[-1]), "-o", str(tmp_path / "again")])
    assert status == 0
    for path in paths[:-1]:
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_overlays_change_the_picture(control_file: Path, tmp_path: Path) -> None:
    laid = _brief(control_file, tmp_path / "out")[0].read_bytes()
    bare = brief(
        scattered(12), tmp_path / "bare", settings=SETTINGS, formats=FORMATS, sheet=SHEET, name="note"
    )[0].read_bytes()
    assert laid != bare


def test_file_elsewhere_is_told_by_its_content(control_file: Path, tmp_path: Path) -> None:
    choice = read_overlays(_brief(control_file, tmp_path / "out")[-1])
    moved = control_file.rename(tmp_path / "renamed.geojson")
    other = tmp_path / "other.geojson"
    other.write_text(_polygon(37.0), encoding="utf-8")
    found = reopen_controls(
        choice.controls, given=[str(other), str(moved)], folder=tmp_path / "out", settings=SETTINGS
    )
    assert [(control.source, control.date) for control in found] == [("my_unit", DAY)]


@pytest.mark.parametrize("is_changed", [True, False])
def test_changed_or_missing_file_is_said_in_one_line(
    control_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_changed: bool
) -> None:
    manifest = _brief(control_file, tmp_path / "out")[-1]
    if is_changed:
        control_file.write_text(_polygon(36.5), encoding="utf-8")
    else:
        control_file.unlink()
    assert main(["brief", "--from", str(manifest), "-o", str(tmp_path / "again")]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    what = "has changed since this briefing was made" if is_changed else "is missing"
    assert len(said) == 1
    assert f"'my_unit_20250330.geojson' {what}" in said[0]
    assert "--control FILE" in said[0]
    assert not (tmp_path / "again").exists()


def test_gained_and_lost_ground_is_laid_again(control_file: Path, tmp_path: Path) -> None:
    later = control_file.with_name("my_unit_20250331.geojson")
    later.write_text(_polygon(36.4), encoding="utf-8")
    names = [str(later), str(control_file)]
    controls, files = choose_controls(names, folder=tmp_path, settings=SETTINGS)
    choice = OverlayChoice(controls=files, is_change=True)
    overlays = lay_chosen(scattered(1), choice=choice, controls=controls, settings=SETTINGS)
    assert [layer.kind.value for layer in overlays.terrain] == ["gained", "lost"]
    assert overlays.terrain[0].area_m2 > 1e9
    assert overlays.terrain[1].area_m2 == 0


def test_overlays_are_not_left_out_in_silence(control_file: Path, tmp_path: Path) -> None:
    manifest = _brief(control_file, tmp_path / "out")[-1]
    with pytest.raises(ExportError, match="frontline brief --from"):
        remake(manifest, tmp_path / "again", settings=SETTINGS)


def test_command_line_lays_control_and_front_over_the_briefing(control_file: Path, tmp_path: Path) -> None:
    article = tmp_path / "note.txt"
    article.write_text("Fighting went on in Pokrovsk, a spokesman said on 30 March 2025.", encoding="utf-8")
    out = tmp_path / "out"
    asked = ["--control", str(control_file), "--front", "2025-03-30", "--format", "html"]
    assert main(["brief", str(article), "--published", "2025-03-30", "-o", str(out), *asked]) == 0
    stated = json.loads(next(out.glob("*.manifest.json")).read_text(encoding="utf-8"))["overlays"]
    assert (stated["front"], stated["control"][0]["source"]) == ("2025-03-30", "my_unit")


def test_no_date_after_the_at_sign_is_refused(control_file: Path) -> None:
    with pytest.raises(LayerError, match="is no date"):
        choose_controls([f"{control_file}@yesterday"], folder=Path(), settings=SETTINGS)
