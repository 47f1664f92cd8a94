"""Feedback: queued with a fault, worked by an owner, shown to who asked, exported as a case, deleted for good."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evaluation.case_lines import read_cases
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.retention import Retention
from guide.keeping.feedback import Fault, Feedback, Progress, case_of

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CANARY = "Quetzalcoatlus"
ANSWER: dict[str, object] = {
    "question": f"Who feeds the {CANARY}?",
    "status": "answered",
    "citations": [{"quote": "The warden feeds the ducks."}],
}


def report(fault: Fault = Fault.WRONG_PASSAGE, conversation: str = "A" * 22, at: datetime = AT) -> Feedback:
    return Feedback(0, conversation, 1, fault, at, ANSWER, ("What is a duck?",))


def test_a_report_waits_in_the_queue_until_its_owner_closes_it(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    first, urgent = store.add(report()), store.add(report(Fault.UNSAFE))
    assert [each.number for each in store.queue()] == [urgent.number, first.number]
    taken = first.taken_by("duty\u200b editor")
    assert taken.owner == "duty editor"
    store.change(taken)
    store.change(store.get(first.number).closed_as(Progress.MENDED))
    assert [each.number for each in store.queue()] == [urgent.number]
    outcomes = [each.outcome for each in store.of_conversation("A" * 22)]
    assert outcomes == ["The fault you reported has been mended.", "Your report is in the queue."]


def test_nobody_closes_a_report_that_nobody_owns() -> None:
    with pytest.raises(ValueError, match="closed by its owner"):
        report().closed_as(Progress.MENDED)
    with pytest.raises(ValueError, match="ends nothing"):
        report().taken_by("editor").closed_as(Progress.OPEN)
    with pytest.raises(ValueError, match="not taken again"):
        report().taken_by("editor").closed_as(Progress.NOT_A_FAULT).taken_by("another")
    with pytest.raises(ValueError, match="needs an owner"):
        report().taken_by(" ")


@pytest.mark.parametrize("fault", list(Fault))
def test_every_report_becomes_a_case_that_the_evaluation_reads(fault: Fault, tmp_path: Path) -> None:
    stored = FeedbackStore(tmp_path).add(report(fault))
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(case_of(stored)) + "\n", encoding="utf-8")
    (case,) = read_cases(path).cases
    assert case.question == ANSWER["question"]
    assert case.earlier == ("What is a duck?",)
    assert case.expect == ("decline" if fault is Fault.SHOULD_HAVE_DECLINED else "answer")
    assert case.must_not_say == (("The warden feeds the ducks.",) if fault is Fault.WRONG_PASSAGE else ())
    assert case.reviewed_by is None


def test_feedback_is_purged_and_deleted_with_its_conversation_to_the_last_byte(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.add(report(at=AT - timedelta(days=91)))
    store.add(report(conversation="B" * 22))
    Retention(tmp_path).purge(AT, 90)
    assert [each.conversation_id for each in store.queue()] == ["B" * 22]
    Retention(tmp_path).delete("B" * 22, AT)
    assert store.queue() == ()
    assert CANARY.encode() not in (tmp_path / "feedback.sqlite3").read_bytes()
