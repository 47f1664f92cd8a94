"""What is typed for a case stays with it in its tab until it is saved, undone or the desk is handed over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st

from evaluation.case_form import Written
from evaluation.cases import Gold
from ui import case_drafts

GOLD = Gold("desk", "9:00")
NEW, OTHER = case_drafts.place_of("mine", ""), case_drafts.place_of("mine", "mine-001")
SAVED = Written(question="Why?", category="fact", tags=("hard",))


@pytest.fixture(autouse=True)
def tab() -> Iterator[None]:
    st.session_state.clear()
    yield
    st.session_state.clear()


def typed(place: str, name: str, value: object) -> None:
    """Do what the toolkit does with a field that a person changed."""
    st.session_state[case_drafts.field(place, name)] = value


def test_each_case_keeps_its_own_words_ticks_and_choices() -> None:
    case_drafts.opened(NEW, Written())
    typed(NEW, "question", "When is it open?")
    typed(NEW, "theme", None)
    typed(NEW, "tags", ["new"])
    case_drafts.keep_typed()
    case_drafts.take(NEW, (GOLD,), ("desk",))
    case_drafts.opened(OTHER, SAVED)
    typed(OTHER, "question", "Why not?")
    case_drafts.keep_typed()
    expected = Written(question="When is it open?", tags=("new",), gold=(GOLD,), pathways=("desk",))
    assert case_drafts.opened(NEW, Written()).now == expected
    assert case_drafts.draft(OTHER).now.question == "Why not?"
    assert case_drafts.is_unsaved(NEW) and case_drafts.is_unsaved(OTHER)


def test_only_space_typed_around_the_words_is_no_change_and_saving_ends_the_draft() -> None:
    case_drafts.opened(OTHER, SAVED)
    typed(OTHER, "question", " Why? ")
    case_drafts.keep_typed()
    assert not case_drafts.is_unsaved(OTHER)
    typed(OTHER, "question", "Why not?")
    case_drafts.keep_typed()
    assert case_drafts.is_unsaved(OTHER)
    case_drafts.put(OTHER, SAVED)
    assert not case_drafts.is_unsaved(OTHER)
    assert st.session_state[case_drafts.key(OTHER, "question")] == "Why?"


def test_a_case_that_somebody_else_changed_is_shown_as_it_is_now_unless_words_are_typed_for_it() -> None:
    now = Written(question="How?")
    case_drafts.opened(OTHER, SAVED)
    assert case_drafts.opened(OTHER, now).now == now
    typed(OTHER, "question", "Mine")
    case_drafts.keep_typed()
    again = case_drafts.opened(OTHER, SAVED)
    assert (again.now.question, again.base) == ("Mine", now)


def test_whoever_comes_next_to_the_desk_finds_no_draft() -> None:
    case_drafts.opened(NEW, Written())
    typed(NEW, "question", "About a resident")
    case_drafts.keep_typed()
    case_drafts.forget()
    assert "About a resident" not in repr(dict(st.session_state))
    assert not case_drafts.is_unsaved(NEW)
    case_drafts.keep_typed()
