"""What the embedding says of the kind of a message: machines over its vector, trained on our own lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from guide.adapters.kernel_machines import KernelMachines
from guide.errors import DataFileError
from guide.message_kinds import MessageLikeness

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

    def __init__(self, machines: KernelMachines, labels: NDArray[np.str_]) -> None:
        """labels: (n,), which small talk each support is, empty for the others."""
        import numpy as np

        self._machines = machines
        self._places = {str(label): np.flatnonzero(labels == label) for label in np.unique(labels) if label}

    def likeness(self, vector: NDArray[np.float32]) -> MessageLikeness:
        """Return what kind a message is whose vector has length 1."""
        import numpy as np

        cosines = self._machines.cosines(vector)
        small_talk, vague, order = (min(1.0, float(each)) for each in self._machines.probabilities(cosines)[0])
        near = np.exp(SHARPNESS * (cosines[0] - 1.0))
        votes = {label: float(near[places].sum()) for label, places in self._places.items()}
        return MessageLikeness(small_talk, vague, order, max(votes, key=votes.__getitem__, default="other"))


@cache
def open_message_meaning(embedder_sha256: str, path: Path = WEIGHTS) -> MessageMeaning | None:
    """Return the model trained for this embedding model; None for any other, so that the rules decide alone.

    Raises DataFileError if the file cannot be used.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["embedder_sha256"]) != embedder_sha256:
                return None
            supports, coefficients, bias, platt = (
                np.asarray(stored[name], dtype=np.float32) for name in ("supports", "coefficients", "bias", "platt")
            )
            machines = KernelMachines(supports, coefficients, bias, platt, float(stored["gamma"]))
            labels = np.asarray(stored["labels"], dtype=np.str_)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise DataFileError(
            f"{path.name}: cannot be read. Make it again: python -m evaluation.train_messages."
        ) from error
    return MessageMeaning(machines, labels)
