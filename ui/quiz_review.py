"""One quiz under review: each item beside its quotation, to accept, change or reject by keyboard; then to hand out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal

import streamlit as st

from guide.adapters.quiz_store import KeptQuiz, QuizStore
from guide.errors import GuideError
from quiz.checking import findings_of
from quiz.passages import texts_now
from quiz.reviewing import ALLOWED, REASONS, Event, Step
from quiz.types import QuizItem, ReviewState
from quiz.under_review import UnderReview
from ui import access, quiz_saying, resources
from ui.chat import Go
from ui.in_words import counted
from ui.markup import tag
from ui.quiz_building import ALONE
from ui.quiz_cards import counted_states, draft_line, plain, review_card
from ui.quiz_handing import hand_out, publish, publish_words
from ui.quiz_proposal import propose_wording
from ui.quiz_quality import quality_card
from ui.quiz_replacing import REPLACED, is_asked_for, replaced
from ui.quiz_wording import (
    UNDO,
    UNSAVED,
    begin_edit,
    close_edit,
    is_edited,
    is_unsaved,
    own_words,
    stem_key,
    typed,
    unmasked,
    wording_fields,
    wording_head,
)
from ui.region import Arrival, region

SENT = "Sent to review. Somebody else must approve it: you are its author."
OR_ALONE = "Or press “I work alone” above."
OR_REPLACE = " On its page (Alt+P goes back) another item can be put in its place."
NOW_ALONE = "You may approve what you built now. The history will say so each time."
STALE = "The documents have changed since. Press “Look at it again” to see the passage as it is now."
ALL_DECIDED = "Every item is decided. Press “{publish}” next."
NONE_WAITS = "No item is waiting for you."
CHOOSE_WHY = "Why is it rejected? Choose a reason."
KEEP = "Do not reject"
TO_ACCEPT = (ReviewState.DRAFT, ReviewState.IN_REVIEW)
Change = Callable[[UnderReview], UnderReview]


def show(go: Go, store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    """Draw the item that is looked at, what may be done with it, and the ways to hand the quiz out."""
    said = quiz_saying.taken()
    place = _place(kept, quiz)
    person = _head(go, store, kept, quiz)
    # The buttons stay in view while this container is: the item, its quotation and they belong together.
    with st.container(key="reviewing"):
        _item(kept, quiz, place, quiz_saying.Said() if said.of_handing else said)
        _decide(store, kept, quiz, place, person)
    _other_ways(store, kept, quiz, place, person)
    region(quality_card(quiz), key="quality")
    hand_out(go, store, kept, quiz, said if said.of_handing else quiz_saying.Said(), is_decided(quiz))


def is_decided(quiz: UnderReview) -> bool:
    """Say whether no item waits for a decision."""
    return not any(one.item.state in TO_ACCEPT for one in quiz.items)


def _place(kept: KeptQuiz, quiz: UnderReview) -> int:
    """Return the place of the item that is looked at: at first the first that waits."""
    waiting = (place for place, one in enumerate(quiz.items) if one.item.state in TO_ACCEPT)
    looked_at = st.session_state.setdefault(f"place-{kept.id}", next(waiting, 0))
    return min(int(looked_at), len(quiz.items) - 1)


def _go_to(kept: KeptQuiz, place: int) -> None:
    st.session_state[f"place-{kept.id}"] = place
    close_edit()


def _look_at(kept: KeptQuiz, place: int, item: QuizItem) -> None:
    """Leave an item for another one, unless words typed for it would be lost."""
    if is_unsaved(item):
        quiz_saying.say(UNSAVED, is_warning=True)
    else:
        _go_to(kept, place)


def _head(go: Go, store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> str:
    """Draw what the quiz is and who looks at it, and return the name."""
    counts = f"{counted(len(quiz.items), 'item')}: {counted_states(quiz.states)}. {quiz.in_use.fingerprint}."
    back = tag("button", "All quizzes", type="button", data_send=json.dumps({"act": "all"}))
    head = tag(
        "header",
        tag("div", tag("h1", quiz.title), back, class_="review-title"),
        tag("p", counts, class_="quiet"),
        draft_line(quiz.in_use),
    )
    if (region(head, key="review-head").act or {}).get("act") == "all":
        go("quizzes", {})
    row = st.container(horizontal=True, vertical_alignment="bottom")
    person = access.person(row, "Your name (as typed, nobody checks it)", "reviewer")
    st.session_state["person"] = person.strip()
    account = access.account_id()
    if not is_decided(quiz) and quiz.can_be_alone(person, account) and row.button(ALONE):
        # What was sent to review before waits for nobody else now: the first such item is looked at again.
        st.session_state.pop(f"place-{kept.id}")
        _change(store, kept, quiz, lambda found: found.alone(person, account), 0, NOW_ALONE)
    return person


def _item(kept: KeptQuiz, quiz: UnderReview, place: int, said: quiz_saying.Said) -> None:
    one = quiz.items[place]
    findings = [f"{finding.rule}: {finding.reason}." for finding in findings_of(one.item)]
    if one.item.state is ReviewState.STALE:
        findings.insert(0, STALE)
    arrival = Arrival(f"{kept.id}-{place}-{kept.revision}-{said.words}", focus="item", say=said.words)
    card = review_card(one, place + 1, len(quiz.items), findings, own_words(one.item))
    region(tag("div", said.note, card, class_="arriving"), key="review-item", arrival=arrival if said.words else None)


def _row(store: QuizStore, kept: KeptQuiz, place: int, quiz: UnderReview) -> tuple[bool, bool]:
    """Draw the buttons of an item, and say whether its words are to be saved, and whether it is accepted.

    They send its form, so that none of them can pass over words that are not saved.
    """
    item, last = quiz.items[place].item, len(quiz.items) - 1
    button = st.form_submit_button
    edits, is_saved = is_edited(item), False
    first: Literal["primary", "secondary"] = "secondary" if edits else "primary"
    with st.container(horizontal=True, key="edit-row" if edits else "decide-row"):
        if edits:
            is_saved = button("Save the changes", type="primary")
            button(UNDO, on_click=close_edit)
        if is_decided(quiz) and quiz.states.get(ReviewState.APPROVED) and button(publish_words(quiz), type=first):
            _unless_unsaved(item)
            publish(store, kept, quiz)
        is_accepted = item.state in TO_ACCEPT and button("Accept", type=first, shortcut="Alt+A")
        if (item.state, Step.REJECT) in ALLOWED:
            button("Reject", on_click=_ask_why, args=(kept, place, item), shortcut="Alt+X")
        if (item.state, Step.EDIT) in ALLOWED and not edits:
            button("Edit", on_click=begin_edit, args=(item,), shortcut="Alt+E")
        before, after = (kept, place - 1, item), (kept, place + 1, item)
        button("Previous", on_click=_look_at, args=before, disabled=place == 0, shortcut="Alt+P")
        button("Next", on_click=_look_at, args=after, disabled=place == last, shortcut="Alt+N")
    return is_saved, is_accepted


def _decide(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, place: int, person: str) -> None:
    one, now, account = quiz.items[place], resources.now(), access.account_id()
    item, state = one.item, one.item.state
    why = _reason(kept, place) if (state, Step.REJECT) in ALLOWED else ""
    can_edit = (state, Step.EDIT) in ALLOWED
    if can_edit and is_edited(item):
        wording_head(item)
    reason = ""
    # Enter in a field must not press the first button of the form, which accepts.
    with st.form(f"decide-{kept.id}-{item.id}", enter_to_submit=False, border=False):
        if can_edit and is_edited(item):
            wording_fields(item)
        if item.needs_a_person and state in TO_ACCEPT:
            reason = st.text_input("How you decided the open question", key=f"decided-{kept.id}-{item.id}")
        is_saved, is_accepted = _row(store, kept, place, quiz)
    if can_edit:
        propose_wording(item, stem_key(item))
    if why:
        event = Event(Step.REJECT, person, now, why, account)
        _change(store, kept, quiz, lambda found: found.step(place, event), place)
    if is_accepted:
        _unless_unsaved(item)
        said = resources.guide().mask(reason.strip())
        _change(store, kept, quiz, lambda found: found.accept(place, person, now, said, account), place)
    if is_saved:
        _change(
            store, kept, quiz, lambda found: found.edit(place, unmasked(typed(item), item), person, now, account), place
        )


def _unless_unsaved(item: QuizItem) -> None:
    """Draw the page anew, with a word why, where something typed for the item is not saved."""
    if is_unsaved(item):
        quiz_saying.say(UNSAVED, is_warning=True)
        st.rerun()


def _other_ways(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, place: int, person: str) -> None:
    """Draw what is seldom done: put another item in the place of one, look at one again."""
    item, now, account = quiz.items[place].item, resources.now(), access.account_id()
    if is_asked_for(quiz, place):
        _change(store, kept, quiz, lambda found: replaced(found, place, person, account), place, REPLACED)
    if (item.state, Step.REOPEN) in ALLOWED and st.button("Look at it again"):
        index = resources.guide().store.snapshot()
        texts, corpus = texts_now([item], index), index.corpus_sha256
        _change(store, kept, quiz, lambda found: found.reopen(place, person, now, texts, corpus, account), place)


def _ask_why(kept: KeptQuiz, place: int, item: QuizItem) -> None:
    if is_unsaved(item):
        quiz_saying.say(UNSAVED, is_warning=True)
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
    """Take a step and go to the next item that waits; a refused step leaves everything as it was and says why.

    said: of a change that is no step; the item is still looked at after it.
    """
    try:
        changed = change(quiz)
        store.change(kept, changed.to_json())
    except GuideError as error:
        quiz_saying.say(str(error), is_warning=True)
        st.rerun()
    if said:
        quiz_saying.say(said)
        st.rerun()
    last = changed.items[place].history[-1]
    following = changed.next_waiting(place, last.by, last.account)
    quiz_saying.say(f"{_said(changed, place, last)} {_next_words(changed) if following is None else ''}".strip())
    if last.step not in (Step.EDIT, Step.REOPEN) and following is not None:
        _go_to(kept, following)
    st.rerun()


def _next_words(quiz: UnderReview) -> str:
    """Return what is next when no item waits for the person who decided."""
    if is_decided(quiz) and quiz.states.get(ReviewState.APPROVED):
        return ALL_DECIDED.format(publish=publish_words(quiz))
    return NONE_WAITS


def _said(quiz: UnderReview, place: int, last: Event) -> str:
    """Return what a step did to an item."""
    if last.step is Step.EDIT:
        return f"Saved. Item {place + 1} is a draft again: accept it when you have read it."
    if last.step is Step.SUBMIT:
        return f"{SENT} {OR_ALONE}" if quiz.can_be_alone(last.by, last.account) else SENT
    can_replace = last.step is Step.REJECT and quiz.has_room
    return f"Item {place + 1} is {plain(quiz.items[place].item.state)}.{OR_REPLACE if can_replace else ''}"
