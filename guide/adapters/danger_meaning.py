"""What meaning and words say of danger: machines over the embedding and pieces of words, and a reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from guide.adapters.kernel_machines import probabilities, read_weights
from guide.adapters.mixed_machines import MixedMachines
from guide.alerting.crisis_words import without_secrecy
from guide.alerting.danger import CRISIS_LIKENESS, DangerLikeness, could_alert, windows_of
from guide.alerting.figures_of_speech import without_figures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from guide.adapters.message_reader import MessageReader

WEIGHTS = Path(__file__).parent.parent / "data" / "danger_meaning.npz"
KINDS = 2

WORTH_READING = 0.02
"""Least chance by the machines of either kind from which a text is read: nine of ten questions about documents stay
below, and 3 of 363 dangerous lines that were not trained on (decision 0020)."""

MIX = ((0.18, 0.30, 0.40), (0.10, 0.40, 0.0))
"""For an emergency and a crisis the weight of the machines' log odds, of the reader's, and an offset. Logistic
regression on 880 lines that neither had seen; the offsets are moved so that more of both are found than by the machines
alone, and fewer raised for nothing (decision 0020)."""

SMALLEST = 1e-6

LONG_CHARACTERS = 220
"""A longer text is also looked at in windows: one vector of a long story hides its one dangerous sentence."""

SURE_WINDOW = 0.8
"""A window counts from here: torn from its story, a sentence looks worse than it is (decision 0005)."""


class DangerMeaning:
    """Emergency or not, crisis or not. Fits one embedding model only.

    For each a machine with a Gaussian kernel over the vector and a logistic regression over the pieces of words.
    Support vector machines: Cortes and Vapnik 1995; their figures made one probability as Platt 1999 does. What may be
    danger by these is read as well.
    """

    def __init__(self, machines: MixedMachines, reader: MessageReader | None = None) -> None:
        """Take the machines of the two kinds, emergency first. Raises ValueError for another number of kinds.

        reader: None where there is none for the embedding model: then the machines decide alone.
        """
        if len(machines.mix) != KINDS:
            raise ValueError(f"{len(machines.mix)} machines are not {KINDS}")
        self._machines = machines
        self._reader = reader

    def likeness(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> DangerLikeness:
        """Return the highest probability of each kind over texts and their (n, 384) vectors of length 1."""
        highest = self._chances(vectors, texts).max(axis=0)
        return DangerLikeness(emergency=min(1.0, float(highest[0])), crisis=min(1.0, float(highest[1])))

    def _chances(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the chance of each kind for each text, (n, 2): by the machines, and where due by the reader."""
        import numpy as np

        found = self._machines.probabilities(vectors, texts)
        doubtful: list[int] = np.flatnonzero(found.max(axis=1) >= WORTH_READING).tolist()
        if self._reader is None or not doubtful:
            return found
        machines = np.clip(found[doubtful], SMALLEST, 1.0 - SMALLEST)
        read = np.asarray([each.danger for each in self._reader.read([texts[row] for row in doubtful])])
        by_machines, by_reader, offset = np.asarray(MIX).T
        found[doubtful] = probabilities(np.log(machines / (1.0 - machines)) * by_machines + read * by_reader + offset)
        return found

    def likeness_of(
        self, masked: str, vector: NDArray[np.float32], embed: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> DangerLikeness:
        """Return the likeness of a question whose vector is known; a long one with up to 4 windows, in one batch.

        What is like danger only by a figure of speech ("this rota will be the death of me") is none. What is like a
        crisis only while somebody wants it kept quiet is none: people hide many things.
        """
        whole = self.likeness(vector, [masked])
        if could_alert(whole) and (literal := without_figures(masked)) != masked:
            said = self.likeness(embed([literal]), [literal])
            whole = DangerLikeness(min(whole.emergency, said.emergency), min(whole.crisis, said.crisis))
            masked = literal
        if whole.crisis >= CRISIS_LIKENESS and (rest := without_secrecy(masked)) != masked:
            openly = self.likeness(embed([rest]), [rest])
            if openly.crisis < CRISIS_LIKENESS:
                whole = replace(whole, crisis=openly.crisis)
        if len(masked) <= LONG_CHARACTERS or not (windows := windows_of(without_figures(masked))):
            return whole
        part = self.likeness(embed(windows), windows)
        return DangerLikeness(
            emergency=part.emergency if part.emergency >= SURE_WINDOW else whole.emergency,
            crisis=part.crisis if part.crisis >= SURE_WINDOW else whole.crisis,
        )


def open_danger_meaning(
    embedder_sha256: str, path: Path = WEIGHTS, reader: MessageReader | None = None
) -> DangerMeaning | None:
    """Return the model trained for this embedding model; None for any other, so that the rules decide alone.

    Raises DataFileError if the file cannot be used.
    """
    machines = _machines(embedder_sha256, path)
    return None if machines is None else DangerMeaning(machines, reader)


@cache
def _machines(embedder_sha256: str, path: Path) -> MixedMachines | None:
    return read_weights(path, embedder_sha256, MixedMachines.of, "python -m evaluation.train_danger")


def weights_digest(path: Path = WEIGHTS) -> str:
    """Return the SHA-256 of the stored weights."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
