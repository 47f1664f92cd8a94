"""The one place where what people ask on the pages is counted: how it ended, its theme, its services. No words."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from guide.errors import StoreError
from guide.keeping.tallies import Counted, GapEvent, Mark, marks_of, month_of, outcome_key
from guide.ports import PassageStore
from guide.types import Answer, Reason, Status
from ui import resources
from ui.sources import themes

log = logging.getLogger(__name__)


def count_answer(answer: Answer, store: PassageStore, within: str) -> None:
    """Count an answer that a person was given. within: the title of the theme that was searched, "" for all."""
    sections = themes(store)

    def theme_of(source_id: str, headings: Sequence[str]) -> str:
        lies_in = (
            section.title
            for section in sections
            if section.source.id == source_id and tuple(headings[: len(section.headings)]) == section.headings
        )
        return next(lies_in, "")

    _add(marks_of(answer, theme_of, within))


def count_failure() -> None:
    """Count a question that was asked while neither documents nor model could be opened."""
    _add((Mark(Counted.OUTCOME, outcome_key(Status.FAILED, Reason.INDEX_UNAVAILABLE)),))


def count_gap(event: GapEvent) -> None:
    """Count what happened to the list of gaps."""
    _add((Mark(Counted.GAP, event.value),))


def _add(marks: Sequence[Mark]) -> None:
    """Keep the counts. An answer is never held up by them: where that fails, the log says so."""
    try:
        resources.tallies().add(month_of(resources.now()), marks)
    except StoreError as error:
        log.error("a count was not kept: %s", error)
