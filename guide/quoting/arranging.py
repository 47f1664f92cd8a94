"""Puts chosen quotations into the text a person reads: a fixed lead-in, headings, quotes each before its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from guide import wording
from guide.asking.acronyms import NO_ACRONYMS, Acronyms
from guide.directory import pathway_wording
from guide.directory.pathway_quoting import PathwayAnswer
from guide.ports import PassageStore
from guide.quoting.citing import cite
from guide.quoting.composing import Composition, Quote
from guide.searching.retrieval import Retrieval
from guide.types import Citation, Hit, Nearest, Reason, Source, Status, UnitKind

MOST_NEAREST = 2


@dataclass(frozen=True, slots=True)
class Arranged:
    """The text of an answer and the citations it uses."""

    text: str
    citations: tuple[Citation, ...]


def arrange(
    composition: Composition,
    store: PassageStore,
    acronyms: Acronyms = NO_ACRONYMS,
    asks_who_qualifies: bool = False,
) -> Arranged:
    """Return the composition as text. Raises ValueError if a quote does not stand in its passage.

    asks_who_qualifies: the text then says that these words are not the test for a referral.
    """
    ids = {quote.passage.source_id for quote in composition.quotes}
    sources = {source_id: store.source(source_id) for source_id in ids}
    citations = cite(composition.quotes, sources)
    paragraphs = [_lead_in(composition, tuple(sources.values()))]
    paragraphs += _under_headings(citations, "\n".join(paragraphs), acronyms)
    if composition.reason is Reason.PART_MISSING and not composition.lacks:
        paragraphs.append(_what_is_missing(composition, tuple(sources.values())))
    if asks_who_qualifies:
        paragraphs.append(wording.NOT_A_THRESHOLD)
    return Arranged("\n\n".join(paragraphs), citations)


def _under_headings(citations: Sequence[Citation], so_far: str, acronyms: Acronyms) -> list[str]:
    """Return a paragraph for each heading, with the title where there are several documents. so_far: the text above."""
    several = len({citation.source_id for citation in citations}) > 1
    paragraphs: list[str] = []
    for (title, headings), group in groupby(citations, key=lambda citation: (citation.title, citation.headings)):
        place = wording.HEADING_SEPARATOR.join(([title] if several else []) + list(headings))
        lines = [place] if place else []
        for citation in group:
            lines.append(f"{citation.quote} [{citation.marker}]")
            lines += _short_forms(lines[-1], "\n".join((so_far, *paragraphs, *lines)), acronyms)
        paragraphs.append("\n".join(lines))
    return paragraphs


def arrange_pathways(
    answer: PathwayAnswer,
    store: PassageStore,
    acronyms: Acronyms = NO_ACRONYMS,
    from_documents: Sequence[Quote] = (),
    also_asked: Composition | None = None,
) -> Arranged:
    """Return quoted fields of pathways as text, each under the fixed words that lead it in.

    from_documents: words of documents that bear on it. They stand last, as what is no test for a referral. also_asked:
    what documents say where that was asked in the same message; it stands first, as it was asked for.
    """
    asked = also_asked.quotes if also_asked else ()
    fields = [Quote(quote.passage, quote.start, quote.end) for quote in answer.quotes]
    spans = [*asked, *fields, *from_documents]
    sources = {span.passage.source_id: store.source(span.passage.source_id) for span in spans}
    citations = cite(spans, sources)
    first, others = citations[: len(asked)], citations[len(asked) :]
    by_place = {(one.source_id, one.headings, one.start, one.end): one for one in others}
    paragraphs = _of_documents(also_asked, first, sources, acronyms) if also_asked else []
    paragraphs += answer.opening
    for quote in answer.quotes:
        place = (quote.passage.source_id, quote.passage.headings, quote.start, quote.end)
        citation = by_place.pop(place, None)
        if citation:
            lines = [quote.lead, f"{citation.quote} [{citation.marker}]"]
            lines += _short_forms("\n".join(lines), "\n".join((*paragraphs, *lines)), acronyms)
            paragraphs.append("\n".join(lines))
    paragraphs += answer.closing
    beside = tuple(by_place.values())
    if beside:
        titles = {citation.title for citation in beside}
        said = pathway_wording.THE_DOCUMENT_SAYS if len(titles) == 1 else pathway_wording.THE_DOCUMENTS_SAY
        paragraphs.append(f"{said.format(title=beside[0].title)}\n{pathway_wording.NOT_THE_TEST}")
        paragraphs += _under_headings(beside, "\n".join(paragraphs), acronyms)
    return Arranged("\n\n".join(paragraphs), citations)


def _of_documents(
    composition: Composition, citations: Sequence[Citation], sources: Mapping[str, Source], acronyms: Acronyms
) -> list[str]:
    """Return what documents say of one thing that was asked beside others, and what is missing of it."""
    paragraphs = []
    cited = tuple(sources[source_id] for source_id in dict.fromkeys(each.source_id for each in citations))
    if cited:
        said = pathway_wording.THE_DOCUMENT_SAYS if len(cited) == 1 else pathway_wording.THE_DOCUMENTS_SAY
        paragraphs = [said.format(title=cited[0].title) + ":"]
        paragraphs += _under_headings(citations, paragraphs[0], acronyms)
    if composition.reason is Reason.PART_MISSING:
        paragraphs.append(_what_is_missing(composition, cited))
    return paragraphs


def _short_forms(quoted: str, so_far: str, acronyms: Acronyms) -> list[str]:
    """Return the line that says what a quotation's acronyms stand for, none where the text so far says it."""
    pairs = [pair for pair in acronyms.unexplained_in(quoted) if pair in acronyms.unexplained_in(so_far)]
    return [wording.short_forms(pairs)] if pairs else []


