"""What is typed for cases of test sets and not saved yet, by the window it was typed in; one SQLite file.

Whoever has the address of a window can read its drafts, as with conversations. They come here masked.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from guide.adapters.sqlite_file import SqliteFile, stamp

FILE_NAME = "case-drafts.sqlite3"
TABLES = """
CREATE TABLE IF NOT EXISTS draft (
    window_id TEXT NOT NULL, place TEXT NOT NULL, kept_at TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (window_id, place)
) STRICT;
"""


class CaseDraftStore:
    """The drafts of one data folder. The file is made with the first of them."""

    def __init__(self, data: Path) -> None:
        """data: the data folder of the settings."""
        self._file = SqliteFile(data / FILE_NAME, TABLES, "words that are not saved are not kept")

    def keep(self, window_id: str, place: str, body: str, at: datetime) -> None:
        """Put a draft in the place of the one of this case. Raises StoreError."""
        with self._file.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", (window_id, place, stamp(at), body))

    def of(self, window_id: str) -> dict[str, str]:
        """Return the drafts of a window by their case. Raises StoreError."""
        if not self._file.is_there:
            return {}
        with self._file.reading() as connection:
            return dict(connection.execute("SELECT place, body FROM draft WHERE window_id = ?", (window_id,)))

    def drop(self, window_id: str, place: str) -> None:
        """Delete the draft of a case that was saved or undone. Raises StoreError."""
        if self._file.is_there:
            with self._file.writing() as connection:
                connection.execute("DELETE FROM draft WHERE window_id = ? AND place = ?", (window_id, place))

    def forget(self, window_id: str) -> None:
        """Delete all drafts of a window. Raises StoreError."""
        if self._file.is_there:
            with self._file.writing() as connection:
                connection.execute("DELETE FROM draft WHERE window_id = ?", (window_id,))

    def purge(self, before: datetime) -> None:
        """Delete what nobody went on with since a time. Raises StoreError."""
        if self._file.is_there:
            with self._file.writing() as connection:
                connection.execute("DELETE FROM draft WHERE kept_at < ?", (stamp(before),))
