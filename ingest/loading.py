"""Read one document into its reading text and blocks, by suffix. The safe way in is `ingest.sandbox`."""

from __future__ import annotations

import importlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import cast

from guide.errors import SourceUnreadable
from guide.types import Source
from ingest.checking import check, check_length

READERS = {
    ".pdf": "ingest.pdf",
    ".docx": "ingest.docx",
    ".html": "ingest.html",
    ".htm": "ingest.html",
    ".md": "ingest.md",
    ".markdown": "ingest.md",
    ".txt": "ingest.plain_text",
}
"""The module that reads a suffix. It is imported only when such a file comes, so that start-up stays quick."""


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LEAD_IN = "lead_in"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, lead-in, list item or table row.

    level: of a heading, from 1, 0 for a title; of a list item, its depth from 1; of a row, the number of its table.
    start, end: code points in the reading text, markers and markup left out.
    """

    kind: BlockKind
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A document as it will be shown, searched and quoted.

    blocks: in order, without overlap. page_starts: where each page begins, empty for a format without pages.
    title: from the metadata or the first heading, None if there is none.
    warnings: one plain sentence for each thing left out or doubtful.
    """

    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    title: str | None = None
    warnings: tuple[str, ...] = ()
    ends_unfinished: bool = False

    def page_of(self, position: int) -> int | None:
        """Return the page of a code point, from 1, or None where the format has no pages."""
        return bisect_right(self.page_starts, position) or None if self.page_starts else None

    def words_of(self, block: Block) -> str:
        """Return the text of one block."""
        return self.text[block.start : block.end]


def parse(path: Path, name: str | None = None) -> LoadedDocument:
    """Read a file in this process. name: what to call it in messages. Raises SourceUnreadable with a plain reason.

    For files from elsewhere use `ingest.sandbox.DocumentReader`, which does the same in a process with limits.
    """
    name = name or path.name
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise SourceUnreadable(name, "is of a kind that is not read: save it as PDF, Word, HTML, Markdown or text")
    check(path, name)
    read = cast("Callable[[Path], LoadedDocument]", importlib.import_module(module).read)
    try:
        document = read(path)
    except SourceUnreadable as error:
        raise SourceUnreadable(name, error.reason) from error
    except (MemoryError, RecursionError) as error:
        raise SourceUnreadable(name, "needs too much memory to read: split it or save it again") from error
    except Exception as error:  # parsers of damaged files raise whatever comes: pypdf says so of itself
        raise SourceUnreadable(name, "is damaged: open it in its own program and save it again") from error
    check_length(document.text, name)
    return document


def load(path: Path) -> LoadedDocument:
    """Read one file in a child process with limits. For many files keep one `DocumentReader` instead."""
    from ingest.sandbox import DocumentReader

    with DocumentReader() as reader:
        return reader.load(path)


def fill_in(source: Source, document: LoadedDocument) -> Source:
    """Return the record completed by what was read: a title where it had none, and whether the text breaks off."""
    title = source.title or document.title or readable_name(Path(source.path).stem or source.id)
    return replace(source, title=title, ends_unfinished=document.ends_unfinished)


def readable_name(stem: str) -> str:
    """Return a file's name as a title: `annual_report-2024` becomes `Annual report 2024`."""
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]
