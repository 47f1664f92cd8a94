"""The gap register in SQLite, one file in the data folder. Masked text only; it has the life of conversations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from guide.adapters.sqlite_file import SqliteFile, stamp
from guide.keeping.gaps import Asked, Gap, GapProgress

FILE_NAME = "gaps.sqlite3"
TABLES = """
CREATE TABLE IF NOT EXISTS gap (
    number INTEGER PRIMARY KEY AUTOINCREMENT, progress TEXT NOT NULL, owner TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS asked (
    number INTEGER NOT NULL REFERENCES gap(number) ON DELETE CASCADE, conversation_id TEXT NOT NULL,
    turn INTEGER NOT NULL, at TEXT NOT NULL, question TEXT NOT NULL, nearest TEXT NOT NULL,
    PRIMARY KEY (conversation_id, turn)
) STRICT;
"""


class GapStore:
    """The GapRegister of one data folder. Any thread may call.

    The words of a question stand with each press, not with the entry: they leave with the conversation they came from.
    """

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings. It is made with the first entry."""
        self._file = SqliteFile(folder / FILE_NAME, TABLES, "the register is not kept")

    def put(self, asked: Asked, number: int = 0) -> Gap:
        """Keep one press under an entry, or under a new one, and return the entry. The same turn counts once."""
        with self._file.writing() as connection:
            known = connection.execute(
                "SELECT number FROM asked WHERE conversation_id = ? AND turn = ?", (asked.conversation_id, asked.turn)
            ).fetchone()
            is_there = connection.execute("SELECT 1 FROM gap WHERE number = ?", (number,)).fetchone()
            if known:
                number = known[0]
            elif not is_there:
                added = connection.execute(
                    "INSERT INTO gap (progress, owner, answer) VALUES (?, '', '')", (GapProgress.OPEN,)
                )
                number = int(added.lastrowid or 0)
            if not known:
                connection.execute(
                    "INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?)",
                    (number, asked.conversation_id, asked.turn, stamp(asked.at), asked.question, asked.nearest),
                )
        return next(gap for gap in self.all() if gap.number == number)

    def all(self) -> tuple[Gap, ...]:
        """Return every entry: those to work first, then the most often asked."""
        if not self._file.is_there:
            return ()
        with self._file.reading() as connection:
            heads = connection.execute("SELECT number, progress, owner, answer FROM gap").fetchall()
            rows = connection.execute(
                "SELECT number, conversation_id, turn, at, question, nearest FROM asked ORDER BY at, rowid"
            ).fetchall()
        asked: dict[int, list[Asked]] = {}
        for number, conversation, turn, at, question, nearest in rows:
            asked.setdefault(number, []).append(
                Asked(conversation, turn, datetime.fromisoformat(at), question, nearest)
            )
        gaps = [
            Gap(number, tuple(asked[number]), GapProgress(progress), owner, answer)
            for number, progress, owner, answer in heads
            if number in asked
        ]
        return tuple(sorted(gaps, key=lambda gap: (gap.is_closed, -len(gap.asked), gap.number)))

    def of_conversation(self, conversation_id: str) -> tuple[Gap, ...]:
        """Return the entries that one conversation put on."""
        return tuple(gap for gap in self.all() if any(each.conversation_id == conversation_id for each in gap.asked))

    def change(self, gap: Gap) -> None:
        """Keep progress, owner and answer. Raises KeyError if the entry is gone."""
        with self._file.writing() as connection:
            changed = connection.execute(
                "UPDATE gap SET progress = ?, owner = ?, answer = ? WHERE number = ?",
                (gap.progress, gap.owner, gap.answer, gap.number),
            ).rowcount
        if not changed:
            raise KeyError(gap.number)

    def delete_conversation(self, conversation_id: str) -> int:
        """Delete what one conversation put on, so that its bytes are gone. Returns how many presses."""
        return self._delete("conversation_id = ?", conversation_id)

    def purge(self, before: datetime) -> int:
        """Delete every press made before, so that its bytes are gone. Returns how many."""
        return self._delete("at < ?", stamp(before))

    def _delete(self, condition: str, value: str) -> int:
        if not self._file.is_there:
            return 0
        with self._file.writing() as connection:
            deleted = connection.execute(f"DELETE FROM asked WHERE {condition}", (value,)).rowcount
            connection.execute("DELETE FROM gap WHERE number NOT IN (SELECT number FROM asked)")
        self._file.shrink()
        return deleted
