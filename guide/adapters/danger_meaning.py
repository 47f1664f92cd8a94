"""What meaning and words say of danger: machines over the embedding and pieces of words, trained on our own lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import read_weights
from guide.adapters.mixed_machines import MixedMachines
from guide.alerting.crisis_words import without_secrecy
from guide.alerting.danger import CRISIS_LIKENESS, DangerLikeness, could_alert, windows_of
from guide.alerting.figures_of_speech import without_figures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "data" / "danger_meaning.npz"
KINDS = 2
LONG_CHARACTERS = 220
"""A longer text is also looked at in windows: one vector of a long story hides its one dangerous sentence."""

SURE_WINDOW = 0.8
"""A window counts from here: torn from its story, a sentence looks worse than it is (decision 0005)."""


class DangerMeaning:
    """Emergency or not, crisis or not. Fits one embedding model only.

    For each a machine with a Gaussian kernel over the vector and a logistic regression over the pieces of words.
    Support vector machines: Cortes and Vapnik 1995; their figures made one probability as Platt 1999 does.
    """

    def __init__(self, machines: MixedMachines) -> None:
        """Take the machines of the two kinds, emergency first. Raises ValueError for another number of kinds."""
        if len(machines.mix) != KINDS:
            raise ValueError(f"{len(machines.mix)} machines are not {KINDS}")
        self._machines = machines

    def likeness(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> DangerLikeness:
        """Return the highest probability of each kind over texts and their (n, 384) vectors of length 1."""
        highest = self._machines.probabilities(vectors, texts).max(axis=0)
        return DangerLikeness(emergency=min(1.0, float(highest[0])), crisis=min(1.0, float(highest[1])))

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


@cache
def open_danger_meaning(embedder_sha256: str, path: Path = WEIGHTS) -> DangerMeaning | None:
    """Return the model trained for this embedding model; None for any other, so that the rules decide alone.

    Raises DataFileError if the file cannot be used.
    """
    return read_weights(path, embedder_sha256, _meaning, "python -m evaluation.train_danger")


def _meaning(stored: Mapping[str, Any]) -> DangerMeaning:
    return DangerMeaning(MixedMachines.of(stored))


def weights_digest(path: Path = WEIGHTS) -> str:
    """Return the SHA-256 of the stored weights."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
