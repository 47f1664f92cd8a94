"""The separate things that one message asks: "what's the number for A and how do I refer to B". Searches nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guide.asking.asking_frames import subject_alone
from guide.asking.everyday_words import as_said
from guide.asking.pathway_forms import form_of
from guide.asking.understanding import asks, sentences, subject_words

_OPENS = (
    r"(?:what|whats|how|hows|who|whos|when|where|why|which|is|are|does|do|did|can|could|should|would|will|has|have)"
)
_NEXT = re.compile(rf"[,;]?\s+(?:(?:and|also|plus|but|then)\s+)+(?={_OPENS}\b)|[,;]\s+(?={_OPENS}\b)", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:it|that|this|these|those|one|there|such)\b", re.IGNORECASE)
"""Stands for a thing named before. Words for people do not: a service is asked for somebody."""
FEWEST_WORDS = 3
MOST_ASKS = 4
MOST_CHARACTERS = 700


@dataclass(frozen=True, slots=True)
class Asks:
    """What a message asks, apart. of_plan: what it asks of the documents, "" for nothing; story: what asks nothing.

    others: the clauses that ask something else, each as said.
    """

    others: tuple[str, ...]
    of_plan: str = ""
    story: str = ""

    @property
    def beside_the_plan(self) -> str:
        """Return all that is not asked of the documents, with the subject of that where it only points back to it."""
        asked = " ".join(self.others)
        if self.of_plan and (_POINTS_BACK.search(asked) or not subject_words(asked)):
            asked = f"{subject_alone(as_said(self.of_plan))}: {asked}"
        return f"{self.story} {asked}".strip()


def separate_asks(text: str) -> Asks | None:
    """Return what a message asks, one by one; None where it asks one thing, or so many that it is no question."""
    if len(text) > MOST_CHARACTERS:
        return None
    told = [part for part in sentences(text) if not asks(part)]
    asked = [part for part in sentences(text) if asks(part)]
    clauses = [clause.strip(" ,;") for part in asked for clause in _clauses(part)]
    if not 2 <= len(clauses) <= MOST_ASKS:
        return None
    of_plan = [clause for clause in clauses if form_of(as_said(clause)).plan]
    others = tuple(clause for clause in clauses if clause not in of_plan)
    return Asks(others, " ".join(of_plan), " ".join(told))


def _clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence that ask by themselves; a short one stays with the one before it."""
    clauses: list[str] = []
    for piece in _NEXT.split(sentence):
        if clauses and (len(piece.split()) < FEWEST_WORDS or not asks(piece)):
            clauses[-1] = f"{clauses[-1]} and {piece}"
        else:
            clauses.append(piece)
    return clauses
