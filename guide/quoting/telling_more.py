"""More of what an answer quoted: the rest of the section that its first quotation stands in."""

from __future__ import annotations

from dataclasses import replace

from guide.ports import PassageStore
from guide.quoting.quotes import Composition, Quote, says_the_same
from guide.types import Passage, UnitKind

MOST_WORDS = 200
"""An answer with more is quoted within this many words."""

FEWEST_WORDS = 4
"""A shorter unit says nothing by itself."""


def with_the_rest(composition: Composition, store: PassageStore) -> Composition:
    """Return the composition with what else stands under the heading of its first quotation, in the document's order.

    Unchanged without a quotation, and for a list, which is whole already.
    """
    if not composition.quotes or composition.shown is not None:
        return composition
    first = composition.quotes[0].passage
    section = [quote for quote in composition.quotes if _is_beside(quote.passage, first)]
    others = [quote for quote in composition.quotes if not _is_beside(quote.passage, first)]
    left = MOST_WORDS - sum(quote.words for quote in composition.quotes)
    for passage in store.outline(first.source_id):
        for unit in passage.units if _is_beside(passage, first) else ():
            quote = Quote(passage, unit.start, unit.end)
            fits = unit.kind is not UnitKind.HEADING and FEWEST_WORDS <= quote.words <= left
            if fits and not any(says_the_same(quote, each) for each in (*section, *others)):
                section.append(quote)
                left -= quote.words
    return replace(composition, quotes=(*section, *others))


def _is_beside(passage: Passage, other: Passage) -> bool:
    return (passage.source_id, passage.headings) == (other.source_id, other.headings)
