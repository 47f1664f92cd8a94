"""Did it answer when it should and keep still when it should: figures over a whole run. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Outcome(StrEnum):
    """The five ways a question with or without an answer in the documents can end."""

    CORRECT = "correct"
    WRONG = "wrong"
    FALSE_ABSTENTION = "false abstention"
    CORRECT_ABSTENTION = "correct abstention"
    ANSWERED_UNANSWERABLE = "answered the unanswerable"


def outcome_of(*, answerable: bool, abstained: bool, correct: bool) -> Outcome:
    """Return the outcome of one question. Tier exact: to abstain is a typed status, never a phrase.

    correct: the case passed all its rules; it is read only where an answerable question was answered.
    """
    if answerable:
        return Outcome.FALSE_ABSTENTION if abstained else Outcome.CORRECT if correct else Outcome.WRONG
    return Outcome.CORRECT_ABSTENTION if abstained else Outcome.ANSWERED_UNANSWERABLE


@dataclass(frozen=True, slots=True)
class Abstention:
    """How well it abstained. Each figure is None where its denominator is 0. All in [0, 1].

    precision = abstained and unanswerable / abstained; recall = abstained and unanswerable / unanswerable;
    f1 = their harmonic mean; false_rate = abstained and answerable / answerable.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    false_rate: float | None
    answerable: int
    unanswerable: int


def abstention(outcomes: Sequence[Outcome]) -> Abstention:
    """Return precision, recall and F1 of abstaining, and the rate of false abstention. Tier exact."""
    right = outcomes.count(Outcome.CORRECT_ABSTENTION)
    false = outcomes.count(Outcome.FALSE_ABSTENTION)
    unanswerable = right + outcomes.count(Outcome.ANSWERED_UNANSWERABLE)
    answerable = len(outcomes) - unanswerable
    precision = right / (right + false) if right + false else None
    recall = right / unanswerable if unanswerable else None
    f1 = None if unanswerable + right + false == 0 else 2 * right / (unanswerable + right + false)
    return Abstention(precision, recall, f1, false / answerable if answerable else None, answerable, unanswerable)


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """One place on the curve: at this threshold, the share answered and the share wrong among those answered."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> tuple[RiskPoint, ...]:
    """Return risk and coverage for every threshold, from the strictest to the loosest.

    A question is answered at a threshold if its confidence is at least that. Equal confidences are one point.
    Raises ValueError for unequal lengths. Source: El-Yaniv and Wiener (2010). Tier exact.
    """
    if len(confidences) != len(wrong):
        raise ValueError(f"{len(confidences)} confidences do not fit {len(wrong)} outcomes")
    sure, bad = np.asarray(confidences, dtype=np.float64), np.asarray(wrong, dtype=bool)
    points = []
    for threshold in sorted(set(sure.tolist()), reverse=True):
        answered = sure >= threshold
        points.append(RiskPoint(threshold, float(answered.mean()), float(bad[answered].mean())))
    return tuple(points)


def area_under_risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> float | None:
    """Return the mean, over n = 1 to all, of the share wrong among the n surest; None without a question.

    Among equal confidences the wrong ones are spread evenly: the order of the file changes nothing.
    Source: Geifman and El-Yaniv (2019), AURC. Tier exact; 0 is best.
    """
    if not confidences:
        return None
    sure, bad = np.asarray(confidences, dtype=np.float64), np.asarray(wrong, dtype=np.float64)
    _, group = np.unique(-sure, return_inverse=True)
    even = (np.bincount(group, weights=bad) / np.bincount(group))[np.sort(group)]
    return float((np.cumsum(even) / np.arange(1, even.size + 1)).mean())


def paraphrase_invariance(groups: Mapping[str, Sequence[Hashable]], fewest: int = 3) -> float | None:
    """Return groups whose variants all ended alike / groups of at least `fewest` variants; None without one.

    groups: name to one value a variant, say (status, source, quotation). Tier exact.
    """
    large = [variants for variants in groups.values() if len(variants) >= fewest]
    if not large:
        return None
    return sum(len(set(variants)) == 1 for variants in large) / len(large)


@dataclass(frozen=True, slots=True)
class Latency:
    """Durations in milliseconds. first_ms: the first question alone, before anything was warm."""

    count: int
    first_ms: float
    p50_ms: float
    p95_ms: float
    slowest_ms: float


def latency(durations_ms: Sequence[float]) -> Latency | None:
    """Return the warm durations at 50 % and 95 %, by linear interpolation; the first question stands apart.

    None without a question. With one question it is both cold and warm.
    """
    if not durations_ms:
        return None
    warm = np.asarray(durations_ms[1:] or durations_ms, dtype=np.float64)
    p50, p95 = np.percentile(warm, [50, 95])
    return Latency(len(durations_ms), float(durations_ms[0]), float(p50), float(p95), float(warm.max()))
