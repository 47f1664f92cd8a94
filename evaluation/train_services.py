"""Train the small model behind guide/adapters/service_meaning.py: `python -m evaluation.train_services [--held-out]`.

With --held-out it trains on four fifths of the told lines and prints how often the service of the last fifth comes
first and among the first three; it writes nothing then.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evaluation.train_danger import FOLDS, GAMMA
from guide.adapters.alert_file import read_lexicon
from guide.adapters.kernel_machines import KernelMachines
from guide.adapters.pathway_file import read_pathways
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.adapters.service_meaning import WEIGHTS
from guide.safety import mask

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path(__file__).parent
CORPUS = Path("corpus")
TOLD = HERE / "training" / "told.jsonl"
"""What staff tell, with the record that it is for; null where none of them is."""

RIDGE = 0.3
"""0.1, 0.3 and 1 were tried, with 1 and 2 for gamma: they differ by less than chance (decision 0006)."""


def told_lines() -> Iterator[tuple[str, str | None]]:
    """Yield each told line with the id of the record that it is for, None for none."""
    for line in TOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield str(row["told"]), row["pathway"]


def phrases() -> Iterator[tuple[str, str | None]]:
    """Yield each search phrase of the records in corpus/pathways.yaml with its record's id."""
    for record in read_pathways(CORPUS):
        for phrase in (*record.asked_as, *record.situations):
            yield phrase, record.id


def fit(vectors: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coefficients of the machines, (services, n). vectors: (n, 384), length 1; wanted: (n, services)."""
    near = np.exp(2.0 * GAMMA * (vectors @ vectors.T - 1.0))
    return np.asarray(np.linalg.solve(near + RIDGE * np.eye(len(vectors)), wanted).T, dtype=np.float64)


def wanted_of(labels: Sequence[str | None], services: Sequence[str]) -> NDArray[np.float64]:
    """Return 1 where a line is for a service and 0 elsewhere, (n, services)."""
    return np.asarray([[float(label == service) for service in services] for label in labels])


def machines_of(coefficients: NDArray[np.float64], supports: NDArray[np.float64]) -> KernelMachines:
    """Return the machines as they judge. coefficients: (services, n); supports: (n, 384), length 1."""
    bias = np.zeros(len(coefficients), dtype=np.float32)
    return KernelMachines(supports.astype(np.float32), coefficients.astype(np.float32), bias, GAMMA)


def main() -> int:
    """Train, then write the weights, or print what the held out lines give."""
    lexicon = read_lexicon(CORPUS / "alerts.yaml", ())
    told = list(told_lines())
    lines = [*phrases(), *told]
    services = tuple(record.id for record in read_pathways(CORPUS))
    unknown = {label for _, label in told} - {None, *services}
    if unknown:
        sys.stderr.write(f"{TOLD.name}: no record has the id {', '.join(sorted(map(str, unknown)))}.\n")
        return 2
    embedder = SentenceEmbedder()
    texts = [mask(text, lexicon).text for text, _ in lines]
    vectors = np.asarray(embedder.embed(texts), dtype=np.float64)
    wanted = wanted_of([label for _, label in lines], services)
    if "--held-out" in sys.argv[1:]:
        sys.stdout.write(held_out(vectors, wanted, len(lines) - len(told)))
        return 0
    np.savez(
        WEIGHTS,
        supports=vectors.astype(np.float16),
        coefficients=fit(vectors, wanted).astype(np.float16),
        bias=np.zeros(len(services), dtype=np.float32),
        gamma=np.float32(GAMMA),
        services=np.asarray(services),
        embedder_sha256=np.asarray(embedder.digest),
    )
    sys.stdout.write(f"{len(lines)} lines for {len(services)} services\n")
    return 0


def held_out(vectors: NDArray[np.float64], wanted: NDArray[np.float64], phrase_count: int) -> str:
    """Return how often the right service comes first, and among three, for told lines that were not trained on."""
    folds = np.random.default_rng(0).integers(0, FOLDS, len(vectors))
    folds[:phrase_count] = FOLDS
    figures = np.zeros_like(wanted)
    for fold in range(FOLDS):
        left, known = folds == fold, folds != fold
        machines = machines_of(fit(vectors[known], wanted[known]), vectors[known])
        figures[left] = machines.figures(machines.cosines(vectors[left]))
    is_told = (folds < FOLDS) & (wanted.max(axis=1) > 0.0)
    order = np.argsort(-figures[is_told], axis=1)
    right = np.argmax(wanted[is_told], axis=1)
    first, three = (float(np.mean((order[:, :n] == right[:, None]).any(axis=1))) for n in (1, 3))
    return f"{len(right)} told lines held out: the right service first {first:.3f}, among the first three {three:.3f}\n"


if __name__ == "__main__":
    sys.exit(main())
