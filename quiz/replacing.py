"""Another item in the place of a rejected one, by the choices that its quiz was built with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide.ports import Embedder, PassageStore
from quiz.building import Wanted, candidates_of, read
from quiz.choosing import balanced, choose_items, fits
from quiz.services import AsOf
from quiz.types import QuizItem

MORE_ITEMS = 40
"""A small quiz looks at few records; where they give nothing more, those of a quiz so much longer are looked at."""


def another(
    store: PassageStore,
    embedder: Embedder,
    wanted: Wanted,
    before: Sequence[QuizItem],
    gone: QuizItem,
    as_of: AsOf | None = None,
) -> QuizItem | None:
    """Return the next item that fits beside all before it, rejected ones among them; None where there is none.

    Raises SettingError for a wanted theme that the corpus no longer has.
    """
    for more in (0, MORE_ITEMS):
        wider = replace(wanted, items=wanted.items + more) if wanted.items else wanted
        candidates = candidates_of(read(store, embedder, wider, as_of), wider)
        found = next_after(candidates, before, gone, wanted.seed)
        if found:
            return balanced((*before, found), wanted.seed)[-1]
    return None


def next_after(
    candidates: Sequence[QuizItem], before: Sequence[QuizItem], gone: QuizItem, seed: int
) -> QuizItem | None:
    """Return the item most like the one that goes: in kind and theme, in kind only, or in neither."""
    alike = [item for item in candidates if (item.kind, item.level) == (gone.kind, gone.level)]
    for waiting in ([item for item in alike if item.theme == gone.theme], alike, candidates):
        found = choose_items([item for item in waiting if fits(item, before)], 1, seed)
        if found:
            return found[0]
    return None
