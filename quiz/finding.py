"""The round trip: does our own search, given an item's question, come back with the passage it cites?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guide.ports import Embedder, PassageStore
from guide.retrieval import pathway_hits, retrieve
from quiz.types import QuizItem

FIRST = 3
"""The cited passage counts as found among this many, of documents and of records each."""

Finder = Callable[[Sequence[QuizItem]], dict[str, bool]]
"""For each item's id: whether its passage is found from its question."""


def finder_of(store: PassageStore, embedder: Embedder) -> Finder:
    """Return the function that looks items up in an index."""

    def find(items: Sequence[QuizItem]) -> dict[str, bool]:
        if not items:
            return {}
        vectors = embedder.embed([item.stem for item in items])
        return {item.id: _is_found(item, vectors[at], store) for at, item in enumerate(items)}

    return find


def _is_found(item: QuizItem, vector: object, store: PassageStore) -> bool:
    result = retrieve(item.stem, vector, store, FIRST)  # type: ignore[arg-type]
    found = (*result.hits, *pathway_hits(item.stem, result.candidates, FIRST))
    return any(hit.passage.source_id == item.proof.source_id and item.proof.quote in hit.passage.text for hit in found)
