"""Word documents: what the page shows, in order, told from the paragraphs' styles. Tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document

from guide.errors import SourceUnreadable
from ingest.cleaning import HIDDEN_WARNING
from ingest.finishing import Piece, written
from ingest.loading import BlockKind, LoadedDocument
from ingest.shapes import is_heading_shaped
from ingest.tables import rows_as_text

Element = Any  # an lxml element of the file's XML

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DELETED = frozenset({f"{WORD}del", f"{WORD}moveFrom", FALLBACK, f"{WORD}pPr", f"{WORD}rPr"})
LIST_STYLE = re.compile(r"list (?!paragraph)")
SMALLEST_SIZE = 4
"""Type of this size or less, in half points, is not meant to be seen."""
MOST_ELEMENTS = 500_000
BOLD_LEVEL = 6


def read(path: Path) -> LoadedDocument:
    """Read a Word file."""
    document = docx.Document(str(path))
    body = document.element.body
    if sum(1 for _ in body.iter()) > MOST_ELEMENTS:
        raise SourceUnreadable(path.name, "has too many parts: split it")
    reading = _Reading(document)
    pieces = list(reading.pieces_of(body))
    title = next((piece.text for piece in pieces if piece.kind is BlockKind.HEADING and piece.level == 0), None)
    return written(
        path.name, pieces, title or document.core_properties.title, (HIDDEN_WARNING,) if reading.hidden else ()
    )


class _Reading:
    """One walk over the body, remembering whether something hidden was met."""

    def __init__(self, document: Document) -> None:
        self.styles = {style.get(f"{WORD}styleId"): style for style in document.styles.element.iter(f"{WORD}style")}
        self.hidden = False
        self.tables = 0

    def pieces_of(self, container: Element, in_table: bool = False) -> Iterator[Piece]:
        """Yield a piece for each paragraph and table row in a container, content controls opened."""
        for element in container:
            if element.tag == f"{WORD}p":
                yield from self._paragraph(element, in_table)
            elif element.tag == f"{WORD}tbl":
                yield from self._table(element)
            elif element.tag in (f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml"):
                yield from self.pieces_of(element, in_table)

    def _paragraph(self, paragraph: Element, in_table: bool) -> Iterator[Piece]:
        text = " ".join(self._words(paragraph, in_table or paragraph.find(f"{WORD}pPr/{WORD}shd") is not None).split())
        if text and not any(self._name(style).startswith("toc ") for style in self._chain(paragraph)):
            yield self._piece(paragraph, text)
        for box in paragraph.iter(f"{WORD}txbxContent"):
            if not any(above.tag == FALLBACK for above in box.iterancestors()):
                yield from self.pieces_of(box, in_table)

    def _piece(self, paragraph: Element, text: str) -> Piece:
        names = [self._name(style) for style in self._chain(paragraph)]
        if "title" in names:
            return Piece(BlockKind.HEADING, text, 0)
        if level := self._outline_level(paragraph):
            return Piece(BlockKind.HEADING, text, level)
        if self._has(paragraph, f"{WORD}numPr") or any(LIST_STYLE.match(name) for name in names):
            return Piece(BlockKind.LIST_ITEM, text, self._depth(paragraph))
        if is_heading_shaped(text) and self._all_bold(paragraph) and paragraph.getparent().tag != f"{WORD}tc":
            return Piece(BlockKind.HEADING, text, BOLD_LEVEL)
        return Piece(BlockKind.PARAGRAPH, text)

    def _words(self, element: Element, shaded: bool) -> str:
        parts: list[str] = []
        for child in element:
            if child.tag in DELETED or child.tag == f"{WORD}txbxContent":
                continue
            if child.tag == f"{WORD}r" and self._is_hidden(child, shaded):
                self.hidden = self.hidden or bool("".join(t.text or "" for t in child.iter(f"{WORD}t")).strip())
            elif child.tag == f"{WORD}t":
                parts.append(child.text or "")
            elif child.tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}cr"):
                parts.append(" ")
            elif child.tag == f"{WORD}noBreakHyphen":
                parts.append("-")
            else:
                parts.append(self._words(child, shaded))
        return "".join(parts)

    def _is_hidden(self, run: Element, shaded: bool) -> bool:
        """Return whether a run is marked hidden, is white on white, or too small to be seen."""
        if _is_on(run.find(f"{WORD}rPr/{WORD}vanish")) or self._style_hides(run):
            return True
        size = run.find(f"{WORD}rPr/{WORD}sz")
        if size is not None and size.get(f"{WORD}val", "").isdigit() and int(size.get(f"{WORD}val")) <= SMALLEST_SIZE:
            return True
        color = run.find(f"{WORD}rPr/{WORD}color")
        white = color is not None and color.get(f"{WORD}val", "").upper() == "FFFFFF"
        marked = any(run.find(f"{WORD}rPr/{WORD}{name}") is not None for name in ("shd", "highlight"))
        return white and not shaded and not marked

    def _style_hides(self, run: Element) -> bool:
        named = run.find(f"{WORD}rPr/{WORD}rStyle")
        style = self.styles.get(named.get(f"{WORD}val")) if named is not None else None
        return style is not None and _is_on(style.find(f"{WORD}rPr/{WORD}vanish"))

    def _chain(self, paragraph: Element) -> Iterator[Element]:
        """Yield the paragraph's style and those it is based on."""
        named = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        seen: set[str] = set()
        while named is not None and (key := named.get(f"{WORD}val")) in self.styles and key not in seen:
            seen.add(key)
            yield self.styles[key]
            named = self.styles[key].find(f"{WORD}basedOn")

    def _name(self, style: Element) -> str:
        name = style.find(f"{WORD}name")
        return name.get(f"{WORD}val", "").lower() if name is not None else ""

    def _outline_level(self, paragraph: Element) -> int:
        """Return the level of a heading, from 1, or 0: by outline level first, then by the style's name."""
        for element in (paragraph, *self._chain(paragraph)):
            level = element.find(f"{WORD}pPr/{WORD}outlineLvl")
            if level is not None and level.get(f"{WORD}val", "").isdigit():
                return (int(level.get(f"{WORD}val")) + 1) % 10  # 9 is body text
        for style in self._chain(paragraph):
            if found := re.match(r"heading (\d)", self._name(style)):
                return int(found[1])
        return 0

    def _has(self, paragraph: Element, tag: str) -> bool:
        elements = [paragraph, *self._chain(paragraph)]
        numbers = [element.find(f"{WORD}pPr/{tag}") for element in elements]
        first = next((number for number in numbers if number is not None), None)
        if first is None:
            return False
        kind = first.find(f"{WORD}numId")
        return kind is None or kind.get(f"{WORD}val") != "0"  # 0 takes the numbering away

    def _depth(self, paragraph: Element) -> int:
        level = paragraph.find(f"{WORD}pPr/{WORD}numPr/{WORD}ilvl")
        if level is not None and level.get(f"{WORD}val", "").isdigit():
            return min(int(level.get(f"{WORD}val")) + 1, 9)
        for style in self._chain(paragraph):
            if found := re.match(r"list .*?(\d)$", self._name(style)):
                return int(found[1])
        return 1

    def _all_bold(self, paragraph: Element) -> bool:
        runs = [
            run for run in paragraph.iter(f"{WORD}r") if "".join(t.text or "" for t in run.iter(f"{WORD}t")).strip()
        ]
        return bool(runs) and all(_is_on(run.find(f"{WORD}rPr/{WORD}b")) for run in runs)

    def _table(self, table: Element) -> Iterator[Piece]:
        self.tables += 1
        number = self.tables
        rows: list[list[str]] = []
        flagged = 0
        for tr in table.iter(f"{WORD}tr"):
            if next(tr.iterancestors(f"{WORD}tbl")) is not table:
                continue
            if _is_on(tr.find(f"{WORD}trPr/{WORD}tblHeader")) and flagged == len(rows):
                flagged += 1
            rows.append(self._row(tr, rows[-1] if rows else []))
        width = max((len(row) for row in rows), default=0)
        if width == 1:
            for cell in table.iter(f"{WORD}tc"):
                yield from self.pieces_of(cell, in_table=True)
            return
        for line in rows_as_text([row + [""] * (width - len(row)) for row in rows], flagged or None):
            yield Piece(BlockKind.TABLE_ROW, line, number)

    def _row(self, tr: Element, above: list[str]) -> list[str]:
        row: list[str] = []
        for cell in (cell for cell in tr.iter(f"{WORD}tc") if next(cell.iterancestors(f"{WORD}tr")) is tr):
            merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
            words = " ".join(piece.text for piece in self.pieces_of(cell, in_table=True))
            if merged is not None and merged.get(f"{WORD}val", "continue") == "continue" and len(row) < len(above):
                words = above[len(row)]
            value = span.get(f"{WORD}val", "1") if span is not None else "1"
            row += [words] * (min(int(value), 50) if value.isdigit() else 1)
        return row


def _is_on(switch: Element | None) -> bool:
    """Return whether a property such as bold or hidden is set."""
    return switch is not None and switch.get(f"{WORD}val", "true") not in ("false", "0", "none", "off")
