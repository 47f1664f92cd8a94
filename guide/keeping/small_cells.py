"""Which counts may be shown to others: none under five, and none that gives such a count away by subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
"""A smaller count is hidden, none at all as well: who is not hidden is then not told apart from who is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts as they may be shown: None for a hidden one. total: None when it is hidden too, or there is none."""

    cells: tuple[int | None, ...]
    total: int | None = None


def without_total(counts: Sequence[int]) -> Shown:
    """Return counts that do not add up to anything shown: hiding the small ones is enough."""
    return Shown(tuple(count if count >= LEAST else None for count in counts))


def with_total(counts: Sequence[int]) -> Shown:
    """Return counts that are the parts of a total which is shown beside them.

    With the small ones so many of the next larger ones are hidden, all that are equal together, that no small one can
    be worked out, also by somebody who knows this rule. If that is not to be had, the total is hidden.
    """
    total = sum(counts)
    hidden = {at for at, count in enumerate(counts) if count < LEAST}
    if not any(counts[at] for at in hidden):
        return Shown(tuple(counts), total)
    while not _is_safe([counts[at] for at in hidden]):
        shown = [count for at, count in enumerate(counts) if at not in hidden]
        if not shown:
            return Shown((None,) * len(counts))
        hidden |= {at for at, count in enumerate(counts) if count == min(shown)}
    return Shown(tuple(None if at in hidden else count for at, count in enumerate(counts)), total)


def _is_safe(hidden: Sequence[int]) -> bool:
    """Say whether the sum of the hidden counts, which anybody can work out, is not small and leaves each of them open.

    Whether counts are hidden depends on their values, not on their places: exchange two hidden ones, and the same is
    shown. Only where all are four, the most a hidden count is by itself, the sum would give each away.
    """
    most = len(hidden) * (LEAST - 1)
    return len(hidden) > 1 and sum(hidden) >= LEAST and sum(hidden) != most
