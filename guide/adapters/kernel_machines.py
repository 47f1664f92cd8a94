"""Support vector machines with a Gaussian kernel over vectors of length 1, one for each of some kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class KernelMachines:
    """Cortes and Vapnik 1995; the figure of each is made a probability as Platt 1999 does.

    supports: (n, 384), length 1; coefficients: (kinds, n); bias: (kinds,); platt: slope and offset, (kinds, 2).
    """

    supports: NDArray[np.float32]
    coefficients: NDArray[np.float32]
    bias: NDArray[np.float32]
    platt: NDArray[np.float32]
    gamma: float

    def __post_init__(self) -> None:
        kinds, count = len(self.bias), len(self.supports)
        wanted = ((count, 384), (kinds, count), (kinds,), (kinds, 2))
        actual = (self.supports.shape, self.coefficients.shape, self.bias.shape, self.platt.shape)
        if actual != wanted:
            raise ValueError(f"shapes {actual} are not {wanted}")

    def cosines(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosines of (m, 384) vectors of length 1 with every support, (m, n)."""
        import numpy as np

        return np.atleast_2d(np.asarray(vectors, dtype=np.float32)) @ self.supports.T

    def probabilities(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each kind, (m, kinds), from the cosines of m vectors."""
        import numpy as np

        figures = np.exp(2.0 * self.gamma * (cosines - 1.0)) @ self.coefficients.T + self.bias
        likely = 1.0 / (1.0 + np.exp(-(figures * self.platt[:, 0] + self.platt[:, 1])))
        return np.asarray(likely, dtype=np.float32)
