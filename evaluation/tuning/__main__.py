"""`python -m evaluation.tuning CASES.jsonl --index DIR [--small DIR]...`: learn the weights, print them with figures.

Two scores of units are learned: the one that confidence and further quotations go by (UNIT), and the one that ranks
passages and chooses the first quotation (LEAD). Prints figures out of fold, each document left out in turn, then the
weights over all; a person copies them into guide/searching/learned_weights.py. Writes nothing.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

import numpy as np

from evaluation.tuning.examples import FEATURES, OF_CONFIDENCE, Example, read_examples
from evaluation.tuning.fitting import Floats, area_under_roc, fit_choice, fit_yes_no
from guide.adapters.index_reader import open_index
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.errors import GuideError

FOLDS = 8
SMALL_WEIGHT = 0.3
"""What a question asked of a small index counts, since the same questions are asked of several."""
LEAD_PENALTY = 1.0
"""Of the ranking with all signals, which say much the same: with a tenth of it more first units are lost again."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.tuning", description="Learn the weights of the search.")
    parser.add_argument("cases", type=Path, help="a case file with questions, answers and windows")
    parser.add_argument("--index", type=Path, required=True, help="an index of the documents the questions are about")
    parser.add_argument("--small", type=Path, action="append", default=[], help="an index of one of the documents")
    given = parser.parse_args(arguments)
    try:
        report(given.cases, given.index, given.small)
    except (GuideError, OSError, ValueError, KeyError) as error:
        print(f"tuning: {error}", file=sys.stderr)
        return 2
    return 0


def report(cases: Path, index: Path, small: list[Path]) -> None:
    """Learn, and print what was learned."""
    embedder = SentenceEmbedder()
    sets = []
    for folder in (index, *small):
        store = open_index(folder, embedder.digest, pieces=lambda: embedder.input_layer).snapshot()
        names = {Path(source.path).name for source in store.sources()}
        size = math.log(max(store.document_passage_count, 1))
        sets.append((read_examples(cases, store, embedder), names, size))
    whole = sets[0][0]
    folds = fold_numbers(whole)
    sets = [([each.narrowed(OF_CONFIDENCE) for each in found], names, size) for found, names, size in sets]
    examples = sets[0][0]
    print_ranking("UNIT", examples, out_of_fold(examples, folds))
    weights = fit_choice([each.units for each in examples], [each.answers for each in examples])
    print_weights("UNIT", weights)
    print_ranking("LEAD", whole, out_of_fold(whole, folds, LEAD_PENALTY))
    lead = fit_choice([each.units for each in whole], [each.answers for each in whole], LEAD_PENALTY)
    print_weights("LEAD", lead * (mean_best(examples, weights) / mean_best(whole, lead)))
    print_confidence(sets, folds, weights)


def mean_best(examples: list[Example], weights: Floats) -> float:
    """Return the mean score of the best unit, over the questions that have an answer: it tells two scales apart."""
    return float(np.mean([(each.units @ weights).max(initial=0.0) for each in examples if each.document]))


def print_weights(name: str, weights: Floats) -> None:
    """Print weights by name."""
    named = zip(FEATURES, weights, strict=False)
    print(f"weights of {name}:", ", ".join(f"{feature}={value:.2f}" for feature, value in named))


def fold_numbers(examples: list[Example]) -> Floats:
    """Return the fold of each example: one a document, questions without one shared out in turn."""
    documents = sorted({each.document for each in examples if each.document})
    return np.array(
        [
            documents.index(each.document) % FOLDS if each.document else number % FOLDS
            for number, each in enumerate(examples)
        ],
        np.float64,
    )


def out_of_fold(examples: list[Example], folds: Floats, penalty: float = 0.1) -> list[Floats]:
    """Return the scores of every example's units, by weights learned without its document."""
    scores: list[Floats] = [np.zeros(0) for _ in examples]
    for fold in range(FOLDS):
        train = [each for each, number in zip(examples, folds, strict=True) if number != fold]
        weights = fit_choice([each.units for each in train], [each.answers for each in train], penalty)
        for position, each in enumerate(examples):
            if folds[position] == fold:
                scores[position] = each.units @ weights
    return scores


def print_ranking(name: str, examples: list[Example], scores: list[Floats]) -> None:
    """Print how often the first unit holds the answer, and its rank among passages, out of fold."""
    ranks = []
    first = []
    for each, score in zip(examples, scores, strict=True):
        if each.document:
            order = np.argsort(-score, kind="stable")
            passages = list(dict.fromkeys(each.passages[order].tolist()))
            right = set(each.passages[each.answers].tolist())
            ranks.append(next((place for place, row in enumerate(passages, 1) if row in right), math.inf))
            first.append(bool(each.answers[order[0]]))
    shares = ", ".join(f"top_{k} {np.mean([rank <= k for rank in ranks]):.4f}" for k in (1, 3, 10))
    print(f"{name}, out of fold, {len(ranks)} questions: first unit {np.mean(first):.4f}; passages {shares}")


def print_confidence(sets: list[tuple[list[Example], set[str], float]], folds: Floats, weights: Floats) -> None:
    """Learn whether any unit answers from the best score and the size, and print how well that parts the questions."""
    rows, answers, importance, fold = [], [], [], []
    for number, (examples, names, size) in enumerate(sets):
        for position, each in enumerate(examples):
            rows.append([float((each.units @ weights).max(initial=0.0)), size])
            answers.append(each.document in names)
            importance.append(SMALL_WEIGHT if number else 1.0)
            fold.append(folds[position])
    x, y, w, f = np.array(rows), np.array(answers, bool), np.array(importance), np.array(fold)
    odds = np.zeros(len(x))
    for number in range(FOLDS):
        learned = fit_yes_no(x[f != number], y[f != number], w[f != number])
        odds[f == number] = x[f == number] @ learned[:-1] + learned[-1]
    whole = np.arange(len(x)) < len(sets[0][0])
    print(f"out of fold: confidence AUROC {area_under_roc(y[whole], odds[whole]):.4f}")
    for share in (0.99, 0.98, 0.97, 0.96, 0.95, 0.93, 0.90, 0.80):
        threshold = np.quantile(odds[whole & y], 1.0 - share)
        print(f"  answered {share:.2f}: declined {np.mean(odds[whole & ~y] < threshold):.4f}")
    if len(sets) > 1:
        held, foreign = np.mean(odds[~whole & y] > 0), np.mean(odds[~whole & ~y] <= 0)
        print(f"  small indexes: answered {held:.4f}, declined {foreign:.4f}")
        learned = fit_yes_no(x, y, w)
        print(f"confidence: best={learned[0]:.2f}, size={-learned[1]:.2f}, threshold={-learned[2]:.2f}")


if __name__ == "__main__":
    sys.exit(main())
