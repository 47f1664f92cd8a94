"""Purge, deletion, export, backup and restore: what is past its life is in no byte, also after a restore."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guide.__main__ import main
from guide.adapters.conversation_store import ConversationStore
from guide.adapters.feedback_store import FeedbackStore
from guide.adapters.number_reports import NumberReports
from guide.adapters.quiz_store import QuizStore
from guide.adapters.retention import JOURNAL, Retention
from guide.adapters.tally_store import TallyStore
from guide.errors import SettingError, StoreError
from guide.keeping.conversations import Turn
from guide.keeping.feedback import Fault, Feedback
from guide.types import Answer, Reason, Status
from ingest.indexing import build
from ingest.watching import Watcher
from tests.index_parts import BELL, DESK, HashedEmbedder, write_corpus

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=91)
DAYS = 90
GONE, KEPT = "Quetzalcoatlus", "Pterodaustro"


def keep(folder: Path, word: str, at: datetime, turns: int = 40) -> str:
    """Keep a conversation of several pages whose every turn holds the word. Return its id."""
    store = ConversationStore(folder)
    conversation = store.begin(at)
    answer = Answer(f"What is a {word}?", word, Status.DECLINED, Reason.NOT_IN_DOCUMENTS, 0.1, f"No {word}. " * 50)
    for _ in range(turns):
        store.append(conversation, Turn.of(answer, at))
    return conversation


def holding(word: str, folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_a_purge_leaves_no_byte_of_what_is_past_its_life_and_keeps_the_rest(tmp_path: Path) -> None:
    keep(tmp_path, GONE, OLD)
    kept = keep(tmp_path, KEPT, NOW - timedelta(days=89))
    with closing(sqlite3.connect(tmp_path / "guide.sqlite3")) as connection:
        connection.execute("SELECT count(*) FROM turn").fetchone()  # an open connection keeps the log in its file
        assert holding(GONE, tmp_path)
        assert Retention(tmp_path).purge(NOW, DAYS) == 1
        assert holding(GONE, tmp_path) == []
    assert len(ConversationStore(tmp_path).turns(kept)) == 40


def test_a_purge_that_a_reader_holds_up_says_so_and_the_next_one_finishes(tmp_path: Path) -> None:
    keep(tmp_path, GONE, OLD)
    keep(tmp_path, KEPT, NOW)
    reader = sqlite3.connect(tmp_path / "guide.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM turn").fetchone()
    with pytest.raises(StoreError, match="Run the command again"):
        Retention(tmp_path).purge(NOW, DAYS)
    reader.close()
    Retention(tmp_path).purge(NOW, DAYS)
    assert holding(GONE, tmp_path) == []


def test_one_conversation_is_deleted_to_the_last_byte_even_when_locked(tmp_path: Path) -> None:
    gone, kept = keep(tmp_path, GONE, NOW), keep(tmp_path, KEPT, NOW)
    ConversationStore(tmp_path).lock(gone, NOW)
    assert Retention(tmp_path).delete(gone, NOW)
    assert holding(GONE, tmp_path) == []
    assert holding(gone, tmp_path) == []
    assert ConversationStore(tmp_path).is_open(kept)
    assert not Retention(tmp_path).delete(gone, NOW)


def test_a_restore_repeats_every_purge_and_deletion_since_the_backup(tmp_path: Path) -> None:
    data = tmp_path / "data"
    retention = Retention(data)
    keep(data, GONE, OLD)
    deleted, kept = keep(data, "Deinocheirus", NOW), keep(data, KEPT, NOW)
    retention.backup(tmp_path / "backup.sqlite3")
    assert "backup.sqlite3" in holding(GONE, tmp_path)
    retention.purge(NOW, DAYS)
    retention.delete(deleted, NOW)
    assert retention.restore(tmp_path / "backup.sqlite3", NOW, 3650) == 2
    assert holding(GONE, data) + holding("Deinocheirus", data) == []
    assert len(ConversationStore(data).turns(kept)) == 40
    assert sorted(path.name for path in data.iterdir()) == [JOURNAL, "guide.sqlite3"]


def test_a_backup_brings_back_every_store_but_not_what_a_purge_took_since(tmp_path: Path) -> None:
    data, old = tmp_path / "data", "Old"
    retention, quizzes = Retention(data), QuizStore(data)
    kept = keep(data, KEPT, NOW, turns=1)
    quizzes.add("A quiz", "{}", NOW)
    for word, at in ((old, OLD), (KEPT, NOW)):
        FeedbackStore(data).add(Feedback(0, kept, 1, Fault.UNSAFE, at, {"question": word}))
        NumberReports(data).add("desk", "020 7946 0958", "wrong", word, at)
        TallyStore(data).add(f"{at:%Y-%m}", ())
    (data / "runs").mkdir()
    (data / "runs" / "one.txt").write_text(KEPT, encoding="utf-8")
    retention.backup(tmp_path / "copy.zip")
    retention.purge(NOW, DAYS)
    for name in ("quizzes.sqlite3", "feedback.sqlite3", "reports.sqlite3", "tallies.sqlite3", "runs/one.txt"):
        (data / name).unlink()
    retention.restore(tmp_path / "copy.zip", NOW, 3650)
    assert [quiz.title for quiz in QuizStore(data).quizzes()] == ["A quiz"]
    assert [row["question"] for row in (each.answer for each in FeedbackStore(data).queue())] == [KEPT]
    assert [each.visitor for each in NumberReports(data).all()] == [KEPT]
    assert (data / "runs" / "one.txt").read_text(encoding="utf-8") == KEPT
    assert not (data / "restoring").exists()


def test_a_restore_deletes_what_is_past_its_life_by_now_also_without_a_journal(tmp_path: Path) -> None:
    keep(tmp_path / "a", GONE, OLD)
    keep(tmp_path / "a", KEPT, NOW)
    Retention(tmp_path / "a").backup(tmp_path / "backup.sqlite3")
    assert Retention(tmp_path / "b").restore(tmp_path / "backup.sqlite3", NOW, DAYS) == 1
    assert holding(GONE, tmp_path / "b") == []
    assert holding(KEPT, tmp_path / "b") == ["guide.sqlite3"]


def test_a_file_that_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    kept = keep(tmp_path / "data", KEPT, NOW)
    (tmp_path / "note.txt").write_text("not a database, whatever its name", encoding="utf-8")
    with pytest.raises(SettingError, match="is not a backup"):
        Retention(tmp_path / "data").restore(tmp_path / "note.txt", NOW, DAYS)
    assert ConversationStore(tmp_path / "data").is_open(kept)


def test_the_commands_export_delete_and_purge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path))
    conversation = keep(tmp_path, KEPT, NOW, turns=2)
    keep(tmp_path, GONE, datetime(2020, 1, 1, tzinfo=UTC))
    assert main(["conversations", "export", conversation]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert [turn["number"] for turn in exported["turns"]] == [1, 2]
    assert exported["turns"][0]["answer"]["question"] == f"What is a {KEPT}?"
    assert main(["purge"]) == 0
    assert "1 conversation deleted, older than 90 days." in capsys.readouterr().err
    assert main(["conversations", "delete", conversation]) == 0
    assert holding(KEPT, tmp_path) + holding(GONE, tmp_path) == []
    assert main(["conversations", "export", conversation]) == 2
    assert main(["conversations", "export", "me"]) == 2
    assert "copy the 22 characters" in capsys.readouterr().err


def test_the_words_of_a_withdrawn_document_leave_the_index_folder_with_the_next_ingest(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    build(write_corpus(corpus, {"desk.md": DESK.replace("Sunday", GONE), "bell.md": BELL}), index, HashedEmbedder())
    assert holding(GONE, index)
    build(write_corpus(corpus, {"bell.md": BELL}), index, HashedEmbedder())
    assert holding(GONE, index) + holding(GONE.lower(), index) == []


def test_an_ingest_finishes_what_a_killed_one_left_of_a_withdrawn_document(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    build(write_corpus(corpus, {"desk.md": DESK.replace("Sunday", GONE), "bell.md": BELL}), index, HashedEmbedder())

    def stop(stage: str) -> None:
        if stage == "cleaning":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(write_corpus(corpus, {"bell.md": BELL}), index, HashedEmbedder(), Watcher(stop))
    assert holding(GONE, index)
    build(corpus, index, HashedEmbedder())
    assert holding(GONE, index) == []


def test_a_purge_deletes_old_reports_on_numbers_to_the_last_byte_and_keeps_newer_ones(tmp_path: Path) -> None:
    reports = NumberReports(tmp_path)
    reports.add("desk", "020 7946 0958", "wrong", GONE, OLD)
    reports.add("desk", "020 7946 0958", "wrong", KEPT, NOW - timedelta(days=89))
    assert holding(GONE, tmp_path) == ["reports.sqlite3"]
    Retention(tmp_path).purge(NOW, DAYS)
    assert holding(GONE, tmp_path) == []
    assert [each.visitor for each in reports.all()] == [KEPT]


def test_the_export_of_a_conversation_holds_its_feedback_and_no_other(tmp_path: Path) -> None:
    mine, other = keep(tmp_path, KEPT, NOW, turns=1), keep(tmp_path, GONE, NOW, turns=1)
    for conversation, word in ((mine, KEPT), (other, GONE)):
        FeedbackStore(tmp_path).add(Feedback(0, conversation, 1, Fault.UNSAFE, NOW, {"question": word}))
    exported = Retention(tmp_path).export(mine)
    assert exported is not None
    rows = json.loads(json.dumps(exported["feedback"]))
    assert [(row["turn"], row["fault"], row["answer"]) for row in rows] == [(1, "unsafe", {"question": KEPT})]
    assert GONE not in json.dumps(exported)
