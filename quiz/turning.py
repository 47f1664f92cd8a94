"""A statement that compares, and the same with its direction turned: false because the document says the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TURNED = {
    "higher": "lower",
    "lower": "higher",
    "greater": "lower",
    "larger": "smaller",
    "smaller": "larger",
    "fewer than": "more than",
    "more than": "less than",
    "less than": "more than",
    "at least": "at most",
    "at most": "at least",
    **{
        f"{one} {quality}": f"{other} {quality}"
        for one, other in (("more", "less"), ("less", "more"), ("most", "least"), ("least", "most"))
        for quality in "likely common often frequent frequently severe serious vulnerable effective important".split()
    },
    "increase": "decrease",
    "increases": "decreases",
    "increased": "decreased",
    "increasing": "decreasing",
    "decrease": "increase",
    "decreases": "increases",
    "decreased": "increased",
    "decreasing": "increasing",
    "reduce": "increase",
    "reduces": "increases",
    "reduced": "increased",
    "reducing": "increasing",
}
"""Words of everyday English that say a direction, and those that say the opposite."""

DIRECTION = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, TURNED), key=len, reverse=True))})\b")
UNDECIDED = re.compile(
    r"\b(?:no|not|nor|never|neither|without|cannot|\w+n['’]t|may|might|can|could|would|should|need|needs|aims?|will|we|"
    r"whether|if anything|or (?:more|less|fewer|at))\b|\?",
    re.IGNORECASE,
)
"""Where a sentence denies, wishes or leaves open, its turned form is not the opposite of what it says."""

SET_BEFORE = re.compile(r"\b(?:to|an|once|even|any|no|and|or)$", re.IGNORECASE)
"""Words before a direction that make it a purpose, would no longer fit, or join it to another."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A statement with one direction turned. said: the document's words; instead: those in their place."""

    words: str
    said: str
    instead: str


def turns_of(text: str) -> Iterator[Turn]:
    """Yield the statement turned, once for each direction it says; none where the turned one might hold as well."""
    if UNDECIDED.search(text):
        return
    found = [one for one in DIRECTION.finditer(text) if one.start() > 0]
    if {TURNED[one[0]] for one in found} & {one[0] for one in found}:
        return
    for one in found:
        if not SET_BEFORE.search(text[: one.start()].rstrip()):
            turned = text[: one.start()] + TURNED[one[0]] + text[one.end() :]
            yield Turn(turned, one[0], TURNED[one[0]])
