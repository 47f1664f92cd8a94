"""Writes out the references in a record's texts: {{number}}, {{email}}, {{another-id}} become what a person reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guide.directory.pathway_lines import contact_lines, sentence
from guide.directory.pathway_records import Contact, FieldNote, FormerName, Hours, Link, Pathway, Period

if TYPE_CHECKING:
    from guide.adapters.pathway_file import ContactEntry, HoursEntry, PeriodEntry, RecordEntry

REFERENCE = re.compile(r"\{\{([a-z0-9-]+)(?: (\d))?\}\}")
OWN = {"number": "phone", "text": "text", "email": "email"}
MONTHS = ("January February March April May June July August September October November December").split()


class BrokenReference(ValueError):
    """A reference in a text leads nowhere."""


def record_of(entry: RecordEntry, entries: Mapping[str, RecordEntry], compiled: str) -> Pathway:
    """Return the record with every reference written out. Raises BrokenReference."""
    written: dict[str, tuple[str, ...]] = {}
    links: dict[tuple[str, str], Link] = {}
    for key, lines in _fields(entry):
        written[key] = tuple(_written(line, entry, entries, links) for line in lines)
    return Pathway(
        id=entry.id,
        name=entry.name,
        short=entry.short,
        urgency=entry.urgency,
        scope=entry.scope,
        themes=tuple(entry.themes),
        fields=tuple((key, lines) for key, lines in written.items() if lines),
        contacts=tuple(_contact(contact) for contact in entry.contacts),
        hours=_hours(entry.hours),
        sources=tuple(entry.sources),
        confidence=entry.confidence,
        dated=entry.dated,
        compiled=compiled,
        areas=tuple(entry.areas),
        min_age=entry.ages.min,
        max_age=entry.ages.max,
        sex=entry.sex,
        own_abuse=entry.own_abuse,
        other_names=tuple(entry.other_names),
        asked_as=tuple(entry.asked_as),
        former_names=tuple(FormerName(old.name, old.now, old.since) for old in entry.former_names),
        acronyms=tuple(entry.acronyms.items()),
        links=tuple(links.values()),
        not_confirmed=tuple(words for item in entry.not_confirmed for words in item.words),
        situations=tuple(entry.situations),
        checked_on=entry.checked_on,
        checked_by=entry.checked_by,
        review_by=entry.review_by,
        notes=tuple(FieldNote(note.key, note.on, note.by, note.how) for note in entry.notes),
    )


def _fields(entry: RecordEntry) -> list[tuple[str, Sequence[str]]]:
    return [
        ("danger", [entry.danger] if entry.danger else []),
        ("steps", entry.steps),
        ("who_for", entry.who_for or []),
        ("when_to_use", entry.when_to_use or []),
        ("thresholds", entry.thresholds or []),
        ("not_for", entry.not_for or []),
        ("who_may_refer", entry.who_may_refer or []),
        ("have_ready", entry.have_ready or []),
        ("what_happens_next", entry.what_happens_next or []),
        ("if_no_answer", entry.if_no_answer or []),
        ("contact", contact_lines(entry.contacts)),
        ("hours", [sentence(entry.hours.words)] if entry.hours else []),
        ("consent", entry.consent or []),
        ("legal_basis", entry.legal_basis or []),
        ("change_if", entry.change_if or []),
        ("names", _name_lines(entry)),
        ("not_confirmed", [f"{item.what}: not confirmed. {item.look}" for item in entry.not_confirmed]),
    ]


def _name_lines(entry: RecordEntry) -> list[str]:
    own = entry.name.lower()
    names = [name for name in entry.other_names if name.lower() not in own and not name.isdigit()]
    lines = [f"{', '.join(names)}."] if names else []
    for old in entry.former_names:
        since = f", since {_day(old.since)}" if old.since else ""
        lines.append(f"{old.name}: now {old.now}{since}.")
    return lines


def _day(since: str) -> str:
    """Return 2025-12-04 as 4 December 2025, 2023-02 as February 2023."""
    year, *rest = since.split("-")
    words = [MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) > 1 else words)


def _written(
    line: str, entry: RecordEntry, entries: Mapping[str, RecordEntry], links: dict[tuple[str, str], Link]
) -> str:
    def write(match: re.Match[str]) -> str:
        name, place = match[1], int(match[2] or 0)
        if name in OWN:
            return _numbered(entry, OWN[name], place or 1).value
        if name not in entries:
            raise BrokenReference(f"{{{{{name}}}}} is no record")
        other = entries[name]
        words, linked = _named(other, place)
        links.update({(name, link.value): link for link in linked})
        return words

    return REFERENCE.sub(write, line)


def _numbered(entry: RecordEntry, kind: str, place: int) -> ContactEntry:
    found = [contact for contact in entry.contacts if contact.kind == kind]
    if not 1 <= place <= len(found):
        raise BrokenReference(f"{entry.id} has no {kind} number {place}")
    return found[place - 1]


def _named(other: RecordEntry, place: int) -> tuple[str, tuple[Link, ...]]:
    """Return a service's name with its numbers, and those numbers; a place chooses one of them by its label."""
    if place:
        chosen = _numbered(other, "phone", place)
        return f"{chosen.label or other.short} on {chosen.value}", (Link(other.id, other.short, chosen.value),)
    phones = [contact for contact in other.contacts if contact.kind == "phone"]
    if not phones:
        return other.short, (Link(other.id, other.short, ""),)
    first, value = phones[0], phones[0].value
    link = Link(other.id, other.short, value)
    if value in other.short:
        return other.short, (link,)
    later = [(contact.label.lower(), contact.value) for contact in phones if contact.open == "outside"]
    beside = ([first.note] if first.note else []) + [" ".join(pair) for pair in later]
    words = f"{other.short} on {value}" + (f" ({'; '.join(beside)})" if beside else "")
    return words, (link, *(Link(other.id, other.short, number) for _, number in later))


def _contact(contact: ContactEntry) -> Contact:
    return Contact(
        kind=contact.kind,
        value=contact.value,
        label=contact.label,
        note=contact.note,
        dated=contact.dated,
        unconfirmed=contact.unconfirmed,
        second_hand=contact.second_hand,
        from_source=contact.from_source,
        outside=contact.open == "outside",
        periods=_periods(contact.times),
        checked_on=contact.checked_on,
        checked_by=contact.checked_by,
        checked_how=contact.checked_how,
        entered_on=contact.entered_on,
        entered_by=contact.entered_by,
    )


def _hours(hours: HoursEntry | None) -> Hours | None:
    if hours is None:
        return None
    return Hours(
        words=hours.words,
        always=hours.times == "always",
        periods=_periods(hours.times if isinstance(hours.times, list) else []),
        bank_holidays=hours.bank_holidays,
        answered_outside=hours.answered_outside,
        dated=hours.dated,
        second_hand=hours.second_hand,
        from_source=hours.from_source,
    )


def _periods(entries: Sequence[PeriodEntry]) -> tuple[Period, ...]:
    return tuple(Period(entry.numbers(), entry.opens, entry.closes) for entry in entries)
