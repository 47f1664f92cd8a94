"""The records of the directory as items need them: usable ones only, each line with the passage it is quoted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guide.directory.pathway_marks import MarkKind, Report, hours_mark, is_old, mark
from guide.directory.pathway_records import LABELS, Pathway
from quiz.types import Proof
from quiz.words import content

WIDE_FROM = 5
"""A service named under this many themes is right for so much that it can hardly be shown wrong."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a record's marks depend on: the day, and what visitors reported of its numbers."""

    day: date
    reports: Sequence[Report] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """One record that may supply items, and the theme its items count for."""

    record: Pathway
    theme: str

    @property
    def name(self) -> str:
        """Return the name used in questions."""
        return self.record.short

    @property
    def said(self) -> str:
        """Return what the record says that the service is for."""
        return " ".join((*self.record.lines("who_for"), *self.record.lines("when_to_use")))

    @property
    def is_wide(self) -> bool:
        """Say whether the service fits so many situations that it is hardly ever a wrong answer."""
        return len(self.record.themes) >= WIDE_FROM

    @property
    def audience(self) -> str:
        """Return for whom an item about this service is meant."""
        who = " ".join(self.record.lines("who_may_refer")).lower()
        return (
            "professionals" if any(word in who for word in ("professional", "practitioner", "agenc")) else "all staff"
        )

    def passage(self, field: str) -> str:
        """Return the text of a field as it is indexed: its lines, one under the other."""
        return "\n".join(self.record.lines(field))

    def proof(self, field: str, quote: str) -> Proof:
        """Return the quotation of one line, or of lines that follow each other."""
        return Proof(self.record.id, self.title, None, (LABELS[field],), quote, self.passage(field))

    @property
    def title(self) -> str:
        """Return the record's full name, and the one used in questions where it is another."""
        name = self.record.name
        return name if content(self.name) <= content(name) else f"{name}, in short {self.name}"


def is_doubtful(record: Pathway, as_of: AsOf) -> bool:
    """Say whether a record, one of its numbers or its hours is old, second-hand or reported not working on a day."""
    day = as_of.day
    marks = [mark(record, contact, day, as_of.reports) for contact in record.contacts] + [hours_mark(record, day)]
    doubtful = (MarkKind.OLD, MarkKind.NOT_WORKING)
    is_marked = any(one and one.kind in doubtful for one in marks)
    return record.confidence != "high" or is_old(record.dated, day) or is_marked


def services_of(records: Iterable[Pathway], as_of: AsOf, themes: Mapping[str, str]) -> tuple[Service, ...]:
    """Return the records that may supply items on a day: a doubtful one gives neither question nor wrong option.

    themes: record id -> the theme its items count for; a record without one is left out.
    """
    usable = (record for record in records if record.id in themes and not is_doubtful(record, as_of))
    return tuple(Service(record, themes[record.id]) for record in usable)
