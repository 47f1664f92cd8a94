"""Which fields of a service a question asks for by its meaning, and how they stand beside those found by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guide.asking.pathway_asking import GENERAL

SURE = 0.7
"""From here a field counts that no rule found: chosen on the held-out third of our own lines (decision 0019)."""

MOST_MEANT = 2
WEAK = frozenset((GENERAL, "contact"))
"""Fields that rules also find in words that ask for another: "what is ... for", or a helpline that is named."""


def sure_fields(figures: Mapping[str, float]) -> tuple[str, ...]:
    """Return the fields that a question surely asks for, the surest first."""
    sure = sorted((key for key, figure in figures.items() if figure >= SURE), key=lambda key: -figures[key])
    return tuple(sure[:MOST_MEANT])


def in_order(ruled: Sequence[str], meant: Sequence[str]) -> tuple[str, ...]:
    """Return the fields found by rule and by meaning, most telling first: the rules lead, but for their weak ones."""
    strong = [key for key in ruled if key not in WEAK]
    weak = [key for key in ruled if key in WEAK]
    ordered = dict.fromkeys((*strong, *meant, *weak))
    return tuple(key for key in ordered if key != GENERAL) or tuple(ordered)
