"""Citations: numbering them, and checking that each quote stands in its passage word for word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guide.quoting.composing import Quote
from guide.types import Citation, Passage, Source


def page_of(passage: Passage, position: int) -> int | None:
    """Return the page on which a position of the passage stands, None where the format has no pages."""
    page = passage.page
    for unit in passage.units:
        if unit.start > position:
            break
        page = unit.page if unit.page is not None else page
    return page


def cite(quotes: Iterable[Quote], sources: Mapping[str, Source], first: int = 1) -> tuple[Citation, ...]:
    """Return the quotes as citations numbered from `first`, in their order. A quote given twice is cited once.

    Raises ValueError if a quote does not stand in its passage, KeyError if its source is unknown.
    """
    seen: set[tuple[str, int, int]] = set()
    citations: list[Citation] = []
    for quote in quotes:
        place = (quote.passage.id, quote.start, quote.end)
        if place in seen:
            continue
        seen.add(place)
        source = sources[quote.passage.source_id]
        citations.append(
            Citation(
                marker=first + len(citations),
                source_id=source.id,
                title=source.title,
                page=page_of(quote.passage, quote.start),
                headings=quote.passage.headings,
                quote=quote.text,
                passage=quote.passage.text,
                start=quote.start,
                end=quote.end,
                document_start=quote.passage.start,
            )
        )
    return tuple(citations)
