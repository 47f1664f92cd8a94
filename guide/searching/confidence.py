"""Gate 1: do the documents hold the answer at all? The best unit's score against what chance finds among so many."""

from __future__ import annotations

import math
from dataclasses import dataclass

from guide.searching.learned_weights import CONFIDENCE
from guide.searching.retrieval import Retrieval
from guide.types import Explanation

ENOUGH = 0.5
"""At least this much and the documents are taken to hold the answer."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure the guide is that the documents hold the answer. value in [0, 1]; features by name for --explain."""

    value: float
    features: tuple[tuple[str, float], ...] = ()

    @property
    def is_enough(self) -> bool:
        """Say whether the documents are taken to hold the answer."""
        return self.value >= ENOUGH

    def explain(self) -> Explanation:
        """Return the line of --explain."""
        verdict = "the documents seem to hold it" if self.is_enough else "the documents do not seem to hold it"
        return Explanation("confidence", f"{self.value:.3f}: {verdict}", self.features)


def confidence(question_text: str, retrieval: Retrieval) -> Confidence:
    """Return how sure it is that the documents hold the answer. 0.0 when nothing was found.

    A question that nothing answers still has a best unit, and the more passages there are, the better it looks: the
    highest of n chance scores grows with log n. So the size of the corpus is taken off, and one threshold serves three
    pages and a thousand. Learned by logistic regression on corpora of one document, of eight and of one page.

    A year names exactly when something was: a passage that looks like the answer and lacks the year tells of another.
    """
    if not retrieval.hits:
        return Confidence(0.0)
    best = retrieval.best
    size = math.log(max(retrieval.searched, 1))
    odds = CONFIDENCE.best * best - CONFIDENCE.size * size - CONFIDENCE.threshold
    figures: tuple[tuple[str, float], ...] = (("best", best), ("log_passages", size))
    if retrieval.elsewhen:
        odds -= CONFIDENCE.elsewhen
        figures = (*figures, ("elsewhen", 1.0))
    return Confidence(1.0 / (1.0 + math.exp(-odds)), figures)
