"""What the embedding says of the kind of a message: machines over its vector, trained on our own lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import KernelMachines, figures_of, probabilities, read_weights
from guide.asking.message_kinds import MessageLikeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "data" / "message_meaning.npz"
NO_SMALL_TALK = ""
"""The label of a line that is no small talk."""

SHARPNESS = 16.0
"""How quickly a line counts less the further off it is, when the nearest small talk is looked for."""


class MessageMeaning:
    """Small talk or not, too vague or not, an order or not: three machines. Fits one embedding model only."""

    def __init__(self, machines: KernelMachines, platt: NDArray[np.float32], labels: NDArray[np.str_]) -> None:
        """platt: slope and offset of each kind, (3, 2). labels: (n,), which small talk each support is, else empty."""
        import numpy as np

        if platt.shape != (3, 2) or labels.shape != (len(machines.supports),):
            raise ValueError(f"shapes {platt.shape} and {labels.shape} do not fit the machines")
        self._machines = machines
        self._platt = platt
        self._places = {str(label): np.flatnonzero(labels == label) for label in np.unique(labels) if label}

    def likeness(self, vector: NDArray[np.float32]) -> MessageLikeness:
        """Return what kind a message is whose vector has length 1."""
        import numpy as np

        cosines = self._machines.cosines(vector)
        likely = probabilities(self._machines.figures(cosines) * self._platt[:, 0] + self._platt[:, 1])[0]
        small_talk, vague, order = (min(1.0, float(each)) for each in likely)
        near = np.exp(SHARPNESS * (cosines[0] - 1.0))
        votes = {label: float(near[places].sum()) for label, places in self._places.items()}
        return MessageLikeness(small_talk, vague, order, max(votes, key=votes.__getitem__, default="other"))


@cache
def open_message_meaning(embedder_sha256: str, path: Path = WEIGHTS) -> MessageMeaning | None:
    """Return the model trained for this embedding model; None for any other, so that the rules decide alone.

    Raises DataFileError if the file cannot be used.
    """
    return read_weights(path, embedder_sha256, _meaning, "python -m evaluation.train_messages")


def _meaning(stored: Mapping[str, Any]) -> MessageMeaning:
    import numpy as np

    labels = np.asarray(stored["labels"], dtype=np.str_)
    return MessageMeaning(KernelMachines.of(stored), figures_of(stored, "platt"), labels)
