"""Stored turns of a conversation, and what is asked of the place that keeps them. Masked text only; no storage here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, cast

from guide.keeping.workings import NO_WORKINGS, Workings, workings_of
from guide.language_model.rewording import Reworded, Sentence
from guide.types import Answer, Choice, Json

ID_PATTERN = re.compile(r"[A-Za-z0-9_-]{22}")
"""128 random bits, as 22 characters that need no escaping in an address."""


def is_conversation_id(text: str) -> bool:
    """Say whether the text has the shape of a conversation's id."""
    return ID_PATTERN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class ModelPart:
    """What a language model had to do with a turn, beside the quoted answer that is always kept.

    notice: the line that the reader sees. sentences: the checked ones with the numbers of their quotations, none when
    the quotations are shown. reads: the words that were searched for are the model's. left_out: how many of its
    sentences did not hold. The answer's trace names the model and the digest of its prompt.
    """

    notice: str
    sentences: tuple[Sentence, ...] = ()
    reads: bool = False
    left_out: int = 0

    def to_json(self) -> Json:
        """Return the part as it is stored."""
        sentences = [[each.text, list(each.markers)] for each in self.sentences]
        return {"notice": self.notice, "sentences": sentences, "reads": self.reads, "left_out": self.left_out}

    @classmethod
    def from_json(cls, stored: Json) -> ModelPart:
        """Return a stored part. Raises KeyError, TypeError or ValueError if it was not written by `to_json`."""
        sentences = cast("list[tuple[str, list[int]]]", stored["sentences"])
        return cls(
            notice=str(stored["notice"]),
            sentences=tuple(Sentence(text, tuple(markers)) for text, markers in sentences),
            reads=bool(stored.get("reads")),
            left_out=int(cast("int", stored.get("left_out") or 0)),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer, as kept.

    number: from 1 within its conversation; 0 for a turn that could not be saved.
    answer: the contract's JSON, masked. places: for each citation, where its passage starts in the reading text.
    nearest_places: the same for each nearest passage. closest: the piece of each that came nearest, none in a turn
    that was kept without. within: the heading that documents were restricted to, or "".
    model: what a language model had to do with it, None when it had no part.
    workings: how it was found, empty in a turn that was kept without.
    is_opened: nobody asked; quoted words were opened at their place, from a quiz.
    """

    number: int
    asked_at: datetime
    answer: Json
    places: tuple[int | None, ...] = ()
    nearest_places: tuple[int | None, ...] = ()
    closest: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    within: str = ""
    model: ModelPart | None = None
    workings: Workings = NO_WORKINGS
    is_opened: bool = False

    @classmethod
    def of(cls, answer: Answer, asked_at: datetime, within: str = "", number: int = 0) -> Turn:
        """Return the turn that keeps this answer."""
        return cls(
            number=number,
            asked_at=asked_at,
            answer=answer.to_json(),
            places=tuple(citation.document_start for citation in answer.citations),
            nearest_places=tuple(passage.document_start for passage in answer.nearest),
            closest=tuple(passage.closest for passage in answer.nearest),
            choices=answer.choices,
            within=within,
            workings=workings_of(answer),
        )

    def after(self, reworded: Reworded) -> Turn:
        """Return the turn after a language model had its part: its quoted answer, with that part beside it."""
        turn = Turn.of(reworded.quoted, self.asked_at, self.within, self.number)
        part = ModelPart(reworded.notice, reworded.sentences, bool(reworded.reading), reworded.left_out)
        return replace(turn, model=part)

    @property
    def question(self) -> str:
        """Return the masked question."""
        return str(self.answer["question"])

    @property
    def status(self) -> str:
        """Return the answer's status, as the contract names it."""
        return str(self.answer["status"])

    @property
    def text(self) -> str:
        """Return the answer's text."""
        return str(self.answer["text"])

    def listed(self, key: str) -> tuple[Json, ...]:
        """Return one list of the answer: citations, pathways, alerts or nearest."""
        return tuple(cast("list[Json]", self.answer.get(key) or []))

    def to_json(self) -> Json:
        """Return the turn as it is stored."""
        return {
            "answer": self.answer,
            "places": list(self.places),
            "nearest_places": list(self.nearest_places),
            "closest": list(self.closest),
            "choices": [[choice.label, choice.question] for choice in self.choices],
            "within": self.within,
            "model": self.model.to_json() if self.model else None,
            "workings": self.workings.to_json(),
            "opened": self.is_opened,
        }

    @classmethod
    def from_json(cls, number: int, asked_at: datetime, stored: Json) -> Turn:
        """Return a stored turn. Raises KeyError, TypeError or ValueError if it was not written by `to_json`."""
        return cls(
            number=number,
            asked_at=asked_at,
            answer=cast("Json", stored["answer"]),
            places=tuple(cast("list[int | None]", stored["places"])),
            nearest_places=tuple(cast("list[int | None]", stored["nearest_places"])),
            closest=tuple(cast("list[str]", stored.get("closest") or [])),
            choices=tuple(Choice(label, text) for label, text in cast("list[list[str]]", stored["choices"])),
            within=str(stored["within"]),
            model=ModelPart.from_json(cast("Json", stored["model"])) if stored.get("model") else None,
            workings=Workings.from_json(cast("Json", stored["workings"])) if "workings" in stored else NO_WORKINGS,
            is_opened=bool(stored.get("opened")),
        )


class Conversations(Protocol):
    """Keeps conversations. Every method raises StoreError with one clear line when it cannot."""

    def begin(self, at: datetime) -> str:
        """Begin a conversation and return its id."""
        ...

    def append(self, conversation_id: str, turn: Turn) -> Turn:
        """Keep one turn and return it with its number. Raises KeyError if the conversation is not open."""
        ...

    def put(self, conversation_id: str, turn: Turn) -> None:
        """Put this turn in the place of the kept one with its number. Nothing for a turn that is gone or locked."""
        ...

    def is_open(self, conversation_id: str) -> bool:
        """Say whether the conversation exists and is not locked."""
        ...

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns, oldest first; none for a conversation that is unknown or locked."""
        ...

    def lock(self, conversation_id: str, at: datetime) -> None:
        """Close a conversation for good: its address opens nothing any more."""
        ...

    def purge(self, before: datetime) -> int:
        """Delete every conversation whose last turn is older, so that its bytes are gone. Returns how many."""
        ...
