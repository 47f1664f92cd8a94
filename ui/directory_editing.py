"""Editing the directory: what to look at, one service, one field of it at a time, and who changed what."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Sequence
from dataclasses import replace

import streamlit as st

from guide.directory.own_contacts import ROLES
from guide.directory.pathway_edits import (
    CONTACT,
    ORGANISATION,
    Edit,
    Edited,
    EditKind,
    contact_from,
    contact_text,
    field_text,
)
from guide.directory.pathway_lines import HOW_TO_WRITE, NAMES
from guide.directory.pathway_records import LABELS, Contact, Pathway
from guide.editing.directory_editing import DirectoryEditing, Doing
from guide.editing.editing_access import Access
from guide.editing.owner_queue import Task, owner_queue
from ui import access, owner_links, resources, session, signing_in
from ui.chat import Go
from ui.editing_forms import ask_why, choose_act, confirm_form, history_line, save, show_hint, show_lines, who_edits
from ui.markup import Markup, tag
from ui.region import region

TITLE = "Edit the directory"
LEAD = "What you save here is shown to everybody at once. Each change keeps who, when, what it was before, and why."
CHANGE, CONFIRM, REMOVE = "Change it", "Confirm it", "Remove it"
ADD, RETIRE, BRING_BACK = "Add a number or address", "Retire this service", "Bring this service back"
REVIEW = "Review date"
MOST_TASKS, MOST_EDITS = 4, 50
SERVICE, FOLLOWED = "service_shown", "service_followed"
ORDER = ("steps", "if_no_answer", "who_for", "when_to_use", "thresholds", "not_for", "who_may_refer", "have_ready")
LATER = ("what_happens_next", "hours", "consent", "legal_basis", "change_if", "danger")


def show(go: Go) -> None:
    """Draw the page."""
    st.html(tag("div", tag("h1", TITLE), tag("p", LEAD, class_="lead"), class_="guide"))
    if access.access().refusal:
        signing_in.refused(access.access().refusal)
        return
    owner_links.draw("edit", go)
    edits = resources.editing()
    with st.container(key="editing"):
        who_edits(access.access())
        who = access.access()
        state, seen = edits.state(who)
        doing = Doing(who, resources.now(), seen)
        # Somebody who comes for one service is shown that one before the list.
        is_wanted = state.record(st.query_params.get("service", "")) is not None
        if not is_wanted:
            _queue(state, go)
        _edit_record(edits, state, _service(state), doing)
        if is_wanted:
            _queue(state, go)
        _own_people(edits, state, doing)
        _download(edits, who)
        _history(edits.history(who), state)


def _queue(state: Edited, go: Go) -> None:
    """Show what has to be looked at; a press opens the service."""
    tasks = owner_queue(state, resources.number_reports().all(), resources.now().date())
    head = tag("h2", f"To look at: {len(tasks)}", class_="part")
    if not tasks:
        region(tag("section", head, tag("p", "Nothing is reported, due or old.")), key="queue")
        return
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.pathway_id, []).append(task)
    lines = [_task(each) for each in found.values()]
    first, rest = tag("ol", lines[:MOST_TASKS], class_="tasks"), lines[MOST_TASKS:]
    label = f"Show {len(rest)} more services"
    more = tag("details", tag("summary", label), tag("ol", rest, class_="tasks")) if rest else None
    act = region(tag("section", head, first, more), key="queue").act or {}
    if act.get("act") == "open" and state.record(act.get("pathway", "")):
        # Also where the address names it already, and another one was chosen by hand since.
        st.session_state.pop(FOLLOWED, None)
        go("edit", {"service": act["pathway"]})


def _task(tasks: Sequence[Task]) -> Markup:
    """Return one service with all that is to be looked at in it."""
    opens = json.dumps({"act": "open", "pathway": tasks[0].pathway_id})
    said = [f"{task.value}: {task.words}" if task.value else task.words for task in tasks]
    return tag(
        "li",
        tag("button", tasks[0].name, type="button", data_send=opens),
        [tag("p", words[:1].upper() + words[1:] + ".", class_="quiet") for words in said],
    )


def _service(state: Edited) -> Pathway:
    note = session.note()
    status = tag("p", note, class_="caution", role="status") if note else None
    st.html(tag("div", tag("h2", "One service", class_="part"), status, class_="guide"))
    records = {each.id: each for each in (*state.pathways, *state.retired)}
    retired = {each.id for each in state.retired}
    _follow_address(records)
    chosen = st.selectbox(
        "Service",
        tuple(records),
        format_func=lambda each: f"{records[each].name} (retired)" if each in retired else records[each].name,
        key=SERVICE,
    )
    return records[chosen]


def _follow_address(records: Container[str]) -> None:
    """Choose the service that the address names, once: another one may be chosen by hand after it."""
    wanted = st.query_params.get("service", "")
    if wanted in records and (SERVICE not in st.session_state or st.session_state.get(FOLLOWED) != wanted):
        st.session_state[SERVICE] = st.session_state[FOLLOWED] = wanted


def _edit_record(edits: DirectoryEditing, state: Edited, record: Pathway, doing: Doing) -> None:
    """Offer one number or field of the record at a time."""
    if record.id in [each.id for each in state.retired]:
        _whole(BRING_BACK, lambda why: edits.bring_back(replace(doing, why=why), record.id), record, doing)
        return
    numbers = {_named(contact): contact for contact in record.contacts}
    fields = {LABELS[key]: key for key in (*ORDER, *LATER)}
    what = st.selectbox("What", (*numbers, *fields, REVIEW, ADD, RETIRE), key=f"what-{record.id}")
    if what == RETIRE:
        _whole(RETIRE, lambda why: edits.retire(replace(doing, why=why), record.id), record, doing)
    elif what == ADD:
        _number_form(edits, record, None, doing)
    elif what in numbers:
        _one_number(edits, record, numbers[what], doing)
    else:
        _one_field(edits, record, "review_by" if what == REVIEW else fields[what], what, doing)


def _named(contact: Contact) -> str:
    label = f" ({contact.label})" if contact.label else ""
    return f"{NAMES[contact.kind]}{label}: {contact.value}"


def _one_number(edits: DirectoryEditing, record: Pathway, contact: Contact, doing: Doing) -> None:
    act = choose_act((CHANGE, CONFIRM, REMOVE), f"{record.id}-{contact.value}")
    before = contact_text(contact)
    if act == CONFIRM:
        _confirm(edits, record, CONTACT, before, contact.value, doing)
    elif act == REMOVE:
        with st.form(f"remove-{record.id}-{doing.seen}", enter_to_submit=False):
            show_lines(f"Now: {_named(contact)}")
            why = ask_why()
            if st.form_submit_button("Remove this number", type="primary"):
                save(lambda: edits.change_contact(replace(doing, why=why), record.id, before, None))
    else:
        _number_form(edits, record, contact, doing)


def _number_form(edits: DirectoryEditing, record: Pathway, old: Contact | None, doing: Doing) -> None:
    key = f"number-{record.id}-{old.value if old else 'new'}-{doing.seen}"
    with st.form(key, enter_to_submit=False):
        if old:
            show_lines(f"Now: {_named(old)}")
            kind = old.kind
        else:
            kind = st.selectbox("Kind", tuple(NAMES), format_func=lambda each: NAMES[each])
        value = st.text_input("New number or address", placeholder=old.value if old else "", max_chars=200)
        again = st.text_input("The same number or address again", max_chars=200)
        label = st.text_input("What this line is for", value=old.label if old else "", max_chars=80)
        note = st.text_input("Shown after it", value=old.note if old else "", max_chars=200)
        why = ask_why()
        if st.form_submit_button("Save", type="primary"):
            new = " ".join(value.split()) or (old.value if old else "")
            after = Contact(kind, new, label=" ".join(label.split()), note=" ".join(note.split()))
            before = contact_text(old)
            save(lambda: edits.change_contact(replace(doing, why=why), record.id, before, after, again))


def _one_field(edits: DirectoryEditing, record: Pathway, field: str, name: str, doing: Doing) -> None:
    before = field_text(record, field)
    can_confirm = bool(before) and field != "review_by"
    act = choose_act((CHANGE, CONFIRM) if can_confirm else (CHANGE,), f"{record.id}-{field}")
    if act == CONFIRM:
        _confirm(edits, record, field, before, before, doing)
        return
    with st.form(f"field-{record.id}-{field}-{doing.seen}", enter_to_submit=False):
        hint = {"hours": f"The first line is shown. Below it {HOW_TO_WRITE}.", "review_by": "Such as 2027-03-31."}
        show_hint(hint.get(field, "One line for each step or point. Empty means: not in our documents."))
        lines = before.count("\n") + 1
        after = st.text_area(
            name,
            value=before,
            height=max(120, min(40 + 30 * lines, 400)),
            max_chars=4000,
        )
        why = ask_why()
        if st.form_submit_button("Save", type="primary"):
            save(lambda: edits.change_field(replace(doing, why=why), record.id, field, before, after))


def _confirm(edits: DirectoryEditing, record: Pathway, field: str, before: str, shown: str, doing: Doing) -> None:
    confirm_form(
        f"confirm-{record.id}-{field}-{doing.seen}",
        shown,
        lambda how, note: edits.confirm(replace(doing, why=note), record.id, field, before, how),
    )


def _whole(act: str, do: Callable[[str], Edit], record: Pathway, doing: Doing) -> None:
    with st.form(f"whole-{record.id}-{doing.seen}", enter_to_submit=False):
        why = ask_why()
        if st.form_submit_button(act, type="primary"):
            save(lambda: do(why))


def _own_people(edits: DirectoryEditing, state: Edited, doing: Doing) -> None:
    st.html(tag("div", tag("h2", "Our own people", class_="part"), class_="guide"))
    entered = dict(state.own)
    role = st.selectbox("Who", tuple(ROLES), format_func=lambda each: each[:1].upper() + each[1:])
    known = contact_from(entered[role].after) if role in entered else None
    with st.form(f"own-{role}-{doing.seen}", enter_to_submit=False):
        shown = f"Now: {known.label} {known.value}, entered by {entered[role].who}." if known else "Nobody is entered."
        show_lines(shown)
        name = st.text_input("Name of the post or desk", value=known.label if known else "", max_chars=80)
        number = st.text_input("Telephone (empty takes the entry out)", max_chars=40)
        again = st.text_input("The same telephone again", max_chars=40)
        why = ask_why()
        if st.form_submit_button("Save this entry", type="primary"):
            save(lambda: edits.set_own(replace(doing, why=why), role, name, number, again))


def _download(edits: DirectoryEditing, who: Access) -> None:
    st.download_button(
        "All services with the changes, as pathways.yaml", edits.export(who), "pathways.yaml", "application/yaml"
    )


def _history(edits: Sequence[Edit], state: Edited) -> None:
    head = tag("h2", f"Changes: {len(edits)}", class_="part")
    lines = [_line(edit, state) for edit in edits[:MOST_EDITS]]
    body = tag("ol", lines, class_="tasks") if lines else tag("p", "Nothing has been changed yet.")
    region(tag("section", head, body), key="history")


def _line(edit: Edit, state: Edited) -> Markup:
    record = state.record(edit.pathway_id)
    name = "Our own people" if edit.pathway_id == ORGANISATION else record.name if record else edit.pathway_id
    return history_line(edit, name, _what(edit))


def _what(edit: Edit) -> str:
    if edit.kind in (EditKind.RETIRED, EditKind.BROUGHT_BACK):
        return edit.kind.value
    is_contact = edit.field in (CONTACT, *ROLES)
    before, after = (_contact_words(each) if is_contact else _one_line(each) for each in (edit.before, edit.after))
    field = LABELS.get(edit.field, edit.field.replace("_", " "))
    if edit.kind is EditKind.CONFIRMED:
        return f"{field} confirmed ({edit.how}): {after}"
    return f"{field}: {before or 'nothing'} → {after or 'nothing'}"


def _contact_words(text: str) -> str:
    contact = contact_from(text)
    return _named(contact) if contact else ""


def _one_line(text: str) -> str:
    return " / ".join(text.splitlines())
