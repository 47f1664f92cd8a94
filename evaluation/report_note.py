"""The report as a Word note for the person who signs: the first page of the HTML report, to be filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.report_facts import LIMITS, SLICES_NOTE, Facts, Rate, expected_lines
from evaluation.report_page import TITLE
from evaluation.report_tables import JUDGED_HEADS, JUDGED_NOTE, judged_rows
from guide.adapters.word_file import add_table, document_bytes, titled_document


def note(facts: Facts) -> bytes:
    """Return a .docx: headline, authors, counts with intervals, every failure of grade 3, limits, lines to sign on."""
    document = titled_document(TITLE)
    document.add_paragraph(facts.headline)
    document.add_paragraph(facts.authors)
    if facts.bare_words:
        document.add_paragraph(facts.bare_words)
    document.add_paragraph(facts.made_words)
    for title, rates in (
        ("Passed, by how bad a failure would be", facts.grades),
        ("Passed, by kind of question", facts.categories),
        ("Passed, by theme", facts.themes),
        ("Passed, by tag", facts.tags),
    ):
        if rates:
            document.add_heading(title, level=2)
            add_table(document, ("", "Passed", "Cases", "95 % interval"), tuple(_rows(rates)))
    if facts.themes:
        document.add_paragraph(SLICES_NOTE)
    document.add_heading("Every failure of grade 3", level=2)
    document.add_paragraph(facts.known_words)
    for item in facts.grave:
        document.add_heading(item.case.id, level=3)
        document.add_paragraph(f"Asked: {item.case.question}")
        document.add_paragraph(f"Wrong: {item.wrong}")
        document.add_paragraph(f"Expected: {'. '.join(expected_lines(item.case))}")
        document.add_paragraph(f"Shown: {item.row.reply.as_read() if item.row.reply else item.row.error or ''}")
    if not facts.grave:
        document.add_paragraph("None in this run.")
    if facts.judged:
        document.add_heading("Judged by a language model", level=2)
        document.add_paragraph(f"{JUDGED_NOTE} {facts.judged.words}")
        add_table(document, JUDGED_HEADS, tuple(judged_rows(facts)))
    document.add_heading("What this evidence cannot show", level=2)
    for limit in LIMITS:
        document.add_paragraph(limit, style="List Bullet")
    document.add_heading("Decision", level=2)
    for line in ("Name and role:", "Decision and conditions:", "Date:"):
        document.add_paragraph(line)
    return document_bytes(document)


def _rows(rates: Sequence[Rate]) -> Iterator[tuple[str, ...]]:
    for rate in rates:
        low, high = rate.interval
        interval = f"{low:.0%} to {high:.0%}" if rate.total else "no case"
        yield rate.name, str(rate.passed), str(rate.total), interval
