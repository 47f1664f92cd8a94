"""The quiz as PDF, paper and key apart. The font is the one that comes with the library; what it lacks is listed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import escape

from quiz.exporting.paper import Sheet, key, paper
from quiz.marking import PassMark
from quiz.types import Quiz

FONT, FONT_BOLD = "Vera", "VeraBd"
INSIDE = 6
"""Points by which the library sets text in from the edge that it is given."""


def left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for the characters the font does not have."""
    shown = {sign for sheet in (paper(quiz), key(quiz)) for text in _texts(sheet) for sign in text}
    missing = sorted(sign for sign in shown - {"\n", "\r", "\t"} if ord(sign) not in signs())
    if missing:
        listed = " ".join(
            f"{sign} (U+{ord(sign):04X})" if sign.isprintable() else f"U+{ord(sign):04X}" for sign in missing
        )
        yield f"The PDF's font lacks these characters, which are printed as “?”: {listed}. The Word file has them."


def write(quiz: Quiz, pass_mark: PassMark) -> dict[str, bytes]:
    """Return the paper, and beside it the key."""
    return {"": document_of(paper(quiz)), "-key": document_of(key(quiz, pass_mark))}


def document_of(sheet: Sheet) -> bytes:
    """Return a sheet as a PDF file."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer

    signs()
    text = ParagraphStyle("text", fontName=FONT, fontSize=12, leading=16, spaceAfter=4)
    answer = ParagraphStyle("answer", parent=text, leftIndent=18, firstLineIndent=-18)
    small = ParagraphStyle("small", parent=text, fontSize=10, leading=13)
    heading = ParagraphStyle("heading", parent=text, fontName=FONT_BOLD, fontSize=13, spaceBefore=10)
    title = ParagraphStyle("title", parent=heading, fontSize=17, leading=22)
    out = io.BytesIO()
    edge = 20 * mm
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=edge, rightMargin=edge, topMargin=edge, bottomMargin=edge, title=sheet.title,
        author="Safer Kingston Guide",
    )  # fmt: skip
    story: list[object] = [Paragraph(safe(sheet.title), title)]
    story += [Paragraph(safe(line), text) for line in sheet.introduction]
    for block in sheet.blocks:
        lines = [Paragraph(safe(block.stem), text), *(Paragraph(safe(line), answer) for line in block.lines)]
        lines += [Paragraph(safe(line), small) for line in block.small]
        block_lines = [Paragraph(safe(block.heading), heading), *lines]
        together = len(block_lines) if sheet.is_whole else min(3, len(block_lines))
        story += [KeepTogether(block_lines[:together])]
        story += [*(KeepTogether([line]) for line in block_lines[together:]), Spacer(1, 4 * mm)]

    def foot(canvas: object, document: object) -> None:
        canvas.setFont(FONT, 9)  # type: ignore[attr-defined]
        page = canvas.getPageNumber()  # type: ignore[attr-defined]
        canvas.drawString(edge + INSIDE, 12 * mm, f"{sheet.foot}  Page {page}")  # type: ignore[attr-defined]

    template.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.title, *sheet.introduction)
    for block in sheet.blocks:
        yield from (block.stem, *block.lines, *block.small)


def safe(text: str) -> str:
    """Return the text as the library's markup, with a question mark for what the font lacks."""
    known = "".join(sign if sign == "\n" or ord(sign) in signs() else "?" for sign in text.replace("\t", " "))
    return escape(known).replace("\n", "<br/>")


@cache
def signs() -> frozenset[int]:
    """Return the characters the font has, and make the font known to the library."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(FONT, "Vera.ttf")
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFont(TTFont(FONT_BOLD, "VeraBd.ttf"))
    return frozenset(font.face.charToGlyph)
