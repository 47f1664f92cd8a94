"""Handing a quiz out: publish, the learners' link, how it is taken, the session pack, and every export."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from guide.adapters.attempt_store import AttemptStore
from guide.adapters.quiz_store import KeptQuiz, QuizStore
from guide.errors import GuideError
from quiz.marking import PassMark
from quiz.session import ten_of
from quiz.terms import LONGEST_DAYS, Terms
from quiz.types import Quiz, ReviewState
from quiz.under_review import UnderReview
from ui import access, quiz_saying, resources
from ui.chat import Go
from ui.in_words import counted
from ui.markup import Markup, tag
from ui.quiz_attempts import taken_of, usual_of
from ui.quiz_building import LONGEST_TITLE
from ui.quiz_cards import draft_line
from ui.quiz_link import learners_link
from ui.quiz_saying import Said
from ui.region import Arrival, region

SUFFIXES = {
    "gift": ("Moodle GIFT", ".gift", "text/plain"),
    "moodle-xml": ("Moodle XML", ".xml", "application/xml"),
    "scorm12": ("SCORM 1.2 package", ".zip", "application/zip"),
    "kahoot-xlsx": ("Kahoot spreadsheet", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "xlsx": ("Excel workbook", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("CSV table", ".csv", "text/csv"),
    "docx": ("Word, paper and key", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("PDF, paper and key", ".pdf", "application/pdf"),
    "html": ("One practice page (HTML)", ".html", "text/html"),
}
PUBLISHED = "Published: learners get these items now. Send them the link, or choose a format."
CARRIES_ALL = "This format carries everything in these items."
PACK = "for forty minutes in one ZIP: projector page, paper, facilitator's notes, QR code of the link."
NAMES = "Ask for names in the assessment. Learners read on the first screen on which day theirs is deleted."


def hand_out(go: Go, store: QuizStore, kept: KeptQuiz, quiz: UnderReview, said: Said, is_decided: bool) -> None:
    """Draw the ways in which a quiz reaches its learners.

    said: what the last step here did. is_decided: no item waits, so "Publish" stands beside the item.
    """
    learners = quiz.for_learners
    given = f"Learners get {counted(len(learners.items), 'item')}{'' if learners.is_approved else ', marked DRAFT'}."
    buttons = [
        tag("button", "Open as a learner", type="button", data_send=json.dumps({"act": "quiz"})),
        tag("button", "Results", type="button", data_send=json.dumps({"act": "results"})),
    ]
    head = tag("h2", "Hand it out", id="hand-out", tabindex="-1")
    shown = tag("div", head, said.note, tag("p", given), tag("div", buttons, class_="tools"), class_="part arriving")
    arrival = Arrival(f"{kept.id}-{kept.revision}-{said.words}", focus="hand-out", say=said.words)
    act = (region(shown, key="hand-out", arrival=arrival if said.words else None).act or {}).get("act")
    if act in ("quiz", "results"):
        go("quizzes", {act: kept.id})
    waiting = quiz.states.get(ReviewState.APPROVED, 0)
    if not is_decided and st.button(publish_words(quiz), disabled=not waiting):
        publish(store, kept, quiz)
    for_link, for_pack, for_export = st.columns(3)
    with for_export:
        _export(quiz)
    if learners.items:
        with for_link:
            address = learners_link(kept.id)
        with for_pack:
            _pack(kept, learners, address)
    _title(store, kept, quiz)
    _terms(store, kept, quiz)


def publish_words(quiz: UnderReview) -> str:
    """Return what the button says that gives the approved items to learners."""
    return f"Publish the approved items ({quiz.states.get(ReviewState.APPROVED, 0)})"


def publish(store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    """Give the approved items to learners, and say so."""
    person, account = st.session_state.get("person", ""), access.account_id()
    _keep(store, kept, lambda: quiz.publish(person, resources.now(), account), PUBLISHED)


def _keep(store: QuizStore, kept: KeptQuiz, change: Callable[[], UnderReview], said: str) -> None:
    """Keep a changed quiz and say what was done, or why it could not be."""
    try:
        store.change(kept, change().to_json())
        quiz_saying.say(said, of_handing=True)
    except GuideError as error:
        quiz_saying.say(str(error), is_warning=True, of_handing=True)
    st.rerun()


def _title(store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    with st.expander("Change the title"), st.form(f"title-{kept.id}", border=False):
        title = st.text_input("Title (learners and exports show it)", quiz.title, max_chars=LONGEST_TITLE)
        if st.form_submit_button("Save the title"):
            _keep(store, kept, lambda: quiz.titled(resources.guide().mask(title)), "Saved. The quiz has its new title.")


def _terms(store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    terms = quiz.terms
    with st.expander("How it is taken: pass mark and names"), st.form(f"terms-{kept.id}", border=False):
        columns = st.columns(2)
        per_cent = columns[0].number_input("Pass mark in per cent", 1, 100, terms.pass_mark.per_cent)
        days = columns[1].number_input("Days until names are deleted", 1, LONGEST_DAYS, terms.keep_days)
        reason = st.text_input("Why this pass mark (learners read it)", terms.pass_mark.reason, max_chars=200)
        asks = st.checkbox(NAMES, terms.asks_names)
        if not st.form_submit_button("Save how it is taken"):
            return
    said = "Saved. Attempts begun before keep their pass mark, and the day on which their names are deleted."
    try:
        new = Terms(PassMark(int(per_cent), resources.guide().mask(reason)), asks, int(days))
    except ValueError:
        quiz_saying.say("Not saved: say why this pass mark was chosen.", is_warning=True, of_handing=True)
        st.rerun()
    _keep(store, kept, lambda: replace(quiz, terms=new), said)


def _pack(kept: KeptQuiz, learners: Quiz, address: str) -> None:
    from quiz.exporting.session_pack import pack_left_out, write_pack

    told = f"{counted(len(ten_of(learners).items), 'item')} {PACK}"
    st.html(tag("div", tag("div", tag("h3", "Session pack"), tag("p", told), class_="part"), class_="guide"))
    lines = [tag("p", line) for line in pack_left_out(learners)]
    if lines:
        region(tag("div", lines), key="pack-left-out")
    usual = usual_of(learners, taken_of(AttemptStore(resources.settings().data), kept.id))
    st.download_button(
        "Download the session pack (ZIP)",
        lambda: write_pack(learners, address, usual),
        f"session-{learners.version}{'' if learners.is_approved else '-DRAFT'}.zip",
        "application/zip",
        key="get-pack",
    )


def _export(quiz: UnderReview) -> None:
    # The writers load the libraries of their formats, which no other page needs.
    from quiz.exporting.formats import FORMATS

    st.html(tag("div", tag("div", tag("h3", "Export"), class_="part"), class_="guide"))
    approved, in_use = quiz.approved, quiz.in_use
    choices = {f"All items in use ({len(in_use.items)})": in_use}
    if approved.items and len(approved.items) < len(in_use.items):
        choices[f"Approved items only ({len(approved.items)})"] = approved
    which = st.selectbox("Items to export", tuple(choices)) if len(choices) > 1 else next(iter(choices))
    name = st.selectbox("Format", tuple(SUFFIXES), format_func=lambda key: SUFFIXES[key][0])
    chosen = choices[which]
    if not chosen.items:
        return
    region(_left_out(chosen, tuple(FORMATS[name].left_out(chosen))), key="left-out")
    label, suffix, mime = SUFFIXES[name]
    stem = f"quiz-{chosen.version}{'' if chosen.is_approved else '-DRAFT'}"
    with st.container(horizontal=True):
        files = FORMATS[name].write(chosen, quiz.terms.pass_mark)
        for part, content in files.items():
            # "Word, paper and key" gives two files: "Download the key (Word)".
            one = f"the {part.removeprefix('-') or 'paper'} ({label.partition(',')[0]})" if len(files) > 1 else label
            st.download_button(f"Download {one}", content, f"{stem}{part}{suffix}", mime, key=f"get-{name}{part}")


def _left_out(quiz: Quiz, lines: Sequence[str]) -> Markup:
    return tag(
        "div",
        draft_line(quiz),
        tag("p", tag("strong", "What this format does not carry:" if lines else CARRIES_ALL)),
        tag("ul", [tag("li", line) for line in lines]) if lines else None,
        class_="left-out",
    )
