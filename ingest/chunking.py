"""Cut a document into passages along its headings and paragraphs, each made of units that can be quoted alone."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guide.types import Passage, Source, UnitKind
from ingest.loading import Block, BlockKind, LoadedDocument
from ingest.sentences import sentences
from ingest.units import LISTED, units_of

VERSION = 3
"""Raise it when the cutting changes: an index made with another version is rebuilt."""
ENOUGH_WORDS = 60
"""Neighbouring paragraphs under one heading are joined until a passage has this many words."""
MOST_WORDS = 220
"""No paragraph is joined to a passage that would then have more words than this."""
LONG_WORDS = 350
"""A single paragraph or list with more words is cut between its sentences or items."""
SHORT_LEAD_WORDS = 30
"""A lead-in with more words is not embedded with each of its items."""

WORD = re.compile(r"\S{1,1000}")
"""A word; what has no white space for longer than this is cut all the same."""


def cut(source: Source, document: LoadedDocument) -> tuple[Passage, ...]:
    """Return the passages of a document, in order. Their ids depend on nothing but source, headings and text."""
    counts: Counter[tuple[str, ...]] = Counter()
    found = []
    for ordinal, piece in enumerate(_pieces(document)):
        text = document.text[piece.start : piece.end]
        key = (source.id, *piece.headings, text)
        passage = Passage(
            id=_passage_id(source.id, piece.headings, text, counts[key]),
            source_id=source.id,
            headings=piece.headings,
            text=text,
            start=piece.start,
            end=piece.end,
            units=units_of(document, piece.blocks, piece.start),
            page=document.page_of(piece.start),
            ordinal=ordinal,
        )
        counts[key] += 1
        found.append(passage)
    return tuple(found)


def text_to_embed(passage: Passage, title: str) -> str:
    """Return what the embedding of a passage is made of: title, heading path and text, no heading twice."""
    named = {_plain(words) for words in (title, *passage.headings)}
    start = 0
    for unit in passage.units:
        if unit.kind is not UnitKind.HEADING or _plain(passage.words_of(unit)) not in named:
            start = unit.start
            break
    path = [words for words in (title, *passage.headings) if words]
    body = " ".join(passage.text[start:].split())
    return "\n".join([". ".join(dict.fromkeys(path)), body]) if path else body


def texts_of_units(passage: Passage) -> tuple[str, ...]:
    """Return the text to embed for each unit: its own words, an item's after those of a short lead-in."""
    found = []
    for unit in passage.units:
        words = " ".join(passage.words_of(unit).split())
        if unit.lead is not None:
            lead = " ".join(passage.words_of(passage.units[unit.lead]).split())
            if len(lead.split()) <= SHORT_LEAD_WORDS:
                words = f"{lead} {words}"
        found.append(words)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage before its units: the blocks, or parts of one, that it is made of."""

    headings: tuple[str, ...]
    blocks: tuple[Block, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Atom:
    """Blocks that stay together: a paragraph, or a list with its lead-in."""

    blocks: tuple[Block, ...]
    words: int


def _plain(words: str) -> str:
    return " ".join(words.rstrip(": ").casefold().split())


def _passage_id(source_id: str, headings: Sequence[str], text: str, count: int) -> str:
    joined = "\x1f".join((source_id, *headings, text, str(count)))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:12]


def _pieces(document: LoadedDocument) -> Iterator[_Piece]:
    for headings, path, blocks in _sections(document):
        waiting = headings
        for group in _packed(document, blocks):
            yield _piece(path, (*waiting, *group))
            waiting = ()
        if waiting:
            yield _piece(path, waiting)


def _piece(path: tuple[str, ...], blocks: tuple[Block, ...]) -> _Piece:
    return _Piece(path, blocks, blocks[0].start, blocks[-1].end)


def _sections(document: LoadedDocument) -> Iterator[tuple[tuple[Block, ...], tuple[str, ...], list[Block]]]:
    """Yield (heading blocks, path, body) for each section. A heading with nothing under it but a deeper one waits."""
    title = _title_block(document)
    path: list[tuple[int, str]] = []
    headings: list[Block] = []
    body: list[Block] = []
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            body.append(block)
            continue
        subtitle = title in headings and len(headings) <= 2
        if body or (headings and not subtitle and block.level <= headings[-1].level):
            yield tuple(headings), tuple(words for _, words in path), body
            headings, body = [], []
        headings.append(block)
        if block is not title:
            while path and path[-1][0] >= block.level:
                path.pop()
            path.append((block.level, heading_words(document.words_of(block))))
    if headings or body:
        yield tuple(headings), tuple(words for _, words in path), body


def heading_words(words: str) -> str:
    """Return a heading as it stands in a path: on one line, without the colon at its end."""
    return " ".join(words.split()).rstrip(":").rstrip() or words


def _title_block(document: LoadedDocument) -> Block | None:
    """Return the heading that is the document's title: the first block, when no other heading is as high."""
    first = document.blocks[0]
    if first.kind is not BlockKind.HEADING:
        return None
    rivals = [block for block in document.blocks[1:] if block.kind is BlockKind.HEADING and block.level <= first.level]
    return None if rivals and _plain(document.words_of(first)) != _plain(document.title or "") else first


