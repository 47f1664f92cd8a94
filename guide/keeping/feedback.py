"""Feedback that somebody works: a named fault, its place in a queue, and the case it becomes. No storage here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from guide.plain_text import without_invisible
from guide.types import Json


class Fault(StrEnum):
    """What is wrong with an answer."""

    WRONG_PASSAGE = "wrong passage"
    OUT_OF_DATE = "out of date"
    INCOMPLETE = "incomplete"
    SHOULD_HAVE_DECLINED = "should have declined"
    UNSAFE = "unsafe"


class Progress(StrEnum):
    """How far the work on it is."""

    OPEN = "open"
    IN_HAND = "in hand"
    MENDED = "mended"
    NOT_A_FAULT = "not a fault"


OUTCOMES = {
    Progress.OPEN: "Your report is in the queue.",
    Progress.IN_HAND: "Somebody is working on your report.",
    Progress.MENDED: "The fault you reported has been mended.",
    Progress.NOT_A_FAULT: "Your report was looked at. The answer stays as it is.",
}
"""What the conversation that asked shows."""

CASE_ORIGIN = "log"
"""What a case made from a report says of where it comes from."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One report on one turn.

    number: from 1, 0 before it is stored. earlier: the masked questions before it, oldest first.
    answer: the contract's JSON, masked. owner: a role or initials, "" while nobody has taken it.
    """

    number: int
    conversation_id: str
    turn: int
    fault: Fault
    reported_at: datetime
    answer: Json
    earlier: tuple[str, ...] = ()
    progress: Progress = Progress.OPEN
    owner: str = ""

    def taken_by(self, owner: str) -> Feedback:
        """Return the report in the hands of somebody. Raises ValueError without a name or once it is closed."""
        owner = without_invisible(owner).strip()
        if not owner:
            raise ValueError("a report in hand needs an owner")
        if self.is_closed:
            raise ValueError("a closed report is not taken again")
        return replace(self, owner=owner, progress=Progress.IN_HAND)

    def closed_as(self, progress: Progress) -> Feedback:
        """Return the report with its end. Raises ValueError if nobody owns it or the end is none."""
        if progress not in (Progress.MENDED, Progress.NOT_A_FAULT):
            raise ValueError(f"{progress} ends nothing")
        if not self.owner:
            raise ValueError("a report is closed by its owner")
        return replace(self, progress=progress)

    @property
    def is_closed(self) -> bool:
        """Say whether the work on it has ended."""
        return self.progress in (Progress.MENDED, Progress.NOT_A_FAULT)

    @property
    def outcome(self) -> str:
        """Return the sentence that the conversation shows."""
        return OUTCOMES[self.progress]


def case_id(feedback: Feedback) -> str:
    """Return the id of the case that is made from a report."""
    return f"feedback-{feedback.number:04d}"


def case_of(feedback: Feedback) -> Json:
    """Return the report as a case for `python -m evaluation`, to be completed by whoever knows the right answer.

    What the report already decides is filled in: an answer that should have been declined expects that. Where a
    passage was wrong, its words must not be said again. Everything else is left open.
    """
    case: Json = {
        "id": case_id(feedback),
        "category": "feedback",
        "question": feedback.answer["question"],
        "earlier": list(feedback.earlier),
        "expect": _expected(feedback),
        "note": f"Reported as {feedback.fault.value} on {feedback.reported_at:%Y-%m-%d}.",
        "tags": ["feedback", feedback.fault.value],
        "origin": CASE_ORIGIN,
    }
    citations = feedback.answer.get("citations")
    if feedback.fault is Fault.WRONG_PASSAGE and isinstance(citations, list):
        case["must_not_say"] = [citation["quote"] for citation in citations]
    return case


def _expected(feedback: Feedback) -> str:
    if feedback.fault is Fault.SHOULD_HAVE_DECLINED:
        return "decline"
    return "answer"
