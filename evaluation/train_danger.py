"""Train the small model behind guide/adapters/danger_meaning.py: `python -m evaluation.train_danger`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from guide.adapters.alert_file import read_lexicon
from guide.adapters.danger_meaning import WEIGHTS, weights_digest
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.asking.word_pieces import BUCKETS, pieces_of
from guide.safety import mask

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

HERE = Path(__file__).parent
KINDS = ("emergency", "crisis")
PENALTY = 10.0
GAMMA = 1.0
"""1, 3 and 10 for the penalty, 1 and 2 for gamma were tried on lines that were not trained on (decision 0005)."""

WORDS_PENALTY = 100.0
"""100 and 300 were tried in the same way, with 2**14, 2**15 and 2**16 buckets: they differ by less than chance."""

FOLDS = 5


def read_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each line to train on with its alerts; sets that are held out or sealed are never opened here."""
    for path in (
        *sorted((HERE / "cases" / "safety").glob("*-dev.jsonl")),
        *sorted((HERE / "training").glob("*.jsonl")),
        HERE / "cases" / "plan.jsonl",
        HERE / "cases" / "pathways" / "own.jsonl",
    ):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if "question" in case:
                yield str(case["question"]), tuple(case["alerts"])


@dataclass(frozen=True, slots=True)
class Learned:
    """One kind, as learned. mix: weight of the meaning's figure, weight of the words' figure, offset."""

    coefficients: NDArray[np.float64]
    bias: float
    words: NDArray[np.float64]
    mix: tuple[float, float, float]


def fit(vectors: NDArray[np.float64], pieces: csr_matrix, is_kind: NDArray[np.bool_]) -> Learned:
    """Return what the lines teach of one kind.

    The mix is fitted on figures from folds that neither machine was trained on.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.svm import SVC

    near = np.exp(2.0 * GAMMA * (vectors @ vectors.T - 1.0))
    meaning = SVC(C=PENALTY, kernel="precomputed")
    words = LogisticRegression(C=WORDS_PENALTY, solver="liblinear", dual=True, tol=1e-2, random_state=0)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    figures = [
        cross_val_predict(machine, known, is_kind, cv=folds, method="decision_function")
        for machine, known in ((meaning, near), (words, pieces))
    ]
    mixed = LogisticRegression(C=1e3).fit(np.stack(figures, axis=1), is_kind)
    meaning.fit(near, is_kind)
    words.fit(pieces, is_kind)
    coefficients = np.zeros(len(vectors))
    coefficients[meaning.support_] = meaning.dual_coef_[0]
    of_meaning, of_words = (float(each) for each in mixed.coef_[0])
    offset = float(mixed.intercept_[0]) + of_words * float(words.intercept_[0])
    return Learned(coefficients, float(meaning.intercept_[0]), words.coef_[0], (of_meaning, of_words, offset))


def pieces_in(texts: Sequence[str]) -> csr_matrix:
    """Return which pieces of words stand in each text, (n, buckets), rows of length 1."""
    from scipy.sparse import csr_matrix

    rows = [pieces_of(text) for text in texts]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    values = np.concatenate([np.full(len(row), 1.0 / np.sqrt(max(len(row), 1))) for row in rows])
    return csr_matrix((values, np.concatenate(rows), starts), shape=(len(rows), BUCKETS))


def stored(learned: Sequence[Learned], vectors: NDArray[np.float64], width: type) -> dict[str, Any]:
    """Return the machines of all kinds as MixedMachines reads them, without the lines that none of them uses.

    vectors: those of the lines, (n, 384). width: the type of the coefficients.
    """
    coefficients = np.asarray([each.coefficients for each in learned])
    used = np.flatnonzero(np.abs(coefficients).max(axis=0) > 0.0)
    return {
        "supports": vectors[used].astype(np.float16),
        "coefficients": coefficients[:, used].astype(width),
        "bias": np.asarray([each.bias for each in learned], dtype=np.float32),
        "words": np.asarray([each.words for each in learned], dtype=np.float16),
        "mix": np.asarray([each.mix for each in learned], dtype=np.float32),
        "gamma": np.float32(GAMMA),
    }


def main() -> int:
    """Train, write the weights and print their digest."""
    rows = list(read_lines())
    lexicon = read_lexicon(Path("corpus") / "alerts.yaml", ())
    embedder = SentenceEmbedder()
    texts = [mask(question, lexicon).text for question, _ in rows]
    vectors, pieces = np.asarray(embedder.embed(texts), dtype=np.float64), pieces_in(texts)
    fitted = [fit(vectors, pieces, np.asarray([kind in alerts for _, alerts in rows])) for kind in KINDS]
    arrays = stored(fitted, vectors, np.float32)
    np.savez(WEIGHTS, **arrays, embedder_sha256=np.asarray(embedder.digest))
    sys.stdout.write(f"{len(rows)} lines, {len(arrays['supports'])} kept, weights {weights_digest()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
