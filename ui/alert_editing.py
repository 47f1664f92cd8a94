"""Editing the alerts: one text at a time, a number wherever it stands, whose they are, and who changed what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from guide.directory.pathway_edits import Edit, EditKind
from guide.editing.alert_editing import AlertEditing
from guide.editing.alert_edits import NUMBER, OWNER, PROTECTED, TEXTS, AlertFile, figures_of, text_of
from guide.editing.directory_editing import Doing
from guide.errors import StoreError
from ui import access, owner_links, resources, session
from ui.chat import Go
from ui.editing_forms import ask_why, choose_act, confirm_form, history_line, save, show_hint, show_lines, who_edits
from ui.markup import tag
from ui.region import FOLDER, region

TITLE = "Alert texts"
LEAD = (
    "These words stand above everything when somebody may be in danger. What you save is shown to everybody at once. "
    "Each change keeps who, when, what it was before, and why."
)
STAYS = "999 and 112 stay where they are. A new number is typed twice; one that cannot exist is refused."
WORDS, A_NUMBER, CONFIRM = "Change the words", "Change a number", "Confirm this text"
MOST_EDITS = 50
PLACES = {
    "crisis_unclear": "Keep {someone_else} and {self}: the two texts are put there.",
    "personal_data": "Keep {what}: the kinds of data that were masked are put there.",
}


def show(go: Go) -> None:
    """Draw the page."""
    st.html(FOLDER / "trainer.css")
    st.html(tag("div", tag("h1", TITLE), tag("p", LEAD, class_="lead"), class_="guide"))
    if not owner_links.may_see():
        return
    owner_links.draw("alerts", go)
    edits, who = resources.alert_editing(), access.access()
    try:
        state, seen = edits.state(who)
    except StoreError:
        # What happened stands above; nothing can be changed until the edits can be read again.
        _texts(edits.shipped(who))
        return
    with st.container(key="editing"):
        who_edits(who)
        doing = Doing(access.access(), resources.now(), seen)
        note = session.note()
        if note:
            st.html(tag("p", note, class_="guide caution", role="status"))
        _one_text(edits, state.file, doing)
        _owner(edits, state.file, doing)
        st.download_button("The alerts with the changes, as alerts.yaml", edits.export(who), "alerts.yaml")
    _history(edits.history(who), state.set_aside)


def _texts(file: AlertFile) -> None:
    shown = [(tag("h2", words, class_="part"), tag("p", text_of(file.texts, name))) for name, words in TEXTS.items()]
    region(tag("div", *shown), key="alert-texts")


def _one_text(edits: AlertEditing, file: AlertFile, doing: Doing) -> None:
    name = st.selectbox("Text", tuple(TEXTS), format_func=lambda each: TEXTS[each])
    before = text_of(file.texts, name)
    show_lines(f"Now: {before}")
    check = dict(file.checks).get(name)
    told = f"Confirmed on {check.on} by {check.by}: {check.how}." if check else "Nobody has confirmed this text."
    show_hint(f"{told} {STAYS}")
    numbers = [each for each in dict.fromkeys(figures_of(before)) if each not in PROTECTED]
    acts = (WORDS, A_NUMBER, CONFIRM) if numbers else (WORDS, CONFIRM)
    act = choose_act(acts, name)
    if act == CONFIRM:
        confirm_form(
            f"confirm-{name}-{doing.seen}",
            before,
            lambda how, note: edits.confirm(replace(doing, why=note), name, before, how),
        )
    elif act == A_NUMBER:
        _number(edits, name, numbers, doing)
    else:
        _words(edits, name, before, doing)


def _words(edits: AlertEditing, name: str, before: str, doing: Doing) -> None:
    with st.form(f"words-{name}-{doing.seen}", enter_to_submit=False):
        if name in PLACES:
            show_hint(PLACES[name])
        after = st.text_area("New text", value=before, height=220, max_chars=1500)
        again = st.text_input("Figures that are new in it, typed again, with a comma between", max_chars=200)
        why = ask_why()
        if st.form_submit_button("Save", type="primary"):
            save(lambda: edits.change_text(replace(doing, why=why), name, before, after, again))


def _number(edits: AlertEditing, name: str, numbers: Sequence[str], doing: Doing) -> None:
    old = st.selectbox("Number to change, in every text where it stands", numbers, key=f"number-{name}-{doing.seen}")
    with st.form(f"number-form-{name}-{old}-{doing.seen}", enter_to_submit=False):
        show_lines(f"Now: {old}")
        new = st.text_input("New number", placeholder=old, max_chars=40)
        again = st.text_input("The same number again", max_chars=40)
        why = ask_why()
        if st.form_submit_button("Save this number", type="primary"):
            save(lambda: edits.change_number(replace(doing, why=why), old, new, again))


def _owner(edits: AlertEditing, file: AlertFile, doing: Doing) -> None:
    st.html(tag("div", tag("h2", "Whose texts these are", class_="part"), class_="guide"))
    with st.form(f"owner-{doing.seen}", enter_to_submit=False):
        show_lines(f"Now: {file.owner or 'nobody'}. Written on {_day(file.written_on)}.")
        owner = st.text_input("Owner: a role or initials", value=file.owner, max_chars=80)
        why = ask_why()
        if st.form_submit_button("Save the owner", type="primary"):
            save(lambda: edits.set_owner(replace(doing, why=why), owner))


def _day(written_on: str) -> str:
    if not written_on:
        return "an unknown day"
    day = date.fromisoformat(written_on)
    return f"{day.day} {day:%B %Y}"


def _history(edits: Sequence[Edit], set_aside: Sequence[Edit]) -> None:
    head = tag("h2", f"Changes: {len(edits)}", class_="part")
    aside = {edit.number for edit in set_aside}
    lines = [history_line(edit, _name(edit), _what(edit, edit.number in aside)) for edit in edits[:MOST_EDITS]]
    body = tag("ol", lines, class_="tasks") if lines else tag("p", "Nothing has been changed yet.")
    region(tag("section", head, body), key="history")


def _name(edit: Edit) -> str:
    return {NUMBER: "A number", OWNER: "Owner"}.get(edit.field) or TEXTS.get(edit.field, edit.field)


def _what(edit: Edit, is_aside: bool) -> str:
    end = " This no longer fits: the file was changed since." if is_aside else ""
    if edit.kind is EditKind.CONFIRMED:
        return f"confirmed ({edit.how}){end}"
    return f"{edit.before or 'nothing'} → {edit.after or 'nothing'}{end}"
