"""How long conversations are kept, and how they leave: purge, deletion, export, backup, a restore that forgets too."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from guide.adapters.attempt_store import AttemptStore
from guide.adapters.case_draft_store import CaseDraftStore
from guide.adapters.conversation_store import FILE_NAME, ConversationStore
from guide.adapters.data_copy import BESIDE, unpack_copy, write_copy
from guide.adapters.feedback_cases import FeedbackCases
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.gap_store import GapStore
from guide.adapters.number_reports import NumberReports
from guide.adapters.sqlite_file import stamp
from guide.adapters.tally_store import TallyStore
from guide.errors import SettingError, StoreError
from guide.keeping.feedback import Feedback
from guide.keeping.gaps import Gap
from guide.types import Json

JOURNAL = "deletions.jsonl"
"""Beside the conversations: what was deleted and when, so that a restored backup loses it again."""
RESTORING = "restoring"


@dataclass(frozen=True, slots=True)
class Deletions:
    """What the journal says. before: the latest time of a purge, None if there was none. digests: of deleted ids.

    reports_before: the same of a purge that took reports on telephone numbers too.
    """

    before: datetime | None = None
    digests: frozenset[str] = frozenset()
    reports_before: datetime | None = None


class Retention:
    """The stated life of what one data folder keeps."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder of the settings."""
        self._folder = folder
        self._path = folder / FILE_NAME
        self._journal = folder / JOURNAL
        self._store = ConversationStore(folder)
        self._feedback = FeedbackStore(folder)
        self._cases = FeedbackCases(folder)
        self._gaps = GapStore(folder)
        self._attempts = AttemptStore(folder)
        self._reports = NumberReports(folder)
        self._tallies = TallyStore(folder)
        self._drafts = CaseDraftStore(folder)

    def purge(self, now: datetime, days: int) -> int:
        """Delete all that is older than so many days. Returns how many conversations went.

        As `purge_of_pages` does, and reports on telephone numbers with it.
        """
        deleted = self.purge_of_pages(now, days)
        before = now - timedelta(days=days)
        self._note({"at": stamp(now), "reports_before": stamp(before)})
        self._reports.purge(before)
        return deleted

    def purge_of_pages(self, now: datetime, days: int) -> int:
        """Delete what the pages delete by themselves. Returns how many conversations went.

        That is every conversation whose last turn is older than so many days, and what is as old of the gap register,
        of feedback, of the cases made of it with the runs over them, of the monthly counts, and of cases that nobody
        saved. Names given with quizzes go on their own days. Reports on telephone numbers stay: a number called wrong
        must not lose its mark without anybody's doing.
        Raises StoreError if another program keeps the old bytes readable: run it again then.
        """
        before = now - timedelta(days=days)
        self._note({"at": stamp(now), "before": stamp(before)})
        deleted = self._store.purge(before)
        try:
            self._attempts.forget_names(now.date())
            self._purge_beside(before)
        finally:
            self._empty_log()
        return deleted

    def delete(self, conversation_id: str, now: datetime) -> bool:
        """Delete one conversation, locked or not. Returns whether it was there. Its id is kept as a digest only."""
        self._note({"at": stamp(now), "conversation_sha256": _digest(conversation_id)})
        deleted = self._store.delete(conversation_id)
        self._delete_beside(conversation_id)
        self._empty_log()
        return deleted

    def export(self, conversation_id: str) -> Json | None:
        """Return all that is kept of one conversation, locked or not, or None if it is not there."""
        if not self._path.is_file():
            return None
        with closing(sqlite3.connect(self._path)) as connection:
            head = connection.execute(
                "SELECT begun_at, last_at, locked_at FROM conversation WHERE id = ?", (conversation_id,)
            ).fetchone()
            query = "SELECT number, asked_at, body FROM turn WHERE conversation_id = ? ORDER BY number"
            rows = connection.execute(query, (conversation_id,)).fetchall()
        if head is None:
            return None
        feedback = self._feedback.of_conversation(conversation_id)
        reports = {each.number for each in feedback}
        turns = [{"number": number, "asked_at": asked_at, **json.loads(body)} for number, asked_at, body in rows]
        return {
            "id": conversation_id,
            "begun_at": head[0],
            "last_at": head[1],
            "locked_at": head[2],
            "turns": turns,
            "feedback": [_exported(each) for each in feedback],
            "cases": list(self._cases.of_reports(reports)),
            "evaluation_runs": list(self._cases.runs_over(reports)),
            "gaps": [_exported_gap(each, conversation_id) for each in self._gaps.of_conversation(conversation_id)],
        }

    def backup(self, path: Path) -> None:
        """Write a copy of all that is kept, as it is now, while it is in use. Raises SettingError, StoreError."""
        if path.exists():
            raise SettingError(f"{path}: is there already. Choose another name for the backup.")
        without = frozenset({JOURNAL, RESTORING, path.name if path.parent.resolve() == self._folder.resolve() else ""})
        if not any(each.name not in without for each in self._folder.glob("*")):
            raise SettingError(f"{self._folder}: nothing is kept yet, so there is nothing to back up.")
        write_copy(self._folder, path, without)

    def restore(self, path: Path, now: datetime, days: int) -> int:
        """Put a backup in the place of what is kept, and repeat every deletion since. Returns how many conversations.

        What is past its life by now goes too. Until all that is done, the backup's text stands in no file of the
        folder's own. What the backup does not hold stays. Stop the pages first. Raises SettingError if it is no backup.
        """
        beside, before = self._folder / RESTORING, now - timedelta(days=days)
        names = unpack_copy(path, beside)
        gone = Retention(beside)._repeat(self.deletions(), before, now)
        for name in names:
            if (beside / name).is_file():
                place = self._folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                for left in BESIDE:
                    place.with_name(f"{place.name}{left}").unlink(missing_ok=True)
                os.replace(beside / name, place)
        shutil.rmtree(beside)
        # Also what stood beside, which somebody may have put back by copying its files.
        self._repeat_beside(self.deletions(), before, now)
        return gone

    def deletions(self) -> Deletions:
        """Return what the journal says. Raises StoreError if a line of it cannot be read."""
        if not self._journal.is_file():
            return Deletions()
        try:
            rows = [json.loads(line) for line in self._journal.read_text(encoding="utf-8").splitlines()]
            times = [datetime.fromisoformat(row["before"]) for row in rows if "before" in row]
            reports = [datetime.fromisoformat(row["reports_before"]) for row in rows if "reports_before" in row]
            digests = frozenset(str(row["conversation_sha256"]) for row in rows if "conversation_sha256" in row)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self._journal}: cannot be read. Mend it before you go on.") from error
        return Deletions(max(times, default=None), digests, max(reports, default=None))

    def _repeat(self, done: Deletions, before: datetime, now: datetime) -> int:
        """Do to this folder what the journal says was done to the other. Returns how many conversations went."""
        gone = 0
        if self._path.is_file():
            gone = self._store.purge(max(before, done.before) if done.before else before)
            with closing(sqlite3.connect(self._path)) as connection:
                ids = [conversation_id for (conversation_id,) in connection.execute("SELECT id FROM conversation")]
            gone += sum(self._store.delete(each) for each in ids if _digest(each) in done.digests)
            self._empty_log()
        self._repeat_beside(done, before, now)
        return gone

    def _repeat_beside(self, done: Deletions, before: datetime, now: datetime) -> None:
        self._attempts.forget_names(now.date())
        self._purge_beside(max(before, done.before) if done.before else before)
        if done.reports_before:
            self._reports.purge(done.reports_before)
        known = {asked.conversation_id for gap in self._gaps.all() for asked in gap.asked}
        known |= self._feedback.conversation_ids()
        for conversation_id in known:
            if _digest(conversation_id) in done.digests:
                self._delete_beside(conversation_id)

    def _purge_beside(self, before: datetime) -> None:
        self._feedback.purge(before)
        self._gaps.purge(before)
        self._tallies.purge(before)
        self._drafts.purge(before)
        self._cases.drop_orphans()

    def _delete_beside(self, conversation_id: str) -> None:
        self._feedback.delete_conversation(conversation_id)
        self._gaps.delete_conversation(conversation_id)
        self._cases.drop_orphans()

    def _note(self, row: dict[str, str]) -> None:
        """Write one line of the journal before anything is deleted, so that a crash loses no deletion."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._journal.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(f"{self._journal}: cannot be written ({error.strerror}). Nothing was deleted.") from error

    def _empty_log(self) -> None:
        if self._path.is_file():
            _truncate(self._path)


def _exported(feedback: Feedback) -> Json:
    return {
        "number": feedback.number,
        "turn": feedback.turn,
        "fault": feedback.fault.value,
        "reported_at": stamp(feedback.reported_at),
        "progress": feedback.progress.value,
        "owner": feedback.owner,
        "answer": feedback.answer,
        "earlier": list(feedback.earlier),
    }


def _exported_gap(gap: Gap, conversation_id: str) -> Json:
    own = [each for each in gap.asked if each.conversation_id == conversation_id]
    return {
        "number": gap.number,
        "progress": gap.progress.value,
        "owner": gap.owner,
        "answer": gap.answer,
        "asked": [
            {"turn": each.turn, "at": stamp(each.at), "question": each.question, "nearest": each.nearest}
            for each in own
        ],
    }


def _truncate(path: Path) -> None:
    """Fold SQLite's log into the file and empty it. Raises StoreError while a reader holds the old state."""
    try:
        with closing(sqlite3.connect(path, timeout=1.0)) as connection:
            (is_busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be emptied ({error}). Run the command again.") from error
    if is_busy:
        raise StoreError(f"{path}: is being read, so deleted text may still stand in its log. Run the command again.")


def _digest(conversation_id: str) -> str:
    return hashlib.sha256(conversation_id.encode("utf-8")).hexdigest()
