"""The quiz as Word documents, paper and key apart: real headings, 12 point, a footer with the version."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.exporting.paper import Sheet, key, paper
from quiz.exporting.parts import control_characters, without_control
from quiz.marking import PassMark
from quiz.types import Quiz

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each thing Word cannot carry."""
    yield from control_characters(quiz)


def write(quiz: Quiz, pass_mark: PassMark) -> dict[str, bytes]:
    """Return the paper, and beside it the key."""
    return {"": document_of(paper(quiz)), "-key": document_of(key(quiz, pass_mark))}


def document_of(sheet: Sheet) -> bytes:
    """Return a sheet as a Word file."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = without_control(sheet.title)[:250]
    _set_up(document, without_control(sheet.foot))
    document.add_heading(without_control(sheet.title), level=1)
    for line in sheet.introduction:
        document.add_paragraph(without_control(line))
    for block in sheet.blocks:
        document.add_heading(block.heading, level=2)
        lines = [block.stem, *block.lines, *block.small]
        for at, line in enumerate(lines):
            paragraph = document.add_paragraph(without_control(line))
            paragraph.paragraph_format.keep_with_next = at < len(lines) - 1 if sheet.is_whole else at == 0
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.space_after = Pt(4)
            if 0 < at <= len(block.lines):
                paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Pt(18), Pt(-18)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: WordDocument, foot: str) -> None:
    """Set paper, fonts and foot. The library's own template is US Letter with coloured headings in another font."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor
    from docx.styles.style import ParagraphStyle

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    for name, size in (("Normal", 12), ("Heading 1", 17), ("Heading 2", 13)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    line = section.footer.paragraphs[0]
    line.text = f"{foot}  Page "
    page = OxmlElement("w:fldSimple")
    page.set(qn("w:instr"), "PAGE")
    line._p.append(page)
