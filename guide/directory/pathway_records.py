"""One referral pathway as a record, and as the card a person is shown. No matching and no clock here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LABELS: Mapping[str, str] = {
    "danger": "In danger",
    "steps": "What to do",
    "who_for": "Who it is for",
    "when_to_use": "When to use it",
    "thresholds": "Thresholds",
    "not_for": "Not for",
    "who_may_refer": "Who may refer",
    "have_ready": "Have ready",
    "what_happens_next": "What happens next",
    "if_no_answer": "If nobody answers",
    "contact": "Contact",
    "hours": "Hours",
    "consent": "Consent",
    "legal_basis": "Legal basis",
    "change_if": "What would change this",
    "names": "Also called",
    "not_confirmed": "Not confirmed",
}
"""Every shown field of a record in reading order: its key in JSON, and its name for people and citations."""

SITUATIONS = "Search phrases"
"""Heading of the passage that holds how staff put a situation: searched, never shown or quoted."""

DEFAULT_DANGER = "Immediate danger: ring 999 first."


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of opening on some days of the week. days: 0 is Monday; opens and closes as "08:00"."""

    days: tuple[int, ...]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Hours:
    """When a service answers.

    words: as shown. always: day and night. periods: empty if the times are not known. bank_holidays: open, closed or
    unknown. answered_outside: calls at other times go to somebody else, so the line never counts as closed.
    dated: the year the times come from, None for the record's. second_hand: not from the service itself.
    """

    words: str
    always: bool = False
    periods: tuple[Period, ...] = ()
    bank_holidays: str = "unknown"
    answered_outside: bool = False
    dated: int | None = None
    second_hand: bool = False
    from_source: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a service. kind: phone, text, email, page or post.

    dated: the year this contact comes from where that is known, else None for the record's. unconfirmed: listed as
    doubtful by those who gathered it. second_hand: seen on somebody else's page only. from_source: which of the
    record's pages it comes from, counted from 1, None where that is not recorded. outside: answers when the others do
    not. checked_*: who confirmed it, when and how. entered_*: who typed it in here and when; None for what the
    documents gave.
    """

    kind: str
    value: str
    label: str = ""
    note: str = ""
    dated: int | None = None
    unconfirmed: bool = False
    second_hand: bool = False
    from_source: int | None = None
    outside: bool = False
    periods: tuple[Period, ...] = ()
    checked_on: str | None = None
    checked_by: str | None = None
    checked_how: str | None = None
    entered_on: str | None = None
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class FieldNote:
    """What a person did to one field. key: of LABELS. how: what a confirmation rests on; empty for a change."""

    key: str
    on: str
    by: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that is no longer used, and the present one. since: a year, month or day, None if not known."""

    name: str
    now: str
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Another service that a field names. value: the number shown with it, empty if it has none."""

    id: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Pathway:
    """One record of the directory, every name and number in its texts written out.

    fields: the lines of each shown field by key, in the order of LABELS; a field that is not in the documents is left
    out. short: the name used inside sentences. areas: other boroughs it serves. min_age, max_age: None if not stated.
    sex: men or women where it serves only them. own_abuse: it serves people about abuse of their own.
    Never shown, for the search only: asked_as (what people call it besides), situations (how staff put it) and
    not_confirmed (words by which people ask for what no document confirms).
    compiled: the day the facts were gathered, as 2026-11-23. notes: what people changed and confirmed here.
    """

    id: str
    name: str
    short: str
    urgency: str
    scope: str
    themes: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    contacts: tuple[Contact, ...]
    hours: Hours | None
    sources: tuple[str, ...]
    confidence: str
    dated: int | None
    compiled: str
    areas: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    other_names: tuple[str, ...] = ()
    asked_as: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    not_confirmed: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    checked_on: str | None = None
    checked_by: str | None = None
    review_by: str | None = None
    notes: tuple[FieldNote, ...] = ()
    sex: str | None = None
    own_abuse: bool = False

    @property
    def is_for_all(self) -> bool:
        """Say whether the service asks for no age, sex or threshold."""
        has_ages = self.min_age is not None or self.max_age is not None
        return not (self.sex or has_ages or self.own_abuse or self.lines("thresholds"))

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the lines of one field, none if it is not in the documents."""
        return next((lines for name, lines in self.fields if name == key), ())

    def contacts_of(self, kind: str) -> tuple[Contact, ...]:
        """Return the contacts of one kind, in the order of the record."""
        return tuple(contact for contact in self.contacts if contact.kind == kind)

    def source_words(self, from_source: int | None) -> str:
        """Say where a contact or field comes from, only as exactly as it is known."""
        if not self.sources:
            return "No source: no page was found."
        if len(self.sources) == 1:
            return f"From {self.sources[0]}"
        if from_source is not None:
            return f"From {self.sources[from_source - 1]}"
        return f"From one of these {len(self.sources)} pages; which one is not recorded."

    def to_json(self) -> dict[str, object]:
        """Return the whole record as plain JSON values, for the index."""
        return {key: _plain(value) for key, value in asdict(self).items()}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Pathway:
        """Read a record back from the index. Raises KeyError or TypeError if it is not one."""
        hours = record["hours"]
        values = dict(record)
        values["fields"] = tuple((key, tuple(lines)) for key, lines in record["fields"])
        values["contacts"] = tuple(_contact(contact) for contact in record["contacts"])
        values["hours"] = Hours(**{**hours, "periods": _periods(hours["periods"])}) if hours else None
        values["former_names"] = tuple(FormerName(**former) for former in record["former_names"])
        values["links"] = tuple(Link(**link) for link in record["links"])
        values["notes"] = tuple(FieldNote(**note) for note in record.get("notes", ()))
        values["acronyms"] = tuple((short, long) for short, long in record["acronyms"])
        for key in ("themes", "sources", "areas", "other_names", "asked_as", "not_confirmed", "situations"):
            values[key] = tuple(record[key])
        return cls(**values)


