"""The evaluation cases made from reports: lines of a set in the data folder, kept no longer than the reports.

A kept run over such a case holds its question and answer, so it goes with the first of its reports.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from guide.adapters.case_files import CaseFiles
from guide.adapters.feedback_store import FeedbackStore
from guide.errors import StoreError
from guide.keeping.feedback import CASE_ORIGIN, Feedback, case_id, case_of
from guide.types import Json

NAME = "feedback"
RUNS, UNFINISHED, DURATIONS = "runs", "unfinished", ".durations.json"
MADE = re.compile(r"feedback-(\d{4,})")
"""The id of a case made from a report. Cases that somebody writes into the set are numbered with three digits."""
MADE_IN_TEXT = re.compile(r'"(?:case_)?id": ?"feedback-(\d{4,})"')


class FeedbackCases:
    """The cases of one data folder that were made from reports. Nobody has reviewed them."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder of the settings."""
        self._files = CaseFiles(folder)
        self._runs = folder / RUNS
        self._store = FeedbackStore(folder)

    @property
    def path(self) -> Path:
        """Return the file of the set."""
        return self._files.path(NAME)

    def ids(self) -> frozenset[str]:
        """Return the ids of the cases that are there, made from a report or not."""
        found = (_read(line).get("id") for line in self._files.lines(NAME))
        return frozenset(each for each in found if isinstance(each, str))

    def add(self, feedback: Feedback) -> None:
        """Write the case of a report. A second press writes it once. Raises StoreError if it cannot be written."""
        with self._files.writing():
            if case_id(feedback) not in self.ids():
                line = json.dumps(case_of(feedback), ensure_ascii=False)
                self._files.put(NAME, [*self._files.lines(NAME), line])

    def of_reports(self, numbers: Collection[int]) -> tuple[Json, ...]:
        """Return the cases made from these reports, in whichever set they stand now."""
        lines = (line for name in self._files.names() for line in self._files.lines(name))
        return tuple(_read(line) for line in lines if _made_from(line) in numbers)

    def runs_over(self, numbers: Collection[int]) -> tuple[str, ...]:
        """Return the names of the kept and unfinished runs over cases made from these reports."""
        return tuple(path.name for path in self._found_runs() if _made_in(path) & set(numbers))

    def drop_orphans(self) -> None:
        """Take out, of every set, the cases whose report is deleted, and the runs over them."""
        there = self._store.numbers()
        for path in self._found_runs():
            if _made_in(path) - there:
                self._delete(path)
        if self._files.names():
            with self._files.writing():
                for name in self._files.names():
                    lines = self._files.lines(name)
                    kept = [line for line in lines if (made := _made_from(line)) is None or made in there]
                    if kept != lines:
                        is_empty = len(kept) == 1 and "schema" in _read(kept[0])
                        self._files.put(name, [] if is_empty else kept)

    def _found_runs(self) -> Iterator[Path]:
        """Yield each kept run's file and each unfinished run's folder, in the order of their names."""
        yield from (path for path in sorted(self._runs.glob("*.json")) if not path.name.endswith(DURATIONS))
        yield from (path for path in sorted((self._runs / UNFINISHED).glob("*")) if path.is_dir())

    def _delete(self, run: Path) -> None:
        try:
            if run.is_dir():
                shutil.rmtree(run)
            else:
                run.unlink(missing_ok=True)
                run.with_suffix(DURATIONS).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{run}: cannot be deleted ({error.strerror}). Delete it by hand.") from error


def _made_from(line: str) -> int | None:
    """Return the number of the report that a line is made from, None if it is made from none."""
    row = _read(line)
    if not row:
        # A damaged line may still hold a report's words.
        found = MADE_IN_TEXT.search(line)
        return int(found[1]) if found else None
    made = MADE.fullmatch(str(row.get("id", "")))
    return int(made[1]) if made and row.get("origin") == CASE_ORIGIN else None


def _made_in(run: Path) -> frozenset[int]:
    """Return the numbers of the reports whose cases a run holds."""
    files = sorted(run.iterdir()) if run.is_dir() else [run]
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file())
    return frozenset(int(number) for text in texts for number in MADE_IN_TEXT.findall(text))


def _read(line: str) -> Json:
    """Return a line's object, an empty one for a damaged line."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return row if isinstance(row, dict) else {}
