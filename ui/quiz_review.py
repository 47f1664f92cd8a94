"""One quiz under review: each item beside its quotation, to accept, change or reject by keyboard; then to hand out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import streamlit as st

from guide.adapters.quiz_store import KeptQuiz, QuizStore
from guide.errors import GuideError
from quiz.checking import findings_of
from quiz.editing import Wording
from quiz.reviewing import ALLOWED, REASONS, Event, ReviewRefused, Step, acceptance
from quiz.types import Quiz, QuizItem, ReviewState
from quiz.under_review import UnderReview
from ui import resources
from ui.chat import Go
from ui.markup import Markup, tag
from ui.quiz_cards import counted, draft_line, plain, review_card
from ui.region import Arrival, region

SUFFIXES = {
    "gift": ("Moodle GIFT", ".gift", "text/plain"),
    "moodle-xml": ("Moodle XML", ".xml", "application/xml"),
    "scorm12": ("SCORM 1.2 package", ".zip", "application/zip"),
    "kahoot-xlsx": ("Kahoot spreadsheet", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("CSV table", ".csv", "text/csv"),
    "docx": ("Word, paper and key", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("PDF, paper and key", ".pdf", "application/pdf"),
    "html": ("One practice page (HTML)", ".html", "text/html"),
}
SENT = "Sent to review. Somebody else must approve it: you are its author."
CARRIES_ALL = "This format carries everything in these items."
TO_ACCEPT = (ReviewState.DRAFT, ReviewState.IN_REVIEW)
Change = Callable[[UnderReview], UnderReview]


def show(go: Go, store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    """Draw the item that is looked at, what may be done with it, and the ways to hand the quiz out."""
    place = _place(kept, len(quiz.items))
    one = quiz.items[place]
    _head(go, quiz)
    # The field has a key: without one, each new default would make it another field, which forgets what is typed.
    st.session_state.setdefault("reviewer", st.session_state.get("person", ""))
    person = st.text_input("Your name (as typed, nobody checks it)", key="reviewer", width=360)
    st.session_state["person"] = person.strip()
    findings = [f"{finding.rule}: {finding.reason}." for finding in findings_of(one.item)]
    said = st.session_state.pop("quiz_said", "")
    arrival = Arrival(f"{kept.id}-{place}-{kept.revision}-{said}", focus="item" if said else "", say=said)
    card = review_card(one, place + 1, len(quiz.items), findings)
    note = tag("p", said, class_="caution said") if said else None
    region(tag("div", note, card), key="review-item", arrival=arrival if said else None)
    _decide(store, kept, quiz, place, person)
    st.html(tag("div", tag("div", tag("h2", "Hand it out"), class_="part"), class_="guide"))
    _hand_out(go, store, kept, quiz)


def _place(kept: KeptQuiz, total: int) -> int:
    return min(int(st.session_state.get(f"place-{kept.id}", 0)), total - 1)


def _go_to(kept: KeptQuiz, place: int) -> None:
    st.session_state[f"place-{kept.id}"] = place


def _head(go: Go, quiz: UnderReview) -> None:
    head = tag(
        "header",
        tag("div", tag("button", "All quizzes", type="button", data_send=json.dumps({"act": "all"})), class_="tools"),
        tag("h1", quiz.title),
        tag("p", f"{len(quiz.items)} items: {counted(quiz.states)}. {quiz.in_use.fingerprint}.", class_="quiet"),
        draft_line(quiz.in_use.is_approved),
    )
    if (region(head, key="review-head").act or {}).get("act") == "all":
        go("quizzes", {})


def _row(kept: KeptQuiz, place: int, total: int, can_accept: bool) -> bool:
    with st.container(horizontal=True):
        is_accepted = can_accept and st.button("Accept", type="primary", shortcut="Alt+A")
        st.button("Previous item", on_click=_go_to, args=(kept, place - 1), disabled=place == 0, shortcut="Alt+P")
        st.button("Next item", on_click=_go_to, args=(kept, place + 1), disabled=place == total - 1, shortcut="Alt+N")
    return is_accepted


def _decide(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, place: int, person: str) -> None:
    one, now = quiz.items[place], resources.now()
    state = one.item.state
    reason = ""
    if one.item.needs_a_person and state in TO_ACCEPT:
        reason = st.text_input("How you decided the open question", key=f"decided-{kept.id}-{one.item.id}")
    if _row(kept, place, len(quiz.items), state in TO_ACCEPT):
        _change(store, kept, quiz, lambda found: found.accept(place, person, now, reason.strip()), place)
    if (state, Step.REOPEN) in ALLOWED and st.button("Look at it again"):
        _change(store, kept, quiz, lambda found: found.step(place, Event(Step.REOPEN, person, now)), place)
    columns = st.columns(2)
    if (state, Step.EDIT) in ALLOWED:
        with columns[0].form(f"edit-{kept.id}-{one.item.id}"):
            wording = _wording(one.item)
            if st.form_submit_button("Save the changes"):
                _change(
                    store, kept, quiz, lambda found: found.edit(place, _unmasked(wording, one.item), person, now), place
                )
    if (state, Step.REJECT) in ALLOWED:
        with columns[1].form(f"reject-{kept.id}-{one.item.id}"):
            why = st.selectbox("Reason to reject", REASONS, index=None, placeholder="Choose a reason")
            if st.form_submit_button("Reject"):
                event = Event(Step.REJECT, person, now, why or "")
                _change(store, kept, quiz, lambda found: found.step(place, event), place)


def _wording(item: QuizItem) -> Wording:
    """Draw a field for each text of an item and return what stands in them."""
    key = f"{item.id}-word"
    stem = st.text_area("Question", item.stem, key=f"{key}-stem")
    why = st.text_area("Why the answer is right", item.why, key=f"{key}-why")
    options = []
    for number, option in enumerate(item.options, start=1):
        sign = "right" if option.is_right else "wrong"
        text = st.text_input(f"Answer {number} ({sign})", option.text, key=f"{key}-text-{number}")
        reason = st.text_area(f"Why answer {number} is {sign}", option.why, key=f"{key}-why-{number}")
        options.append((text, reason))
    return Wording(stem, why, tuple(options))


def _unmasked(wording: Wording, before: QuizItem) -> Wording:
    """Return the wording if no changed text of it holds personal data. Raises ReviewRefused."""
    mask = resources.guide().mask
    for text in set(wording.texts) - set(Wording.of(before).texts):
        if mask(text) != text:
            raise ReviewRefused(f"This looks like personal data and is not kept: {mask(text)}")
    return wording


def _change(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, change: Change, place: int) -> None:
    """Take a step and go to the next item; a step that is refused leaves everything as it was and says why."""
    try:
        changed = change(quiz)
        store.change(kept, changed.to_json())
    except GuideError as error:
        st.session_state["quiz_said"] = str(error)
        st.rerun()
    state = changed.items[place].item.state
    was_edited = changed.items[place].history[-1].step is Step.EDIT
    st.session_state["quiz_said"] = SENT if state is ReviewState.IN_REVIEW else f"Item {place + 1} is {plain(state)}."
    if not was_edited and place + 1 < len(changed.items):
        _go_to(kept, place + 1)
    st.rerun()


def _hand_out(go: Go, store: QuizStore, kept: KeptQuiz, quiz: UnderReview) -> None:
    waiting = quiz.states.get(ReviewState.APPROVED, 0)
    if st.button(f"Publish the approved items ({waiting})", disabled=not waiting):
        person = st.session_state.get("person", "")
        _publish(store, kept, quiz, person)
    link = f"quizzes?quiz={kept.id}"
    buttons = [
        tag("button", "Copy the learners' link", type="button", data_link=link),
        tag("button", "Open as a learner", type="button", data_send=json.dumps({"act": "quiz"})),
    ]
    learners = quiz.for_learners
    given = f"Learners get {len(learners.items)} items{'' if learners.is_approved else ', marked DRAFT'}."
    shown = tag("div", tag("p", given), tag("div", buttons, class_="tools"), _rates(quiz))
    if (region(shown, key="hand-out").act or {}).get("act") == "quiz":
        go("quizzes", {"quiz": kept.id})
    _export(quiz)


def _publish(store: QuizStore, kept: KeptQuiz, quiz: UnderReview, person: str) -> None:
    try:
        store.change(kept, quiz.publish(person, resources.now()).to_json())
        st.session_state["quiz_said"] = "Published: learners get these items now."
    except GuideError as error:
        st.session_state["quiz_said"] = str(error)
    st.rerun()


def _export(quiz: UnderReview) -> None:
    # The writers load the libraries of their formats, which no other page needs.
    from quiz.exporting.formats import FORMATS

    approved, in_use = quiz.approved, quiz.in_use
    choices = {f"All items in use ({len(in_use.items)})": in_use}
    if approved.items and len(approved.items) < len(in_use.items):
        choices[f"Approved items only ({len(approved.items)})"] = approved
    columns = st.columns(2)
    which = columns[0].selectbox("Items to export", tuple(choices))
    name = columns[1].selectbox("Format", tuple(SUFFIXES), format_func=lambda key: SUFFIXES[key][0])
    chosen = choices[which]
    if not chosen.items:
        return
    region(_left_out(chosen, tuple(FORMATS[name].left_out(chosen))), key="left-out")
    label, suffix, mime = SUFFIXES[name]
    stem = f"quiz-{chosen.version}{'' if chosen.is_approved else '-DRAFT'}"
    with st.container(horizontal=True):
        for part, content in FORMATS[name].write(chosen).items():
            what = " (key)" if part else ""
            st.download_button(
                f"Download {label}{what}", content, f"{stem}{part}{suffix}", mime, key=f"get-{name}{part}"
            )


def _left_out(quiz: Quiz, lines: Sequence[str]) -> Markup:
    return tag(
        "div",
        draft_line(quiz.is_approved),
        tag("p", tag("strong", "What this format does not carry:" if lines else CARRIES_ALL)),
        tag("ul", [tag("li", line) for line in lines]) if lines else None,
        class_="left-out",
    )


def _rates(quiz: UnderReview) -> Markup | None:
    rates = acceptance(quiz.items)
    if not rates:
        return None
    rows = [
        tag("tr", tag("th", plain(name), scope="row"), [tag("td", str(count)) for count in counts])
        for name, counts in rates.items()
    ]
    heads = ("Made by the rule", "Approved unchanged", "Approved after a change", "Rejected")
    table = tag("table", tag("thead", tag("tr", [tag("th", head, scope="col") for head in heads])), tag("tbody", rows))
    return tag("details", tag("summary", "How often each rule's items are accepted"), table)
