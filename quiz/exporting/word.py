"""The quiz as Word documents, paper and key apart: real headings, 12 point, a footer with the version."""

from __future__ import annotations

import io
from collections.abc import Iterator

from quiz.exporting.paper import Sheet, key, paper
from quiz.exporting.parts import control_characters, without_control
from quiz.types import Quiz


def left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each thing Word cannot carry."""
    yield from control_characters(quiz)


def write(quiz: Quiz) -> dict[str, bytes]:
    """Return the paper, and beside it the key."""
    return {"": document_of(paper(quiz)), "-key": document_of(key(quiz))}


def document_of(sheet: Sheet) -> bytes:
    """Return a sheet as a Word file."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = without_control(sheet.title)[:250]
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(12)
    document.sections[0].footer.paragraphs[0].text = without_control(sheet.foot)
    document.add_heading(without_control(sheet.title), level=1)
    document.add_paragraph(without_control(sheet.introduction))
    for block in sheet.blocks:
        document.add_heading(block.heading, level=2)
        lines = [block.stem, *block.lines, *block.small]
        for at, line in enumerate(lines):
            paragraph = document.add_paragraph(without_control(line))
            paragraph.paragraph_format.keep_with_next = at < len(lines) - 1 if sheet.is_whole else at == 0
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.space_after = Pt(4)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
