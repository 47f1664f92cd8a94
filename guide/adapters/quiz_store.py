"""Quizzes in SQLite, one file in the data folder. What a quiz is, its caller knows: here it is a text."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guide.adapters.quiz_database import QuizDatabase
from guide.adapters.sqlite_file import stamp
from guide.errors import StoreError


@dataclass(frozen=True, slots=True)
class KeptQuiz:
    """One quiz as it is kept. body: as it was handed in. revision: counts its changes from 1."""

    id: str
    title: str
    built_at: datetime
    revision: int
    body: str


class QuizStore:
    """The quizzes of one data folder."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder of the settings."""
        self._database = QuizDatabase(folder)

    def add(self, title: str, body: str, at: datetime) -> str:
        """Keep a new quiz and return its id."""
        quiz_id = secrets.token_urlsafe(9)
        with self._database.writing() as connection:
            connection.execute("INSERT INTO quiz VALUES (?, ?, ?, 1, ?)", (quiz_id, title, stamp(at), body))
        return quiz_id

    def change(self, quiz: KeptQuiz, body: str) -> KeptQuiz:
        """Keep a quiz's new body. Raises StoreError if somebody else changed it since it was read: nothing is lost."""
        with self._database.writing() as connection:
            changed = connection.execute(
                "UPDATE quiz SET body = ?, revision = revision + 1 WHERE id = ? AND revision = ?",
                (body, quiz.id, quiz.revision),
            ).rowcount
        if not changed:
            raise StoreError("Somebody else changed this quiz just now. Look at the item again, then decide.")
        return KeptQuiz(quiz.id, quiz.title, quiz.built_at, quiz.revision + 1, body)

    def quiz(self, quiz_id: str) -> KeptQuiz | None:
        """Return one quiz, None if there is none of this id."""
        return next(iter(self._quizzes("WHERE id = ?", (quiz_id,))), None)

    def quizzes(self) -> tuple[KeptQuiz, ...]:
        """Return every quiz, the newest first."""
        return self._quizzes("ORDER BY built_at DESC, rowid DESC", ())

    def _quizzes(self, clause: str, values: tuple[str, ...]) -> tuple[KeptQuiz, ...]:
        if not self._database.is_there:
            return ()
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT id, title, built_at, revision, body FROM quiz {clause}", values)
            return tuple(
                KeptQuiz(name, title, datetime.fromisoformat(built), revision, body)
                for name, title, built, revision, body in rows
            )
