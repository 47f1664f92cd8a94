"""Attempts: answers as given, certificates that can be looked up, and names that are gone on the day that was said."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from guide.adapters.attempt_store import AttemptStore, Begin
from guide.adapters.quiz_database import FILE_NAME
from guide.adapters.quiz_store import QuizStore
from guide.adapters.retention import Retention
from guide.errors import StoreError
from tests.quiz_items import HOSTILE

AT = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
TODAY = AT.date()
LAST_DAY = TODAY + timedelta(days=30)
PERSON = "Zebedee Quillfeather"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> AttemptStore:
    return AttemptStore(folder)


@pytest.fixture
def quiz_id(folder: Path) -> str:
    return QuizStore(folder).add("one", "a", AT)


def named(store: AttemptStore, quiz_id: str, last_day: date = LAST_DAY) -> str:
    return store.begin(quiz_id, "v1", "body", Begin("assessment", True, PERSON, last_day), AT)


def test_answers_are_kept_as_given_and_the_first_one_stands(store: AttemptStore, quiz_id: str) -> None:
    attempt_id = store.begin(quiz_id, "v1", "body", Begin(), AT)
    for number, text in enumerate(HOSTILE):
        store.give(attempt_id, str(number), (text, ""), AT)
    store.give(attempt_id, "0", ("another",), AT)
    attempt = store.attempt(attempt_id, TODAY)
    assert attempt
    assert attempt.given == {str(number): (text, "") for number, text in enumerate(HOSTILE)}
    assert (attempt.quiz_id, attempt.version, attempt.is_first, attempt.mode) == (quiz_id, "v1", True, "practice")
    assert (attempt.begun_at, attempt.finished_at, attempt.person) == (AT, None, "")
    assert store.attempts(quiz_id, TODAY) == (attempt,)


def test_of_one_browsers_attempts_at_a_version_in_a_mode_only_the_first_is_a_first_attempt(
    store: AttemptStore, quiz_id: str
) -> None:
    begun = [
        ("v1", Begin("assessment", browser="a1"), True),
        ("v1", Begin("assessment", browser="a1"), False),
        ("v1", Begin("assessment", browser="b2"), True),
        ("v1", Begin("practice", browser="a1"), True),
        ("v2", Begin("assessment", browser="a1"), True),
        ("v1", Begin("assessment"), True),
        ("v1", Begin("assessment"), True),
        ("v1", Begin("assessment", is_first=False, browser="c3"), False),
    ]
    for version, how, _ in begun:
        store.begin(quiz_id, version, "body", how, AT)
    assert [one.is_first for one in store.attempts(quiz_id, TODAY)] == [is_first for _, _, is_first in begun]


def test_nothing_kept_says_which_browser_it_was_and_two_quizzes_cannot_be_joined_by_it(
    store: AttemptStore, quiz_id: str, folder: Path
) -> None:
    other = QuizStore(folder).add("two", "b", AT)
    for name in (quiz_id, other):
        store.begin(name, "v1", "body", Begin(browser="0123456789abcdef"), AT)
    assert b"0123456789abcdef" not in b"".join(path.read_bytes() for path in folder.iterdir())
    with sqlite3.connect(folder / FILE_NAME) as connection:
        learners = [row[0] for row in connection.execute("SELECT learner FROM beginning")]
    assert len(learners) == len(set(learners)) == 2


def test_the_pass_mark_that_an_attempt_began_with_stays_with_it(
    store: AttemptStore, quiz_id: str, folder: Path
) -> None:
    with_mark = store.begin(quiz_id, "v1", "body", Begin(pass_per_cent=70, pass_reason="Agreed in May."), AT)
    before = store.begin(quiz_id, "v1", "body", Begin(), AT)
    with sqlite3.connect(folder / FILE_NAME) as connection:
        connection.execute("DELETE FROM beginning WHERE attempt_id = ?", (before,))
    kept = [store.attempt(name, TODAY) for name in (with_mark, before)]
    assert [(one.pass_per_cent, one.pass_reason) for one in kept if one] == [(70, "Agreed in May."), (0, "")]


def test_an_attempt_at_an_unknown_quiz_is_refused(store: AttemptStore, quiz_id: str) -> None:
    with pytest.raises(StoreError):
        store.begin("unknown", "v1", "body", Begin(), AT)


def test_nothing_is_there_before_anything_was_kept(store: AttemptStore) -> None:
    assert store.attempt("unknown", TODAY) is None
    assert store.attempts("unknown", TODAY) == ()
    assert store.editions("unknown") == {}
    assert store.certificate("7F3K") is None
    assert store.forget_names(TODAY) == 0


def test_the_time_of_the_last_answer_stands_once_it_is_noted(store: AttemptStore, quiz_id: str) -> None:
    attempt_id = store.begin(quiz_id, "v1", "body", Begin("assessment"), AT)
    store.finish(attempt_id, AT)
    store.finish(attempt_id, AT + timedelta(hours=1))
    attempt = store.attempt(attempt_id, TODAY)
    assert attempt
    assert attempt.finished_at == AT


def test_each_version_that_was_taken_is_kept_once(store: AttemptStore, quiz_id: str) -> None:
    for version, body in (("v1", "first"), ("v1", "again"), ("v2", "second")):
        store.begin(quiz_id, version, body, Begin(), AT)
    assert store.editions(quiz_id) == {"v1": "first", "v2": "second"}


def test_a_certificate_is_issued_once_for_an_attempt_and_found_by_its_number(store: AttemptStore, quiz_id: str) -> None:
    attempt_id = store.begin(quiz_id, "v1", "body", Begin("assessment"), AT)
    assert store.certificate_of(attempt_id) is None
    assert store.issue(attempt_id, "7F3K", "first") == "first"
    assert store.issue(attempt_id, "9QPM", "second") == "first"
    assert store.certificate("7F3K") == store.certificate_of(attempt_id) == "first"
    assert store.certificate("9QPM") is None


def test_a_name_without_the_day_of_its_deletion_is_refused() -> None:
    with pytest.raises(ValueError, match="the day on which it is deleted"):
        Begin("assessment", True, PERSON)


def test_a_name_is_shown_until_its_day_and_not_on_it_even_before_it_is_deleted(
    store: AttemptStore, quiz_id: str
) -> None:
    attempt_id = named(store, quiz_id)
    before, on_it = (store.attempt(attempt_id, day) for day in (LAST_DAY - timedelta(days=1), LAST_DAY))
    assert before
    assert on_it
    assert (before.person, before.delete_on) == (PERSON, LAST_DAY.isoformat())
    assert on_it.person == ""


def test_on_its_day_a_name_is_deleted_and_no_byte_of_it_is_left_while_the_answers_stay(
    store: AttemptStore, quiz_id: str, folder: Path
) -> None:
    attempt_id = named(store, quiz_id)
    store.give(attempt_id, "item", ("yes",), AT)
    assert PERSON.encode() in b"".join(path.read_bytes() for path in folder.iterdir())
    assert store.forget_names(LAST_DAY - timedelta(days=1)) == 0
    assert store.forget_names(LAST_DAY) == 1
    assert store.forget_names(LAST_DAY) == 0
    assert PERSON.encode() not in b"".join(path.read_bytes() for path in folder.iterdir())
    attempt = store.attempt(attempt_id, TODAY)
    assert attempt
    assert (attempt.person, dict(attempt.given)) == ("", {"item": ("yes",)})


def test_the_purge_of_the_command_line_deletes_names_whose_day_has_come(
    store: AttemptStore, quiz_id: str, folder: Path
) -> None:
    named(store, quiz_id)
    Retention(folder).purge(AT, 90)
    assert PERSON.encode() in (folder / FILE_NAME).read_bytes()
    Retention(folder).purge(AT + timedelta(days=30), 90)
    assert PERSON.encode() not in b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
