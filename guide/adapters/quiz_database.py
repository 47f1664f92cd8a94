"""The SQLite file of the quizzes: its tables, and connections that commit or roll back. What is in it: the two stores.

Each call has its own connection, so any thread may call.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from guide.errors import StoreError

FILE_NAME = "quizzes.sqlite3"
WAIT_S = 5.0

TABLES = """
CREATE TABLE IF NOT EXISTS quiz (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, built_at TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS edition (
    quiz_id TEXT NOT NULL REFERENCES quiz(id), version TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (quiz_id, version)
) STRICT;
CREATE TABLE IF NOT EXISTS attempt (
    id TEXT PRIMARY KEY, quiz_id TEXT NOT NULL REFERENCES quiz(id), version TEXT NOT NULL, is_first INTEGER NOT NULL,
    begun_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS sitting (
    attempt_id TEXT PRIMARY KEY REFERENCES attempt(id), mode TEXT NOT NULL, finished_at TEXT, person TEXT,
    delete_on TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS given (
    attempt_id TEXT NOT NULL REFERENCES attempt(id), item_id TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (attempt_id, item_id)
) STRICT;
CREATE TABLE IF NOT EXISTS certificate (
    number TEXT PRIMARY KEY, attempt_id TEXT NOT NULL UNIQUE REFERENCES attempt(id), body TEXT NOT NULL
) STRICT;
"""


class QuizDatabase:
    """One data folder's file. The folder is made when something is first kept."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder of the settings."""
        self._path = folder / FILE_NAME

    @property
    def is_there(self) -> bool:
        """Say whether anything was ever kept."""
        return self._path.is_file()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction, committed at the end or rolled back on any exception."""
        with self.open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Give a connection. Raises StoreError for whatever the database or the disk refuses."""
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

    def empty_log(self) -> bool:
        """Fold SQLite's log into the file and empty it. False while a reader holds the old state: try again later."""
        with self.open() as connection:
            (is_busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not is_busy


def stamp(at: datetime) -> str:
    """Return the time in UTC, so that stamps compare as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
