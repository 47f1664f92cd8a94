"""The queue of feedback in SQLite, one file in the data folder. Masked text only; it has the life of conversations."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from guide.adapters.sqlite_file import SqliteFile, stamp
from guide.keeping.feedback import Fault, Feedback, Progress

FILE_NAME = "feedback.sqlite3"
TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT, conversation_id TEXT NOT NULL, turn INTEGER NOT NULL,
    fault TEXT NOT NULL, reported_at TEXT NOT NULL, progress TEXT NOT NULL, owner TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
"""
FIELDS = "number, conversation_id, turn, fault, reported_at, progress, owner, body"


class FeedbackStore:
    """The queue of one data folder. Any thread may call."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings. It is made with the first report."""
        self._file = SqliteFile(folder / FILE_NAME, TABLE, "feedback is not kept")

    def add(self, feedback: Feedback) -> Feedback:
        """Keep a new report and return it with its number. Raises StoreError if it cannot be kept."""
        body = json.dumps({"answer": feedback.answer, "earlier": feedback.earlier}, ensure_ascii=False)
        row = (feedback.conversation_id, feedback.turn, feedback.fault, stamp(feedback.reported_at))
        with self._file.writing() as connection:
            number = connection.execute(
                "INSERT INTO feedback (conversation_id, turn, fault, reported_at, progress, owner, body) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row, feedback.progress, feedback.owner, body),
            ).lastrowid
        return replace(feedback, number=int(number or 0))

    def change(self, feedback: Feedback) -> None:
        """Keep the progress and the owner of a report. Raises KeyError if it is not in the queue."""
        with self._file.writing() as connection:
            changed = connection.execute(
                "UPDATE feedback SET progress = ?, owner = ? WHERE number = ?",
                (feedback.progress, feedback.owner, feedback.number),
            ).rowcount
        if not changed:
            raise KeyError(feedback.number)

    def queue(self) -> tuple[Feedback, ...]:
        """Return every report that is not closed: unsafe ones first, then the oldest."""
        unclosed = [each for each in self._found("", ()) if not each.is_closed]
        return tuple(sorted(unclosed, key=lambda each: (each.fault is not Fault.UNSAFE, each.number)))

    def of_conversation(self, conversation_id: str) -> tuple[Feedback, ...]:
        """Return the reports made in one conversation, oldest first, closed or not."""
        return self._found("WHERE conversation_id = ?", (conversation_id,))

    def conversation_ids(self) -> frozenset[str]:
        """Return the ids of the conversations with a report."""
        return frozenset(each.conversation_id for each in self._found("", ()))

    def numbers(self) -> frozenset[int]:
        """Return the numbers of the reports that are kept."""
        return frozenset(each.number for each in self._found("", ()))

    def get(self, number: int) -> Feedback:
        """Return one report. Raises KeyError if there is none of this number."""
        found = self._found("WHERE number = ?", (number,))
        if not found:
            raise KeyError(number)
        return found[0]

    def delete_conversation(self, conversation_id: str) -> int:
        """Delete the reports of one conversation, so that their bytes are gone. Returns how many."""
        return self._delete("conversation_id = ?", conversation_id)

    def purge(self, before: datetime) -> int:
        """Delete every report made before, so that its bytes are gone. Returns how many."""
        return self._delete("reported_at < ?", stamp(before))

    def _delete(self, condition: str, value: str) -> int:
        if not self._file.is_there:
            return 0
        with self._file.writing() as connection:
            deleted = connection.execute(f"DELETE FROM feedback WHERE {condition}", (value,)).rowcount
        self._file.shrink()
        return deleted

    def _found(self, condition: str, values: tuple[object, ...]) -> tuple[Feedback, ...]:
        if not self._file.is_there:
            return ()
        with self._file.reading() as connection:
            rows = connection.execute(f"SELECT {FIELDS} FROM feedback {condition} ORDER BY number", values).fetchall()
        return tuple(_feedback(*row) for row in rows)


def _feedback(
    number: int, conversation_id: str, turn: int, fault: str, reported_at: str, progress: str, owner: str, body: str
) -> Feedback:
    stored = json.loads(body)
    return Feedback(
        number=number,
        conversation_id=conversation_id,
        turn=turn,
        fault=Fault(fault),
        reported_at=datetime.fromisoformat(reported_at),
        answer=stored["answer"],
        earlier=tuple(stored["earlier"]),
        progress=Progress(progress),
        owner=owner,
    )
