"""The report as a Word note for the person who signs: the first page of the HTML report, to be filed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from evaluation.report_facts import LIMITS, Facts, Rate
from evaluation.report_page import TITLE

NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file, so that the same run gives the same bytes."""


def note(facts: Facts) -> bytes:
    """Return a .docx: headline, authors, counts with intervals, every failure of grade 3, limits, lines to sign on."""
    import docx

    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = datetime(*NO_TIME)
    document.add_heading(TITLE, level=1)
    document.add_paragraph(facts.headline)
    document.add_paragraph(facts.authors)
    made = facts.run.made
    document.add_paragraph(
        f"Assistant: {made.assistant}, {made.model}. Documents: {made.corpus_sha256[:12] or 'unknown'}. "
        f"Code: {made.commit or 'unknown'}. Run: {facts.run_id}."
    )
    for title, rates in (
        ("Passed, by how bad a failure would be", facts.grades),
        ("Passed, by kind of question", facts.categories),
        ("Passed, by theme", facts.themes),
    ):
        if rates:
            document.add_heading(title, level=2)
            _add_rates(document, rates)
    document.add_heading("Every failure of grade 3", level=2)
    for item in facts.grave:
        document.add_heading(item.case.id, level=3)
        document.add_paragraph(f"Asked: {item.case.question}")
        document.add_paragraph(f"Wrong: {', '.join(fault.value for fault in item.faults)}")
        document.add_paragraph(f"Shown: {item.row.reply.as_read() if item.row.reply else item.row.error or ''}")
    if not facts.grave:
        document.add_paragraph("None in this run.")
    document.add_heading("What this evidence cannot show", level=2)
    for limit in LIMITS:
        document.add_paragraph(limit, style="List Bullet")
    document.add_heading("Decision", level=2)
    for line in ("Name and role:", "Decision and conditions:", "Date:"):
        document.add_paragraph(line)
    raw = io.BytesIO()
    document.save(raw)
    return _without_times(raw.getvalue())


def _add_rates(document: object, rates: Sequence[Rate]) -> None:
    table = document.add_table(rows=1, cols=4)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("", "Passed", "Cases", "95 % interval"), strict=True):
        cell.text = text
    for rate in rates:
        low, high = rate.interval
        interval = f"{low:.0%} to {high:.0%}" if rate.total else "no case"
        values = (rate.name, str(rate.passed), str(rate.total), interval)
        for cell, text in zip(table.add_row().cells, values, strict=True):
            cell.text = text


def _without_times(content: bytes) -> bytes:
    """Return the same zip file with every date set alike."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name in old.namelist():
            out.writestr(zipfile.ZipInfo(name, NO_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return new.getvalue()
