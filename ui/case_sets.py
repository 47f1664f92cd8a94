"""Test sets: choose or begin one, see its cases, review, retire and draft; bring a table in and take one out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import GuideError
from ui import access, case_drafts, case_links, resources, signing_in
from ui.chat import Go
from ui.in_words import counted
from ui.markup import Markup, tag
from ui.region import FOLDER, Arrival, region

if TYPE_CHECKING:
    from evaluation.cases import Case, CaseSet
    from evaluation.own_sets import OwnSets

LEAD = "Write questions with what a right reply quotes. Every case stays a draft until a named person reviews it."
BEGIN = "Choose a set, or type the name of a new one."
UNSAVED = "Save the words you changed first, or undo them: only what is saved can be reviewed."
NOT_THERE = "The set no longer holds the case {name}. Choose another."
NONE_WAITS = "No other case waits for a review."
STYLES = FOLDER / "trainer.css"
REVIEWER = "case_reviewer"
SET, CASE = "set", case_links.CASE
"""Stand in the address of the page: what is open, so that a link and a reload lead to it."""
KEEP_EVERY_S = 3.0
NEW = ""
"""The choice of a case that is not written yet."""


def show(go: Go) -> None:
    """Draw the page: the set, one case in the editor, then tables in and out and what became of the gold."""
    # The evaluator loads libraries of its own, which no other page needs.
    from evaluation.own_sets import OwnSets, set_name

    st.html(STYLES)
    st.html(tag("div", tag("h1", "Test sets"), tag("p", LEAD, class_="lead"), class_="guide"))
    left = case_links.run_left()
    other = tag("button", "Back to Evaluation", type="button", data_send=json.dumps({"act": "go"}))
    if region(tag("div", case_links.back_button() if left else other, class_="tools"), key="sets-back").act:
        go("evaluation", left)
    if not signing_in.may_rate():
        return
    sets = OwnSets(resources.settings().data)
    _follow_address()
    typed = st.selectbox(
        "Test set", sets.names(), index=None, accept_new_options=True, placeholder="Choose or type", key="set_chosen"
    )
    if not typed:
        region(tag("p", BEGIN), key="no-set")
        return
    _bench(sets, set_name(resources.guide().mask(typed)))


def _follow_address() -> None:
    """Open the set and the case that the address names, once; without one, the set that was open in this window."""
    named = (st.query_params.get(SET, ""), st.query_params.get(CASE, NEW))
    if named[0] and named != st.session_state.get("set_open"):
        st.session_state["set_open"] = named
        st.session_state["set_chosen"], st.session_state[_key(named[0])] = named
    if "set_chosen" not in st.session_state and "set_open" in st.session_state:
        st.session_state["set_chosen"], st.session_state[_key(st.session_state["set_open"][0])] = st.session_state[
            "set_open"
        ]


def _keep_address(name: str, case_id: str) -> None:
    st.session_state["set_open"] = (name, case_id)
    for key, value in ((SET, name), (CASE, case_id)):
        if value and st.query_params.get(key) != value:
            st.query_params[key] = value
        elif not value and key in st.query_params:
            del st.query_params[key]


@st.fragment
def _bench(sets: OwnSets, name: str) -> None:
    """Draw the set. What is pressed here draws this part again and not the frame of the page."""
    from ui import case_editor, case_tables, kept_drafts

    kept_drafts.bring_back()
    case_drafts.keep_typed()
    case_set = sets.read(name)
    # Places that are always there: what comes and goes above a field would otherwise draw it anew, without its focus.
    counts_at, chosen_at, review_at, editor_at, tables_at = (st.container() for _ in range(5))
    with counts_at:
        _counts(case_set)
    with chosen_at:
        case = _chosen(name, case_set)
    with review_at:
        if case is not None:
            _decide(sets, name, case, case_set)
    with editor_at:
        case_editor.edit(sets, name, case_set, case)
    with tables_at:
        case_tables.show(sets, name)
    kept_drafts.keep()
    _keep_what_is_typed()


@st.fragment(run_every=KEEP_EVERY_S)
def _keep_what_is_typed() -> None:
    """Take up what stands in the fields, although nobody presses anything. Draws nothing."""
    from ui import kept_drafts

    case_drafts.keep_typed()
    kept_drafts.keep()


def _counts(case_set: CaseSet) -> None:
    from evaluation.own_sets import unreviewed

    waiting = len(unreviewed(case_set.cases))
    said = st.session_state.pop("cases_said", "")
    counts = f"{counted(len(case_set.active), 'case')} in use, {waiting} not reviewed, "
    counts += f"{len(case_set.cases) - len(case_set.active)} retired."
    field = st.session_state.pop("cases_field", "")
    arrival = Arrival(
        f"set-{st.session_state.get('case_serial', 0)}-{said}",
        focus="" if field else "set-counts",
        say=said,
        field=field,
    )
    region(
        tag("div", tag("p", f"{said} {counts}".strip(), id="set-counts", tabindex="-1")),
        key="set-counts",
        arrival=arrival if said else None,
    )


def _chosen(name: str, case_set: CaseSet) -> Case | None:
    """Draw the choice of a case and return it, None for a new one."""
    by_id = {case.id: case for case in case_set.cases}

    def called(case_id: str) -> str:
        mark = ", words not saved" if case_drafts.is_unsaved(case_drafts.place_of(name, case_id)) else ""
        return f"{_called(by_id.get(case_id))}{mark}"

    shown: dict[str, str] = st.session_state.setdefault(f"case_labels-{name}", {})
    wanted = st.session_state.get(_key(name), NEW)
    # The browser names an option by its words. Where they changed since, what arrives are the words of before.
    meant = wanted if wanted in ("", *by_id) else shown.get(wanted, wanted)
    if meant not in ("", *by_id):
        region(_problem(NOT_THERE.format(name=meant)), key="not-there")
        meant = NEW
    if meant != wanted or called(meant) != st.session_state.get(f"case_label-{name}"):
        st.session_state[_key(name)] = meant
    st.session_state[f"case_label-{name}"] = called(meant)
    shown.update({called(each): each for each in (NEW, *by_id)})
    st.session_state.setdefault(_key(name), meant)
    chosen = st.selectbox("Case", (NEW, *by_id), format_func=called, key=_key(name))
    _keep_address(name, chosen)
    return by_id.get(chosen)


def _key(name: str) -> str:
    return f"case_chosen-{name}"


def _called(case: Case | None) -> str:
    if case is None:
        return "New case"
    state = "retired" if case.retired else f"reviewed by {case.reviewer}" if case.reviewer else "not reviewed"
    return f"{case.id}: {case.question[:80]} ({state})"


def _decide(sets: OwnSets, name: str, case: Case, case_set: CaseSet) -> None:
    """Offer to mark a case as reviewed by a named person, and to retire it or bring it back."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        access.person(st.container(), "Reviewer's name (as typed, nobody checks it)", key=REVIEWER)
        following = _next_unreviewed(case_set.cases, case.id)
        st.button(
            "Mark as reviewed",
            shortcut="Alt+M",
            disabled=case.reviewer is not None,
            on_click=_review,
            args=(sets, name, case.id, following),
        )
        words = "Bring back" if case.retired else "Retire"
        st.button(words, on_click=_move, args=(sets, name, case))
    problem = st.session_state.pop("review_problem", "")
    if problem:
        serial = st.session_state["case_problems"] = st.session_state.get("case_problems", 0) + 1
        arrival = Arrival(f"review-problem-{serial}", focus="review-problem", say=problem)
        words = tag("p", problem, id="review-problem", class_="caution", tabindex="-1")
        region(words, key="review-problem", arrival=arrival)


