"""One quiz under review: each item beside its quotation, to accept, change or reject by keyboard; then to hand out."""

from __future__ import annotations

import json
from collections.abc import Callable

import streamlit as st

from guide.adapters.quiz_store import KeptQuiz, QuizStore
from guide.errors import GuideError
from quiz.checking import findings_of
from quiz.passages import texts_now
from quiz.reviewing import ALLOWED, REASONS, Event, Step
from quiz.types import QuizItem, ReviewState
from quiz.under_review import UnderReview
from ui import access, resources
from ui.chat import Go
from ui.in_words import counted
from ui.markup import tag
from ui.quiz_building import ALONE
from ui.quiz_cards import counted_states, draft_line, plain, review_card
from ui.quiz_handing import hand_out
from ui.quiz_proposal import propose_wording
from ui.quiz_quality import quality_card
from ui.quiz_replacing import REPLACED, is_asked_for, replaced
from ui.quiz_wording import UNDO, UNSAVED, is_unsaved, stem_key, typed, undo, unmasked, wording_fields
from ui.region import Arrival, region

SENT = "Sent to review. Somebody else must approve it: you are its author."
OR_ALONE = "Or press “I work alone” below."
OR_REPLACE = " On its page (Alt+P goes back) another item can be put in its place."
NOW_ALONE = "You may approve what you built now. The history will say so each time."
STALE = "The documents have changed since. Press “Look at it again” to see the passage as it is now."
NEXT = "No item is waiting for you. Go on to “Hand it out”."
CHOOSE_WHY = "Why is it rejected? Choose a reason."
KEEP = "Do not reject"
TO_ACCEPT = (ReviewState.DRAFT, ReviewState.IN_REVIEW)
Change = Callable[[UnderReview], UnderReview]


