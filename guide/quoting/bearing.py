"""Which words of documents bear on a situation that a service answers: few, and in most situations none."""

from __future__ import annotations

from guide.quoting.composing import FEWEST_WORDS
from guide.quoting.quotes import Quote, in_reading_order, says_the_same
from guide.quoting.standing_alone import standing_alone
from guide.searching.confidence import Confidence
from guide.searching.retrieval import Retrieval
from guide.types import Hit, UnitKind, UnitScore

SURE = 0.8
"""More than gate 1 asks: a document that is only likely to speak of it is no help beside a service that does."""
LEAST_COSINE = 0.35
MOST_QUOTED = 2
NEARLY_AS_WELL = 1.0
"""So much less may the log odds of a second quotation be."""


def bearing_on(retrieval: Retrieval, sureness: Confidence) -> tuple[Quote, ...]:
    """Return at most two quotations in reading order; none unless gate and meaning both find that they bear on it."""
    if sureness.value < SURE:
        return ()
    fitting = [(unit.score, hit, unit) for hit in retrieval.hits for unit in hit.units if _may_be_quoted(hit, unit)]
    fitting.sort(key=lambda each: (-each[0], each[1].passage.id, each[2].unit))
    quotes: list[Quote] = []
    for score, hit, unit in fitting[:MOST_QUOTED]:
        quote = standing_alone(hit.passage, unit.unit, is_first=not quotes)
        is_near = score >= fitting[0][0] - NEARLY_AS_WELL and dict(unit.signals)["cosine"] >= LEAST_COSINE
        if is_near and not any(says_the_same(quote, other) for other in quotes):
            quotes.append(quote)
    return in_reading_order(quotes)


def _may_be_quoted(hit: Hit, unit: UnitScore) -> bool:
    """Say whether a unit says something by itself: no heading, and no sentence that only leads a list in."""
    found = hit.passage.units[unit.unit]
    is_said = found.kind not in (UnitKind.HEADING, UnitKind.LEAD_IN)
    return is_said and len(hit.passage.words_of(found).split()) >= FEWEST_WORDS
