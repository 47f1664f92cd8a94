"""Quizzes: build one from the documents and the directory, find those that were built, open the one in the address."""

from __future__ import annotations

import json
from collections.abc import Iterable

import streamlit as st

from guide.adapters.attempt_store import AttemptStore
from guide.adapters.quiz_store import KeptQuiz, QuizStore
from guide.ports import PassageStore
from quiz.confirmed import records_of
from quiz.passages import passages_now
from quiz.types import ReviewState
from quiz.under_review import UnderReview
from ui import access, quiz_results, quiz_review, quiz_taking, resources, signing_in
from ui.chat import Go
from ui.in_words import counted
from ui.markup import Markup, tag
from ui.quiz_building import build_form, import_form
from ui.quiz_cards import counted_states
from ui.region import FOLDER, region

LEAD = "Each item comes from the documents or the directory, with its quotation. A person must approve it."
NONE_YET = "No quiz has been built yet."
NONE_TO_TAKE = "No quiz has been published yet."
GONE = "This quiz is not here. Build one, or ask whoever sent you the link."
WAYS = ("quiz", "review", "results")
"""What the address may name: a quiz to take, to review, or to see the results of."""
STYLES = FOLDER / "trainer.css"


def show(go: Go) -> None:
    """Draw the list with the form that builds, or the quiz that the address names."""
    st.html(STYLES)
    store, attempts = QuizStore(resources.settings().data), AttemptStore(resources.settings().data)
    attempts.forget_names(resources.now().date())
    asked = next(((name, st.query_params[name]) for name in WAYS if st.query_params.get(name)), None)
    kept = store.quiz(asked[1]) if asked else None
    if asked is None or kept is None:
        _start(go, store, attempts, GONE if asked else "")
        return
    quiz = _compared(UnderReview.from_json(kept.body, kept.title), resources.guide().store)
    refusal = access.access().refusal
    if asked[0] == "quiz":
        quiz_taking.show(go, attempts, kept, quiz)
    elif refusal:
        # Before any field or button of review and results is drawn: what is not drawn cannot be pressed.
        signing_in.refused(refusal)
    elif asked[0] == "results":
        quiz_results.show(go, attempts, kept, quiz)
    else:
        quiz_review.show(go, store, kept, quiz)


def _start(go: Go, store: QuizStore, attempts: AttemptStore, note: str) -> None:
    st.html(tag("div", tag("h1", "Quizzes"), tag("p", LEAD, class_="lead"), class_="guide"))
    if note:
        region(tag("p", note, class_="caution", role="alert"), key="quiz-note")
    refusal = access.access().refusal
    read = _read(store.quizzes())
    if refusal:
        region(tag("p", refusal, class_="quiet"), key="refused")
        read = [(one, quiz) for one, quiz in read if quiz.states.get(ReviewState.PUBLISHED)]
    else:
        build_form(go)
        import_form(go)
    pressed = region(_list(read, "quiz" if refusal else ""), key="quizzes")
    act = pressed.act or {}
    if act.get("act") in WAYS:
        go("quizzes", {act["act"]: act.get("id", "")})
    if read and not refusal:
        quiz_results.look_up(attempts)


def _list(read: Iterable[tuple[KeptQuiz, UnderReview]], only: str) -> Markup:
    """Return the list. only: the one way into each quiz that is offered; empty for all."""
    cards = [_card(one, quiz, only) for one, quiz in read]
    listed = tag("ul", cards, class_="document-list") if cards else tag("p", NONE_TO_TAKE if only else NONE_YET)
    return tag("section", tag("h2", "To take" if only else "Built so far"), listed, class_="part")


def _read(kept: Iterable[KeptQuiz]) -> list[tuple[KeptQuiz, UnderReview]]:
    """Return the quizzes with what rests on changed words made stale; the documents are read once for all of them."""
    read = [(one, UnderReview.from_json(one.body, one.title)) for one in kept]
    items = [one.item for _, quiz in read for one in quiz.items]
    passages = passages_now(items, resources.guide().store)
    return [(one, quiz.compared(passages, resources.now())) for one, quiz in read]


def _card(kept: KeptQuiz, quiz: UnderReview, only: str) -> Markup:
    at = kept.built_at.astimezone(resources.LONDON)
    buttons = [
        tag("button", words, type="button", data_send=json.dumps({"act": act, "id": kept.id}))
        for words, act in (("Review and hand out", "review"), ("Open as a learner", "quiz"), ("Results", "results"))
        if act == only or not only
    ]
    return tag(
        "li",
        tag("h3", f"{quiz.title}, {counted(len(quiz.items), 'item')}"),
        tag("p", f"Built {at.day} {at:%B %Y, %H:%M}, seed {quiz.seed}. {counted_states(quiz.states)}.", class_="quiet"),
        tag("div", buttons, class_="tools"),
    )


def _compared(quiz: UnderReview, store: PassageStore) -> UnderReview:
    """Return the quiz as the documents are now: stale where words changed, unmarked where a field was confirmed."""
    items = [one.item for one in quiz.items]
    now = resources.now()
    return quiz.compared(passages_now(items, store), now).noted(records_of(store), now.date())
