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
    of the question's pairs of neighbouring words that stand side by side in the unit.
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
CONFIDENCE = ConfidenceWeights()

MIDDLE = 12.0
"""The score at which a passage is shown as half right: where answerable questions and foreign ones part."""
