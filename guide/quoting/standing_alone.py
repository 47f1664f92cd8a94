"""Lets a quotation stand alone: one that opens with a pronoun is quoted with the sentence before it."""

from __future__ import annotations

from guide.quoting.quotes import POINTS_BACK, Quote
from guide.types import Passage, UnitKind

MOST_WORDS = 50
"""A first quotation is not made longer than this: what was asked for must stand near its beginning."""
MOST_FURTHER_WORDS = 40


def standing_alone(passage: Passage, unit: int, is_first: bool) -> Quote:
    """Return a unit as a quotation, with the one before it where it opens with a pronoun and both are short."""
    found = passage.units[unit]
    quote = Quote(passage, found.start, found.end)
    if unit == 0 or passage.units[unit - 1].kind is UnitKind.HEADING or not POINTS_BACK.match(quote.text):
        return quote
    both = Quote(passage, passage.units[unit - 1].start, found.end)
    return both if both.words <= (MOST_WORDS if is_first else MOST_FURTHER_WORDS) else quote
