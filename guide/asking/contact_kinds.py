"""Which kind of contact of a service is asked for, what it costs, and whether a line of its record shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guide.types import Passage

KINDS = (
    ("E-mail", re.compile(r"\be-?mail", re.IGNORECASE)),
    ("Text", re.compile(r"\btext", re.IGNORECASE)),
    ("Post", re.compile(r"\b(?:post(?:al)?|write to|address)\b(?! book)", re.IGNORECASE)),
    ("Page", re.compile(r"\b(?:website|web ?site|page|online form|link|url)\b", re.IGNORECASE)),
    ("Telephone", re.compile(r"\b(?:number|phone|telephone|tel|ring|call|dial|line|helpline|hotline)", re.IGNORECASE)),
)
COST = "Cost"
_LABEL = re.compile(r"[\w-]+ \(([^)]+)\): ")


@dataclass(frozen=True, slots=True)
class _Sought:
    """Something that a record may not hold. asks: in a question; shows: in a line of a record."""

    label: str
    asks: re.Pattern[str]
    shows: re.Pattern[str]


def _sought(label: str, asks: str, shows: str) -> _Sought:
    return _Sought(label, re.compile(asks, re.IGNORECASE), re.compile(shows, re.IGNORECASE))


_SOUGHT = (
    _sought(
        COST,
        r"\b(?:does|do|will|would|is|are|did|has|have)\b[^?.!]{0,60}\b(?:costs?|"
        r"charge (?:for|anything|you|us|people|a)|charge(?=\W*$)|"
        r"free(?! (?:now|to (?:talk|speak|see)|on|at|tomorrow|today|up))|pay (?:for|anything|to))\b|"
        r"\bhow much (?:is|are|does|do|will|would) (?:[\w'-]+ ){0,5}[\w'-]+(?: costs?| charge)?\W*$|"
        r"\b(?:costs?|prices?|fees?|charges) (?:of|for|to (?:use|ring|call))\b|\bany (?:costs?|charges?|fees?)\b",
        r"\bfree\b(?! to (?!ring|call|use|report|apply))|\bno charge\b|£|\bcosts?\b|\bfees?\b",
    ),
    _sought("Fax", r"\bfax", r"\bfax"),
    _sought("E-mail", r"\be-?mail(?! (?:from|scam|that|which|saying|about))", r"@|^E-mail\b"),
    _sought(
        "Text",
        r"\btext (?:number|line|service)\b|\bnumber to text\b|"
        r"\bcan (?:i|he|she|they|you|we|people) text\b|\btexting? them\b",
        r"\btext\b",
    ),
)


def contact_lines(passage: Passage, text: str) -> tuple[int, int]:
    """Return the lines of the kind of contact asked for; the first line where no kind is asked for or none is known.

    Of several lines of that kind the one whose label is said. "Samaritans e-mail" asks for no telephone.
    """
    folded = text.lower()
    kinds = tuple(name for name, pattern in KINDS if pattern.search(text))
    fitting = [unit for unit in passage.units if kinds and passage.words_of(unit).startswith(kinds)]
    for unit in fitting or passage.units:
        label = _LABEL.match(passage.words_of(unit))
        if label and label[1].lower() in folded:
            return unit.start, unit.end
    if fitting:
        return fitting[0].start, fitting[-1].end
    return passage.units[0].start, passage.units[0].end


def sought(text: str, asks_contact: bool, passages: Sequence[Passage]) -> tuple[str, Passage | None, int]:
    """Return what is asked for that a record may not hold, and the place of the line that shows it, None without one.

    asks_contact: a contact is asked for. Three empty values where nothing of the kind is asked for.
    """
    for each in _SOUGHT:
        if (asks_contact or each.label == COST) and each.asks.search(text):
            units = [passage.words_of(unit) for passage in passages for unit in passage.units]
            if any(words.startswith((f"{each.label}:", f"{each.label} (")) for words in units):
                return "", None, 0
            lines = [(passage, unit) for passage in passages for unit in range(len(passage.units))]
            held = [line for line in lines if each.shows.search(line[0].words_of(line[0].units[line[1]]))]
            return (each.label, *held[0]) if held else (each.label, None, 0)
    return "", None, 0
