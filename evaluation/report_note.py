"""The report as a Word note for the person who signs: the first page of the HTML report, to be filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from evaluation.gate import GRAVEST
from evaluation.report_facts import LIMITS, SLICES_NOTE, Facts, Rate, expected_lines
from evaluation.report_page import TITLE
from evaluation.report_tables import JUDGED_HEADS, JUDGED_NOTE, judged_rows
from evaluation.report_words import word_lines
from guide.adapters.word_file import add_table, document_bytes, titled_document

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR = "Safer Kingston Guide"
FAILED = ((GRAVEST, "Every failure of grade 3"), (2, "Every failure of grade 2: it would mislead or cost time"))


def note(facts: Facts) -> bytes:
    """Return a .docx: what was asked and when, counts, failures of grade 3 and 2, limits, words, lines to sign on."""
    document = titled_document(TITLE, AUTHOR)
    first = (facts.run_words, facts.headline, facts.total_words, facts.authors, facts.people_words, facts.bare_words)
    for line in filter(None, (*first, facts.made_words)):
        document.add_paragraph(line)
    _counts(document, facts)
    for grade, title in FAILED:
        document.add_heading(title, level=2)
        if grade == GRAVEST:
            document.add_paragraph(facts.known_words)
        _failures(document, facts, grade)
    if facts.judged:
        document.add_heading("Judged by a language model", level=2)
        document.add_paragraph(f"{JUDGED_NOTE} {facts.judged.words}")
        add_table(document, JUDGED_HEADS, tuple(judged_rows(facts)))
    document.add_heading("What this evidence cannot show", level=2)
    for limit in LIMITS:
        document.add_paragraph(limit, style="List Bullet")
    document.add_heading("What the words mean", level=2)
    for line in word_lines(facts):
        document.add_paragraph(line, style="List Bullet")
    document.add_heading("Decision", level=2)
    for line in ("Name and role:", "Decision and conditions:", "Date:"):
        document.add_paragraph(line)
    return document_bytes(document)


def _counts(document: Document, facts: Facts) -> None:
    for title, head, rates in (
        ("Passed, by how bad a failure would be", "Grade", facts.grades),
        ("Passed, by kind of question", "Kind", facts.categories),
        ("Passed, by theme", "Theme", facts.themes),
        ("Passed, by tag", "Tag", facts.tags),
    ):
        if rates:
            document.add_heading(title, level=2)
            add_table(document, (head, "Passed", "Cases", "95 % interval"), tuple(_rows(rates)))
    if facts.themes:
        document.add_paragraph(SLICES_NOTE)


def _failures(document: Document, facts: Facts, grade: int) -> None:
    for item in facts.failed_of(grade):
        document.add_heading(item.case.id, level=3)
        document.add_paragraph(f"Asked: {item.case.question}")
        document.add_paragraph(f"Wrong: {item.wrong}")
        document.add_paragraph(f"Expected: {'. '.join(expected_lines(item.case))}")
        document.add_paragraph(f"Shown: {item.row.reply.as_read() if item.row.reply else item.row.error or ''}")
    if not facts.failed_of(grade):
        document.add_paragraph(facts.none_failed(grade))


def _rows(rates: Sequence[Rate]) -> Iterator[tuple[str, ...]]:
    for rate in rates:
        low, high = rate.interval
        interval = f"{low:.0%} to {high:.0%}" if rate.total else "no case"
        yield rate.name, str(rate.passed), str(rate.total), interval
