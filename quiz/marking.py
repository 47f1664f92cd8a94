"""Attempts marked: a score for each item, whether the quiz is passed, counts over many. Rates only from 30 attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.looking_up import opened_of
from quiz.types import Attempt, ItemKind, Proof, Quiz, QuizItem

FEWEST_FOR_RATES = 30
"""Below this many first attempts a share says little: only counts are shown."""


@dataclass(frozen=True, slots=True)
class PassMark:
    """From which score on, in per cent, an attempt passes, and why that score was chosen."""

    per_cent: int = 80
    reason: str = "Four in five; every critical item must be right whatever the score."

    def __post_init__(self) -> None:
        if not 1 <= self.per_cent <= 100 or not self.reason.strip():
            raise ValueError("a pass mark is 1 to 100 per cent and has a reason")


@dataclass(frozen=True, slots=True)
class Marked:
    """One attempt's result. points and most: partial credit counts. missed_critical: ids that had to be right.

    is_enough: the points reach the pass mark; that alone is no pass.
    """

    attempt_id: str
    points: float
    most: int
    is_enough: bool
    missed_critical: tuple[str, ...]
    to_read_again: tuple[Proof, ...]

    @property
    def is_passed(self) -> bool:
        """Say whether the points are enough and every critical item is right."""
        return self.is_enough and not self.missed_critical


@dataclass(frozen=True, slots=True)
class ItemCount:
    """How one item went on first attempts. facility: mean share of the points, None below 30 attempts."""

    item_id: str
    answered: int
    right: int
    facility: float | None


def points_of(item: QuizItem, given: Sequence[str]) -> float:
    """Return the points for one item in [0, 1].

    Several answers: 1/n for each right choice, minus 1/m for each wrong one, never below 0 (n right, m wrong options).
    Matching and ordering: the share of places that are right. All others: all or nothing. An item that is looked up is
    right when its words stand in what was opened.
    """
    opened = opened_of(given) if item.is_looked_up else None
    if opened is not None:
        return 1.0 if opened.holds(item.proof) else 0.0
    if item.kind is ItemKind.SEVERAL:
        right, chosen = set(item.keys), set(given)
        wrong = {option.text for option in item.options} - right
        return max(0.0, len(chosen & right) / len(right) - len(chosen & wrong) / max(len(wrong), 1))
    if item.kind is ItemKind.MATCHING:
        return _places([pair.right for pair in item.pairs], given)
    if item.kind is ItemKind.ORDERING:
        return _places(item.steps, given)
    return 1.0 if tuple(given) == item.keys else 0.0


def mark(quiz: Quiz, attempt: Attempt, pass_mark: PassMark) -> Marked:
    """Return the result of an attempt; an item without an answer gets no point.

    Raises ValueError if the attempt was made on another version of the quiz.
    """
    if attempt.quiz_version != quiz.version:
        raise ValueError(f"attempt {attempt.id} was made on version {attempt.quiz_version}, not {quiz.version}")
    points = {item.id: points_of(item, attempt.given.get(item.id, ())) for item in quiz.items}
    missed = tuple(item.id for item in quiz.items if item.is_critical and points[item.id] < 1.0)
    total = sum(points.values())
    enough = bool(quiz.items) and 100 * total >= pass_mark.per_cent * len(quiz.items) - 1e-9
    again = tuple(item.proof for item in quiz.items if points[item.id] < 1.0)
    return Marked(attempt.id, total, len(quiz.items), enough, missed, again)


def counts(quiz: Quiz, attempts: Sequence[Attempt]) -> tuple[ItemCount, ...]:
    """Return how each item went on first attempts on this version, the most missed first."""
    first = [attempt for attempt in attempts if attempt.is_first and attempt.quiz_version == quiz.version]
    found = [
        _count(item, [attempt.given[item.id] for attempt in first if item.id in attempt.given]) for item in quiz.items
    ]
    return tuple(sorted(found, key=lambda count: count.right - count.answered))


def _count(item: QuizItem, given: Sequence[Sequence[str]]) -> ItemCount:
    points = [points_of(item, one) for one in given]
    right = sum(1 for one in points if one == 1.0)
    facility = sum(points) / len(points) if len(points) >= FEWEST_FOR_RATES else None
    return ItemCount(item.id, len(given), right, facility)


def _places(right: Sequence[str], given: Sequence[str]) -> float:
    return sum(1 for one, other in zip(right, given, strict=False) if one == other) / len(right)
