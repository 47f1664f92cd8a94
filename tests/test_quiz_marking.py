"""Attempts marked by hand-worked figures, and the way of an item through its review."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from guide.types import Passage
from quiz.certificate import certify, number_of
from quiz.looking_up import Opened, sections_of
from quiz.marking import PassMark, counts, mark, points_of
from quiz.results import answer_in_words
from quiz.reviewing import (
    REASONS,
    Event,
    Reviewed,
    ReviewRefused,
    Step,
    acceptance,
    is_stale,
    mark_stale,
    published,
    take,
)
from quiz.terms import Terms
from quiz.types import OWN_BANK, Attempt, ItemKind, Level, ReviewState
from tests.quiz_items import PASSAGE, item, matching, quiz

SEVERAL = item(ItemKind.SEVERAL, right=("a one", "b two"), wrong=("c three", "d four"))
PAIRS = matching((("a", "one"), ("b", "two"), ("c", "three")))
STEPS = item(ItemKind.ORDERING, right=(), wrong=(), options=(), steps=("one", "two", "three"))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "points"),
    [
        (("a one", "b two"), 1.0),
        (("a one",), 0.5),
        (("a one", "c three"), 0.0),  # 1/2 - 1/2
        (("a one", "b two", "c three"), 0.5),  # 2/2 - 1/2
        (("c three", "d four"), 0.0),  # never below 0
        ((), 0.0),
    ],
)
def test_several_answers_earn_a_share_for_each_right_choice_less_one_for_each_wrong(
    given: tuple[str, ...], points: float
) -> None:
    assert points_of(SEVERAL, given) == points


def test_matching_and_ordering_earn_the_share_of_right_places() -> None:
    assert points_of(PAIRS, ("one", "three", "two")) == pytest.approx(1 / 3)
    assert points_of(STEPS, ("one", "two", "three")) == 1.0
    assert points_of(STEPS, ()) == 0.0


@pytest.mark.parametrize(
    ("opened", "points"),
    [
        (Opened("night-guide", "Night guide › Calls", f"The desk is closed.\n{PASSAGE}"), 1.0),
        (Opened("night-guide", "Night guide › Doors", "Ask for the duty worker."), 0.0),
        (Opened("day-guide", "Day guide › Calls", PASSAGE), 0.0),
    ],
    ids=["the section that holds the words", "another section", "another document"],
)
def test_an_item_to_be_found_is_right_where_its_words_stand_in_what_was_opened(opened: Opened, points: float) -> None:
    one = item(level=Level.FIND)
    assert one.is_looked_up
    assert points_of(one, opened.given) == points
    assert answer_in_words(one, opened.given) == (f"opened: {opened.place}",)


def test_an_item_to_be_found_that_was_answered_by_choosing_keeps_its_mark() -> None:
    one = item(level=Level.FIND)
    assert [points_of(one, (option.text,)) for option in one.options] == [1.0, 0.0, 0.0]
    assert not replace(one, proof=replace(one.proof, source_id=OWN_BANK)).is_looked_up


def test_a_section_is_opened_whole_and_a_document_without_headings_by_its_pages() -> None:
    def passage(text: str, headings: tuple[str, ...], page: int | None) -> Passage:
        return Passage(text, "guide", headings, text, 0, len(text), (), page)

    parts = [("first part", ("Calls: ",), 1), ("at the door", ("Doors",), 1), ("second part", ("Calls: ",), 2)]
    found = [opened for opened, _ in sections_of("Night guide", [passage(*part) for part in parts])]
    assert [(one.place, one.text) for one in found] == [
        ("Night guide › Calls", "first part\nsecond part"),
        ("Night guide › Doors", "at the door"),
    ]
    bare = [opened for opened, _ in sections_of("Notes", [passage("one", (), 1), passage("two", (), 2)])]
    assert [one.place for one in bare] == ["Notes, page 1", "Notes, page 2"]


def test_an_attempt_passes_at_the_pass_mark_and_shows_what_to_read_again() -> None:
    items = [item(stem=f"Question number {number} about the night?") for number in range(5)]
    data = quiz(*items)
    given = {one.id: ("the duty worker",) for one in items[:4]}
    marked = mark(data, Attempt("1", data.version, given), PassMark(80))
    assert (marked.points, marked.most, marked.is_passed) == (4.0, 5, True)
    assert marked.to_read_again == (items[4].proof,)
    assert not mark(data, Attempt("1", data.version, given), PassMark(81)).is_passed


def test_a_missed_critical_item_fails_the_attempt_whatever_the_score() -> None:
    critical = item(stem="What comes first in danger at night?", is_critical=True)
    rest = [item(stem=f"Question number {number} about the night?") for number in range(20)]
    data = quiz(*(replace(one, state=ReviewState.APPROVED) for one in (critical, *rest)))
    wrong = {critical.id: critical.options[1].text}
    given = {one.id: (wrong.get(one.id, one.keys[0]),) for one in data.items}
    marked = mark(data, Attempt("1", data.version, given), PassMark())
    # 20 of 21 points are 95 %, the pass mark is 80 %.
    assert (marked.points, marked.is_enough, marked.is_passed) == (20.0, True, False)
    assert marked.missed_critical == (critical.id,)
    assert marked.to_read_again == (critical.proof,)
    with pytest.raises(ValueError, match="not passed"):
        certify(data, marked, Terms(), number_of(1), "2026-11-23")
    every = {one.id: one.keys for one in data.items}
    passed = mark(data, Attempt("2", data.version, every), PassMark())
    assert certify(data, passed, Terms(), number_of(1), "2026-11-23").critical == 1


def test_an_attempt_at_another_version_is_refused_and_an_empty_quiz_is_never_passed() -> None:
    with pytest.raises(ValueError, match="version"):
        mark(quiz(item()), Attempt("1", "other", {}), PassMark())
    assert not mark(quiz(), Attempt("1", quiz().version, {}), PassMark()).is_passed


@pytest.mark.parametrize(("attempts", "facility"), [(29, None), (30, 0.5)])
def test_a_rate_is_given_only_from_thirty_first_attempts(attempts: int, facility: float | None) -> None:
    one = item()
    data = quiz(one)
    made = [
        Attempt(str(number), data.version, {one.id: ("the duty worker",) if number % 2 else ("the day manager",)})
        for number in range(attempts)
    ]
    made.append(Attempt("again", data.version, {one.id: ("the duty worker",)}, is_first=False))
    (count,) = counts(data, made)
    assert count.facility == facility
    assert (count.answered, count.right) == (attempts, attempts // 2)


def step(name: Step, by: str = "second", reason: str = "") -> Event:
    return Event(name, by, NOON, reason)


def test_an_item_goes_from_draft_to_published_and_keeps_its_history() -> None:
    one = Reviewed(item(), "author")
    for event in (step(Step.SUBMIT, "author"), step(Step.APPROVE), step(Step.PUBLISH)):
        one = take(one, event)
    assert one.item.state is ReviewState.PUBLISHED
    assert [event.step for event in one.history] == [Step.SUBMIT, Step.APPROVE, Step.PUBLISH]
    assert published([one.item, item()]) == (one.item,)


def test_the_author_cannot_approve_unless_one_machine_with_one_trainer_allows_it() -> None:
    waiting = take(Reviewed(item(), "author"), step(Step.SUBMIT, "author"))
    with pytest.raises(ReviewRefused, match="author"):
        take(waiting, step(Step.APPROVE, "author"))
    assert take(waiting, step(Step.APPROVE, "author"), one_person_may_approve=True).item.state is ReviewState.APPROVED


def test_whoever_edits_an_item_becomes_its_author_and_it_is_a_draft_again() -> None:
    waiting = take(Reviewed(item(), "author"), step(Step.SUBMIT, "author"))
    edited = take(waiting, step(Step.EDIT), item(stem="Whom do you ask for at night, please?"))
    assert (edited.author, edited.item.state) == ("second", ReviewState.DRAFT)
    again = take(edited, step(Step.SUBMIT))
    with pytest.raises(ReviewRefused):
        take(again, step(Step.APPROVE))


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (ReviewState.DRAFT, step(Step.APPROVE)),
        (ReviewState.DRAFT, step(Step.PUBLISH)),
        (ReviewState.PUBLISHED, step(Step.APPROVE)),
        (ReviewState.STALE, step(Step.PUBLISH)),
        (ReviewState.IN_REVIEW, step(Step.REJECT)),
        (ReviewState.IN_REVIEW, step(Step.REJECT, reason="I do not like it")),
        (ReviewState.IN_REVIEW, step(Step.EDIT)),
    ],
    ids=lambda value: getattr(value, "value", getattr(value, "step", "")),
)
def test_a_step_that_the_state_or_a_missing_reason_forbids_is_refused(state: ReviewState, event: Event) -> None:
    with pytest.raises(ReviewRefused):
        take(Reviewed(item(state=state), "author"), event)


def test_an_open_question_must_be_answered_to_approve() -> None:
    waiting = Reviewed(item(state=ReviewState.IN_REVIEW, needs_a_person=("two could be right",)), "author")
    with pytest.raises(ReviewRefused, match="open question"):
        take(waiting, step(Step.APPROVE))
    assert take(waiting, step(Step.APPROVE, reason="asked the team")).item.state is ReviewState.APPROVED


def test_a_published_item_is_stale_when_any_passage_it_rests_on_has_changed() -> None:
    shown, draft = item(state=ReviewState.PUBLISHED), item(stem="A draft about the night, or not?")
    same = {shown.proof.source_id: frozenset({shown.proof.passage_sha256})}
    changed = {shown.proof.source_id: frozenset({"0" * 64})}
    assert not is_stale(shown, same)
    assert is_stale(shown, changed)
    assert is_stale(shown, {})
    states = [one.state for one in mark_stale(quiz(shown, draft), changed).items]
    assert states == [ReviewState.STALE, ReviewState.DRAFT]
    assert published(mark_stale(quiz(shown), changed).items) == ()


def test_acceptance_counts_approved_edited_and_rejected_items_by_template() -> None:
    unchanged = Reviewed(item(), "a", (step(Step.SUBMIT), step(Step.APPROVE)))
    edited = Reviewed(item(), "a", (step(Step.EDIT), step(Step.APPROVE)))
    rejected = Reviewed(replace(item(), state=ReviewState.REJECTED), "a", (step(Step.REJECT, reason=REASONS[0]),))
    assert acceptance([unchanged, edited, rejected]) == {"test": (1, 1, 1)}


def test_a_pass_mark_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        PassMark(80, " ")
