"""The input layer of the embedding model: pieces of words and their vectors, before the model reads them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class InputLayer:
    """Safe to share between threads: its tokenizer is a copy, as the model's own is set anew for each text."""

    def __init__(self, tokenizer: Any, vectors: NDArray[np.float32]) -> None:  # noqa: ANN401 - tokenizers has no types
        """Take the fast tokenizer of the model and the vectors of its pieces."""
        from tokenizers import Tokenizer

        self.vectors = vectors
        self._tokenizer = Tokenizer.from_str(tokenizer.to_str())
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        # Most words are one piece: to look them up spares nine tenths of opening an index.
        self._whole: dict[str, int] = self._tokenizer.get_vocab()
        self._nothing = [self._whole.get("[UNK]", 0)]

    def pieces_of(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of each word, at least one for each."""
        return [
            [self._whole[word]]
            if word in self._whole
            else self._tokenizer.encode(word, add_special_tokens=False).ids or self._nothing
            for word in words
        ]
