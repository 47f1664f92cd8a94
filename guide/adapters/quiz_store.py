"""Quizzes and attempts in SQLite, one file in the data folder. What a quiz is, its caller knows: here it is a text.

Each call has its own connection, so any thread may call. An attempt has no name: its id is random.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guide.errors import StoreError

FILE_NAME = "quizzes.sqlite3"
WAIT_S = 5.0

TABLES = """
CREATE TABLE IF NOT EXISTS quiz (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, built_at TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS attempt (
    id TEXT PRIMARY KEY, quiz_id TEXT NOT NULL REFERENCES quiz(id), version TEXT NOT NULL, is_first INTEGER NOT NULL,
    begun_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS given (
    attempt_id TEXT NOT NULL REFERENCES attempt(id), item_id TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (attempt_id, item_id)
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class KeptQuiz:
    """One quiz as it is kept. body: as it was handed in. revision: counts its changes from 1."""

    id: str
    title: str
    built_at: datetime
    revision: int
    body: str


@dataclass(frozen=True, slots=True)
class KeptAttempt:
    """One person's answers so far. version: of the quiz they were given. given: item id -> the texts chosen."""

    id: str
    quiz_id: str
    version: str
    is_first: bool
    given: Mapping[str, tuple[str, ...]]


class QuizStore:
    """The quizzes of one data folder. The folder is made when the first quiz is kept."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder of the settings."""
        self._path = folder / FILE_NAME

    def add(self, title: str, body: str, at: datetime) -> str:
        """Keep a new quiz and return its id."""
        quiz_id = secrets.token_urlsafe(9)
        with self._writing() as connection:
            connection.execute("INSERT INTO quiz VALUES (?, ?, ?, 1, ?)", (quiz_id, title, _stamp(at), body))
        return quiz_id

    def change(self, quiz: KeptQuiz, body: str) -> KeptQuiz:
        """Keep a quiz's new body. Raises StoreError if somebody else changed it since it was read: nothing is lost."""
        with self._writing() as connection:
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

    def begin(self, quiz_id: str, version: str, is_first: bool, at: datetime) -> str:
        """Begin an attempt and return its id: 128 random bits. Raises StoreError for an unknown quiz."""
        attempt_id = secrets.token_urlsafe(16)
        with self._writing() as connection:
            row = (attempt_id, quiz_id, version, int(is_first), _stamp(at))
            connection.execute("INSERT INTO attempt VALUES (?, ?, ?, ?, ?)", row)
        return attempt_id

    def give(self, attempt_id: str, item_id: str, answer: Sequence[str], at: datetime) -> None:
        """Keep an answer as it was given. The first answer to an item stands."""
        text = json.dumps(list(answer), ensure_ascii=False)
        with self._writing() as connection:
            row = (attempt_id, item_id, text, _stamp(at))
            connection.execute("INSERT INTO given VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)

    def attempt(self, attempt_id: str) -> KeptAttempt | None:
        """Return one attempt with its answers, None if there is none of this id."""
        return next((found for found in self._attempts("id = ?", attempt_id)), None)

    def attempts(self, quiz_id: str) -> tuple[KeptAttempt, ...]:
        """Return every attempt at a quiz, the oldest first."""
        return tuple(self._attempts("quiz_id = ?", quiz_id))

    def _quizzes(self, clause: str, values: tuple[str, ...]) -> tuple[KeptQuiz, ...]:
        if not self._path.is_file():
            return ()
        with self._open() as connection:
            rows = connection.execute(f"SELECT id, title, built_at, revision, body FROM quiz {clause}", values)
            return tuple(
                KeptQuiz(name, title, datetime.fromisoformat(built), revision, body)
                for name, title, built, revision, body in rows
            )

    def _attempts(self, condition: str, value: str) -> list[KeptAttempt]:
        if not self._path.is_file():
            return []
        with self._open() as connection:
            rows = connection.execute(
                f"SELECT id, quiz_id, version, is_first FROM attempt WHERE {condition} ORDER BY rowid", (value,)
            ).fetchall()
            return [KeptAttempt(row[0], row[1], row[2], bool(row[3]), _given(connection, row[0])) for row in rows]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction, committed at the end or rolled back on any exception."""
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=WAIT_S, isolation_level=None)
            try:
                # FULL makes an acknowledged answer survive a power cut.
                connection.executescript(
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                )
                connection.executescript(TABLES)
                yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self._path}: quizzes cannot be read or kept ({error}). "
                "Make room on the disk and check that the folder may be written."
            ) from error


def _given(connection: sqlite3.Connection, attempt_id: str) -> dict[str, tuple[str, ...]]:
    rows = connection.execute("SELECT item_id, answer FROM given WHERE attempt_id = ? ORDER BY rowid", (attempt_id,))
    return {item_id: tuple(json.loads(answer)) for item_id, answer in rows}


def _stamp(at: datetime) -> str:
    """Return the time in UTC, so that stamps compare as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
