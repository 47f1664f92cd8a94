"""Bank holidays in England, from the offline library `holidays`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def bank_holidays(years: Iterable[int]) -> frozenset[date]:
    """Return the bank holidays of England in these years, days in lieu included."""
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=sorted(set(years))))
