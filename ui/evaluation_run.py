"""A run in progress in one browser tab: it takes a few cases at a time, so that the page stays alive between them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from evaluation import run_files
from evaluation.blaming import with_blame
from evaluation.case_lines import read_cases
from evaluation.cases import CaseSet
from evaluation.own_sets import OwnSets
from evaluation.running import HITS, Evidence, Timed, ask_cases, collect
from evaluation.runs import Made, Row, Run
from evaluation.scoring import results
from guide.answering import Guide

CASES = Path(__file__).resolve().parent.parent / "evaluation" / "cases"
RUNS = "runs"
SLICE_S = 1.0


@dataclass(slots=True)
class RunInProgress:
    """One set of cases on its way through the guide: first every question, then why each failure failed."""

    name: str
    case_set: CaseSet
    guide: Guide
    evidence: Evidence
    is_paused: bool = False
    asked: list[Timed] = field(default_factory=list)
    looked_at: list[Row] = field(default_factory=list)
    _asking: Iterator[Timed] | None = None
    _run: Run | None = None
    _durations_ms: tuple[float, ...] = ()

    @classmethod
    def of(cls, name: str, path: Path, guide: Guide) -> RunInProgress:
        """Begin with a file of cases. Raises DataFileError."""
        return cls(name, read_cases(path), guide, Evidence.of(guide.store))

    @property
    def total(self) -> int:
        """Return how many questions there are."""
        return len(self.case_set.active)

    @property
    def share(self) -> float:
        """Return how much is done, in [0, 1]; a question counts as much as looking at why it failed."""
        return (len(self.asked) + len(self.looked_at)) / (2 * self.total)

    @property
    def words(self) -> str:
        """Return in one line what is being done."""
        if self._run is None:
            return f"{len(self.asked)} of {self.total} questions asked"
        return f"All {self.total} questions asked. Why each failed: {len(self.looked_at)} of {self.total} looked at"

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do."""
        return self._run is not None and len(self.looked_at) == self.total

    def pause_or_go_on(self) -> None:
        """Pause, or end the pause."""
        self.is_paused = not self.is_paused

    def go_on(self) -> None:
        """Do about a second's work."""
        end = time.monotonic() + SLICE_S
        while not self.is_done and time.monotonic() < end:
            if self._run is None:
                self._ask_one()
            else:
                row = self._run.rows[len(self.looked_at)]
                self.looked_at += with_blame(replace(self._run, rows=(row,)), self.guide, self.evidence).rows

    def keep(self, folder: Path, stamp: str) -> Path:
        """Write the finished run and its durations into the folder of runs; return the run's file."""
        assert self._run is not None
        run = replace(self._run, rows=tuple(self.looked_at))
        name = re.sub(r"[^a-z0-9]+", "-", self.name.removesuffix(".jsonl"))
        path = folder / RUNS / f"{stamp}-{name}-{run_files.run_id(run)}.json"
        run_files.write_run(run, path, results(run))
        by_case = {
            row.case_id: round(value, 3) for row, value in zip(run.rows, self._durations_ms, strict=True)
        }  # fmt: skip
        durations = {"run": run_files.run_id(run), "duration_ms": by_case}
        run_files.write_json(durations, path.with_suffix(".durations.json"))
        return path

    def _ask_one(self) -> None:
        if self._asking is None:
            self._asking = ask_cases(self.case_set.active, self.guide.ask, self.evidence, time.perf_counter)
        timed = next(self._asking, None)
        if timed is not None:
            self.asked.append(timed)
        if len(self.asked) == self.total:
            self._run, self._durations_ms = collect(self.case_set, self.asked, self.evidence, self._made())

    def _made(self) -> Made:
        store = self.guide.store
        return Made("this guide", self.guide.embedder.name, None, store.corpus_sha256, store.index_id, HITS)


def case_files(data: Path) -> dict[str, Path]:
    """Return the files of cases by name: a person's own sets, then the shipped ones by their place in their folder."""
    sets = OwnSets(data)
    own = {f"own set: {name}": sets.path(name) for name in sets.names()}
    return own | {path.relative_to(CASES).as_posix(): path for path in sorted(CASES.rglob("*.jsonl"))}


def stored_runs(folder: Path) -> tuple[Path, ...]:
    """Return the kept runs, the newest first."""
    found = (folder / RUNS).glob("*.json")
    return tuple(sorted((path for path in found if not path.name.endswith(".durations.json")), reverse=True))
