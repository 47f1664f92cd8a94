"""What belongs to the paper and not to the text of a PDF: running heads, page numbers, dotted lines of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.pdf_lines import PdfLine

PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*$", re.IGNORECASE)
DOT_LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\d+|[ivxl]+)?$")
CONTENTS = re.compile(r"^(?:table of )?contents:?$", re.IGNORECASE)
OFTEN = 0.4
"""A line at the same place of this share of the pages, three at least where there are more, is a running head."""

Page = Sequence[PdfLine]
Mark = tuple[str, int | None, int]


def without_debris(pages: Sequence[Page]) -> list[list[PdfLine]]:
    """Return the lines of each page without those that only serve the paper."""
    same: Counter[Mark] = Counter()
    counting: Counter[Mark] = Counter()
    for page in pages:
        edges = _edges(page)
        same.update({_mark(line) for line in edges})
        counting.update({mark for line in edges for mark in _counting_marks(line)})
    often = 2 if len(pages) < 5 else max(3, int(len(pages) * OFTEN))
    kept = []
    for page in pages:
        debris = {
            id(line)
            for line in _edges(page)
            if same[_mark(line)] >= often
            or any(counting[mark] >= 2 for mark in _counting_marks(line))
            or (PAGE_NUMBER.match(line.text) and len(page) > 1)
        }
        kept.append(list(_without_contents([line for line in page if id(line) not in debris])))
    return kept


def _edges(page: Page) -> list[PdfLine]:
    """Return the two highest and the two lowest lines of a page."""
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:2] + ordered[-2:] if len(ordered) > 4 else ordered


def _mark(line: PdfLine) -> Mark:
    return line.text, None, round(line.y / 4)


def _counting_marks(line: PdfLine) -> Iterator[Mark]:
    """Yield a mark for each number that may count the pages: the line without it, and how far it is from the page."""
    if len(line.text) > 100:
        return
    for number in re.finditer(r"\b\d{1,4}\b", line.text):
        if number.start() == 0 or number.end() == len(line.text) or "page" in line.text.lower():
            rest = line.text[: number.start()] + "#" + line.text[number.end() :]
            yield rest, int(number[0]) - line.page, round(line.y / 4)


def _without_contents(page: Page) -> Iterator[PdfLine]:
    """Leave out the lines of a table of contents, and its heading when nothing else stands under it."""
    for at, line in enumerate(page):
        below = page[at + 1].text if at + 1 < len(page) else ""
        led = DOT_LEADERS.search(line.text) or (CONTENTS.match(line.text) and (not below or DOT_LEADERS.search(below)))
        if not led:
            yield line
