"""The counts of each month in SQLite, one file in the data folder. It holds no words of anybody and no conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from guide.adapters.number_reports import LONDON
from guide.adapters.sqlite_file import SqliteFile
from guide.keeping.tallies import Counted, Mark, Tally, month_of

FILE_NAME = "tallies.sqlite3"
TABLE = """
CREATE TABLE IF NOT EXISTS tally (
    month TEXT NOT NULL, counted TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (month, counted, name)
) STRICT;
"""


class TallyStore:
    """The Tallies of one data folder. Any thread may call."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings. It is made with the first count."""
        self._file = SqliteFile(folder / FILE_NAME, TABLE, "the counts cannot be read or kept")

    def add(self, month: str, marks: Sequence[Mark]) -> None:
        """Count each mark once more."""
        with self._file.writing() as connection:
            connection.executemany(
                "INSERT INTO tally VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                [(month, mark.counted.value, mark.name) for mark in marks],
            )

    def all(self) -> tuple[Tally, ...]:
        """Return every count, oldest month first."""
        if not self._file.is_there:
            return ()
        with self._file.reading() as connection:
            rows = connection.execute("SELECT month, counted, name, count FROM tally ORDER BY month, rowid").fetchall()
        return tuple(Tally(month, Mark(Counted(counted), name), count) for month, counted, name, count in rows)

    def purge(self, before: datetime) -> int:
        """Delete the counts of every month that ended before. Returns how many rows.

        A month goes as a whole: half of one would show, beside the page made of it earlier, what the other half was.
        """
        if not self._file.is_there:
            return 0
        with self._file.writing() as connection:
            month = month_of(before.astimezone(LONDON))
            deleted = connection.execute("DELETE FROM tally WHERE month < ?", (month,)).rowcount
        self._file.shrink()
        return deleted
