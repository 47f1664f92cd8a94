"""Word files with python-docx: a titled document, plain tables, and bytes that are the same for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The date of every part of a file, so that the same content gives the same bytes."""


LANGUAGE = "en-GB"


def titled_document(title: str, author: str = "") -> Document:
    """Return an empty document in English with its title, and with no author where none is named."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.language = LANGUAGE
    document.core_properties.created = document.core_properties.modified = datetime(*NO_TIME)
    _speak(document)
    document.add_heading(title, level=1)
    return document


def add_table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add a table with edges. Its first row is repeated at the head of each page and named as such to readers."""
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    _repeat(table.rows[0]._tr)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def document_bytes(document: Document) -> bytes:
    """Return the file, every date in it set alike."""
    raw, new = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(io.BytesIO(raw.getvalue())) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name in old.namelist():
            out.writestr(zipfile.ZipInfo(name, NO_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return new.getvalue()


def _speak(document: Document) -> None:
    """Name the language of all text, by which it is read aloud and checked. python-docx has no call for it."""
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), LANGUAGE)


def _repeat(row: object) -> None:
    """Mark a row of a table as its head. python-docx has no call for it."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # type: ignore[attr-defined]