def _next_unreviewed(cases: Sequence[Case], case_id: str) -> str:
    """Return the next case that waits for a review, from the first again after the last; the new case without one."""
    from evaluation.own_sets import unreviewed

    names = [case.id for case in cases]
    at = names.index(case_id)
    waiting = {case.id for case in unreviewed(cases)} - {case_id}
    return next((each for each in (*names[at + 1 :], *names[:at]) if each in waiting), NEW)


def _review(sets: OwnSets, name: str, case_id: str, following: str) -> None:
    """Write who reviewed a case and open the next one that waits. For a button's callback."""
    case_drafts.keep_typed()
    person = access.typed(REVIEWER)
    try:
        if case_drafts.is_unsaved(case_drafts.place_of(name, case_id)):
            raise ValueError(UNSAVED)
        sets.mark_reviewed(name, case_id, person, resources.now().date().isoformat())
    except (GuideError, ValueError) as error:
        st.session_state["review_problem"] = str(error)
        return
    st.session_state["person"] = person
    st.session_state[_key(name)] = following
    _said(f"{case_id} is reviewed by {person}. {f'Next: {following}.' if following else NONE_WAITS}")


def _move(sets: OwnSets, name: str, case: Case) -> None:
    """Retire a case or bring it back. For a button's callback."""
    try:
        sets.keep(name, (replace(case, retired=not case.retired),), resources.now().date().isoformat())
    except GuideError as error:
        st.session_state["review_problem"] = str(error)
        return
    _said(f"{case.id} is {'in use again' if case.retired else 'retired: it is kept and no longer asked'}.")


def _said(words: str) -> None:
    st.session_state["cases_said"] = words
    st.session_state["case_serial"] = st.session_state.get("case_serial", 0) + 1


def _problem(words: str) -> Markup:
    return tag("p", words, class_="caution", role="alert")
