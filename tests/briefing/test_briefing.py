"""A briefing in all formats: opened again with other programs, and made again byte for byte."""

import dataclasses
import datetime as dt
import json
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfReader
from samples import make_extract, make_place, make_reading, scattered

from geo.briefing import manifest as manifest_module
from geo.briefing.manifest import FORMATS, SCHEMA, brief, file_stem, read_sheet, remake
from geo.briefing.packages import zip_files
from geo.briefing.selection import claims_in_region, claims_of
from geo.briefing.slides import COLUMN_IN, HEIGHT_IN, TOP_IN
from geo.briefing.tables import HEADS, claim_rows, source_rows
from geo.errors import ExportError
from geo.rendering.figure import Sheet, figure_look
from geo.rendering.figure_text import wrap
from geo.settings import Settings

SETTINGS = Settings()
SHEET = Sheet(
    title="A long title about many villages " * 6,
    as_of=dt.datetime(2025, 3, 31, 18, tzinfo=dt.UTC),
    handling="TLP:CLEAR",
    paper="a4",
    dpi=60,
    language="uk",
    extent=(33.5, 50.2, 37.0, 52.1),
    order=("claim7", "claim3"),
    captions=(("claim3", "seen twice"), ("claim7", "first today")),
)
LONG_NAME = "Verkhnobilohoriivskokamianske-Novotroit"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    extract = scattered(25, name=LONG_NAME)
    hostile = dataclasses.replace(
        extract.readings[0],
        article=dataclasses.replace(extract.readings[0].article, title="<b>\x07 {{7*7}} & \u202e ]]>"),
    )
    extract = dataclasses.replace(extract, readings=(hostile, *extract.readings[1:]))
    folder = tmp_path_factory.mktemp("made")
    paths = brief(extract, folder, settings=SETTINGS, formats=FORMATS, sheet=SHEET, name="note")
    return {path.name.partition(".")[2]: path for path in paths}


def test_every_format_and_the_manifest_are_written(made: dict[str, Path]) -> None:
    assert set(made) == {*FORMATS, "manifest.json"}
    assert all(path.stat().st_size > 1000 for path in made.values())


def test_same_bytes_are_made_from_the_manifest(made: dict[str, Path], tmp_path: Path) -> None:
    again = remake(made["manifest.json"], tmp_path, settings=SETTINGS)
    differ = [
        path.name for path in again if path.read_bytes() != (made["png"].parent / path.name).read_bytes()
    ]
    assert (len(again), differ) == (len(FORMATS), [])


def test_manifest_states_claims_sheet_data_and_hashes(made: dict[str, Path]) -> None:
    value = json.loads(made["manifest.json"].read_text(encoding="utf-8"))
    assert value["schema"] == SCHEMA
    assert len(value["claim_ids"]) == 25
    assert value["sheet"]["as_of"] == "2025-03-31T18:00:00+00:00"
    assert "boundaries/border.geojson" in value["data"]
    assert set(value["files"]) == {f"note.{name}" for name in FORMATS}


def test_sheet_and_claims_of_a_manifest_can_be_gone_on_from(made: dict[str, Path]) -> None:
    sheet, claim_ids = read_sheet(made["manifest.json"])
    assert sheet == SHEET
    assert claim_ids[:2] == ("claim0", "claim1")


def test_hundred_claims_in_one_town_go_on_over_the_pages(tmp_path: Path) -> None:
    place = make_place("Vyhadane", 35.0, 51.0)
    extract = make_extract([make_reading(place, number=number) for number in range(100)])
    sheet = Sheet(paper="a4", dpi=60, as_of=SHEET.as_of)
    path, _ = brief(extract, tmp_path, settings=SETTINGS, formats=["pdf"], sheet=sheet, name="town")
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert "more, see the table" in pages[0]
    assert sum(page.count("Vyhadane (Вигадане)") for page in pages[1:]) == 100


def test_files_in_one_archive_are_the_same_bytes_each_time() -> None:
    packed = zip_files({"a.txt": b"one", "b.txt": b"two"})
    assert packed == zip_files({"a.txt": b"one", "b.txt": b"two"})
    assert packed[:2] == b"PK"


def test_slides_have_native_title_picture_with_alt_text_and_editable_tables(made: dict[str, Path]) -> None:
    deck = Presentation(str(made["pptx"]))
    first = deck.slides[0]
    assert first.shapes.title.text_frame.text.startswith("A long title about many villages")
    picture = next(shape for shape in first.shapes if shape.shape_type == 13)
    assert "25 claims" in picture._element._nvXxPr.cNvPr.get("descr")
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in tables[0].rows[0].cells] == list(HEADS)
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 26)]
    assert "Note: first today" in rows[0][2]
    assert "Note: seen twice" in rows[1][2]
    assert rows[0][1] == f"Вигадане ({LONG_NAME} 7)"
    assert deck.slides[-1].shapes.title.text_frame.text == "Sources and excerpts"


