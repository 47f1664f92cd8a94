"""What an answer shows that is past its time: one alert beside it, only where something stated says so.

Marks beside each number say how old it is. This alert is for what its owner or its readers called over: a review date
that has passed, a plan whose years have ended, a number reported not working. An undated page is not called old.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from guide import wording
from guide.directory.pathway_marks import MarkKind
from guide.directory.pathway_records import PathwayCard
from guide.types import Alert, AlertKind, Answer, Source

_YEARS = re.compile(r"\b((?:19|20)\d{2})(?:\s*[-–/]\s*(\d{2})\b(?!\d))?")
_OPEN = re.compile(r"\b(?:from|since|onwards?|present|ongoing|now)\b|[-–]\s*$", re.IGNORECASE)
"""Such a period has a beginning and no end."""


def with_what_is_past(answer: Answer, sources: Iterable[Source], day: date) -> Answer:
    """Return the answer, with an alert where it shows what is past its time on a day. sources: those it cites."""
    said = tuple(dict.fromkeys((*_of_sources(sources, day), *_of_cards(answer.pathways, day))))
    if not said:
        return answer
    return replace(answer, alerts=(*answer.alerts, Alert(AlertKind.OUT_OF_DATE, " ".join(said))))


def last_year(period: str) -> int | None:
    """Return the year in which a period such as 2024-2029 or 2024-29 ends, None where it states no end."""
    years = [int(first[:2] + short) if short else int(first) for first, short in _YEARS.findall(period)]
    return max(years) if years and not _OPEN.search(period) else None


def _of_sources(sources: Iterable[Source], day: date) -> Iterator[str]:
    for source in sources:
        ends = last_year(source.period or "")
        if ends is not None and ends < day.year:
            yield wording.PERIOD_IS_OVER.format(title=source.title, period=source.period)


def _of_cards(cards: Iterable[PathwayCard], day: date) -> Iterator[str]:
    for card in cards:
        due = date.fromisoformat(card.review_by) if card.review_by else None
        if due is not None and due < day:
            yield wording.REVIEW_IS_DUE.format(name=card.name, day=f"{due.day} {due:%B %Y}")
        shown = (*card.contacts, *(number for _, number in card.links))
        if any(number.mark_kind == MarkKind.NOT_WORKING for number in shown):
            yield wording.NUMBER_NOT_WORKING.format(name=card.name)
