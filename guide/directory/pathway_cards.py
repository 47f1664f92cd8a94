"""From a record to the card a person is shown, at a time and with what visitors reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from guide.asking.acronyms import NO_ACRONYMS, Acronyms
from guide.directory.own_contacts import own_contacts
from guide.directory.pathway_edits import Edit
from guide.directory.pathway_marks import UNMARKED, Report, hours_mark, last_worked, mark, note_words, opening
from guide.directory.pathway_records import DEFAULT_DANGER, LABELS, Contact, ContactCard, Link, Pathway, PathwayCard

RETIRED = "no longer in the directory: ask your duty manager"
"""Said of a service that a text still names."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What marks and opening depend on. day: to judge age by. at: None leaves open and closed out.

    own: the organisation's own people by role, as somebody entered them.
    """

    day: date
    at: datetime | None = None
    bank_holidays: Collection[date] = ()
    reports: Sequence[Report] = ()
    own: Sequence[tuple[str, Edit]] = ()

    @classmethod
    def of(
        cls,
        compiled: str,
        at: datetime | None,
        bank_holidays: Collection[date] = (),
        reports: Sequence[Report] = (),
        own: Sequence[tuple[str, Edit]] = (),
    ) -> Moment:
        """Return the moment asked about; without a time, the day the facts were gathered."""
        return cls(at.date() if at else date.fromisoformat(compiled), at, bank_holidays, reports, own)


def card(
    pathway: Pathway,
    directory: Mapping[str, Pathway],
    moment: Moment,
    reason: str = "",
    acronyms: Acronyms = NO_ACRONYMS,
) -> PathwayCard:
    """Return the card of one record. directory: all records by id, for the marks of services that it names."""
    times = hours_mark(pathway, moment.day)
    return PathwayCard(
        id=pathway.id,
        name=pathway.name,
        urgency=pathway.urgency,
        fields=tuple((key, _lines(pathway, key)) for key in LABELS),
        contacts=_open_first(_contact(pathway, contact, moment) for contact in pathway.contacts),
        hours_mark=times.words if times else "",
        reason=reason,
        links=_open_links_first((link, _link(link, directory, moment)) for link in pathway.links),
        sources=pathway.sources,
        source_words=pathway.source_words(None),
        confidence=pathway.confidence,
        dated=pathway.dated,
        scope=pathway.scope,
        areas=pathway.areas,
        themes=pathway.themes,
        ages=ages(pathway),
        other_names=pathway.other_names,
        checked_on=pathway.checked_on,
        checked_by=pathway.checked_by,
        review_by=pathway.review_by,
        notes=_notes(pathway, moment.day),
        own=own_contacts(pathway, moment.own),
        acronyms=acronyms.unexplained_in("\n".join((pathway.name, *_shown(pathway)))),
    )


def _shown(pathway: Pathway) -> tuple[str, ...]:
    return tuple(line for _, lines in pathway.fields for line in lines)


def _notes(pathway: Pathway, day: date) -> tuple[tuple[str, str], ...]:
    """Return by field who changed and who confirmed it, in one line each."""
    said: dict[str, list[str]] = {}
    for note in pathway.notes:
        words = note_words(pathway, note, day)
        if words:
            said.setdefault(note.key, []).append(words)
    return tuple((key, "; ".join(words)) for key, words in said.items())


def ages(pathway: Pathway) -> str:
    """Return the ages a record states in words, empty if it states none."""
    least, most = pathway.min_age, pathway.max_age
    if least is not None and most is not None:
        return f"{least} to {most}"
    if least is not None:
        return f"{least} and over"
    return f"up to {most}" if most is not None else ""


def first_line(
    pathway: Pathway, directory: Mapping[str, Pathway], moment: Moment, not_for_them: Collection[str] = ()
) -> str:
    """Return whether the line that a card puts first answers: open, closed or unknown; "" without a time or a line.

    A record's own telephone and text lines count; where it has none, those of other services that its first step gives.
    not_for_them: services, by id, that are for other people than those spoken of: their lines are of no use.
    """
    if moment.at is None:
        return ""
    lines = [(pathway, contact) for contact in pathway.contacts] or _given_by_step(pathway, directory, not_for_them)
    states = [
        opening(owner, contact, moment.at, moment.bank_holidays).state
        for owner, contact in lines
        if contact.kind in ("phone", "text")
    ]
    return "open" if "open" in states else next(iter(states), "")


def _given_by_step(
    pathway: Pathway, directory: Mapping[str, Pathway], not_for_them: Collection[str]
) -> list[tuple[Pathway, Contact]]:
    step = next(iter(pathway.lines("steps")), "")
    links = (link for link in pathway.links if link.value and link.value in step and link.id not in not_for_them)
    others = ((directory.get(link.id), link.value) for link in links)
    return [
        (other, contact) for other, value in others if other for contact in other.contacts if contact.value == value
    ]


def _lines(pathway: Pathway, key: str) -> tuple[str, ...]:
    found = pathway.lines(key)
    return (DEFAULT_DANGER,) if key == "danger" and not found else found


def _contact(pathway: Pathway, contact: Contact, moment: Moment) -> ContactCard:
    found = mark(pathway, contact, moment.day, moment.reports)
    worked = last_worked(pathway.id, contact, moment.reports, moment.day)
    words = "; ".join(part for part in (found.words if found else "", worked) if part)
    has_line = contact.kind in ("phone", "text")
    now = opening(pathway, contact, moment.at, moment.bank_holidays) if moment.at and has_line else None
    # Of 999, 101 and 111 everybody knows that they answer: that no page says so is no help at the desk.
    if now and now.state == "unknown" and contact.value in UNMARKED:
        now = None
    return ContactCard(
        kind=contact.kind,
        label=contact.label,
        value=contact.value,
        note=contact.note,
        mark=words,
        mark_kind=found.kind.value if found else "",
        source=_source(pathway, contact),
        opening=now.words if now else "",
        opening_state=now.state if now else "",
    )


def _open_first(contacts: Iterable[ContactCard]) -> tuple[ContactCard, ...]:
    """Return the contacts in their order, those known to be closed behind one that is open."""
    listed = tuple(contacts)
    if all(contact.opening_state != "open" for contact in listed):
        return listed
    return tuple(sorted(listed, key=lambda contact: contact.opening_state == "closed"))


def _open_links_first(links: Iterable[tuple[Link, ContactCard]]) -> tuple[tuple[Link, ContactCard], ...]:
    """Return the numbers of other services in their order, a closed one behind an open one of the same service."""
    listed = tuple(links)
    is_open = {link.id for link, contact in listed if contact.opening_state == "open"}
    return tuple(sorted(listed, key=lambda each: each[0].id in is_open and each[1].opening_state == "closed"))


def _source(pathway: Pathway, contact: Contact) -> str:
    if contact.entered_on and contact.entered_by:
        return f"Entered by {contact.entered_by}, not from a page"
    return pathway.source_words(contact.from_source)


def _link(link: Link, directory: Mapping[str, Pathway], moment: Moment) -> ContactCard:
    """Return another service's number as it is shown there: with its mark, and whether it is open.

    Its label stands only beside the number for out of hours: the other is the service's own.
    """
    other = directory.get(link.id)
    if other is None:
        return ContactCard("phone", "", link.value, mark=RETIRED)
    found = next((each for each in other.contacts if each.value == link.value), None)
    if found is None:
        return ContactCard("phone", "", link.value)
    shown = _contact(other, found, moment)
    return shown if found.outside else replace(shown, label="")
