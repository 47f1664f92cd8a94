"""The gap register: merged by meaning, worked by an owner, deleted for good with the conversations it came from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evaluation.case_lines import read_cases
from guide.adapters.conversation_store import ConversationStore
from guide.adapters.feedback_cases import FeedbackCases
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.gap_store import GapStore
from guide.adapters.retention import Retention
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.keeping.feedback import Fault, Feedback
from guide.keeping.gaps import Asked, GapProgress, register

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=91)
CANARY = "Quetzalcoatlus"
PARKING = ("How do I get a parking permit?", "Where do I apply for a parking permit?")


def asked(question: str, conversation: str = "A" * 22, turn: int = 1, at: datetime = NOW) -> Asked:
    return Asked(conversation, turn, at, question, f"A passage near {question}")


def holding(word: str, folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_questions_that_mean_the_same_are_one_entry_and_a_different_year_is_another(tmp_path: Path) -> None:
    store, embed = GapStore(tmp_path), SentenceEmbedder().embed
    for turn, question in enumerate((*PARKING, "How many burglaries were there in 2022?"), start=1):
        register(store, asked(question, turn=turn), embed)
    register(store, asked("How many burglaries were there in 2023?", turn=4), embed)
    assert [(gap.question, len(gap.asked)) for gap in store.all()] == [
        (PARKING[0], 2),
        ("How many burglaries were there in 2022?", 1),
        ("How many burglaries were there in 2023?", 1),
    ]


def test_one_turn_counts_once_however_often_it_is_pressed(tmp_path: Path) -> None:
    store = GapStore(tmp_path)
    first = store.put(asked(PARKING[0]))
    assert store.put(asked(PARKING[0])) == first
    assert len(store.all()[0].asked) == 1


def test_an_entry_needs_an_owner_to_be_worked_and_words_to_be_answered(tmp_path: Path) -> None:
    store = GapStore(tmp_path)
    gap = store.put(asked(PARKING[0]))
    with pytest.raises(ValueError, match="who works on it"):
        gap.worked(GapProgress.IN_HAND, " ", "")
    with pytest.raises(ValueError, match="Write the answer"):
        gap.worked(GapProgress.ANSWERED, "duty editor", " ")
    worked = gap.worked(GapProgress.ANSWERED, "duty\u200b editor", "Ask the park\u00ading shop.\U000e0041")
    assert (worked.owner, worked.answer) == ("duty editor", "Ask the parking shop.")
    store.change(worked)
    (kept,) = store.of_conversation("A" * 22)
    assert kept.outcome == "The owner of the documents (duty editor) answers: Ask the parking shop."
    with pytest.raises(KeyError):
        store.change(replace(gap, number=99))


def test_a_deleted_conversation_takes_its_wording_out_of_a_shared_entry_and_leaves_the_others(tmp_path: Path) -> None:
    store = GapStore(tmp_path)
    gap = store.put(asked(f"Who feeds the {CANARY}?"))
    store.put(asked("Who feeds it?", "B" * 22), gap.number)
    store.change(gap.worked(GapProgress.ANSWERED, "editor", "The keeper."))
    Retention(tmp_path).delete("A" * 22, NOW)
    assert holding(CANARY, tmp_path) == []
    (left,) = store.all()
    assert (left.question, left.answer) == ("Who feeds it?", "The keeper.")
    Retention(tmp_path).delete("B" * 22, NOW)
    assert store.all() == ()
    assert holding("The keeper.", tmp_path) == []


def test_a_purge_leaves_no_byte_of_old_entries_reports_and_their_cases_and_keeps_newer_ones(tmp_path: Path) -> None:
    gaps, feedback, cases = GapStore(tmp_path), FeedbackStore(tmp_path), FeedbackCases(tmp_path)
    gaps.put(asked(f"Who feeds the {CANARY}?", at=OLD))
    gaps.put(asked("Who feeds the ducks?", "B" * 22))
    answer: dict[str, object] = {"question": f"Who feeds the {CANARY}?", "citations": []}
    cases.add(feedback.add(Feedback(0, "A" * 22, 1, Fault.INCOMPLETE, OLD, answer)))
    newer = feedback.add(Feedback(0, "B" * 22, 1, Fault.UNSAFE, NOW, {**answer, "question": "Ducks?"}))
    cases.add(newer)
    cases.add(newer)
    assert [case.question for case in read_cases(cases.path).cases] == [answer["question"], "Ducks?"]
    Retention(tmp_path).purge(NOW, 90)
    assert holding(CANARY, tmp_path) == []
    assert [gap.question for gap in gaps.all()] == ["Who feeds the ducks?"]
    assert [case.question for case in read_cases(cases.path).cases] == ["Ducks?"]


def test_a_restore_deletes_again_what_came_back_with_copied_files(tmp_path: Path) -> None:
    conversation = ConversationStore(tmp_path).begin(NOW)
    gaps = GapStore(tmp_path)
    gaps.put(asked(f"Who feeds the {CANARY}?", conversation))
    retention, copied = Retention(tmp_path), (tmp_path / "gaps.sqlite3").read_bytes()
    backup = tmp_path.with_name(f"{tmp_path.name}-backup.sqlite3")
    retention.backup(backup)
    retention.delete(conversation, NOW)
    (tmp_path / "gaps.sqlite3").write_bytes(copied)
    retention.restore(backup, NOW, 90)
    assert holding(CANARY, tmp_path) == []


def test_the_export_of_a_conversation_holds_its_own_wording_of_a_shared_entry(tmp_path: Path) -> None:
    conversation = ConversationStore(tmp_path).begin(NOW)
    store = GapStore(tmp_path)
    gap = store.put(asked(f"Who feeds the {CANARY}?"))
    store.put(asked("Who feeds it?", conversation), gap.number)
    exported = Retention(tmp_path).export(conversation)
    assert exported is not None
    assert "Who feeds it?" in str(exported["gaps"])
    assert CANARY not in str(exported)
