"""The gap register: questions that the documents did not answer, merged by meaning, worked by an owner. No storage."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from guide.plain_text import without_invisible
from guide.types import Vectors

ALIKE = 0.84
"""The least cosine of two questions that mean the same. Measured: docs/decisions/0015."""
FIGURE = re.compile(r"\d+")


class GapProgress(StrEnum):
    """How far the owner is with it."""

    OPEN = "open"
    IN_HAND = "in hand"
    ANSWERED = "answered"
    NOT_OURS = "not for these documents"


@dataclass(frozen=True, slots=True)
class Asked:
    """One press of the register. question and nearest are masked; nearest is "" where nothing was near."""

    conversation_id: str
    turn: int
    at: datetime
    question: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """One entry. asked: every time it was put on, oldest first, at least once. answer: the owner's words, masked."""

    number: int
    asked: tuple[Asked, ...]
    progress: GapProgress = GapProgress.OPEN
    owner: str = ""
    answer: str = ""

    @property
    def question(self) -> str:
        """Return the question as it was first put."""
        return self.asked[0].question

    @property
    def is_closed(self) -> bool:
        """Say whether the owner is done with it."""
        return self.progress in (GapProgress.ANSWERED, GapProgress.NOT_OURS)

    @property
    def outcome(self) -> str:
        """Return what the conversations that asked are shown."""
        by = f" ({self.owner})" if self.owner else ""
        match self.progress:
            case GapProgress.OPEN:
                return "This is on the list for the owner of the documents."
            case GapProgress.IN_HAND:
                return f"The owner of the documents{by} is working on this."
            case GapProgress.ANSWERED:
                return f"The owner of the documents{by} answers: {self.answer}"
            case GapProgress.NOT_OURS:
                return f"The owner of the documents{by} says: this does not belong in these documents. {self.answer}"

    def worked(self, progress: GapProgress, owner: str, answer: str) -> Gap:
        """Return the entry as its owner leaves it. Raises ValueError without a name, or an answer without words."""
        owner, answer = without_invisible(owner).strip(), without_invisible(answer).strip()
        if progress is not GapProgress.OPEN and not owner:
            raise ValueError("Say who works on it: a role or initials.")
        if progress is GapProgress.ANSWERED and not answer:
            raise ValueError("Write the answer before you close it as answered.")
        return replace(self, progress=progress, owner=owner, answer=answer)


class GapRegister(Protocol):
    """Keeps the register. Every method raises StoreError with one clear line when it cannot."""

    def put(self, asked: Asked, number: int = 0) -> Gap:
        """Keep one press under an entry, or under a new one, and return the entry. The same turn counts once."""
        ...

    def all(self) -> tuple[Gap, ...]:
        """Return every entry: those to work first, then the most often asked."""
        ...

    def of_conversation(self, conversation_id: str) -> tuple[Gap, ...]:
        """Return the entries that one conversation put on."""
        ...

    def change(self, gap: Gap) -> None:
        """Keep progress, owner and answer. Raises KeyError if the entry is gone."""
        ...


def register(gaps: GapRegister, asked: Asked, embed: Callable[[Sequence[str]], Vectors]) -> Gap:
    """Put a question on the register, with the entry that means the same if there is one."""
    return gaps.put(asked, same_as(asked.question, gaps.all(), embed))


def same_as(question: str, gaps: Sequence[Gap], embed: Callable[[Sequence[str]], Vectors]) -> int:
    """Return the number of the entry that means the same, 0 if none does.

    Two questions with different figures never mean the same: a year alone moves a vector too little.
    """
    comparable = [gap for gap in gaps if figures(gap.question) == figures(question)]
    if not comparable:
        return 0
    vectors = embed([question, *(gap.question for gap in comparable)])
    scores = [float(vectors[0] @ vectors[row]) for row in range(1, len(vectors))]
    best = max(range(len(scores)), key=scores.__getitem__)
    return comparable[best].number if scores[best] >= ALIKE else 0


def figures(text: str) -> frozenset[str]:
    """Return the figures in a text."""
    return frozenset(FIGURE.findall(text))
