"""One case of a test set, added or changed: its question in words, its gold by pointing at a document or a record."""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from evaluation.case_form import Written
from evaluation.cases import ALERTS, EXPECT, GRADES, Case, CaseSet
from evaluation.masking import masked_case, visible_case
from evaluation.own_sets import OwnSets, new_id
from guide.errors import GuideError
from guide.types import Status
from ui import access, case_drafts, kept_drafts, resources
from ui.case_pointing import called, pathway_titles, point
from ui.markup import tag
from ui.region import Arrival, region

QUESTION = "Question, as a person would type it"
FIRST_AUDIENCES = ("front desk", "housing", "schools", "CCTV control room")
ACCEPTED = tuple(status.value for status in Status if status is not Status.FAILED)
BEGUN = Case("new", "plan-fact", "?", "answer")
"""What a new case is made from: its fields that no form has."""
AUTHOR = "case_author"
NO_QUESTION = "Type the question first."
ANYTHING = "Not saved: any answer would pass. Tick the words that answer it, or choose what a right reply is."
PERSONAL = "Not saved: this holds what looks like personal data ({found}). Write it without, such as “a resident”."
UNSAVED = "Not saved yet. It stays here while you look at other cases, and after a reload, without personal data."
OTHER = "Somebody changed this case since you began. Saving yours takes the place of theirs."
MASKED = re.compile(r"\[[a-zA-Z][a-zA-Z -]*\]")


def edit(sets: OwnSets, name: str, case_set: CaseSet, case: Case | None) -> None:
    """Draw the editor with what was typed for this case. The document stays open from one case to the next."""
    place = case_drafts.place_of(name, case.id if case else "")
    saved = Written.of(case) if case else Written.after(case_set.cases[-1] if case_set.cases else None)
    case_drafts.opened(place, saved)
    # On a narrow screen the first column comes first: the words are pointed at before the case is saved.
    document, form = st.columns(2)
    with document:
        point(place)
    with form, st.container(key="case-writing"):
        # On a narrow screen the head of the page, where this stands as well, is far above. The place is always there.
        st.html(tag("div", tag("p", st.session_state.pop("case_saved", ""), class_="done saved-here"), class_="guide"))
        _fields(place, case_set, case)
        _save_row(sets, name, place, case, saved)


def _fields(place: str, case_set: CaseSet, case: Case | None) -> None:
    """Draw the fields. None of them draws the page again by itself: what they hold is sent with the next press."""
    _text(place, "question", QUESTION)
    kind, grade = st.columns(2)
    kind.selectbox("What a right reply is", EXPECT, key=case_drafts.field(place, "expect"), on_change="ignore")
    grades = tuple(sorted(GRADES, reverse=True))
    grade.selectbox(
        "How bad a failure is",
        grades,
        format_func=lambda each: f"{each}: {GRADES[each]}",
        key=case_drafts.field(place, "grade"),
        on_change="ignore",
    )
    words = st.columns((5, 4, 4))
    cases = case_set.cases
    _suggested(words[0], place, "category", "Kind", {one.category for one in cases})
    _suggested(words[1], place, "theme", "Theme", {one.theme for one in cases})
    _suggested(words[2], place, "audience", "Audience", {one.audience for one in cases} | set(FIRST_AUDIENCES))
    known = {each for one in cases for each in one.tags} | set(case_drafts.draft(place).now.tags)
    st.multiselect(
        "Tags", sorted(known), key=case_drafts.field(place, "tags"), accept_new_options=True, on_change="ignore"
    )
    _text(
        place,
        "key_points",
        "Key points of a right reply, in your own words, one a line",
        "Other wordings stand behind ||. Begin a line with ? where the point is good to have, not needed.",
    )
    with st.expander("Earlier questions, alerts, words to say or never to say, lists, whole answers, note"):
        _further(place, case)


