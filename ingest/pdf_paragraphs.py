"""From the lines of a PDF to its reading text: running heads out, lines joined, headings and lists found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.loading import Block, BlockKind
from ingest.pdf_debris import without_debris
from ingest.pdf_hyphens import Hyphens
from ingest.pdf_lines import PdfLine, width
from ingest.shapes import BULLET, ENDS_SENTENCE, is_bullet, is_heading_shaped

GAP = 1.3
"""A step down the page larger than this many usual steps begins a paragraph."""
LARGER = 1.12
"""Type at least this much larger than the usual is a heading."""
MAX_LARGE_WORDS = 20
MAX_SHAPED_WORDS = 8
NEARLY_FULL = 0.93
"""Widths are estimated: a line this close to the usual width may be a full one."""
BOLD_LEVEL = 6

Paragraph = list[PdfLine]


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual in a document, in points: size of type, step from line to line, width of a full line."""

    size: float
    step: float
    full: float


def paragraphs(pages: Sequence[Sequence[PdfLine]]) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    """Return the reading text, its blocks and where each page begins in it."""
    kept = without_debris(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return "", (), ()
    usual = _measures(kept)
    groups: list[Paragraph] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _written(groups, usual, len(pages))


def _measures(pages: Sequence[Sequence[PdfLine]]) -> _Measures:
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    pairs = [pair for page in pages for pair in zip(page, page[1:], strict=False)]
    steps = [above.y - below.y for above, below in pairs if above.size == below.size == size]
    steps = [step for step in steps if 0 < step < 3 * size]
    widths = sorted(line.width for line in lines if line.size == size)
    return _Measures(size, median(steps) if steps else 1.2 * size, widths[int(len(widths) * 0.98)])


def _begins(group: Paragraph, line: PdfLine, usual: _Measures) -> bool:
    """Return whether a line begins a paragraph of its own after those of the group."""
    above = group[-1]
    if abs(above.size - line.size) > 0.6 or is_bullet(line.text, _ended(above, line, usual)):
        return True
    if above.bold != line.bold and (_ended(above, line, usual) or not line.text[:1].islower()):
        return True
    fall = above.y - line.y
    if above.page != line.page or fall < 0:
        return _ended(above, line, usual)
    if fall > GAP * usual.step * max(1.0, line.size / usual.size):
        return True
    if line.size != usual.size:
        return False
    return _ended(above, line, usual) or (_ends_sentence(above) and line.x > above.x + line.size)


def _ends_sentence(line: PdfLine) -> bool:
    return bool(ENDS_SENTENCE.search(line.text))


def _ended(above: PdfLine, line: PdfLine, usual: _Measures) -> bool:
    """Return whether a paragraph ends with this line: the next word would have had room, so the break was meant."""
    first = line.text.split(" ", 1)[0]
    room = above.width + width(" " + first) * line.size < NEARLY_FULL * usual.full
    return room and (_ends_sentence(above) or above.text.endswith(":") or not line.text[:1].islower())


def _written(
    groups: Sequence[Paragraph], usual: _Measures, page_count: int
) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    parts: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    position = 0
    sizes = sorted({group[0].size for group in groups if group[0].size > usual.size * LARGER}, reverse=True)
    hyphens = Hyphens(groups)
    for at, group in enumerate(groups):
        listed = bool(blocks) and blocks[-1].kind is BlockKind.LIST_ITEM and bool(BULLET.match(group[0].text))
        gap = "" if not blocks else "\n" if listed else "\n\n"
        position += len(gap)
        text = _joined(group, hyphens, position, starts)
        parts += [gap, text]
        below = groups[at + 1] if at + 1 < len(groups) else []
        blocks.append(_block(group, below, text, position, usual, sizes))
        position += len(text)
    return "".join(parts), tuple(blocks), _page_starts(starts, page_count, position)


def _joined(group: Paragraph, hyphens: Hyphens, begin: int, starts: dict[int, int]) -> str:
    """Return the lines of a paragraph as one, noting in `starts` where a page begins in it."""
    text = ""
    for line in group:
        if text:
            text = hyphens.closed(text, line.text)
        starts.setdefault(line.page, begin + len(text))
        text += line.text
    return text


def _page_starts(starts: dict[int, int], page_count: int, end: int) -> tuple[int, ...]:
    """Return where each page begins; a page without text begins where the next one does."""
    found: list[int] = []
    following = end
    for page in range(page_count - 1, -1, -1):
        following = starts.get(page, following)
        found.append(following)
    return (0, *reversed(found[:-1]))


def _block(
    group: Paragraph, below: Paragraph, text: str, start: int, usual: _Measures, sizes: Sequence[float]
) -> Block:
    end = start + len(text)
    if group[0].size in sizes and len(text.split()) <= MAX_LARGE_WORDS:
        return Block(BlockKind.HEADING, 1 + min(sizes.index(group[0].size), BOLD_LEVEL - 2), start, end)
    if all(line.bold for line in group) and is_heading_shaped(text) and below:
        return Block(BlockKind.HEADING, BOLD_LEVEL, start, end)
    if is_bullet(text, True) and (marker := BULLET.match(text)):
        return Block(BlockKind.LIST_ITEM, 1, start + marker.end(), end)
    if _stands_out(group, below, usual):
        return Block(BlockKind.HEADING, BOLD_LEVEL, start, end)
    return Block(BlockKind.PARAGRAPH, 0, start, end)


def _stands_out(group: Paragraph, below: Paragraph, usual: _Measures) -> bool:
    """Return whether a short line of the usual type, above a paragraph of full lines, is a heading."""
    line = group[0]
    short = len(group) == 1 and len(line.text.split()) <= MAX_SHAPED_WORDS and line.width < usual.full / 2
    shaped = short and is_heading_shaped(line.text) and line.text[:1].isupper() and not line.text.endswith(":")
    return shaped and len(below) > 1 and below[0].width > NEARLY_FULL * usual.full * 0.9
