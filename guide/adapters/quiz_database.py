"""The SQLite file of the quizzes: its tables, and connections that commit or roll back. What is in it: the two stores.

Each call has its own connection, so any thread may call.
"""

from __future__ import annotations

from pathlib import Path

from guide.adapters.sqlite_file import SqliteFile

FILE_NAME = "quizzes.sqlite3"
ADVICE = "Make room on the disk and check that the folder may be written."
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
"""FULL makes an acknowledged answer survive a power cut."""

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
CREATE TABLE IF NOT EXISTS beginning (
    attempt_id TEXT PRIMARY KEY REFERENCES attempt(id), learner TEXT, pass_per_cent INTEGER, pass_reason TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS given (
    attempt_id TEXT NOT NULL REFERENCES attempt(id), item_id TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (attempt_id, item_id)
) STRICT;
CREATE TABLE IF NOT EXISTS certificate (
    number TEXT PRIMARY KEY, attempt_id TEXT NOT NULL UNIQUE REFERENCES attempt(id), body TEXT NOT NULL
) STRICT;
"""


class QuizDatabase(SqliteFile):
    """One data folder's file. The folder is made when something is first kept."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder of the settings."""
        super().__init__(folder / FILE_NAME, TABLES, "quizzes cannot be read or kept", ADVICE, PRAGMAS)

    def empty_log(self) -> bool:
        """Fold SQLite's log into the file and empty it. False while a reader holds the old state: try again later."""
        with self.reading() as connection:
            (is_busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not is_busy
