"""How many tokens a language model used each day, in SQLite. It holds a day and a number, and no text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from guide.errors import StoreError

FILE_NAME = "tokens.sqlite3"
WAIT_S = 2.0
TABLE = "CREATE TABLE IF NOT EXISTS day (day TEXT PRIMARY KEY, tokens INTEGER NOT NULL) STRICT"


class TokenLedgerFile:
    """The counts of one data folder. Each call has its own connection, so any thread or process may call."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings. It is made with the first count."""
        self._path = folder / FILE_NAME

    def reserve(self, day: date, tokens: int, limit: int) -> bool:
        """Count the tokens unless the day's limit would be passed. Raises StoreError."""
        with self._open() as connection:
            if self._spent(connection, day) + tokens > limit:
                return False
            self._add(connection, day, tokens)
            return True

    def settle(self, day: date, reserved: int, spent: int) -> None:
        """Put what was spent in the place of what was reserved. Raises StoreError."""
        with self._open() as connection:
            self._add(connection, day, spent - reserved)

    def spent(self, day: date) -> int:
        """Return the tokens of a day, reserved ones included. Raises StoreError."""
        if not self._path.is_file():
            return 0
        with self._open() as connection:
            return self._spent(connection, day)

    def _spent(self, connection: sqlite3.Connection, day: date) -> int:
        row = connection.execute("SELECT tokens FROM day WHERE day = ?", (day.isoformat(),)).fetchone()
        return int(row[0]) if row else 0

    def _add(self, connection: sqlite3.Connection, day: date, tokens: int) -> None:
        connection.execute(
            "INSERT INTO day VALUES (?, max(0, ?)) ON CONFLICT (day) DO UPDATE SET tokens = max(0, tokens + ?)",
            (day.isoformat(), tokens, tokens),
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=WAIT_S)
            try:
                with connection:
                    connection.execute(TABLE)
                    connection.commit()
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{self._path}: tokens cannot be counted ({error}). Free some space.") from error
