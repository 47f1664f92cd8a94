"""What the embedding says of the service that a message is for: one machine over its vector for each service."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import KernelMachines, read_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "data" / "service_meaning.npz"


class ServiceMeaning:
    """For each service that was trained on, how much a message is like those that are for it.

    Kernel ridge regression (Saunders, Gammerman and Vovk 1998) towards 1 for the lines of a service and 0 for all
    others, so that the figures of a message that is for none of them are all near 0. Fits one embedding model only.
    """

    def __init__(self, machines: KernelMachines, services: tuple[str, ...]) -> None:
        """services: the id of the record that each machine is for."""
        if len(machines.bias) != len(services):
            raise ValueError(f"{len(machines.bias)} machines do not fit {len(services)} services")
        self._machines = machines
        self._services = services

    def likeness(self, vector: NDArray[np.float32]) -> Mapping[str, float]:
        """Return a figure in [0, 1] for each service, by its id, for the vector of length 1 of a masked message."""
        import numpy as np

        figures = self._machines.figures(self._machines.cosines(vector))[0]
        return dict(zip(self._services, np.clip(figures, 0.0, 1.0).tolist(), strict=True))


@cache
def open_service_meaning(embedder_sha256: str, path: Path = WEIGHTS) -> ServiceMeaning | None:
    """Return the machines trained for this embedding model; None for any other, so that the search decides alone.

    Raises DataFileError if the file cannot be used.
    """
    return read_weights(path, embedder_sha256, _meaning, "python -m evaluation.train_services")


def _meaning(stored: Mapping[str, Any]) -> ServiceMeaning:
    return ServiceMeaning(KernelMachines.of(stored), tuple(str(each) for each in stored["services"]))
