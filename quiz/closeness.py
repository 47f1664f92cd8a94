"""How near two texts are in meaning, with each text embedded once and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import mul
from typing import Protocol, runtime_checkable

from guide.ports import Embedder, PassageStore
from guide.types import Vectors
from quiz.facts import Closeness


@runtime_checkable
class KeepsVectors(Protocol):
    """A store that gives the vectors it was built with, so that nothing is embedded twice."""

    def unit_vectors(self, source_id: str) -> Vectors:
        """Return the vector of each unit of a source, in the order of its passages and their units."""
        ...


def kept_vectors(store: PassageStore, source_ids: Iterable[str]) -> dict[str, list[float]]:
    """Return the vectors of these sources' units by their text, none if the store does not give them."""
    found: dict[str, list[float]] = {}
    if not isinstance(store, KeepsVectors):
        return found
    for source_id in source_ids:
        rows = store.unit_vectors(source_id)
        texts = (passage.words_of(unit) for passage in store.outline(source_id) for unit in passage.units)
        for at, text in enumerate(texts):
            found[_bare(text)] = [float(number) for number in rows[at]]
    return found


def closeness_of(texts: Iterable[str], embedder: Embedder, known: Mapping[str, list[float]]) -> Closeness:
    """Return a function of two texts: the cosine of their embeddings, whatever stops they end with.

    texts: what will be compared, embedded in one go; another text is embedded when it is first asked for.
    known: vectors that need no embedding.
    """
    vectors = dict(known)
    found: dict[tuple[str, str], float] = {}

    def learn(new: list[str]) -> None:
        rows = embedder.embed(new)
        for at, text in enumerate(new):
            vectors[text] = [float(number) for number in rows[at]]

    wanted = sorted({_bare(text) for text in texts} - set(vectors))
    if wanted:
        learn(wanted)

    def closeness(one: str, other: str) -> float:
        pair = (_bare(one), _bare(other))
        if pair not in found:
            for text in pair:
                if text not in vectors:
                    learn([text])
            found[pair] = sum(map(mul, vectors[pair[0]], vectors[pair[1]]))
        return found[pair]

    return closeness


def _bare(text: str) -> str:
    return text.rstrip(" .")
