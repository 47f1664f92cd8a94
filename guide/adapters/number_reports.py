"""What visitors reported of telephone numbers, one press each, in SQLite. It holds no text and no person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from guide.adapters.sqlite_file import SqliteFile
from guide.directory.pathway_marks import Report

FILE_NAME = "reports.sqlite3"
OUTCOMES = ("worked", "no answer", "wrong")
LONDON = ZoneInfo("Europe/London")
"""The time in which reports are stamped."""
TABLE = """
CREATE TABLE IF NOT EXISTS report (
    pathway_id TEXT NOT NULL, value TEXT NOT NULL, outcome TEXT NOT NULL, visitor TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
"""


class NumberReports:
    """The reports of one data folder. Any thread may call."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings. It is made with the first report."""
        self._file = SqliteFile(folder / FILE_NAME, TABLE, "the report is not kept")

    def add(self, pathway_id: str, value: str, outcome: str, visitor: str, at: datetime) -> None:
        """Keep one report. A visitor's newer report on the same number replaces the one of the same day.

        Raises ValueError for an unknown outcome, StoreError if it cannot be kept.
        """
        if outcome not in OUTCOMES:
            raise ValueError(f"{outcome!r} is none of {', '.join(OUTCOMES)}")
        moment = at.replace(tzinfo=None).isoformat(timespec="seconds")
        row = (pathway_id, value, visitor)
        with self._file.writing() as connection:
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
        if not self._file.is_there:
            return ()
        query = "SELECT pathway_id, value, outcome, visitor, at FROM report ORDER BY at, rowid"
        with self._file.reading() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(
            Report(pathway, value, outcome, who, datetime.fromisoformat(at))
            for pathway, value, outcome, who, at in rows
        )

    def purge(self, before: datetime) -> int:
        """Delete every report made before, so that its bytes are gone. Returns how many."""
        if not self._file.is_there:
            return 0
        moment = before.astimezone(LONDON).replace(tzinfo=None).isoformat(timespec="seconds")
        with self._file.writing() as connection:
            deleted = connection.execute("DELETE FROM report WHERE at < ?", (moment,)).rowcount
        self._file.shrink()
        return deleted
