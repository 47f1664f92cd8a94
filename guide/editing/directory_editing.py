"""What may be done to the directory: every function refuses where editing is not allowed, and checks what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from guide.directory.own_contacts import ROLES
from guide.directory.pathway_edits import (
    ALERTS,
    CONTACT,
    ORGANISATION,
    Edit,
    Edited,
    EditKind,
    EditLog,
    How,
    applied,
    contact_from,
    contact_text,
    field_text,
)
from guide.directory.pathway_lines import hours_of
from guide.directory.pathway_marks import UNMARKED
from guide.directory.pathway_records import LABELS, Contact, Pathway
from guide.editing.editing_access import Access, allow
from guide.errors import EditRefused
from guide.plain_text import without_invisible

EDITABLE = (*(key for key in LABELS if key not in ("contact", "names", "not_confirmed")), "review_by")
"""Fields whose lines can be changed. Contacts have a form of their own."""

NEEDED = ("steps", "who_for")
"""Fields that may not be emptied: a card without a first step is no help."""

NO_REASON = "Say in a few words why: it is kept with the change."
MEANWHILE = "Somebody changed this meanwhile. Look at it again, then make your change."
SAME = "Nothing is different. Change something, or leave it as it is."
PERSONAL = (
    "This holds what looks like personal data: {masked}. Take it out; everybody sees the directory and the alerts."
)
STRANGER = (
    "{value} is not a number of this service, nor of a service named in that line. "
    "Enter it as a contact of its own service first."
)
NUMBER = re.compile(r"(?<![\w/.:-])(?:\+44 ?|0)\d[\d ]{5,12}\d(?![\w-])")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")
ADDRESS = re.compile(r"https?://[^\s]+\.[^\s]+")
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something, when, why, and which revision of the directory they look at."""

    access: Access
    at: datetime
    seen: int
    why: str = ""


