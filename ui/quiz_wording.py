"""The fields in which a reviewer changes an item's words, and whether what stands in them is saved."""

from __future__ import annotations

import streamlit as st

from quiz.editing import Wording
from quiz.reviewing import ReviewRefused
from quiz.types import QuizItem
from ui import resources

UNSAVED = "Save the changed words first, or undo them."
UNDO = "Undo the changes"


def wording_fields(item: QuizItem) -> None:
    """Draw a field for each text of an item, with what was typed so far."""
    st.text_area("Question", key=_kept(item, "stem", item.stem))
    st.text_area("Why the answer is right", key=_kept(item, "why", item.why))
    for number, option in enumerate(item.options, start=1):
        sign = "right" if option.is_right else "wrong"
        st.text_input(f"Answer {number} ({sign})", key=_kept(item, f"text-{number}", option.text))
        st.text_area(f"Why answer {number} is {sign}", key=_kept(item, f"why-{number}", option.why))


def stem_key(item: QuizItem) -> str:
    """Return the key of the field for the question."""
    return _key(item, "stem")


def typed(item: QuizItem) -> Wording:
    """Return what stands in the fields; the item's own words where none are drawn."""
    options = tuple(
        (_text(item, f"text-{number}", option.text), _text(item, f"why-{number}", option.why))
        for number, option in enumerate(item.options, start=1)
    )
    return Wording(_text(item, "stem", item.stem), _text(item, "why", item.why), options)


def is_unsaved(item: QuizItem) -> bool:
    """Say whether words are typed that the item does not have."""
    return typed(item).tidied() != Wording.of(item).tidied()


def undo(item: QuizItem) -> None:
    """Put the item's own words back into the fields. For a button's callback: drawn fields cannot be changed."""
    st.session_state[_key(item, "stem")] = item.stem
    st.session_state[_key(item, "why")] = item.why
    for number, option in enumerate(item.options, start=1):
        st.session_state[_key(item, f"text-{number}")] = option.text
        st.session_state[_key(item, f"why-{number}")] = option.why


def unmasked(wording: Wording, before: QuizItem) -> Wording:
    """Return the wording if no changed text of it holds personal data. Raises ReviewRefused."""
    mask = resources.guide().mask
    for text in set(wording.texts) - set(Wording.of(before).texts):
        if mask(text) != text:
            raise ReviewRefused(f"This looks like personal data and is not kept: {mask(text)}")
    return wording


def _key(item: QuizItem, name: str) -> str:
    return f"{item.id}-word-{name}"


def _kept(item: QuizItem, name: str, text: str) -> str:
    # Without a default of its own a field can be filled by a proposal or an undo.
    st.session_state.setdefault(_key(item, name), text)
    return _key(item, name)


def _text(item: QuizItem, name: str, text: str) -> str:
    return str(st.session_state.get(_key(item, name), text))