def test_nothing_on_a_slide_leaves_it(made: dict[str, Path]) -> None:
    deck = Presentation(str(made["pptx"]))
    for slide in deck.slides:
        for shape in slide.shapes:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top + height <= Inches(HEIGHT_IN)
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
    assert sum(COLUMN_IN) + 0.45 < 13.333
    assert TOP_IN > 0.82


def test_document_holds_table_picture_and_a_footnote_per_claim(made: dict[str, Path]) -> None:
    document = Document(str(made["docx"]))
    assert len(document.tables[0].rows) == 26
    assert len(document.inline_shapes) == 1
    with zipfile.ZipFile(made["docx"]) as package:
        notes = package.read("word/footnotes.xml").decode()
        body = package.read("word/document.xml").decode()
    assert len(re.findall(r'<w:footnote w:id="\d+"', notes)) == 25
    assert re.findall(r'footnoteReference w:id="(\d+)"', body) == [str(number) for number in range(1, 26)]


def test_pdf_goes_on_with_the_table_and_has_text_to_select(made: dict[str, Path]) -> None:
    pages = [page.extract_text() for page in PdfReader(made["pdf"]).pages]
    assert len(pages) >= 3
    assert "Claims as reported" in pages[1]
    assert all(f"note {number}" in " ".join(pages) for number in range(25))


def test_html_names_no_address_to_load_from(made: dict[str, Path]) -> None:
    text = made["html"].read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=", text)
    assert "2025-03-31 18:00 UTC" in text


def test_region_keeps_its_claims_and_names_the_file(tmp_path: Path) -> None:
    extract = scattered(3)
    assert claims_in_region(extract, "Belgorod Oblast", settings=SETTINGS).readings == ()
    assert claims_in_region(extract, "Sumy Oblast", settings=SETTINGS) == extract
    sheet = dataclasses.replace(SHEET, title=None, region="Сумська область")
    assert file_stem(dataclasses.replace(sheet, region="Sumy")) == "ukr_sumy_claims_a4_20250331"
    with pytest.raises(ExportError, match="choose one of"):
        brief(extract, tmp_path, settings=SETTINGS, formats=["csv"], sheet=Sheet(region="Atlantis"))


def test_ticked_claims_alone_are_kept() -> None:
    kept = claims_of(scattered(4), {"claim2"})
    assert [claim.id for reading in kept.readings for claim in reading.claims] == ["claim2"]


def test_claims_of_one_town_share_its_number_in_the_table() -> None:
    place = make_place("Vyhadane", 35.0, 51.0)
    extract = make_extract([make_reading(place, number=number) for number in range(30)])
    rows = claim_rows(extract)
    assert {row.number for row in rows} == {"1"}
    assert [row.letter for row in source_rows(extract)][24:28] == ["Y", "Z", "AA", "AB"]


def test_no_claims_still_make_a_briefing(tmp_path: Path) -> None:
    paths = brief(
        make_extract([]),
        tmp_path,
        settings=SETTINGS,
        formats=["pptx", "docx", "pdf"],
        sheet=SHEET,
        name="none",
    )
    assert len(Presentation(str(paths[0])).slides) == 1
    assert len(PdfReader(paths[2]).pages) == 1


def test_wrapped_lines_break_a_word_that_is_too_wide() -> None:
    with figure_look():
        lines = wrap("W" * 60 + " end", 1.0, points=8)
    assert len(lines) > 3
    assert "".join(lines).replace(" ", "") == "W" * 60 + "end"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "other/1"}, "no manifest"),
        ({"name": "../evil"}, "no file name"),
        ({"sheet": {"paper": "a0"}}, "unknown paper"),
        ({"sheet": {"extent": [37, 50, 34, 52]}}, "broken extent"),
        ({"sheet": {"captions": [["claim1"]]}}, "Broken manifest"),
        ({"extract": {}}, "Broken manifest"),
        ({"formats": ["exe"]}, "Unknown format"),
    ],
)
def test_broken_manifest_is_refused(
    change: dict[str, object], message: str, made: dict[str, Path], tmp_path: Path
) -> None:
    value = json.loads(made["manifest.json"].read_text(encoding="utf-8")) | change
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(ExportError, match=message):
        remake(path, tmp_path / "out", settings=SETTINGS)


def test_large_extract_is_kept_beside_the_manifest_by_its_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest_module, "EMBED_BYTES", 10)
    paths = brief(scattered(2), tmp_path / "a", settings=SETTINGS, formats=["csv"], sheet=SHEET, name="note")
    again = remake(paths[-1], tmp_path / "b", settings=SETTINGS)
    assert again[0].read_bytes() == paths[0].read_bytes()
    paths[1].write_text("{}", encoding="utf-8")
    with pytest.raises(ExportError, match="has changed"):
        remake(paths[-1], tmp_path / "b", settings=SETTINGS)


def test_missing_library_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "geo.briefing.slides", None)
    with pytest.raises(ExportError, match=r"python-pptx.*pip install"):
        brief(scattered(1), tmp_path, settings=SETTINGS, formats=["pptx"], sheet=SHEET)
