"""The round trip: does our own search, given an item's question, come back with what the item cites?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from guide.ports import Embedder, PassageStore
from guide.searching.retrieval import pathway_hits, retrieve
from guide.types import Hit
from quiz.types import Proof, QuizItem

FIRST = 3
"""What is cited counts as found among this many, of documents and of records each."""

MOST_FIELDS = 60
"""So many fields of records are looked through for the first three records: one record has several of them."""


class Trip(StrEnum):
    """What a search for an item's question shows first: the passage itself, its page or record, or neither."""

    PASSAGE = "passage"
    PAGE = "page"
    LOST = "lost"


Finder = Callable[[Sequence[QuizItem]], Mapping[str, Trip]]
"""For each item's id: how near to its passage a search for its question comes."""


def finder_of(store: PassageStore, embedder: Embedder) -> Finder:
    """Return the function that looks items up in an index."""

    def find(items: Sequence[QuizItem]) -> dict[str, Trip]:
        if not items:
            return {}
        vectors = embedder.embed([item.stem for item in items])
        return {item.id: _trip(item, vectors[at], store) for at, item in enumerate(items)}

    return find


def _trip(item: QuizItem, vector: object, store: PassageStore) -> Trip:
    result = retrieve(item.stem, vector, store, FIRST)  # type: ignore[arg-type]
    fields = pathway_hits(item.stem, result.candidates, MOST_FIELDS)
    shown = (*result.hits, *fields[:FIRST])
    if any(hit.passage.source_id == item.proof.source_id and item.proof.quote in hit.passage.text for hit in shown):
        return Trip.PASSAGE
    # A record is one card that shows all its fields, so it is to a field what a page is to a passage.
    records = list(dict.fromkeys(hit.passage.source_id for hit in fields))[:FIRST]
    if item.proof.source_id in records or any(_is_same_page(hit, item.proof) for hit in result.hits):
        return Trip.PAGE
    return Trip.LOST


def _is_same_page(hit: Hit, proof: Proof) -> bool:
    passage = hit.passage
    if passage.source_id != proof.source_id:
        return False
    return passage.page == proof.page if proof.page else passage.headings == proof.headings