def _contact(record: Mapping[str, Any]) -> Contact:
    return Contact(**{**record, "periods": _periods(record["periods"])})


def _periods(records: Sequence[Mapping[str, Any]]) -> tuple[Period, ...]:
    return tuple(Period(tuple(record["days"]), record["opens"], record["closes"]) for record in records)


def _plain(value: Any) -> Any:  # noqa: ANN401  (any JSON value, tuples as lists)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One contact as shown. mark: how far it can be trusted, in words, empty where none is due.

    opening: open or closed in words, empty without a time. opening_state: open, closed, unknown or empty likewise.
    """

    kind: str
    label: str
    value: str
    note: str = ""
    mark: str = ""
    mark_kind: str = ""
    source: str = ""
    opening: str = ""
    opening_state: str = ""


@dataclass(frozen=True, slots=True)
class OwnContact:
    """How to reach somebody of the reader's own organisation. value: empty where nobody has entered one.

    words: what to do, such as "Ask your duty manager". mark: who entered it.
    """

    role: str
    words: str
    value: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PathwayCard:
    """A pathway as shown, with its computed marks.

    fields: key and lines of every shown field, empty lines where it is not in our documents. reason: why it is shown.
    links: other services named in the fields, each with its number as shown there. notes: by field, who changed or
    confirmed it. own: the organisation's own people that the record sends the reader to, each with how to reach them.
    acronyms: those that the fields use without writing them out, each with its long form.
    """

    id: str
    name: str
    urgency: str
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    contacts: tuple[ContactCard, ...] = ()
    hours_mark: str = ""
    reason: str = ""
    links: tuple[tuple[Link, ContactCard], ...] = ()
    sources: tuple[str, ...] = ()
    source_words: str = ""
    confidence: str = ""
    dated: int | None = None
    scope: str = ""
    areas: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    ages: str = ""
    other_names: tuple[str, ...] = ()
    checked_on: str | None = None
    checked_by: str | None = None
    review_by: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    own: tuple[OwnContact, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the lines of one field, none if it is not in our documents."""
        return next((lines for name, lines in self.fields if name == key), ())

    def to_json(self) -> dict[str, object]:
        """Return the card as the contract writes it. What is not in our documents is null."""
        if not self.fields:
            return {"id": self.id, "name": self.name, "urgency": self.urgency}
        return {
            "id": self.id,
            "name": self.name,
            "urgency": self.urgency,
            "reason": self.reason or None,
            **{key: list(lines) or None for key, lines in self.fields},
            "contacts": [_plain(asdict(contact)) for contact in self.contacts],
            "hours_mark": self.hours_mark or None,
            "links": [
                {
                    "id": link.id,
                    "name": link.name,
                    "label": at.label,
                    "value": link.value,
                    "mark": at.mark,
                    "mark_kind": at.mark_kind,
                    "opening": at.opening,
                    "opening_state": at.opening_state,
                }
                for link, at in self.links
            ],
            "notes": {key: words for key, words in self.notes},
            "own_contacts": [_plain(asdict(contact)) for contact in self.own],
            "acronyms": dict(self.acronyms),
            "ages": self.ages or None,
            "scope": self.scope,
            "areas": list(self.areas),
            "themes": list(self.themes),
            "other_names": list(self.other_names),
            "sources": {"words": self.source_words, "pages": list(self.sources)},
            "confidence": self.confidence,
            "dated": self.dated,
            "checked_on": self.checked_on,
            "checked_by": self.checked_by,
            "review_by": self.review_by,
        }
