"""What a quiz covers: theme by kind, which cells stay empty, and what each kind needs before it can be built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quiz.types import ItemKind, QuizItem

NEEDS = {
    ItemKind.SCENARIO: "a record that tells when to use it, with two other services that are shown wrong for that",
    ItemKind.SINGLE: "a line of a record or a document, with two others of the same sort that are shown wrong for it",
    ItemKind.SEVERAL: "a field or list of two entries or more that is short enough to quote whole",
    ItemKind.TRUE_FALSE: "a line with a sibling in another record or document that is shown wrong here",
    ItemKind.CLOZE: "a line with a number or phrase that stands in the sources at least twice, and two that never fit",
    ItemKind.MATCHING: "three services of the theme, none of which could also be right for another's people",
    ItemKind.ORDERING: "three steps whose own words or fields say their order; a plain list of steps does not",
}
"""Why a cell of theme and kind may be empty: what the sources must hold for an item of that kind."""


def coverage(items: Sequence[QuizItem]) -> dict[tuple[str, str], int]:
    """Return how many items there are for each theme and kind."""
    return dict(sorted(Counter((item.theme, item.kind.value) for item in items).items()))


def empty_cells(items: Sequence[QuizItem], wanted: Sequence[str] = ()) -> dict[ItemKind, tuple[str, ...]]:
    """Return the themes of the quiz, or wanted for it, that have no item of a kind, for every kind there is."""
    cells = coverage(items)
    themes = sorted({theme for theme, _ in cells} | set(wanted))
    found = {kind: tuple(theme for theme in themes if (theme, kind.value) not in cells) for kind in ItemKind}
    return {kind: missing for kind, missing in found.items() if missing}


def spread(items: Sequence[QuizItem], themes: Mapping[str, Sequence[str]]) -> tuple[QuizItem, ...]:
    """Return the items in their order, each counted for that theme of its record which has the fewest of its kind.

    themes: source id -> the themes that items from it may count for; a source that is not named keeps its theme.
    """
    cells: Counter[tuple[str, ItemKind]] = Counter()
    totals: Counter[str] = Counter()
    chosen: dict[int, str] = {}
    allowed = [tuple(themes.get(item.proof.source_id, ())) or (item.theme,) for item in items]
    for at in sorted(range(len(items)), key=lambda at: (len(allowed[at]), at)):
        kind = items[at].kind
        # A matching item asks about several records of one theme, which it keeps.
        may = (items[at].theme,) if kind is ItemKind.MATCHING else allowed[at]
        chosen[at] = min(may, key=lambda theme: (cells[theme, kind], totals[theme], theme))
        cells[chosen[at], kind] += 1
        totals[chosen[at]] += 1
    return tuple(replace(item, theme=chosen[at]) for at, item in enumerate(items))
