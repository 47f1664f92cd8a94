"""An item's way to learners: states, who may take which step, its history, and when it is stale. Pure values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from guide.errors import GuideError
from quiz.types import OWN_BANK, Quiz, QuizItem, ReviewState


class ReviewRefused(GuideError):
    """A step of a review that is not allowed."""


class Step(StrEnum):
    """What a person, or a change of the corpus, does to an item."""

    SUBMIT = "submit"
    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"
    PUBLISH = "publish"
    MAKE_STALE = "make stale"
    REOPEN = "reopen"


REASONS = (
    "wrong or doubtful",
    "more than one right answer",
    "unclear wording",
    "too easy or gives itself away",
    "not useful for this audience",
    "could harm or blame somebody",
    "duplicate",
    "source is out of date",
)
"""Why an item is rejected, from a list, so that reasons can be counted."""

ALLOWED: Mapping[tuple[ReviewState, Step], ReviewState] = {
    (ReviewState.DRAFT, Step.SUBMIT): ReviewState.IN_REVIEW,
    (ReviewState.DRAFT, Step.EDIT): ReviewState.DRAFT,
    (ReviewState.DRAFT, Step.REJECT): ReviewState.REJECTED,
    (ReviewState.IN_REVIEW, Step.APPROVE): ReviewState.APPROVED,
    (ReviewState.IN_REVIEW, Step.EDIT): ReviewState.DRAFT,
    (ReviewState.IN_REVIEW, Step.REJECT): ReviewState.REJECTED,
    (ReviewState.APPROVED, Step.PUBLISH): ReviewState.PUBLISHED,
    (ReviewState.APPROVED, Step.EDIT): ReviewState.DRAFT,
    (ReviewState.APPROVED, Step.REJECT): ReviewState.REJECTED,
    (ReviewState.APPROVED, Step.MAKE_STALE): ReviewState.STALE,
    (ReviewState.PUBLISHED, Step.MAKE_STALE): ReviewState.STALE,
    (ReviewState.PUBLISHED, Step.REJECT): ReviewState.REJECTED,
    (ReviewState.STALE, Step.REOPEN): ReviewState.IN_REVIEW,
    (ReviewState.STALE, Step.REJECT): ReviewState.REJECTED,
    (ReviewState.REJECTED, Step.REOPEN): ReviewState.DRAFT,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One step taken: who, when, and the reason where one is asked for. account: who it was, if they were signed in."""

    step: Step
    by: str
    at: datetime
    reason: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item with its history. author: who made or last edited it; account: who that was, if they were signed in."""

    item: QuizItem
    author: str
    history: tuple[Event, ...] = ()
    account: str = ""

    def is_by(self, person: str, account: str = "") -> bool:
        """Say whether somebody is its author: the same account, or the same name where one of them had none."""
        if account and self.account:
            return account == self.account
        return person.casefold() == self.author.casefold()


def take(
    reviewed: Reviewed, event: Event, edited: QuizItem | None = None, one_person_may_approve: bool = False
) -> Reviewed:
    """Return the item after a step.

    edited: the changed item of an edit. one_person_may_approve: the setting for one machine with one trainer.
    Raises ReviewRefused for a step that its state, its author or an unanswered question does not allow.
    """
    state = ALLOWED.get((reviewed.item.state, event.step))
    if state is None:
        raise ReviewRefused(f"Item {reviewed.item.id} is {_plain(reviewed.item.state)}: it cannot {event.step}.")
    if event.step is Step.APPROVE:
        _may_approve(reviewed, event, one_person_may_approve)
    if event.step is Step.REJECT and event.reason not in REASONS:
        raise ReviewRefused(f"Give a reason to reject item {reviewed.item.id}: {'; '.join(REASONS)}.")
    if (event.step is Step.EDIT) != (edited is not None):
        raise ReviewRefused(f"An edit of item {reviewed.item.id} needs the changed item, and no other step does.")
    item = replace(edited or reviewed.item, state=state)
    history = (*reviewed.history, event)
    if event.step is Step.EDIT:
        return Reviewed(item, event.by, history, event.account)
    return replace(reviewed, item=item, history=history)


def is_stale(item: QuizItem, passages: Mapping[str, frozenset[str]]) -> bool:
    """Say whether any passage the item rests on has changed. What a trainer brought along rests on none.

    passages: source id -> the SHA-256 of each of its passages' texts as they are now.
    """
    proofs = (proof for proof in item.proofs if proof.source_id != OWN_BANK)
    return any(proof.passage_sha256 not in passages.get(proof.source_id, frozenset()) for proof in proofs)


def mark_stale(quiz: Quiz, passages: Mapping[str, frozenset[str]]) -> Quiz:
    """Return the quiz with every approved or published item that rests on a changed passage marked stale."""
    shown = (ReviewState.APPROVED, ReviewState.PUBLISHED)
    items = (
        replace(item, state=ReviewState.STALE) if item.state in shown and is_stale(item, passages) else item
        for item in quiz.items
    )
    return replace(quiz, items=tuple(items))


def published(items: Iterable[QuizItem]) -> tuple[QuizItem, ...]:
    """Return what learners may be given."""
    return tuple(item for item in items if item.state is ReviewState.PUBLISHED)


def acceptance(reviewed: Sequence[Reviewed]) -> dict[str, tuple[int, int, int]]:
    """Return for each template how many items were approved unchanged, approved after an edit, and rejected."""
    approved = _by_template(reviewed, lambda one: _was(one, Step.APPROVE) and not _was(one, Step.EDIT))
    edited = _by_template(reviewed, lambda one: _was(one, Step.APPROVE) and _was(one, Step.EDIT))
    rejected = _by_template(reviewed, lambda one: one.item.state is ReviewState.REJECTED)
    return {name: (approved[name], edited[name], rejected[name]) for name in sorted({*approved, *edited, *rejected})}


def _by_template(reviewed: Sequence[Reviewed], fits: Callable[[Reviewed], bool]) -> Counter[str]:
    return Counter(one.item.template for one in reviewed if fits(one))


def _was(reviewed: Reviewed, step: Step) -> bool:
    return any(event.step is step for event in reviewed.history)


def _may_approve(reviewed: Reviewed, event: Event, one_person_may_approve: bool) -> None:
    if reviewed.is_by(event.by, event.account) and not one_person_may_approve:
        raise ReviewRefused(f"Item {reviewed.item.id}: its author cannot approve it. Ask somebody else.")
    if reviewed.item.needs_a_person and not event.reason:
        raise ReviewRefused(f"Item {reviewed.item.id} has an open question: say how you decided it.")


def _plain(state: ReviewState) -> str:
    return state.value.replace("_", " ")
