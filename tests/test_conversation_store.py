"""The conversations of a data folder, in a real SQLite file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guide.adapters.conversation_store import ConversationStore
from guide.errors import StoreError
from guide.keeping.conversations import ModelPart, Turn, is_conversation_id
from guide.language_model.rewording import Reworded, Sentence
from guide.types import Alert, AlertKind, Answer, Choice, Citation, Reason, Status

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def answered(question: str = "Why?") -> Answer:
    quote = Citation(1, "plan", "The plan", None, ("Themes",), "because", "it is because", 6, 13, document_start=40)
    alert = Alert(AlertKind.PERSONAL_DATA, "Removed.")
    return Answer(question, question, Status.ANSWERED, None, 0.9, "So: because [1]", (quote,), alerts=(alert,))


def turn(question: str = "Why?", at: datetime = NOON) -> Turn:
    return Turn.of(answered(question), at)


def test_a_turn_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    kept = store.append(conversation, replace(Turn.of(answered(), NOON, within="Mental Health"), is_opened=True))
    assert ConversationStore(tmp_path).turns(conversation) == (kept,)
    assert kept.number == 1
    assert kept.places == (40,)
    assert kept.within == "Mental Health"


def test_a_clarifying_turn_keeps_its_choices(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    choice = Choice("Housing", "help: Housing")
    asked = Answer("help", "help", Status.CLARIFY, Reason.TOO_VAGUE, 0.0, "What about?", choices=(choice,))
    store.append(conversation, Turn.of(asked, NOON))
    assert store.turns(conversation)[0].choices == (choice,)


def test_an_id_is_128_random_bits_that_stand_in_an_address(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    ids = {store.begin(NOON) for _ in range(20)}
    assert len(ids) == 20
    assert all(is_conversation_id(conversation) for conversation in ids)
    # 22 characters of 6 bits hold 132 bits; the last one carries only the 2 bits that 16 bytes leave over.
    assert {len(conversation) for conversation in ids} == {22}


@pytest.mark.parametrize("text", ["", "short", "A" * 23, "A" * 21 + "/", "A" * 21 + "é", "' OR 1=1 --          "])
def test_what_is_no_id_opens_nothing(tmp_path: Path, text: str) -> None:
    store = ConversationStore(tmp_path)
    store.begin(NOON)
    assert not store.is_open(text)
    assert store.turns(text) == ()


def test_turns_written_by_many_threads_are_numbered_without_a_gap(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.append(conversation, turn(f"question {number}")), range(40)))
    assert [kept.number for kept in store.turns(conversation)] == list(range(1, 41))
    assert {kept.question for kept in store.turns(conversation)} == {f"question {number}" for number in range(40)}


def test_a_locked_conversation_opens_no_more_and_takes_no_turn(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    store.append(conversation, turn())
    store.lock(conversation, NOON)
    assert not store.is_open(conversation)
    assert store.turns(conversation) == ()
    with pytest.raises(KeyError):
        store.append(conversation, turn())


def test_a_turn_for_an_unknown_conversation_is_refused(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    store.begin(NOON)
    with pytest.raises(KeyError):
        store.append("A" * 22, turn())


def test_purging_deletes_the_bytes_of_what_is_too_old_and_nothing_else(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    old, young = store.begin(NOON), store.begin(NOON)
    store.append(old, turn("A question with the word quokka"))
    store.append(young, turn("Another with the word numbat", NOON + timedelta(days=90)))
    assert store.purge(NOON + timedelta(days=1)) == 1
    assert not store.is_open(old)
    assert store.turns(young)
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"quokka" not in on_disk
    assert b"numbat" in on_disk


def test_a_folder_that_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match=r"guide\.sqlite3: conversations cannot be read or kept .* Make room"):
        ConversationStore(in_the_way).begin(NOON)


def test_a_full_disk_is_one_clear_line_and_loses_no_earlier_turn(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    store.append(conversation, turn("first"))
    # SQLite's own limit on pages gives SQLITE_FULL, the error of a disk without room, on a real file.
    full = _FullDisk(tmp_path)
    with pytest.raises(StoreError, match="full"):
        full.append(conversation, turn("x" * 100_000))
    assert [kept.question for kept in store.turns(conversation)] == ["first"]


class _FullDisk(ConversationStore):
    """A store whose file may not grow."""

    page_limit = 1


def test_a_stored_turn_that_is_damaged_is_one_clear_line(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    store.append(conversation, turn())
    connection = sqlite3.connect(tmp_path / "guide.sqlite3")
    connection.execute("UPDATE turn SET body = '{}'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="turn 1 cannot be read"):
        store.turns(conversation)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "guide.sqlite3").write_bytes(b"not a database, " * 200)
    with pytest.raises(StoreError, match="not a database"):
        ConversationStore(tmp_path).turns("A" * 22)


def test_what_a_model_had_to_do_with_a_turn_is_kept_beside_the_quoted_answer(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    turn = store.append(conversation, Turn.of(answered(), NOON))
    part = ModelPart("A model put these in order.", (Sentence("Also “so”.", (1, 2)),), reads=True)
    store.put(conversation, replace(turn, model=part))
    (kept,) = store.turns(conversation)
    assert kept.model == part
    assert kept.answer == turn.answer


def test_a_locked_conversation_takes_no_part_of_a_model(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    conversation = store.begin(NOON)
    turn = store.append(conversation, Turn.of(answered(), NOON))
    store.lock(conversation, NOON)
    store.put(conversation, replace(turn, model=ModelPart("late")))
    stored = [line for line in store._path.read_bytes().split() if b"late" in line]
    assert stored == []


def test_the_kept_trace_names_the_model_and_its_prompt() -> None:
    asked = answered()
    traced = replace(asked, trace=replace(asked.trace, model="ollama:x", prompt_sha256="ab"))
    turn = Turn.of(asked, NOON, "Homes", 4).after(Reworded(traced, (), "A line.", asked=True))
    assert (turn.number, turn.within, turn.text) == (4, "Homes", asked.text)
    assert turn.model == ModelPart("A line.")
    assert turn.answer["trace"] == {**asked.trace.to_json(), "model": "ollama:x", "prompt_sha256": "ab"}
