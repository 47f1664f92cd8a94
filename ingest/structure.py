"""Headings, lists and paragraphs of plain text, told from the shape of its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.loading import Block, BlockKind
from ingest.shapes import BULLET, ENDS_SENTENCE, MAX_HEADING_WORDS, is_bullet, is_title_like

NUMBERED_HEADING = re.compile(r"^\s*((?:\d{1,2}\.)*\d{1,2})[.)]?\s+(?=[^\W\d_])")
UNDERLINE = re.compile(r"^\s*([=\-~_*])\1{2,}\s*$")
NO_HEADING = re.compile(r"[.!?;,…][\"'”’)\]]*$")
MAX_OVER_WORDS = 6
"""A heading straight above its paragraph has no more words than this."""
MAX_BARE_WORDS = 6
"""An item of a list without markers has no more words than this."""
MOST_BARE_ITEMS = 40
"""A list without markers is looked back over so far."""
NUMBERED_LEVEL, SHAPED_LEVEL, COLON_LEVEL = 2, 3, 5
"""Levels of headings: with a number, told from their shape, above a list. Numbers with points take those between."""
BODY_WORDS = 8
"""A line of so many words is text and not another heading."""
FULL_LINE = 45
"""A line of so many characters may have been broken at the margin."""
WRAPPED_AT_MOST = 130
"""A text with a longer line was not broken at a margin."""
NUMBERED_LABEL = re.compile(r"^\w+ (?:\d{1,2}|[A-Z]|[IVX]{1,4}): ")
LABELLED = re.compile(r"^[^:]{1,30}: \S")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: where it stands and what it says, without white space around."""

    start: int
    end: int
    text: str
    indent: int

    @property
    def blank(self) -> bool:
        """Return whether nothing stands on the line."""
        return not self.text


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a text with their positions."""
    found = []
    position = 0
    for raw in text.split("\n"):
        inner = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        start = position + indent if inner else position
        found.append(Line(start, start + len(inner), inner, indent if inner else 0))
        position += len(raw) + 1
    return tuple(found)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text."""
    return _Reading(lines_of(text)).blocks()


