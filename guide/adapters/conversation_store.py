"""Conversations in SQLite, one file in the data folder. Each call has its own connection, so any thread may call."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from guide.adapters.sqlite_file import stamp
from guide.errors import StoreError
from guide.keeping.conversations import Turn, is_conversation_id

FILE_NAME = "guide.sqlite3"
WAIT_S = 5.0

TABLES = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, begun_at TEXT NOT NULL, last_at TEXT NOT NULL, locked_at TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS turn (
    conversation_id TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, asked_at TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (conversation_id, number)
) STRICT;
"""


class ConversationStore:
    """The Conversations of one data folder. The folder is made when the first conversation begins."""

    page_limit = 0
    """The most pages the file may have; 0 is no limit but the disk's."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder of the settings."""
        self._path = folder / FILE_NAME

    def begin(self, at: datetime) -> str:
        """Begin a conversation and return its id: 128 random bits."""
        conversation_id = secrets.token_urlsafe(16)
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO conversation VALUES (?, ?, ?, NULL)", (conversation_id, stamp(at), stamp(at))
            )
        return conversation_id

    def append(self, conversation_id: str, turn: Turn) -> Turn:
        """Keep one turn and return it with its number. Raises KeyError if the conversation is not open."""
        body = json.dumps(turn.to_json(), ensure_ascii=False)
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            opened = connection.execute(
                "UPDATE conversation SET last_at = ? WHERE id = ? AND locked_at IS NULL",
                (stamp(turn.asked_at), conversation_id),
            ).rowcount
            if not opened:
                raise KeyError("no open conversation has this id")
            (last,) = connection.execute(
                "SELECT coalesce(max(number), 0) FROM turn WHERE conversation_id = ?", (conversation_id,)
            ).fetchone()
            connection.execute(
                "INSERT INTO turn VALUES (?, ?, ?, ?)", (conversation_id, last + 1, turn.asked_at.isoformat(), body)
            )
        return replace(turn, number=last + 1)

    def put(self, conversation_id: str, turn: Turn) -> None:
        """Put this turn in the place of the kept one with its number. Nothing for a turn that is gone or locked."""
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE turn SET body = ? WHERE conversation_id = ? AND number = ? "
                "AND conversation_id IN (SELECT id FROM conversation WHERE locked_at IS NULL)",
                (json.dumps(turn.to_json(), ensure_ascii=False), conversation_id, turn.number),
            )

    def is_open(self, conversation_id: str) -> bool:
        """Say whether the conversation exists and is not locked."""
        if not is_conversation_id(conversation_id) or not self._path.is_file():
            return False
        with self._reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM conversation WHERE id = ? AND locked_at IS NULL", (conversation_id,)
            ).fetchone()
        return found is not None

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns, oldest first; none for a conversation that is unknown or locked."""
        if not is_conversation_id(conversation_id) or not self._path.is_file():
            return ()
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT number, asked_at, body FROM turn JOIN conversation ON id = conversation_id "
                "WHERE conversation_id = ? AND locked_at IS NULL ORDER BY number",
                (conversation_id,),
            ).fetchall()
        return tuple(self._turn(*row) for row in rows)

    def lock(self, conversation_id: str, at: datetime) -> None:
        """Close a conversation for good: its address opens nothing any more."""
        if not self._path.is_file():
            return
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE conversation SET locked_at = ? WHERE id = ?", (stamp(at), conversation_id))

    def purge(self, before: datetime) -> int:
        """Delete every conversation whose last turn is older, so that its bytes are gone. Returns how many."""
        if not self._path.is_file():
            return 0
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            deleted = connection.execute("DELETE FROM conversation WHERE last_at < ?", (stamp(before),)).rowcount
        if deleted:
            self._shrink()
        return deleted

    def delete(self, conversation_id: str) -> bool:
        """Delete one conversation, locked or not, so that its bytes are gone. Returns whether it was there."""
        if not self._path.is_file():
            return False
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            deleted = connection.execute("DELETE FROM conversation WHERE id = ?", (conversation_id,)).rowcount
        if deleted:
            self._shrink()
        return bool(deleted)

    def _shrink(self) -> None:
        """Give back free pages and empty the log: deleted text stands in neither."""
        with self._reading() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose open transaction is committed at the end, or rolled back on any exception."""
        with self._reading() as connection:
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=WAIT_S, isolation_level=None)
            try:
                # secure_delete overwrites what is deleted; FULL makes an acknowledged turn survive a power cut.
                connection.executescript(
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                )
                connection.executescript(TABLES)
                if self.page_limit:
                    connection.execute(f"PRAGMA max_page_count={self.page_limit:d}")
                yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self._path}: conversations cannot be read or kept ({error}). "
                "Make room on the disk and check that the folder may be written."
            ) from error

    def _turn(self, number: int, asked_at: str, body: str) -> Turn:
        try:
            return Turn.from_json(number, datetime.fromisoformat(asked_at), json.loads(body))
        except (KeyError, TypeError, ValueError) as error:
            raise StoreError(f"{self._path}: turn {number} cannot be read. Restore the file from a backup.") from error
