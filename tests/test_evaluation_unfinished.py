"""A run that was interrupted: opened again from disk it goes on where it was and ends in the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.cases import Case, CaseSet, Gold
from evaluation.reporting import report
from evaluation.run_files import read_run
from evaluation.unfinished import ASKED, STATE, UnfinishedRun
from guide.answering import Guide
from guide.errors import DataFileError

CASES = CaseSet(
    (
        Case(
            "fraud",
            "k",
            "How critical a threat is fraud?",
            "answer",
            expected_quotes=(Gold("plan-cross-cutting-themes", "Fraud is a critical threat, both to London"),),
        ),
        Case("pool", "k", "When does the swimming pool open on Sunday?", "decline"),
        Case("no", "k", "What does the plan say about unmet housing needs?", "decline"),
        Case("old", "k", "Not asked any more?", "decline", retired=True),
    ),
    title="three cases\u2028and a retired one",
)
STEPS = 6
"""Three questions asked, three looked at."""


def begun(folder: Path, guide: Guide) -> UnfinishedRun:
    return UnfinishedRun.begin(folder / "unfinished", "three.jsonl", CASES, guide)


def one_step(run: UnfinishedRun, guide: Guide) -> None:
    done = len(run.asked) + len(run.looked_at)
    run._step(guide, guide.ask)
    assert len(run.asked) + len(run.looked_at) == done + 1


@pytest.fixture(scope="module")
def unbroken(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a run that nothing interrupted."""
    folder = tmp_path_factory.mktemp("unbroken")
    run = begun(folder, guide)
    run.go_on(guide, 600)
    assert run.is_done, run.problem
    return run.keep(folder, "20261125-090000", guide)


@pytest.mark.parametrize("stops", [(1,), (3,), (1, 3, 4, 5), (6,)], ids=str)
def test_a_run_that_was_interrupted_ends_in_the_same_bytes_as_an_unbroken_one(
    guide: Guide, tmp_path: Path, unbroken: Path, stops: tuple[int, ...]
) -> None:
    run = begun(tmp_path, guide)
    for step in range(STEPS):
        one_step(run, guide)
        if step + 1 in stops:
            run = UnfinishedRun.open(run.folder)
            assert len(run.asked) + len(run.looked_at) == step + 1
    kept = run.keep(tmp_path, "20261125-090000", guide)
    assert kept.name == unbroken.name
    assert kept.read_bytes() == unbroken.read_bytes()
    assert report(read_run(kept), ".html") == report(read_run(unbroken), ".html")
    assert not run.folder.exists()
    assert run.keep(tmp_path, "another", guide) == kept


def test_a_pause_outlives_the_server(guide: Guide, tmp_path: Path) -> None:
    run = begun(tmp_path, guide)
    run.pause_or_go_on()
    again = UnfinishedRun.open(run.folder)
    again.go_on(guide, 600)
    assert again.is_paused and not again.asked
    again.pause_or_go_on()
    assert not UnfinishedRun.open(run.folder).is_paused


def test_a_reply_that_was_half_written_is_asked_again(guide: Guide, tmp_path: Path, unbroken: Path) -> None:
    run = begun(tmp_path, guide)
    one_step(run, guide)
    one_step(run, guide)
    path = run.folder / ASKED
    path.write_bytes(path.read_bytes()[:-40])
    again = UnfinishedRun.open(run.folder)
    assert len(again.asked) == 1
    again.go_on(guide, 600)
    assert again.keep(tmp_path, "20261125-090000", guide).read_bytes() == unbroken.read_bytes()


def test_replies_of_other_documents_or_other_code_are_not_mixed(guide: Guide, tmp_path: Path) -> None:
    run = begun(tmp_path, guide)
    run.made = replace(run.made, corpus_sha256="another")
    run.go_on(guide, 600)
    assert run.is_paused and not run.asked
    assert "documents or the code changed" in run.problem


def test_a_damaged_run_names_its_file_and_a_set_without_a_case_in_use_is_refused(guide: Guide, tmp_path: Path) -> None:
    run = begun(tmp_path, guide)
    (run.folder / STATE).write_text('{"name": "three.jsonl"}', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"run\.json: the unfinished run is damaged"):
        UnfinishedRun.open(run.folder)
    with pytest.raises(DataFileError, match="every case is retired"):
        UnfinishedRun.begin(tmp_path / "other", "old", CaseSet(CASES.cases[-1:]), guide)


def test_a_step_that_cannot_be_written_pauses_the_run_and_loses_nothing(guide: Guide, tmp_path: Path) -> None:
    run = begun(tmp_path, guide)
    (run.folder / ASKED).mkdir()
    run.go_on(guide, 600)
    assert run.is_paused and "cannot be written" in run.problem
    (run.folder / ASKED).rmdir()
    run.pause_or_go_on()
    run.go_on(guide, 600)
    assert run.is_done and not run.problem
