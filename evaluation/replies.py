"""A reply as a run keeps it: all that was shown, in the contract's form, from our guide or another assistant."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation import folding
from guide.types import Answer, Json

SHOWN_PATHWAYS = 3
"""Marking reads this many pathway cards, the ones a person sees without scrolling."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation as shown: its number, what it names and the words it quotes. start, end: place in the passage."""

    marker: int
    source_id: str
    title: str
    page: int | None
    headings: tuple[str, ...]
    quote: str
    passage: str
    start: int
    end: int

    @classmethod
    def from_json(cls, row: Mapping[str, object]) -> Cited:
        """Read a citation; a missing passage is the quote itself."""
        quote, page = _text(row, "quote"), row.get("page")
        return cls(
            marker=_whole(row, "marker", 1),
            source_id=_text(row, "source_id"),
            title=_text(row, "title"),
            page=page if isinstance(page, int) else None,
            headings=_texts(row.get("headings")),
            quote=quote,
            passage=_text(row, "passage") or quote,
            start=_whole(row, "start", 0),
            end=_whole(row, "end", len(quote)),
        )

    @property
    def passage_digest(self) -> str:
        """Return 12 hex digits over the source and the whole cited passage."""
        return hashlib.sha256(f"{self.source_id}\n{self.passage}".encode()).hexdigest()[:12]

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
class Reply:
    """Everything shown for one turn. pathways: whole cards as JSON; alerts: (kind, text); nearest: texts."""

    question: str
    standalone_question: str
    status: str
    reason: str | None
    confidence: float
    text: str
    citations: tuple[Cited, ...] = ()
    pathways: tuple[Json, ...] = ()
    alerts: tuple[tuple[str, str], ...] = ()
    nearest: tuple[Json, ...] = ()

    @classmethod
    def from_answer(cls, answer: Answer) -> Reply:
        """Take what the guide answered, as its JSON says it."""
        return cls.from_json(answer.to_json())

    @classmethod
    def from_json(cls, row: Mapping[str, object]) -> Reply:
        """Read a reply in the contract's form; what is missing is empty."""
        confidence, reason = row.get("confidence"), row.get("reason")
        return cls(
            question=_text(row, "question"),
            standalone_question=_text(row, "standalone_question"),
            status=_text(row, "status"),
            reason=reason if isinstance(reason, str) else None,
            confidence=float(confidence) if isinstance(confidence, (int, float)) else 0.0,
            text=_text(row, "text"),
            citations=tuple(Cited.from_json(item) for item in _objects(row.get("citations"))),
            pathways=_objects(row.get("pathways")),
            alerts=tuple((_text(item, "kind"), _text(item, "text")) for item in _objects(row.get("alerts"))),
            nearest=_objects(row.get("nearest")),
        )

    def to_json(self) -> Json:
        """Return the reply as the contract writes it, without the trace: durations are kept apart."""
        return {
            "question": self.question,
            "standalone_question": self.standalone_question,
            "status": self.status,
            "reason": self.reason,
            "confidence": self.confidence,
            "text": self.text,
            "citations": [citation.to_json() for citation in self.citations],
            "pathways": list(self.pathways),
            "alerts": [{"kind": kind, "text": text} for kind, text in self.alerts],
            "nearest": list(self.nearest),
        }

    @property
    def alert_kinds(self) -> frozenset[str]:
        """Return the kinds of alerts shown."""
        return frozenset(kind for kind, _ in self.alerts)

    @property
    def pathway_ids(self) -> tuple[str, ...]:
        """Return the ids of the pathways shown, best first."""
        return tuple(_text(card, "id") for card in self.pathways)

    @property
    def abstained(self) -> bool:
        """Say whether the reply declined or asked back instead of answering."""
        return self.status in ("declined", "clarify")

    def shown(self, pathways: int | None = None) -> str:
        """Return the text, quotations, cards (the first `pathways`, None for all) and alerts as one text."""
        return "\n".join([*(citation.quote for citation in self.citations), self.as_read(pathways)])

    def as_read(self, pathways: int | None = None) -> str:
        """Return the alerts, the text and the cards, as a person reads them."""
        cards = ["\n".join(folding.leaves(card)) for card in self.pathways[:pathways]]
        return "\n".join([*(text for _, text in self.alerts), self.text, *cards])


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _whole(row: Mapping[str, object], name: str, default: int) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else default


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _objects(value: object) -> tuple[Json, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return ()
    return tuple(dict(item) for item in value if isinstance(item, Mapping))
