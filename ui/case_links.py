"""From a failed case of a run to its question in the chat and to its place in a test set, and back to the run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from ui import session
from ui.markup import Markup, tag
from ui.region import region

if TYPE_CHECKING:
    from evaluation.cases import Case
    from evaluation.own_sets import OwnSets
    from ui.chat import Go

RUN, CASE = "run", "case"
"""Stand in the address of the run page, and of a page that was opened from it, for the way back."""
FOLLOWED = "run_followed"
"""The way back that was taken last; it is taken once."""
EARLIER = "The case asks this first: {questions}"
BACK = "Back to the run"


def failure_id(case_id: str) -> str:
    """Return the id of a failed case on the page of its run."""
    return f"failure-{case_id}"


def link_buttons(case: Case, holder: str) -> Markup:
    """Return the buttons below a failed case. holder: the test set that holds it, empty for a shipped case."""
    offered = [("Ask it in the chat", "chat"), *([("Open the case", "case")] if holder else [])]
    buttons = [
        tag("button", words, type="button", data_send=json.dumps({"act": act, "case": case.id}))
        for words, act in offered
    ]
    return tag("div", buttons, class_="tools")


def holders(sets: OwnSets, title: str) -> dict[str, str]:
    """Return the test set of each case by the case's id. title: the set to prefer where two hold the same id."""
    names = sorted(sets.names(), key=lambda name: name == title)
    return {case.id: name for name in names for case in sets.read(name).cases}


def follow(go: Go, act: Mapping[str, str] | None, run: str, cases: Mapping[str, Case], held: Mapping[str, str]) -> None:
    """Open what a button of `link_buttons` asked for. cases: those that are shown, by id. run: the file of the run."""
    pressed = act or {}
    case = cases.get(pressed.get("case", ""))
    if case is None:
        return
    words = {RUN: run, CASE: case.id}
    st.session_state.pop(FOLLOWED, None)
    if pressed.get("act") == "case" and case.id in held:
        go("test-sets", {"set": held[case.id], **words})
    if pressed.get("act") == "chat":
        # Of its own: asked within a conversation, the question would be read as a follow-up.
        words = {**session.workings_words(), **words}
        session.leave()
        session.type_once(case.question)
        if case.earlier:
            session.say_once(EARLIER.format(questions=" / ".join(case.earlier)))
        go("ask", words)


def way_back(go: Go) -> None:
    """Offer the way back to the run that this page was opened from; nothing where it was opened otherwise."""
    words = run_left()
    if words and region(tag("div", back_button(), class_="tools"), key="run-back").act:
        go("evaluation", words)


def back_button() -> Markup:
    """Return the button of the way back."""
    return tag("button", BACK, type="button", data_send=json.dumps({"act": "run"}))


def run_left() -> dict[str, str]:
    """Return what the address holds of the run that was left; nothing without one."""
    named = {name: st.query_params[name] for name in (RUN, CASE) if name in st.query_params}
    return named if RUN in named else {}
