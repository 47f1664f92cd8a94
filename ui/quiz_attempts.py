"""Kept attempts as the quiz domain takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guide.adapters.attempt_store import AttemptStore, KeptAttempt
from quiz.exporting.session_pack import UsualWrong
from quiz.marking import PassMark
from quiz.results import Taken, usual_wrong
from quiz.terms import Mode
from quiz.types import Attempt, Quiz
from ui import resources


def taken_of(store: AttemptStore, quiz_id: str) -> tuple[Taken, ...]:
    """Return every attempt at a quiz, the oldest first."""
    return tuple(
        Taken(
            Attempt(one.id, one.version, one.given, one.is_first),
            Mode(one.mode),
            one.begun_at,
            one.finished_at,
            one.person,
            one.delete_on,
            began_with(one),
        )
        for one in store.attempts(quiz_id, resources.now().date())
    )


def began_with(attempt: KeptAttempt) -> PassMark | None:
    """Return the pass mark that an attempt began with, None of one from before it was kept."""
    return PassMark(attempt.pass_per_cent, attempt.pass_reason) if attempt.pass_per_cent else None


def usual_of(quiz: Quiz, taken: Sequence[Taken]) -> Mapping[str, UsualWrong]:
    """Return for each item the wrong answer that first attempts gave most often."""
    return {item.id: UsualWrong(*usual_wrong(item, taken)) for item in quiz.items}
