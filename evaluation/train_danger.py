"""Train the small model behind guide/adapters/danger_meaning.py: `python -m evaluation.train_danger`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from guide.adapters.alert_file import read_lexicon
from guide.adapters.danger_meaning import WEIGHTS, weights_digest
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.safety import mask

if TYPE_CHECKING:
    from numpy.typing import NDArray

CASES = Path(__file__).parent / "cases" / "safety"
CLASSES = ("", "emergency", "crisis")
STRENGTH = 1.0
"""Inverse weight of the penalty; 1, 3 and 10 were tried by ten-fold cross-validation (decision 0005)."""

STEPS = 3_000


def read_development_cases() -> list[tuple[str, int]]:
    """Return (question, class) for every line of the development sets; the held-out thirds are never opened here."""
    rows = []
    for path in sorted(CASES.glob("*-dev.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            kinds = [place for place, name in enumerate(CLASSES) if name in case["alerts"]]
            rows.append((str(case["question"]), kinds[0] if kinds else 0))
    return rows


def fit(vectors: NDArray[np.float64], classes: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights (3, 384) and bias (3,) of the multinomial logistic regression with an L2 penalty on the weights.

    Gradient descent with Nesterov's momentum (1983), a fixed number of steps from zero: same data, same weights.
    """
    count = len(vectors)
    wanted = np.eye(len(CLASSES))[classes]
    inputs = np.hstack([vectors, np.ones((count, 1))])
    decay = np.ones(inputs.shape[1]) / (STRENGTH * count)
    decay[-1] = 0.0
    here = np.zeros((len(CLASSES), inputs.shape[1]))
    ahead = here.copy()
    for step in range(STEPS):
        scores = inputs @ ahead.T
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = grown / grown.sum(axis=1, keepdims=True)
        slope = (shares - wanted).T @ inputs / count + ahead * decay
        moved = ahead - slope
        ahead = moved + step / (step + 3) * (moved - here)
        here = moved
    return here[:, :-1], here[:, -1]


def main() -> int:
    """Train, write the weights and print their digest."""
    rows = read_development_cases()
    lexicon = read_lexicon(Path("corpus") / "alerts.yaml", ())
    embedder = SentenceEmbedder()
    vectors = np.asarray(embedder.embed([mask(question, lexicon).text for question, _ in rows]), dtype=np.float64)
    weights, bias = fit(vectors, np.asarray([kind for _, kind in rows]))
    stored = {
        "what": "multinomial logistic regression: nothing, emergency, crisis",
        "cases": len(rows),
        "embedder_sha256": embedder.digest,
        "bias": [round(float(value), 4) for value in bias],
        "weights": [[round(float(value), 4) for value in row] for row in weights],
    }
    WEIGHTS.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} cases, weights {weights_digest()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
