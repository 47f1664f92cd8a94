"""The values that pass through the guide: passages, hits, alerts, citations, answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from guide.directory.pathway_records import PathwayCard

Json = dict[str, object]
"""One JSON object as the contract describes it."""


class Vector(Protocol):
    """One embedding: 384 floats of length 1. Adapters pass a NumPy row; the domain never looks inside."""

    def __len__(self) -> int:
        """Return the number of dimensions."""
        ...

    def __getitem__(self, index: int, /) -> Any:  # noqa: ANN401 - a NumPy row gives its own scalars
        """Return one component."""
        ...


class Vectors(Protocol):
    """Several embeddings: (n, 384), rows of length 1."""

    def __len__(self) -> int:
        """Return the number of rows."""
        ...

    def __getitem__(self, index: int, /) -> Any:  # noqa: ANN401 - a NumPy array gives rows of its own type
        """Return one row, a Vector."""
        ...


class Status(StrEnum):
    """How a turn ended. Alerts never change it."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    DECLINED = "declined"
    SMALLTALK = "smalltalk"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a turn ended as it did, when it was not simply answered."""

    NOT_IN_DOCUMENTS = "not_in_documents"
    OUT_OF_SCOPE = "out_of_scope"
    UNSUPPORTED = "unsupported"
    PERSONAL_LOOKUP = "personal_lookup"
    TOO_VAGUE = "too_vague"
    PART_MISSING = "part_missing"
    TOO_LONG = "too_long"
    INDEX_UNAVAILABLE = "index_unavailable"
    MODEL_UNAVAILABLE = "model_unavailable"


class AlertKind(StrEnum):
    """The four things shown beside an answer, never instead of it."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    PERSONAL_DATA = "personal_data"
    OUT_OF_DATE = "out_of_date"


class UnitKind(StrEnum):
    """What a unit is in its document."""

    HEADING = "heading"
    LEAD_IN = "lead_in"
    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"


class SourceKind(StrEnum):
    """A document of the corpus, or one record of the directory of pathways."""

    DOCUMENT = "document"
    PATHWAY = "pathway"


@dataclass(frozen=True, slots=True)
class Source:
    """Where passages come from. `id` is fixed by hand in sources.yaml, or is the file name without its suffix.

    missing: one sentence saying what the document lacks, None if nothing is known to be missing.
    ends_unfinished: the text stops in the middle of a list or sentence, as ingest found.
    """

    id: str
    title: str
    kind: SourceKind = SourceKind.DOCUMENT
    publisher: str | None = None
    published: str | None = None
    period: str | None = None
    licence: str | None = None
    url: str | None = None
    path: str = ""
    sha256: str = ""
    missing: str | None = None
    ends_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a passage that can be quoted alone: a sentence, a bullet, a table row, a heading, a lead-in.

    start, end: code points in the passage's text. page: of the first character, from 1, None without pages.
    lead: index in the passage of the lead-in sentence that introduces this item or row, None if there is none.
    """

    start: int
    end: int
    kind: UnitKind
    page: int | None = None
    lead: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a unit needs 0 <= start < end, not {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of a document's one reading text, made of units in order.

    id: 12 hex digits of SHA-256 over source, headings, text and its count among equals.
    start, end: code points in the reading text; text == reading_text[start:end].
    headings: the path from the top heading down. ordinal: place among the source's passages, from 0.
    """

    id: str
    source_id: str
    headings: tuple[str, ...]
    text: str
    start: int
    end: int
    units: tuple[Unit, ...]
    page: int | None = None
    ordinal: int = 0
    kind: SourceKind = SourceKind.DOCUMENT

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text):
            raise ValueError(f"passage {self.id}: positions {self.start}..{self.end} do not fit its text")
        if any(unit.end > len(self.text) for unit in self.units):
            raise ValueError(f"passage {self.id}: a unit ends outside the text")

    def words_of(self, unit: Unit) -> str:
        """Return the text of one of this passage's units."""
        return self.text[unit.start : unit.end]


