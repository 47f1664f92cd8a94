"""What meaning and words say of danger: machines over the embedding and pieces of words, trained on our own lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import KernelMachines, figures_of, probabilities, read_weights
from guide.danger import DangerLikeness, windows_of
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

    def __init__(self, machines: KernelMachines, words: NDArray[np.float32], mix: NDArray[np.float32]) -> None:
        """words: (2, buckets). mix: for each kind the weight of the meaning, of the words, and an offset, (2, 3)."""
        if (len(machines.bias), words.shape, mix.shape) != (2, (2, BUCKETS), (2, 3)):
            raise ValueError(f"shapes {words.shape} and {mix.shape} do not fit the machines")
        self._machines = machines
        self._words = words
        self._mix = mix

    def likeness(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> DangerLikeness:
        """Return the highest probability of each kind over texts and their (n, 384) vectors of length 1."""
        import numpy as np

        meant = self._machines.figures(self._machines.cosines(vectors))
        said = np.asarray([self._said(text) for text in texts], dtype=np.float32)
        figures = meant * self._mix[:, 0] + said * self._mix[:, 1] + self._mix[:, 2]
        highest = probabilities(figures).max(axis=0)
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
    return read_weights(path, embedder_sha256, _meaning, "python -m evaluation.train_danger")


def _meaning(stored: Mapping[str, Any]) -> DangerMeaning:
    return DangerMeaning(KernelMachines.of(stored), figures_of(stored, "words"), figures_of(stored, "mix"))


def weights_digest(path: Path = WEIGHTS) -> str:
    """Return the SHA-256 of the stored weights."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
