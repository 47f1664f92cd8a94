"""Test sets: choose or begin one, see its cases, review, retire and draft; bring a table in and take one out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import GuideError
from ui import access, resources, signing_in
from ui.chat import Go
from ui.in_words import counted
from ui.markup import Markup, tag
from ui.region import FOLDER, Arrival, region

if TYPE_CHECKING:
    from evaluation.cases import Case
    from evaluation.own_sets import OwnSets

LEAD = "Write questions with what a right reply quotes. Every case stays a draft until a named person reviews it."
BEGIN = "Choose a set, or type the name of a new one."
STYLES = FOLDER / "trainer.css"
NEW = ""
"""The choice of a case that is not written yet."""


def show(go: Go) -> None:
    """Draw the page: the set, one case in the editor, then tables in and out and what became of the gold."""
    # The evaluator loads libraries of its own, which no other page needs.
    from evaluation.own_sets import OwnSets, set_name, unreviewed
    from ui import case_editor, case_tables

    st.html(STYLES)
    st.html(tag("div", tag("h1", "Test sets"), tag("p", LEAD, class_="lead"), class_="guide"))
    back = tag("button", "Back to Evaluation", type="button", data_send=json.dumps({"act": "go"}))
    if region(tag("div", back, class_="tools"), key="sets-back").act:
        go("evaluation", {})
    if not signing_in.may_rate():
        return
    sets = OwnSets(resources.settings().data)
    typed = st.selectbox(
        "Test set", sets.names(), index=None, accept_new_options=True, placeholder=BEGIN, key="set_chosen"
    )
    if not typed:
        region(tag("p", BEGIN), key="no-set")
        return
    name = set_name(resources.guide().mask(typed))
    case_set = sets.read(name)
    waiting = len(unreviewed(case_set.cases))
    said = st.session_state.pop("cases_said", "")
    counts = f"{counted(len(case_set.active), 'case')} in use, {waiting} not reviewed, "
    counts += f"{len(case_set.cases) - len(case_set.active)} retired."
    serial = st.session_state.get("case_serial", 0)
    arrival = Arrival(f"set-{serial}-{said}", focus="set-counts", say=said) if said else None
    region(
        tag("div", tag("p", f"{said} {counts}".strip(), id="set-counts", tabindex="-1")),
        key="set-counts",
        arrival=arrival,
    )
    by_id = {case.id: case for case in case_set.cases}
    chosen = st.selectbox(
        "Case", (NEW, *by_id), format_func=lambda key: _called(by_id.get(key)), key=f"case_chosen-{serial}-{name}"
    )
    case = by_id.get(chosen)
    if case is not None:
        _decide(sets, name, case.id)
    case_editor.edit(sets, name, case)
    case_tables.show(sets, name)


def _called(case: Case | None) -> str:
    if case is None:
        return "New case"
    state = "retired" if case.retired else f"reviewed by {case.reviewer}" if case.reviewer else "not reviewed"
    return f"{case.id}: {case.question[:80]} ({state})"


def _decide(sets: OwnSets, name: str, case_id: str) -> None:
    """Offer to mark a case as reviewed by a named person, and to retire it or bring it back."""
    case = next(case for case in sets.read(name).cases if case.id == case_id)
    today = resources.now().date().isoformat()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        person = access.named("Reviewer's name (as typed, nobody checks it)")
        is_marked = st.button("Mark as reviewed", shortcut="Alt+M", disabled=case.reviewer is not None)
        is_moved = st.button("Bring back" if case.retired else "Retire")
    try:
        if is_marked:
            sets.mark_reviewed(name, case_id, person, today)
            st.session_state["person"] = person.strip()
            _said(f"{case_id} is reviewed by {person.strip()}.")
        if is_moved:
            sets.keep(name, (replace(case, retired=not case.retired),), today)
            _said(f"{case_id} is {'in use again' if case.retired else 'retired: it is kept and no longer asked'}.")
    except GuideError as error:
        region(_problem(str(error)), key="review-problem")


def _said(words: str) -> None:
    st.session_state["cases_said"] = words
    st.session_state["case_serial"] = st.session_state.get("case_serial", 0) + 1
    st.rerun()


def _problem(words: str) -> Markup:
    return tag("p", words, class_="caution", role="alert")
