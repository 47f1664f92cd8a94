"""Quoted words opened at their place: as they stand there now, with the card of their record. Nothing is searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from guide import wording
from guide.directory import pathway_wording
from guide.directory.pathway_cards import card
from guide.directory.pathway_records import LABELS
from guide.drafts import Parts
from guide.keeping.quoted_place import Place
from guide.pathway_step import moment_of
from guide.quoting.citing import page_of
from guide.types import Answer, Citation, Status

MOST_CARDS = 5


@dataclass(frozen=True, slots=True)
class _Stands:
    """The text that holds the quoted words now. document_start: see `Citation`."""

    title: str
    page: int | None
    headings: tuple[str, ...]
    text: str
    document_start: int | None = None


def open_places(parts: Parts, places: Sequence[Place], at: datetime | None) -> Answer:
    """Return an answer that quotes the places in their order, the records among them as cards.

    Its question is the name of the first place, so that what is asked next can lean on it. Words that no longer stand
    anywhere are quoted from their passage as it was, and that is said. Raises ValueError without a place.
    """
    if not places:
        raise ValueError("at least one place is opened")
    paragraphs: list[str] = []
    citations: list[Citation] = []
    above = ""
    for marker, place in enumerate(places, start=1):
        now = min(_standing(parts, place), key=lambda stands: _unlike(stands, place), default=None)
        then = _Stands(place.title, place.page, place.headings, place.passage)
        citations.append(_citation(marker, place, now or then))
        lead = _lead(parts, citations[-1])
        lines = [] if lead == above else [lead]
        lines += [wording.WORDS_CHANGED] if now is None else []
        paragraphs.append("\n".join((*lines, f"{place.quote} [{marker}]")))
        above = lead
    pairs = parts.knowledge.acronyms.unexplained_in("\n".join(paragraphs))
    text = "\n\n".join([*paragraphs, wording.short_forms(pairs)] if pairs else paragraphs)
    named = _name(citations[0])
    records = tuple(dict.fromkeys(place.source_id for place in places))[:MOST_CARDS]
    directory, moment = parts.knowledge.directory.pathways, moment_of(parts, at)
    cards = (
        card(directory[name], directory, moment, acronyms=parts.knowledge.acronyms)
        for name in records
        if name in directory
    )
    return Answer(named, named, Status.ANSWERED, None, 1.0, text, tuple(citations), tuple(cards))


def _standing(parts: Parts, place: Place) -> Iterator[_Stands]:
    """Give every text of the place's source that holds the quoted words: a record's fields, a document's passages."""
    record = parts.knowledge.directory.pathways.get(place.source_id)
    if record is not None:
        for key, lines in record.fields:
            text = "\n".join(lines)
            if key in LABELS and place.quote in text:
                yield _Stands(record.name, None, (LABELS[key],), text)
        return
    source = next((each for each in parts.store.sources() if each.id == place.source_id), None)
    for passage in parts.store.outline(source.id) if source else ():
        found = passage.text.find(place.quote)
        if source and found >= 0:
            yield _Stands(source.title, page_of(passage, found), passage.headings, passage.text, passage.start)


def _unlike(stands: _Stands, place: Place) -> tuple[bool, bool]:
    return stands.text != place.passage, stands.headings != place.headings


def _citation(marker: int, place: Place, stands: _Stands) -> Citation:
    start = stands.text.index(place.quote)
    return Citation(
        marker=marker,
        source_id=place.source_id,
        title=stands.title,
        page=stands.page,
        headings=stands.headings,
        quote=place.quote,
        passage=stands.text,
        start=start,
        end=start + len(place.quote),
        document_start=stands.document_start,
    )


def _lead(parts: Parts, citation: Citation) -> str:
    if citation.source_id in parts.knowledge.directory.pathways:
        return pathway_wording.FIELD.format(
            name=citation.title, label=wording.HEADING_SEPARATOR.join(citation.headings)
        )
    return wording.LEAD_IN.format(title=citation.title)


def _name(citation: Citation) -> str:
    return ": ".join((citation.title, *(heading.rstrip(": ") for heading in citation.headings[-1:])))
