"""Which conversation this browser tab is in: its id stands in the address, its turns in the store."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from guide.errors import StoreError
from guide.keeping.conversations import Turn
from ui import access, resources
from ui.region import Arrival

PARAMETER = "c"
WORKINGS = "how"
"""Stands in the address while answers are shown with how they were found."""
QUIZ = ("quiz", "attempt")
"""Stands in the address of a quiz in progress, and of the chat that was opened from it, for the way back."""
NOT_KEPT = "This conversation is locked or no longer kept. Start a new one below."
NOT_SAVED = (
    "This answer could not be saved, so it is gone after a reload. Copy it if you need it. "
    "Tell your administrator: the disk may be full."
)
NOT_READ = "Earlier questions cannot be read at the moment. You can still ask. Tell your administrator."


def follow_address() -> None:
    """Take the conversation from the address. Without one this tab goes on with its own."""
    in_address = st.query_params.get(PARAMETER)
    if in_address and in_address != st.session_state.get("conversation"):
        _enter(in_address)


def address_words() -> dict[str, str]:
    """Return what every link inside the guide carries, so that another page knows the conversation."""
    kept = st.session_state.get("conversation")
    return ({PARAMETER: kept} if kept else {}) | workings_words()


def workings_words() -> dict[str, str]:
    """Return what keeps in the address that answers are shown with how they were found; nothing while they are not."""
    return {WORKINGS: "1"} if shows_workings() else {}


def shows_workings() -> bool:
    """Say whether answers are shown with how they were found: only to those who may, whatever the address says."""
    return st.query_params.get(WORKINGS) == "1" and may_see_workings()


def may_see_workings() -> bool:
    """Say whether this visitor looks after documents and cases: the rule of editing. Staff get words."""
    return not access.access().refusal


def turn_workings() -> None:
    """Switch on or off that answers are shown with how they were found."""
    if shows_workings():
        del st.query_params[WORKINGS]
    else:
        st.query_params[WORKINGS] = "1"


def _enter(conversation_id: str) -> None:
    try:
        is_open = resources.conversations().is_open(conversation_id)
    except StoreError:
        _note(NOT_READ)
        return
    if is_open:
        st.session_state["conversation"] = conversation_id
        st.session_state["unsaved"] = ()
    else:
        leave()
        _note(NOT_KEPT)


def conversation() -> str:
    """Return the id of this tab's conversation, "" before the first question."""
    return str(st.session_state.get("conversation") or "")


def turns() -> tuple[Turn, ...]:
    """Return the turns of this tab's conversation, oldest first, those that could not be saved last."""
    unsaved: tuple[Turn, ...] = st.session_state.get("unsaved", ())
    conversation_id = st.session_state.get("conversation")
    if not conversation_id:
        return unsaved
    try:
        store = resources.conversations()
        if not store.is_open(conversation_id):
            leave()
            _note(NOT_KEPT)
            return ()
        return (*store.turns(conversation_id), *unsaved)
    except StoreError:
        _note(NOT_READ)
        return unsaved


def keep(turn: Turn) -> Turn:
    """Store a turn, beginning a conversation with the first. If that fails, keep it in this tab and say so."""
    try:
        store = resources.conversations()
        conversation_id = st.session_state.get("conversation")
        if not conversation_id:
            resources.keep_to_life()
            store.purge(turn.asked_at - timedelta(days=resources.settings().retention_days))
            conversation_id = store.begin(turn.asked_at)
            st.session_state["conversation"] = conversation_id
            st.query_params[PARAMETER] = conversation_id
        return store.append(conversation_id, turn)
    except (StoreError, KeyError):
        st.session_state["unsaved"] = (*st.session_state.get("unsaved", ()), turn)
        _note(NOT_SAVED)
        return turn


def leave() -> None:
    """Leave the conversation: the next question begins another. The address loses its id."""
    for name in ("conversation", "unsaved", "arrival", "note"):
        st.session_state.pop(name, None)
    st.query_params.clear()


def lock() -> None:
    """Close the conversation for good, so that going back in the browser shows nothing, and leave it.

    Cases of test sets that are not saved go too.
    """
    conversation_id = st.session_state.get("conversation")
    try:
        if conversation_id:
            resources.conversations().lock(conversation_id, resources.now())
    finally:
        leave()
        from ui import kept_drafts  # it loads the evaluator, which only this press and the page of test sets need

        kept_drafts.forget()


def announce(arrival: Arrival) -> None:
    """Have the next run bring something into view and say it, once."""
    st.session_state["arrival"] = arrival


def arrival() -> Arrival | None:
    """Return what the page has to announce in this run, if anything."""
    found: Arrival | None = st.session_state.pop("arrival", None)
    return found


def answered() -> int:
    """Return how many questions this tab has had answered."""
    return int(st.session_state.get("answered", 0))


def count_answer(keep_typed: bool) -> None:
    """Note that a question was answered. keep_typed: leave the text in the box, as it has to be shortened."""
    st.session_state["answered"] = answered() + 1
    st.session_state["keep_typed"] = keep_typed


def keeps_typed() -> bool:
    """Say whether the text stays in the question box."""
    return bool(st.session_state.get("keep_typed", False))


def quiz_left() -> dict[str, str]:
    """Return what the address holds of the quiz that was left for the chat; nothing without one."""
    return {name: st.query_params[name] for name in QUIZ if name in st.query_params}


def type_once(question: str) -> None:
    """Have the question stand in the box of the Ask page, once, to be asked or changed."""
    st.session_state["to_type"] = question


def to_type() -> str:
    """Return what is to stand in the box, if anything."""
    return str(st.session_state.pop("to_type", ""))


def say_once(sentence: str) -> None:
    """Show one line at the head of the page, until the next question."""
    _note(sentence)


def note() -> str:
    """Return the one line about the conversation's keeping, shown until the next question."""
    return str(st.session_state.pop("note", ""))


def _note(sentence: str) -> None:
    st.session_state["note"] = sentence
