"""What the meaning of a message says of the service it is for: a machine over its vector for each, and a reader."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.adapters.kernel_machines import KernelMachines, read_weights
from guide.directory.pathway_signals import Likely

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from guide.adapters.message_reader import MessageReader

READ = 0.3
"""How much the reader's chance counts beside the machine's figure. Of told lines that neither had seen, the right
service comes first for 0.804 with 0.4, 0.800 with 0.5 and 0.795 with 0.67; with 0.4 one of our own cases at night is
lost, which is why it is less (decision 0020)."""

WEIGHTS = Path(__file__).parent.parent / "data" / "service_meaning.npz"


class ServiceMeaning:
    """For each service that was trained on, how much a message is like those that are for it.

    Kernel ridge regression (Saunders, Gammerman and Vovk 1998) towards 1 for the lines of a service and 0 for all
    others, so that the figures of a message that is for none of them are all near 0. Fits one embedding model only.
    Where a reader is there, its chance counts beside the machine's figure for what is told: it was taught no questions.
    """

    def __init__(
        self, machines: KernelMachines, services: tuple[str, ...], reader: MessageReader | None = None
    ) -> None:
        """services: the id of the record that each machine is for. reader: None where there is none for the model."""
        if len(machines.bias) != len(services):
            raise ValueError(f"{len(machines.bias)} machines do not fit {len(services)} services")
        self._machines = machines
        self._services = services
        self._reader = reader

    def likeness(self, masked: str, vector: NDArray[np.float32]) -> Likely:
        """Return how much a masked message with this vector of length 1 is like those for each service."""
        import numpy as np

        figures = np.clip(self._machines.figures(self._machines.cosines(vector))[0], 0.0, 1.0).tolist()
        by_machine = dict(zip(self._services, figures, strict=True))
        if self._reader is None:
            return Likely(by_machine, by_machine)
        read = self._reader.read([masked])[0]
        both = {
            service: READ * read.services.get(service, 0.0) + (1.0 - READ) * figure
            for service, figure in by_machine.items()
        }
        return Likely(both, by_machine, read.none)


def open_service_meaning(
    embedder_sha256: str, path: Path = WEIGHTS, reader: MessageReader | None = None
) -> ServiceMeaning | None:
    """Return the machines trained for this embedding model; None for any other, so that the search decides alone.

    Raises DataFileError if the file cannot be used.
    """
    trained = _trained(embedder_sha256, path)
    return None if trained is None else ServiceMeaning(*trained, reader)


@cache
def _trained(embedder_sha256: str, path: Path) -> tuple[KernelMachines, tuple[str, ...]] | None:
    return read_weights(path, embedder_sha256, _read, "python -m evaluation.train_services")


def _read(stored: Mapping[str, Any]) -> tuple[KernelMachines, tuple[str, ...]]:
    return KernelMachines.of(stored), tuple(str(each) for each in stored["services"])
