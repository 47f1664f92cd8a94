"""Quizzes under review and their attempts: kept, read again, never lost to a second writer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.adapters.quiz_store import QuizStore
from guide.errors import DataFileError, StoreError
from quiz.building import Wanted
from quiz.editing import Wording
from quiz.importing import items_of_gift
from quiz.marking import PassMark
from quiz.reviewing import Event, ReviewRefused, Step
from quiz.terms import Terms
from quiz.types import Level, Quiz, ReviewState
from quiz.under_review import ALONE, UnderReview
from tests.quiz_items import HOSTILE, PROOF, item

AT = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
TWO = Quiz("Night desk", 3, "c" * 64, (item(), item(stem="What do you give after that?", right=("the room number",))))
AS_IT_IS = {PROOF.source_id: frozenset({PROOF.passage_sha256})}


def begun(works_alone: bool = False) -> UnderReview:
    return UnderReview.begin(TWO, "Ana", works_alone)


def state(quiz: UnderReview, place: int = 0) -> ReviewState:
    return quiz.items[place].item.state


@pytest.fixture
def store(tmp_path: Path) -> QuizStore:
    return QuizStore(tmp_path / "data")


def test_nothing_is_approved_when_a_quiz_begins() -> None:
    quiz = begun()
    assert quiz.states == {ReviewState.DRAFT: 2}
    assert not quiz.approved.items
    assert not quiz.for_learners.is_approved


def test_an_author_who_accepts_sends_to_review_and_approves_nothing() -> None:
    quiz = begun().accept(0, "Ana", AT)
    assert state(quiz) is ReviewState.IN_REVIEW
    with pytest.raises(ReviewRefused, match="author cannot approve"):
        quiz.accept(0, "Ana", AT)


@pytest.mark.parametrize("typed", ["ana", " Ana ", "ANA"])
def test_capitals_and_spaces_make_no_second_person(typed: str) -> None:
    quiz = begun().accept(0, "Ana", AT)
    with pytest.raises(ReviewRefused, match="author cannot approve"):
        quiz.accept(0, typed, AT)


@pytest.mark.parametrize(
    ("name", "account", "may"),
    [
        pytest.param("Ana Hill", "issuer 1", False, id="the account, under another name"),
        pytest.param("Ana", "issuer 2", True, id="another account of the same name"),
        pytest.param("ana", "", False, id="the name, typed"),
    ],
)
def test_of_people_who_signed_in_the_account_and_not_the_name_says_who_is_the_author(
    name: str, account: str, may: bool
) -> None:
    quiz = UnderReview.begin(TWO, "Ana", account="issuer 1").accept(0, name, AT, account=account)
    assert (state(quiz) is ReviewState.APPROVED) is may
    read = UnderReview.from_json(quiz.to_json(), "x")
    assert read == quiz
    assert (read.items[0].account, read.items[0].history[-1].account) == ("issuer 1", account)


def test_whoever_changes_an_item_becomes_its_author_with_the_account() -> None:
    wording = replace(Wording.of(TWO.items[0]), stem="Whom do you ask for at night?")
    quiz = begun().edit(0, wording, "Sam", AT, "issuer 1")
    assert (quiz.items[0].author, quiz.items[0].account) == ("Sam", "issuer 1")
    with pytest.raises(ReviewRefused, match="author cannot approve"):
        quiz.accept(0, "Sam Jones", AT, account="issuer 1").accept(0, "Sam Jones", AT, account="issuer 1")


def test_somebody_else_accepts_a_draft_in_one_press() -> None:
    quiz = begun().accept(0, "Ben", AT)
    assert state(quiz) is ReviewState.APPROVED
    assert [(event.step, event.by) for event in quiz.items[0].history] == [(Step.SUBMIT, "Ben"), (Step.APPROVE, "Ben")]
    assert state(quiz, 1) is ReviewState.DRAFT


def test_one_person_on_one_machine_may_approve_and_the_history_says_so() -> None:
    quiz = begun(works_alone=True).accept(0, "Ana", AT)
    assert state(quiz) is ReviewState.APPROVED
    assert quiz.items[0].history[-1].reason == ALONE


def test_the_author_says_later_that_they_work_alone_and_the_history_says_so_too() -> None:
    sent = begun().accept(0, "Ana", AT)
    quiz = sent.alone(" ana ").accept(0, "Ana", AT)
    assert state(quiz) is ReviewState.APPROVED
    assert quiz.items[0].history[-1].reason == ALONE
    assert UnderReview.from_json(quiz.to_json(), "x").works_alone


@pytest.mark.parametrize(
    ("quiz", "by", "account"),
    [
        pytest.param(begun(), "Ben", "", id="somebody else"),
        pytest.param(begun(), "", "", id="nobody"),
        pytest.param(begun().accept(1, "Ben", AT), "Ana", "", id="where somebody else has decided"),
        pytest.param(begun(), "Ana", "issuer 1", id="signed in"),
        pytest.param(UnderReview.begin(TWO, "Ana", account="issuer 1"), "Ana", "", id="of an account"),
        pytest.param(begun(works_alone=True), "Ana", "", id="said before"),
    ],
)
def test_nobody_but_the_one_person_of_a_quiz_says_that_they_work_alone(
    quiz: UnderReview, by: str, account: str
) -> None:
    assert not quiz.can_be_alone(by, account)
    with pytest.raises(ReviewRefused, match="Only the one person"):
        quiz.alone(by, account)


def test_what_the_documents_made_stale_does_not_count_as_somebody_else() -> None:
    stale = begun().alone("Ana").accept(0, "Ana", AT).compared({}, AT)
    assert state(stale) is ReviewState.STALE
    assert replace(stale, works_alone=False).can_be_alone("Ana")


def test_the_next_item_is_the_next_that_waits_for_this_person_going_round() -> None:
    first_sent = begun().accept(0, "Ana", AT)
    assert (first_sent.next_waiting(0, "Ana"), first_sent.next_waiting(1, "Ben")) == (1, 0)
    both_sent = first_sent.accept(1, "Ana", AT)
    assert both_sent.next_waiting(1, "ana") is None
    assert both_sent.alone("Ana").next_waiting(1, "Ana") == 0
    assert both_sent.accept(0, "Ben", AT).next_waiting(0, "Ben") == 1
    assert begun().accept(1, "Ben", AT).accept(0, "Ben", AT).next_waiting(0, "Ben") is None


def test_a_title_is_changed_and_never_empty() -> None:
    quiz = begun().titled("  New\u200b housing   officers ")
    assert (quiz.title, quiz.in_use.title, quiz.in_use.version) == (
        "New housing officers",
        "New housing officers",
        begun().in_use.version,
    )
    with pytest.raises(ReviewRefused, match="Type a title"):
        quiz.titled(" \u200b ")


def test_a_rejected_item_is_replaced_by_a_draft_in_its_place_and_kept_at_the_end() -> None:
    wanted = Wanted(2, ("housing",), (Level.RECALL,), "all staff", 3)
    quiz = UnderReview.begin(TWO, "Ana", wanted=wanted)
    another = item(stem="Who keeps the key?", state=ReviewState.APPROVED)
    with pytest.raises(ReviewRefused, match="Only a rejected item"):
        quiz.replaced(0, another, "Ben", "d" * 64)
    rejected = quiz.step(0, Event(Step.REJECT, "Ben", AT, "duplicate"))
    with pytest.raises(ReviewRefused, match="Type your name"):
        rejected.replaced(0, another, " ", "d" * 64)
    found = rejected.replaced(0, another, "Ben", "d" * 64, "issuer 1")
    assert [one.item.stem for one in found.items] == [another.stem, TWO.items[1].stem, TWO.items[0].stem]
    new = found.items[0]
    assert (new.author, new.account, new.history, new.item.state) == ("Ben", "issuer 1", (), ReviewState.DRAFT)
    assert found.items[2].history[-1].reason == "duplicate"
    assert found.corpus_sha256 == "d" * 64
    assert UnderReview.from_json(found.to_json(), "x") == found
    with pytest.raises(ReviewRefused, match="until the quiz is full"):
        found.replaced(2, item(stem="And then?"), "Ben", "d" * 64)


def test_a_quiz_that_was_kept_without_its_choices_is_read_and_offers_no_replacement() -> None:
    record = json.loads(begun().to_json())
    del record["wanted"]
    quiz = UnderReview.from_json(json.dumps(record), "x")
    assert quiz == begun()
    assert not quiz.step(0, Event(Step.REJECT, "Ben", AT, "duplicate")).has_room


@pytest.mark.parametrize("works_alone", [False, True])
def test_an_open_question_must_be_decided_in_words(works_alone: bool) -> None:
    doubtful = Quiz("Night desk", 3, "c" * 64, (item(needs_a_person=("Is the desk open at night?",)),))
    quiz = UnderReview.begin(doubtful, "Ana", works_alone)
    person = "Ana" if works_alone else "Ben"
    with pytest.raises(ReviewRefused, match="open question"):
        quiz.accept(0, person, AT)
    assert state(quiz.accept(0, person, AT, "Asked the desk.")) is ReviewState.APPROVED


def test_a_decision_without_a_name_is_refused() -> None:
    with pytest.raises(ReviewRefused, match="Type your name"):
        begun().accept(0, "  ", AT)


def test_a_changed_question_is_a_draft_by_whoever_changed_it_with_another_id() -> None:
    before = begun()
    quiz = before.edit(0, replace(Wording.of(before.items[0].item), stem="Whom do you\n ask for at night?"), "Ben", AT)
    changed = quiz.items[0]
    assert (changed.item.stem, changed.author, changed.item.state) == (
        "Whom do you ask for at night?",
        "Ben",
        ReviewState.DRAFT,
    )
    assert changed.item.id != before.items[0].item.id
    assert quiz.in_use.version != before.in_use.version
    assert before.items[0].item.stem in changed.history[-1].reason


@pytest.mark.parametrize("stem", ["", "   ", TWO.items[0].stem, f"  {TWO.items[0].stem} "])
def test_an_edit_that_changes_nothing_or_empties_the_question_is_refused(stem: str) -> None:
    with pytest.raises(ReviewRefused, match=f"Item {TWO.items[0].id}: "):
        begun().edit(0, replace(Wording.of(TWO.items[0]), stem=stem), "Ben", AT)


def test_answers_and_their_reasons_are_changed_and_the_history_keeps_what_stood_there() -> None:
    old = TWO.items[0]
    options = (
        *Wording.of(old).options[:1],
        ("the night\u200b manager", "There is\U000e0041 none."),
        *Wording.of(old).options[2:],
    )
    changed = begun().edit(0, replace(Wording.of(old), options=options), "Ben", AT).items[0]
    assert [option.text for option in changed.item.options] == [old.keys[0], "the night manager", "the council desk"]
    assert changed.item.options[1].why == "There is none."
    assert [option.is_right for option in changed.item.options] == [option.is_right for option in old.options]
    assert changed.item.id != old.id
    assert changed.history[-1].reason == f"answer 2 was: the day manager; reason 2 was: {old.options[1].why}"


@pytest.mark.parametrize("options", [(), (("the duty worker", "so"), ("", "so"), ("the council desk", "so"))])
def test_an_edit_that_loses_an_answer_is_refused(options: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ReviewRefused, match="a text is empty"):
        begun().edit(0, replace(Wording.of(TWO.items[0]), options=options), "Ben", AT)


def test_nobody_approves_what_breaks_a_blocking_rule() -> None:
    wording = Wording.of(TWO.items[0])
    invented = replace(wording, options=(*wording.options[:2], ("ring 020 7946 0000", "no")))
    edited = begun().edit(0, invented, "Ana", AT)
    with pytest.raises(ReviewRefused, match="telephone numbers: .*Edit or reject"):
        edited.accept(0, "Ben", AT)
    elsewhere = replace(wording, options=(("the wrong worker", "so"), *wording.options[1:]))
    with pytest.raises(ReviewRefused, match="answer in the passage"):
        begun().edit(0, elsewhere, "Ana", AT).accept(0, "Ben", AT)


def test_a_trainers_own_item_is_approved_in_words_and_never_stale() -> None:
    own = items_of_gift("Whom do you ask for at night? {=the duty worker ~the day manager ~the desk}", "own.gift").items
    quiz = UnderReview.begin(Quiz("Own", 0, "", own), "Ana")
    with pytest.raises(ReviewRefused, match="open question"):
        quiz.accept(0, "Ben", AT)
    approved = quiz.accept(0, "Ben", AT, "Compared with the night guide.").publish("Ben", AT)
    assert approved.compared({}, AT) == approved
    assert approved.for_learners.is_approved


def test_a_rejected_item_is_handed_out_nowhere() -> None:
    quiz = begun().step(0, Event(Step.REJECT, "Ben", AT, "unclear wording"))
    assert [one.id for one in quiz.in_use.items] == [TWO.items[1].id]
    assert [one.id for one in quiz.for_learners.items] == [TWO.items[1].id]


def test_learners_get_the_published_items_alone_once_there_are_any() -> None:
    quiz = begun().accept(1, "Ben", AT).publish("Ben", AT)
    assert [one.id for one in quiz.for_learners.items] == [TWO.items[1].id]
    assert quiz.for_learners.is_approved
    assert not quiz.in_use.is_approved


def test_publishing_without_an_approved_item_is_refused() -> None:
    with pytest.raises(ReviewRefused, match="No item is approved"):
        begun().publish("Ben", AT)


def test_a_changed_passage_takes_an_item_out_of_the_published_pool() -> None:
    quiz = begun().accept(0, "Ben", AT).accept(1, "Ben", AT).publish("Ben", AT)
    assert quiz.compared(AS_IT_IS, AT) == quiz
    stale = quiz.compared({PROOF.source_id: frozenset({"0" * 64})}, AT)
    assert stale.states == {ReviewState.STALE: 2}
    assert not stale.for_learners.items


def test_a_stale_item_that_is_looked_at_again_rests_on_the_passage_as_it_is_now_and_stays_approved() -> None:
    longer = f"{PROOF.passage} The door is locked at ten."
    now = {PROOF.source_id: frozenset({hashlib.sha256(longer.encode()).hexdigest()})}
    quiz = begun().accept(0, "Ben", AT).publish("Ben", AT).compared(now, AT)
    assert quiz.items[0].item.state is ReviewState.STALE
    before = quiz.in_use.fingerprint
    again = quiz.reopen(0, "Ben", AT, {PROOF.source_id: (longer,)}, "d" * 64).accept(0, "Ben", AT)
    assert again.for_learners.corpus_sha256 == "d" * 64
    assert again.in_use.fingerprint != before
    assert {proof.passage for proof in again.items[0].item.proofs} == {longer}
    assert again.items[0].item.id == quiz.items[0].item.id
    assert again.compared(now, AT) == again


def test_a_stale_item_whose_words_are_gone_can_only_be_rejected() -> None:
    quiz = begun().accept(0, "Ben", AT).publish("Ben", AT).compared({}, AT)
    with pytest.raises(ReviewRefused, match="no longer stands in Night guide"):
        quiz.reopen(0, "Ben", AT, {PROOF.source_id: ("Something else.",)}, "d" * 64)
    with pytest.raises(ReviewRefused):
        quiz.step(0, Event(Step.EDIT, "Ben", AT), quiz.items[0].item)
    rejected = quiz.step(0, Event(Step.REJECT, "Ben", AT, "source is out of date"))
    assert rejected.items[0].item.state is ReviewState.REJECTED


def test_a_quiz_with_its_history_comes_back_as_it_was() -> None:
    hostile = Quiz("Hostile", 1, "c" * 64, tuple(item(stem=text) for text in HOSTILE))
    quiz = UnderReview.begin(hostile, "Ana").accept(0, "Ben", AT, "“fine”")
    assert UnderReview.from_json(quiz.to_json(), "hostile") == quiz


def test_the_terms_come_back_and_a_quiz_kept_before_there_were_any_has_the_usual_ones() -> None:
    terms = Terms(PassMark(90, "Agreed by the trainers."), asks_names=True, keep_days=14)
    quiz = replace(begun(), terms=terms)
    assert UnderReview.from_json(quiz.to_json(), "terms").terms == terms
    before = json.loads(begun().to_json())
    del before["terms"]
    assert UnderReview.from_json(json.dumps(before), "before").terms == Terms()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "items": [{}]}'])
def test_a_damaged_quiz_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(DataFileError, match="^Night desk: "):
        UnderReview.from_json(text, "Night desk")


def test_a_quiz_is_kept_and_listed_with_the_newest_first(store: QuizStore) -> None:
    assert store.quizzes() == ()
    first, second = store.add("one", "a", AT), store.add("two", "b", AT)
    assert [kept.id for kept in store.quizzes()] == [second, first]
    kept = store.quiz(first)
    assert kept and (kept.title, kept.body, kept.built_at, kept.revision) == ("one", "a", AT, 1)
    assert store.quiz("unknown") is None


def test_of_two_people_who_change_a_quiz_at_once_the_second_is_told(store: QuizStore) -> None:
    seen = store.quiz(store.add("one", "a", AT))
    assert seen
    store.change(seen, "by Ana")
    with pytest.raises(StoreError, match="Somebody else"):
        store.change(seen, "by Ben")
    kept = store.quiz(seen.id)
    assert kept and kept.body == "by Ana"


def test_a_file_that_is_no_database_is_named(store: QuizStore, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "quizzes.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="quizzes.sqlite3"):
        store.quizzes()
