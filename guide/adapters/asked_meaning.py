"""What meaning and words say of the field of a service that a question asks for, trained on our own lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import probabilities, read_weights
from guide.adapters.mixed_machines import MixedMachines
from guide.asking.pathway_asking import asking_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "data" / "asked_meaning.npz"


class AskedMeaning:
    """For each field of a record how likely a question asks for it. Fits one embedding model only."""

    def __init__(self, machines: MixedMachines, fields: tuple[str, ...], alone: NDArray[np.float32]) -> None:
        """fields: the key of each machine. alone: slope and offset of the words without the meaning, (fields, 2)."""
        if (len(machines.mix), alone.shape) != (len(fields), (len(fields), 2)):
            raise ValueError(f"{len(machines.mix)} machines and {alone.shape} do not fit {len(fields)} fields")
        self._machines = machines
        self._fields = fields
        self._alone = alone

    def likeness(self, text: str, vector: NDArray[np.float32]) -> Mapping[str, float]:
        """Return the probability of each field for a masked question and its vector of length 1."""
        likely = self._machines.probabilities(vector, [asking_words(text)])[0]
        return dict(zip(self._fields, likely.tolist(), strict=True))

    def likeness_of_words(self, text: str) -> Mapping[str, float]:
        """Return the same from the words alone, where no vector is known yet."""
        said = self._machines.said(asking_words(text))
        likely = probabilities(said * self._alone[:, 0] + self._alone[:, 1])
        return dict(zip(self._fields, likely.tolist(), strict=True))


@cache
def open_asked_meaning(embedder_sha256: str, path: Path = WEIGHTS) -> AskedMeaning | None:
    """Return the model trained for this embedding model; None for any other, so that the rules decide alone.

    Raises DataFileError if the file cannot be used.
    """
    return read_weights(path, embedder_sha256, _meaning, "python -m evaluation.train_asked")


def _meaning(stored: Mapping[str, Any]) -> AskedMeaning:
    import numpy as np

    fields = tuple(str(each) for each in stored["fields"])
    return AskedMeaning(MixedMachines.of(stored), fields, np.asarray(stored["alone"], dtype=np.float32))
