"""corpus/pathways.yaml -> records, sources and passages. Every mistake names file, record and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from guide.adapters.pathway_numbers import number_problem
from guide.adapters.pathway_passages import passages_of
from guide.adapters.pathway_texts import BrokenReference, record_of
from guide.directory.pathway_records import Pathway
from guide.errors import DataFileError
from guide.types import Json, Passage, Source, SourceKind

FILE = "pathways.yaml"
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
CLOCK = r"^([01][0-9]|2[0-4]):[0-5][0-9]$"
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _as_text(value: object) -> object:
    """YAML reads 2020-02-01 as a day and 159 as a number; both are meant as written."""
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


Line = Annotated[str, Field(min_length=1), BeforeValidator(_as_text)]
Lines = list[Line] | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodEntry(_Strict):
    """One stretch of opening, such as {days: mon-thu, opens: "08:00", closes: "17:15"}."""

    days: str
    opens: str = Field(pattern=CLOCK)
    closes: str = Field(pattern=CLOCK)

    @field_validator("days")
    @classmethod
    def _known_days(cls, days: str) -> str:
        if any(name not in DAY_NAMES for name in days.split("-")) or not 1 <= len(days.split("-")) <= 2:
            raise ValueError("days must be like mon or mon-fri")
        return days

    def numbers(self) -> tuple[int, ...]:
        """Return the days of the week, 0 for Monday."""
        first, _, last = self.days.partition("-")
        return tuple(range(DAY_NAMES.index(first), DAY_NAMES.index(last or first) + 1))


class HoursEntry(_Strict):
    """Opening times in words, and as data where the words give them."""

    words: Line
    times: Literal["always"] | list[PeriodEntry] | None = None
    bank_holidays: Literal["open", "closed", "unknown"] = "unknown"
    answered_outside: bool = False
    dated: int | None = None
    second_hand: bool = False
    from_source: int | None = None


class ContactEntry(_Strict):
    """One way to reach the service."""

    kind: Literal["phone", "text", "email", "page", "post"]
    value: Line
    label: str = ""
    note: str = ""
    dated: int | None = None
    unconfirmed: bool = False
    second_hand: bool = False
    from_source: int | None = None
    open: Literal["outside"] | None = None
    times: list[PeriodEntry] = []
    checked_on: Line | None = None
    checked_by: Line | None = None
    checked_how: Line | None = None
    entered_on: Line | None = None
    entered_by: Line | None = None

    @field_validator("value")
    @classmethod
    def _possible(cls, value: str) -> str:
        return value.strip()

    def problem(self) -> str:
        """Say what is wrong with the value for its kind, empty if nothing is."""
        if self.kind in ("phone", "text"):
            return number_problem(self.value)
        if self.kind == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", self.value):
            return "is not an e-mail address"
        if self.kind == "page" and not re.match(r"https?://", self.value):
            return "is not a web address"
        return ""


class FormerNameEntry(_Strict):
    """A name no longer used."""

    name: Line
    now: Line
    since: Line | None = None


class NoteEntry(_Strict):
    """What a person did to one field, as an export of the edited directory writes it."""

    key: Line
    on: Line
    by: Line
    how: str = ""


class NotConfirmedEntry(_Strict):
    """What no document confirms, where to look for it, and how people ask for it."""

    what: Line
    look: Line
    words: list[Line] = []


class AgesEntry(_Strict):
    """The ages a record states."""

    min: int | None = None
    max: int | None = None


class RecordEntry(_Strict):
    """One record as the file writes it."""

    id: str = Field(pattern=SLUG)
    name: Line
    short: Line
    other_names: list[Line] = []
    asked_as: list[Line] = []
    former_names: list[FormerNameEntry] = []
    acronyms: dict[str, str] = {}
    themes: list[Line]
    scope: Literal["kingston", "london", "england", "uk"]
    areas: list[Line] = []
    ages: AgesEntry = AgesEntry()
    sex: Literal["men", "women"] | None = None
    own_abuse: bool = False
    who_for: Lines
    when_to_use: Lines
    not_for: Lines = None
    thresholds: Lines = None
    urgency: Literal["emergency", "same-day", "routine"]
    who_may_refer: Lines = None
    steps: list[Line] = Field(min_length=1)
    danger: Line | None = None
    have_ready: Lines = None
    what_happens_next: Lines = None
    if_no_answer: Lines = None
    contacts: list[ContactEntry]
    hours: HoursEntry | None
    consent: Lines
    legal_basis: Lines
    change_if: Lines = None
    not_confirmed: list[NotConfirmedEntry] = []
    sources: list[Line]
    confidence: Literal["high", "medium", "low"]
    dated: int | None
    checked_on: Line | None = None
    checked_by: Line | None = None
    review_by: Line | None = None
    notes: list[NoteEntry] = []
    situations: list[Line] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class PathwayFile:
    """A file that was read: the entries in its order, and the day its facts were gathered."""

    compiled: str
    entries: tuple[RecordEntry, ...]


def pathway_passages(corpus: Path) -> tuple[tuple[Json, ...], tuple[Source, ...], tuple[Passage, ...]]:
    """Return every record of a corpus as JSON, as a source, and its fields as passages; none without the file.

    Raises DataFileError.
    """
    records = read_pathways(corpus)
    sources = tuple(Source(id=record.id, title=record.name, kind=SourceKind.PATHWAY, path=FILE) for record in records)
    passages = tuple(passage for record in records for passage in passages_of(record))
    return tuple(record.to_json() for record in records), sources, passages


def read_pathways(corpus: Path) -> tuple[Pathway, ...]:
    """Return the records of corpus/pathways.yaml with all references written out, none without the file.

    Raises DataFileError with file, record and line.
    """
    path = corpus / FILE
    if not path.exists():
        return ()
    node = _compose(path)
    lines = _lines_of_records(node)
    file = _validated(path, lines)
    entries = {entry.id: entry for entry in file.entries}
    records = []
    for entry, line in zip(file.entries, lines, strict=True):
        try:
            records.append(record_of(entry, entries, file.compiled))
        except BrokenReference as error:
            raise DataFileError(f"{path}, line {line}, record {entry.id}: {error}. Correct the reference.") from error
    return tuple(records)


def _compose(path: Path) -> yaml.MappingNode:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataFileError(f"{path}, line {line}: this is not YAML ({error.problem}). Correct the line.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataFileError(f"{path}, line 1: the file cannot be read as text. Save it as UTF-8.") from error
    if not isinstance(node, yaml.MappingNode):
        raise DataFileError(f"{path}, line 1: the file must hold 'compiled:' and 'services:'.")
    return node


def _lines_of_records(node: yaml.MappingNode) -> list[int]:
    for key, value in node.value:
        if key.value == "services" and isinstance(value, yaml.SequenceNode):
            return [item.start_mark.line + 1 for item in value.value]
    return []


def _validated(path: Path, lines: list[int]) -> PathwayFile:
    """Check every record; the file is parsed again as plain values, which keeps the schema apart from YAML nodes."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    services = content.get("services")
    compiled = content.get("compiled")
    if not isinstance(services, list) or not isinstance(compiled, date):
        raise DataFileError(f"{path}, line 1: the file must hold 'compiled:' (a date) and 'services:' (a list).")
    entries: list[RecordEntry] = []
    seen: set[str] = set()
    for service, line in zip(services, lines, strict=True):
        name = service.get("id", "without id") if isinstance(service, Mapping) else "without id"
        where = f"{path}, line {line}, record {name}"
        entry = _entry(service, where)
        if entry.id in seen:
            raise DataFileError(f"{where}: the id stands in two records. Keep one.")
        seen.add(entry.id)
        entries.append(entry)
    return PathwayFile(compiled.isoformat(), tuple(entries))


def _entry(service: object, where: str) -> RecordEntry:
    try:
        entry = RecordEntry.model_validate(service)
    except ValidationError as error:
        first = max(error.errors(), key=lambda each: len(each["loc"]))
        field = ".".join(str(part) for part in first["loc"])
        raise DataFileError(f"{where}: {field or 'the record'}: {first['msg']}. Correct the field.") from error
    for contact in entry.contacts:
        if problem := contact.problem():
            raise DataFileError(f"{where}: {contact.kind} {contact.value!r} {problem}. Correct the contact.")
    wanted = [contact.from_source for contact in entry.contacts] + [entry.hours.from_source if entry.hours else None]
    if any(number is not None and not 1 <= number <= len(entry.sources) for number in wanted):
        raise DataFileError(f"{where}: from_source must be the number of one of its {len(entry.sources)} sources.")
    return entry
