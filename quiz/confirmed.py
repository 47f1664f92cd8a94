"""Which items still say that nobody confirmed their source: by the confirmations of the fields that they rest on.

A person confirms one field of a record at a time (guide/editing/directory_editing.py). An item rests on the fields that
its right answer is quoted from, and on those whose words its question tells. What only shows a wrong answer wrong does
not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from guide.directory.pathway_marks import MarkKind, mark, note_words
from guide.directory.pathway_records import LABELS, Pathway
from guide.ports import PassageStore
from quiz.types import NOT_CONFIRMED, QuizItem

CONTACT = "contact"
KEYS = {label: key for key, label in LABELS.items()}
QUOTED = re.compile(r"“([^”]*)”")


def records_of(store: PassageStore) -> Mapping[str, Pathway]:
    """Return the records in use by id, as they are now."""
    return {record.id: record for record in map(Pathway.from_json, store.pathways())}


def noted(items: Iterable[QuizItem], records: Mapping[str, Pathway], day: date) -> tuple[QuizItem, ...]:
    """Return the items with the mark that each has on a day."""
    return tuple(replace(item, note=note_of(item, records, day)) for item in items)


def note_of(item: QuizItem, records: Mapping[str, Pathway], day: date) -> str:
    """Return the mark of an item on a day: none once a named person has confirmed every field that it rests on.

    An item that rests on no record in use keeps the mark it has.
    """
    rests_on = tuple(_rests_on(item, records))
    if not rests_on:
        return item.note
    confirmed = all(any(is_confirmed(record, field, day) for field in fields) for record, fields in rests_on)
    return "" if confirmed else NOT_CONFIRMED


def is_confirmed(record: Pathway, field: str, day: date) -> bool:
    """Say whether a named person has confirmed the field, or the whole record, and that still holds on a day."""
    if record.checked_on and record.checked_by:
        return True
    if field == CONTACT:
        marks = [mark(record, contact, day) for contact in record.contacts]
        return all(one is None or one.kind is MarkKind.CONFIRMED for one in marks)
    return any(note.key == field and note.how and note_words(record, note, day) for note in record.notes)


def _rests_on(item: QuizItem, records: Mapping[str, Pathway]) -> Iterator[tuple[Pathway, tuple[str, ...]]]:
    """Yield each record that the item rests on, with the fields that hold the words: one of them is enough."""
    for proof in item.right_proofs:
        if proof.source_id in records:
            yield records[proof.source_id], tuple(KEYS.get(heading, "") for heading in proof.headings[-1:])
    own = records.get(item.proof.source_id)
    for told in QUOTED.findall(item.stem) if own else ():
        holding = tuple(key for key, lines in own.fields if told in "\n".join(lines)) if own else ()
        if own and holding:
            yield own, holding
