import datetime as dt
import io
import json
import os
import sys
from pathlib import Path

import pytest

from geo.models import DateBasis
from geo.reading.files import read_articles
from geo.settings import Settings

BODY = "Shells fell on the village all night, the mayor said. Two houses burned."
SETTINGS = Settings()


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_folder_is_read_recursively_and_sorted(tmp_path: Path) -> None:
    write(tmp_path, b_txt=BODY + " B.", a__z_md=BODY + " Z.", c__a_txt=BODY + " A.", a_txt=BODY)
    (tmp_path / ".hidden.txt").write_text(BODY)
    articles, skipped = read_articles([tmp_path], settings=SETTINGS)
    assert [Path(article.source).relative_to(tmp_path).as_posix() for article in articles] == [
        "a/z.md",
        "a.txt",
        "b.txt",
        "c/a.txt",
    ]
    assert skipped == ()


def test_front_matter_is_read_and_wins_over_the_given_date(tmp_path: Path) -> None:
    write(tmp_path, a_md=f"---\ntitle: A\npublisher: P\npublished: 2025-03-30\n---\n{BODY}", b_txt=BODY * 2)
    given = dt.date(2025, 4, 2)
    (first, second), _ = read_articles([tmp_path], settings=SETTINGS, published=given)
    assert (first.title, first.publisher, first.published.basis) == ("A", "P", DateBasis.FRONT_MATTER)
    assert (second.published.start, second.published.basis) == (given, DateBasis.GIVEN)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", b" \n\n ", "is empty"),
        ("furniture.txt", b"Read more\nShare", "holds no text"),
        ("binary.txt", b"\x00\x01\x02", "is binary"),
        ("koi8.txt", "Обстрел села шёл всю ночь".encode("koi8-r"), "no known encoding"),
        ("head.md", b"---\ntitle: A\n\nText", "broken front matter"),
        ("large.txt", b"a" * 2_000_001, "is 2 MB long"),
        ("list.json", b"{not json", "is broken JSON"),
        ("deep.json", b"[" * 200_000, "is broken JSON"),
        ("number.json", b"7", "holds no article"),
        ("keys.json", b'{"headline": "A"}', "has no text"),
        ("page.html", b"<html><body></body></html>", "holds no text"),
        ("file.pdf", b"%PDF-1.7 nothing", "is a damaged PDF"),
        ("file.docx", b"PK\x03\x04 nothing", "is a damaged Word file"),
        ("table.xyz", b"text", "is of no kind that is read"),
    ],
)
def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text(BODY)
    settings = Settings(max_article_bytes=2_000_000)
    articles, skipped = read_articles([tmp_path], settings=settings)
    assert [article.text for article in articles] == [BODY]
    assert [item.source for item in skipped] == [str(tmp_path / name)]
    assert words in skipped[0].error
    assert "; " in skipped[0].error
    assert "\n" not in skipped[0].error


def test_missing_path_is_listed(tmp_path: Path) -> None:
    articles, (item,) = read_articles([tmp_path / "gone.txt"], settings=SETTINGS)
    assert articles == ()
    assert item.error == "does not exist; check the path"


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, (item,) = read_articles([tmp_path / "pipe.txt"], settings=SETTINGS)
    assert item.error == "is no regular file; check the path"


def test_same_file_counts_once_and_same_text_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_txt=BODY, b_txt=BODY + "\nRead more")
    articles, skipped = read_articles([tmp_path, tmp_path / "a.txt"], settings=SETTINGS)
    assert [Path(article.source).name for article in articles] == ["a.txt"]
    assert "has the same text as" in skipped[0].error


def test_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, a_txt=BODY)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(read_articles([tmp_path], settings=SETTINGS)[0]) == 1


def test_progress_counts_files(tmp_path: Path) -> None:
    write(tmp_path, a_txt=BODY, b_txt="")
    calls: list[tuple[int, int]] = []
    read_articles(
        [tmp_path], settings=SETTINGS, on_progress=lambda done, total, _: calls.append((done, total))
    )
    assert calls == [(1, 2), (2, 2)]


