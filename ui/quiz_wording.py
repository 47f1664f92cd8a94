"""The fields in which a reviewer changes an item's words, and whether what stands in them is saved."""

from __future__ import annotations

import streamlit as st

from quiz.editing import Wording
from quiz.reviewing import ReviewRefused
from quiz.types import QuizItem
from ui import resources
from ui.markup import tag
from ui.region import Arrival, region

UNSAVED = "Save the changed words first, or undo them."
UNDO = "Undo and close"
LEAD = "Change what is wrong, then save it. Which answer is right cannot be changed: reject the item instead."
EDITED, ROUND = "edited-item", "edit-round"


def is_edited(item: QuizItem) -> bool:
    """Say whether the fields are drawn: "Edit" was pressed, or words that are not saved stand in them."""
    return st.session_state.get(EDITED) == item.id or is_unsaved(item)


def begin_edit(item: QuizItem) -> None:
    """Open the fields of an item. For a button's callback."""
    st.session_state[EDITED] = item.id


def wording_head(item: QuizItem) -> None:
    """Draw what stands over the fields: what to do, and room for the browser's own refusal to leave them."""
    held = tag("p", UNSAVED, class_="caution", role="alert", data_unsaved=True, hidden=True)
    shown = tag("div", tag("p", LEAD, id="words", tabindex="-1"), held, class_="arriving")
    region(shown, key="words", arrival=Arrival(f"words-{item.id}", focus="words", say=LEAD))


def wording_fields(item: QuizItem) -> None:
    """Draw a field for each text of an item, with what was typed so far."""
    st.text_area("Question", key=_kept(item, "stem", item.stem))
    st.text_area("Why the answer is right (learners read it)", key=_kept(item, "why", item.why))
    for number, option in enumerate(item.options, start=1):
        sign = "right" if option.is_right else "wrong"
        st.text_input(f"Answer {number} ({sign})", key=_kept(item, f"text-{number}", option.text))
        reason = f"Why answer {number} is {sign} (learners who choose it read it)"
        st.text_area(reason, key=_kept(item, f"why-{number}", option.why))


def own_words(item: QuizItem) -> tuple[str, ...]:
    """Return the item's own words in the order of the fields, to be compared with what stands in them."""
    return Wording.of(item).texts


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


def close_edit() -> None:
    """Close the fields and forget what was typed in them. For a button's callback, or on leaving the item."""
    st.session_state[EDITED] = ""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def unmasked(wording: Wording, before: QuizItem) -> Wording:
    """Return the wording if no changed text of it holds personal data. Raises ReviewRefused."""
    mask = resources.guide().mask
    for text in set(wording.texts) - set(Wording.of(before).texts):
        if mask(text) != text:
            raise ReviewRefused(f"This looks like personal data and is not kept: {mask(text)}")
    return wording


def _key(item: QuizItem, name: str) -> str:
    # Fields that are opened again are others: Streamlit draws a field empty whose words were set while it was away.
    return f"{item.id}-{st.session_state.get(ROUND, 0)}-word-{name}"


def _kept(item: QuizItem, name: str, text: str) -> str:
    # Without a default of its own a field can be filled by a proposal.
    st.session_state.setdefault(_key(item, name), text)
    return _key(item, name)


def _text(item: QuizItem, name: str, text: str) -> str:
    return str(st.session_state.get(_key(item, name), text))
