"""What the pages read from the index: a quotation with the text around it, the sections of a document, its dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from guide.errors import SearchIndexError
from guide.ports import PassageStore
from guide.types import Json, Passage, Source, SourceKind, UnitKind

AROUND = 450
"""Code points of the document shown before and after a passage."""

MOST_SECTIONS = 12
"""A document with more sections than this offers none of them to start from."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation inside its document. `is_current` is False when the document no longer holds these words there."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool
    is_current: bool
    start: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a document and the passages under it, in order."""

    source: Source
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def title(self) -> str:
        """Return the section's own heading."""
        return self.headings[-1].rstrip(": ")


def excerpt(store: PassageStore, citation: Json, place: int | None) -> Excerpt:
    """Return a citation's quote with the document's text around it, or with its own passage when the document moved on.

    place: where the passage starts in the reading text, in code points; None for a field of the directory.
    """
    passage, quote = str(citation["passage"]), str(citation["quote"])
    start, end = _number(citation["start"]), _number(citation["end"])
    text = _reading_text(store, str(citation["source_id"]))
    found = place if place is not None and text[place + start : place + end] == quote else text.find(passage)
    if not text or found < 0:
        return Excerpt(passage[:start], quote, passage[end:], False, False, is_current=False)
    first = _line_start(text, max(0, found - AROUND))
    last = _line_end(text, min(len(text), found + len(passage) + AROUND))
    return Excerpt(
        before=text[first : found + start],
        quote=quote,
        after=text[found + end : last],
        cut_before=first > 0,
        cut_after=last < len(text),
        is_current=True,
        start=found + start,
    )


def documents(store: PassageStore) -> tuple[Source, ...]:
    """Return the documents of the index, without the directory's records."""
    return tuple(source for source in store.sources() if source.kind is SourceKind.DOCUMENT)


def source_or_none(store: PassageStore, source_id: str) -> Source | None:
    """Return a source, None when the index does not hold it any more."""
    try:
        return store.source(source_id)
    except (KeyError, SearchIndexError):
        return None


def sections(store: PassageStore, source: Source) -> tuple[Section, ...]:
    """Return the sections of a document that have a heading of their own, in document order."""
    with_heading = (passage for passage in store.outline(source.id) if passage.headings)
    grouped = groupby(with_heading, key=lambda passage: passage.headings)
    return tuple(Section(source, headings, tuple(passages)) for headings, passages in grouped)


def themes(store: PassageStore) -> tuple[Section, ...]:
    """Return the sections to start from: of the first document that has a handful of sections side by side.

    Side by side means under one common heading, the deepest such group. Empty when no document is cut like that.
    """
    for source in documents(store):
        groups: dict[tuple[str, ...], list[Section]] = {}
        for section in sections(store, source):
            if len(section.headings) > 1 and _says_something(section):
                groups.setdefault(section.headings[:-1], []).append(section)
        fitting = [group for group in groups.values() if 1 < len(group) <= MOST_SECTIONS]
        if fitting:
            largest = max(len(group) for group in fitting)
            return tuple(next(group for group in fitting if len(group) == largest))
    return ()


def dated(source: Source | None) -> str:
    """Return who published a document and which time it covers, for the line beside a quotation."""
    if source is None:
        return "No longer in the index"
    covers = f"covers {source.period}" if source.period else None
    published = f"published {source.published}" if source.published else "publication date not recorded"
    return " · ".join(part for part in (source.publisher, covers, published) if part)


def version(store: PassageStore) -> Callable[[str], str]:
    """Return a function from a source's id to its publisher and dates in words."""
    return lambda source_id: dated(source_or_none(store, source_id))


def _says_something(section: Section) -> bool:
    return any(unit.kind is not UnitKind.HEADING for passage in section.passages for unit in passage.units)


def _reading_text(store: PassageStore, source_id: str) -> str:
    try:
        return store.reading_text(source_id)
    except (KeyError, SearchIndexError):
        return ""


def _line_start(text: str, position: int) -> int:
    """Return the start of the line or, in a long line, of the word that a position stands in."""
    if position == 0:
        return 0
    found = max(text.rfind("\n", max(0, position - AROUND), position), text.rfind(" ", position - 40, position))
    return found + 1 if found >= 0 else position


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position, position + AROUND)
    found = found if found >= 0 else text.find(" ", position, position + 40)
    return found if found >= 0 else min(len(text), position)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"a position is a whole number, not {value!r}")
    return value


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return each name once, in order."""
    return tuple(dict.fromkeys(names))
