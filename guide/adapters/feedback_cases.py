"""The evaluation cases made from feedback: one file in the data folder, kept no longer than the reports behind it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from guide.adapters.feedback_store import FeedbackStore
from guide.errors import StoreError
from guide.feedback import Feedback, case_of

CASES = "cases"
FILE_NAME = "feedback.jsonl"
MADE = re.compile(r"feedback-(\d+)")


class FeedbackCases:
    """The cases of one data folder. Nobody has reviewed them."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings."""
        self.path = folder / CASES / FILE_NAME
        self._store = FeedbackStore(folder)

    def ids(self) -> frozenset[str]:
        """Return the ids of the cases that are there."""
        return frozenset(str(json.loads(line)["id"]) for line in self._lines())

    def add(self, feedback: Feedback) -> None:
        """Write the case of a report. A second press writes it once. Raises StoreError if it cannot be written."""
        case = case_of(feedback)
        if case["id"] not in self.ids():
            self._write([*self._lines(), json.dumps(case, ensure_ascii=False)])

    def drop_orphans(self) -> None:
        """Take out the cases whose report is deleted."""
        lines = self._lines()
        kept = [line for line in lines if self._has_report(str(json.loads(line)["id"]))]
        if kept != lines:
            self._write(kept)

    def _has_report(self, case_id: str) -> bool:
        made = MADE.fullmatch(case_id)
        if not made:
            return True  # somebody added it to this set by hand
        try:
            self._store.get(int(made[1]))
        except KeyError:
            return False
        return True

    def _lines(self) -> list[str]:
        if not self.path.is_file():
            return []
        return [line for line in self.path.read_text(encoding="utf-8").split("\n") if line.strip()]

    def _write(self, lines: list[str]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not lines:
                self.path.unlink(missing_ok=True)
                return
            beside = self.path.with_suffix(".part")
            beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
            os.replace(beside, self.path)
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error.strerror}). Free some space.") from error
