"""A run on its way, on disk after every question: stopped at any point and opened again, it ends in the same bytes.

Its folder holds `run.json` (cases and what it is made with), `asked.jsonl` and `looked_at.jsonl`, one line a step.
"""

from __future__ import annotations

import re
import shutil
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation import run_files, run_steps
from evaluation.blaming import with_blame
from evaluation.cases import CaseSet
from evaluation.running import NO_CHAT, Ask, Evidence, Timed, ask_cases, collect, made_by
from evaluation.runs import Made, Row, Run
from evaluation.scoring import results
from guide.errors import DataFileError, GuideError

if TYPE_CHECKING:
    from guide.answering import Guide

STATE, ASKED, LOOKED_AT = "run.json", "asked.jsonl", "looked_at.jsonl"
AskedHow = tuple[Ask, Made]
"""What answers the questions, and what such a run is made with."""
CHANGED = (
    "{name}: the documents or the code changed since this run began, so its replies cannot be mixed with new ones. "
    "Stop it and run the cases again."
)


@dataclass(slots=True)
class UnfinishedRun:
    """One set of cases on its way through the guide: first every question, then why each failure failed.

    problem: why it paused by itself. kept: the file of the finished run. Several windows may hold the same run; one of
    them at a time works on it.
    """

    folder: Path
    name: str
    made: Made
    case_set: CaseSet
    is_paused: bool = False
    asked: list[Timed] = field(default_factory=list)
    looked_at: list[Row] = field(default_factory=list)
    problem: str = ""
    kept: Path | None = None
    _working: threading.Lock = field(default_factory=threading.Lock)
    _evidence: Evidence | None = None
    _run: Run | None = None

    @classmethod
    def begin(
        cls, folder: Path, name: str, case_set: CaseSet, guide: Guide, how: AskedHow | None = None
    ) -> UnfinishedRun:
        """Begin a run in an empty folder. how: what answers, the guide alone without it.

        Raises DataFileError where nothing can be written or asked.
        """
        active = replace(case_set, cases=case_set.active)
        if not active.cases:
            raise DataFileError(f"{name}: every case is retired. Bring one back, or choose another file.")
        begun = cls(folder, name, how[1] if how else made_by(guide), active)
        begun._write_state()
        return begun

    @classmethod
    def open(cls, folder: Path) -> UnfinishedRun:
        """Open a run as it was left; a line that was being written is asked again. Raises DataFileError."""
        path = folder / STATE
        content = run_files.read_json(path)
        try:
            case_set = run_files.cases_from_json(content["cases"], str(path))
            found = cls(
                folder, str(content["name"]), run_files.made_from_json(content["made"]), case_set,
                bool(content["is_paused"]),
            )  # fmt: skip
            found.asked = [run_steps.timed_from_json(row) for row in run_steps.read(folder / ASKED)][: found.total]
            found.looked_at = [run_files.row_from_json(row) for row in run_steps.read(folder / LOOKED_AT)][
                : found.total
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise DataFileError(f"{path}: the unfinished run is damaged ({type(error).__name__}).") from error
        return found

    @property
    def total(self) -> int:
        """Return how many questions there are."""
        return len(self.case_set.cases)

    @property
    def share(self) -> float:
        """Return how much is done, in [0, 1]; a question counts as much as looking at why it failed."""
        return (len(self.asked) + len(self.looked_at)) / (2 * self.total)

    @property
    def words(self) -> str:
        """Return in one line what is being done."""
        if len(self.asked) < self.total:
            return f"{len(self.asked)} of {self.total} questions asked"
        return f"All {self.total} questions asked. Why each failed: {len(self.looked_at)} of {self.total} looked at"

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do."""
        return len(self.asked) == len(self.looked_at) == self.total

    def pause_or_go_on(self) -> None:
        """Pause, or end the pause. It stays so after a restart."""
        self.is_paused, self.problem = not self.is_paused, ""
        self._write_state()

    @property
    def with_model(self) -> bool:
        """Say whether a language model has its part in the answers of this run."""
        return self.made.settings.get("chat_model", NO_CHAT) != NO_CHAT

    def go_on(self, guide: Guide, seconds: float, how: AskedHow | None = None) -> None:
        """Work for about so long, unless it is paused, done, dropped, or worked on in another window.

        It pauses by itself where a step cannot be kept, or documents or code are no longer those of the run.
        """
        if not self._working.acquire(blocking=False):
            return
        try:
            ask, made = how or (guide.ask, made_by(guide))
            if made != self.made:
                raise DataFileError(CHANGED.format(name=self.name))
            end = time.monotonic() + seconds
            while self.folder.exists() and not (self.is_done or self.is_paused or time.monotonic() >= end):
                self._step(guide, ask)
        except GuideError as error:
            self.is_paused, self.problem = True, str(error)
        finally:
            self._working.release()

    def keep(self, runs: Path, stamp: str, guide: Guide) -> Path:
        """Write the finished run and its durations into the folder of runs, once; return the run's file."""
        with self._working:
            if self.kept is None:
                run = replace(self._collected(guide), rows=tuple(self.looked_at))
                name = re.sub(r"[^a-z0-9]+", "-", self.name.removesuffix(".jsonl"))
                path = runs / f"{stamp}-{name}-{run_files.run_id(run)}.json"
                run_files.write_run(run, path, results(run))
                durations = [item.duration_ms for item in self.asked]
                run_files.write_durations(run, durations, path, [item.steps_ms for item in self.asked])
                shutil.rmtree(self.folder, ignore_errors=True)
                self.kept = path
            return self.kept

    def drop(self) -> None:
        """Forget the run and keep nothing of it."""
        with self._working:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _step(self, guide: Guide, ask: Ask) -> None:
        evidence = self._evidence_of(guide)
        if len(self.asked) < self.total:
            case = self.case_set.cases[len(self.asked)]
            timed = next(ask_cases((case,), ask, evidence, time.perf_counter))
            run_steps.append(run_steps.timed_to_json(timed), self.folder / ASKED)
            self.asked.append(timed)
            return
        collected = self._collected(guide)
        row = collected.rows[len(self.looked_at)]
        looked_at = with_blame(replace(collected, rows=(row,)), guide, evidence).rows[0]
        run_steps.append(run_files.row_to_json(looked_at), self.folder / LOOKED_AT)
        self.looked_at.append(looked_at)

    def _collected(self, guide: Guide) -> Run:
        """Return the run of every question asked, before anybody looked at why some failed."""
        if self._run is None:
            self._run = collect(self.case_set, self.asked, self._evidence_of(guide), self.made)[0]
        return self._run

    def _evidence_of(self, guide: Guide) -> Evidence:
        if self._evidence is None:
            self._evidence = Evidence.of(guide)
        return self._evidence

    def _write_state(self) -> None:
        content = {
            "name": self.name,
            "is_paused": self.is_paused,
            "made": run_files.made_to_json(self.made),
            "cases": run_files.cases_to_json(self.case_set),
        }
        beside = self.folder / f"{STATE}.new"
        run_files.write_json(content, beside)
        beside.replace(self.folder / STATE)
