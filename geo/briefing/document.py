"""A briefing as a Word document: the map, the claim table, and every excerpt as a footnote.

python-docx has no footnotes, so that their part is written here as the file format defines it
(ECMA-376, 17.11); each row of the table leads to the words it comes from.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor

from geo.briefing.packages import state_origin, write_package
from geo.briefing.tables import HEADS
from geo.briefing.words import one_line, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document as Doc
    from docx.table import _Cell

    from geo.briefing.tables import ClaimRow, Contents

PAGE_IN, MARGIN_IN = (11.69, 8.27), 0.6
COLUMN_IN = (0.9, 2.0, 2.2, 0.9, 1.2, 1.1, 1.5, 0.69)
TEXT_RGB = (0x22, 0x25, 0x2A)
_SHADE = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E9E7E0"/>'
_TIGHT = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def write_document(contents: Contents, path: Path, *, picture: Path) -> Path:
    """Write ``contents`` as a Word document at ``path``, with the map from the PNG ``picture``.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    document = Document()
    _set_page(document)
    if contents.handling:
        document.add_paragraph().add_run(contents.handling).bold = True
    document.add_heading(one_line(contents.title, 200), level=1)
    document.add_paragraph(one_line(contents.times, 300))
    shape = document.add_picture(str(picture), width=Inches(PAGE_IN[0] - 2 * MARGIN_IN))
    shape._inline.docPr.set("descr", "Map of the claims in the table below, with the same numbers")  # noqa: SLF001
    if contents.claims:
        heading = document.add_heading("Claims as reported", level=2)
        heading.paragraph_format.page_break_before = True
        _add_table(document, contents.claims)
    document.add_heading("Sources", level=2)
    for source in contents.sources:
        document.add_paragraph(source.line)
    _add_footnotes(document, [f"{row.number} [{row.source}] “{row.quote}”" for row in contents.claims])
    state_origin(document.core_properties, contents)
    saved = io.BytesIO()
    document.save(saved)
    return write_package(saved, path)


def _set_page(document: Doc) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Inches(side) for side in PAGE_IN)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(
        MARGIN_IN
    )
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = "Arial"
        # The heading fonts of the template would go before the name.
        fonts = style.element.rPr.rFonts
        for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{slot}"), None)
        fonts.set(qn("w:cs"), "Arial")
        style.font.color.rgb = RGBColor(*TEXT_RGB)
    document.styles["Normal"].font.size = Pt(9)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _add_table(document: Doc, rows: Sequence[ClaimRow]) -> None:
    table = document.add_table(rows=len(rows) + 1, cols=len(HEADS), style="Table Grid")
    table.autofit = False
    # One walk over the cells: asking for table.cell() again and again is quadratic.
    lines = [[*row.cells] for row in table.rows]
    for cell, head in zip(lines[0], HEADS, strict=True):
        _write(cell, head, bold=True)
        cell._tc.get_or_add_tcPr().append(parse_xml(_SHADE))  # noqa: SLF001 - shading has no public way
    heading = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(heading)  # noqa: SLF001 - repeats on each page
    for number, (cells, row) in enumerate(zip(lines[1:], rows, strict=True), start=1):
        for cell, text in zip(cells, row.cells(), strict=True):
            _write(cell, text)
        _refer(cells[2], number)
    for column, width in zip(table.columns, COLUMN_IN, strict=True):
        # LibreOffice goes by the grid, Word by the cells.
        column.width = Inches(width)
    for row, cells in zip(table.rows, lines, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way
        for cell, width in zip(cells, COLUMN_IN, strict=True):
            cell.width = Inches(width)


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(plain(text))
    run.bold = bold
    run.font.size = Pt(8)
    cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _refer(cell: _Cell, number: int) -> None:
    """Put the mark of footnote ``number`` at the end of a cell."""
    run = cell.paragraphs[0].add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)  # noqa: SLF001 - footnotes have no public way


def _add_footnotes(document: Doc, notes: Sequence[str]) -> None:
    rule = "<w:p><w:r><w:{0}/></w:r></w:p>"
    parts = [
        f'<w:footnote w:type="{kind}" w:id="{number}">{rule.format(kind)}</w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    ]
    size = '<w:rPr><w:sz w:val="15"/></w:rPr>'
    parts += [
        f'<w:footnote w:id="{number}"><w:p>{_TIGHT}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r>{size}<w:t xml:space="preserve"> {escape(plain(note))}</w:t></w:r></w:p>'
        "</w:footnote>"
        for number, note in enumerate(notes, start=1)
    ]
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:footnotes {nsdecls('w')}>{''.join(parts)}</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
