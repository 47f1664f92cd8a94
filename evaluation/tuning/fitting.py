"""The two models that are learned: which unit answers, and whether any does. NumPy only, no randomness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

STEPS = 60
TINY = 1e-7


def fit_choice(
    features: Sequence[Floats], answers: Sequence[Flags], penalty: float | Floats = 0.1, near: Floats | None = None
) -> Floats:
    """Return the weights that put units with the answer before the others of the same question.

    features: for each question (n_units, d). answers: for each (n_units,), true for a unit that holds the answer; a
    question without any is left out. A conditional logit (McFadden 1974), fitted by Newton steps on the expected
    choice among the right units; penalty: half the weight of the squared distance of the result from `near`, or from
    zero; one figure, or (d,).
    """
    pairs = [(x, y) for x, y in zip(features, answers, strict=True) if y.any()]
    if not pairs:
        raise ValueError("no question has a unit with its answer")
    start: Floats = np.zeros(pairs[0][0].shape[1]) if near is None else near
    pull: Floats = np.broadcast_to(np.asarray(penalty, np.float64), start.shape)
    weights = start
    value = _choice_loss(pairs, weights, pull, start)
    for _ in range(STEPS):
        step = _choice_step(pairs, weights, pull, start)
        while (lower := _choice_loss(pairs, weights - step, pull, start)) > value and np.abs(step).max() > TINY:
            step = step / 2
        if value - lower < TINY:
            break
        weights, value = weights - step, lower
    return weights


def _choice_loss(pairs: Sequence[tuple[Floats, Flags]], weights: Floats, pull: Floats, start: Floats) -> float:
    """Return minus the logarithm of the chance that a right unit is chosen, summed, with the penalty."""
    loss = float(pull @ (weights - start) ** 2) / 2
    for x, y in pairs:
        score = x @ weights
        loss += float(np.logaddexp.reduce(score) - np.logaddexp.reduce(score[y]))
    return loss


def _choice_step(pairs: Sequence[tuple[Floats, Flags]], weights: Floats, pull: Floats, start: Floats) -> Floats:
    """Return the Newton step, with the spread over all units for a curvature that is never negative."""
    slope: Floats = pull * (weights - start)
    curve: Floats = np.diag(pull)
    for x, y in pairs:
        score = x @ weights
        chance = np.exp(score - np.logaddexp.reduce(score))
        right = np.exp(score[y] - np.logaddexp.reduce(score[y]))
        mean = chance @ x
        slope = slope + np.asarray(mean - right @ x[y], np.float64)
        curve = curve + np.asarray((x * chance[:, None]).T @ x - np.outer(mean, mean), np.float64)
    step: Floats = np.asarray(np.linalg.solve(curve, slope), np.float64)
    return step


def fit_yes_no(features: Floats, answers: Flags, importance: Floats, penalty: float = 0.01) -> Floats:
    """Return the weights of a logistic regression, the intercept last.

    features: (n, d). answers: (n,). importance: (n,), how much each row counts.
    """
    rows = np.column_stack((features, np.ones(len(features))))
    weights = np.zeros(rows.shape[1])
    shrink = penalty * np.eye(len(weights))
    shrink[-1, -1] = 1e-9
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(rows @ weights)))
        slope = rows.T @ (importance * (chance - answers)) + shrink @ weights
        curve = (rows * (importance * chance * (1.0 - chance))[:, None]).T @ rows + shrink
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def area_under_roc(answers: Flags, scores: Floats) -> float:
    """Return the chance that a random right row scores above a random wrong one; ties count half."""
    right, wrong = scores[answers], scores[~answers]
    if not len(right) or not len(wrong):
        raise ValueError("both kinds of rows are needed")
    above = (right[:, None] > wrong[None, :]).sum() + 0.5 * (right[:, None] == wrong[None, :]).sum()
    return float(above / (len(right) * len(wrong)))
