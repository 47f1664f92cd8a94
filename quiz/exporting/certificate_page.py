"""The certificate to print: one HTML page without any other file, and the same as PDF. Neither holds a name."""

from __future__ import annotations

import html
import io
from datetime import date

from quiz.certificate import Certificate
from quiz.exporting.page import asset
from quiz.exporting.pdf import FONT, FONT_BOLD, safe, signs

TITLE = "Certificate"
NAME_LINE = "Name (write it here; this certificate is kept without one)"
CHECK_IT = "Whoever gave the quiz can look the number up on the Quizzes page of the guide."
MEANS = "It says that these questions were answered. It is no licence and no assessment of a person."
FRAME = "#0b5a6f"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def lines_of(certificate: Certificate) -> tuple[tuple[str, str], ...]:
    """Return what the certificate says, as pairs of a label and its words."""
    day = date.fromisoformat(certificate.issued_on)
    critical = f"{certificate.critical}, all right" if certificate.critical else "none in this quiz"
    return (
        ("Number", certificate.number),
        ("Passed on", f"{day.day} {day:%B %Y}"),
        ("Quiz", certificate.title),
        ("Result", f"{certificate.points:g} of {certificate.most} points"),
        ("Pass mark", f"{certificate.pass_per_cent} %. {certificate.pass_reason}"),
        ("Items that must be right", critical),
        ("Version", certificate.version),
        ("Documents", f"corpus {certificate.corpus_sha256[:12] or 'none: the trainer’s own questions'}"),
    )


def write_html(certificate: Certificate) -> bytes:
    """Return the certificate as one HTML page."""
    pairs = "\n".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(words)}</dd>" for name, words in lines_of(certificate)
    )
    text = "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{TITLE} {html.escape(certificate.number)}</title>",
            f"<style>\n{asset('certificate.css')}</style>\n</head>\n<body>\n<main>",
            f"<h1>{TITLE}</h1>\n<dl>\n{pairs}\n</dl>",
            f'<p class="line">{html.escape(NAME_LINE)}</p>',
            f'<p class="small">{html.escape(CHECK_IT)} {html.escape(MEANS)}</p>\n</main>\n</body>\n</html>\n',
        )
    )
    return text.encode("utf-8")


def write_pdf(certificate: Certificate) -> bytes:
    """Return the certificate as one page A4."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

    signs()
    text = ParagraphStyle("text", fontName=FONT, fontSize=12, leading=17)
    bold = ParagraphStyle("bold", parent=text, fontName=FONT_BOLD)
    small = ParagraphStyle("small", parent=text, fontSize=10, leading=13)
    heading = ParagraphStyle("heading", parent=bold, fontSize=24, leading=32, spaceAfter=14)
    rows = [[Paragraph(safe(name), text), Paragraph(safe(words), bold)] for name, words in lines_of(certificate)]
    out = io.BytesIO()
    title = f"{TITLE} {certificate.number}"
    edge = 25 * mm
    page = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=edge, rightMargin=edge, topMargin=edge, bottomMargin=edge, title=title,
        author="Safer Kingston Guide",
    )  # fmt: skip
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    table = Table(rows, colWidths=[60 * mm, 95 * mm], hAlign="LEFT", style=style)

    def frame(canvas: object, document: object) -> None:
        canvas.setStrokeColor(FRAME)  # type: ignore[attr-defined]
        canvas.setLineWidth(1.5)  # type: ignore[attr-defined]
        width, height = A4
        canvas.roundRect(15 * mm, 15 * mm, width - 30 * mm, height - 30 * mm, 6)  # type: ignore[attr-defined]

    page.build(
        [
            Paragraph(TITLE, heading),
            table,
            Spacer(1, 22 * mm),
            HRFlowable(width="100%", color="black"),
            Paragraph(safe(NAME_LINE), small),
            Spacer(1, 8 * mm),
            Paragraph(safe(f"{CHECK_IT} {MEANS}"), small),
        ],
        onFirstPage=frame,
    )
    return out.getvalue()
