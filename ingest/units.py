"""The units of a passage: what can be quoted alone, and which lead-in introduces it."""

from __future__ import annotations

from collections.abc import Sequence

from guide.types import Unit, UnitKind
from ingest.loading import Block, BlockKind, LoadedDocument
from ingest.sentences import sentences

SHORT_ITEM_WORDS = 60
"""A list item with more words is quoted by its sentences."""

LISTED = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def units_of(document: LoadedDocument, blocks: Sequence[Block], origin: int) -> tuple[Unit, ...]:
    """Return the units of a passage made of these blocks. origin: where the passage begins in the reading text."""
    units: list[Unit] = []
    leads = _Leads()
    for block in blocks:
        made = _units_of_block(document, block, origin, leads.of(block))
        leads.note(block, len(units), made)
        units += made
    return tuple(units)


class _Leads:
    """Which unit introduces the next block: a lead-in, or the item that a deeper item stands under."""

    def __init__(self) -> None:
        self.open: list[tuple[float, int]] = []  # (depth, index of the unit), outermost first
        self.above: Block | None = None

    def of(self, block: Block) -> int | None:
        """Return the index of the unit that introduces this block, None if there is none."""
        above = self.above
        if above is None or not _goes_on(above, block):
            self.open = []
        elif self.open and block.kind is above.kind and _depth(block) > _depth(above):
            self.open[-1] = (_depth(above), self.open[-1][1])  # deeper items follow: its equals stand beside it
        self.open = [lead for lead in self.open if lead[0] < _depth(block)]
        return self.open[-1][1] if self.open else None

    def note(self, block: Block, first: int, made: Sequence[Unit]) -> None:
        """Remember what this block may introduce. first: the index of the first of its units."""
        self.above = block
        last = first + len(made) - 1
        if block.kind is BlockKind.LIST_ITEM and made[-1].kind is UnitKind.LEAD_IN:
            self.open.append((_depth(block) - 0.5, last))  # also items written at its own depth
        elif block.kind is BlockKind.LIST_ITEM:
            self.open.append((_depth(block), first))
        elif made[-1].kind is UnitKind.LEAD_IN:
            self.open = [(0, last)]


def _goes_on(above: Block, block: Block) -> bool:
    """Return whether a block belongs to the same list or table as the one above it, or is led in by that."""
    if block.kind is BlockKind.TABLE_ROW and above.kind is BlockKind.TABLE_ROW:
        return block.level == above.level
    return block.kind in LISTED and above.kind in (BlockKind.LEAD_IN, block.kind)


def _depth(block: Block) -> int:
    return block.level if block.kind is BlockKind.LIST_ITEM else 1


def _units_of_block(document: LoadedDocument, block: Block, origin: int, lead: int | None) -> list[Unit]:
    words = document.words_of(block)
    if block.kind is BlockKind.HEADING:
        shown = words.rstrip().rstrip(":").rstrip() or words
        spans = [(0, len(shown))]
        kinds = [UnitKind.HEADING]
    elif block.kind is BlockKind.TABLE_ROW:
        spans, kinds = [(0, len(words))], [UnitKind.ROW]
    elif block.kind is BlockKind.LIST_ITEM:
        short = len(words.split()) <= SHORT_ITEM_WORDS
        spans = [(0, len(words))] if short else list(sentences(words))
        kinds = [UnitKind.ITEM] * len(spans)
        if words.endswith(":"):
            kinds[-1] = UnitKind.LEAD_IN
    else:
        spans = list(sentences(words))
        kinds = [UnitKind.SENTENCE] * len(spans)
        if block.kind is BlockKind.LEAD_IN or words.endswith(":"):
            kinds[-1] = UnitKind.LEAD_IN
    return [
        Unit(
            start=block.start - origin + a,
            end=block.start - origin + b,
            kind=kind,
            page=document.page_of(block.start + a),
            lead=lead if kind in (UnitKind.ITEM, UnitKind.ROW) else None,
        )
        for (a, b), kind in zip(spans, kinds, strict=True)
    ]
