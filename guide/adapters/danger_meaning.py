"""What meaning and words say of danger: machines over the embedding and pieces of words, trained on our own lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from guide.danger import DangerLikeness, windows_of
from guide.errors import DataFileError
from guide.word_pieces import BUCKETS, pieces_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "data" / "danger_meaning.npz"
LONG_CHARACTERS = 220
"""A longer text is also looked at in windows: one vector of a long story hides its one dangerous sentence."""

SURE_WINDOW = 0.8
"""A window counts from here: torn from its story, a sentence looks worse than it is (decision 0005)."""


class DangerMeaning:
    """Emergency or not, crisis or not. Fits one embedding model only.

    For each a machine with a Gaussian kernel over the vector and a logistic regression over the pieces of words.
    Support vector machines: Cortes and Vapnik 1995; their figures made one probability as Platt 1999 does.
    """

    def __init__(
        self,
        supports: NDArray[np.float32],
        coefficients: NDArray[np.float32],
        bias: NDArray[np.float32],
        words: NDArray[np.float32],
        mix: NDArray[np.float32],
        gamma: float,
    ) -> None:
        """supports: (n, 384), length 1; coefficients: (2, n); bias: (2,); words: (2, buckets).

        mix: for each kind the weight of the meaning, the weight of the words, and an offset, (2, 3).
        """
        self._supports = supports
        self._coefficients = coefficients
        self._bias = bias
        self._words = words
        self._mix = mix
        self._gamma = gamma

    def likeness(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> DangerLikeness:
        """Return the highest probability of each kind over texts and their (n, 384) vectors of length 1."""
        import numpy as np

        near = np.atleast_2d(np.asarray(vectors, dtype=np.float32)) @ self._supports.T
        meant = np.exp(2.0 * self._gamma * (near - 1.0)) @ self._coefficients.T + self._bias
        said = np.asarray([self._said(text) for text in texts], dtype=np.float32)
        figures = meant * self._mix[:, 0] + said * self._mix[:, 1] + self._mix[:, 2]
        highest = (1.0 / (1.0 + np.exp(-figures))).max(axis=0)
        return DangerLikeness(emergency=min(1.0, float(highest[0])), crisis=min(1.0, float(highest[1])))

    def likeness_of(
        self, masked: str, vector: NDArray[np.float32], embed: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> DangerLikeness:
        """Return the likeness of a question whose vector is known; a long one with up to 4 windows, in one batch."""
        whole = self.likeness(vector, [masked])
        if len(masked) <= LONG_CHARACTERS or not (windows := windows_of(masked)):
            return whole
        part = self.likeness(embed(windows), windows)
        return DangerLikeness(
            emergency=part.emergency if part.emergency >= SURE_WINDOW else whole.emergency,
            crisis=part.crisis if part.crisis >= SURE_WINDOW else whole.crisis,
        )

    def _said(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        pieces = np.asarray(pieces_of(text), dtype=np.intp)
        found = self._words[:, pieces].sum(axis=1) / np.sqrt(max(len(pieces), 1))
        return np.asarray(found, dtype=np.float32)


@cache
def open_danger_meaning(embedder_sha256: str, path: Path = WEIGHTS) -> DangerMeaning | None:
    """Return the model trained for this embedding model; None for any other, so that the rules decide alone.

    Raises DataFileError if the file cannot be used.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["embedder_sha256"]) != embedder_sha256:
                return None
            supports, coefficients, bias, words, mix = (
                np.asarray(stored[name], dtype=np.float32)
                for name in ("supports", "coefficients", "bias", "words", "mix")
            )
            gamma = float(stored["gamma"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise DataFileError(
            f"{path.name}: cannot be read. Make it again: python -m evaluation.train_danger."
        ) from error
    count = len(supports)
    if (
        supports.shape != (count, 384)
        or coefficients.shape != (2, count)
        or bias.shape != (2,)
        or words.shape != (2, BUCKETS)
        or mix.shape != (2, 3)
    ):
        raise DataFileError(f"{path.name}: has the wrong shape. Make it again: python -m evaluation.train_danger.")
    return DangerMeaning(supports, coefficients, bias, words, mix, gamma)


def weights_digest(path: Path = WEIGHTS) -> str:
    """Return the SHA-256 of the stored weights."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
