"""What the embedding says of danger: a small linear model over the question's vector, trained on our own cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from guide.danger import DangerLikeness, windows_of
from guide.errors import DataFileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "data" / "danger_meaning.json"
LONG_CHARACTERS = 220
"""A longer text is also looked at in windows: one vector of a long story hides its one dangerous sentence."""


class DangerMeaning:
    """Multinomial logistic regression with the classes nothing, emergency, crisis. Fits one embedding model only."""

    def __init__(self, weights: NDArray[np.float32], bias: NDArray[np.float32], embedder_sha256: str) -> None:
        """weights: (3, 384); bias: (3,); embedder_sha256: digest of the embedding model they were trained with."""
        self._weights = weights
        self._bias = bias
        self.embedder_sha256 = embedder_sha256

    def likeness(self, vectors: NDArray[np.float32]) -> DangerLikeness:
        """Return the highest probability of each class over the rows of (n, 384) vectors of length 1."""
        import numpy as np

        scores = np.atleast_2d(np.asarray(vectors, dtype=np.float32)) @ self._weights.T + self._bias
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        highest = (grown / grown.sum(axis=1, keepdims=True)).max(axis=0)
        return DangerLikeness(emergency=min(1.0, float(highest[1])), crisis=min(1.0, float(highest[2])))

    def likeness_of(
        self, masked: str, vector: NDArray[np.float32], embed: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> DangerLikeness:
        """Return the likeness of a question whose vector is known; a long one with up to 4 windows, in one batch."""
        import numpy as np

        if len(masked) <= LONG_CHARACTERS:
            return self.likeness(np.asarray(vector, dtype=np.float32))
        return self.likeness(np.vstack([np.atleast_2d(vector), embed(windows_of(masked))]))


@cache
def open_danger_meaning(embedder_sha256: str, path: Path = WEIGHTS) -> DangerMeaning | None:
    """Return the model trained for this embedding model; None for any other, so that the rules decide alone.

    Raises DataFileError if the file cannot be used.
    """
    import numpy as np

    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["embedder_sha256"] != embedder_sha256:
            return None
        weights = np.asarray(stored["weights"], dtype=np.float32)
        bias = np.asarray(stored["bias"], dtype=np.float32)
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(
            f"{path.name}: cannot be read. Make it again: python -m evaluation.train_danger."
        ) from error
    if weights.shape != (3, 384) or bias.shape != (3,):
        raise DataFileError(f"{path.name}: has the wrong shape. Make it again: python -m evaluation.train_danger.")
    return DangerMeaning(weights, bias, embedder_sha256)


def weights_digest(path: Path = WEIGHTS) -> str:
    """Return the SHA-256 of the stored weights."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
