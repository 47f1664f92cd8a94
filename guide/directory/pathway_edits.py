"""Changes people made to the directory, as a list that only grows, and the records with them applied. No storage here.

An edit says what it found and what it put there. It applies only where the record still says what the editor saw, so
playing the list over a newer index never undoes what the files say now; such an edit is set aside and shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from guide.directory.pathway_lines import contact_lines, hours_lines, hours_of, sentence
from guide.directory.pathway_records import LABELS, Contact, FieldNote, Link, Pathway

ORGANISATION = "our-organisation"
"""In place of a record's id: the organisation's own contacts."""

ALERTS = "alerts"
"""In place of a record's id: the texts of the alerts. What becomes of them: guide/editing/alert_edits.py."""

CONTACT = "contact"


class EditKind(StrEnum):
    """What an edit does."""

    CHANGED = "changed"
    CONFIRMED = "confirmed"
    RETIRED = "retired"
    BROUGHT_BACK = "brought back"


class How(StrEnum):
    """What a confirmation rests on."""

    RANG = "rang it"
    OWNER = "the owner wrote"
    PAGE = "read its page"


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing a person did. number: its place in the list, 0 until it is kept.

    field: a key of LABELS, "contact" or "review_by", or a role of the organisation's own contacts. before, after: the
    lines of the field, or a contact as `contact_text` writes it; empty for none. how: of a confirmation.
    person: who, as shown; is_verified: signed in, not just a typed name; token: the account's id, or what tells two
    unverified people apart.
    """

    kind: EditKind
    pathway_id: str
    person: str
    is_verified: bool
    at: datetime
    why: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    how: str = ""
    token: str = ""
    number: int = 0

    @property
    def who(self) -> str:
        """Return the person as shown: nobody without sign-in is taken at their word."""
        return self.person if self.is_verified else f"{self.person} (unverified)"


class EditLog(Protocol):
    """Keeps edits. Nothing is ever taken out or changed."""

    def append(self, edit: Edit, seen: int) -> Edit:
        """Keep an edit and return it with its number.

        seen: the revision the person looked at. Raises EditRefused if the record was edited since, StoreError if the
        edit cannot be kept.
        """
        ...

    def all(self) -> tuple[Edit, ...]:
        """Return every edit, oldest first."""
        ...

    def revision(self) -> int:
        """Return the number of the newest edit, 0 before the first."""
        ...


@dataclass(frozen=True, slots=True)
class Edited:
    """The directory with the edits applied.

    pathways: those in use, in the order of the file. retired: those taken out. set_aside: edits that found something
    else than they changed. own: the organisation's own contacts by role, each with the edit that entered it.
    """

    pathways: tuple[Pathway, ...]
    retired: tuple[Pathway, ...] = ()
    set_aside: tuple[Edit, ...] = ()
    own: tuple[tuple[str, Edit], ...] = ()

    def record(self, pathway_id: str) -> Pathway | None:
        """Return a record, in use or retired."""
        return next((each for each in (*self.pathways, *self.retired) if each.id == pathway_id), None)


def applied(pathways: Sequence[Pathway], edits: Sequence[Edit]) -> Edited:
    """Return the records with the edits applied in their order."""
    records = {pathway.id: pathway for pathway in pathways}
    retired: set[str] = set()
    own: dict[str, Edit] = {}
    aside: list[Edit] = []
    for edit in edits:
        if edit.pathway_id == ALERTS:
            continue
        if edit.pathway_id == ORGANISATION:
            own[edit.field] = edit
        elif edit.pathway_id not in records:
            aside.append(edit)
        elif edit.kind is EditKind.RETIRED:
            retired.add(edit.pathway_id)
        elif edit.kind is EditKind.BROUGHT_BACK:
            retired.discard(edit.pathway_id)
        elif not _apply(records, edit):
            aside.append(edit)
    kept = {role: edit for role, edit in own.items() if edit.after}
    return Edited(
        pathways=tuple(each for each in records.values() if each.id not in retired),
        retired=tuple(each for each in records.values() if each.id in retired),
        set_aside=tuple(aside),
        own=tuple(kept.items()),
    )


def field_text(pathway: Pathway, field: str) -> str:
    """Return what a field says now, as an edit of it would find it."""
    if field == "hours":
        return "\n".join(hours_lines(pathway.hours))
    if field == "review_by":
        return pathway.review_by or ""
    return "\n".join(pathway.lines(field))


def contact_text(contact: Contact | None) -> str:
    """Return a contact as an edit keeps it: kind, value, label and note; empty for none."""
    if contact is None:
        return ""
    parts = {key: getattr(contact, key) for key in ("kind", "value", "label", "note")}
    return json.dumps({key: value for key, value in parts.items() if value}, ensure_ascii=False)


def contact_from(text: str) -> Contact | None:
    """Return the contact of such a text, None for an empty one."""
    return Contact(**json.loads(text)) if text else None


def _apply(records: dict[str, Pathway], edit: Edit) -> bool:
    """Apply one edit of a field to its record, and to what other records say of it. Say whether it fitted."""
    pathway = records[edit.pathway_id]
    if edit.field == CONTACT:
        found = _with_contact(pathway, edit)
        if found is None:
            return False
        records[edit.pathway_id] = found
        _follow(records, edit)
        return True
    if field_text(pathway, edit.field) == (edit.after if edit.kind is EditKind.CONFIRMED else edit.before):
        records[edit.pathway_id] = _noted(_with_field(pathway, edit, records), edit)
        return True
    return edit.kind is EditKind.CHANGED and field_text(pathway, edit.field) == edit.after


def _noted(pathway: Pathway, edit: Edit) -> Pathway:
    """Return the record with who did it beside the field. A change ends what was confirmed of the words before."""
    note = FieldNote(edit.field, edit.at.isoformat(timespec="seconds"), edit.who, edit.how)
    is_change = edit.kind is EditKind.CHANGED
    others = tuple(each for each in pathway.notes if each.key != edit.field or (each.how == "" and not is_change))
    return replace(pathway, notes=(*others, note)) if edit.field in LABELS else pathway


def _with_field(pathway: Pathway, edit: Edit, records: Mapping[str, Pathway]) -> Pathway:
    if edit.kind is EditKind.CONFIRMED:
        return pathway
    lines = tuple(line for line in edit.after.split("\n") if line)
    if edit.field == "review_by":
        return replace(pathway, review_by=edit.after or None)
    if edit.field == "hours":
        changed = replace(pathway, hours=hours_of(lines, pathway.hours))
        lines = (sentence(lines[0]),) if lines else ()
    else:
        changed = pathway
    return _relinked(_with_lines(changed, edit.field, lines), records)


def _with_lines(pathway: Pathway, field: str, lines: tuple[str, ...]) -> Pathway:
    held = {**dict(pathway.fields), field: lines}
    return replace(pathway, fields=tuple((key, held[key]) for key in LABELS if held.get(key)))


def _with_contact(pathway: Pathway, edit: Edit) -> Pathway | None:
    """Return the record with the contact changed, added, removed or confirmed; None if it is not there."""
    before = contact_from(edit.before)
    at = next((n for n, each in enumerate(pathway.contacts) if contact_text(each) == edit.before), None)
    if edit.before and at is None:
        is_done = edit.kind is EditKind.CHANGED and edit.after in [contact_text(each) for each in pathway.contacts]
        return pathway if is_done else None
    listed = list(pathway.contacts)
    stamp = edit.at.isoformat(timespec="seconds")
    if edit.kind is EditKind.CONFIRMED and at is not None:
        listed[at] = replace(listed[at], checked_on=stamp, checked_by=edit.who, checked_how=edit.how)
        return replace(pathway, contacts=tuple(listed))
    after = contact_from(edit.after)
    if after is None and at is not None:
        listed.pop(at)
    elif after is not None and at is None:
        listed.append(replace(after, entered_on=stamp, entered_by=edit.who))
    elif after is not None and at is not None:
        old = listed[at]
        is_new = after.value != old.value
        fresh = Contact(after.kind, after.value, outside=old.outside, periods=old.periods) if is_new else old
        listed[at] = replace(fresh, label=after.label, note=after.note)
        if is_new:
            listed[at] = replace(listed[at], entered_on=stamp, entered_by=edit.who)
    changed = replace(pathway, contacts=tuple(listed))
    if before and after and before.value != after.value and not _has(changed, before.value):
        changed = _reworded(changed, before.value, after.value)
    return _with_lines(changed, CONTACT, tuple(contact_lines(changed.contacts)))


def _follow(records: dict[str, Pathway], edit: Edit) -> None:
    """Write a changed number into what other records say of this service."""
    before, after = contact_from(edit.before), contact_from(edit.after)
    owner = records[edit.pathway_id]
    if before is None or after is None or before.value == after.value or edit.kind is not EditKind.CHANGED:
        return
    labels = [each.label for each in (*owner.contacts, before) if each.label]
    leads = [f"{name} on " for name in (owner.short, *labels)] + [f"{label.lower()} " for label in labels]
    for pathway_id, other in records.items():
        if pathway_id == owner.id or all(link.id != owner.id for link in other.links):
            continue
        reworded = _reworded(other, before.value, after.value, leads if _has(other, before.value) else ())
        records[pathway_id] = replace(
            reworded, links=tuple(_moved(link, owner.id, before, after) for link in other.links)
        )


def _moved(link: Link, owner_id: str, before: Contact, after: Contact) -> Link:
    is_it = link.id == owner_id and link.value == before.value
    return replace(link, value=after.value) if is_it else link


def _reworded(pathway: Pathway, old: str, new: str, leads: Sequence[str] = ()) -> Pathway:
    """Return the record with a number exchanged in its texts; with leads, only where it follows one of them."""
    before = "|".join(re.escape(lead) for lead in leads)
    pattern = re.compile(rf"({before})(?<!\w){re.escape(old)}(?!\w)")
    fields = tuple(
        (key, lines if key == CONTACT else tuple(pattern.sub(lambda found: found[1] + new, line) for line in lines))
        for key, lines in pathway.fields
    )
    return replace(pathway, fields=fields)


def _has(pathway: Pathway, value: str) -> bool:
    return any(contact.value == value for contact in pathway.contacts)


def _relinked(pathway: Pathway, records: Mapping[str, Pathway]) -> Pathway:
    """Return the record with links to every other service that its texts now name."""
    text = "\n".join(line for key, lines in pathway.fields if key != CONTACT for line in lines)
    kept = [link for link in pathway.links if link.name in text and link.value in text]
    known = {(link.id, link.value) for link in kept}
    for other in records.values():
        if other.id == pathway.id or other.short not in text:
            continue
        for contact in other.contacts:
            is_named = contact.kind in ("phone", "text") and f"{other.short} on {contact.value}" in text
            if is_named and (other.id, contact.value) not in known:
                kept.append(Link(other.id, other.short, contact.value))
    return replace(pathway, links=tuple(kept))
