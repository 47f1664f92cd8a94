"""Train the small model behind guide/adapters/asked_meaning.py: `python -m evaluation.train_asked [--held-out]`.

With --held-out it trains on two thirds of the frames and prints how well the fields of the last third are read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evaluation.asked_lines import NONE, AskedLine, asked_lines
from evaluation.train_danger import GAMMA, PENALTY, Learned, pieces_in, stored
from guide.adapters.asked_meaning import WEIGHTS
from guide.adapters.kernel_machines import probabilities
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.asking.asked_fields import SURE
from guide.asking.pathway_asking import asking_words, read

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

HERE = Path(__file__).parent
WORDS_PENALTY = 30.0
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Fitted(Learned):
    """One field, as learned. alone: slope and offset of the words."""

    alone: tuple[float, float]


def read_lines() -> Iterator[AskedLine]:
    """Yield our own lines, and as lines that ask for no field: questions about the plan, and tellings of danger."""
    yield from asked_lines()
    for path in (HERE / "cases" / "plan.jsonl", HERE / "training" / "danger.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = str(row.get("question", ""))
            if text and not row.get("earlier") and (path.stem == "plan" or "?" not in text):
                yield AskedLine(text, NONE, text)


def fit(near: NDArray[np.float64], pieces: csr_matrix, is_field: NDArray[np.bool_], frames: NDArray[np.int_]) -> Fitted:
    """Return what the lines teach of one field; lines of one frame are never in two folds."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.svm import SVC

    meaning = SVC(C=PENALTY, kernel="precomputed")
    words = LogisticRegression(C=WORDS_PENALTY, solver="liblinear", dual=True, tol=1e-2, random_state=0)
    folds = list(GroupKFold(FOLDS).split(near, is_field, frames))
    figures = [
        cross_val_predict(machine, known, is_field, cv=folds, method="decision_function")
        for machine, known in ((meaning, near), (words, pieces))
    ]
    mixed = LogisticRegression(C=1e3).fit(np.stack(figures, axis=1), is_field)
    alone = LogisticRegression(C=1e3).fit(figures[1].reshape(-1, 1), is_field)
    meaning.fit(near, is_field)
    words.fit(pieces, is_field)
    coefficients = np.zeros(len(near))
    coefficients[meaning.support_] = meaning.dual_coef_[0]
    of_meaning, of_words = (float(each) for each in mixed.coef_[0])
    said, slope = float(words.intercept_[0]), float(alone.coef_[0, 0])
    return Fitted(
        coefficients,
        float(meaning.intercept_[0]),
        words.coef_[0],
        (of_meaning, of_words, float(mixed.intercept_[0]) + of_words * said),
        (slope, float(alone.intercept_[0]) + slope * said),
    )


def train(lines: Sequence[AskedLine], vectors: NDArray[np.float64], fields: Sequence[str]) -> list[Fitted]:
    """Return what some lines teach of each field."""
    near = np.exp(2.0 * GAMMA * (vectors @ vectors.T - 1.0))
    pieces = pieces_in([asking_words(line.text) for line in lines])
    known = {frame: number for number, frame in enumerate(dict.fromkeys(line.frame for line in lines))}
    frames = np.asarray([known[line.frame] for line in lines])
    asked = np.asarray([line.field for line in lines])
    return [fit(near, pieces, asked == field, frames) for field in fields]


def held_out(lines: Sequence[AskedLine], vectors: NDArray[np.float64], fields: Sequence[str]) -> Iterator[str]:
    """Yield how well the fields of the held-out third are read by what the other lines teach."""
    is_held = np.asarray([line.is_held_out for line in lines])
    taught = train([line for line in lines if not line.is_held_out], vectors[~is_held], fields)
    left = [line for line in lines if line.is_held_out]
    near = np.exp(2.0 * GAMMA * (vectors[is_held] @ vectors[~is_held].T - 1.0))
    pieces = pieces_in([asking_words(line.text) for line in left])
    meant = near @ np.asarray([each.coefficients for each in taught]).T + np.asarray([each.bias for each in taught])
    said = pieces @ np.asarray([each.words for each in taught]).T
    mix, alone = np.asarray([each.mix for each in taught]), np.asarray([each.alone for each in taught])
    for name, likely in (
        ("meaning and words", probabilities(meant * mix[:, 0] + said * mix[:, 1] + mix[:, 2])),
        ("words alone", probabilities(said * alone[:, 0] + alone[:, 1])),
    ):
        yield name
        yield from _table(left, likely, fields)


def _table(left: Sequence[AskedLine], likely: NDArray[np.float32], fields: Sequence[str]) -> Iterator[str]:
    actual = [line.field for line in left]
    by_rule = [read(line.text).fields for line in left]
    for sure in (0.5, SURE, 0.8, 0.9):
        read_as = [fields[int(row.argmax())] if row.max() >= sure else NONE for row in likely]
        wrong = sum(said != NONE == true for said, true in zip(read_as, actual, strict=True))
        yield f"from {sure}: of {actual.count(NONE)} lines that ask for none, {wrong} are said to ask for one"
        for field in fields:
            right = sum(said == true == field for said, true in zip(read_as, actual, strict=True))
            said, wanted = read_as.count(field), actual.count(field)
            ruled = sum(field in rules and true == field for rules, true in zip(by_rule, actual, strict=True))
            yield f"  {field}: precision {right} of {said}, recall {right} of {wanted}; by rule {ruled}"


def main(arguments: Sequence[str]) -> int:
    """Train and write the weights, or print what is found of the held-out lines."""
    lines = list(read_lines())
    fields = sorted({line.field for line in lines} - {NONE})
    embedder = SentenceEmbedder()
    vectors = np.asarray(embedder.embed([line.text for line in lines]), dtype=np.float64)
    if "--held-out" in arguments:
        sys.stdout.write("".join(f"{row}\n" for row in held_out(lines, vectors, fields)))
        return 0
    taught = train(lines, vectors, fields)
    arrays = stored(taught, vectors, np.float16)
    np.savez(
        WEIGHTS,
        **arrays,
        alone=np.asarray([each.alone for each in taught], dtype=np.float32),
        fields=np.asarray(fields),
        embedder_sha256=np.asarray(embedder.digest),
    )
    sys.stdout.write(f"{len(lines)} lines, {len(arrays['supports'])} kept\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
