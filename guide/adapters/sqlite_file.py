"""A small SQLite file of the data folder: one connection a call, whole transactions, deleted text overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from guide.errors import StoreError

WAIT_S = 5.0
ADVICE = "Free some space and try again."


class SqliteFile:
    """One file for what is written rarely. Each call has its own connection, so any thread may call.

    There is no write-ahead log unless it is asked for: deleted text then stands in one file only, and there it is
    overwritten.
    """

    def __init__(self, path: Path, tables: str, complaint: str, advice: str = ADVICE, pragmas: str = "") -> None:
        """Take the file, its tables as SQL, and what to say when it cannot be used: "the register is not kept".

        pragmas: what each connection is set to beside the overwriting of deleted text, as SQL.
        """
        self.path = path
        self._tables = tables
        self._complaint = complaint
        self._advice = advice
        self._pragmas = pragmas

    @property
    def is_there(self) -> bool:
        """Say whether anything was ever kept."""
        return self.path.is_file()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction, committed at the end or rolled back on any exception.

        Raises StoreError for whatever the database or the disk refuses.
        """
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection. The folder and the file are made when they are not there. Raises StoreError."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
            try:
                connection.executescript(f"PRAGMA secure_delete=ON; {self._pragmas}")
                connection.executescript(self._tables)
                yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{self.path}: {self._complaint} ({error}). {self._advice}") from error

    def shrink(self) -> None:
        """Give free pages back, so that nothing deleted stands in them."""
        with self.reading() as connection:
            connection.execute("VACUUM")


def stamp(at: datetime) -> str:
    """Return the time in UTC, so that stamps compare as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
