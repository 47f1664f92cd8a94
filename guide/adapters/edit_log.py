"""Who changed what in the directory, when and why, in SQLite. Rows are only ever added; the database sees to it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from guide.adapters.sqlite_file import SqliteFile
from guide.directory.pathway_edits import Edit, EditKind
from guide.errors import EditRefused

FILE_NAME = "directory.sqlite3"
TABLE = """
CREATE TABLE IF NOT EXISTS edit (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, pathway_id TEXT NOT NULL, field TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, how TEXT NOT NULL, why TEXT NOT NULL, person TEXT NOT NULL,
    is_verified INTEGER NOT NULL, token TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS edits_stay BEFORE DELETE ON edit BEGIN SELECT RAISE(ABORT, 'edits are kept'); END;
CREATE TRIGGER IF NOT EXISTS edits_are_fixed BEFORE UPDATE ON edit BEGIN SELECT RAISE(ABORT, 'edits are kept'); END;
"""
COLUMNS = "kind, pathway_id, field, before, after, how, why, person, is_verified, token, at"
MEANWHILE = "Somebody changed this service meanwhile. Look at it again, then make your change."


class EditLogStore:
    """The edits of one data folder. Any thread may call."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings. It is made with the first edit."""
        self._file = SqliteFile(folder / FILE_NAME, TABLE, "the change is not kept")

    def append(self, edit: Edit, seen: int) -> Edit:
        """Keep an edit and return it with its number.

        seen: the revision the person looked at. Raises EditRefused if the record was edited since, StoreError if the
        edit cannot be kept.
        """
        row = (edit.kind.value, edit.pathway_id, edit.field, edit.before, edit.after, edit.how, edit.why, edit.person)
        with self._file.writing() as connection:
            newest = "SELECT coalesce(max(number), 0) FROM edit WHERE pathway_id = ?"
            if connection.execute(newest, (edit.pathway_id,)).fetchone()[0] > seen:
                raise EditRefused(MEANWHILE)
            connection.execute(
                f"INSERT INTO edit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, int(edit.is_verified), edit.token, edit.at.isoformat(timespec="seconds")),
            )
            number = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
        return _edit(number, *row, int(edit.is_verified), edit.token, edit.at.isoformat(timespec="seconds"))

    def all(self) -> tuple[Edit, ...]:
        """Return every edit, oldest first; none before the first."""
        if not self._file.is_there:
            return ()
        with self._file.reading() as connection:
            rows = connection.execute(f"SELECT number, {COLUMNS} FROM edit ORDER BY number").fetchall()
        return tuple(_edit(*row) for row in rows)

    def revision(self) -> int:
        """Return the number of the newest edit, 0 before the first."""
        if not self._file.is_there:
            return 0
        with self._file.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(number), 0) FROM edit").fetchone()[0])


def _edit(
    number: int,
    kind: str,
    pathway_id: str,
    field: str,
    before: str,
    after: str,
    how: str,
    why: str,
    person: str,
    is_verified: int,
    token: str,
    at: str,
) -> Edit:
    moment = datetime.fromisoformat(at)
    made = EditKind(kind)
    return Edit(made, pathway_id, person, bool(is_verified), moment, why, field, before, after, how, token, number)
