"""What a trainer sees of many attempts: nobody's name, counts first, rates only from 30 first attempts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.looking_up import opened_of
from quiz.marking import FEWEST_FOR_RATES, ItemCount, PassMark, counts, mark, points_of
from quiz.terms import Mode
from quiz.types import Attempt, Proof, Quiz, QuizItem


@dataclass(frozen=True, slots=True)
class Taken:
    """One attempt as it was kept. person: a name only where the quiz asks for one and its day has not come.

    pass_mark: in force when it began; None of an attempt from before it was kept.
    """

    attempt: Attempt
    mode: Mode
    begun_at: datetime
    finished_at: datetime | None
    person: str = ""
    delete_on: str = ""
    pass_mark: PassMark | None = None

    @property
    def pseudonym(self) -> str:
        """Return a name that leads back to nobody: the address of an attempt cannot be made from it."""
        return "P-" + hashlib.sha256(self.attempt.id.encode("utf-8")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Row:
    """One attempt in the table, judged by its pass mark. points and is_passed: None while answers are missing."""

    taken: Taken
    answered: int
    of: int
    points: float | None
    is_passed: bool | None
    pass_mark: PassMark


@dataclass(frozen=True, slots=True)
class Missed:
    """One passage with how often its items went wrong on first attempts."""

    proof: Proof
    wrong: int
    answered: int


@dataclass(frozen=True, slots=True)
class Results:
    """One version's results in one mode."""

    quiz: Quiz
    rows: tuple[Row, ...]
    items: tuple[tuple[int, QuizItem, ItemCount], ...]
    missed: tuple[Missed, ...]

    @property
    def first_attempts(self) -> int:
        """Return how many first attempts the counts rest on."""
        return sum(row.taken.attempt.is_first for row in self.rows)

    @property
    def has_rates(self) -> bool:
        """Say whether there are enough first attempts for shares to mean something."""
        return self.first_attempts >= FEWEST_FOR_RATES

    @property
    def finished(self) -> int:
        """Return how many attempts gave every answer."""
        return sum(row.points is not None for row in self.rows)

    @property
    def passed(self) -> int:
        """Return how many finished attempts passed."""
        return sum(bool(row.is_passed) for row in self.rows)


def results_of(quiz: Quiz, taken: Sequence[Taken], mode: Mode, pass_mark: PassMark) -> Results:
    """Return the results of one version in one mode, the newest attempt first and the most missed item first.

    pass_mark: for attempts that were kept without the one they began with.
    """
    these = [one for one in taken if one.mode is mode and one.attempt.quiz_version == quiz.version]
    rows = tuple(_row(quiz, one, pass_mark) for one in sorted(these, key=lambda one: one.begun_at, reverse=True))
    by_id = {item.id: (number, item) for number, item in enumerate(quiz.items, start=1)}
    found = counts(quiz, [one.attempt for one in these])
    return Results(quiz, rows, tuple((*by_id[count.item_id], count) for count in found), _missed(by_id, found))


def usual_wrong(item: QuizItem, taken: Sequence[Taken]) -> tuple[str, int, int]:
    """Return the wrong answer that first attempts gave most often, how often, and of how many; empty if none did."""
    given = [one.attempt.given[item.id] for one in taken if one.attempt.is_first and item.id in one.attempt.given]
    wrong: dict[str, int] = {}
    for answer in given:
        if points_of(item, answer) < 1.0:
            for text in answer_in_words(item, answer):
                wrong[text] = wrong.get(text, 0) + 1
    for option in item.options:
        if option.is_right:
            wrong.pop(option.text, None)
    if not wrong:
        return "", 0, len(given)
    most = max(sorted(wrong), key=lambda text: wrong[text])
    return most, wrong[most], len(given)


def answer_in_words(item: QuizItem, answer: Sequence[str]) -> tuple[str, ...]:
    """Return a given answer so that a person can read it: pairs with both sides, steps with places, what was opened."""
    opened = opened_of(answer) if item.is_looked_up else None
    if opened is not None:
        return (f"opened: {opened.place}",)
    if item.pairs:
        return tuple(f"{pair.left}: {right}" for pair, right in zip(item.pairs, answer, strict=False))
    if item.steps:
        return tuple(f"{place}. {step}" for place, step in enumerate(answer, start=1))
    return tuple(answer)


def _row(quiz: Quiz, taken: Taken, pass_mark: PassMark) -> Row:
    by = taken.pass_mark or pass_mark
    answered = sum(item.id in taken.attempt.given for item in quiz.items)
    if answered < len(quiz.items):
        return Row(taken, answered, len(quiz.items), None, None, by)
    marked = mark(quiz, taken.attempt, by)
    return Row(taken, answered, len(quiz.items), marked.points, marked.is_passed, by)


def _missed(by_id: Mapping[str, tuple[int, QuizItem]], found: Sequence[ItemCount]) -> tuple[Missed, ...]:
    """Return the passages by how often their items went wrong; what nobody missed is left out."""
    wrong: dict[tuple[str, str], Missed] = {}
    for count in found:
        proof = by_id[count.item_id][1].proof
        key = (proof.source_id, proof.quote)
        before = wrong.get(key, Missed(proof, 0, 0))
        missed = count.answered - count.right
        wrong[key] = Missed(proof, before.wrong + missed, before.answered + count.answered)
    return tuple(sorted((one for one in wrong.values() if one.wrong), key=lambda one: (-one.wrong, one.proof.place)))