def test_file_name_that_is_no_utf8_can_still_be_shown(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text(BODY)
    except OSError:
        pytest.skip("this file system allows only UTF-8 names")
    (article,), _ = read_articles([tmp_path], settings=SETTINGS)
    assert article.source.encode().endswith(b"caf\\xe9.txt")


def test_json_list_keeps_what_is_whole(tmp_path: Path) -> None:
    items = [
        {"text": BODY, "title": "A", "published": "2025-03-30", "url": "https://a.example"},
        {"body": BODY + " B.", "publisher": {"name": "P"}, "published": {"start": "2025-03-01", "end": None}},
        {"text": BODY + " C.", "published": "soon"},
        {"text": BODY + " \ud800 D.", "published": 5},
        "no object",
    ]
    write(tmp_path, list_json=json.dumps(items))
    articles, skipped = read_articles([tmp_path], settings=SETTINGS)
    assert [Path(article.source).name for article in articles] == [
        "list.json#1",
        "list.json#2",
        "list.json#4",
    ]
    assert (articles[0].title, articles[0].published.start) == ("A", dt.date(2025, 3, 30))
    assert (articles[1].publisher, articles[1].published.end) == ("P", None)
    assert [Path(item.source).name for item in skipped] == ["list.json#3", "list.json#5"]


def test_json_of_an_extract_is_read(tmp_path: Path) -> None:
    write(tmp_path, extract_json=json.dumps({"articles": [{"text": BODY, "published": {"start": None}}]}))
    assert len(read_articles([tmp_path], settings=SETTINGS)[0]) == 1


PAGE = """<html><head><meta charset="windows-1251"><title>Обстріл села | Сайт</title>
<meta property="og:site_name" content="Сайт"><link rel="canonical" href="https://a.example/x">
<script type="application/ld+json">{"@graph": [{"datePublished": "2025-03-30T10:00:00+03:00"}]}</script>
</head><body><nav><a href="/">Головна</a> <a href="/war">Війна</a></nav><article><h1>Обстріл села</h1>
<p>Уночі снаряди падали на село, згоріли <b>два</b> будинки, повідомив <a href="/m">староста</a> громади.</p>
<h2>Наслідки</h2><p>Рятувальники гасили пожежу до ранку, постраждалих немає, додав він згодом.</p>
</article><footer>© 2025 Сайт. Усі права захищено.</footer></body></html>"""


def test_web_page(tmp_path: Path) -> None:
    write(tmp_path, page_html=PAGE.encode("cp1251"))
    (article,), _ = read_articles([tmp_path], settings=SETTINGS)
    assert article.title == "Обстріл села"
    assert article.publisher == "Сайт"
    assert article.language == "uk"
    assert (article.published.start, article.published.basis) == (
        dt.date(2025, 3, 30),
        DateBasis.FRONT_MATTER,
    )
    headings = [article.text[s.start : s.end] for s in article.sentences if s.is_heading]
    assert headings == ["Обстріл села", "Наслідки"]
    assert "згоріли два будинки, повідомив староста громади." in article.text
    assert "Головна" not in article.text


def test_word_file(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Village is hit", 0)
    document.add_paragraph(BODY)
    document.add_table(1, 2).rows[0].cells[0].text = "Losses"
    document.save(tmp_path / "a.docx")
    (article,), _ = read_articles([tmp_path], settings=SETTINGS)
    assert article.text == f"Village is hit\n\n{BODY}\n\nLosses"
    assert article.title == "Village is hit"


def make_pdf(lines: list[str]) -> bytes:
    """Write a PDF of one page by hand: pypdf cannot draw text."""
    drawn = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 50 700 Td {drawn} ET"
    fonts = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources {fonts} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out.write(f"xref\n0 5\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    lines = [
        "Village is hit",
        "Shells fell on the village all night and two hou-",
        "ses burned down by the river, the mayor has said.",
        "Nobody was hurt.",
        "The fire was out at dawn, and people came back.",
    ]
    (tmp_path / "a.pdf").write_bytes(make_pdf(lines))
    (article,), skipped = read_articles([tmp_path], settings=SETTINGS)
    assert skipped == ()
    assert article.text.split("\n\n") == [
        "Village is hit",
        f"{lines[1][:-1]}{lines[2]} Nobody was hurt.",
        "The fire was out at dawn, and people came back.",
    ]


def test_picture_pdf_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([]))
    _, (item,) = read_articles([tmp_path], settings=SETTINGS)
    assert "PDF without text" in item.error


@pytest.mark.parametrize(
    ("name", "library"), [("a.html", "trafilatura"), ("a.pdf", "pypdf"), ("a.docx", "docx")]
)
def test_missing_library_tells_what_to_install(
    tmp_path: Path, name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(b"something")
    _, (item,) = read_articles([tmp_path], settings=SETTINGS)
    assert item.error.endswith("run: pip install 'frontline-map[documents]'")