class DirectoryEditing:
    """Changes, confirms, retires and brings back records, and keeps who, when, what and why.

    Every function raises EditRefused with one line where editing is not allowed or what was typed cannot stand, and
    StoreError if the edit cannot be kept.
    """

    def __init__(
        self,
        log: EditLog,
        indexed: Callable[[], Sequence[Pathway]],
        problem_of: Callable[[str], str],
        mask: Callable[[str], str],
        write: Callable[[Sequence[Pathway]], str] = lambda pathways: "",
    ) -> None:
        """Take the log, the records as indexed, what is wrong with a number, what masks, and what writes a file."""
        self._log = log
        self._indexed = indexed
        self._problem_of = problem_of
        self._mask = mask
        self._write = write

    def state(self, access: Access) -> tuple[Edited, int]:
        """Return the directory as edited, retired records too, and the revision that it is."""
        allow(access, needs_name=False)
        edits = self._log.all()
        return applied(self._indexed(), edits), max((edit.number for edit in edits), default=0)

    def history(self, access: Access) -> tuple[Edit, ...]:
        """Return every edit of the directory, the newest first."""
        allow(access, needs_name=False)
        return tuple(edit for edit in reversed(self._log.all()) if edit.pathway_id != ALERTS)

    def export(self, access: Access) -> str:
        """Return the records in use, with every edit, as a file that can replace pathways.yaml."""
        return self._write(self.state(access)[0].pathways)

    def change_field(self, doing: Doing, pathway_id: str, field: str, before: str, after: str) -> Edit:
        """Put other lines into a field. before: the field's text that the person saw."""
        record, state = self._record(doing, pathway_id)
        after = "\n".join(line.strip() for line in without_invisible(after).splitlines() if line.strip())
        if field not in EDITABLE:
            raise EditRefused(f"{field} cannot be changed here. Change it in corpus/pathways.yaml.")
        expect(before == field_text(record, field), MEANWHILE)
        expect(before != after, SAME)
        self._check_lines(record, state, field, after)
        return self._keep(doing, EditKind.CHANGED, pathway_id, field, before, after)

    def change_contact(
        self, doing: Doing, pathway_id: str, before: str, after: Contact | None, typed_again: str = ""
    ) -> Edit:
        """Change, add or remove a contact. before: its text as the person saw it, empty to add; after: None to remove.

        typed_again: a new number or address a second time.
        """
        record, state = self._record(doing, pathway_id)
        old, after = contact_from(before), _visible(after) if after else None
        expect(not before or before in [contact_text(each) for each in record.contacts], MEANWHILE)
        expect(contact_text(after) != before, SAME)
        if after is None or (old is not None and after.value != old.value):
            self._check_leaving(record, state, old, after)
        if after is not None:
            self._check_contact(after, old, typed_again)
        return self._keep(doing, EditKind.CHANGED, pathway_id, CONTACT, before, contact_text(after))

    def confirm(self, doing: Doing, pathway_id: str, field: str, before: str, how: How) -> Edit:
        """Say that one field, or one contact, is right as the person saw it. how: what that rests on."""
        record, _ = self._record(doing, pathway_id)
        texts = [contact_text(each) for each in record.contacts] if field == CONTACT else [field_text(record, field)]
        expect(bool(before) and before in texts, MEANWHILE)
        return self._keep(doing, EditKind.CONFIRMED, pathway_id, field, before, before, how)

    def retire(self, doing: Doing, pathway_id: str) -> Edit:
        """Take a record out of the directory. It can be brought back."""
        _, state = self._record(doing, pathway_id)
        expect(pathway_id not in [each.id for each in state.retired], MEANWHILE)
        return self._keep(doing, EditKind.RETIRED, pathway_id)

    def bring_back(self, doing: Doing, pathway_id: str) -> Edit:
        """Put a retired record back."""
        _, state = self._record(doing, pathway_id)
        expect(pathway_id in [each.id for each in state.retired], MEANWHILE)
        return self._keep(doing, EditKind.BROUGHT_BACK, pathway_id)

    def set_own(self, doing: Doing, role: str, name: str, number: str, typed_again: str = "") -> Edit:
        """Enter how to reach one of the organisation's own people; an empty number takes the entry out."""
        allow(doing.access)
        state, _ = self.state(doing.access)
        expect(role in ROLES, f"{role} is none of {', '.join(ROLES)}.")
        known = dict(state.own).get(role)
        before = known.after if known else ""
        number, name = " ".join(without_invisible(number).split()), " ".join(without_invisible(name).split())
        after = Contact("phone", number, label=name) if number else None
        expect(contact_text(after) != before, SAME)
        if after is not None:
            self._check_contact(after, contact_from(before), typed_again)
        return self._keep(doing, EditKind.CHANGED, ORGANISATION, role, before, contact_text(after))

    def _record(self, doing: Doing, pathway_id: str) -> tuple[Pathway, Edited]:
        allow(doing.access)
        state, _ = self.state(doing.access)
        record = state.record(pathway_id)
        if record is None:
            raise EditRefused("This service is not in the index any more. Open the directory again.")
        return record, state

    def _keep(
        self,
        doing: Doing,
        kind: EditKind,
        pathway_id: str,
        field: str = "",
        before: str = "",
        after: str = "",
        how: str = "",
    ) -> Edit:
        return self._log.append(edit_of(doing, self._mask, kind, pathway_id, field, before, after, how), doing.seen)

    def _check_lines(self, record: Pathway, state: Edited, field: str, after: str) -> None:
        """Refuse lines that cannot be shown: emptied, unreadable times, a stranger's number, personal data."""
        expect(bool(after) or field not in NEEDED, f"{LABELS.get(field, field)} cannot be empty.")
        if field == "review_by":
            _check_day(after)
            return
        if field == "hours":
            try:
                hours_of(after.splitlines(), record.hours)
            except ValueError as error:
                raise EditRefused(f"{error}.") from error
        for line in after.splitlines():
            for found in NUMBER.findall(line):
                expect(_is_known(found, line, record, state), STRANGER.format(value=found))
        check_words(self._mask, after)

    def _check_contact(self, after: Contact, old: Contact | None, typed_again: str) -> None:
        is_new = old is None or after.value != old.value
        if is_new:
            expect(
                without_invisible(typed_again).split() == after.value.split(),
                "The two are not the same. Type it twice, as it is.",
            )
            expect(not _problem(after, self._problem_of), f"{after.value} {_problem(after, self._problem_of)}.")
        check_words(self._mask, f"{after.label}\n{after.note}")

    def _check_leaving(self, record: Pathway, state: Edited, old: Contact | None, after: Contact | None) -> None:
        """Refuse to take away a number that texts still give, or to change one that is part of a name."""
        if old is None or sum(each.value == old.value for each in record.contacts) > 1:
            return
        named = old.value in record.name or old.value in record.short or old.value in UNMARKED
        expect(not named, f"{old.value} is part of the service's name. Change it in corpus/pathways.yaml.")
        if after is None:
            others = [each.short for each in state.pathways if _gives(each, record, old.value)]
            says = "its own steps" if _has_in_text(record, old.value) else ", ".join(others)
            expect(not says, f"{old.value} still stands in the text of {says}. Change those lines first.")