class _Reading:
    """One pass over the lines, remembering what came before."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.found: list[Block] = []
        self.last = max((at for at, line in enumerate(lines) if not line.blank), default=-1)
        self.wrapped = _is_hard_wrapped(lines)
        self.at = 0

    def blocks(self) -> tuple[Block, ...]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank or UNDERLINE.match(line.text):
                self.at += 1
            elif level := self._heading_level(self.at):
                marker = re.match(r"#{1,6}\s+", line.text)
                start = line.start + (marker.end() if marker else 0)
                self.found.append(Block(BlockKind.HEADING, level, start, line.end))
                self.at += 1
            elif marker := BULLET.match(line.text):
                self._item(line, marker.end())
            elif self._lists_without_marker(self.at):
                self.found.append(Block(BlockKind.LIST_ITEM, 1, line.start, line.end))
                self.at += 1
            else:
                self._paragraph(line)
        return tuple(self.found)

    def _heading_level(self, at: int) -> int:
        """Return the level of the heading on this line, 0 if it is none."""
        line = self.lines[at]
        if hashes := re.match(r"(#{1,6})\s+\S", line.text):
            return len(hashes[1])
        below = self._line(at + 1)
        if below and (rule := UNDERLINE.match(below.text)) and len(line.text) <= 100:
            return 1 if rule[1] == "=" else 2
        runs_on = self._continues_a_line(at) or bool(below and below.text[:1].islower())
        if len(line.text.split()) > MAX_HEADING_WORDS or runs_on:
            return 0
        if line.text.endswith(":"):
            names = is_title_like(line.text) and self._list_follows(at) and not BULLET.match(line.text)
            return COLON_LEVEL if names else 0
        if line.text.endswith("?"):
            return SHAPED_LEVEL if self._stands_alone(at) and line.text[:1].isupper() else 0
        if NO_HEADING.search(line.text) or self._lists_without_marker(at):
            return 0
        return self._level_by_place(at, line)

    def _level_by_place(self, at: int, line: Line) -> int:
        """Return the level of a short line without an end mark, told from where it stands."""
        if at and (label := LABELLED.match(line.text)):
            names = line.text[label.end() - 1].isupper() and self._stands_alone(at)
            return (NUMBERED_LEVEL if NUMBERED_LABEL.match(line.text) else SHAPED_LEVEL) if names else 0
        if number := NUMBERED_HEADING.match(line.text):
            return NUMBERED_LEVEL + number[1].count(".") if self._stands_alone(at) else 0
        if BULLET.match(line.text):
            return 0
        if self._first_lines_only(at):
            return SHAPED_LEVEL if self.found else 1
        alone = self._stands_alone(at) or self._stands_over_a_paragraph(at)
        return SHAPED_LEVEL if alone and line.text[:1].isupper() else 0

    def _line(self, at: int) -> Line | None:
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def _continues_a_line(self, at: int) -> bool:
        above = self._line(at - 1)
        return bool(self.wrapped and above and not above.blank and len(above.text) > FULL_LINE)

    def _list_follows(self, at: int) -> bool:
        below = at + 1
        while (line := self._line(below)) and line.blank:
            below += 1
        return bool(line and BULLET.match(line.text)) or self._is_bare_item(at + 1) and self._is_bare_item(at + 2)

    def _is_bare_item(self, at: int) -> bool:
        line = self._line(at)
        return bool(line and 0 < len(line.text.split()) <= MAX_BARE_WORDS and re.search(r"\w$", line.text))

    def _lists_without_marker(self, at: int) -> bool:
        """Return whether short lines straight below a colon are a list whose items have no marker."""
        if not self._is_bare_item(at):
            return False
        above = at - 1
        while (line := self._line(above)) and self._is_bare_item(above) and at - above < MOST_BARE_ITEMS:
            above -= 1
        two = above < at - 1 or self._is_bare_item(at + 1)
        return two and line is not None and line.text.endswith(":") and bool(self.found)

    def _first_lines_only(self, at: int) -> bool:
        """The first lines without a full stop are the title and what stands under it."""
        if len(self.found) > 1 or any(block.kind is not BlockKind.HEADING for block in self.found):
            return False
        return not self.lines[at].text[:1].islower() and self._text_follows(at)

    def _stands_alone(self, at: int) -> bool:
        above, below = self._line(at - 1), self._line(at + 1)
        clear_above = above is None or above.blank
        return clear_above and below is not None and below.blank and self._body_follows(at)

    def _stands_over_a_paragraph(self, at: int) -> bool:
        """Return whether a few words come after a blank line and straight before whole sentences or a list."""
        above, below = self._line(at - 1), self._line(at + 1)
        if above is None or not above.blank or below is None or len(self.lines[at].text.split()) > MAX_OVER_WORDS:
            return False
        begins = BULLET.match(below.text) or LABELLED.match(below.text) or ENDS_SENTENCE.search(below.text)
        return bool(begins) or len(below.text.split()) >= BODY_WORDS

    def _body_follows(self, at: int) -> bool:
        """Return whether one of the next two lines begins a text: in a run of short lines none is a heading."""
        looked_at = 0
        while looked_at < 2 and (line := self._line(at := at + 1)):
            if line.blank:
                continue
            looked_at += 1
            if BULLET.match(line.text) or line.text.endswith((".", "!", ":")) or len(line.text.split()) >= BODY_WORDS:
                return True
            if (below := self._line(at + 1)) and not below.blank and not UNDERLINE.match(below.text):
                return True
        return False

    def _text_follows(self, at: int) -> bool:
        return at < self.last

    def _item(self, line: Line, after_marker: int) -> None:
        end = self._end_of_run(line, hanging=True)
        level = 1 + line.indent // 2 if line.indent else 1
        self.found.append(Block(BlockKind.LIST_ITEM, min(level, 4), line.start + after_marker, end))

    def _paragraph(self, line: Line) -> None:
        end = self._end_of_run(line, hanging=False)
        last = self.lines[self.at - 1]
        leads = last.text.endswith(":") and self._text_follows(self.at - 1)
        self.found.append(Block(BlockKind.LEAD_IN if leads else BlockKind.PARAGRAPH, 0, line.start, end))

    def _end_of_run(self, first: Line, hanging: bool) -> int:
        """Move past the lines that continue this one and return where the last of them ends."""
        self.at += 1
        above = first
        while (line := self._line(self.at)) and not line.blank and self._continues(above, line, first, hanging):
            above = line
            self.at += 1
        return above.end

    def _continues(self, above: Line, line: Line, first: Line, hanging: bool) -> bool:
        after_an_end = hanging or bool(ENDS_SENTENCE.search(above.text)) or not self._is_full(above)
        if is_bullet(line.text, after_an_end) or UNDERLINE.match(line.text) or above.text.endswith(":"):
            return False
        if hanging and line.indent > first.indent:
            return True
        if self.wrapped:
            return self._is_full(above) or not ENDS_SENTENCE.search(above.text)
        return line.text[:1].islower() and not ENDS_SENTENCE.search(above.text)

    def _is_full(self, line: Line) -> bool:
        return self.wrapped and len(line.text) > FULL_LINE


def _is_hard_wrapped(lines: Sequence[Line]) -> bool:
    """Return whether the lines were broken at a width: nearly all are short, and sentences run on over them."""
    full = [line for line in lines if not line.blank]
    if not full or max(line.end - line.start for line in full) > WRAPPED_AT_MOST:
        return False
    runs_on = sum(
        1
        for above, below in zip(lines, lines[1:], strict=False)
        if len(above.text) > FULL_LINE and below.text[:1].islower() and not ENDS_SENTENCE.search(above.text)
    )
    return runs_on >= max(1, len(full) // 10)