def nearest_of(retrieval: Retrieval, store: PassageStore) -> tuple[Nearest, ...]:
    """Return the nearest passages, to be shown with a refusal and marked as not an answer."""
    return tuple(
        Nearest(
            source_id=hit.passage.source_id,
            title=store.source(hit.passage.source_id).title,
            page=hit.passage.page,
            headings=hit.passage.headings,
            text=hit.passage.text,
            document_start=hit.passage.start,
            closest=_closest(hit),
        )
        for hit in retrieval.hits[:MOST_NEAREST]
    )


def _closest(hit: Hit) -> str:
    """Return the words of the unit that came nearest, headings left out; "" where none was scored."""
    found = [unit for unit in hit.units if hit.passage.units[unit.unit].kind is not UnitKind.HEADING]
    best = max(found, key=lambda unit: unit.lead, default=None)
    return hit.passage.words_of(hit.passage.units[best.unit]) if best else ""


def _lead_in(composition: Composition, sources: tuple[Source, ...]) -> str:
    title = sources[0].title
    if composition.shown is not None and composition.total is not None:
        form = wording.LEAD_IN_ALL if composition.shown == composition.total else wording.LEAD_IN_LIST
        return form.format(title=title, count=composition.shown, total=composition.total)
    if composition.status is Status.PARTIAL and composition.lacks:
        return wording.LEAD_IN_UNSAID.format(title=title, lacks=composition.lacks)
    if composition.is_in_other_words and len(sources) == 1:
        return wording.LEAD_IN_OTHERWISE.format(title=title)
    if composition.places and len(sources) == 1:
        return wording.LEAD_IN_PLACES.format(title=title, places=wording.headings(composition.places))
    if len(sources) > 1:
        return wording.LEAD_IN_MANY
    form = wording.LEAD_IN_PART if composition.status is Status.PARTIAL else wording.LEAD_IN
    return form.format(title=title)


def _what_is_missing(composition: Composition, sources: tuple[Source, ...]) -> str:
    if composition.missing:
        return wording.PART_NOT_FOUND.format(missing=", ".join(composition.missing))
    stated = [source.missing for source in sources if source.missing]
    return " ".join(stated) if stated else wording.DOCUMENT_ENDS
