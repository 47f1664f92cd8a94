"""What visitors reported of telephone numbers, one press each, in SQLite. It holds no text and no person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from guide.errors import StoreError
from guide.pathway_marks import Report

FILE_NAME = "reports.sqlite3"
OUTCOMES = ("worked", "no answer", "wrong")
WAIT_S = 5.0
LONDON = ZoneInfo("Europe/London")
"""The time in which reports are stamped."""
TABLE = """
CREATE TABLE IF NOT EXISTS report (
    pathway_id TEXT NOT NULL, value TEXT NOT NULL, outcome TEXT NOT NULL, visitor TEXT NOT NULL, at TEXT NOT NULL
) STRICT
"""


class NumberReports:
    """The reports of one data folder. Each call has its own connection, so any thread may call."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings. It is made with the first report."""
        self._path = folder / FILE_NAME

    def add(self, pathway_id: str, value: str, outcome: str, visitor: str, at: datetime) -> None:
        """Keep one report. A visitor's newer report on the same number replaces the one of the same day.

        Raises ValueError for an unknown outcome, StoreError if it cannot be kept.
        """
        if outcome not in OUTCOMES:
            raise ValueError(f"{outcome!r} is none of {', '.join(OUTCOMES)}")
        moment = at.replace(tzinfo=None).isoformat(timespec="seconds")
        row = (pathway_id, value, visitor)
        with self._open() as connection:
            connection.execute(TABLE)
            connection.execute(
                "DELETE FROM report WHERE pathway_id = ? AND value = ? AND visitor = ? AND substr(at, 1, 10) = ?",
                (*row, moment[:10]),
            )
            connection.execute(
                "INSERT INTO report (pathway_id, value, visitor, at, outcome) VALUES (?, ?, ?, ?, ?)",
                (*row, moment, outcome),
            )

    def all(self) -> tuple[Report, ...]:
        """Return every report, oldest first; none before the first."""
        if not self._path.is_file():
            return ()
        query = "SELECT pathway_id, value, outcome, visitor, at FROM report ORDER BY at, rowid"
        with self._open() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(
            Report(pathway, value, outcome, who, datetime.fromisoformat(at))
            for pathway, value, outcome, who, at in rows
        )

    def purge(self, before: datetime) -> int:
        """Delete every report made before, so that its bytes are gone. Returns how many."""
        if not self._path.is_file():
            return 0
        moment = before.astimezone(LONDON).replace(tzinfo=None).isoformat(timespec="seconds")
        with self._open() as connection:
            connection.execute("PRAGMA secure_delete=ON")
            deleted = connection.execute("DELETE FROM report WHERE at < ?", (moment,)).rowcount
        with self._open() as connection:
            connection.execute("VACUUM")
        return deleted

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=WAIT_S)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"{self._path}: the report is not kept ({error}). Free some space and try again."
            ) from error
