"""The monthly page as a Word file, for the papers of a board."""

from __future__ import annotations

from guide.adapters.word_file import add_table, document_bytes, titled_document
from guide.keeping.month import HIDDEN_MEANS, MonthPage


def month_document(page: MonthPage, title: str, lead: str) -> bytes:
    """Return a .docx with the same title, lead and tables as the page."""
    document = titled_document(title)
    for words in (lead, HIDDEN_MEANS):
        document.add_paragraph(words)
    for table in page.tables:
        document.add_heading(table.title, level=2)
        if table.rows:
            add_table(document, table.heads, table.rows)
        if table.note:
            document.add_paragraph(table.note)
    return document_bytes(document)