def edit_of(
    doing: Doing,
    mask: Callable[[str], str],
    kind: EditKind,
    record_id: str,
    field: str = "",
    before: str = "",
    after: str = "",
    how: str = "",
) -> Edit:
    """Return the edit to be kept, its reason masked. Raises EditRefused without a reason; a confirmation needs none."""
    why = mask(" ".join(without_invisible(doing.why).split()))[:LONGEST]
    if kind is not EditKind.CONFIRMED and not why:
        raise EditRefused(NO_REASON)
    access, at = doing.access, doing.at.replace(tzinfo=None)
    return Edit(kind, record_id, access.person, access.is_verified, at, why, field, before, after, how, access.token)


def check_words(mask: Callable[[str], str], text: str) -> None:
    """Refuse words that hold what looks like personal data. Raises EditRefused."""
    masked = mask(text)
    expect(masked == text, PERSONAL.format(masked=", ".join(sorted(set(re.findall(r"\[[^\]]+\]", masked))))))


def expect(is_so: bool, sentence: str) -> None:
    """Refuse an edit, with a sentence that says why, unless it is so. Raises EditRefused."""
    if not is_so:
        raise EditRefused(sentence)


def _visible(contact: Contact) -> Contact:
    value, label, note = map(without_invisible, (contact.value, contact.label, contact.note))
    return replace(contact, value=value, label=label, note=note)


def _check_day(text: str) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError as error:
        raise EditRefused(f"{text} is not a date: write it as 2027-03-31.") from error


def _problem(contact: Contact, problem_of: Callable[[str], str]) -> str:
    if contact.kind in ("phone", "text"):
        return problem_of(contact.value)
    if contact.kind == "email":
        return "" if EMAIL.fullmatch(contact.value) else "is not an e-mail address"
    if contact.kind == "page":
        return "" if ADDRESS.fullmatch(contact.value) else "is not a web address: it begins with https://"
    return ""


def _is_known(value: str, line: str, record: Pathway, state: Edited) -> bool:
    """Say whether a number in a line is the record's own, or that of a service which the line names."""
    digits = re.sub(r"\D", "", value)
    owners = [record, *(each for each in state.pathways if each.short in line or each.name in line)]
    return any(re.sub(r"\D", "", contact.value) == digits for owner in owners for contact in owner.contacts)


def _has_in_text(record: Pathway, value: str) -> bool:
    return any(value in line for key, lines in record.fields if key != CONTACT for line in lines)


def _gives(other: Pathway, record: Pathway, value: str) -> bool:
    return any(link.id == record.id for link in other.links) and _has_in_text(other, value)
