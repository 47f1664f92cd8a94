"""Train the small model behind guide/adapters/message_meaning.py: `python -m evaluation.train_messages`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from guide.adapters.alert_file import read_lexicon
from guide.adapters.message_meaning import NO_SMALL_TALK, WEIGHTS
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.asking.message_kinds import may_be_judged
from guide.safety import mask
from guide.wording import SMALLTALK

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path(__file__).parent
LINES = HERE / "training" / "messages.jsonl"
PENALTY = 10.0
GAMMA = 1.0
"""Those of the machines for danger (decision 5); 1 and 2 were tried for gamma (decision 17)."""

FOLDS = 5
QUESTION = "question"
"""The kind of a message that asks something: what the machines must leave alone."""


NOT_ASKED = ("clarify", "smalltalk", "injection")
"""Categories of cases that are no questions."""


def labelled_lines() -> Iterator[tuple[str, str]]:
    """Yield each line to train on with its kind: our own, then cases and lines on danger, which ask or tell."""
    known = set()
    for row in _rows(LINES):
        known.add(str(row["message"]).lower())
        yield str(row["message"]), str(row["kind"])
    for path in (
        *sorted((HERE / "cases" / "safety").glob("*-dev.jsonl")),
        *sorted((HERE / "training").glob("*.jsonl")),
        HERE / "cases" / "plan.jsonl",
        HERE / "cases" / "pathways" / "own.jsonl",
    ):
        for row in _rows(path):
            question = str(row.get("question", ""))
            is_question = question and not row.get("earlier") and row.get("category") not in NOT_ASKED
            if is_question and question.lower() not in known:
                yield question, QUESTION


def _rows(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def fit(
    vectors: NDArray[np.float64], is_kind: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], float, tuple[float, float]]:
    """Return the coefficient of each vector, the bias, and slope and offset of the probability.

    Slope and offset are fitted on figures from folds that the machine was not trained on.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.svm import SVC

    machine = SVC(C=PENALTY, gamma=GAMMA)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    figures = cross_val_predict(machine, vectors, is_kind, cv=folds, method="decision_function")
    scaled = LogisticRegression(C=1e6).fit(figures.reshape(-1, 1), is_kind)
    machine.fit(vectors, is_kind)
    coefficients = np.zeros(len(vectors))
    coefficients[machine.support_] = machine.dual_coef_[0]
    return coefficients, float(machine.intercept_[0]), (float(scaled.coef_[0, 0]), float(scaled.intercept_[0]))


def main() -> int:
    """Train, write the weights and print how many lines were used and kept."""
    lexicon = read_lexicon(Path("corpus") / "alerts.yaml", ())
    lines = [(mask(text, lexicon).text, kind) for text, kind in labelled_lines()]
    lines = [(text, kind) for text, kind in lines if may_be_judged(text)]
    embedder = SentenceEmbedder()
    vectors = np.asarray(embedder.embed([text for text, _ in lines]), dtype=np.float64)
    kinds = np.asarray([kind for _, kind in lines])
    is_small_talk = np.isin(kinds, list(SMALLTALK))
    fitted = [fit(vectors, wanted) for wanted in (is_small_talk, kinds == "vague", kinds == "order")]
    coefficients = np.asarray([each for each, _, _ in fitted])
    used = np.flatnonzero((np.abs(coefficients).max(axis=0) > 0.0) | is_small_talk)
    np.savez(
        WEIGHTS,
        supports=vectors[used].astype(np.float16),
        coefficients=coefficients[:, used].astype(np.float32),
        bias=np.asarray([bias for _, bias, _ in fitted], dtype=np.float32),
        platt=np.asarray([platt for _, _, platt in fitted], dtype=np.float32),
        gamma=np.float32(GAMMA),
        labels=np.where(is_small_talk, kinds, NO_SMALL_TALK)[used],
        embedder_sha256=np.asarray(embedder.digest),
    )
    sys.stdout.write(f"{len(lines)} lines, {len(used)} kept\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
