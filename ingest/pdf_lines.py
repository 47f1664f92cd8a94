"""The lines of a PDF page: their words, place and type size, as pypdf reports them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdf

from ingest.cleaning import cleaned
from ingest.pdf_ink import Ink, InkWatcher

NARROW = frozenset("iljtfrI.,;:'!|()[]-‘’ ")
WIDE = frozenset("mwMW@%—")
BULLETS = frozenset("•◦▪●·‣○■□–-")
SMALLEST_SIZE = 2.0
"""Type of this size or less, in points, is not meant to be seen."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page. x, y: of its beginning, from the lower left corner; size: of its type; all in points."""

    text: str
    page: int
    x: float
    y: float
    size: float
    bold: bool

    @property
    def width(self) -> float:
        """Return about how long the line is, in points."""
        return width(self.text) * self.size


@dataclass(slots=True)
class PageLines:
    """The lines of a page in reading order, and how many characters nobody could see."""

    lines: list[PdfLine] = field(default_factory=list)
    hidden: int = 0
    invisible: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one line in one face."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    ink: Ink = Ink.SEEN


def width(text: str) -> float:
    """Return the width of a text in a common face, as a share of its size. An estimate, good to about a tenth."""
    wide = sum(1 for letter in text if letter in WIDE)
    narrow = sum(1 for letter in text if letter in NARROW)
    capitals = sum(1 for letter in text if letter.isupper() and letter not in WIDE and letter not in NARROW)
    return 0.85 * wide + 0.28 * narrow + 0.69 * capitals + 0.54 * (len(text) - wide - narrow - capitals)


def lines_of_page(page: pypdf.PageObject, number: int) -> PageLines:
    """Return the lines of a page."""
    found = PageLines()
    rows: list[list[_Part]] = [[]]
    box = [float(value) for value in page.mediabox]
    watcher = InkWatcher()

    def watch(operator: bytes, operands: Sequence[object], cm: object, tm: object) -> None:
        watcher.before(operator, operands)

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        ink = watcher.taken()
        for at, words in enumerate(text.split("\n")):
            if at:
                rows.append([])
            if words:
                rows[-1].append(replace(_part(words, cm, tm, font, size), ink=ink))

    page.extract_text(visitor_operand_before=watch, visitor_text=visit)
    for parts in _without_ghosts(rows, watcher.has_paint):
        _add(found, parts, number, box)
    found.lines = _with_their_bullets(found.lines)
    return found


def _without_ghosts(rows: list[list[_Part]], has_paint: bool) -> list[list[_Part]]:
    """Let the words of a recognised scan count as seen: all without ink, or on a page with a picture."""
    words = [part.ink for parts in rows for part in parts if part.text.strip()]
    if not has_paint and any(ink is not Ink.NONE for ink in words):
        return rows
    return [[replace(part, ink=Ink.SEEN) if part.ink is Ink.NONE else part for part in parts] for parts in rows]


def _part(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> _Part:
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
    name = str((font or {}).get("/BaseFont", "")).lower()
    return _Part(text, x, y, round(size * scale, 1), "bold" in name or "black" in name)


def _add(found: PageLines, parts: Sequence[_Part], number: int, box: Sequence[float]) -> None:
    """Add one line, made of its visible parts."""
    seen = [part for part in parts if not part.text.strip() or _can_be_seen(part, box)]
    found.hidden += sum(len(part.text.strip()) for part in parts) - sum(len(part.text.strip()) for part in seen)
    words = [part for part in seen if part.text.strip()]
    if not words:
        return
    written = "".join(part.text for part in seen).strip()
    if len(written) == 1 and (written in BULLETS or unicodedata.category(written).startswith("C")):
        written = "•"  # the bullet of a symbol face comes as a control character or one of its own
    text, invisible = cleaned(written)
    found.invisible += invisible
    if text := " ".join(text.split()):
        letters = sum(len(part.text) for part in words)
        bold = sum(len(part.text) for part in words if part.bold) > letters * 0.8
        largest = max(words, key=lambda part: len(part.text))
        found.lines.append(PdfLine(text, number, words[0].x, words[0].y, largest.size, bold))


def _can_be_seen(part: _Part, box: Sequence[float]) -> bool:
    """Return whether a part is drawn, has a readable size and stands on the page."""
    left, bottom, right, top = box
    return (
        part.ink is Ink.SEEN
        and part.size > SMALLEST_SIZE
        and left - 5 <= part.x <= right + 5
        and bottom - 5 <= part.y <= top + 5
    )


def _with_their_bullets(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Join a bullet that pypdf reports as a line of its own with the words beside it; leave out one without words."""
    joined: list[PdfLine] = []
    for line in lines:
        above = joined[-1] if joined else None
        if (
            above
            and above.text in ("•", "-", "–", "▪", "●", "◦", "\uf0b7", "‣", "o")
            and abs(above.y - line.y) < line.size
        ):
            joined[-1] = PdfLine(f"• {line.text}", line.page, above.x, line.y, line.size, line.bold)
        else:
            joined.append(line)
    return [line for line in joined if line.text != "•"]
