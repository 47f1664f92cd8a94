"""The line under an answer while a language model is asked: what goes where, a stop button, a look for the end."""

from __future__ import annotations

import json

import streamlit as st

from guide.keeping.conversations import Turn
from guide.types import Answer, Question
from ui import resources, session
from ui.markup import Markup, tag
from ui.region import Arrival

STOP = "stop-model"
LOOK_EVERY_S = 0.4


def keep_and_ask(turn: Turn, answer: Answer, asked: Question) -> Turn:
    """Keep a turn, and ask the language model about it if one is set. Returns before the model answers.

    asked: without personal data.
    """
    parts = resources.model_parts()
    if parts is None:
        return session.keep(turn)
    kept = session.keep(parts.before(turn, answer, asked))
    parts.start(session.conversation(), kept, answer, asked)
    return kept


def waits() -> frozenset[int]:
    """Return the numbers of this conversation's turns that a model is being asked about."""
    parts = resources.model_parts()
    return parts.waiting_in(session.conversation()) if parts else frozenset()


def waiting(turn: Turn, waits: frozenset[int]) -> Markup | None:
    """Return the line with its stop button for a turn that a model is being asked about, None for another."""
    parts = resources.model_parts()
    if parts is None or turn.number not in waits:
        return None
    pressed = json.dumps({"act": STOP, "turn": str(turn.number)})
    stop = tag("button", "Stop", type="button", data_send=pressed, aria_label="Stop the language model")
    line = parts.waiting_line(session.conversation(), turn.number)
    return tag("div", tag("p", line, class_="model-line"), stop, class_="model-waiting") if line else None


@st.fragment(run_every=LOOK_EVERY_S)
def watch(waited: frozenset[int]) -> None:
    """Look now and then whether the model is done, and draw the page once it is. Shows nothing itself."""
    done = waited - waits()
    if done:
        _announce(max(done))
        st.rerun(scope="app")


def stop(turn: str) -> None:
    """Stop waiting for the model and draw the page with the quotations."""
    parts = resources.model_parts()
    if parts and turn.isascii() and turn.isdigit():
        parts.stop(session.conversation(), int(turn))
        _announce(int(turn))
    st.rerun()


def _announce(number: int) -> None:
    """Have the next run read out the line that now stands under the answer. Focus and scrolling stay where they are."""
    part = next((turn.model for turn in session.turns() if turn.number == number), None)
    if part:
        session.announce(Arrival(f"model-{number}", say=part.notice))
