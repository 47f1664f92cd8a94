"""Times, dates, counts and short lists as the pages write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime


def clock(at: datetime) -> str:
    """Return a time as the pages write it: 21:40."""
    return f"{at:%H:%M}"


def long_date(at: date) -> str:
    """Return a date as the pages write it: 23 November 2026."""
    return f"{at.day} {at:%B} {at.year}"


def counted(number: int, noun: str, many: str = "") -> str:
    """Return a count with its noun: 1 quotation, 3 quotations. many: the plural where an s does not make it."""
    return f"{number} {noun}" if number == 1 else f"{number} {many or f'{noun}s'}"


def listed(words: Sequence[str]) -> str:
    """Return one thing, or two joined by "and"."""
    return " and ".join(words)
