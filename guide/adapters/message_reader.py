"""The packaged embedding model, taught further to read what staff tell: which service it is for, and if it is danger.

What it has learned is kept as the difference to the packaged weights, a byte a number, and fits that model only.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import figures_of, read_weights
from guide.adapters.traced_model import FewTexts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    from guide.adapters.sentence_embedder import SentenceEmbedder

WEIGHTS = Path(__file__).parent.parent / "data" / "message_reader.npz"
COMMAND = "python -m evaluation.train_reader"
KINDS = 2
STEPS = 127
"""Differences are kept as whole numbers up to this, times one figure a row."""

REMEMBERED = 64
"""Readings that are kept: one message is read for danger, for its services and again for its parts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one text. services: chances that sum to at most 1, by id; none: that it is for none of them.

    danger: log odds of an emergency and of a crisis, as learned; not yet a chance.
    """

    services: Mapping[str, float]
    none: float
    danger: tuple[float, float]


class MessageReader:
    """Two linear heads over the mean of the last layer of a BERT model. Safe to share between threads.

    Fine-tuning as in Devlin et al. 2019, both tasks at once (Caruana 1997).
    """

    def __init__(self, embedder: SentenceEmbedder, learned: Learned) -> None:
        """embedder: of the model that it was taught from, left as it is: a copy is made for the first message."""
        self._embedder = embedder
        self._learned = learned
        self._lock = threading.Lock()
        self._read: dict[str, Reading] = {}

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return what was read of each masked text."""
        with self._lock:
            known = {text: self._read[text] for text in texts if text in self._read}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known |= dict(zip(new, self._readings(new), strict=True))
            with self._lock:
                self._read = dict([*self._read.items(), *known.items()][-REMEMBERED:])
        return [known[text] for text in texts]

    def _readings(self, texts: Sequence[str]) -> list[Reading]:
        import torch

        learned = self._learned
        with self._lock:
            few = self._few
        with torch.inference_mode():
            pooled = few.encode(texts).cpu()
            services = torch.softmax(_through(learned.service_head, pooled), dim=1).numpy()
            danger = _through(learned.danger_head, pooled).numpy()
        return [
            Reading(
                dict(zip(learned.services, row[:-1].tolist(), strict=True)),
                float(row[-1]),
                (float(odds[0]), float(odds[1])),
            )
            for row, odds in zip(services, danger, strict=True)
        ]

    @cached_property
    def _few(self) -> FewTexts:
        return FewTexts(self._embedder.copy_with(self._learned.differences))


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What the reader has learned. differences: by the name of the model's parameter, in its shape.

    service_head: (services + 1, d + 1), the last row for none; danger_head: (2, d + 1); the last column is the offset.
    """

    differences: Mapping[str, NDArray[np.float32]]
    services: tuple[str, ...]
    service_head: NDArray[np.float32]
    danger_head: NDArray[np.float32]

    def __post_init__(self) -> None:
        if len(self.service_head) != len(self.services) + 1 or len(self.danger_head) != KINDS:
            shapes = f"{self.service_head.shape} and {self.danger_head.shape}"
            raise ValueError(f"heads of shape {shapes} do not fit {len(self.services)} services and {KINDS} alerts")

    def to_arrays(self) -> dict[str, Any]:
        """Return it as arrays to store."""
        import numpy as np

        arrays: dict[str, Any] = {
            "services": np.asarray(self.services),
            "service_head": self.service_head,
            "danger_head": self.danger_head,
        }
        for name, difference in self.differences.items():
            rows = difference.reshape(len(difference), -1)
            width = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-12) / STEPS
            arrays[f"{name}:steps"] = np.round(rows / width).astype(np.int8).reshape(difference.shape)
            arrays[f"{name}:width"] = width[:, 0].astype(np.float32)
        return arrays

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Learned:
        """Read it from stored arrays. Raises KeyError or ValueError if they are not there or do not fit."""
        names = [name.removesuffix(":steps") for name in stored if name.endswith(":steps")]
        differences = {}
        for name in names:
            steps, width = figures_of(stored, f"{name}:steps"), figures_of(stored, f"{name}:width")
            differences[name] = steps * width.reshape((-1, *[1] * (steps.ndim - 1)))
        services = tuple(str(each) for each in stored["services"])
        return cls(differences, services, figures_of(stored, "service_head"), figures_of(stored, "danger_head"))


def _through(head: NDArray[np.float32], pooled: Tensor) -> Tensor:
    import torch

    weights = torch.from_numpy(head)
    return torch.nn.functional.linear(pooled, weights[:, :-1], weights[:, -1])


def open_reader(embedder: SentenceEmbedder, path: Path = WEIGHTS) -> MessageReader | None:
    """Return the reader taught from this embedding model; None for any other, so that the rest decides alone.

    Raises DataFileError if the file cannot be used.
    """
    learned = _learned(embedder.digest, path)
    return None if learned is None else MessageReader(embedder, learned)


@cache
def _learned(embedder_sha256: str, path: Path) -> Learned | None:
    return read_weights(path, embedder_sha256, Learned.of, COMMAND)
