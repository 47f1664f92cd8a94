"""Our measures of ranking agree with ir-measures and ranx on random rankings to 1e-9."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from evaluation.measures import retrieval

QUESTIONS, RETURNED, POOL = 40, 20, 60
Rankings = tuple[dict[str, dict[str, float]], dict[str, dict[str, int]]]


@pytest.fixture(scope="module")
def rankings() -> Rankings:
    """Return random runs and grades. Scores differ, so that no tie rule matters; some gold passages are never found."""
    random = np.random.default_rng(7)
    run, grades = {}, {}
    for question in range(QUESTIONS):
        ids = [f"p{number}" for number in random.permutation(POOL)]
        scores = random.permutation(1000)[:RETURNED] / 1000
        run[f"q{question}"] = dict(zip(ids[:RETURNED], map(float, scores), strict=True))
        gold = random.choice(ids, size=int(random.integers(1, 8)), replace=False)
        grades[f"q{question}"] = {str(item): int(random.integers(1, 4)) for item in gold}
    return run, grades


def ours(name: str, k: int, run: dict[str, float], grades: dict[str, int]) -> float:
    ranked = retrieval.rank_by_score(run)
    if name == "ndcg":
        return retrieval.ndcg_at_k(ranked, grades, k)
    measure = {
        "recall": retrieval.recall_at_k,
        "precision": retrieval.precision_at_k,
        "rr": retrieval.reciprocal_rank,
        "success": retrieval.success_at_k,
    }[name]
    return measure(ranked, set(grades), k)


@pytest.mark.parametrize(
    ("name", "k"), [("recall", 5), ("precision", 5), ("rr", 10), ("ndcg", 10), ("success", 3)], ids=lambda value: value
)
def test_every_question_has_the_figure_of_ir_measures(rankings: Rankings, name: str, k: int) -> None:
    import ir_measures

    run, grades = rankings
    measure = {
        "recall": ir_measures.R @ k,
        "precision": ir_measures.P @ k,
        "rr": ir_measures.RR @ k,
        "ndcg": ir_measures.nDCG @ k,
        "success": ir_measures.Success @ k,
    }[name]
    theirs = {found.query_id: found.value for found in ir_measures.iter_calc([measure], grades, run)}
    assert len(theirs) == QUESTIONS
    for question, value in theirs.items():
        assert ours(name, k, run[question], grades[question]) == pytest.approx(value, abs=1e-9)


def test_every_question_has_the_figure_of_ranx(rankings: Rankings) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba and what it loads warn about themselves
        from ranx import Qrels, Run, evaluate

        run, grades = rankings
        names = {
            "recall@5": "recall",
            "precision@5": "precision",
            "mrr@5": "rr",
            "ndcg@5": "ndcg",
            "hit_rate@5": "success",
        }
        theirs = evaluate(Qrels(grades), Run(run), list(names), return_mean=False)
    order = sorted(grades)
    for metric, name in names.items():
        expected = [ours(name, 5, run[question], grades[question]) for question in order]
        assert theirs[metric].tolist() == pytest.approx(expected, abs=1e-9)
