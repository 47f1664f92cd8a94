"""How well the search ranked: pure figures over ids, best first. Unanswerable questions have none of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np


def rank_by_score(scores: Mapping[str, float]) -> tuple[str, ...]:
    """Return the ids, highest score first; equal scores stand in the order of their ids."""
    return tuple(sorted(scores, key=lambda item: (-scores[item], item)))


def recall_at_k(ranked: Sequence[str], relevant: Set[str], k: int) -> float:
    """Return |relevant among the first k| / |relevant|.

    ranked: ids, best first; a repeated id counts once. Result in [0, 1].
    Raises ValueError if k < 1 or relevant is empty.
    Source: Manning, Raghavan and Schütze (2008), section 8.3.
    """
    _check(k, relevant)
    return len(relevant & set(_first(ranked, k))) / len(relevant)


def precision_at_k(ranked: Sequence[str], relevant: Set[str], k: int) -> float:
    """Return |relevant among the first k| / k, also where fewer than k were returned.

    Result in [0, 1]. Raises ValueError if k < 1 or relevant is empty. Source: as recall_at_k, section 8.4.
    """
    _check(k, relevant)
    return len(relevant & set(_first(ranked, k))) / k


def reciprocal_rank(ranked: Sequence[str], relevant: Set[str], k: int) -> float:
    """Return 1 / rank of the first relevant id within k, else 0. Its mean over questions is MRR.

    Raises ValueError if k < 1 or relevant is empty. Source: Voorhees (1999), TREC-8 question answering track.
    """
    _check(k, relevant)
    return next((1.0 / rank for rank, item in enumerate(_first(ranked, k), start=1) if item in relevant), 0.0)


def success_at_k(ranked: Sequence[str], relevant: Set[str], k: int) -> float:
    """Return 1 if any relevant id stands among the first k, else 0 (also called hit rate).

    Raises ValueError if k < 1 or relevant is empty.
    """
    _check(k, relevant)
    return float(not relevant.isdisjoint(_first(ranked, k)))


def ndcg_at_k(ranked: Sequence[str], relevance: Mapping[str, float], k: int) -> float:
    """Return DCG@k / ideal DCG@k, with linear gain: the sum of relevance / log2(rank + 1).

    relevance: id to grade, at least one above 0. The ideal takes all grades, not only those returned, cut at k.
    Raises ValueError if k < 1 or nothing is relevant. Source: Järvelin and Kekäläinen (2002), as trec_eval's ndcg_cut.
    """
    _check(k, {item for item, grade in relevance.items() if grade > 0})
    gains = np.array([max(0.0, relevance.get(item, 0.0)) for item in _first(ranked, k)], dtype=np.float64)
    ideal = np.sort(np.array([max(0.0, grade) for grade in relevance.values()], dtype=np.float64))[::-1][:k]
    return float((gains / _discounts(gains.size)).sum() / (ideal / _discounts(ideal.size)).sum())


def span_recall(spans: Sequence[tuple[int, int]], passages: Sequence[tuple[int, int]], share: float = 0.9) -> float:
    """Return the share of gold spans of which at least `share` of the characters lie in the union of the passages.

    spans, passages: (start, end) in one numbering of characters. It survives cutting the documents differently.
    Raises ValueError if there is no span, or an empty one.
    """
    if not spans or any(end <= start for start, end in spans):
        raise ValueError("span recall needs at least one span, and none that is empty")
    return sum(_covered(span, passages) >= share for span in spans) / len(spans)


def _covered(span: tuple[int, int], passages: Sequence[tuple[int, int]]) -> float:
    held = np.zeros(span[1] - span[0], dtype=bool)
    for start, end in passages:
        held[max(0, start - span[0]) : max(0, end - span[0])] = True
    return float(held.mean())


def _first(ranked: Sequence[str], k: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ranked))[:k]


def _discounts(count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.log2(np.arange(2, count + 2, dtype=np.float64))


def _check(k: int, relevant: Set[str]) -> None:
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    if not relevant:
        raise ValueError("a question without anything relevant has no figure of retrieval")
