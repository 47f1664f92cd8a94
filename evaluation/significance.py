"""May two runs be called different: exact tests, intervals, correction, and what a set of this size can show. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

ALPHA = 0.05
RESAMPLES = 10_000
SEED = 20_240_901
_EXACT_UP_TO = 14


def sign_test(won: int, lost: int) -> float:
    """Return the two-sided exact p of `won` against `lost` when both are equally likely (McNemar's exact test).

    Ties are left out before. 1.0 when nothing differs. Raises ValueError for a negative count.
    """
    if won < 0 or lost < 0:
        raise ValueError("counts of won and lost cases are at least 0")
    n, k = won + lost, min(won, lost)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / (1 << n))


def permutation_test(differences: Sequence[float]) -> float:
    """Return the two-sided p of a mean difference this large when each sign is as likely as the other.

    Exact up to 14 non-zero differences, else 10,000 sign flips with a fixed seed, the observed one counted in.
    Source: Smucker, Allan and Carterette (2007).
    """
    values = np.asarray([value for value in differences if value != 0.0], dtype=np.float64)
    if values.size == 0:
        return 1.0
    observed, slack = abs(values.sum()), 1e-12 * max(1.0, float(np.abs(values).sum()))
    if values.size <= _EXACT_UP_TO:
        bits = (np.arange(1 << values.size)[:, None] >> np.arange(values.size)) & 1
        return float((np.abs((bits * 2.0 - 1.0) @ values) >= observed - slack).mean())
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), size=(RESAMPLES, values.size))
    return float((1 + (np.abs(signs @ values) >= observed - slack).sum()) / (RESAMPLES + 1))


def bootstrap_interval(values: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """Return the percentile interval of the mean over 10,000 resamples with a fixed seed.

    Raises ValueError without a value. Source: Efron and Tibshirani (1993), section 13.3.
    """
    if not values:
        raise ValueError("an interval needs at least one value")
    data = np.asarray(values, dtype=np.float64)
    picks = np.random.default_rng(SEED).integers(0, data.size, size=(RESAMPLES, data.size))
    low, high = np.percentile(data[picks].mean(axis=1), [50 * (1 - level), 50 * (1 + level)])
    return float(low), float(high)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Return p values corrected for all tests shown together, in the order given. Source: Holm (1979)."""
    corrected: dict[str, float] = {}
    highest = 0.0
    for place, name in enumerate(sorted(p_values, key=lambda key: (p_values[key], key))):
        highest = max(highest, min(1.0, (len(p_values) - place) * p_values[name]))
        corrected[name] = highest
    return {name: corrected[name] for name in p_values}


def exact_interval(passed: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a rate, passed out of total; (0, 1) when total is 0.

    Raises ValueError unless 0 <= passed <= total. Source: Clopper and Pearson (1934).
    """
    if not 0 <= passed <= total:
        raise ValueError(f"{passed} of {total} is not a rate")
    tail = (1 - level) / 2
    low = 0.0 if passed == 0 else _solve(lambda p: 1 - _at_most(passed - 1, total, p), tail)
    high = 1.0 if passed == total else _solve(lambda p: 1 - _at_most(passed, total, p), 1 - tail)
    return low, high


def fewest_one_way(alpha: float = ALPHA) -> int:
    """Return how many cases must differ, all one way, before the sign test can show anything: 6 at 0.05."""
    return next(n for n in range(1, 200) if sign_test(n, 0) < alpha)


def smallest_visible_change(total: int, alpha: float = ALPHA) -> float | None:
    """Return the smallest change of a pass rate that a set can show: fewest_one_way / total, None if it is too small.

    That is the kindest case, all differing cases going one way; any change smaller than it is "cannot tell".
    """
    fewest = fewest_one_way(alpha)
    return fewest / total if total >= fewest else None


def _at_most(k: int, n: int, p: float) -> float:
    """Return the chance of at most k successes in n, summed in logarithms."""
    if k < 0 or p >= 1.0:
        return float(k >= n)
    if p <= 0.0 or k >= n:
        return 1.0
    i = np.arange(k + 1)
    choose = np.array([math.lgamma(n + 1) - math.lgamma(j + 1) - math.lgamma(n - j + 1) for j in range(k + 1)])
    return float(min(1.0, np.exp(choose + i * math.log(p) + (n - i) * math.log1p(-p)).sum()))


def _solve(rising: Callable[[float], float], target: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2
