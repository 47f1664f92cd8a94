"""Support vector machines with a Gaussian kernel over vectors of length 1, one for each of some kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import BadZipFile

from guide.errors import DataFileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class KernelMachines:
    """Cortes and Vapnik 1995.

    supports: (n, 384), length 1; coefficients: (kinds, n); bias: (kinds,).
    """

    supports: NDArray[np.float32]
    coefficients: NDArray[np.float32]
    bias: NDArray[np.float32]
    gamma: float

    def __post_init__(self) -> None:
        kinds, count = len(self.bias), len(self.supports)
        wanted = ((count, 384), (kinds, count), (kinds,))
        actual = (self.supports.shape, self.coefficients.shape, self.bias.shape)
        if actual != wanted:
            raise ValueError(f"shapes {actual} are not {wanted}")

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> KernelMachines:
        """Read the machines from stored arrays. Raises KeyError or ValueError if they are not there or do not fit."""
        supports, coefficients, bias = (figures_of(stored, name) for name in ("supports", "coefficients", "bias"))
        return cls(supports, coefficients, bias, float(stored["gamma"]))

    def cosines(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosines of (m, 384) vectors of length 1 with every support, (m, n)."""
        import numpy as np

        return np.atleast_2d(np.asarray(vectors, dtype=np.float32)) @ self.supports.T

    def figures(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return on which side of each machine m vectors lie and how far, (m, kinds), from their cosines."""
        import numpy as np

        found = np.exp(2.0 * self.gamma * (cosines - 1.0)) @ self.coefficients.T + self.bias
        return np.asarray(found, dtype=np.float32)


def probabilities(figures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return figures that were scaled and moved as Platt 1999 does as probabilities."""
    import numpy as np

    return np.asarray(1.0 / (1.0 + np.exp(-figures)), dtype=np.float32)


def figures_of(stored: Mapping[str, Any], name: str) -> NDArray[np.float32]:
    """Return one of the stored arrays; they are kept at half the width."""
    import numpy as np

    return np.asarray(stored[name], dtype=np.float32)


def read_weights(
    path: Path, embedder_sha256: str, make: Callable[[Mapping[str, Any]], Made], command: str
) -> Made | None:
    """Return what is made of a file of weights; None if they were trained for another embedding model.

    Raises DataFileError, naming the command that writes the file, if it cannot be read or its arrays do not fit.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as stored:
            return make(stored) if str(stored["embedder_sha256"]) == embedder_sha256 else None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise DataFileError(f"{path.name}: cannot be read. Make it again: {command}.") from error
