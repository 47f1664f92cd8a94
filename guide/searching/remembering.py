"""An embedder that encodes no text twice: made for one question and dropped with it."""

from __future__ import annotations

from collections.abc import Sequence

from guide.ports import Embedder
from guide.types import Vector, Vectors


class RememberingEmbedder:
    """An Embedder that keeps the vector of each text it was given. Not to be shared between threads."""

    def __init__(self, embedder: Embedder) -> None:
        """Take the embedder that encodes what is new."""
        self._embedder = embedder
        self._known: dict[str, Vector] = {}

    @property
    def name(self) -> str:
        """Return the model's name as people know it."""
        return self._embedder.name

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the model's weights."""
        return self._embedder.digest

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one vector per text, rows of length 1. What is new is encoded in one call."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            vectors = self._embedder.embed(new)
            self._known.update((text, vectors[number]) for number, text in enumerate(new))
        return [self._known[text] for text in texts]
