"""Under which terms a quiz is taken: practice or assessment, the pass mark with its reason, whether names are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from quiz.marking import PassMark

LONGEST_DAYS = 365


class Mode(StrEnum):
    """How a quiz is taken."""

    PRACTICE = "practice"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the trainer set for one quiz.

    asks_names: learners give a name when they begin an assessment; without it nobody can be named. keep_days: after so
    many days a name is deleted for good; the answers stay, without it.
    """

    pass_mark: PassMark = field(default_factory=PassMark)
    asks_names: bool = False
    keep_days: int = 30

    def __post_init__(self) -> None:
        if not 1 <= self.keep_days <= LONGEST_DAYS:
            raise ValueError(f"names are kept 1 to {LONGEST_DAYS} days")

    def delete_on(self, begun: date) -> date:
        """Return the day on which a name given on a day is deleted."""
        return begun + timedelta(days=self.keep_days)

    def to_record(self) -> dict[str, object]:
        """Return the terms as plain values."""
        return {
            "per_cent": self.pass_mark.per_cent,
            "reason": self.pass_mark.reason,
            "asks_names": self.asks_names,
            "keep_days": self.keep_days,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Terms:
        """Return the terms of plain values. Raises KeyError or ValueError for what are none."""
        mark = PassMark(int(record["per_cent"]), str(record["reason"]))
        return cls(mark, bool(record["asks_names"]), int(record["keep_days"]))
