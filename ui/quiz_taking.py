"""A quiz as a learner meets it: practice with feedback at once, or assessment with none until the end.

Every answer is kept as it is given; the address holds the attempt, so that a reload goes on where it stopped.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import streamlit as st

from guide.adapters.attempt_store import AttemptStore, Begin, KeptAttempt
from guide.adapters.quiz_store import KeptQuiz
from quiz.item_json import quiz_from_json, quiz_to_json
from quiz.marking import PassMark, points_of
from quiz.session import SESSION, ten_of
from quiz.terms import Mode, Terms
from quiz.types import Quiz, QuizItem
from quiz.under_review import UnderReview
from ui import resources
from ui.chat import Go
from ui.in_words import counted
from ui.markup import Markup, tag
from ui.quiz_answering import answer, question
from ui.quiz_cards import draft_line, feedback, given_words
from ui.quiz_opening import open_pressed, opening_buttons
from ui.quiz_result import result
from ui.region import Arrival, region
from ui.reports import visitor

PRACTICE = "Practice: after each answer you see whether it is right and the words it rests on."
ASSESSMENT = "Assessment: no feedback until the end. Each answer is saved as you give it and cannot be changed."
RESUME = "You can close the page and go on later: its address keeps your place. Whoever has the address sees it too."
NO_NAME = "No name is asked or kept. If you pass, the certificate's number is your proof."
CHANGED = "The quiz was changed since you began. Begin again: your earlier answers stay with the earlier version."
NOTHING = "This quiz has no items to take at the moment. Ask whoever sent you the link."
NOT_YET = "The assessment opens once every item is approved. Until then you can practise."
SAVED = "Saved."
NOT_COUNTED = "This try is not counted: your first answer is kept."
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Again:
    """Another try at an item in practice. count: from 1. given: empty until it is answered."""

    count: int
    given: tuple[str, ...] = ()


def show(go: Go, store: AttemptStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    """Draw the beginning, the item to answer next, or the result."""
    given_out = ten_of(quiz.for_learners) if st.query_params.get(SESSION) else quiz.for_learners
    attempt = _attempt(store, kept)
    earlier = _finished_earlier(store, attempt, given_out) if attempt else None
    shown = earlier or given_out
    head = tag("header", tag("h1", shown.title), draft_line(shown) if shown.items else None)
    st.html(tag("div", head, class_="guide"))
    if attempt and earlier:
        result(go, store, earlier, attempt, quiz.terms)
    elif not given_out.items:
        region(tag("p", NOTHING), key="quiz-empty")
    elif attempt is None or attempt.version != given_out.version:
        _beginning(store, kept, given_out, quiz.terms, CHANGED if attempt else "")
    else:
        _go_on(go, store, kept, given_out, attempt, quiz.terms)


def _attempt(store: AttemptStore, kept: KeptQuiz) -> KeptAttempt | None:
    found = store.attempt(st.query_params.get("attempt", ""), resources.now().date())
    return found if found and found.quiz_id == kept.id else None


def _finished_earlier(store: AttemptStore, attempt: KeptAttempt, now: Quiz) -> Quiz | None:
    """Return the version that an attempt was made on, if it is an earlier one and every answer was given."""
    body = store.editions(attempt.quiz_id).get(attempt.version) if attempt.version != now.version else None
    if body is None:
        return None
    quiz = quiz_from_json(body, "an earlier version of this quiz")
    return quiz if all(item.id in attempt.given for item in quiz.items) else None


def _beginning(store: AttemptStore, kept: KeptQuiz, quiz: Quiz, terms: Terms, note: str) -> None:
    critical = sum(item.is_critical for item in quiz.items)
    must = f" {critical} of them must be right whatever the score." if critical else ""
    mark = terms.pass_mark
    words = tag(
        "div",
        tag("p", note, class_="caution") if note else None,
        tag("p", f"{counted(len(quiz.items), 'question')}. You pass with {mark.per_cent} %.{must}"),
        tag("p", f"Why this pass mark: {mark.reason}", class_="quiet"),
        tag("p", RESUME),
        tag("p", quiz.fingerprint, class_="quiet"),
    )
    region(words, key="quiz-start")
    practice = tag("div", tag("p", PRACTICE), _button("Begin practice"), data_reporter=True)
    act = region(practice, key="begin-practice").act
    if act:
        _begin(store, kept, quiz, _told(Begin(Mode.PRACTICE.value, browser=visitor(act)), mark))
    st.html(tag("div", tag("p", ASSESSMENT if quiz.is_approved else NOT_YET), class_="guide"))
    if quiz.is_approved:
        how = _who(terms)
        begin = tag("div", _button("Begin the assessment", "primary"), data_reporter=True)
        act = region(begin, key="begin-assessment").act
        if act:
            _begin(store, kept, quiz, _told(replace(how, browser=visitor(act)), mark))


def _button(words: str, style: str | None = None) -> Markup:
    begin = tag("button", words, type="button", class_=style, data_send=json.dumps({"act": "begin"}))
    return tag("div", begin, class_="tools")


def _told(how: Begin, mark: PassMark) -> Begin:
    """Return how an attempt begins with the pass mark that its learner was told."""
    return replace(how, pass_per_cent=mark.per_cent, pass_reason=mark.reason)


def _who(terms: Terms) -> Begin:
    """Say what becomes of a name, ask for one where this quiz wants it, and return how the assessment begins."""
    if not terms.asks_names:
        st.html(tag("div", tag("p", NO_NAME, class_="quiet"), class_="guide"))
        return Begin(Mode.ASSESSMENT.value)
    day = terms.delete_on(resources.now().date())
    told = f"Your trainer sees your name beside your result. It is deleted on {day.day} {day:%B %Y}."
    st.html(tag("div", tag("p", tag("strong", told)), class_="guide"))
    person = st.text_input(
        "Your name (you may leave it empty)", max_chars=LONGEST_NAME, width=360, key="taker", autocomplete="off"
    )
    return Begin(Mode.ASSESSMENT.value, person=" ".join(person.split()), delete_on=day)


def _begin(store: AttemptStore, kept: KeptQuiz, quiz: Quiz, how: Begin) -> None:
    st.query_params["attempt"] = store.begin(kept.id, quiz.version, quiz_to_json(quiz), how, resources.now())
    for name in ("quiz_at", "quiz_again", "taker"):
        st.session_state.pop(name, None)
    st.rerun()


def _go_on(go: Go, store: AttemptStore, kept: KeptQuiz, quiz: Quiz, attempt: KeptAttempt, terms: Terms) -> None:
    """Show the item that was just answered until the learner goes on, else the first without an answer.

    In an assessment what is answered is not shown again before the end.
    """
    is_practice = attempt.mode == Mode.PRACTICE.value
    looking_at = st.session_state.get("quiz_at") if is_practice else None
    item = next((one for one in quiz.items if one.id == looking_at and one.id in attempt.given), None)
    if item is not None:
        again: Again | None = st.session_state.get("quiz_again")
        if again and not again.given:
            _try_again(quiz, attempt, item, again)
        else:
            _feedback(go, quiz, attempt, item, again)
        return
    item = next((one for one in quiz.items if one.id not in attempt.given), None)
    if item is None:
        store.finish(attempt.id, resources.now())
        result(go, store, quiz, attempt, terms)
        if st.button("Try again from the start"):
            _begin(store, kept, quiz, _told(Begin(attempt.mode, is_first=False), terms.pass_mark))
        return
    say = SAVED if attempt.given and not is_practice else ""
    question(item, quiz.items.index(item) + 1, len(quiz.items), fresh=True, say=say)
    given = answer(item, attempt.id, "Answer" if is_practice else "Save and go on")
    if given:
        store.give(attempt.id, item.id, given, resources.now())
        st.session_state["quiz_at"] = item.id
        st.rerun()


def _try_again(quiz: Quiz, attempt: KeptAttempt, item: QuizItem, again: Again) -> None:
    """Ask an item once more. What is answered is shown and not kept: the first answer counts."""
    question(item, quiz.items.index(item) + 1, len(quiz.items), fresh=True, say=NOT_COUNTED, tries=again.count)
    st.html(tag("div", tag("p", NOT_COUNTED, class_="quiet"), class_="guide"))
    given = answer(item, f"{attempt.id}-{again.count}", "Answer")
    if given:
        st.session_state["quiz_again"] = replace(again, given=given)
        st.rerun()


def _feedback(go: Go, quiz: Quiz, attempt: KeptAttempt, item: QuizItem, again: Again | None) -> None:
    question(item, quiz.items.index(item) + 1, len(quiz.items), fresh=False)
    tries = again.count if again else 0
    given = again.given if again else attempt.given[item.id]
    is_right = points_of(item, given) == 1.0
    said = "Right." if is_right else "Not right."
    arrival = Arrival(f"{attempt.id}-{item.id}-answered-{tries}", focus="feedback", say=said)
    opening = None if is_right else opening_buttons(item)
    first = tag("p", NOT_COUNTED, class_="quiet") if again else None
    shown = tag("div", given_words(item, given), first, feedback(item, given, is_right), opening)
    open_pressed(go, region(shown, key="quiz-feedback", arrival=arrival).act, {item.id: item})
    left = sum(one.id not in attempt.given for one in quiz.items)
    with st.container(horizontal=True):
        st.button("Next question" if left else "See the result", type="primary", on_click=_next)
        if not is_right:
            st.button("Try again", on_click=_again, args=(tries + 1,))


def _again(count: int) -> None:
    st.session_state["quiz_again"] = Again(count)


def _next() -> None:
    for name in ("quiz_at", "quiz_again"):
        st.session_state.pop(name, None)
