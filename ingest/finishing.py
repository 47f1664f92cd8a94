"""What every reader does last: write the reading text, find lead-ins and title, see whether the text breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guide.errors import SourceUnreadable
from ingest.cleaning import cleaned, invisible_warning
from ingest.loading import Block, BlockKind, LoadedDocument
from ingest.shapes import ENDS_SENTENCE, INTRODUCES, is_title_like

RUN_IN_LEVEL = 7
"""Headings told from their shape alone stand below those of a style."""
JUNK_TITLE = re.compile(
    r"^(?:untitled|document\d*|microsoft word - .*|\(?anonymous\)?|.*\.\w{3,4}|slide \d+)$", re.IGNORECASE
)
SENTENCE_WORDS = 8
"""A last paragraph of at least this many words without an end mark may have been broken off."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block before it has a place in the reading text. marker: what a list item begins with."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = "- "


def written(
    name: str, pieces: Iterable[Piece], title: str | None = None, warnings: Sequence[str] = ()
) -> LoadedDocument:
    """Return the document made of pieces. Raises SourceUnreadable if they hold no text."""
    kept = []
    invisible = 0
    for piece in pieces:
        text, count = cleaned(piece.text)
        invisible += count
        if text := " ".join(text.split()):
            kept.append(replace(piece, text=text))
    text, blocks = assemble(kept)
    return finished(name, text, blocks, title=title, warnings=(*warnings, *invisible_warning(invisible)))


def assemble(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join pieces into one reading text: a blank line between blocks, none within a list or a table.

    A list item stands after its marker, and its block begins after that.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    before: BlockKind | None = None
    for piece in pieces:
        listed = piece.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        lead = ("\n" if listed and before is piece.kind else "\n\n") if before is not None else ""
        if piece.kind is BlockKind.LIST_ITEM:
            lead += "  " * (piece.level - 1) + piece.marker
        parts += [lead, piece.text]
        position += len(lead)
        blocks.append(Block(piece.kind, piece.level, position, position + len(piece.text)))
        position += len(piece.text)
        before = piece.kind
    return "".join(parts), tuple(blocks)


def finished(
    name: str,
    text: str,
    blocks: Sequence[Block],
    page_starts: Sequence[int] = (),
    title: str | None = None,
    warnings: Sequence[str] = (),
) -> LoadedDocument:
    """Return the document with lead-ins and title found and its end judged. Raises SourceUnreadable without a block."""
    if not blocks:
        raise SourceUnreadable(name, "holds no text")
    known = cleaned(title or "")[0].strip()
    marked = with_lead_ins(text, blocks)
    return LoadedDocument(
        text=text,
        blocks=marked,
        page_starts=tuple(page_starts),
        title=known if known and not JUNK_TITLE.match(known) else first_heading(text, marked),
        warnings=tuple(warnings),
        ends_unfinished=breaks_off(text, marked),
    )


def with_lead_ins(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Mark each paragraph that ends with a colon: a heading if it names the list below, else the list's lead-in."""
    found = list(blocks)
    for at, (block, following) in enumerate(zip(blocks, blocks[1:], strict=False)):
        words = text[block.start : block.end]
        if block.kind is not BlockKind.PARAGRAPH or not words.endswith(":"):
            continue
        if following.kind is BlockKind.LIST_ITEM and is_title_like(words):
            found[at] = replace(block, kind=BlockKind.HEADING, level=RUN_IN_LEVEL)
        else:
            found[at] = replace(block, kind=BlockKind.LEAD_IN)
    return tuple(found)


def first_heading(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the words of the first heading, if it stands among the first blocks."""
    for block in blocks[:3]:
        if block.kind is BlockKind.HEADING:
            return " ".join(text[block.start : block.end].split()).rstrip(": ") or None
    return None


def breaks_off(text: str, blocks: Sequence[Block]) -> bool:
    """Return whether the last block introduces a list that never comes, or stops in the middle of a sentence.

    The end mark of a last paragraph is missed only where the others have theirs: some documents use none.
    """
    last = blocks[-1]
    words = text[last.start : last.end].strip()
    if last.kind is BlockKind.HEADING:
        return False
    if words.endswith((":", ",", ";")):
        return True
    if last.kind is not BlockKind.PARAGRAPH or ENDS_SENTENCE.search(words) or len(words.split()) < SENTENCE_WORDS:
        return False
    others = [text[block.start : block.end] for block in blocks[:-1] if block.kind is BlockKind.PARAGRAPH]
    ended = sum(1 for other in others if ENDS_SENTENCE.search(other))
    return words.split()[-1].lower() in INTRODUCES or ended > len(others) / 2
