"""What is counted of each question asked on the pages: how it ended, its theme, its services. No words of anybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from guide.types import Answer, Reason, Status

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Counted(StrEnum):
    """What a count is of."""

    OUTCOME = "outcome"
    THEME = "theme"
    REFUSED_NEAR_THEME = "refused near theme"
    SERVICE = "service"
    GAP = "gap"


class GapEvent(StrEnum):
    """What happened to the list of gaps."""

    NEW = "put on the list"
    AGAIN = "asked again, so joined to one on the list"
    ANSWERED = "answered by its owner"
    NOT_OURS = "closed as not for these documents"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to be counted once. name: an outcome's key, a theme's or service's title, or a GapEvent."""

    counted: Counted
    name: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was counted in one month, written 2026-11."""

    month: str
    mark: Mark
    count: int


class Tallies(Protocol):
    """Keeps the counts, by month. Every method raises StoreError with one clear line when it cannot."""

    def add(self, month: str, marks: Sequence[Mark]) -> None:
        """Count each mark once more."""
        ...

    def all(self) -> tuple[Tally, ...]:
        """Return every count, oldest month first."""
        ...


def month_of(at: datetime) -> str:
    """Return the month of a time, as its own clock has it."""
    return f"{at:%Y-%m}"


def month_after(month: str, step: int = 1) -> str:
    """Return the month so many after, or before, another. Raises ValueError if it is none."""
    if not MONTH.fullmatch(month):
        raise ValueError(f"{month!r} is not a month such as 2026-11")
    years, months = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + step, 12)
    return f"{years:04d}-{months + 1:02d}"


def outcome_key(status: Status, reason: Reason | None) -> str:
    """Return how an outcome is written in a mark."""
    return f"{status.value}:{reason.value}" if reason else status.value


def marks_of(answer: Answer, theme_of: Callable[[str, Sequence[str]], str], within: str = "") -> tuple[Mark, ...]:
    """Return what is counted of an answer.

    theme_of: the title of the theme that a source and its headings lie in, "" for none. within: the theme that was
    searched, "" for all. A refusal counts for the theme that was searched, or that its nearest passage lies in.
    """
    services = {card.id: card.name for card in answer.pathways}
    cited = dict.fromkeys(services[each.source_id] for each in answer.citations if each.source_id in services)
    themes = dict.fromkeys(theme_of(each.source_id, each.headings) for each in answer.citations)
    near = within or next((theme_of(each.source_id, each.headings) for each in answer.nearest), "")
    is_refused = answer.status in (Status.DECLINED, Status.FAILED, Status.CLARIFY)
    return (
        Mark(Counted.OUTCOME, outcome_key(answer.status, answer.reason)),
        *(Mark(Counted.THEME, theme) for theme in themes if theme),
        *(Mark(Counted.SERVICE, name) for name in cited),
        *((Mark(Counted.REFUSED_NEAR_THEME, near),) if is_refused and near else ()),
    )
