"""PDF: lines with their place on the page, joined into paragraphs. Scanned pages without text are refused."""

from __future__ import annotations

from pathlib import Path

import pypdf
from pypdf.errors import DependencyError, LimitReachedError

from guide.errors import SourceUnreadable
from ingest.checking import MOST_PAGES
from ingest.cleaning import HIDDEN_WARNING, invisible_warning
from ingest.finishing import finished
from ingest.loading import LoadedDocument
from ingest.pdf_lines import PageLines, PdfLine, lines_of_page
from ingest.pdf_paragraphs import paragraphs


def read(path: Path) -> LoadedDocument:
    """Read a PDF file."""
    try:
        with path.open("rb") as stream:
            pages, title = _pages(pypdf.PdfReader(stream), path.name)
    except LimitReachedError as error:
        raise SourceUnreadable(path.name, "is too large when unpacked: take out pictures or split it") from error
    lines = [page.lines for page in pages]
    if not any(lines):
        raise SourceUnreadable(path.name, "holds no text, only pictures of pages: run text recognition (OCR) first")
    warnings = (*_empty_pages(lines), *invisible_warning(sum(page.invisible for page in pages)))
    if any(page.hidden for page in pages):
        warnings = (*warnings, HIDDEN_WARNING)
    text, blocks, page_starts = paragraphs(lines)
    return finished(path.name, text, blocks, page_starts, title=title, warnings=warnings)


def _pages(reader: pypdf.PdfReader, name: str) -> tuple[list[PageLines], str | None]:
    """Return the lines of each page, and the title in the file's metadata."""
    if reader.is_encrypted and not _opens_without_password(reader):
        raise SourceUnreadable(name, "is protected by a password: save a copy without one")
    if len(reader.pages) > MOST_PAGES:
        raise SourceUnreadable(name, f"has more than {MOST_PAGES:,} pages: split it")
    title = reader.metadata.title if reader.metadata else None
    return [lines_of_page(page, number) for number, page in enumerate(reader.pages)], title


def _opens_without_password(reader: pypdf.PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except (NotImplementedError, DependencyError):  # a kind of encryption that pypdf cannot open
        return False


def _empty_pages(pages: list[list[PdfLine]]) -> tuple[str, ...]:
    empty = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    if not empty:
        return ()
    named = ", ".join(empty[:10]) + (" and others" if len(empty) > 10 else "")
    return (f"no text was found on page{'s' if len(empty) > 1 else ''} {named}",)
