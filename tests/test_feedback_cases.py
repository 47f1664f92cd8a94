"""Cases made from reports: one writer with the test sets, gone with their report, and with every run over them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from evaluation.case_lines import read_cases
from evaluation.cases import Case
from evaluation.own_sets import OwnSets, new_id
from evaluation.run_files import write_durations, write_run
from evaluation.scoring import results
from guide.adapters import case_files
from guide.adapters.conversation_store import ConversationStore
from guide.adapters.feedback_cases import FeedbackCases
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.retention import Retention
from guide.errors import StoreError
from guide.keeping.feedback import Fault, Feedback
from tests.evaluation_sample import sample

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=91)
CANARY = "Quetzalcoatlus"
SET = "feedback"


def reported(folder: Path, question: str, at: datetime = NOW, conversation: str = "A" * 22) -> Feedback:
    """Keep a report and the case made from it."""
    answer: dict[str, object] = {"question": question, "citations": []}
    feedback = FeedbackStore(folder).add(Feedback(0, conversation, 1, Fault.INCOMPLETE, at, answer))
    FeedbackCases(folder).add(feedback)
    return feedback


def holding(word: str, folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def keep_run(folder: Path, name: str, case: Case) -> Path:
    """Keep a run over one case and its durations, as the Evaluation page does."""
    run = sample()
    rows = (replace(run.rows[0], case_id=case.id),)
    run = replace(run, cases=replace(run.cases, cases=(case,)), rows=rows)
    path = folder / "runs" / f"{name}.json"
    write_run(run, path, results(run))
    write_durations(run, [1.0], path)
    return path


def old_case(folder: Path) -> Case:
    """Return the case of a report past its life, beside a report that is not."""
    reported(folder, f"Who feeds the {CANARY}?", OLD)
    reported(folder, "Who feeds the ducks?", NOW, "B" * 22)
    return read_cases(FeedbackCases(folder).path).cases[0]


def test_a_case_written_by_hand_into_the_set_of_reports_outlives_every_report(tmp_path: Path) -> None:
    sets = OwnSets(tmp_path)
    by_hand = Case(new_id(sets.read(SET), SET), "plan-fact", "What about housing?", "answer")
    old_case(tmp_path)
    sets.keep(SET, (by_hand,), "2026-11-23")
    reported(tmp_path, "And the geese?", OLD)
    Retention(tmp_path).purge(NOW, 90)
    questions = [case.question for case in sets.read(SET).cases]
    assert sorted(questions) == ["What about housing?", "Who feeds the ducks?"]
    assert holding(CANARY, tmp_path) == []


def test_a_case_copied_into_another_set_goes_with_its_report_too(tmp_path: Path) -> None:
    case, sets = old_case(tmp_path), OwnSets(tmp_path)
    sets.keep("mine", (replace(case, note="looked at"),), "2026-11-23")
    Retention(tmp_path).purge(NOW, 90)
    assert sets.names() == (SET,)
    assert holding(CANARY, tmp_path) == []


def test_a_damaged_line_stops_no_purge_and_goes_with_the_report_it_names(tmp_path: Path) -> None:
    old_case(tmp_path)
    path = FeedbackCases(tmp_path).path
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0][:-9], "{not ours", lines[1]]) + "\n", encoding="utf-8")
    Retention(tmp_path).purge(NOW, 90)
    assert path.read_text(encoding="utf-8").splitlines() == ["{not ours", lines[1]]


def past_its_life(folder: Path) -> None:
    Retention(folder).purge(NOW, 90)


def deleted(folder: Path) -> None:
    Retention(folder).delete("A" * 22, NOW)


@pytest.mark.parametrize("end", [past_its_life, deleted])
def test_a_run_over_a_report_case_goes_with_the_report_and_other_runs_stay(
    tmp_path: Path, end: Callable[[Path], None]
) -> None:
    case = old_case(tmp_path)
    kept = keep_run(tmp_path, "20261101-090000-mine-abc", Case("mine-001", "plan-fact", "Housing?", "answer"))
    keep_run(tmp_path, "20261102-090000-own-set-feedback-abc", case)
    unfinished = tmp_path / "runs" / "unfinished" / "1"
    unfinished.mkdir(parents=True)
    (unfinished / "run.json").write_text(f'{{"id": "{case.id}", "question": "{CANARY}"}}', encoding="utf-8")
    end(tmp_path)
    assert holding(CANARY, tmp_path) == []
    assert not unfinished.exists()
    assert sorted(path.name for path in kept.parent.glob("*.json")) == [
        kept.with_suffix(".durations.json").name,
        kept.name,
    ]


def test_a_restore_deletes_cases_and_runs_again_that_came_back_with_copied_files(tmp_path: Path) -> None:
    ConversationStore(tmp_path).begin(NOW)
    case = old_case(tmp_path)
    path, feedback = FeedbackCases(tmp_path).path, tmp_path / "feedback.sqlite3"
    run = keep_run(tmp_path, "20261102-090000-own-set-feedback-abc", case)
    copied = {each: each.read_bytes() for each in (path, feedback, run)}
    backup = tmp_path.with_name(f"{tmp_path.name}-backup.sqlite3")
    Retention(tmp_path).backup(backup)
    Retention(tmp_path).purge(NOW, 90)
    for each, content in copied.items():
        each.write_bytes(content)
    Retention(tmp_path).restore(backup, NOW, 3650)
    assert holding(CANARY, tmp_path) == []
    assert [each.question for each in read_cases(path).cases] == ["Who feeds the ducks?"]


def test_the_export_of_a_conversation_holds_its_cases_and_names_the_runs_over_them(tmp_path: Path) -> None:
    conversation = ConversationStore(tmp_path).begin(NOW)
    reported(tmp_path, "Who feeds the ducks?", conversation=conversation)
    reported(tmp_path, f"Who feeds the {CANARY}?", conversation="B" * 22)
    keep_run(tmp_path, "20261102-090000-own-set-feedback-abc", read_cases(FeedbackCases(tmp_path).path).cases[0])
    exported = Retention(tmp_path).export(conversation)
    assert exported is not None
    assert "Who feeds the ducks?" in str(exported["cases"])
    assert exported["evaluation_runs"] == ["20261102-090000-own-set-feedback-abc.json"]
    assert CANARY not in str(exported)


def test_the_writers_of_reports_and_of_test_sets_lose_nothing_of_one_another(tmp_path: Path) -> None:
    sets = OwnSets(tmp_path)

    def write(number: int) -> None:
        if number % 2:
            reported(tmp_path, f"Reported {number}?")
        else:
            sets.keep(SET, (Case(f"hand-{number}", "plan-fact", f"By hand {number}?", "answer"),), "2026-11-23")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(24)))
    assert len(sets.read(SET).cases) == 24


def test_a_writer_that_another_process_holds_up_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feedback = reported(tmp_path, "Who feeds the ducks?")
    monkeypatch.setattr(case_files, "WAIT_S", 0.1)
    with FileLock(tmp_path / "cases" / case_files.LOCK), pytest.raises(StoreError, match="are being written"):
        FeedbackCases(tmp_path).add(replace(feedback, number=9))
