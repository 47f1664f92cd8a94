"""Where gold words and quotations stand in the index as it is now: found, moved, changed or gone."""

from __future__ import annotations

import bisect
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from evaluation import folding
from evaluation.cases import Gold
from guide.ports import PassageStore
from guide.types import Passage, SourceKind

NEAR_ENOUGH = 0.7
"""Share of the gold's content words in one sentence from which the words count as changed, not gone."""


class GoldState(StrEnum):
    """What became of gold words since they were written."""

    FOUND = "found"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Gold words in the index. start, end: code points in the reading text, 0 where not found.

    passages: ids of the passages that hold the words, the ones to be retrieved. now: the nearest sentence, if changed.
    is_searched: whether the passages of this source are ranked. Fields of a pathway are not: its card is matched.
    """

    source: str
    state: GoldState
    page: int | None = None
    start: int = 0
    end: int = 0
    passages: tuple[str, ...] = ()
    relevance: int = 1
    now: str = ""
    is_searched: bool = True

    @property
    def is_usable(self) -> bool:
        """Say whether the words stand in the index, so that finding them can be measured."""
        return self.state in (GoldState.FOUND, GoldState.MOVED)


@dataclass(frozen=True, slots=True)
class Place:
    """Text of the index under a source and page, in which a quotation stands."""

    source_id: str
    page: int | None
    text: str


class _Folded:
    """A text, folded, that can say where a folded character stood before."""

    def __init__(self, text: str) -> None:
        plain: list[str] = []
        places: list[int] = []
        for at, char in enumerate(text):
            new = folding.fold(char) if not char.isspace() and unicodedata.category(char) != "Cf" else ""
            if char.isspace() and plain and plain[-1] != " ":
                new = " "
            plain.extend(new)
            places.extend([at] * len(new))
        self.text = "".join(plain)
        self._places = places

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return every (start, end) in the text before folding."""
        wanted, found, at = folding.fold(words), list[tuple[int, int]](), 0
        while wanted and (at := self.text.find(wanted, at)) >= 0:
            found.append((self._places[at], self._places[at + len(wanted) - 1] + 1))
            at += 1
        return found


@dataclass(frozen=True, slots=True)
class _Read:
    """One source as the index holds it. A pathway's reading text is its fields joined by line ends."""

    text: str
    folded: _Folded
    passages: tuple[tuple[int, Passage], ...]
    page_starts: tuple[int, ...]
    pages: tuple[int | None, ...]


class Anchors:
    """Finds words in the index. Reads each source once."""

    def __init__(self, store: PassageStore) -> None:
        self._store = store
        self._known = {source.id for source in store.sources()}
        self._read: dict[str, _Read] = {}

    def anchor(self, gold: Gold) -> Anchor:
        """Return where gold words stand now; on the page named first, else the first place."""
        if gold.source not in self._known:
            return Anchor(gold.source, GoldState.GONE, relevance=gold.relevance)
        source, is_searched = self._source(gold.source), not self._is_pathway(gold.source)
        spans = source.folded.find(gold.words)
        if not spans:
            now = _nearest_sentence(gold.words, source.text)
            state = GoldState.CHANGED if now else GoldState.GONE
            return Anchor(gold.source, state, relevance=gold.relevance, now=now, is_searched=is_searched)
        on_page = [span for span in spans if gold.page in (None, _page_at(source, span[0]))]
        start, end = (on_page or spans)[0]
        state = GoldState.FOUND if on_page else GoldState.MOVED
        held = _holding(source, start, end)
        page = _page_at(source, start)
        return Anchor(gold.source, state, page, start, end, held, gold.relevance, is_searched=is_searched)

    def places(self, source_id: str, quote: str) -> tuple[Place, ...]:
        """Return the passages of a source in which a quotation stands, with the page of its first character."""
        if source_id not in self._known:
            return ()
        source = self._source(source_id)
        found = []
        for start, end in source.folded.find(quote):
            held = [(at, passage) for at, passage in source.passages if at <= start and end <= at + len(passage.text)]
            text = held[0][1].text if held else source.text[start:end]
            found.append(Place(source_id, _page_at(source, start), text))
        return tuple(dict.fromkeys(found))

    def headings(self, anchor: Anchor) -> tuple[tuple[str, ...], ...]:
        """Return the headings that gold words stand under, one path for each passage that holds them."""
        if not anchor.passages:
            return ()
        held = (passage for _, passage in self._source(anchor.source).passages if passage.id in anchor.passages)
        return tuple(dict.fromkeys(passage.headings for passage in held))

    def holds(self, source_id: str, passage: str) -> bool:
        """Say whether a passage stands in the source's reading text, after folding."""
        return source_id in self._known and bool(self._source(source_id).folded.find(passage))

    def _is_pathway(self, source_id: str) -> bool:
        return self._store.source(source_id).kind is SourceKind.PATHWAY

    def _source(self, source_id: str) -> _Read:
        if source_id not in self._read:
            self._read[source_id] = _read(self._store, source_id)
        return self._read[source_id]


def _read(store: PassageStore, source_id: str) -> _Read:
    outline, text = store.outline(source_id), store.reading_text(source_id)
    placed: list[tuple[int, Passage]] = []
    if store.source(source_id).kind is SourceKind.PATHWAY or not text:
        text = ""
        for passage in outline:
            placed.append((len(text), passage))
            text += passage.text + "\n"
    else:
        placed = [(passage.start, passage) for passage in outline]
    starts = sorted((at + unit.start, unit.page) for at, passage in placed for unit in passage.units)
    return _Read(text, _Folded(text), tuple(placed), tuple(at for at, _ in starts), tuple(page for _, page in starts))


def _page_at(source: _Read, start: int) -> int | None:
    at = bisect.bisect_right(source.page_starts, start) - 1
    return source.pages[at] if at >= 0 else None


def _holding(source: _Read, start: int, end: int) -> tuple[str, ...]:
    """Return the passages that hold the whole span, else all that touch it."""
    whole = [passage.id for at, passage in source.passages if at <= start and end <= at + len(passage.text)]
    touching = [passage.id for at, passage in source.passages if at < end and start < at + len(passage.text)]
    return tuple(whole[:1] or touching)


def _nearest_sentence(words: str, text: str) -> str:
    wanted = set(folding.content_words(words))
    if not wanted:
        return ""
    shares = {part: len(wanted & set(folding.words(part))) / len(wanted) for part in folding.sentences(text)}
    best = max(shares, key=lambda part: shares[part], default="")
    return best if best and shares[best] >= NEAR_ENOUGH else ""
