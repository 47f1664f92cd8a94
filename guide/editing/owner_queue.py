"""What the owner of the directory has to look at, the most pressing first. Computed, never stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from guide.directory.pathway_edits import CONTACT, Edited, contact_from
from guide.directory.pathway_marks import WRONG_REPORTS, MarkKind, Report, mark, wrong_reporters
from guide.directory.pathway_records import LABELS, Contact, Pathway

FEW = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to look at. value: the number it is about, empty for the whole record."""

    pathway_id: str
    name: str
    words: str
    value: str = ""


def owner_queue(edited: Edited, reports: Sequence[Report], at: date) -> tuple[Task, ...]:
    """Return what to look at, each record or number once.

    First wrong numbers, then edits that no longer fit, texts that name a retired service, reviews that are due, numbers
    that one visitor called wrong, and at last what is old or second-hand.
    """
    groups = (
        _reported(edited, reports, WRONG_REPORTS),
        _set_aside(edited),
        _names_retired(edited),
        _due(edited.pathways, at),
        _reported(edited, reports, FEW),
        _old(edited.pathways, at),
    )
    found: dict[tuple[str, str], Task] = {}
    for group in groups:
        for task in group:
            found.setdefault((task.pathway_id, task.value), task)
    return tuple(found.values())


def _reported(edited: Edited, reports: Sequence[Report], least: int) -> Iterator[Task]:
    counted = [(wrong_reporters(p.id, c, reports), p, c) for p, c in _contacts(edited.pathways)]
    for count, pathway, contact in sorted(counted, key=lambda each: -each[0]):
        if count >= least:
            visitors = "1 visitor" if count == 1 else f"{count} visitors"
            yield Task(pathway.id, pathway.name, f"{visitors} called this number wrong", contact.value)


def _set_aside(edited: Edited) -> Iterator[Task]:
    for edit in edited.set_aside:
        record = edited.record(edit.pathway_id)
        what = LABELS.get(edit.field, edit.field).lower()
        contact = contact_from(edit.after) if edit.field == CONTACT else None
        said = f" to {contact.value}" if contact else ""
        words = f"a change of {what}{said} no longer fits: the files were changed since. Look at it again"
        if record:
            yield Task(record.id, record.name, words)


def _names_retired(edited: Edited) -> Iterator[Task]:
    retired = {record.id: record.name for record in edited.retired}
    for pathway in edited.pathways:
        named = [retired[link.id] for link in pathway.links if link.id in retired]
        if named:
            yield Task(pathway.id, pathway.name, f"its text sends people to {named[0]}, which is retired")


def _due(pathways: Sequence[Pathway], at: date) -> Iterator[Task]:
    for pathway in pathways:
        if pathway.review_by and date.fromisoformat(pathway.review_by) <= at:
            yield Task(pathway.id, pathway.name, f"due for review since {pathway.review_by}")


def _old(pathways: Sequence[Pathway], at: date) -> Iterator[Task]:
    for pathway, contact in _contacts(pathways):
        found = mark(pathway, contact, at)
        if found and found.kind is MarkKind.OLD:
            yield Task(pathway.id, pathway.name, found.words, contact.value)


def _contacts(pathways: Sequence[Pathway]) -> Iterator[tuple[Pathway, Contact]]:
    for pathway in pathways:
        for contact in pathway.contacts:
            yield pathway, contact