def _packed(document: LoadedDocument, blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of each passage of a section."""
    group: list[Block] = []
    words = 0
    for atom in _atoms(document, blocks):
        fits = words + atom.words <= MOST_WORDS
        if group and not (fits and (words < ENOUGH_WORDS or atom.words < ENOUGH_WORDS // 2)):
            yield tuple(group)
            group, words = [], 0
        group += atom.blocks
        words += atom.words
    if group:
        yield tuple(group)


def _atoms(document: LoadedDocument, blocks: Sequence[Block]) -> Iterator[_Atom]:
    run: list[Block] = []
    for block in blocks:
        if run and not _belongs(run[-1], block):
            yield from _fitting(document, run)
            run = []
        run.append(block)
    if run:
        yield from _fitting(document, run)


def _belongs(above: Block, block: Block) -> bool:
    """Return whether a block goes on with the list or table above it, or is led in by what stands there."""
    if above.kind is BlockKind.LEAD_IN:
        return block.kind in LISTED
    if block.kind is BlockKind.TABLE_ROW:
        return above.kind is BlockKind.TABLE_ROW and above.level == block.level
    return above.kind is block.kind is BlockKind.LIST_ITEM


def _fitting(document: LoadedDocument, run: Sequence[Block]) -> Iterator[_Atom]:
    """Yield a run of blocks as one atom, or as several when it is too long."""
    parts = [part for block in run for part in _parts(document, block)]
    counted = [sum(1 for _ in WORD.finditer(document.text, part.start, part.end)) for part in parts]
    total = sum(counted)
    if total <= LONG_WORDS and len(parts) == len(run):
        yield _Atom(tuple(run), total)
        return
    shares = max(1, round(total / MOST_WORDS))
    share = total / shares
    group: list[Block] = []
    words = 0
    for part, count in zip(parts, counted, strict=True):
        if group and words + count / 2 > share:
            yield _Atom(tuple(group), words)
            group, words = [], 0
        group.append(part)
        words += count
    yield _Atom(tuple(group), words)


def _parts(document: LoadedDocument, block: Block) -> Iterator[Block]:
    """Yield a block whole, or when it is too long its sentences, and what is no sentence cut between words."""
    words = document.words_of(block)
    if len(words) <= LONG_WORDS:  # no more words than characters
        yield block
        return
    rows = block.kind is BlockKind.TABLE_ROW
    spans = sentences(words) if len(words.split()) > LONG_WORDS and not rows else ((0, len(words)),)
    for start, end in spans:
        for a, b in _runs(words, start, end):
            yield replace(block, start=block.start + a, end=block.start + b)


def _runs(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch whole, or in runs of words when it is longer than any sentence or row should be."""
    found = [(word.start(), word.end()) for word in WORD.finditer(words, start, end)]
    if len(found) <= LONG_WORDS:
        yield start, end
        return
    for first in range(0, len(found), MOST_WORDS):
        run = found[first : first + MOST_WORDS]
        yield run[0][0], run[-1][1]