def _further(place: str, case: Case | None) -> None:
    pathways = pathway_titles(resources.guide().store)
    _text(place, "earlier", "Earlier questions of the same person, one a line")
    _many(place, "alerts", "Alerts that must be shown", ALERTS)
    _many(place, "accept", "Also right, beside what is chosen above", ACCEPTED)
    kept = case.any_pathways if case else ()
    st.multiselect(
        "Pathways of which one is enough",
        tuple(dict.fromkeys((*pathways, *kept))),
        format_func=lambda each: called(pathways, each),
        key=case_drafts.field(place, "any_pathways"),
        on_change="ignore",
    )
    st.checkbox(
        "What is ticked is a list of which every item must be shown",
        key=case_drafts.field(place, "is_list"),
        on_change="ignore",
    )
    _text(place, "references", "Whole right answers, with an empty line between two")
    label = "Name of the group, where the same is asked in other words"
    st.text_input(label, key=case_drafts.field(place, "group"), on_change="ignore")
    _text(place, "must_say", "Must say, one a line")
    _text(place, "must_not_say", "Must not say, one a line")
    _text(place, "note", "Note")


def _save_row(sets: OwnSets, name: str, place: str, case: Case | None, saved: Written) -> None:
    """Draw who writes, what saves, and what became of the last press."""
    access.person(st.container(), "Your name (as typed, nobody checks it)", key=AUTHOR)
    draft = case_drafts.draft(place)
    with st.container(horizontal=True):
        st.button(
            "Save this case", type="primary", shortcut="Alt+S", on_click=_save, args=(sets, name, place, case)
        )  # fmt: skip
        if draft.is_unsaved:
            st.button("Undo the changes" if case else "Empty the form", on_click=_undo, args=(place, saved))
    problem = st.session_state.pop("case_problem", "")
    if problem:
        serial = st.session_state["case_problems"]
        region(
            tag("p", problem, id="case-problem", class_="caution", tabindex="-1"),
            key="case-problem",
            arrival=Arrival(f"case-problem-{serial}", focus="case-problem", say=problem),
        )
    elif draft.is_unsaved:
        words = kept_drafts.problem() or (OTHER if draft.base != saved else UNSAVED)
        region(tag("p", words, class_="quiet"), key="case-unsaved")


def _save(sets: OwnSets, name: str, place: str, case: Case | None) -> None:
    """Keep what the form holds and empty it for the next case, or say what is wrong. For a button's callback."""
    case_drafts.keep_typed()
    written = case_drafts.draft(place).now
    author = access.typed(AUTHOR)
    try:
        if not written.question.strip():
            raise ValueError(NO_QUESTION)
        case_set = sets.read(name)
        old = case or replace(BEGUN, id=new_id(case_set, name))
        made = visible_case(replace(written.case(old), author=old.author or author, origin=old.origin or "human"))
        _expect_nobody(made)
        if made.passes_with_anything:
            raise ValueError(ANYTHING)
        sets.keep(name, (made,), resources.now().date().isoformat())
    except (GuideError, ValueError) as error:
        st.session_state["case_problems"] = st.session_state.get("case_problems", 0) + 1
        st.session_state["case_problem"] = str(error)
        return
    st.session_state["person"] = author
    case_drafts.put(place, Written.of(made) if case else Written.after(made))
    st.session_state["case_serial"] = st.session_state.get("case_serial", 0) + 1
    st.session_state["cases_said"] = st.session_state["case_saved"] = f"Saved: {made.id}. Nobody has reviewed it yet."
    st.session_state["cases_field"] = "" if case else QUESTION


def _undo(place: str, saved: Written) -> None:
    case_drafts.keep_typed()
    case_drafts.put(place, saved)


def _expect_nobody(case: Case) -> None:
    """Raise ValueError if the case holds personal data: a test set is kept for good and handed round."""
    masked = masked_case(case, resources.guide().mask)
    if masked != case:
        found = sorted({*MASKED.findall(repr(masked))} - {*MASKED.findall(repr(case))}) or ["a name or number"]
        raise ValueError(PERSONAL.format(found=", ".join(found)))


def _text(place: str, name: str, label: str, more: str | None = None) -> None:
    st.text_area(label, height=80, help=more, key=case_drafts.field(place, name), on_change="ignore")


def _many(place: str, name: str, label: str, options: tuple[str, ...]) -> None:
    st.multiselect(label, options, key=case_drafts.field(place, name), on_change="ignore")


def _suggested(where: st.delta_generator.DeltaGenerator, place: str, name: str, label: str, options: set[str]) -> None:
    """Draw a list that takes new words too. options: those of the other cases."""
    key = case_drafts.field(place, name)
    listed = sorted({*options, str(st.session_state[key] or "")} - {""})
    where.selectbox(
        label, listed, key=key, index=None, accept_new_options=True, placeholder="Choose or type", on_change="ignore"
    )
