"""A rejected item's way out of a quiz: another one is put in its place."""

from __future__ import annotations

import streamlit as st

from quiz.replacing import another
from quiz.reviewing import ReviewRefused
from quiz.services import AsOf
from quiz.types import ReviewState
from quiz.under_review import UnderReview
from ui import resources

REPLACE = "Put another item in its place"
REPLACED = "Another item stands in its place, as a draft. The rejected one is the last item now."
NONE_LEFT = "No other item passes every rule for what this quiz was built for. Build one with other choices."


def is_asked_for(quiz: UnderReview, place: int) -> bool:
    """Draw the button below a rejected item, while the quiz has fewer items than it was built for."""
    is_gone = quiz.items[place].item.state is ReviewState.REJECTED
    return is_gone and quiz.has_room and st.button(REPLACE, type="primary")


def replaced(quiz: UnderReview, place: int, person: str, account: str) -> UnderReview:
    """Return the quiz with the next item by its own choices in a place. Raises ReviewRefused where there is none."""
    guide, items = resources.guide(), [one.item for one in quiz.items]
    as_of = AsOf(resources.now().date(), resources.number_reports().all())
    with st.spinner("Making another item"):
        wanted = quiz.wanted
        found = another(guide.store, guide.embedder, wanted, items, items[place], as_of) if wanted else None
    if found is None:
        raise ReviewRefused(NONE_LEFT)
    return quiz.replaced(place, found, person, guide.store.corpus_sha256, account)