@dataclass(frozen=True, slots=True)
class UnitScore:
    """What the search found for one unit of a hit. Each figure is 0 when the unit was not scored.

    score: the logarithm of odds that it holds the answer. lead: by what it is put first, on the same scale.
    """

    unit: int
    score: float
    signals: tuple[tuple[str, float], ...] = ()
    lead: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. score in [0, 1], 1 best; rank from 1; signals by name for --explain."""

    passage: Passage
    score: float
    rank: int
    units: tuple[UnitScore, ...] = ()
    signals: tuple[tuple[str, float], ...] = ()

    def to_json(self) -> Json:
        """Return the passage as the contract writes it under --hits."""
        return {
            "source_id": self.passage.source_id,
            "page": self.passage.page,
            "headings": list(self.passage.headings),
            "text": self.passage.text,
            "score": round(self.score, 6),
            "rank": self.rank,
        }


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks, with their earlier turns, oldest first. The text may be raw: only `Guide.ask` reads it.

    at: the time to judge hours and marks by, None to leave the clock out.
    themes: headings to search within, none for all.
    understood: the question in words that stand alone, to be searched for instead of the guide's own reading of it.
    """

    text: str
    earlier: tuple[str, ...] = ()
    at: datetime | None = None
    themes: tuple[str, ...] = ()
    understood: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """Shown above everything, computed from the raw text before any search."""

    kind: AlertKind
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and where it stands: passage[start:end] == quote, or it cannot be made.

    document_start: code points of the passage's first character in the reading text; None for a pathway's field.
    """

    marker: int
    source_id: str
    title: str
    page: int | None
    headings: tuple[str, ...]
    quote: str
    passage: str
    start: int
    end: int
    document_start: int | None = None

    def __post_init__(self) -> None:
        if self.marker < 1:
            raise ValueError("citations are numbered from 1")
        if not self.quote or self.passage[self.start : self.end] != self.quote:
            raise ValueError(f"citation {self.marker}: the quote does not stand in its passage at {self.start}")

    def to_json(self) -> Json:
        """Return the citation as the contract writes it."""
        return {
            "marker": self.marker,
            "source_id": self.source_id,
            "title": self.title,
            "page": self.page,
            "headings": list(self.headings),
            "quote": self.quote,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage shown with a refusal and marked as not an answer. closest: the piece of it that came nearest.

    A page shows that piece alone, as it is what was found; the contract's JSON has the whole passage.
    """

    source_id: str
    title: str
    page: int | None
    headings: tuple[str, ...]
    text: str
    document_start: int | None = None
    closest: str = ""

    def to_json(self) -> Json:
        """Return the passage as the contract writes it."""
        return {
            "source_id": self.source_id,
            "title": self.title,
            "page": self.page,
            "headings": list(self.headings),
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: durations in milliseconds, and what it was made with."""

    duration_ms: float = 0.0
    corpus_sha256: str = ""
    index_id: str = ""
    model: str = ""
    prompt_sha256: str | None = None
    stages: tuple[tuple[str, float], ...] = ()

    def to_json(self) -> Json:
        """Return the trace as the contract writes it."""
        return {
            "duration_ms": round(self.duration_ms, 3),
            "corpus_sha256": self.corpus_sha256,
            "index_id": self.index_id,
            "model": self.model,
            "prompt_sha256": self.prompt_sha256,
            "stages": {name: round(ms, 3) for name, ms in self.stages},
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of --explain: a stage, what it did, and its figures."""

    stage: str
    text: str
    figures: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice offered with a clarifying question: what is shown, and the question it stands for."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person is shown for one turn. `to_json` is the contract and nothing more.

    question and standalone_question are masked. Beside the contract: choices (with clarify), hits (every passage
    retrieved), explanations (one line a stage), unquoted (passage ids, each with why it is not quoted).
    """

    question: str
    standalone_question: str
    status: Status
    reason: Reason | None
    confidence: float
    text: str
    citations: tuple[Citation, ...] = ()
    pathways: tuple[PathwayCard, ...] = ()
    alerts: tuple[Alert, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    trace: Trace = field(default_factory=Trace)
    choices: tuple[Choice, ...] = ()
    hits: tuple[Hit, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    unquoted: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        shown = self.status in (Status.ANSWERED, Status.PARTIAL)
        if shown and not self.citations:
            raise ValueError(f"an answer that is {self.status} needs a citation")
        if not shown and (self.citations or self.pathways):
            raise ValueError(f"an answer that is {self.status} cites nothing")
        if (self.status is Status.ANSWERED) != (self.reason is None) and self.status is not Status.SMALLTALK:
            raise ValueError(f"status {self.status} and reason {self.reason} do not fit")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not in [0, 1]")
        if len(self.pathways) > 5 or len(self.nearest) > 2:
            raise ValueError("at most five pathways and two nearest passages are shown")
        for citation in self.citations:
            if f"{citation.quote} [{citation.marker}]" not in self.text:
                raise ValueError(f"citation {citation.marker} is not used in the text")

    def to_json(self) -> Json:
        """Return the answer as the contract writes it."""
        return {
            "question": self.question,
            "standalone_question": self.standalone_question,
            "status": self.status.value,
            "reason": self.reason.value if self.reason else None,
            "confidence": round(self.confidence, 6),
            "text": self.text,
            "citations": [citation.to_json() for citation in self.citations],
            "pathways": [card.to_json() for card in self.pathways],
            "alerts": [{"kind": alert.kind.value, "text": alert.text} for alert in self.alerts],
            "nearest": [passage.to_json() for passage in self.nearest],
            "trace": self.trace.to_json(),
        }
