"""The files of cases and of runs as the pages find them, and the one run in progress that all windows share."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import streamlit as st

from evaluation.case_lines import read_cases
from evaluation.own_sets import OwnSets
from evaluation.unfinished import AskedHow, UnfinishedRun
from guide.answering import Guide
from ui import resources

CASES = Path(__file__).resolve().parent.parent / "evaluation" / "cases"
RUNS = "runs"
UNFINISHED = "unfinished"
BESIDE = (".durations.json", ".judged.json")
"""How the files end that stand beside a run."""
SLICE_S = 1.0


class RunInProgress:
    """The run on its way, if there is one: on disk, so that it outlives a window and the server."""

    def __init__(self, data: Path) -> None:
        self._folder = data / RUNS / UNFINISHED
        self._lock = threading.Lock()
        self._run: UnfinishedRun | None = None

    def current(self) -> UnfinishedRun | None:
        """Return the run in progress. Raises DataFileError for one that is damaged."""
        with self._lock:
            if self._run is None and self._folder.exists():
                self._run = UnfinishedRun.open(self._folder)
            return self._run

    def begin(self, name: str, path: Path, guide: Guide, how: AskedHow | None = None) -> None:
        """Begin a run with a file of cases, unless one is in progress. Raises DataFileError."""
        if self.current() is None:
            case_set = read_cases(path)
            with self._lock:
                self._run = self._run or UnfinishedRun.begin(self._folder, name, case_set, guide, how)

    def keep(self, run: UnfinishedRun, stamp: str, guide: Guide) -> Path:
        """Write a finished run among the kept ones and return its file."""
        path = run.keep(self._folder.parent, stamp, guide)
        self._forget(run)
        return path

    def drop(self) -> None:
        """Stop the run and keep nothing of it, also where it cannot be opened."""
        run = self._run
        if run:
            run.drop()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._forget(run)

    def _forget(self, run: UnfinishedRun | None) -> None:
        with self._lock:
            if self._run is run:
                self._run = None


@st.cache_resource(show_spinner=False)
def in_progress() -> RunInProgress:
    """Return the run in progress of this server."""
    return RunInProgress(resources.settings().data)


def asked_with_model() -> AskedHow:
    """Return what answers with the language model of the settings in its part. Raises SettingError without one."""
    from evaluation.with_model import asking_with

    return asking_with(resources.guide(), resources.settings(), resources.model_calls())


def case_files(data: Path) -> dict[str, Path]:
    """Return the files of cases by name: a person's own sets, then the shipped ones by their place in their folder."""
    sets = OwnSets(data)
    own = {f"own set: {name}": sets.path(name) for name in sets.names()}
    return own | {path.relative_to(CASES).as_posix(): path for path in sorted(CASES.rglob("*.jsonl"))}


def stored_runs(folder: Path) -> tuple[Path, ...]:
    """Return the kept runs, the newest first."""
    found = (folder / RUNS).glob("*.json")
    return tuple(sorted((path for path in found if not path.name.endswith(BESIDE)), reverse=True))
