"""The weights of search and confidence, learned with `python -m evaluation.tuning`. Data, no code.

Learned on the development part of the open question answering benchmark; size and threshold of confidence were then set
by hand with plan questions in view. How, and the figures: docs/decisions/0007-retrieval-and-confidence.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitWeights:
    """What each signal of a unit adds to its score, a logarithm of odds against the other units found.

    words, passage_words: shares of the question's terms held, by rarity. time, number, name: the unit holds something
    of the type that the question asks for. best_cosine: the highest cosine of any unit of the passage. pairs: the share
    of the question's pairs of neighbouring words that stand side by side in the unit. likeness, pair_likeness: how near
    its words, and those of it and the unit before, come to the words of the question.
    """

    cosine: float = 1.2
    pair_cosine: float = 4.7
    words: float = 5.2
    passage_cosine: float = 5.2
    passage_words: float = 5.3
    time: float = 2.5
    number: float = 1.8
    name: float = 1.2
    heading: float = -2.0
    best_cosine: float = 5.7
    pairs: float = 1.7
    likeness: float = 0.0
    pair_likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class ConfidenceWeights:
    """What the best unit's score adds to the logarithm of odds that the documents hold the answer.

    size: taken off for the logarithm of the number of document passages. threshold: taken off for all. elsewhen: taken
    off when a year is asked of that the best passage does not speak of.
    """

    best: float = 0.89
    size: float = 1.153
    threshold: float = 4.18
    elsewhen: float = 2.0


UNIT = UnitWeights()
"""Of the score that confidence, the gates and every further quotation go by."""

LEAD = UnitWeights(
    cosine=2.6,
    pair_cosine=2.8,
    words=2.0,
    passage_cosine=3.3,
    passage_words=3.8,
    time=2.1,
    number=1.3,
    name=0.8,
    heading=-0.5,
    best_cosine=3.8,
    pairs=1.5,
    likeness=3.3,
    pair_likeness=4.7,
)
"""Of the score by which passages of documents are ranked and the first quotation is chosen. What comes after the first
is no better for it: the units that it puts next say more of the same. It is on the scale of the other score."""

CONFIDENCE = ConfidenceWeights()

MIDDLE = 12.0
"""The score at which a passage is shown as half right: where answerable questions and foreign ones part."""
