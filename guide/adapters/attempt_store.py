"""Attempts at quizzes in SQLite: answers as given, certificates, and names only for as long as was promised.

An attempt's id is random. A name stands in one place, with the day on which it is deleted. A browser's random number is
kept as a digest that is another one for each quiz: it tells that two attempts are one person's, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from guide.adapters.quiz_database import QuizDatabase
from guide.adapters.sqlite_file import stamp

PRACTICE = "practice"
EARLIER = (
    "SELECT 1 FROM attempt JOIN sitting ON sitting.attempt_id = id JOIN beginning ON beginning.attempt_id = id "
    "WHERE quiz_id = ? AND version = ? AND mode = ? AND learner = ?"
)
"""Whether a learner has begun a version in a mode before. A learner who is not known is NULL, which equals nothing."""


@dataclass(frozen=True, slots=True)
class Begin:
    """How an attempt begins.

    is_first: as far as the page knows; an earlier attempt from the same browser makes it another one all the same.
    person: as typed, empty for none; delete_on: the day its name is deleted. browser: its random number, empty where it
    is not known. pass_per_cent, pass_reason: the pass mark that the learner was told, 0 and empty where none was.
    """

    mode: str = PRACTICE
    is_first: bool = True
    person: str = ""
    delete_on: date | None = None
    browser: str = ""
    pass_per_cent: int = 0
    pass_reason: str = ""

    def __post_init__(self) -> None:
        if self.person and self.delete_on is None:
            raise ValueError("a name needs the day on which it is deleted")


@dataclass(frozen=True, slots=True)
class KeptAttempt:
    """One person's answers so far. version: of the quiz they were given. given: item id -> the texts chosen.

    person: empty where none was asked for, and from its day on, whether or not it has been deleted yet.
    pass_per_cent, pass_reason: the pass mark in force when it began; 0 and empty of one from before it was kept.
    """

    id: str
    quiz_id: str
    version: str
    is_first: bool
    given: Mapping[str, tuple[str, ...]]
    begun_at: datetime
    mode: str = PRACTICE
    finished_at: datetime | None = None
    person: str = ""
    delete_on: str = ""
    pass_per_cent: int = 0
    pass_reason: str = ""


class AttemptStore:
    """The attempts of one data folder."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder of the settings."""
        self._database = QuizDatabase(folder)

    def begin(self, quiz_id: str, version: str, body: str, how: Begin, at: datetime) -> str:
        """Begin an attempt and return its id: 128 random bits. Raises StoreError for an unknown quiz.

        Of one person's attempts at one version in one mode only the first counts as a first attempt.
        body: the items as this version asks them, kept once, so that its results can be read after the quiz changed.
        """
        attempt_id = secrets.token_urlsafe(16)
        delete_on = how.delete_on.isoformat() if how.person and how.delete_on else None
        with self._database.writing() as connection:
            connection.execute("INSERT INTO edition VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (quiz_id, version, body))
            learner = _digest(quiz_id, how.browser)
            is_first = (
                how.is_first and not connection.execute(EARLIER, (quiz_id, version, how.mode, learner)).fetchone()
            )
            row = (attempt_id, quiz_id, version, int(is_first), stamp(at))
            connection.execute("INSERT INTO attempt VALUES (?, ?, ?, ?, ?)", row)
            connection.execute(
                "INSERT INTO sitting VALUES (?, ?, NULL, ?, ?)", (attempt_id, how.mode, how.person or None, delete_on)
            )
            begun = (attempt_id, learner, how.pass_per_cent, how.pass_reason)
            connection.execute("INSERT INTO beginning VALUES (?, ?, ?, ?)", begun)
        return attempt_id

    def give(self, attempt_id: str, item_id: str, answer: Sequence[str], at: datetime) -> None:
        """Keep an answer as it was given. The first answer to an item stands."""
        text = json.dumps(list(answer), ensure_ascii=False)
        with self._database.writing() as connection:
            row = (attempt_id, item_id, text, stamp(at))
            connection.execute("INSERT INTO given VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)

    def finish(self, attempt_id: str, at: datetime) -> None:
        """Note when the last answer was given. The first such time stands."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE sitting SET finished_at = ? WHERE attempt_id = ? AND finished_at IS NULL",
                (stamp(at), attempt_id),
            )

    def attempt(self, attempt_id: str, today: date) -> KeptAttempt | None:
        """Return one attempt with its answers, None if there is none of this id."""
        return next(iter(self._attempts("attempt.id = ?", attempt_id, today)), None)

    def attempts(self, quiz_id: str, today: date) -> tuple[KeptAttempt, ...]:
        """Return every attempt at a quiz, the oldest first."""
        return tuple(self._attempts("quiz_id = ?", quiz_id, today))

    def editions(self, quiz_id: str) -> Mapping[str, str]:
        """Return the body of each version that somebody took, the oldest first."""
        if not self._database.is_there:
            return {}
        with self._database.reading() as connection:
            rows = connection.execute("SELECT version, body FROM edition WHERE quiz_id = ? ORDER BY rowid", (quiz_id,))
            return dict(rows.fetchall())

    def issue(self, attempt_id: str, number: str, body: str) -> str:
        """Keep a certificate and return the body that stands: the one issued first for this attempt."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO certificate VALUES (?, ?, ?) ON CONFLICT (attempt_id) DO NOTHING",
                (number, attempt_id, body),
            )
            row = connection.execute("SELECT body FROM certificate WHERE attempt_id = ?", (attempt_id,)).fetchone()
        return str(row[0])

    def certificate(self, number: str) -> str | None:
        """Return the certificate of this number, None if none was issued."""
        return self._certificate("number = ?", number)

    def certificate_of(self, attempt_id: str) -> str | None:
        """Return the certificate issued for an attempt, None if there is none."""
        return self._certificate("attempt_id = ?", attempt_id)

    def forget_names(self, today: date) -> int:
        """Delete every name whose day has come, and return how many. Their bytes are overwritten.

        While another reader holds the old state the log is emptied by the next call.
        """
        if not self._database.is_there:
            return 0
        with self._database.reading() as connection:
            query = "SELECT count(*) FROM sitting WHERE person IS NOT NULL AND delete_on <= ?"
            due = int(connection.execute(query, (today.isoformat(),)).fetchone()[0])
        if due:
            with self._database.writing() as connection:
                connection.execute("UPDATE sitting SET person = NULL WHERE delete_on <= ?", (today.isoformat(),))
            self._database.empty_log()
        return due

    def _certificate(self, condition: str, value: str) -> str | None:
        if not self._database.is_there:
            return None
        with self._database.reading() as connection:
            row = connection.execute(f"SELECT body FROM certificate WHERE {condition}", (value,)).fetchone()
        return str(row[0]) if row else None

    def _attempts(self, condition: str, value: str, today: date) -> list[KeptAttempt]:
        if not self._database.is_there:
            return []
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, quiz_id, version, is_first, begun_at, mode, finished_at, person, delete_on, "
                "pass_per_cent, pass_reason FROM attempt LEFT JOIN sitting ON sitting.attempt_id = id "
                f"LEFT JOIN beginning ON beginning.attempt_id = id WHERE {condition} ORDER BY attempt.rowid",
                (value,),
            ).fetchall()
            return [_attempt(row, _given(connection, row[0]), today.isoformat()) for row in rows]


def _digest(quiz_id: str, browser: str) -> str | None:
    return hashlib.sha256(f"{quiz_id}\n{browser}".encode()).hexdigest()[:32] if browser else None


def _attempt(row: Sequence[str | None], given: Mapping[str, tuple[str, ...]], today: str) -> KeptAttempt:
    attempt_id, quiz_id, version, is_first, begun_at, mode, finished_at, person, delete_on, per_cent, reason = row
    is_due = delete_on is not None and delete_on <= today
    return KeptAttempt(
        str(attempt_id),
        str(quiz_id),
        str(version),
        bool(is_first),
        given,
        datetime.fromisoformat(str(begun_at)),
        mode or PRACTICE,
        datetime.fromisoformat(finished_at) if finished_at else None,
        "" if is_due else person or "",
        delete_on or "",
        int(per_cent or 0),
        reason or "",
    )


def _given(connection: sqlite3.Connection, attempt_id: str) -> dict[str, tuple[str, ...]]:
    rows = connection.execute("SELECT item_id, answer FROM given WHERE attempt_id = ? ORDER BY rowid", (attempt_id,))
    return {item_id: tuple(json.loads(answer)) for item_id, answer in rows}
