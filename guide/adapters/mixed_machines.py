"""Machines over a text's embedding and logistic regressions over its pieces of words, made one probability a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import KernelMachines, figures_of, probabilities
from guide.asking.word_pieces import BUCKETS, pieces_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class MixedMachines:
    """For each kind a machine with a Gaussian kernel over the vector, and weights of the pieces of words.

    words: (kinds, buckets). mix: for each kind the weight of the meaning, of the words, and an offset, (kinds, 3).
    Made one probability as Platt 1999 does.
    """

    machines: KernelMachines
    words: NDArray[np.float32]
    mix: NDArray[np.float32]

    def __post_init__(self) -> None:
        kinds = len(self.machines.bias)
        if (self.words.shape, self.mix.shape) != ((kinds, BUCKETS), (kinds, 3)):
            raise ValueError(f"shapes {self.words.shape} and {self.mix.shape} do not fit the machines")

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> MixedMachines:
        """Read them from stored arrays. Raises KeyError or ValueError if they are not there or do not fit."""
        return cls(KernelMachines.of(stored), figures_of(stored, "words"), figures_of(stored, "mix"))

    def probabilities(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, kinds) for n texts and their (n, 384) vectors of length 1."""
        import numpy as np

        meant = self.machines.figures(self.machines.cosines(vectors))
        said = np.asarray([self.said(text) for text in texts], dtype=np.float32)
        return probabilities(meant * self.mix[:, 0] + said * self.mix[:, 1] + self.mix[:, 2])

    def said(self, text: str) -> NDArray[np.float32]:
        """Return what the words of a text alone say of each kind, (kinds,)."""
        import numpy as np

        pieces = np.asarray(pieces_of(text), dtype=np.intp)
        found = self.words[:, pieces].sum(axis=1) / np.sqrt(max(len(pieces), 1))
        return np.asarray(found, dtype=np.float32)