def show(go: Go, store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    """Draw the item that is looked at, what may be done with it, and the ways to hand the quiz out."""
    place = _place(kept, len(quiz.items))
    one = quiz.items[place]
    _head(go, quiz)
    person = access.person(st.container(), "Your name (as typed, nobody checks it)", "reviewer")
    st.session_state["person"] = person.strip()
    findings = [f"{finding.rule}: {finding.reason}." for finding in findings_of(one.item)]
    if one.item.state is ReviewState.STALE:
        findings.insert(0, STALE)
    said = st.session_state.pop("quiz_said", "")
    arrival = Arrival(f"{kept.id}-{place}-{kept.revision}-{said}", focus="item" if said else "", say=said)
    card = review_card(one, place + 1, len(quiz.items), findings)
    note = tag("p", said, class_="caution said") if said else None
    region(tag("div", note, card), key="review-item", arrival=arrival if said else None)
    _decide(store, kept, quiz, place, person)
    st.html(tag("div", tag("div", tag("h2", "Hand it out"), class_="part"), class_="guide"))
    hand_out(go, store, kept, quiz)


def _place(kept: KeptQuiz, total: int) -> int:
    return min(int(st.session_state.get(f"place-{kept.id}", 0)), total - 1)


def _go_to(kept: KeptQuiz, place: int) -> None:
    st.session_state[f"place-{kept.id}"] = place


def _look_at(kept: KeptQuiz, place: int, item: QuizItem) -> None:
    """Leave an item for another one, unless words typed for it would be lost."""
    if is_unsaved(item):
        st.session_state["quiz_said"] = UNSAVED
    else:
        _go_to(kept, place)


def _head(go: Go, quiz: UnderReview) -> None:
    head = tag(
        "header",
        tag("div", tag("button", "All quizzes", type="button", data_send=json.dumps({"act": "all"})), class_="tools"),
        tag("h1", quiz.title),
        tag(
            "p",
            f"{counted(len(quiz.items), 'item')}: {counted_states(quiz.states)}. {quiz.in_use.fingerprint}.",
            class_="quiet",
        ),
        draft_line(quiz.in_use),
        quality_card(quiz),
    )
    if (region(head, key="review-head").act or {}).get("act") == "all":
        go("quizzes", {})


def _row(kept: KeptQuiz, place: int, quiz: UnderReview) -> bool:
    """Draw the buttons of an item. They send its form, so that none of them can pass over words that are not saved."""
    item, last = quiz.items[place].item, len(quiz.items) - 1
    button = st.form_submit_button
    with st.container(horizontal=True):
        is_accepted = item.state in TO_ACCEPT and button("Accept", type="primary", shortcut="Alt+A")
        if (item.state, Step.REJECT) in ALLOWED:
            button("Reject", on_click=_ask_why, args=(kept, place, item), shortcut="Alt+X")
        before, after = (kept, place - 1, item), (kept, place + 1, item)
        button("Previous item", on_click=_look_at, args=before, disabled=place == 0, shortcut="Alt+P")
        button("Next item", on_click=_look_at, args=after, disabled=place == last, shortcut="Alt+N")
    return is_accepted


def _decide(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, place: int, person: str) -> None:
    one, now, account = quiz.items[place], resources.now(), access.account_id()
    item, state = one.item, one.item.state
    can_edit = (state, Step.EDIT) in ALLOWED
    reason, is_saved = "", False
    # Enter in a field must not press the first button of the form, which accepts.
    with st.form(f"decide-{kept.id}-{item.id}", enter_to_submit=False, border=False):
        if item.needs_a_person and state in TO_ACCEPT:
            reason = st.text_input("How you decided the open question", key=f"decided-{kept.id}-{item.id}")
        is_accepted = _row(kept, place, quiz)
        if can_edit:
            with st.expander("Change the words of this item"):
                wording_fields(item)
                with st.container(horizontal=True):
                    is_saved = st.form_submit_button("Save the changes")
                    st.form_submit_button(UNDO, on_click=undo, args=(item,))
    if can_edit:
        propose_wording(item, stem_key(item))
    why = _reason(kept, place) if (state, Step.REJECT) in ALLOWED else ""
    if why:
        event = Event(Step.REJECT, person, now, why, account)
        _change(store, kept, quiz, lambda found: found.step(place, event), place)
    if is_accepted and is_unsaved(item):
        st.session_state["quiz_said"] = UNSAVED
        st.rerun()
    if is_accepted:
        said = resources.guide().mask(reason.strip())
        _change(store, kept, quiz, lambda found: found.accept(place, person, now, said, account), place)
    if is_saved:
        _change(
            store, kept, quiz, lambda found: found.edit(place, unmasked(typed(item), item), person, now, account), place
        )
    _other_ways(store, kept, quiz, place, person)


def _other_ways(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, place: int, person: str) -> None:
    """Draw what is seldom done: say that one works alone, put another item in the place of one, look at it again."""
    item, now, account = quiz.items[place].item, resources.now(), access.account_id()
    if item.state in TO_ACCEPT and quiz.can_be_alone(person, account) and st.button(ALONE):
        _change(store, kept, quiz, lambda found: found.alone(person, account), place, NOW_ALONE)
    if is_asked_for(quiz, place):
        _change(store, kept, quiz, lambda found: replaced(found, place, person, account), place, REPLACED)
    if (item.state, Step.REOPEN) in ALLOWED and st.button("Look at it again"):
        index = resources.guide().store.snapshot()
        texts, corpus = texts_now([item], index), index.corpus_sha256
        _change(store, kept, quiz, lambda found: found.reopen(place, person, now, texts, corpus, account), place)


def _ask_why(kept: KeptQuiz, place: int, item: QuizItem) -> None:
    if is_unsaved(item):
        st.session_state["quiz_said"] = UNSAVED
    else:
        st.session_state["rejecting"] = (kept.id, kept.revision, place)


def _reason(kept: KeptQuiz, place: int) -> str:
    """Offer the reasons to reject the item, once "Reject" was pressed, and return the one that was chosen."""
    if st.session_state.get("rejecting") != (kept.id, kept.revision, place):
        return ""
    offered = [
        tag(
            "button", words, type="button", id=f"reason-{number}", data_send=json.dumps({"act": "reject", "why": words})
        )
        for number, words in enumerate((*REASONS, KEEP))
    ]
    shown = tag("div", offered, class_="chips", role="group", aria_label="Reason to reject this item")
    arrival = Arrival(f"why-{kept.id}-{kept.revision}-{place}", focus="reason-0", say=CHOOSE_WHY)
    chosen = (region(tag("div", tag("p", CHOOSE_WHY), shown), key="reject-why", arrival=arrival).act or {}).get(
        "why", ""
    )
    if chosen:
        st.session_state.pop("rejecting")
    if chosen == KEEP:
        st.rerun()
    return chosen


def _change(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, change: Change, place: int, said: str = "") -> None:
    """Take a step and go to the next item; a step that is refused leaves everything as it was and says why.

    said: of a change that is no step; the item is still looked at after it.
    """
    try:
        changed = change(quiz)
        store.change(kept, changed.to_json())
    except GuideError as error:
        st.session_state["quiz_said"] = str(error)
        st.rerun()
    if said:
        st.session_state["quiz_said"] = said
        st.rerun()
    last = changed.items[place].history[-1]
    said = _said(changed, place, last)
    is_decided = not any(one.item.state in TO_ACCEPT for one in changed.items)
    st.session_state["quiz_said"] = f"{said} {NEXT}" if is_decided else said
    if last.step not in (Step.EDIT, Step.REOPEN) and place + 1 < len(changed.items):
        _go_to(kept, place + 1)
    st.rerun()


def _said(quiz: UnderReview, place: int, last: Event) -> str:
    """Return what a step did to an item."""
    if last.step is Step.EDIT:
        return f"Saved. Item {place + 1} is a draft again: accept it when you have read it."
    if last.step is Step.SUBMIT:
        return f"{SENT} {OR_ALONE}" if quiz.can_be_alone(last.by, last.account) else SENT
    can_replace = last.step is Step.REJECT and quiz.has_room
    return f"Item {place + 1} is {plain(quiz.items[place].item.state)}.{OR_REPLACE if can_replace else ''}"
