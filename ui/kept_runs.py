"""Kept runs as the pages read them: their names, the run, what it came to, its reports. Each is read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import DataFileError
from ui import resources
from ui.markup import Markup, tag

if TYPE_CHECKING:
    from evaluation.keeping import Kept
    from evaluation.report_facts import Facts
    from evaluation.runs import Run

MOST_SHOWN = 40
BASELINE = Path(__file__).resolve().parent.parent / "evaluation" / "results" / "baseline.json"


def called(name: str) -> str:
    """Return how a kept run is named: its day and time to the second, its cases, its id. Equal runs have equal ids."""
    from evaluation.kept_names import kept_as

    found = kept_as(name)
    return f"{found.day}, {found.at:%H:%M:%S}: {found.cases}, run {found.run_id}" if found else Path(name).stem


@st.cache_resource(show_spinner=False, max_entries=8)
def run_at(path: str) -> Run:
    """Return a kept run. Raises DataFileError."""
    from evaluation.run_files import read_run

    return read_run(Path(path))


@st.cache_resource(show_spinner=False)
def cases_at(path: str) -> Mapping[str, str]:
    """Return the digests of the cases of a kept run by their ids; none of a run that cannot be read."""
    from evaluation.run_files import read_cases_of

    try:
        return read_cases_of(Path(path)).digests
    except DataFileError:
        return {}


@st.cache_resource(show_spinner=False)
def _baseline() -> Kept | None:
    """Return the shipped baseline, None where it is not there."""
    from evaluation.keeping import read_kept

    return read_kept(BASELINE) if BASELINE.exists() else None


def _baseline_for(run: Run) -> Kept | None:
    """Return the baseline where it speaks of the same assistant and the same documents."""
    from evaluation.runs import THIS_GUIDE

    kept = _baseline()
    speaks = kept is not None and run.made.assistant == THIS_GUIDE and run.made.corpus_sha256 == kept.corpus_sha256
    return kept if speaks else None


@st.cache_resource(show_spinner="Marking the run", max_entries=8)
def _marked_at(path: str) -> Facts:
    from evaluation.report_facts import facts_of

    run = run_at(path)
    return facts_of(run, _baseline_for(run))


def facts_at(path: str) -> Facts:
    """Return what a kept run came to, with what people and a judge have said of its replies by now."""
    from evaluation.judged_runs import read_judged
    from evaluation.labels import Labels

    labels = Labels(resources.settings().data).read()
    return replace(_marked_at(path), labels=labels, judged=read_judged(Path(path), run_at(path)))


def durations_at(path: str) -> tuple[float, ...]:
    """Return how long each reply of a kept run took, none where that was not kept."""
    from evaluation.run_files import read_durations

    return read_durations(Path(path))


def report_at(path: str, suffix: str) -> bytes:
    """Return a kept run as a report in one form."""
    from evaluation.kept_names import kept_as
    from evaluation.reporting import report

    run, facts = run_at(path), facts_at(path)
    return report(run, suffix, _baseline_for(run), facts.labels, facts.judged, kept_as(path))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """Return a table whose first column names its rows. It scrolls by itself where it is too wide."""
    head = tag("thead", tag("tr", [tag("th", words, scope="col") for words in heads]))
    body = [tag("tr", tag("th", row[0], scope="row"), [tag("td", cell) for cell in row[1:]]) for row in rows]
    return tag(
        "div", tag("table", head, tag("tbody", body)), class_="wide", tabindex="0", role="group", aria_label=heads[0]
    )
