"""Whom a record is for and when it is used, in lines that can be quoted: what shows a service right or wrong."""

from __future__ import annotations

import re

from quiz.distracting import Rival
from quiz.placing import LONGEST_QUOTED
from quiz.services import Service
from quiz.words import forbidden_numbers, words

BARE = re.compile(
    r"\bthresholds?\b|\b(?:no|not)\b.*\b(?:danger|emergency|case)\b|\b(?:is|are) usually\b", re.IGNORECASE
)
"""A line that only refers to other lines, or says what is not so or usual, tells of nothing that happens."""

MATTER = re.compile(r"\b(?:who(?! live)|whose|with|about|worried|(?:victims|witnesses) of)\b")
"""What makes a line about people say what is the matter, and not only where they live or how old they are."""


def quotable(service: Service, field: str) -> list[str]:
    """Return the lines of a field that can be quoted, are short enough and hold no telephone number."""
    return [
        line
        for line in service.record.lines(field)
        if len(words(line)) <= LONGEST_QUOTED and not forbidden_numbers(line)
    ]


def people_line(service: Service) -> str:
    """Return the first line of who a service is for, empty if it cannot be quoted; later lines only add to it."""
    lines = service.record.lines("who_for")
    return lines[0] if lines and lines[0] in quotable(service, "who_for") else ""


def names_rival(other: Service) -> Rival:
    """Return another service as a wrong option, with what it is for.

    A line about people that says only where they live or how old they are shows nothing wrong: then when it is used.
    """
    people = people_line(other)
    said = quotable(other, "when_to_use")
    cases = [line for line in said if not BARE.search(line)] or said
    if people and (MATTER.search(people) or not cases):
        proof, purpose = other.proof("who_for", people), "others"
    else:
        proof, purpose = other.proof("when_to_use", cases[0]), "something else"
    why = f"{other.name} is for {purpose}: {proof.cited}"
    return Rival(other.name, why, proof, other.said, _told_of(other), other.is_wide)


def _told_of(service: Service) -> tuple[str, ...]:
    record = service.record
    return (*record.lines("who_for"), *record.lines("when_to_use"), *record.situations)
