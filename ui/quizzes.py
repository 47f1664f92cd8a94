"""Quizzes: build one from the documents and the directory, find those that were built, open the one in the address."""

from __future__ import annotations

import json
from collections.abc import Iterable

import streamlit as st

from guide.adapters.attempt_store import AttemptStore
from guide.adapters.quiz_store import KeptQuiz, QuizStore
from guide.ports import PassageStore
from quiz.building import Wanted, build
from quiz.passages import passages_now
from quiz.themes import themes_of
from quiz.under_review import UnderReview
from ui import quiz_review, quiz_taking, resources
from ui.chat import Go
from ui.markup import Markup, tag
from ui.quiz_cards import counted, plain
from ui.region import FOLDER, region

LEAD = "Each item comes from the documents or the directory, with its quotation. A person must approve it."
NONE_YET = "No quiz has been built yet."
GONE = "This quiz is not here. Build one, or ask whoever sent you the link."
NO_NAME = "Type your name: the history says who had the quiz built."
NO_ITEMS = "No item passes every rule for these themes. Choose other themes or another seed."
MOST_ITEMS = 60
STYLES = FOLDER / "trainer.css"


def show(go: Go) -> None:
    """Draw the list with the form that builds, or the quiz that the address names."""
    st.html(STYLES)
    store, attempts = QuizStore(resources.settings().data), AttemptStore(resources.settings().data)
    attempts.forget_names(resources.now().date())
    taken, reviewed = st.query_params.get("quiz", ""), st.query_params.get("review", "")
    kept = store.quiz(taken or reviewed) if taken or reviewed else None
    if kept is None:
        _start(go, store, GONE if taken or reviewed else "")
        return
    quiz = _compared(UnderReview.from_json(kept.body, kept.title), resources.guide().store)
    if taken:
        quiz_taking.show(go, attempts, kept, quiz)
    else:
        quiz_review.show(go, store, kept, quiz)


def _start(go: Go, store: QuizStore, note: str) -> None:
    st.html(tag("div", tag("h1", "Quizzes"), tag("p", LEAD, class_="lead"), class_="guide"))
    if note:
        region(tag("p", note, class_="caution", role="alert"), key="quiz-note")
    _build_form(go, store)
    pressed = region(_list(store.quizzes()), key="quizzes")
    act = pressed.act or {}
    if act.get("act") in ("quiz", "review"):
        go("quizzes", {act["act"]: act.get("id", "")})


def _build_form(go: Go, store: QuizStore) -> None:
    guide = resources.guide()
    st.session_state.setdefault("builder", st.session_state.get("person", ""))
    with st.form("build"):
        st.html(tag("div", tag("h2", "Build a quiz"), class_="guide"))
        themes = st.multiselect("Themes (none chosen means all)", themes_of(guide.store), format_func=plain)
        columns = st.columns(3)
        items = columns[0].number_input("How many items", 1, MOST_ITEMS, 10)
        seed = columns[1].number_input("Seed (another number, another quiz)", 0, 2**31 - 1, 1)
        author = columns[2].text_input("Your name (as typed, nobody checks it)", key="builder")
        alone = st.checkbox("I work alone on this machine: let me approve what I build. The history will say so.")
        pressed = st.form_submit_button("Build the quiz", type="primary")
    if not pressed:
        return
    if not author.strip():
        region(tag("p", NO_NAME, class_="caution", role="alert"), key="build-problem")
        return
    st.session_state["person"] = author.strip()
    with st.spinner("Reading the documents and making items"):
        built = build(guide.store, guide.embedder, Wanted(items=int(items), themes=tuple(themes), seed=int(seed)))
    if not built.items:
        region(tag("p", NO_ITEMS, class_="caution", role="alert"), key="build-problem")
        return
    if len(built.items) < items:
        st.session_state["quiz_said"] = f"Only {len(built.items)} of {int(items)} items pass every rule."
    body = UnderReview.begin(built, author, alone).to_json()
    go("quizzes", {"review": store.add(built.title, body, resources.now())})


def _list(kept: Iterable[KeptQuiz]) -> Markup:
    cards = [_card(one) for one in kept]
    listed = tag("ul", cards, class_="document-list") if cards else tag("p", NONE_YET)
    return tag("section", tag("h2", "Built so far"), listed, class_="part")


def _card(kept: KeptQuiz) -> Markup:
    quiz = UnderReview.from_json(kept.body, kept.title)
    at = kept.built_at.astimezone(resources.LONDON)
    buttons = [
        tag("button", words, type="button", data_send=json.dumps({"act": act, "id": kept.id}))
        for words, act in (("Review and hand out", "review"), ("Open as a learner", "quiz"))
    ]
    return tag(
        "li",
        tag("h3", f"{quiz.title}, {len(quiz.items)} items"),
        tag("p", f"Built {at.day} {at:%B %Y, %H:%M}, seed {quiz.seed}. {counted(quiz.states)}.", class_="quiet"),
        tag("div", buttons, class_="tools"),
    )


def _compared(quiz: UnderReview, store: PassageStore) -> UnderReview:
    """Return the quiz with what rests on changed words made stale, by the documents as they are now."""
    items = [one.item for one in quiz.items]
    return quiz.compared(passages_now(items, store), resources.now())
