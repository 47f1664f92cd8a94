"""Bank holidays in England, from the offline library `holidays`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache


def bank_holidays(years: Iterable[int]) -> frozenset[date]:
    """Return the bank holidays of England in these years, days in lieu included."""
    return frozenset().union(*(_of_year(year) for year in set(years)))


@lru_cache(maxsize=20)
def _of_year(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
